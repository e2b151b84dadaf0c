//! Cells and rows that several tables share.

use super::frame::lines;
use crate::base::{Length, Placed};
use crate::document::{Cell, CellAlign, Column, Row, RowKind, TableWidth};
use crate::plan::{OfficeId, Plan};

/// A cell of one column and one row.
pub(super) fn cell(text: &str, align: CellAlign) -> Cell {
    Cell { text: lines(text), columns: 1, rows: 1, align }
}

/// A cell of a head over so many columns and rows.
pub(super) fn head_cell(text: &str, columns: usize, rows: usize) -> Cell {
    Cell { columns, rows, ..cell(text, CellAlign::Centre) }
}

/// A bold row: the number in the first column, the title across the others.
pub(super) fn title_row(kind: RowKind, number: &str, title: &str, columns: usize) -> Row {
    let title = Cell { columns: columns - 1, ..cell(title, CellAlign::Left) };
    Row { kind, cells: vec![cell(number, CellAlign::Centre), title] }
}

/// A column of a width that its content never asks to change: numbers, days.
pub(super) fn fixed(mm: i64) -> Column {
    Column { width: TableWidth::Fixed(Length::mm(mm)) }
}

/// A column as narrow as its longest word lets it be: counts, numbers of rows.
pub(super) fn tight() -> Column {
    share(1)
}

/// A column with a share of what the fixed ones leave.
pub(super) fn share(share: u32) -> Column {
    Column { width: TableWidth::Share(share) }
}

/// Names of posts, as printed.
pub(super) fn offices(plan: &Plan, ids: &[Placed<OfficeId>]) -> String {
    let names: Vec<&str> =
        ids.iter().map(|id| plan.office(&id.value).map_or(id.value.0.as_str(), |office| &office.name.value)).collect();
    names.join("; ")
}
