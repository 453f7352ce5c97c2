//! Edits of front matter, and every byte that must survive them.

use super::*;
use serde_json::json;

fn set(key: &str, value: Value) -> FieldChange {
    FieldChange::Set(key.to_owned(), value)
}

#[track_caller]
fn edited(matter: &str, change: FieldChange, expected: &str) {
    let text = format!("---\n{matter}---\nBody: x # y\n");
    assert_eq!(edit(&text, std::slice::from_ref(&change)), Ok(format!("---\n{expected}---\nBody: x # y\n")), "{change:?}");
    let crlf = text.replace('\n', "\r\n");
    assert_eq!(edit(&crlf, &[change]), Ok(format!("---\n{expected}---\nBody: x # y\n").replace('\n', "\r\n")));
}

const MATTER: &str = "# top\ntitle: 'One'   # mine\n\ndate:\ntags: [a, 'b' ,\"c\"]\n# people I met\npeople:\n# first\n- name: Ann\n  # her post\n  title: Director\n- Bob # a friend\n\nmood: |\n  # not a comment\n  good\nlast: 1\n# end\n";

#[test]
fn a_text_changes_on_its_own_line() {
    edited(MATTER, set("title", json!("Two: \"three\"")), &MATTER.replace("'One'", "\"Two: \\\"three\\\"\""));
    edited(MATTER, set("date", json!("2016")), &MATTER.replace("date:", "date: \"2016\""));
    edited(MATTER, set("last", json!(2)), &MATTER.replace("last: 1", "last: 2"));
    edited(MATTER, set("mood", json!("bad")), &MATTER.replace("mood: |\n  # not a comment\n  good\n", "mood: \"bad\"\n"));
    edited(MATTER, set("title", json!("One")), MATTER);
    edited("'title': x\n", set("title", json!("y")), "'title': \"y\"\n");
    edited("title: one\n  two\n", set("title", json!("y")), "title: \"y\"\n");
}

#[test]
fn a_new_key_stands_where_a_new_file_has_it() {
    edited(MATTER, set("subtitle", json!("S")), &MATTER.replace("# mine\n", "# mine\nsubtitle: \"S\"\n"));
    edited(MATTER, set("own", json!("x")), &format!("{MATTER}own: \"x\"\n"));
    edited("", set("title", json!("x")), "title: \"x\"\n");
    edited("# only\n", set("title", json!("x")), "# only\ntitle: \"x\"\n");
    assert_eq!(edit("Text", &[set("title", json!("x"))]), Ok("---\ntitle: \"x\"\n---\nText".to_owned()));
    assert_eq!(edit("---\ra: 1\r---\rText", &[set("title", json!("x"))]), Ok("---\ra: 1\rtitle: \"x\"\r---\rText".to_owned()));
}

#[test]
fn a_key_goes_and_its_comments_stay() {
    edited(MATTER, FieldChange::Remove("last".into()), &MATTER.replace("last: 1\n", ""));
    edited(MATTER, FieldChange::Remove("title".into()), &MATTER.replace("title: 'One'   # mine", "# mine"));
    edited(MATTER, set("tags", json!([])), &MATTER.replace("tags: [a, 'b' ,\"c\"]\n", ""));
    edited(
        MATTER,
        FieldChange::Remove("people".into()),
        &MATTER.replace("people:\n# first\n- name: Ann\n  # her post\n  title: Director\n- Bob # a friend\n", "# first\n# her post\n# a friend\n"),
    );
    edited(MATTER, FieldChange::Remove("nothing".into()), MATTER);
}

#[test]
fn items_come_and_go_alone() {
    edited(MATTER, FieldChange::AddItem("tags".into(), json!("d")), &MATTER.replace("[a, 'b' ,\"c\"]", "[a, 'b', \"c\", \"d\"]"));
    edited(MATTER, FieldChange::RemoveItem("tags".into(), json!("b")), &MATTER.replace("[a, 'b' ,\"c\"]", "[a, \"c\"]"));
    edited(
        MATTER,
        FieldChange::AddItem("people".into(), json!({"name": "Cy", "title": "Cook"})),
        &MATTER.replace("# a friend\n", "# a friend\n- name: \"Cy\"\n  title: \"Cook\"\n"),
    );
    edited(MATTER, FieldChange::RemoveItem("people".into(), json!("Bob")), &MATTER.replace("- Bob # a friend", "# a friend"));
    edited(
        MATTER,
        set("people", json!([{"name": "Ann", "title": "Minister"}, "Bob"])),
        &MATTER.replace("- name: Ann\n  # her post\n  title: Director\n", "# her post\n- name: \"Ann\"\n  title: \"Minister\"\n"),
    );
    edited("tags: [a]\n", FieldChange::RemoveItem("tags".into(), json!("a")), "");
    edited("tags: a\n", FieldChange::AddItem("tags".into(), json!("b")), "tags: [\"a\", \"b\"]\n");
    edited("tags: [a, # why\n  b]\n", FieldChange::AddItem("tags".into(), json!("c")), "tags: [\"a\", \"b\", \"c\"] # why\n");
    edited("people:\n  - Ann\n", set("people", json!(["Bob", "Ann"])), "people:\n  - \"Bob\"\n  - Ann\n");
}

