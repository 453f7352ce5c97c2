//! Listed bodies and acronyms.

use super::{BTreeMap, Band, Case, Meaning, OrganisationMention, Reading, Span, Token, acronyms, clean_name, is_shouted, mention, words_ahead};

/// Names and acronyms of the built-in list.
pub(super) fn listed(reading: &Reading<'_>, span: Span, mentions: &mut Vec<OrganisationMention>) {
    let text = span.of(reading.text());
    let shouted = is_shouted(text);
    for hit in reading.lexicon.organisations.find(text) {
        let surface = hit.span.of(text);
        let acronym = !surface.contains(' ') && surface.chars().filter(|c| c.is_uppercase()).count() >= 2;
        let after = text[hit.span.end..].trim_start();
        if acronym && (shouted || after.starts_with(':') && surface == "WHO") {
            continue;
        }
        if acronym && defined_otherwise(reading, surface, hit.entry) {
            continue;
        }
        let entry = &reading.lexicon.organisations.rows[hit.entry];
        if !surface.contains(' ') && entry.generic && is_end_of_name(reading, &text[..hit.span.start]) {
            continue;
        }
        // A word that also names something else at the start of a longer name is no find: `Visa rules`, `Congress Hall`.
        let found = OrganisationMention {
            span: hit.span.shifted(span.start),
            name: clean_name(surface),
            entry: Some(hit.entry),
            kind: entry.kind.as_str().to_owned(),
            parent: entry.parent.map(str::to_owned),
            country: entry.country.map(str::to_owned),
            acronym: None,
            rule: if acronym { "org-list-acronym" } else { "org-list" },
            band: Band::Certain,
            role: None,
        };
        mentions.push(found);
    }
}

/// Whether a word that many bodies are called by is the end of another name: `World Congress`, not `the Congress`, `US Congress`.
fn is_end_of_name(reading: &Reading<'_>, before: &str) -> bool {
    let Some(word) = before.strip_suffix(' ').and_then(|before| before.rsplit([' ', '\n', '(', '“']).next()) else { return false };
    let opener =
        before.trim_end().strip_suffix(word).is_none_or(|rest| rest.trim_end().is_empty() || rest.trim_end().ends_with(['.', ':', '”', '\n']));
    word.starts_with(char::is_uppercase)
        && word.ends_with(char::is_alphabetic)
        && !opener
        && reading.lexicon.places.country_of_adjective(word).is_none()
        && reading.lexicon.places.country_named(word).is_none()
        && !reading.lexicon.words.is_role(word)
        && !reading.lexicon.words.is_stop_word(&word.to_lowercase(), "en")
}

/// Whether the article itself, or the whole archive, gives an acronym another meaning than the list does.
pub(super) fn defined_otherwise(reading: &Reading<'_>, short: &str, entry: usize) -> bool {
    let own = reading.acronyms.iter().find(|acronym| acronym.short == short);
    if let Some(own) = own {
        let long = own.long_span.of(reading.text());
        let same = reading.lexicon.organisations.by_name(long).and_then(|row| reading.lexicon.organisations.index_of(row)) == Some(entry);
        return !same && (own.kind != Meaning::Organisation || own.rule != "acronym-alias");
    }
    reading.tables.sense(short).is_some_and(|sense| {
        sense.kind != Meaning::Organisation
            && sense.is_shared()
            && reading.lexicon.organisations.by_name(&sense.long).and_then(|row| reading.lexicon.organisations.index_of(row)) != Some(entry)
    })
}

