//! The one reader of word lists: tab-separated text with `#` lines on top that name source and licence.

/// The rows of a list, each with exactly `columns` cells: cells a row lacks at its end are empty, cells too many are left out.
///
/// Lines that start with `#` and blank lines are no rows. Cells are trimmed.
pub fn rows(text: &'static str, columns: usize) -> Vec<Vec<&'static str>> {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').map(str::trim).chain(std::iter::repeat("")).take(columns).collect())
        .collect()
}

/// The variants in a cell: parts between semicolons, trimmed, without empty ones.
pub fn variants(cell: &'static str) -> Vec<&'static str> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// A variant with the language it is marked with: `fr:asile` is `("fr", "asile")`; unmarked ones are English.
pub fn marked(variant: &'static str) -> (&'static str, &'static str) {
    match variant.split_once(':') {
        Some((lang, rest)) if lang.len() == 2 && lang.bytes().all(|byte| byte.is_ascii_lowercase()) => (lang, rest.trim()),
        _ => ("en", variant),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// What holds for every list: source and licence on top, `filled` cells in each row, no cell past `columns`, no stray space, no row twice
    /// by the cells in `key`.
    pub(in crate::lexicon) fn check_list(text: &'static str, filled: usize, columns: usize, key: &[usize]) {
        let mut lines = text.lines();
        let what = lines.next().unwrap_or("");
        assert!(what.starts_with("# "), "{what}");
        assert!(lines.next().is_some_and(|line| line.starts_with("# Source: ")), "{what}");
        assert!(lines.next().is_some_and(|line| line.starts_with("# Licence: ")), "{what}");
        let mut seen = BTreeSet::new();
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            assert!(line.split('\t').count() <= columns, "{what}: too many cells: {line}");
            assert!(!line.contains("  ") && !line.ends_with([' ', '\t']), "{what}: stray space: {line}");
        }
        for cells in rows(text, columns) {
            assert!(cells[..filled].iter().all(|cell| !cell.is_empty()), "{what}: empty cell: {cells:?}");
            let identity: Vec<&str> = key.iter().map(|&at| cells[at]).collect();
            assert!(seen.insert(identity.clone()), "{what}: twice: {identity:?}");
        }
    }

    #[test]
    fn rows_skip_comments_and_blanks_and_have_the_width_asked_for() {
        let text = "# what\n# Source: own\n\na\tb;c\nd\n  \ne\tf\tg\n";
        assert_eq!(rows(text, 2), [["a", "b;c"], ["d", ""], ["e", "f"]]);
    }

    #[test]
    fn variants_and_language_marks() {
        assert_eq!(variants("a; b;;c "), ["a", "b", "c"]);
        assert!(variants("").is_empty());
        assert_eq!(marked("fr:asile"), ("fr", "asile"));
        assert_eq!(marked("asylum"), ("en", "asylum"));
        assert_eq!(marked("COP: what next"), ("en", "COP: what next"));
    }
}
