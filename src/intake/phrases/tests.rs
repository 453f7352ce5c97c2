use super::*;
use crate::base::span::Span;
use crate::intake::document::Document;
use crate::intake::extract::{Reading, extract};
use crate::intake::reader;
use crate::intake::survey::asked::Asked;
use crate::intake::survey::tables::Tables;
use crate::intake::survey::{acronyms, blocks};
use crate::lexicon::Lexicon;

fn candidates(text: &str, language: &str) -> Candidates {
    let lexicon = Lexicon::built_in();
    let raw = reader::read(&RelPath::known("seeds/a.txt"), text.as_bytes(), &mut crate::base::report::Report::default()).expect("a text");
    let document = Document::new(raw);
    let layout = blocks::layout(&document, lexicon);
    let acronyms = acronyms::find(&document, lexicon);
    let mut tables = Tables::default();
    tables.add(&document, &acronyms);
    let reading = Reading { document: &document, layout: &layout, acronyms: &acronyms, tables: &Asked::new(&tables), lexicon, language };
    let facts = extract(&reading);
    let candidates = Candidates::of(&reading, &facts);
    for candidate in candidates.iter() {
        assert_eq!(candidate.span.of(&document.text).to_lowercase(), candidate.label.to_lowercase(), "the words stand where it says");
    }
    candidates
}

/// The phrases of a paragraph below a plain headline.
fn phrases(paragraph: &str, language: &str) -> Vec<String> {
    let mut labels: Vec<String> =
        candidates(&format!("A plain headline\n\n{paragraph}\n"), language).iter().map(|candidate| candidate.label.to_owned()).collect();
    labels.sort();
    labels
}

#[test]
fn phrases_are_nouns_of_the_running_text() {
    for (language, paragraph, wanted) in [
        (
            "en",
            "On the coast there were ferry crossings, and what they did about the fish market was not said by anyone in the town.",
            &["ferry crossings", "fish market"][..],
        ),
        ("en", "It was an important step for all of them, and the ministers took part in it with great interest as they always do.", &[]),
        (
            "en",
            "The companies hire casual labour, and they rapidly strengthened what was said about it to the other side of the house.",
            &["casual labour"],
        ),
        (
            "en",
            "They wanted to train night watchmen, and some of them were to be paid by the house and others by the town as well.",
            &["night watchmen"],
        ),
        (
            "en",
            "There is a wooden boat for it, and the wooden boat builders of the coast are those who know how to do this with care.",
            &["wooden boat", "wooden boat builders"],
        ),
        (
            "fr",
            "Dans la région il y a des gardiens de phare et la culture des huîtres, ce qui est pour tous ceux de la côte une bonne chose.",
            &["culture des huîtres", "gardiens de phare"],
        ),
        (
            "es",
            "En la costa hay pescadores de altura y una fábrica de hielo, lo que es para todos los de la zona una cosa muy buena.",
            &["fábrica de hielo", "pescadores de altura"],
        ),
        (
            "de",
            "Auf der Insel gibt es eine Seilbahnstation, und was mit der Seilbahnstation wird, hat niemand bis heute gesagt.",
            &["Seilbahnstation"],
        ),
        ("nl", "Aan de kust zijn er vissers en een veerboot, en wat daarmee moet gebeuren heeft nog niemand gezegd in het dorp.", &[]),
    ] {
        assert_eq!(phrases(paragraph, language), wanted, "{paragraph}");
    }
}

#[test]
fn names_dates_and_headlines_are_no_phrases() {
    for paragraph in [
        "On 3 May 2012 the World Customs Organization met with John Smith of Acme Holdings Ltd, who had been there since 4 June 2009.",
        "Conference Presents Wooden Boats And Ferry Crossings Of The Northern Coast",
        "There were 300 metric tonnes of it, and 5 million people, which is 12 per cent of them all, as was said in the town.",
        "What is said of border management and of human trafficking is in the vocabulary, and so it is not here once more.",
    ] {
        assert_eq!(phrases(paragraph, "en"), Vec::<String>::new(), "{paragraph}");
    }
}

