use super::super::testing::{arranged, article, entity, finding, org_ref, when};
use super::*;
use crate::content::article::Article;
use crate::content::finding::Sidecar;
use crate::content::matter::{EntityMatter, EventRef, FormerName, PersonRef};

const STATED: &str = "XXXX-12-07/XXXX-12-09";

fn bound(limit: Limit, hard: bool) -> Bound {
    text::own("test", limit, hard, String::new(), "")
}

fn weighed(stated: &str, bounds: Vec<Bound>) -> (String, Option<String>) {
    let case = weigh("event_date", &when(stated).unwrap(), bounds, Some(2010));
    (case.years(), case.inferred.map(|date| date.to_string()))
}

#[test]
fn hard_bounds_that_leave_one_year_infer_it_and_soft_ones_never_do() {
    let both = vec![bound(Limit::From(2022), true), bound(Limit::Until(2022), true)];
    assert_eq!(weighed(STATED, both), ("2022".to_owned(), Some("2022?-12-07/2022?-12-09".to_owned())));
    let soft = vec![bound(Limit::From(2020), true), bound(Limit::In(vec![2022]), false)];
    assert_eq!(weighed(STATED, soft), ("2022".to_owned(), None));
    assert_eq!(weighed(STATED, Vec::new()), (String::new(), None));
    assert_eq!(weighed("XXXX-02-29", vec![bound(Limit::From(2021), true), bound(Limit::Until(2026), true)]).1.as_deref(), Some("2024?-02-29"));
}

#[test]
fn a_soft_reason_that_fits_nothing_is_set_aside_and_hard_ones_that_contradict_are_told() {
    let stated = when(STATED).unwrap();
    let bounds = vec![bound(Limit::Until(2015), false), bound(Limit::From(2020), true)];
    let case = weigh("date", &stated, bounds, None);
    assert!(case.bounds[1].set_aside && case.open && case.candidates[0] == 2020);
    let case = weigh("date", &stated, vec![bound(Limit::Until(2015), true), bound(Limit::From(2020), true)], None);
    assert!(case.contradiction && case.candidates.is_empty() && case.inferred.is_none());
}

#[test]
fn weekdays_come_back_and_so_are_candidates_only() {
    let thursday = || vec![bound(Limit::Weekdays(0b1000), true)];
    assert_eq!(weighed("XXXX-12-22", thursday()).0, "2011, 2016, 2022, 2033 or later");
    let mut bounded = thursday();
    bounded.extend([bound(Limit::From(2017), true), bound(Limit::Until(2025), true)]);
    assert_eq!(weighed("XXXX-12-22", bounded).1.as_deref(), Some("2022?-12-22"));
}

fn only(articles: Vec<Article>, notes: Vec<(&str, Sidecar)>) -> Case {
    let (archive, _) = arranged(articles, Vec::new(), notes);
    case_of(&archive)
}

fn case_of(archive: &Archive) -> Case {
    let cases = &archive.articles[archive.article("x").unwrap()].cases;
    assert_eq!(cases.len(), 1);
    cases[0].clone()
}

fn with_body(body: &str, stated: &str) -> Article {
    let mut article = article("x", "", stated);
    article.body = body.to_owned();
    article.matter.language = Some("en".to_owned());
    article
}

#[test]
fn the_text_bounds_its_own_year() {
    let body = "The talks came after the COVID-19 pandemic. Since 2021 the ministers had met twice. They will meet again in 2030.";
    let notes = Sidecar { findings: vec![finding("dates", "2021", "2021"), finding("dates", "2030", "in 2030")], ..Sidecar::default() };
    let case = only(vec![with_body(body, "XXXX-05")], vec![("x", notes)]);
    let rules: Vec<(&str, &Limit, bool)> = case.bounds.iter().map(|bound| (bound.rule, &bound.limit, bound.hard)).collect();
    assert_eq!(rules, [("past-year", &Limit::From(2021), true), ("dated-term", &Limit::From(2020), true)]);
    assert!(case.bounds[0].quote.starts_with("Since 2021") && case.open && case.inferred.is_none());
}

#[test]
fn a_printed_weekday_and_the_name_of_the_seed_count() {
    let mut printed = finding("event_date", "XXXX-12-22", "Thursday 22nd of December");
    printed.quote.prefix = "It met on ".to_owned();
    let notes = Sidecar { findings: vec![printed], seed: Some(crate::base::path::RelPath::known("seeds/2022-12-23.txt")), ..Sidecar::default() };
    let case = only(vec![with_body("It met on Thursday 22nd of December.", "XXXX-12-22")], vec![("x", notes)]);
    assert_eq!(case.inferred.map(|date| date.to_string()).as_deref(), Some("2022?-12-22"));
    assert_eq!(case.bounds.iter().map(|bound| bound.rule).collect::<Vec<_>>(), ["address", "weekday"]);
}

fn edition(slug: &str, number: u32, date: &str) -> Article {
    let mut article = article(slug, if date.is_empty() { "" } else { "2026" }, "");
    article.matter.events = vec![EventRef { name: "Border Talks".to_owned(), edition: Some(number), date: when(date), ..EventRef::default() }];
    article
}

fn sixth(body: &str) -> Article {
    let mut article = with_body(body, STATED);
    article.matter.events = vec![EventRef { name: "Border Talks".to_owned(), edition: Some(6), date: when(STATED), ..EventRef::default() }];
    article
}

