//! How to cite an article: in words, as BibTeX, RIS and CSL-JSON. A year that is not stated is `n.d.`.

use super::address;
use super::sheet::Sheet;
use super::view::CiteView;
use crate::archive::term::ArticleId;
use crate::base::date::When;
use crate::base::text::squeeze;
use crate::content::matter::EntityKind;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// What a reference is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Reference {
    id: String,
    title: String,
    /// Bylines.
    pub(super) authors: Vec<String>,
    /// Who published it.
    pub(super) publisher: Option<String>,
    /// When it was published, as ISO 8601; only as exactly as it is stated, and only with a year.
    pub(super) date: Option<String>,
    /// The same in words.
    date_words: Option<String>,
    place: Option<String>,
    language: String,
    /// The address of the original, else the lasting address of the page.
    url: Option<String>,
    archive: String,
    /// Zotero's item type.
    pub(super) zotero: &'static str,
    ris: &'static str,
    csl: &'static str,
}

impl Reference {
    pub(super) fn of(sheet: &Sheet<'_>, id: ArticleId) -> Self {
        let article = &sheet.e.archive.articles[id].article;
        let matter = &article.matter;
        let (zotero, ris, csl) = types(matter.format.as_deref());
        let date = matter.date.as_ref().filter(|date| date.has_year());
        let publisher = matter.source.as_deref().map(|name| {
            let term = sheet.e.archive.find(EntityKind::Organisation, name, None);
            term.map_or_else(|| name.to_owned(), |term| sheet.e.archive.terms[term].name.clone())
        });
        Self {
            id: article.slug.clone(),
            title: squeeze(article.title()),
            authors: matter.authors.iter().map(|author| squeeze(&author.name)).filter(|name| !name.is_empty()).collect(),
            publisher,
            date: date.and_then(iso),
            date_words: date.map(|date| sheet.words(date)),
            place: matter.place.as_deref().map(squeeze),
            language: matter.language.clone().unwrap_or_else(|| sheet.e.settings.language.clone()),
            url: super::article_page::external(matter.source_url.as_deref().unwrap_or_default())
                .map(|link| link.href)
                .or_else(|| sheet.permalink(&address::article(&article.slug, "html"))),
            archive: sheet.e.settings.title.clone(),
            zotero,
            ris,
            csl,
        }
    }

    pub(super) fn view(&self, sheet: &Sheet<'_>) -> CiteView {
        let file = |extension: &str, label: &str, media: &str| sheet.download(label, &address::article(&self.id, extension), media);
        CiteView {
            text: self.text(),
            bibtex: self.bibtex(),
            downloads: vec![
                file("bib", "BibTeX", "application/x-bibtex"),
                file("ris", "RIS", "application/x-research-info-systems"),
                file("csl.json", "CSL-JSON", "application/vnd.citationstyles.csl+json"),
                file("md", "Markdown", "text/markdown"),
            ],
            permalink: sheet.permalink(&address::article(&self.id, "html")),
        }
    }

    /// `Author (Publisher): “Title”. Place, 26 August 2015. In: Archive.`
    fn text(&self) -> String {
        let who = if self.authors.is_empty() { self.publisher.clone().unwrap_or_default() } else { self.authors.join(", ") };
        let mut text = if who.is_empty() { String::new() } else { format!("{who}: ") };
        let _ = write!(text, "“{}”.", self.title.trim_end_matches('.'));
        let publisher = self.publisher.clone().filter(|_| !self.authors.is_empty());
        let date = self.date_words.clone().unwrap_or_else(|| "n.d.".to_owned());
        let place: Vec<String> = publisher.into_iter().chain(self.place.clone()).chain([date.trim_end_matches('.').to_owned()]).collect();
        let _ = write!(text, " {}. {}.", place.join(", "), self.archive.trim_end_matches('.'));
        text
    }

    pub(super) fn bibtex(&self) -> String {
        let mut fields: Vec<(&str, String)> = Vec::new();
        if self.authors.is_empty() {
            if let Some(publisher) = &self.publisher {
                fields.push(("author", format!("{{{}}}", tex(publisher))));
            }
        } else {
            fields.push(("author", self.authors.iter().map(|name| tex(&family_first(name))).collect::<Vec<_>>().join(" and ")));
        }
        fields.push(("title", format!("{{{}}}", tex(&self.title))));
        match &self.date {
            Some(date) => {
                fields.push(("date", date.clone()));
                fields.push(("year", date.split('-').next().unwrap_or_default().to_owned()));
            }
            None => fields.push(("year", "n.d.".to_owned())),
        }
        if let Some(publisher) = &self.publisher {
            fields.push(("publisher", tex(publisher)));
        }
        if let Some(place) = &self.place {
            fields.push(("address", tex(place)));
        }
        if let Some(url) = &self.url {
            fields.push(("url", url.replace(['{', '}', '\\'], "")));
        }
        fields.push(("language", self.language.clone()));
        fields.push(("note", format!("In: {}", tex(&self.archive))));
        let lines: Vec<String> = fields.into_iter().map(|(key, value)| format!("  {key} = {{{value}}}")).collect();
        format!("@misc{{{},\n{}\n}}\n", self.id, lines.join(",\n"))
    }

