//! A small composing room for tests: sets, cuts and stacks just enough to give the writer all that it can meet.

use std::ops::Range;

use crate::base::{PartialDate, Twip};
use crate::document::{Meta, RowKind};
use crate::font::Faces;
use crate::galley::{
    Cell, CellMargins, Flow, Galley, Line, Merge, OutlineLevel, PageFrame, Para, ParaId, ParaStyle, Row, Run, RunKind,
    Section, StyleSheet, Table, TableKind, Tag, VerticalAlign,
};
use crate::page::{Mark, Page, Pages, Reading};
use crate::rules::{Align, Role};

/// Sets paragraphs one after the other.
pub struct Shop {
    pub faces: Faces,
    next: u32,
}

/// What a test says of a paragraph; `*` switches bold, `_` italic.
#[derive(Clone, Copy)]
pub struct Copy<'t> {
    pub text: &'t str,
    pub width: i32,
    pub align: Align,
    pub tag: Tag,
    pub outline: Option<u8>,
    pub half_points: u16,
}

impl<'t> Copy<'t> {
    pub fn new(text: &'t str, width: i32) -> Self {
        Self { text, width, align: Align::Left, tag: Tag::Paragraph, outline: None, half_points: 28 }
    }
    pub fn tag(self, tag: Tag) -> Self {
        Self { tag, ..self }
    }
    pub fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }
    pub fn outline(self, level: u8) -> Self {
        Self { outline: Some(level), ..self }
    }
    pub fn size(self, half_points: u16) -> Self {
        Self { half_points, ..self }
    }
}

impl Shop {
    pub fn new() -> Self {
        Self { faces: Faces::embedded(), next: 0 }
    }

    pub fn para(&mut self, copy: Copy<'_>) -> Para {
        let id = ParaId(self.next);
        self.next += 1;
        let (text, runs) = marked(copy.text);
        let style = ParaStyle {
            half_points: copy.half_points,
            line: Twip(i32::from(copy.half_points) * 13),
            before: Twip(0),
            after: Twip(120),
            first_line: Twip(0),
            left: Twip(0),
            right: Twip(0),
            align: copy.align,
            keep_next: false,
            keep_lines: false,
            bold: false,
            italic: false,
        };
        let lines = self.lines(&text, &runs, copy);
        let outline = copy.outline.map(OutlineLevel);
        Para {
            id,
            role: Role::Body,
            style,
            text,
            runs,
            rule: None,
            measure: Twip::ZERO,
            lines,
            tag: copy.tag,
            outline,
            fields: Vec::new(),
            drawing: None,
            pictures: Vec::new(),
        }
    }

    pub fn cell(&mut self, column: usize, span: usize, merge: Merge, copy: Copy<'_>) -> Cell {
        let paras = vec![self.para(copy)];
        Cell { column, span, merge, vertical: VerticalAlign::Top, paras }
    }

    fn lines(&self, text: &str, runs: &[Run], copy: Copy<'_>) -> Vec<Line> {
        let mut ranges = Vec::new();
        let mut start = 0;
        for paragraph in text.split_inclusive('\n') {
            let end = start + paragraph.trim_end_matches('\n').len();
            self.break_words(text, runs, start..end, copy, &mut ranges);
            start += paragraph.len();
        }
        if ranges.is_empty() {
            ranges.push((0..0, false));
        }
        ranges.into_iter().map(|(range, broken)| self.line(text, runs, range, broken, copy)).collect()
    }

    fn break_words(
        &self,
        text: &str,
        runs: &[Run],
        all: Range<usize>,
        copy: Copy<'_>,
        out: &mut Vec<(Range<usize>, bool)>,
    ) {
        let (mut start, mut end) = (all.start, all.start);
        let spaces = text[all.clone()].match_indices(' ').map(|(at, _)| all.start + at).chain([all.end]);
        for next in spaces {
            if end > start && self.width(text, runs, start..next, copy.half_points).0 > copy.width {
                out.push((start..end, true));
                start = end + 1;
            }
            end = next;
        }
        out.push((start..all.end, false));
    }

