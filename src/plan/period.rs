//! Reporting periods (kỳ báo cáo): what they are called and which days they count.
//!
//! Deadlines count by the calendar ([`Period`]); reports count by Decree 09/2019/NĐ-CP, whose months run from the 15th
//! to the 14th, or by a rule that the office's sector sets.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate};

use super::Period;
use crate::base::{PartialDate, text};

/// Kỳ báo cáo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportPeriod {
    /// A month, quarter, half or year.
    Of(Period),
    /// 9 tháng đầu năm: quarters I to III.
    NineMonths(i32),
}

/// Thời gian chốt số liệu: on which days a period begins and ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CutOff {
    /// From the first day of the calendar's period to its last.
    Calendar,
    /// From this day (2 to 28) of the month before the period to the day before it in the period's last month.
    FromDay(u32),
}

/// Days from the first to the last, both counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub first: NaiveDate,
    /// The last day: what is known at its end is what the report says.
    pub last: NaiveDate,
}

impl ReportPeriod {
    /// Reads `2023-09`, `2023-Q3`, `2023-H1`, `2023-9M`, `2023`, and the office's own `quy-3/2023`, `quý III/2023`.
    pub fn parse(written: &str) -> Option<Self> {
        let written = written.trim();
        if let Some((quarter, year)) = written.split_once('/') {
            let quarter = quarter_number(quarter)?;
            return Period::parse(&format!("{year}-Q{quarter}")).map(Self::Of);
        }
        match written.strip_suffix("-9M").or_else(|| written.strip_suffix("-9m")) {
            Some(year) => match PartialDate::parse(year)? {
                PartialDate::Year(year) => Some(Self::NineMonths(year)),
                PartialDate::Month(..) | PartialDate::Day(_) => None,
            },
            None => Period::parse(written).map(Self::Of),
        }
    }

    /// The days that it counts.
    pub fn days(self, cut_off: CutOff) -> Days {
        let calendar = self.calendar();
        match cut_off {
            CutOff::Calendar => calendar,
            CutOff::FromDay(day) => {
                let before = calendar.first.checked_sub_months(Months::new(1)).unwrap_or(NaiveDate::MIN);
                let start = |month: NaiveDate| month.with_day(day).unwrap_or(month);
                Days { first: start(before), last: start(calendar.last).pred_opt().unwrap_or(NaiveDate::MIN) }
            }
        }
    }

    /// The calendar's days of it.
    fn calendar(self) -> Days {
        match self {
            Self::Of(period) => Days { first: period.first_day(), last: period.last_day() },
            Self::NineMonths(year) => {
                Days { first: Period::Year(year).first_day(), last: Period::Quarter(year, 3).last_day() }
            }
        }
    }

    /// The period that ends the day before it begins; of nine months, which follow nothing of their kind, those of the
    /// year before.
    pub fn previous(self) -> Self {
        match self {
            Self::Of(Period::Year(year)) => Self::Of(Period::Year(year - 1)),
            Self::Of(Period::Half(year, 1)) => Self::Of(Period::Half(year - 1, 2)),
            Self::Of(Period::Half(year, half)) => Self::Of(Period::Half(year, half - 1)),
            Self::Of(Period::Quarter(year, 1)) => Self::Of(Period::Quarter(year - 1, 4)),
            Self::Of(Period::Quarter(year, quarter)) => Self::Of(Period::Quarter(year, quarter - 1)),
            Self::Of(Period::Month(year, 1)) => Self::Of(Period::Month(year - 1, 12)),
            Self::Of(Period::Month(year, month)) => Self::Of(Period::Month(year, month - 1)),
            Self::NineMonths(year) => Self::NineMonths(year - 1),
        }
    }

    /// The period that begins the day after it ends; after nine months the year's last quarter.
    pub fn next(self) -> Self {
        match self {
            Self::Of(Period::Year(year)) => Self::Of(Period::Year(year + 1)),
            Self::Of(Period::Half(year, 1)) => Self::Of(Period::Half(year, 2)),
            Self::Of(Period::Half(year, _)) => Self::Of(Period::Half(year + 1, 1)),
            Self::Of(Period::Quarter(year, 4)) => Self::Of(Period::Quarter(year + 1, 1)),
            Self::Of(Period::Quarter(year, quarter)) => Self::Of(Period::Quarter(year, quarter + 1)),
            Self::Of(Period::Month(year, 12)) => Self::Of(Period::Month(year + 1, 1)),
            Self::Of(Period::Month(year, month)) => Self::Of(Period::Month(year, month + 1)),
            Self::NineMonths(year) => Self::Of(Period::Quarter(year, 4)),
        }
    }

