//! The facts of an article as its page shows them: each with what it is here, and where the text says so.

use super::facts::Found;
use super::sheet::Sheet;
use super::view::{DateView, Fact, Link, YearCase, YearReason};
use crate::archive::detective::Case;
use crate::archive::term::{ArticleId, TermId};
use crate::content::matter::{EntityKind, PersonRef};
use std::collections::BTreeSet;

/// The facts of one article.
pub(super) struct Facts<'f, 'e> {
    pub(super) sheet: &'f Sheet<'e>,
    pub(super) id: ArticleId,
    pub(super) found: &'f Found<'e>,
}

impl Facts<'_, '_> {
    /// The facts for the first references of a kind, each term once. `note` gets the reference's number.
    fn of_terms(&self, kind: EntityKind, first: usize, note: impl Fn(usize, TermId) -> (Option<String>, Option<Link>)) -> Vec<Fact> {
        let mut seen = BTreeSet::new();
        self.of_references(kind, first, |_, term| seen.insert(term), note)
    }

    fn of_references(
        &self,
        kind: EntityKind,
        first: usize,
        mut wanted: impl FnMut(usize, TermId) -> bool,
        note: impl Fn(usize, TermId) -> (Option<String>, Option<Link>),
    ) -> Vec<Fact> {
        let archive = self.sheet.e.archive;
        let shelved = &archive.articles[self.id];
        let mut facts = Vec::new();
        for (at, &term) in shelved.references[kind as usize].iter().take(first).enumerate() {
            if !wanted(at, term) {
                continue;
            }
            let entity = &archive.terms[term];
            let (note, of) = note(at, term);
            let mut fact = self.sheet.fact(self.id, entity.name.clone(), self.found.term(term));
            fact.href = self.sheet.term_href(term);
            fact.acronym = entity.acronym.clone().filter(|acronym| !entity.name.contains(acronym.as_str()));
            fact.note = note;
            fact.of = of;
            facts.push(fact);
        }
        facts
    }

    pub(super) fn organisations(&self) -> Vec<Fact> {
        let archive = self.sheet.e.archive;
        let mut facts = self.of_terms(EntityKind::Organisation, usize::MAX, |_, term| {
            let roles = archive.roles(self.id, term);
            let words: Vec<String> = roles.iter().map(|role| self.sheet.value("role", role)).collect();
            (Some(words.join(", ")).filter(|words| !words.is_empty()), None)
        });
        facts.sort_by_key(|fact| fact.note.is_none());
        facts
    }

    pub(super) fn people(&self) -> Vec<Fact> {
        let people = &self.sheet.e.archive.articles[self.id].article.matter.people;
        let named: Vec<&PersonRef> = people.iter().filter(|person| !person.name.trim().is_empty()).collect();
        // Authors follow the people in the references; they stand in the details.
        self.of_terms(EntityKind::Person, named.len(), |at, _| named.get(at).map(|person| self.post(person)).unwrap_or_default())
    }

    /// A person's title and whom it belongs to, unless the title says so itself.
    fn post(&self, person: &PersonRef) -> (Option<String>, Option<Link>) {
        let of = person.of.as_deref().filter(|of| person.title.as_deref().is_none_or(|title| !title.contains(of)));
        let link = of.map(|of| self.sheet.name_link(&[EntityKind::Organisation, EntityKind::Place], of));
        (person.title.clone(), link)
    }

    pub(super) fn authors(&self, authors: &[PersonRef]) -> Vec<Fact> {
        authors
            .iter()
            .filter(|author| !author.name.trim().is_empty())
            .map(|author| {
                let (note, of) = self.post(author);
                let found = self.found.value("authors", &author.name).or_else(|| self.found.value("people", &author.name));
                let href = self.sheet.name_link(&[EntityKind::Person], &author.name).href;
                Fact { href, note, of, ..self.sheet.fact(self.id, author.name.clone(), found) }
            })
            .collect()
    }

    pub(super) fn places(&self) -> Vec<Fact> {
        let archive = self.sheet.e.archive;
        self.of_terms(EntityKind::Place, usize::MAX, |_, term| {
            let place = &archive.terms[term];
            let country = place.country.as_deref().filter(|_| place.sort.as_deref() != Some("country")).map(|code| self.sheet.country_name(code));
            (country, None)
        })
    }

    pub(super) fn events(&self) -> Vec<Fact> {
        let events = &self.sheet.e.archive.articles[self.id].article.matter.events;
        let named: Vec<_> = events.iter().filter(|event| !event.name.trim().is_empty()).collect();
        // Two editions of one series are two facts.
        let mut seen = BTreeSet::new();
        let different = |at: usize, term| seen.insert((term, named.get(at).and_then(|event| event.edition)));
        self.of_references(EntityKind::Event, usize::MAX, different, |at, _| {
            let Some(event) = named.get(at) else { return (None, None) };
            let edition =
                event.edition.map(|number| self.sheet.fill("n_th_edition", &[("edition", &super::event_page::ordinal(self.sheet, number))]));
            let date = event.date.as_ref().map(|date| self.sheet.words(date));
            let words: Vec<String> = edition.into_iter().chain(date).chain(event.place.clone()).collect();
            (Some(words.join(", ")).filter(|words| !words.is_empty()), None)
        })
    }

