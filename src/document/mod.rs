//! The document model. Meaning only: no size, no colour, no position.
//!
//! Everything that an office can get wrong was found before a `Document` exists; everything that type and paper need is
//! decided after it, in `galley`.

mod block;
mod chart;
mod differences;
mod frame;
mod issued;
mod table;

pub use block::{Block, Heading, Inline, Item, Level, List, ListKind, plain_text};
pub use chart::{Chart, Series};
pub use differences::{Difference, differences};
pub use frame::{
    Annex, Blank, Document, Frame, Main, Meta, NumberLine, Signature, SigningFacts, Stamp, StampKind, date_line,
};
pub use issued::Issued;
pub use table::{Cell, CellAlign, Column, Row, RowKind, Table, TableWidth};
