//! Where the archive is, and its settings as this run uses them.

use super::args::Common;
use super::{Exit, Stop, started_in};
use crate::base::report::{Diagnostic, Place, Report};
use crate::config::{self, Settings};
use crate::disk::{self, read::Dots};
use crate::lexicon::{self, Lexicon};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The archive a command works on.
#[derive(Clone, Debug)]
pub(super) struct Root {
    /// The folder with `dateline.toml`.
    pub(super) path: PathBuf,
    /// What the file says, with what the command line says instead.
    pub(super) settings: Settings,
    /// The site's folder, absolute.
    pub(super) output: PathBuf,
    /// The word lists, its own in `lexicon/` before ours.
    pub(super) lexicon: Arc<Lexicon>,
    /// What is wrong with its own lists.
    pub(super) lists: Report,
}

/// The folders of an archive that people own; the site may never be written into one of them.
pub(super) const SOURCES: &[&str] = &["seeds", "content", "theme", "static", lexicon::own::FOLDER];

impl Root {
    /// The archive named on the command line, else the nearest one upwards.
    pub(super) fn find(common: &Common) -> Result<Self, Stop> {
        let Some(path) = Self::look(common) else {
            let message = match &common.root {
                Some(folder) => format!("there is no `{}` in `{}`", config::FILE, folder.display()),
                None => format!("there is no `{}` here or in a folder above", config::FILE),
            };
            let help = "go to an archive, name one with `--root`, or make one with `dateline init`";
            return Err(Stop::usage(Diagnostic::error("no-archive", message).help(help)));
        };
        let settings = read_settings(&path)?;
        Self::with(path, settings, common)
    }

    /// The folder of the archive, if there is one. Nothing is read but its whereabouts.
    pub(super) fn look(common: &Common) -> Option<PathBuf> {
        let has_settings = |folder: &&Path| folder.join(config::FILE).is_file();
        let start = started_in();
        match &common.root {
            Some(folder) => Some(start.join(folder)).filter(|folder| has_settings(&folder.as_path())),
            None => start.ancestors().find(has_settings).map(Path::to_owned),
        }
    }

    fn with(path: PathBuf, mut settings: Settings, common: &Common) -> Result<Self, Stop> {
        if let Some(url) = &common.base_url {
            let url = config::base_url(url)
                .map_err(|help| Stop::usage(Diagnostic::error("settings-value", format!("`{url}` is no address of a site")).help(help)))?;
            settings.base_url = Some(url);
        }
        // A folder typed at the prompt is meant from there, one in the settings from the archive.
        let output = common.output_dir.as_ref().map_or_else(|| path.join(&settings.output), |folder| started_in().join(folder));
        let (own, mut lists) = disk::read::tree(&path, lexicon::own::FOLDER, Dots::Skip);
        let (lexicon, problems) = Lexicon::with(&own);
        lists.extend(problems);
        Ok(Self { path, settings, output, lexicon, lists })
    }
}

fn read_settings(root: &Path) -> Result<Settings, Stop> {
    let bytes = disk::read::file(root, config::FILE)?.unwrap_or_default();
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let message = format!("`{}` is not UTF-8 from byte {} on", config::FILE, error.utf8_error().valid_up_to() + 1);
            let problem = Diagnostic::error("settings-syntax", message).at(Place::file(config::FILE)).help("save it as UTF-8");
            return Err(Stop::usage(problem));
        }
    };
    let (settings, report): (Settings, Report) = Settings::read(&text);
    if report.has_errors() {
        return Err(Stop { exit: Exit::Usage, report });
    }
    Ok(settings)
}
