//! Lists of named things: organisations, people, places, events, contacts, former names.

use super::super::node::{Data, Entry};
use super::super::shape;
use super::Reader;
use crate::base::date::When;
use crate::base::report::Diagnostic;
use crate::base::text::nearest;
use crate::content::matter::{ContactRef, EventRef, FormerName, OrganisationRef, PersonRef, PlaceRef};

impl Reader<'_> {
    /// The entries of a list that takes plain names and tables with a `name`; one entry stands for a list of one.
    fn named<'n>(&mut self, entry: &'n Entry, known: shape::Shapes) -> Vec<(String, &'n [Entry])> {
        let items = match &entry.node.data {
            Data::List(items) => items.as_slice(),
            Data::Empty => &[],
            _ => std::slice::from_ref(&entry.node),
        };
        let mut named = Vec::new();
        for item in items {
            if let Data::Table(table) = &item.data {
                for inner in table.iter().filter(|inner| !known.iter().any(|row| row.key == inner.key)) {
                    if let Some(meant) = nearest(&inner.key, known.iter().map(|row| row.key)) {
                        self.push(
                            Diagnostic::warning("key-unknown", format!("`{}` is no known key of `{}`", inner.key, entry.key))
                                .help(format!("did you mean `{meant}`?")),
                            inner.key_span,
                        );
                    }
                }
                match table.iter().find(|inner| inner.key == "name").and_then(|name| self.text(name)) {
                    Some(name) => named.push((name, table.as_slice())),
                    None => self.push(
                        Diagnostic::error("name-missing", format!("an entry of `{}` has no `name`", entry.key))
                            .help("add a line `name: \"…\"` to it"),
                        item.span,
                    ),
                }
            } else if let Some(name) = self.text_of(&entry.key, item) {
                named.push((name, &[]));
            }
        }
        named
    }

    fn inner(&mut self, table: &[Entry], key: &str) -> Option<String> {
        table.iter().find(|entry| entry.key == key).and_then(|entry| self.text(entry))
    }

    fn inner_list(&mut self, table: &[Entry], key: &str) -> Vec<String> {
        table.iter().find(|entry| entry.key == key).map_or_else(Vec::new, |entry| self.texts(entry))
    }

    fn inner_date(&mut self, table: &[Entry], key: &str) -> Option<When> {
        table.iter().find(|entry| entry.key == key).and_then(|entry| self.date(key, &entry.node))
    }

    pub(super) fn organisations(&mut self, entry: &Entry) -> Vec<OrganisationRef> {
        let named = self.named(entry, shape::ORGANISATION);
        named
            .into_iter()
            .map(|(name, table)| OrganisationRef { name, role: self.inner(table, "role"), country: self.inner(table, "country") })
            .collect()
    }

    pub(super) fn people(&mut self, entry: &Entry) -> Vec<PersonRef> {
        let named = self.named(entry, shape::PERSON);
        named.into_iter().map(|(name, table)| PersonRef { name, title: self.inner(table, "title"), of: self.inner(table, "of") }).collect()
    }

    pub(super) fn places(&mut self, entry: &Entry) -> Vec<PlaceRef> {
        let named = self.named(entry, shape::PLACE);
        named.into_iter().map(|(name, table)| PlaceRef { name, country: self.inner(table, "country"), kind: self.inner(table, "kind") }).collect()
    }

    pub(super) fn events(&mut self, entry: &Entry) -> Vec<EventRef> {
        let named = self.named(entry, shape::EVENT);
        named
            .into_iter()
            .map(|(name, table)| EventRef {
                name,
                acronym: self.inner(table, "acronym"),
                edition: self.edition(table),
                date: self.inner_date(table, "date"),
                place: self.inner(table, "place"),
            })
            .collect()
    }

    fn edition(&mut self, table: &[Entry]) -> Option<u32> {
        let entry = table.iter().find(|entry| entry.key == "edition")?;
        let text = self.text(entry)?;
        let number = text.trim_end_matches(char::is_alphabetic).parse().ok();
        if number.is_none() {
            self.mistyped("edition", "a number", entry.node.span);
        }
        number
    }

    pub(super) fn contacts(&mut self, entry: &Entry) -> Vec<ContactRef> {
        let named = self.named(entry, shape::CONTACT);
        named
            .into_iter()
            .map(|(name, table)| ContactRef {
                name,
                phones: self.inner_list(table, "phones"),
                emails: self.inner_list(table, "emails"),
                of: self.inner(table, "of"),
            })
            .collect()
    }

    pub(super) fn former(&mut self, entry: &Entry) -> Vec<FormerName> {
        let named = self.named(entry, shape::FORMER);
        named
            .into_iter()
            .map(|(name, table)| FormerName { name, from: self.inner_date(table, "from"), until: self.inner_date(table, "until") })
            .collect()
    }
}
