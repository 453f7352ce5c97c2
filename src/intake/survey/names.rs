//! What names look like, for people and organisations alike: runs of capitalised words and the words that may stand inside them.

use super::asked::Asked;
use crate::base::span::Span;
use crate::intake::token::{Case, Kind, Token, tokenize};
use crate::lexicon::Lexicon;

/// Words that may join the parts of an organisation's name.
pub fn is_connector(word: &str) -> bool {
    let word = if word.chars().count() == 2 { word.trim_end_matches(['’', '\'']) } else { word };
    [
        "of", "for", "on", "and", "the", "to", "in", "against", "de", "des", "du", "d", "l", "la", "le", "les", "et", "pour", "sur", "para", "del",
        "las", "los", "el", "y", "e", "do", "da", "dos", "das", "di", "della", "dei", "per", "für", "der", "und", "zur", "des", "&", "’", "'",
    ]
    .contains(&word)
}

/// Whether a text holds an organisation's head noun or is one of the listed bodies.
pub fn is_organisation_name(text: &str, lexicon: &Lexicon) -> bool {
    lexicon.organisations.by_name(text).is_some()
        || text
            .split_whitespace()
            .filter_map(|word| lexicon.heads.get(&title_case(word.trim_matches(|c: char| !c.is_alphanumeric()))))
            .any(|head| !head.event && !head.programme)
}

/// `COUNCIL` as `Council`; other words as they are.
pub fn title_case(word: &str) -> String {
    if word.chars().count() > 1 && word.chars().all(|c| !c.is_lowercase()) {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_string() + &chars.as_str().to_lowercase()).unwrap_or_default()
    } else {
        word.to_owned()
    }
}

/// Whether a name begins with a word that begins sentences and not names.
pub fn starts_like_sentence(name: &str, lexicon: &Lexicon) -> bool {
    let first = name.split_whitespace().next().unwrap_or("").to_lowercase();
    ["en", "fr", "es", "de"].iter().any(|lang| lexicon.words.is_stop_word(&first, lang))
        && !["la", "le", "el", "los", "las", "san", "port", "new"].contains(&first.as_str())
}

/// Months and weekdays in English, which look like names at the start of a line.
pub fn is_calendar_word(word: &str) -> bool {
    crate::intake::extract::dates::is_weekday(&word.to_lowercase()) || crate::intake::extract::dates::is_month(&word.to_lowercase())
}

/// Whether a token may be a part of a person's name: capitalised, and no word that names something else.
pub fn may_be_person_word(token: &Token, text: &str, lexicon: &Lexicon) -> bool {
    let word = token.of(text);
    // `the NGO Anyname`
    if matches!(word, "NGO" | "NGOs" | "CSO" | "INGO" | "NPO" | "TV" | "EU" | "UN" | "US" | "UK") {
        return false;
    }
    // `D’après M. Diallo`
    if word.ends_with(['’', '\'']) || word.chars().count() == 1 && text[token.span.end..].starts_with(['’', '\'']) {
        return false;
    }
    if !token.is_capital() || word.ends_with("-old") || word.chars().any(|c| c.is_ascii_digit()) || word.contains(['&', '+', '/']) {
        return false;
    }
    if is_initial(word) || lexicon.words.is_given_name(word) || matches!(word, "Md." | "Mohd." | "Muhd." | "Ma.") {
        return true;
    }
    let titled = title_case(word);
    if NEVER_PERSONS.contains(&titled.as_str()) {
        return false;
    }
    !(lexicon.words.is_role(&titled)
        || lexicon.heads.get(&titled).is_some_and(|head| !head.weak || head.event || head.programme)
        || is_calendar_word(word)
        || lexicon.words.is_stop_word(&word.to_lowercase(), "en")
        || lexicon.words.is_speech_verb(&word.to_lowercase())
        || lexicon.places.country_of_adjective(word).is_some()
        || lexicon.words.is_company_suffix(word))
}

