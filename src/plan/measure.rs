//! What makes a target countable.

use std::fmt;

use crate::base::Placed;

/// A decimal number exactly as written: no binary fraction comes between an office and its 99,9 %.
///
/// Value = `units` / 10^`scale`.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    units: i64,
    scale: u32,
}

impl Decimal {
    /// Most digits after the mark.
    const MAX_SCALE: u32 = 6;

    /// A whole number.
    pub const fn whole(units: i64) -> Self {
        Self { units, scale: 0 }
    }

    /// Reads `99.9`, `99,9`, `-1,5`, `30`; one mark at most, either a point or a comma, never as a group mark.
    pub fn parse(written: &str) -> Option<Self> {
        let (negative, digits) = written.strip_prefix('-').map_or((false, written), |rest| (true, rest));
        let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
        let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) || whole.len() > 12 {
            return None;
        }
        let fraction = fraction.trim_end_matches('0');
        let scale = u32::try_from(fraction.len()).ok().filter(|n| *n <= Self::MAX_SCALE)?;
        let units: i64 = format!("{whole}{fraction}").parse().ok()?;
        Some(Self { units: if negative { -units } else { units }, scale })
    }

    /// So many tenths, printed with one digit after the mark: 1000 is `100,0`.
    pub const fn tenths(tenths: i64) -> Self {
        Self { units: tenths, scale: 1 }
    }

    /// Without a fraction.
    pub const fn is_whole(self) -> bool {
        self.units % 10_i64.pow(self.scale) == 0
    }

    /// With a point and without group marks, for programs: `1234.5`.
    pub fn plain(self) -> String {
        self.to_string().replace('.', "").replace(',', ".")
    }

    /// Hundredths of the number, if it has no finer part.
    pub fn hundredths(self) -> Option<i64> {
        self.in_parts(2)
    }

    /// Thousandths of the number, if it has no finer part.
    pub fn thousandths(self) -> Option<i64> {
        self.in_parts(3)
    }

    fn in_parts(self, scale: u32) -> Option<i64> {
        if self.scale <= scale { i64::try_from(self.at_scale(scale)).ok() } else { None }
    }

    /// Above nought.
    pub const fn is_positive(self) -> bool {
        self.units > 0
    }

    /// Below nought.
    pub const fn is_negative(self) -> bool {
        self.units < 0
    }

    fn at_scale(self, scale: u32) -> i128 {
        i128::from(self.units) * 10_i128.pow(scale - self.scale)
    }
}

/// Exact: a difference of printed numbers is the difference that a reader computes.
impl std::ops::Sub for Decimal {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        let scale = self.scale.max(other.scale);
        let units = self.at_scale(scale) - other.at_scale(scale);
        Self { units: i64::try_from(units).unwrap_or(i64::MAX), scale }
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let scale = self.scale.max(other.scale);
        self.at_scale(scale).cmp(&other.at_scale(scale))
    }
}

/// The Vietnamese form: group mark `.`, decimal mark `,`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let power = 10_u64.pow(self.scale);
        let (whole, fraction) = (self.units.unsigned_abs() / power, self.units.unsigned_abs() % power);
        let sign = if self.units < 0 { "-" } else { "" };
        write!(f, "{sign}{}", crate::base::text::grouped(whole))?;
        if self.scale > 0 {
            write!(f, ",{fraction:0width$}", width = self.scale as usize)?;
        }
        Ok(())
    }
}

/// What a value must do to count as reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Từ … trở lên.
    AtLeast(Decimal),
    /// Không quá ….
    AtMost(Decimal),
    /// Đúng ….
    Exactly(Decimal),
}

impl Bound {
    /// Whether a value reaches it.
    pub fn is_met_by(self, value: Decimal) -> bool {
        match self {
            Self::AtLeast(least) => value >= least,
            Self::AtMost(most) => value <= most,
            Self::Exactly(exact) => value == exact,
        }
    }
}

/// Chỉ tiêu đo được của một nhiệm vụ.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Its name within the task.
    pub id: Placed<String>,
    /// What is counted, where the task has several.
    pub name: Option<Placed<String>>,
    /// The bound.
    pub bound: Placed<Bound>,
    /// The unit: "%", "cuộc", "sáng kiến".
    pub unit: Option<Placed<String>>,
}

/// Mục tiêu của cả kế hoạch.
#[derive(Clone, Debug)]
pub struct Goal {
    /// Its stable name.
    pub id: Placed<String>,
    /// What is measured.
    pub name: Placed<String>,
    /// The bound.
    pub bound: Option<Placed<Bound>>,
    /// The unit.
    pub unit: Option<Placed<String>>,
    /// "Tăng so với năm …": the year to beat, with what was reached then where it is known.
    pub better_than: Option<Comparison>,
}

/// An earlier year's result.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The year.
    pub year: i32,
    /// The value then, if known.
    pub value: Option<Placed<Decimal>>,
    /// The rank then, if known (1 is best).
    pub rank: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_with_either_mark_and_printed_with_a_comma() {
        for written in ["99.9", "99,9", "99,90"] {
            assert_eq!(Decimal::parse(written).map(|d| d.to_string()).as_deref(), Some("99,9"), "{written}");
        }
        assert_eq!(Decimal::parse("1234567").map(|d| d.to_string()).as_deref(), Some("1.234.567"));
        assert_eq!(Decimal::parse("-0,05").map(|d| d.to_string()).as_deref(), Some("-0,05"));
        assert_eq!(Decimal::parse("100"), Decimal::parse("100.0"));
        assert_eq!(Decimal::tenths(1000).to_string(), "100,0");
        assert!(Decimal::tenths(1000).is_whole() && !Decimal::tenths(5).is_whole());
        assert_eq!(Decimal::parse("1234,50").map(Decimal::plain).as_deref(), Some("1234.5"));
        for wrong in ["", "1.2.3", "1,", ".5", "9 9", "+5", "1e3", "0,1234567", "--1"] {
            assert!(Decimal::parse(wrong).is_none(), "{wrong}");
        }
    }
}
