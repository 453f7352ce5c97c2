//! Head nouns: what a name is, told by its main noun. `Ministry of Justice` is a ministry, `Third Border Forum` an event.

use super::inflect::plural;
use super::own::Own;
use crate::base::lookup::Lookup;
use crate::base::text::lower_straight;

/// What a name names. The kinds an organisation may have, and the three other things that look like one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A body of several states.
    Igo,
    /// A government or a part of it that is no ministry.
    Government,
    /// A ministry, or a department that is called so.
    Ministry,
    /// An agency or authority.
    Agency,
    /// An association of people with a cause, outside government.
    Ngo,
    /// A company.
    Company,
    /// A place of higher education.
    University,
    /// A court.
    Court,
    /// A parliament or a chamber of one.
    Parliament,
    /// Armed forces.
    Forces,
    /// Police.
    Police,
    /// A bank.
    Bank,
    /// A newspaper, broadcaster or news agency.
    Media,
    /// A political party.
    Party,
    /// A museum, theatre or zoo.
    Museum,
    /// A library or archive.
    Library,
    /// A foundation.
    Foundation,
    /// An association, union or federation.
    Association,
    /// A network or alliance.
    Network,
    /// A mission or embassy.
    Mission,
    /// Any other organised body.
    Body,
    /// An event.
    Event,
    /// A programme, project or publication.
    Programme,
    /// A treaty, law or decision.
    Treaty,
}

const KINDS: &[(&str, Kind)] = &[
    ("igo", Kind::Igo),
    ("government", Kind::Government),
    ("ministry", Kind::Ministry),
    ("agency", Kind::Agency),
    ("ngo", Kind::Ngo),
    ("company", Kind::Company),
    ("university", Kind::University),
    ("court", Kind::Court),
    ("parliament", Kind::Parliament),
    ("forces", Kind::Forces),
    ("police", Kind::Police),
    ("bank", Kind::Bank),
    ("media", Kind::Media),
    ("party", Kind::Party),
    ("museum", Kind::Museum),
    ("library", Kind::Library),
    ("foundation", Kind::Foundation),
    ("association", Kind::Association),
    ("network", Kind::Network),
    ("mission", Kind::Mission),
    ("body", Kind::Body),
    ("event", Kind::Event),
    ("programme", Kind::Programme),
    ("treaty", Kind::Treaty),
];

impl Kind {
    /// The kind with this name in the lists and in front matter.
    pub fn named(name: &str) -> Option<Self> {
        KINDS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// The names of all kinds.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        KINDS.iter().map(|(name, _)| *name)
    }

    /// Its name in the lists and in front matter.
    pub fn as_str(self) -> &'static str {
        KINDS.iter().find(|(_, kind)| *kind == self).map_or("body", |(name, _)| name)
    }

    /// Whether it is something that can act: not an event, programme or treaty.
    pub const fn is_organisation(self) -> bool {
        !matches!(self, Self::Event | Self::Programme | Self::Treaty)
    }
}

/// A head noun, in one number.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "the flags of the list, independent of each other")]
pub struct Head {
    /// The noun in the singular, as listed.
    pub noun: &'static str,
    /// Its language, ISO 639-1.
    pub lang: &'static str,
    /// What a name with this head is.
    pub kind: Kind,
    /// An organisation as often as a programme or event: more than the noun must decide.
    pub two_faced: bool,
    /// The noun alone is no evidence.
    pub weak: bool,
    /// A part of a larger body.
    pub sub: bool,
    /// Heads the name of an event.
    pub event: bool,
    /// Heads the name of a programme, treaty or law.
    pub programme: bool,
    /// Whether this entry is the plural of the noun.
    pub plural: bool,
}

/// The head nouns in six languages, singular and plural.
#[derive(Debug)]
pub struct Heads {
    entries: Vec<Head>,
    by_word: Lookup<String, Vec<usize>>,
    longest: usize,
}

impl Default for Heads {
    fn default() -> Self {
        Self::new(Own::none())
    }
}

impl Heads {
    /// The nouns of the list, an archive's own first.
    pub(super) fn new(own: &Own) -> Self {
        let mut heads = Self { entries: Vec::new(), by_word: Lookup::new(), longest: 1 };
        let listed = own.rows("heads", include_str!("data/heads.tsv"), 4);
        for (many, cells) in [false, true].into_iter().flat_map(|many| listed.iter().map(move |cells| (many, cells))) {
            let &[noun, lang, kind, flags] = cells.as_slice() else { continue };
            let Some(kind) = Kind::named(kind) else { continue };
            let flag = |name: &str| flags.split(',').any(|flag| flag == name);
            let head = Head {
                noun,
                lang,
                kind,
                two_faced: flag("two-faced"),
                weak: flag("weak"),
                sub: flag("sub"),
                event: flag("event"),
                programme: flag("programme"),
                plural: many,
            };
            if many {
                if let Some(form) = plural(noun, lang) {
                    heads.add(&form, head);
                }
            } else {
                heads.add(noun, head);
            }
        }
        heads
    }