#[test]
fn plural_and_singular_are_one_phrase() {
    let paragraph = "There was a fish market in the north. Of all fish markets it was the one that had been there for longest of them all.";
    let all = candidates(&format!("A plain headline\n\n{paragraph}\n"), "en");
    assert_eq!(all.iter().map(|one| one.label.to_owned()).collect::<Vec<_>>(), ["fish market"]);
}

#[test]
fn one_article_keeps_little() {
    let syllables = ["ba", "do", "ke", "lu", "mi", "na", "po", "ru", "sa", "ti"];
    let word = |number: usize| format!("{}{}{}", syllables[number % 10], syllables[number / 10 % 10], syllables[number / 100 % 10]);
    let text = (0..800).map(|number| format!("There is a {} {} for it.", word(number), word(number * 7 + 3))).collect::<Vec<_>>().join(" ");
    let all = candidates(&format!("A plain headline\n\n{text}\n"), "en");
    assert_eq!(all.iter().count(), 32);
    assert!(serde_json::to_string(&all).expect("JSON").len() < 4000);
}

/// An article with these phrases, each of this weight.
fn article(phrases: &[(&str, f64)]) -> Candidates {
    let mut candidates = Candidates::new("en");
    for (label, weight) in phrases {
        candidates.push(label, Span::new(0, label.len()), *weight);
    }
    candidates
}

fn next(previous: Option<&State>, articles: &[(&str, Candidates)]) -> State {
    let paths: Vec<RelPath> = articles.iter().map(|(name, _)| RelPath::known(format!("seeds/{name}.txt"))).collect();
    let list: Vec<(&RelPath, &Candidates)> = paths.iter().zip(articles.iter().map(|(_, candidates)| candidates)).collect();
    let state = State::next(previous, &list);
    let mut backwards = list;
    backwards.reverse();
    assert_eq!(State::next(previous, &backwards), state, "the order makes no difference");
    assert_eq!(State::read(&state.write()).as_ref(), Some(&state), "read back as written");
    state
}

const NAMES: [&str; 14] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"];

/// Twelve articles; the first `with` say `ferry crossing` with `weight`.
fn archive(with: usize, weight: f64) -> Vec<(&'static str, Candidates)> {
    let own = |name: &str| format!("{name} lighthouse");
    (0..12)
        .map(|at| {
            let own = own(NAMES[at]);
            let mut phrases = vec![(own.as_str(), 3.0)];
            if at < with {
                phrases.push(("ferry crossing", weight));
            }
            (NAMES[at], article(&phrases))
        })
        .collect()
}

#[test]
fn a_phrase_enters_with_three_articles_and_the_score() {
    assert_eq!(next(None, &archive(3, 3.0)).phrases.values().collect::<Vec<_>>(), ["ferry crossing"]);
    assert!(next(None, &archive(2, 3.0)).phrases.is_empty(), "two articles");
    assert!(next(None, &archive(3, 1.0)).phrases.is_empty(), "too weak");
    assert!(next(None, &archive(12, 3.0)).phrases.is_empty(), "in every article");
    assert!(next(None, &archive(3, 3.0)[..9]).phrases.is_empty(), "too few articles to know what is common");
}

#[test]
fn what_is_decided_stays_until_it_is_clearly_wrong() {
    let before = next(None, &archive(3, 3.0));
    let key = before.phrases.keys().next().expect("a phrase").clone();
    let linked = |state: &State| state.links.len();
    assert_eq!(linked(&before), 3);
    // Weaker than a new phrase had to be, not weaker than 0.6 of it.
    let weaker = archive(3, 1.9);
    assert!(next(None, &weaker).phrases.is_empty());
    assert_eq!(linked(&next(Some(&before), &weaker)), 3);
    // Below 0.6 the articles lose it, below 0.5 the archive.
    assert_eq!(linked(&next(Some(&before), &archive(3, 1.5))), 0);
    assert!(next(Some(&before), &archive(3, 1.5)).phrases.contains_key(&key));
    assert!(next(Some(&before), &archive(3, 1.0)).phrases.is_empty());
    // Two articles are enough to stay, one is not.
    assert_eq!(linked(&next(Some(&before), &archive(2, 3.0))), 2);
    assert!(next(Some(&before), &archive(1, 3.0)).phrases.is_empty());
}

