//! Answers from a table: each is the edit a person would make. Shown first, written with `--yes`.

use super::super::args::{Common, Sure};
use super::super::console::Console;
use super::super::content::Content;
use super::super::diff::Difference;
use super::super::layout::count;
use super::super::make::arrange;
use super::super::proposals::{notes_on, one};
use super::super::root::Root;
use super::super::{Exit, Stop, started_in};
use super::{COLUMNS, questions};
use crate::archive::Archive;
use crate::archive::decide;
use crate::archive::review::answer::{Effect, answer};
use crate::archive::review::{Open, Sort, id};
use crate::base::csv::{self, Row};
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Place, Report};
use crate::base::text::nearest;
use crate::base::tree::{Change, Tree};
use crate::content::matter::EntityKind;
use crate::disk::lock::Lock;
use crate::disk::read::{self, Dots};
use crate::disk::{DiskError, write};
use std::path::Path;

pub(super) fn run(common: &Common, table: &Path, sure: Sure, console: &Console) -> Result<Exit, Stop> {
    let root = Root::find(common)?;
    let _lock = Lock::acquire(&root.path, || console.say("another run is at work on this archive; waiting for it"))?;
    let name = table.display().to_string();
    let text = read_table(&started_in().join(table), &name)?;
    let rows = csv::read(&text).map_err(|line| {
        let problem = Diagnostic::error("answers-table", "a quotation mark is not closed").at(at(&name, &text, line));
        Stop::usage(problem.help("save the table as CSV from a spreadsheet, or put a `\"` behind the cell"))
    })?;
    let columns = Columns::of(&rows, &name)?;
    let (mut tree, _) = read::tree(&root.path, "content", Dots::Findings);
    for kind in EntityKind::ALL {
        tree.extend(read::tree(&root.path, &decide::record::folder(kind), Dots::Skip).0);
    }
    let mut desk = Desk::new(&root, tree);
    let mut report = Report::default();
    let (mut taken, mut before) = (0, 0);
    for row in rows.iter().skip(1) {
        let place = || at(&name, &text, row.line);
        match desk.take(row, &columns) {
            Ok(Taken::Nothing) => {}
            Ok(Taken::Answered) => taken += 1,
            Ok(Taken::Before) => before += 1,
            Err(problem) => report.push(problem.at(place())),
        }
    }
    let changes = desk.changes();
    for difference in changes.iter().filter_map(|change| Difference::of(change, &desk.first)) {
        if console.json() {
            console.json_line(&difference.json());
        } else {
            console.data(&difference.text());
        }
    }
    let answered = format!("{} taken in, {before} answered before", count(taken, "answer"));
    if sure.dry_run || !sure.yes {
        console.report(&report);
        let more = if changes.is_empty() { "nothing to write" } else { "nothing is written so far; say it again with `--yes`" };
        console.say(&format!("{answered}, {}; {more}", count(report.diagnostics.len(), "error")));
        return Ok(Exit::of(&report));
    }
    let touched: Vec<RelPath> = changes.iter().map(|change| change.path().clone()).filter(|path| path.extension() != "json").collect();
    let applied = write::apply(&root.path, &desk.first, &changes, &touched);
    let refused = !applied.failures.is_empty();
    report.extend(applied.report);
    report.diagnostics.extend(applied.failures.iter().map(DiskError::diagnostic));
    console.report(&report);
    if let Some(folder) = applied.undo {
        console.say(&format!("what was overwritten in `content/` is kept in `{folder}`"));
    }
    console.say(&format!("{answered}, {}, {} written", count(report.diagnostics.len(), "error"), count(applied.written, "file")));
    Ok(if refused { Exit::System } else { Exit::of(&report) })
}

fn read_table(path: &Path, name: &str) -> Result<String, Stop> {
    let Some(bytes) = read::file(Path::new(""), &path.display().to_string())? else {
        return Err(Stop::usage(Diagnostic::error("no-file", format!("there is no file `{name}`"))));
    };
    String::from_utf8(bytes).map_err(|_| {
        let problem = Diagnostic::error("answers-table", format!("`{name}` is not UTF-8")).at(Place::file(name));
        Stop::usage(problem.help("save it as “CSV UTF-8”"))
    })
}

fn at(name: &str, text: &str, line: usize) -> Place {
    Place::line_column(name, text.lines().nth(line.saturating_sub(1)).unwrap_or(""), line, 1, 1)
}

/// Where the columns stand.
struct Columns(Vec<Option<usize>>);

