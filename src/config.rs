//! `dateline.toml`: the archive's settings. Text in, settings and problems out; finding and reading the file is the command line's business.
//!
//! Every problem of the file is told in one go, each with its line, a caret and what was probably meant.

pub mod publish;

use crate::base::report::{Diagnostic, Place, Report};
use crate::base::span::Span;
use crate::base::text::nearest;
use publish::Publish;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The file's name. The folder that holds it is the archive's root.
pub const FILE: &str = "dateline.toml";

/// What `dateline.toml` says. An empty file is enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The archive's name.
    pub title: String,
    /// One sentence on what it is.
    pub description: String,
    /// Where it will be published; feeds, sitemap and canonical links need it. Starts with `http://` or `https://`, has no `/` at its end.
    pub base_url: Option<String>,
    /// The language of the site and of articles whose language is not known.
    pub language: String,
    /// Output folder, from the root.
    pub output: String,
    /// Whether press contacts are published.
    pub publish_contacts: bool,
    /// Folders instead of `.html` names in addresses.
    pub pretty_urls: bool,
    /// What becomes of raw HTML in articles: `escape`.
    pub html: String,
    /// Who answers for the archive; shown in the footer and in `about`.
    pub publisher: Option<String>,
    /// Rights statement for the site's footer.
    pub rights: Option<String>,
    /// From how many articles on an entity gets a page of its own; at least 1.
    pub page_from: usize,
    /// Where the site is published, by name.
    pub publish: Vec<Publish>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "Archive".to_owned(),
            description: String::new(),
            base_url: None,
            language: "en".to_owned(),
            output: "public".to_owned(),
            publish_contacts: false,
            pretty_urls: false,
            html: "escape".to_owned(),
            publisher: None,
            rights: None,
            page_from: 2,
            publish: Vec::new(),
        }
    }
}

/// The keys of the file, in the order `dateline init` writes them.
pub const KEYS: &[&str] =
    &["title", "description", "base_url", "language", "publisher", "rights", "output", "pretty_urls", "page_from", "publish_contacts", "html"];

impl Settings {
    /// Reads the text of `dateline.toml`. Where the report has errors, the settings hold what could be read and must not be worked with.
    pub fn read(text: &str) -> (Self, Report) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = Reader { text, report: Report::default() };
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let span = error.span().unwrap_or_default();
            let message = format!("this is not TOML: {}", error.message().lines().next().unwrap_or_default().trim_end_matches('.'));
            reader.problem("settings-syntax", span, message, "write `key = \"value\"`, one on a line".to_owned());
        }
        let mut settings = Self::default();
        if !reader.report.has_errors() {
            for (key, value) in table.get_ref() {
                settings.set(key, value, &mut reader);
            }
        }
        (settings, reader.report.sorted())
    }

    fn set(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>, reader: &mut Reader<'_>) {
        match key.get_ref().as_ref() {
            "title" => reader.text(key, value, &mut self.title),
            "description" => reader.text(key, value, &mut self.description),
            "language" => reader.text(key, value, &mut self.language),
            "publisher" => reader.optional(key, value, &mut self.publisher),
            "rights" => reader.optional(key, value, &mut self.rights),
            "publish_contacts" => reader.switch(key, value, &mut self.publish_contacts),
            "pretty_urls" => reader.switch(key, value, &mut self.pretty_urls),
            "page_from" => reader.count(key, value, &mut self.page_from),
            "base_url" => {
                reader.optional(key, value, &mut self.base_url);
                if let Some(url) = self.base_url.take() {
                    match base_url(&url) {
                        Ok(url) => self.base_url = Some(url),
                        Err(help) => reader.value(value, format!("`{url}` is no address of a site"), help),
                    }
                }
            }
            "output" => {
                reader.text(key, value, &mut self.output);
                if self.output.trim().is_empty() {
                    reader.value(value, "`output` names no folder".to_owned(), "write `output = \"public\"`");
                }
            }
            "html" => {
                reader.text(key, value, &mut self.html);
                if self.html != "escape" {
                    let message = format!("`{}` is no way to treat raw HTML", self.html);
                    reader.value(value, message, "the one way there is today is `escape`: tags in articles are shown as text");
                }
            }
            "publish" => self.publish = publish::read(key, value, reader),
            unknown => {
                let help = nearest(unknown, KEYS.iter().copied().chain(["publish"])).map_or_else(
                    || format!("the keys are {}", KEYS.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")),
                    |known| format!("did you mean `{known}`?"),
                );
                reader.problem("settings-key", key.span(), format!("there is no setting `{unknown}`"), help);
            }
        }
    }
}

/// Checks an address given in the settings or on the command line; the error says what to write instead.
pub fn base_url(url: &str) -> Result<String, &'static str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let Some(rest) = rest.map(|rest| rest.trim_end_matches('/')) else {
        return Err("write it in full, such as `https://example.org/archive`");
    };
    if rest.is_empty() || rest.starts_with('/') || rest.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"'\\?#".contains(c)) {
        return Err("write a host and perhaps a path, such as `https://example.org/archive`, without spaces, `?` and `#`");
    }
    Ok(url.trim_end_matches('/').to_owned())
}

