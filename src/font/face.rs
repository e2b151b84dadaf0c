//! One face: its bytes, and for every character its glyph and its advance.

use std::sync::Arc;

use skrifa::charmap::MappingIndex;
use skrifa::raw::TableProvider;
use skrifa::raw::tables::head::MacStyle;
use skrifa::raw::tables::hmtx::Hmtx;
use skrifa::raw::tables::os2::SelectionFlags;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::Metrics;

/// Characters below this have a table of their own: Latin, Vietnamese, punctuation, currency signs. The few beyond it
/// (`→`, `≥`) are looked up in the font.
const DIRECT: usize = 0x2100;

/// The mark of a character without a glyph in the table: glyph 0 is the box that a missing character prints as.
const NO_GLYPH: u16 = 0;

/// A face's file, shared with the PDF writer without a copy.
#[derive(Clone, Debug)]
pub enum FaceData {
    /// Part of the program.
    Embedded(&'static [u8]),
    /// Read by the application.
    Read(Arc<Vec<u8>>),
}

impl AsRef<[u8]> for FaceData {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Embedded(bytes) => bytes,
            Self::Read(bytes) => bytes,
        }
    }
}

/// One face (kiểu chữ): regular, bold, italic or bold italic.
#[derive(Debug)]
pub struct Face {
    data: FaceData,
    units_per_em: u16,
    notdef_advance: u16,
    mapping: MappingIndex,
    direct: Vec<Entry>,
}

/// A character's glyph and its advance in font units.
#[derive(Clone, Copy, Debug)]
struct Entry {
    glyph: u16,
    advance: u16,
}

/// How a font names itself: what tells `timesbd.ttf` from `times.ttf`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Nature {
    pub family: String,
    pub bold: bool,
    pub italic: bool,
}

impl Face {
    /// Reads a face; `None` if the bytes are no font that can be set and embedded.
    pub(super) fn read(data: FaceData) -> Option<Self> {
        let font = FontRef::new(data.as_ref()).ok()?;
        let units_per_em = font.head().ok()?.units_per_em();
        let mapping = MappingIndex::new(&font);
        let charmap = mapping.charmap(&font);
        let outlines = font.glyf().is_ok() || font.cff().is_ok();
        let widths = font.hmtx().ok()?;
        if units_per_em == 0 || !charmap.has_map() || !outlines {
            return None;
        }
        let notdef_advance = advance_of(&widths, NO_GLYPH);
        let mut direct = vec![Entry { glyph: NO_GLYPH, advance: notdef_advance }; DIRECT];
        for (code, glyph) in charmap.mappings().take_while(|(code, _)| (*code as usize) < DIRECT) {
            let (Some(entry), Ok(glyph)) = (direct.get_mut(code as usize), u16::try_from(glyph.to_u32())) else {
                continue;
            };
            *entry = Entry { glyph, advance: advance_of(&widths, glyph) };
        }
        for (code, entry) in direct.iter_mut().enumerate() {
            if char::from_u32(code as u32).is_some_and(is_invisible) {
                entry.advance = 0;
            }
        }
        Some(Self { units_per_em, notdef_advance, mapping, direct, data })
    }

    /// The file, for embedding.
    pub fn data(&self) -> &FaceData {
        &self.data
    }

    /// Whether its outlines are TrueType's, not CFF's.
    pub fn has_truetype_outlines(&self) -> bool {
        FontRef::new(self.data.as_ref()).is_ok_and(|font| font.glyf().is_ok())
    }

    /// What a file that embeds the face says of it; `None` if the face does not say so itself.
    pub fn metrics(&self) -> Option<Metrics> {
        Metrics::read(self.data.as_ref())
    }

    /// Font units to the em.
    pub fn units_per_em(&self) -> u16 {
        self.units_per_em
    }

    /// The glyph of a character, if the face has one.
    pub fn glyph(&self, c: char) -> Option<u16> {
        Some(self.entry(c).glyph).filter(|glyph| *glyph != NO_GLYPH)
    }

    /// The advance of a character in font units; of a character without glyph, that of the box that stands for it.
    pub fn advance(&self, c: char) -> u16 {
        self.entry(c).advance
    }

    /// The advance in the layout's finest unit, the sixth of a twip, at a size in half points.
    ///
    /// LibreOffice rounds every glyph so, and a line's width is the sum of these integers.
    #[inline]
    pub fn advance_sixth(&self, c: char, half_points: u16) -> i32 {
        let scaled = i32::from(self.advance(c)) * i32::from(half_points) * 60;
        // Nearly every font has 2048 units to the em: a division by a known power of two is a shift.
        if self.units_per_em == 2048 {
            (scaled + 1024) / 2048
        } else {
            let upm = i32::from(self.units_per_em);
            (scaled + upm / 2) / upm
        }
    }

    #[inline]
    fn entry(&self, c: char) -> Entry {
        match self.direct.get(c as usize) {
            Some(entry) => *entry,
            None => self.look_up(c),
        }
    }

    #[cold]
    fn look_up(&self, c: char) -> Entry {
        let none = Entry { glyph: NO_GLYPH, advance: self.notdef_advance };
        let Ok(font) = FontRef::new(self.data.as_ref()) else { return none };
        let Some(glyph) = self.mapping.charmap(&font).map(c).and_then(|g| u16::try_from(g.to_u32()).ok()) else {
            return none;
        };
        let advance = font.hmtx().map_or(self.notdef_advance, |widths| advance_of(&widths, glyph));
        Entry { glyph, advance }
    }
}

/// What a font says of itself; `None` if the bytes are no font.
pub(super) fn nature(bytes: &[u8]) -> Option<Nature> {
    let font = FontRef::new(bytes).ok()?;
    let family = font.localized_strings(StringId::FAMILY_NAME).english_or_first()?.chars().collect();
    let (bold, italic) = match (font.os2(), font.head()) {
        (Ok(os2), _) => {
            let flags = os2.fs_selection();
            (flags.contains(SelectionFlags::BOLD), flags.contains(SelectionFlags::ITALIC))
        }
        (Err(_), Ok(head)) => {
            let style = head.mac_style();
            (style.contains(MacStyle::BOLD), style.contains(MacStyle::ITALIC))
        }
        (Err(_), Err(_)) => return None,
    };
    Some(Nature { family, bold, italic })
}

/// The font's own integers: nothing is scaled or varied here.
fn advance_of(widths: &Hmtx<'_>, glyph: u16) -> u16 {
    widths.advance(GlyphId::from(glyph)).unwrap_or_default()
}

/// Characters that guide the layout and print nothing, whatever glyph a font gives them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
}
