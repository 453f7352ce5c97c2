//! What other articles and the files of entities say of an article's year.

use super::text::{Page, own};
use super::{Bound, Limit, listed, words};
use crate::archive::series::{Edition, editions, references};
use crate::archive::term::{ArticleId, TermId};
use crate::archive::{Archive, Shelved};
use crate::base::date::When;
use crate::base::text::{fold, squeeze};
use crate::content::finding::Finding;
use crate::content::matter::{EntityKind, EventRef};
use crate::lexicon::Lexicon;
use crate::lexicon::chronology::{Chronology, TimeWord};
use std::collections::{BTreeMap, BTreeSet};

/// How far behind a name, in bytes of the seed, the year may stand in which it came into being, and how many words may lie between:
/// `was founded in`.
const BEHIND: usize = 30;
const BETWEEN: usize = 4;

/// How many characters of context a finding has where there are as many.
const CONTEXT: usize = 32;

/// Everything known from elsewhere.
pub(super) fn bounds(archive: &Archive, id: ArticleId, field: &str, stated: &When, page: &Page<'_>, lexicon: &Lexicon) -> Vec<Bound> {
    let mut bounds = series(archive, id, field, stated, page, &lexicon.chronology);
    bounds.extend(names_since(archive, id));
    bounds.extend(begun(archive, id, &lexicon.chronology));
    bounds.extend(posts(archive, id));
    bounds
}

/// Editions of the same series.
fn series(archive: &Archive, id: ArticleId, field: &str, stated: &When, page: &Page<'_>, lists: &Chronology) -> Vec<Bound> {
    let mut bounds = Vec::new();
    let Some(shelved) = archive.articles.get(id) else { return bounds };
    // An edition of the past that is only mentioned has a date of its own.
    let held = |event: &EventRef| event.date.as_ref().is_none_or(|date| date == stated);
    let here: Vec<(TermId, u32)> =
        references(archive, id).filter(|(_, event)| held(event)).filter_map(|(term, event)| Some((term, event.edition?))).collect();
    for (term, number) in here {
        let name = archive.terms[term].name.as_str();
        let dated: BTreeMap<u32, (Edition, When)> = editions(archive, term)
            .into_iter()
            .filter(|edition| !edition.articles.iter().all(|article| *article == id))
            .filter_map(|edition| Some((edition.number?, (edition.clone(), held_on(archive, term, &edition)?))))
            .filter(|(other, _)| *other != number)
            .collect();
        let before = dated.range(..number).next_back();
        let after = dated.range(number + 1..).next();
        if let Some((&other, (edition, when))) = before
            && let Some(year) = when.years().map(|(first, _)| first)
        {
            let year = if same_year(when, stated) == Some(false) { year + 1 } else { year };
            let says = format!("the {} edition of {name} was {}, and this is the {}", nth(other), held_in(when), nth(number));
            bounds.push(told(archive, edition, own("edition-before", Limit::From(year), true, says, "")));
            if other + 1 == number {
                bounds.extend(pause(archive, shelved, (edition, when), term, stated, page, lists));
            }
        }
        if let Some((&other, (edition, when))) = after.filter(|_| field == "event_date")
            && let Some((_, year)) = when.years()
        {
            let says = format!("the {} edition of {name} was {}, and this is the {}", nth(other), held_in(when), nth(number));
            bounds.push(told(archive, edition, own("edition-after", Limit::Until(year), true, says, "")));
        }
        bounds.extend(rhythm(archive, name, number, &dated));
    }
    bounds
}

/// When an edition was held: what articles say of the event; else the day of an article that is about this one event.
fn held_on(archive: &Archive, term: TermId, edition: &Edition) -> Option<When> {
    if let Some(date) = edition.date.clone().filter(When::has_year) {
        return Some(date).filter(|date| !date.is_inferred());
    }
    edition.articles.iter().find_map(|&article| {
        let numbered: Vec<_> = references(archive, article).filter(|(_, event)| event.edition.is_some()).collect();
        let alone = matches!(numbered.as_slice(), [(only, event)] if *only == term && event.edition == edition.number);
        let date = archive.articles[article].article.matter.event_date.clone();
        date.filter(|date| alone && date.has_year() && !date.is_inferred())
    })
}

/// Whether `stated` can lie in the year of an earlier edition, after it; `None` when the months do not say.
fn same_year(earlier: &When, stated: &When) -> Option<bool> {
    let end = earlier.end();
    let (before, now) = (end.month().zip(end.day()), stated.month().zip(stated.day()));
    before.zip(now).map(|(before, now)| now > before)
}

