//! Rows that move together.

use crate::base::Twip;
use crate::galley::{Row, Table};

/// One past the last row that is tied to this one.
pub(super) fn chain_end(rows: &[Row], first: usize) -> usize {
    let tied = rows[first..].iter().take_while(|row| row.keep_next).count();
    (first + tied + 1).min(rows.len())
}

/// Height of rows.
pub(super) fn height(rows: &[Row]) -> Twip {
    rows.iter().map(|row| row.height).sum()
}

/// What a table needs to begin on a page: its head, its first row with what that is tied to, and the border below.
pub(super) fn first_rows_height(table: &Table) -> Twip {
    let head = table.head_rows.min(table.rows.len());
    if head == table.rows.len() {
        return height(&table.rows) + table.border_thickness();
    }
    height(&table.rows[..chain_end(&table.rows, head)]) + table.border_thickness()
}
