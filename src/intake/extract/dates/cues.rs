//! The words beside bare numbers that make them years, and those that make them something else. All folded.

/// What the word before a bare number of four digits says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// The number is a year; the name of the rule.
    Sure(&'static str),
    /// The number is a year unless it counts something: `of`, `for`, `by`.
    Weak,
}

/// Words after which a number of four digits is a year, in many languages.
const SURE: &str = "in during throughout year years fy season period biennium term cycle winter en ici annee annees des pendant ano anos durante em anno anni nel \
     im jahr jahre jahres jahren wahrend jaar ar aar i vuonna vuoden vuodesta vuoteen roce roku rok w v anul tahun в у";

/// Words after which it is a year unless it counts something.
const WEAK: &str = "of by from for through before after between to pour avant apres entre de del du para por ate a au dal per von vor nach ab fur zwischen van voor \
     do od с по за від з";

/// Whether a list of words between spaces has this one.
fn has(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == word)
}

/// What the word before says.
pub fn cue(word: &str) -> Option<Cue> {
    match word {
        "since" | "depuis" | "desde" | "seit" | "sinds" | "siden" | "sedan" => Some(Cue::Sure("since")),
        "until" | "till" | "hasta" | "bis" | "до" => Some(Cue::Sure("until")),
        _ if has(SURE, word) => Some(Cue::Sure("year")),
        _ => has(WEAK, word).then_some(Cue::Weak),
    }
}

/// Weak cues that do too much else to count by themselves; in their own language `de` does.
pub fn needs_pair(word: &str, language: Option<&str>) -> bool {
    let foreign = language.is_none_or(|code| code == "en");
    matches!(word, "a" | "to" | "per" | "between" | "do" | "au") || foreign && matches!(word, "de" | "del" | "du" | "ab" | "por")
}

/// Words after a number that make it a year: `в 2015 году`, `2015 yılında`.
pub fn is_year_word(word: &str) -> bool {
    matches!(
        word,
        "году"
            | "года"
            | "год"
            | "годы"
            | "годов"
            | "годах"
            | "гг"
            | "г"
            | "році"
            | "року"
            | "рік"
            | "роки"
            | "рр"
            | "р"
            | "yilinda"
            | "yili"
            | "roku"
    )
}

/// Words after which digits are a number of something, not a day or a year.
const NUMBER_LABELS: &str = "annex art article articles box chapter chapters fax figure goal grade ip isbn issn issue level mobile no nos nr number numbers p page pages \
     para paragraph phone pp ref resolution resolutions room sdg section table target tel telephone v version vol volume";

/// Whether digits after this word are a number of something.
pub fn is_number_label(word: &str) -> bool {
    has(NUMBER_LABELS, word)
}

/// Words after which two digits may be the end of a date: `Date: 25.5.92`.
const DATE_LABELS: &str = "am data date dated datum del du fecha le on posted published updated vom дата от";

/// Whether a short date may follow this word.
pub fn is_date_label(word: &str) -> bool {
    has(DATE_LABELS, word)
}

/// Words before two years of which the second may be short: `season 2013-14`.
const PERIODS: &str = "in from between period season fy during for of year years biennium winter term academic since en periode periodo saison temporada annee ano \
     jahr zeitraum im cycle budget the";

/// Whether the second of two years may be short after this word.
pub fn is_period_cue(word: &str) -> bool {
    has(PERIODS, word)
}

/// The last words of names of gatherings and documents that carry their year: `Conference 2022`.
const EVENT_NOUNS: &str = "academy act assembly award awards biennale bill budget census championship championships conference congreso congresso congress convention \
     cumbre cup day dialogue dialogues edition election elections expo fair festival forum games hackathon index informe konferenz law marathon meeting month olympics \
     outlook prize rapport report retreat review school seminar session sommet summit survey symposium tour week workshop";

/// Whether a word ends names of gatherings or documents.
pub fn is_event_noun(word: &str) -> bool {
    has(EVENT_NOUNS, word)
}

/// Small words that may follow a year; other small words after a round number are what is counted.
const FUNCTION_WORDS: &str = "a about after alone also although an and are as at because before between but by did during followed for from had has have he if in \
     into is it its led marked nearly of on onwards or over saw she should since so that the their there they this through to under until was we were when where \
     which while who will with would";

/// Whether a small word may follow a year.
pub fn is_function_word(word: &str) -> bool {
    has(FUNCTION_WORDS, word)
}

/// Words before a weak cue that make what follows an amount: `a total of 2000`, `rose by 2000`.
const AMOUNTS: &str = "audience average capacity cost crowd decreased down fallen fee fell fine grew group grown increased maximum minimum number population price \
     reduced risen rose some staff sum total up value workforce";

/// Whether a word before a weak cue makes what follows an amount.
pub fn is_amount(word: &str) -> bool {
    has(AMOUNTS, word)
}

/// What is counted or measured, and what marks a time of day or an era.
const UNITS: &str = "acres am applications attendees bags barrels bc bce bln bn boxes boys calories cases cet chf children cm copies countries days delegates dollars \
     employees est eur euro euros experts families farmers feet g gb gbp ghz girls gmt ha hectares homes hours households hrs items jobs judges kb kg kilometers \
     kilometres km kmh kw kwh lawyers lb lbs lei m mb members meters metres metric mg mhz migrants miles million minutes ml mm mph mw officers officials pages \
     participants people per percent personnes persons pieces pm points policemen pounds prosecutors pupils refugees roubles rpm rubles rupees seats soldiers square \
     students teachers tickets times tonnes tons units usd utc victims villages visitors volts volunteers watts women words workers yen yuan";

/// Whether the word after a number says that it counts or measures something.
pub fn is_unit(word: &str) -> bool {
    has(UNITS, word)
}

/// Seasons with their EDTF number, 21 for spring.
pub fn season(word: &str) -> Option<u8> {
    match word {
        "spring" | "printemps" | "fruhling" | "fruhjahr" | "primavera" | "lente" => Some(21),
        "summer" | "ete" | "sommer" | "verano" | "estate" | "zomer" => Some(22),
        "autumn" | "fall" | "automne" | "herbst" | "otono" | "autunno" | "herfst" => Some(23),
        "winter" | "hiver" | "invierno" | "inverno" => Some(24),
        _ => None,
    }
}