/// `Following a four-year hiatus`, when it is known when the edition before was held.
fn pause(
    archive: &Archive,
    shelved: &Shelved,
    (edition, when): (&Edition, &When),
    term: TermId,
    stated: &When,
    page: &Page<'_>,
    lists: &Chronology,
) -> Option<Bound> {
    let event = &archive.terms[term];
    let printed = shelved.notes.findings.iter().zip(&shelved.finding_terms);
    let printed = printed.filter(|(_, of)| **of == Some(term)).map(|(finding, _)| finding.quote.exact.as_str());
    let names: Vec<&str> = std::iter::once(event.name.as_str()).chain(event.other_names()).chain(printed).collect();
    let (years, sentence, here) = page.pause(&names, lists)?;
    let year = when.year()?;
    let target = year.checked_add(i16::from(years))?;
    let (hard, allowed) = match when.month().zip(stated.month()) {
        // Within half a year of the pause: 49 months are four years, 41 are three and a half.
        Some((then, now)) => {
            let apart =
                |candidate: i16| ((i32::from(candidate) - i32::from(year)) * 12 + i32::from(now) - i32::from(then) - i32::from(years) * 12).abs();
            (here, (target - 1..=target + 1).filter(|&candidate| apart(candidate) <= 6).collect())
        }
        None => (false, vec![target]),
    };
    let number = edition.number.unwrap_or_default();
    let says = format!("the {} edition was {}, and the text speaks of a pause of {years} years", nth(number), held_in(when));
    Some(Bound { article: edition.articles.first().copied(), ..own("pause", Limit::In(allowed), hard, says, sentence) })
}

/// A constant interval between at least three dated editions: likely, and never certain.
fn rhythm(archive: &Archive, name: &str, number: u32, dated: &BTreeMap<u32, (Edition, When)>) -> Option<Bound> {
    let points: Vec<(i32, i32)> =
        dated.iter().filter_map(|(&number, (_, when))| Some((i32::try_from(number).ok()?, i32::from(when.year()?)))).collect();
    if points.len() < 3 {
        return None;
    }
    let mut steps = points.windows(2).map(|pair| (pair[1].1 - pair[0].1, pair[1].0 - pair[0].0));
    let (years, editions) = steps.next()?;
    if editions == 0 || years % editions != 0 || years <= 0 || steps.any(|(y, e)| y * editions != years * e) {
        return None;
    }
    let each = years / editions;
    let (last, year) = *points.last()?;
    let year = i16::try_from(year + (i32::try_from(number).ok()? - last) * each).ok()?;
    let held: BTreeSet<i16> = points.iter().filter_map(|(_, year)| i16::try_from(*year).ok()).collect();
    let every = if each == 1 { "every year".to_owned() } else { format!("every {each} years") };
    let says = format!("{name} was held {every}: {}", listed(&held));
    let (edition, _) = dated.values().next_back()?;
    Some(told(archive, edition, own("interval", Limit::In(vec![year]), false, says, "")))
}

/// The same reason, with the article that dates the edition and its words.
fn told(archive: &Archive, edition: &Edition, bound: Bound) -> Bound {
    let says = edition.articles.iter().find_map(|&article| {
        let findings = &archive.articles.get(article)?.notes.findings;
        let dated = |finding: &&Finding| When::parse(&finding.value).is_ok_and(|when| when.has_year());
        let of = |field: &str| findings.iter().filter(|finding| finding.field == field).find(dated);
        of("event_date").or_else(|| of("date")).map(|finding| (article, around(finding)))
    });
    let (article, quote) = says.map_or((edition.articles.first().copied(), String::new()), |(article, quote)| (Some(article), quote));
    Bound { quote, article, ..bound }
}

/// A finding's words with what stands around them.
fn around(finding: &Finding) -> String {
    let quote = &finding.quote;
    // A long context was cut somewhere in a word.
    let cut = |context: &str| context.chars().count() >= CONTEXT;
    let before = quote.prefix.split_once(' ').filter(|_| cut(&quote.prefix)).map_or(quote.prefix.clone(), |(_, rest)| format!("…{rest}"));
    let after = quote.suffix.rsplit_once(' ').filter(|_| cut(&quote.suffix)).map_or(quote.suffix.clone(), |(rest, _)| format!("{rest}…"));
    squeeze(&format!("{before}{}{after}", quote.exact))
}

/// Present names of bodies that had another until a year their file states.
fn names_since(archive: &Archive, id: ArticleId) -> Vec<Bound> {
    let mut bounds = Vec::new();
    let Some(shelved) = archive.articles.get(id) else { return bounds };
    for (finding, term) in shelved.notes.findings.iter().zip(&shelved.finding_terms) {
        let Some(term) = term.map(|id| &archive.terms[id]) else { continue };
        let printed = finding.quote.exact.trim();
        if printed != term.name && term.acronym.as_deref() != Some(printed) {
            continue;
        }
        for former in term.former.iter().filter(|former| fold(&former.name) != fold(printed)) {
            if let Some((_, year)) = former.until.as_ref().and_then(When::years) {
                let says = format!("{} was called {} until {year}, as its file says", term.name, former.name);
                bounds.push(own("name", Limit::From(year), true, says, &around(finding)));
            }
        }
    }
    bounds
}