    fn line(&self, text: &str, runs: &[Run], range: Range<usize>, broken: bool, copy: Copy<'_>) -> Line {
        let width = self.width(text, runs, range.clone(), copy.half_points);
        let slack = Twip(copy.width) - width;
        let (x, stretch) = match copy.align {
            Align::Left => (Twip(0), Twip(0)),
            Align::Centre => (Twip(slack.0 / 2), Twip(0)),
            Align::Right => (slack, Twip(0)),
            Align::Justify => (Twip(0), if broken { slack } else { Twip(0) }),
        };
        let gaps = text[range.clone()].matches(' ').count() as u32;
        Line { start: range.start as u32, end: range.end as u32, x, width, stretch, gaps }
    }

    pub fn width(&self, text: &str, runs: &[Run], range: Range<usize>, half_points: u16) -> Twip {
        let mut start = 0;
        let mut width = Twip(0);
        for run in runs {
            let (from, to) = (range.start.max(start), range.end.min(run.end as usize));
            start = run.end as usize;
            if from < to {
                let face = self.faces.face(run.bold, run.italic);
                let sixths: i32 = text[from..to].chars().map(|c| face.advance_sixth(c, half_points)).sum();
                width += Twip((sixths + 3).div_euclid(6));
            }
        }
        width
    }

    /// The paragraph of page numbers, centred: a digit holds the number's place.
    pub fn page_number(&mut self, width: i32) -> Para {
        let mut para = self.para(Copy::new("1", width).align(Align::Centre).tag(Tag::Artifact));
        para.runs[0].kind = RunKind::PageNumber;
        para
    }

    pub fn galley(&self, sections: Vec<Section>) -> Galley {
        let meta = Meta {
            title: "Kế hoạch thử nghiệm".into(),
            author: "ỦY BAN NHÂN DÂN XÃ ĐIỀM THỤY".into(),
            subject: "Cải cách hành chính năm 2023".into(),
            date: Some(PartialDate::Month(2023, 8)),
        };
        Galley { meta, styles: StyleSheet(Vec::new()), sections, paragraphs: self.next, signing: None }
    }
}

/// A4 with margins of 1 inch.
pub fn paper(landscape: bool) -> PageFrame {
    let (width, height) = if landscape { (16838, 11906) } else { (11906, 16838) };
    let [margin, header] = [Twip(1440), Twip(567)];
    PageFrame {
        width: Twip(width),
        height: Twip(height),
        landscape,
        top: margin,
        bottom: margin,
        left: margin,
        right: margin,
        header,
        footer: header,
    }
}

/// Stacks a section's flow on pages, with no rule of typography but that lines and rows fit.
pub fn pages(galley: &Galley) -> Pages<'_> {
    let mut stack = Stack { pages: Vec::new(), y: Twip(0) };
    for (index, section) in galley.sections.iter().enumerate() {
        stack.new_page(index, section, 1);
        for flow in &section.flow {
            match flow {
                Flow::Para(para) => stack.para(para, index, section),
                Flow::Table(table) => stack.table(table, index, section),
            }
        }
    }
    Pages { galley, pages: stack.pages }
}

struct Stack<'g> {
    pages: Vec<Page<'g>>,
    y: Twip,
}

impl<'g> Stack<'g> {
    fn new_page(&mut self, index: usize, section: &'g Section, number: u32) {
        let frame = section.page;
        let mut marks = Vec::new();
        if number > 1 {
            let (para, x, y) = (&section.page_number, frame.left, frame.header);
            marks.push(Mark::Text { para, lines: 0..1, x, y, reading: Reading::PageNumber });
        }
        self.pages.push(Page { frame, section: index, number, marks });
        self.y = frame.top;
    }

    fn fits(&mut self, height: Twip, index: usize, section: &'g Section) -> bool {
        let fits = self.y + height <= section.page.height - section.page.bottom;
        if !fits {
            let number = self.pages.last().map_or(0, |page| page.number) + 1;
            self.new_page(index, section, number);
        }
        fits
    }

