//! The page of open questions. A preview shows it; it is never part of the site.

use super::address;
use super::plan::Edition;
use super::sheet::Sheet;
use super::view::{AskedView, Page, ReviewView};
use crate::archive::review::{Open, Sort};
use crate::base::path::RelPath;
use crate::base::report::Diagnostic;
use crate::base::text::{shorten, squeeze};
use crate::content::body::escape_into;

/// How many questions the page lists.
const MOST: usize = 200;

/// Where the preview shows the page: no address of a site begins so.
pub const ADDRESS: &str = "__dateline/review.html";

impl Edition<'_> {
    /// The page of these questions, as it stands at [`ADDRESS`].
    pub fn review(&self, open: &[Open]) -> Result<Vec<u8>, Diagnostic> {
        let sheet = Sheet::new(self, RelPath::known(ADDRESS));
        let (page, view) = make(&sheet, open);
        self.theme.render("review.html", &page, &view)
    }
}

fn make(sheet: &Sheet<'_>, open: &[Open]) -> (Page, ReviewView) {
    let asked = open.iter().take(MOST).map(|open| asked(sheet, open)).collect();
    let summary = if open.is_empty() { sheet.say("review_none") } else { sheet.count("n_questions", open.len()) };
    let title = sheet.say("open_questions");
    let mut page = sheet.page("review", title.clone(), summary.clone(), None);
    page.noindex = true;
    page.breadcrumbs = sheet.crumbs(vec![], title);
    (page, ReviewView { summary, asked, more: open.len().saturating_sub(MOST) })
}

/// Running text as HTML; what stands between backticks is to be typed, or was printed so.
fn marked(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    let mut html = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        let (open, close) = if at % 2 == 1 && at + 1 < pieces.len() { ("<code>", "</code>") } else { ("", "") };
        html.push_str(open);
        escape_into(&mut html, piece);
        html.push_str(close);
    }
    html
}

fn asked(sheet: &Sheet<'_>, open: &Open) -> AskedView {
    let archive = sheet.e.archive;
    let article = archive.articles.iter().position(|shelved| shelved.article.path == open.file).filter(|_| open.sort != Sort::Names);
    let terms = open.pair.map(|(one, two)| vec![sheet.term_link(one), sheet.term_link(two)]).unwrap_or_default();
    // A draft has no page here unless drafts are shown.
    let about = article
        .map(|id| sheet.article_link(id))
        .filter(|_| article.is_some_and(|id| sheet.e.has(&address::article(&archive.articles[id].article.slug, "html"))));
    AskedView {
        id: open.id.clone(),
        question_html: marked(&open.question),
        about: about.into_iter().chain(terms).collect(),
        title: open.title.clone(),
        file: open.file.to_string(),
        pages: sheet.count("n_pages_change", open.pages),
        sentence: Some(shorten(&squeeze(&open.sentence), 400)).filter(|sentence| !sentence.is_empty()),
        current: Some(open.current.clone()).filter(|current| !current.is_empty()),
        candidates: if open.case.is_some() || !open.commands.is_empty() { Vec::new() } else { open.candidates.clone() },
        case: open.case.as_ref().map(|case| super::article_facts::year_case(sheet, article, case)),
        help_html: marked(&open.help),
        commands: open.commands.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_to_type_are_marked_and_everything_is_escaped() {
        assert_eq!(marked("type `date: \"<x>\"` there"), "type <code>date: &quot;&lt;x&gt;&quot;</code> there");
        assert_eq!(marked("an odd ` mark"), "an odd  mark");
    }
}
