//! How large a picture stands on paper.

use super::Kind;
use crate::base::Length;
use crate::rules::{SEAL_WIDTHS, SIGNATURE_AIR, SIGNATURE_ROOM, SIGNATURE_WIDTH, SIGNATURE_WIDTHS};

/// A picture that is higher than its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooHigh {
    /// As wide as the office wants it.
    pub width: Length,
    /// So high it becomes.
    pub height: Length,
    /// So high it may be.
    pub most: Length,
    /// So wide it may be then.
    pub most_width: Length,
}

/// The least and the greatest width of the ink on paper.
pub fn widths(kind: Kind) -> (Length, Length) {
    match kind {
        Kind::Signature => SIGNATURE_WIDTHS,
        Kind::Seal => SEAL_WIDTHS,
    }
}

/// The greatest height of a picture: a signature stands between two lines, a seal is no higher than the widest seal is wide.
fn most_height(kind: Kind) -> Length {
    match kind {
        Kind::Signature => SIGNATURE_ROOM - SIGNATURE_AIR - SIGNATURE_AIR,
        Kind::Seal => SEAL_WIDTHS.1,
    }
}

/// Width and height of ink of so many pixels: as wide as the office says, a signature of which it says nothing as large as
/// its room, up to the usual width.
pub fn on_paper(kind: Kind, width: Option<Length>, columns: u32, rows: u32) -> Result<(Length, Length), TooHigh> {
    let most = most_height(kind);
    let usual = match kind {
        Kind::Signature => SIGNATURE_WIDTH,
        Kind::Seal => SEAL_WIDTHS.1,
    };
    let asked = width.unwrap_or(usual);
    let height = asked.scaled(rows, columns);
    let most_width = most.scaled(columns, rows);
    match width {
        Some(width) if height > most => Err(TooHigh { width, height, most, most_width }),
        None if height > most => Ok((most_width, most)),
        Some(_) | None => Ok((asked, height)),
    }
}
