//! What can be typed. The comments are the help texts.

use clap::{ArgAction, Parser, Subcommand, ValueEnum, ValueHint};
use std::path::PathBuf;

/// Turn a folder of articles into a browsable archive.
///
/// Put articles, as they were published, into `seeds/` and run `dateline build`: each becomes a Markdown page in
/// `content/`, with its date, organisations, people and places and the sentence that says so, and all of them become a
/// site in `public/`. Edit the pages as you like; what you typed is never overwritten.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100, after_help = EXIT_CODES, infer_subcommands = true)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

const EXIT_CODES: &str = "Exit codes: 0 fine, 1 problems in the content, 2 usage or settings, 3 disk or network, 4 too many files would be removed.";

/// What every command takes.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Common options")]
pub(super) struct Common {
    /// The archive's folder, instead of the nearest one upwards with a `dateline.toml`
    #[arg(short = 'C', long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) root: Option<PathBuf>,
    /// The folder the site is written to, instead of `output` in `dateline.toml`
    #[arg(short, long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) output_dir: Option<PathBuf>,
    /// Where the site will be published, instead of `base_url` in `dateline.toml`
    #[arg(short = 'u', long, global = true, value_name = "URL", value_hint = ValueHint::Url)]
    pub(super) base_url: Option<String>,
    /// Include articles that are marked as drafts
    #[arg(short = 'D', long, global = true)]
    pub(super) drafts: bool,
    /// Print errors only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Print every problem, and each file that is written
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub(super) verbose: u8,
    /// How problems and results are printed: for people on standard error, or as JSON lines on standard output
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT")]
    pub(super) format: Format,
    /// When colours are used; `NO_COLOR` is respected
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(super) color: Color,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    #[default]
    Human,
    /// One JSON object on a line
    Json,
    /// A table for a spreadsheet; `review` alone prints one
    Csv,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a new archive: settings and folders
    ///
    /// Files that are there already are left as they are.
    Init(Init),
    /// Make a page to write on: an article, or what you know about an organisation, person, place, tag or event
    New(New),
    /// Turn seeds into pages of `content/`
    ///
    /// Files and folders that are named are copied into `seeds/` first. What people wrote in `content/` stays.
    Import(Import),
    /// Import new and changed seeds, then make the site
    ///
    /// Only files that differ are written; only files Dateline wrote, and nobody edited, are removed.
    #[command(visible_alias = "b")]
    Build(Build),
    /// Preview the site in the browser while you edit
    ///
    /// Rebuilds when a file changes and reloads the open page; shows problems over the last good page. Answers on this
    /// computer alone. Writes `content/` for new seeds, but never the output folder.
    #[cfg(feature = "serve")]
    #[command(visible_alias = "s")]
    Serve(Serve),
    /// Show what was found in an article, in which words, and what became of it
    Explain(Explain),
    /// List what only a person can answer, or take in answers
    ///
    /// Years that are not stated, with the reasons that narrow them; fields that could not be settled; proposals; names that may
    /// be one; facts whose words are gone. Those that change most pages come first, and each says what to type where.
    /// With `--format csv` it is a table: fill in the column `answer`, and give it back with `--apply`.
    Review(Review),
    /// Say what is wrong or odd, and write nothing
    ///
    /// Looks at seeds, front matter, links and anchors, templates, double addresses and titles, names that may be one, and
    /// pages nobody leads to. Ends with exit code 1 when there are errors.
    Check,
    /// Make two names one: FROM becomes a name of INTO
    ///
    /// Shows both with what the archive says of them and the pages that change; writes with `--yes`. The names of FROM
    /// become `aliases` in the file of INTO, its address leads there, and articles stay as they are. `dateline split` takes it back.
    Merge(Merge),
    /// Take a merge back: the files are what they were before
    Split(Split),
    /// Call something otherwise
    ///
    /// The old name still leads to it, and its address stays unless `--slug` gives it another, to which the old one leads.
    Rename(Rename),
    /// Say that two names are never one: they are not suggested or joined again
    Distinct(Distinct),
    /// List what the archive holds
    List(List),
    /// Put the site online: build, plan, send what differs, then remove what is gone
    ///
    /// Places are named in `dateline.toml`: a folder, a git branch, a server by ssh, a bucket of an S3 store. What is new goes before
    /// what leads to it, and nothing is removed after an error; a run that was stopped is finished by the next. Passwords come from the
    /// environment, the ssh agent or git's helper.
    Publish(Publish),
    /// Remove the site and the working files
    ///
    /// Removes only files Dateline wrote and nobody edited. `seeds/`, `content/` and saved old versions stay.
    Clean(Clean),
    /// Print the JSON Schema of the front matter, for editors that check and complete it
    Schema(Schema),
    /// Print the completions for a shell
    Completions(Completions),
}

