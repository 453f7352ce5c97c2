//! One story for each rule of the merge.

use super::*;
use crate::content::finding::Question;
use serde_json::json;

fn draft(fields: &Value, body: &str) -> Draft {
    Draft {
        kind: DraftKind::Article,
        slug: "a".into(),
        seed: None,
        seed_digest: None,
        fields: fields.as_object().unwrap().clone().into_iter().collect(),
        body: body.into(),
        findings: Vec::new(),
        lines: Vec::new(),
        questions: Vec::new(),
    }
}

/// A file of our making, with the notes on it.
fn made(fields: &Value, body: &str) -> (String, Sidecar) {
    let merged = merge(&draft(fields, body), None, None);
    (merged.text.unwrap(), merged.sidecar)
}

/// Merges, and sees to it that merging again changes nothing.
#[track_caller]
fn settled(draft: &Draft, text: &str, sidecar: Option<&Sidecar>) -> (String, Merged) {
    let merged = merge(draft, Some(text), sidecar);
    let now = merged.text.clone().unwrap_or_else(|| text.to_owned());
    let again = merge(draft, Some(&now), Some(&merged.sidecar));
    assert_eq!((again.text, again.sidecar_changed, again.incoming), (None, false, None));
    (now, merged)
}

#[test]
fn a_new_file_is_made_and_made_again_is_the_same() {
    let (text, sidecar) = made(&json!({"title": "One", "tags": [], "date": "2016"}), "Text.\n");
    assert_eq!(text, "---\ntitle: \"One\"\ndate: \"2016\"\n---\n\nText.\n");
    let (now, merged) = settled(&draft(&json!({"title": "One", "date": "2016"}), "Text."), &text, Some(&sidecar));
    assert_eq!(now, text);
    assert!(!merged.person_touched && !merged.sidecar_changed && merged.changes.is_empty());
}

#[test]
fn what_is_still_ours_is_brought_up_to_date() {
    let (text, sidecar) = made(&json!({"title": "One", "place": "Rome", "tags": ["a", "b"]}), "Old.");
    let (now, merged) = settled(&draft(&json!({"title": "Two", "date": "2016", "tags": ["b", "c"]}), "New."), &text, Some(&sidecar));
    assert_eq!(now, "---\ntitle: \"Two\"\ndate: \"2016\"\ntags: [\"b\", \"c\"]\n---\n\nNew.\n");
    assert_eq!(merged.changes.len(), 5);
    assert!(merged.changes.contains(&"`title` is `Two` instead of `One`".to_owned()), "{:?}", merged.changes);
}

#[test]
fn a_persons_value_stays_and_ours_is_a_proposal() {
    let (text, sidecar) = made(&json!({"title": "One"}), "Text.");
    let edited = text.replace("\"One\"", "Mine # because");
    let (now, merged) = settled(&draft(&json!({"title": "One"}), "Text."), &edited, Some(&sidecar));
    assert_eq!((now.as_str(), merged.sidecar.proposals.len(), merged.person_touched), (edited.as_str(), 0, true));
    let (now, merged) = settled(&draft(&json!({"title": "Two"}), "Text."), &edited, Some(&merged.sidecar));
    assert_eq!((now.as_str(), &merged.sidecar.proposals["title"]), (edited.as_str(), &json!("Two")));
    // We come to say the same: no proposal, and it is still theirs when we change our mind.
    let (_, merged) = settled(&draft(&json!({"title": "Mine"}), "Text."), &edited, Some(&merged.sidecar));
    assert_eq!(merged.sidecar.proposals.len(), 0);
    let (now, _) = settled(&draft(&json!({"title": "Three"}), "Text."), &edited, Some(&merged.sidecar));
    assert_eq!(now, edited);
}

#[test]
fn what_a_person_deleted_does_not_come_back() {
    let (text, sidecar) = made(&json!({"title": "One", "place": "Rome", "tags": ["a", "b", "c"], "people": ["Ann"]}), "Text.");
    let edited = text.replace("place: \"Rome\"\n", "").replace("\"b\", ", "").replace("people: [\"Ann\"]\n", "");
    let (now, merged) = settled(
        &draft(&json!({"title": "One", "place": "Paris", "tags": ["a", "B", "c", "d"], "people": ["Bob"]}), "Text."),
        &edited,
        Some(&sidecar),
    );
    assert_eq!(now, edited.replace("\"c\"]", "\"c\", \"d\"]"));
    assert_eq!(merged.sidecar.removed["place"], [Value::Null]);
    assert_eq!(merged.sidecar.removed["tags"], [json!("b")]);
    assert!(merged.sidecar.proposals.is_empty());
    // Put back by the person, and deleted once more.
    let back = now.replace("title: \"One\"\n", "title: \"One\"\nplace: Oslo\n");
    let (kept, merged) =
        settled(&draft(&json!({"title": "One", "place": "Paris", "tags": ["a", "b"], "people": ["Bob"]}), "Text."), &back, Some(&merged.sidecar));
    assert!(kept.contains("place: Oslo\n") && !kept.contains("\"b\""));
    let (gone, _) = settled(
        &draft(&json!({"title": "One", "place": "Lima", "tags": ["a", "b"]}), "Text."),
        &kept.replace("place: Oslo\n", ""),
        Some(&merged.sidecar),
    );
    assert!(!gone.contains("place"));
}

