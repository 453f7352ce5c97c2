//! Cards as HTML, each made once. A card is the same in every list, but for its links, which begin where the page lies, and for what that list
//! says of it: these are put in each time.
//!
//! Only while all templates are the built-in ones: an archive's own may do what they like with a card, and get each as a view.

use super::address;
use super::plan::Edition;
use super::sheet::Sheet;
use super::view::{Card, CardView};
use crate::archive::term::{ArticleId, TermId};
use crate::archive::watch::{Seen, saw, watching};
use crate::content::body::escape_into;
use std::sync::OnceLock;

/// Stands where something is put in; the character behind it says what. No text has it: it belongs to no writing.
const GAP: char = '\u{10FFFD}';
const ARTICLE: char = 'a';
const NOTE: char = 'n';

/// The cards of an archive, by article.
#[derive(Debug)]
pub(super) struct Cards(Vec<OnceLock<Option<Box<Made>>>>);

/// A card without what is put in.
#[derive(Debug)]
struct Made {
    html: String,
    /// Where something is put in, in order.
    gaps: Vec<(usize, Gap)>,
    seen: Seen,
}

#[derive(Clone, Debug, PartialEq)]
enum Gap {
    /// The way to the article.
    Article,
    /// The way to an organisation.
    Organisation(TermId),
    /// What the list says, with the HTML around it; nothing where it says nothing.
    Note(String, String),
}

impl Cards {
    /// For this many articles. Nothing is made yet.
    pub(super) fn of(articles: usize) -> Self {
        Self(std::iter::repeat_with(OnceLock::new).take(articles).collect())
    }
}

/// What a list shows of an article.
pub(super) fn card(sheet: &Sheet<'_>, id: ArticleId, note: Option<String>) -> CardView {
    match ready(sheet, id, note.as_deref().filter(|note| !note.is_empty())) {
        Some(ready_html) => CardView::Ready { ready_html },
        None => CardView::Full(Box::new(sheet.card(id, note))),
    }
}

fn ready(sheet: &Sheet<'_>, id: ArticleId, note: Option<&str>) -> Option<String> {
    let made = sheet.e.cards.0.get(id)?.get_or_init(|| make(sheet.e, id).map(Box::new)).as_ref()?;
    if note.is_some() && !made.gaps.iter().any(|(_, gap)| matches!(gap, Gap::Note(..))) {
        return None;
    }
    made.seen.cells().for_each(saw);
    let mut out = String::with_capacity(made.html.len() + 64 * made.gaps.len());
    let mut from = 0;
    for (at, gap) in &made.gaps {
        out.push_str(&made.html[from..*at]);
        from = *at;
        match gap {
            Gap::Article => escape_into(&mut out, &sheet.href(&sheet.article_address(id))),
            Gap::Organisation(term) => escape_into(&mut out, &sheet.href(&address::term(&sheet.e.archive.terms[*term]))),
            Gap::Note(before, after) => {
                if let Some(note) = note {
                    out.push_str(before);
                    escape_into(&mut out, note);
                    out.push_str(after);
                }
            }
        }
    }
    out.push_str(&made.html[from..]);
    Some(out)
}

/// The card by the theme's own component, with marks in the places of what is put in.
fn make(edition: &Edition<'_>, id: ArticleId) -> Option<Made> {
    if !edition.theme.is_built_in() {
        return None;
    }
    let ((mut card, organisations), seen) = watching(|| {
        let sheet = Sheet::new(edition, address::home());
        (sheet.card(id, None), sheet.organisations_of_card(id).0)
    });
    let says_gap = |text: &str| text.contains(GAP);
    let texts = [&card.title, &card.summary].into_iter().chain(&card.place).chain(&card.format);
    if texts.chain(card.organisations.iter().map(|link| &link.text)).any(|text| says_gap(text)) {
        return None;
    }
    card.href = format!("{GAP}{ARTICLE}");
    for (digit, link) in ('0'..='9').zip(&mut card.organisations) {
        link.href = link.href.is_some().then(|| format!("{GAP}{digit}"));
    }
    let plain = edition.theme.card(&card)?;
    let noted = edition.theme.card(&Card { note: Some(format!("{GAP}{NOTE}")), ..card })?;
    let (html, mut gaps) = cut(&plain, &organisations)?;
    if let Some((at, before, after)) = inserted(&plain, &noted) {
        // Marks before that place are no longer in the text.
        let at = at - plain[..at].matches(GAP).count() * (GAP.len_utf8() + 1);
        let index = gaps.partition_point(|(other, _)| *other < at);
        gaps.insert(index, (at, Gap::Note(before.to_owned(), after.to_owned())));
    }
    Some(Made { html, gaps, seen })
}

