//! What the file says of itself: the same for the same document, on any day and on any machine.

use chrono::{Datelike, NaiveDate};
use pdf_writer::{Date, Pdf, Ref, TextStr};
use xmp_writer::{LangId, Namespace, Timezone, XmpWriter};

use crate::base::PartialDate;
use crate::document::Meta;

/// Vietnamese as written in Vietnam.
pub const LANGUAGE: &str = "vi-VN";

const PROGRAM: &str = concat!("vanthu ", env!("CARGO_PKG_VERSION"));

/// The document information dictionary: readers that know no XMP look here.
pub fn write_info(pdf: &mut Pdf, id: Ref, meta: &Meta) {
    let day = day(meta.date);
    let date = Date::new(u16::try_from(day.year()).unwrap_or_default())
        .month(day.month() as u8)
        .day(day.day() as u8)
        .hour(0)
        .minute(0)
        .second(0)
        .utc_offset_hour(7)
        .utc_offset_minute(0);
    let mut info = pdf.document_info(id);
    info.title(TextStr(&meta.title)).author(TextStr(&meta.author)).subject(TextStr(&meta.subject));
    info.creator(TextStr(PROGRAM)).producer(TextStr(PROGRAM)).creation_date(date).modified_date(date);
}

/// The XMP packet, which says the same (ISO 19005-2, 6.6) and names both standards.
pub fn xmp(meta: &Meta, identity: &str) -> String {
    let day = day(meta.date);
    let date = xmp_writer::DateTime {
        year: u16::try_from(day.year()).unwrap_or_default(),
        month: Some(day.month() as u8),
        day: Some(day.day() as u8),
        hour: Some(0),
        minute: Some(0),
        second: Some(0),
        timezone: Some(Timezone::Local { hour: 7, minute: 0 }),
    };
    let mut xmp = XmpWriter::new();
    xmp.title([(None, meta.title.as_str())]).description([(None, meta.subject.as_str())]);
    xmp.creator([meta.author.as_str()]).language([LangId(LANGUAGE)]).format("application/pdf");
    xmp.creator_tool(PROGRAM).producer(PROGRAM).create_date(date).modify_date(date);
    xmp.document_id(identity).instance_id(identity);
    xmp.pdfa_part(2).pdfa_conformance("A").pdfua_part(1);
    // PDF/A knows the properties of PDF/UA only where the file describes them (6.6.2.3).
    let mut schemas = xmp.extension_schemas();
    let mut schema = schemas.add_schema();
    schema.namespace(Namespace::PdfUAId);
    let mut properties = schema.properties();
    let mut part = properties.add_property();
    part.name("part").value_type("Integer").category(true).description("Part of ISO 14289 that the file keeps");
    drop(part);
    drop(properties);
    drop(schema);
    drop(schemas);
    xmp.finish(None)
}

/// The document's own day stands in for the clock, as an hour of Vietnam's; an open day is the first that it can mean.
pub fn day(date: Option<PartialDate>) -> NaiveDate {
    // PDF/A asks for a date even of an undated draft: the day since which Decree 30/2020 is in force.
    let undated = NaiveDate::from_ymd_opt(2020, 3, 5).unwrap_or_default();
    date.map_or(undated, PartialDate::first_day)
}
