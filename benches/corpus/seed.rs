//! An article as it arrived: the shapes in which press offices send their texts, with what stands above and below.

use super::File;
use super::article::{Article, Block};
use super::words;
use std::fmt::Write as _;

/// How wide a typed page is.
const WIDTH: usize = 76;

/// The file for `seeds/`.
pub fn file(article: &Article<'_>) -> File {
    let shape = article.number % 6;
    let mut text = top(article, shape);
    for block in &article.blocks {
        // Writing to a text does not fail.
        let _ = match block {
            Block::Lead(lead) => writeln!(text, "{}{lead}\n", dateline(article, shape)),
            Block::Paragraph(words) | Block::Quote(words) => writeln!(text, "{}\n", words.replace('*', "")),
            Block::Heading(words) => writeln!(text, "{words}\n"),
            Block::List(items) => writeln!(text, "- {}\n", items.join("\n- ")),
            Block::Link(title, _) => writeln!(text, "Related: {title}\n"),
            Block::Code(..) => Ok(()),
        };
    }
    bottom(article, &mut text);
    let text = if shape == 1 { typed(&text) } else { text };
    let stem = &article.head.stem;
    File { name: format!("{stem}.txt"), text }
}

/// What stands above the text.
fn top(article: &Article<'_>, shape: usize) -> String {
    let head = &article.head;
    let (title, when) = (&head.title, head.printed());
    let mut out = match shape {
        1 if when.is_empty() => format!("MEDIA RELEASE\n\n{}\n\n", title.to_uppercase()),
        1 => format!("MEDIA RELEASE\n\nNo. {}    Date: {when}\n\n{}\n\n", article.number + 1, title.to_uppercase()),
        2 => format!("PRESS RELEASE\n\n{title}\n\n"),
        3 if !when.is_empty() => format!("{title}\n\n{when}\n\n"),
        _ => format!("{title}\n\n"),
    };
    if let Some(author) = article.people.first().filter(|_| shape == 3) {
        let _ = writeln!(out, "By {}\n", author.name);
    }
    out
}

/// Where and when, before the first sentence.
fn dateline(article: &Article<'_>, shape: usize) -> String {
    let head = &article.head;
    let ((city, country), when) = (head.place(), head.printed());
    match (shape, when.is_empty()) {
        (1, _) => String::new(),
        (2, false) => format!("{}, {when} - ", city.to_uppercase()),
        (3, _) => format!("{city} – "),
        (4, false) => format!("{city}, {country}, {when}\n- "),
        (_, false) => format!("{city} ({country}), {when} – "),
        (_, true) => format!("{city} ({country}) – "),
    }
}

/// What stands below it.
fn bottom(article: &Article<'_>, out: &mut String) {
    let number = article.number;
    let leading = article.organisations[0];
    if !number.is_multiple_of(3) {
        let (name, short, founded, offices) = (&leading.name, leading.short(), 1900 + number % 90, 2 + number % 60);
        let _ = writeln!(
            out,
            "About the {name}\n\nThe {short} was founded in {founded} and has offices in {offices} countries. It advises its members, trains their staff and \
             keeps the records that they have agreed to keep in common. Its budget is paid by the members and by gifts.\n"
        );
    }
    if number.is_multiple_of(5) {
        for (goal, name) in words::GOALS.iter().skip(number % 4).take(2) {
            let _ = writeln!(out, "SDG {goal} - {name}");
        }
        out.push('\n');
    }
    if number.is_multiple_of(2) {
        let who = article.people.first().map_or("The press office", |person| &person.name);
        let (block, line) = (100 + number % 900, 1000 + number % 9000);
        let _ = writeln!(out, "For more information, please contact:\n{who}, press{number}@desk.example.org, +66 2 555 {block} {line}\n");
    }
    if number % 4 == 1 {
        let _ = writeln!(out, "Source: {}", leading.name);
    }
}

/// A text in lines of [`WIDTH`] letters, each behind a space, as a typist left it.
fn typed(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 40);
    for line in text.lines() {
        let mut length = 0;
        for word in line.split(' ') {
            if length > 0 && length + 1 + word.chars().count() > WIDTH {
                out.push('\n');
                length = 0;
            }
            out.push(' ');
            out.push_str(word);
            length += 1 + word.chars().count();
        }
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
    }
    out
}
