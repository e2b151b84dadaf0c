//! Heights of cells and rows, and the columns' edges, as LibreOffice and Word lay tables out.

use super::{Cell, Merge, Para, Row, Table};
use crate::base::Twip;

/// The columns' edges from the left margin: the grid's sums, rounded as LibreOffice stores them (in ten-thousandths of the
/// table's width), so that they are off by a twip where its are.
pub(super) fn table_edges(grid: &[Twip], indent: Twip) -> Vec<Twip> {
    let width = i64::from(grid.iter().copied().sum::<Twip>().0).max(1);
    let mut sum = 0;
    let mut edges = Vec::with_capacity(grid.len() + 1);
    edges.push(indent);
    for column in grid {
        sum += i64::from(column.0);
        let relative = (sum * 10_000 * 2 + width) / (width * 2);
        edges.push(indent + Twip((relative * width / 10_000) as i32));
    }
    edges
}

/// Height of paragraphs in a cell: the first one's space above and the last one's below count whole, between two the
/// larger of both.
pub(crate) fn stack_height(paras: &[Para]) -> Twip {
    let mut height = Twip::ZERO;
    let mut after = Twip::ZERO;
    for para in paras {
        height += after.max(para.style.before) + para.height();
        after = para.style.after;
    }
    height + after
}

/// Sets the height of every row: its highest cell of one row, borders and margins in it; what a merged cell needs beyond
/// its rows goes to the last of them.
pub(crate) fn row_heights(table: &mut Table) {
    let around = table.border_thickness() + table.margins.top + table.margins.bottom;
    for row in &mut table.rows {
        let content = row.cells.iter().map(own_height).max().unwrap_or_default();
        row.height = (around + content).max(row.min_height.unwrap_or_default());
    }
    for (first, rows, needed) in merged(&table.rows) {
        let end = (first + rows).min(table.rows.len());
        let given: Twip = table.rows[first..end].iter().map(|row| row.height).sum();
        let excess = around + needed - given;
        if excess > Twip::ZERO {
            let last = &mut table.rows[end - 1];
            last.height += excess;
            // The row must say its height: LibreOffice centres the row's other cells in the height they ask for themselves,
            // and a repeated head does not grow by what a merged cell needs.
            last.min_height = Some(last.height);
        }
    }
}

/// What a cell asks of its own row: a merged cell's text is no matter of its first row, and neither is the empty paragraph
/// under it of the rows below (measured: even a higher one does not raise its row).
fn own_height(cell: &Cell) -> Twip {
    match cell.merge {
        Merge::None => stack_height(&cell.paras),
        Merge::Start(_) | Merge::Continue => Twip::ZERO,
    }
}

/// Merged cells: first row, number of rows, height of the text.
fn merged(rows: &[Row]) -> Vec<(usize, usize, Twip)> {
    let starts = rows.iter().enumerate().flat_map(|(index, row)| {
        row.cells.iter().filter_map(move |cell| match cell.merge {
            Merge::Start(rows) => Some((index, rows, stack_height(&cell.paras))),
            Merge::None | Merge::Continue => None,
        })
    });
    starts.collect()
}
