//! Bytes to characters: byte order marks, UTF-8, then the legacy encodings of the web.

use crate::base::path::RelPath;
use crate::base::report::{Diagnostic, Place, Report};
use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Decodes a seed. A byte order mark decides, then valid UTF-8, then a detector whose guess is named in a warning.
/// A file with NUL bytes (and no UTF-16 mark) is binary and refused.
pub fn decode(seed: &RelPath, bytes: &[u8], report: &mut Report) -> Option<String> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        let (text, _, wrong) = encoding.decode(bytes);
        if wrong {
            report.push(
                Diagnostic::warning("seed-encoding", format!("some bytes are no valid {}; they show as `\u{FFFD}`", encoding.name()))
                    .at(Place::file(seed.as_str()))
                    .help("save the file as UTF-8"),
            );
        }
        return Some(text.into_owned());
    }
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        report.push(
            Diagnostic::error("seed-binary", format!("the seed is no text: byte {} is NUL", at + 1))
                .at(Place::file(seed.as_str()))
                .help("save the article as plain text, UTF-8"),
        );
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()),
        Err(error) => {
            let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
            let encoding = if guess == UTF_8 { WINDOWS_1252 } else { guess };
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            let line = bytes[..error.valid_up_to()].split(|&byte| byte == b'\n').count();
            report.push(
                Diagnostic::warning(
                    "seed-encoding",
                    format!(
                        "the seed is not UTF-8 (byte {} is 0x{:02X}); read as {}",
                        error.valid_up_to() + 1,
                        bytes[error.valid_up_to()],
                        encoding.name()
                    ),
                )
                .at(Place::line_column(seed.as_str(), text.lines().nth(line - 1).unwrap_or(""), line, 1, 1))
                .help("save the file as UTF-8 to be sure of every letter"),
            );
            Some(text.into_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (Option<String>, Vec<&'static str>) {
        let mut report = Report::default();
        let text = decode(&RelPath::known("seeds/a.txt"), bytes, &mut report);
        (text, report.diagnostics.into_iter().map(|diagnostic| diagnostic.code).collect())
    }

    #[test]
    fn every_common_encoding_is_read() {
        assert_eq!(read("Genève –".as_bytes()), (Some("Genève –".to_owned()), vec![]));
        assert_eq!(read(b"\xEF\xBB\xBFabc"), (Some("abc".to_owned()), vec![]));
        assert_eq!(read(b"\xFF\xFEa\0b\0"), (Some("ab".to_owned()), vec![]));
        assert_eq!(read(b"\xFE\xFF\0a\0b"), (Some("ab".to_owned()), vec![]));
        let (text, codes) = read(b"The director\x92s caf\xE9 in Gen\xE8ve \x96 it said \x93yes\x94 to the mission.");
        assert_eq!(text.as_deref(), Some("The director’s café in Genève – it said “yes” to the mission."));
        assert_eq!(codes, ["seed-encoding"]);
    }

    #[test]
    fn a_binary_file_is_refused() {
        assert_eq!(read(b"\x7fELF\0\0\0"), (None, vec!["seed-binary"]));
    }
}
