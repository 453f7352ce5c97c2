//! Names of bodies in German: compounds as heads (`Bundes`**agentur**), chains over `für`, `des`, `und`, places right behind, and
//! the nominative whatever the case: `des Bundesamts für Polizei` is the Bundesamt für Polizei.
//!
//! Every noun has a capital: a run of capitals alone is no name.

use super::{Band, OrganisationMention, Scan, clean_name, is_government, mention, names};
use crate::base::text::squeeze;
use crate::lexicon::heads::Kind;

/// Last parts of compounds that name bodies, with the kind and the ending of a strong adjective before them.
const PARTS: &[(&str, Kind, &str)] = &[
    ("ministerium", Kind::Ministry, "es"),
    ("departement", Kind::Ministry, "es"),
    ("amt", Kind::Agency, "es"),
    ("agentur", Kind::Agency, "e"),
    ("anstalt", Kind::Agency, "e"),
    ("behörde", Kind::Agency, "e"),
    ("direktion", Kind::Agency, "e"),
    ("sekretariat", Kind::Body, "es"),
    ("kommissariat", Kind::Body, "es"),
    ("präsidium", Kind::Police, "es"),
    ("polizei", Kind::Police, "e"),
    ("korps", Kind::Forces, "es"),
    ("anwaltschaft", Kind::Agency, "e"),
    ("verwaltung", Kind::Agency, "e"),
    ("gericht", Kind::Court, "es"),
    ("gerichtshof", Kind::Court, "er"),
    ("universität", Kind::University, "e"),
    ("hochschule", Kind::University, "e"),
    ("akademie", Kind::University, "e"),
    ("institut", Kind::Body, "es"),
    ("zentrum", Kind::Body, "es"),
    ("verband", Kind::Association, "er"),
    ("verein", Kind::Association, "er"),
    ("vereinigung", Kind::Association, "e"),
    ("gewerkschaft", Kind::Association, "e"),
    ("gesellschaft", Kind::Association, "e"),
    ("kammer", Kind::Association, "e"),
    ("kommission", Kind::Body, "e"),
    ("komitee", Kind::Body, "es"),
    ("stiftung", Kind::Foundation, "e"),
    ("hilfswerk", Kind::Ngo, "es"),
    ("flüchtlingshilfe", Kind::Ngo, "e"),
    ("flüchtlingsrat", Kind::Ngo, "er"),
    ("koordination", Kind::Network, "e"),
    ("organisation", Kind::Ngo, "e"),
    ("parlament", Kind::Parliament, "es"),
    ("botschaft", Kind::Mission, "e"),
    ("konsulat", Kind::Mission, "es"),
    ("fonds", Kind::Body, "er"),
    ("bank", Kind::Bank, "e"),
    ("museum", Kind::Museum, "es"),
    ("netzwerk", Kind::Network, "es"),
    ("rat", Kind::Body, "er"),
    ("union", Kind::Association, "e"),
    ("schutz", Kind::Forces, "er"),
];
/// Adjectives without `-isch` that begin names.
const ADJECTIVES: &[&str] = &[
    "international",
    "national",
    "regional",
    "rot",
    "frei",
    "auswärtig",
    "zentral",
    "oberst",
    "öffentlich",
    "weiß",
    "vereint",
    "unabhängig",
    "hoh",
    "deutsch",
];
const JOINTS: &[&str] = &["für", "gegen", "des", "der", "zur", "zum", "von", "vom", "über"];
const ARTICLES: &[&str] = &["die", "den", "das", "der", "dem"];

/// A head as printed: in the nominative, its kind, the ending of an adjective before it, and whether it is a listed noun of its own.
struct GermanHead {
    nominative: String,
    kind: Kind,
    ending: &'static str,
    weak: bool,
    sub: bool,
}

