//! The text of cells, by lines counted through all of a cell's paragraphs.

use std::ops::Range;

use super::marks::{Mark, Reading};
use super::paragraph;
use crate::base::Twip;
use crate::galley::{Cell, Para, Row, Table, VerticalAlign};

/// A merged cell that goes on over a page break.
pub(super) struct OpenCell<'g> {
    /// The cell, as its first row has it.
    pub(super) cell: &'g Cell,
    /// One past its last row.
    pub(super) until: usize,
    /// How many of its lines stand on the pages before.
    pub(super) done: usize,
}

/// What a row needs to begin on a page: its border, its margins and the first line of each cell.
pub(super) fn first_lines(table: &Table, row: &Row) -> Twip {
    let line = row.cells.iter().map(|cell| height(cell, &(0..1))).max().unwrap_or_default();
    table.border_thickness() + table.margins.top + table.margins.bottom + line
}

/// How many lines a cell has.
pub(super) fn line_count(cell: &Cell) -> usize {
    cell.paras.iter().map(|para| para.lines.len()).sum()
}

/// One past the last line, from `done` on, that a height holds; at least one line, so that no row goes on for ever.
pub(super) fn lines_that_fit(cell: &Cell, done: usize, room: Twip) -> usize {
    lines_within(cell, done, room).max(done + 1).min(line_count(cell))
}

/// One past the last line, from `done` on, that a height holds; it may hold none.
pub(super) fn lines_within(cell: &Cell, done: usize, room: Twip) -> usize {
    let total = line_count(cell);
    let mut fit = done;
    while fit < total && height(cell, &(done..fit + 1)) <= room {
        fit += 1;
    }
    fit
}

/// Height of some of a cell's lines, with the spaces between and around their paragraphs.
pub(super) fn height(cell: &Cell, lines: &Range<usize>) -> Twip {
    let mut height = Twip::ZERO;
    let mut after = Twip::ZERO;
    for (para, lines) in pieces(cell, lines) {
        height += gap(para, &lines, after) + piece_height(para, &lines);
        after = space_below(para, &lines);
    }
    height + after
}

/// Marks some of a cell's lines from a height on.
pub(super) fn place<'g>(
    cell: &'g Cell,
    lines: &Range<usize>,
    x: Twip,
    y: Twip,
    reading: Reading,
    mark: &mut dyn FnMut(Mark<'g>),
) {
    let (mut y, mut after) = (y, Twip::ZERO);
    for (para, lines) in pieces(cell, lines) {
        y += gap(para, &lines, after);
        after = space_below(para, &lines);
        y += paragraph::place(para, lines, x, y, reading, mark);
    }
}

/// How far down text starts, with so much to spare.
pub(super) fn offset(vertical: VerticalAlign, spare: Twip) -> Twip {
    match vertical {
        VerticalAlign::Top => Twip::ZERO,
        VerticalAlign::Centre => Twip(spare.0.max(0) / 2),
    }
}

/// The paragraphs of a cell with those of their lines that are in the range.
fn pieces<'g>(cell: &'g Cell, lines: &Range<usize>) -> impl Iterator<Item = (&'g Para, Range<usize>)> {
    let lines = lines.clone();
    let mut first = 0;
    cell.paras.iter().filter_map(move |para| {
        let count = para.lines.len();
        let own = lines.start.max(first) - first..lines.end.min(first + count).max(first) - first;
        first += count;
        (own.start < own.end).then_some((para, own))
    })
}

fn gap(para: &Para, lines: &Range<usize>, after: Twip) -> Twip {
    if lines.start == 0 { after.max(para.style.before) } else { after }
}

fn space_below(para: &Para, lines: &Range<usize>) -> Twip {
    if lines.end == para.lines.len() { para.style.after } else { Twip::ZERO }
}

fn piece_height(para: &Para, lines: &Range<usize>) -> Twip {
    let (above, below) = para.rule.map_or((Twip::ZERO, Twip::ZERO), |rule| (rule.height_above(), rule.height_below()));
    let above = if lines.start == 0 { above } else { Twip::ZERO };
    let below = if lines.end == para.lines.len() { below } else { Twip::ZERO };
    para.style.line * lines.len() as i32 + above + below
}
