//! The page of an article.

use super::address;
use super::article_facts::Facts;
use super::cards::card;
use super::cite;
use super::facts::Found;
use super::sheet::{Sheet, direction, named};
use super::spots::printed;
use super::view::{self, External};
use super::view::{ArticleView, Detail, Download, Fact, Heading, Link, Neighbour, Page, PrintedLine, SeriesView};
use crate::archive::order::is_undated;
use crate::archive::related::{Reason, related};
use crate::archive::series;
use crate::archive::term::{ArticleId, TermId};
use crate::base::text::shorten;
use crate::content::address::{allowed, is_external};
use crate::content::body::{BodyOptions, render};
use std::collections::BTreeSet;

/// Page and view of an article.
pub(super) fn make(sheet: &Sheet<'_>, id: ArticleId) -> (Page, ArticleView) {
    let shelved = &sheet.e.archive.articles[id];
    let article = &shelved.article;
    let matter = &article.matter;
    let found = Found::of(sheet, id);
    let language = matter.language.clone().unwrap_or_else(|| sheet.e.settings.language.clone());
    let marks = super::marks::marks(sheet, id);
    let resolve = |to: &str| super::links::resolve(sheet, &article.path, to);
    let options = BodyOptions { path: article.path.as_str(), first_line: article.body_line, lang: &language, marks: &marks, resolve: Some(&resolve) };
    let body = render(sheet.e.archive.text(id), &options);
    let undated = is_undated(matter);
    let facts = Facts { sheet, id, found: &found };
    let original = matter.source_url.as_deref().and_then(external);
    let publisher = matter.source.as_deref().map(|name| facts.publisher(name));
    let cite = cite::Reference::of(sheet, id);
    let neighbours = neighbours(sheet, id, undated);
    let mut view = ArticleView {
        id: article.slug.clone(),
        label: label(sheet, id),
        kicker: matter.kicker.clone(),
        title: article.title().to_owned(),
        title_evidence: found.value("title", article.title()).and_then(|(number, finding)| sheet.evidence(id, number, finding)),
        subtitle: matter.subtitle.clone(),
        summary: matter.summary.clone(),
        published: matter.date.as_ref().map(|date| facts.date("date", date, true)),
        event: matter.event_date.as_ref().map(|date| facts.date("event_date", date, matter.date.is_none())),
        updated: matter.updated.as_ref().map(|date| facts.date("updated", date, false)),
        undated,
        undated_href: undated.then(|| sheet.href(&address::period(crate::archive::timeline::Dial::Published, None, None))),
        place: matter.place.as_deref().map(|place| facts.place_of_issue(place)),
        publisher,
        original,
        body_html: body.html,
        language_label: sheet.value("lang", &language),
        headings: body
            .headings
            .into_iter()
            .map(|heading| Heading { level: heading.level, text: heading.text, href: format!("#{}", heading.id) })
            .collect(),
        words: body.words,
        organisations: facts.organisations(),
        people: facts.people(),
        places: facts.places(),
        events: facts.events(),
        tags: facts.tags(),
        goals: facts.goals(),
        dates: facts.dates(),
        quotes: facts.quotes(),
        authors: facts.authors(&matter.authors),
        details: Vec::new(),
        printed: printed(shelved, sheet.e.settings.publish_contacts)
            .into_iter()
            .map(|(id, line)| PrintedLine { id, label: sheet.value("line", &line.role), role: line.role.clone(), text: line.text.clone() })
            .collect(),
        read_by_rules: !shelved.notes.findings.is_empty(),
        found: view::Found::default(),
        series: series_of(sheet, id),
        related: related(sheet.e.archive, id).into_iter().map(|other| card(sheet, other.article, Some(reasons(sheet, &other.reasons)))).collect(),
        previous: neighbours.0,
        next: neighbours.1,
        cite: cite.view(sheet),
        markdown_href: sheet.href(&address::article(&article.slug, "md")),
        language,
    };
    view.details = details(&facts, &view);
    view.found = counts(sheet, id, &view);
    let page = page(sheet, id, &view, &cite);
    (page, view)
}

/// Where a link out of the site leads, when it may be followed.
pub(super) fn external(url: &str) -> Option<External> {
    let href = allowed(url).filter(|href| is_external(href) && !href.to_ascii_lowercase().starts_with("mailto:"))?;
    let host = href.split_once("://").map(|(_, rest)| rest.split(['/', '?', '#']).next().unwrap_or(rest));
    let text = host.map(|host| host.trim_start_matches("www.").to_owned()).filter(|host| !host.is_empty());
    Some(External { text: text.unwrap_or_else(|| href.clone()), href })
}

