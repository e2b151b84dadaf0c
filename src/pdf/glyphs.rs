//! The four faces as krilla knows them, and the glyphs that are handed to it.

use std::ops::Range;
use std::sync::Arc;

use krilla::Data;
use krilla::surface::Location;
use krilla::text::{Font, GlyphId};

use super::Error;
use crate::font::{Face, Faces};

/// One of the four faces: for measuring and for drawing.
#[derive(Clone, Copy, Debug)]
pub struct Voice<'f> {
    /// Ours: glyphs and advances by table.
    pub face: &'f Face,
    /// krilla's: embeds what is used.
    pub font: &'f Font,
    /// Which of the four.
    pub slot: usize,
}

/// The four faces, read once for a file; krilla embeds only those that are drawn with.
#[derive(Debug)]
pub struct Fonts<'f> {
    faces: &'f Faces,
    fonts: [Font; 4],
}

impl<'f> Fonts<'f> {
    /// Hands the faces' bytes to krilla, without a copy.
    pub fn new(faces: &'f Faces) -> Result<Self, Error> {
        let font = |bold, italic| {
            let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(faces.data(bold, italic).clone());
            Font::new(Data::from(bytes), 0).ok_or(Error::UnreadableFace)
        };
        let fonts = [font(false, false)?, font(true, false)?, font(false, true)?, font(true, true)?];
        Ok(Self { faces, fonts })
    }

    /// The face of a run.
    pub fn voice(&self, bold: bool, italic: bool) -> Voice<'_> {
        let slot = usize::from(bold) + 2 * usize::from(italic);
        Voice { face: self.faces.face(bold, italic), font: &self.fonts[slot], slot }
    }
}

/// A glyph in its place after the one before it. Lengths are in em, as krilla wants them.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    /// Its number in the font.
    pub id: u16,
    /// First byte of its character in the text.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// From its left edge to the next glyph's; a line's last glyph leads back to the start of the next line.
    pub advance: f32,
    /// How far it stands above the first line: lines below stand at negative heights.
    pub rise: f32,
}

impl krilla::text::Glyph for Glyph {
    fn glyph_id(&self) -> GlyphId {
        GlyphId::new(u32::from(self.id))
    }

    fn text_range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    fn x_advance(&self, size: f32) -> f32 {
        self.advance * size
    }

    fn x_offset(&self, _: f32) -> f32 {
        0.0
    }

    fn y_offset(&self, size: f32) -> f32 {
        self.rise * size
    }

    fn y_advance(&self, _: f32) -> f32 {
        0.0
    }

    fn location(&self) -> Option<Location> {
        None
    }
}
