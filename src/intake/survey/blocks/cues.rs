//! Words and marks that tell what a line is.

use super::{CueKind, DateMention, LazyLock, Lexicon, Regex, Span, dates, fold};

pub(super) fn is_date_preposition(word: &str) -> bool {
    ["on", "of", "in", "by", "from", "until", "to", "since", "for", "and", "du", "le", "au", "am", "vom", "del", "el"]
        .contains(&word.to_lowercase().as_str())
}

/// Whether a text ends with a full stop (a question or exclamation may end a headline).
pub(super) fn ends_full(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', ')', ' ', '/']);
    text.ends_with('.') && !text.ends_with("..") && !text.to_lowercase().ends_with("inc.")
}

/// Whether a line is a number of a series: `No. MTAI`, `095.12`, `IP/15/4321`.
pub(super) fn is_reference(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let numbered = words.first().is_some_and(|word| ["no.", "no", "nr.", "ref.", "ref:", "nº", "n°"].contains(&word.to_lowercase().as_str()))
        && words.len() <= 4;
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    numbered || words.len() <= 3 && digits * 2 > letters || digits >= 3 && letters <= 12 && words.len() <= 10 && text.to_lowercase().contains("no")
}

/// An address: a post box, a street number with a postal code, a telephone, a mail address, a web page.
pub(super) fn is_address(text: &str) -> bool {
    let folded = format!(" {} ", fold(text));
    let cued = [
        " p o box ",
        " po box ",
        " gpo box ",
        " tel ",
        " telephone ",
        " fax ",
        " facsimile ",
        " telex ",
        " telegraphic address ",
        " email ",
        " e mail ",
        " website ",
        " cedex ",
    ];
    cued.iter().any(|cue| folded.contains(cue)) && text.split_whitespace().count() <= 24
        || EMAIL.is_match(text) && text.split_whitespace().count() <= 8
        || text.starts_with("http")
        || text.starts_with("www.")
}

/// Whether two folded headlines begin alike for at least four words and end alike, as a repeated and garbled headline does.
pub(super) fn share_start(one: &str, other: &str) -> bool {
    let shared = one.split(' ').zip(other.split(' ')).take_while(|(a, b)| a == b).count();
    let words = one.split(' ').count().min(other.split(' ').count());
    words >= 5 && shared * 10 >= words * 4 && shared >= 4 && one.rsplit(' ').next() == other.rsplit(' ').next()
}

pub(super) fn says_what_one_is(rest: &str) -> bool {
    let rest = rest.trim_start();
    [" is ", "is ", "are ", "and ", "works ", "leads ", "was ", "serves ", "currently ", "teaches ", "est ", "es ", "ist "]
        .iter()
        .any(|cue| rest.starts_with(cue))
}

/// Whether a block names a way to reach somebody.
pub(super) fn has_reach(text: &str) -> bool {
    EMAIL.is_match(text) || phones(text).next().is_some()
}

pub(super) fn strong_reach(text: &str) -> bool {
    let folded = format!(" {} ", fold(text));
    EMAIL.is_match(text)
        || text.contains('+')
        || [" tel ", " telephone ", " phone ", " mobile ", " fax ", " facsimile ", " cell ", " email ", " interview "]
            .iter()
            .any(|cue| folded.contains(cue))
}

/// The telephone numbers of a text.
pub fn phones(text: &str) -> impl Iterator<Item = Span> + '_ {
    PHONE.find_iter(text).filter_map(|found| {
        let number = found.as_str().trim_end_matches([' ', '-', '.', '/', '(']);
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let grouped = number.starts_with(['+', '(']) || number.starts_with('0') || number.contains(") ");
        let before = text[..found.start()].trim_end();
        let money = before.ends_with(['$', '€', '£']);
        let cued = before.to_lowercase().ends_with([':', '.'])
            && ["tel", "telephone", "phone", "mobile", "fax", "cell", "tel."]
                .iter()
                .any(|cue| before.trim_end_matches([':', '.', ' ']).to_lowercase().ends_with(cue));
        ((7..=15).contains(&digits) && (grouped || cued) && !money).then(|| Span::new(found.start(), found.start() + number.len()))
    })
}

pub(super) fn contact_cue(lexicon: &Lexicon, text: &str) -> bool {
    let start = text.trim_start_matches(['*', ' ', '–', '-']);
    if lexicon.words.cue_at_start(CueKind::Contact, start).is_some() {
        return true;
    }
    // Behind a sign-off: `CANBERRA. For further information contact …`.
    start
        .find(['.', ':'])
        .filter(|&at| at < 30)
        .is_some_and(|at| lexicon.words.cue_at_start(CueKind::Contact, start[at + 1..].trim_start()).is_some())
}

/// `Home / News / Press releases`, `Newsroom > Local Media Release`: the path of a page.
pub(super) fn is_breadcrumb(text: &str) -> bool {
    let parts = |mark: &str| text.matches(mark).count();
    let first = text.split([' ', '|', '/', '>', '»', '›']).next().unwrap_or_default();
    let home = ["Home", "Homepage", "Accueil", "Inicio", "Startseite", "Newsroom", "News", "Media"].contains(&first);
    let path = parts(" > ") + parts(" » ") + parts(" › ") + parts(" / ") + parts(" | ");
    !text.trim_end().ends_with(['.', '?', '!'])
        && text.split_whitespace().count() <= 30
        && (home && path >= 1 || parts(" > ") + parts(" » ") + parts(" › ") >= 2)
}