fn label(sheet: &Sheet<'_>, id: ArticleId) -> Vec<Link> {
    let matter = &sheet.e.archive.articles[id].article.matter;
    let mut label = Vec::new();
    if let Some(code) = matter.place.as_deref().and_then(|place| super::facts::country_of_place(sheet, place)) {
        label.push(sheet.country_link(&code));
    }
    if let Some(format) = matter.format.as_deref() {
        label.push(Link { text: sheet.value("format", format), href: None });
    }
    label
}

fn page(sheet: &Sheet<'_>, id: ArticleId, view: &ArticleView, cite: &cite::Reference) -> Page {
    let shelved = &sheet.e.archive.articles[id];
    let description = if shelved.teaser.is_empty() { view.title.clone() } else { shelved.teaser.clone() };
    let mut page = sheet.page("article", view.title.clone(), description, None);
    page.language.clone_from(&view.language);
    direction(&view.language).clone_into(&mut page.dir);
    page.breadcrumbs = sheet.crumbs(vec![sheet.link(sheet.say("articles"), &address::articles())], shorten(&view.title, 60));
    page.meta.push(named("citation_title", &view.title));
    for author in &cite.authors {
        page.meta.push(named("citation_author", cite::family_first(author)));
    }
    page.meta.push(named("citation_date", cite.date.clone().unwrap_or_else(|| "n.d.".to_owned())));
    if let Some(publisher) = &cite.publisher {
        page.meta.push(named("citation_publisher", publisher));
    }
    if let Some(url) = &page.canonical {
        page.meta.push(named("citation_public_url", url.clone()));
    }
    page.meta.push(named("citation_language", &view.language));
    page.meta.push(named("z:itemType", cite.zotero));
    page.meta.push(super::sheet::property("og:type", "article"));
    if let Some(licence) = &shelved.article.matter.licence {
        page.meta.push(named("DCTERMS.rights", licence));
    }
    let file = |extension: &str, label: &str, media: &str| -> Download { sheet.download(label, &address::article(&view.id, extension), media) };
    let mut alternates = vec![
        file("md", "Markdown", "text/markdown"),
        file("bib", "BibTeX", "application/x-bibtex"),
        file("ris", "RIS", "application/x-research-info-systems"),
    ];
    alternates.append(&mut page.alternates);
    page.alternates = alternates;
    page.json_ld_html = Some(super::jsonld::article(sheet, id, view, cite));
    page
}

fn counts(sheet: &Sheet<'_>, id: ArticleId, view: &ArticleView) -> view::Found {
    let mut found = view::Found::default();
    let mut count = |status: &str| match status {
        "derived" => found.derived += 1,
        "edited" => found.edited += 1,
        "gone" => found.gone += 1,
        _ => found.stated += 1,
    };
    let lists = [&view.organisations, &view.people, &view.places, &view.events, &view.tags, &view.goals, &view.authors, &view.quotes];
    lists.into_iter().flatten().chain(&view.place).for_each(|fact| count(&fact.status));
    [&view.published, &view.event, &view.updated].into_iter().flatten().for_each(|date| count(&date.status));
    found.questions = sheet.e.archive.articles[id].notes.questions.iter().map(|question| question.question.clone()).collect();
    let parts: Vec<String> = [("n_stated", found.stated), ("n_derived", found.derived), ("n_edited", found.edited), ("n_gone", found.gone)]
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(key, n)| sheet.count(key, n))
        .collect();
    found.words = if parts.is_empty() { sheet.say("no_facts") } else { format!("{}.", parts.join(", ")) };
    found
}

fn neighbours(sheet: &Sheet<'_>, id: ArticleId, undated: bool) -> (Option<Neighbour>, Option<Neighbour>) {
    let archive = sheet.e.archive;
    let (newer, older) = archive.beside(id);
    let neighbour = |other: Option<ArticleId>| {
        let other = other?;
        let article = &archive.articles[other].article;
        if undated || is_undated(&article.matter) {
            return None;
        }
        let date = crate::archive::order::shelf_date(&article.matter).map(|(_, date)| sheet.words(date)).unwrap_or_default();
        Some(Neighbour { title: article.title().to_owned(), href: sheet.href(&sheet.article_address(other)), date })
    };
    (neighbour(older), neighbour(newer))
}

