//! The parts of an article: headline, kicker, dateline, byline, captions, contacts. Decides a role for every block.
//!
//! Method: Most certain cues first; the top window ends at the first paragraph of running text.

mod cues;
mod headline;

pub use self::cues::{EMAIL, phones};
use self::cues::{
    contact_cue, credit_in, ends_full, has_reach, is_breadcrumb, is_date_preposition, is_noise, is_reference, only_dates, says_what_one_is,
    share_start, strong_reach,
};

use super::dateline::{self, Dateline};
use super::names;
use crate::base::span::Span;
use crate::base::text::fold;
use crate::intake::document::{Document, Mark, ends_sentence};
use crate::intake::extract::dates::{self, DateMention};
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
    work.sign_off();
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

static GOAL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(?:SDG|ODD|ODS|Goal)\s*#?\d{1,2}\b").expect("a fixed pattern"));
static HASHTAGS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(?:#\w+[\s,]*)+$").expect("a fixed pattern"));
static LABELS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b[A-Z][A-Za-z-]{2,}(?: [A-Z][a-z]+)?:").expect("a fixed pattern"));
static PLACED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\((?:\w+ )?(?:left|right|centre|center|far left|far right|from left|pictured|above|foreground|background)\)|\blooks? on\b|\bpictured\b",
    )
    .expect("a fixed pattern")
});

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
                // `OTS0047, 4. November 2019, 10:02` below the contacts.
                let dates = dates::find(text, None);
                let near = near && (group == since || dates.is_empty() || !only_dates(text, &dates, self.lexicon));
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
            } else if words <= 14 && is_noise(self.lexicon, text) || is_breadcrumb(text) {
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
            let Some((_, skip)) = self.lexicon.words.cue_at_start(CueKind::Byline, text) else {
                // `Published on 8 May 2022 | By Jane Roe`
                let authors = text.match_indices(['|', '•', '·']).find_map(|(at, mark)| {
                    let behind = at + mark.len() + (text[at + mark.len()..].len() - text[at + mark.len()..].trim_start().len());
                    let (_, skip) = self.lexicon.words.cue_at_start(CueKind::Byline, &text[behind..])?;
                    let names = names::name_list(&text[behind + skip..], self.lexicon);
                    (!names.is_empty()).then(|| names.into_iter().map(|span| span.shifted(base + behind + skip)).collect::<Vec<_>>())
                });
                self.found.authors.extend(authors.unwrap_or_default());
                continue;
            };
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
                    break;
                }
            }
        }
        self.signed_off();
    }

    /// `Lima, 5 de mayo de 2011` below a text that no dateline begins.
    fn signed_off(&mut self) {
        if self.found.dateline.is_some() {
            return;
        }
        for block in self.count().saturating_sub(3)..self.count() {
            if !self.free(block) || self.words(block) > 12 || self.document.blocks[block].mark != Mark::None {
                continue;
            }
            let base = self.document.blocks[block].span.start;
            if let Some(found) = dateline::parse(self.text(block), self.lexicon).filter(|found| found.alone) {
                let found = found.shifted(base);
                self.roles[block] = Some(Role::DateLine);
                self.found.date_lines.extend(found.date.clone().map(|date| (date, false)));
                self.found.dateline = Some(found);
                return;
            }
        }
    }

    /// A place with a date alone on its line below the text, where a ministry signs: `New York, 22 September 2022`.
    fn sign_off(&mut self) {
        if self.found.dateline.is_some() {
            return;
        }
        let last = self.count();
        for block in (last.saturating_sub(8).max(1)..last).rev() {
            if self.words(block) > 8 || !matches!(self.roles[block], None | Some(Role::DateLine)) {
                continue;
            }
            let base = self.document.blocks[block].span.start;
            let text = self.text(block);
            if let Some(found) = dateline::parse(text, self.lexicon).filter(|found| found.alone) {
                let found = found.shifted(base);
                self.found.date_lines.extend(found.date.clone().map(|date| (date, false)));
                self.found.dateline = Some(found);
                self.roles[block] = Some(Role::DateLine);
                return;
            }
            // `Islamabad` above or below `6 March 2023`.
            let dated =
                |other: usize| self.document.blocks.get(other).is_some() && !dates::find(self.text(other), None).is_empty() && self.words(other) <= 4;
            let city = self.words(block) <= 2 && self.lexicon.places.cities(text.trim()).first().is_some_and(|city| city.capital);
            if city && (dated(block + 1) || dated(block - 1)) {
                let span = self.document.blocks[block].span;
                self.found.dateline = Some(Dateline { span, places: vec![span], country: None, date: None, agency: None, alone: true });
                self.roles[block] = Some(Role::DateLine);
                return;
            }
        }
    }

    fn date_lines(&mut self, top: usize) {
        for block in 0..self.count() {
            if !self.free(block) || self.words(block) > 16 || block > top && block + 6 < self.count() {
                continue;
            }
            // `Related news` above a date: the day of another text.
            let elsewhere = block.checked_sub(1).is_some_and(|above| {
                matches!(
                    fold(self.text(above)).as_str(),
                    "related news"
                        | "related"
                        | "related articles"
                        | "related stories"
                        | "more news"
                        | "read also"
                        | "see also"
                        | "latest news"
                        | "read more"
                )
            });
            if elsewhere {
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
            // `From the press desk, September 2011`: a short line below the headline that ends with its date.
            let ends_with_date = mentions.last().is_some_and(|mention| {
                mention.span.end >= text.trim_end_matches([' ', '*', '_', ')', '.']).len()
                    && mention.stated().is_some_and(|when| !when.is_interval() && when.month().is_some())
            });
            let aside = block > 0
                && block < top
                && self.words(block) <= 14
                && !ends_full(text)
                && ends_with_date
                && text[..mentions.last().map_or(0, |mention| mention.span.start)].trim_end().ends_with([',', '|', '–', '-', '—', '•', ')']);
            if aside || only_dates(text, &mentions, self.lexicon) {
                let updated = self.lexicon.words.cue_at_start(CueKind::Published, text).is_some_and(|(cue, _)| cue.extra == "updated");
                let chosen = if aside { mentions.into_iter().next_back() } else { mentions.into_iter().next() };
                self.found.date_lines.extend(chosen.map(|mention| (shift(mention, base), updated)));
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
