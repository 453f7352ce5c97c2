//! Regular plurals, as far as the word lists need them: `Ministries` for `Ministry`, `Directions générales` stays for the list to name.

/// Endings and what they become, the first that fits.
const PLURALS: &[(&str, &[(&str, &str)])] = &[
    (
        "en",
        &[
            ("quy", "quies"),
            ("ay", "ays"),
            ("ey", "eys"),
            ("oy", "oys"),
            ("uy", "uys"),
            ("y", "ies"),
            ("woman", "women"),
            ("man", "men"),
            ("person", "people"),
            ("sis", "ses"),
            ("s", "ses"),
            ("sh", "shes"),
            ("ch", "ches"),
            ("x", "xes"),
            ("", "s"),
        ],
    ),
    ("fr", &[("al", "aux"), ("eau", "eaux"), ("s", "s"), ("x", "x"), ("", "s")]),
    ("es", &[("ción", "ciones"), ("sión", "siones"), ("z", "ces"), ("a", "as"), ("e", "es"), ("o", "os"), ("í", "íes"), ("s", "s"), ("", "es")]),
    ("pt", &[("ão", "ões"), ("al", "ais"), ("m", "ns"), ("a", "as"), ("e", "es"), ("o", "os"), ("s", "s"), ("", "es")]),
    ("it", &[("ca", "che"), ("ga", "ghe"), ("tà", "tà"), ("io", "i"), ("a", "e"), ("o", "i"), ("e", "i")]),
    ("de", &[("ium", "ien"), ("ung", "ungen"), ("ion", "ionen"), ("tät", "täten"), ("schaft", "schaften"), ("ule", "ulen"), ("in", "innen")]),
];

/// Words before which the part that takes the plural ends: `Boards of Directors`, `Chambres de commerce`.
const LINKS: &[&str] = &["of", "for", "in", "at", "and", "de", "del", "des", "du", "di", "d", "general", "générale", "général", "elect"];

/// The plural of a phrase in `lang`, in the case it is printed in. None when the language has no rule that fits.
pub(super) fn plural(phrase: &str, lang: &str) -> Option<String> {
    let words: Vec<&str> = phrase.split(' ').collect();
    let head = words.iter().skip(1).position(|word| LINKS.contains(&word.to_lowercase().as_str())).unwrap_or(words.len() - 1);
    let (_, endings) = PLURALS.iter().find(|(language, _)| *language == lang)?;
    let inflected = endings.iter().find_map(|(from, to)| words[head].strip_suffix(from).map(|stem| format!("{stem}{to}")))?;
    let mut parts: Vec<&str> = words;
    parts[head] = &inflected;
    Some(parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_by_language() {
        for (lang, one, many) in [
            ("en", "Ministry", "Ministries"),
            ("en", "Survey", "Surveys"),
            ("en", "Branch", "Branches"),
            ("en", "Chamber of Commerce", "Chambers of Commerce"),
            ("en", "secretary general", "secretaries general"),
            ("en", "spokesman", "spokesmen"),
            ("en", "Task Force", "Task Forces"),
            ("fr", "Tribunal", "Tribunaux"),
            ("fr", "Ministère", "Ministères"),
            ("es", "Organización", "Organizaciones"),
            ("es", "Universidad", "Universidades"),
            ("pt", "Associação", "Associações"),
            ("it", "Banca", "Banche"),
            ("de", "Ministerium", "Ministerien"),
        ] {
            assert_eq!(plural(one, lang).as_deref(), Some(many), "{lang} {one}");
        }
        assert_eq!(plural("Amt", "de"), None);
        assert_eq!(plural("Ministry", "fi"), None);
    }
}
