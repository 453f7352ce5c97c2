//! Words that end with a full stop without ending a sentence, by language.

use super::last_word;

/// What words with a full stop mean in one language. All in lower case, without the final stop.
pub(super) struct Abbreviations {
    /// Never end a sentence: something always follows.
    open: &'static [&'static str],
    /// May end one: then what follows begins like a sentence.
    either: &'static [&'static str],
    /// Take a number: `No. 5`, `Sept. 3`. Before anything else they are words.
    numbered: &'static [&'static str],
    /// Words that begin sentences and hardly ever a name.
    starters: &'static [&'static str],
}

impl Abbreviations {
    /// The words of a language by its ISO 639-1 code; English when unknown.
    pub(super) fn of(lang: &str) -> Self {
        match lang.get(..2).unwrap_or("en") {
            "fr" => Self { open: OPEN_FR, either: EITHER_FR, numbered: NUMBERED_FR, starters: STARTERS_FR },
            "de" => Self { open: OPEN_DE, either: EITHER_DE, numbered: NUMBERED_DE, starters: STARTERS_DE },
            "es" | "pt" | "it" | "ca" => Self { open: OPEN_ES, either: EITHER_ES, numbered: NUMBERED_ES, starters: STARTERS_ES },
            _ => Self { open: OPEN_EN, either: EITHER_EN, numbered: NUMBERED_EN, starters: STARTERS_EN },
        }
    }

    /// Whether the sentence goes on after `word` and a full stop; `left` ends with the word, `right` is what follows.
    pub(super) fn join(&self, word: &str, left: &str, right: &str) -> bool {
        let lower = word.to_lowercase();
        let lower = lower.as_str();
        let number_follows = right.starts_with(|c: char| c.is_ascii_digit() || c == '№' || c == '§');
        if self.open.contains(&lower) {
            return true;
        }
        if self.numbered.contains(&lower) {
            return number_follows;
        }
        let starter = self.starters.contains(&first_word(right));
        // `At 7 a.m. Mr. Lund opened it. He closed it at 9 p.m. Mr. Lund slept.`: behind a time at the end, a style begins a sentence.
        if matches!(lower, "a.m" | "p.m") && matches!(first_word(right), "Mr" | "Mrs" | "Ms" | "Dr") {
            return left.split_whitespace().count() <= 4;
        }
        if self.either.contains(&lower) {
            return !starter;
        }
        let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        // `J.F.` and `U.N.` alike: capitals with stops between them.
        let initials = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
        // `you and I.` ends a sentence, `Albert I. Moyo` is a name.
        let pronoun = word == "I" && !last_word(left[..left.len() - 1].trim_end()).starts_with(char::is_uppercase);
        if initial && !pronoun || initials {
            return !starter || initial && is_initial_of_a_name(left);
        }
        false
    }
}

/// Whether the single capital at the end of `left` stands after another initial, so that the next word is a name whatever it is.
fn is_initial_of_a_name(left: &str) -> bool {
    let before = left[..left.len() - last_word(left).len()].trim_end();
    before.strip_suffix('.').is_some_and(|before| last_word(before).chars().count() == 1)
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("")
}

