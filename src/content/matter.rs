//! The front matter of articles and entities as types. Reading and writing it is [`super::codec`]'s business.

use crate::base::date::When;
use crate::base::path::RelPath;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Keys this program does not know, kept as they are.
pub type Extra = IndexMap<String, Value>;

/// What the front matter of an article says. Absent keys are `None` or empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleMatter {
    /// The headline.
    pub title: Option<String>,
    /// A second headline below it.
    pub subtitle: Option<String>,
    /// The words above the headline: “Expert Voice”.
    pub kicker: Option<String>,
    /// The standfirst, or a person's own summary.
    pub summary: Option<String>,
    /// When it was published.
    pub date: Option<When>,
    /// The words of `date` (or of `event_date` when there is no `date`) as printed, where EDTF alone would lose them.
    pub date_text: Option<String>,
    /// `stated`, `inferred` or `edited`.
    pub date_status: Option<String>,
    /// When the reported event took place.
    pub event_date: Option<When>,
    /// When it was changed after publication.
    pub updated: Option<When>,
    /// Where it was issued: the dateline, “Bangkok, Thailand”.
    pub place: Option<String>,
    /// `press release`, `report`, `op-ed`, `speech`, `statement`, `interview` or `news`.
    pub format: Option<String>,
    /// ISO 639-1, `und` when unknown.
    pub language: Option<String>,
    /// Who published it: a name, resolved like `organisations`.
    pub source: Option<String>,
    /// Where the original is.
    pub source_url: Option<String>,
    /// Further addresses it was taken from or checked against.
    pub sources: Vec<String>,
    /// Bylines.
    pub authors: Vec<PersonRef>,
    /// Tags, as labels.
    pub tags: Vec<String>,
    /// Organisations, with their role in the story.
    pub organisations: Vec<OrganisationRef>,
    /// People, with their title at the time.
    pub people: Vec<PersonRef>,
    /// Places.
    pub places: Vec<PlaceRef>,
    /// Events.
    pub events: Vec<EventRef>,
    /// Sustainable Development Goals, 1 to 17.
    pub sdgs: Vec<u8>,
    /// Whose picture it was.
    pub photo_credit: Option<String>,
    /// Press contacts; published only with `publish_contacts = true` in the settings.
    pub contacts: Vec<ContactRef>,
    /// Under which licence the text stands.
    pub licence: Option<String>,
    /// Not built unless drafts are asked for.
    pub draft: bool,
    /// The address, when it is not the file's name.
    pub slug: Option<String>,
    /// Old addresses that lead here.
    pub aliases: Vec<String>,
    /// The seed it was made of.
    pub seed: Option<RelPath>,
    /// Everything else.
    pub extra: Extra,
}

/// An organisation as an article names it. In a file: a plain string, or a table where more is known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OrganisationRef {
    /// Any of its names; resolved over the archive.
    pub name: String,
    /// `publisher`, `organiser`, `host`, `partner`, `speaker's employer`, `participant`, `funder`, `author's employer`; absent: mentioned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The country that tells two of one name apart; any name or ISO 3166-1 code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// A person as an article names them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PersonRef {
    /// The name as printed, without honorifics.
    pub name: String,
    /// The title at the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The organisation, or country, the title belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
}

/// A place as an article names it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlaceRef {
    /// The name.
    pub name: String,
    /// The country that tells two of one name apart; any name or ISO 3166-1 code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// `country`, `city`, `region`, `subnational` or `feature`, where the gazetteer would say otherwise or nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
}

/// An event as an article names it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EventRef {
    /// The series' name, without number and year.
    pub name: String,
    /// Its acronym.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acronym: Option<String>,
    /// Which edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<u32>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<When>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// A press contact. Private unless the settings say otherwise.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ContactRef {
    /// The person or desk.
    pub name: String,
    /// Telephone numbers as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    /// Mail addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
    /// The organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
}

/// The kinds of entity, which are also the kinds of index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// Bodies, companies, ministries.
    Organisation,
    /// Persons.
    Person,
    /// Countries, cities, regions.
    Place,
    /// Tags.
    Tag,
    /// Series of events.
    Event,
}

impl EntityKind {
    /// All of them, in the order indexes are shown.
    pub const ALL: [Self; 5] = [Self::Organisation, Self::Person, Self::Place, Self::Tag, Self::Event];

    /// The folder in `content/` and in the site, and the front matter key.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Organisation => "organisations",
            Self::Person => "people",
            Self::Place => "places",
            Self::Tag => "tags",
            Self::Event => "events",
        }
    }

    /// The word for one of the kind: in templates, in messages, and on the command line.
    pub const fn singular(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Person => "person",
            Self::Place => "place",
            Self::Tag => "tag",
            Self::Event => "event",
        }
    }

    /// The kind whose folder this is.
    pub fn of_folder(folder: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.folder() == folder)
    }
}

/// What the front matter of an entity's own file says. One type for all kinds: keys that make no sense for a kind are unknown keys there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntityMatter {
    /// The preferred name.
    pub name: Option<String>,
    /// Its acronym, in capitals as used.
    pub acronym: Option<String>,
    /// Other names: shown and matched.
    pub aliases: Vec<String>,
    /// Matched, not shown.
    pub hidden: Vec<String>,
    /// Shown, never matched alone.
    pub weak: Vec<String>,
    /// Earlier names with their dates.
    pub former: Vec<FormerName>,
    /// Organisations: `igo`, `government`, `ministry`, `agency`, `ngo`, `company`, `university`, …; places: `country`, `city`, ….
    pub kind: Option<String>,
    /// What it is part of: a name.
    pub parent: Option<String>,
    /// Its country: any name or ISO 3166-1 code.
    pub country: Option<String>,
    /// Its own web site.
    pub homepage: Option<String>,
    /// Wikidata item, `Q…`.
    pub wikidata: Option<String>,
    /// ROR identifier.
    pub ror: Option<String>,
    /// Names it must never be merged with.
    pub distinct_from: Vec<String>,
    /// Tags: what it is a part of.
    pub broader: Vec<String>,
    /// Tags: what it is close to.
    pub related: Vec<String>,
    /// Tags: what it is for.
    pub scope_note: Option<String>,
    /// The address, when it is not the file's name.
    pub slug: Option<String>,
    /// Old addresses that lead here.
    pub redirects: Vec<String>,
    /// Everything else.
    pub extra: Extra,
}

/// An earlier name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FormerName {
    /// The name.
    pub name: String,
    /// When it began to be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<When>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<When>,
}
