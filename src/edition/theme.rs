//! The theme: the one that comes with the program, and an archive's own files, which replace it one by one.
//!
//! A template sees its view and nothing else: no file, no environment, no clock. What it may call is registered here.

use super::strings::{Strings, grouped};
use super::view::{Card, Page, Site, TEMPLATES};
use crate::base::fingerprint::{Fingerprint, Parts};
use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Place, Report};
use crate::base::tree::Tree;
use crate::config::Settings;
use crate::content::body::escape_to;
use include_dir::{Dir, include_dir};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;
use tera::{Context, ErrorKind, Kwargs, State, Tera, Value};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/theme");

/// The largest page a template may make, in bytes. Far beyond any real page: it ends a loop that would fill the memory.
const PAGE_MAX: usize = 64 * 1024 * 1024;

/// The most steps `range()` gives.
const RANGE_MAX: i64 = 1_000;

/// Templates, words and files of a theme.
#[derive(Clone, Debug)]
pub struct Theme {
    tera: Tera,
    /// The archive's own templates, by name, for showing what is wrong in them.
    own: Vec<(String, String)>,
    /// The words of the interface.
    pub strings: Strings,
    /// Files for `assets/`, by their path there.
    pub assets: BTreeMap<RelPath, Vec<u8>>,
    /// What each template is made of, with the words of the interface.
    prints: BTreeMap<String, Fingerprint>,
}

impl Theme {
    /// Reads the built-in theme and what an archive puts in its place. `own` has paths from the archive's root, `theme/templates/home.html`.
    ///
    /// A theme that cannot be used is reported, and the built-in one stands in.
    pub fn new(own: &Tree, settings: &Settings) -> (Self, Report) {
        let mut report = Report::default();
        let strings = strings(own, &settings.language, &mut report);
        let mut own_templates = Vec::new();
        for (path, bytes) in own {
            let Some(name) = path.as_str().strip_prefix("theme/templates/") else { continue };
            if let Ok(text) = std::str::from_utf8(bytes) {
                own_templates.push((name.to_owned(), text.to_owned()));
            } else {
                let help = "save it as UTF-8; until then the built-in one is used";
                report.push(Diagnostic::error("template", "the template is not UTF-8").at(Place::file(path.as_str())).help(help));
            }
        }
        let site = site(settings);
        let tera = match engine(&own_templates, &strings, settings, &site) {
            Ok(tera) => tera,
            Err(error) => {
                let help = "until it is put right, the site is made with the built-in templates";
                report.push(diagnostic(&error, &own_templates, None).help(help));
                engine(&[], &strings, settings, &site).unwrap_or_else(|error| {
                    report.push(diagnostic(&error, &[], None));
                    Tera::new()
                })
            }
        };
        let prints = prints(&own_templates, &strings);
        (Self { tera, own: own_templates, strings, assets: assets(own), prints }, report)
    }

    /// The fingerprint of a template: of its text, of every template it may use, and of the words.
    pub(super) fn print(&self, template: &str) -> Fingerprint {
        self.prints.get(template).copied().unwrap_or_default()
    }

    /// Whether no template is the archive's own.
    pub(super) const fn is_built_in(&self) -> bool {
        self.own.is_empty()
    }

    /// A card as the component makes it; none when it fails.
    pub(super) fn card(&self, card: &Card) -> Option<String> {
        let (mut arguments, mut implicit) = (Context::new(), Context::new());
        arguments.insert("c", card);
        implicit.insert("page", &Page::default());
        self.tera.render_component_with_implicits("card", &arguments, &implicit, None, true).ok()
    }

    /// Renders a template.
    pub(super) fn render<V: Serialize>(&self, template: &str, page: &Page, view: &V) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        context.insert("page", page);
        context.insert("view", view);
        let mut out = Capped(Vec::with_capacity(48 * 1024));
        match self.tera.render_to(template, &context, &mut out) {
            Ok(()) => Ok(out.0),
            Err(error) => {
                let help =
                    "a template may use `site`, `page`, `view` and what their fields hold; until it is put right, the pages it made before stay";
                Err(diagnostic(&error, &self.own, Some(&page.path)).help(help))
            }
        }
    }
}

/// A page in memory that refuses to grow without end.
struct Capped(Vec<u8>);