#[test]
fn new_phrases_wait_until_the_archive_has_grown_by_a_quarter() {
    let before = next(None, &archive(2, 3.0));
    let mut grown = archive(2, 3.0);
    grown.push(("m", article(&[("ferry crossing", 3.0)])));
    let after = next(Some(&before), &grown);
    assert!(after.phrases.is_empty());
    assert_eq!((after.articles, before.articles), (12, 12), "the snapshot stays");
    grown.push(("n", article(&[])));
    grown.push(("o", article(&[])));
    let renewed = next(Some(&after), &grown);
    assert_eq!((renewed.articles, renewed.phrases.len(), renewed.links.len()), (15, 1, 3));
}

#[test]
fn a_file_that_is_damaged_or_of_another_format_is_none() {
    let state = next(None, &archive(3, 3.0));
    let text = state.write();
    assert!(text.contains("phrase\ten\tferry crossing\n") && text.contains("seed\tseeds/a.txt\ten ferry crossing"), "{text}");
    assert_eq!(State::read(&text.replace('\n', "\r\n")), Some(state.clone()), "an editor may write other line ends");
    for bad in [String::new(), text.replace("format 1", "format 2"), text.replace("articles\t12", "articles\tx"), format!("{text}<<<<<<< ours\n")] {
        assert_eq!(State::read(&bad), None);
    }
    assert!(crate::content::finding::Sidecar::read(&text).is_none(), "never taken for the notes of an article");
}

#[test]
fn few_tags_are_filled_up_and_many_are_not() {
    let phrases = [("ferry crossing", 3.0), ("fish market", 2.9), ("oyster farm", 2.8), ("salt road", 2.7)];
    let articles: Vec<(&str, Candidates)> =
        NAMES.iter().enumerate().map(|(at, name)| (*name, article(&phrases[..if at < 3 { 4 } else { 0 }]))).collect();
    let state = next(None, &articles);
    let tags = |known: &[&str]| {
        let tag = |label: &&str| TagMention { span: Span::new(0, 1), label: (*label).to_owned(), rule: "tag-vocabulary", band: Band::Likely };
        let mut facts = Facts { tags: known.iter().map(tag).collect(), ..Facts::default() };
        give(&state, &RelPath::known("seeds/a.txt"), &articles[0].1, &mut facts);
        facts.tags.into_iter().skip(known.len()).map(|tag| (tag.label, tag.band)).collect::<Vec<_>>()
    };
    let likely = |label: &str| (label.to_owned(), Band::Likely);
    let guess = |label: &str| (label.to_owned(), Band::Guess);
    assert_eq!(tags(&["trade"]), [likely("ferry crossing"), likely("fish market"), guess("oyster farm")]);
    assert_eq!(tags(&["trade", "health", "fisheries"]), [guess("ferry crossing")]);
    assert_eq!(tags(&["fish markets"]), [likely("ferry crossing"), likely("oyster farm"), guess("salt road")], "what a tag says already");
}

#[test]
fn the_file_is_written_when_it_changes_and_only_then() {
    let state = next(None, &archive(3, 3.0));
    assert!(stage(std::iter::empty(), None).1.is_none(), "nothing to remember");
    let text = stage(std::iter::empty(), Some(&state.write())).1.expect("all articles are gone");
    assert_eq!(stage(std::iter::empty(), Some(&text)).1, None);
}

#[test]
fn what_an_article_is_given_has_one_print() {
    let state = next(None, &archive(3, 3.0));
    let path = state.links.keys().next().expect("a link");
    assert_eq!(state.print_of(path), state.clone().print_of(path));
    let changed = |change: &dyn Fn(&mut State)| {
        let mut other = state.clone();
        change(&mut other);
        other.print_of(path) != state.print_of(path)
    };
    assert!(changed(&|state| drop(state.links.remove(path))));
    assert!(changed(&|state| state.phrases.values_mut().for_each(|label| label.push('s'))), "another label");
    assert!(changed(&|state| state.known.values_mut().for_each(|count| *count += 5)), "another rarity");
    assert!(!changed(&|state| drop(state.links.insert(RelPath::known("seeds/other.txt"), BTreeSet::new()))));
}
