//! Scalars → values: how numbers, days, lengths and names are written, and what is said of those that are not.

use chrono::NaiveDate;

use crate::base::{Length, PartialDate, Phrase};
use crate::plan::{Decimal, Period};

/// Reads a length with its unit: `60mm`, `6 cm`, `1,27cm`, `6pt`. None for anything else or finer than 0.01 mm.
pub fn length(written: &str) -> Option<Length> {
    let (number, unit) = written.split_at(written.find(|c: char| c.is_ascii_alphabetic())?);
    let hundredths = Decimal::parse(number.trim_end()).filter(|n| !n.is_negative())?;
    match unit {
        "mm" => hundredths.hundredths().map(Length::mm_100),
        "cm" => hundredths.thousandths().map(Length::mm_100),
        "pt" => hundredths.hundredths().map(Length::pt_100),
        _ => None,
    }
}

/// Reads line spacing in lines, as hundredths: `1.15` is 115.
pub fn line_spacing(written: &str) -> Option<u32> {
    Decimal::parse(written)?.hundredths().and_then(|n| u32::try_from(n).ok())
}

/// Reads a percent with its sign or without: `40`, `40%`, `99,5 %`.
pub fn percent(written: &str) -> Option<Decimal> {
    Decimal::parse(written.strip_suffix('%').map_or(written, str::trim_end))
}

/// Reads a whole day of the calendar, `2023-12-31`.
pub fn day(written: &str) -> Option<NaiveDate> {
    match PartialDate::parse(written)? {
        PartialDate::Day(day) => Some(day),
        PartialDate::Year(_) | PartialDate::Month(..) => None,
    }
}

/// `12/9/2023`, also with points or hyphens.
pub fn office_day(text: &str) -> Option<NaiveDate> {
    let digits = |part: &str, most: usize| part.bytes().all(|b| b.is_ascii_digit()) && (1..=most).contains(&part.len());
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let [day, month, year] = parts[..] else { return None };
    if !digits(day, 2) || !digits(month, 2) || year.len() != 4 {
        return None;
    }
    match PartialDate::parse(&format!("{year}-{month:0>2}-{day:0>2}"))? {
        PartialDate::Day(day) => Some(day),
        PartialDate::Year(_) | PartialDate::Month(..) => None,
    }
}

/// Reads a whole number without sign and marks.
pub fn whole(written: &str) -> Option<u32> {
    if written.bytes().all(|b| b.is_ascii_digit()) { written.parse().ok() } else { None }
}

/// Whether a name can be one: letters a–z, digits and hyphens, a letter first.
pub fn is_id(written: &str) -> bool {
    written.starts_with(|c: char| c.is_ascii_alphabetic())
        && !written.ends_with('-')
        && written.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// Whether it reads like a made number of the annex: `III.2.1`, `2.1`.
pub fn is_printed_number(written: &str) -> bool {
    let mut parts = written.split('.');
    let first = parts.next().unwrap_or_default();
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let roman = !first.is_empty() && first.bytes().all(|b| b"IVXLCDMivxlcdm".contains(&b));
    (roman && written.contains('.') || digits(first)) && parts.all(digits)
}

/// Why a day, month or year was not read, and how to write it.
pub fn date_trouble(written: &str, wanted: &Phrase) -> (Phrase, Phrase) {
    let fields: Vec<&str> = written.split('-').collect();
    let number = |at: usize| fields.get(at).and_then(|s| s.parse::<u32>().ok());
    let in_order = fields.first().is_some_and(|year| year.len() == 4) && fields.len() <= 3;
    match (number(0), number(1), number(2)) {
        (Some(year), Some(month @ 1..=12), Some(_)) if in_order => {
            let last = i32::try_from(year).ok().map_or(31, |y| last_day_of_month(y, month));
            (
                Phrase::new(format!("lịch không có ngày `{written}`"), format!("the calendar has no day `{written}`")),
                Phrase::new(
                    format!("tháng {month} năm {year} có {last} ngày; viết đủ hai chữ số cho tháng và ngày"),
                    format!("month {month} of {year} has {last} days; write month and day with two digits"),
                ),
            )
        }
        (Some(_), Some(month), _) if in_order && !(1..=12).contains(&month) => (
            Phrase::new(format!("lịch không có tháng {month}"), format!("the calendar has no month {month}")),
            wanted.clone(),
        ),
        _ if PartialDate::parse(written).is_some() => (
            Phrase::new(
                format!("`{written}` không đúng dạng cần ở đây"),
                format!("`{written}` is not what is needed here"),
            ),
            wanted.clone(),
        ),
        _ => (
            Phrase::new(format!("`{written}` không phải là ngày tháng"), format!("`{written}` is not a date")),
            wanted.clone(),
        ),
    }
}

fn last_day_of_month(year: i32, month: u32) -> u32 {
    use chrono::Datelike;
    PartialDate::parse(&format!("{year:04}-{month:02}")).map_or(31, |m| m.last_day().day())
}

/// Reads a period of the calendar.
pub fn period(written: &str) -> Option<Period> {
    Period::parse(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_need_a_unit() {
        assert_eq!(length("60mm"), Some(Length::mm(60)));
        assert_eq!(length("6 cm"), Some(Length::mm(60)));
        assert_eq!(length("1,27cm"), Some(Length::mm_100(1270)));
        assert_eq!(length("6.5pt"), Some(Length::pt_100(650)));
        for wrong in ["60", "mm", "-1mm", "6in", "1.2.3cm", "", "60 mm x", "1.001mm"] {
            assert_eq!(length(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn names_are_plain_and_numbers_are_not_names() {
        for name in ["dung-han-xa", "a", "Q3", "par2023"] {
            assert!(is_id(name), "{name}");
        }
        for wrong in ["", "2-a", "đúng-hạn", "a b", "a_b", "-a", "a-", "III.2.1"] {
            assert!(!is_id(wrong), "{wrong}");
        }
        for number in ["III.2.1", "2.1", "2.20", "i.1", "7"] {
            assert!(is_printed_number(number), "{number}");
        }
        for name in ["III", "di-dan", "v", "a.1"] {
            assert!(!is_printed_number(name), "{name}");
        }
    }

    #[test]
    fn days_are_read_as_offices_write_them() {
        let read = |text| office_day(text).map(|day| day.to_string());
        for same in ["12/9/2023", "12/09/2023", "12.9.2023", "12-09-2023"] {
            assert_eq!(read(same).as_deref(), Some("2023-09-12"), "{same}");
        }
        for wrong in ["31/9/2023", "9/13/2023", "12/9/23", "12/9", "12/9/2023/1", "a/b/2023", "+1/9/2023", ""] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