/// Short forms that are no organisations.
pub(super) const NO_BODIES: &[&str] = &[
    "COVID", "HIV", "AIDS", "GDP", "GNP", "SDG", "SDGS", "MDG", "CEO", "CFO", "COO", "CTO", "NGO", "NGOS", "CSO", "CSOS", "MP", "MPS", "PM", "TV",
    "FM", "IT", "ICT", "AI", "PDF", "GMT", "UTC", "CET", "EST", "PST", "USD", "EUR", "GBP", "VAT", "HR", "PR", "QA", "FAQ", "GPS", "DNA", "PPE",
    "SME", "SMES", "MSME", "MSMES", "LGBT", "LGBTI", "LGBTQ", "LGBTQI", "IDP", "IDPS", "MOU", "TOR", "ENDS", "URL", "OK", "ID", "IDS", "BC", "AD",
    "AM", "PHD", "MD", "MBA", "DC", "NY", "ACT", "NSW", "UK", "US", "USA", "UAE", "DRC", "PNG", "DPRK", "PRC", "ASAP", "SOS", "VIP", "LDC", "LDCS",
    "SIDS", "LLDC", "FDI", "ODA", "PPP", "PPPS", "R&D", "RSVP", "CCTV", "SUV", "ATM", "SIM", "SMS", "API", "CV", "EV", "EVS", "WASH", "GBV", "TB",
    "NCD", "NCDS", "STEM", "TVET", "IUU", "CBRN", "WMD", "EEZ", "FIR", "FTA", "FTAS", "EPA", "RTA", "IPO", "REIT",
];

/// Acronyms that the article or the archive defines as bodies, or that stand where only bodies stand.
pub(super) fn by_acronym(reading: &Reading<'_>, span: Span, defined: &BTreeMap<&str, &acronyms::Acronym>, mentions: &mut Vec<OrganisationMention>) {
    let text = reading.text();
    if is_shouted(span.of(text)) {
        return;
    }
    let tokens = reading.tokens(span);
    for (index, token) in tokens.iter().enumerate() {
        let word = token.of(text);
        if !acronyms::looks_like_acronym(token, text) || word.contains('.') {
            continue;
        }
        if let Some(definition) = defined.get(word) {
            if definition.kind == Meaning::Organisation {
                let mut found = mention(reading, token.span, word.to_owned(), "org-acronym", Band::Certain);
                found.acronym = Some(word.to_owned());
                mentions.push(found);
            }
            continue;
        }
        if !reading.lexicon.organisations.by_acronym(word).is_empty() || NO_BODIES.contains(&word.to_uppercase().as_str()) {
            continue;
        }
        if let Some(sense) = reading.tables.sense(word) {
            if sense.kind == Meaning::Organisation {
                let mut found = mention(reading, token.span, word.to_owned(), "org-acronym-archive", Band::Likely);
                found.acronym = Some(word.to_owned());
                mentions.push(found);
            }
            continue;
        }
        if token.case == Case::Upper
            && word.len() >= 3
            && reading.lexicon.places.country_named(word).is_none()
            && acts_as_body(reading, tokens, index)
            && stands_twice(reading, word)
        {
            let mut found = mention(reading, token.span, word.to_owned(), "org-acronym-context", Band::Likely);
            found.acronym = Some(word.to_owned());
            mentions.push(found);
        }
    }
}

/// Whether a word stands where a body acts or employs: before a role or a verb of saying, as a possessor, behind `agency,`.
pub(super) fn acts_as_body(reading: &Reading<'_>, tokens: &[Token], index: usize) -> bool {
    let text = reading.text();
    let after = &tokens[index + 1..];
    let next = after.first().map_or("", |token| token.of(text));
    let before = index.checked_sub(1).map_or("", |at| tokens[at].of(text));
    let before_that = index.checked_sub(2).map_or("", |at| tokens[at].of(text));
    let role = reading.lexicon.words.role_at(&words_ahead(text, after)) > 0;
    let says = reading.lexicon.words.is_speech_verb(next);
    let appositive = before == "," && reading.lexicon.heads.get(&capitalised(before_that)).is_some();
    role || says
        || appositive
        || matches!(before, "at" | "by") && !next.starts_with(|c: char| c.is_lowercase())
        || matches!(next, "is" | "has" | "will" | "was") && before != "of"
}

pub(super) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().to_string() + chars.as_str()).unwrap_or_default()
}

fn stands_twice(reading: &Reading<'_>, word: &str) -> bool {
    reading.document.tokens.iter().filter(|token| token.of(reading.text()) == word).nth(1).is_some()
}
