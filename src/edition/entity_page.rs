//! The page of an organisation, person, place, tag or event, and its pages by year.

use super::address;
use super::cards::card;
use super::plan::{CUT, shelf_year, years};
use super::relations;
use super::sheet::{Sheet, span};
use super::strip::strip;
use super::view::{EntityView, EntityYearView, Group, Link, Page, RoleCount};
use crate::archive::term::{ArticleId, Term, TermId};
use crate::archive::timeline::Dial;
use crate::content::body::{BodyOptions, render};
use crate::content::matter::EntityKind;
use std::collections::BTreeMap;

/// Page and view of an entity.
pub(super) fn make(sheet: &Sheet<'_>, id: TermId) -> (Page, EntityView) {
    let archive = sheet.e.archive;
    let term = &archive.terms[id];
    let articles: Vec<ArticleId> = term.mentions.iter().map(|mention| mention.article).collect();
    let roles = role_counts(sheet, term);
    let matter = term.file.as_ref().map(|file| &file.matter);
    let known = |names: &[String]| names.iter().map(|name| sheet.name_link(&[term.kind], name)).collect::<Vec<_>>();
    let parent = term.parent.as_deref().map(|name| sheet.name_link(&[term.kind], name));
    let country = term.country.as_deref().filter(|_| term.sort.as_deref() != Some("country")).map(|code| sheet.country_link(code));
    let type_label = term.sort.as_deref().map(|sort| sheet.value(&format!("sort_{}", term.kind.singular()), sort));
    let mut label: Vec<Link> = type_label.iter().map(|text| Link { text: text.clone(), href: None }).collect();
    label.extend(country.clone());
    if let Some(parent) = &parent {
        label.push(Link { text: sheet.fill("part_of_name", &[("name", &parent.text)]), href: parent.href.clone() });
    }
    let sentences = relations::sentences(sheet, id);
    let co = relations::Together::of(archive, id);
    let others = |kind: EntityKind| if kind == term.kind { Vec::new() } else { co.counted(sheet, kind) };
    let distinct = matter.map(|matter| matter.distinct_from.as_slice()).unwrap_or_default();
    let view = EntityView {
        id: term.slug.clone(),
        kind: term.kind.singular().to_owned(),
        kind_label: sheet.say(term.kind.singular()),
        index: sheet.link(sheet.say(term.kind.folder()), &address::facet(term.kind)),
        name: term.name.clone(),
        acronym: term.acronym.clone().filter(|acronym| *acronym != term.name),
        aliases: term.aliases.iter().chain(&term.weak).cloned().collect(),
        former: term.former.iter().map(|former| former_words(sheet, former)).collect(),
        label,
        type_label,
        country,
        parent,
        children: children(sheet, id),
        broader: known(&term.broader),
        related: if term.kind == EntityKind::Tag { known(&term.related) } else { known(distinct) },
        scope_note: term.scope_note.clone(),
        homepage: matter.and_then(|matter| matter.homepage.as_deref()).and_then(super::article_page::external),
        identifiers: relations::identifiers(term),
        body_html: body(sheet, term),
        count: articles.len(),
        summary: summary(sheet, &articles, &roles),
        roles,
        strip: strip(sheet, articles.iter().map(|&article| shelf_year(sheet.e, article)), |year| Some(year_href(sheet, term, year))),
        known_as: relations::printed_forms(sheet, id),
        groups: groups(sheet, id, articles.iter().copied()),
        titles: if term.kind == EntityKind::Person { relations::titles(sheet, id) } else { Vec::new() },
        people: if matches!(term.kind, EntityKind::Organisation | EntityKind::Place) { relations::people(sheet, id) } else { Vec::new() },
        quotes: relations::quotes(sheet, id),
        companions: co.companions(sheet, term.kind),
        organisations: others(EntityKind::Organisation),
        persons: others(EntityKind::Person),
        places: others(EntityKind::Place),
        tags: others(EntityKind::Tag),
        events: others(EntityKind::Event),
        editions: if term.kind == EntityKind::Event { super::event_page::rows(sheet, id) } else { Vec::new() },
        sentences_total: sentences.1,
        sentences: sentences.0,
        downloads: vec![
            sheet.download("JSON", &address::data(term.kind.folder(), "json"), "application/json"),
            sheet.download("CSV", &address::data(term.kind.folder(), "csv"), "text/csv"),
        ],
        edit: term.file.as_ref().map_or_else(|| format!("content/{}/{}.md", term.kind.folder(), term.slug), |file| file.path.to_string()),
    };
    let description = format!("{}. {}", view.name, view.summary);
    let mut page = sheet.page(term.kind.singular(), view.name.clone(), description, Some(&address::facet(term.kind)));
    page.breadcrumbs = sheet.crumbs(vec![view.index.clone()], view.name.clone());
    page.json_ld_html = Some(super::jsonld::entity(sheet, id, &view));
    (page, view)
}

