//! Times as signatures state them, all kept as UTC and shown by Vietnam's clock.

use chrono::{Duration, NaiveDate, NaiveDateTime};

/// Hours that Vietnam's clock is ahead of UTC, the whole year.
const VIETNAM: i64 = 7;

/// A second in UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(NaiveDateTime);

impl Moment {
    /// A second by the count since 1970 in UTC; none where the calendar ends.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        NaiveDate::from_ymd_opt(1970, 1, 1)?
            .and_hms_opt(0, 0, 0)?
            .checked_add_signed(Duration::try_seconds(seconds)?)
            .map(Self)
    }

    /// The count since 1970.
    pub fn unix(self) -> i64 {
        self.0.and_utc().timestamp()
    }

    fn in_vietnam(self) -> NaiveDateTime {
        self.0.checked_add_signed(Duration::hours(VIETNAM)).unwrap_or(self.0)
    }

    /// The day by Vietnam's clock.
    pub fn day_in_vietnam(self) -> NaiveDate {
        self.in_vietnam().date()
    }

    /// As a date of a PDF file (ISO 32000-1, 7.9.4).
    pub(super) fn pdf(self) -> String {
        self.in_vietnam().format("D:%Y%m%d%H%M%S+07'00'").to_string()
    }

    /// As ISO 8601 says it, which is how Phụ lục I, Phần I, Mục II.8.d wants the time of a signature.
    pub fn iso(self) -> String {
        self.in_vietnam().format("%Y-%m-%dT%H:%M:%S+07:00").to_string()
    }

    /// Day, month, year; hour, minute, second; zone: as the decree's form 2.2 shows them.
    pub fn shown(self) -> String {
        self.in_vietnam().format("%d/%m/%Y %H:%M:%S +07:00").to_string()
    }

    /// Reads a date of a PDF file; without a zone it is taken for Vietnam's.
    pub(super) fn from_pdf(text: &str) -> Option<Self> {
        let text = text.strip_prefix("D:").unwrap_or(text);
        let (stamp, zone) = text.split_at_checked(14)?;
        let local = parse(stamp)?;
        let number = |text: Option<&str>| text.and_then(|t| t.parse::<i64>().ok());
        let minutes = match zone.chars().next() {
            None => VIETNAM * 60,
            Some('Z') => 0,
            Some(sign @ ('+' | '-')) => {
                let hours = number(zone.get(1..3)).filter(|h| *h <= 23)?;
                let minutes = if zone.len() >= 6 { number(zone.get(4..6)).filter(|m| *m <= 59)? } else { 0 };
                let all = hours * 60 + minutes;
                if sign == '-' { -all } else { all }
            }
            Some(_) => return None,
        };
        local.checked_sub_signed(Duration::minutes(minutes)).map(Self)
    }

    /// Reads `GeneralizedTime` in UTC, with or without parts of a second.
    pub(super) fn from_generalized(text: &str) -> Option<Self> {
        let stamp = text.strip_suffix('Z')?;
        let (whole, part) = stamp.split_at_checked(14)?;
        let fraction = part.is_empty() || part.strip_prefix('.').is_some_and(|p| p.bytes().all(|b| b.is_ascii_digit()));
        fraction.then(|| parse(whole))?.map(Self)
    }
}

fn parse(stamp: &str) -> Option<NaiveDateTime> {
    if !stamp.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| stamp.get(range)?.parse::<u32>().ok();
    let day = NaiveDate::from_ymd_opt(i32::try_from(number(0..4)?).ok()?, number(4..6)?, number(6..8)?)?;
    day.and_hms_opt(number(8..10)?, number(10..12)?, number(12..14)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_and_shown() {
        let moment = Moment::from_pdf("D:20230815090506+07'00'").expect("a date");
        assert_eq!(moment.unix(), 1_692_065_106);
        assert_eq!(moment.pdf(), "D:20230815090506+07'00'");
        assert_eq!(moment.iso(), "2023-08-15T09:05:06+07:00");
        assert_eq!(moment.shown(), "15/08/2023 09:05:06 +07:00");
        assert_eq!(Moment::from_pdf("D:20230815020506Z"), Some(moment));
        assert_eq!(Moment::from_pdf("D:20230814210506-05'00"), Some(moment));
        assert_eq!(Moment::from_generalized("20230815020506.25Z"), Some(moment));
        for wrong in ["", "D:2023", "D:20231315090506", "D:20230815090506+99'00'", "D:2023081509050é"] {
            assert_eq!(Moment::from_pdf(wrong), None, "{wrong}");
        }
    }
}