/// Bodies and events of the article that another article dates the beginning of: `the centre, founded in 2003`.
fn begun(archive: &Archive, id: ArticleId, lists: &Chronology) -> Vec<Bound> {
    let mut latest: BTreeMap<TermId, Bound> = BTreeMap::new();
    let Some(shelved) = archive.articles.get(id) else { return Vec::new() };
    let here: BTreeSet<TermId> =
        [EntityKind::Organisation, EntityKind::Event].into_iter().flat_map(|kind| shelved.references[kind as usize].iter().copied()).collect();
    let others: BTreeSet<ArticleId> = here.iter().flat_map(|&term| &archive.terms[term].mentions).map(|mention| mention.article).collect();
    for other in others.into_iter().filter(|&other| other != id) {
        let notes = &archive.articles[other].notes;
        let language = archive.articles[other].article.matter.language.as_deref().and_then(|language| language.get(..2)).unwrap_or("en");
        let named: Vec<(&Finding, TermId)> =
            notes.findings.iter().zip(&archive.articles[other].finding_terms).filter_map(|(finding, term)| Some((finding, (*term)?))).collect();
        for date in notes.findings.iter().filter(|finding| finding.field == "dates") {
            let Some(year) = When::parse(&date.value).ok().and_then(|when| when.year()) else { continue };
            let nearest = named.iter().filter(|(finding, _)| finding.span.end <= date.span.start).max_by_key(|(finding, _)| finding.span.end);
            let Some(&(name, term)) = nearest.filter(|(_, term)| here.contains(term)) else { continue };
            let apart = date.span.start - name.span.end;
            // What lies between is the end of what stands before the date.
            let prefix = &date.quote.prefix;
            let between = prefix.len().checked_sub(apart).filter(|_| apart <= BEHIND).and_then(|at| prefix.get(at..));
            let between = between.map(words).unwrap_or_default();
            if between.len() > BETWEEN || !between.iter().any(|word| lists.is(word, language, TimeWord::Begun)) {
                continue;
            }
            let says = format!("{} began in {year}", archive.terms[term].name);
            let bound = Bound { article: Some(other), ..own("beginning", Limit::From(year), false, says, &around(date)) };
            latest.entry(term).or_insert(bound);
        }
    }
    latest.into_values().collect()
}

/// People whose post here is the one other, dated articles give them, and another before or after.
fn posts(archive: &Archive, id: ArticleId) -> Vec<Bound> {
    let mut bounds = Vec::new();
    let Some(shelved) = archive.articles.get(id) else { return bounds };
    for (person, &term) in shelved.article.matter.people.iter().zip(&shelved.references[EntityKind::Person as usize]) {
        let Some(title) = person.title.as_deref() else { continue };
        let (mut same, mut other) = (BTreeMap::new(), BTreeMap::new());
        for mention in archive.terms[term].mentions.iter().filter(|mention| mention.article != id) {
            let there = &archive.articles[mention.article];
            let Some(year) = there.article.matter.date.as_ref().filter(|date| !date.is_inferred()).and_then(When::year) else { continue };
            let people = there.article.matter.people.iter().zip(&there.references[EntityKind::Person as usize]);
            for (then, _) in people.filter(|(_, of)| **of == term) {
                let Some(held) = then.title.as_deref() else { continue };
                if fold(held) == fold(title) { &mut same } else { &mut other }.entry(year).or_insert(mention.article);
            }
        }
        let (Some((&first, &article)), Some((&last, _))) = (same.first_key_value(), same.last_key_value()) else { continue };
        let years: BTreeSet<i16> = same.keys().copied().collect();
        let says = format!("{} was {title} in {}", person.name, listed(&years));
        let note = |limit, says| Bound { article: Some(article), ..own("post", limit, false, says, "") };
        let (earlier, later) = (other.range(..first).next_back(), other.range(last + 1..).next());
        if let Some((&year, _)) = earlier {
            bounds.push(note(Limit::From(year), format!("{says}, and had another post in {year}")));
        }
        if let Some((&year, _)) = later {
            bounds.push(note(Limit::Until(year), format!("{says}, and had another post in {year}")));
        }
        if earlier.is_none() && later.is_none() {
            bounds.push(note(Limit::Any, says));
        }
    }
    bounds
}

/// `on 14 December 2018`, `in December 2018`.
fn held_in(when: &When) -> String {
    format!("{} {}", if when.has_day() { "on" } else { "in" }, when.words("en"))
}

/// `1st`, `2nd`, `3rd`, `11th`.
fn nth(number: u32) -> String {
    let end = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}