    fn add(&mut self, form: &str, head: Head) {
        let key = key(form).into_owned();
        self.longest = self.longest.max(key.split(' ').count());
        let readings = self.by_word.entry(key).or_default();
        // A plural that is a listed noun of its own in the same language (Forces, Services) stays what it is.
        if head.plural && readings.iter().any(|&index| self.entries[index].lang == head.lang) {
            return;
        }
        readings.push(self.entries.len());
        self.entries.push(head);
    }

    /// The head noun `word`, singular or plural, in any case; of several languages English first.
    /// Nouns of more than one word are found too: `Task Force`, `Chambers of Commerce`.
    pub fn get(&self, word: &str) -> Option<&Head> {
        self.by_word.get(&*key(word))?.first().map(|&index| &self.entries[index])
    }

    /// [`Heads::get`] in one language.
    pub fn get_in(&self, word: &str, lang: &str) -> Option<&Head> {
        self.by_word.get(&*key(word))?.iter().map(|&index| &self.entries[index]).find(|head| head.lang == lang)
    }

    /// The singular of a head noun as listed: `Ministry` for `Ministries`. None for a word that is no head noun.
    pub fn singular(&self, word: &str) -> Option<&'static str> {
        self.get(word).map(|head| head.noun)
    }

    /// The longest head noun at the beginning of `tokens`, with its length in tokens.
    pub fn at_start(&self, tokens: &[&str]) -> Option<(usize, &Head)> {
        (1..=self.longest.min(tokens.len())).rev().find_map(|length| Some((length, self.get(&tokens[..length].join(" "))?)))
    }

    /// The longest head noun at the end of `tokens`, with its length in tokens.
    pub fn at_end(&self, tokens: &[&str]) -> Option<(usize, &Head)> {
        (1..=self.longest.min(tokens.len())).rev().find_map(|length| Some((length, self.get(&tokens[tokens.len() - length..].join(" "))?)))
    }

    /// All entries, in the order of the list, plurals last.
    pub fn all(&self) -> &[Head] {
        &self.entries
    }
}

/// Lower case, straight apostrophes. Accents stay: `école` and `Ecole` are listed both.
fn key(form: &str) -> std::borrow::Cow<'_, str> {
    lower_straight(form)
}

#[cfg(test)]
mod tests {
    use super::super::table::rows;
    use super::super::table::tests::check_list;
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_list_is_whole() {
        let text = include_str!("data/heads.tsv");
        check_list(text, 3, 4, &[0, 1]);
        for cells in rows(text, 4) {
            assert!(Kind::named(cells[2]).is_some(), "{cells:?}");
            for flag in cells[3].split(',').filter(|flag| !flag.is_empty()) {
                assert!(["two-faced", "weak", "sub", "event", "programme"].contains(&flag), "{cells:?}");
            }
        }
        let heads = Heads::default();
        let organisations = heads.all().iter().filter(|head| !head.plural && head.kind.is_organisation()).count();
        assert!(organisations >= 400, "{organisations}");
        let languages: BTreeSet<&str> = heads.all().iter().map(|head| head.lang).collect();
        assert_eq!(languages.into_iter().collect::<Vec<_>>(), ["de", "en", "es", "fr", "it", "pt"]);
    }

    #[test]
    fn kinds_are_read_back_as_written() {
        for (name, kind) in KINDS {
            assert_eq!(Kind::named(name), Some(*kind));
            assert_eq!(kind.as_str(), *name);
        }
        assert_eq!(Kind::named("club"), None);
    }

    #[test]
    fn one_and_many_are_found() {
        let heads = Heads::default();
        let ministries = heads.get("Ministries").unwrap();
        assert!(ministries.plural && ministries.kind == Kind::Ministry);
        assert_eq!(heads.singular("ministries"), Some("Ministry"));
        assert_eq!(heads.singular("MINISTRY"), Some("Ministry"));
        assert!(!heads.get("Services").unwrap().plural);
        assert_eq!(heads.singular("Chambers of Commerce"), Some("Chamber of Commerce"));
        assert_eq!(heads.get_in("Office", "fr").unwrap().kind, Kind::Agency);
        assert_eq!(heads.get("Banana"), None);
        assert_eq!(heads.singular(""), None);
    }

    #[test]
    fn flags_tell_organisations_from_events_and_programmes() {
        let heads = Heads::default();
        assert!(heads.get("Programme").unwrap().two_faced && heads.get("Programme").unwrap().programme);
        assert!(heads.get("Conferences").unwrap().event);
        assert_eq!(heads.get("Convention").unwrap().kind, Kind::Treaty);
        assert!(heads.get("Unit").unwrap().sub && heads.get("Unit").unwrap().weak);
        assert!(!heads.get("Ministry").unwrap().weak);
    }

    #[test]
    fn longest_head_at_either_end() {
        let heads = Heads::default();
        assert_eq!(heads.at_start(&["Board", "of", "Directors", "of"]).map(|(length, head)| (length, head.noun)), Some((3, "Board of Directors")));
        assert_eq!(heads.at_end(&["Joint", "Task", "Force"]).map(|(length, head)| (length, head.noun)), Some((2, "Task Force")));
        assert!(heads.at_end(&["Force", "majeure"]).is_none());
        assert!(heads.at_start(&[]).is_none());
    }
}
