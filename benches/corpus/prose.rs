//! Sentences with gaps, and what the gaps are filled with.

use super::random::Numbers;
use super::words;

/// What one article writes about, as words.
#[derive(Clone, Debug)]
pub struct Cast {
    /// The town of the dateline.
    pub city: &'static str,
    /// Its country.
    pub country: &'static str,
    /// Other countries.
    pub countries: Vec<&'static str>,
    /// Tags.
    pub tags: Vec<String>,
    /// The leading body, in full.
    pub organisation: String,
    /// What it is called later on.
    pub short: String,
    /// A day as it is printed.
    pub day: String,
    /// A year of which the article may speak.
    pub year: usize,
    /// The meeting with its number, if there is one.
    pub meeting: Option<String>,
}

/// What sentences of no consequence look like.
const PLAIN: &[&str] = &[
    "{+}{who} {did} {what} {how}.",
    "{+}{who} from {country2} {did} {what}, and {who} {did} {what} {how}.",
    "{+}the {thing} is {like}, and the {thing} will be {like} {how}.",
    "A {like} {thing} is worth more than a {like} {thing}, as {who} know.",
    "{+}there were {n} {who} and {n} {who} in the {thing}; most of them {did} {what} {how}.",
    "Nobody had expected that {who} {did} {what} {how}.",
    "What {who} need most is a {like} {thing} near {city}.",
    "{+}{who} {did} {what}, which made {tag} {like} again.",
    "{+}work on {tag} was {like}, and {who} {did} {what}.",
    "More than {n} per cent of the {who} {did} {what} in {year}.",
    "Since {year} {who} have looked for a {like} {thing} {how}.",
    "It takes {n} days until {who} can use the {thing}, and in {country2} even longer.",
    "Questions of {tag} and of {tag} cannot be parted, because {who} depend on both.",
    "{+}the {short} {did} {what} {how}.",
    "{+}{who} {did} {what}; the {thing} in {country2} followed {how}.",
    "The {thing} holds {n} places, of which {n} are for {who}.",
    "Neither {who} nor {who} {did} {what} {how}.",
    "Some of the {who} walked, others took the {thing}.",
    "If {who} had a {like} {thing}, {tag} would be {like}.",
    "{+}it rained for {n} days, and the {thing} near {city} stayed closed.",
];

/// How an article begins, behind its dateline.
const LEADS: &[&str] = &[
    "{Who} of the {organisation} {did} {what} this week {how}.",
    "The {organisation} {did} {what} on {day} {how}.",
    "A {like} {thing} for {who} was opened today by the {organisation}.",
    "{Who} from {n} countries met in {city} at the invitation of the {organisation} to speak about {tag}.",
    "The {organisation} and the authorities of {country} {did} {what} {how}.",
];

/// How a meeting is told of.
const MEETINGS: &[&str] = &[
    "The {meeting} brought {n} {who} to {city}.",
    "It was the {meeting}, held in {city} and attended by {who} from {country2}.",
    "{Who} will take up {tag} at the {meeting}.",
];

/// How a headline is made.
const HEADLINES: &[&str] = &[
    "{short} and {country} agree on {tag}",
    "{Who} in {country} {did} {what}",
    "New {thing} near {city} to help {who}",
    "{short}: {n} {who} {did} {what}",
    "{City} talks on {tag} end with a {like} {thing}",
    "Why {who} need a {like} {thing}",
    "{Tag} in {country}: what {who} say",
    "{short} calls for {like} {tag} {how}",
    "A {like} {thing} for {who} in {city}",
    "{n} years of {tag}: {who} look back",
];

/// A sentence of no consequence.
pub fn plain(numbers: &mut Numbers, cast: &Cast) -> String {
    let pattern = numbers.pick(PLAIN);
    filled(pattern, numbers, cast)
}

/// The first sentence.
pub fn lead(numbers: &mut Numbers, cast: &Cast) -> String {
    let pattern = numbers.pick(LEADS);
    filled(pattern, numbers, cast)
}

/// A sentence about the meeting.
pub fn meeting(numbers: &mut Numbers, cast: &Cast) -> String {
    let pattern = numbers.pick(MEETINGS);
    filled(pattern, numbers, cast)
}

/// A headline.
pub fn headline(numbers: &mut Numbers, cast: &Cast) -> String {
    let pattern = numbers.pick(HEADLINES);
    filled(pattern, numbers, cast)
}

/// Sentences until there are so many words.
pub fn paragraph(numbers: &mut Numbers, cast: &Cast, words: usize) -> String {
    let mut text = plain(numbers, cast);
    while count(&text) < words {
        text.push(' ');
        text.push_str(&plain(numbers, cast));
    }
    text
}

/// How many words a text has.
pub fn count(text: &str) -> usize {
    text.split_ascii_whitespace().count()
}

/// A text that begins with a capital.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn filled(pattern: &str, numbers: &mut Numbers, cast: &Cast) -> String {
    let mut out = String::with_capacity(160);
    let mut pieces = pattern.split(['{', '}']);
    // Words outside braces and names inside take turns.
    while let Some(words) = pieces.next() {
        out.push_str(words);
        if let Some(gap) = pieces.next() {
            fill(gap, numbers, cast, &mut out);
        }
    }
    capital(&out)
}

fn fill(gap: &str, numbers: &mut Numbers, cast: &Cast, out: &mut String) {
    let number;
    let text: &str = match gap {
        "+" if numbers.one_in(3) => numbers.pick(words::OPENINGS),
        "+" => "",
        "who" | "Who" => numbers.pick(words::WHO),
        "did" => numbers.pick(words::DID),
        "what" => numbers.pick(words::WHAT),
        "how" => numbers.pick(words::HOW),
        "like" => numbers.pick(words::LIKE),
        "thing" => numbers.pick(words::THING),
        "city" | "City" => cast.city,
        "country" => cast.country,
        "country2" => numbers.pick(&cast.countries),
        "tag" | "Tag" => &cast.tags[numbers.below(cast.tags.len())],
        "organisation" => &cast.organisation,
        "short" => &cast.short,
        "day" => &cast.day,
        "meeting" => cast.meeting.as_deref().unwrap_or("meeting"),
        "year" => {
            number = cast.year.to_string();
            &number
        }
        _ => {
            number = numbers.between(3, 90).to_string();
            &number
        }
    };
    if text.starts_with(['a', 'e', 'i', 'o']) && (out.ends_with(" a ") || out == "A " || out.ends_with(" A ")) {
        out.insert(out.len() - 1, 'n');
    }
    if gap.starts_with(char::is_uppercase) { out.push_str(&capital(text)) } else { out.push_str(text) }
}
