//! Every word of the archive, with the numbers of the articles that have it: in their titles, else in their names and tags, else in their texts.

use super::fold;
use super::groups::Groups;
use super::postings::Postings;
use crate::archive::Archive;
use crate::archive::term::ArticleId;
use crate::edition::plan::Edition;
use indexmap::IndexMap;
use std::fmt::Write as _;
use std::hash::{BuildHasherDefault, Hasher};
use std::thread;

/// The articles of a word: each stands in the first list that fits.
#[derive(Clone, Debug, Default)]
struct Lists {
    /// The number that was added last.
    last: Option<u64>,
    /// In the text, among names and tags, in the title.
    lists: [Postings; 3],
}

const TEXT: usize = 0;
const NAMES: usize = 1;
const TITLE: usize = 2;

impl Lists {
    fn push(&mut self, number: u64, list: usize) {
        if self.last != Some(number) {
            self.last = Some(number);
            self.lists[list].push(number);
        }
    }

    /// The three lists, a full stop between them and none at the end.
    fn text(&self) -> String {
        let mut text = String::new();
        for (at, list) in self.lists.iter().enumerate() {
            if at > 0 {
                text.push('.');
            }
            list.write_to(&mut text);
        }
        text.truncate(text.trim_end_matches('.').len());
        text
    }
}

type Vocabulary = IndexMap<Box<str>, Lists, BuildHasherDefault<Quick>>;

/// All words in order, with their lists.
pub(super) fn lists(edition: &Edition<'_>) -> Vec<(String, String)> {
    let articles = edition.numbers.in_order();
    let (archive, numbers) = (edition.archive, &articles);
    // Threads of its own, and not those that make pages: whoever waits for the index must not be asked to make a part of it.
    let part = numbers.len().div_ceil(thread::available_parallelism().map_or(1, usize::from).min(8)).max(64);
    let parts: Vec<Vocabulary> = thread::scope(|scope| {
        let threads: Vec<_> = numbers.chunks(part).map(|part| scope.spawn(move || vocabulary(archive, part))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_default()).collect()
    });
    let mut parts = parts.into_iter();
    let mut all = parts.next().unwrap_or_default();
    for part in parts {
        for (word, lists) in part {
            match all.get_mut(&word) {
                Some(before) => before.lists.iter_mut().zip(&lists.lists).for_each(|(before, after)| before.append(after)),
                None => {
                    all.insert(word, lists);
                }
            }
        }
    }
    let mut words: Vec<(String, String)> = all.into_iter().map(|(word, lists)| (word.into(), lists.text())).collect();
    words.sort_unstable();
    words
}

fn vocabulary(archive: &Archive, articles: &[(u64, ArticleId)]) -> Vocabulary {
    let mut words = Vocabulary::default();
    let mut add = |word: &str, number: u64, list: usize| match words.get_mut(word) {
        Some(lists) => lists.push(number, list),
        None => words.entry(word.into()).or_default().push(number, list),
    };
    for &(number, id) in articles {
        let Some(shelved) = archive.articles.quiet().get(id) else { continue };
        let matter = &shelved.article.matter;
        fold::words(shelved.article.title(), |word| add(word, number, TITLE));
        let mut name = |text: &str| fold::words(text, |word| add(word, number, NAMES));
        [&matter.subtitle, &matter.kicker, &matter.source, &matter.place].into_iter().flatten().for_each(|text| name(text));
        for term in shelved.references.iter().flatten().filter_map(|term| archive.terms.quiet().get(*term)) {
            name(&term.name);
            term.acronym.iter().for_each(|acronym| name(acronym));
        }
        matter.authors.iter().for_each(|author| name(&author.name));
        if let Some(summary) = &matter.summary {
            fold::markdown_words(summary, |word| add(word, number, TEXT));
        }
        fold::markdown_words(archive.text(id), |word| add(word, number, TEXT));
    }
    words
}

/// The files: of each word its lists.
pub(super) fn shards(words: &[(String, String)], groups: &Groups, files: usize) -> Vec<String> {
    let mut shards = vec![String::new(); files];
    for (word, lists) in words {
        if let Some(shard) = shards.get_mut(groups.file(word, files)) {
            let comma = if shard.is_empty() { "" } else { "," };
            // A word holds letters and digits alone, and lists no quotation marks.
            let _ = write!(shard, "{comma}\"{word}\":\"{lists}\"");
        }
    }
    shards.into_iter().map(|shard| format!("{{{shard}}}")).collect()
}

/// A hash for millions of short words: nothing hangs on its quality but time, and no order comes from it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(eight)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}
