//! The structure tree: what a reader who cannot see is told, in the order of the galley.

use super::Error;
use super::units::Point;
use crate::base::Twip;
use crate::document::RowKind;
use crate::galley::{Cell, Flow, Galley, Merge, Para, ParaId, Revision, Row, Section, Table, TableKind, Tag};

/// A piece of a page that belongs to the structure: the page's index and the piece's number on it (MCID).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Index of the page in the file.
    pub page: usize,
    /// Number of the piece on its page.
    pub number: i32,
}

/// An element of the structure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// What it is.
    pub kind: Kind,
    /// What it holds, in order.
    pub kids: Vec<Kid>,
}

/// What an element holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kid {
    /// Another element.
    Element(Element),
    /// A piece of a page.
    Piece(Piece),
    /// A form field, by its place among the file's.
    Field(usize),
}

/// The standard structure types in use, with their attributes (ISO 32000-1, 14.8.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The whole.
    Document,
    /// A section of the galley.
    Section,
    /// A paragraph.
    Paragraph,
    /// A heading with its level from 1 and its words in a line.
    Heading(u8, String),
    /// A list.
    List(Numbering),
    /// An item of it.
    Item,
    /// An item's mark.
    Label,
    /// An item's text.
    ItemBody,
    /// A table, with what it shows in a sentence.
    Table(Option<String>),
    /// Its head.
    TableHead,
    /// Its rows.
    TableBody,
    /// A row.
    Row,
    /// A cell that is head of a column or row, and how many columns and rows it covers.
    HeadCell(Scope, usize, usize),
    /// A drawing: what it shows in words, and the rectangle around it.
    Figure(String, Frame),
    /// A cell, and how many columns and rows it covers.
    Cell(usize, usize),
    /// Words that have come or gone.
    Revised(Revision, String),
}

/// A rectangle on a page: lower left corner, width and height.
pub type Frame = (Point, (Twip, Twip));

/// How a list's items are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// Not at all, or in a way of which PDF has no name.
    None,
    /// 1, 2, 3.
    Decimal,
    /// a, b, c.
    LowerAlpha,
    /// A, B, C.
    UpperAlpha,
}

/// What a head cell is the head of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Its column.
    Column,
    /// Its row.
    Row,
}

impl Element {
    fn new(kind: Kind, kids: Vec<Kid>) -> Self {
        Self { kind, kids }
    }
}

impl From<Element> for Kid {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

/// What was drawn of every paragraph, page after page.
#[derive(Debug)]
pub struct Contents(Vec<Content>);

/// What was drawn of a paragraph.
#[derive(Clone, Debug, Default)]
struct Content {
    mark: Vec<Kid>,
    body: Vec<Kid>,
    figures: Vec<Kid>,
    fields: Vec<Kid>,
    frame: Option<Frame>,
}

/// Which part of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A list item's mark.
    Mark,
    /// Everything else.
    Body,
}

impl Contents {
    /// Room for so many paragraphs.
    pub fn new(paragraphs: u32) -> Self {
        Self(vec![Content::default(); paragraphs as usize])
    }

    /// Notes a piece that was drawn.
    pub fn push(&mut self, id: ParaId, part: Part, piece: Piece) -> Result<(), Error> {
        let content = self.0.get_mut(id.0 as usize).ok_or(Error::Untied(id))?;
        let pieces = match part {
            Part::Mark => &mut content.mark,
            Part::Body => &mut content.body,
        };
        pieces.reserve_exact(1);
        pieces.push(Kid::Piece(piece));
        Ok(())
    }

    /// Notes a picture that stands in a paragraph or over it.
    pub fn push_figure(&mut self, id: ParaId, alt: &str, frame: Frame, piece: Piece) -> Result<(), Error> {
        let content = self.0.get_mut(id.0 as usize).ok_or(Error::Untied(id))?;
        let figure = Element::new(Kind::Figure(alt.to_owned(), frame), vec![Kid::Piece(piece)]);
        content.figures.push(figure.into());
        Ok(())
    }

    /// Notes a piece whose words have come or gone: an element of its own says so.
    pub fn push_revised(&mut self, id: ParaId, piece: Piece, revision: Revision, words: String) -> Result<(), Error> {
        let content = self.0.get_mut(id.0 as usize).ok_or(Error::Untied(id))?;
        content.body.push(Element::new(Kind::Revised(revision, words), vec![Kid::Piece(piece)]).into());
        Ok(())
    }