    pub(super) fn ris(&self) -> String {
        let mut lines = vec![("TY", self.ris.to_owned()), ("TI", self.title.clone())];
        lines.extend(self.authors.iter().map(|author| ("AU", family_first(author))));
        if let Some(date) = &self.date {
            lines.push(("PY", date.split('-').next().unwrap_or_default().to_owned()));
            lines.push(("DA", format!("{}/", date.replace('-', "/"))));
        }
        let optional = [("PB", &self.publisher), ("CY", &self.place), ("UR", &self.url)];
        lines.extend(optional.into_iter().filter_map(|(tag, value)| value.clone().map(|value| (tag, value))));
        lines.push(("LA", self.language.clone()));
        lines.push(("DB", self.archive.clone()));
        lines.push(("ER", String::new()));
        let mut out = String::new();
        for (tag, value) in lines {
            let _ = write!(out, "{tag}  - {}\r\n", squeeze(&value));
        }
        out
    }

    pub(super) fn csl(&self) -> Value {
        let mut item = json!({ "id": self.id, "type": self.csl, "title": self.title });
        let names: Vec<Value> = self
            .authors
            .iter()
            .map(|name| match name.rsplit_once(' ') {
                Some((given, family)) => json!({ "family": family, "given": given }),
                None => json!({ "literal": name }),
            })
            .collect();
        if !names.is_empty() {
            item["author"] = Value::Array(names);
        } else if let Some(publisher) = &self.publisher {
            item["author"] = json!([{ "literal": publisher }]);
        }
        if let Some(date) = &self.date {
            let parts: Vec<i64> = date.split('-').filter_map(|part| part.parse().ok()).collect();
            item["issued"] = json!({ "date-parts": [parts] });
        }
        for (key, value) in [("publisher", &self.publisher), ("publisher-place", &self.place), ("URL", &self.url)] {
            if let Some(value) = value {
                item[key] = Value::String(value.clone());
            }
        }
        item["language"] = Value::String(self.language.clone());
        item["archive"] = Value::String(self.archive.clone());
        item
    }
}

/// Types of Zotero, RIS and CSL for a format.
fn types(format: Option<&str>) -> (&'static str, &'static str, &'static str) {
    match format {
        Some("report") => ("report", "RPRT", "report"),
        Some("speech") => ("presentation", "SLIDE", "speech"),
        Some("interview") => ("interview", "NEWS", "interview"),
        _ => ("newspaperArticle", "NEWS", "article-newspaper"),
    }
}

/// The first point of a date as ISO 8601, as exactly as it is stated.
fn iso(date: &When) -> Option<String> {
    let start = date.start();
    let year = format!("{:04}", start.year()?);
    let Some(month) = start.month() else { return Some(year) };
    let Some(day) = start.day() else { return Some(format!("{year}-{month:02}")) };
    Some(format!("{year}-{month:02}-{day:02}"))
}

/// `Eržen, Borut`; a name that would be split wrongly stays as it is.
pub(super) fn family_first(name: &str) -> String {
    if name.contains(',') {
        return name.to_owned();
    }
    name.rsplit_once(' ').map_or_else(|| name.to_owned(), |(given, family)| format!("{family}, {given}"))
}

/// A text inside the braces of a BibTeX field.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' | '}' => {}
            '\\' => out.push_str("\\textbackslash "),
            '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '~' => out.push_str("\\textasciitilde "),
            '^' => out.push_str("\\textasciicircum "),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::testing::when;

    fn reference() -> Reference {
        Reference {
            id: "x".to_owned(),
            title: "100% of {A & B}".to_owned(),
            authors: vec!["Borut Eržen".to_owned()],
            publisher: Some("ICMPD".to_owned()),
            language: "en".to_owned(),
            archive: "News".to_owned(),
            ris: "NEWS",
            csl: "article-newspaper",
            ..Reference::default()
        }
    }

    #[test]
    fn a_reference_without_a_year_says_so_and_dates_are_as_exact_as_stated() {
        assert_eq!(reference().text(), "Borut Eržen: “100% of {A & B}”. ICMPD, n.d. News.");
        assert!(reference().bibtex().contains("year = {n.d.}"));
        assert!(!reference().ris().contains("PY"));
        assert!(reference().csl().get("issued").is_none());
        let iso = |edtf| when(edtf).and_then(|when| iso(&when));
        assert_eq!(iso("2015-08").as_deref(), Some("2015-08"));
        assert_eq!(iso("2015-08-26/2015-08-28").as_deref(), Some("2015-08-26"));
        assert_eq!(iso("XXXX-12-07"), None);
    }

    #[test]
    fn nothing_breaks_out_of_its_field() {
        assert!(reference().bibtex().contains("title = {{100\\% of A \\& B}}"));
        assert_eq!(family_first("Borut Eržen"), "Eržen, Borut");
        let hostile = Reference { title: "a\r\nER  - ".to_owned(), ..reference() };
        assert!(hostile.ris().contains("TI  - a ER -\r\n"));
    }
}
