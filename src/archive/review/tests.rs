use super::super::testing::{arranged, article, org_ref, when};
use super::answer::{Effect, answer};
use super::*;
use crate::base::tree::{Change, Tree};
use crate::content::article::Article;
use serde_json::json;

const FILE: &str = "---\ntitle: \"x\" # a note\nevent_date: \"XXXX-12-07\"\nevents:\n  - name: \"Talks\"\n    date: \"XXXX-12-07\"\n---\n\nText.\n";

fn undated() -> (Article, Sidecar) {
    let mut article = article("x", "", "XXXX-12-07");
    article.fields.insert("event_date".to_owned(), json!("XXXX-12-07"));
    let asked = |field: &str| Question {
        field: field.to_owned(),
        question: format!("what is the {field}"),
        candidates: Vec::new(),
        sentence: String::new(),
        help: "type it".to_owned(),
    };
    let mut notes = Sidecar { format: 1, questions: vec![asked("event_date"), asked("place")], ..Sidecar::default() };
    notes.fields.insert("event_date".to_owned(), json!("XXXX-12-07"));
    (article, notes)
}

fn asked(article: Article, notes: Sidecar) -> (Archive, Vec<Open>) {
    let (archive, _) = arranged(vec![article], Vec::new(), vec![("x", notes)]);
    let open = open(&archive, &BTreeMap::new(), "en");
    (archive, open)
}

fn sidecar() -> RelPath {
    RelPath::known("content/.findings/x.json")
}

fn tree(notes: &Sidecar) -> Tree {
    [(RelPath::known("content/articles/x.md"), FILE.as_bytes().to_vec()), (sidecar(), notes.write().into_bytes())].into()
}

fn written(effect: Result<Effect, String>) -> String {
    match effect {
        Ok(Effect::Changes(changes)) => match changes.as_slice() {
            [Change::Write(_, bytes)] => String::from_utf8(bytes.clone()).unwrap(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_year_is_asked_once_before_what_changes_fewer_pages() {
    let (article, notes) = undated();
    let (_, open) = asked(article, notes);
    assert_eq!(open.iter().map(|open| (open.sort, open.field.as_str())).collect::<Vec<_>>(), [(Sort::Year, "event_date"), (Sort::Field, "place")]);
    assert!(open[0].help.contains("event_date: \"2015-12-07\""), "{}", open[0].help);
    assert_eq!(open[0].id, id(Sort::Year, "content/articles/x.md", "event_date", &open[0].question));
}

#[test]
fn an_answer_changes_the_lines_of_its_key_and_of_the_event_on_that_day() {
    let (article, notes) = undated();
    let (archive, open) = asked(article, notes.clone());
    let content = tree(&notes);
    let say = |text: &str| answer(&archive, &content, &sidecar(), &open[0], text);
    assert_eq!(written(say("2022")), FILE.replace("XXXX", "2022"));
    assert_eq!(written(say("2022?")), FILE.replace("XXXX", "2022?"));
    assert_eq!(written(say("2022-12-08")).matches("2022-12-08").count(), 1 + 1);
    for wrong in ["soon", "22", "XXXX-12-08", "2022-13-01"] {
        assert!(say(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn that_nobody_knows_is_remembered_and_a_typed_value_answers() {
    let (article, notes) = undated();
    let (archive, open) = asked(article.clone(), notes.clone());
    let remembered = Sidecar::read(&written(answer(&archive, &tree(&notes), &sidecar(), &open[0], "?"))).unwrap();
    assert_eq!(asked(article.clone(), remembered).1.iter().map(|open| open.sort).collect::<Vec<_>>(), [Sort::Field]);
    let mut typed = article;
    typed.matter.event_date = when("2022-12-07");
    typed.fields.insert("event_date".to_owned(), json!("2022-12-07"));
    typed.fields.insert("place".to_owned(), json!("Riga"));
    assert!(asked(typed, notes).1.is_empty());
}

#[test]
fn proposals_and_near_names_print_the_commands_that_settle_them() {
    let (mut article, mut notes) = undated();
    notes.questions.clear();
    notes.proposals.insert("place".to_owned(), json!("Riga"));
    article.matter.organisations = vec![org_ref("Kosovo Border Police", ""), org_ref("Border Police Kosovo", "")];
    let (_, open) = asked(article, notes);
    let commands: Vec<&String> = open.iter().flat_map(|open| &open.commands).collect();
    assert_eq!(commands.len(), 4, "{commands:?}");
    assert!(commands.iter().any(|command| *command == "dateline import --accept x place"));
    assert!(commands.iter().any(|command| command.starts_with("dateline merge organisations \"")));
    assert!(commands.iter().any(|command| command.starts_with("dateline distinct organisations \"")));
}