    /// Notes a field that stands in a paragraph or beside it.
    pub fn push_field(&mut self, id: ParaId, field: usize) -> Result<(), Error> {
        let content = self.0.get_mut(id.0 as usize).ok_or(Error::Untied(id))?;
        content.fields.push(Kid::Field(field));
        Ok(())
    }

    /// Notes the rectangle around a drawing.
    pub fn frame(&mut self, id: ParaId, frame: Frame) {
        if let Some(content) = self.0.get_mut(id.0 as usize) {
            content.frame = Some(frame);
        }
    }

    /// What was drawn of a paragraph, its pictures and fields behind its text.
    fn take(&mut self, id: ParaId) -> Content {
        let mut content = self.0.get_mut(id.0 as usize).map(std::mem::take).unwrap_or_default();
        content.body.append(&mut content.figures);
        content.body.append(&mut content.fields);
        content
    }

    /// The first paragraph that was drawn but has no place in the tree.
    fn left_over(&self) -> Option<ParaId> {
        let is_left = |content: &Content| {
            !(content.mark.is_empty()
                && content.body.is_empty()
                && content.figures.is_empty()
                && content.fields.is_empty())
        };
        let left = self.0.iter().position(is_left)?;
        u32::try_from(left).ok().map(ParaId)
    }
}

/// The whole tree: a section of the galley is a section of the document.
pub fn tree(galley: &Galley, contents: &mut Contents) -> Result<Element, Error> {
    let section = |section| Element::new(Kind::Section, self::section(section, contents)).into();
    let sections = galley.sections.iter().map(section).collect();
    match contents.left_over() {
        Some(id) => Err(Error::Untied(id)),
        None => Ok(Element::new(Kind::Document, sections)),
    }
}

fn section(section: &Section, contents: &mut Contents) -> Vec<Kid> {
    let mut blocks = Blocks::new(contents);
    blocks.paras(&section.first_header);
    for flow in &section.flow {
        match flow {
            Flow::Para(para) => blocks.para(para),
            Flow::Table(table) => blocks.table(table),
        }
    }
    blocks.end_lists(0);
    blocks.paras(&section.first_footer);
    blocks.finish()
}

/// Blocks one after the other, with the lists that are open at the end.
struct Blocks<'c> {
    contents: &'c mut Contents,
    done: Vec<Kid>,
    open: Vec<OpenList>,
}

/// A list whose last item may still grow.
struct OpenList {
    depth: u8,
    numbering: Numbering,
    items: Vec<Kid>,
    mark: Vec<Kid>,
    body: Vec<Kid>,
}

impl OpenList {
    fn end_item(&mut self) {
        let mark = std::mem::take(&mut self.mark);
        let body = std::mem::take(&mut self.body);
        let mut parts = Vec::with_capacity(2);
        if !mark.is_empty() {
            parts.push(Element::new(Kind::Label, mark).into());
        }
        if !body.is_empty() {
            parts.push(Element::new(Kind::ItemBody, body).into());
        }
        if !parts.is_empty() {
            self.items.push(Element::new(Kind::Item, parts).into());
        }
    }
}

impl<'c> Blocks<'c> {
    fn new(contents: &'c mut Contents) -> Self {
        Self { contents, done: Vec::new(), open: Vec::new() }
    }

    fn finish(mut self) -> Vec<Kid> {
        self.end_lists(0);
        self.done
    }

    fn paras(&mut self, paras: &[Para]) {
        for para in paras {
            self.para(para);
        }
    }

    fn para(&mut self, para: &Para) {
        let Content { mark, body, frame, .. } = self.contents.take(para.id);
        if mark.is_empty() && body.is_empty() {
            return;
        }
        match para.tag {
            Tag::Paragraph => {
                self.end_lists(0);
                self.push(Element::new(Kind::Paragraph, body));
            }
            Tag::Heading(level) => {
                self.end_lists(0);
                self.push(Element::new(Kind::Heading(level, one_line(&para.text)), body));
            }
            Tag::Item { depth, mark: length, first } => {
                self.item(depth, first, numbering(para.text.get(..length as usize).unwrap_or_default()));
                if let Some(list) = self.open.last_mut() {
                    (list.mark, list.body) = (mark, body);
                }
            }
            Tag::ItemBody { depth } => {
                self.end_lists(depth);
                self.push(Element::new(Kind::Paragraph, body));
            }
            Tag::Figure => {
                self.end_lists(0);
                let summary = para.drawing.as_ref().map(|drawing| drawing.chart.summary.clone()).unwrap_or_default();
                self.push(Element::new(Kind::Figure(summary, frame.unwrap_or_default()), body));
            }
            // Never drawn as content: nothing was taken.
            Tag::Artifact => {}
        }
    }

