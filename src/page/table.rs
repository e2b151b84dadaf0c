//! Tables on pages: rows whole as long as a page holds them, heads repeated, merged cells over the break.

use std::ops::Range;

use super::borders::borders;
use super::cells::{self, OpenCell};
use super::cutter::Cutter;
use super::marks::Reading;
use super::rows::{self, chain_end, first_rows_height, height};
use crate::base::Twip;
use crate::galley::{Cell, Merge, Table};

/// A row, or a piece of one, as it stands on a page.
pub(super) struct PlacedRow {
    /// Which row of the table.
    pub(super) index: usize,
    /// Its top, border included, from the paper's top.
    pub(super) y: Twip,
    /// Its height on this page.
    pub(super) height: Twip,
    /// A head printed again.
    pub(super) repeated: bool,
    /// For a piece of a row: the lines of each cell on this page.
    piece: Option<Vec<Range<usize>>>,
    /// A further piece of a row that began on a page before.
    goes_on: bool,
    /// A piece of a row whose rest stands on the next page.
    cut: bool,
}

impl PlacedRow {
    /// As the last row of a page: whether cells that reach down to a row go on after the page.
    fn goes_on_until(&self, until: usize) -> bool {
        self.index + 1 < until || (self.index + 1 == until && self.cut)
    }
}

/// A table being set, page by page.
struct Setting<'c, 'g> {
    cutter: &'c mut Cutter<'g>,
    table: &'g Table,
    /// How many first rows are a head that stays whole and is repeated.
    head: usize,
    /// Rows on this page.
    part: Vec<PlacedRow>,
    /// Merged cells that go on from the pages before.
    open: Vec<OpenCell<'g>>,
}

impl<'g> Cutter<'g> {
    /// Sets a table. What it is tied to may have filled the page; then it starts on the next.
    pub(super) fn table(&mut self, table: &'g Table) {
        if table.rows.is_empty() {
            return;
        }
        let first_rows = first_rows_height(table, self.next_room());
        if self.gap(Twip::ZERO) + first_rows > self.left() && self.can_move() {
            self.new_page();
        }
        self.used += self.gap(Twip::ZERO);
        let head = table.head_rows.min(table.rows.len());
        // A head that leaves its first row no room is as any other row.
        let high = first_rows > self.left() && height(&table.rows[..head]) * 2 > self.room;
        let head = if high { 0 } else { head };
        let mut setting = Setting { cutter: self, table, head, part: Vec::new(), open: Vec::new() };
        setting.set();
        self.after = Twip::ZERO;
    }
}

