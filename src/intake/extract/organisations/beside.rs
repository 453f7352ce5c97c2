//! Bodies without a head noun and in no list, told by what stands beside them: a noun that says what they are (`the trader Touton`,
//! `Bija, a charity,`), somebody they employ (`Head of Impact at Maersk`, `Peter Sand (BIMCO)`), or bodies in the same enumeration.
//!
//! Runs after people are known: what is a person, a place or a law is no body.

mod enumerated;

use self::enumerated::{Item, lines};
use super::{Band, OrganisationMention, Reading, Scan, acronyms, clean_name, is_shouted, mention};
use crate::base::lookup::Listed;
use crate::base::text::lower;
use crate::intake::extract::{Facts, touching};
use crate::intake::survey::acronyms::{Acronym, Meaning};
use crate::intake::survey::names::{self, words_of};
use crate::intake::token::{Case, Kind};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Adds bodies that only their neighbours tell.
pub fn extract(reading: &Reading<'_>, facts: &mut Facts) {
    let mut found = Vec::new();
    let known = Known::of(reading, facts);
    for (_, sentence) in reading.prose() {
        if is_shouted(sentence.of(reading.text())) {
            continue;
        }
        let beside = Beside { scan: Scan { reading, tokens: reading.tokens(sentence) }, facts, known: &known, items: RefCell::default() };
        beside.called(&mut found);
        beside.employers(&mut found);
        beside.lists(&mut found);
    }
    lines(reading, facts, &known, &mut found);
    found.sort_by(|a, b| a.span.start.cmp(&b.span.start).then(b.span.len().cmp(&a.span.len())));
    found.dedup_by(|b, a| a.span.overlaps(&b.span));
    found.retain(|body| touching(&facts.organisations, body.span).is_empty());
    // `NFDS` beside `NFDS Africa`: the short form of a body the article names in full.
    let longer: Listed<String> =
        facts.organisations.iter().chain(&found).filter_map(|body| body.name.split_once(' ')).map(|(first, _)| first.to_owned()).collect();
    found.retain(|body| body.name.contains(' ') || !longer.contains(&body.name));
    facts.organisations.extend(found);
    facts.organisations.sort_by_key(|body| body.span);
}

/// Nouns, written small, that say what body the name behind them is; more than the head nouns of names.
const NOUNS: &str = "airline|broadcaster|builder|carrier|charity|company|conglomerate|consultancy|contractor|cooperative|daily|distributor|exporter|\
    financier|firm|importer|insurer|lender|lobby|maker|manufacturer|miner|network|newspaper|ngo|nonprofit|non-profit|operator|producer|\
    publisher|retailer|start-up|startup|subsidiary|supplier|trader|union|weekly|think-tank|tank|foundation|bank|brewer|platform|\
    business|organisation|organization|association|agency|group|initiative|federation|consortium|campaigners|provider|institute|\
    multinational|wholesaler|haulier|forwarder|vendor|magazine|portal|utility|shipyard|broker|chain";

/// Posts that only bodies give: `CEO of Avina`, `founder of FairSquare`.
const CORPORATE: &str = "ceo|coo|cfo|chief executive|chief executive officer|executive director|managing director|founder|co-founder|general secretary|\
    spokesperson|spokesman|spokeswoman|general manager|country director|programme director|program director|managing partner|chairman|\
    chairwoman|chairperson|board member|editor|owner|deputy director|country manager|regional manager|coordinator";

/// Whether a noun, written small, says what body the name behind it is: `company`, `charity`.
pub fn is_body_noun(word: &str) -> bool {
    BODY_NOUNS.contains(word)
}

static BODY_NOUNS: LazyLock<Listed<&'static str>> = LazyLock::new(|| NOUNS.split('|').collect());

fn is_one_of(list: &str, word: &str) -> bool {
    list.split('|').any(|known| known == word)
}