#[test]
fn editions_bound_each_other_and_a_stated_pause_settles_the_year() {
    let case = only(vec![sixth("The Border Talks met."), edition("five", 5, "2018-12-11/2018-12-13"), edition("seven", 7, "2024-05")], Vec::new());
    assert_eq!(case.years(), "2020, 2021, 2022");
    assert_eq!(
        case.bounds.iter().filter(|bound| bound.hard).map(|bound| bound.limit.clone()).collect::<Vec<_>>(),
        [Limit::From(2019), Limit::Until(2024)]
    );
    let body = "After a hiatus of four years, the sixth Border Talks met.";
    let case = only(vec![sixth(body), edition("five", 5, "2018-12-11/2018-12-13")], Vec::new());
    assert_eq!(case.inferred.map(|date| date.to_string()).as_deref(), Some("2022?-12-07/2022?-12-09"));
    let case = only(vec![sixth(body), edition("five", 5, "2018")], Vec::new());
    assert!(case.inferred.is_none() && case.candidates == [2022]);
    let case = only(vec![sixth(body), edition("four", 4, "2018-12")], Vec::new());
    assert!(case.inferred.is_none(), "the edition before is not known");
}

#[test]
fn a_rhythm_is_a_reason_and_no_hard_bound() {
    let mut all = vec![sixth("The Border Talks met.")];
    all.extend([(1, "2010"), (2, "2012"), (5, "2018")].map(|(number, date)| edition(&format!("e{number}"), number, date)));
    let case = only(all, Vec::new());
    assert_eq!((case.years().as_str(), case.inferred), ("2020", None));
}

#[test]
fn an_entity_that_had_another_name_bounds_the_year() {
    let former = FormerName { name: "Border Bureau".to_owned(), from: None, until: when("1999") };
    let matter = EntityMatter { name: Some("Border Agency".to_owned()), former: vec![former], ..EntityMatter::default() };
    let mut article = with_body("The Border Agency met.", "XXXX-05");
    article.matter.organisations = vec![org_ref("Border Agency", "")];
    let notes = Sidecar { findings: vec![finding("organisations", "Border Agency", "Border Agency")], ..Sidecar::default() };
    let (archive, _) = arranged(vec![article], vec![entity(crate::content::matter::EntityKind::Organisation, "a", matter)], vec![("x", notes)]);
    assert_eq!(case_of(&archive).candidates[0], 1999);
}

#[test]
fn a_post_known_from_elsewhere_is_a_soft_reason() {
    let person = |title: &str| vec![PersonRef { name: "Ana Roe".to_owned(), title: Some(title.to_owned()), of: None }];
    let dated = |slug: &str, year: &str, title: &str| {
        let mut article = article(slug, year, "");
        article.matter.people = person(title);
        article
    };
    let mut undated = with_body("Ana Roe spoke.", "XXXX-05");
    undated.matter.people = person("Director");
    let case = only(vec![undated, dated("a", "2010", "Deputy"), dated("b", "2013", "Director"), dated("c", "2016", "Minister")], Vec::new());
    assert_eq!((case.candidates.first(), case.candidates.last(), case.inferred.clone()), (Some(&2010), Some(&2016), None));
}

#[test]
fn an_article_with_a_year_is_no_case() {
    let (archive, _) = arranged(vec![article("x", "2015", "2014")], Vec::new(), Vec::new());
    assert!(cases(&archive, 0, first_year(&archive), Lexicon::built_in()).is_empty());
}

#[test]
fn an_inferred_year_shelves_the_article_and_leaves_its_fields_alone() {
    let body = "After a hiatus of four years, the sixth Border Talks met.";
    let (archive, _) = arranged(vec![sixth(body), edition("five", 5, "2018-12-11/2018-12-13")], Vec::new(), Vec::new());
    let shelved = &archive.articles[archive.article("x").unwrap()];
    assert_eq!(shelved.article.matter.event_date.as_ref().map(ToString::to_string).as_deref(), Some("2022?-12-07/2022?-12-09"));
    assert_eq!(shelved.cases.len(), 1);
    assert_eq!(shelved.cases[0].stated.to_string(), STATED);
    assert_eq!(shelved.article.matter.events[0].date, shelved.article.matter.event_date);
    assert_eq!(archive.undated(), 0);
}

#[test]
fn a_reason_names_its_article_also_when_the_inferred_year_moves_both() {
    let body = "After a hiatus of four years, the sixth Border Talks met.";
    let mut five = edition("five", 5, "2018-12-11/2018-12-13");
    five.matter.date = when("2018-12-13");
    let (archive, _) = arranged(vec![sixth(body), five], Vec::new(), Vec::new());
    assert_eq!(archive.article("x"), Some(0), "before the article that dates it");
    let bounds = &archive.articles[0].cases[0].bounds;
    let from: Vec<&str> = bounds.iter().filter_map(|bound| bound.article).map(|id| archive.articles[id].article.slug.as_str()).collect();
    assert!(!from.is_empty() && from.iter().all(|slug| *slug == "five"), "{from:?}");
}

#[test]
fn a_beginning_told_elsewhere_bounds_the_year_when_it_is_told_of_the_body_itself() {
    let of = |between: &str, end: usize| {
        let mut other = article("other", "2020", "");
        other.matter.organisations = vec![org_ref("Border Agency", "")];
        let mut date = finding("dates", "2003", "2003");
        date.quote.prefix = format!("The Border Agency{between}");
        date.span = crate::base::span::Span::new(end + between.len(), end + between.len() + 4);
        let mut name = finding("organisations", "Border Agency", "Border Agency");
        name.span = crate::base::span::Span::new(4, end);
        let notes = Sidecar { findings: vec![name, date], ..Sidecar::default() };
        let mut undated = with_body("The Border Agency met.", "XXXX-05");
        undated.matter.organisations = vec![org_ref("Border Agency", "")];
        only(vec![undated, other], vec![("other", notes)]).candidates.first().copied()
    };
    assert_eq!(of(", founded in ", 17), Some(2003));
    assert_eq!(of(" met a Council set up and founded in ", 17), None);
    assert_eq!(of(" met in ", 17), None);
}