#[test]
fn elements_belong_to_whoever_wrote_them() {
    let (text, sidecar) = made(&json!({"people": [{"name": "Ann Lee", "title": "Chair"}, {"name": "Bob", "title": "Cook"}]}), "Text.");
    let edited = text.replace("title: \"Chair\"", "title: \"Chairwoman\"").replace("  - name: \"Bob\"", "  - Cy # met him\n  - name: \"Bob\"");
    let new = json!({"people": [{"name": "The Ann Lee", "title": "Head"}, {"name": "Bob", "title": "Chef"}, "Dan"]});
    let (now, merged) = settled(&draft(&new, "Text."), &edited, Some(&sidecar));
    assert_eq!(now, edited.replace("\"Cook\"", "\"Chef\"").replace("---\n\nText", "  - \"Dan\"\n---\n\nText"));
    assert_eq!(merged.sidecar.proposals["people"], json!([{"name": "The Ann Lee", "title": "Head"}]));
    let (now, _) = settled(&draft(&json!({"people": []}), "Text."), &now, Some(&merged.sidecar));
    assert!(now.contains("Ann Lee") && now.contains("- Cy # met him") && !now.contains("Bob") && !now.contains("Dan"), "{now}");
}

#[test]
fn an_order_a_person_made_stays() {
    let (text, sidecar) = made(&json!({"tags": ["a", "b", "c"]}), "Text.");
    let edited = text.replace("\"a\", \"b\", \"c\"", "\"c\", \"a\", \"b\"");
    let (now, merged) = settled(&draft(&json!({"tags": ["a", "b", "c", "d"]}), "Text."), &edited, Some(&sidecar));
    assert!(now.contains("[\"c\", \"a\", \"b\", \"d\"]"), "{now}");
    let (now, _) = settled(&draft(&json!({"tags": ["d", "b", "a", "c"]}), "Text."), &now, Some(&merged.sidecar));
    assert!(now.contains("[\"c\", \"a\", \"b\", \"d\"]"), "{now}");
}

#[test]
fn the_same_event_in_another_edition_is_another_event() {
    let (text, sidecar) = made(&json!({"events": [{"name": "Forum", "edition": 5}]}), "Text.");
    let edited = text.replace("edition: 5", "edition: 6");
    let (now, merged) = settled(&draft(&json!({"events": [{"name": "Forum", "edition": 5}]}), "Text."), &edited, Some(&sidecar));
    assert_eq!(now, edited);
    assert_eq!(merged.sidecar.removed["events"], [json!({"name": "Forum", "edition": 5})]);
    let (text, sidecar) = made(&json!({"events": ["Forum"]}), "Text.");
    let (now, _) = settled(&draft(&json!({"events": [{"name": "Forum", "edition": 5}]}), "Text."), &text, Some(&sidecar));
    assert_eq!(now.matches("Forum").count(), 1);
}

#[test]
fn everything_else_in_the_file_stays_to_the_byte() {
    let (text, sidecar) = made(&json!({"title": "One", "date": "2016", "tags": ["a"]}), "Text.");
    let edited = text.replace("title:", "# mine\nmood: {a: 1}   # own\ntitle:").replace("\"2016\"", "2016  # sure").replace('\n', "\r\n");
    let (now, _) = settled(&draft(&json!({"title": "Two", "date": "2016", "tags": ["a", "b"]}), "New.\n\nText."), &edited, Some(&sidecar));
    assert_eq!(now, edited.replace("\"One\"", "\"Two\"").replace("[\"a\"]", "[\"a\", \"b\"]").replace("\r\n\r\nText.", "\r\n\r\nNew.\r\n\r\nText."));
}

