//! Pages to PDF, at once PDF/A-2a (archive) and PDF/UA-1 (accessible), the same bytes for the same pages.
//!
//! Nothing is decided here: every line stands where `page` put it, and what it is to a reader who cannot see it was
//! settled in `galley`. The pages give the ink, the galley gives the structure; a paragraph's number ties one to the
//! other, so that a paragraph cut by a page break is still one paragraph when it is read aloud.

mod caption;
mod chart;
mod content;
mod deflate;
mod draw;
mod embed;
mod error;
mod fields;
mod glyphs;
mod image;
mod inset;
mod line;
mod meta;
mod number;
mod outline;
mod pen;
mod profile;
mod refs;
mod rules;
mod structure;
mod tags;
mod units;
mod write;

#[cfg(test)]
mod tests;

pub use caption::{Caption, caption};
pub use error::Error;
pub use inset::{Inset, inset};
pub use write::write;
