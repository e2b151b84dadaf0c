//! The bytes of a CSV file → text, whatever program wrote it.

use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1258};

use crate::base::{Diagnostic, Place, Source, Span, text};

/// Whether bytes can be a text at all.
pub fn is_text(bytes: &[u8]) -> bool {
    let wide = Encoding::for_bom(bytes).is_some();
    wide || !bytes.iter().any(|byte| *byte < b'\t' || matches!(byte, 0x0E..=0x1F))
}

/// The text of a file with what must be said of its encoding. UTF-16 loses nothing and is read in silence.
pub fn decode(name: &str, bytes: &[u8]) -> (Arc<Source>, Option<Diagnostic>) {
    if let Some((wide, _)) = Encoding::for_bom(bytes).filter(|(encoding, _)| *encoding != UTF_8) {
        let (text, _, _) = wide.decode(bytes);
        return (Source::new(name, text), None);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (Source::new(name, text.strip_prefix('\u{FEFF}').unwrap_or(text)), None),
        Err(_) => legacy(name, bytes),
    }
}

/// What Excel's plain "CSV" is on a Vietnamese Windows. Letters that the code page lacks are lost as question marks.
fn legacy(name: &str, bytes: &[u8]) -> (Arc<Source>, Option<Diagnostic>) {
    let (decoded, _, _) = WINDOWS_1258.decode(bytes);
    let source = Source::new(name, text::nfc(&decoded));
    let hint = (
        "trong Excel chọn Lưu thành (Save as) dạng “CSV UTF-8”, hoặc nhập thẳng tệp XLSX",
        "in Excel save as “CSV UTF-8”, or import the XLSX file itself",
    );
    let place = |at: usize, len: usize| Place { source: Arc::clone(&source), span: Span::new(at, at + len) };
    let finding = match lost_letter(&source.text) {
        Some(at) => Diagnostic::error(
            "lost-letter",
            "chữ ở đây đã mất khi tệp được lưu bằng bảng mã cũ: dấu `?` đứng giữa chữ",
            "a letter was lost here when the file was saved in an old encoding: a `?` stands within a word",
        )
        .at(&place(at, 1)),
        None => {
            let first = source.text.find(|c: char| !c.is_ascii()).unwrap_or_default();
            let before = source.text[..first].rfind(|c: char| !c.is_alphanumeric());
            let at = before.map_or(0, |before| before + 1);
            let word = source.text[at..].split(char::is_whitespace).next().unwrap_or_default();
            Diagnostic::warning(
                "not-utf8",
                format!("tệp không phải UTF-8; đã đọc theo bảng mã Windows-1258, chữ ở đây thành `{word}`"),
                format!("the file is not UTF-8; it was read as Windows-1258, which makes this `{word}`"),
            )
            .at(&place(at, word.len()))
        }
    };
    let finding = finding.hint(hint.0, hint.1);
    (Arc::clone(&source), Some(finding))
}

/// A question mark with letters on both sides.
fn lost_letter(text: &str) -> Option<usize> {
    text.match_indices('?').map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back().is_some_and(char::is_alphabetic);
        before && text[at + 1..].starts_with(char::is_alphabetic)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let read = |bytes: &[u8]| {
            let (source, finding) = decode("a.csv", bytes);
            (source.text.clone(), finding.map(|finding| finding.code))
        };
        assert_eq!(read("\u{FEFF}tiến độ".as_bytes()), ("tiến độ".to_owned(), None));
        let wide: Vec<u8> = "\u{FEFF}tiến".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide), ("tiến".to_owned(), None));
        let (old, _, _) = WINDOWS_1258.encode("đo");
        assert_eq!(read(&[&old[..], b"\xEA\xEC"].concat()), ("đoế".to_owned(), Some("not-utf8")));
        assert_eq!(read(b"\xF0\xFF ti?n"), ("đÿ ti?n".to_owned(), Some("lost-letter")));
    }
}
