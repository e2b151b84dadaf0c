//! Days of the calendar, known whole or in part.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A date as an office knows it: a plan is written for "tháng 8 năm 2023" long before its day is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum PartialDate {
    /// Only the year.
    Year(i32),
    /// Year and month (1 to 12).
    Month(i32, u32),
    /// The whole day.
    Day(NaiveDate),
}

impl PartialDate {
    /// The year, which is always known.
    pub fn year(self) -> i32 {
        match self {
            Self::Year(year) | Self::Month(year, _) => year,
            Self::Day(day) => day.year(),
        }
    }

    /// The month, 1 to 12, where known.
    pub fn month(self) -> Option<u32> {
        match self {
            Self::Year(_) => None,
            Self::Month(_, month) => Some(month),
            Self::Day(day) => Some(day.month()),
        }
    }

    /// The day of the month, where known.
    pub fn day(self) -> Option<u32> {
        match self {
            Self::Year(_) | Self::Month(..) => None,
            Self::Day(day) => Some(day.day()),
        }
    }

    /// The first day it can mean.
    pub fn first_day(self) -> NaiveDate {
        match self {
            Self::Year(year) => day(year, 1, 1),
            Self::Month(year, month) => day(year, month, 1),
            Self::Day(day) => day,
        }
    }

    /// The last day it can mean: a day not yet known counts as its whole month.
    pub fn last_day(self) -> NaiveDate {
        match self {
            Self::Year(year) => day(year, 12, 31),
            Self::Month(year, 12) => day(year, 12, 31),
            Self::Month(year, month) => day(year, month + 1, 1).pred_opt().unwrap_or(NaiveDate::MAX),
            Self::Day(day) => day,
        }
    }

    /// Reads `2023`, `2023-08` or `2023-08-15`; nothing else, and no day that the calendar lacks.
    pub fn parse(text: &str) -> Option<Self> {
        let digits =
            |s: &str, n: usize| (s.len() == n && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse().ok())?;
        let mut parts = text.split('-');
        let year: u32 = digits(parts.next()?, 4)?;
        let year = i32::try_from(year).ok().filter(|y| *y > 0)?;
        let Some(month) = parts.next() else { return Some(Self::Year(year)) };
        let month: u32 = digits(month, 2).filter(|m| (1..=12).contains(m))?;
        let Some(day) = parts.next() else { return Some(Self::Month(year, month)) };
        let day: u32 = digits(day, 2)?;
        if parts.next().is_some() {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Self::Day)
    }
}

/// As [`PartialDate::parse`] reads it.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for PartialDate {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or(text)
    }
}

/// A day whose year came out of a `PartialDate`, so that it exists in the calendar.
fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_days_are_read() {
        assert_eq!(PartialDate::parse("2023"), Some(PartialDate::Year(2023)));
        assert_eq!(PartialDate::parse("2023-08"), Some(PartialDate::Month(2023, 8)));
        assert!(PartialDate::parse("2024-02-29").is_some());
        for wrong in ["2023-02-30", "2023-13", "2023-8", "23-08-01", "0000-01", "2023-08-15-1", "", "2023-02-29"] {
            assert_eq!(PartialDate::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_open_day_counts_as_its_whole_month() {
        assert_eq!(PartialDate::Month(2023, 8).last_day(), day(2023, 8, 31));
        assert_eq!(PartialDate::Month(2024, 2).last_day(), day(2024, 2, 29));
        assert_eq!(PartialDate::Month(2023, 12).last_day(), day(2023, 12, 31));
        assert_eq!(PartialDate::Month(2023, 8).first_day(), day(2023, 8, 1));
    }
}
