//! Paragraphs broken into lines as LibreOffice and Word break them: greedily, by sums of rounded advances.
//!
//! The unit is the sixth of a twip, to which every advance is rounded; the width of a *portion* (a stretch of one face
//! without a no-break space) is rounded to a twip, and a line is a sum of portions. To follow another program to the last
//! line, its roundings must be followed too.

mod breaks;
#[cfg(test)]
mod tests;

use super::set::{Line, ParaStyle, Run, RunKind};
use crate::base::Twip;
use crate::font::{Face, Faces};
use crate::rules::Align;
use breaks::last_opportunity;

/// Breaks a paragraph that stands in a column so wide. An empty paragraph has one empty line.
///
/// `runs` lie end to end over `text`; each `\n` ends a line.
pub fn break_lines(text: &str, runs: &[Run], style: &ParaStyle, column: Twip, faces: &Faces) -> Vec<Line> {
    let setter = Setter { text, runs, style, faces, line_height: natural_height(style.half_points) };
    let mut lines = Vec::with_capacity(1);
    let mut start = 0;
    loop {
        let indent = if lines.is_empty() { style.left + style.first_line } else { style.left };
        let room = column - indent - style.right;
        let taken = setter.take_line(start, room);
        lines.push(setter.place(start, &taken, indent, room));
        match taken.next {
            Some(next) => start = next,
            None => return lines,
        }
    }
}

/// The width of words set in one line and one face.
pub fn text_width(text: &str, bold: bool, italic: bool, half_points: u16, faces: &Faces) -> Twip {
    let face = faces.face(bold, italic);
    let mut width = Width::default();
    for c in text.chars() {
        width.add(c, face.advance_sixth(c, half_points));
    }
    width.total()
}

/// The height that LibreOffice gives to a line of this size, in twips; it enters one of its shortcuts.
fn natural_height(half_points: u16) -> i32 {
    // Ascent, descent and line gap of Times New Roman: 2355 of 2048.
    (i32::from(half_points) * 10 * 2355 + 1024) / 2048
}

/// What one line takes of the text.
struct Taken {
    /// One past the last byte that is drawn.
    end: usize,
    /// Where the next line starts; none after the last.
    next: Option<usize>,
    /// Whether a meant break ends it.
    meant: bool,
}

/// A sum of advances, rounded portion by portion.
#[derive(Default)]
struct Width {
    /// Closed portions, twips.
    closed: i32,
    /// The open portion, sixths of a twip.
    open: i32,
}

impl Width {
    fn close(&mut self) {
        self.closed += to_twips(self.open);
        self.open = 0;
    }

    fn add(&mut self, c: char, advance: i32) {
        if stands_alone(c) {
            self.close();
            self.open = advance;
            self.close();
        } else {
            self.open += advance;
        }
    }

    fn total(&self) -> Twip {
        Twip(self.closed + to_twips(self.open))
    }
}

/// Half a twip rounds up.
fn to_twips(sixths: i32) -> i32 {
    (sixths + 3) / 6
}

/// Characters that LibreOffice makes a portion of their own.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{2011}' | '\u{AD}' | '\u{200B}' | '\u{2060}')
}

/// Whether a portion that runs up to this character ends there.
fn ends_portion(c: char) -> bool {
    c == '\n' || stands_alone(c)
}

/// A portion: a stretch that is measured and rounded as one.
#[derive(Clone, Copy)]
struct Portion<'a> {
    start: usize,
    end: usize,
    face: &'a Face,
}

/// A paragraph while it is being broken.
struct Setter<'a> {
    text: &'a str,
    runs: &'a [Run],
    style: &'a ParaStyle,
    faces: &'a Faces,
    line_height: i32,
}

impl<'a> Setter<'a> {
    /// How much of the text from `start` goes into a line so wide.
    fn take_line(&self, start: usize, room: Twip) -> Taken {
        let mut used = 0;
        let mut at = start;
        while at < self.text.len() {
            if self.text.as_bytes()[at] == b'\n' {
                return Taken { end: self.trim(start, at), next: Some(at + 1), meant: true };
            }
            let portion = self.portion(at);
            match self.fit(portion, room.0 - used) {
                Fit::Whole { width, end } => (used, at) = (used + width, end),
                Fit::Until(cut) => return self.overflow(start, portion, cut),
            }
        }
        Taken { end: self.trim(start, at), next: None, meant: false }
    }

    /// Ends the line at a portion that does not fit.
    fn overflow(&self, start: usize, portion: Portion<'_>, cut: usize) -> Taken {
        if !self.stands_alone_at(portion.start) {
            return self.end_line(start, portion.start, cut);
        }
        match self.pass_no_break_space(start, portion) {
            Back::To(portion, cut) => self.end_line(start, portion, cut),
            Back::Stay | Back::EndAt(_) => self.taken(start, portion.end, portion.end),
        }
    }