fn former_words(sheet: &Sheet<'_>, former: &crate::content::matter::FormerName) -> String {
    let words = |date: &Option<crate::base::date::When>| date.as_ref().map(|date| sheet.words(date));
    match (words(&former.from), words(&former.until)) {
        (Some(from), Some(until)) => format!("{} ({from}–{until})", former.name),
        (Some(from), None) => sheet.fill("former_from", &[("name", &former.name), ("date", &from)]),
        (None, Some(until)) => sheet.fill("former_until", &[("name", &former.name), ("date", &until)]),
        (None, None) => former.name.clone(),
    }
}

/// What names this as its parent; for tags, as its broader tag.
fn children(sheet: &Sheet<'_>, id: TermId) -> Vec<Link> {
    sheet.e.archive.children(id).iter().map(|child| sheet.term_link(*child)).collect()
}

fn body(sheet: &Sheet<'_>, term: &Term) -> Option<String> {
    let file = term.file.as_ref().filter(|file| !file.body.trim().is_empty())?;
    let resolve = |to: &str| super::links::resolve(sheet, &file.path, to);
    let options =
        BodyOptions { path: file.path.as_str(), first_line: file.body_line, lang: &sheet.e.settings.language, marks: &[], resolve: Some(&resolve) };
    Some(render(&file.body, &options).html)
}