/// What bodies do or have done to things that are named after a `by`: `run by Al-Abreen`, `a study by Imani Development`.
const BY: &str = "operated|run|managed|built|made|manufactured|produced|published|owned|supplied|funded|financed|sponsored|implemented|developed|supported|\
    commissioned|distributed|provided|donated|chartered|insured|installed|evaluated|audited|designed|maintained|launched|organised|organized|hosted|\
    administered|shipped|carried|imported|exported|sold|delivered|study|report|survey|analysis|research|assessment|investigation|audit|evaluation|paper|training|workshop|campaign|project";

/// Last words of names of places that are no bodies.
const SITES: &str = "Crossing|Gate|Bridge|Port|Airport|Square|Hotel|Hall|Palace|Road|Street|Avenue|Camp|Island|Islands|River|Lake|Mountain|Terminal|Stadium|\
    Checkpoint|Border|Valley|Bay|Coast|Strait|Canal|Forest|Park|Beach|Highway|Corridor|Pass|Point|Hills|Room|Hospital";

/// What an article says elsewhere of names, gathered once for all its sentences.
struct Known<'a> {
    /// The words of people's names.
    people: Listed<&'a str>,
    /// The acronyms of what is no body.
    others: Vec<&'a Acronym>,
}

impl<'a> Known<'a> {
    fn of(reading: &Reading<'a>, facts: &'a Facts) -> Self {
        Self {
            people: facts.people.iter().flat_map(|person| person.name.split_whitespace()).collect(),
            others: reading.acronyms.iter().filter(|acronym| acronym.kind != Meaning::Organisation).collect(),
        }
    }
}

struct Beside<'a> {
    scan: Scan<'a>,
    facts: &'a Facts,
    known: &'a Known<'a>,
    /// The items of enumerations that were read already, by where they begin and whether they begin the enumeration.
    items: RefCell<BTreeMap<(usize, bool), Option<Item>>>,
}

