//! Deadlines (thời hạn) by their meaning, whatever words the office prints.

use std::fmt;

use chrono::NaiveDate;

use crate::base::{PartialDate, Placed, text};

/// A deadline: its meaning, and the office's own wording where it gave one.
#[derive(Clone, Debug)]
pub struct Deadline {
    /// What it means, with its place.
    pub kind: Placed<DeadlineKind>,
    /// The office's wording, printed instead of the house form.
    pub wording: Option<Placed<String>>,
}

/// The meanings that occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeadlineKind {
    /// "Chậm nhất ngày …": kept through that day.
    By(NaiveDate),
    /// "Trước ngày …": kept through the day before.
    Before(NaiveDate),
    /// "Trong năm …", "Quý III năm …": kept to the end of the calendar's period.
    Within(Period),
    /// "Thường xuyên": no end.
    Continuous,
    /// "Tiến độ thời gian": by a schedule set elsewhere; no end known here.
    AsScheduled,
}

/// A period of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Năm.
    Year(i32),
    /// Nửa năm, 1 or 2.
    Half(i32, u32),
    /// Quý, 1 to 4.
    Quarter(i32, u32),
    /// Tháng, 1 to 12.
    Month(i32, u32),
}

impl Period {
    /// Reads `2023`, `2023-H1`, `2023-Q3`, `2023-08`.
    pub fn parse(written: &str) -> Option<Self> {
        let number = |s: &str, most: u32| s.parse().ok().filter(|n| (1..=most).contains(n) && s.len() == 1);
        match written.split_once(['-', '/']) {
            Some((year, rest)) => {
                let PartialDate::Year(year) = PartialDate::parse(year)? else { return None };
                match rest.split_at_checked(1)? {
                    ("Q" | "q", quarter) => Some(Self::Quarter(year, number(quarter, 4)?)),
                    ("H" | "h", half) => Some(Self::Half(year, number(half, 2)?)),
                    _ => match PartialDate::parse(written)? {
                        PartialDate::Month(year, month) => Some(Self::Month(year, month)),
                        PartialDate::Year(_) | PartialDate::Day(_) => None,
                    },
                }
            }
            None => match PartialDate::parse(written)? {
                PartialDate::Year(year) => Some(Self::Year(year)),
                PartialDate::Month(..) | PartialDate::Day(_) => None,
            },
        }
    }

    /// The calendar's first day of it.
    pub fn first_day(self) -> NaiveDate {
        match self {
            Self::Year(year) => PartialDate::Year(year),
            Self::Half(year, half) => PartialDate::Month(year, half * 6 - 5),
            Self::Quarter(year, quarter) => PartialDate::Month(year, quarter * 3 - 2),
            Self::Month(year, month) => PartialDate::Month(year, month),
        }
        .first_day()
    }

    /// The calendar's last day of it.
    pub fn last_day(self) -> NaiveDate {
        match self {
            Self::Year(year) => PartialDate::Year(year),
            Self::Half(year, half) => PartialDate::Month(year, half * 6),
            Self::Quarter(year, quarter) => PartialDate::Month(year, quarter * 3),
            Self::Month(year, month) => PartialDate::Month(year, month),
        }
        .last_day()
    }

    /// "năm 2023", "quý III năm 2023", "6 tháng đầu năm 2023", "tháng 8 năm 2023".
    pub fn in_words(self) -> String {
        match self {
            Self::Year(year) => format!("năm {year}"),
            Self::Half(year, 1) => format!("6 tháng đầu năm {year}"),
            Self::Half(year, _) => format!("6 tháng cuối năm {year}"),
            Self::Quarter(year, quarter) => format!("quý {} năm {year}", text::roman(quarter as usize)),
            Self::Month(year, month) => format!("tháng {month} năm {year}"),
        }
    }
}

/// As [`Period::parse`] reads it.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Half(year, half) => write!(f, "{year:04}-H{half}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
        }
    }
}

impl Deadline {
    /// The last day on which it is still kept, or none.
    pub fn last_day(&self) -> Option<NaiveDate> {
        match self.kind.value {
            DeadlineKind::By(day) => Some(day),
            DeadlineKind::Before(day) => day.pred_opt(),
            DeadlineKind::Within(period) => Some(period.last_day()),
            DeadlineKind::Continuous | DeadlineKind::AsScheduled => None,
        }
    }

    /// Whether both mean and print the same.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.kind.value == other.kind.value && self.printed() == other.printed()
    }

    /// As the annex prints it: the office's wording, else the house form.
    pub fn printed(&self) -> String {
        if let Some(wording) = &self.wording {
            return wording.value.clone();
        }
        match self.kind.value {
            DeadlineKind::By(day) => format!("Chậm nhất ngày {}", text::day_in_figures(day)),
            DeadlineKind::Before(day) => format!("Trước ngày {}", text::day_in_figures(day)),
            DeadlineKind::Within(period) => format!("Trong {}", period.in_words()),
            DeadlineKind::Continuous => "Thường xuyên".to_owned(),
            DeadlineKind::AsScheduled => "Theo tiến độ".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_end_with_the_calendar() {
        let end = |s| Period::parse(s).map(|p| p.last_day().to_string());
        assert_eq!(end("2023-Q3").as_deref(), Some("2023-09-30"));
        assert_eq!(end("2023").as_deref(), Some("2023-12-31"));
        assert_eq!(end("2024-02").as_deref(), Some("2024-02-29"));
        assert_eq!(end("2023-H1").as_deref(), Some("2023-06-30"));
        for written in ["2023", "2023-H2", "2023-Q3", "2023-08"] {
            assert_eq!(Period::parse(written).map(|period| period.to_string()).as_deref(), Some(written));
        }
        for wrong in ["2023-Q5", "2023-H0", "2023-13", "2023-08-15", "Q3", "2023-Q", "2023-", "é-1", "2023-é"] {
            assert_eq!(end(wrong), None, "{wrong}");
        }
    }
}
