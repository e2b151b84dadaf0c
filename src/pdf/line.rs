//! Where the portions of a line start, and how a justified line's spaces are stretched: in whole twips, by the layout
//! model's own rounding.

use std::ops::Range;

use super::glyphs::{Voice, voice};
use crate::base::Twip;
use crate::font::{Face, Faces};
use crate::galley::{Line, Revision, Run};

/// A stretch of one face within a line.
#[derive(Clone, Debug)]
pub struct Portion<'f> {
    /// Its bytes.
    pub range: Range<usize>,
    /// Its face.
    pub voice: Voice<'f>,
    /// Its left edge.
    pub x: Twip,
    /// Its right edge.
    pub end: Twip,
    /// What has become of its words.
    pub revision: Option<Revision>,
    /// What its spaces are widened by.
    pub stretch: Stretch,
}

/// Widening of spaces, in thousandths of the type size: whole numbers, so that the file stays small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    total: i64,
    spaces: i64,
    passed: i64,
}

impl Stretch {
    /// What the next space is widened by; what one is short of by rounding, the next ones make good.
    pub fn next_space(&mut self) -> i32 {
        if self.spaces == 0 {
            return 0;
        }
        let share = |n: i64| (2 * self.total * n + self.spaces).div_euclid(2 * self.spaces);
        let widening = share(self.passed + 1) - share(self.passed);
        self.passed += 1;
        widening as i32
    }
}

/// A paragraph's text with what is needed to measure its lines.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The text.
    pub text: &'a str,
    /// Its stretches of one face.
    pub runs: &'a [Run],
    /// The size of all of it.
    pub half_points: u16,
}

/// Sums over a portion's characters.
#[derive(Clone, Copy, Debug, Default)]
struct Measure {
    sixths: i32,
    units: i64,
    spaces: i64,
}

impl Setting<'_> {
    /// The portions of a line in a column that starts at `column`.
    ///
    /// Each starts at the twip where the layout model puts it: after the rounded widths of those before it and their
    /// part of the stretch. The last of a stretched line ends exactly at the line's end.
    pub fn portions<'f>(&self, line: &Line, column: Twip, faces: &'f Faces, into: &mut Vec<Portion<'f>>) {
        into.clear();
        let stretched = line.stretch != Twip::ZERO && line.gaps > 0;
        let start = column + line.x;
        let (mut x, mut width, mut gaps) = (start, Twip::ZERO, 0);
        let mut from = line.start;
        while from < line.end {
            let Some((end, voice, revision)) = self.same_face(from, line.end, faces) else { return };
            let range = from as usize..end as usize;
            let last = end == line.end;
            let mut stretch = Stretch::default();
            let mut next = start + line.width;
            if stretched || !last {
                let measure = self.measure(range.clone(), voice.face);
                width += Twip((measure.sixths + 3).div_euclid(6));
                gaps += measure.spaces;
                let share = if stretched { i64::from(line.stretch.0) * gaps / i64::from(line.gaps) } else { 0 };
                next = if last { start + line.width + line.stretch } else { start + width + Twip(share as i32) };
                if stretched {
                    stretch = self.stretch(measure, next - x, voice.face);
                }
            }
            into.push(Portion { range, voice, x, end: next, revision, stretch });
            (x, from) = (next, end);
        }
    }

    /// The end of the stretch of one face that starts at `from`: runs that differ only in what they hold are one, but words
    /// that have come or gone are parted from others.
    fn same_face<'f>(&self, from: u32, end: u32, faces: &'f Faces) -> Option<(u32, Voice<'f>, Option<Revision>)> {
        let mut runs = self.runs.iter().skip_while(|run| run.end <= from);
        let first = runs.next()?;
        let of = |run: &Run| (run.bold, run.italic, run.kind.revision());
        let same = runs.take_while(|run| of(run) == of(first));
        let reach = same.last().map_or(first.end, |run| run.end);
        Some((reach.min(end), voice(faces, first.bold, first.italic), first.kind.revision()))
    }

    fn measure(&self, range: Range<usize>, face: &Face) -> Measure {
        let mut measure = Measure::default();
        for c in self.text[range].chars() {
            measure.sixths += face.advance_sixth(c, self.half_points);
            measure.units += i64::from(face.advance(c));
            measure.spaces += i64::from(c == ' ');
        }
        measure
    }

    /// What is left of `room` when the glyphs stand at their natural widths.
    fn stretch(&self, measure: Measure, room: Twip, face: &Face) -> Stretch {
        let (half_points, upm) = (i64::from(self.half_points), i64::from(face.units_per_em()));
        // In twips: room - units · (half_points · 10) / upm; of the size, half_points · 10 twips, the thousandth part.
        let excess = i64::from(room.0) * upm - measure.units * half_points * 10;
        let total = (2 * excess * 100 + half_points * upm).div_euclid(2 * half_points * upm);
        Stretch { total, spaces: measure.spaces, passed: 0 }
    }
}
