//! Articles by year as bars.

use super::sheet::{Sheet, span};
use super::view::{Bar, Strip};
use std::collections::BTreeMap;

/// Height of the drawing.
const HEIGHT: usize = 40;

/// More bars than this are drawn as decades.
const MOST: usize = 120;

/// The strip of these years; none when no year is known. `href` says where a year's articles are listed.
pub(super) fn strip(sheet: &Sheet<'_>, years: impl Iterator<Item = Option<i16>>, href: impl Fn(Option<i16>) -> Option<String>) -> Option<Strip> {
    let mut counts: BTreeMap<i16, usize> = BTreeMap::new();
    let mut undated = 0;
    for year in years {
        match year {
            Some(year) => *counts.entry(year).or_default() += 1,
            None => undated += 1,
        }
    }
    let (&first, &last) = (counts.keys().next()?, counts.keys().next_back()?);
    let decades = usize::from(last.abs_diff(first)) >= MOST;
    let step = if decades { 10 } else { 1 };
    let start = if decades { first.div_euclid(10) * 10 } else { first };
    let mut bars: Vec<(i16, usize)> = Vec::new();
    let mut year = start;
    while year <= last && bars.len() < 2 * MOST {
        bars.push((year, counts.range(year..year.saturating_add(step)).map(|(_, count)| count).sum()));
        let Some(next) = year.checked_add(step) else { break };
        year = next;
    }
    let max = bars.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let span = span([first, last]);
    let mut caption = sheet.fill("strip_caption", &[("span", &span)]);
    if undated > 0 {
        caption.push_str("; ");
        caption.push_str(&sheet.count("n_undated_short", undated));
    }
    let drawn = bars
        .iter()
        .enumerate()
        .map(|(at, &(year, count))| {
            let height = if count == 0 { 0 } else { (count * HEIGHT / max).max(2) };
            let label = if decades { format!("{year}s") } else { year.to_string() };
            Bar {
                words: format!("{label}: {}", sheet.count("n_articles", count)),
                href: if decades || count == 0 { None } else { href(Some(year)) },
                x: at * 12,
                y: HEIGHT - height,
                label,
                count,
                height,
            }
        })
        .collect();
    Some(Strip { width: (bars.len() * 12).saturating_sub(2), height: HEIGHT, bars: drawn, span, max, undated, caption })
}
