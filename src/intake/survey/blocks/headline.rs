//! The headline and what stands around it.

use super::cues::is_address;
use super::{CueKind, Mark, Role, Span, Work, dates, ends_full, fold, is_date_preposition, is_reference, names, share_start, shift};

/// How long the label is that says what a text is about: `Subject: `, `Re: `, `Betreff: `.
fn subject_label(text: &str) -> Option<usize> {
    let labels = ["Subject", "SUBJECT", "Re", "RE", "Betreff", "Objet", "OBJET", "Asunto", "ASUNTO", "Assunto", "Oggetto"];
    let label = labels.iter().find_map(|label| text.strip_prefix(label)?.strip_prefix(':').map(|_| label.len() + 1))?;
    Some(label + text[label..].len() - text[label..].trim_start().len())
}

impl Work<'_> {
    pub(super) fn title(&mut self, top: usize) {
        let marked = (0..self.count()).find(|&block| self.document.blocks[block].mark == Mark::Heading(1) && self.free(block));
        let mut candidates: Vec<usize> = Vec::new();
        for block in 0..top.max(1).min(self.count()) {
            let text = self.text(block);
            if !self.free(block) {
                continue;
            }
            let words = self.words(block);
            if ends_full(text) && words >= 10 {
                break;
            }
            if (1..=36).contains(&words) && !ends_full(text) && text.chars().filter(|c| c.is_alphabetic()).count() >= 4 && !is_reference(text) {
                candidates.push(block);
            }
        }
        let title = marked.or_else(|| {
            let mut plain: Vec<usize> = candidates.iter().copied().filter(|&block| !self.is_kicker(block)).collect();
            // A few words in capitals above a headline that is not: what kind of text it is.
            if let [first, next, ..] = plain.as_slice()
                && self.words(*first) <= 4
                && self.words(*next) >= 5
                && !self.text(*first).chars().any(char::is_lowercase)
                && self.text(*next).chars().any(char::is_lowercase)
            {
                plain.remove(0);
            }
            let first = plain.iter().copied().find(|&block| !self.is_letterhead(block)).or_else(|| plain.first().copied())?;
            // A short line above a longer headline is a kicker or a section's name.
            let longer = plain.iter().copied().find(|&block| block > first && self.words(block) >= 5 && !self.is_letterhead(block));
            Some(longer.filter(|_| self.words(first) <= 3).unwrap_or(first))
        });
        let title = title.or_else(|| self.title_below_lead());
        let Some(title) = title else {
            for block in candidates {
                self.roles[block] = Some(Role::Kicker);
            }
            return;
        };
        for block in candidates.iter().copied().filter(|&block| block < title) {
            self.roles[block] = Some(Role::Kicker);
        }
        self.roles[title] = Some(Role::Title);
        let mut span = self.document.blocks[title].span;
        // `Subject: Seizure at the border` is what the text is about, whatever letterhead stands above it.
        let subject = (0..top.min(self.count())).find(|&block| {
            let text = self.text(block);
            (block == title || self.free(block) || self.roles[block] == Some(Role::Kicker)) && subject_label(text).is_some() && self.words(block) >= 4
        });
        if let Some(block) = subject {
            if block != title {
                self.roles[title] = Some(Role::Kicker);
            }
            self.roles[block] = Some(Role::Title);
            span = self.document.blocks[block].span;
            span.start += subject_label(self.text(block)).unwrap_or(0);
            self.set_title(span);
            return;
        }
        let next = title + 1;
        // A headline that ends in a colon goes on in the next line.
        if self.text(title).trim_end().ends_with(':') && next < top && self.free(next) && candidates.contains(&next) {
            self.roles[next] = Some(Role::Title);
            span.end = self.document.blocks[next].span.end;
        }
        self.set_title(span);
        let folded = fold(self.text(title));
        for block in title + 1..self.count() {
            if !self.free(block) || self.words(block) > 36 {
                continue;
            }
            let other = fold(self.text(block));
            if other == folded || block < top && share_start(&folded, &other) {
                self.roles[block] = Some(Role::Noise);
            } else if self.is_kicker(block) {
                self.roles[block] = Some(Role::Kicker);
            }
        }
        self.unmarked_byline(title, top);
        let below = title + 1;
        if below < top && self.free(below) && candidates.contains(&below) && self.words(below) >= 4 && self.document.blocks[below].mark == Mark::None
        {
            self.roles[below] = Some(Role::Subtitle);
        }
    }

    /// `Bern, 24.01.2018 - …` above its headline: the line below a first paragraph that begins with a dateline.
    fn title_below_lead(&self) -> Option<usize> {
        let lead = self.found.dateline.as_ref().filter(|dateline| !dateline.alone && self.document.block_at(dateline.span.start) == 0)?;
        let line = self.document.block_at(lead.span.start) + 1;
        let fits = line + 1 < self.count()
            && self.free(line)
            && (3..=24).contains(&self.words(line))
            && !ends_full(self.text(line))
            && self.words(line + 1) >= 12;
        fits.then_some(line)
    }

    /// Names alone on a line below the headline, without `By`: `Anna Roe and Ben Doe`.
    fn unmarked_byline(&mut self, title: usize, top: usize) {
        if self.found.authors.iter().any(|author| self.document.block_at(author.start) <= title + 6) {
            return;
        }
        for block in title + 1..top.min(title + 4).min(self.count()) {
            let text = self.text(block);
            if !self.free(block) || self.words(block) > 14 || text.ends_with(['.', ':', ';']) {
                continue;
            }
            let base = self.document.blocks[block].span.start;
            let names = names::name_list(text, self.lexicon);
            let whole = names.last().is_some_and(|last| last.end == text.trim_end().len()) && names.first().is_some_and(|first| first.start == 0);
            let personal = names.iter().all(|name| {
                let name = name.of(text);
                let first = name.split(' ').next().unwrap_or_default();
                self.lexicon.words.is_given_name(first)
                    && self.lexicon.places.resolve(name, None).is_none()
                    && !names::is_organisation_name(name, self.lexicon)
            });
            if whole && personal {
                let known: Vec<String> = self.found.authors.iter().map(|author| fold(author.of(&self.document.text))).collect();
                let more: Vec<Span> = names.into_iter().filter(|name| !known.contains(&fold(name.of(text)))).map(|span| span.shifted(base)).collect();
                self.found.authors.extend(more);
                self.roles[block] = Some(Role::Byline);
                return;
            }
        }
    }

    /// Whether a short block is one of the words that stand above headlines, and nothing else.
    pub(super) fn is_kicker(&self, block: usize) -> bool {
        let text = self.text(block);
        let release = ["press release", "news release", "media release", "information note"].iter().any(|kind| {
            let lower = text.to_lowercase();
            lower.strip_prefix(kind).is_some_and(|rest| {
                let rest = rest.trim_start();
                ["issued", "from", "by", "no ", "no.", "of the"].iter().any(|next| rest.starts_with(next)) && text.split_whitespace().count() <= 10
            })
        });
        if release && !ends_full(text) {
            return true;
        }
        text.split_whitespace().count() <= 6
            && self
                .lexicon
                .words
                .cue_at_start(CueKind::Kicker, text)
                .is_some_and(|(_, length)| is_number(text[length..].trim_matches([':', ' ', '-', '–', '.'])))
    }

    /// Whether a block is what letterheads print above a headline: a body's name, its department, its address, or the kind of text beside it.
    pub(super) fn is_letterhead(&self, block: usize) -> bool {
        let text = self.text(block);
        is_address(text)
            || self.lexicon.places.country_named(text.trim()).is_some() && text.contains(" of ")
            || self.is_body_name(text)
            || self.is_body_and_kicker(text)
    }

    /// A name of a body and nothing else: listed, in capitals, or beginning with a head noun of public bodies.
    fn is_body_name(&self, text: &str) -> bool {
        let words: Vec<&str> = text.split_whitespace().collect();
        if self.lexicon.organisations.by_name(text).is_some() {
            return true;
        }
        let capitals = !text.chars().any(char::is_lowercase) && names::is_organisation_name(text, self.lexicon);
        let first = words.first().map_or(String::new(), |word| names::title_case(word));
        let head_first = self.lexicon.heads.get(&first).is_some_and(|head| head.kind.is_organisation())
            || matches!(first.as_str(), "Republic" | "Kingdom" | "State" | "Government");
        let of = words.get(1).is_some_and(|word| matches!(word.to_lowercase().as_str(), "of" | "for" | "on" | "de" | "des" | "du" | "für"));
        let bracket = words.last().is_some_and(|word| word.starts_with('(') && word.ends_with(')'));
        let named = names::is_organisation_name(text.split(" (").next().unwrap_or(text), self.lexicon);
        words.len() <= 10
            && (self.is_plain_body_name(&words)
                || capitals && words.len() <= 9 && !self.reads_as_headline(&words)
                || head_first && of
                || bracket && named && words.len() <= 8)
    }

    /// `Refugee Studies Centre`, `Oxford Department of International Development`: capitalised words and small joints around a head noun,
    /// no verb of headlines.
    fn is_plain_body_name(&self, words: &[&str]) -> bool {
        let capital = |word: &&str| word.starts_with(char::is_uppercase);
        let joint = |word: &&str| matches!(*word, "of" | "for" | "and" | "the" | "de" | "des" | "du" | "&");
        let strong =
            |word: &str| self.lexicon.heads.get(word).is_some_and(|head| head.kind.is_organisation() && !head.weak && !head.event && !head.programme);
        let last = words.last().copied().unwrap_or_default();
        let inner = words.windows(2).any(|pair| strong(pair[0]) && pair[1] == "of");
        (2..=7).contains(&words.len())
            && words.iter().all(|word| capital(word) || joint(word))
            && words.first().is_some_and(capital)
            && (strong(last) && words.len() <= 5 || inner)
            && !words.iter().any(|word| self.is_headline_verb(word))
    }

    /// `Opens`, `Launches`, `Urges`: what bodies do in headlines.
    fn is_headline_verb(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        HEADLINE_VERBS.split(' ').any(|verb| verb == lower) || self.lexicon.words.is_speech_verb(&lower)
    }

    /// In a line of capitals: whether a verb or a preposition of headlines stands in it.
    fn reads_as_headline(&self, words: &[&str]) -> bool {
        words.iter().any(|word| {
            let lower = word.to_lowercase();
            matches!(lower.as_str(), "in" | "at" | "with" | "from" | "as" | "to" | "by" | "after" | "over")
                || self.lexicon.words.is_speech_verb(&lower)
                || lower.ends_with("ed") && lower.len() > 4 && !matches!(lower.as_str(), "united" | "limited" | "federated")
        })
    }

    /// `European Commission - Press release`
    fn is_body_and_kicker(&self, text: &str) -> bool {
        let parts: Vec<&str> =
            text.split([':', '|', '–', '—']).flat_map(|part| part.split(" - ")).map(str::trim).filter(|part| !part.is_empty()).collect();
        let kicker = |part: &str| {
            self.lexicon
                .words
                .cue_at_start(CueKind::Kicker, part)
                .is_some_and(|(_, length)| part[length..].trim().chars().all(|c| !c.is_alphabetic()))
        };
        parts.len() >= 2
            && parts.len() <= 4
            && text.split_whitespace().count() <= 10
            && parts.iter().any(|part| kicker(part))
            && parts
                .iter()
                .all(|part| kicker(part) || self.is_body_name(part) || !part.chars().any(char::is_alphabetic) || part.split_whitespace().count() <= 2)
    }

    /// Cuts a date off the end of a headline that shares its line with it.
    pub(super) fn set_title(&mut self, span: Span) {
        let text = span.of(&self.document.text);
        let last = dates::find(text, None).into_iter().last().filter(|mention| {
            let before = text[..mention.span.start].trim_end();
            let full = mention.stated().is_some_and(crate::base::date::When::is_exact_day);
            let word = before.rsplit(' ').next().unwrap_or("");
            full && mention.span.end == text.trim_end().len()
                && before.split_whitespace().count() >= 4
                && !before.ends_with(',')
                && !is_date_preposition(word)
        });
        match last {
            Some(mention) => {
                let end = span.start + text[..mention.span.start].trim_end_matches([' ', '-', '–', '—', '|', '(']).len();
                self.found.title = Some(Span::new(span.start, end));
                self.found.title_date = Some(shift(mention, span.start));
            }
            None => self.found.title = Some(span),
        }
    }

    pub(super) fn standfirst(&mut self) {
        let Some(title) = self.roles.iter().position(|role| *role == Some(Role::Title)) else { return };
        let Some(byline) = (title..self.count()).find(|&block| self.roles[block] == Some(Role::Byline)) else { return };
        if byline > title + 6 {
            return;
        }
        for block in title + 1..byline {
            if self.free(block) && self.words(block) >= 6 {
                self.roles[block] = Some(Role::Standfirst);
            }
        }
    }
}

