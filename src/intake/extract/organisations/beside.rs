//! Bodies without a head noun and in no list, told by what stands beside them: a noun that says what they are (`the trader Touton`,
//! `Bija, a charity,`), somebody they employ (`Head of Impact at Maersk`, `Peter Sand (BIMCO)`), or bodies in the same enumeration.
//!
//! Runs after people are known: what is a person, a place or a law is no body.

use super::{Band, OrganisationMention, Reading, Scan, acronyms, clean_name, is_shouted, mention};
use crate::base::lookup::Listed;
use crate::base::text::lower;
use crate::intake::extract::{Facts, touching};
use crate::intake::survey::acronyms::{Acronym, Meaning};
use crate::intake::survey::blocks::Role;
use crate::intake::survey::names::{self, words_ahead, words_of};
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
    multinational";

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
            && !(from == 1 && self.word(0).ends_with("ing") || self.word(from - 1).ends_with("-based"));
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
        // `Lawyers for …`, `Sonke Gender Justice`: roles that also stand in names.
        let fits_name = |word: &str| word.ends_with('s') || word == "Justice";
        let wrong = |at: usize| {
            let word = self.word(at);
            let head = lexicon.heads.get(&names::title_case(word));
            names::is_calendar_word(word)
                || lexicon.words.honorific_at(&[word]) > 0 && self.scan.tokens[at].case != Case::Upper
                || (single || !fits_name(word)) && lexicon.words.is_role(word)
                || head.is_some_and(|head| (head.event || head.programme) && !(to - from >= 3 && TWO_FACED.contains(&word)))
        };
        if (from..to).any(wrong) || lexicon.words.is_stop_word(&first.to_lowercase(), "en") && !matches!(first, "For" | "Our" | "All" | "No") {
            return false;
        }
        let plain = |at: usize| {
            let word = self.word(at);
            self.scan.tokens[at].case == Case::Capital && (lexicon.words.is_common_word(word) || reading.tables.is_common(word))
                || lexicon.places.country_of_adjective(word).is_some()
        };
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
        let person =
            !single && lexicon.words.is_given_name(first) && !plain(from) && to - from <= 3 && !lexicon.words.is_common_word(self.word(to - 1));
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
                    "at" if !article => proper && (person || self.role_ends_at(joint, |_| true) || self.role_with_field(joint)),
                    _ => false,
                };
            if fits {
                self.push(at, end, "org-employer", Band::Likely, found);
            }
        }
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

    /// Enumerations that hold a known body: `the Wellcome Trust, Merck and ALIMA`.
    fn lists(&self, found: &mut Vec<OrganisationMention>) {
        let mut at = 0;
        while at < self.scan.tokens.len() {
            let items = self.list_at(at);
            let Some(last) = items.last() else {
                at += 1;
                continue;
            };
            let next = last.to;
            let known = items.iter().filter(|item| item.known).count() + usize::from(self.introduced(items[0].from));
            if items.len() >= 2 && known >= 1 {
                for item in items.iter().filter(|item| !item.known) {
                    let strong = !self.all_plain(item.from, item.to) || known >= 2 || items.len() >= 3 && item.to - item.from >= 2;
                    if strong && !(item.from == 0 && item.to == 1 && self.scan.tokens[0].case == Case::Capital) {
                        self.push(item.from, item.to, "org-enumerated", Band::Likely, found);
                    }
                }
            }
            at = next.max(at + 1);
        }
    }

    /// `NGOs such as X and Y`, `the contractors X and Y`.
    fn introduced(&self, from: usize) -> bool {
        let lead = match (from.checked_sub(2).map(|at| self.word(at)), from.checked_sub(1).map(|at| self.word(at))) {
            (Some("such"), Some("as")) => 2,
            (_, Some("including" | "like" | "namely")) => 1,
            _ => 0,
        };
        let Some(noun) = from.checked_sub(lead + 1) else { return false };
        let noun = if lead > 0 && self.word(noun) == "," { noun.saturating_sub(1) } else { noun };
        let word = self.word(noun).to_lowercase();
        let singular = word.strip_suffix("ies").map_or_else(|| word.strip_suffix('s').unwrap_or_default().to_owned(), |stem| format!("{stem}y"));
        is_body_noun(&singular) || is_one_of("partner|donor|signatory|lab|ngo|body|agency", &singular)
    }

    fn list_at(&self, start: usize) -> Vec<Item> {
        let mut items = Vec::new();
        let mut at = start;
        let mut closed = false;
        while let Some(item) = self.item(at, items.is_empty()).filter(|_| items.len() < LONGEST_LIST) {
            let end = item.end;
            let stop = self.scan.tokens.get(end).is_some_and(|token| token.kind == Kind::Possessive);
            let seated = item.end > item.to && self.word(item.to) != "(" && self.scan.tokens[item.end - 1].is_capital();
            items.push(item);
            let (comma, mut joint) = if self.word(end) == "," { (true, end + 1) } else { (false, end) };
            if stop {
                break;
            }
            if matches!(self.word(joint), "and" | "or" | "&") {
                joint += 1;
                closed = true;
            } else if self.word(joint) == "as" && self.word(joint + 1) == "well" && self.word(joint + 2) == "as" {
                joint += 3;
                closed = true;
            } else if !comma || closed {
                break;
            }
            at = joint;
            // `the Methodist Church in Fiji and Rotuma`: two places, not two bodies.
            let lone =
                self.item(at, false).is_some_and(|next| !next.known && next.to == next.from + 1 && self.scan.tokens[next.from].case == Case::Capital);
            if closed && (self.item(at, false).is_none() || seated && lone) {
                // What cannot be read closes the enumeration all the same where two bodies of it are known.
                closed = items.iter().filter(|item| item.known).count() >= 2 && !lone;
                break;
            }
        }
        // `IOM, Anyname, said`: commas alone make no enumeration.
        if closed {
            items
        } else {
            items.truncate(1);
            items
        }
    }

    /// The item at `start`. Each is read once, however often an enumeration it stands in is walked through.
    fn item(&self, start: usize, first: bool) -> Option<Item> {
        let known = self.items.borrow().get(&(start, first)).copied();
        known.unwrap_or_else(|| {
            let item = self.read_item(start, first);
            self.items.borrow_mut().insert((start, first), item);
            item
        })
    }

    fn read_item(&self, start: usize, first: bool) -> Option<Item> {
        let mut from = start;
        if matches!(self.word(from), "the" | "its" | "their" | "a" | "an") {
            from += 1;
        }
        let token = self.scan.tokens.get(from)?;
        if let Some(body) = touching(&self.facts.organisations, token.span).first() {
            // A body that somebody speaks for may stand in an enumeration of people: `A of IOM and B`.
            let spoken = from.checked_sub(2).is_some_and(|person| {
                matches!(self.word(from - 1), "of" | "from" | "at") && !touching(&self.facts.people, self.scan.tokens[person].span).is_empty()
            });
            if body.span.start != token.span.start || spoken && first {
                return None;
            }
            let mut to = self.scan.tokens.partition_point(|token| token.span.end <= body.span.end);
            to = to.max(from + 1);
            // `UNICEF Ghana`, `Caritas Mongu`
            while to < self.scan.tokens.len() && self.scan.is_capital(to) && self.scan.tokens[to].span.start == self.scan.tokens[to - 1].span.end + 1
            {
                to += 1;
            }
            let mut end = self.bracket_end(to);
            // `… (SADC) Secretariat`
            if end > to && self.scan.is_capital(end) && self.reading().lexicon.heads.get(self.word(end)).is_some() {
                end += 1;
            }
            return Some(Item { from, to, end: self.place_tail(end), known: true });
        }
        // `Kenya’s Nubian Rights Forum`
        if let Some(owner) = (from + 1..from + 4).find(|&at| self.scan.tokens.get(at).is_some_and(|token| token.kind == Kind::Possessive))
            && self.scan.is_country(from, owner)
        {
            from = owner + 1;
        }
        // `the Open Society Initiative for Southern Africa (OSISA)`: what runs a programme may bear its name.
        let two_faced = self.scan.tokens.get(from).and_then(|token| {
            self.reading().acronyms.iter().find(|acronym| {
                acronym.long_span.start == token.span.start
                    && acronym.kind != Meaning::Organisation
                    && acronym.long_span.of(self.reading().text()).split_whitespace().any(|word| TWO_FACED.contains(&word))
            })
        });
        if let Some(acronym) = two_faced.filter(|acronym| touching(&self.facts.organisations, acronym.long_span).is_empty()) {
            let to = self.scan.tokens.partition_point(|token| token.span.end <= acronym.long_span.end);
            return Some(Item { from, to, end: self.bracket_end(to), known: false });
        }
        // `the private company Fidelity`
        let mut known = false;
        if self.lower(from)
            && let Some(noun) = (from..from + 4).find(|&at| self.noun(at))
            && self.scan.is_capital(noun + 1)
            && (from..noun).all(|at| self.lower(at))
        {
            from = noun + 1;
            known = true;
        }
        let to = self.run(from);
        let seat = self.place_tail(to);
        let next = self.word(seat);
        let open = matches!(next, "of" | "from" | "de") || self.scan.is_capital(to) || next == "(" && !self.acronym_bracket(to);
        let titled = next == "," && {
            let after = to + 1 + usize::from(matches!(self.word(to + 1), "the" | "a" | "an" | "who"));
            self.reading().lexicon.words.role_at(&words_ahead(self.reading().text(), &self.scan.tokens[after.min(self.scan.tokens.len())..])) > 0
        };
        // `… (UNODC) Global Maritime Crime Programme` goes on from the name before its bracket.
        let behind_bracket = from > 0 && self.word(from - 1) == ")";
        let loose = start == 0 && to == 1 && self.scan.tokens[0].case == Case::Capital || behind_bracket;
        (!open && !titled && !loose && self.may_be_body(from, to)).then(|| Item { from, to, end: self.bracket_end(seat), known })
    }

    /// Behind `in Lima`, `of the Philippines`: where a body sits.
    fn place_tail(&self, at: usize) -> usize {
        if !matches!(self.word(at), "in" | "of") {
            return at;
        }
        let from = at + 1 + usize::from(self.word(at + 1) == "the");
        (1..=3)
            .rev()
            .map(|length| from + length)
            .filter(|&to| to <= self.scan.tokens.len() && self.scan.is_capital(from))
            .find(|&to| self.reading().lexicon.places.resolve(self.scan.span(from, to).of(self.reading().text()), None).is_some())
            .unwrap_or(at)
    }

    fn acronym_bracket(&self, at: usize) -> bool {
        self.word(at) == "(" && matches!(self.word(at + 2), ")") && acronyms::is_short_form(self.word(at + 1))
            || self.word(at) == "(" && matches!(self.word(at + 3), ")") && acronyms::is_short_form(self.word(at + 1))
    }

    /// Behind the bracket at `at`, if there is one.
    fn bracket_end(&self, at: usize) -> usize {
        if self.word(at) != "(" {
            return at;
        }
        (at + 1..(at + 9).min(self.scan.tokens.len())).find(|&close| self.word(close) == ")").map_or(at, |close| close + 1)
    }
}

