//! Tables: columns, rows, merged cells, and what must not be parted.

use super::cells::{MARGINS, empty_cell, set_cell};
use super::columns::column_widths;
use super::heights::{row_heights, table_edges};
use super::setter::Setter;
use super::slots::{Holds, Reach};
use super::{Merge, Row, Table, TableKind};
use crate::base::Twip;
use crate::document::{self, RowKind};

/// Borders of half a point.
const BORDER_EIGHTHS: u16 = 4;

/// Sets a table across a column so wide.
pub(super) fn set_table(setter: &mut Setter<'_>, table: &document::Table, width: Twip, page_height: Twip) -> Table {
    let grid = column_widths(setter, table, width);
    let edges = table_edges(&grid, Twip::ZERO);
    let mut rows = Vec::with_capacity(table.head.len() + table.rows.len());
    let mut reach = Reach::new(grid.len());
    for row in table.head.iter().chain(&table.rows) {
        rows.push(set_row(setter, row, &edges, &mut reach));
    }
    let mut set = Table {
        kind: TableKind::Data { summary: table.summary.clone() },
        grid,
        indent: Twip::ZERO,
        edges,
        border: Some(BORDER_EIGHTHS),
        margins: MARGINS,
        head_rows: table.head.len(),
        rows,
    };
    row_heights(&mut set);
    tie_rows(&mut set, page_height);
    set
}

fn set_row(setter: &mut Setter<'_>, row: &document::Row, edges: &[Twip], reach: &mut Reach) -> Row {
    let slots = reach.slots(row).into_iter();
    let cells = slots.map(|slot| match slot.holds {
        Holds::Cell(cell) => set_cell(setter, row.kind, cell, &slot, edges),
        Holds::Covered => empty_cell(setter, row.kind, Merge::Continue, &slot, edges),
        Holds::Nothing => empty_cell(setter, row.kind, Merge::None, &slot, edges),
    });
    Row { kind: row.kind, cells: cells.collect(), height: Twip::ZERO, min_height: None, keep_next: false }
}

/// Ties rows that must not be parted: a field or group to what follows it, and the rows of one merged cell where they fit on a
/// page.
fn tie_rows(table: &mut Table, page_height: Twip) {
    let head: Twip = table.rows[..table.head_rows].iter().map(|row| row.height).sum();
    let room = page_height - head - table.border_thickness();
    let mut index = table.head_rows;
    while index < table.rows.len() {
        let kind = table.rows[index].kind;
        let last = index + 1 == table.rows.len();
        if matches!(kind, RowKind::Field | RowKind::Group) && !last {
            keep_row(&mut table.rows[index]);
        }
        let group = merged_rows(&table.rows[index]).min(table.rows.len() - index);
        let height: Twip = table.rows[index..index + group].iter().map(|row| row.height).sum();
        if group > 1 && height <= room {
            table.rows[index..index + group - 1].iter_mut().for_each(keep_row);
        }
        index += group;
    }
}

/// How many rows the deepest merged cell of this row covers.
fn merged_rows(row: &Row) -> usize {
    row.cells.iter().fold(1, |most, cell| match cell.merge {
        Merge::Start(rows) => most.max(rows),
        Merge::None | Merge::Continue => most,
    })
}

fn keep_row(row: &mut Row) {
    row.keep_next = true;
    for para in row.cells.iter_mut().flat_map(|cell| &mut cell.paras) {
        para.style.keep_next = true;
    }
}