impl Scan<'_> {
    /// Finds the names of one sentence in German.
    pub(super) fn german(&self, mentions: &mut Vec<OrganisationMention>) {
        let mut at = 0;
        while at < self.tokens.len() {
            let Some(head) = self.german_head(at) else {
                at += 1;
                continue;
            };
            let end = self.german_end(at + 1, head.kind);
            self.german_name(at, end, &head, mentions);
            at = end;
        }
    }

    fn german_head(&self, at: usize) -> Option<GermanHead> {
        if !self.is_capital(at) {
            return None;
        }
        let word = self.word(at);
        [Some(word), word.strip_suffix("es"), word.strip_suffix('s')].into_iter().flatten().find_map(|form| {
            let lower = form.to_lowercase();
            let part = PARTS.iter().filter(|(part, ..)| lower.ends_with(part)).max_by_key(|(part, ..)| part.len());
            let listed = self.reading.lexicon.heads.get_in(form, "de");
            let kind = listed.map(|noun| noun.kind).or_else(|| {
                part.filter(|(part, ..)| {
                    (lower.len() > part.len() + 2 || part.len() >= 12) && *part != "rat" && *part != "schutz" && *part != "union"
                })
                .map(|(_, kind, _)| *kind)
            })?;
            let listed_flag = |flag: fn(&super::Head) -> bool| listed.is_some_and(flag);
            let idle = listed_flag(|noun| noun.event || noun.programme || noun.plural) || !kind.is_organisation();
            (!idle).then(|| GermanHead {
                nominative: form.to_owned(),
                kind,
                ending: part.map_or("e", |(_, _, ending)| *ending),
                weak: listed_flag(|noun| noun.weak || noun.two_faced),
                sub: listed_flag(|noun| noun.sub),
            })
        })
    }

    fn german_end(&self, from: usize, kind: Kind) -> usize {
        let mut end = from;
        for piece in 0..5 {
            // `Asyl-, Migrations- und Integrationsfonds`, `Betreuungs- und Unterstützungsleistungen`
            let cut = self.word(end) == "-" && matches!(self.word(end + 1), "und" | ",");
            let mark = end + usize::from(cut);
            let word = self.word(mark);
            let and = matches!(word, "und" | "&" | "sowie");
            let mut next = mark + usize::from(and);
            let joint = JOINTS.contains(&self.word(next)) && (!and || self.word(next) == "für");
            next += usize::from(joint);
            next += usize::from(joint && ARTICLES.contains(&self.word(next)));
            if !and && !joint {
                // `Staatsanwaltschaft Görlitz`, `Universität Pristina`
                if piece == 0 && self.is_capital(end) && self.german_place(end) {
                    return end + 1;
                }
                if piece > 0
                    && word == ","
                    && kind == Kind::Ministry
                    && self.is_capital(mark + 1)
                    && self.word(mark + 2) == "und"
                    && self.is_capital(mark + 3)
                {
                    end = mark + 4;
                    continue;
                }
                return end;
            }
            if and && piece == 0 || !self.is_capital(next) || names::is_calendar_word(self.word(next)) {
                return end;
            }
            // Another body, or a person's post: `… und Zollamt`, `… und Bundespolizei`.
            let own = self.german_head(next).is_some_and(|head| !head.weak)
                && (and || self.german_head(next).is_some_and(|head| matches!(head.kind, Kind::Ministry | Kind::University | Kind::Agency)));
            if own && !cut || is_role(self.word(next)) || and && self.is_place(next, next + 1) {
                return end;
            }
            end = next + 1;
            // `der Europäischen Union`, `der Vereinten Nationen`
            while self.is_capital(end) && self.is_name_adjective(end - 1) {
                end += 1;
            }
            // `Fonds der Europäischen Union`: the owner is a body of its own.
            if matches!(word, "der" | "des") && self.reading.lexicon.organisations.by_name(self.span(next, end).of(self.text())).is_some() {
                return mark;
            }
            if self.is_place(next, end) {
                return end;
            }
        }
        end
    }

    fn german_place(&self, at: usize) -> bool {
        let word = self.word(at);
        let places = &self.reading.lexicon.places;
        self.is_place(at, at + 1) || !places.cities(word).is_empty() && !self.reading.lexicon.words.is_given_name(word)
    }

    fn is_name_adjective(&self, at: usize) -> bool {
        self.adjective_stem(at).is_some()
    }

    fn adjective_stem(&self, at: usize) -> Option<String> {
        if !self.is_capital(at) {
            return None;
        }
        let word = self.word(at);
        ["en", "er", "es", "em", "e"].iter().find_map(|ending| {
            let stem = word.strip_suffix(ending)?;
            let lower = stem.to_lowercase();
            (lower.ends_with("isch") || ADJECTIVES.contains(&lower.as_str())).then(|| stem.to_owned())
        })
    }

    fn german_name(&self, head: usize, end: usize, noun: &GermanHead, mentions: &mut Vec<OrganisationMention>) {
        let reading = self.reading;
        let mut left = head;
        while left > 0 && left + 2 > head && self.is_name_adjective(left - 1) {
            left -= 1;
        }
        // `Asyl-, Migrations- und Integrationsfonds`
        let cut_before = |at: usize, joint: &str| {
            at.checked_sub(3).filter(|&cut| self.word(cut + 2) == joint && self.word(cut + 1) == "-" && self.is_capital(cut))
        };
        if let Some(cut) = cut_before(left, "und").filter(|_| left == head) {
            left = cut;
            while let Some(cut) = cut_before(left, ",") {
                left = cut;
            }
        }
        let compound = left < head && !self.is_name_adjective(left);
        let span = self.span(left, end);
        let mut name = String::new();
        if compound {
            name.push_str(&squeeze(self.span(left, head).of(self.text())));
            name.push(' ');
        }
        for at in (left..head).filter(|_| !compound) {
            name.push_str(&self.adjective_stem(at).unwrap_or_default());
            name.push_str(noun.ending);
            name.push(' ');
        }
        name.push_str(&noun.nominative);
        if end > head + 1 {
            name.push(' ');
            name.push_str(&squeeze(self.span(head + 1, end).of(self.text())));
        }
        let printed = clean_name(span.of(self.text()));
        let list = &reading.lexicon.organisations;
        let listed = list.by_name(&printed).or_else(|| list.by_name(&name)).is_some();
        let acronym = self.acronym_behind(end);
        let (whole, adjective) = (end > head + 1, left < head);
        // `dem polnischen Grenzschutz`: of a country, though it goes without its name.
        let of_country = left == head
            && matches!(noun.kind, Kind::Police | Kind::Forces)
            && left.checked_sub(1).is_some_and(|before| {
                let word = self.word(before);
                word.starts_with(char::is_lowercase) && ["ischen", "ische", "ischer", "isches", "ischem"].iter().any(|ending| word.ends_with(ending))
            });
        let enough = of_country || if noun.weak || noun.sub { whole && adjective && !noun.sub } else { whole || adjective };
        if is_government(&printed, reading) || printed.to_lowercase().contains("regierung") || self.is_themed(left) || !listed && !acronym && !enough
        {
            return;
        }
        let name = if list.by_name(&printed).is_some() { printed } else { name };
        let mut found = mention(reading, span, name, "org-chain", if listed || acronym { Band::Certain } else { Band::Likely });
        if found.entry.is_none() {
            noun.kind.as_str().clone_into(&mut found.kind);
        }
        mentions.push(found);
    }
}

