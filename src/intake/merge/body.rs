//! The body: converted once, then brought up to date as long as it can be without a doubt.

use super::Merged;
use crate::content::codec;
use crate::content::finding::Sidecar;
use crate::intake::draft::Draft;
use std::collections::BTreeMap;

/// Gives the file's text with its new body; notes in `merged` what was last written, and the new version when a person must choose.
pub(super) fn merge(draft: &Draft, text: String, old: &Sidecar, merged: &mut Merged) -> String {
    let base = codec::plain_body(&old.body);
    let new = codec::plain_body(&draft.body);
    let Some(file) = codec::body(&text) else { return text };
    merged.sidecar.body.clone_from(&new);
    if file == new || new == base {
        return text;
    }
    if file == base {
        merged.changes.push("the text is brought up to date".to_owned());
        return codec::set_body(&text, &new);
    }
    match three_way(&base, &file, &new) {
        Some(body) if body == file => text,
        Some(body) => {
            merged.changes.push("what is new in the text is added to the edited one".to_owned());
            codec::set_body(&text, &body)
        }
        None => {
            merged.incoming = Some(codec::write_new(&draft.fields, &draft.body));
            merged.changes.push("the text was edited and is new in the same place: the new one lies beside it".to_owned());
            text
        }
    }
}

/// Both changes in one text; None when they touch each other, or when a line of the person's would be missing.
fn three_way(base: &str, file: &str, new: &str) -> Option<String> {
    // The merge goes by lines, and the last one needs its break to be a line like the others.
    let [base, file, new] = [base, file, new].map(|text| format!("{text}\n"));
    let body = codec::plain_body(&diffy::merge(&base, &file, &new).ok()?);
    let (mut there, mut theirs) = (counted(&body), counted(&file));
    for (line, times) in counted(&base) {
        if let Some(count) = theirs.get_mut(line) {
            *count -= times;
        }
    }
    let kept = theirs
        .into_iter()
        .filter(|&(line, times)| times > 0 && !line.trim().is_empty())
        .all(|(line, times)| there.remove(line).unwrap_or(0) >= times);
    kept.then_some(body)
}

/// How often each line is there.
fn counted(text: &str) -> BTreeMap<&str, i64> {
    let mut lines = BTreeMap::new();
    for line in text.lines() {
        *lines.entry(line).or_insert(0) += 1;
    }
    lines
}