#[derive(Debug, clap::Args)]
pub(super) struct Init {
    /// The folder; made when it is not there
    #[arg(default_value = ".", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) folder: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// The title of the article, or the name
    #[arg(value_name = "TITLE")]
    pub(super) title: String,
    /// What the page is about
    #[arg(short, long, value_enum, default_value_t, value_name = "KIND")]
    pub(super) kind: Kind,
}

/// What a page can be about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Kind {
    #[default]
    Article,
    Organisation,
    Person,
    Place,
    Tag,
    Event,
}

#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// Files and folders to copy into `seeds/` first
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,
    /// Show what would change, file by file, and write nothing
    #[arg(short = 'n', long)]
    pub(super) dry_run: bool,
    /// Write what Dateline proposes for a field that you had changed; the field follows the seed again. Nothing is imported
    #[arg(long, num_args = 2, value_names = ["ARTICLE", "FIELD"], conflicts_with = "paths")]
    pub(super) accept: Vec<String>,
    /// Turn down what Dateline proposes for a field: this value is not proposed again. Nothing is imported
    #[arg(long, num_args = 2, value_names = ["ARTICLE", "FIELD"], conflicts_with = "paths")]
    pub(super) keep: Vec<String>,
}

#[derive(Debug, Default, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch on the command line")]
pub(super) struct Build {
    /// Make the site from `content/` as it is, without looking at `seeds/`
    #[arg(long)]
    pub(super) no_import: bool,
    /// Make every page, whether or not anything it shows has changed
    #[arg(long)]
    pub(super) full: bool,
    /// Make every page, and say where one differs from what would have been kept
    #[arg(long, conflicts_with = "full")]
    pub(super) verify: bool,
    /// Build into a folder that holds other files, and replace those of the same name
    #[arg(long)]
    pub(super) adopt: bool,
    /// Say what took how long: steps, templates, the slowest pages
    #[arg(long)]
    pub(super) timings: bool,
}

#[cfg(feature = "serve")]
#[derive(Debug, clap::Args)]
pub(super) struct Serve {
    /// The port; when it is taken, the next one that is free
    #[arg(short, long, default_value_t = crate::preview::PORT, value_name = "PORT")]
    pub(super) port: u16,
    /// Preview `content/` as it is, without looking at `seeds/`
    #[arg(long)]
    pub(super) no_import: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// The article: its name in `content/articles/`, its path, its seed or its title
    #[arg(value_name = "ARTICLE")]
    pub(super) article: String,
}

/// What names can be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Names {
    #[value(alias = "organisation")]
    Organisations,
    #[value(alias = "person")]
    People,
    #[value(alias = "place")]
    Places,
    #[value(alias = "tag")]
    Tags,
    #[value(alias = "event")]
    Events,
}

/// Whether a decision on names is written.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(super) struct Sure {
    /// Write it; without this it is only shown
    #[arg(short, long)]
    pub(super) yes: bool,
    /// Show what would be written, and write nothing, whatever else is said
    #[arg(short = 'n', long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Merge {
    /// What the names are of
    #[arg(value_enum, value_name = "KIND")]
    pub(super) kind: Names,
    /// The name that is given up: any name it goes by, or the last part of its address
    #[arg(value_name = "FROM")]
    pub(super) from: String,
    /// The name that stays
    #[arg(value_name = "INTO")]
    pub(super) into: String,
    #[command(flatten)]
    pub(super) sure: Sure,
}

#[derive(Debug, clap::Args)]
pub(super) struct Split {
    /// What the names are of
    #[arg(value_enum, value_name = "KIND")]
    pub(super) kind: Names,
    /// The name that was given up
    #[arg(value_name = "NAME")]
    pub(super) name: String,
    #[command(flatten)]
    pub(super) sure: Sure,
}

