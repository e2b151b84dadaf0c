//! `missing-glyph`: a character that the face cannot print. An error: it would come out as an empty box or not at all.

use super::texts::words;
use crate::base::{Diagnostic, Placed};
use crate::font::Faces;
use crate::input::locate_range;

/// Looks through all texts; each character once a text.
pub fn check(texts: &[&Placed<String>], faces: &Faces) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // A plan has millions of letters and few different ones: each is asked for once.
    let mut printable = vec![false; 0x1_0000];
    for text in texts {
        let mut told: Vec<char> = Vec::new();
        for (at, c) in text.value.char_indices() {
            // Characters that no face prints have been reported where the file was read.
            let reported = c.is_control() || matches!(c, '\u{AD}' | '\u{FFFD}');
            let known = printable.get_mut(u32::from(c) as usize);
            if c.is_ascii() || reported || known.as_ref().is_some_and(|known| **known) || told.contains(&c) {
                continue;
            }
            if faces.missing(c.encode_utf8(&mut [0; 4])).is_none() {
                known.into_iter().for_each(|known| *known = true);
                continue;
            }
            told.push(c);
            found.push(finding(text, at, c));
        }
    }
    found
}

fn finding(text: &Placed<String>, at: usize, c: char) -> Diagnostic {
    let code = u32::from(c);
    let words = words(&text.value);
    let near = words.iter().rev().find(|word| word.range.start <= at).map(|word| word.text).unwrap_or_default();
    let diagnostic = Diagnostic::error(
        "missing-glyph",
        format!("phông chữ không có ký tự `{c}` (U+{code:04X})"),
        format!("the face has no character `{c}` (U+{code:04X})"),
    )
    .at(&locate_range(text, at..at + c.len_utf8()));
    if near.is_empty() {
        return diagnostic.hint("thay bằng ký tự khác", "use another character");
    }
    diagnostic.hint(
        format!("thay bằng ký tự khác, gần từ `{near}`; hoặc dùng `--fonts` với phông chữ có ký tự này"),
        format!("use another character, near the word `{near}`; or a face that has it, with `--fonts`"),
    )
}
