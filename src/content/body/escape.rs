//! Text inside HTML.

use std::convert::Infallible;
use std::io;

/// The text as it stands in HTML, in an element or in a quoted attribute: `&`, `<`, `>` and both quotes escaped, control characters left out.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(&mut out, text);
    out
}

/// The same, behind what is there already.
pub fn escape_into(out: &mut String, text: &str) {
    let Ok(()) = pieces(text, |piece| -> Result<(), Infallible> {
        out.push_str(piece);
        Ok(())
    });
}

/// The same, to wherever it goes.
pub fn escape_to(out: &mut (impl io::Write + ?Sized), text: &str) -> io::Result<()> {
    pieces(text, |piece| out.write_all(piece.as_bytes()))
}

/// Gives the stretches that stand as they are and what stands for the characters between them.
fn pieces<E>(text: &str, mut put: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    let (mut from, mut at) = (0, 0);
    while let Some(found) = text.as_bytes()[at..].iter().position(|byte| !PLAIN[usize::from(*byte)]) {
        at += found;
        let Some(c) = text[at..].chars().next() else { break };
        if let Some(instead) = instead(c) {
            put(&text[from..at])?;
            put(instead)?;
            from = at + c.len_utf8();
        }
        at += c.len_utf8();
    }
    put(&text[from..])
}

/// What stands for a character; none: itself.
const fn instead(c: char) -> Option<&'static str> {
    Some(match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        '\n' | '\t' => return None,
        // Not allowed in HTML, or read differently by different browsers.
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FDD0}'..='\u{FDEF}' => "",
        c if (c as u32) & 0xFFFE == 0xFFFE => "",
        _ => return None,
    })
}

/// The bytes no such character begins with.
const PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut byte = 0;
    while byte < 256 {
        plain[byte] = !matches!(byte, 0..0x20 | 0x22 | 0x26 | 0x27 | 0x3C | 0x3E | 0x7F | 0xC2 | 0xEF..);
        byte += 1;
    }
    plain
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Character by character, as the rules are written.
    fn plainly(text: &str) -> String {
        text.chars()
            .map(|c| match c {
                '\n' | '\t' => c.to_string(),
                c if c.is_control() || matches!(c, '\u{FDD0}'..='\u{FDEF}') || (c as u32) & 0xFFFE == 0xFFFE => String::new(),
                c => instead(c).map_or_else(|| c.to_string(), str::to_owned),
            })
            .collect()
    }

    #[test]
    fn each_character_is_escaped_by_the_rules() {
        for c in '\0'..=char::MAX {
            let text = format!("é{c}é");
            assert_eq!(escape(&text), plainly(&text), "{c:?}");
        }
        let text = "a <b> & \"c\" \u{1}\u{85}d’\u{A0}\u{FFFD}\u{1F600}\u{1FFFF}'";
        let mut out = Vec::new();
        escape_to(&mut out, text).unwrap();
        assert_eq!((escape(text), out), (plainly(text), plainly(text).into_bytes()));
        assert_eq!(escape(text), "a &lt;b&gt; &amp; &quot;c&quot; d’\u{A0}\u{FFFD}\u{1F600}&#39;");
    }
}
