//! Plain text as Markdown that reads back as the same text.

/// Escapes a paragraph: marks that Markdown would read, at the start and inside.
pub fn escape(text: &str) -> String {
    let inline = escape_inline(text);
    let first = inline.chars().next();
    match first {
        Some('#' | '+' | '-' | '=' | '>' | ':') => format!("\\{inline}"),
        Some(c) if c.is_ascii_digit() => {
            let digits = inline.len() - inline.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let rest = &inline[digits..];
            // `12. May` would begin a list.
            if digits <= 9 && (rest.starts_with(". ") || rest.starts_with(") ") || rest == "." || rest == ")") {
                format!("{}\\{rest}", &inline[..digits])
            } else {
                inline
            }
        }
        _ => inline,
    }
}

/// Escapes marks inside a line.
pub fn escape_inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut previous = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' => true,
            '_' => !(previous.is_alphanumeric() && next.is_alphanumeric()),
            '&' => next.is_ascii_alphabetic() || next == '#',
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        previous = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    fn read_back(markdown: &str) -> String {
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
        Parser::new_ext(markdown, options)
            .map(|event| match event {
                Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => text.to_string(),
                Event::SoftBreak | Event::HardBreak => " ".to_owned(),
                _ => String::new(),
            })
            .collect()
    }

    #[test]
    fn text_that_looks_like_markdown_stays_text() {
        for text in [
            "- High-level delegates",
            "# 1 in the charts",
            "12. May",
            "1) one",
            "a *b* _c_ [d](e) <f>",
            "+66 2 555",
            "> quoted",
            "AT&T &amp; Co",
            "~~gone~~",
            "a | b",
            "snake_case",
            "C:\\x",
        ] {
            assert_eq!(read_back(&escape(text)), text, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_line_reads_back_as_itself(text in "[!-~éß–’“”]{1,12}( [!-~é]{1,8}){0,6}") {
            let text = text.trim().to_owned();
            prop_assert_eq!(read_back(&escape(&text)), text);
        }
    }
}
