//! Another name for one thing.

use super::edit::Page;
use super::{Decision, folded};
use crate::archive::Archive;
use crate::archive::term::TermId;
use crate::base::date::When;
use crate::base::path::slug;
use crate::base::report::Diagnostic;
use crate::base::text::squeeze;
use crate::base::tree::{Change, Tree};
use serde_json::json;

/// How something is called otherwise.
#[derive(Clone, Debug, Default)]
pub struct Renaming {
    /// The new name.
    pub name: String,
    /// Whether the old name is one it bore before, not another one it still has.
    pub former: bool,
    /// Until when it bore the old name.
    pub until: Option<When>,
    /// A new address; without one the address stays.
    pub slug: Option<String>,
}

/// Gives a term another name. The old one still leads to it, and so does its address.
pub fn rename(archive: &Archive, content: &Tree, id: TermId, new: &Renaming) -> Result<Decision, Diagnostic> {
    let term = &archive.terms[id];
    let name = squeeze(&new.name);
    if name.is_empty() {
        return Err(Diagnostic::error("title-missing", "the new name is empty").help("write it in quotes"));
    }
    let command = term.kind.folder();
    if let Some(other) = archive.find(term.kind, &name, term.country.as_deref()).filter(|&other| other != id) {
        let message = format!("`{name}` is a name of `{}`", archive.terms[other].name);
        let help = format!("if they are the same, `dateline merge {command} \"{}\" \"{name}\"` makes them one", term.name);
        return Err(Diagnostic::error("names-one", message).help(help));
    }
    let mut page = Page::of(term, content)?;
    let mut lines = Vec::new();
    if name != term.name {
        page.replace("name", json!(name))?;
        for key in ["aliases", "hidden", "weak", "former"] {
            page.remove(key, &name)?;
        }
        if new.former || new.until.is_some() {
            page.remove("aliases", &term.name)?;
            let until = new.until.as_ref().map(ToString::to_string);
            page.add("former", until.map_or_else(|| json!({ "name": term.name }), |until| json!({ "name": term.name, "until": until })))?;
        } else if folded(&name) != folded(&term.name) {
            page.add("aliases", json!(term.name))?;
        }
        lines.push(format!("`{}` is called `{name}`; the old name still leads there", term.name));
    }
    match new.slug.as_deref().map(slug) {
        Some(wanted) if wanted != term.slug => {
            if let Some((_, other)) = archive.terms_of(term.kind).find(|(other, term)| *other != id && term.slug == wanted) {
                let message = format!("the address `{wanted}` belongs to `{}`", other.name);
                return Err(Diagnostic::error("address-taken", message).help("choose another one"));
            }
            page.remove("redirects", &wanted)?;
            page.replace("slug", json!(wanted))?;
            page.add("redirects", json!(term.slug))?;
            lines.push(format!("its address is `{wanted}`; `{}` leads there", term.slug));
        }
        _ => lines.push(format!("its address stays `{}`", term.slug)),
    }
    lines.push(format!("`{}` {}", page.path, if page.made { "is made" } else { "is changed" }));
    let changes = if content.get(&page.path).is_some_and(|old| *old == page.text.as_bytes()) {
        Vec::new()
    } else {
        vec![Change::Write(page.path, page.text.into_bytes())]
    };
    Ok(Decision { changes, lines })
}
