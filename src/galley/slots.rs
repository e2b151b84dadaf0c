//! Which cell stands in which columns of a row, with cells from the rows above reaching down.

use crate::document::{Cell, Row};

/// A cell's place in a row.
pub(super) struct Slot<'a> {
    /// First column.
    pub(super) column: usize,
    /// How many columns.
    pub(super) span: usize,
    /// What stands there.
    pub(super) holds: Holds<'a>,
}

/// What a place in a row holds.
pub(super) enum Holds<'a> {
    /// A cell of this row.
    Cell(&'a Cell),
    /// A cell of a row above that reaches down.
    Covered,
    /// Nothing: the row has too few cells.
    Nothing,
}

/// The cells that reach into the rows below, by column: how many rows are left, and the columns they cover.
pub(super) struct Reach(Vec<(usize, usize)>);

impl Reach {
    /// At the top of a table of so many columns.
    pub(super) fn new(columns: usize) -> Self {
        Self(vec![(0, 1); columns])
    }

    /// The places of the next row, over all columns.
    pub(super) fn slots<'a>(&mut self, row: &'a Row) -> Vec<Slot<'a>> {
        let mut slots = Vec::with_capacity(row.cells.len() + 1);
        let mut cells = row.cells.iter();
        let mut column = 0;
        while column < self.0.len() {
            let slot = self.slot(column, &mut cells);
            column += slot.span;
            slots.push(slot);
        }
        slots
    }

    fn slot<'a>(&mut self, column: usize, cells: &mut std::slice::Iter<'a, Cell>) -> Slot<'a> {
        let columns = self.0.len();
        let (rows, span) = &mut self.0[column];
        if *rows > 0 {
            *rows -= 1;
            return Slot { column, span: *span, holds: Holds::Covered };
        }
        let Some(cell) = cells.next() else { return Slot { column, span: 1, holds: Holds::Nothing } };
        *span = cell.columns.clamp(1, columns - column);
        *rows = cell.rows.saturating_sub(1);
        Slot { column, span: *span, holds: Holds::Cell(cell) }
    }
}
