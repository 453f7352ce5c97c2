//! What one article says, before it is put into the form of a seed or of a page.

use super::prose::{self, Cast};
use super::random::Numbers;
use super::words;
use super::world::{Organisation, Person, World};

/// When an article was published, and how much of it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// The day.
    Day,
    /// The month.
    Month,
    /// Day and month, and no year.
    NoYear,
    /// Nothing.
    Nothing,
}

/// What can be told of an article without its text: another one that leads to it needs no more.
#[derive(Clone, Debug)]
pub struct Head {
    /// The headline.
    pub title: String,
    /// The name of its file, without the ending.
    pub stem: String,
    /// How much of the date is known.
    pub known: Known,
    /// The year, 1995 to 2024.
    pub year: usize,
    /// The month, 1 to 12.
    pub month: usize,
    /// The day, 1 to 26: a meeting of three days ends in the same month.
    pub day: usize,
    /// The meeting it reports, with its edition.
    pub meeting: Option<(usize, usize)>,
    place: usize,
    organisation: usize,
    cast: Cast,
    tags: Vec<usize>,
}

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The first paragraph; a dateline is put before it.
    Lead(String),
    /// A paragraph.
    Paragraph(String),
    /// A heading.
    Heading(&'static str),
    /// A paragraph that is somebody's words.
    Quote(String),
    /// A list.
    List(Vec<String>),
    /// Another article: its headline, and the name of its file.
    Link(String, String),
    /// Program text with its language.
    Code(&'static str, &'static str),
}

/// One article.
#[derive(Clone, Debug)]
pub struct Article<'w> {
    /// Its number.
    pub number: usize,
    /// What can be told without the text.
    pub head: Head,
    /// The bodies it names, the leading one first.
    pub organisations: Vec<&'w Organisation>,
    /// The people it names.
    pub people: Vec<&'w Person>,
    /// The people's bodies are in here.
    pub world: &'w World,
    /// Towns and countries, the dateline's first.
    pub places: Vec<&'static str>,
    /// The text.
    pub blocks: Vec<Block>,
    /// What is drawn for the form it is put into.
    pub numbers: Numbers,
}

impl Head {
    /// Of the article of that number.
    fn new(world: &World, number: usize) -> Self {
        let mut numbers = Numbers::of(2, number as u64);
        let known = match number % 40 {
            7 => Known::NoYear,
            19 => Known::Nothing,
            11 | 31 => Known::Month,
            _ => Known::Day,
        };
        let (year, month, day) = (numbers.between(1995, 2024), numbers.between(1, 12), numbers.between(1, 26));
        let place = world.place_ranks.one(&mut numbers);
        let organisation = world.organisation_ranks.one(&mut numbers);
        let mut tags = Vec::new();
        let many = numbers.between(3, 6);
        world.tag_ranks.draw(&mut numbers, many, &mut tags);
        let meeting = if numbers.one_in(3) {
            let series = numbers.below(world.series.len());
            world.series[series].edition(year).map(|edition| (series, edition))
        } else {
            None
        };
        let (city, country) = words::PLACES[place];
        let mut countries = Vec::new();
        for _ in 0..numbers.between(1, 3) {
            let other = words::PLACES[world.place_ranks.one(&mut numbers)].1;
            if other != country && !countries.contains(&other) {
                countries.push(other);
            }
        }
        if countries.is_empty() {
            countries.push(words::PLACES[(place + 1) % words::PLACES.len()].1);
        }
        let body = &world.organisations[organisation];
        let cast = Cast {
            city,
            country,
            countries,
            tags: tags.iter().map(|tag| world.tags[*tag].clone()).collect(),
            organisation: body.long(),
            short: body.short().to_owned(),
            day: printed(day, month, known.has_year().then_some(year)),
            year: year - numbers.between(1, 20),
            meeting: meeting.map(|(series, edition)| {
                let series = &world.series[series];
                format!("{} {} ({})", ordinal(edition), series.name, series.acronym)
            }),
        };
        let title = prose::headline(&mut numbers, &cast);
        let stem = format!("{}-{number}", slug(&title));
        Self { title, stem, known, year, month, day, meeting, place, organisation, cast, tags }
    }

    /// Day, month and year as far as they are known, as printed; empty when nothing is.
    pub fn printed(&self) -> String {
        match self.known {
            Known::Day => printed(self.day, self.month, Some(self.year)),
            Known::Month => format!("{} {}", words::MONTHS[self.month - 1], self.year),
            Known::NoYear => printed(self.day, self.month, None),
            Known::Nothing => String::new(),
        }
    }

    /// The town and the country of the dateline.
    pub fn place(&self) -> (&'static str, &'static str) {
        words::PLACES[self.place]
    }

    /// The tags.
    pub fn tags<'w>(&self, world: &'w World) -> Vec<&'w str> {
        self.tags.iter().map(|tag| world.tags[*tag].as_str()).collect()
    }
}

impl Known {
    /// Whether the year is.
    pub fn has_year(self) -> bool {
        matches!(self, Self::Day | Self::Month)
    }
}

