//! The parts of an article: headline, kicker, dateline, byline, captions, contacts. Decides a role for every block.
//!
//! Method: EXTRACTION.md 5. Most certain cues first; the top window ends at the first paragraph of running text.

use super::dateline::{self, Dateline};
use super::dates::{self, DateMention};
use super::names;
use crate::base::span::Span;
use crate::base::text::fold;
use crate::intake::document::{Document, Mark, ends_sentence};
use crate::lexicon::Lexicon;
use crate::lexicon::cues::CueKind;
use regex::Regex;
use std::sync::LazyLock;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The headline.
    Title,
    /// A second headline right below.
    Subtitle,
    /// Words above the headline.
    Kicker,
    /// A summary set apart above the text.
    Standfirst,
    /// Who wrote it.
    Byline,
    /// A date, alone.
    DateLine,
    /// A list of countries, alone.
    CountryLine,
    /// What a picture shows.
    Caption,
    /// Whose picture it is, alone.
    Credit,
    /// Press contacts.
    Contact,
    /// Goals.
    Goals,
    /// Words with `#`.
    Hashtags,
    /// What an author does.
    Bio,
    /// The same at the end of every release.
    Boilerplate,
    /// Where the text was taken from.
    Source,
    /// Buttons, field names, rules.
    Noise,
    /// A heading inside the text.
    Subhead,
    /// The text.
    Body,
}

impl Role {
    /// The name in the sidecar.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Kicker => "kicker",
            Self::Standfirst => "standfirst",
            Self::Byline => "byline",
            Self::DateLine => "date",
            Self::CountryLine => "countries",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Contact => "contact",
            Self::Goals => "goals",
            Self::Hashtags => "hashtags",
            Self::Bio => "bio",
            Self::Boilerplate => "boilerplate",
            Self::Source => "source",
            Self::Noise => "noise",
            Self::Subhead => "subhead",
            Self::Body => "body",
        }
    }

    /// Whether the block goes into the article's body.
    pub const fn is_body(self) -> bool {
        matches!(self, Self::Body | Self::Subhead)
    }

    /// Whether new names may be read from the block: running text and what is written like it.
    pub const fn is_prose(self) -> bool {
        matches!(self, Self::Body | Self::Standfirst | Self::Caption | Self::Bio | Self::Boilerplate)
    }
}

/// An article's parts.
#[derive(Debug, Default)]
pub struct Layout {
    /// A role for each block.
    pub roles: Vec<Role>,
    /// The headline, when there is one; without a date printed on the same line.
    pub title: Option<Span>,
    /// A date printed behind the headline on its line.
    pub title_date: Option<DateMention>,
    /// The dateline.
    pub dateline: Option<Dateline>,
    /// The names of the bylines.
    pub authors: Vec<Span>,
    /// Whose picture it is.
    pub credit: Option<Span>,
    /// The dates of date lines, in order, with whether the line is about an update.
    pub date_lines: Vec<(DateMention, bool)>,
}

impl Layout {
    /// The blocks with this role.
    pub fn with(&self, role: Role) -> impl Iterator<Item = usize> + '_ {
        self.roles.iter().enumerate().filter(move |(_, found)| **found == role).map(|(block, _)| block)
    }
}

/// Decides what each block is.
pub fn layout(document: &Document, lexicon: &Lexicon) -> Layout {
    let mut work = Work { document, lexicon, roles: vec![None; document.blocks.len()], found: Layout::default() };
    work.goals_and_marks();
    work.contacts();
    work.captions();
    work.sources_and_noise();
    work.bylines();
    let top = work.top_window();
    work.datelines();
    work.date_lines(top);
    work.country_lines();
    work.title(top);
    work.standfirst();
    work.bios();
    work.subheads();
    let Work { roles, mut found, .. } = work;
    found.roles = roles.into_iter().map(|role| role.unwrap_or(Role::Body)).collect();
    found
}

