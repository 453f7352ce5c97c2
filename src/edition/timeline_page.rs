//! The timeline: the overview in three views, years, months, and the undated shelf.

use super::address;
use super::entity_page::year_id;
use super::plan::Edition;
use super::sheet::{Sheet, span};
use super::strip::strip;
use super::view::{Counted, Entry, EntryGroup, GridCell, GridRow, Link, Page, PeriodView, Tab, TimelineView};
use crate::archive::order::Clock;
use crate::archive::term::TermId;
use crate::archive::timeline::{Dial, Moment, Timeline, by_month};
use crate::base::date::{Precision, When};
use crate::content::matter::EntityKind;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Up to this many dated entries the overview lists them; above, it shows the grid.
const LIST: usize = 60;

/// Years of a timeline with more entries than this, and months with more than [`MONTH`], only sum up their months.
const LARGE: usize = 3_000;
const MONTH: usize = 200;

/// Page and view of an overview.
pub(super) fn make(sheet: &Sheet<'_>, dial: Dial) -> (Page, TimelineView) {
    let timeline = sheet.e.timeline(dial);
    let years = timeline.years();
    let list = timeline.dated.len() <= LIST;
    let groups = if list { years.iter().map(|(year, moments)| year_group(sheet, dial, *year, moments)).collect() } else { Vec::new() };
    let rows = if list { Vec::new() } else { grid(sheet, dial, &years) };
    let drawn = timeline.dated.iter().map(|moment| moment.when.as_ref().and_then(When::year));
    let undated_address = address::period(dial, None, None);
    let view = TimelineView {
        clock: dial.name().to_owned(),
        title: sheet.say("timeline"),
        caption: sheet.say(&format!("timeline_{}_caption", dial.name())),
        tabs: tabs(sheet, dial, address::timeline),
        count: timeline.dated.len(),
        form: if list { "list" } else { "grid" }.to_owned(),
        groups,
        rows,
        months: (1..=12).map(|month| sheet.month_name(month).chars().take(3).collect()).collect(),
        strip: strip(sheet, drawn.map(Some).map(Option::flatten), |year| Some(sheet.href(&address::period(dial, year, None)))),
        undated: sheet.e.has(&undated_address).then(|| Counted {
            name: sheet.say("undated"),
            href: Some(sheet.href(&undated_address)),
            count: timeline.undated.len(),
        }),
    };
    let mut page = sheet.page("timeline", view.title.clone(), view.caption.clone(), Some(&address::timeline(Dial::Published)));
    page.breadcrumbs = sheet.crumbs(Vec::new(), view.title.clone());
    (page, view)
}

/// Page and view of a year, a month, or the undated shelf.
pub(super) fn make_period(sheet: &Sheet<'_>, dial: Dial, year: Option<i16>, month: Option<u8>) -> (Page, PeriodView) {
    let timeline = sheet.e.timeline(dial);
    let years = timeline.years();
    let (period, title, count, groups) = match (year, month) {
        (None, _) => ("undated", sheet.say("undated"), timeline.undated.len(), undated_groups(sheet, timeline)),
        (Some(year), None) => {
            let moments = moments_of(&years, year);
            ("year", year.to_string(), moments.len(), month_groups(sheet, dial, year, moments, timeline.dated.len()))
        }
        (Some(year), Some(month)) => {
            let moments: Vec<&Moment> = moments_of(&years, year).iter().copied().filter(|moment| moment_month(moment) == Some(month)).collect();
            ("month", sheet.month_words(year, month), moments.len(), day_groups(sheet, &moments))
        }
    };
    let (previous, next) = neighbours(sheet, dial, &years, year, month);
    let overview = sheet.link(sheet.say("timeline"), &address::timeline(dial));
    let up = match (year, month) {
        (Some(year), Some(_)) => sheet.link(year.to_string(), &address::period(dial, Some(year), None)),
        _ => overview.clone(),
    };
    let mut way = vec![overview];
    if month.is_some() {
        way.push(up.clone());
    }
    let caption_key = if year.is_none() { "timeline_undated_caption".to_owned() } else { format!("timeline_{}_caption", dial.name()) };
    let view = PeriodView {
        clock: dial.name().to_owned(),
        period: period.to_owned(),
        caption: sheet.say(&caption_key),
        tabs: tabs(sheet, dial, |dial| address::period(dial, year, month)),
        count,
        groups,
        previous,
        next,
        up,
        title,
    };
    let label = sheet.say(&format!("timeline_{}", dial.name()));
    let mut page = sheet.page("period", format!("{}, {label}", view.title), view.caption.clone(), Some(&address::timeline(Dial::Published)));
    page.breadcrumbs = sheet.crumbs(way, view.title.clone());
    (page, view)
}

