//! A document set in type, not yet cut into pages. Every decision of type is taken here.
//!
//! *Galley* is the printers' word for type that is set but not yet cut into pages. Word cuts its own pages and the PDF needs
//! ours, so the road forks after this room: both writers transcribe the same values.

mod annex;
mod body;
mod cells;
mod chart;
mod closing;
mod columns;
mod fields;
mod frame;
mod heights;
mod lines;
mod pictures;
mod set;
mod setter;
mod slots;
mod styles;
mod table;

pub use set::{
    Bar, Cell, CellMargins, Drawing, Field, FieldPlace, Fill, Flow, Galley, Label, Line, Merge, OutlineLevel,
    PageFrame, Para, ParaId, ParaStyle, PicturePlace, Revision, Row, Rule, RuleSides, Run, RunKind, Section,
    StyleSheet, Table, TableKind, Tag, VerticalAlign,
};

pub(crate) use cells::MARGINS as CELL_MARGINS;
pub(crate) use frame::LEFT_HALF as LETTERHEAD_LEFT_HALF;
#[cfg(test)]
pub(crate) use heights::row_heights;
pub(crate) use heights::stack_height;

use crate::base::{Length, Twip};
use crate::document::{Annex, Document, Main};
use crate::font::Faces;
use crate::plan::Orientation;
use crate::rules::{A4_LONG, A4_SHORT, Choices, Role};
use setter::{Setter, Words};

/// From the paper's edge to the page number, and to what stands in the bottom margin.
const HEADER_DISTANCE: Length = Length::mm(10);

/// Sets a document in type.
pub fn set(document: &Document, choices: &Choices, faces: &Faces) -> Galley {
    let mut setter = Setter::new(faces, styles::style_sheet(choices));
    let mut sections = Vec::with_capacity(1 + document.annexes.len());
    // A file in which pictures stand already is not to be signed: it has no fields.
    let ready = document.signing.as_ref().is_some_and(|signing| !signing.pictures);
    if let Some(main) = &document.main {
        sections.push(main_section(&mut setter, main, choices, ready));
    }
    for annex in &document.annexes {
        // An annex in the document's own file is signed with it; in a file of its own it bears the agency's signature.
        let alone = ready && sections.is_empty() && document.main.is_none();
        sections.push(annex_section(&mut setter, annex, choices, alone));
    }
    let (meta, signing) = (document.meta.clone(), document.signing.clone());
    Galley { meta, paragraphs: setter.count(), styles: setter.styles, sections, signing }
}

fn main_section(setter: &mut Setter<'_>, main: &Main, choices: &Choices, ready: bool) -> Section {
    let mut page = page_frame(choices, Orientation::Portrait);
    let width = page.text_width();
    let frame = &main.frame;
    let first_header = frame.circulation.iter().map(|words| frame::circulation(setter, words, width)).collect();
    let mut flow = vec![Flow::Table(frame::letterhead(setter, frame, width, ready))];
    flow.extend(frame::title(setter, frame, width));
    let mut body = body::set_blocks(setter, &main.body, width, page.text_height());
    let block = closing::signature_block(setter, frame, width, ready);
    closing::tie_to_block(&mut body, &block, page.text_height());
    flow.extend(body);
    flow.push(Flow::Table(block));
    flow.push(Flow::Para(setter.least(width)));
    let mut first_footer = Vec::new();
    if !frame.contact.is_empty() {
        // Ô 13 stands within the text's area, at its foot: the footer begins where the bottom margin ends.
        page.footer = page.bottom;
        first_footer.push(frame::contact(setter, &frame.contact, width));
    }
    let page_number = page_number(setter, width);
    Section { page, first_header, first_footer, page_number, flow }
}

fn annex_section(setter: &mut Setter<'_>, annex: &Annex, choices: &Choices, ready: bool) -> Section {
    let page = page_frame(choices, annex.orientation);
    let first_header = if ready { vec![fields::annex_corner(setter, page.text_width())] } else { Vec::new() };
    let flow = annex::set_annex(setter, annex, &page);
    let page_number = page_number(setter, page.text_width());
    Section { page, first_header, first_footer: Vec::new(), page_number, flow }
}

/// Số trang: Arabic, centred in the top margin (Mục I.7).
fn page_number(setter: &mut Setter<'_>, width: Twip) -> Para {
    let mut words = Words::default();
    words.push_page_number(Role::PageNumber);
    let mut para = setter.para(Role::PageNumber, words, width);
    para.tag = Tag::Artifact;
    para
}

/// A4, upright or on its side; the margins stay on the same sides of the page (the decree gives none for landscape).
fn page_frame(choices: &Choices, orientation: Orientation) -> PageFrame {
    let (short, long) = (A4_SHORT.twips(), A4_LONG.twips());
    let (width, height, landscape) = match orientation {
        Orientation::Portrait => (short, long, false),
        Orientation::Landscape => (long, short, true),
    };
    let margins = &choices.margins;
    PageFrame {
        width,
        height,
        landscape,
        top: margins.top.twips(),
        bottom: margins.bottom.twips(),
        left: margins.left.twips(),
        right: margins.right.twips(),
        header: HEADER_DISTANCE.twips(),
        footer: HEADER_DISTANCE.twips(),
    }
}
