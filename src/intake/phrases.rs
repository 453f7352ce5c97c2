//! Key phrases of an archive: a vocabulary that grows out of its texts, and stays as it is while articles are added.
//!
//! Each article gives [`Candidates`], a small value that needs nothing of the others. [`State::next`] makes of all candidates, and of what
//! was decided before, the phrases of the archive and which article carries which. What was decided is kept in [`PATH`], a text file beside
//! the notes, so that a tag does not come and go with every new article:
//!
//! - how common a phrase is, is counted once (a *snapshot*) and again after the archive has grown or shrunk by a quarter;
//! - phrases enter the vocabulary only then, with [`ARTICLES`] articles and a score of [`HIGH`]; they leave below 2 articles or half the score;
//! - an article is given a phrase at a score of [`HIGH`] and loses it only below 0.6 of it.

mod candidates;
mod state;
#[cfg(test)]
mod tests;

use self::candidates::digest;
pub use self::candidates::{Candidate, Candidates};
pub use self::state::{PATH, State};

use super::extract::{Facts, TagMention};
use crate::base::fingerprint::{Fingerprint, Parts};
use crate::base::path::RelPath;
use crate::base::text::fold;
use crate::content::finding::Band;
use std::collections::{BTreeMap, BTreeSet};

/// The score a phrase must reach to enter the vocabulary, and in an article to be given to it. About two mentions in two paragraphs of a
/// phrase of two words that one article in twenty has, or one mention in the headline and one below it.
pub const HIGH: f64 = 1.3;
/// The articles a phrase must be in to enter the vocabulary.
pub const ARTICLES: usize = 3;
/// The least articles of an archive with key phrases: in fewer nobody can tell what is common.
const LEAST: usize = 10;
/// The most phrases kept for one article.
const LINKS: usize = 4;
/// An article with this many concepts of the vocabulary needs no phrases.
const ENOUGH: usize = 3;
/// The most phrases that become tags of an article that has fewer.
const MOST: usize = 2;

impl State {
    /// The vocabulary and its links after a look at all articles: a pure function of what was decided before and of the candidates. Their
    /// order makes no difference.
    pub fn next(previous: Option<&Self>, articles: &[(&RelPath, &Candidates)]) -> Self {
        let tallies = tally(previous, articles);
        let empty = Self::default();
        let before = previous.unwrap_or(&empty);
        let renewed = previous.is_none_or(|previous| previous.outgrown(articles.len()));
        let mut next = if renewed {
            let known = tallies.iter().filter(|(_, tally)| tally.articles >= ARTICLES).map(|(key, tally)| (key.clone(), tally.articles)).collect();
            Self { articles: articles.len(), known, ..Self::default() }
        } else {
            Self { articles: before.articles, known: before.known.clone(), ..Self::default() }
        };
        for (key, tally) in &tallies {
            let score = tally.score() * next.rarity(key);
            if let Some(label) = before.phrases.get(key) {
                if tally.articles >= 2 && score >= 0.5 * HIGH {
                    next.phrases.insert(key.clone(), label.clone());
                }
            } else if renewed && articles.len() >= LEAST && tally.articles >= ARTICLES && score >= HIGH {
                next.phrases.insert(key.clone(), tally.label());
            }
        }
        let chosen: BTreeSet<u64> = next.phrases.keys().map(|key| digest(key)).collect();
        for (path, candidates) in articles {
            let old = before.links.get(*path);
            let mut linked: Vec<(f64, String)> = candidates
                .iter()
                .filter(|candidate| chosen.contains(&candidate.digest))
                .filter_map(|candidate| {
                    let key = candidate.key();
                    let score = candidate.weight * next.rarity(&key);
                    let keeps = old.is_some_and(|old| old.contains(&key)) && score >= 0.6 * HIGH;
                    (next.phrases.contains_key(&key) && (score >= HIGH || keeps)).then_some((score, key))
                })
                .collect();
            linked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
            linked.truncate(LINKS);
            if !linked.is_empty() {
                next.links.insert((*path).clone(), linked.into_iter().map(|(_, key)| key).collect());
            }
        }
        next
    }

    /// Everything that [`give`] looks at for one article.
    pub fn print_of(&self, path: &RelPath) -> Fingerprint {
        let mut parts = Parts::default();
        for key in self.links.get(path).into_iter().flatten() {
            parts.text(key).maybe(self.phrases.get(key).map(String::as_str)).debug(&self.rarity(key));
        }
        parts.done()
    }

    /// Whether the archive has grown or shrunk by a quarter since the snapshot.
    fn outgrown(&self, articles: usize) -> bool {
        articles * 4 >= self.articles * 5 || articles * 4 <= self.articles * 3
    }