pub(super) fn is_noise(lexicon: &Lexicon, text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    if READING_TIME.is_match(bare) || MARKUP.is_match(text) {
        return true;
    }
    lexicon.words.cue_at_start(CueKind::Noise, text).is_some_and(|(cue, length)| {
        let rest = text[length..].trim_matches(|c: char| !c.is_alphanumeric());
        rest.is_empty() || cue.text.split(' ').count() >= 3 || text.trim_end().ends_with(':')
    })
}

/// Where a credit starts in a block, and the credit itself: after a cue, to the end of the block or of its bracket.
pub(super) fn credit_in(lexicon: &Lexicon, text: &str) -> Option<(usize, Span)> {
    let mut best: Option<(usize, Span)> = None;
    let starts = text.char_indices().filter(|(at, c)| {
        let before = text[..*at].chars().next_back();
        (c.is_alphabetic() || *c == '©') && before.is_none_or(|b| !b.is_alphanumeric())
    });
    for (at, _) in starts {
        let Some((cue, length)) = lexicon.words.cue_at_start(CueKind::Credit, &text[at..]) else { continue };
        let cued = &text[at..at + length];
        let after = &text[at + length..];
        let marked = cue.text == "©"
            || cued.ends_with([':', '/'])
            || after.trim_start().starts_with([':', '/', '©', '|'])
            || cued.to_lowercase().ends_with(" by");
        if !marked {
            continue;
        }
        let from = at + length + (after.len() - after.trim_start_matches([':', '/', ' ', '©', '|', '-', '–']).len());
        let bracketed = text[..at].rfind('(').is_some_and(|open| !text[open..at].contains(')'));
        let end = if bracketed { text[from..].find(')').map_or(text.len(), |close| from + close) } else { text.len() };
        let credit = text[from..end].trim_end_matches(['.', ' ', ',', ')', ']']);
        let words = credit.split_whitespace().count();
        let starts_name = credit.chars().next().is_some_and(|c| c.is_uppercase() || c == '@' || c.is_ascii_digit());
        if (1..=12).contains(&words) && starts_name {
            let start_of_cue = if bracketed { text[..at].rfind('(').unwrap_or(at) } else { at };
            best = Some((start_of_cue, Span::new(from, from + credit.len())));
            break;
        }
    }
    best
}

pub(super) const DATE_LINE_WORDS: &[&str] = &[
    "published",
    "posted",
    "date",
    "on",
    "updated",
    "update",
    "last",
    "ago",
    "hours",
    "hour",
    "minutes",
    "days",
    "at",
    "am",
    "pm",
    "gmt",
    "utc",
    "cet",
    "cest",
    "est",
    "edt",
    "issued",
    "issue",
    "released",
    "release",
    "press",
    "media",
    "news",
    "time",
    "first",
    "the",
    "of",
    "no",
    "number",
    "created",
    "le",
    "publie",
    "el",
    "publicado",
    "uhr",
    "veroffentlicht",
    "datum",
    "fecha",
    "h",
    "embargo",
    "embargoed",
    "until",
    "immediate",
    "for",
    "article",
    "dated",
    "day",
];

/// Whether a line holds dates and nothing else but the words that go with them.
pub(super) fn only_dates(text: &str, mentions: &[DateMention], lexicon: &Lexicon) -> bool {
    let mut rest = String::new();
    // `Pressemitteilung 04.06.2020`
    let mut at = lexicon.words.cue_at_start(CueKind::Kicker, text).map_or(0, |(_, length)| length);
    for mention in mentions {
        rest.push_str(text.get(at..mention.span.start).unwrap_or(""));
        rest.push(' ');
        at = mention.span.end.max(at);
    }
    rest.push_str(text.get(at..).unwrap_or(""));
    let folded = fold(&rest);
    folded.split(' ').filter(|word| !word.is_empty()).all(|word| {
        DATE_LINE_WORDS.contains(&word)
            || word.chars().any(|c| c.is_ascii_digit())
            || word.len() <= 2
            || dates::is_weekday(word)
            || lexicon.words.cue_at_start(CueKind::Published, word).is_some()
    })
}

pub(super) static READING_TIME: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^\d+\s*min(?:ute)?s?\.?\s*(?:to )?read$").expect("a fixed pattern"));

pub(super) static MARKUP: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^<[^>]*>?$").expect("a fixed pattern"));

/// Telephone numbers: an international prefix, or an area code, and at least six digits in all.
pub static PHONE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:\+|\b00|\(\+?)?\d{1,4}\)?(?:[ .\-/]?\(?\d{1,5}\)?){1,6}").expect("a fixed pattern"));

/// Mail addresses; a number glued behind is no part of it.
pub static EMAIL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[A-Za-z0-9._%'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,12}").expect("a fixed pattern"));
