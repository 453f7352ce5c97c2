//! Whether time grows with the length of one article and no faster: `cargo bench --bench long [-- kB…]`, by default 50, 200 and 800.
//!
//! Prints milliseconds for one article of each length that is one long line of something, and how they grow: four times the text should take
//! about four times as long. `--steps` prints which part of the work takes how much of it.

use dateline::base::path::RelPath;
use dateline::base::report::Report;
use dateline::base::tree::Tree;
use dateline::intake::document::Document;
use dateline::intake::extract::{EXTRACTORS, Facts, Reading};
use dateline::intake::survey::asked::Asked;
use dateline::intake::survey::tables::Tables;
use dateline::intake::survey::{acronyms, blocks};
use dateline::intake::{Input, reader, run};
use dateline::lexicon::Lexicon;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// The piece with this number.
type Piece = fn(usize) -> String;

/// What the lines are made of: a name, and the piece with this number.
const SHAPES: &[(&str, Piece)] = &[
    ("one line without stops", |at| format!("the {} of the border {} was closed and then ", WORDS[at % WORDS.len()], WORDS[at / 7 % WORDS.len()])),
    ("many sentences", |at| format!("The {} was closed in {} {}. ", WORDS[at % WORDS.len()], MONTHS[at % 12], 1990 + at % 40)),
    ("a list of people", |at| format!("{} {}, ", GIVEN[at % GIVEN.len()], SURNAMES[at / 5 % SURNAMES.len()])),
    ("a list of bodies", |at| format!("the Ministry of {}, the {} Association, ", CAPITALS[at % CAPITALS.len()], SURNAMES[at % SURNAMES.len()])),
    ("only capitals", |at| format!("{} ", WORDS[at % WORDS.len()].to_uppercase())),
    ("capitalised words", |at| format!("{} ", CAPITALS[at % CAPITALS.len()])),
    ("acronyms in brackets", |at| format!("the {} {} Network ({}N), ", CAPITALS[at % 7], SURNAMES[at % 6], &CAPITALS[at % 7][..1])),
    ("only digits", |at| format!("{at} ")),
    ("digits without a space", |at| (at % 10).to_string()),
    ("only dates", |at| format!("{} {} {}, ", 1 + at % 28, MONTHS[at % 12], 1990 + at % 40)),
    ("only quotes", |at| format!("“{}” ", WORDS[at % WORDS.len()])),
    ("quotes that never end", |at| format!("“{} ", WORDS[at % WORDS.len()])),
    ("places", |at| format!("{}, ", PLACES[at % PLACES.len()])),
    ("one word", |_| "word".to_owned()),
    ("brackets that never end", |_| "(".to_owned()),
    ("mail addresses", |at| format!("{}{at}@example.org, +41 22 717 {} ", WORDS[at % WORDS.len()], 1000 + at % 9000)),
    ("lines of two words", |at| format!("{} {}\n\n", CAPITALS[at % CAPITALS.len()], WORDS[at % WORDS.len()])),
];

const WORDS: &[&str] = &["road", "market", "bridge", "gate", "station", "school", "office", "training", "company", "minister", "report", "said"];
const CAPITALS: &[&str] = &["Justice", "Health", "Labour", "Trade", "Interior", "Finance", "Transport", "National", "Minister", "Council"];
const GIVEN: &[&str] = &["Maria", "John", "Amina", "Pedro", "Anna", "Karim", "Lucy"];
const SURNAMES: &[&str] = &["Roe", "Okafor", "Lindqvist", "Marchetti", "Banda", "Novak"];
const PLACES: &[&str] = &["Geneva", "Kenya", "Paris", "Bangkok", "Georgia", "Lima", "South Africa"];
const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

fn text(piece: Piece, length: usize) -> String {
    let mut text = String::from("A headline of some words\n\n");
    let mut at = 0;
    while text.len() < length {
        text.push_str(&piece(at));
        at += 1;
    }
    text
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let steps = arguments.iter().any(|argument| argument == "--steps");
    let mut sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![50, 200, 800];
    }
    let lexicon = Lexicon::built_in();
    // The lists are read at the first use.
    whole(&text(SHAPES[1].1, 2000), lexicon);
    print!("{:<26}", "ms for an article of");
    for size in &sizes {
        print!("{:>12}", format!("{size} kB"));
    }
    println!("{:>10}", "× length");
    for (name, piece) in SHAPES {
        print!("{name:<26}");
        let mut times = Vec::new();
        for size in &sizes {
            let text = text(*piece, size * 1000);
            let time = whole(&text, lexicon);
            print!("{:>12.1}", time.as_secs_f64() * 1e3);
            let bytes = u32::try_from(text.len()).map_or(f64::INFINITY, f64::from);
            times.push(time.as_secs_f64() / bytes);
        }
        // 1.0 is linear; what is quadratic has as much as the text is longer.
        println!("{:>10.2}", times.last().zip(times.first()).map_or(1.0, |(last, first)| last / first));
        if let Some(size) = sizes.last().filter(|_| steps) {
            in_steps(&text(*piece, size * 1000), lexicon);
        }
    }
    ExitCode::SUCCESS
}

/// An import of one seed from nothing.
fn whole(text: &str, lexicon: &Lexicon) -> Duration {
    let seeds = Tree::from([(RelPath::known("seeds/long.txt"), text.as_bytes().to_vec())]);
    let begin = Instant::now();
    let outcome = run(&Input { seeds: &seeds, content: &Tree::new(), lexicon });
    std::hint::black_box(outcome);
    begin.elapsed()
}

/// The parts of the work that take a fiftieth of it.
fn in_steps(text: &str, lexicon: &Lexicon) {
    let mut times: Vec<(&str, Duration)> = Vec::new();
    let mut clock = Instant::now();
    let mut step = |name, clock: &mut Instant| {
        times.push((name, clock.elapsed()));
        *clock = Instant::now();
    };
    let raw = reader::read(&RelPath::known("seeds/long.txt"), text.as_bytes(), &mut Report::default());
    let Some(raw) = raw else { return };
    let document = Document::new(raw);
    step("document", &mut clock);
    let layout = blocks::layout(&document, lexicon);
    step("layout", &mut clock);
    let acronyms = acronyms::find(&document, lexicon);
    step("acronyms", &mut clock);
    let mut tables = Tables::default();
    tables.add(&document, &acronyms);
    step("tables", &mut clock);
    let reading = Reading { document: &document, layout: &layout, acronyms: &acronyms, tables: &Asked::new(&tables), lexicon, language: "en" };
    let mut facts = Facts::default();
    for extractor in EXTRACTORS {
        (extractor.run)(&reading, &mut facts);
        step(extractor.name, &mut clock);
    }
    let all: Duration = times.iter().map(|(_, time)| *time).sum();
    for (name, time) in times.into_iter().filter(|(_, time)| *time * 50 > all) {
        println!("    {name:<22}{:>12.1}", time.as_secs_f64() * 1e3);
    }
}