/// The three views; each leads to the same period there, or to its overview.
fn tabs(sheet: &Sheet<'_>, current: Dial, address_of: impl Fn(Dial) -> crate::base::path::RelPath) -> Vec<Tab> {
    Dial::ALL
        .into_iter()
        .map(|dial| {
            let wanted = address_of(dial);
            let to = if sheet.e.has(&wanted) { wanted } else { address::timeline(dial) };
            Tab {
                label: sheet.say(&format!("timeline_{}", dial.name())),
                href: sheet.href(&to),
                current: dial == current,
                count: sheet.e.timeline(dial).dated.len(),
            }
        })
        .collect()
}

fn moments_of<'m, 'y>(years: &'y [(i16, Vec<&'m Moment>)], year: i16) -> &'y [&'m Moment] {
    years.iter().find(|(other, _)| *other == year).map_or(&[], |(_, moments)| moments.as_slice())
}

fn moment_month(moment: &Moment) -> Option<u8> {
    moment.when.as_ref().and_then(When::month)
}

fn year_group(sheet: &Sheet<'_>, dial: Dial, year: i16, moments: &[&Moment]) -> EntryGroup {
    EntryGroup {
        label: year.to_string(),
        id: year_id(Some(year)),
        count: moments.len(),
        href: Some(sheet.href(&address::period(dial, Some(year), None))),
        entries: moments.iter().map(|moment| entry(sheet, moment)).collect(),
        ..EntryGroup::default()
    }
}

fn month_groups(sheet: &Sheet<'_>, dial: Dial, year: i16, moments: &[&Moment], all: usize) -> Vec<EntryGroup> {
    by_month(moments)
        .into_iter()
        .map(|(month, moments)| {
            let summary = month.is_some() && (all > LARGE || moments.len() > MONTH);
            EntryGroup {
                label: month.map_or_else(|| sheet.say("no_month"), |month| sheet.month_words(year, month)),
                id: month_id(year, month),
                count: moments.len(),
                href: month.map(|month| sheet.href(&address::period(dial, Some(year), Some(month)))),
                entries: if summary { Vec::new() } else { moments.iter().map(|moment| entry(sheet, moment)).collect() },
                titles: if summary { moments.iter().take(3).map(|moment| sheet.article_link(moment.article)).collect() } else { Vec::new() },
                organisations: if summary { most_named(sheet, &moments) } else { Vec::new() },
            }
        })
        .collect()
}

fn month_id(year: i16, month: Option<u8>) -> String {
    month.map_or_else(|| "no-month".to_owned(), |month| format!("m{year:04}-{month:02}"))
}

fn most_named(sheet: &Sheet<'_>, moments: &[&Moment]) -> Vec<Counted> {
    let mut counts: BTreeMap<TermId, BTreeSet<usize>> = BTreeMap::new();
    for moment in moments {
        for term in sheet.e.archive.articles[moment.article].terms(EntityKind::Organisation) {
            counts.entry(term).or_default().insert(moment.article);
        }
    }
    let mut counts: Vec<(TermId, usize)> = counts.into_iter().map(|(term, articles)| (term, articles.len())).collect();
    counts.sort_by_key(|&(term, count)| (Reverse(count), term));
    counts.into_iter().take(3).map(|(term, count)| sheet.counted(term, count)).collect()
}

fn day_groups(sheet: &Sheet<'_>, moments: &[&Moment]) -> Vec<EntryGroup> {
    let mut by_day: BTreeMap<Option<u8>, Vec<&Moment>> = BTreeMap::new();
    for &moment in moments {
        by_day.entry(moment.when.as_ref().and_then(When::day)).or_default().push(moment);
    }
    by_day
        .into_iter()
        .rev()
        .map(|(day, moments)| {
            let date = moments.first().and_then(|moment| moment.when.as_ref()).map(When::start);
            let label = day.and_then(|day| {
                let date = date.as_ref()?;
                When::day_of(date.year()?, date.month()?, day)
            });
            EntryGroup {
                label: label.map_or_else(|| sheet.say("no_day"), |when| sheet.words(&when)),
                id: day.map_or_else(|| "no-day".to_owned(), |day| format!("d{day:02}")),
                count: moments.len(),
                entries: moments.iter().map(|moment| entry(sheet, moment)).collect(),
                ..EntryGroup::default()
            }
        })
        .collect()
}

