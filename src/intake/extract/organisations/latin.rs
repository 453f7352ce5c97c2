//! Names of bodies in French, Spanish, Portuguese and Italian: they grow rightwards from their head noun, over chains of `de`, `para`, `et`.
//!
//! Spanish and Portuguese write the words of a name with capitals; French and Italian only the first, so that there the chain
//! also runs over common nouns and adjectives: `Direction générale des douanes et droits indirects`.

use super::{Band, Head, OrganisationMention, Scan, acronyms, clean_name, is_government, mention, names};
use crate::lexicon::heads::Kind;

/// Prepositions that join the parts of a name, contracted with their articles or not.
const JOINTS: &[&str] = &[
    "de", "des", "du", "d", "del", "da", "do", "das", "dos", "di", "della", "dello", "dei", "degli", "delle", "dell", "para", "pour", "per",
    "contra", "contre", "contro", "sobre", "sur", "aux", "às", "aos",
];
/// Articles behind them.
const ARTICLES: &[&str] = &["la", "le", "les", "l", "el", "los", "las", "lo", "o", "a", "os", "as", "il", "gli", "i"];
const AND: &[&str] = &["et", "y", "e", "ed", "&"];
/// Adjectives that stand before a head noun and belong to it.
const BEFORE: &[&str] =
    &["Haut", "Haute", "Alto", "Alta", "Grand", "Grande", "Real", "Suprema", "Supremo", "Nouvelle", "Gran", "Premier", "Première"];
/// Bodies within every body: a name made of these alone names none.
const COMMON: &[&str] = &[
    "conseil d’administration",
    "conseil des ministres",
    "conseil de sécurité",
    "comité de suivi",
    "comité de pilotage",
    "comité de direction",
    "comité d’organisation",
    "commission d’enquête",
    "bureau de presse",
    "consejo de administración",
    "consejo de ministros",
    "consiglio dei ministri",
    "conselho de ministros",
];

