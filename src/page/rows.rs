//! Rows that move together.

use super::cells;
use crate::base::Twip;
use crate::galley::{Merge, Row, Table};

/// One past the last row that is tied to this one.
pub(super) fn chain_end(rows: &[Row], first: usize) -> usize {
    let tied = rows[first..].iter().take_while(|row| row.keep_next).count();
    (first + tied + 1).min(rows.len())
}

/// Height of rows.
pub(super) fn height(rows: &[Row]) -> Twip {
    rows.iter().map(|row| row.height).sum()
}

/// What rows that move together need to begin on a page: their whole height, or, if one of them is higher than `capacity`,
/// which no page exceeds, as much as it takes to begin that one.
pub(super) fn needed(table: &Table, rows: &[Row], capacity: Twip) -> Twip {
    let high = rows.iter().position(|row| is_high(row, capacity));
    match high {
        Some(at) => height(&rows[..at]) + cells::first_lines(table, &rows[at]),
        None => height(rows),
    }
}

/// Whether no page holds a row, so that it begins where it stands. One that is tied to the next begins on a new page all the
/// same, as it does in LibreOffice; so does one that a merged cell reaches into, whose lines are not the row's to count.
fn is_high(row: &Row, capacity: Twip) -> bool {
    row.height > capacity && !row.keep_next && row.cells.iter().all(|cell| cell.merge == Merge::None)
}

/// The greatest height of rows on a page with room for so much text: less the head that is repeated and the border below.
pub(super) fn capacity(table: &Table, head: usize, room: Twip) -> Twip {
    room - height(&table.rows[..repeated(table, head, room)]) - table.border_thickness()
}

/// How many of the head's rows are repeated: all, unless a head that fills half a page would leave its rows no room.
pub(super) fn repeated(table: &Table, head: usize, room: Twip) -> usize {
    if height(&table.rows[..head]) * 2 <= room { head } else { 0 }
}

/// What a table needs to begin on a page: its head, its first row with what that is tied to, and the border below. The next
/// page has room for so much text.
pub(super) fn first_rows_height(table: &Table, room: Twip) -> Twip {
    let head = table.head_rows.min(table.rows.len());
    let (head_rows, body) = table.rows.split_at(head);
    let first = if body.is_empty() { body } else { &body[..chain_end(body, 0)] };
    height(head_rows) + needed(table, first, capacity(table, head, room)) + table.border_thickness()
}
