//! `cited-twice`: one document cited twice with two dates.
//!
//! A citation is a number with its symbol (106/KH-UBND, 15/2014/CT-UBND, 01-NQ/TU) followed by "ngày …". The same number
//! under two dates is a slip in one of them, unless two offices are named (của UBND tỉnh, của UBND huyện): each numbers
//! its own documents.

use std::collections::HashMap;
use std::ops::Range;

use chrono::NaiveDate;

use crate::base::{Diagnostic, Placed, text};
use crate::input::locate_range;

/// Words that tell whose document it is.
const LEVELS: [&str; 11] = ["tỉnh", "huyện", "quận", "xã", "phường", "thành", "chính", "thủ", "quốc", "trung", "bộ"];

/// A document cited in a text.
struct Citation<'a> {
    text: &'a Placed<String>,
    /// The date in the text.
    date_range: Range<usize>,
    date: NaiveDate,
    /// Whose document it is, as far as the words after it say.
    level: Option<String>,
}

/// Compares all citations with the first of the same number.
pub fn check(texts: &[&Placed<String>]) -> Vec<Diagnostic> {
    let mut seen: HashMap<String, Vec<Citation<'_>>> = HashMap::new();
    let mut found = Vec::new();
    for text in texts.iter().filter(|text| text.value.contains("ngày")) {
        for (number, citation) in citations(text) {
            let earlier = seen.entry(number.to_uppercase()).or_default();
            let same = |first: &&Citation<'_>| match (&first.level, &citation.level) {
                (Some(one), Some(other)) => one == other,
                (Some(_) | None, None) | (None, Some(_)) => true,
            };
            if let Some(first) = earlier.iter().find(same).filter(|first| first.date != citation.date) {
                found.push(finding(&number, first, &citation));
            } else {
                earlier.push(citation);
            }
        }
    }
    found
}

fn finding(number: &str, first: &Citation<'_>, second: &Citation<'_>) -> Diagnostic {
    let (date, other) = (text::day_in_figures(second.date), text::day_in_figures(first.date));
    let place = locate_range(first.text, first.date_range.clone());
    let (line, _) = place.source.line_column(place.span.start);
    Diagnostic::warning(
        "cited-twice",
        format!("văn bản {number} được dẫn với hai ngày: ở đây là {date}, ở dòng {line} là {other}"),
        format!("the document {number} is cited with two dates: {date} here, {other} on line {line}"),
    )
    .at(&locate_range(second.text, second.date_range.clone()))
    .hint("tra lại văn bản gốc và sửa ngày sai", "look the document up and correct the wrong date")
}

/// Numbers with the date right behind them.
fn citations(text: &Placed<String>) -> Vec<(String, Citation<'_>)> {
    let mut found = Vec::new();
    for (start, token) in tokens(&text.value) {
        let end = start + token.len();
        let Some(rest) = text.value.get(end..).filter(|_| is_number(token)) else { continue };
        let gap = rest.len() - rest.trim_start_matches([',', ' ', '\n', '\u{A0}']).len();
        let Some((length, date)) = rest.get(gap..).and_then(date) else { continue };
        let date_range = end + gap..end + gap + length;
        let level = text.value.get(date_range.end..).and_then(level);
        found.push((token.to_owned(), Citation { text, date_range, date, level }));
    }
    found
}

/// Words between blanks, without the marks around them.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(char::is_whitespace).map(move |piece| {
        let start = at;
        at += piece.len();
        let token = piece.trim_end().trim_end_matches([',', ';', '.', ')']);
        let bare = token.trim_start_matches(['(', '"', '“', '*']);
        (start + token.len() - bare.len(), bare)
    })
}

/// Digits, then a `/` or `-`, then letters somewhere behind.
fn is_number(token: &str) -> bool {
    let rest = token.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < token.len()
        && token.contains('/')
        && rest.starts_with(['/', '-'])
        && rest.contains(char::is_alphabetic)
        && rest.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | '&'))
}

/// "ngày 02/8/2023" or "ngày 02 tháng 8 năm 2023", with its length.
fn date(text: &str) -> Option<(usize, NaiveDate)> {
    let figures = text.strip_prefix("ngày")?;
    let mut numbers = [0_u32; 3];
    let mut rest = figures;
    for (index, number) in numbers.iter_mut().enumerate() {
        rest = match index {
            0 => rest.trim_start(),
            1 => after(rest, "tháng")?,
            _ => after(rest, "năm")?,
        };
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        *number = rest.get(..digits)?.parse().ok()?;
        rest = rest.get(digits..)?;
    }
    let [day, month, year] = numbers;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Some((text.len() - rest.len(), date))
}

/// Past a `/`, `-` or `.` between figures, or past the word that stands for it.
fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.strip_prefix(['/', '-', '.']).or_else(|| Some(text.trim_start().strip_prefix(word)?.trim_start()))
}

/// Whose document: the first telling word of "của …".
fn level(text: &str) -> Option<String> {
    let owner = text.trim_start().strip_prefix("của")?;
    let words =
        owner.split_whitespace().take(8).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    words.into_iter().find(|word| LEVELS.contains(&word.as_str()))
}
