//! Pages to bytes.

use std::num::NonZeroU32;

use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::error::KrillaError;
use krilla::page::{NumberingStyle, PageLabel, PageSettings};
use krilla::{Document, SerializeSettings};

use super::draw::Artist;
use super::glyphs::Fonts;
use super::{Error, meta, outline, structure, units};
use crate::font::Faces;
use crate::page::{Page, Pages};

/// One PDF of all pages, PDF/A-2a and PDF/UA-1: the same bytes for the same pages and faces.
///
/// An error is a fault of the program: what an office can get wrong was refused before there was a document.
pub fn write(pages: &Pages<'_>, faces: &Faces) -> Result<Vec<u8>, Error> {
    let fonts = Fonts::new(faces)?;
    let mut document = Document::new_with(settings()?);
    let mut artist = Artist::new(&fonts, pages.galley.paragraphs);
    for (index, page) in pages.pages.iter().enumerate() {
        let paper = units::paper(page.frame).ok_or(Error::NoPaper)?;
        let settings = PageSettings::new(paper).with_page_label(label(pages, page));
        let mut sheet = document.start_page_with(settings);
        artist.page(&mut sheet.surface(), index, page);
    }
    let (mut contents, entries) = artist.finish()?;
    document.set_tag_tree(structure::tree(pages.galley, &mut contents)?);
    document.set_outline(outline::outline(entries));
    document.set_metadata(meta::metadata(&pages.galley.meta));
    let mut bytes = document.finish().map_err(refused)?;
    // krilla ends at `%%EOF`; a signature is appended after an end of line, or PDF/A (6.1.9) fails.
    bytes.push(b'\n');
    Ok(bytes)
}

/// Both standards at once: krilla checks while it writes, and refuses what breaks one of them.
fn settings() -> Result<SerializeSettings, Error> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| Error::Refused(format!("{error:?}")))?;
    Ok(SerializeSettings { configuration, ..SerializeSettings::default() })
}

/// What a viewer calls the page: its own number, and in the annexes, whose numbers start anew, with a prefix.
fn label(pages: &Pages<'_>, page: &Page<'_>) -> PageLabel {
    let prefix = match (page.section, pages.galley.sections.len()) {
        (0, _) => None,
        (_, 0..=2) => Some("PL-".to_string()),
        (annex, _) => Some(format!("PL{annex}-")),
    };
    PageLabel::new(Some(NumberingStyle::Arabic), prefix, NonZeroU32::new(page.number))
}

fn refused(error: KrillaError) -> Error {
    let why = match &error {
        KrillaError::Validation(errors) => format!("{error}: {errors:?}"),
        _ => error.to_string(),
    };
    Error::Refused(why)
}