#[test]
fn what_cannot_be_done_safely_is_refused() {
    assert_eq!(edit("---\n{title: x, date: 2016}\n---\n", &[set("title", json!("y"))]), Err(Refused::Layout));
    assert_eq!(edit("---\ntitle: [\n---\n", &[set("title", json!("y"))]), Err(Refused::Unreadable));
    assert_eq!(edit("---\ntitle: x\n", &[set("title", json!("y"))]), Err(Refused::Unreadable));
    assert_eq!(edit("---\na: &x one\nb: *x\n---\n", &[FieldChange::Remove("a".into())]), Err(Refused::Lost("a".into())));
    assert_eq!(edit("---\na: &x one\nb: *x\n---\n", &[set("a", json!("two"))]), Err(Refused::Lost("a".into())));
}

#[test]
fn toml_is_edited_as_toml() {
    let text = "+++\r\n# top\r\ntitle = \"x\" # mine\r\ntags = [\"a\", 'b']\r\n\r\n[[people]]\r\n# Ann\r\nname = \"Ann\"\r\n+++\r\nBody\r\n";
    assert_eq!(edit(text, &[set("title", json!("y"))]).unwrap(), text.replace("\"x\"", "\"y\""));
    assert_eq!(edit(text, &[FieldChange::AddItem("tags".into(), json!("c"))]).unwrap(), text.replace("'b']", "'b', \"c\"]"));
    assert_eq!(edit(text, &[FieldChange::Remove("tags".into())]).unwrap(), text.replace("tags = [\"a\", 'b']\r\n", ""));
    assert_eq!(edit(text, &[set("date", json!("2016"))]).unwrap(), text.replace("'b']\r\n", "'b']\r\ndate = \"2016\"\r\n"));
    let more = edit(text, &[FieldChange::AddItem("people".into(), json!({"name": "Bob"}))]).unwrap();
    assert!(more.contains("# Ann\r\nname = \"Ann\"\r\n\r\n[[people]]\r\nname = \"Bob\"\r\n+++"), "{more}");
}

#[test]
fn a_body_is_replaced_and_the_rest_is_not() {
    assert_eq!(set_body("---\r\na: 1\r\n---\r\n\r\n\r\nOld\r\n", "New\ntext"), "---\r\na: 1\r\n---\r\n\r\n\r\nNew\r\ntext\r\n");
    assert_eq!(set_body("---\na: 1\n---", "New"), "---\na: 1\n---\n\nNew\n");
    assert_eq!(set_body("---\na: 1\n---\n\n  Old", "New"), "---\na: 1\n---\n\nNew\n");
    assert_eq!(set_body("---\na: 1\n---\nOld", ""), "---\na: 1\n---\n");
    assert_eq!(set_body("Old", "New"), "New\n");
}

proptest::proptest! {
    /// Either refused, or the key says what it should and everything else is there: `edit` checks that itself, so here only lines are counted.
    #[test]
    fn every_line_of_other_keys_survives(
        lines in proptest::collection::vec("(title|tags|date): (x|'y'  # c|\\[a, b\\]|\\[a, # z\n  b\\]|\\|\n  t # u|)|own[0-9]: (\"a # b\"|\\{a: 1\\}|>-\n  x\n\n  y)|# [a-z]{1,3}|people:\n(- [A-C]( # d)?\n)(- name: D\n  of: E # e)|", 0..7),
        key in "title|tags|date|people|own1|format",
        value in proptest::prop_oneof![proptest::strategy::Just(json!("new: 1")), proptest::strategy::Just(json!(["a", "q"])), proptest::strategy::Just(json!([{"name": "D", "of": "F"}, "A"])), proptest::strategy::Just(json!(null))],
    ) {
        let text = format!("---\n{}\n---\n\nText\n", lines.join("\n"));
        if let Ok(after) = edit(&text, &[set(&key, value.clone())]) {
            for line in text.lines().filter(|line| line.starts_with("own") && !line.starts_with(&key) || line.trim_start().starts_with("# ")) {
                proptest::prop_assert!(after.contains(line.trim()), "{:?} lost in {:?}", line, after);
            }
            proptest::prop_assert_eq!(edit(&after, &[set(&key, value)]), Ok(after.clone()));
        }
    }
}
