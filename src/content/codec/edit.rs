//! Changing single keys of a file that belongs to people: the lines of that key change, every other byte stays.
//!
//! Nobody's editing of YAML is to be trusted with people's files, ours included. So the result is read again by the reader of
//! [`super::read`], and refused unless the changed key says what it should, every other key says what it said,
//! every comment is still there, the body is the same to the byte, and another library reads the same out of it.

use super::layout::{Form, Layout, Placed, layout};
use super::same::{is_empty, same};
use super::{Format, Split, edit_toml, line_feeds, shape, split, witness, write};
use indexmap::IndexMap;
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::Range;

/// One change of front matter.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldChange {
    /// The key shall say this. An empty value removes it.
    Set(String, Value),
    /// The key shall be gone.
    Remove(String),
    /// The key's list shall end with this as well.
    AddItem(String, Value),
    /// The key's list shall not hold this; the key goes with its last item.
    RemoveItem(String, Value),
}

impl FieldChange {
    /// The key that changes.
    pub fn key(&self) -> &str {
        match self {
            Self::Set(key, _) | Self::Remove(key) | Self::AddItem(key, _) | Self::RemoveItem(key, _) => key,
        }
    }

    /// What the key shall say, given what it says.
    fn wanted(&self, now: &Value) -> Value {
        match self {
            Self::Set(_, value) => value.clone(),
            Self::Remove(_) => Value::Null,
            Self::AddItem(_, item) => {
                let mut items = items(now);
                items.push(item.clone());
                Value::Array(items)
            }
            Self::RemoveItem(_, item) => Value::Array(items(now).into_iter().filter(|other| !same(other, item)).collect()),
        }
    }
}

fn items(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items.clone(),
        value if is_empty(value) => Vec::new(),
        value => vec![value.clone()],
    }
}

/// Why a file is left as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The front matter cannot be read.
    #[error("the front matter cannot be read")]
    Unreadable,
    /// The front matter is not made of one line or more for each key.
    #[error("the front matter is laid out in a way that cannot be edited safely")]
    Layout,
    /// The change would have cost something else.
    #[error("`{0}` cannot be changed without touching something else")]
    Lost(String),
}

/// The file with the changes made, in order; an unchanged text when there is nothing to do.
pub fn edit(text: &str, changes: &[FieldChange]) -> Result<String, Refused> {
    let fed = line_feeds(text);
    let returns = matches!(fed, std::borrow::Cow::Owned(_));
    let mut now = fed.into_owned();
    for change in changes {
        now = one(&now, change)?;
    }
    Ok(if returns { now.replace('\n', "\r") } else { now })
}

/// The file with another body. Front matter and line breaks stay as they are.
pub fn set_body(text: &str, body: &str) -> String {
    let Ok(Split { body: old, format, .. }) = split(text) else {
        return text.to_owned();
    };
    let eol = line_break(text);
    let mut out = text[..old.start].to_owned();
    if format != Format::None && !out.ends_with(['\n', '\r']) {
        out.push_str(eol);
    }
    let before = old.of(text);
    let blank = &before[..before.len() - before.trim_start_matches(['\n', '\r', ' ', '\t']).len()];
    let blank = &blank[..blank.rfind(['\n', '\r']).map_or(0, |at| at + 1)];
    let new = super::plain_body(body);
    if new.is_empty() {
        return out;
    }
    if before.trim().is_empty() && format != Format::None {
        out.push_str(eol);
    } else {
        out.push_str(blank);
    }
    out.push_str(&new.replace('\n', eol));
    out.push_str(eol);
    out
}

