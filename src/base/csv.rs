//! Tables as spreadsheets write and read them.

/// A row that was read, with its line in the file, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it begins.
    pub line: usize,
    /// Its cells.
    pub cells: Vec<String>,
}

/// What a spreadsheet takes for the beginning of a formula.
const RISKY: [char; 8] = ['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'];

/// A cell of a CSV file that no spreadsheet takes for a formula: an apostrophe stands before what looks like one.
pub fn cell(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = if text.trim_start().starts_with(RISKY) { format!("'{text}") } else { text };
    if text.contains([',', '"', ';', '\'']) || text != text.trim() { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// A row with its line break.
pub fn line<'c>(cells: impl IntoIterator<Item = &'c str>) -> String {
    let mut line = cells.into_iter().map(cell).collect::<Vec<_>>().join(",");
    line.push('\n');
    line
}

/// The rows of a table, as a spreadsheet saved it: with a byte order mark or without, parted by commas, semicolons or tabs (whichever the first line has),
/// with any kind of line break; an apostrophe before what looks like a formula is taken away. Blank lines are no rows.
/// The error is the line with a quotation mark that nothing closes.
pub fn read(text: &str) -> Result<Vec<Row>, usize> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let first = text.lines().next().unwrap_or("");
    let parts = |mark: char| first.matches(mark).count();
    let mark = [',', ';', '\t'].into_iter().rev().max_by_key(|&mark| parts(mark)).unwrap_or(',');
    let mut rows = Vec::new();
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let (mut line, mut begins, mut opened) = (1, 1, None);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\n' {
            line += 1;
        }
        match (c, opened) {
            ('"', Some(_)) if chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            ('"', Some(_)) => opened = None,
            ('"', None) if cell.trim().is_empty() => {
                cell.clear();
                opened = Some(line);
            }
            ('\r', None) => {}
            ('\n', None) => {
                cells.push(plain(&std::mem::take(&mut cell)));
                push(&mut rows, begins, std::mem::take(&mut cells));
                begins = line;
            }
            (c, None) if c == mark => cells.push(plain(&std::mem::take(&mut cell))),
            (c, _) => cell.push(c),
        }
    }
    if let Some(line) = opened {
        return Err(line);
    }
    cells.push(plain(&cell));
    push(&mut rows, begins, cells);
    Ok(rows)
}

fn push(rows: &mut Vec<Row>, line: usize, cells: Vec<String>) {
    if cells.iter().any(|cell| !cell.is_empty()) {
        rows.push(Row { line, cells });
    }
}

fn plain(cell: &str) -> String {
    let cell = cell.trim();
    cell.strip_prefix('\'').filter(|rest| rest.trim_start().starts_with(RISKY)).unwrap_or(cell).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        read(text).unwrap().into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn what_is_written_is_read_back() {
        let row = ["a", "b, c", "says \"yes\"", "=1+1", "", "d; e"];
        assert_eq!(cells(&line(row)), [row.map(str::to_owned).to_vec()]);
        assert!(line(row).contains("\"'=1+1\""));
    }

    #[test]
    fn no_cell_is_a_formula_or_breaks_its_row() {
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
        assert_eq!(cell("-5"), "\"'-5\"");
        assert_eq!(cell(" @x"), "\"' @x\"");
        assert_eq!(cell("a,b\"c"), "\"a,b\"\"c\"");
        assert_eq!(cell("a\r\nb"), "a  b");
        assert_eq!(cell("plain"), "plain");
    }

    #[test]
    fn tables_of_other_spreadsheets_are_read() {
        assert_eq!(cells("\u{FEFF}id;answer\r\n1;\"a\r\nb\"\r\n\r\n;;\r\n"), [vec!["id", "answer"], vec!["1", "a\r\nb"]]);
        assert_eq!(cells("id\tanswer\n1\tx"), [["id", "answer"], ["1", "x"]]);
        assert_eq!(read("id\n1\n\n\"x\ny\"\nz").unwrap().iter().map(|row| row.line).collect::<Vec<_>>(), [1, 2, 4, 6]);
        assert_eq!(read("id\n\"x\n"), Err(2));
        assert_eq!(cells(""), Vec::<Vec<String>>::new());
    }
}
