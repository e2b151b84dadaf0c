//! The structure tree: what a reader who cannot see is told, in the order of the galley.

use std::num::{NonZeroU16, NonZeroU32};

use krilla::tagging::{Identifier, ListNumbering, Node, TableHeaderScope, TagGroup, TagTree};

use super::Error;
use super::meta::LANGUAGE;
use crate::document::RowKind;
use crate::galley::{Cell, Flow, Galley, Merge, Para, ParaId, Row, Section, Table, TableKind, Tag};

type PdfTag<T> = krilla::tagging::Tag<T>;

/// What was drawn of every paragraph, page after page.
#[derive(Debug)]
pub struct Contents(Vec<Content>);

/// What was drawn of a paragraph.
#[derive(Clone, Debug, Default)]
struct Content {
    mark: Vec<Node>,
    body: Vec<Node>,
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
    pub fn push(&mut self, id: ParaId, part: Part, piece: Identifier) -> Result<(), Error> {
        let content = self.0.get_mut(id.0 as usize).ok_or(Error::Untied(id))?;
        let pieces = match part {
            Part::Mark => &mut content.mark,
            Part::Body => &mut content.body,
        };
        pieces.reserve_exact(1);
        pieces.push(piece.into());
        Ok(())
    }

    fn take(&mut self, id: ParaId) -> Content {
        self.0.get_mut(id.0 as usize).map(std::mem::take).unwrap_or_default()
    }

    /// The first paragraph that was drawn but has no place in the tree: krilla would not survive it.
    fn left_over(&self) -> Option<ParaId> {
        let left = self.0.iter().position(|content| !content.mark.is_empty() || !content.body.is_empty())?;
        u32::try_from(left).ok().map(ParaId)
    }
}

/// The whole tree: a section of the galley is a section of the document.
pub fn tree(galley: &Galley, contents: &mut Contents) -> Result<TagTree, Error> {
    let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_string()));
    for section in &galley.sections {
        tree.push(TagGroup::with_children(PdfTag::Section, self::section(section, contents)));
    }
    match contents.left_over() {
        Some(id) => Err(Error::Untied(id)),
        None => Ok(tree),
    }
}

fn section(section: &Section, contents: &mut Contents) -> Vec<Node> {
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
    done: Vec<Node>,
    open: Vec<OpenList>,
}

/// A list whose last item may still grow.
struct OpenList {
    depth: u8,
    numbering: ListNumbering,
    items: Vec<Node>,
    mark: Vec<Node>,
    body: Vec<Node>,
}

impl OpenList {
    fn end_item(&mut self) {
        let mark = std::mem::take(&mut self.mark);
        let body = std::mem::take(&mut self.body);
        let mut parts = Vec::with_capacity(2);
        if !mark.is_empty() {
            parts.push(TagGroup::with_children(PdfTag::Lbl, mark).into());
        }
        if !body.is_empty() {
            parts.push(TagGroup::with_children(PdfTag::LBody, body).into());
        }
        if !parts.is_empty() {
            self.items.push(TagGroup::with_children(PdfTag::LI, parts).into());
        }
    }
}

impl<'c> Blocks<'c> {
    fn new(contents: &'c mut Contents) -> Self {
        Self { contents, done: Vec::new(), open: Vec::new() }
    }

    fn finish(mut self) -> Vec<Node> {
        self.end_lists(0);
        self.done
    }

    fn paras(&mut self, paras: &[Para]) {
        for para in paras {
            self.para(para);
        }
    }

