//! Vietnamese text: normal form, numbers, numerals, the letters of points, days in figures.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::PartialDate;

/// The letters that number points (điểm): the alphabet without ă â ê ô ơ ư, which practice leaves out (reference §4).
const POINT_LETTERS: [&str; 23] =
    ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"];

/// NFC, the precomposed form that exchanged documents must have (TT 07/2002/TT-BKHCN Điều 4), without invisible marks.
pub fn nfc(text: &str) -> String {
    if text.chars().all(is_settled) || (is_nfc(text) && !text.contains(is_invisible)) {
        return text.to_owned();
    }
    text.chars().filter(|c| !is_invisible(*c)).nfc().collect()
}

/// Characters that stay as they are beside each other, told without a look into the tables of Unicode: nearly all of what
/// an office types. Nothing below U+0300 and none of the Vietnamese letters combines with what stands before it.
fn is_settled(c: char) -> bool {
    matches!(c, '\0'..='\u{2FF}' | '\u{1EA0}'..='\u{1EF9}' | '\u{2010}'..='\u{2027}')
}

/// Zero-width characters that come along in pasted text: no reader sees them, every comparison trips over them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{FEFF}' | '\u{2060}')
}

/// Upper case (chữ in hoa).
pub fn upper(text: &str) -> String {
    text.to_uppercase()
}

/// The number of a section (mục) or annex: I, II, III, …
pub fn roman(mut number: usize) -> String {
    const STEPS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut numeral = String::new();
    for (value, sign) in STEPS {
        while number >= value {
            numeral.push_str(sign);
            number -= value;
        }
    }
    numeral
}

/// The letter of a point (điểm), from 1: a b c d đ e g …; past y it goes on with aa, ab, ….
pub fn point_letter(number: usize) -> String {
    let n = POINT_LETTERS.len();
    let index = number.saturating_sub(1);
    let last = POINT_LETTERS[index % n];
    if index < n { last.to_owned() } else { point_letter(index / n) + last }
}

/// A document's number: below 10 with a leading zero (Phụ lục I, Phần I, II.3).
pub fn document_number(number: u32) -> String {
    format!("{number:02}")
}

/// Day, month and year as the header prints them, where known: zero before days under 10 and months 1 and 2 only
/// (Phụ lục I, Phần I, Mục II.4.b).
pub fn date_parts(date: Option<PartialDate>) -> [Option<String>; 3] {
    [
        date.and_then(PartialDate::day).map(|day| format!("{day:02}")),
        date.and_then(PartialDate::month).map(month_number),
        date.map(|date| date.year().to_string()),
    ]
}

/// "ngày 05 tháng 01 năm 2020", with `blank` for what is open.
pub fn date_in_words(date: Option<PartialDate>, blank: &str) -> String {
    let [day, month, year] = date_parts(date).map(|part| part.unwrap_or_else(|| blank.to_owned()));
    format!("ngày {day} tháng {month} năm {year}")
}

/// A day in figures by the same habit: 05/3/2020, 15/01/2026.
pub fn day_in_figures(date: chrono::NaiveDate) -> String {
    use chrono::Datelike;
    format!("{:02}/{}/{}", date.day(), month_number(date.month()), date.year())
}

/// A month in figures: 01 and 02, but 3 to 12.
fn month_number(month: u32) -> String {
    if month < 3 { format!("{month:02}") } else { month.to_string() }
}

/// A whole number with the Vietnamese group mark: 1.234.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// A key under which two spellings of a word meet: case folded, and tone marks at one place
/// (hoà = hòa, uỷ = ủy; reference "vietnamese-text" §4). For comparing only, never for printing.
pub fn comparison_key(text: &str) -> String {
    let letters: Vec<char> = nfc(text).to_lowercase().chars().collect();
    let mut key = String::with_capacity(text.len());
    let mut i = 0;
    while let Some(&letter) = letters.get(i) {
        let after_q = i > 0 && letters[i - 1] == 'q';
        let ends_syllable = letters.get(i + 2).is_none_or(|c| !c.is_alphabetic());
        match letters.get(i + 1).and_then(|second| tone_on_second(letter, *second)) {
            Some(pair) if ends_syllable && !after_q => {
                key.extend(pair);
                i += 2;
            }
            _ => {
                key.push(letter);
                i += 1;
            }
        }
    }
    key
}

const O_TONES: [char; 6] = ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'];
const U_TONES: [char; 6] = ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'];
const A_TONES: [char; 6] = ['a', 'à', 'á', 'ả', 'ã', 'ạ'];
const E_TONES: [char; 6] = ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'];
const Y_TONES: [char; 6] = ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'];

/// The open pairs oa, oe, uy with the tone moved from the first vowel to the second; none where no tone stands there.
fn tone_on_second(first: char, second: char) -> Option<[char; 2]> {
    let (firsts, seconds) = match second {
        'a' => (O_TONES, A_TONES),
        'e' => (O_TONES, E_TONES),
        'y' => (U_TONES, Y_TONES),
        _ => return None,
    };
    let tone = firsts[1..].iter().position(|c| *c == first)? + 1;
    Some([firsts[0], seconds[tone]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_pad_days_under_ten_and_the_first_two_months() {
        let words = |s| date_in_words(PartialDate::parse(s), "……");
        assert_eq!(words("2020-01-05"), "ngày 05 tháng 01 năm 2020");
        assert_eq!(words("2019-06-29"), "ngày 29 tháng 6 năm 2019");
        assert_eq!(words("2023-08"), "ngày …… tháng 8 năm 2023");
        assert_eq!(date_in_words(None, "…"), "ngày … tháng … năm …");
    }

    #[test]
    fn days_in_figures_pad_as_the_header_does() {
        let figures = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).map(day_in_figures).unwrap_or_default();
        assert_eq!(figures(2020, 3, 5), "05/3/2020");
        assert_eq!(figures(2026, 1, 15), "15/01/2026");
        assert_eq!(figures(2023, 12, 31), "31/12/2023");
    }

    #[test]
    fn points_skip_the_letters_that_practice_skips() {
        let letters: Vec<_> = (1..=8).map(point_letter).collect();
        assert_eq!(letters, ["a", "b", "c", "d", "đ", "e", "g", "h"]);
        assert_eq!(point_letter(23), "y");
        assert_eq!(point_letter(24), "aa");
    }

    #[test]
    fn romans() {
        let numerals: Vec<_> = [1, 4, 9, 14, 40, 1990].map(roman).into();
        assert_eq!(numerals, ["I", "IV", "IX", "XIV", "XL", "MCMXC"]);
    }

    #[test]
    fn nfc_repairs_both_decomposed_forms() {
        assert_eq!(nfc("a\u{323}\u{302}"), "ậ");
        assert_eq!(nfc("ê\u{301}"), "ế");
        assert_eq!(nfc("m²\u{200B}"), "m²");
    }

    #[test]
    fn both_tone_placements_compare_equal() {
        assert_eq!(comparison_key("Hoà"), comparison_key("hòa"));
        assert_eq!(comparison_key("UỶ BAN"), comparison_key("Ủy ban"));
        assert_eq!(comparison_key("khoẻ"), comparison_key("khỏe"));
        assert_ne!(comparison_key("quý"), comparison_key("qúy"));
        assert_ne!(comparison_key("hoàn"), comparison_key("hòan"));
        assert_eq!(comparison_key("hòa"), "hoà");
    }
}