/// Adjectives and nouns that begin names of bodies and laws, and hardly ever persons'.
const NEVER_PERSONS: &[&str] = &[
    "District",
    "Province",
    "Municipality",
    "Express",
    "Logistics",
    "Agro",
    "Foods",
    "Petroleum",
    "International",
    "National",
    "Regional",
    "Global",
    "Federal",
    "United",
    "Joint",
    "Special",
    "European",
    "African",
    "Asian",
    "Central",
    "Southern",
    "Northern",
    "Eastern",
    "Western",
    "South",
    "North",
    "East",
    "West",
    "World",
    "New",
    "Public",
    "Social",
    "Economic",
    "Political",
    "Criminal",
    "Human",
    "Civil",
    "Foreign",
    "Internal",
    "External",
    "Interior",
    "Strategic",
    "Technical",
    "Annual",
    "Great",
    "Good",
    "High",
    "Supreme",
    "Universal",
    "Sustainable",
    "Development",
    "Rights",
    "Affairs",
    "Security",
    "Trade",
    "Health",
    "Education",
    "Finance",
    "Environment",
    "Climate",
    "Migration",
    "Customs",
    "Border",
    "Refugee",
    "Refugees",
    "Women",
    "Children",
    "Youth",
    "Labour",
    "Labor",
    "Energy",
    "Agriculture",
    "Industry",
    "Commerce",
    "Transport",
    "Tourism",
    "Culture",
    "Science",
    "Technology",
    "Innovation",
    "Water",
    "Food",
    "Gender",
    "Peace",
    "Justice",
    "Training",
    "Research",
    "Policy",
    "Strategy",
    "Rule",
    "Law",
    "Government",
    "Cooperation",
    "Management",
    "Services",
    "Relations",
    "Zone",
    "Area",
    "Island",
    "Islands",
    "River",
    "Sea",
    "Mountains",
    "Street",
    "Road",
    "Avenue",
    "Square",
    "Hotel",
    "Airport",
    "Palace",
    "Hall",
    "Building",
    "Tower",
    "Park",
    "Press",
    "Times",
    "Post",
    "News",
    "Herald",
    "Tribune",
    "Town",
    "City",
    "Village",
    "Harbour",
    "Bay",
    "Beach",
    "Christmas",
    "Easter",
    "Ramadan",
    "Internet",
    "Facebook",
    "Twitter",
];

/// Whether a word begins names of bodies and laws and no person's.
pub fn is_never_person(word: &str) -> bool {
    NEVER_PERSONS.contains(&title_case(word).as_str())
}

/// `J.` or `J`
pub fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && matches!(chars.as_str(), "." | "")
}

/// Where a run of name words that starts at `from` ends: given names, initials, particles, family name. The number of proper words is
/// given beside it. A run never ends with a particle.
pub fn person_run(text: &str, tokens: &[Token], from: usize, lexicon: &Lexicon) -> (usize, usize) {
    let (mut at, mut end, mut words) = (from, from, 0);
    // `Según Blinken`, `Nach Angela Merkel`: a small word of another language begins a sentence, not a name.
    let first = tokens.get(from).map_or("", |token| token.of(text));
    let opens = ["fr", "es", "de", "pt", "it"].iter().any(|lang| lexicon.words.is_stop_word(&first.to_lowercase(), lang));
    if opens && !lexicon.words.is_given_name(first) {
        return (from, 0);
    }
    while at < tokens.len() && words < 6 {
        let token = &tokens[at];
        let word = token.of(text);
        // `in Riyadh Mr. Jones`: a form of address begins another name.
        if words > 0 && ADDRESSES.contains(&word) {
            break;
        }
        if may_be_person_word(token, text, lexicon) && !is_glued_to_previous_sentence(text, tokens, from, at) {
            words += 1;
            at += 1;
            end = at;
        } else if words > 0
            && token.kind == Kind::Word
            && token.case == Case::Lower
            && lexicon.words.is_particle(word)
            && !(matches!(word, "y" | "e") && lexicon.places.country_named(tokens[at - 1].of(text)).is_some())
            && at + 1 < tokens.len()
            && followed_by_name(text, tokens, at, lexicon)
        {
            at += 1;
        } else if words > 0 && is_nickname(text, tokens, at, lexicon) {
            at += 3;
        } else {
            break;
        }
    }
    (end, words)
}

/// Forms of address that never stand inside a name.
const ADDRESSES: &[&str] = &["Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Prof", "Prof.", "Eng.", "H.E.", "Hon."];

/// `Moses "Shyne" Barrow`: a name in quotation marks between two others.
fn is_nickname(text: &str, tokens: &[Token], at: usize, lexicon: &Lexicon) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.of(text));
    matches!(word(at), "\"" | "“" | "‘" | "(")
        && matches!(word(at + 2), "\"" | "”" | "’" | ")")
        && tokens.get(at + 1).is_some_and(Token::is_capital)
        && word(at) != "("
        && tokens.get(at + 3).is_some_and(|token| may_be_person_word(token, text, lexicon))
}

fn followed_by_name(text: &str, tokens: &[Token], at: usize, lexicon: &Lexicon) -> bool {
    tokens[at + 1..].iter().take(3).find(|token| token.case != Case::Lower).is_some_and(|token| may_be_person_word(token, text, lexicon))
}

/// An initial's stop may end a sentence too; a gap of more than one space never lies inside a name.
fn is_glued_to_previous_sentence(text: &str, tokens: &[Token], from: usize, at: usize) -> bool {
    at > from && text[tokens[at - 1].span.end..tokens[at].span.start].chars().count() > 1
}