    fn push(&mut self, mark: Mark<'g>) {
        if let Some(page) = self.pages.last_mut() {
            page.marks.push(mark);
        }
    }

    fn para(&mut self, para: &'g Para, index: usize, section: &'g Section) {
        let (mut start, x, line) = (0, section.page.left, para.style.line);
        let mut y = self.y;
        for at in 0..para.lines.len() {
            let filled = self.pages.len();
            if !self.fits(line, index, section) {
                let mark = Mark::Text { para, lines: start..at, x, y, reading: Reading::Content };
                if start < at {
                    self.pages[filled - 1].marks.push(mark);
                }
                (start, y) = (at, self.y);
            }
            self.y += line;
        }
        self.push(Mark::Text { para, lines: start..para.lines.len(), x, y, reading: Reading::Content });
        self.y += para.style.after;
    }

    fn table(&mut self, table: &'g Table, index: usize, section: &'g Section) {
        let (head, body) = table.rows.split_at(table.head_rows);
        for row in head {
            self.row(table, row, section, Reading::Content);
        }
        for row in body {
            if !self.fits(row.height, index, section) {
                for row in head {
                    self.row(table, row, section, Reading::Repeated);
                }
            }
            self.row(table, row, section, Reading::Content);
        }
    }

    fn row(&mut self, table: &'g Table, row: &'g Row, section: &'g Section, reading: Reading) {
        let b = table.border_thickness();
        let left = section.page.left;
        for cell in &row.cells {
            let (x, right) = (left + table.edges[cell.column], left + table.edges[cell.column + cell.span]);
            let y = self.y;
            if table.border.is_some() {
                self.push(Mark::Rule { x, y, width: right - x + b, height: b });
                self.push(Mark::Rule { x, y: y + row.height, width: right - x + b, height: b });
                self.push(Mark::Rule { x, y, width: b, height: row.height });
                self.push(Mark::Rule { x: right, y, width: b, height: row.height });
            }
            let mut y = y + b;
            for para in &cell.paras {
                let x = x + table.margins.left;
                self.push(Mark::Text { para, lines: 0..para.lines.len(), x, y, reading });
                y += para.height();
            }
        }
        self.y += row.height;
    }
}

/// A table of equal columns; its rows are as high as their highest cell of one row.
pub fn table(kind: TableKind, columns: usize, width: i32, head_rows: usize, rows: Vec<(RowKind, Vec<Cell>)>) -> Table {
    let each = width / columns as i32;
    let border = (kind != TableKind::Layout).then_some(4);
    let row = |(kind, cells): (RowKind, Vec<Cell>)| {
        let single = cells.iter().filter(|cell| !matches!(cell.merge, Merge::Start(_)));
        let height = single.map(|cell| cell.paras.iter().map(Para::height).sum::<Twip>()).max().unwrap_or_default();
        Row { kind, cells, height: height + Twip(10), min_height: None, keep_next: false }
    };
    Table {
        kind,
        grid: vec![Twip(each); columns],
        indent: Twip(0),
        edges: (0..=columns as i32).map(|at| Twip(at * each)).collect(),
        border,
        margins: CellMargins { left: Twip(108), right: Twip(108), ..CellMargins::default() },
        head_rows,
        rows: rows.into_iter().map(row).collect(),
    }
}

/// Runs of marked text: `*` switches bold, `_` italic.
fn marked(marked: &str) -> (String, Vec<Run>) {
    let (mut text, mut runs) = (String::new(), Vec::<Run>::new());
    let (mut bold, mut italic) = (false, false);
    for c in marked.chars().chain(['*']) {
        let other = (bold ^ (c == '*'), italic ^ (c == '_'));
        if other == (bold, italic) {
            text.push(c);
            continue;
        }
        let end = text.len() as u32;
        if end > runs.last().map_or(0, |run| run.end) || (runs.is_empty() && c == '*') {
            runs.push(Run { end, bold, italic, kind: RunKind::Text });
        }
        (bold, italic) = other;
    }
    (text, runs)
}
