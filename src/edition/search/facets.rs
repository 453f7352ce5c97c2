//! What results can be narrowed to: kinds of article, organisations, places. Each with the numbers of its articles, so that the script can
//! count without loading an article.

use super::postings::Postings;
use crate::archive::term::ArticleId;
use crate::content::matter::EntityKind;
use crate::edition::plan::Edition;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One way to narrow results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// Press release, report …
    Kind,
    /// An organisation the article names.
    Organisation,
    /// A place the article names.
    Place,
}

/// A facet lists organisations, those with most articles first, while all of them together have at most this many times as many mentions as there are articles; small
/// archives list all.
const MENTIONS: usize = 2;

/// However small an archive is, so many mentions are listed.
const FEW: usize = 2_000;

/// Beyond so many, a list to choose from helps nobody.
const MOST: usize = 200;

impl Facet {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Kind, Self::Organisation, Self::Place];

    /// The name of its file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kind => "kinds",
            Self::Organisation => "organisations",
            Self::Place => "places",
        }
    }

    /// `[[name, numbers], …]`.
    pub(super) fn list(self, edition: &Edition<'_>) -> Value {
        let archive = edition.archive;
        let mut of: Vec<(&str, Vec<u64>)> = match self {
            Self::Kind => {
                let mut kinds: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
                for (id, shelved) in archive.articles.quiet().iter().enumerate() {
                    if let Some(kind) = &shelved.article.matter.format {
                        kinds.entry(kind).or_default().push(edition.numbers.of(id));
                    }
                }
                kinds.into_iter().collect()
            }
            Self::Organisation => terms(edition, EntityKind::Organisation),
            Self::Place => terms(edition, EntityKind::Place),
        };
        of.sort_by(|(one, a), (other, b)| b.len().cmp(&a.len()).then(one.cmp(other)));
        let mut room = (archive.articles.quiet().len() * MENTIONS).max(FEW);
        let mut list = Vec::new();
        for (name, mut numbers) in of.into_iter().take(MOST) {
            if self != Self::Kind {
                match room.checked_sub(numbers.len()) {
                    Some(left) => room = left,
                    None => break,
                }
            }
            numbers.sort_unstable();
            let mut postings = Postings::default();
            for number in numbers {
                postings.push(number);
            }
            let mut text = String::new();
            postings.write_to(&mut text);
            list.push(json!([name, text]));
        }
        Value::Array(list)
    }
}

fn terms<'e>(edition: &Edition<'e>, kind: EntityKind) -> Vec<(&'e str, Vec<u64>)> {
    let number = |article: ArticleId| edition.numbers.of(article);
    let of_kind = edition.archive.terms.quiet().iter().filter(|term| term.kind == kind);
    of_kind.map(|term| (term.name.as_str(), term.mentions.quiet().iter().map(|mention| number(mention.article)).collect())).collect()
}
