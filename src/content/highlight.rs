//! Colours for code: classes only, so that the theme's style sheet decides.
//!
//! Nothing is loaded before a fenced block names a language; most archives never pay for it.

use std::sync::LazyLock;
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

/// Longer blocks, in bytes, stay plain: two megabytes took ten seconds.
const LONGEST: usize = 64 * 1024;
/// Blocks with more lines stay plain.
const MOST_LINES: usize = 2_000;
/// Blocks with a longer line, in bytes, stay plain: the time grows faster than the line.
const LONGEST_LINE: usize = 4 * 1024;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// The code as HTML with classes that begin with `z-`; None for an unknown language and for blocks that are too long.
pub fn highlight(code: &str, language: &str) -> Option<String> {
    if language.is_empty() || code.len() > LONGEST || code.lines().count() > MOST_LINES || code.lines().any(|line| line.len() > LONGEST_LINE) {
        return None;
    }
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, ClassStyle::SpacedPrefixed { prefix: "z-" });
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_gets_classes_and_is_escaped() {
        let html = highlight("let a = \"<b>\";\n", "rust").unwrap();
        assert!(html.contains("class=\"z-") && html.contains("&lt;b&gt;") && !html.contains("style="));
    }

    #[test]
    fn unknown_and_huge_blocks_stay_plain() {
        assert_eq!(highlight("x", "nonsense"), None);
        assert_eq!(highlight(&"x\n".repeat(3_000), "rust"), None);
        assert_eq!(highlight(&"x".repeat(5_000), "rust"), None);
    }
}
