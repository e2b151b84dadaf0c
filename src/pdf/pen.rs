//! The pen: lines of text to glyphs in their places.

use std::ops::Range;

use super::content::Content;
use super::glyphs::{Shown, Voice, voice};
use super::line::{Portion, Setting};
use super::units::{self, Centipoints};
use crate::base::Twip;
use crate::font::Faces;
use crate::galley::{Line, Revision};

/// Lines to draw.
#[derive(Clone, Copy, Debug)]
pub struct Block<'a> {
    /// Their text.
    pub setting: Setting<'a>,
    /// Where they begin and end in it.
    pub lines: &'a [Line],
    /// Whether the paragraph goes on after them, on the next page.
    pub goes_on: bool,
    /// Height of each.
    pub line_height: Twip,
    /// Left edge of the column.
    pub x: Twip,
    /// Top of the first.
    pub y: Twip,
    /// Height of the page.
    pub page_height: Twip,
}

impl Block<'_> {
    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(|line| line.start == line.end)
    }
}

/// A line through or under words.
#[derive(Clone, Copy, Debug)]
struct Stroke {
    revision: Revision,
    x: Twip,
    end: Twip,
    baseline: Twip,
}

/// Writes in four faces, and remembers what it has written in each.
#[derive(Debug)]
pub struct Pen<'f> {
    faces: &'f Faces,
    shown: [Shown<'f>; 4],
    portions: Vec<Portion<'f>>,
    /// Strokes through or under words, kept until their text is shown.
    strokes: Vec<Stroke>,
    missing: Option<char>,
}

impl<'f> Pen<'f> {
    /// A pen that writes in these faces.
    pub fn new(faces: &'f Faces) -> Self {
        let shown = |bold, italic| Shown::new(faces.face(bold, italic));
        let shown = [shown(false, false), shown(true, false), shown(false, true), shown(true, true)];
        Self { faces, shown, portions: Vec::with_capacity(8), strokes: Vec::new(), missing: None }
    }

    /// The characters that each face was used for, or the first one that has no glyph.
    pub fn finish(self) -> Result<[Shown<'f>; 4], char> {
        match self.missing {
            Some(c) => Err(c),
            None => Ok(self.shown),
        }
    }

    /// Keeps characters that are not drawn now, but may be when the file is filled in.
    pub fn keep(&mut self, characters: &str, bold: bool, italic: bool) {
        let slot = voice(self.faces, bold, italic).slot;
        for c in characters.chars() {
            self.shown[slot].cid(c);
        }
    }

    /// Draws the bytes `piece` of a block: what stands before them on a line leaves its room.
    pub fn draw(&mut self, content: &mut Content, block: &Block<'_>, piece: Range<u32>) {
        content.begin_text();
        let mut portions = std::mem::take(&mut self.portions);
        let mut top = block.y;
        for (index, line) in block.lines.iter().enumerate() {
            let baseline = units::baseline(top, block.line_height);
            top += block.line_height;
            if line.end <= piece.start || line.start >= piece.end {
                continue;
            }
            block.setting.portions(line, block.x, self.faces, &mut portions);
            for portion in &mut portions {
                if let Some(revision) = portion.revision.filter(|_| piece.contains(&(portion.range.start as u32))) {
                    self.strokes.push(Stroke { revision, x: portion.x, end: portion.end, baseline });
                }
                self.portion(content, portion, baseline, block, &piece);
            }
            let breaks = index + 1 < block.lines.len() || block.goes_on;
            if breaks && line.end <= piece.end {
                self.end_line(content, &portions, block.setting.text, line.end);
            }
        }
        self.portions = portions;
        content.end_text();
        self.strike(content, block);
    }

    /// Strikes out what is gone and underlines what has come.
    fn strike(&mut self, content: &mut Content, block: &Block<'_>) {
        if self.strokes.is_empty() {
            return;
        }
        // In twips, half a point of type size is ten.
        let size = i32::from(block.setting.half_points) * 10;
        let thickness = Twip((size / 20).max(8));
        for Stroke { revision, x, end, baseline } in self.strokes.drain(..) {
            let bottom = match revision {
                Revision::Inserted => baseline + Twip(size / 8) + thickness,
                Revision::Deleted => baseline - Twip(size / 4) + thickness,
            };
            let corner = units::point(x, bottom, block.page_height);
            content.rectangle(corner, Centipoints::of(end - x), Centipoints::of(thickness));
        }
        content.fill();
    }

    fn portion(
        &mut self,
        content: &mut Content,
        portion: &mut Portion<'f>,
        baseline: Twip,
        block: &Block<'_>,
        piece: &Range<u32>,
    ) {
        let Portion { range, voice, x, stretch, .. } = portion;
        let half_points = block.setting.half_points;
        let upm = f32::from(voice.face.units_per_em());
        let mut place = Some(units::point(*x, baseline, block.page_height));
        let mut before = 0.0;
        for (offset, c) in block.setting.text[range.clone()].char_indices() {
            let start = (range.start + offset) as u32;
            let widening = if c == ' ' { stretch.next_space() } else { 0 };
            if start < piece.start {
                before += f32::from(voice.face.advance(c)) / upm + widening as f32 / 1000.0;
            } else if start < piece.end {
                if let Some(mut place) = place.take() {
                    place.x.0 += Centipoints::of_em(before, half_points).0;
                    content.go_to(place, voice.slot, half_points);
                }
                self.put(content, c, voice);
                content.widen(widening);
            }
        }
    }

    fn put(&mut self, content: &mut Content, c: char, voice: &Voice<'_>) {
        let c = match c {
            // A break that was possible but not taken prints nothing.
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}' => return,
            // Where both are one glyph, the space that only forbids a break is the plain one, and is copied as it.
            '\u{A0}' if voice.face.glyph(c) == voice.face.glyph(' ') => ' ',
            c => c,
        };
        match self.shown[voice.slot].cid(c) {
            Some(cid) => content.glyph(cid),
            None => drop(self.missing.get_or_insert(c)),
        }
    }

    /// A line that was broken at a space ends in one, beyond its edge: so that words part when they are copied or read.
    fn end_line(&mut self, content: &mut Content, portions: &[Portion<'f>], text: &str, end: u32) {
        let (Some(b' ' | b'\n'), Some(last)) = (text.as_bytes().get(end as usize), portions.last()) else { return };
        self.put(content, ' ', &last.voice);
    }
}
