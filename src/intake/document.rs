//! A seed as blocks of running text: the second stage of intake.
//!
//! Paragraphs are found again where a text was hard-wrapped; each block becomes one line of *clean text*, blocks a blank line apart.
//! All extractors read the clean text; [`Document::in_seed`] leads back to the seed.

use super::front::Front;
use super::reader::RawDocument;
use super::token::{Token, tokenize};
use crate::base::path::RelPath;
use crate::base::sentence;
use crate::base::span::Span;

/// A mark that a block carried at its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// None.
    None,
    /// A heading of this level.
    Heading(u8),
    /// A list item.
    Item,
}

/// One paragraph, heading, list item or line.
#[derive(Clone, Debug)]
pub struct Block {
    /// Where it stands in the clean text.
    pub span: Span,
    /// The mark it carried; the mark itself is not in the text.
    pub mark: Mark,
    /// Blocks that no blank line parts have the same number.
    pub group: usize,
}

/// A seed as blocks, tokens and sentences.
#[derive(Debug)]
pub struct Document {
    /// Where the seed lies.
    pub seed: RelPath,
    /// The normalised text of the seed, lines as in the file.
    pub source: String,
    /// The front matter it brings along.
    pub front: Option<Front>,
    /// The clean text.
    pub text: String,
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// The tokens of all blocks, in order.
    pub tokens: Vec<Token>,
    /// The sentences of all blocks, in order.
    pub sentences: Vec<Span>,
    /// The language whose abbreviations end no sentence here.
    pub stops: &'static str,
    /// For each word of the clean text its offset there and in the source.
    map: Vec<(usize, usize)>,
}

impl Document {
    /// Cuts a seed's text into blocks.
    pub fn new(raw: RawDocument) -> Self {
        Self::cut(raw, language_of_stops)
    }

    /// [`Document::new`] of a text that was read before and whose [`Document::stops`] are known: guessing them is most of the work.
    pub fn again(raw: RawDocument, stops: &'static str) -> Self {
        Self::cut(raw, |_| stops)
    }

    fn cut(raw: RawDocument, stops: impl FnOnce(&str) -> &'static str) -> Self {
        let paragraphs = paragraphs(&raw.text, raw.marked);
        let (mut text, mut blocks, mut map) = (String::with_capacity(raw.text.len()), Vec::new(), Vec::new());
        for paragraph in paragraphs {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.len();
            for piece in &paragraph.pieces {
                for (index, (at, word)) in words(piece.of(&raw.text)).enumerate() {
                    // A word that was cut at the end of a line: `inter-` `national`.
                    let cut = index == 0
                        && word.starts_with(char::is_lowercase)
                        && text.len() > start
                        && text.strip_suffix('-').is_some_and(|rest| rest.ends_with(char::is_lowercase));
                    if cut {
                        text.pop();
                    } else if text.len() > start {
                        text.push(' ');
                    }
                    map.push((text.len(), piece.start + at));
                    text.push_str(word);
                }
            }
            if text.len() == start {
                text.truncate(text.trim_end_matches('\n').len());
                continue;
            }
            blocks.push(Block { span: Span::new(start, text.len()), mark: paragraph.mark, group: paragraph.group });
        }
        let stops = stops(&text);
        let (tokens, sentences) = (Vec::with_capacity(map.len()), Vec::new());
        let mut document = Self { seed: raw.seed, source: raw.text, front: raw.front, text, blocks, tokens, sentences, stops, map };
        for block in &document.blocks {
            let block_text = block.span.of(&document.text);
            document.tokens.extend(tokenize(block_text, block.span.start));
            document.sentences.extend(sentence::split(block_text, stops).into_iter().map(|range| Span::from(range).shifted(block.span.start)));
        }
        document
    }

    /// The text of a block.
    pub fn block_text(&self, block: usize) -> &str {
        self.blocks[block].span.of(&self.text)
    }

    /// The block that holds this offset of the clean text.
    pub fn block_at(&self, offset: usize) -> usize {
        self.blocks.partition_point(|block| block.span.start <= offset).saturating_sub(1)
    }

    /// The sentence that holds this offset of the clean text; the block when there is none.
    pub fn sentence_at(&self, offset: usize) -> Span {
        let index = self.sentences.partition_point(|sentence| sentence.start <= offset);
        match index.checked_sub(1).map(|index| self.sentences[index]) {
            Some(sentence) if offset < sentence.end.max(sentence.start + 1) => sentence,
            _ => self.blocks.get(self.block_at(offset)).map_or(Span::new(offset, offset), |block| block.span),
        }
    }