    /// Between 0 (in every article) and 1 (in next to none), by the snapshot; in thousandths, so that no machine rounds otherwise.
    fn rarity(&self, key: &str) -> f64 {
        let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        let all = number(self.articles.max(1) + 1);
        let with = number(self.known.get(key).copied().unwrap_or(ARTICLES - 1) + 1);
        ((all / with).ln() / all.ln() * 1000.0).round().max(0.0) / 1000.0
    }
}

/// What is known of one phrase over all articles.
#[derive(Debug, Default)]
struct Tally {
    articles: usize,
    /// The three greatest weights, greatest first.
    best: [f64; 3],
    labels: BTreeMap<String, usize>,
}

impl Tally {
    fn add(&mut self, candidate: &Candidate<'_>) {
        self.articles += 1;
        let mut weight = candidate.weight;
        for place in &mut self.best {
            if weight > *place {
                std::mem::swap(place, &mut weight);
            }
        }
        *self.labels.entry(candidate.label.to_owned()).or_default() += 1;
    }

    fn score(&self) -> f64 {
        let counted = self.articles.clamp(1, 3);
        self.best[..counted].iter().sum::<f64>() / f64::from(u32::try_from(counted).unwrap_or(1))
    }

    /// The wording most articles use.
    fn label(&self) -> String {
        self.labels.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0))).map(|(label, _)| label.clone()).unwrap_or_default()
    }
}

/// Counts phrases of two articles or more. A first pass over digests finds them, so that the many of one article are not spelled out.
fn tally(previous: Option<&State>, articles: &[(&RelPath, &Candidates)]) -> BTreeMap<String, Tally> {
    let mut digests: Vec<u64> = articles.iter().flat_map(|(_, candidates)| candidates.iter().map(|candidate| candidate.digest)).collect();
    digests.sort_unstable();
    let often: Vec<u64> = digests.chunk_by(|a, b| a == b).filter(|same| same.len() >= 2).map(|same| same[0]).collect();
    let mut sorted: Vec<&(&RelPath, &Candidates)> = articles.iter().collect();
    sorted.sort_by_key(|(path, _)| *path);
    let known: BTreeSet<u64> = previous.into_iter().flat_map(|previous| previous.phrases.keys()).map(|key| digest(key)).collect();
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for (_, candidates) in sorted {
        for candidate in candidates.iter() {
            if often.binary_search(&candidate.digest).is_ok() || known.contains(&candidate.digest) {
                tallies.entry(candidate.key()).or_default().add(&candidate);
            }
        }
    }
    tallies
}

/// Gives an article its phrases: as tags where the vocabulary found few, and one more as a guess for an editor.
pub fn give(state: &State, path: &RelPath, candidates: &Candidates, facts: &mut Facts) {
    let Some(links) = state.links.get(path) else { return };
    let mut said: Vec<BTreeSet<String>> = facts.tags.iter().map(|tag| words(&tag.label)).collect();
    let mut written = if facts.tags.len() >= ENOUGH { MOST } else { 0 };
    let mut by_score: Vec<(f64, Candidate<'_>, String)> = candidates
        .iter()
        .map(|candidate| (candidate, candidate.key()))
        .filter(|(_, key)| links.contains(key))
        .map(|(candidate, key)| (candidate.weight * state.rarity(&key), candidate, key))
        .collect();
    by_score.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.2.cmp(&b.2)));
    for (_, candidate, key) in by_score {
        let Some(label) = state.phrases.get(&key) else { continue };
        let own = words(label);
        if said.iter().any(|other| other.is_subset(&own) || own.is_subset(other)) {
            continue;
        }
        said.push(own);
        let band = if written < MOST { Band::Likely } else { Band::Guess };
        facts.tags.push(TagMention { span: candidate.span, label: label.clone(), rule: "tag-phrase", band });
        written += 1;
        if band == Band::Guess {
            break;
        }
    }
}

fn words(label: &str) -> BTreeSet<String> {
    fold(label).split(' ').map(|word| word.strip_suffix('s').unwrap_or(word).to_owned()).collect()
}

/// The stage between extraction and settling: the phrases of the archive, and the new text of [`PATH`] where it differs from the one there is.
pub fn stage<'c>(articles: impl Iterator<Item = (&'c RelPath, &'c Candidates)>, text: Option<&str>) -> (State, Option<String>) {
    let previous = text.and_then(State::read);
    let articles: Vec<(&RelPath, &Candidates)> = articles.collect();
    let state = State::next(previous.as_ref(), &articles);
    let new = state.write();
    let change = (text != Some(&new) && (text.is_some() || !state.is_empty())).then_some(new);
    (state, change)
}
