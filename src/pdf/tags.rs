//! The structure tree as objects, with the way back from every piece of a page to its element (ISO 32000-1, 14.7).

use pdf_writer::types::{ListNumbering, StructRole, TableHeaderScope, TextDecorationType};
use pdf_writer::writers::StructElement;
use pdf_writer::{Chunk, Finish, Name, Ref, TextStr};

use super::fields::Widget;
use super::refs::Refs;
use super::structure::{Element, Kid, Kind, Numbering, Piece, Scope};
use super::units;
use crate::galley::Revision;

/// What the catalog says of the structure.
#[derive(Debug)]
pub struct Tagged {
    /// The document's element.
    pub root: Ref,
    /// The tree that leads from a page's number to the array of its pieces' elements.
    pub parents: Ref,
    /// The first number that is still free in it.
    pub next_key: i32,
}

/// Writes all elements below the tree's root, which is `above`. A field's number in the tree of parents is its place among
/// the fields, counted on from the pages.
pub fn write(
    chunk: &mut Chunk,
    refs: &mut Refs,
    (tree, above): (&Element, Ref),
    pages: &[Ref],
    fields: &[Widget],
) -> Tagged {
    let root = refs.next();
    let owners = vec![Vec::new(); pages.len()];
    let mut writer = Writer { chunk, refs, pages, fields, owners, field_owners: vec![above; fields.len()] };
    writer.element(tree, root, above);
    let (owners, field_owners) = (writer.owners, writer.field_owners);
    let ids = refs.take(owners.len());
    for (id, owners) in ids.iter().zip(&owners) {
        chunk.indirect(*id).array().items(owners.iter().copied());
    }
    let parents = refs.next();
    let mut numbers = chunk.number_tree::<Ref>(parents);
    let mut entries = numbers.nums();
    for (key, id) in (0..).zip(ids.iter().chain(&field_owners)) {
        entries.insert(key, *id);
    }
    entries.finish();
    numbers.finish();
    Tagged { root, parents, next_key: i32::try_from(ids.len() + field_owners.len()).unwrap_or(i32::MAX) }
}

struct Writer<'w> {
    chunk: &'w mut Chunk,
    refs: &'w mut Refs,
    pages: &'w [Ref],
    fields: &'w [Widget],
    /// For every field its element.
    field_owners: Vec<Ref>,
    /// For every page the elements of its pieces, by their numbers.
    owners: Vec<Vec<Ref>>,
}

impl Writer<'_> {
    fn element(&mut self, element: &Element, id: Ref, parent: Ref) {
        let below: Vec<(&Element, Ref)> = element
            .kids
            .iter()
            .filter_map(|kid| match kid {
                Kid::Element(kid) => Some((kid, self.refs.next())),
                Kid::Piece(_) | Kid::Field(_) => None,
            })
            .collect();
        let forms: Vec<(usize, Ref)> = element
            .kids
            .iter()
            .filter_map(|kid| match kid {
                Kid::Field(field) => Some((*field, self.refs.next())),
                Kid::Element(_) | Kid::Piece(_) => None,
            })
            .collect();
        // The page of the first piece goes without saying for all pieces on it.
        let page = element.kids.iter().find_map(|kid| match kid {
            Kid::Piece(piece) => Some(piece.page),
            Kid::Element(_) | Kid::Field(_) => None,
        });
        let mut written = self.chunk.struct_element(id);
        describe(&mut written, &element.kind);
        written.parent(parent);
        if let Some(page) = page.and_then(|page| self.pages.get(page)) {
            written.page(*page);
        }
        match (&element.kids[..], &below[..]) {
            ([Kid::Piece(piece)], _) => drop(written.pair(Name(b"K"), piece.number)),
            ([Kid::Element(_)], [(_, kid)]) => drop(written.child(*kid)),
            (kids, _) => {
                let (mut elements, mut forms) = (below.iter(), forms.iter());
                let mut children = written.children();
                for kid in kids {
                    match kid {
                        Kid::Element(_) => drop(elements.next().map(|(_, id)| children.struct_element(*id))),
                        Kid::Field(_) => drop(forms.next().map(|(_, id)| children.struct_element(*id))),
                        Kid::Piece(piece) if page == Some(piece.page) => drop(children.marked_content_id(piece.number)),
                        Kid::Piece(piece) => {
                            let mut reference = children.marked_content_ref();
                            if let Some(page) = self.pages.get(piece.page) {
                                reference.page(*page);
                            }
                            reference.marked_content_id(piece.number);
                        }
                    }
                }
            }
        }
        written.finish();
        for kid in &element.kids {
            match kid {
                Kid::Piece(piece) => self.own(*piece, id),
                Kid::Element(_) | Kid::Field(_) => {}
            }
        }
        for (field, form) in forms {
            self.form(field, form, id);
        }
        for (kid, kid_id) in below {
            self.element(kid, kid_id, id);
        }
    }

    /// A form field: an element that holds nothing but the field itself (ISO 14289-1, 7.18.4).
    fn form(&mut self, field: usize, id: Ref, parent: Ref) {
        let Some(widget) = self.fields.get(field) else { return };
        let mut written = self.chunk.struct_element(id);
        written.kind(StructRole::Form).parent(parent).page(self.pages[widget.page]);
        written.object_child().page(self.pages[widget.page]).object(widget.id);
        written.finish();
        self.field_owners[field] = id;
    }

    fn own(&mut self, piece: Piece, id: Ref) {
        let (Some(owners), Ok(at)) = (self.owners.get_mut(piece.page), usize::try_from(piece.number)) else { return };
        if owners.len() <= at {
            // Every number of a page is some element's, so what stands in for one now is overwritten.
            owners.resize(at + 1, id);
        }
        owners[at] = id;
    }
}

