//! The headline and what stands around it.

use super::{CueKind, Mark, Role, Span, Work, dates, ends_full, fold, is_date_preposition, is_reference, names, share_start, shift};

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
            let plain: Vec<usize> = candidates.iter().copied().filter(|&block| !self.is_kicker(block)).collect();
            let first = plain.iter().copied().find(|&block| !self.is_letterhead(block)).or_else(|| plain.first().copied())?;
            // A short line above a longer headline is a kicker or a section's name.
            let longer = plain.iter().copied().find(|&block| block > first && self.words(block) >= 5 && !self.is_letterhead(block));
            Some(longer.filter(|_| self.words(first) <= 3).unwrap_or(first))
        });
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
        let span = self.document.blocks[title].span;
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
        let below = title + 1;
        if below < top && self.free(below) && candidates.contains(&below) && self.words(below) >= 4 && self.document.blocks[below].mark == Mark::None
        {
            self.roles[below] = Some(Role::Subtitle);
        }
    }

    /// Whether a short block is one of the words that stand above headlines, and nothing else.
    pub(super) fn is_kicker(&self, block: usize) -> bool {
        let text = self.text(block);
        text.split_whitespace().count() <= 6
            && self
                .lexicon
                .words
                .cue_at_start(CueKind::Kicker, text)
                .is_some_and(|(_, length)| text[length..].trim_matches([':', ' ', '-', '–', '.']).is_empty())
    }

    /// Whether a block is an organisation's name in capitals, as letterheads print it.
    pub(super) fn is_letterhead(&self, block: usize) -> bool {
        let text = self.text(block);
        !text.chars().any(char::is_lowercase) && names::is_organisation_name(text, self.lexicon)
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