static READING_TIME: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)^\d+\s*min(?:ute)?s?\.?\s*(?:to )?read$").expect("a fixed pattern"));
static MARKUP: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^<[^>]*>?$").expect("a fixed pattern"));
static GOAL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(?:SDG|ODD|ODS|Goal)\s*#?\d{1,2}\b").expect("a fixed pattern"));
static HASHTAGS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(?:#\w+[\s,]*)+$").expect("a fixed pattern"));
static LABELS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b[A-Z][A-Za-z-]{2,}(?: [A-Z][a-z]+)?:").expect("a fixed pattern"));
static PLACED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\((?:\w+ )?(?:left|right|centre|center|far left|far right|from left|pictured|above|foreground|background)\)|\blooks? on\b|\bpictured\b",
    )
    .expect("a fixed pattern")
});
/// Telephone numbers: an international prefix, or an area code, and at least six digits in all.
pub static PHONE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:\+|\b00|\(\+?)?\d{1,4}\)?(?:[ .\-/]?\(?\d{1,5}\)?){1,6}").expect("a fixed pattern"));
/// Mail addresses; a number glued behind is no part of it.
pub static EMAIL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[A-Za-z0-9._%'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,12}").expect("a fixed pattern"));

struct Work<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    roles: Vec<Option<Role>>,
    found: Layout,
}