impl Scan<'_> {
    /// Finds the names of one sentence in one of these languages.
    pub(super) fn latin(&self, lang: &str, mentions: &mut Vec<OrganisationMention>) {
        let mut at = 0;
        while at < self.tokens.len() {
            let Some((length, noun)) = self.latin_head(at, lang) else {
                at += 1;
                continue;
            };
            let end = self.latin_end(at + length, lang, noun);
            let start = at - usize::from(at > 0 && BEFORE.contains(&self.word(at - 1)) && self.adjoins(at));
            self.latin_name(start, at, end, noun, lang, mentions);
            at = end.max(at + 1);
        }
    }

    /// A head noun of the language. In French and Italian ministries are written small as often: `le ministère de la Justice`.
    fn latin_head(&self, at: usize, lang: &str) -> Option<(usize, &Head)> {
        let capital = self.is_capital(at);
        (1..=2).rev().filter(|length| at + length <= self.tokens.len()).find_map(|length| {
            let noun = self.reading.lexicon.heads.get_in(self.span(at, at + length).of(self.text()), lang)?;
            let ministry = noun.kind == Kind::Ministry && length == 1 && !noun.plural;
            (capital || ministry).then_some((length, noun))
        })
    }

    /// Whether one space or an apostrophe parts a token from the one before.
    fn adjoins(&self, at: usize) -> bool {
        at > 0 && at < self.tokens.len() && self.tokens[at].span.start - self.tokens[at - 1].span.end <= 1
    }

    fn latin_end(&self, from: usize, lang: &str, noun: &Head) -> usize {
        let mut end = self.latin_run(from, lang, true);
        let (mut pieces, mut aims) = (0, false);
        while pieces < 8 && self.adjoins(end) {
            let word = self.word(end);
            let and = AND.contains(&word);
            if and && pieces == 0 && end == from {
                break;
            }
            let mut next = end + usize::from(and);
            let joint = JOINTS.contains(&self.word(next));
            next += usize::from(joint);
            let article = ARTICLES.contains(&self.word(next)) && self.tokens.get(next).is_some_and(|token| !token.is_capital());
            // `contre la traite … et le trafic`: what a body is for or against goes on with its article.
            if !joint && (!and || article && !aims) {
                break;
            }
            aims |= matches!(word, "contre" | "contra" | "contro" | "pour" | "para" | "per");
            next += usize::from(article);
            let owned = article || matches!(word, "du" | "del" | "do" | "da" | "dell");
            let Some(stop) = self.latin_piece(next, lang, joint || aims && article, owned, and) else { break };
            if and && self.is_place(next, stop) {
                break;
            }
            end = stop;
            pieces += 1;
            let aim = matches!(self.word(end), "para" | "pour" | "per" | "contra" | "contre" | "contro");
            if self.is_place(next, end) && !aim {
                return end;
            }
        }
        if pieces > 0 && matches!(noun.kind, Kind::Ministry | Kind::Government) { self.latin_list(end) } else { end }
    }

    /// The end of the part of a name that starts at `from`: a capitalised word, or in French and Italian a common noun, and what runs on.
    fn latin_piece(&self, from: usize, lang: &str, joint: bool, owned: bool, and: bool) -> Option<usize> {
        let token = self.tokens.get(from)?;
        let word = self.word(from);
        if !self.adjoins(from) || token.kind != super::Kind::Word || names::is_calendar_word(word) {
            return None;
        }
        let head = self.latin_head(from, lang).map(|(_, noun)| noun);
        // `… del Ministerio`, `… et la Direction`: a body of its own.
        let body = head.is_some_and(|noun| {
            !noun.weak
                && matches!(
                    noun.kind,
                    Kind::Ministry | Kind::University | Kind::Parliament | Kind::Court | Kind::Police | Kind::Agency | Kind::Government
                )
        });
        if body && (owned || and || !joint) && !word.starts_with("Presid") && !word.starts_with("Présid") {
            return None;
        }
        if token.is_capital() {
            return (!self.starts_person(from)).then(|| self.latin_run(from + 1, lang, false));
        }
        let noun = matches!(lang, "fr" | "it")
            && word.chars().count() >= 3
            && !self.reading.lexicon.words.is_stop_word(word, lang)
            && !self.reading.lexicon.words.is_speech_verb(word)
            && (joint || is_adjective(word, lang) || word.ends_with('s'));
        noun.then(|| self.latin_run(from + 1, lang, false))
    }

    /// Capitalised words and adjectives that run on.
    fn latin_run(&self, from: usize, lang: &str, at_head: bool) -> usize {
        let mut end = from;
        while end < from + 6 && self.adjoins(end) {
            let word = self.word(end);
            let capital = self.is_capital(end);
            // `Policía Nacional`, `Affaires Étrangères`; not `Parlement européen Jane Roe`, `Universidad de La Laguna Dña. …`.
            let runs = capital
                && (at_head || self.reading.lexicon.words.honorific_at(&[word, self.word(end + 1)]) == 0)
                && (at_head && end == from || !self.starts_person(end))
                && !names::is_calendar_word(word);
            let adjective = !capital && is_adjective(word, lang) && !self.reading.lexicon.words.is_speech_verb(word);
            if !runs && !adjective {
                break;
            }
            end += 1;
        }
        end
    }

    fn starts_person(&self, at: usize) -> bool {
        let end = (at + 2).min(self.tokens.len());
        end == at + 2
            && self.is_capital(at + 1)
            && !self.is_place(at, end)
            && names::reads_as_person(self.text(), &self.tokens[at..end], self.reading.lexicon, self.reading.tables)
    }

    /// `… de Inclusión, Seguridad Social y Migraciones`: fields of work in a list that ends with `and`.
    fn latin_list(&self, from: usize) -> usize {
        let mut at = from;
        while self.word(at) == "," {
            let mut stop = at + 1;
            while stop < at + 7
                && (self.is_capital(stop) || stop > at + 1 && JOINTS.contains(&self.word(stop)) && self.is_capital(stop + 1))
                && !self.starts_person(stop)
            {
                stop += 1;
            }
            if stop == at + 1 || self.is_place(at + 1, stop) {
                return from;
            }
            at = stop;
            if AND.contains(&self.word(at)) {
                let mut end = at + 1 + usize::from(JOINTS.contains(&self.word(at + 1)));
                let first = end;
                while self.is_capital(end) && end < first + 4 {
                    end += 1;
                }
                return if end > first { end } else { from };
            }
        }
        from
    }

    fn latin_name(&self, start: usize, head: usize, end: usize, noun: &Head, lang: &str, mentions: &mut Vec<OrganisationMention>) {
        let reading = self.reading;
        let known = &reading.lexicon.organisations;
        let name = clean_name(self.span(start, end).of(self.text()));
        let listed = known.by_name(&name).is_some();
        // `Secrétariat de l’Organisation mondiale des douanes`: what is listed is a body of its own.
        let owner = (head + 2..end).find(|&at| {
            let before = self.word(at - 1);
            !listed
                && (JOINTS.contains(&before) || ARTICLES.contains(&before))
                && end >= at + 2
                && known.by_name(self.span(at, end).of(self.text())).is_some()
        });
        if let Some(owner) = owner {
            let mut cut = owner;
            while cut > head + 1 && (JOINTS.contains(&self.word(cut - 1)) || ARTICLES.contains(&self.word(cut - 1))) {
                cut -= 1;
            }
            if cut > head + 1 {
                self.latin_name(start, head, cut, noun, lang, mentions);
            }
            return;
        }
        let span = self.span(start, end);
        let capitals = (start..end).filter(|&at| self.is_capital(at)).count();
        let acronym = self.acronym_behind(end);
        let ruling = ["gouvernement", "gobierno", "governo"].iter().any(|word| name.to_lowercase().starts_with(word));
        if ruling || is_government(&name, reading) || self.is_themed(start) || noun.plural && !listed {
            return;
        }
        if (noun.event || noun.programme || !noun.kind.is_organisation()) && !listed {
            return;
        }
        // `Commission de la CEDEAO` is the listed body itself.
        let tail = self.word(end - 1);
        let is_known = !known.by_acronym(tail).is_empty() || known.by_name(tail).is_some();
        if !listed && noun.kind == Kind::Body && end <= head + 4 && self.tokens[end - 1].case == super::Case::Upper && !acronym && is_known {
            return;
        }
        let small = matches!(lang, "fr" | "it");
        let whole = end >= head + 2;
        let general = self.word(head).starts_with("Dire") && self.word(head + 1).to_lowercase().starts_with(['g', 'n']) && end >= head + 4;
        let national = ["national", "nationale", "fédéral", "fédérale", "royale", "nazionale", "federale"].contains(&self.word(head + 1));
        let common = COMMON.contains(&name.to_lowercase().as_str());
        let enough = if noun.sub {
            general
        } else if noun.weak {
            capitals >= 3 || small && (national || capitals >= 2 && end >= head + 4)
        } else if small && self.is_capital(head) {
            whole && !common
        } else {
            capitals >= 2 || !self.is_capital(head) && capitals >= 1
        };
        if !listed && !acronym && (!enough || noun.two_faced && capitals < 3) {
            return;
        }
        let band = if listed || acronym { Band::Certain } else { Band::Likely };
        let mut found = mention(reading, span, name, "org-chain", band);
        if found.entry.is_none() {
            noun.kind.as_str().clone_into(&mut found.kind);
            found.country = (head + 1..end)
                .rev()
                .find(|&at| self.is_country(at, end))
                .and_then(|at| reading.lexicon.places.country_named(self.span(at, end).of(self.text())))
                .map(|country| country.iso2.to_owned());
        }
        mentions.push(found);
    }

    /// Whether an acronym in brackets stands behind.
    pub(super) fn acronym_behind(&self, end: usize) -> bool {
        self.word(end) == "("
            && self.tokens.get(end + 1).is_some_and(|token| acronyms::is_short_form(token.of(self.text())))
            && matches!(self.word(end + 2), ")" | "," | "/")
    }
}