impl<'w> Article<'w> {
    /// The article of that number.
    pub fn new(world: &'w World, number: usize) -> Self {
        let head = Head::new(world, number);
        let mut numbers = Numbers::of(3, number as u64);
        let mut organisations = vec![head.organisation];
        let (more, people_named) = (numbers.between(1, 6), numbers.between(0, 4));
        world.organisation_ranks.draw(&mut numbers, more, &mut organisations);
        let mut people = Vec::new();
        world.person_ranks.draw(&mut numbers, people_named, &mut people);
        let people: Vec<&Person> = people.into_iter().map(|person| &world.people[person]).collect();
        // Who speaks brings the body along.
        for person in &people {
            if !organisations.contains(&person.of) {
                organisations.push(person.of);
            }
        }
        let organisations: Vec<&Organisation> = organisations.into_iter().map(|body| &world.organisations[body]).collect();
        let (city, country) = head.place();
        let mut places = vec![city, country];
        places.extend(&head.cast.countries);
        let mut article = Self { number, head, organisations, people, world, places, blocks: Vec::new(), numbers };
        article.write(1 + more);
        article
    }

    /// Makes the text: 500 to 700 words. The first `named` bodies get a sentence of their own, those of the people are named with them.
    fn write(&mut self, named: usize) {
        let numbers = &mut self.numbers;
        let cast = &self.head.cast;
        let target = numbers.between(500, 700);
        let mut blocks = vec![Block::Lead(format!("{} {}", prose::lead(numbers, cast), prose::paragraph(numbers, cast, 30)))];
        if cast.meeting.is_some() {
            blocks.push(Block::Paragraph(format!("{} {}", prose::meeting(numbers, cast), prose::paragraph(numbers, cast, 30))));
        }
        blocks.push(Block::Heading(numbers.pick(words::HEADINGS)));
        for (at, person) in self.people.iter().enumerate() {
            blocks.push(speech(numbers, cast, person, self.world, at));
        }
        blocks.push(Block::Paragraph(prose::paragraph(numbers, cast, 50)));
        for body in self.organisations[..named].iter().skip(1) {
            let (sentence, long) = (prose::plain(numbers, cast), body.long());
            blocks.push(Block::Paragraph(match numbers.below(3) {
                0 => format!("{sentence} The {long} will follow with **a report of its own**."),
                1 => format!(
                    "Together with the {long}, {} {} {}. {sentence}",
                    numbers.pick(words::WHO),
                    numbers.pick(words::DID),
                    numbers.pick(words::WHAT)
                ),
                _ => format!("The {long} {} {} {}. {sentence}", numbers.pick(words::DID), numbers.pick(words::WHAT), numbers.pick(words::HOW)),
            }));
        }
        blocks.push(Block::Heading(numbers.pick(words::HEADINGS)));
        blocks.push(Block::List((0..numbers.between(3, 5)).map(|_| prose::plain(numbers, cast)).collect()));
        for _ in 0..numbers.between(1, 3).min(self.number) {
            let other = Head::new(self.world, numbers.below(self.number));
            blocks.push(Block::Link(other.title, other.stem));
        }
        if self.number % 20 == 3 {
            let (language, code) = numbers.pick(words::CODE);
            blocks.push(Block::Code(language, code));
        }
        blocks.push(Block::Heading(numbers.pick(words::HEADINGS)));
        let mut words: usize = blocks.iter().map(Block::words).sum();
        while words < target {
            let paragraph = prose::paragraph(numbers, cast, 60.min(target - words));
            words += prose::count(&paragraph);
            blocks.push(Block::Paragraph(paragraph));
        }
        self.blocks = blocks;
    }
}

impl Block {
    fn words(&self) -> usize {
        match self {
            Self::Lead(text) | Self::Paragraph(text) | Self::Quote(text) => prose::count(text),
            Self::Heading(text) => prose::count(text),
            Self::List(items) => items.iter().map(|item| prose::count(item)).sum(),
            Self::Link(title, _) => prose::count(title),
            Self::Code(..) => 0,
        }
    }
}

/// What somebody says, in one of the ways it is told.
fn speech(numbers: &mut Numbers, cast: &Cast, person: &Person, world: &World, at: usize) -> Block {
    let body = world.organisations[person.of].long();
    let (name, post) = (format!("{}{}", person.honorific, person.name), person.post);
    let first = prose::plain(numbers, cast);
    let said = first.trim_end_matches('.');
    let second = prose::plain(numbers, cast);
    match (at + numbers.below(2)) % 4 {
        0 => Block::Quote(format!("“{said},” said {name}, {post} of the {body}. “{second}”")),
        1 => Block::Paragraph(format!("{name}, {post} of the {body}, said: “{first} {second}”")),
        2 => Block::Paragraph(format!("According to {name}, {post} of the {body}, this is *only a beginning*. “{first}” {second}")),
        _ => Block::Paragraph(format!("{first} {name}, {post} of the {body}, told the press in {} that more is to come. {second}", cast.city)),
    }
}

fn printed(day: usize, month: usize, year: Option<usize>) -> String {
    let month = words::MONTHS[month - 1];
    year.map_or_else(|| format!("{day} {month}"), |year| format!("{day} {month} {year}"))
}

fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (1, tens) if tens != 11 => "st",
        (2, tens) if tens != 12 => "nd",
        (3, tens) if tens != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// The headline as a file name: letters and digits without accents, at most 60 of them.
fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            'á' | 'ã' | 'ä' => slug.push('a'),
            'é' | 'è' => slug.push('e'),
            'í' => slug.push('i'),
            'ó' | 'ö' => slug.push('o'),
            'ü' => slug.push('u'),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
        if slug.len() == 60 {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}
