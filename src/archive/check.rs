//! What a person may want to look at: doubles, names that may be one, entities nobody names, series with gaps.
//!
//! Links between pages are checked where addresses are known, in `edition`.

use super::evidence::{self, Evidence};
use super::term::Term;
use super::{Archive, near, series};
use crate::base::report::{Diagnostic, Place, Report};
use crate::base::text::{fold, is_bidi_control, shorten};
use crate::content::matter::EntityKind;
use crate::lexicon::Lexicon;
use std::collections::BTreeMap;

/// Everything worth telling about an archive that is no error.
pub fn check(archive: &Archive, lexicon: &Lexicon) -> Report {
    let mut report = headlines(archive);
    orphans(archive, lexicon, &mut report);
    near_names(archive, &mut report);
    editions(archive, &mut report);
    lost_words(archive, &mut report);
    report.sorted()
}

/// What every build tells of titles: two articles with one, and articles whose text has none, until a person types one.
pub fn headlines(archive: &Archive) -> Report {
    let mut report = Report::default();
    titles(archive, &mut report);
    for shelved in archive.articles.iter() {
        let made_up = shelved.notes.questions.iter().any(|question| question.field == "title");
        let typed = shelved.notes.fields.get("title").and_then(serde_json::Value::as_str) != Some(shelved.article.title());
        if let Some(seed) = shelved.notes.seed.as_ref().filter(|_| made_up && !typed) {
            let help = format!("type a headline at `title` in `{}`", shelved.article.path);
            let message = "the text has no headline; its first sentence stands in for one";
            report.push(Diagnostic::warning("seed-title", message).at(Place::file(seed.as_str())).help(help));
        }
    }
    report
}

fn titles(archive: &Archive, report: &mut Report) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut by_path: Vec<_> = archive.articles.iter().map(|shelved| &shelved.article).collect();
    by_path.sort_by(|a, b| a.path.cmp(&b.path));
    for article in by_path {
        let title = article.title();
        if title.chars().any(is_bidi_control) {
            let message = "the title holds characters that change the direction of text unseen";
            report.push(Diagnostic::warning("title-direction", message).at(Place::file(article.path.as_str())).help("type the title anew"));
        }
        if let Some(other) = seen.insert(fold(title), article.path.as_str()) {
            let message = format!("`{other}` has the title `{title}`, too");
            let help = "if it is one article, delete one file; if not, a subtitle or a date in the title tells them apart";
            report.push(Diagnostic::warning("title-taken", message).at(Place::file(article.path.as_str())).help(help));
        }
    }
}

fn orphans(archive: &Archive, lexicon: &Lexicon, report: &mut Report) {
    for term in archive.terms.iter() {
        if let Some(file) = term.file.as_ref().filter(|_| term.mentions.is_empty()) {
            let message = format!("no article names `{}`", term.name);
            let help = format!("list it under `{}` in an article, or add the name articles use to its `aliases`", term.kind.folder());
            report.push(Diagnostic::warning("entity-unused", message).at(Place::file(file.path.as_str())).help(help));
        }
        if let (Some(parent), Some(file)) = (&term.parent, &term.file)
            && archive.find(term.kind, parent, None).is_none()
            && lexicon.organisations.by_name(parent).is_none()
        {
            let message = format!("nothing in the archive is called `{parent}`, which `{}` is said to be part of", term.name);
            report.push(Diagnostic::note("parent-unknown", message).at(Place::file(file.path.as_str())));
        }
    }
}

fn near_names(archive: &Archive, report: &mut Report) {
    for pair in near::near(archive.terms.quiet()) {
        let (one, two) = (&archive.terms[pair.one], &archive.terms[pair.two]);
        let message = format!("`{}` and `{}` may be one: {}", one.name, two.name, pair.why);
        let kind = one.kind.folder();
        let help = format!(
            "`dateline merge {kind} \"{}\" \"{}\"` makes them one, `dateline distinct {kind} \"{}\" \"{}\"` keeps them apart",
            two.name, one.name, two.name, one.name
        );
        report.push(Diagnostic::note("names-near", message).at(place_of(archive, one)).help(help));
    }
}

fn editions(archive: &Archive, report: &mut Report) {
    for (id, term) in archive.terms_of(EntityKind::Event) {
        let found = series::editions(archive, id);
        let gaps = series::gaps(&found);
        if gaps.is_empty() {
            continue;
        }
        let runs: Vec<String> =
            gaps.iter().rev().map(|gap| if gap.from == gap.to { gap.from.to_string() } else { format!("{}–{}", gap.from, gap.to) }).collect();
        let message = format!("no article is on these editions of `{}`: {}", term.name, runs.join(", "));
        report.push(Diagnostic::note("editions-missing", message).at(place_of(archive, term)));
    }
}

fn lost_words(archive: &Archive, report: &mut Report) {
    for shelved in archive.articles.iter() {
        let language = shelved.article.matter.language.as_deref().unwrap_or("en");
        let evidence = Evidence::of(&shelved.article, &shelved.notes, language, false);
        for finding in evidence::lost(&shelved.article, &shelved.notes, &evidence) {
            let (field, value) = (&finding.field, &finding.value);
            let message = format!("the words for `{value}` at `{field}` are no longer in the text: “{}”", shorten(&finding.quote.exact, 80));
            let help = format!("take `{value}` out of `{field}` if it is wrong now; if it still holds, leave it: its page shows it without a place");
            report.push(Diagnostic::note("evidence-lost", message).at(Place::file(shelved.article.path.as_str())).help(help));
        }
    }
}

fn place_of(archive: &Archive, term: &Term) -> Place {
    if let Some(file) = &term.file {
        return Place::file(file.path.as_str());
    }
    let first = term.mentions.first().and_then(|mention| archive.articles.get(mention.article));
    Place::file(first.map_or("content", |shelved| shelved.article.path.as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{arranged, article, entity, org_ref};
    use super::*;
    use crate::content::matter::{EntityMatter, EventRef};

    #[test]
    fn doubles_orphans_near_names_and_gaps_are_told() {
        let mut one = article("a", "2015", "");
        one.matter.organisations = vec![org_ref("Kosovo Border Police", "")];
        one.matter.events = vec![EventRef { name: "Talks".to_owned(), edition: Some(3), ..EventRef::default() }];
        let mut two = article("b", "2014", "");
        two.matter.title = Some("A!".to_owned());
        two.matter.organisations = vec![org_ref("Border Police Kosovo", "")];
        let lonely = entity(EntityKind::Tag, "lonely", EntityMatter { name: Some("Lonely".to_owned()), ..EntityMatter::default() });
        let (archive, _) = arranged(vec![one, two], vec![lonely], Vec::new());
        let mut codes: Vec<&str> = check(&archive, Lexicon::built_in()).diagnostics.iter().map(|problem| problem.code).collect();
        codes.sort_unstable();
        assert_eq!(codes, ["editions-missing", "entity-unused", "names-near", "title-taken"]);
    }

    #[test]
    fn a_clean_archive_has_nothing_to_tell() {
        let (archive, _) = arranged(vec![article("a", "2015", ""), article("b", "2014", "")], Vec::new(), Vec::new());
        assert_eq!(check(&archive, Lexicon::built_in()), Report::default());
    }
}
