//! Tables: columns, rows, merged cells, and what must not be parted.

use super::heights::{row_heights, table_edges};
use super::setter::{Setter, Words};
use super::{Cell, CellMargins, Merge, OutlineLevel, Para, ParaStyle, Row, Table, TableKind, VerticalAlign};
use crate::base::Twip;
use crate::document::{self, CellAlign, RowKind, TableWidth, plain_text};
use crate::rules::{Align, Role};

/// Borders of half a point.
const BORDER_EIGHTHS: u16 = 4;
/// Between border and text: left and right as Word has them, above and below enough that marks do not touch the border.
const MARGINS: CellMargins = CellMargins { top: Twip(28), bottom: Twip(28), left: Twip(108), right: Twip(108) };
/// A column is never narrower than its margins and a few letters.
const LEAST_COLUMN: Twip = Twip(400);

/// Sets a table across a column so wide.
pub(super) fn set_table(setter: &mut Setter<'_>, table: &document::Table, width: Twip, page_height: Twip) -> Table {
    let grid = grid(&table.columns, width);
    let edges = table_edges(&grid, Twip::ZERO);
    let mut rows = Vec::with_capacity(table.head.len() + table.rows.len());
    // Cells that reach into the rows below, by column: how many rows are left, and the columns they cover.
    let mut open = vec![Open::default(); grid.len()];
    for row in table.head.iter().chain(&table.rows) {
        rows.push(set_row(setter, row, &edges, &mut open));
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

/// The columns' widths: fixed ones as said, the others share what is left.
fn grid(columns: &[document::Column], width: Twip) -> Vec<Twip> {
    let fixed: Twip = columns
        .iter()
        .map(|column| match column.width {
            TableWidth::Fixed(length) => length.twips(),
            TableWidth::Share(_) => Twip::ZERO,
        })
        .sum();
    let shares: i64 = columns
        .iter()
        .map(|column| match column.width {
            TableWidth::Fixed(_) => 0,
            TableWidth::Share(share) => i64::from(share.max(1)),
        })
        .sum();
    let free = i64::from((width - fixed).max(Twip::ZERO).0);
    let mut seen = 0;
    let mut given = 0;
    columns
        .iter()
        .map(|column| match column.width {
            TableWidth::Fixed(length) => length.twips(),
            TableWidth::Share(share) => {
                // Cumulative, so that roundings do not add up.
                seen += i64::from(share.max(1));
                let upto = free * seen / shares.max(1);
                let own = upto - given;
                given = upto;
                Twip(own as i32).max(LEAST_COLUMN)
            }
        })
        .collect()
}

/// A cell that goes on in the rows below.
#[derive(Clone, Copy, Default)]
struct Open {
    rows: usize,
    span: usize,
}

fn set_row(setter: &mut Setter<'_>, row: &document::Row, edges: &[Twip], open: &mut [Open]) -> Row {
    let columns = open.len();
    let mut cells = Vec::with_capacity(row.cells.len());
    let mut given = row.cells.iter();
    let mut column = 0;
    while column < columns {
        let Open { rows, span } = open[column];
        if rows > 0 {
            open[column].rows -= 1;
            cells.push(continued(setter, row.kind, column, span, edges));
            column += span;
            continue;
        }
        let Some(cell) = given.next() else {
            cells.push(empty(setter, row.kind, column, edges));
            column += 1;
            continue;
        };
        let span = cell.columns.clamp(1, columns - column);
        if cell.rows > 1 {
            open[column] = Open { rows: cell.rows - 1, span };
        }
        cells.push(set_cell(setter, row.kind, cell, column, span, edges));
        column += span;
    }
    Row { kind: row.kind, cells, height: Twip::ZERO, min_height: None, keep_next: false }
}

fn set_cell(
    setter: &mut Setter<'_>,
    kind: RowKind,
    cell: &document::Cell,
    column: usize,
    span: usize,
    edges: &[Twip],
) -> Cell {
    let role = role(kind, cell.align);
    let mut style = *setter.styles.of(role);
    if cell.align == CellAlign::Right {
        style = ParaStyle { align: Align::Right, ..style };
    }
    let words = Words::inlines(role, &cell.text);
    let mut para = setter.para_with(role, style, words, inner(edges, column, span));
    if kind == RowKind::Field && span > 1 && !plain_text(&cell.text).is_empty() {
        para.outline = Some(OutlineLevel(2));
    }
    let merge = if cell.rows > 1 { Merge::Start(cell.rows) } else { Merge::None };
    Cell { column, span, merge, vertical: vertical(kind), paras: vec![para] }
}

fn continued(setter: &mut Setter<'_>, kind: RowKind, column: usize, span: usize, edges: &[Twip]) -> Cell {
    let para = empty_para(setter, kind, inner(edges, column, span));
    Cell { column, span, merge: Merge::Continue, vertical: vertical(kind), paras: vec![para] }
}

fn empty(setter: &mut Setter<'_>, kind: RowKind, column: usize, edges: &[Twip]) -> Cell {
    let para = empty_para(setter, kind, inner(edges, column, 1));
    Cell { column, span: 1, merge: Merge::None, vertical: vertical(kind), paras: vec![para] }
}

fn empty_para(setter: &mut Setter<'_>, kind: RowKind, column: Twip) -> Para {
    let role = role(kind, CellAlign::Left);
    setter.para(role, Words::default(), column)
}

/// Heads stand in the middle of their cells, all else at the top: LibreOffice loses the middle in some rows of long tables.
fn vertical(kind: RowKind) -> VerticalAlign {
    match kind {
        RowKind::Head => VerticalAlign::Centre,
        RowKind::Field | RowKind::Group | RowKind::Item | RowKind::Total => VerticalAlign::Top,
    }
}

/// The text's width in a cell over so many columns.
fn inner(edges: &[Twip], column: usize, span: usize) -> Twip {
    edges[column + span] - edges[column] - MARGINS.left - MARGINS.right
}

fn role(kind: RowKind, align: CellAlign) -> Role {
    match (kind, align) {
        (RowKind::Head, _) => Role::TableHead,
        (RowKind::Field | RowKind::Group | RowKind::Total, CellAlign::Centre) => Role::TableHead,
        (RowKind::Field | RowKind::Group | RowKind::Total, CellAlign::Left | CellAlign::Right) => Role::TableGroup,
        (RowKind::Item, CellAlign::Centre) => Role::TableCentred,
        (RowKind::Item, CellAlign::Left | CellAlign::Right) => Role::TableText,
    }
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
