//! `dateline init`: a new archive.

use super::args::{Common, Init};
use super::console::Console;
use super::{Exit, Stop, started_in};
use crate::base::path::RelPath;
use crate::config;
use crate::disk;

/// What git shall not keep: what can be made again.
const IGNORE: &str = "/public/\n/.dateline/\n";

pub(super) fn run(common: &Common, options: &Init, console: &Console) -> Result<Exit, Stop> {
    let root = started_in().join(common.root.as_deref().unwrap_or(".".as_ref())).join(&options.folder);
    disk::write::folder(&root)?;
    let name = root.canonicalize().ok().and_then(|root| root.file_name().map(|name| name.to_string_lossy().into_owned()));
    let settings = settings_file(name.as_deref().unwrap_or("Archive"));
    let files =
        [(config::FILE, settings.as_str()), (".gitignore", IGNORE), ("seeds/.gitkeep", ""), ("content/.gitkeep", ""), ("static/.gitkeep", "")];
    let mut made = 0;
    for (path, text) in files {
        if disk::write::create(&root, &RelPath::known(path), text.as_bytes())? {
            made += 1;
            console.detail(&format!("made {path}"));
        } else {
            console.say(&format!("`{path}` is there already and was left as it is"));
        }
    }
    if made == 0 {
        console.say("nothing was missing");
        return Ok(Exit::Fine);
    }
    let folder = options.folder.display().to_string();
    let go = if folder == "." { String::new() } else { format!("  cd {folder}\n") };
    console.say(&format!(
        "an archive was made in `{folder}`; what to do next:\n\n{go}  copy articles into seeds/, as text, in any folders below it\n  dateline build     make pages of them, and the site in public/\n  dateline serve     see it at http://127.0.0.1:1440\n"
    ));
    Ok(Exit::Fine)
}

/// The settings with their defaults. What is not set stands in a comment, so that the file says all there is.
fn settings_file(name: &str) -> String {
    let title = toml_edit::Value::from(name).to_string();
    format!(
        "\
# The archive's settings. Every key may be left out; a `#` before one means: as it stands here.

# The archive's name, and one sentence on what it is.
title = {title}
# description = \"\"

# Where it will be published. Feeds, the sitemap and addresses for search engines need it.
# base_url = \"https://example.org/archive\"

# The language of the site, and of articles whose own is not clear.
# language = \"en\"

# Who answers for the archive, and under which rights it is published.
# publisher = \"\"
# rights = \"\"

# The folder the site is written to.
# output = \"public\"

# Addresses without `.html`: a folder for each page. They need a web server.
# pretty_urls = false

# From how many articles on an organisation, person, place, tag or event gets a page of its own.
# page_from = 2

# Whether telephone numbers and mail addresses of press contacts are published.
# publish_contacts = false

# What becomes of raw HTML in articles: its tags are shown as text.
# html = \"escape\"

# Where `dateline publish` puts the site; kinds are folder, git, ssh and s3. These lines come last in the file.
# [publish.web]
# kind = \"folder\"
# path = \"/srv/www/archive\"
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::report::Report;
    use crate::config::Settings;

    #[test]
    fn the_settings_file_is_read_without_a_problem_and_holds_the_name() {
        for name in ["Border news", "a \"quoted\" \\ name", "Женева"] {
            let (settings, report) = Settings::read(&settings_file(name));
            assert_eq!(report, Report::default());
            assert_eq!(settings, Settings { title: name.to_owned(), ..Settings::default() });
        }
    }

    #[test]
    fn what_stands_in_comments_are_keys_with_their_defaults() {
        let text = settings_file("Archive").replace("# description", "description");
        let uncommented: String = text
            .lines()
            .map(|line| line.strip_prefix("# ").filter(|rest| config::KEYS.iter().any(|key| rest.starts_with(&format!("{key} =")))).unwrap_or(line))
            .filter(|line| !line.starts_with("base_url"))
            .collect::<Vec<_>>()
            .join("\n");
        assert_eq!(Settings::read(&uncommented), (Settings::default(), Report::default()));
        for key in config::KEYS {
            assert!(text.contains(&format!("{key} = ")), "{key}");
        }
    }
}
