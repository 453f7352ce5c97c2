//! Press contacts: names, telephone numbers and mail addresses of the contact blocks. Private unless the settings publish them.

use super::blocks::{self, EMAIL, Role};
use super::names;
use super::{ContactMention, Facts, Reading};
use crate::base::span::Span;
use crate::lexicon::cues::CueKind;

/// Finds contacts.
pub fn extract(reading: &Reading<'_>, facts: &mut Facts) {
    let mut contacts: Vec<ContactMention> = Vec::new();
    for block in reading.layout.with(Role::Contact) {
        let span = reading.document.blocks[block].span;
        let text = span.of(reading.text());
        let mut reaches: Vec<(Span, bool)> = EMAIL.find_iter(text).map(|found| (Span::new(found.start(), found.end()), true)).collect();
        let mails = reaches.clone();
        reaches.extend(blocks::phones(text).filter(|phone| !mails.iter().any(|(mail, _)| mail.overlaps(phone))).map(|span| (span, false)));
        reaches.sort();
        let mut names: Vec<(Span, String)> = people(reading, span);
        if names.is_empty() && !reaches.is_empty() && contacts.is_empty() {
            names.extend(desk(reading, text));
        }
        let mut next_name = names.into_iter().peekable();
        for (reach, mail) in reaches {
            while next_name.peek().is_some_and(|(at, _)| at.start < reach.start) {
                if let Some((at, name)) = next_name.next() {
                    contacts.push(ContactMention { span: Some(at.shifted(span.start)), name, ..ContactMention::default() });
                }
            }
            if contacts.is_empty() {
                contacts.push(ContactMention { span: Some(reach.shifted(span.start)), ..ContactMention::default() });
            }
            if let Some(contact) = contacts.last_mut() {
                let value = reach.of(text).to_owned();
                let list = if mail { &mut contact.emails } else { &mut contact.phones };
                if !list.contains(&value) {
                    list.push(value);
                }
            }
        }
        for (at, name) in next_name {
            contacts.push(ContactMention { span: Some(at.shifted(span.start)), name, ..ContactMention::default() });
        }
    }
    contacts.retain(|contact| !contact.phones.is_empty() || !contact.emails.is_empty());
    facts.contacts = contacts;
}

/// Persons named in a contact block.
fn people(reading: &Reading<'_>, span: Span) -> Vec<(Span, String)> {
    let tokens = reading.tokens(span);
    let text = reading.text();
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (end, words) = names::person_run(text, tokens, at, reading.lexicon);
        let starts = at == 0 || !tokens[at - 1].is_capital();
        let plain =
            (at..end).all(|index| !reading.tables.is_common(tokens[index].of(text)) || reading.lexicon.words.is_given_name(tokens[index].of(text)));
        let place = end > at && reading.lexicon.places.resolve(&text[tokens[at].span.start..tokens[end - 1].span.end], None).is_some();
        let acronym = end > at && (at..end).any(|index| super::acronyms::looks_like_acronym(&tokens[index], text));
        if (2..=4).contains(&words) && starts && plain && !place && !acronym {
            let name = Span::new(tokens[at].span.start - span.start, tokens[end - 1].span.end - span.start);
            found.push((name, name.of(span.of(text)).to_owned()));
            at = end;
        } else {
            at = end.max(at + 1);
        }
    }
    found
}

/// The desk a contact line names: what stands between the cue's colon and the first number.
fn desk(reading: &Reading<'_>, text: &str) -> Option<(Span, String)> {
    let (_, skip) = reading.lexicon.words.cue_at_start(CueKind::Contact, text)?;
    let rest = text[skip..].trim_start_matches([':', ' ', '-', '–']);
    let start = text.len() - rest.len();
    let end = rest.find(|c: char| c.is_ascii_digit() || matches!(c, '(' | '+' | ':' | ',' | ';')).unwrap_or(rest.len());
    let name = rest[..end].trim();
    (name.starts_with(|c: char| c.is_uppercase()) && name.split_whitespace().count() <= 6)
        .then(|| (Span::new(start, start + name.len()), name.to_owned()))
}
