//! Numbers of editions: `18th`, `sixth`, `XXIV`.

/// Ordinals in words.
const ORDINALS: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// The number an ordinal stands for: `18th`, `Sixth`, `twenty-fourth`.
pub fn ordinal(word: &str) -> Option<u32> {
    let lower = word.to_lowercase();
    if let Some(at) = ORDINALS.iter().position(|ordinal| *ordinal == lower) {
        return u32::try_from(at + 1).ok();
    }
    for (tens, value) in [("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70)] {
        if let Some(rest) = lower.strip_prefix(tens) {
            let rest = rest.trim_start_matches('-');
            if rest == "th" || rest == "ieth" {
                return Some(value);
            }
            if let Some(at) = ORDINALS.iter().take(9).position(|ordinal| *ordinal == rest) {
                return Some(value + u32::try_from(at + 1).ok()?);
            }
        }
    }
    let digits: String = lower.chars().take_while(char::is_ascii_digit).collect();
    let suffix = &lower[digits.len()..];
    (matches!(suffix, "st" | "nd" | "rd" | "th" | "e" | "ème" | "er" | "º" | "ª") && !digits.is_empty()).then(|| digits.parse().ok()).flatten()
}

/// The number a Roman numeral stands for, in capitals and below 50: `VI`, `XXIV`. One letter alone is none but for `V` and `X`.
pub(super) fn roman(word: &str) -> Option<u32> {
    if word.len() == 1 && !matches!(word, "V" | "X") || !(1..=7).contains(&word.len()) {
        return None;
    }
    let values: Vec<u32> = word
        .chars()
        .map(|c| match c {
            'I' => Some(1),
            'V' => Some(5),
            'X' => Some(10),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let number = values.iter().enumerate().fold(0_u32, |sum, (at, value)| {
        if values.get(at + 1).is_some_and(|next| next > value) { sum.wrapping_sub(*value) } else { sum.wrapping_add(*value) }
    });
    (number < 50 && in_roman(number) == word).then_some(number)
}

fn in_roman(mut number: u32) -> String {
    let mut numeral = String::new();
    for (value, letters) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while number >= value {
            numeral.push_str(letters);
            number -= value;
        }
    }
    numeral
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_are_read_in_figures_and_words() {
        assert_eq!(ordinal("18th"), Some(18));
        assert_eq!(ordinal("Sixth"), Some(6));
        assert_eq!(ordinal("twenty-fourth"), Some(24));
        assert_eq!(ordinal("2015"), None);
        assert_eq!(ordinal("month"), None);
    }

    #[test]
    fn roman_numerals_are_read_and_other_words_are_not() {
        for (word, number) in
            [("II", Some(2)), ("IV", Some(4)), ("XXIV", Some(24)), ("X", Some(10)), ("I", None), ("IIII", None), ("MIX", None), ("", None)]
        {
            assert_eq!(roman(word), number, "{word}");
        }
    }
}