/// Whether nothing but the number of a series is left, or nothing at all: `n.º 12/AB/2021`, `No. 218`.
fn is_number(rest: &str) -> bool {
    rest.is_empty()
        || rest.chars().any(|c| c.is_ascii_digit())
            && rest.split_whitespace().all(|word| {
                let letters = word.chars().filter(|c| c.is_alphabetic()).count();
                word.chars().any(|c| c.is_ascii_digit())
                    || letters <= 2
                    || letters <= 4 && matches!(fold(word).as_str(), "num" | "nos" | "ref" | "core")
            })
}

/// Verbs of headlines, in the third person and plain.
const HEADLINE_VERBS: &str = "opens open launches launch supports support joins join meets meet hosts host visits signs sign holds hold trains train receives \
    receive gets get gives give helps help backs back seeks seek wins win leads lead takes take makes make sets set ends end marks \
    mark brings builds build provides provide donates hands strengthens strengthen expands becomes adopts adopt approves approve \
    completes conclude concludes begins starts new";

#[cfg(test)]
mod tests {
    use crate::intake::survey::blocks::layout;
    use crate::intake::trial::facts;

    fn title_and_authors(text: &str) -> (String, Vec<String>) {
        let raw = crate::intake::reader::read(
            &crate::base::path::RelPath::known("seeds/a.txt"),
            text.as_bytes(),
            &mut crate::base::report::Report::default(),
        );
        let document = crate::intake::document::Document::new(raw.expect("a text"));
        let found = layout(&document, crate::lexicon::Lexicon::built_in());
        let name = |span: crate::base::span::Span| span.of(&document.text).to_owned();
        (found.title.map(name).unwrap_or_default(), found.authors.iter().map(|&span| name(span)).collect())
    }