fn reasons(sheet: &Sheet<'_>, reasons: &[Reason]) -> String {
    let name = |id: TermId| sheet.e.archive.terms[id].name.clone();
    let words: Vec<String> = reasons
        .iter()
        .map(|reason| match reason {
            Reason::SameEvent(event) => sheet.fill("reason_event", &[("name", &name(*event))]),
            Reason::SameSeries(series) => sheet.fill("reason_series", &[("name", &name(*series))]),
            Reason::People(people) => match people.as_slice() {
                [one] => sheet.fill("reason_person", &[("name", &name(*one))]),
                many => sheet.count("reason_people", many.len()),
            },
            Reason::Organisations(organisations) => sheet.count("reason_organisations", organisations.len()),
        })
        .collect();
    words.join("; ")
}

fn series_of(sheet: &Sheet<'_>, id: ArticleId) -> Vec<SeriesView> {
    let archive = sheet.e.archive;
    let mut seen = BTreeSet::new();
    let mut views = Vec::new();
    for (event, reference) in series::references(archive, id) {
        let editions = series::editions(archive, event);
        let Some(here) = editions.iter().position(|edition| edition.articles.contains(&id) && edition.number == reference.edition) else {
            continue;
        };
        if !seen.insert(event) || editions.len() < 2 && reference.edition.is_none() {
            continue;
        }
        let other = |at: Option<usize>| {
            let edition = editions.get(at?)?;
            let first = edition.articles.iter().copied().find(|article| *article != id)?;
            let label = super::event_page::edition_label(sheet, edition);
            Some(Link { text: label, href: Some(sheet.href(&sheet.article_address(first))) })
        };
        let missing = |number: Option<u32>| {
            let number = number.filter(|number| *number > 0)?;
            Some(Link { text: sheet.fill("edition_missing", &[("edition", &super::event_page::ordinal(sheet, number))]), href: None })
        };
        let number = reference.edition;
        let near = |at: Option<usize>, wanted: Option<u32>| {
            let found = at.and_then(|at| editions.get(at)).and_then(|edition| edition.number);
            if wanted.is_some() && found != wanted { missing(wanted).filter(|_| found.is_some() || wanted < number) } else { other(at) }
        };
        views.push(SeriesView {
            event: sheet.term_link(event),
            edition: number.map(|number| super::event_page::ordinal(sheet, number)),
            previous: near(Some(here + 1), number.map(|number| number - 1).filter(|number| *number > 0)),
            next: near(here.checked_sub(1), number.and_then(|number| number.checked_add(1))),
        });
    }
    views
}

fn details(facts: &Facts<'_, '_>, view: &ArticleView) -> Vec<Detail> {
    let sheet = facts.sheet;
    let shelved = &sheet.e.archive.articles[facts.id];
    let matter = &shelved.article.matter;
    let found = |field: &str, value: &str| facts.found.value(field, value);
    let valued = |field: &str, value: &str, shown: String| sheet.fact(facts.id, shown, found(field, value));
    let web = |url: &str| {
        let link = external(url);
        Fact { name: link.as_ref().map_or_else(|| url.to_owned(), |link| link.text.clone()), href: link.map(|link| link.href), ..sheet.plain("") }
    };
    let mut details: Vec<(&str, Vec<Fact>)> = vec![
        ("authors", view.authors.clone()),
        ("format", matter.format.iter().map(|format| valued("format", format, sheet.value("format", format))).collect()),
        ("language", vec![Fact { name: view.language_label.clone(), ..sheet.plain("") }]),
        ("goals", view.goals.clone()),
        ("source", view.publisher.iter().cloned().collect()),
        ("sources", matter.sources.iter().map(|url| web(url)).collect()),
        ("licence", matter.licence.iter().map(|licence| sheet.plain(licence)).collect()),
        ("photo_credit", matter.photo_credit.iter().map(|credit| valued("photo_credit", credit, credit.clone())).collect()),
    ];
    if sheet.e.settings.publish_contacts {
        let contacts = matter.contacts.iter().map(|contact| {
            let note: Vec<&str> = contact.of.iter().chain(&contact.phones).chain(&contact.emails).map(String::as_str).collect();
            Fact { note: Some(note.join(", ")).filter(|note| !note.is_empty()), ..valued("contacts", &contact.name, contact.name.clone()) }
        });
        details.push(("contacts", contacts.collect()));
    }
    if let Some(seed) = &matter.seed {
        details.push(("seed", vec![sheet.plain(seed.as_str())]));
    }
    details
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
        .map(|(key, values)| Detail { key: key.to_owned(), label: sheet.say(&format!("detail_{key}")), values })
        .collect()
}
