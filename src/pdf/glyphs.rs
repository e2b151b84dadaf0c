//! The four faces, and which characters of each a file shows.

use std::collections::HashMap;

use subsetter::GlyphRemapper;

use crate::font::{Face, Faces};

/// One of the four faces.
#[derive(Clone, Copy, Debug)]
pub struct Voice<'f> {
    /// Glyphs and advances by table.
    pub face: &'f Face,
    /// Which of the four.
    pub slot: usize,
}

/// The face of a run.
pub fn voice(faces: &Faces, bold: bool, italic: bool) -> Voice<'_> {
    let slot = usize::from(bold) + 2 * usize::from(italic);
    Voice { face: faces.face(bold, italic), slot }
}

/// Characters below this have a table of their own, as in the face.
const DIRECT: usize = 0x2100;

/// The characters of a face that a file shows, each under a number of its own (CID), in the order in which they come.
///
/// A number stands for a character, not for a glyph: two characters that look the same copy as what they are.
#[derive(Debug)]
pub struct Shown<'f> {
    /// The face.
    pub face: &'f Face,
    /// Character and glyph in the subset, from number 1 on.
    pub characters: Vec<(char, u16)>,
    /// What the subset holds.
    pub glyphs: GlyphRemapper,
    direct: Vec<u16>,
    others: HashMap<char, u16>,
}

impl<'f> Shown<'f> {
    /// Nothing shown yet.
    pub fn new(face: &'f Face) -> Self {
        let (characters, glyphs) = (Vec::new(), GlyphRemapper::new());
        Self { face, characters, glyphs, direct: Vec::new(), others: HashMap::new() }
    }

    /// The number of a character; `None` where the face has no glyph for it.
    #[inline]
    pub fn cid(&mut self, c: char) -> Option<u16> {
        let known = match self.direct.get(c as usize) {
            Some(cid) => *cid,
            None => self.others.get(&c).copied().unwrap_or_default(),
        };
        if known == 0 { self.add(c) } else { Some(known) }
    }

    #[cold]
    fn add(&mut self, c: char) -> Option<u16> {
        let glyph = self.glyphs.remap(self.face.glyph(c)?);
        // Outlines of the other kind (CFF) are found by number alone, so there one number serves all that look the same.
        let shared = !self.face.has_truetype_outlines() && usize::from(glyph) <= self.characters.len();
        let cid = if shared { glyph } else { u16::try_from(self.characters.len() + 1).ok()? };
        if !shared {
            self.characters.push((c, glyph));
        }
        if (c as usize) < DIRECT {
            if self.direct.is_empty() {
                self.direct = vec![0; DIRECT];
            }
            self.direct[c as usize] = cid;
        } else {
            self.others.insert(c, cid);
        }
        Some(cid)
    }
}
