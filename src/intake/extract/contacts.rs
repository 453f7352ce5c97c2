//! Press contacts: names, telephone numbers and mail addresses of the contact blocks. Private unless the settings publish them.

use super::{ContactMention, Facts, Reading};
use crate::base::span::Span;
use crate::intake::survey::blocks::{self, EMAIL, Role};
use crate::intake::survey::names;
use crate::lexicon::cues::CueKind;
use regex::Regex;
use std::sync::LazyLock;

/// Up to six words with capitals.
static CAPITALS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\p{Lu}[\p{L}\p{M}’'-]+(?: \p{Lu}[\p{L}\p{M}’'-]+){0,5}").expect("a fixed pattern"));

/// Words before a number that name the line and not who answers it.
const CHANNELS: &[&str] =
    &["Tel", "Telephone", "Phone", "Mobile", "Fax", "Email", "E-mail", "Mail", "Téléphone", "Tél", "Courriel", "Teléfono", "Correo", "Telefon"];

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
        if let Some((first, _)) = reaches.first().filter(|_| names.is_empty() && contacts.is_empty()) {
            names.extend(desk(reading, text).or_else(|| words_before(text, *first)));
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
        let acronym = end > at && (at..end).any(|index| crate::intake::survey::acronyms::looks_like_acronym(&tokens[index], text));
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

/// The last capitalised words before the first number or address, wherever the cue stands: “… contact Example Desk, (02) 5550 0100”.
fn words_before(text: &str, first: Span) -> Option<(Span, String)> {
    let found = CAPITALS.find_iter(text.get(..first.start)?).filter(|found| !CHANNELS.contains(&found.as_str())).last()?;
    Some((Span::new(found.start(), found.end()), found.as_str().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desk_is_the_last_name_before_its_number() {
        for (text, number, name) in [
            ("CANBERRA. For further information contact Example Desk, (02) 5550 0100", "(02)", Some("Example Desk")),
            ("Media contacts:\nIn Geneva, Example Desk, geneva@desk.example.org", "geneva@", Some("Example Desk")),
            ("ask the Example Desk Bangkok, telephone +66 2 555 0100", "+66", Some("Example Desk Bangkok")),
            ("ask us. Tel: +66 2 555 0100", "+66", None),
        ] {
            let at = text.find(number).unwrap();
            assert_eq!(words_before(text, Span::new(at, at + 1)).map(|(_, name)| name).as_deref(), name, "{text}");
        }
    }
}
