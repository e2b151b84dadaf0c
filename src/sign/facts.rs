//! What `pdf` says about a document of ours: what is printed in it already, and what kind of document it is.

use super::file::File;
use super::object::{Dictionary, Object, decode_text};
use super::syntax::Fault;

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
