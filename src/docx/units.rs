//! Lengths as WordprocessingML writes them: the only file of this room that knows a unit.

use crate::base::Twip;

/// A whole number, already in the unit that its attribute asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Value(i64);

/// Indents, spacing, line heights, widths and paper: twips.
pub(super) fn twips(length: Twip) -> Value {
    Value(i64::from(length.0))
}

/// Extents of drawings: EMU (914,400 to the inch).
pub(super) fn emu(length: Twip) -> Value {
    Value(i64::from(length.0) * 635)
}

/// Type sizes (`w:sz` in run properties): half points.
pub(super) fn half_points(half_points: u16) -> Value {
    Value(i64::from(half_points))
}

/// Weights of borders (`w:sz` in borders): eighths of a point.
pub(super) fn eighths(eighths: u16) -> Value {
    Value(i64::from(eighths))
}

/// Distances of paragraph borders from the text (`w:space`): points.
pub(super) fn points(points: u8) -> Value {
    Value(i64::from(points))
}

/// Spans, levels and other counts: no unit.
pub(super) fn count(count: usize) -> Value {
    Value(i64::try_from(count).unwrap_or(i64::MAX))
}

impl Value {
    /// Appends the digits: `write!` costs three times as much, and a long table holds half a million numbers.
    pub(super) fn push(self, out: &mut String) {
        let mut digits = [0u8; 20];
        let mut at = digits.len();
        let mut rest = self.0.unsigned_abs();
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if self.0 < 0 {
            out.push('-');
        }
        out.extend(digits[at..].iter().map(|digit| char::from(*digit)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_whole_and_signed() {
        let written = |value: Value| {
            let mut out = String::new();
            value.push(&mut out);
            out
        };
        assert_eq!(written(twips(Twip(0))), "0");
        assert_eq!(written(twips(Twip(-300))), "-300");
        assert_eq!(written(half_points(28)), "28");
        assert_eq!(written(twips(Twip(i32::MIN))), "-2147483648");
        assert_eq!(written(count(usize::MAX)), "9223372036854775807");
    }
}