    /// Into the innermost open list's item, or beside what is done.
    fn push(&mut self, element: Element) {
        match self.open.last_mut() {
            Some(list) => list.body.push(element.into()),
            None => self.done.push(element.into()),
        }
    }

    /// Makes room for a new item at a depth: in the list that is open there, or in a new one within the item above.
    fn item(&mut self, depth: u8, first: bool, numbering: Numbering) {
        self.end_lists(depth);
        if first && self.open.last().is_some_and(|list| list.depth == depth) {
            self.end_lists(depth.saturating_sub(1));
        }
        match self.open.last_mut() {
            Some(list) if list.depth == depth => list.end_item(),
            Some(_) | None => {
                let (items, mark, body) = (Vec::new(), Vec::new(), Vec::new());
                self.open.push(OpenList { depth, numbering, items, mark, body });
            }
        }
    }

    /// Closes the lists that are deeper than `depth`.
    fn end_lists(&mut self, depth: u8) {
        while let Some(mut list) = self.open.pop_if(|list| list.depth > depth) {
            list.end_item();
            self.push(Element::new(Kind::List(list.numbering), list.items));
        }
    }

    fn table(&mut self, table: &Table) {
        self.end_lists(0);
        match &table.kind {
            TableKind::Layout => table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| self.paras(&cell.paras)),
            TableKind::Data { summary } => {
                let (head, body) = table.rows.split_at(table.head_rows.min(table.rows.len()));
                let mut parts = Vec::with_capacity(2);
                if !head.is_empty() {
                    parts.push(Element::new(Kind::TableHead, self.rows(head)).into());
                }
                if !body.is_empty() {
                    parts.push(Element::new(Kind::TableBody, self.rows(body)).into());
                }
                let summary = Some(summary.clone()).filter(|summary| !summary.is_empty());
                self.push(Element::new(Kind::Table(summary), parts));
            }
        }
    }

    fn rows(&mut self, rows: &[Row]) -> Vec<Kid> {
        rows.iter().map(|row| Element::new(Kind::Row, self.cells(row)).into()).collect()
    }

    fn cells(&mut self, row: &Row) -> Vec<Kid> {
        let mut cells = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            let rows = match cell.merge {
                Merge::None => 1,
                Merge::Start(rows) => rows,
                Merge::Continue => continue,
            };
            let text = self.cell(cell);
            let kind = match scope(row.kind, cell) {
                Some(scope) => Kind::HeadCell(scope, cell.span, rows),
                None => Kind::Cell(cell.span, rows),
            };
            cells.push(Element::new(kind, text).into());
        }
        cells
    }

    /// A cell of one plain paragraph holds its text without a P around it, which halves the tree of a long table.
    fn cell(&mut self, cell: &Cell) -> Vec<Kid> {
        if let [para] = &cell.paras[..]
            && para.tag == Tag::Paragraph
        {
            return self.contents.take(para.id).body;
        }
        let mut blocks = Blocks::new(self.contents);
        blocks.paras(&cell.paras);
        blocks.finish()
    }
}

/// Which cells are heads: all of the table's head for their columns; the title of a field, a group or a total, which
/// spans the columns, for its row.
fn scope(kind: RowKind, cell: &Cell) -> Option<Scope> {
    match kind {
        RowKind::Head => Some(Scope::Column),
        RowKind::Field | RowKind::Group | RowKind::Total => (cell.span > 1).then_some(Scope::Row),
        RowKind::Item => None,
    }
}

/// The kind of a list by its first mark: `1.`, `a)`, or anything else, of which PDF asks no scheme.
fn numbering(mark: &str) -> Numbering {
    match mark.chars().next() {
        Some(c) if c.is_ascii_digit() => Numbering::Decimal,
        Some(c) if c.is_lowercase() => Numbering::LowerAlpha,
        Some(c) if c.is_uppercase() => Numbering::UpperAlpha,
        Some(_) | None => Numbering::None,
    }
}

/// A heading's words as its title: in a line.
pub fn one_line(text: &str) -> String {
    text.split(['\n', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