impl Write for Capped {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > PAGE_MAX {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn site(settings: &Settings) -> Site {
    Site {
        title: settings.title.clone(),
        description: settings.description.clone(),
        language: settings.language.clone(),
        publisher: settings.publisher.clone(),
        rights: settings.rights.clone(),
        base_url: settings.base_url.clone(),
        generator: "Dateline".to_owned(),
    }
}

/// How templates begin to call the components that a template defines: `<card`.
fn components(text: &str) -> Vec<String> {
    let names = text.split("component ").skip(1).map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default());
    names.filter(|name| !name.is_empty()).map(|name| format!("<{name}")).collect()
}

/// The fingerprint of each template. One template uses another when its text has the other's name in quotes: that takes in a few too many,
/// and never one too few. Or it calls a component that the other defines.
fn prints(own: &[(String, String)], strings: &Strings) -> BTreeMap<String, Fingerprint> {
    let built_in = BUILT_IN
        .get_dir("templates")
        .into_iter()
        .flat_map(Dir::files)
        .filter_map(|file| Some((file.path().file_name()?.to_str()?, file.contents_utf8()?)));
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    for (name, text) in built_in.chain(own.iter().map(|(name, text)| (name.as_str(), text.as_str()))) {
        // A template of one's own may extend the built-in one of its name.
        texts.entry(name).or_default().push_str(text);
    }
    let words = Parts::default().debug(strings).done();
    let uses = |text: &str, name: &str| {
        ["\"", "'"].iter().any(|mark| text.contains(&format!("{mark}{name}{mark}")) || text.contains(&format!("/{name}{mark}")))
    };
    let components: BTreeMap<&str, Vec<String>> = texts.iter().map(|(name, text)| (*name, components(text))).collect();
    let closure = |name: &str| {
        let mut all = std::collections::BTreeSet::from([name]);
        let mut open = vec![name];
        while let Some(name) = open.pop() {
            let text = texts.get(name).map(String::as_str).unwrap_or_default();
            let needed = texts.keys().filter(|other| uses(text, other) || components[**other].iter().any(|component| text.contains(component)));
            open.extend(needed.filter(|other| all.insert(other)));
        }
        Fingerprint::build(|parts| {
            parts.print(words);
            for name in all {
                parts.text(name).text(&texts[name]);
            }
        })
    };
    texts.keys().map(|name| ((*name).to_owned(), closure(name))).collect()
}

fn strings(own: &Tree, language: &str, report: &mut Report) -> Strings {
    let mut strings = Strings::of(language);
    let language = language.split('-').next().unwrap_or("en");
    let languages = if language == "en" { vec!["en"] } else { vec![language, "en"] };
    for language in languages {
        let name = format!("strings/{language}.toml");
        let own_file = RelPath::new(format!("theme/{name}")).ok().and_then(|path| own.get(&path));
        if let Some(text) = own_file.map(|bytes| String::from_utf8_lossy(bytes)) {
            report.extend(strings.add(&format!("theme/{name}"), &text));
        }
        if let Some(text) = BUILT_IN.get_file(&name).and_then(include_dir::File::contents_utf8) {
            report.extend(strings.add(&name, text));
        }
    }
    strings
}

fn assets(own: &Tree) -> BTreeMap<RelPath, Vec<u8>> {
    let mut assets = BTreeMap::new();
    let mut add = |path: &str, bytes: &[u8]| {
        if let Some(address) = path.strip_prefix("static/").and_then(super::address::asset) {
            assets.insert(address, bytes.to_vec());
        }
    };
    if let Some(folder) = BUILT_IN.get_dir("static") {
        let mut folders = vec![folder];
        while let Some(folder) = folders.pop() {
            folders.extend(folder.dirs());
            for file in folder.files() {
                add(&file.path().to_string_lossy().replace('\\', "/"), file.contents());
            }
        }
    }
    for (path, bytes) in own {
        if let Some(below) = path.as_str().strip_prefix("theme/") {
            add(below, bytes);
        }
    }
    assets
}

fn engine(own: &[(String, String)], strings: &Strings, settings: &Settings, site: &Site) -> Result<Tera, tera::Error> {
    let mut tera = Tera::new();
    tera.set_escape_fn(|text, out| escape_to(out, text));
    let known = strings.clone();
    let words: BTreeMap<String, Value> = known.all().map(|(key, word)| (key.to_owned(), Value::normal_string(word))).collect();
    tera.register_function("t", move |kwargs: Kwargs, _: &State<'_>| -> tera::TeraResult<Value> {
        let key: &str = kwargs.must_get("key")?;
        let Some(word) = words.get(key) else {
            return Err(tera::Error::message(format!("there is no word `{key}` in strings/en.toml")));
        };
        Ok(match kwargs.get::<i64>("n")? {
            Some(n) => Value::normal_string(&known.count(key, usize::try_from(n).unwrap_or(0))),
            None => word.clone(),
        })
    });
    let pretty = settings.pretty_urls;
    tera.register_function("url", move |kwargs: Kwargs, state: &State<'_>| -> tera::TeraResult<String> {
        let path: String = kwargs.must_get("path")?;
        let page: Option<Value> = state.get("page")?;
        let root = page.as_ref().and_then(|page| page.get_from_path("root")).and_then(|root| root.as_str().map(str::to_owned)).unwrap_or_default();
        let address = RelPath::new(&path).map_err(tera::Error::message)?;
        let below = super::address::Addresses { pretty }.from_root(&address);
        Ok(if root.is_empty() && below.is_empty() { "./".to_owned() } else { format!("{root}{below}") })
    });
    tera.register_function("range", |kwargs: Kwargs, _: &State<'_>| -> tera::TeraResult<Vec<i64>> {
        let (start, end) = (kwargs.get::<i64>("start")?.unwrap_or(0), kwargs.must_get::<i64>("end")?);
        if end.saturating_sub(start) > RANGE_MAX {
            return Err(tera::Error::message(format!("range() gives at most {RANGE_MAX} numbers")));
        }
        Ok((start..end).collect())
    });
    tera.register_filter("json", |value: Value, _: Kwargs, _: &State<'_>| -> tera::TeraResult<Value> {
        let text = serde_json::to_string(&value).map_err(tera::Error::message)?;
        Ok(Value::safe_string(&super::jsonld::inert(&text)))
    });
    tera.register_filter("number", |value: i64, _: Kwargs, _: &State<'_>| grouped(usize::try_from(value).unwrap_or(0)));
    tera.global_context().insert("site", site);
    tera.set_fallback_prefixes(["user/", "default/"])?;
    let built_in = BUILT_IN.get_dir("templates").into_iter().flat_map(Dir::files).filter_map(|file| {
        let name = file.path().file_name()?.to_str()?;
        Some((format!("default/{name}"), file.contents_utf8()?.to_owned()))
    });
    let all: Vec<(String, String)> = built_in.chain(own.iter().map(|(name, text)| (format!("user/{name}"), text.clone()))).collect();
    tera.add_raw_templates(all)?;
    for template in TEMPLATES {
        if !tera.contains_template(template) {
            return Err(tera::Error::new(ErrorKind::TemplateNotFound((*template).to_owned())));
        }
    }
    Ok(tera)
}