#[derive(Debug, clap::Args)]
pub(super) struct Rename {
    /// What the name is of
    #[arg(value_enum, value_name = "KIND")]
    pub(super) kind: Names,
    /// Any name it goes by
    #[arg(value_name = "OLD")]
    pub(super) old: String,
    /// The name to show
    #[arg(value_name = "NEW")]
    pub(super) new: String,
    /// The old name is one it bore before; it goes to `former` instead of `aliases`
    #[arg(long)]
    pub(super) former: bool,
    /// Until when it bore the old name, as EDTF; goes to `former` with it
    #[arg(long, value_name = "DATE")]
    pub(super) until: Option<String>,
    /// Another address; the old one leads there
    #[arg(long, value_name = "SLUG")]
    pub(super) slug: Option<String>,
    #[command(flatten)]
    pub(super) sure: Sure,
}

#[derive(Debug, clap::Args)]
pub(super) struct Distinct {
    /// What the names are of
    #[arg(value_enum, value_name = "KIND")]
    pub(super) kind: Names,
    /// One name
    #[arg(value_name = "ONE")]
    pub(super) one: String,
    /// The other name
    #[arg(value_name = "OTHER")]
    pub(super) other: String,
    #[command(flatten)]
    pub(super) sure: Sure,
}

#[derive(Debug, clap::Args)]
pub(super) struct Review {
    /// Take in the answers of a table made with `--format csv`
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) apply: Option<PathBuf>,
    /// How many questions to list; `0` lists all. For people 20, else all
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<usize>,
    #[command(flatten)]
    pub(super) sure: Sure,
}

#[derive(Debug, clap::Args)]
pub(super) struct List {
    /// What to list
    #[arg(value_enum, default_value_t, value_name = "WHAT")]
    pub(super) what: What,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum What {
    /// In the order of the site: newest first, undated last
    #[default]
    Articles,
    /// With the number of articles that name each
    Organisations,
    /// With the number of articles that name each
    People,
    /// With the number of articles that name each
    Places,
    /// With the number of articles that have each
    Tags,
    /// With the number of articles about each
    Events,
}

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch on the command line")]
pub(super) struct Publish {
    /// The place, as `[publish.NAME]` in `dateline.toml` calls it; may be left out when there is one
    #[arg(value_name = "NAME")]
    pub(super) place: Option<String>,
    /// Show what would be sent and removed, and what hosts allow; write nothing there
    #[arg(short = 'n', long)]
    pub(super) plan: bool,
    /// Show readers the release before this one again; for git branches and places with `releases`
    #[arg(long, conflicts_with_all = ["plan", "adopt", "max_delete", "keep_going"])]
    pub(super) rollback: bool,
    /// Publish to a place that holds other files, and replace those of the same name
    #[arg(long)]
    pub(super) adopt: bool,
    /// How many files may be removed; else 100 or a tenth of the site, whichever is more
    #[arg(long, value_name = "N")]
    pub(super) max_delete: Option<usize>,
    /// Publish although the content has errors; pages that cannot be made keep their last good version
    #[arg(long)]
    pub(super) keep_going: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Clean {
    /// Say what would be removed, and remove nothing
    #[arg(short = 'n', long)]
    pub(super) dry_run: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Schema {
    /// What the page is about
    #[arg(value_enum, default_value_t, value_name = "KIND")]
    pub(super) what: Kind,
}

#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub(super) shell: clap_complete::Shell,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definitions_are_coherent() {
        Args::command().debug_assert();
    }

    #[test]
    fn common_options_stand_before_or_behind_the_command() {
        for line in [["dateline", "-C", "x", "build", "-q"], ["dateline", "build", "-q", "-C", "x"]] {
            let args = Args::try_parse_from(line).unwrap();
            assert_eq!(args.common.root, Some(PathBuf::from("x")));
            assert!(args.common.quiet);
        }
    }

    #[test]
    fn every_command_and_option_says_what_it_does() {
        for command in Args::command().get_subcommands() {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            for argument in command.get_arguments() {
                assert!(argument.get_help().is_some(), "{} {}", command.get_name(), argument.get_id());
            }
        }
    }
}