fn undated_groups(sheet: &Sheet<'_>, timeline: &Timeline) -> Vec<EntryGroup> {
    let mut by_month: BTreeMap<(bool, Option<u8>), Vec<&Moment>> = BTreeMap::new();
    for moment in &timeline.undated {
        let month = moment_month(moment);
        by_month.entry((month.is_none(), month)).or_default().push(moment);
    }
    by_month
        .into_iter()
        .map(|((_, month), moments)| EntryGroup {
            label: month.map_or_else(|| sheet.say("nothing_stated"), |month| sheet.fill("month_no_year", &[("month", &sheet.month_name(month))])),
            id: month.map_or_else(|| "no-month".to_owned(), |month| format!("m{month:02}")),
            count: moments.len(),
            entries: moments.iter().map(|moment| entry(sheet, moment)).collect(),
            ..EntryGroup::default()
        })
        .collect()
}

fn entry(sheet: &Sheet<'_>, moment: &Moment) -> Entry {
    let mut card = sheet.card(moment.article, moment.event.clone());
    card.date = moment.when.as_ref().map(|when| sheet.date(when));
    card.date_label = if moment.when.is_some() { sheet.clock_label(moment.clock) } else { String::new() };
    Entry {
        clock: match moment.clock {
            Clock::Published => "published",
            Clock::Event => "event",
        }
        .to_owned(),
        clock_label: sheet.clock_label(moment.clock),
        glyph: glyph(moment).to_owned(),
        card,
    }
}

fn glyph(moment: &Moment) -> &'static str {
    let Some(when) = &moment.when else { return "dashed" };
    if when.is_uncertain() || when.is_approximate() || when.is_inferred() {
        "dashed"
    } else if when.is_open() {
        "open"
    } else if when.is_interval() {
        "bar"
    } else if when.precision() != Precision::Day {
        "square"
    } else if moment.clock == Clock::Published {
        "dot"
    } else {
        "ring"
    }
}

fn grid(sheet: &Sheet<'_>, dial: Dial, years: &[(i16, Vec<&Moment>)]) -> Vec<GridRow> {
    let max = years.iter().map(|(_, moments)| moments.len()).max().unwrap_or(1).max(1);
    let mut rows = Vec::new();
    let mut above: Option<i16> = None;
    for (year, moments) in years {
        if let Some(above) = above.filter(|above| above.abs_diff(*year) > 1) {
            let label = span([year.saturating_add(1), above.saturating_sub(1)]);
            rows.push(GridRow { words: format!("{label}: {}", sheet.say("none")), label, ..GridRow::default() });
        }
        above = Some(*year);
        let mut counts = [0_usize; 13];
        for moment in moments {
            counts[usize::from(moment_month(moment).unwrap_or(0)).min(12)] += 1;
        }
        let cells = (1..=12_u8)
            .map(|month| {
                let count = counts[usize::from(month)];
                GridCell {
                    count,
                    href: (count > 0).then(|| sheet.href(&address::period(dial, Some(*year), Some(month)))),
                    shade: shade(count),
                    words: format!("{}: {}", sheet.month_words(*year, month), sheet.count("n_articles", count)),
                }
            })
            .collect();
        rows.push(GridRow {
            label: year.to_string(),
            href: Some(sheet.href(&address::period(dial, Some(*year), None))),
            total: moments.len(),
            cells,
            without_month: counts[0],
            share: moments.len() * 100 / max,
            words: format!("{year}: {}", sheet.count("n_articles", moments.len())),
        });
    }
    rows
}

const fn shade(count: usize) -> u8 {
    match count {
        0 => 0,
        1 => 1,
        2..=4 => 2,
        5..=9 => 3,
        10..=24 => 4,
        _ => 5,
    }
}

/// The periods before and after that have entries: years beside years, months beside months.
fn neighbours(sheet: &Sheet<'_>, dial: Dial, years: &[(i16, Vec<&Moment>)], year: Option<i16>, month: Option<u8>) -> (Option<Link>, Option<Link>) {
    let Some(year) = year else { return (None, None) };
    let periods: Vec<(i16, Option<u8>)> = if month.is_some() {
        years
            .iter()
            .flat_map(|(year, moments)| by_month(moments).into_iter().filter_map(|(month, _)| month).map(|month| (*year, Some(month))))
            .collect()
    } else {
        years.iter().map(|(year, _)| (*year, None)).collect()
    };
    let here = periods.iter().position(|period| *period == (year, month));
    let link = |at: Option<usize>| {
        let &(year, month) = periods.get(at?)?;
        let label = month.map_or_else(|| year.to_string(), |month| sheet.month_words(year, month));
        Some(sheet.link(label, &address::period(dial, Some(year), month)))
    };
    (link(here.and_then(|at| at.checked_add(1))), link(here.and_then(|at| at.checked_sub(1))))
}

/// First and last year of everything the archive dates, in words.
pub(super) fn whole_span(edition: &Edition<'_>) -> String {
    span(edition.timeline(Dial::Both).dated.iter().filter_map(|moment| moment.when.as_ref().and_then(When::year)))
}