/// How many items of an enumeration are read together.
const LONGEST_LIST: usize = 200;

/// Heads of events and programmes that also close names of lasting bodies.
const TWO_FACED: &[&str] =
    &["Forum", "Initiative", "Programme", "Program", "Project", "Campaign", "Dialogue", "Platform", "Facility", "Fund", "Plan"];

#[derive(Clone, Copy)]
struct Item {
    from: usize,
    to: usize,
    /// Behind its bracket.
    end: usize,
    known: bool,
}

/// Signatories, one a line: where most lines of a column are bodies, the others are too.
fn lines(reading: &Reading<'_>, facts: &Facts, known: &Known<'_>, found: &mut Vec<OrganisationMention>) {
    let text = reading.text();
    let blocks = &reading.document.blocks;
    let short = |block: usize| {
        let line = blocks[block].span.of(text).trim();
        let words = line.split_whitespace().count();
        matches!(reading.layout.roles[block], Role::Body | Role::Subhead)
            && (1..=10).contains(&words)
            && line.starts_with(char::is_uppercase)
            && !line.ends_with(['.', ':', '?', '!'])
            && !line.contains([',', ':', '“', '"'])
            && !line.chars().any(|c| c.is_ascii_digit())
    };
    let body = |block: usize| {
        let span = blocks[block].span;
        touching(&facts.organisations, span).iter().any(|body| body.span.len() * 10 >= span.len() * 6)
    };
    let mut block = 0;
    while block < blocks.len() {
        let mut end = block;
        while end < blocks.len() && short(end) {
            end += 1;
        }
        let bodies = (block..end).filter(|&line| body(line)).count();
        if end - block >= 4 && bodies * 2 >= end - block {
            for line in (block..end).filter(|&line| !body(line)) {
                let span = blocks[line].span;
                let tokens = reading.tokens(span);
                let one = Beside { scan: Scan { reading, tokens }, facts, known, items: RefCell::default() };
                let stop = tokens.iter().position(|token| token.of(text) == "(").unwrap_or(tokens.len());
                // `ASGI – Association for …`: the long name behind its short form.
                if tokens.len() > 3 && matches!(tokens[1].of(text), "–" | "-" | "—") && acronyms::looks_like_acronym(&tokens[0], text) {
                    let span = one.scan.span(2, tokens.len());
                    let mut body = mention(reading, span, clean_name(span.of(text)), "org-line-beside", Band::Likely);
                    body.acronym = Some(tokens[0].of(text).to_owned());
                    found.push(body);
                    continue;
                }
                let plain = tokens[..stop].iter().all(|token| token.is_capital() || names::is_connector(token.of(text)) || token.kind == Kind::Mark);
                let person = facts.people.iter().any(|person| person.span.overlaps(&span));
                if stop > 0
                    && plain
                    && !person
                    && reading.lexicon.places.resolve(one.scan.span(0, stop).of(text), None).is_none()
                    && touching(&facts.organisations, span).is_empty()
                {
                    one.push(0, stop, "org-line-beside", Band::Likely, found);
                }
            }
        }
        block = end.max(block + 1);
    }
}

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
    fn bodies_stand_beside_bodies() {
        let found = organisations("Funds came from the World Bank, Trafigura and Vecturis.");
        assert!(["Trafigura", "Vecturis"].iter().all(|name| found.contains(&(*name).to_owned())), "{found:?}");
        let found = organisations("The talks were attended by the World Bank, Norway and Japan.");
        assert_eq!(found, ["World Bank"]);
        assert_eq!(organisations("The report of the World Bank, Mrabit, is out."), ["World Bank"]);
        assert_eq!(organisations("The World Bank and Budget 2019 were discussed."), ["World Bank"]);
    }

    #[test]
    fn who_employs_somebody_is_a_body() {
        assert!(organisations("“A port is a neighbour,” says Jane Roe, Head of Social Impact at Maersk.").contains(&"Maersk".to_owned()));
        assert!(organisations("He was assisted by Mr. Peter Sand (BIMCO) and others.").contains(&"BIMCO".to_owned()));
        assert!(organisations("Mr. Peter Sand (Ghana) spoke.").is_empty());
    }
}
