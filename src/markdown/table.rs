//! Tables: no merged cells, columns by what stands in them.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::construct::Construct;
use super::reader::Reader;
use crate::document::{Cell, CellAlign, Column, Row, RowKind, Table, TableWidth, plain_text};

/// More do not fit on a page.
const MAX_COLUMNS: usize = 20;
/// Bounds of a column's share, in letters.
const LEAST_SHARE: u32 = 5;
const MOST_SHARE: u32 = 40;

impl Reader<'_> {
    /// A table whose start was just read; none if it was refused.
    pub(super) fn table(&mut self, alignments: &[Alignment], range: Range<usize>) -> Option<Table> {
        if alignments.len() > MAX_COLUMNS {
            self.refuse(range, Construct::TooManyColumns);
            self.skip();
            return None;
        }
        let mut head = Vec::new();
        let mut rows = Vec::new();
        while let Some((event, range)) = self.next() {
            match event {
                Event::Start(Tag::TableHead) => head.push(self.row(RowKind::Head, alignments, range)),
                Event::Start(Tag::TableRow) => rows.push(self.row(RowKind::Item, alignments, range)),
                // Only the table's own end is left: heads and rows read their own.
                _ => break,
            }
        }
        let columns = columns(alignments.len(), head.iter().chain(&rows));
        let summary = summary(&head);
        Some(Table { columns, head, rows, summary })
    }

    fn row(&mut self, kind: RowKind, alignments: &[Alignment], range: Range<usize>) -> Row {
        let mut cells = Vec::with_capacity(alignments.len());
        let mut read = range.start;
        while let Some((Event::Start(Tag::TableCell), cell)) = self.next() {
            let text = self.words(0);
            self.end(TagEnd::TableCell);
            let align = align(kind, alignments.get(cells.len()).copied().unwrap_or(Alignment::None));
            cells.push(Cell { text, columns: 1, rows: 1, align });
            read = cell.end;
        }
        // Cells beyond the head's are dropped by Markdown: what stands in them must not vanish.
        let rest = self.source.get(read..range.end).unwrap_or_default();
        if let Some(at) = rest.find(|c: char| c != '|' && !c.is_whitespace()) {
            self.refuse(read + at..range.end, Construct::ExtraCell);
        }
        Row { kind, cells }
    }
}

/// Shares by the longest text of each column, within bounds: one long cell takes no more than what makes a good measure,
/// and a column of figures keeps air around them. No column comes out narrower than its longest word.
fn columns<'r>(count: usize, rows: impl Iterator<Item = &'r Row>) -> Vec<Column> {
    let mut longest = vec![LEAST_SHARE; count];
    for row in rows {
        for (longest, cell) in longest.iter_mut().zip(&row.cells) {
            let length = plain_text(&cell.text).chars().count();
            *longest = u32::try_from(length).unwrap_or(MOST_SHARE).clamp(*longest, MOST_SHARE);
        }
    }
    longest.into_iter().map(|share| Column { width: TableWidth::Share(share) }).collect()
}

/// As typed; where nothing was typed, heads stand in the middle and words on the left.
fn align(kind: RowKind, typed: Alignment) -> CellAlign {
    match (typed, kind) {
        (Alignment::Left, _) => CellAlign::Left,
        (Alignment::Center, _) | (Alignment::None, RowKind::Head) => CellAlign::Centre,
        (Alignment::Right, _) => CellAlign::Right,
        (Alignment::None, RowKind::Field | RowKind::Group | RowKind::Item | RowKind::Total) => CellAlign::Left,
    }
}

/// What a reader who cannot see the table is told of it.
fn summary(head: &[Row]) -> String {
    let titles: Vec<String> = head.iter().flat_map(|row| &row.cells).map(|cell| plain_text(&cell.text)).collect();
    format!("Bảng gồm các cột: {}.", titles.join("; "))
}