struct Reader<'t> {
    text: &'t str,
    report: Report,
}

impl Reader<'_> {
    fn text(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>, into: &mut String) {
        if let DeValue::String(text) = value.get_ref() {
            text.trim().clone_into(into);
        } else {
            self.wrong_kind(key, value, "a text", "\"…\"");
        }
    }

    /// Like [`Self::text`]; an empty text is as good as none.
    fn optional(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>, into: &mut Option<String>) {
        let mut text = String::new();
        self.text(key, value, &mut text);
        *into = Some(text).filter(|text| !text.is_empty());
    }

    fn switch(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>, into: &mut bool) {
        if let DeValue::Boolean(yes) = value.get_ref() {
            *into = *yes;
        } else {
            self.wrong_kind(key, value, "yes or no", "true");
        }
    }

    fn count(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>, into: &mut usize) {
        match value.get_ref() {
            DeValue::Integer(number) => match usize::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) if number > 0 => *into = number,
                _ => self.value(value, format!("`{}` must be 1 or more", key.get_ref()), "write a whole number from 1 up"),
            },
            _ => self.wrong_kind(key, value, "a whole number", "2"),
        }
    }

    fn wrong_kind(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Spanned<DeValue<'_>>, wanted: &str, example: &str) {
        let message = format!("`{}` is {wanted}, and this is {}", key.get_ref(), kind(value.get_ref()));
        self.problem("settings-value", value.span(), message, format!("write `{} = {example}`", key.get_ref()));
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, message: String, help: &str) {
        self.problem("settings-value", value.span(), message, help.to_owned());
    }

    /// Like [`Self::value`], without showing the line, because a secret stands in it.
    fn secret(&mut self, value: &Spanned<DeValue<'_>>, message: String, help: &str) {
        let mut place = Place::span(FILE, self.text, Span::from(value.span()));
        place.excerpt = None;
        self.report.push(Diagnostic::error("settings-value", message).at(place).help(help));
    }

    fn problem(&mut self, code: &'static str, span: Range<usize>, message: String, help: String) {
        let place = Place::span(FILE, self.text, Span::from(span));
        self.report.push(Diagnostic::error(code, message).at(place).help(help));
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<(String, usize, usize, usize, String)> {
        let (_, report) = Settings::read(text);
        report
            .diagnostics
            .into_iter()
            .map(|problem| {
                let place = problem.place.expect("a place");
                (problem.message, place.line.unwrap_or(0), place.column.unwrap_or(0), place.width, problem.help.unwrap_or_default())
            })
            .collect()
    }

    #[test]
    fn an_empty_file_is_enough() {
        assert_eq!(Settings::read(""), (Settings::default(), Report::default()));
    }

    #[test]
    fn what_is_set_is_read() {
        let text = "title = \"Border news\"\nbase_url = \"https://example.org/a/\"\npage_from = 3\npublish_contacts = true\noutput = 'site'\n";
        let (settings, report) = Settings::read(text);
        assert_eq!(report, Report::default());
        assert_eq!(settings.title, "Border news");
        assert_eq!(settings.base_url.as_deref(), Some("https://example.org/a"));
        assert_eq!((settings.page_from, settings.publish_contacts, settings.output.as_str()), (3, true, "site"));
    }

    #[test]
    fn an_unknown_key_is_an_error_with_what_was_meant() {
        assert_eq!(
            problems("title = \"x\"\nlangauge = \"fr\"\nfrobnicate = 1\n")[0],
            ("there is no setting `langauge`".to_owned(), 2, 1, 8, "did you mean `language`?".to_owned())
        );
        assert_eq!(problems("frobnicate = 1")[0].1, 1);
    }

    #[test]
    fn all_bad_values_are_told_at_once_where_they_stand() {
        let found = problems("title = 1\npublish_contacts = \"yes\"\npage_from = 0\nbase_url = \"example.org\"\nhtml = \"raw\"\noutput = \"\"\n");
        assert_eq!(found.len(), 6);
        assert_eq!((found[0].1, found[0].2), (1, 9));
        assert!(found[1].0.contains("yes or no"));
    }

    #[test]
    fn what_is_not_toml_is_an_error_with_its_line() {
        let found = problems("title = \"a\"\nthis is not it\n");
        assert_eq!(found[0].1, 2);
    }

    #[test]
    fn an_address_has_a_scheme_and_a_host() {
        assert_eq!(base_url("https://example.org/"), Ok("https://example.org".to_owned()));
        for bad in ["example.org", "ftp://x", "https://", "https:///x", "https://a b", "javascript:alert(1)", "https://x/\"><script>"] {
            assert!(base_url(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn every_listed_key_is_known_to_the_reader() {
        for key in KEYS {
            let (_, report) = Settings::read(&format!("{key} = []"));
            assert!(report.diagnostics.iter().all(|problem| problem.code != "settings-key"), "{key}");
        }
    }
}