/// Whether a word is a German compound that names a body, and no English word besides: `Staatssekretariat`, `Bundesagentur`.
pub fn names_body(word: &str) -> bool {
    let lower = word.to_lowercase();
    let shared = ["bank", "organisation", "museum", "fonds", "institut", "union", "rat", "schutz", "parlament", "korps", "koordination"];
    word.starts_with(char::is_uppercase)
        && PARTS.iter().any(|(part, ..)| !shared.contains(part) && lower.len() > part.len() + 2 && lower.ends_with(part))
}

/// Last parts of compounds that are posts.
const POSTS: &[&str] = &[
    "minister",
    "ministerin",
    "präsident",
    "präsidentin",
    "sprecher",
    "sprecherin",
    "beauftragte",
    "beauftragter",
    "beauftragten",
    "kommissar",
    "kommissarin",
    "sekretär",
    "sekretärin",
    "direktor",
    "direktorin",
    "leiter",
    "leiterin",
    "rätin",
    "anwältin",
    "anwalt",
    "führer",
    "führerin",
    "vorsitzende",
    "vorsitzender",
    "vorsitzenden",
    "chefin",
    "botschafter",
    "botschafterin",
    "vertreter",
    "vertreterin",
    "referent",
    "referentin",
    "berater",
    "beraterin",
    "experte",
    "expertin",
    "kanzler",
    "kanzlerin",
    "koordinator",
    "koordinatorin",
    "forscher",
    "forscherin",
    "meisterin",
    "meister",
];

/// Whether a word is a post by its last part: `Bundesinnenministerin`, `Caritas-Direktorin`, `Oberstaatsanwältin`.
pub fn is_role(word: &str) -> bool {
    let lower = word.to_lowercase();
    word.starts_with(char::is_uppercase)
        && POSTS.iter().any(|post| lower.strip_suffix(post).is_some_and(|rest| rest.chars().count() >= 3 || rest.ends_with('-')))
}