/// The element's type and attributes.
fn describe(element: &mut StructElement<'_>, kind: &Kind) {
    match kind {
        Kind::Document => drop(element.kind(StructRole::Document)),
        Kind::Section => drop(element.kind(StructRole::Sect)),
        Kind::Paragraph => drop(element.kind(StructRole::P)),
        Kind::Heading(level, words) => {
            element.kind(heading(*level)).title(TextStr(words));
        }
        Kind::List(numbering) => {
            element.kind(StructRole::L);
            element.attributes().push().list().list_numbering(list_numbering(*numbering));
        }
        Kind::Item => drop(element.kind(StructRole::LI)),
        Kind::Label => drop(element.kind(StructRole::Lbl)),
        Kind::ItemBody => drop(element.kind(StructRole::LBody)),
        Kind::Table(summary) => {
            element.kind(StructRole::Table);
            if let Some(summary) = summary {
                element.attributes().push().table().summary(TextStr(summary));
            }
        }
        Kind::TableHead => drop(element.kind(StructRole::THead)),
        Kind::TableBody => drop(element.kind(StructRole::TBody)),
        Kind::Row => drop(element.kind(StructRole::TR)),
        Kind::Figure(summary, (corner, extent)) => {
            element.kind(StructRole::Figure).alt(TextStr(summary));
            element.attributes().push().layout().bbox(units::rect(*corner, *extent));
        }
        Kind::Revised(revision, words) => revised(element, *revision, words),
        Kind::HeadCell(scope, columns, rows) => {
            element.kind(StructRole::TH);
            cell(element, Some(*scope), *columns, *rows);
        }
        Kind::Cell(columns, rows) => {
            element.kind(StructRole::TD);
            cell(element, None, *columns, *rows);
        }
    }
}

/// Words that have come or gone: told in words to who hears them, and by how they are drawn.
fn revised(element: &mut StructElement<'_>, revision: Revision, words: &str) {
    let (told, drawn) = match revision {
        Revision::Inserted => (format!("[thêm: {words}]"), TextDecorationType::Underline),
        Revision::Deleted => (format!("[bỏ: {words}]"), TextDecorationType::LineThrough),
    };
    element.kind(StructRole::Span).actual_text(TextStr(&told));
    element.attributes().push().layout().text_decoration_type(drawn);
}

fn heading(level: u8) -> StructRole {
    match level {
        0 | 1 => StructRole::H1,
        2 => StructRole::H2,
        3 => StructRole::H3,
        4 => StructRole::H4,
        5 => StructRole::H5,
        6.. => StructRole::H6,
    }
}

fn list_numbering(numbering: Numbering) -> ListNumbering {
    match numbering {
        Numbering::None => ListNumbering::None,
        Numbering::Decimal => ListNumbering::Decimal,
        Numbering::LowerAlpha => ListNumbering::LowerAlpha,
        Numbering::UpperAlpha => ListNumbering::UpperAlpha,
    }
}

/// A cell's attributes: one column or row goes without saying.
fn cell(element: &mut StructElement<'_>, scope: Option<Scope>, columns: usize, rows: usize) {
    if scope.is_none() && columns <= 1 && rows <= 1 {
        return;
    }
    let mut attributes = element.attributes();
    let mut table = attributes.push().table();
    match scope {
        Some(Scope::Column) => drop(table.scope(TableHeaderScope::Column)),
        Some(Scope::Row) => drop(table.scope(TableHeaderScope::Row)),
        None => {}
    }
    let count = |count: usize| i32::try_from(count).ok().filter(|count| *count > 1);
    if let Some(columns) = count(columns) {
        table.col_span(columns);
    }
    if let Some(rows) = count(rows) {
        table.row_span(rows);
    }
}
