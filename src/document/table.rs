//! Tables with merged cells, by meaning.

use serde::{Deserialize, Serialize};

use super::Inline;
use crate::base::Length;

/// A table with a head that repeats on every page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// Head rows; a cell may span columns and rows.
    pub head: Vec<Row>,
    /// Body rows.
    pub rows: Vec<Row>,
    /// What the table shows, in a sentence: read aloud to who cannot see it.
    pub summary: String,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// How wide.
    pub width: TableWidth,
}

/// A column's width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TableWidth {
    /// As the office said.
    Fixed(Length),
    /// A share of what the fixed ones leave.
    Share(u32),
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// Its cells; a column that a cell of a row above still covers has none.
    pub cells: Vec<Cell>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowKind {
    /// A head row.
    Head,
    /// Lĩnh vực: bold, never alone at a page's foot, in the outline.
    Field,
    /// Nhóm: bold, never alone at a page's foot.
    Group,
    /// Figures or a task.
    Item,
    /// Tổng.
    Total,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its text; breaks make lines.
    pub text: Vec<Inline>,
    /// How many columns it covers, at least 1.
    pub columns: usize,
    /// How many rows it covers, at least 1.
    pub rows: usize,
    /// How its lines stand.
    pub align: CellAlign,
}

/// How a cell's lines stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CellAlign {
    /// Words.
    Left,
    /// Numbers of rows, short words.
    Centre,
    /// Figures.
    Right,
}