    /// The sentences that lie inside a span of the clean text.
    pub fn sentences_in(&self, span: Span) -> &[Span] {
        let start = self.sentences.partition_point(|sentence| sentence.start < span.start);
        let end = start + self.sentences[start..].partition_point(|sentence| sentence.end <= span.end);
        &self.sentences[start..end]
    }

    /// What stands around a stretch in its sentence, at most `reach` bytes on each side, so that a text without full stops costs no more.
    pub fn around(&self, span: Span, reach: usize) -> (&str, &str) {
        let sentence = self.sentence_at(span.start);
        let from = self.text.ceil_char_boundary(sentence.start.max(span.start.saturating_sub(reach))).min(span.start);
        let to = self.text.floor_char_boundary(sentence.end.min(span.end + reach)).max(span.end);
        (&self.text[from..span.start], &self.text[span.end..to])
    }

    /// The tokens that lie inside a span of the clean text.
    pub fn tokens_in(&self, span: Span) -> &[Token] {
        let start = self.tokens.partition_point(|token| token.span.start < span.start);
        let end = self.tokens.partition_point(|token| token.span.end <= span.end);
        &self.tokens[start..end.max(start)]
    }

    /// The same stretch in the source: from its first word's place to the end of its last.
    pub fn in_seed(&self, span: Span) -> Span {
        let start = self.source_offset(span.start);
        let end = if span.is_empty() { start } else { self.source_offset(span.end - 1) + 1 };
        Span::new(start, self.source.ceil_char_boundary(end.max(start)))
    }

    fn source_offset(&self, offset: usize) -> usize {
        let index = self.map.partition_point(|(clean, _)| *clean <= offset).saturating_sub(1);
        self.map.get(index).map_or(0, |(clean, source)| self.source.floor_char_boundary(source + (offset - clean)))
    }
}

/// The language whose abbreviations end no sentence: a rough guess by the first 4 kB.
fn language_of_stops(text: &str) -> &'static str {
    use whatlang::Lang;
    let sample = &text[..text.floor_char_boundary(text.len().min(4096))];
    match whatlang::detect(sample).filter(whatlang::Info::is_reliable).map(|info| info.lang()) {
        Some(Lang::Fra) => "fr",
        Some(Lang::Deu) => "de",
        Some(Lang::Spa) => "es",
        Some(Lang::Por) => "pt",
        Some(Lang::Ita) => "it",
        _ => "en",
    }
}

/// The words of a stretch with their offsets.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut end = 0;
    text.split_whitespace().map(move |word| {
        let at = text.len() - text[end..].trim_start().len();
        end = at + word.len();
        (at, word)
    })
}

struct Paragraph {
    pieces: Vec<Span>,
    mark: Mark,
    group: usize,
}

/// A line of the source with what its layout says.
struct Line {
    span: Span,
    mark: Mark,
    blank: bool,
    length: usize,
}

const BULLETS: &[char] = &['•', '▪', '●', '‣', '◦', '·', '○', '■', '□', '➢', '►', '✓', '–', '-', '*', '+'];

/// Bullets that also begin sentences (`- High-level delegates …` below a dateline): in plain text they mark a list where two stand in a row.
const DASHES: &[char] = &['–', '-', '*', '+'];

fn read_lines(text: &str, marked: bool) -> Vec<Line> {
    let mut lines = read_single_lines(text, marked);
    let dash = |line: &Line| {
        Some(line.span.of(text))
            .filter(|content| content.chars().nth(1) == Some(' '))
            .and_then(|content| content.chars().next())
            .filter(|c| DASHES.contains(c))
    };
    let dashes: Vec<(usize, char)> =
        lines.iter().enumerate().filter(|(_, line)| !line.blank).map(|(index, line)| (index, dash(line).unwrap_or(' '))).collect();
    for (at, (index, bullet)) in dashes.iter().enumerate() {
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|other| dashes.get(other)).any(|(_, other)| other == bullet);
        if *bullet != ' ' && beside && !marked {
            let line = &mut lines[*index];
            let content = line.span.of(text);
            let rest = content.trim_start_matches(*bullet).trim_start();
            line.mark = Mark::Item;
            line.span = Span::new(line.span.end - rest.len(), line.span.end);
        }
    }
    lines
}

fn read_single_lines(text: &str, marked: bool) -> Vec<Line> {
    let mut at = 0;
    text.split('\n')
        .map(|line| {
            let start = at + (line.len() - line.trim_start().len());
            at += line.len() + 1;
            let content = line.trim();
            let (mark, skip) = read_mark(content, marked);
            let span = Span::new(start + skip, start + content.len());
            Line { span, mark, blank: content.is_empty(), length: content.chars().count() }
        })
        .collect()
}

