//! When an article was published, and when what it reports took place: two clocks, never mixed.
//!
//! Publication: dateline, date line, date behind the headline, labelled lines at the end; a date in running text never.
//! Event: the day that the first paragraphs, a date line with a span, or the headline give to what was held.

mod told;

use super::dates::{self, DateMention};
use super::{Facts, Reading};
use crate::base::date::When;
use crate::base::span::Span;
use crate::base::text::fold;
use crate::content::finding::Band;
use crate::intake::survey::blocks::Role;

/// A date that was chosen, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The date.
    pub when: When,
    /// Its words.
    pub span: Span,
    /// The rule.
    pub rule: &'static str,
    /// How sure.
    pub band: Band,
    /// Whether it is computed from the words and not printed in them.
    pub derived: bool,
}

/// The two clocks of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// When it was published.
    pub date: Option<Chosen>,
    /// When the event took place.
    pub event: Option<Chosen>,
    /// Readings of a date line in figures that could be two days.
    pub ambiguous: Vec<When>,
}

/// Chooses both dates.
pub fn extract(reading: &Reading<'_>, facts: &mut Facts) {
    let (date, ambiguous) = publication(reading);
    let event = event(reading, facts, date.as_ref());
    facts.published = Published { date, event, ambiguous };
}

fn chosen(mention: &DateMention, rule: &'static str, band: Band) -> Option<Chosen> {
    let when = mention.stated()?.clone();
    Some(Chosen { when, span: mention.span, rule, band, derived: false })
}

fn publication(reading: &Reading<'_>) -> (Option<Chosen>, Vec<When>) {
    let layout = reading.layout;
    let usable = |chosen: &Chosen| !chosen.when.is_interval();
    if let Some(found) =
        layout.dateline.as_ref().and_then(|dateline| dateline.date.as_ref()).and_then(|date| chosen(date, "dateline", Band::Certain)).filter(usable)
        && found.when.has_year()
    {
        return (Some(found), Vec::new());
    }
    let lines = || layout.date_lines.iter().filter(|(_, updated)| !updated).map(|(mention, _)| mention);
    let exact = lines()
        .filter_map(|mention| chosen(mention, "date-line", Band::Certain))
        .filter(usable)
        .find(|found| found.when.is_exact_day() && found.when.has_year());
    if exact.is_some() {
        return (exact, Vec::new());
    }
    if let Some(found) = layout.title_date.as_ref().and_then(|mention| chosen(mention, "date-headline", Band::Certain)) {
        return (Some(found), Vec::new());
    }
    if let Some(found) = in_release_line(reading) {
        return (Some(found), Vec::new());
    }
    if let Some(found) = labelled(reading) {
        return (Some(found), Vec::new());
    }
    if let Some(ambiguous) = lines().find_map(DateMention::candidates) {
        return (None, ambiguous.to_vec());
    }
    let partial = lines().filter_map(|mention| chosen(mention, "date-line", Band::Certain)).find(usable);
    let yearless =
        layout.dateline.as_ref().and_then(|dateline| dateline.date.as_ref()).and_then(|date| chosen(date, "dateline", Band::Certain)).filter(usable);
    (partial.or(yearless), Vec::new())
}

/// `No: 212, 9 July 2019, Press Release Regarding …`: a headline that begins with the number and day of the release.
fn in_release_line(reading: &Reading<'_>) -> Option<Chosen> {
    let block = reading.layout.roles.iter().position(|role| *role == Role::Title)?;
    let span = reading.document.blocks[block].span;
    let text = span.of(reading.text());
    let mut mention = dates::find(text, None).into_iter().next()?;
    let after = fold(&text[mention.span.end..]);
    let released = ["press release", "press statement", "statement", "communique", "joint statement", "media release"];
    let fits = released.iter().any(|kind| after.starts_with(kind)) && mention.stated().is_some_and(|when| when.is_exact_day() && when.has_year());
    mention.span = mention.span.shifted(span.start);
    fits.then(|| chosen(&mention, "date-headline", Band::Certain)).flatten()
}