fn line_break(text: &str) -> &'static str {
    match text.find(['\n', '\r']) {
        Some(at) if text[at..].starts_with("\r\n") => "\r\n",
        Some(at) if text[at..].starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// Everything a file's front matter says, whatever kind of file it is: known keys of both kinds are read as text.
fn says(text: &str, split: &Split) -> Result<IndexMap<String, Value>, Refused> {
    let table = super::node::parse(text, split).map_err(|_| Refused::Unreadable)?;
    Ok(shape::fields(&table, shape::ANY))
}

fn one(text: &str, change: &FieldChange) -> Result<String, Refused> {
    let parts = split(text).map_err(|_| Refused::Unreadable)?;
    let before = says(text, &parts)?;
    let key = change.key();
    let now = before.get(key).cloned().unwrap_or_default();
    let wanted = change.wanted(&now);
    if same(&now, &wanted) && (before.contains_key(key) != is_empty(&wanted)) {
        return Ok(text.to_owned());
    }
    let after = match parts.format {
        Format::None => with_front_matter(text, &parts, key, &wanted),
        Format::Yaml => {
            let matter = parts.matter.of(text);
            let edited = Edit { matter, layout: layout(matter).ok_or(Refused::Layout)?, eol: line_break(text) }.set(key, &now, &wanted)?;
            format!("{}{edited}{}", &text[..parts.matter.start], &text[parts.matter.end..])
        }
        Format::Toml => {
            let edited = edit_toml::set(parts.matter.of(text), key, &wanted).ok_or(Refused::Layout)?;
            format!("{}{edited}{}", &text[..parts.matter.start], &text[parts.matter.end..])
        }
    };
    check(text, &parts, &before, &after, key, &wanted).map(|()| after)
}

/// Reads the result again and compares it with what was there.
fn check(text: &str, parts: &Split, before: &IndexMap<String, Value>, after: &str, key: &str, wanted: &Value) -> Result<(), Refused> {
    let lost = || Refused::Lost(key.to_owned());
    let now = split(after).map_err(|_| lost())?;
    let says_now = says(after, &now).map_err(|_| lost())?;
    let right = match says_now.get(key) {
        None => is_empty(wanted),
        Some(value) => !is_empty(wanted) && same(value, wanted),
    };
    let others = |fields: &IndexMap<String, Value>| -> Vec<(String, Value)> {
        fields.iter().filter(|(other, _)| *other != key).map(|(key, value)| (key.clone(), value.clone())).collect()
    };
    let there = comments(after, &now);
    let kept = comments(text, parts).into_iter().all(|(comment, times)| there.get(&comment).is_some_and(|&now| now >= times));
    let second = now.format != Format::Yaml || witness::agrees(now.matter.of(after), &says_now);
    let whole = second
        && right
        && others(before) == others(&says_now)
        && kept
        && parts.body.of(text) == now.body.of(after)
        && parts.format_after() == now.format;
    if whole { Ok(()) } else { Err(lost()) }
}

impl Split {
    /// The format a file has once something is set in it.
    const fn format_after(&self) -> Format {
        match self.format {
            Format::None => Format::Yaml,
            format => format,
        }
    }
}

/// Every comment, and how often it is there.
fn comments(text: &str, parts: &Split) -> BTreeMap<String, usize> {
    let matter = parts.matter.of(text);
    let mut found = BTreeMap::new();
    let mut count = |comment: &str| *found.entry(comment.trim_end().to_owned()).or_insert(0) += 1;
    match parts.format {
        Format::None => {}
        Format::Yaml => {
            for range in layout(matter).unwrap_or_default().comments {
                count(&matter[range]);
            }
        }
        // A line of a longer text that begins like a comment counts too: that only makes us refuse more.
        Format::Toml => matter.lines().filter_map(|line| line.find('#').map(|at| &line[at..])).for_each(count),
    }
    found
}

fn with_front_matter(text: &str, parts: &Split, key: &str, wanted: &Value) -> String {
    let eol = line_break(text);
    let lines = write::entry(&write::key_text(key), key, wanted);
    let (mark, rest) = text.split_at(parts.body.start);
    format!("{mark}---{eol}{}{eol}---{eol}{rest}", lines.join(eol))
}

/// YAML being edited.
struct Edit<'m> {
    matter: &'m str,
    layout: Layout,
    eol: &'static str,
}

