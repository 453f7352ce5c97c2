//! Lists that were run together into one line: `1.) Show the card 2.) Pay the fee`.

/// Signs before the items of a list.
pub(super) const BULLETS: &[char] = &['•', '▪', '●', '‣', '◦', '·', '⁃', '*', '-', '–'];

/// Where the second and later items of a list begin, when `text` begins with its first: marks of one shape that count up by one.
/// Numbers begin at 1, or anywhere behind a bullet; letters begin at a. Nothing for a text that does not begin with a mark.
pub(super) fn cuts(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let Some(mut mark) = Mark::at_start(text).filter(|mark| mark.number == 1 || mark.bullet.is_some() && !mark.letter) else { return found };
    let mut from = 1;
    while let Some((at, next)) = (mark.number < 200).then(|| next_mark(text, from, mark)).flatten() {
        found.push(at);
        from = at + 1;
        mark = next;
    }
    found
}

fn next_mark(text: &str, from: usize, mark: Mark) -> Option<(usize, Mark)> {
    let wanted = Mark { number: mark.number + 1, ..mark };
    text.get(text.ceil_char_boundary(from)..)?.match_indices(' ').map(|(at, _)| text.ceil_char_boundary(from) + at + 1).find_map(|at| {
        let rest = &text[at..];
        let next = Mark::at_start(rest)?;
        (next == wanted && rest[next.length(rest)..].trim_start().starts_with(char::is_uppercase)).then_some((at, wanted))
    })
}

/// The mark of an item.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Mark {
    bullet: Option<char>,
    letter: bool,
    number: u32,
    close: &'static str,
}

impl Mark {
    fn at_start(text: &str) -> Option<Self> {
        let bullet = text.chars().next().filter(|c| BULLETS.contains(c));
        let rest = bullet.map_or(text, |bullet| text[bullet.len_utf8()..].trim_start());
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let letter = digits == 0 && rest.starts_with(|c: char| c.is_ascii_lowercase());
        let end = if letter { 1 } else { digits };
        let close = [".) ", ". ", ") "].into_iter().find(|close| rest.get(end..).is_some_and(|after| after.starts_with(close)))?;
        let number =
            if letter { u32::from(rest.as_bytes()[0] - b'a') + 1 } else { rest[..digits].parse().ok().filter(|_| (1..=3).contains(&digits))? };
        Some(Self { bullet, letter, number, close })
    }

    fn length(self, text: &str) -> usize {
        text.find(self.close).map_or(0, |at| at + self.close.len())
    }
}