fn read_mark(content: &str, marked: bool) -> (Mark, usize) {
    if marked {
        let level = content.bytes().take_while(|&byte| byte == b'#').count();
        if (1..=6).contains(&level) && content[level..].starts_with(' ') {
            return (Mark::Heading(u8::try_from(level).unwrap_or(6)), level + 1);
        }
    }
    let mut chars = content.char_indices();
    if let Some((_, first)) = chars.next()
        && BULLETS.contains(&first)
        && let Some((at, second)) = chars.next()
        && second == ' '
        && (marked || !DASHES.contains(&first))
    {
        let rest = content[at..].trim_start();
        if rest.chars().any(char::is_alphanumeric) {
            return (Mark::Item, content.len() - rest.len());
        }
    }
    (Mark::None, 0)
}

/// Whether the text was hard-wrapped: its long lines share a width, and most of them break off in mid-sentence.
fn is_wrapped(lines: &[Line], text: &str) -> bool {
    let mut lengths: Vec<usize> = lines.iter().filter(|line| line.length > 40).map(|line| line.length).collect();
    lengths.sort_unstable();
    let Some(&widest) = lengths.last() else { return false };
    if widest > 120 || lengths.len() < 5 {
        return false;
    }
    let followed: Vec<&Line> = lines.windows(2).filter(|pair| pair[0].length > 40 && !pair[1].blank).map(|pair| &pair[0]).collect();
    let open = followed.iter().filter(|line| !ends_sentence(line.span.of(text))).count();
    followed.len() >= 3 && open * 10 >= followed.len() * 6
}

/// Whether a line ends as sentences do, closing quotes and brackets aside.
pub fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', '*', ' ']).ends_with(['.', '!', '?', ':', '…', '。', '؟', ';'])
}

/// Words after which a line cannot be over.
const OPEN_ENDS: &[&str] = &[
    "a", "an", "the", "of", "and", "for", "to", "in", "on", "at", "by", "with", "from", "or", "as", "between", "against", "into", "through", "its",
    "their", "de", "des", "du", "la", "le", "les", "et", "en", "pour", "del", "los", "las", "y", "para", "der", "die", "das", "und", "für", "zur",
    "zum", "di", "da", "do", "dos",
];

fn ends_open(line: &str) -> bool {
    let last = line.rsplit([' ', '\u{a0}']).next().unwrap_or("");
    line.ends_with([',', '–', '—', '&']) || OPEN_ENDS.contains(&last.to_lowercase().as_str()) && !line.trim().is_empty()
}

/// `by Jane Roe` below a date is a line of its own.
fn is_byline(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let by = words.next().is_some_and(|word| matches!(word, "by" | "par" | "por" | "von" | "di"));
    by && line.split_whitespace().count() <= 9 && words.next().is_some_and(|word| word.starts_with(char::is_uppercase)) && !line.ends_with('.')
}

fn starts_lower(line: &str) -> bool {
    line.chars().next().is_some_and(char::is_lowercase)
}

/// A line that begins with a dash after a dateline: `- High-level representatives …`.
fn starts_with_dash(line: &str) -> bool {
    line.starts_with(['-', '–', '—']) && line.chars().nth(1) == Some(' ')
}

fn paragraphs(text: &str, marked: bool) -> Vec<Paragraph> {
    let lines = read_lines(text, marked);
    let wrapped = marked || is_wrapped(&lines, text);
    let width = lines.iter().map(|line| line.length).max().unwrap_or(0);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let (mut group, mut after_blank) = (0, true);
    let mut previous: Option<usize> = None;
    for (index, line) in lines.iter().enumerate() {
        if line.blank {
            after_blank = true;
            continue;
        }
        let content = line.span.of(text);
        let joins = line.mark == Mark::None
            && !is_byline(content)
            && previous.is_some_and(|before| {
                let above = &lines[before];
                let above_text = above.span.of(text);
                let above_words = above_text.split_whitespace().count();
                if matches!(above.mark, Mark::Heading(_)) {
                    false
                } else if after_blank {
                    // A paragraph torn apart by a page break goes on in lower case.
                    starts_lower(content) && above_words >= 8 && !ends_sentence(above_text) && content.split_whitespace().count() >= 4
                } else if starts_with_dash(content) {
                    above.length <= 80 && !ends_sentence(above_text)
                } else if wrapped {
                    continues(above, above_text, content, width, marked)
                } else {
                    (ends_open(above_text) || starts_lower(content) && above_words >= 3) && !ends_sentence(above_text) && above.mark == Mark::None
                }
            });
        if after_blank && !joins {
            group += 1;
        }
        match paragraphs.last_mut() {
            Some(last) if joins => last.pieces.push(line.span),
            _ => paragraphs.push(Paragraph { pieces: vec![line.span], mark: line.mark, group }),
        }
        after_blank = false;
        previous = Some(index);
    }
    paragraphs
}