    /// "quý III năm 2023", "6 tháng đầu năm 2023", "9 tháng năm 2023", "tháng 9 năm 2023", "năm 2023".
    pub fn in_words(self) -> String {
        match self {
            Self::Of(period) => period.in_words(),
            Self::NineMonths(year) => format!("9 tháng năm {year}"),
        }
    }
}

/// As [`ReportPeriod::parse`] reads it.
impl fmt::Display for ReportPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Of(Period::Year(year)) => write!(f, "{year:04}"),
            Self::Of(Period::Half(year, half)) => write!(f, "{year:04}-H{half}"),
            Self::Of(Period::Quarter(year, quarter)) => write!(f, "{year:04}-Q{quarter}"),
            Self::Of(Period::Month(year, month)) => write!(f, "{year:04}-{month:02}"),
            Self::NineMonths(year) => write!(f, "{year:04}-9M"),
        }
    }
}

/// `quy-3`, `quý 3`, `quý III`, in any case.
fn quarter_number(written: &str) -> Option<u32> {
    let written = text::nfc(written).to_lowercase();
    let number = written.strip_prefix("quý").or_else(|| written.strip_prefix("quy"))?;
    match number.trim_start_matches(['-', ' ']) {
        "1" | "i" => Some(1),
        "2" | "ii" => Some(2),
        "3" | "iii" => Some(3),
        "4" | "iv" => Some(4),
        _ => None,
    }
}

impl CutOff {
    /// The rule of Decree 09/2019/NĐ-CP, Điều 12: from the 15th to the 14th.
    pub const DECREE_09: Self = Self::FromDay(15);

    /// Reads `decree-09`, `calendar`, or the days from and to, `16-15`: they must join, so that nothing is counted
    /// twice or not at all.
    pub fn parse(written: &str) -> Option<Self> {
        match written {
            "decree-09" => Some(Self::DECREE_09),
            "calendar" => Some(Self::Calendar),
            days => {
                let (from, to) = days.split_once('-')?;
                let (from, to): (u32, u32) = (from.parse().ok()?, to.parse().ok()?);
                ((2..=28).contains(&from) && to == from - 1).then_some(Self::FromDay(from))
            }
        }
    }
}

impl Default for CutOff {
    fn default() -> Self {
        Self::DECREE_09
    }
}