impl Columns {
    fn of(rows: &[Row], name: &str) -> Result<Self, Stop> {
        let head = rows.first().map(|row| row.cells.as_slice()).unwrap_or_default();
        let columns = Self(COLUMNS.iter().map(|column| head.iter().position(|cell| cell.eq_ignore_ascii_case(column))).collect());
        for needed in ["id", "answer"] {
            if columns.at(needed).is_none() {
                let problem = Diagnostic::error("answers-table", format!("`{name}` has no column `{needed}`")).at(Place::file(name));
                return Err(Stop::usage(problem.help("make the table with `dateline review --format csv`; its first line names the columns")));
            }
        }
        Ok(columns)
    }

    fn at(&self, column: &str) -> Option<usize> {
        COLUMNS.iter().position(|known| *known == column).and_then(|at| self.0[at])
    }

    fn cell<'r>(&self, row: &'r Row, column: &str) -> &'r str {
        self.at(column).and_then(|at| row.cells.get(at)).map_or("", String::as_str)
    }
}

/// What became of a row.
enum Taken {
    /// Nobody has typed an answer.
    Nothing,
    /// It changes something.
    Answered,
    /// The question is not open any more.
    Before,
}

/// The files as they become, answer by answer.
struct Desk<'r> {
    root: &'r Root,
    first: Tree,
    now: Tree,
    archive: Archive,
    open: Vec<Open>,
    /// Whether `archive` and `open` are older than `now`.
    stale: bool,
}

impl<'r> Desk<'r> {
    fn new(root: &'r Root, tree: Tree) -> Self {
        let (archive, open) = look(root, &tree);
        Self { root, first: tree.clone(), now: tree, archive, open, stale: false }
    }

    fn take(&mut self, row: &Row, columns: &Columns) -> Result<Taken, Diagnostic> {
        let (asked, text) = (columns.cell(row, "id"), columns.cell(row, "answer"));
        if text.is_empty() {
            return Ok(Taken::Nothing);
        }
        // What names mean depends on the answers before.
        if self.stale && columns.cell(row, "kind") == Sort::Names.name() {
            (self.archive, self.open) = look(self.root, &self.now);
            self.stale = false;
        }
        let Some(open) = self.open.iter().find(|open| open.id == asked).cloned() else {
            return if was_ours(row, columns) { Ok(Taken::Before) } else { Err(self.unknown(asked)) };
        };
        let invalid = |message: String| Diagnostic::error("answer-invalid", message).help(format!("an answer is {}", open.answers));
        let changes = match answer(&self.archive, &self.now, &notes_on(&open.file), &open, text).map_err(invalid)? {
            Effect::Changes(changes) => changes,
            settled => {
                let settled = one(&mut self.now, open.file.as_str(), &open.field, settled == Effect::Accept);
                self.stale = true;
                return settled.map(|()| Taken::Answered).map_err(|stop| {
                    let problem = stop.report.diagnostics.into_iter().next();
                    problem.unwrap_or_else(|| Diagnostic::error("answer-invalid", "the proposal cannot be settled"))
                });
            }
        };
        for change in &changes {
            match change {
                Change::Write(path, bytes) => drop(self.now.insert(path.clone(), bytes.clone())),
                Change::Delete(path) => drop(self.now.remove(path)),
            }
        }
        self.stale |= !changes.is_empty();
        Ok(if changes.is_empty() { Taken::Before } else { Taken::Answered })
    }

    fn unknown(&self, asked: &str) -> Diagnostic {
        let near = nearest(asked, self.open.iter().map(|open| open.id.as_str()));
        let help = near.map_or_else(|| "`dateline review` lists the open questions".to_owned(), |id| format!("did you mean `{id}`?"));
        Diagnostic::error("answer-unknown", format!("no question has the id `{asked}`")).help(help)
    }

    fn changes(&self) -> Vec<Change> {
        let written = self.now.iter().filter(|(path, bytes)| self.first.get(*path) != Some(bytes));
        let gone = self.first.keys().filter(|path| !self.now.contains_key(*path));
        written.map(|(path, bytes)| Change::Write(path.clone(), bytes.clone())).chain(gone.map(|path| Change::Delete(path.clone()))).collect()
    }
}

/// Whether a row's id is that of a question we asked: then it is answered, and not a mistake.
fn was_ours(row: &Row, columns: &Columns) -> bool {
    let cell = |column| columns.cell(row, column);
    let sorts = [Sort::Year, Sort::Field, Sort::Proposal, Sort::Names, Sort::Evidence];
    let sort = sorts.into_iter().find(|sort| sort.name() == cell("kind"));
    sort.is_some_and(|sort| id(sort, cell("file"), cell("field"), cell("question")) == cell("id"))
}

fn look(root: &Root, tree: &Tree) -> (Archive, Vec<Open>) {
    let plain: Tree =
        tree.iter().filter(|(path, _)| !path.as_str().contains("/.merged/")).map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
    let content = Content::read(&plain);
    let (archive, _) = arrange(root, &content, true);
    let open = questions(root, &archive, &content);
    (archive, open)
}
