//! `place-name`: the place's name spelt two ways (Điềm Thụy, Diềm Thụy).
//!
//! A name whose letters are those of `document.place` but whose marks are not is most likely a slip of the keyboard or of
//! a scan. Two habits of placing the tone (hoà, hòa) count as one spelling. Only words that begin with a capital are
//! looked at, and a name of one syllable only after xã, phường, huyện, tỉnh and the like, since it may be a common word.

use unicode_normalization::UnicodeNormalization;

use super::texts::{Word, words};
use crate::base::{Diagnostic, Placed, text};
use crate::input::locate_range;
use crate::plan::Plan;

/// Words that announce the name of a unit.
const UNITS: [&str; 9] = ["xã", "phường", "khu", "huyện", "quận", "trấn", "phố", "tỉnh", "ubnd"];

/// Finds other spellings of the place's name in all texts.
pub fn check(plan: &Plan, texts: &[&Placed<String>]) -> Vec<Diagnostic> {
    let place = &plan.document.place;
    let name = words(&place.value);
    if name.is_empty() {
        return Vec::new();
    }
    let bare: Vec<String> = name.iter().map(|word| without_marks(word.text)).collect();
    let keys: Vec<String> = name.iter().map(|word| text::comparison_key(word.text)).collect();
    let mut found = Vec::new();
    let first = bare.first().and_then(|word| word.chars().next());
    // Most texts hold no capital of the kind, and are not looked into.
    for text in texts.iter().filter(|text| text.value.contains(|c| begins(c, first))) {
        let words = words(&text.value);
        for (at, window) in words.windows(name.len()).enumerate() {
            let announced = at.checked_sub(1).and_then(|before| words.get(before));
            if (name.len() > 1 || announced.is_some_and(announces)) && is_other_spelling(window, &bare, &keys) {
                found.push(finding(text, window, &place.value));
            }
        }
    }
    found
}

/// Whether a name whose first letter is this, without its marks, may begin here.
fn begins(c: char, first: Option<char>) -> bool {
    c.is_uppercase() && without_marks(c.encode_utf8(&mut [0; 4])).chars().next() == first
}

fn announces(word: &Word<'_>) -> bool {
    UNITS.contains(&word.text.to_lowercase().as_str())
}

fn is_other_spelling(window: &[Word<'_>], bare: &[String], keys: &[String]) -> bool {
    window.iter().all(|word| word.text.starts_with(char::is_uppercase))
        && window.iter().skip(1).all(|word| word.follows)
        && window.iter().zip(bare).all(|(word, bare)| without_marks(word.text) == *bare)
        && window.iter().zip(keys).any(|(word, key)| text::comparison_key(word.text) != *key)
}

fn finding(text: &Placed<String>, window: &[Word<'_>], name: &str) -> Diagnostic {
    let (start, end) = (window.first().map_or(0, |w| w.range.start), window.last().map_or(0, |w| w.range.end));
    let written = text.value.get(start..end).unwrap_or_default();
    Diagnostic::warning(
        "place-name",
        format!("địa danh viết hai cách: ở đây là `{written}`, ở `document.place` là `{name}`"),
        format!("the place's name is spelt two ways: `{written}` here, `{name}` at `document.place`"),
    )
    .at(&locate_range(text, start..end))
    .hint("viết thống nhất một cách", "spell it one way throughout")
}

/// Small letters without any mark: what remains the same when marks are lost or misread.
fn without_marks(word: &str) -> String {
    let is_mark = |c: &char| unicode_normalization::char::canonical_combining_class(*c) != 0;
    let plain = |c: char| if c == 'đ' { 'd' } else { c };
    word.to_lowercase().nfd().filter(|c| !is_mark(c)).map(plain).collect()
}