impl Days {
    /// Whether a day is one of them.
    pub fn contains(self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// How many they are.
    pub fn count(self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    /// "(từ ngày 15/6/2023 đến ngày 14/9/2023)".
    pub fn in_words(self) -> String {
        let [first, last] = [self.first, self.last].map(text::day_in_figures);
        format!("(từ ngày {first} đến ngày {last})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(period: &str, cut_off: CutOff) -> Days {
        ReportPeriod::parse(period).expect("a period").days(cut_off)
    }

    /// The worked examples of the reference: first day, last day, how many.
    #[test]
    fn the_decree_counts_from_the_15th_to_the_14th() {
        let examples = [
            ("2023-Q1", "(từ ngày 15/12/2022 đến ngày 14/3/2023)", 90),
            ("2023-Q2", "(từ ngày 15/3/2023 đến ngày 14/6/2023)", 92),
            ("2023-Q3", "(từ ngày 15/6/2023 đến ngày 14/9/2023)", 92),
            ("2023-Q4", "(từ ngày 15/9/2023 đến ngày 14/12/2023)", 91),
            ("2023-H1", "(từ ngày 15/12/2022 đến ngày 14/6/2023)", 182),
            ("2023-H2", "(từ ngày 15/6/2023 đến ngày 14/12/2023)", 183),
            ("2023-9M", "(từ ngày 15/12/2022 đến ngày 14/9/2023)", 274),
            ("2023", "(từ ngày 15/12/2022 đến ngày 14/12/2023)", 365),
            ("2024", "(từ ngày 15/12/2023 đến ngày 14/12/2024)", 366),
            ("2024-Q1", "(từ ngày 15/12/2023 đến ngày 14/3/2024)", 91),
            ("2023-01", "(từ ngày 15/12/2022 đến ngày 14/01/2023)", 31),
            ("2023-03", "(từ ngày 15/02/2023 đến ngày 14/3/2023)", 28),
            ("2024-03", "(từ ngày 15/02/2024 đến ngày 14/3/2024)", 29),
            ("2026-Q3", "(từ ngày 15/6/2026 đến ngày 14/9/2026)", 92),
        ];
        for (period, words, count) in examples {
            let days = days(period, CutOff::default());
            assert_eq!((days.in_words().as_str(), days.count()), (words, count), "{period}");
        }
    }

    /// The tiles follow one another without a gap, from the first day of the whole to its last, and each one's
    /// predecessor ends the day before it.
    fn tile(whole: &str, tiles: &[String], cut_off: CutOff) {
        let whole = days(whole, cut_off);
        let mut next = whole.first;
        for tile in tiles {
            let period = ReportPeriod::parse(tile).expect("a period");
            let days = period.days(cut_off);
            assert_eq!(days.first, next, "{tile}");
            assert_eq!(period.previous().days(cut_off).last.succ_opt(), Some(days.first), "{tile}");
            next = days.last.succ_opt().expect("a day");
        }
        assert_eq!(whole.last.succ_opt(), Some(next));
    }

    #[test]
    fn months_quarters_and_halves_tile_their_year() {
        let rules = [CutOff::DECREE_09, CutOff::Calendar, CutOff::FromDay(2), CutOff::FromDay(28)];
        for (year, rule) in (2020..=2030).flat_map(|year| rules.map(|rule| (year, rule))) {
            let quarters = |range: std::ops::RangeInclusive<u32>| -> Vec<String> {
                range.map(|q| format!("{year}-Q{q}")).collect()
            };
            let months = |range: std::ops::RangeInclusive<u32>| -> Vec<String> {
                range.map(|m| format!("{year}-{m:02}")).collect()
            };
            tile(&year.to_string(), &months(1..=12), rule);
            tile(&year.to_string(), &quarters(1..=4), rule);
            tile(&year.to_string(), &[format!("{year}-H1"), format!("{year}-H2")], rule);
            tile(&format!("{year}-H1"), &quarters(1..=2), rule);
            tile(&format!("{year}-H2"), &quarters(3..=4), rule);
            tile(&format!("{year}-9M"), &quarters(1..=3), rule);
            for quarter in 1..=4 {
                tile(&format!("{year}-Q{quarter}"), &months(quarter * 3 - 2..=quarter * 3), rule);
            }
        }
    }

    #[test]
    fn periods_are_read_as_offices_write_them_and_printed_as_documents_do() {
        let words = |s| ReportPeriod::parse(s).map(ReportPeriod::in_words);
        for same in ["2023-Q3", "quy-3/2023", "2023-q3", "quý III/2023", "Quý 3/2023", "qu\u{79}\u{301}-iii/2023"] {
            assert_eq!(words(same).as_deref(), Some("quý III năm 2023"), "{same}");
        }
        assert_eq!(words("2023-H1").as_deref(), Some("6 tháng đầu năm 2023"));
        assert_eq!(words("2023-H2").as_deref(), Some("6 tháng cuối năm 2023"));
        assert_eq!(words("2023-9M").as_deref(), Some("9 tháng năm 2023"));
        assert_eq!(words("2023-09").as_deref(), Some("tháng 9 năm 2023"));
        assert_eq!(words("2023").as_deref(), Some("năm 2023"));
        for name in ["2023", "2023-H2", "2023-Q3", "2023-09", "2023-9M"] {
            assert_eq!(ReportPeriod::parse(name).map(|period| period.to_string()).as_deref(), Some(name));
        }
        for wrong in
            ["", "quy-5/2023", "quy/2023", "3/2023", "2023-6M", "23-Q1", "2023-9", "2023-09-01", "9M", "quý-3/é"]
        {
            assert_eq!(ReportPeriod::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_next_period_begins_the_day_after() {
        for name in ["2023", "2023-H1", "2023-H2", "2023-Q1", "2023-Q4", "2023-01", "2023-12", "2023-9M"] {
            let period = ReportPeriod::parse(name).expect("a period");
            for rule in [CutOff::DECREE_09, CutOff::Calendar] {
                let after = period.days(rule).last.succ_opt();
                assert_eq!(Some(period.next().days(rule).first), after, "{name}");
            }
            if name != "2023-9M" {
                assert_eq!(period.next().previous(), period);
            }
        }
    }

    #[test]
    fn cut_offs_must_join() {
        assert_eq!(CutOff::parse("decree-09"), CutOff::parse("15-14"));
        assert_eq!(CutOff::parse("calendar"), Some(CutOff::Calendar));
        assert_eq!(days("2023", CutOff::FromDay(16)).in_words(), "(từ ngày 16/12/2022 đến ngày 15/12/2023)");
        for wrong in ["16-16", "16-14", "1-0", "29-28", "15", "", "a-b", "4294967295-4294967295", "-1-2"] {
            assert_eq!(CutOff::parse(wrong), None, "{wrong}");
        }
    }
}
