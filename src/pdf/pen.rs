//! The pen: lines of text to glyphs in their places, with as few calls of the PDF library as can be.
//!
//! A call costs some hundred bytes and a microsecond; so a paragraph in one face is one call however many lines it has:
//! a line's last glyph leads back to the start of the next.

use std::borrow::Cow;
use std::ops::Range;

use krilla::geom::Point;
use krilla::surface::Surface;

use super::glyphs::{Fonts, Glyph, Voice};
use super::line::{Portion, Setting};
use super::units;
use crate::base::Twip;
use crate::galley::Line;

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
}

impl Block<'_> {
    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(|line| line.start == line.end)
    }
}

/// Glyphs of one face that are not drawn yet, and where the next one goes.
#[derive(Debug)]
pub struct Pen<'f> {
    fonts: &'f Fonts<'f>,
    voice: Option<Voice<'f>>,
    glyphs: Vec<Glyph>,
    portions: Vec<Portion<'f>>,
    size: f32,
    start: Point,
    rise: f32,
    x: f32,
    missing: Option<char>,
}

impl<'f> Pen<'f> {
    /// A pen that writes in four faces.
    pub fn new(fonts: &'f Fonts<'f>) -> Self {
        Self {
            fonts,
            voice: None,
            glyphs: Vec::with_capacity(512),
            portions: Vec::with_capacity(8),
            size: 0.0,
            start: units::point(Twip::ZERO, Twip::ZERO),
            rise: 0.0,
            x: 0.0,
            missing: None,
        }
    }

    /// The first character that had no glyph.
    pub fn missing(&self) -> Option<char> {
        self.missing
    }

    /// Draws the bytes `piece` of a block: what stands before them on a line leaves its room.
    pub fn draw(&mut self, surface: &mut Surface<'_>, block: &Block<'_>, piece: Range<u32>) {
        self.size = units::type_size(block.setting.half_points);
        let copied = copied(block.setting.text);
        let mut portions = std::mem::take(&mut self.portions);
        let mut top = block.y;
        for (index, line) in block.lines.iter().enumerate() {
            let baseline = units::baseline(top, block.line_height);
            top += block.line_height;
            if line.end <= piece.start || line.start >= piece.end {
                continue;
            }
            block.setting.portions(line, block.x, self.fonts, &mut portions);
            for portion in &mut portions {
                self.portion(surface, portion, baseline, &copied, block.setting.text, &piece);
            }
            let breaks = index + 1 < block.lines.len() || block.goes_on;
            if breaks && line.end <= piece.end {
                self.end_line(block.setting.text, line.end);
            }
        }
        self.portions = portions;
        self.flush(surface, &copied);
    }

    fn portion(
        &mut self,
        surface: &mut Surface<'_>,
        portion: &mut Portion<'f>,
        baseline: Twip,
        copied: &str,
        text: &str,
        piece: &Range<u32>,
    ) {
        let Portion { range, voice, x, stretch } = portion;
        if self.voice.is_some_and(|current| current.slot != voice.slot) {
            self.flush(surface, copied);
        }
        self.voice = Some(*voice);
        let upm = f32::from(voice.face.units_per_em());
        let mut place = Some(units::point(*x, baseline));
        for (offset, c) in text[range.clone()].char_indices() {
            let start = (range.start + offset) as u32;
            let widening = if c == ' ' { stretch.next_space() } else { 0 };
            let advance = f32::from(voice.face.advance(c)) / upm;
            let advance = if widening == 0 { advance } else { advance + widening as f32 / 1000.0 };
            if start < piece.start {
                place = place.map(|place| Point::from_xy(place.x + advance * self.size, place.y));
            } else if start < piece.end {
                if let Some(place) = place.take() {
                    self.go_to(place);
                }
                self.put(c, voice, start, advance);
            }
        }
    }

    /// Moves to a place from which the next glyph starts.
    fn go_to(&mut self, place: Point) {
        match self.glyphs.last_mut() {
            None => {
                self.start = place;
                self.rise = 0.0;
            }
            Some(last) => {
                last.advance += (place.x - self.x) / self.size;
                self.rise = (self.start.y - place.y) / self.size;
            }
        }
        self.x = place.x;
    }

    fn put(&mut self, c: char, voice: &Voice<'_>, start: u32, advance: f32) {
        // A break that was possible but not taken prints nothing.
        if matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}') {
            return;
        }
        let Some(id) = voice.face.glyph(c) else {
            self.missing.get_or_insert(c);
            return;
        };
        // A no-break space copies as the first of the two spaces that stand for it.
        let length = if c == '\u{A0}' { 1 } else { c.len_utf8() as u32 };
        self.glyphs.push(Glyph { id, start, end: start + length, advance, rise: self.rise });
        self.x += advance * self.size;
    }

    /// A line that was broken at a space ends in one, beyond its edge: so that words part when they are copied or read.
    fn end_line(&mut self, text: &str, end: u32) {
        let (Some(b' ' | b'\n'), Some(voice)) = (text.as_bytes().get(end as usize), self.voice) else { return };
        let advance = f32::from(voice.face.advance(' ')) / f32::from(voice.face.units_per_em());
        self.put(' ', &voice, end, advance);
    }

    fn flush(&mut self, surface: &mut Surface<'_>, copied: &str) {
        if let Some(voice) = self.voice
            && !self.glyphs.is_empty()
        {
            surface.draw_glyphs(self.start, &self.glyphs, voice.font.clone(), copied, self.size, false);
        }
        self.glyphs.clear();
        self.voice = None;
    }
}

/// The text as it is to be copied: a meant line break and a no-break space copy as plain spaces, at the same bytes.
fn copied(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\u{A0}']) {
        Cow::Owned(text.replace('\n', " ").replace('\u{A0}', "  "))
    } else {
        Cow::Borrowed(text)
    }
}
