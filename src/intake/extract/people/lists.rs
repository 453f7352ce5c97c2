//! Lines of a list of people: `NAME, ROLE, BODY`.

use super::{Band, Facts, OrganisationMention, PersonMention, Reading, Scan, Span, Token, names, plain_name, squeeze, words_of};

/// A line of a list of people: `NAME, ROLE, BODY`. Gives the body of the last part as an organisation.
pub(super) fn list_line(
    reading: &Reading<'_>,
    block: usize,
    facts: &Facts,
    mentions: &mut Vec<PersonMention>,
    employers: &mut Vec<OrganisationMention>,
) -> bool {
    let span = reading.document.blocks[block].span;
    let text = span.of(reading.text());
    let bare = text.trim_end_matches([';', '.']);
    if crate::intake::document::ends_sentence(text)
        && !text.ends_with("Inc.")
        && !text.ends_with("Corp.")
        && !text.ends_with("Ltd.")
        && !text.ends_with("Co.")
        && !text.ends_with(';')
        || !bare.contains(',')
        || bare.split_whitespace().count() > 40
    {
        return false;
    }
    let tokens = reading.tokens(span);
    let reader = Scan { reading, tokens, organisations: &facts.organisations, places: Vec::new(), headline: false, bio: false };
    let mut name_at = reader.skip_styles(0);
    // `Chair: Jane Roe, Editor, Example Press`
    if name_at > 0 && reader.word(name_at) == ":" {
        name_at = reader.skip_styles(name_at + 1);
    }
    let (end, words) = reader.person_end(name_at);
    let aka = reader.word(end) == "(";
    let after_aka = if aka { (end..tokens.len()).find(|&at| reader.word(at) == ")").map_or(end, |at| at + 1) } else { end };
    if !(2..=5).contains(&words) || reader.word(after_aka) != "," {
        return false;
    }
    let parts = comma_parts(reading, tokens, after_aka + 1);
    let roles: Vec<bool> = parts.iter().map(|part| holds_role(&reader, part.0, part.1)).collect();
    if !roles.first().copied().unwrap_or(false) {
        return list_line_without_role(&reader, block, (name_at, end), &parts, facts, mentions);
    }
    let last = parts.last().copied().filter(|_| parts.len() >= 2 && !roles[parts.len() - 1]);
    // Every line of such a list has the same form; one line alone must end in a body that is known.
    let neighbour = [block.checked_sub(1), Some(block + 1)]
        .into_iter()
        .flatten()
        .any(|other| other < reading.document.blocks.len() && looks_like_list_line(reading, other));
    if last.is_none() && !neighbour {
        return false;
    }
    let title_to = parts.iter().zip(&roles).take_while(|(_, role)| **role).last().map_or(after_aka + 1, |(part, _)| part.1);
    let mut of = None;
    for (part, role) in parts.iter().zip(&roles).skip(1) {
        if *role || part.0 >= part.1 {
            continue;
        }
        let name_span = reader.span(part.0, part.1);
        let printed = squeeze(name_span.of(reading.text()).trim_end_matches(';'));
        let (name, acronym) = match printed.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")) {
            Some((long, short)) if crate::intake::survey::acronyms::is_short_form(short) => (long.to_owned(), Some(short.to_owned())),
            _ => (printed, None),
        };
        let region = name.split(" and ").all(|half| is_region(reading, half));
        let is_last = Some(*part) == last;
        let listed = facts.organisations.iter().any(|mention| mention.span.overlaps(&name_span) && mention.span.len() + 2 >= name_span.len());
        if is_last && name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && (neighbour || listed) {
            of = Some(name.clone());
            if !listed && !region {
                employers.push(OrganisationMention {
                    span: name_span,
                    name: name.clone(),
                    entry: None,
                    kind: "organisation".to_owned(),
                    parent: None,
                    country: None,
                    acronym,
                    rule: "org-list-employer",
                    band: Band::Likely,
                    role: None,
                });
            }
        }
    }
    if of.is_none() {
        of = reader.employer(reader.span(after_aka + 1, tokens.len()));
    }
    mentions.push(PersonMention {
        span: reader.span(name_at, end),
        name: plain_name(reading, reader.span(name_at, end)),
        title: Some(squeeze(reader.span(after_aka + 1, title_to.max(after_aka + 2)).of(reading.text()))),
        of,
        rule: "person-list",
        band: Band::Certain,
    });
    true
}

pub(super) fn is_region(reading: &Reading<'_>, text: &str) -> bool {
    let text = [" Region", " Frontier", " Market", " Division"].iter().find_map(|tail| text.strip_suffix(tail)).unwrap_or(text);
    reading.lexicon.places.resolve(text.trim(), None).is_some()
}