impl Beside<'_> {
    fn word(&self, at: usize) -> &str {
        self.scan.word(at)
    }

    fn reading(&self) -> &Reading<'_> {
        self.scan.reading
    }

    fn lower(&self, at: usize) -> bool {
        self.scan.tokens.get(at).is_some_and(|token| token.case == Case::Lower && token.kind == Kind::Word)
    }

    /// Whether a body noun, written small, stands at `at`.
    fn noun(&self, at: usize) -> bool {
        self.scan.tokens.get(at).is_some_and(|token| token.case != Case::Capital) && is_body_noun(&lower(self.word(at)))
    }

    /// The end of the run of capitalised words at `from`; over `for` and `of` only where the first word is a plain one: `Citizens of Nowhere`.
    fn run(&self, from: usize) -> usize {
        let plain = self.reading().lexicon.words.is_common_word(self.word(from));
        let mut end = from;
        while end < self.scan.tokens.len() && end < from + 7 {
            let joint = matches!(self.word(end), "&" | "de" | "da" | "del" | "al" | "des" | "du" | "d" | "sans" | "cha" | "la")
                || plain && matches!(self.word(end), "of" | "for" | "without" | "the" | "on");
            let gap = end > from && self.scan.tokens[end].span.start - self.scan.tokens[end - 1].span.end > 1;
            let ahead = end + 1 + usize::from(self.word(end + 1) == "the");
            if gap || !(self.scan.is_capital(end) || joint && end > from && self.scan.is_capital(ahead)) {
                break;
            }
            end += 1;
        }
        end
    }

    /// Whether the run may be the name of a body: no place, person, post, law, date or plain word.
    fn may_be_body(&self, from: usize, to: usize) -> bool {
        let glued = from > 0
            && self.scan.is_capital(from - 1)
            && self.scan.tokens[from].span.start == self.scan.tokens[from - 1].span.end + 1
            && !(from == 1 && self.word(0).ends_with("ing") || self.word(from - 1).ends_with("-based") || self.noun(from - 1));
        if to <= from || !self.scan.is_capital(from) || glued {
            return false;
        }
        let reading = self.reading();
        let lexicon = reading.lexicon;
        let span = self.scan.span(from, to);
        let name = span.of(reading.text());
        let taken = !touching(&self.facts.organisations, span).is_empty()
            || !touching(&self.facts.people, span).is_empty()
            || !touching(&self.facts.dates, span).is_empty()
            || self.known.others.iter().any(|acronym| acronym.long_span.overlaps(&span) || acronym.short == name);
        // `French-speaking Customs`: an attribute in two parts begins no name.
        let attribute = self.word(from).rsplit_once('-').is_some_and(|(_, tail)| tail.len() >= 5 && (tail.ends_with("ing") || tail.ends_with("ed")));
        if attribute {
            return false;
        }
        let single = to - from == 1;
        // `Commending Merck`: a participle that begins the sentence is no part.
        if from == 0 && !single && (self.word(0).ends_with("ing") || self.word(0).ends_with("ed")) || is_one_of(SITES, self.word(to - 1)) {
            return false;
        }
        let ruling = |at: usize| matches!(self.word(at), "Government" | "Governments" | "Kingdom" | "Republic" | "State" | "States" | "Authorities");
        if single && lexicon.heads.get(name).is_some() || (from..to).any(ruling) || self.word(from).ends_with("-based") {
            return false;
        }
        if taken || lexicon.places.resolve(name, None).is_some() || single && !lexicon.places.find(name).is_empty() {
            return false;
        }
        let first = self.word(from);
        if self.scan.tokens.get(to).is_some_and(|token| token.kind == Kind::Number) || self.word(to) == "’" {
            return false;
        }
        let plain = |at: usize| {
            let word = self.word(at);
            self.scan.tokens[at].case == Case::Capital && (lexicon.words.is_common_word(word) || reading.tables.is_common(word))
                || lexicon.places.country_of_adjective(word).is_some()
        };
        // `Lawyers for …`, `Sonke Gender Justice`: roles that also stand in names.
        let fits_name = |word: &str| word.ends_with('s') || word == "Justice";
        let wrong = |at: usize| {
            let word = self.word(at);
            let head = lexicon.heads.get(&names::title_case(word));
            names::is_calendar_word(word)
                || lexicon.words.honorific_at(&[word]) > 0 && self.scan.tokens[at].case != Case::Upper && (single || word != "Justice")
                || (single || !fits_name(word)) && lexicon.words.is_role(word)
                || head.is_some_and(|head| {
                    let may_be_name = (to - from >= 3 || !plain(from)) && TWO_FACED.contains(&word) || to - from == 2 && head.plural && at > from;
                    (head.event || head.programme) && !may_be_name
                })
        };
        if (from..to).any(wrong) || lexicon.words.is_stop_word(&first.to_lowercase(), "en") && !matches!(first, "For" | "Our" | "All" | "No") {
            return false;
        }
        if single && (plain(from) || lexicon.words.is_given_name(first) || first.chars().count() < 3) {
            return false;
        }
        if single && self.scan.tokens[from].case == Case::Upper && super::known::NO_BODIES.contains(&first) {
            return false;
        }
        // A surname that the article gives to somebody.
        if single && self.known.people.contains(first) {
            return false;
        }
        let person = !single
            && lexicon.words.is_given_name(first)
            && !plain(from)
            && to - from <= 3
            && !lexicon.words.is_common_word(self.word(to - 1))
            && lexicon.heads.get(self.word(to - 1)).is_none();
        !person
    }

    fn all_plain(&self, from: usize, to: usize) -> bool {
        let words = &self.reading().lexicon.words;
        (from..to).all(|at| words.is_common_word(self.word(at)) || self.reading().tables.is_common(self.word(at)))
    }

    fn push(&self, from: usize, to: usize, rule: &'static str, band: Band, found: &mut Vec<OrganisationMention>) {
        let span = self.scan.span(from, to);
        let mut body = mention(self.reading(), span, clean_name(span.of(self.reading().text())), rule, band);
        let short = self.word(to + 1);
        if self.word(to) == "("
            && matches!(self.word(to + 2), ")" | ",")
            && acronyms::is_short_form(short)
            && short.chars().filter(|c| c.is_uppercase()).count() >= 2
        {
            body.acronym = Some(short.to_owned());
        } else if to - from == 1
            && acronyms::looks_like_acronym(&self.scan.tokens[from], self.reading().text())
            && self.scan.tokens[from].case == Case::Upper
        {
            body.acronym = Some(body.name.clone());
        }
        found.push(body);
    }

    /// `the cocoa trader Touton`, `the charity Al-Abreen`; `SMMC, the stevedoring company of …`, `TRACIT, a business lobby, …`.
    fn called(&self, found: &mut Vec<OrganisationMention>) {
        for at in 0..self.scan.tokens.len() {
            if !self.scan.is_capital(at) {
                continue;
            }
            let end = self.run(at);
            let based = at > 0 && ["-based", "-owned", "-listed", "-headquartered"].iter().any(|end| self.word(at - 1).ends_with(end));
            let suffixed = end == at + 1
                && self.scan.tokens[at].case == Case::Capital
                && self.word(at).chars().count() >= 7
                && ["bank", "watch", "aid", "soft", "corp", "telecom"].iter().any(|tail| self.word(at).ends_with(tail))
                && at > 0;
            let before = based || suffixed || at > 0 && self.noun(at - 1) && self.word(at - 1) != "tank";
            let called = at >= 2 && matches!(self.word(at - 1), "called" | "named") && self.noun(at - 2);
            if (before || called) && self.may_be_body(at, end) && !self.all_plain(at, end) {
                self.push(at, end, "org-called", Band::Likely, found);
            } else if self.word(end) == "," && self.described(end + 1) && self.may_be_body(at, end) && !(at == 0 && end == 1) {
                self.push(at, end, "org-described", Band::Likely, found);
            }
        }
    }

    /// `a business lobby,`, `the stevedoring company of`, `Madagascar’s largest bank`.
    fn described(&self, from: usize) -> bool {
        if !matches!(self.word(from), "a" | "an" | "the" | "another") {
            return false;
        }
        let Some(noun) = (from + 1..from + 7).find(|&at| self.noun(at)) else { return false };
        let plain = (from + 1..noun).all(|at| self.scan.tokens[at].kind != Kind::Mark && !matches!(self.word(at), "of" | "and" | "at" | "in" | "by"));
        plain
            && matches!(
                self.word(noun + 1),
                "," | "."
                    | "of"
                    | "in"
                    | "for"
                    | "that"
                    | "which"
                    | "based"
                    | "owned"
                    | "run"
                    | "working"
                    | "led"
                    | "representing"
                    | ";"
                    | "with"
                    | "from"
            )
    }

    /// `Head of Social Impact at Maersk`, `CEO of Avina`, `Felix Roe of GEFONT`, `Peter Sand (BIMCO)`.
    fn employers(&self, found: &mut Vec<OrganisationMention>) {
        for at in 1..self.scan.tokens.len() {
            if !self.scan.is_capital(at) {
                continue;
            }
            let article = matches!(self.word(at - 1), "the");
            let joint = at.saturating_sub(1 + usize::from(article));
            if joint == 0 {
                continue;
            }
            let preposition = self.word(joint);
            let end = self.run(at);
            if !self.may_be_body(at, end) {
                continue;
            }
            let proper = !self.all_plain(at, end);
            let person = !touching(&self.facts.people, self.scan.tokens[joint - 1].span).is_empty();
            let country = (joint.saturating_sub(3)..joint).any(|from| self.scan.is_country(from, joint));
            let agency = preposition == "("
                && country
                && self.word(end) == ")"
                && (self.scan.tokens[at].case == Case::Upper && self.word(at).chars().count() >= 4 || end - at >= 3 && proper);
            let short = self.scan.tokens[at].case == Case::Upper && self.word(at).chars().count() >= 3 || self.scan.tokens[at].case == Case::Mixed;
            let fits = agency
                || match preposition {
                    "(" => person && self.word(end) == ")" && (short || end - at >= 2 && proper),
                    "of" | "from" | "with" if person => short || preposition != "with" && end - at >= 2 && proper,
                    "by" if is_one_of(BY, self.word(joint - 1)) => {
                        proper && (short || end - at >= 2 || !article) && !matches!(self.word(end), "and" | "of" | "de")
                    }
                    "of" => proper && self.role_ends_at(joint, |role| is_one_of(CORPORATE, role)),
                    // `According to Anyname and Other Rights, …`
                    "to" if self.word(joint.saturating_sub(1)).eq_ignore_ascii_case("according") => {
                        proper && (end - at >= 2 || short) && !self.names_paper(at, end)
                    }
                    "at" if !article => proper && (person || self.role_ends_at(joint, |_| true) || self.role_with_field(joint)),
                    _ => false,
                };
            if fits {
                self.push(at, end, "org-employer", Band::Likely, found);
            }
        }
    }

    /// Whether a name is one of a text and not of its authors: `Global Trends Report`, `Anyname Act 2015`.
    fn names_paper(&self, from: usize, to: usize) -> bool {
        let paper = |at: usize| {
            matches!(
                self.word(at),
                "Report" | "Outlook" | "Review" | "Index" | "Survey" | "Act" | "Article" | "Annex" | "Figure" | "Table" | "Chapter"
            )
        };
        (from..to).any(paper) || self.scan.tokens.get(to).is_some_and(|token| token.kind == Kind::Number)
    }

    /// Whether a post that `fits` ends right before `at`.
    fn role_ends_at(&self, at: usize, fits: impl Fn(&str) -> bool) -> bool {
        let tokens = self.scan.tokens;
        (at.saturating_sub(4)..at).any(|from| {
            self.reading().lexicon.words.role_at(&words_of(self.reading().text(), &tokens[from..at])) == at - from
                && fits(&self.scan.span(from, at).of(self.reading().text()).to_lowercase())
        })
    }

    /// `Head of Social Impact` | `at`: a post with its field.
    fn role_with_field(&self, at: usize) -> bool {
        let from = at.saturating_sub(8);
        (from..at).rev().find(|&of| matches!(self.word(of), "of" | "for" | "on")).is_some_and(|of| {
            (of + 1..at).all(|field| self.scan.tokens[field].kind == Kind::Word || self.word(field) == "&") && self.role_ends_at(of, |_| true)
        })
    }
}

