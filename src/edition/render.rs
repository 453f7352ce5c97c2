//! One file of the site, made when it is asked for. Pure: may be called from many threads, in any order.

use super::plan::{Edition, PageKind, PageSpec};
use super::search::{self, Shard};
use super::sheet::Sheet;
use super::view::Page;
use super::{article_page, cite, entity_page, export, feed, gaps_page, hosting, list_pages, text_pages, timeline_page};
use crate::base::report::{Diagnostic, Place};
use serde::Serialize;
use std::panic::{AssertUnwindSafe, catch_unwind};

impl Edition<'_> {
    /// The bytes of a file, or why it cannot be made. A panic on the way is an error that names the article.
    pub fn render(&self, spec: &PageSpec) -> Result<Vec<u8>, Diagnostic> {
        catch_unwind(AssertUnwindSafe(|| self.make(spec))).unwrap_or_else(|_| {
            let message = format!("`{}` cannot be made: the program failed on it", spec.path);
            let help = "every other page is made; please report it, with the file if it may be shown";
            let place = self.about(&spec.kind).map_or_else(|| Place::file(spec.path.as_str()), Place::file);
            Err(Diagnostic::error("page-panic", message).at(place).help(help))
        })
    }

    /// The file of `content/` that a page is about.
    fn about(&self, kind: &PageKind) -> Option<String> {
        match kind {
            PageKind::Article(id)
            | PageKind::Markdown(id)
            | PageKind::Bibtex(id)
            | PageKind::Ris(id)
            | PageKind::Csl(id)
            | PageKind::Shard(Shard::Article(id)) => self.archive.articles.get(*id).map(|shelved| shelved.article.path.to_string()),
            PageKind::Entity(id) | PageKind::EntityYear(id, _) => {
                self.archive.terms.get(*id).and_then(|term| term.file.as_ref()).map(|file| file.path.to_string())
            }
            PageKind::Free(number) => self.archive.pages.get(*number).map(|page| page.path.to_string()),
            _ => None,
        }
    }

    fn make(&self, spec: &PageSpec) -> Result<Vec<u8>, Diagnostic> {
        let sheet = Sheet::new(self, spec.address.clone());
        let template = spec.kind.template().unwrap_or_default();
        match &spec.kind {
            PageKind::Home => self.fill(template, list_pages::home(&sheet)),
            PageKind::Article(id) => self.fill(template, article_page::make(&sheet, *id)),
            PageKind::Articles => self.fill(template, list_pages::articles(&sheet)),
            PageKind::Entity(id) => self.fill(template, entity_page::make(&sheet, *id)),
            PageKind::EntityYear(id, year) => self.fill(template, entity_page::make_year(&sheet, *id, *year)),
            PageKind::Facet(kind) => self.fill(template, list_pages::facet(&sheet, *kind)),
            PageKind::Timeline(dial) => self.fill(template, timeline_page::make(&sheet, *dial)),
            PageKind::Period(dial, year, month) => self.fill(template, timeline_page::make_period(&sheet, *dial, *year, *month)),
            PageKind::Sources => self.fill(template, list_pages::sources(&sheet)),
            PageKind::Source(id) => self.fill(template, list_pages::source(&sheet, *id)),
            PageKind::Gaps => self.fill(template, gaps_page::make(&sheet)),
            PageKind::About => self.fill(template, text_pages::about(&sheet)),
            PageKind::Free(number) => self.fill(template, text_pages::free(&sheet, *number)),
            PageKind::Shard(shard) => Ok(search::make(self, *shard)),
            PageKind::Search => self.fill(template, text_pages::search(&sheet)),
            PageKind::NotFound => self.fill(template, text_pages::not_found(&sheet)),
            PageKind::Redirect(title, to) => self.fill(template, text_pages::redirect(&sheet, title, to)),
            PageKind::Markdown(id) => Ok(export::markdown(self, *id)),
            PageKind::Bibtex(id) => Ok(cite::Reference::of(&sheet, *id).bibtex().into_bytes()),
            PageKind::Ris(id) => Ok(cite::Reference::of(&sheet, *id).ris().into_bytes()),
            PageKind::Csl(id) => Ok(format!("{}\n", serde_json::Value::Array(vec![cite::Reference::of(&sheet, *id).csl()])).into_bytes()),
            PageKind::ArticlesJson => Ok(export::articles_json(self)),
            PageKind::ArticlesCsv => Ok(export::articles_csv(self)),
            PageKind::EntitiesJson(kind) => Ok(export::entities_json(self, *kind)),
            PageKind::EntitiesCsv(kind) => Ok(export::entities_csv(self, *kind)),
            PageKind::Atom => Ok(feed::atom(self)),
            PageKind::JsonFeed => Ok(feed::json_feed(self)),
            PageKind::Sitemap => Ok(feed::sitemap(self)),
            PageKind::Hosting(hosting) => Ok(hosting::make(self, *hosting)),
            PageKind::Asset(address) => Ok(self.theme.assets.get(address).cloned().unwrap_or_default()),
        }
    }

    fn fill<V: Serialize>(&self, template: &str, (page, view): (Page, V)) -> Result<Vec<u8>, Diagnostic> {
        self.theme.render(template, &page, &view)
    }
}
