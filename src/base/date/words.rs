//! Dates in words, and as HTML's `<time>` can say them.

use super::{Form, Mark, Part, Point, When, Year};

/// What a language needs to say dates.
struct Speech {
    code: &'static str,
    months: [&'static str; 12],
    seasons: [&'static str; 4],
    /// Day, month, year with `{d}`, `{m}`, `{y}`.
    full: &'static str,
    day_month: &'static str,
    month_year: &'static str,
    since: &'static str,
    until: &'static str,
    about: &'static str,
    uncertain: &'static str,
    inferred: &'static str,
    no_year: &'static str,
    some_day: &'static str,
    some_month: &'static str,
    decade: &'static str,
    century: &'static str,
    first: &'static str,
}

const SPEECH: &[Speech] = &[
    Speech {
        code: "en",
        months: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        seasons: ["spring", "summer", "autumn", "winter"],
        full: "{d} {m} {y}",
        day_month: "{d} {m}",
        month_year: "{m} {y}",
        since: "since {}",
        until: "until {}",
        about: "about {}",
        uncertain: "{} (uncertain)",
        inferred: "{} (year inferred)",
        no_year: "{} (year not stated)",
        some_day: "some day in {}",
        some_month: "some month in {}",
        decade: "the {}s",
        century: "the years {}–{}",
        first: "1",
    },
    Speech {
        code: "fr",
        months: ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
        seasons: ["printemps", "été", "automne", "hiver"],
        full: "{d} {m} {y}",
        day_month: "{d} {m}",
        month_year: "{m} {y}",
        since: "depuis {}",
        until: "jusqu’à {}",
        about: "vers {}",
        uncertain: "{} (incertain)",
        inferred: "{} (année déduite)",
        no_year: "{} (année non indiquée)",
        some_day: "un jour de {}",
        some_month: "un mois de {}",
        decade: "les années {}",
        century: "les années {}–{}",
        first: "1er",
    },
    Speech {
        code: "es",
        months: ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
        seasons: ["primavera", "verano", "otoño", "invierno"],
        full: "{d} de {m} de {y}",
        day_month: "{d} de {m}",
        month_year: "{m} de {y}",
        since: "desde {}",
        until: "hasta {}",
        about: "hacia {}",
        uncertain: "{} (incierto)",
        inferred: "{} (año deducido)",
        no_year: "{} (año no indicado)",
        some_day: "algún día de {}",
        some_month: "algún mes de {}",
        decade: "la década de {}",
        century: "los años {}–{}",
        first: "1",
    },
    Speech {
        code: "de",
        months: ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
        seasons: ["Frühjahr", "Sommer", "Herbst", "Winter"],
        full: "{d}. {m} {y}",
        day_month: "{d}. {m}",
        month_year: "{m} {y}",
        since: "seit {}",
        until: "bis {}",
        about: "um {}",
        uncertain: "{} (unsicher)",
        inferred: "{} (Jahr erschlossen)",
        no_year: "{} (Jahr nicht genannt)",
        some_day: "an einem Tag im {}",
        some_month: "in einem Monat {}",
        decade: "die {}er Jahre",
        century: "die Jahre {}–{}",
        first: "1",
    },
];

fn speech(language: &str) -> &'static Speech {
    let wanted = language.get(..2).unwrap_or("en");
    SPEECH.iter().find(|speech| speech.code == wanted).unwrap_or(&SPEECH[0])
}

/// See [`When::words`].
pub fn words(when: &When, language: &str) -> String {
    let speech = speech(language);
    let plain = match &when.form {
        Form::Point(point) => said(point, speech),
        Form::Interval(start, end) => span(start, end, speech),
        Form::Since(start) => speech.since.replace("{}", &said(start, speech)),
        Form::Until(end) => speech.until.replace("{}", &said(end, speech)),
    };
    let marks: Vec<Mark> = when.points().filter_map(|point| point.mark).collect();
    let mut text = plain;
    if marks.iter().any(|mark| matches!(mark, Mark::Approximate | Mark::Both)) {
        text = speech.about.replace("{}", &text);
    }
    if marks.iter().any(|mark| matches!(mark, Mark::Uncertain | Mark::Both)) {
        text = speech.uncertain.replace("{}", &text);
    }
    if when.is_inferred() {
        text = speech.inferred.replace("{}", &text);
    }
    if !when.has_year() {
        text = speech.no_year.replace("{}", &text);
    }
    text
}

fn said(point: &Point, speech: &Speech) -> String {
    let month = if let Part::Known(month) = point.month { speech.months[usize::from(month - 1)] } else { "" };
    let year = match point.year {
        Year::Known(year) => year.to_string(),
        Year::Decade(year) => return speech.decade.replace("{}", &year.to_string()),
        Year::Century(year) => return speech.century.replacen("{}", &year.to_string(), 1).replacen("{}", &(year + 99).to_string(), 1),
        Year::Unknown => String::new(),
    };
    if let Some(season) = point.season {
        return format!("{} {year}", speech.seasons[usize::from(season - 21)]);
    }
    match (point.month, point.day) {
        (Part::Known(_), Part::Known(day)) => {
            let pattern = if year.is_empty() { speech.day_month } else { speech.full };
            pattern.replace("{d}", &number(day, speech)).replace("{m}", month).replace("{y}", &year)
        }
        (Part::Known(_), Part::Unknown) => speech.some_day.replace("{}", &speech.month_year.replace("{m}", month).replace("{y}", &year)),
        (Part::Known(_), Part::Absent) if year.is_empty() => month.to_owned(),
        (Part::Known(_), Part::Absent) => speech.month_year.replace("{m}", month).replace("{y}", &year),
        (Part::Unknown, _) => speech.some_month.replace("{}", &year),
        (Part::Absent, _) => year,
    }
}

fn number(day: u8, speech: &Speech) -> String {
    if day == 1 { speech.first.to_owned() } else { day.to_string() }
}

/// Both ends, what they share said once: `7–9 December 2022`, `28 April – 2 May 2019`, `2013–2015`.
fn span(start: &Point, end: &Point, speech: &Speech) -> String {
    let same_year = start.year == end.year;
    if same_year
        && start.month == end.month
        && let (Part::Known(from), Part::Known(_)) = (start.day, end.day)
    {
        let last = said(end, speech);
        let stop = if speech.full.starts_with("{d}.") { "." } else { "" };
        return format!("{}{stop}–{last}", number(from, speech));
    }
    let first = if same_year && start.month != Part::Absent { said(&Point { year: Year::Unknown, ..*start }, speech) } else { said(start, speech) };
    let last = said(end, speech);
    let plain_years = start.month == Part::Absent && end.month == Part::Absent && start.season.is_none() && end.season.is_none();
    if plain_years { format!("{first}–{last}") } else { format!("{first} – {last}") }
}

/// The `datetime` value of one point, where HTML has one.
pub fn html(point: &Point) -> Option<String> {
    if point.season.is_some() {
        return None;
    }
    let year = match point.year {
        Year::Known(year) if !point.inferred => Some(year),
        Year::Known(_) | Year::Unknown => None,
        Year::Decade(_) | Year::Century(_) => return None,
    };
    match (year, point.month, point.day) {
        (Some(year), Part::Known(month), Part::Known(day)) => Some(format!("{year:04}-{month:02}-{day:02}")),
        (Some(year), Part::Known(month), _) => Some(format!("{year:04}-{month:02}")),
        (Some(year), ..) => Some(format!("{year:04}")),
        (None, Part::Known(month), Part::Known(day)) => Some(format!("{month:02}-{day:02}")),
        _ => None,
    }
}
