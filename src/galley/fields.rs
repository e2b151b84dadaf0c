//! Where the PDF's form fields stand: number and day while they are open, the person's signature, the agency's.
//!
//! The file is built ready to be signed: whoever signs later only fills in (Điều 14, 15 and 18).

use super::lines::text_width;
use super::setter::Setter;
use super::{Field, FieldPlace, Para, RunKind};
use crate::base::{Length, Twip};
use crate::document::Blank;
use crate::font::Faces;
use crate::rules::{SIGNATURE_AIR, SIGNATURE_WIDTHS};

/// The box in which a seal may stand, up to 42 mm across: over about a third of the signature, on its left (ô 8).
const SEAL_WIDTH: Length = Length::mm(54);
const SEAL_HEIGHT: Length = Length::mm(46);
/// How far that box reaches to the right of the signature's centre.
const SEAL_BEYOND_CENTRE: Length = Length::mm(2);
/// The agency's signature on an annex that is a file of its own: text in four lines of 10 pt, in the top right corner of
/// its first page (Phụ lục I, Phần I, Mục III.1.d).
const ANNEX_WIDTH: Length = Length::mm(65);
const ANNEX_HEIGHT: Length = Length::mm_100(16_50);
const ANNEX_ABOVE_HEADER: Length = Length::mm(7);

/// The blanks of a paragraph as fields, each as wide as the blank and as high as its line.
pub(super) fn at_blanks(mut para: Para, faces: &Faces) -> Para {
    let mut start = 0;
    for run in &para.runs {
        let from = std::mem::replace(&mut start, run.end);
        let RunKind::Blank(blank) = run.kind else { continue };
        let Some((row, line)) = para.lines.iter().enumerate().find(|(_, line)| line.start <= from && from < line.end)
        else {
            continue;
        };
        let before = width(&para, line.start, from, faces);
        let place = FieldPlace {
            field: field(blank),
            x: line.x + before,
            y: para.style.line * row as i32,
            width: width(&para, from, run.end, faces),
            height: para.style.line,
        };
        para.fields.push(place);
    }
    para
}

fn field(blank: Blank) -> Field {
    match blank {
        Blank::Number => Field::Number,
        Blank::Day => Field::Day,
        Blank::Month => Field::Month,
        Blank::Year => Field::Year,
    }
}

/// Width of the bytes of a line, run by run as the layout model adds them up.
fn width(para: &Para, from: u32, to: u32, faces: &Faces) -> Twip {
    let mut sum = Twip::ZERO;
    let mut start = 0;
    for run in &para.runs {
        let (first, last) = (from.max(start), to.min(run.end));
        start = run.end;
        if first < last {
            let words = &para.text[first as usize..last as usize];
            sum += text_width(words, run.bold, run.italic, para.style.half_points, faces);
        }
    }
    sum
}

/// Above the signer's name, in the room that is left for ink: the person's signature, and the seal over its left third.
pub(super) fn above_name(mut para: Para, column: Twip) -> Para {
    let room = para.style.before;
    let air = SIGNATURE_AIR.twips();
    let width = SIGNATURE_WIDTHS.1.twips().min(column);
    let centre = Twip(column.0 / 2);
    let person = FieldPlace {
        field: Field::Person,
        x: centre - Twip(width.0 / 2),
        y: air - room,
        width,
        height: (room - air * 2).max(air),
    };
    let (width, height) = (SEAL_WIDTH.twips(), SEAL_HEIGHT.twips());
    let agency = FieldPlace {
        field: Field::Agency,
        x: centre + SEAL_BEYOND_CENTRE.twips() - width,
        y: Twip((-room.0 - height.0) / 2),
        width,
        height,
    };
    para.fields = vec![person, agency];
    para
}

/// An empty paragraph for the first page's header, from which the agency's signature on an annex hangs.
pub(super) fn annex_corner(setter: &mut Setter<'_>, text_width: Twip) -> Para {
    let mut para = setter.least(text_width);
    let (width, height) = (ANNEX_WIDTH.twips(), ANNEX_HEIGHT.twips());
    let y = Twip::ZERO - ANNEX_ABOVE_HEADER.twips();
    para.fields = vec![FieldPlace { field: Field::Agency, x: text_width - width, y, width, height }];
    para.tag = super::Tag::Paragraph;
    para
}
