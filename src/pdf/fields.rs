//! Form fields that stand empty until the file is signed: all of them are there, and tagged, before the first signature,
//! because a change of structure after it would be an alteration.
//!
//! What whoever fills them in can rely on: fields are flat, each merged with its one widget; `/DR` names the file's own
//! faces, `F0` upright and `F2` italic, both with all digits; a text field's box is the line of its blank, so its baseline
//! stands a fifth of the box above its lower edge; the catalog's `/PieceInfo /Vanthu` says what is printed already.

use chrono::Datelike;
use pdf_writer::types::{AnnotationFlags, FieldType, Quadding};
use pdf_writer::writers::Catalog;
use pdf_writer::{Chunk, Date, Finish, Name, Ref, Str, TextStr};

use super::meta;
use super::pen::Pen;
use super::units::{self, Point};
use crate::base::{PartialDate, Twip, text};
use crate::document::SigningFacts;
use crate::galley::Field;

/// A field on a page.
#[derive(Clone, Copy, Debug)]
pub struct Widget {
    /// Its object.
    pub id: Ref,
    /// Index of its page in the file.
    pub page: usize,
    /// Which field it is.
    pub field: Field,
    /// Its lower left corner.
    pub corner: Point,
    /// Width and height.
    pub extent: (Twip, Twip),
    /// Type size in half points and whether the type is italic, of the text around it.
    pub style: (u16, bool),
}

/// The digits that number and day are filled in with, in the faces of the text around them.
pub fn show_digits(pen: &mut Pen<'_>, widgets: &[Widget]) {
    if widgets.is_empty() {
        return;
    }
    pen.keep("0123456789", false, false);
    for widget in widgets {
        match widget.field {
            Field::Number | Field::Day | Field::Month | Field::Year => pen.keep("0123456789", false, widget.style.1),
            Field::Person | Field::Agency => {}
        }
    }
}

/// The name that tools know a field by.
fn name(field: Field) -> &'static str {
    match field {
        Field::Person => "ChuKyCaNhan",
        Field::Agency => "ChuKyCoQuan",
        Field::Number => "So",
        Field::Day => "Ngay",
        Field::Month => "Thang",
        Field::Year => "Nam",
    }
}

/// What is read aloud of a field.
fn description(field: Field) -> &'static str {
    match field {
        Field::Person => "Chữ ký số của người có thẩm quyền",
        Field::Agency => "Chữ ký số của cơ quan, tổ chức",
        Field::Number => "Số của văn bản",
        Field::Day => "Ngày ban hành",
        Field::Month => "Tháng ban hành",
        Field::Year => "Năm ban hành",
    }
}

/// Most digits that a field of text takes; none for a signature.
fn digits(field: Field) -> Option<i32> {
    match field {
        Field::Number => Some(6),
        Field::Day | Field::Month => Some(2),
        Field::Year => Some(4),
        Field::Person | Field::Agency => None,
    }
}

/// Writes a field, merged with its widget; `empty` is what it shows while nothing is filled in.
pub fn write(chunk: &mut Chunk, widget: &Widget, page: Ref, key: i32, empty: Ref) {
    let mut field = chunk.form_field(widget.id);
    field.partial_name(TextStr(name(widget.field))).alternate_name(TextStr(description(widget.field)));
    let mut flags = AnnotationFlags::PRINT;
    match digits(widget.field) {
        Some(most) => {
            let (half_points, italic) = widget.style;
            let size = f32::from(half_points) / 2.0;
            let appearance = format!("/F{} {size} Tf 0 g", if italic { 2 } else { 0 });
            field.field_type(FieldType::Text).text_max_len(most);
            field.vartext_default_appearance(Str(appearance.as_bytes())).vartext_quadding(Quadding::Center);
        }
        None => {
            field.field_type(FieldType::Signature);
            flags |= AnnotationFlags::LOCKED;
        }
    }
    if widget.field == Field::Agency {
        // The agency signs last: from then on nothing may be filled in, whatever tool it signs with.
        let mut lock = field.insert(Name(b"Lock")).dict();
        lock.pair(Name(b"Type"), Name(b"SigFieldLock")).pair(Name(b"Action"), Name(b"All"));
    }
    let mut annotation = field.into_annotation();
    annotation.rect(units::rect(widget.corner, widget.extent)).flags(flags).page(page).struct_parent(key);
    annotation.appearance().normal().stream(empty);
    annotation.finish();
}

/// Says in the catalog what is printed already, so that nothing else is filled in (page-piece dictionary, 14.5).
pub fn write_facts(catalog: &mut Catalog<'_>, facts: &SigningFacts, date: Option<PartialDate>) {
    let day = meta::day(date);
    let modified =
        Date::new(u16::try_from(day.year()).unwrap_or_default()).month(day.month() as u8).day(day.day() as u8);
    let mut pieces = catalog.insert(Name(b"PieceInfo")).dict();
    let mut ours = pieces.insert(Name(b"Vanthu")).dict();
    ours.pair(Name(b"LastModified"), modified);
    let mut private = ours.insert(Name(b"Private")).dict();
    private.pair(Name(b"Symbol"), TextStr(&facts.number.symbol));
    if let Some(number) = facts.number.number {
        private.pair(Name(b"Number"), TextStr(&text::document_number(number)));
    }
    let (year, month, day) = match facts.date {
        None => (None, None, None),
        Some(PartialDate::Year(year)) => (Some(year), None, None),
        Some(PartialDate::Month(year, month)) => (Some(year), Some(month), None),
        Some(PartialDate::Day(day)) => (Some(day.year()), Some(day.month()), Some(day.day())),
    };
    if let Some(year) = year {
        private.pair(Name(b"Year"), TextStr(&year.to_string()));
    }
    for (key, part) in [(b"Month".as_slice(), month), (b"Day", day)] {
        if let Some(part) = part {
            private.pair(Name(key), TextStr(&part.to_string()));
        }
    }
    if facts.pictures {
        private.pair(Name(b"Pictures"), true);
    }
    if facts.alone {
        private.pair(Name(b"Alone"), true);
    }
}