impl<'g> Setting<'_, 'g> {
    fn set(&mut self) {
        let rows = &self.table.rows;
        (0..self.head).for_each(|row| self.whole(row, rows[row].height, false));
        let mut row = self.head;
        while row < rows.len() {
            let end = chain_end(rows, row);
            if !self.fits(rows::needed(self.table, &rows[row..end], self.capacity())) && self.has_body() {
                self.next_page();
            }
            if self.open.is_empty() && self.fits(height(&rows[row..end])) {
                (row..end).for_each(|row| self.whole(row, rows[row].height, false));
            } else {
                (row..end).for_each(|row| self.alone(row));
            }
            row = end;
        }
        self.finish_part();
    }

    /// Rows until Σ heights and the border below go beyond the page, to the twip.
    fn fits(&self, height: Twip) -> bool {
        height + self.table.border_thickness() <= self.cutter.left()
    }

    /// Whether this page holds more of the table than its head.
    fn has_body(&self) -> bool {
        self.part.iter().any(|row| row.index >= self.head)
    }

    fn whole(&mut self, index: usize, height: Twip, repeated: bool) {
        let y = self.cutter.y();
        self.part.push(PlacedRow { index, y, height, repeated, piece: None, goes_on: false, cut: false });
        self.cutter.take(height);
    }

    /// A row by itself: its chain is longer than a page, or cells reach into it from the page before.
    fn alone(&mut self, index: usize) {
        if !self.fits(self.needed_here(index)) && self.has_body() {
            self.next_page();
        }
        let height = self.height_here(index);
        if self.fits(height) { self.whole(index, height, false) } else { self.pieces(index) }
    }

    /// What a row needs to begin on this page: its height, unless no page holds it.
    fn needed_here(&self, index: usize) -> Twip {
        let own = rows::needed(self.table, &self.table.rows[index..=index], self.capacity());
        if own < self.table.rows[index].height { own } else { self.height_here(index) }
    }

    /// The greatest height that rows can have on one page.
    fn capacity(&self) -> Twip {
        rows::capacity(self.table, self.head, self.cutter.next_room())
    }

    /// A row's height on this page: a merged cell that was cut may need more than the rows that are left of it.
    fn height_here(&self, index: usize) -> Twip {
        self.table.rows[index].height.max(self.around() + self.merged_rest(index))
    }

    /// A row that no page holds, from here on: as many lines of each cell as there is room for, one at least; the row goes on until the
    /// merged cells that end with it have all their text as well.
    fn pieces(&mut self, index: usize) {
        let row = &self.table.rows[index];
        let mut done: Vec<usize> = vec![0; row.cells.len()];
        let mut goes_on = false;
        loop {
            let room = self.cutter.left() - self.around() - self.table.border_thickness();
            let take = |(cell, done): (&Cell, &usize)| *done..cells::lines_that_fit(cell, *done, room).max(*done);
            let own = |cell: &Cell| matches!(cell.merge, Merge::None);
            let piece: Vec<Range<usize>> =
                row.cells.iter().zip(&done).map(|pair| if own(pair.0) { take(pair) } else { 0..0 }).collect();
            let content = row.cells.iter().zip(&piece).map(|(cell, lines)| cells::height(cell, lines)).max();
            let merged = self.merged_rest(index);
            let content = content.unwrap_or_default().max(merged.min(room));
            done = piece.iter().map(|lines| lines.end).collect();
            let finished = merged <= content
                && row.cells.iter().zip(&done).all(|(cell, done)| !own(cell) || *done == cells::line_count(cell));
            let (y, height) = (self.cutter.y(), self.around() + content);
            self.part.push(PlacedRow {
                index,
                y,
                height,
                repeated: false,
                piece: Some(piece),
                goes_on,
                cut: !finished,
            });
            goes_on = true;
            self.cutter.take(height);
            if finished {
                return;
            }
            self.next_page();
        }
    }

    /// Height that the merged cells which end with a row still ask of it, beyond the rows above it on this page.
    fn merged_rest(&self, index: usize) -> Twip {
        let above = self.body(&self.part);
        let gone_on = self.open.iter().filter(|open| open.until == index + 1).map(|open| {
            let rest = open.done..cells::line_count(open.cell);
            cells::height(open.cell, &rest) - part_height(above, index)
        });
        let begun = above.iter().enumerate().flat_map(|(at, placed)| {
            let ends_here =
                |cell: &&Cell| matches!(cell.merge, Merge::Start(rows) if self.end(placed.index, rows) == index + 1);
            self.table.rows[placed.index]
                .cells
                .iter()
                .filter(ends_here)
                .map(move |cell| cells::height(cell, &(0..cells::line_count(cell))) - part_height(&above[at..], index))
        });
        gone_on.chain(begun).max().unwrap_or_default().max(Twip::ZERO)
    }

    /// One past the last row of a cell that starts in a row.
    fn end(&self, start: usize, rows: usize) -> usize {
        (start + rows).min(self.table.rows.len())
    }

    /// The rows of this page below the head.
    fn body<'p>(&self, part: &'p [PlacedRow]) -> &'p [PlacedRow] {
        &part[part.iter().take_while(|row| row.index < self.head).count()..]
    }

    /// Border and cell margins that every row has.
    fn around(&self) -> Twip {
        self.table.border_thickness() + self.table.margins.top + self.table.margins.bottom
    }

    fn next_page(&mut self) {
        self.finish_part();
        self.cutter.new_page();
        let repeated = rows::repeated(self.table, self.head, self.cutter.room);
        (0..repeated).for_each(|row| self.whole(row, self.table.rows[row].height, true));
    }

    /// Marks what stands of the table on this page.
    fn finish_part(&mut self) {
        let part = std::mem::take(&mut self.part);
        self.continued(&part);
        for (at, placed) in part.iter().enumerate() {
            for (column, cell) in self.table.rows[placed.index].cells.iter().enumerate() {
                match cell.merge {
                    Merge::None => self.cell(cell, column, placed),
                    Merge::Start(rows) if !placed.goes_on => self.merged(cell, rows, &part[at..]),
                    Merge::Start(_) => {}
                    Merge::Continue => {}
                }
            }
        }
        if self.table.border.is_some() {
            let left = self.cutter.frame().left;
            borders(self.table, &part, left).into_iter().for_each(|mark| self.cutter.mark(mark));
        }
        self.cutter.take(self.table.border_thickness());
    }

    fn cell(&mut self, cell: &'g Cell, column: usize, placed: &PlacedRow) {
        let lines = match &placed.piece {
            Some(piece) => piece[column].clone(),
            None => 0..cells::line_count(cell),
        };
        let reading = if placed.repeated { Reading::Repeated } else { Reading::Content };
        self.text(cell, lines, placed.y, placed.height, reading);
    }

    /// A merged cell from its first row on: what of its text its rows on this page hold.
    fn merged(&mut self, cell: &'g Cell, rows: usize, part: &[PlacedRow]) {
        let Some(first) = part.first() else { return };
        let until = self.end(first.index, rows);
        let reading = if first.repeated { Reading::Repeated } else { Reading::Content };
        let lines = self.lines_here(cell, 0, part, until);
        let done = lines.end;
        self.text(cell, lines, first.y, part_height(part, until), reading);
        if part.last().is_some_and(|last| !first.repeated && last.goes_on_until(until)) {
            self.open.push(OpenCell { cell, until, done });
        }
    }

    /// Merged cells over the break: the rest of their text, or all of it again.
    fn continued(&mut self, part: &[PlacedRow]) {
        let part = self.body(part);
        let (Some(first), Some(last)) = (part.first(), part.last()) else { return };
        for OpenCell { cell, until, done } in std::mem::take(&mut self.open) {
            let height = part_height(part, until);
            let rest = done < cells::line_count(cell);
            let (lines, reading) = if rest {
                (self.lines_here(cell, done, part, until), Reading::Content)
            } else {
                // All of it or nothing: half a sentence would read as another one.
                let whole = cells::line_count(cell);
                let fits = cells::lines_within(cell, 0, height - self.around()) == whole;
                (0..if fits { whole } else { 0 }, Reading::Repeated)
            };
            let done = done.max(lines.end);
            self.text(cell, lines, first.y, height, reading);
            if last.goes_on_until(until) {
                self.open.push(OpenCell { cell, until, done });
            }
        }
    }

    /// The lines of a merged cell, from `done` on, that stand in its rows of this page: where these are its last, all of
    /// them, for which the rows were made high enough.
    fn lines_here(&self, cell: &Cell, done: usize, part: &[PlacedRow], until: usize) -> Range<usize> {
        let room = part_height(part, until) - self.around();
        match part.last() {
            Some(last) if last.index + 1 == until && last.cut => done..cells::lines_that_fit(cell, done, room),
            Some(last) if last.goes_on_until(until) => done..cells::lines_within(cell, done, room),
            Some(_) | None => done..cells::line_count(cell),
        }
    }

    /// Lines of a cell in a height, at the top or in the middle.
    fn text(&mut self, cell: &'g Cell, lines: Range<usize>, y: Twip, height: Twip, reading: Reading) {
        let table = self.table;
        let x = self.cutter.frame().left + table.edges[cell.column] + table.margins.left;
        let top = y + table.border_thickness() + table.margins.top;
        let spare = height - self.around() - cells::height(cell, &lines);
        let top = top + cells::offset(cell.vertical, spare);
        cells::place(cell, &lines, x, top, reading, &mut |mark| self.cutter.mark(mark));
    }
}

/// Height of the rows of this page before a row of the table.
fn part_height(part: &[PlacedRow], until: usize) -> Twip {
    part.iter().take_while(|row| row.index < until).map(|row| row.height).sum()
}