impl Work<'_> {
    fn text(&self, block: usize) -> &str {
        self.document.block_text(block)
    }

    fn count(&self) -> usize {
        self.roles.len()
    }

    fn words(&self, block: usize) -> usize {
        self.text(block).split_whitespace().count()
    }

    fn free(&self, block: usize) -> bool {
        self.roles[block].is_none()
    }

    fn goals_and_marks(&mut self) {
        for block in 0..self.count() {
            let text = self.text(block);
            if GOAL.is_match(text) {
                self.roles[block] = Some(Role::Goals);
            } else if HASHTAGS.is_match(text) {
                self.roles[block] = Some(Role::Hashtags);
            } else if !text.chars().any(char::is_alphanumeric) {
                self.roles[block] = Some(Role::Noise);
            } else if LABELS.find_iter(text).count() >= 3 && self.words(block) <= 40 && !ends_sentence(text.trim_end_matches(':')) {
                // Field names of a database page, run together.
                self.roles[block] = Some(Role::Noise);
            }
        }
    }

    fn contacts(&mut self) {
        let first_third = self.count() / 3;
        let mut open: Option<usize> = None;
        for block in 0..self.count() {
            if !self.free(block) {
                continue;
            }
            let text = self.text(block);
            let group = self.document.blocks[block].group;
            let reach = has_reach(text);
            let cue = contact_cue(self.lexicon, text);
            let is_contact = if cue && (reach || self.words(block) <= 14) && block > 0 {
                open = Some(group);
                true
            } else if let Some(since) = open {
                let near = group == since || reach || group == since + 1 && self.words(block) <= 8;
                if !near || self.words(block) > 60 || GOAL.is_match(text) {
                    open = None;
                    false
                } else {
                    true
                }
            } else {
                block > first_third && reach && self.words(block) <= 45 && block + 1 > self.count() / 2 && strong_reach(text)
            };
            if is_contact {
                self.roles[block] = Some(Role::Contact);
                open = open.or(Some(group));
            }
        }
    }

    fn captions(&mut self) {
        for block in 0..self.count() {
            if !self.free(block) {
                continue;
            }
            let base = self.document.blocks[block].span.start;
            let text = self.text(block);
            let words = self.words(block);
            if words > 90 {
                continue;
            }
            if let Some((at, credit)) = credit_in(self.lexicon, text) {
                let caption = at > 0 && text[..at].split_whitespace().count() >= 3;
                if self.found.credit.is_none() {
                    self.found.credit = Some(credit.shifted(base));
                }
                self.roles[block] = Some(if caption { Role::Caption } else { Role::Credit });
            } else if words <= 60 && PLACED.is_match(text) && !text.contains(['“', '"']) {
                self.roles[block] = Some(Role::Caption);
            }
        }
    }

    fn sources_and_noise(&mut self) {
        for block in 0..self.count() {
            if !self.free(block) {
                continue;
            }
            let text = self.text(block);
            let words = self.words(block);
            if words <= 12 && self.lexicon.words.cue_at_start(CueKind::Source, text).is_some() {
                self.roles[block] = Some(Role::Source);
            } else if words <= 14 && is_noise(self.lexicon, text) {
                self.roles[block] = Some(Role::Noise);
            }
        }
    }

    fn bylines(&mut self) {
        for block in 0..self.count() {
            if !self.free(block) || self.words(block) > 24 {
                continue;
            }
            let base = self.document.blocks[block].span.start;
            let text = self.text(block);
            let Some((_, skip)) = self.lexicon.words.cue_at_start(CueKind::Byline, text) else { continue };
            let end = text[skip..].find(';').map_or(text.len(), |at| skip + at);
            let authors = names::name_list(&text[skip..end], self.lexicon);
            if authors.is_empty() {
                continue;
            }
            self.found.authors.extend(authors.into_iter().map(|span| span.shifted(base + skip)));
            self.roles[block] = Some(Role::Byline);
        }
    }

    /// The number of blocks before the first paragraph of running text.
    fn top_window(&self) -> usize {
        (0..self.count())
            .find(|&block| {
                let words = self.words(block);
                let open = self.roles[block].is_none();
                open && (words >= 22 && ends_sentence(self.text(block)) || words >= 45)
            })
            .unwrap_or_else(|| self.count().min(8))
    }

    fn datelines(&mut self) {
        let mut tried = 0;
        for block in 0..self.count() {
            if !self.free(block) || self.document.blocks[block].mark != Mark::None {
                continue;
            }
            let base = self.document.blocks[block].span.start;
            let text = self.text(block);
            if let Some(found) = dateline::parse(text, self.lexicon) {
                let alone = found.span.end >= text.trim_end().len();
                let found = found.shifted(base);
                if alone {
                    self.roles[block] = Some(Role::DateLine);
                    if let Some(date) = &found.date {
                        self.found.date_lines.push((date.clone(), false));
                    }
                }
                let better = self.found.dateline.as_ref().is_none_or(|known| known.alone && !alone);
                if better {
                    self.found.dateline = Some(found);
                }
                if !alone {
                    return;
                }
            }
            if self.words(block) >= 12 {
                tried += 1;
                if tried >= 4 {
                    return;
                }
            }
        }
    }

    fn date_lines(&mut self, top: usize) {
        for block in 0..self.count() {
            if !self.free(block) || self.words(block) > 16 || block > top && block + 6 < self.count() {
                continue;
            }
            let base = self.document.blocks[block].span.start;
            let text = self.text(block);
            let mentions = dates::find(text, None);
            if mentions.is_empty() {
                if fold(text) == "published" || fold(text) == "on" || fold(text) == "in" || fold(text) == "posted" {
                    self.roles[block] = Some(Role::Noise);
                }
                continue;
            }
            if only_dates(text, &mentions, self.lexicon) {
                let updated = self.lexicon.words.cue_at_start(CueKind::Published, text).is_some_and(|(cue, _)| cue.extra == "updated");
                let first = mentions.into_iter().next().map(|mention| shift(mention, base));
                self.found.date_lines.extend(first.map(|mention| (mention, updated)));
                self.roles[block] = Some(Role::DateLine);
            } else if self.words(block) <= 14 && self.lexicon.words.cue_at_start(CueKind::Published, text).is_some() && !ends_sentence(text) {
                let first = mentions.into_iter().next().map(|mention| shift(mention, base));
                self.found.date_lines.extend(first.map(|mention| (mention, false)));
                self.roles[block] = Some(Role::DateLine);
            }
        }
    }

    fn country_lines(&mut self) {
        for block in 0..self.count() {
            if !self.free(block) || self.words(block) > 40 {
                continue;
            }
            let text = self.text(block);
            let countries = text.split([',', ';', '/']).map(str::trim);
            if text.contains(',') && countries.clone().all(|name| self.lexicon.places.country_named(name).is_some()) {
                self.roles[block] = Some(Role::CountryLine);
            }
        }
    }

    fn title(&mut self, top: usize) {
        let marked = (0..self.count()).find(|&block| self.document.blocks[block].mark == Mark::Heading(1) && self.free(block));
        let mut candidates: Vec<usize> = Vec::new();
        for block in 0..top.max(1).min(self.count()) {
            let text = self.text(block);
            if !self.free(block) {
                continue;
            }
            let words = self.words(block);
            if ends_full(text) && words >= 10 {
                break;
            }
            if (1..=36).contains(&words) && !ends_full(text) && text.chars().filter(|c| c.is_alphabetic()).count() >= 4 && !is_reference(text) {
                candidates.push(block);
            }
        }
        let title = marked.or_else(|| {
            let plain: Vec<usize> = candidates.iter().copied().filter(|&block| !self.is_kicker(block)).collect();
            let first = plain.iter().copied().find(|&block| !self.is_letterhead(block)).or_else(|| plain.first().copied())?;
            // A short line above a longer headline is a kicker or a section's name.
            let longer = plain.iter().copied().find(|&block| block > first && self.words(block) >= 5 && !self.is_letterhead(block));
            Some(longer.filter(|_| self.words(first) <= 3).unwrap_or(first))
        });
        let Some(title) = title else {
            for block in candidates {
                self.roles[block] = Some(Role::Kicker);
            }
            return;
        };
        for block in candidates.iter().copied().filter(|&block| block < title) {
            self.roles[block] = Some(Role::Kicker);
        }
        self.roles[title] = Some(Role::Title);
        let span = self.document.blocks[title].span;
        self.set_title(span);
        let folded = fold(self.text(title));
        for block in title + 1..self.count() {
            if !self.free(block) || self.words(block) > 36 {
                continue;
            }
            let other = fold(self.text(block));
            if other == folded || block < top && share_start(&folded, &other) {
                self.roles[block] = Some(Role::Noise);
            } else if self.is_kicker(block) {
                self.roles[block] = Some(Role::Kicker);
            }
        }
        let below = title + 1;
        if below < top && self.free(below) && candidates.contains(&below) && self.words(below) >= 4 && self.document.blocks[below].mark == Mark::None
        {
            self.roles[below] = Some(Role::Subtitle);
        }
    }

    /// Whether a short block is one of the words that stand above headlines, and nothing else.
    fn is_kicker(&self, block: usize) -> bool {
        let text = self.text(block);
        text.split_whitespace().count() <= 6
            && self
                .lexicon
                .words
                .cue_at_start(CueKind::Kicker, text)
                .is_some_and(|(_, length)| text[length..].trim_matches([':', ' ', '-', '–', '.']).is_empty())
    }

    /// Whether a block is an organisation's name in capitals, as letterheads print it.
    fn is_letterhead(&self, block: usize) -> bool {
        let text = self.text(block);
        !text.chars().any(char::is_lowercase) && names::is_organisation_name(text, self.lexicon)
    }

    /// Cuts a date off the end of a headline that shares its line with it.
    fn set_title(&mut self, span: Span) {
        let text = span.of(&self.document.text);
        let last = dates::find(text, None).into_iter().last().filter(|mention| {
            let before = text[..mention.span.start].trim_end();
            let full = mention.stated().is_some_and(crate::base::date::When::is_exact_day);
            let word = before.rsplit(' ').next().unwrap_or("");
            full && mention.span.end == text.trim_end().len()
                && before.split_whitespace().count() >= 4
                && !before.ends_with(',')
                && !is_date_preposition(word)
        });
        match last {
            Some(mention) => {
                let end = span.start + text[..mention.span.start].trim_end_matches([' ', '-', '–', '—', '|', '(']).len();
                self.found.title = Some(Span::new(span.start, end));
                self.found.title_date = Some(shift(mention, span.start));
            }
            None => self.found.title = Some(span),
        }
    }

    fn standfirst(&mut self) {
        let Some(title) = self.roles.iter().position(|role| *role == Some(Role::Title)) else { return };
        let Some(byline) = (title..self.count()).find(|&block| self.roles[block] == Some(Role::Byline)) else { return };
        if byline > title + 6 {
            return;
        }
        for block in title + 1..byline {
            if self.free(block) && self.words(block) >= 6 {
                self.roles[block] = Some(Role::Standfirst);
            }
        }
    }

    fn bios(&mut self) {
        let authors: Vec<String> = self.found.authors.iter().map(|span| fold(span.of(&self.document.text))).collect();
        let last = self.count();
        for block in last / 2..last {
            if !self.free(block) || self.words(block) > 120 {
                continue;
            }
            let folded = fold(self.text(block));
            let about_author = authors.iter().any(|author| folded.strip_prefix(author.as_str()).is_some_and(says_what_one_is));
            if about_author {
                self.roles[block] = Some(Role::Bio);
            } else if block + 4 > last
                && block > 2
                && self.lexicon.words.cue_at_start(CueKind::Boilerplate, self.text(block)).is_some()
                && self.words(block) <= 8
            {
                self.roles[block] = Some(Role::Boilerplate);
                for next in block + 1..last {
                    if self.free(next) {
                        self.roles[next] = Some(Role::Boilerplate);
                    }
                }
            }
        }
    }

    fn subheads(&mut self) {
        let title = self.roles.iter().position(|role| *role == Some(Role::Title));
        for block in 0..self.count() {
            if !self.free(block) {
                continue;
            }
            let heading = matches!(self.document.blocks[block].mark, Mark::Heading(_));
            let text = self.text(block);
            let words = self.words(block);
            let line = self.document.blocks[block].mark == Mark::None
                && !ends_sentence(text)
                && words <= 14
                && text.starts_with(char::is_uppercase)
                && !text.contains(',');
            let followed = block + 1 < self.count() && self.roles[block + 1].is_none_or(|role| role == Role::Body);
            if title.is_some_and(|title| block > title) && (heading || line && followed && words <= 12) {
                self.roles[block] = Some(Role::Subhead);
            }
        }
    }
}