/// The text without its marks, and where they stood.
fn cut(text: &str, organisations: &[TermId]) -> Option<(String, Vec<(usize, Gap)>)> {
    let mut parts = text.split(GAP);
    let mut html = parts.next()?.to_owned();
    let mut gaps = Vec::new();
    for part in parts {
        let mark = part.chars().next()?;
        let gap = match mark {
            ARTICLE => Gap::Article,
            mark => Gap::Organisation(*organisations.get(usize::try_from(mark.to_digit(10)?).ok()?)?),
        };
        gaps.push((html.len(), gap));
        html.push_str(&part[mark.len_utf8()..]);
    }
    Some((html, gaps))
}

/// Where the card with a note has more than the one without, and what stands there before and after the note. None when that is not one place.
fn inserted<'n>(plain: &str, noted: &'n str) -> Option<(usize, &'n str, &'n str)> {
    let more = noted.len().checked_sub(plain.len())?;
    let alike = plain.bytes().zip(noted.bytes()).take_while(|(one, other)| one == other).count();
    let at = plain.floor_char_boundary(alike);
    if noted.get(at + more..)? != plain.get(at..)? {
        return None;
    }
    let (before, after) = noted.get(at..at + more)?.split_once(&format!("{GAP}{NOTE}"))?;
    (!before.contains(GAP) && !after.contains(GAP)).then_some((at, before, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ready_card_is_what_the_component_makes_of_the_view() {
        crate::edition::tests::with_edition(|edition| {
            for at in ["index.html", "articles/x.html", "organisations/x.html", "tags/x/2015.html", "404.html"] {
                let sheet = Sheet::new(edition, crate::base::path::RelPath::known(at));
                for id in 0..edition.archive.articles.len() {
                    for note in [None, Some("host & \"more\""), Some("")] {
                        let whole = edition.theme.card(&sheet.card(id, note.map(str::to_owned))).unwrap();
                        let (ready, seen) = watching(|| card(&sheet, id, note.map(str::to_owned)));
                        assert_eq!(ready, CardView::Ready { ready_html: whole }, "{at} {id} {note:?}");
                        assert_eq!(seen, watching(|| sheet.card(id, None)).1, "{at} {id}");
                    }
                }
            }
        });
    }

    #[test]
    fn marks_are_taken_out_and_their_places_kept() {
        let text = format!("<a href=\"{GAP}a\">é</a><a href=\"{GAP}1\">x</a>");
        let (html, gaps) = cut(&text, &[7, 9]).unwrap();
        assert_eq!(html, "<a href=\"\">é</a><a href=\"\">x</a>");
        assert_eq!(gaps, [(9, Gap::Article), (26, Gap::Organisation(9))]);
        assert_eq!(cut(&format!("{GAP}5"), &[7]), None);
        assert_eq!(cut(&format!("{GAP}"), &[7]), None);
    }

    #[test]
    fn what_a_note_adds_is_found_in_one_place_or_not_at_all() {
        let note = format!("{GAP}{NOTE}");
        let noted = format!("<p><span class=\"h\">{note}</span><span>é</span></p>");
        assert_eq!(inserted("<p><span>é</span></p>", &noted), Some((8, " class=\"h\">", "</span><span")));
        assert_eq!(inserted("<p></p>", &format!("<p>{note}</p>")), Some((3, "", "")));
        assert_eq!(inserted("<p></p>", &format!("<q>{note}</q>")), None);
        assert_eq!(inserted("<p></p>", "<p>x</p>"), None);
    }
}
