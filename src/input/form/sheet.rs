//! A sheet of cells, whatever file it came from.

use std::sync::Arc;

use crate::base::{Source, Span, text};

/// The rows that hold something, each with all its cells.
pub struct Sheet {
    /// The file; a place in it is a cell of a workbook or the field of a line.
    pub source: Arc<Source>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What it says: a text in NFC without blanks around it, a plain number, a percent without its sign, a day as
    /// year-month-day, the formula that has no value.
    pub text: String,
    /// What it is.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
}

/// What a cell can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing.
    Blank,
    /// A text, as every field of a CSV file is.
    Text,
    /// A number.
    Number,
    /// A number shown as a percent.
    Percent,
    /// A day.
    Day,
    /// A formula whose value the file does not hold.
    Formula,
    /// An error of the spreadsheet: `#N/A`.
    Fault,
}

impl Sheet {
    /// A sheet of a workbook: rows of cells with their names, in order.
    pub fn of_cells(file: &str, rows: Vec<Vec<(String, String, Kind)>>) -> Self {
        let named = rows.iter().flatten().map(|(name, text, _)| (name.clone(), text.clone()));
        let source = Source::sheet(file, named);
        let mut line = 0;
        let rows = rows.into_iter().map(|row| {
            let cells = row.into_iter().map(|(_, text, kind)| {
                line += 1;
                Cell { text, kind, span: source.line(line) }
            });
            cells.collect()
        });
        let rows = rows.collect();
        Self { source, rows }
    }
}

/// A text as cells hold it: NFC, line breaks of one kind, no blanks around it.
pub fn cleaned(written: &str) -> String {
    text::nfc(&written.replace("\r\n", "\n").replace('\r', "\n")).trim().to_owned()
}