fn shift(mut mention: DateMention, by: usize) -> DateMention {
    mention.span = mention.span.shifted(by);
    mention
}

fn is_date_preposition(word: &str) -> bool {
    ["on", "of", "in", "by", "from", "until", "to", "since", "for", "and", "du", "le", "au", "am", "vom", "del", "el", "until"]
        .contains(&word.to_lowercase().as_str())
}

/// Whether a text ends with a full stop (a question or exclamation may end a headline).
fn ends_full(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', ')', ' ', '/']);
    text.ends_with('.') && !text.ends_with("..") && !text.to_lowercase().ends_with("inc.")
}

/// Whether a line is a number of a series: `No. MTAI`, `095.12`, `IP/15/4321`.
fn is_reference(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let numbered = words.first().is_some_and(|word| ["no.", "no", "nr.", "ref.", "ref:", "nº", "n°"].contains(&word.to_lowercase().as_str()))
        && words.len() <= 4;
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    numbered || words.len() <= 3 && digits * 2 > letters
}

/// Whether two folded headlines begin alike for at least five words, as a repeated and garbled headline does.
fn share_start(one: &str, other: &str) -> bool {
    let shared = one.split(' ').zip(other.split(' ')).take_while(|(a, b)| a == b).count();
    let words = one.split(' ').count().min(other.split(' ').count());
    words >= 5 && shared * 10 >= words * 4 && shared >= 4 && one.rsplit(' ').next() == other.rsplit(' ').next()
}