const OPEN_EN: &[&str] = &[
    "md", "mohd", "muhd", "adv", "atty", "engr", "barr", "cllr", "wo", "arch", "lic", "mr", "mrs", "ms", "mx", "messrs", "dr", "drs", "prof", "rev",
    "fr", "hon", "gen", "lt", "col", "maj", "capt", "cmdr", "sgt", "adm", "brig", "pres", "gov", "sen", "rep", "amb", "insp", "supt", "det", "st",
    "ste", "mt", "ft", "h.e", "h.r.h", "h.m", "e.g", "i.e", "vs", "v", "cf", "viz", "approx", "ca", "circa", "tel", "mob", "fax", "esp", "incl",
    "excl", "resp", "al.eg", "art", "arts", "sec", "para", "paras", "vol", "vols", "fig", "figs", "ch", "ext", "dept", "div", "nos", "pp", "eds",
    "messr", "asst", "assoc", "dep", "fmr",
];
const EITHER_EN: &[&str] = &[
    "inc", "ltd", "co", "corp", "llc", "plc", "bros", "jr", "sr", "esq", "etc", "al", "et al", "u.s", "u.k", "u.n", "e.u", "u.s.a", "u.s.s.r", "d.c",
    "p.m", "a.m", "ph.d", "m.a", "b.a", "m.d", "gmbh", "s.a", "ave", "blvd", "rd", "sq", "univ", "inst", "intl", "govt", "est", "b.c", "a.d", "mon",
    "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "approx", "min", "max",
];
const NUMBERED_EN: &[&str] = &["no", "n°", "nº", "p", "ed", "ver", "nr", "n", "op", "res", "doc", "rev", "item"];
const STARTERS_EN: &[&str] = &[
    "The",
    "A",
    "An",
    "This",
    "That",
    "These",
    "Those",
    "It",
    "He",
    "She",
    "We",
    "They",
    "You",
    "I",
    "There",
    "Here",
    "In",
    "On",
    "At",
    "As",
    "By",
    "For",
    "From",
    "With",
    "After",
    "Before",
    "During",
    "Since",
    "Until",
    "While",
    "When",
    "Where",
    "If",
    "Although",
    "However",
    "But",
    "And",
    "Or",
    "So",
    "Yet",
    "Also",
    "Among",
    "According",
    "Both",
    "Each",
    "Every",
    "Many",
    "Most",
    "Some",
    "Such",
    "Their",
    "His",
    "Her",
    "Its",
    "Our",
    "My",
    "What",
    "Who",
    "How",
    "Why",
    "Today",
    "Yesterday",
    "Now",
    "Then",
    "Thus",
    "Therefore",
    "Moreover",
    "Furthermore",
    "To",
    "Under",
    "Over",
    "Speaking",
    "More",
    "All",
    "Last",
    "Participants",
    "People",
    "Did",
    "Do",
    "Does",
    "Is",
    "Are",
    "Was",
    "Were",
    "Please",
];
const OPEN_FR: &[&str] = &[
    "m", "mm", "mme", "mmes", "mlle", "mgr", "me", "dr", "pr", "prof", "st", "ste", "cf", "p.ex", "ex", "c.-à-d", "av", "tél", "env", "art", "chap",
    "vol", "fig",
];
const EITHER_FR: &[&str] = &["etc", "s.a", "janv", "févr", "avr", "juil", "sept", "oct", "nov", "déc", "éd", "n.u", "o.n.u", "u.e"];
const NUMBERED_FR: &[&str] = &["no", "n", "p", "pp"];
const STARTERS_FR: &[&str] = &[
    "Le", "La", "Les", "Un", "Une", "Des", "Il", "Elle", "Ils", "Elles", "On", "Nous", "Vous", "Ce", "Cette", "Ces", "Cela", "Dans", "En", "Au",
    "Aux", "À", "Pour", "Par", "Avec", "Après", "Avant", "Mais", "Et", "Or", "Si", "Selon", "Depuis", "L", "D",
];
const OPEN_DE: &[&str] = &[
    "hr", "fr", "dr", "prof", "mag", "dipl", "ing", "st", "z.b", "z", "d.h", "d", "u.a", "u", "bzw", "ca", "vgl", "tel", "str", "abs", "art", "nr",
    "bd", "s", "inkl", "evtl", "sog", "geb", "gem", "ggf", "i.d.r", "max", "min",
];
const EITHER_DE: &[&str] =
    &["usw", "etc", "jan", "feb", "mär", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dez", "mio", "mrd", "u.s", "u.s.w", "e.v"];
const NUMBERED_DE: &[&str] = &[];
const STARTERS_DE: &[&str] = &[
    "Der", "Die", "Das", "Ein", "Eine", "Er", "Sie", "Es", "Wir", "Ich", "In", "Im", "Am", "An", "Auf", "Bei", "Mit", "Nach", "Vor", "Für", "Aber",
    "Und", "Doch", "Wenn", "Als", "Seit", "Dies", "Diese", "Dieser",
];
const OPEN_ES: &[&str] = &[
    "sr", "sra", "sres", "srta", "dr", "dra", "dña", "exma", "excma", "dn", "mons", "ilmo", "d", "dª", "prof", "lic", "ing", "gral", "cnel", "excmo",
    "s.e", "st", "sta", "sto", "tel", "tfno", "art", "arts", "p.ej", "ej", "cf", "aprox", "av", "avda", "núm", "núms", "pág", "págs", "vol", "cap",
    "fig", "sig", "dott", "on", "exmo", "v",
];
const EITHER_ES: &[&str] =
    &["etc", "s.a", "ee.uu", "ecc", "ltda", "cía", "ud", "uds", "a.m", "p.m", "a.c", "d.c", "ene", "feb", "abr", "ago", "sept", "oct", "nov", "dic"];
const NUMBERED_ES: &[&str] = &["no", "n", "p", "pp", "nº"];
const STARTERS_ES: &[&str] = &[
    "El", "La", "Los", "Las", "Un", "Una", "Il", "Lo", "Le", "I", "Gli", "O", "A", "Os", "As", "En", "Em", "In", "No", "Na", "Con", "Com", "Por",
    "Para", "Per", "Pero", "Mas", "Ma", "Y", "E", "Si", "Se", "Este", "Esta", "Esto", "Questo", "Questa", "Según",
];
