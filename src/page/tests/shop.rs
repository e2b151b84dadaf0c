//! Small galleys: a page of ten lines, paragraphs of so many lines each, tables of a few cells.

use crate::base::Twip;
use crate::document::{Meta, RowKind};
use crate::galley::{
    Cell, CellMargins, Flow, Galley, Line, Merge, PageFrame, Para, ParaId, ParaStyle, Row, Run, RunKind, Section,
    StyleSheet, Table, TableKind, Tag, VerticalAlign, row_heights,
};
use crate::page::{Mark, Page, Pages, Reading, cut};
use crate::rules::{Align, Role};

/// Height of a line.
pub(super) const LINE: i32 = 100;
/// Weight of a table's borders in eighths of a point, and in twips.
pub(super) const EIGHTHS: u16 = 4;
pub(super) const BORDER: i32 = 10;
/// Width of the text and of every column.
pub(super) const WIDTH: i32 = 1000;
/// From the paper's top to the text.
pub(super) const TOP: i32 = 100;

/// Room for ten lines between margins of one.
pub(super) fn frame() -> PageFrame {
    PageFrame {
        width: Twip(WIDTH + 200),
        height: Twip(10 * LINE + 200),
        landscape: false,
        top: Twip(TOP),
        bottom: Twip(100),
        left: Twip(100),
        right: Twip(100),
        header: Twip(10),
        footer: Twip(10),
    }
}

const STYLE: ParaStyle = ParaStyle {
    half_points: 28,
    line: Twip(LINE),
    before: Twip::ZERO,
    after: Twip::ZERO,
    first_line: Twip::ZERO,
    left: Twip::ZERO,
    right: Twip::ZERO,
    align: Align::Left,
    keep_next: false,
    keep_lines: false,
    bold: false,
    italic: false,
};

/// A paragraph of so many lines of one letter each.
pub(super) fn para(lines: usize) -> Para {
    let text = "x".repeat(lines);
    let line = |at: u32| Line { start: at, end: at + 1, x: Twip::ZERO, width: Twip(10), stretch: Twip::ZERO, gaps: 0 };
    Para {
        id: ParaId(0),
        role: Role::Body,
        style: STYLE,
        runs: vec![Run { end: lines as u32, bold: false, italic: false, kind: RunKind::Text }],
        text,
        rule: None,
        measure: Twip(WIDTH),
        lines: (0..lines as u32).map(line).collect(),
        tag: Tag::Paragraph,
        outline: None,
        fields: vec![],
        drawing: None,
        pictures: Vec::new(),
    }
}

/// A paragraph without words, which has a line of height all the same.
pub(super) fn empty() -> Para {
    let mut para = para(1);
    para.text.clear();
    para.lines[0].end = 0;
    para
}

/// Ties a paragraph to what follows.
pub(super) fn kept(mut para: Para) -> Para {
    para.style.keep_next = true;
    para
}

/// Gives a paragraph space above and below.
pub(super) fn spaced(mut para: Para, before: i32, after: i32) -> Para {
    (para.style.before, para.style.after) = (Twip(before), Twip(after));
    para
}

/// A cell of one column with so many lines.
pub(super) fn cell(column: usize, merge: Merge, paras: Vec<Para>) -> Cell {
    Cell { column, span: 1, merge, vertical: VerticalAlign::Top, paras }
}

/// A row of unmerged cells with so many lines each.
pub(super) fn row<const N: usize>(lines: [usize; N]) -> Row {
    cells(lines.into_iter().enumerate().map(|(column, lines)| cell(column, Merge::None, vec![para(lines)])).collect())
}

/// A row of two columns: a cell with so many lines, and one that is part of a merged cell.
pub(super) fn merged(lines: usize, merge: Merge, merged_lines: usize) -> Row {
    let second = if merge == Merge::Continue { empty() } else { para(merged_lines) };
    cells(vec![cell(0, Merge::None, vec![para(lines)]), cell(1, merge, vec![second])])
}

/// A row; its height comes with the table.
pub(super) fn cells(cells: Vec<Cell>) -> Row {
    Row { kind: RowKind::Item, cells, height: Twip::ZERO, min_height: None, keep_next: false }
}