/// Whether a line of a hard-wrapped text goes on in the next.
fn continues(above: &Line, above_text: &str, content: &str, width: usize, marked: bool) -> bool {
    if marked {
        return true;
    }
    if above.mark == Mark::Item && !ends_sentence(above_text) {
        return starts_lower(content) || above.length * 10 >= width * 7;
    }
    if ends_open(above_text) || starts_lower(content) {
        return true;
    }
    if above.length * 10 >= width * 7 {
        return true;
    }
    // A short line that ends no sentence, below which a new one starts in capitals: the second half of a headline, or a list of lines.
    let bracket_or_quote = content.starts_with(['"', '“', '(', '‘', '\'']);
    above.length * 100 >= width * 35
        && !ends_sentence(above_text)
        && (bracket_or_quote || above_text.ends_with(|c: char| c.is_lowercase()) && above.length * 2 >= width)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str, marked: bool) -> Vec<String> {
        let raw = RawDocument { seed: RelPath::known("seeds/a.txt"), text: text.to_owned(), marked, front: None };
        let document = Document::new(raw);
        (0..document.blocks.len()).map(|block| document.block_text(block).to_owned()).collect()
    }

    #[test]
    fn a_line_is_a_paragraph_where_lines_are_long() {
        let long = "word ".repeat(40);
        let text = format!("Title of it\nMarch 2009\n{long}end.\n{long}end.");
        assert_eq!(blocks(&text, false).len(), 4);
    }

    #[test]
    fn wrapped_lines_become_paragraphs_again() {
        let text = "  The Law Society of the South says it is alarmed\nby remarks of the minister for justice about the way\nin which judges decide cases that come before\nthem.\n\n  In a speech to the assembly, the minister accused\nsome judges of going their own way when they read\nthe law on the matter.\n";
        assert_eq!(blocks(text, false).len(), 2);
    }

    #[test]
    fn a_dash_below_a_dateline_belongs_to_it() {
        let text = "Rome (Italy), 3 May 2011\n- Delegates met for a week of talks.";
        assert_eq!(blocks(text, false), ["Rome (Italy), 3 May 2011 - Delegates met for a week of talks."]);
    }

    #[test]
    fn dashes_in_a_row_are_a_list() {
        let text = "The delegates are:\n- Ann Roe, Chair, Example Body\n- Bob Poe, Member, Example Body\nThey meet today.";
        assert_eq!(blocks(text, false), ["The delegates are:", "Ann Roe, Chair, Example Body", "Bob Poe, Member, Example Body", "They meet today."]);
    }

    #[test]
    fn a_word_cut_at_the_end_of_a_line_is_whole_again() {
        let text = "Some ninety officials of many states and seven inter-\nnational bodies ended a meeting of three days at the\nheadquarters today with a call for closer contact be-\ntween the services of all neighbouring countries and\nagreed to meet once more before the end of the year.\n";
        assert!(blocks(text, false)[0].contains("seven international bodies"), "{:?}", blocks(text, false));
    }

    #[test]
    fn a_torn_paragraph_is_joined() {
        let text = "We agreed last year with both governments to do\n\nso on the clear understanding that families stay together.";
        assert_eq!(blocks(text, false).len(), 1);
    }

    #[test]
    fn marks_of_lists_and_headings_are_read() {
        let raw =
            RawDocument { seed: RelPath::known("seeds/a.md"), text: "# One\n\n- two\n- three\n\nfour\nfive".to_owned(), marked: true, front: None };
        let document = Document::new(raw);
        let marks: Vec<Mark> = document.blocks.iter().map(|block| block.mark).collect();
        assert_eq!(marks, [Mark::Heading(1), Mark::Item, Mark::Item, Mark::None]);
        assert_eq!(document.block_text(3), "four five");
    }

    #[test]
    fn a_span_leads_back_to_the_seed() {
        let source = "Title\n\n  Two   words\n";
        let raw = RawDocument { seed: RelPath::known("seeds/a.txt"), text: source.to_owned(), marked: false, front: None };
        let document = Document::new(raw);
        let at = document.text.find("Two words").unwrap();
        assert_eq!(document.in_seed(Span::new(at, at + "Two words".len())).of(source), "Two   words");
    }
}