pub(super) fn looks_like_list_line(reading: &Reading<'_>, block: usize) -> bool {
    let text = reading.document.block_text(block);
    let tokens = reading.tokens(reading.document.blocks[block].span);
    let (end, words) = names::person_run(reading.text(), tokens, 0, reading.lexicon);
    (2..=5).contains(&words)
        && tokens.get(end).is_some_and(|token| matches!(token.of(reading.text()), "," | "("))
        && text.split_whitespace().count() <= 40
}

/// The parts between commas outside brackets; a company's `, Inc.` stays with its name.
pub(super) fn comma_parts(reading: &Reading<'_>, tokens: &[Token], from: usize) -> Vec<(usize, usize)> {
    let text = reading.text();
    let mut parts = Vec::new();
    let mut start = from;
    for at in from..tokens.len() {
        if tokens[at].of(text) == "," && reading.lexicon.words.company_suffix_at(&names::words_ahead(text, &tokens[at + 1..])) == 0 {
            parts.push((start, at));
            start = at + 1;
        }
    }
    parts.push((start, tokens.len()));
    parts.retain(|(from, to)| from < to);
    parts
}

pub(super) fn holds_role(reader: &Scan<'_>, from: usize, to: usize) -> bool {
    let first = from + usize::from(matches!(reader.word(from), "and" | "the"));
    (first..to.min(first + 6)).any(|at| {
        reader.role_at(at) > 0
            && (first..at).all(|before| reader.tokens[before].is_capital() || matches!(reader.word(before), "&" | "-" | "/" | "and"))
    }) && !reader
        .organisations
        .iter()
        .any(|mention| mention.span.start == reader.tokens[first].span.start && mention.span.end >= reader.tokens[to - 1].span.end)
}

/// A name alone on its line, above a line that begins with a post: the signature below a statement.
pub(super) fn signature(reading: &Reading<'_>, block: usize, mentions: &mut Vec<PersonMention>) -> bool {
    let span = reading.document.blocks[block].span;
    let tokens = reading.tokens(span);
    let Some(next) = reading.document.blocks.get(block + 1) else { return false };
    let below = reading.tokens(next.span);
    let role = reading.lexicon.words.role_at(&words_of(reading.text(), &below[..below.len().min(8)]));
    if tokens.len() > 9 || role == 0 || below.len() > 24 || crate::intake::document::ends_sentence(next.span.of(reading.text())) {
        return false;
    }
    let reader = Scan { reading, tokens, organisations: &[], places: Vec::new(), headline: false, bio: false };
    let from = reader.skip_styles(0);
    let (end, words) = reader.person_end(from);
    let closed = end == tokens.len() || reader.word(end) == "," && reading.lexicon.words.is_postnominal(reader.word(end + 1));
    let place = reading.lexicon.places.resolve(reader.span(from, end).of(reading.text()), None).is_some();
    if !(2..=5).contains(&words) || !closed || place || reader.all_common(from, end) {
        return false;
    }
    mentions.push(PersonMention {
        span: reader.span(from, end),
        name: plain_name(reading, reader.span(from, end)),
        title: Some(squeeze(Span::new(below[0].span.start, below[role - 1].span.end).of(reading.text()))),
        of: None,
        rule: "person-signature",
        band: Band::Likely,
    });
    true
}

/// `Jane Roe, University of Example` in a column of such lines: a name and its body.
fn list_line_without_role(
    reader: &Scan<'_>,
    block: usize,
    name: (usize, usize),
    parts: &[(usize, usize)],
    facts: &Facts,
    mentions: &mut Vec<PersonMention>,
) -> bool {
    let reading = reader.reading;
    let Some(&(from, to)) = parts.first() else { return false };
    let span = reader.span(from, to);
    let Some(body) = super::touching(&facts.organisations, span).iter().find(|body| body.span.start <= span.start + 4) else { return false };
    let column = [block.checked_sub(1), Some(block + 1)]
        .into_iter()
        .flatten()
        .any(|other| other < reading.document.blocks.len() && looks_like_list_line(reading, other));
    let own = reader.span(name.0, name.1);
    let place = reading.lexicon.places.resolve(own.of(reading.text()), None).is_some();
    if !column || place || reader.all_common(name.0, name.1) || !super::touching(&facts.organisations, own).is_empty() {
        return false;
    }
    mentions.push(PersonMention {
        span: own,
        name: plain_name(reading, own),
        title: None,
        of: Some(body.name.clone()),
        rule: "person-list-body",
        band: Band::Likely,
    });
    true
}