    fn para(&mut self, para: &Para) {
        let Content { mark, body } = self.contents.take(para.id);
        if mark.is_empty() && body.is_empty() {
            return;
        }
        match para.tag {
            Tag::Paragraph => {
                self.end_lists(0);
                self.push(TagGroup::with_children(PdfTag::P, body));
            }
            Tag::Heading(level) => {
                self.end_lists(0);
                let level = NonZeroU16::new(u16::from(level)).unwrap_or(NonZeroU16::MIN);
                self.push(TagGroup::with_children(PdfTag::Hn(level, Some(one_line(&para.text))), body));
            }
            Tag::Item { depth, mark: length, first } => {
                self.item(depth, first, numbering(para.text.get(..length as usize).unwrap_or_default()));
                if let Some(list) = self.open.last_mut() {
                    (list.mark, list.body) = (mark, body);
                }
            }
            Tag::ItemBody { depth } => {
                self.end_lists(depth);
                self.push(TagGroup::with_children(PdfTag::P, body));
            }
            // Never drawn as content: nothing was taken.
            Tag::Artifact => {}
        }
    }

    /// Into the innermost open list's item, or beside what is done.
    fn push(&mut self, group: TagGroup) {
        match self.open.last_mut() {
            Some(list) => list.body.push(group.into()),
            None => self.done.push(group.into()),
        }
    }

    /// Makes room for a new item at a depth: in the list that is open there, or in a new one within the item above.
    fn item(&mut self, depth: u8, first: bool, numbering: ListNumbering) {
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
            self.push(TagGroup::with_children(PdfTag::L(list.numbering), list.items));
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
                    parts.push(TagGroup::with_children(PdfTag::THead, self.rows(head)).into());
                }
                if !body.is_empty() {
                    parts.push(TagGroup::with_children(PdfTag::TBody, self.rows(body)).into());
                }
                let summary = Some(summary.clone()).filter(|summary| !summary.is_empty());
                self.push(TagGroup::with_children(PdfTag::Table.with_summary(summary), parts));
            }
        }
    }

    fn rows(&mut self, rows: &[Row]) -> Vec<Node> {
        rows.iter().map(|row| TagGroup::with_children(PdfTag::TR, self.cells(row)).into()).collect()
    }

    fn cells(&mut self, row: &Row) -> Vec<Node> {
        let mut cells = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            let rows = match cell.merge {
                Merge::None => 1,
                Merge::Start(rows) => rows,
                Merge::Continue => continue,
            };
            let text = self.cell(cell);
            let columns = span(cell.span);
            let group = match scope(row.kind, cell) {
                Some(scope) => {
                    TagGroup::with_children(PdfTag::TH(scope).with_col_span(columns).with_row_span(span(rows)), text)
                }
                None => TagGroup::with_children(PdfTag::TD.with_col_span(columns).with_row_span(span(rows)), text),
            };
            cells.push(group.into());
        }
        cells
    }

    /// A cell of one plain paragraph holds its text without a P around it, which halves the tree of a long table.
    fn cell(&mut self, cell: &Cell) -> Vec<Node> {
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
fn scope(kind: RowKind, cell: &Cell) -> Option<TableHeaderScope> {
    match kind {
        RowKind::Head => Some(TableHeaderScope::Column),
        RowKind::Field | RowKind::Group | RowKind::Total => (cell.span > 1).then_some(TableHeaderScope::Row),
        RowKind::Item => None,
    }
}

/// A span as an attribute: one column or row goes without saying.
fn span(count: usize) -> Option<NonZeroU32> {
    u32::try_from(count).ok().filter(|count| *count > 1).and_then(NonZeroU32::new)
}

/// The kind of a list by its first mark: `1.`, `a)`, or anything else, of which PDF asks no scheme.
fn numbering(mark: &str) -> ListNumbering {
    match mark.chars().next() {
        Some(c) if c.is_ascii_digit() => ListNumbering::Decimal,
        Some(c) if c.is_lowercase() => ListNumbering::LowerAlpha,
        Some(c) if c.is_uppercase() => ListNumbering::UpperAlpha,
        Some(_) | None => ListNumbering::None,
    }
}

/// A heading's words as its title: in a line.
pub fn one_line(text: &str) -> String {
    text.split(['\n', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