fn says_what_one_is(rest: &str) -> bool {
    let rest = rest.trim_start();
    [" is ", "is ", "are ", "and ", "works ", "leads ", "was ", "serves ", "currently ", "teaches ", "est ", "es ", "ist "]
        .iter()
        .any(|cue| rest.starts_with(cue))
}

/// Whether a block names a way to reach somebody.
fn has_reach(text: &str) -> bool {
    EMAIL.is_match(text) || phones(text).next().is_some()
}

fn strong_reach(text: &str) -> bool {
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

fn contact_cue(lexicon: &Lexicon, text: &str) -> bool {
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

fn is_noise(lexicon: &Lexicon, text: &str) -> bool {
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
fn credit_in(lexicon: &Lexicon, text: &str) -> Option<(usize, Span)> {
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

const DATE_LINE_WORDS: &[&str] = &[
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
    "am",
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
fn only_dates(text: &str, mentions: &[DateMention], lexicon: &Lexicon) -> bool {
    let mut rest = String::new();
    let mut at = 0;
    for mention in mentions {
        rest.push_str(text.get(at..mention.span.start).unwrap_or(""));
        rest.push(' ');
        at = mention.span.end.max(at);
    }
    rest.push_str(text.get(at..).unwrap_or(""));
    let folded = fold(&rest);
    folded.split(' ').filter(|word| !word.is_empty()).all(|word| {
        DATE_LINE_WORDS.contains(&word)
            || word.chars().all(|c| c.is_ascii_digit())
            || word.len() <= 2
            || dates::is_weekday(word)
            || lexicon.words.cue_at_start(CueKind::Published, word).is_some()
    })
}
