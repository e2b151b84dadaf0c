//! What `pdf` says about a document of ours: what is printed in it already, and what kind of document it is; with what was
//! filled in since, the number and day that it bears.

use chrono::NaiveDate;

use super::fields::{self, DAY, Field, MONTH, NUMBER, YEAR};
use super::file::File;
use super::object::{Dictionary, Object, decode_text};
use super::syntax::Fault;
use super::verify::plain;
use crate::base::{PartialDate, Phrase, text};

/// The facts that signing needs.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// What stands behind the slash of the number.
    pub(super) symbol: String,
    /// The number as it is printed.
    pub(super) number: Option<String>,
    pub(super) year: Option<String>,
    pub(super) month: Option<String>,
    pub(super) day: Option<String>,
    /// An annex issued as its own file.
    pub(super) alone: bool,
    /// Pictures of signature and seal are printed already.
    pub(super) pictures: bool,
}

/// Reads them; none in a file that is not of our making.
pub(super) fn read(file: &File<'_>) -> Result<Option<Facts>, Fault> {
    let newest = file.newest();
    let (_, catalog) = file.catalog(newest)?;
    let mut at = Object::Dictionary(catalog);
    for key in ["PieceInfo", "Vanthu", "Private"] {
        let Some(dictionary) = at.as_dictionary().cloned() else { return Ok(None) };
        at = file.get(&dictionary, key, newest)?;
    }
    let Some(private) = at.as_dictionary() else { return Ok(None) };
    let text = |key: &str| private.get(key).and_then(Object::as_string).map(decode_text);
    Ok(Some(Facts {
        symbol: text("Symbol").unwrap_or_default(),
        number: text("Number"),
        year: text("Year"),
        month: text("Month"),
        day: text("Day"),
        alone: flag(private, "Alone"),
        pictures: flag(private, "Pictures"),
    }))
}

fn flag(dictionary: &Dictionary, key: &str) -> bool {
    matches!(dictionary.get(key), Some(Object::Boolean(true)))
}

/// Number, day, month and year, by the fields that they are filled into.
pub(super) type Parts = [(&'static str, Option<String>); 4];

/// Those that are given.
pub(super) fn given(number: Option<u32>, day: Option<NaiveDate>) -> Parts {
    let [day, month, year] = text::date_parts(day.map(PartialDate::Day));
    [(NUMBER, number.map(text::document_number)), (DAY, day), (MONTH, month), (YEAR, year)]
}

impl Facts {
    /// Those that stand in the document, printed or filled in.
    pub(super) fn stated(&self, fields: &[Field]) -> Parts {
        let printed = [(NUMBER, &self.number), (DAY, &self.day), (MONTH, &self.month), (YEAR, &self.year)];
        printed.map(|(name, printed)| {
            let filled = || {
                let field = fields.iter().find(|field| field.name == name)?;
                field.value().and_then(Object::as_string).map(decode_text)
            };
            (name, printed.clone().or_else(filled))
        })
    }
}

/// The first part of which one says something else than the other: its name, and what both say.
pub(super) fn contradiction<'a>(stated: &'a Parts, given: &'a Parts) -> Option<(&'static str, &'a str, &'a str)> {
    let figure = |text: &'a str| text.trim().trim_start_matches('0');
    stated.iter().zip(given).find_map(|((name, stated), (_, given))| {
        let (stated, given) = (stated.as_deref()?, given.as_deref()?);
        (figure(stated) != figure(given)).then_some((*name, stated, given))
    })
}

/// What a document of ours says otherwise than that this is its number and day; nothing of what is no document of ours.
pub fn states_otherwise(bytes: &[u8], number: u32, day: NaiveDate) -> Option<Phrase> {
    let file = File::read(bytes).ok()?;
    let facts = read(&file).ok()??;
    let stated = facts.stated(&fields::read(&file, file.newest()).ok()?);
    let given = given(Some(number), Some(day));
    let (name, stated, _) = contradiction(&stated, &given)?;
    let stated = plain(stated);
    Some(Phrase::new(format!("{} {stated}", fields::vietnamese(name)), format!("{} {stated}", fields::english(name))))
}