/// The persons of a list such as `Borut Eržen, Rebecca Adeline and Veronika Goncharova`. Stops at the first part that is no name.
pub fn name_list(text: &str, lexicon: &Lexicon) -> Vec<Span> {
    let tokens = tokenize(text, 0);
    let mut names = Vec::new();
    let mut at = tokens.iter().take_while(|token| token.kind == Kind::Mark).count();
    while at < tokens.len() {
        let skipped = lexicon.words.honorific_at(&words_ahead(text, &tokens[at..]));
        at += skipped;
        let (end, words) = person_run(text, &tokens, at, lexicon);
        let joined = tokens.get(end).map(|token| token.of(text));
        let closes = joined
            .is_none_or(|word| matches!(word, "," | ";" | "and" | "und" | "et" | "y" | "e" | "&" | "/" | "|" | "." | "(" | "–" | "-" | "for" | "in"));
        if !(2..=5).contains(&words) || !closes {
            break;
        }
        names.push(Span::new(tokens[at].span.start, tokens[end - 1].span.end));
        at = end;
        while at < tokens.len() && matches!(tokens[at].of(text), "," | "and" | "und" | "et" | "y" | "e" | "&") {
            at += 1;
        }
        if !matches!(joined, Some("," | "and" | "und" | "et" | "y" | "e" | "&")) {
            break;
        }
    }
    names
}

/// The texts of tokens.
pub fn words_of<'t>(text: &'t str, tokens: &[Token]) -> Vec<&'t str> {
    tokens.iter().map(|token| token.of(text)).collect()
}

/// The texts of the first tokens: more than the longest post, form of address or legal form has, and no more, however long the sentence is.
pub fn words_ahead<'t>(text: &'t str, tokens: &[Token]) -> Vec<&'t str> {
    words_of(text, &tokens[..tokens.len().min(24)])
}

/// Where an organisation's name that ends with the last token starts: the longest run of capitalised words and connectors that
/// holds a head noun, without leading articles and role words.
pub fn name_ending_at(text: &str, tokens: &[Token], lexicon: &Lexicon) -> Option<usize> {
    let mut start = tokens.len();
    while start > 0 {
        let token = &tokens[start - 1];
        let word = token.of(text);
        let fits = token.is_capital() || token.kind == Kind::Word && is_connector(word) || word == "&";
        if !fits {
            break;
        }
        start -= 1;
    }
    while start < tokens.len() {
        let token = &tokens[start];
        let word = token.of(text);
        let role = lexicon.words.role_at(&words_ahead(text, &tokens[start..]));
        if !token.is_capital() {
            start += 1;
        } else if role > 0 && tokens.get(start + role).is_some_and(|next| matches!(next.of(text), "of" | "for" | "at")) {
            start += role + 1;
        } else if matches!(word, "The" | "A" | "An" | "In" | "At" | "By" | "With" | "From" | "For" | "Le" | "La" | "El") {
            start += 1;
        } else {
            break;
        }
    }
    // `Nach Angaben der Bundesanstalt für Straßen`: a German name begins with its compound.
    let compound = (start + 1..tokens.len()).find(|&at| {
        crate::intake::extract::organisations::german::names_body(tokens[at].of(text))
            && matches!(tokens[at - 1].of(text), "der" | "des" | "die" | "das" | "dem" | "den")
    });
    start = compound.unwrap_or(start);
    // Two bodies joined by `and`: only the second stands before the bracket.
    let heads = |tokens: &[Token]| {
        tokens.iter().any(|token| lexicon.heads.get(&title_case(token.of(text))).is_some_and(|head| head.kind.is_organisation() && !head.weak))
    };
    let joint = (start + 1..tokens.len())
        .rev()
        .find(|&at| matches!(tokens[at].of(text), "and" | "&" | "et" | "y") && heads(&tokens[start..at]) && heads(&tokens[at + 1..]));
    // `MakanDay and the Platform to …`: an article begins a name of its own.
    let article = (start + 1..tokens.len().saturating_sub(1))
        .rev()
        .find(|&at| tokens[at].of(text) == "and" && tokens[at + 1].of(text) == "the" && heads(&tokens[at + 1..]));
    if let Some(at) = joint.max(article) {
        start = (at + 1..tokens.len()).find(|&next| tokens[next].is_capital()).unwrap_or(start);
    }
    let name = &tokens[start.min(tokens.len())..];
    let headed = name.iter().any(|token| {
        lexicon.heads.get(&title_case(token.of(text))).is_some() || crate::intake::extract::organisations::german::names_body(token.of(text))
    });
    (headed && name.len() >= 2).then_some(start)
}

/// Whether a run of capitalised words reads as a person: supported by a given name, or by no word the archive writes in lower case.
pub fn reads_as_person(text: &str, tokens: &[Token], lexicon: &Lexicon, tables: &Asked<'_>) -> bool {
    let Some(first) = tokens.first() else { return false };
    let rest_proper = tokens[1..].iter().any(|token| token.is_capital() && !is_initial(token.of(text)) && !tables.is_common(token.of(text)));
    lexicon.words.is_given_name(first.of(text)) && rest_proper
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_is_cut_into_its_names() {
        let lexicon = Lexicon::built_in();
        let names = |text: &str| name_list(text, lexicon).into_iter().map(|span| span.of(text).to_owned()).collect::<Vec<_>>();
        assert_eq!(names("Maria da Silva, John F. Roe and Anne-Marie O’Neill"), ["Maria da Silva", "John F. Roe", "Anne-Marie O’Neill"]);
        assert_eq!(names("Jane Doe, Director of Programmes"), ["Jane Doe"]);
        assert!(names("the end of the year").is_empty());
        assert!(names("Monday").is_empty());
    }
}
