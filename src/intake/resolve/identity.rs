//! How names are compared, and which name is shown.

use super::{Lexicon, fold, fold_name};

/// A name as it is compared: folded, one spelling, short forms of listed bodies and official forms of countries written out.
pub fn identity(name: &str, lexicon: &Lexicon) -> String {
    let mut words = Vec::new();
    let folded = fold_name(&spell_out(name, lexicon));
    for word in folded.split(' ') {
        words.push(match word {
            "organisation" => "organization",
            "organisations" => "organizations",
            "programme" => "program",
            "programmes" => "programs",
            "centre" => "center",
            "labour" => "labor",
            "defence" => "defense",
            other => other,
        });
    }
    words.join(" ").replace("co operation", "cooperation").replace("co ordination", "coordination")
}

/// `EU Border Mission to the Republic of Moldova` as `European Union Border Mission to Moldova`.
pub(super) fn spell_out(name: &str, lexicon: &Lexicon) -> String {
    let mut out = Vec::new();
    let words: Vec<&str> = name.split_whitespace().collect();
    for word in &words {
        let long = (words.len() > 1 && (word.chars().all(char::is_uppercase) || *word == "U.S."))
            .then(|| {
                lexicon
                    .organisations
                    .by_acronym(word)
                    .first()
                    .map(|entry| entry.name.to_owned())
                    .or_else(|| lexicon.places.country_named(word).map(|country| country.name.to_owned()))
            })
            .flatten();
        out.push(long.unwrap_or_else(|| (*word).to_owned()));
    }
    let mut name = out.join(" ");
    for hit in lexicon.places.find(&name.clone()).into_iter().rev() {
        if let crate::lexicon::geo_find::Mention::Country(row) = hit.what {
            let country = &lexicon.places.countries()[row];
            let before = name[..hit.span.start].trim_end();
            let start = before.strip_suffix("the").filter(|rest| rest.ends_with(' ')).map_or(hit.span.start, str::len);
            name.replace_range(start..hit.span.end, country.name);
        }
    }
    name
}

/// Whether a body of this kind shares its name with bodies of other countries.
pub(super) fn is_generic(name: &str, kind: &str) -> bool {
    let folded = fold(name);
    let national = matches!(
        kind,
        "ministry"
            | "government"
            | "court"
            | "parliament"
            | "forces"
            | "police"
            | "agency"
            | "body"
            | "department"
            | "bank"
            | "customs"
            | "authority"
    );
    national && !["united nations", "european", "african", "asian", "world", "international", "global"].iter().any(|word| folded.contains(word))
}

/// `OSCE Mission` for `OSCE Spillover Monitor Mission to Skopje`: the same first word, all words in order.
pub(super) fn abridges(long: &str, short: &str) -> bool {
    let mut words = long.split(' ');
    let first = long.split(' ').next() == short.split(' ').next();
    first && long.split(' ').count() >= short.split(' ').count() + 2 && short.split(' ').all(|word| words.any(|other| other == word))
}

/// Small words that join the parts of names in other languages.
const JOINTS: &[&str] =
    &["de", "del", "des", "du", "da", "do", "dos", "das", "di", "della", "dei", "für", "und", "et", "y", "para", "pour", "per", "der"];

/// Whether `short` begins or ends `long`, word by word.
pub(super) fn contains_run(long: &str, short: &str) -> bool {
    let joined = |rest: &str| {
        let rest = rest.strip_prefix(' ').and_then(|rest| rest.split_once(' '));
        rest.is_some_and(|(joint, _)| matches!(joint, "of" | "in" | "to" | "for") || JOINTS.contains(&joint))
    };
    long.strip_prefix(short).is_some_and(joined)
        || long.strip_suffix(short).is_some_and(|rest| {
            rest.ends_with(' ')
                && !rest.ends_with(" of ")
                && !rest.ends_with(" for ")
                && !rest.ends_with(" and ")
                && !rest.ends_with(" to ")
                && rest.split_whitespace().count() <= 3
        })
}

pub(super) fn shares_words(one: &str, other: &str, least: usize) -> bool {
    let plain =
        |text: &str| fold(text).split(' ').filter(|word| word.len() > 3).map(|word| word.chars().take(5).collect::<String>()).collect::<Vec<_>>();
    let one = plain(one);
    plain(other).iter().filter(|word| one.contains(word)).count() >= least
}

/// A generic name with its country behind it, in the common form: `Ministry of Foreign Affairs of Thailand`.
pub(super) fn with_country(name: &str, country: Option<&str>, lexicon: &Lexicon) -> String {
    let Some(country) = country.and_then(|code| lexicon.places.country(code)) else { return name.to_owned() };
    // A name in another language stays as it is written.
    if name.split(' ').any(|word| JOINTS.contains(&word)) {
        return name.to_owned();
    }
    let mut base = name.to_owned();
    for hit in lexicon.places.find(name) {
        match hit.what {
            crate::lexicon::geo_find::Mention::Adjective(_) | crate::lexicon::geo_find::Mention::Demonym(_) => return name.to_owned(),
            crate::lexicon::geo_find::Mention::Country(row) if lexicon.places.countries()[row].iso2 == country.iso2 => {
                let before = name[..hit.span.start].trim_end();
                let before = before.strip_suffix(" the").unwrap_or(before);
                if let Some(rest) = before.strip_suffix(" of") {
                    rest.clone_into(&mut base);
                } else {
                    return name.to_owned();
                }
            }
            _ => {}
        }
    }
    let article = if needs_article(country.name) { "the " } else { "" };
    format!("{base} of {article}{}", country.name)
}

/// Countries whose names take an article.
pub(super) fn needs_article(name: &str) -> bool {
    name.starts_with("United ")
        || [
            "Philippines",
            "Netherlands",
            "Gambia",
            "Bahamas",
            "Maldives",
            "Comoros",
            "Seychelles",
            "Solomon Islands",
            "Marshall Islands",
            "Central African Republic",
            "Dominican Republic",
            "Czech Republic",
        ]
        .contains(&name)
}