/// A date behind a label in a line that is no running text: `Posted: Wednesday, September 19, 2018`.
fn labelled(reading: &Reading<'_>) -> Option<Chosen> {
    reading
        .layout
        .roles
        .iter()
        .enumerate()
        .filter(|(_, role)| matches!(role, Role::Noise | Role::Source | Role::Kicker | Role::Credit | Role::Byline))
        .find_map(|(block, _)| {
            let span = reading.document.blocks[block].span;
            let text = span.of(reading.text());
            dates::find(text, None).into_iter().find_map(|mut mention| {
                let before = fold(&text[..mention.span.start]);
                let label =
                    ["published", "posted", "date", "issued", "released", "published on", "posted on"].iter().any(|label| before.ends_with(label));
                // `Source: Agency | 2021-03-04 02:17:33`: the stamp of a machine.
                let stamp = text[mention.span.end..].trim_start().split([' ', '|']).next().is_some_and(is_clock);
                mention.span = mention.span.shifted(span.start);
                ((label || stamp) && mention.stated().is_some_and(|when| when.is_exact_day() && when.has_year()))
                    .then(|| chosen(&mention, "date-label", Band::Certain))
                    .flatten()
            })
        })
}

/// `02:17` or `02:17:33`
fn is_clock(word: &str) -> bool {
    let parts: Vec<&str> = word.trim_end_matches([',', ';']).split(':').collect();
    (2..=3).contains(&parts.len()) && parts.iter().all(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Words that say that something takes place: held, convened, visited, will be attended …
const HOLDING: &[&str] = &[
    "held",
    "hold",
    "holds",
    "holding",
    "took place",
    "take place",
    "takes place",
    "taking place",
    "convened",
    "convene",
    "convenes",
    "gathered",
    "gather",
    "gathers",
    "met",
    "meets",
    "meet",
    "meeting",
    "organised",
    "organized",
    "organise",
    "organize",
    "organises",
    "organizes",
    "hosted",
    "hosts",
    "host",
    "opened",
    "opens",
    "open",
    "launched",
    "launches",
    "launch",
    "began",
    "begin",
    "begins",
    "started",
    "starts",
    "start",
    "visited",
    "visits",
    "visit",
    "visiting",
    "attended",
    "attend",
    "attends",
    "addressed",
    "addressing",
    "speaking at",
    "spoke at",
    "participated",
    "joined",
    "scheduled",
    "conference",
    "workshop",
    "summit",
    "forum",
    "seminar",
    "session",
    "delegation",
    "carried out",
    "conducted",
    "signed",
    "inaugurated",
    "concluded",
    "ongoing",
    "runs from",
    "ran from",
    "kicked off",
    "celebrated",
    "marked",
    "announced",
    "presented",
    "delivered",
    "completed",
    "ceremony",
    "travelled",
    "traveled",
    "mission",
    "consultations",
    "roundtable",
    "training",
    "received",
];

/// Words that put a date into another story: what was released, adopted, founded, is due.
const ELSEWHERE: &[&str] = &[
    "released on",
    "adopted",
    "founded",
    "established",
    "since",
    "until",
    "deadline",
    "by",
    "following",
    "born",
    "dated",
    "resolution",
    "report of",
    "entered into force",
    "last",
    "previous",
    "earlier",
    "next",
    "fiscal",
    "decision of",
    "law of",
    "prior to",
    "before",
    "after",
];

/// Whether a sentence says that something is, was or will be held.
pub fn speaks_of_holding(sentence: &str) -> bool {
    let folded = format!(" {} ", fold(sentence));
    HOLDING.iter().take(44).any(|word| folded.contains(&format!(" {word} ")))
}

struct Candidate {
    chosen: Chosen,
    score: i32,
}

fn event(reading: &Reading<'_>, facts: &Facts, published: Option<&Chosen>) -> Option<Chosen> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for (mention, _) in &reading.layout.date_lines {
        if let Some(found) = chosen(mention, "event-date-line", Band::Certain).filter(|found| found.when.is_interval() && found.when.has_day()) {
            candidates.push(Candidate { chosen: found, score: 9 });
        }
    }
    let dateline = reading.layout.dateline.as_ref().and_then(|dateline| dateline.date.as_ref());
    if let Some(found) =
        dateline.and_then(|date| chosen(date, "event-dateline", Band::Certain)).filter(|found| found.when.is_interval() && found.when.has_day())
    {
        candidates.push(Candidate { chosen: found, score: 8 });
    }
    if let Some(found) = told::timed(reading) {
        candidates.push(Candidate { chosen: found, score: 7 });
    }
    let body: Vec<usize> =
        reading.layout.roles.iter().enumerate().filter(|(_, role)| matches!(role, Role::Body | Role::Standfirst)).map(|(block, _)| block).collect();
    for mention in &facts.dates {
        let block = reading.document.block_at(mention.span.start);
        let role = reading.role(block);
        let own_date = published.is_some_and(|published| published.span.overlaps(&mention.span));
        let in_dateline = reading.layout.dateline.as_ref().is_some_and(|dateline| dateline.span.contains(&mention.span));
        if own_date || in_dateline {
            continue;
        }
        // `held yesterday` in the first paragraph of what is dated.
        if let Some(found) = counted_from_issue(reading, mention, published).filter(|_| body.first() == Some(&block)) {
            candidates.push(Candidate { chosen: found, score: 4 });
        }
        if let Some(paragraph) = body.iter().position(|&other| other == block)
            && let Some((found, score)) = told::told(reading, mention, published, paragraph)
        {
            candidates.push(Candidate { chosen: found, score });
        }
        if !mention.stated().is_some_and(When::has_day) {
            continue;
        }
        let place = match role {
            Role::Title | Role::Subtitle => 5,
            Role::Body | Role::Standfirst => match body.iter().position(|&other| other == block).unwrap_or(9) {
                0 => 3,
                1 => 2,
                2 => 1,
                3..=5 => 0,
                _ => continue,
            },
            _ => continue,
        };
        let (before, after) = reading.document.around(mention.span, 400);
        let before = format!(" {} ", fold(before));
        let near: String = before.split_whitespace().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join(" ");
        let near = format!(" {near} ");
        let whole = format!("{before}{} ", fold(after));
        let mut score = place;
        if HOLDING.iter().any(|word| whole.contains(&format!(" {word} "))) {
            score += 3;
        }
        if before.trim() == "on" || before.trim() == "from" {
            score += 2;
        }
        if mention.stated().is_some_and(When::is_interval) {
            score += 1;
            // `Operation Example (27 November – 1 December 2023)`
            let bracketed = reading.text()[..mention.span.start]
                .strip_suffix('(')
                .is_some_and(|before| before.trim_end().rsplit(' ').next().is_some_and(|word| word.starts_with(char::is_uppercase)));
            score += if bracketed && reading.text()[mention.span.end..].starts_with(')') { 3 } else { 0 };
        }
        if ELSEWHERE.iter().any(|word| near.contains(&format!(" {word} "))) || reading.text()[..mention.span.start].ends_with(['-', '/']) {
            score -= 4;
        }
        // Far down in the text a day needs more than a verb beside it.
        if place == 0 && score < 5 {
            continue;
        }
        if let Some(found) = chosen(mention, "event-date", if score >= 6 { Band::Certain } else { Band::Likely }) {
            candidates.push(Candidate { chosen: found, score });
        }
    }
    let best = candidates.iter().map(|candidate| candidate.score).max()?;
    let first = candidates
        .into_iter()
        .enumerate()
        .filter(|(_, candidate)| candidate.score == best && best >= 4)
        .map(|(_, candidate)| candidate.chosen)
        .next();
    first.map(|found| in_year_of_issue(join_neighbours(reading, facts, found), published)).or_else(|| day_of_issue(reading, facts, published))
}

/// `The meeting was held yesterday`: a day that counts from a stated day of issue, beside what was held.
fn counted_from_issue(reading: &Reading<'_>, mention: &DateMention, published: Option<&Chosen>) -> Option<Chosen> {
    let issued = published.filter(|published| published.when.is_exact_day() && published.when.has_year())?;
    let dates::DateValue::Relative(relative) = &mention.value else { return None };
    if !matches!(relative, dates::Relative::Day(-1..=1)) {
        return None;
    }
    let sentence = format!(" {} ", fold(reading.document.sentence_at(mention.span.start).of(reading.text())));
    let held = ["was held", "were held", "took place", "met in", "gathered", "convened", "was opened", "was signed"];
    let when = held.iter().any(|words| sentence.contains(&format!(" {words} "))).then(|| dates::resolve(relative, &issued.when)).flatten()?;
    Some(Chosen { when, span: mention.span, rule: "event-counted", band: Band::Likely, derived: true })
}

/// A day without a year beside a stated day of publication lies in the year that brings it nearest: `On June 22` in a text of 24 June 2023.
/// Further away than five months nothing is concluded.
fn in_year_of_issue(found: Chosen, published: Option<&Chosen>) -> Chosen {
    let issued =
        published.filter(|published| published.when.is_exact_day() && published.when.has_year()).and_then(|published| published.when.earliest());
    let Some(issued) = issued.filter(|_| !found.when.has_year()) else { return found };
    let near = [issued.year() - 1, issued.year(), issued.year() + 1].into_iter().filter_map(|year| {
        let when = When::parse(&found.when.to_string().replace("XXXX", &format!("{year:04}"))).ok()?;
        let days = when.earliest()?.until(issued).ok()?.get_days().abs();
        (days <= 150).then_some((days, when))
    });
    match near.min_by_key(|(days, _)| *days) {
        Some((_, when)) => Chosen { when, rule: "event-year-of-issue", band: Band::Likely, derived: true, ..found },
        None => found,
    }
}

/// `visited X on 4 April and Y from 5-6 April 2016`: days of one sentence that touch are one event.
fn join_neighbours(reading: &Reading<'_>, facts: &Facts, mut found: Chosen) -> Chosen {
    if matches!(found.rule, "event-date-line" | "event-counted") {
        return found;
    }
    let issued = reading.layout.dateline.as_ref().map(|dateline| dateline.span);
    let sentence = reading.document.sentence_at(found.span.start);
    let own = found.span;
    for mention in facts.dates.iter().filter(|mention| sentence.contains(&mention.span) && mention.span != own) {
        if issued.is_some_and(|span| span.contains(&mention.span) && !span.contains(&own)) {
            continue;
        }
        let Some(other) = mention.stated().filter(|when| when.has_day()) else { continue };
        // `on 4 April and … from 5-6 April 2016`: the year is printed once for both.
        let shared = found
            .when
            .year()
            .filter(|_| found.when.has_year() && !other.has_year())
            .and_then(|year| When::parse(&other.to_string().replace("XXXX", &format!("{year:04}"))).ok());
        let other = shared.as_ref().unwrap_or(other);
        let (first, second) = if mention.span.start < found.span.start { (other, &found.when) } else { (&found.when, other) };
        if let Some(joined) = first.join(second) {
            found = Chosen {
                when: joined,
                span: Span::new(found.span.start.min(mention.span.start), found.span.end.max(mention.span.end)),
                derived: true,
                ..found
            };
        }
    }
    found
}

/// `Bangkok, 26 August 2015 - … convened in Bangkok`: a gathering told in the first sentence without a day of its own took place on the day of
/// issue.
fn day_of_issue(reading: &Reading<'_>, facts: &Facts, published: Option<&Chosen>) -> Option<Chosen> {
    let published = published.filter(|published| published.when.is_exact_day() && published.when.has_year())?;
    let dateline = reading.layout.dateline.as_ref()?;
    let first = reading.layout.roles.iter().position(|role| *role == Role::Body)?;
    let span = reading.document.blocks[first].span;
    let start = if span.contains(&dateline.span) { dateline.span.end } else { span.start };
    let sentence = reading.document.sentence_at(start);
    let lead = Span::new(start.min(sentence.end), sentence.end);
    let folded = format!(" {} ", fold(lead.of(reading.text())));
    let gathered = [" convened in ", " convened at ", " gathered in ", " gathered at ", " met in ", " opened in ", " was held in ", " were held in "]
        .iter()
        .any(|cue| folded.contains(cue));
    let dated = facts.dates.iter().any(|mention| lead.contains(&mention.span) && mention.stated().is_none());
    let other_day =
        ["yesterday", "last week", "this week", "last month", "tomorrow", "next week"].iter().any(|word| folded.contains(&format!(" {word} ")));
    if other_day || !gathered || dated {
        return None;
    }
    Some(Chosen { when: published.when.clone(), span: published.span, rule: "event-day-of-issue", band: Band::Likely, derived: true })
}