/// What is wrong with a template, at its line.
fn diagnostic(error: &tera::Error, own: &[(String, String)], page: Option<&str>) -> Diagnostic {
    let on_page = page.map_or(String::new(), |page| format!(" (while making `{page}`)"));
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            let (file, text) = file_of(report.filename(), own);
            let excerpt = text.as_deref().and_then(|text| text.lines().nth(span.start_line.saturating_sub(1))).unwrap_or_default();
            let width = if span.end_line == span.start_line { span.end_col.saturating_sub(span.start_col) } else { 1 };
            Diagnostic::error("template", format!("{}{on_page}", one_line(report.message()))).at(Place::line_column(
                file,
                excerpt,
                span.start_line,
                span.start_col + 1,
                width,
            ))
        }
        kind => {
            let text = kind.to_string();
            let file = own.iter().map(|(name, _)| name).find(|name| text.contains(&format!("user/{name}")));
            let place = Place::file(file.map_or_else(|| "theme/templates".to_owned(), |name| format!("theme/templates/{name}")));
            Diagnostic::error("template", format!("{}{on_page}", one_line(&text))).at(place)
        }
    }
}

fn one_line(text: &str) -> String {
    crate::base::text::squeeze(&text.replace("user/", "").replace("default/", "")).trim_end_matches('.').to_owned()
}

fn file_of(name: &str, own: &[(String, String)]) -> (String, Option<String>) {
    if let Some(name) = name.strip_prefix("user/") {
        let text = own.iter().find(|(known, _)| known == name).map(|(_, text)| text.clone());
        return (format!("theme/templates/{name}"), text);
    }
    let name = name.strip_prefix("default/").unwrap_or(name);
    let text = BUILT_IN.get_file(format!("templates/{name}")).and_then(include_dir::File::contents_utf8).map(str::to_owned);
    (format!("theme/templates/{name} (built in)"), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_of_a_template_makes_the_pages_that_use_it_again() {
        let print = |own: &[(&str, &str)], page: &str| {
            let own = own.iter().map(|(name, text)| (RelPath::known(format!("theme/templates/{name}")), text.as_bytes().to_vec())).collect();
            Theme::new(&own, &Settings::default()).0.print(page)
        };
        let components = BUILT_IN.get_file("templates/components.html").and_then(include_dir::File::contents_utf8).unwrap();
        let changed = components.replacen("class=\"n\"", "class=\"n x\"", 1);
        let own = [("components.html", changed.as_str())];
        // A page names no file to have its components.
        assert_ne!(print(&own, "article.html"), print(&[], "article.html"));
        let own = [("base.html", "{# another #}")];
        assert_ne!(print(&own, "article.html"), print(&[], "article.html"));
        let own = [("entity_year.html", "<p>{{ page.title }}</p>")];
        assert_eq!(print(&own, "article.html"), print(&[], "article.html"));
        assert_ne!(print(&own, "entity_year.html"), print(&[], "entity_year.html"));
    }
}
