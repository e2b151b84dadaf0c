//! The galley as DOCX. Transcribes, decides nothing: Word and LibreOffice lay the same values out again.
//!
//! A thin WordprocessingML writer of our own, for what a careful clerk would have made: a named style for every
//! component of the decree, real tables with repeated heads, PAGE fields, no type set by hand.

use std::fmt;
use std::io;

use zip::result::ZipError;

use crate::galley::Galley;

mod chart;
mod document;
mod package;
mod paragraph;
mod picture;
mod properties;
#[cfg(test)]
mod sample;
mod section;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod units;
mod xml;

/// The two namespaces that the Word parts use.
const NAMESPACE: &str = concat!(
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"",
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"",
);

/// Why no file was made. Never the user's doing: what they wrote was read and refused long before.
#[derive(Debug)]
pub enum Error {
    /// A character that XML cannot hold came through.
    Character(char),
    /// A picture could not be encoded.
    Picture(png::EncodingError),
    /// The zip writer gave up.
    Zip(ZipError),
    /// The workbook behind a chart could not be made.
    Workbook(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Character(character) => write!(f, "DOCX: U+{:04X} cannot stand in XML", u32::from(*character)),
            Self::Picture(error) => write!(f, "DOCX: a picture: {error}"),
            Self::Zip(error) => write!(f, "DOCX: {error}"),
            Self::Workbook(why) => write!(f, "DOCX: the workbook of a chart: {why}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<ZipError> for Error {
    fn from(error: ZipError) -> Self {
        Self::Zip(error)
    }
}

impl From<png::EncodingError> for Error {
    fn from(error: png::EncodingError) -> Self {
        Self::Picture(error)
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Zip(ZipError::Io(error))
    }
}

/// The whole file. The same galley gives the same bytes: parts in a fixed order, no clock.
pub fn write(galley: &Galley) -> Result<Vec<u8>, Error> {
    let mut package = package::Package::new();
    let (drawings, pictures) = (chart::drawings(galley), picture::pictures(galley));
    for (name, part) in parts(galley, drawings.len(), pictures.len())? {
        package.add(&name, part.as_bytes())?;
    }
    for (number, drawing) in (1..).zip(drawings) {
        for (name, part) in chart::parts(drawing, number, galley)? {
            package.add(&name, &part)?;
        }
    }
    for (number, place) in (1..).zip(pictures) {
        let (name, part) = picture::part(place, number)?;
        package.add(&name, &part)?;
    }
    package.finish()
}

/// All parts in the order of the file: the list of types first, as readers that stream expect.
fn parts(galley: &Galley, charts: usize, pictures: usize) -> Result<Vec<(String, String)>, Error> {
    let margins = section::MarginParts::of(galley)?;
    let mut parts: Vec<(String, String)> = [
        ("[Content_Types].xml", package::content_types(&margins.parts, charts, pictures > 0)?),
        ("_rels/.rels", package::root_relationships()?),
        ("docProps/core.xml", properties::core(&galley.meta)?),
        ("docProps/app.xml", properties::app(&galley.meta)?),
        ("word/_rels/document.xml.rels", package::document_relationships(&margins.parts, charts, pictures)?),
        ("word/document.xml", document::part(galley, &margins)?),
        ("word/styles.xml", styles::part(&galley.styles)?),
        ("word/settings.xml", properties::settings()?),
        ("word/fontTable.xml", properties::fonts()?),
        ("word/theme/theme1.xml", properties::THEME.to_owned()),
    ]
    .map(|(name, part)| (name.to_owned(), part))
    .into();
    parts.extend(margins.parts.into_iter().map(|part| (format!("word/{}", part.name), part.xml)));
    Ok(parts)
}
