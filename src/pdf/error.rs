//! What can go wrong here is our own fault, never the office's: `input` has refused what cannot be printed.

use std::fmt;

use crate::galley::ParaId;

/// Why no PDF was made: a fault of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// A character that its face lacks came through the checks.
    MissingGlyph(char),
    /// One of the four faces cannot be cut down to what is shown.
    UnreadableFace,
    /// A page without width or height.
    NoPaper,
    /// A paragraph stands on a page but not in the galley's sections, or twice in them.
    Untied(ParaId),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingGlyph(c) => write!(f, "no glyph for {c:?} (U+{:04X})", u32::from(*c)),
            Self::UnreadableFace => write!(f, "a face cannot be embedded"),
            Self::NoPaper => write!(f, "a page has no width or no height"),
            Self::Untied(id) => write!(f, "paragraph {} of the pages has no place in the galley", id.0),
        }
    }
}

impl std::error::Error for Error {}
