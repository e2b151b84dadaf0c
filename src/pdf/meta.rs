//! What the file says of itself: the same for the same document, on any day and on any machine.

use chrono::{Datelike, NaiveDate};
use krilla::metadata::{DateTime, Metadata, TextDirection};

use crate::base::PartialDate;
use crate::document::Meta;

/// Vietnamese as written in Vietnam.
pub const LANGUAGE: &str = "vi-VN";

const PROGRAM: &str = concat!("vanthu ", env!("CARGO_PKG_VERSION"));

/// The document information and the XMP that goes with it.
pub fn metadata(meta: &Meta) -> Metadata {
    Metadata::new()
        .title(meta.title.clone())
        .authors(vec![meta.author.clone()])
        .description(meta.subject.clone())
        .language(LANGUAGE.to_string())
        .text_direction(TextDirection::LeftToRight)
        .creator(PROGRAM.to_string())
        .producer(PROGRAM.to_string())
        .creation_date(creation_date(meta.date))
        .document_id(format!("{}\n{}\n{}\n{:?}", meta.title, meta.author, meta.subject, meta.date))
}

/// The document's own day stands in for the clock, as an hour of Vietnam's; an open day is the first that it can mean.
fn creation_date(date: Option<PartialDate>) -> DateTime {
    // PDF/A asks for a date even of an undated draft: the day since which Decree 30/2020 is in force.
    let undated = NaiveDate::from_ymd_opt(2020, 3, 5).unwrap_or_default();
    let day = date.map_or(undated, PartialDate::first_day);
    DateTime::new(u16::try_from(day.year()).unwrap_or_default())
        .month(day.month() as u8)
        .day(day.day() as u8)
        .hour(0)
        .minute(0)
        .second(0)
        .utc_offset_hour(7)
        .utc_offset_minute(0)
}