    /// The portion that starts at a byte; it may be ended earlier, by the next character that stands alone.
    fn portion(&self, start: usize) -> Portion<'a> {
        let index = self.runs.partition_point(|run| run.end as usize <= start);
        let Some(run) = self.runs.get(index) else {
            return Portion { start, end: self.text.len(), face: self.faces.face(false, false) };
        };
        let face = self.faces.face(run.bold, run.italic);
        let first = self.text[start..].chars().next().filter(|c| stands_alone(*c));
        let end = first.map_or_else(|| self.face_end(index), |c| start + c.len_utf8());
        Portion { start, end: end.min(self.text.len()), face }
    }

    /// Where the face of a run ends: runs of the same face are one portion, but a page number is one of its own, and words
    /// that have come or gone are parted from others.
    fn face_end(&self, index: usize) -> usize {
        let run = &self.runs[index];
        let same = |next: &&Run| {
            let faces = (next.bold, next.italic) == (run.bold, run.italic);
            let revised = run.kind.revision() == next.kind.revision();
            faces && revised && run.kind != RunKind::PageNumber && next.kind != RunKind::PageNumber
        };
        self.runs[index + 1..].iter().take_while(same).last().unwrap_or(run).end as usize
    }

    /// Whether a portion fits into so many twips, or where it must be cut.
    fn fit(&self, portion: Portion<'_>, room: i32) -> Fit {
        let limit = room * 6;
        let (mut sum, mut end) = (0, portion.start);
        for (at, c) in self.characters(portion) {
            sum += portion.face.advance_sixth(c, self.style.half_points);
            if sum > limit {
                return self.fit_by_estimate(portion, room).unwrap_or(Fit::Until(at));
            }
            end = at + c.len_utf8();
        }
        Fit::Whole { width: to_twips(sum), end }
    }

    /// LibreOffice measures a portion that looks short in whole twips, so that it may be a third of a twip too long.
    fn fit_by_estimate(&self, portion: Portion<'_>, room: i32) -> Option<Fit> {
        let mut height = 0;
        let (mut sum, mut end) = (0, portion.start);
        for (at, c) in self.characters(portion) {
            sum += portion.face.advance_sixth(c, self.style.half_points);
            height += self.line_height * c.len_utf16() as i32;
            end = at + c.len_utf8();
            if height >= room * 2 {
                return None;
            }
        }
        let width = to_twips(sum);
        (width <= room).then_some(Fit::Whole { width, end })
    }

    /// The characters of a portion with their places, up to the next that stands alone or breaks the line.
    fn characters(&self, portion: Portion<'_>) -> impl Iterator<Item = (usize, char)> + '_ {
        let start = portion.start;
        let characters = self.text[start..portion.end].char_indices();
        characters.take_while(|(at, c)| *at == 0 || !ends_portion(*c)).map(move |(at, c)| (start + at, c))
    }

    /// One past the last byte of a portion.
    fn end_of(&self, portion: Portion<'_>) -> usize {
        self.characters(portion).last().map_or(portion.start, |(at, c)| at + c.len_utf8())
    }

    /// The first character of a portion that goes beyond so many twips.
    fn cut_at(&self, portion: Portion<'_>, room: i32) -> Option<usize> {
        let mut sum = 0;
        let beyond = self.characters(portion).find(|(_, c)| {
            sum += portion.face.advance_sixth(*c, self.style.half_points);
            sum > room * 6
        });
        beyond.map(|(at, _)| at)
    }

    /// The width of a portion in twips.
    fn width(&self, portion: Portion<'_>) -> i32 {
        let advances = self.characters(portion).map(|(_, c)| portion.face.advance_sixth(c, self.style.half_points));
        to_twips(advances.sum())
    }

    /// Ends the line whose character at `cut`, in the portion that starts at `portion`, is the first that no longer fits.
    fn end_line(&self, start: usize, portion: usize, cut: usize) -> Taken {
        let (mut portion, mut cut) = (portion, cut);
        loop {
            if self.text[cut..].starts_with(' ') {
                let next = self.text.len() - self.text[cut..].trim_start_matches(' ').len();
                return self.taken(start, cut, next);
            }
            let Some(at) = self.opportunity(start, cut) else { return self.cut_word(start, cut) };
            if at >= portion && at > start {
                return self.taken(start, at, at);
            }
            // No opportunity in this portion: LibreOffice goes back one portion and sets that anew, a twip too narrow for
            // it, so that it asks again from there.
            match self.step_back(start, portion) {
                Back::To(earlier, narrow) if narrow > start => (portion, cut) = (earlier, narrow),
                Back::To(..) | Back::Stay => return self.cut_word(start, cut),
                Back::EndAt(end) => return self.taken(start, end, end),
            }
        }
    }

    /// The last opportunity before `cut`, `start` if there is none within the line. Where lines are not set flush left,
    /// spaces alone make no line.
    fn opportunity(&self, start: usize, cut: usize) -> Option<usize> {
        let at = last_opportunity(self.text, start, cut)?;
        let bare = self.style.align != Align::Left && self.trim(start, at) == start;
        Some(if bare { start } else { at })
    }

    /// No opportunity: the word is cut, but never into an empty line.
    fn cut_word(&self, start: usize, cut: usize) -> Taken {
        let first = self.text[start..].chars().next().map_or(0, char::len_utf8);
        let at = cut.max(start + first);
        self.taken(start, at, at)
    }

    /// Goes back over the portion that ends at `at`.
    fn step_back(&self, start: usize, at: usize) -> Back {
        let Some(portion) = self.portion_before(start, at) else { return Back::Stay };
        if self.stands_alone_at(portion.start) {
            return self.pass_no_break_space(start, portion);
        }
        match self.cut_at(portion, self.width(portion) - 1) {
            Some(cut) => Back::To(portion.start, cut),
            None => self.step_back(start, portion.start),
        }
    }

    /// LibreOffice's rule for going back over a no-break space: only if an ordinary space stands in the line before it.
    fn pass_no_break_space(&self, start: usize, space: Portion<'_>) -> Back {
        let first = self.text[start..].chars().next().map_or(0, char::len_utf8);
        let before = self.text.get(start + first..space.start).unwrap_or_default();
        if !before.contains(' ') {
            Back::Stay
        } else if before.ends_with(' ') {
            Back::EndAt(space.end)
        } else {
            self.step_back(start, space.start)
        }
    }

    /// The portion of this line that ends where another starts.
    fn portion_before(&self, start: usize, at: usize) -> Option<Portion<'a>> {
        let mut from = start;
        while from < at {
            let portion = self.portion(from);
            let portion = Portion { end: portion.end.min(at), ..portion };
            from = self.end_of(portion);
            if from >= at {
                return Some(portion);
            }
        }
        None
    }

    fn stands_alone_at(&self, at: usize) -> bool {
        self.text[at..].chars().next().is_some_and(stands_alone)
    }

    fn taken(&self, start: usize, end: usize, next: usize) -> Taken {
        Taken { end: self.trim(start, end), next: Some(next).filter(|next| *next < self.text.len()), meant: false }
    }

    /// Leaves out the spaces that hang at a line's end.
    fn trim(&self, start: usize, end: usize) -> usize {
        start + self.text[start..end].trim_end_matches(' ').len()
    }

    /// Measures a line and puts it where the alignment asks.
    fn place(&self, start: usize, taken: &Taken, indent: Twip, room: Twip) -> Line {
        let width = self.measure(start, taken.end);
        let free = (room - width).max(Twip::ZERO);
        // The DOCX asks (`w:doNotExpandShiftReturn`) that a line before a meant break is left as it is.
        let last = taken.next.is_none() || taken.meant;
        let gaps = self.text[start..taken.end].bytes().filter(|b| *b == b' ').count() as u32;
        let (shift, stretch) = match self.style.align {
            Align::Left => (Twip::ZERO, Twip::ZERO),
            Align::Centre => (Twip(free.0 / 2), Twip::ZERO),
            Align::Right => (free, Twip::ZERO),
            Align::Justify if last || gaps == 0 => (Twip::ZERO, Twip::ZERO),
            Align::Justify => (Twip::ZERO, free),
        };
        Line { start: start as u32, end: taken.end as u32, x: indent + shift, width, stretch, gaps }
    }

    fn measure(&self, start: usize, end: usize) -> Twip {
        let mut width = 0;
        let mut at = start;
        while at < end {
            let portion = self.portion(at);
            let portion = Portion { end: portion.end.min(end), ..portion };
            width += self.width(portion);
            at = self.end_of(portion);
        }
        Twip(width)
    }
}

/// What comes of going back a portion.
enum Back {
    /// To the portion at this byte, cut at that.
    To(usize, usize),
    /// There is no way back.
    Stay,
    /// The line ends here.
    EndAt(usize),
}

/// Whether a portion fits.
enum Fit {
    /// It does.
    Whole {
        /// Twips.
        width: i32,
        /// One past its last byte.
        end: usize,
    },
    /// The character at this byte no longer does.
    Until(usize),
}
