//! An article as people own it: front matter and Markdown.

use super::File;
use super::article::{Article, Block, Known};
use std::fmt::Write as _;

/// The file for `content/articles/`.
pub fn file(article: &Article<'_>) -> File {
    let mut text = front(article);
    let (city, country) = article.head.place();
    let when = article.head.printed();
    for block in &article.blocks {
        // Writing to a text does not fail.
        let _ = match block {
            Block::Lead(lead) if when.is_empty() => writeln!(text, "\n{city} ({country}) – {lead}"),
            Block::Lead(lead) => writeln!(text, "\n{city} ({country}), {when} – {lead}"),
            Block::Paragraph(words) => writeln!(text, "\n{words}"),
            Block::Heading(words) => writeln!(text, "\n## {words}"),
            Block::Quote(words) => writeln!(text, "\n> {words}"),
            Block::List(items) => writeln!(text, "\n- {}", items.join("\n- ")),
            Block::Link(title, stem) => writeln!(text, "\nSee also [{title}]({stem}.md)."),
            Block::Code(language, code) => writeln!(text, "\n```{language}\n{code}```"),
        };
    }
    File { name: format!("{}.md", article.head.stem), text }
}

fn front(article: &Article<'_>) -> String {
    let head = &article.head;
    let (city, country) = head.place();
    let (year, month, day) = (head.year, head.month, head.day);
    let mut out = format!("---\ntitle: \"{}\"\n", head.title);
    let _ = match head.known {
        Known::Day => writeln!(out, "date: \"{year}-{month:02}-{day:02}\""),
        Known::Month => writeln!(out, "date: \"{year}-{month:02}\""),
        Known::NoYear | Known::Nothing => Ok(()),
    };
    let _ = match (head.known, head.meeting) {
        (Known::NoYear, _) => writeln!(out, "date_text: \"{}\"\nevent_date: \"XXXX-{month:02}-{day:02}\"", head.printed()),
        (Known::Day, Some(_)) => writeln!(out, "event_date: \"{year}-{month:02}-{day:02}/{year}-{month:02}-{:02}\"", day + 2),
        _ => Ok(()),
    };
    let tags: Vec<String> = head.tags(article.world).iter().map(|tag| format!("\"{tag}\"")).collect();
    let _ = write!(out, "place: \"{city}, {country}\"\nformat: press release\nlanguage: en\ntags: [{}]\norganisations:\n", tags.join(", "));
    for (at, body) in article.organisations.iter().enumerate() {
        let _ = writeln!(out, "  - name: \"{}\"", body.name);
        if let Some(acronym) = &body.acronym {
            let _ = writeln!(out, "    acronym: \"{acronym}\"");
        }
        if let Some(country) = body.country {
            let _ = writeln!(out, "    country: \"{country}\"");
        }
        if at == 0 {
            out.push_str("    role: organiser\n");
        }
    }
    if !article.people.is_empty() {
        out.push_str("people:\n");
    }
    for person in &article.people {
        let of = &article.world.organisations[person.of].name;
        let _ = writeln!(out, "  - name: \"{}\"\n    title: \"{}\"\n    of: \"{of}\"", person.name, person.post);
    }
    let places: Vec<String> = article.places.iter().map(|place| format!("\"{place}\"")).collect();
    let _ = writeln!(out, "places: [{}]", places.join(", "));
    if let Some((series, edition)) = head.meeting {
        let series = &article.world.series[series];
        let _ = writeln!(out, "events:\n  - name: \"{}\"\n    acronym: \"{}\"\n    edition: {edition}", series.name, series.acronym);
    }
    out.push_str("---\n");
    out
}