/// Whether a word in small letters reads as an adjective of relation: `nationale`, `étrangères`, `federal`.
fn is_adjective(word: &str, lang: &str) -> bool {
    let singular = word.strip_suffix('s').unwrap_or(word);
    let ends = |endings: &[&str]| word.chars().count() >= 5 && endings.iter().any(|ending| singular.ends_with(ending) || word.ends_with(ending));
    let more = [
        "libre", "public", "publique", "civil", "civile", "droits", "belge", "suisse", "russe", "turc", "turque", "grec", "grecque", "tchèque",
        "bulgare", "serbe", "croate", "arabe",
    ];
    match lang {
        "fr" => {
            more.contains(&word)
                || more.contains(&singular)
                || ends(&[
                    "al", "ale", "aux", "if", "ive", "ique", "aire", "ain", "aine", "ais", "aise", "éen", "éenne", "cite", "iane", "ien", "ienne",
                    "ois", "oise", "ier", "ière", "gère", "ger", "phone", "ique", "rique", "oire", "ect", "ecte", "iste", "el", "elle", "ible",
                    "able",
                ])
        }
        "it" => {
            more.contains(&word)
                || ends(&["ale", "ali", "iana", "iano", "iani", "iane", "ico", "ica", "ici", "iche", "ivo", "iva", "ese", "esi", "ari", "ario"])
        }
        _ => false,
    }
}
