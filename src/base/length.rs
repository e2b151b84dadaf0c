//! Lengths: EMU for what people and the decree say, twips for what the layout decides.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

use serde::{Deserialize, Serialize};

/// A length in English Metric Units (EMU): millimetre, point, half-point and twip are all whole numbers of it.
///
/// The unit of the decree's table and of the office's settings; the layout rounds it once, to [`Twip`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Length(i64);

impl Length {
    /// 36,000 EMU.
    pub const fn mm(mm: i64) -> Self {
        Self(mm * 36_000)
    }

    /// Hundredths of a millimetre: `1.27 cm` is `mm_100(1270)`.
    pub const fn mm_100(hundredths: i64) -> Self {
        Self(hundredths * 360)
    }

    /// 12,700 EMU: the typographic point of 1/72 inch.
    pub const fn pt(pt: i64) -> Self {
        Self(pt * 12_700)
    }

    /// Hundredths of a point: `6.5 pt` is `pt_100(650)`.
    pub const fn pt_100(hundredths: i64) -> Self {
        Self(hundredths * 127)
    }

    /// So many parts of it, to the nearest EMU; nothing where there are no parts.
    pub const fn scaled(self, parts: u32, of: u32) -> Self {
        if of == 0 {
            return Self(0);
        }
        let of = of as i64;
        Self((self.0 * parts as i64 + of / 2).div_euclid(of))
    }

    /// The nearest twip (half a twip rounds up), the only rounding between the decree and the page.
    pub const fn twips(self) -> Twip {
        Twip((self.0 + 317).div_euclid(635) as i32)
    }

    /// In millimetres, for people.
    pub fn as_mm(self) -> f64 {
        self.0 as f64 / 36_000.0
    }

    /// In points, for people.
    pub fn as_pt(self) -> f64 {
        self.0 as f64 / 12_700.0
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::default(), Add::add)
    }
}

/// A twip, 1/20 point: the integer in which Word and LibreOffice lay out pages, and so do we.
///
/// Working in the layout's own unit keeps rounding out of every comparison: a line fits or does not, to the twip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Twip(pub i32);

impl Twip {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// From points.
    pub const fn pt(pt: i32) -> Self {
        Self(pt * 20)
    }

    /// The larger of two.
    pub fn max(self, other: Self) -> Self {
        Ord::max(self, other)
    }

    /// In millimetres, for people.
    pub fn as_mm(self) -> f64 {
        f64::from(self.0) * 25.4 / 1440.0
    }
}

impl Add for Twip {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Twip {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Twip {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Twip {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Mul<i32> for Twip {
    type Output = Self;
    fn mul(self, times: i32) -> Self {
        Self(self.0 * times)
    }
}

impl Neg for Twip {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Twip {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Twip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decree_lengths_round_to_the_known_twips() {
        assert_eq!(Length::mm(210).twips(), Twip(11906));
        assert_eq!(Length::mm(297).twips(), Twip(16838));
        assert_eq!(Length::mm(20).twips(), Twip(1134));
        assert_eq!(Length::mm(30).twips(), Twip(1701));
        assert_eq!(Length::mm(10).twips(), Twip(567));
        assert_eq!(Length::mm_100(1270).twips(), Twip(720));
        assert_eq!(Length::pt(6).twips(), Twip(120));
        assert_eq!(Length::mm(36).scaled(2, 3), Length::mm(24));
        assert_eq!(Length::mm(36).scaled(2, 0), Length::mm(0));
    }
}