/// Ties a row to the next.
pub(super) fn kept_row(mut row: Row) -> Row {
    row.keep_next = true;
    row
}

/// A table with borders and no cell margins; its columns share the width.
pub(super) fn table(head_rows: usize, rows: Vec<Row>) -> Table {
    let columns = rows.iter().flat_map(|row| &row.cells).map(|cell| cell.column + cell.span).max().unwrap_or(1);
    let column = WIDTH / columns as i32;
    let mut table = Table {
        kind: TableKind::Data { summary: String::new() },
        grid: vec![Twip(column); columns],
        indent: Twip::ZERO,
        edges: (0..=columns as i32).map(|edge| Twip(edge * column)).collect(),
        border: Some(EIGHTHS),
        margins: CellMargins::default(),
        head_rows,
        rows,
    };
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        let width = Twip(column * cell.span as i32);
        cell.paras.iter_mut().for_each(|para| para.measure = width);
    }
    row_heights(&mut table);
    table
}

/// A section on pages of ten lines.
pub(super) fn section(flow: Vec<Flow>) -> Section {
    let mut number = para(1);
    number.style.line = Twip(50);
    Section { page: frame(), first_header: Vec::new(), first_footer: Vec::new(), page_number: number, flow }
}

/// A galley of sections, its paragraphs numbered.
pub(super) fn galley(mut sections: Vec<Section>) -> Galley {
    let mut next = 0;
    let mut number = |para: &mut Para| {
        para.id = ParaId(next);
        next += 1;
    };
    for section in &mut sections {
        for item in &mut section.flow {
            match item {
                Flow::Para(para) => number(para),
                Flow::Table(table) => {
                    table
                        .rows
                        .iter_mut()
                        .flat_map(|row| &mut row.cells)
                        .flat_map(|cell| &mut cell.paras)
                        .for_each(&mut number);
                }
            }
        }
        section.first_footer.iter_mut().for_each(&mut number);
        number(&mut section.page_number);
    }
    let meta = Meta { title: String::new(), author: String::new(), subject: String::new(), date: None };
    Galley { meta, styles: StyleSheet(Vec::new()), sections, paragraphs: next, signing: None }
}

/// Paragraphs as one section.
pub(super) fn paras(paras: impl IntoIterator<Item = Para>) -> Galley {
    galley(vec![section(paras.into_iter().map(Flow::Para).collect())])
}

/// One table as a section.
pub(super) fn one_table(table: Table) -> Galley {
    galley(vec![section(vec![Flow::Table(table)])])
}

/// What stands on each page: paragraphs by letter with their lines from 1, in brackets what is repeated.
pub(super) fn shown(galley: &Galley) -> Vec<String> {
    let pages: Pages<'_> = cut(galley);
    pages.pages.iter().map(page).collect()
}

fn page(page: &Page<'_>) -> String {
    let marks = page.marks.iter().filter_map(|mark| {
        let Mark::Text { para, lines, reading, .. } = mark else { return None };
        let lines = format!("{}{}-{}", letter(para), lines.start + 1, lines.end);
        match reading {
            Reading::Content => Some(lines),
            Reading::Repeated => Some(format!("({lines})")),
            Reading::PageNumber => None,
        }
    });
    marks.collect::<Vec<_>>().join(" ")
}

fn letter(para: &Para) -> char {
    char::from(b'a' + para.id.0 as u8)
}

/// Top of every text on every page, from the text area's top.
pub(super) fn tops(galley: &Galley) -> Vec<Vec<i32>> {
    let texts = |page: &Page<'_>| {
        let tops = page.marks.iter().filter_map(|mark| match mark {
            Mark::Text { y, reading: Reading::Content | Reading::Repeated, .. } => Some(y.0 - TOP),
            Mark::Text { .. }
            | Mark::Field { .. }
            | Mark::Drawing { .. }
            | Mark::Picture { .. }
            | Mark::Rule { .. } => None,
        });
        tops.collect()
    };
    cut(galley).pages.iter().map(texts).collect()
}