    const BODY: &str =
        "\n\nThe vessels were handed over to the crews on the quay this morning in the presence of the families and friends of all of them.\n";

    #[test]
    fn paths_and_letterheads_are_no_headlines() {
        for above in [
            "Home / News and Events / Media",
            "Newsroom > Local Media Release",
            "Refugee Studies Centre",
            "Press Release issued by the Registrar of the Court",
        ] {
            let (title, _) = title_and_authors(&format!("{above}\n\nNew boats for the coast are here at last{BODY}"));
            assert_eq!(title, "New boats for the coast are here at last", "{above}");
        }
        let (title, _) = title_and_authors(&format!("Minister Opens Training Centre{BODY}"));
        assert_eq!(title, "Minister Opens Training Centre");
    }

    #[test]
    fn names_below_the_headline_are_its_authors() {
        let (_, authors) = title_and_authors(&format!("The free zone nobody searches\n\nAnna Roe and Kees-Jan ter Horst{BODY}"));
        assert_eq!(authors, ["Anna Roe", "Kees-Jan ter Horst"]);
        let (_, authors) = title_and_authors(&format!("The free zone nobody searches\n\nAntwerp and Rotterdam{BODY}"));
        assert!(authors.is_empty());
        assert!(facts("A plain headline for a short note\n\nShort.\n").people.is_empty());
    }
}