#[test]
fn without_notes_every_difference_is_a_persons() {
    let (text, _) = made(&json!({"title": "One", "place": "Rome", "tags": ["a"]}), "Text.");
    let edited = text.replace("\"One\"", "\"Mine\"").replace("place: \"Rome\"\n", "").replace("[\"a\"]", "[\"x\"]").replace("Text.", "Text of mine.");
    let new = draft(&json!({"title": "Two", "place": "Rome", "tags": ["a", "b"], "date": "2016"}), "New text.");
    let (now, merged) = settled(&new, &edited, None);
    assert_eq!(now, edited);
    let newer = draft(&json!({"title": "Three", "place": "Lima", "tags": ["a", "b", "c"], "date": "2017"}), "Newer text.");
    let (now, _) = settled(&newer, &now, Some(&merged.sidecar));
    assert!(
        now.contains("\"Mine\"")
            && !now.contains("place")
            && !now.contains("date")
            && now.contains("[\"x\", \"c\"]")
            && now.contains("Text of mine."),
        "{now}"
    );
}

#[test]
fn a_deleted_article_stays_deleted_and_an_unreadable_one_as_it_is() {
    let (text, sidecar) = made(&json!({"title": "One"}), "Text.");
    let merged = merge(&draft(&json!({"title": "Two"}), "New."), None, Some(&sidecar));
    assert!(merged.deleted && merged.text.is_none() && !merged.sidecar_changed);
    assert_eq!(merged.sidecar, sidecar);
    let broken = text.replace("\"One\"", "\"One");
    let merged = merge(&draft(&json!({"title": "Two"}), "New."), Some(&broken), Some(&sidecar));
    assert!(merged.text.is_none() && !merged.sidecar_changed && merged.person_touched);
}

#[test]
fn an_edited_body_takes_what_is_new_elsewhere_and_else_waits_for_a_person() {
    let (text, sidecar) = made(&json!({"title": "One"}), "First.\n\nSecond.\n\nThird.\n\nFourth.");
    let edited = text.replace("First.", "First, edited.");
    let (now, merged) = settled(&draft(&json!({"title": "One"}), "First.\n\nSecond.\n\nThird.\n\nFourth, new."), &edited, Some(&sidecar));
    assert!(now.ends_with("First, edited.\n\nSecond.\n\nThird.\n\nFourth, new.\n") && merged.incoming.is_none(), "{now}");
    let (now, merged) = settled(&draft(&json!({"title": "Two"}), "First, new.\n\nSecond.\n\nThird.\n\nFourth."), &edited, Some(&sidecar));
    assert_eq!(now, edited.replace("\"One\"", "\"Two\""));
    assert_eq!(merged.incoming.as_deref(), Some("---\ntitle: \"Two\"\n---\n\nFirst, new.\n\nSecond.\n\nThird.\n\nFourth.\n"));
    let (now, merged) = settled(&draft(&json!({"title": "One"}), "First, edited.\n\nSecond.\n\nThird.\n\nFourth."), &edited, Some(&sidecar));
    assert_eq!((now, merged.sidecar.body.lines().next()), (edited, Some("First, edited.")));
}

#[test]
fn the_text_of_an_entity_is_never_touched() {
    let entity = |name: &str| Draft {
        kind: DraftKind::Entity(crate::content::matter::EntityKind::Organisation),
        ..draft(&json!({"name": name, "acronym": "IOM"}), "")
    };
    let made = merge(&entity("One"), None, None);
    let edited = made.text.unwrap() + "\nWords of mine.\n";
    let (now, _) = settled(&entity("Two"), &edited, Some(&made.sidecar));
    assert_eq!(now, edited.replace("One", "Two"));
}

#[test]
fn what_cannot_be_written_is_a_proposal_and_said() {
    let (_, sidecar) = made(&json!({"title": "One"}), "Text.");
    let odd = "---\n{title: One}\n---\n\nText.\n";
    let (now, merged) = settled(&draft(&json!({"title": "Two"}), "Text."), odd, Some(&sidecar));
    assert_eq!((now.as_str(), merged.report.diagnostics.len()), (odd, 1));
    assert_eq!(merged.sidecar.proposals["title"], json!("Two"));
}

#[test]
fn an_answered_question_is_not_asked_again() {
    let question =
        |field: &str| Question { field: field.into(), question: "?".into(), candidates: Vec::new(), sentence: String::new(), help: String::new() };
    let mut asking = draft(&json!({"title": "One"}), "Text.");
    asking.questions = vec![question("date"), question("place")];
    let made = merge(&asking, None, None);
    assert_eq!(made.sidecar.questions.len(), 2);
    let answered = made.text.unwrap().replace("title:", "date: 2016\ntitle:");
    let (_, merged) = settled(&asking, &answered, Some(&made.sidecar));
    assert_eq!(merged.sidecar.questions, [question("place")]);
}
