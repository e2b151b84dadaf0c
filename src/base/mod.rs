//! What every room speaks — lengths, dates, places in files, diagnostics, Vietnamese text.

pub mod archive;
mod date;
mod diagnostic;
mod length;
mod source;
pub mod text;

pub use date::PartialDate;
pub use diagnostic::{Diagnostic, Diagnostics, Phrase, Severity};
pub use length::{Length, Twip};
pub use source::{Place, Placed, Source, Span};
