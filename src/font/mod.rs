//! The four faces that everything is set in, and how wide their characters are.
//!
//! The faces are Tinos, whose widths are those of Times New Roman and of Liberation Serif 2: a line that breaks here
//! breaks there. Kerning is left off because Word and LibreOffice leave it off, and NFC Vietnamese needs no shaping, so
//! a width is a plain sum of advances.

mod face;
mod faces;
mod metrics;

pub use face::{Face, FaceData};
pub use faces::{Faces, FontFile};
pub use metrics::{Metrics, cff_table};