    pub(super) fn tags(&self) -> Vec<Fact> {
        self.of_terms(EntityKind::Tag, usize::MAX, |_, _| (None, None))
    }

    pub(super) fn goals(&self) -> Vec<Fact> {
        let goals = &self.sheet.e.lexicon.goals;
        let sdgs = &self.sheet.e.archive.articles[self.id].article.matter.sdgs;
        sdgs.iter()
            .map(|number| {
                let name = goals.goal(*number).map_or_else(|| format!("SDG {number}"), |goal| format!("SDG {number}: {}", goal.title));
                self.sheet.fact(self.id, name, self.found.value("sdgs", &number.to_string()))
            })
            .collect()
    }

    pub(super) fn dates(&self) -> Vec<Fact> {
        let mut seen = BTreeSet::new();
        self.found
            .field("dates")
            .filter(|(number, finding)| !self.sheet.is_lost(self.id, *number) && seen.insert(finding.value.clone()))
            .map(|(number, finding)| {
                let words = crate::base::date::When::parse(&finding.value).map_or_else(|_| finding.value.clone(), |when| self.sheet.words(&when));
                self.sheet.fact(self.id, words, Some((number, finding)))
            })
            .collect()
    }

    pub(super) fn quotes(&self) -> Vec<Fact> {
        self.found
            .field("quotes")
            .filter(|(number, _)| !self.sheet.is_lost(self.id, *number))
            .map(|(number, finding)| {
                let speaker = finding.detail.get("speaker");
                Fact {
                    note: speaker.cloned(),
                    of: speaker.map(|name| self.sheet.name_link(&[EntityKind::Person, EntityKind::Organisation], name)),
                    ..self.sheet.fact(self.id, super::facts::unquoted(&finding.value), Some((number, finding)))
                }
            })
            .collect()
    }

    pub(super) fn publisher(&self, name: &str) -> Fact {
        let archive = self.sheet.e.archive;
        let term = archive.find(EntityKind::Organisation, name, None);
        let found = self.found.value("source", name).or_else(|| term.and_then(|term| self.found.term(term)));
        let shown = term.map_or_else(|| name.to_owned(), |term| archive.terms[term].name.clone());
        Fact { href: term.and_then(|term| self.sheet.term_href(term)), ..self.sheet.fact(self.id, shown, found) }
    }

    pub(super) fn place_of_issue(&self, place: &str) -> Fact {
        let first = place.split([',', '(']).next().unwrap_or(place).trim();
        let href = super::facts::place_term(self.sheet, self.id, first).and_then(|term| self.sheet.term_href(term));
        Fact { href, ..self.sheet.fact(self.id, place, self.found.value("place", place)) }
    }

    pub(super) fn date(&self, field: &str, date: &crate::base::date::When, first: bool) -> DateView {
        let shelved = &self.sheet.e.archive.articles[self.id];
        let matter = &shelved.article.matter;
        let case = shelved.cases.iter().find(|case| case.field == field);
        let found = self.found.value(field, &case.map_or(date, |case| &case.stated).to_string());
        let mut view = self.sheet.date(date);
        view.case = case.filter(|case| !case.bounds.is_empty()).map(|case| year_case(self.sheet, Some(self.id), case));
        let inferred = case.is_some_and(|case| case.inferred.is_some());
        let status = match (found, matter.date_status.as_deref()) {
            _ if inferred => "derived",
            (_, Some("edited")) | (None, None | Some("stated")) => "edited",
            (_, Some("inferred")) => "derived",
            (Some(_), _) => self.sheet.status(self.id, found),
            (None, Some(_)) => "edited",
        };
        view.status_label = self.sheet.status_label(status);
        status.clone_into(&mut view.status);
        view.evidence = found.and_then(|(number, finding)| self.sheet.evidence(self.id, number, finding));
        view.printed = if first { matter.date_text.clone() } else { None };
        view
    }
}

/// What is known of a year that is not stated, on the page of the article `here` or another.
pub(super) fn year_case(sheet: &Sheet<'_>, here: Option<ArticleId>, case: &Case) -> YearCase {
    let years: Vec<String> = case.candidates.iter().map(ToString::to_string).collect();
    let years = if case.open { sheet.fill("years_or_later", &[("years", &years.join(", "))]) } else { years.join(", ") };
    let summary = match (&case.inferred, case.contradiction, case.candidates.is_empty()) {
        (Some(_), ..) => sheet.fill("why_year", &[("year", &years)]),
        (None, true, _) => sheet.say("year_contradiction"),
        (None, false, true) => sheet.say("year_reasons"),
        (None, false, false) => sheet.fill("possible_years", &[("years", &years)]),
    };
    let reasons = case.bounds.iter().map(|bound| YearReason {
        words: bound.says.clone(),
        weight: sheet.say(match (bound.set_aside, bound.hard) {
            (true, _) => "reason_set_aside",
            (false, true) => "reason_sure",
            (false, false) => "reason_likely",
        }),
        quote: Some(bound.quote.clone()).filter(|quote| !quote.is_empty()),
        from: bound.article.filter(|article| Some(*article) != here).map(|article| sheet.article_link(article)),
    });
    YearCase { summary, reasons: reasons.collect() }
}