/// Heads of events and programmes that also close names of lasting bodies.
const TWO_FACED: &[&str] =
    &["Forum", "Initiative", "Programme", "Program", "Project", "Campaign", "Dialogue", "Platform", "Facility", "Fund", "Plan"];

#[cfg(test)]
mod tests {
    use crate::intake::trial::organisations;

    #[test]
    fn what_a_noun_says_is_a_body() {
        assert!(organisations("The pilot was run with the cocoa trader Touton in three villages.").contains(&"Touton".to_owned()));
        assert!(organisations("They were taken to a shelter run by Al-Abreen, a charity, and treated there.").contains(&"Al-Abreen".to_owned()));
        assert!(organisations("The company Wednesday said that it would pay.").is_empty());
        assert!(organisations("He told Amina Roe, a charity worker, that he would pay.").is_empty());
    }

    #[test]
    fn who_employs_somebody_is_a_body() {
        assert!(organisations("“A port is a neighbour,” says Jane Roe, Head of Social Impact at Maersk.").contains(&"Maersk".to_owned()));
        assert!(organisations("He was assisted by Mr. Peter Sand (BIMCO) and others.").contains(&"BIMCO".to_owned()));
        assert!(organisations("Mr. Peter Sand (Ghana) spoke.").is_empty());
    }
}