impl Edit<'_> {
    fn set(&self, key: &str, now: &Value, wanted: &Value) -> Result<String, Refused> {
        let Some(entry) = self.layout.entries.iter().find(|entry| entry.key == key) else {
            return Ok(self.insert(key, wanted));
        };
        let lines = self.lines_of(entry)?;
        if is_empty(wanted) {
            return Ok(self.replace(lines.clone(), &self.kept(&lines, "")));
        }
        if let Some(edited) =
            self.scalar(entry, wanted).or_else(|| self.flow_list(entry, now, wanted)).or_else(|| self.block_list(entry, &lines, now, wanted))
        {
            return Ok(edited);
        }
        Ok(self.whole(entry, &lines, wanted))
    }

    fn replace(&self, range: Range<usize>, new: &str) -> String {
        format!("{}{new}{}", &self.matter[..range.start], &self.matter[range.end..])
    }

    /// The whole lines of a key: from its first letter to the end of its value's last line. Comments and blank lines behind it are not part.
    fn lines_of(&self, entry: &Placed) -> Result<Range<usize>, Refused> {
        let start = entry.key_range.start;
        if start != self.line_start(start) {
            return Err(Refused::Layout);
        }
        let value = self.matter[..entry.value.range.end].trim_end().len();
        let end = self.line_end(value.max(entry.key_range.end));
        let next = self.layout.entries.iter().map(|other| other.key_range.start).find(|&other| other > start);
        if next.is_some_and(|next| next < end) { Err(Refused::Layout) } else { Ok(start..end) }
    }

    fn line_start(&self, at: usize) -> usize {
        self.matter[..at].rfind('\n').map_or(0, |at| at + 1)
    }

    /// One past the line break of the line that holds this place.
    fn line_end(&self, at: usize) -> usize {
        self.matter[at..].find('\n').map_or(self.matter.len(), |end| at + end + 1)
    }

    fn comments_in(&self, range: &Range<usize>) -> impl Iterator<Item = &str> {
        self.layout
            .comments
            .iter()
            .filter(|comment| range.start <= comment.start && comment.end <= range.end)
            .map(|comment| self.matter[comment.clone()].trim_end())
    }

    /// The comments of a stretch that goes, each a line of its own.
    fn kept(&self, range: &Range<usize>, indent: &str) -> String {
        self.comments_in(range).flat_map(|comment| [indent, comment, self.eol]).collect()
    }

    fn joined(&self, lines: &[String]) -> String {
        lines.iter().flat_map(|line| [line, self.eol]).collect()
    }

    /// Puts a new key where a new file would have it, as far as the keys that are there allow; else at the end.
    fn insert(&self, key: &str, wanted: &Value) -> String {
        if is_empty(wanted) {
            return self.matter.to_owned();
        }
        let before = shape::before(key);
        let after = self.layout.entries.iter().rfind(|entry| before.contains(&entry.key.as_str()));
        let at = after.and_then(|entry| self.lines_of(entry).ok()).map_or(self.matter.len(), |lines| lines.end);
        let mut new = self.joined(&write::entry(&write::key_text(key), key, wanted));
        if at > 0 && !self.matter[..at].ends_with('\n') {
            new.insert_str(0, self.eol);
        }
        self.replace(at..at, &new)
    }

    /// One text or number for another, on the key's own line.
    fn scalar(&self, entry: &Placed, wanted: &Value) -> Option<String> {
        let range = &entry.value.range;
        let one_line = self.line_end(entry.key_range.start) >= range.end && !self.matter[range.clone()].starts_with(['|', '>', '*']);
        if !matches!(entry.value.form, Form::Scalar) || wanted.is_array() || wanted.is_object() || !one_line {
            return None;
        }
        let new = write::flow(&entry.key, wanted);
        if range.is_empty() {
            let colon = entry.key_range.end + self.matter[entry.key_range.end..].find(':')? + 1;
            return Some(self.replace(colon..colon, &format!(" {new}")));
        }
        Some(self.replace(range.clone(), &new))
    }

    /// A list on one line: items that stay are copied as they are written.
    fn flow_list(&self, entry: &Placed, now: &Value, wanted: &Value) -> Option<String> {
        let (Form::FlowList(places), Value::Array(now), Value::Array(wanted)) = (&entry.value.form, now, wanted) else { return None };
        let range = &entry.value.range;
        if places.len() != now.len() || self.matter[range.clone()].contains(['\n', '#']) {
            return None;
        }
        let mut free: Vec<(&Value, &Range<usize>)> = now.iter().zip(places).collect();
        let words = wanted.iter().map(|item| match free.iter().position(|(old, _)| same(old, item)) {
            Some(index) => self.matter[free.remove(index).1.clone()].to_owned(),
            None => write::flow(&entry.key, item),
        });
        let list = format!("[{}]", words.collect::<Vec<_>>().join(", "));
        Some(self.replace(range.clone(), &list))
    }

    /// A list with a line or more for each item: items that stay keep their lines, and the comments of those that go stay.
    fn block_list(&self, entry: &Placed, lines: &Range<usize>, now: &Value, wanted: &Value) -> Option<String> {
        let (Form::BlockList(places), Value::Array(now), Value::Array(wanted)) = (&entry.value.form, now, wanted) else { return None };
        let starts: Vec<usize> = places.iter().map(|place| self.line_start(place.start)).collect();
        let indent = starts.first().map(|&start| &self.matter[start..start + self.matter[start..].find('-').unwrap_or(0)])?;
        let hyphens = starts.iter().all(|&start| self.matter[start..].starts_with(indent) && self.matter[start + indent.len()..].starts_with("- "));
        let apart = starts.windows(2).all(|pair| pair[0] < pair[1]) && starts[0] > entry.key_range.start;
        if places.len() != now.len() || !indent.trim().is_empty() || !hyphens || !apart {
            return None;
        }
        let stretch = |index: usize| starts[index]..starts.get(index + 1).copied().unwrap_or(lines.end);
        let mut old: Vec<Option<usize>> = (0..now.len()).map(Some).collect();
        let taken: Vec<Option<usize>> = wanted
            .iter()
            .map(|item| old.iter_mut().find(|index| index.is_some_and(|index| same(&now[index], item))).and_then(Option::take))
            .collect();
        let mut new = String::new();
        for (item, kept) in wanted.iter().zip(taken) {
            if let Some(index) = kept {
                new.push_str(&self.matter[stretch(index)]);
                if !new.ends_with('\n') {
                    new.push_str(self.eol);
                }
                continue;
            }
            // What was said about an item stays with the one that takes its place.
            let replaced = old.iter_mut().find(|index| index.is_some_and(|index| name(&now[index]) == name(item))).and_then(Option::take);
            if let Some(index) = replaced {
                new.push_str(&self.kept(&stretch(index), indent));
            }
            new.push_str(&self.joined(&write::item(&entry.key, item, indent)));
        }
        for index in old.into_iter().flatten() {
            new.push_str(&self.kept(&stretch(index), indent));
        }
        Some(self.replace(starts[0]..lines.end, &new))
    }

    /// All lines of the key anew; the comment on its first line stays there, others go above.
    fn whole(&self, entry: &Placed, lines: &Range<usize>, wanted: &Value) -> String {
        let first_line = lines.start..self.line_end(lines.start);
        let beside: Vec<&str> = self.comments_in(&first_line).collect();
        let mut new = self.kept(&(first_line.end.min(lines.end)..lines.end), "");
        for (index, line) in write::entry(&self.matter[entry.key_range.clone()], &entry.key, wanted).iter().enumerate() {
            new.push_str(line);
            if index == 0 {
                for comment in &beside {
                    new.push(' ');
                    new.push_str(comment);
                }
            }
            new.push_str(self.eol);
        }
        self.replace(lines.clone(), &new)
    }
}

/// The folded name by which items of lists are told apart.
fn name(value: &Value) -> String {
    crate::base::text::fold_name(value.as_str().or_else(|| value.get("name").and_then(Value::as_str)).unwrap_or_default())
}