fn role_counts(sheet: &Sheet<'_>, term: &Term) -> Vec<RoleCount> {
    if !matches!(term.kind, EntityKind::Organisation | EntityKind::Person) {
        return Vec::new();
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for mention in &term.mentions {
        if mention.roles.is_empty() {
            *counts.entry("mentioned").or_default() += 1;
        }
        for role in &mention.roles {
            *counts.entry(role).or_default() += 1;
        }
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(role, count)| (role == "mentioned", std::cmp::Reverse(count), role));
    counts
        .into_iter()
        .map(|(role, count)| {
            let number = super::strings::grouped(count);
            let pattern = sheet.value("rolecount", role);
            let words = if pattern == role {
                sheet.fill("rolecount_other", &[("role", &sheet.value("role", role)), ("n", &number)])
            } else {
                pattern.replace("{n}", &number)
            };
            RoleCount { role: role.to_owned(), words, count }
        })
        .collect()
}

fn summary(sheet: &Sheet<'_>, articles: &[ArticleId], roles: &[RoleCount]) -> String {
    let mut words = sheet.count("in_n_articles", articles.len());
    let span = span(articles.iter().filter_map(|&article| shelf_year(sheet.e, article)));
    if !span.is_empty() {
        words.push_str(", ");
        words.push_str(&span);
    }
    if roles.len() > 1 || roles.first().is_some_and(|role| role.role != "mentioned") {
        let roles: Vec<&str> = roles.iter().map(|role| role.words.as_str()).collect();
        words.push_str("; ");
        words.push_str(&roles.join(", "));
    }
    words
}

fn year_href(sheet: &Sheet<'_>, term: &Term, year: Option<i16>) -> String {
    if term.mentions.len() > CUT { sheet.href(&address::term_year(term, year)) } else { format!("#{}", year_id(year)) }
}

pub(super) fn year_id(year: Option<i16>) -> String {
    year.map_or_else(|| "undated".to_owned(), |year| format!("y{year}"))
}

pub(super) fn year_label(sheet: &Sheet<'_>, year: Option<i16>) -> String {
    year.map_or_else(|| sheet.say("undated"), |year| year.to_string())
}

/// What a card says of the entity: its roles, or the person's title at the time.
fn note(sheet: &Sheet<'_>, id: TermId, article: ArticleId) -> Option<String> {
    let roles: Vec<String> = sheet.e.archive.roles(article, id).iter().map(|role| sheet.value("role", role)).collect();
    Some(roles.join(", ")).filter(|roles| !roles.is_empty())
}

/// Some articles of an entity by year; where it has many, the newest up to [`CUT`], and each year leads to its page.
pub(super) fn groups(sheet: &Sheet<'_>, id: TermId, articles: impl Iterator<Item = ArticleId>) -> Vec<Group> {
    let archive = sheet.e.archive;
    let term = &archive.terms[id];
    let mut by_year: BTreeMap<Option<i16>, Vec<ArticleId>> = BTreeMap::new();
    for article in articles {
        by_year.entry(shelf_year(sheet.e, article)).or_default().push(article);
    }
    let cut = term.mentions.len() > CUT;
    let mut all_of: BTreeMap<Option<i16>, usize> = BTreeMap::new();
    if cut {
        for mention in &term.mentions {
            *all_of.entry(shelf_year(sheet.e, mention.article)).or_default() += 1;
        }
    }
    let mut left = CUT;
    let mut groups = Vec::new();
    for (year, articles) in by_year.into_iter().rev() {
        let shown = if cut { articles.len().min(left) } else { articles.len() };
        left = left.saturating_sub(shown);
        let more = cut.then(|| sheet.link(sheet.count("all_n_articles", all_of.get(&year).copied().unwrap_or(0)), &address::term_year(term, year)));
        groups.push(Group {
            label: year_label(sheet, year),
            id: year_id(year),
            count: articles.len(),
            cards: articles[..shown].iter().map(|&article| card(sheet, article, note(sheet, id, article))).collect(),
            more,
        });
    }
    groups
}

/// Page and view of one year of an entity.
pub(super) fn make_year(sheet: &Sheet<'_>, id: TermId, year: Option<i16>) -> (Page, EntityYearView) {
    let archive = sheet.e.archive;
    let term = &archive.terms[id];
    let articles: Vec<ArticleId> =
        term.mentions.iter().map(|mention| mention.article).filter(|&article| shelf_year(sheet.e, article) == year).collect();
    let years = years(sheet.e, id);
    let here = years.iter().position(|other| *other == year);
    let link = |at: Option<usize>| {
        let year = *years.get(at?)?;
        Some(sheet.link(year_label(sheet, year), &address::term_year(term, year)))
    };
    let mut by_month: BTreeMap<Option<u8>, Vec<ArticleId>> = BTreeMap::new();
    for &article in &articles {
        let date = crate::archive::order::shelf_date(&archive.articles[article].article.matter);
        by_month.entry(date.and_then(|(_, date)| date.month())).or_default().push(article);
    }
    let groups = by_month
        .into_iter()
        .rev()
        .map(|(month, articles)| Group {
            label: match (year, month) {
                (Some(year), Some(month)) => sheet.month_words(year, month),
                (None, Some(month)) => sheet.fill("month_no_year", &[("month", &sheet.month_name(month))]),
                (Some(_), None) => sheet.say("no_month"),
                (None, None) => sheet.say("no_date"),
            },
            id: month.map_or_else(|| "no-month".to_owned(), |month| format!("m{month:02}")),
            count: articles.len(),
            cards: articles.iter().map(|&article| card(sheet, article, note(sheet, id, article))).collect(),
            more: None,
        })
        .collect();
    let view = EntityYearView {
        kind: term.kind.singular().to_owned(),
        entity: sheet.term_link(id),
        label: year_label(sheet, year),
        count: articles.len(),
        groups,
        previous: link(here.and_then(|at| at.checked_add(1))),
        next: link(here.and_then(|at| at.checked_sub(1))),
    };
    let title = format!("{}, {}", term.name, view.label);
    let mut page = sheet.page(term.kind.singular(), title, sheet.count("in_n_articles", view.count), Some(&address::facet(term.kind)));
    let index = sheet.link(sheet.say(term.kind.folder()), &address::facet(term.kind));
    page.breadcrumbs = sheet.crumbs(vec![index, view.entity.clone()], view.label.clone());
    (page, view)
}

/// The way to the timeline of a year, for strips.
pub(super) fn timeline_year(sheet: &Sheet<'_>, year: Option<i16>) -> Option<String> {
    let address = address::period(Dial::Published, year, None);
    sheet.e.has(&address).then(|| sheet.href(&address))
}
