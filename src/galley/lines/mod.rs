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
                return Taken { end: self.trim(start, at), next: Some(at + 1) };
            }
            let portion = self.portion(at);
            match self.fit(portion, room.0 - used) {
                Fit::Whole(width) => used += width,
                Fit::Until(cut) => return self.overflow(start, portion, cut),
            }
            at = portion.end;
        }
        Taken { end: self.trim(start, at), next: None }
    }

    /// Ends the line at a portion that does not fit.
    fn overflow(&self, start: usize, portion: Portion<'_>, cut: usize) -> Taken {
        let lone = self.text[portion.start..portion.end].chars().next().is_some_and(stands_alone);
        if !lone {
            return self.end_line(start, portion.start, cut);
        }
        match self.pass_no_break_space(start, portion) {
            Back::To(portion, cut) => self.end_line(start, portion, cut),
            Back::Stay | Back::EndAt(_) => self.taken(start, portion.end, portion.end),
        }
    }

    /// The portion that starts at a byte.
    fn portion(&self, start: usize) -> Portion<'a> {
        let index = self.runs.partition_point(|run| run.end as usize <= start);
        let (bold, italic) = self.runs.get(index).map_or((false, false), |run| (run.bold, run.italic));
        let mut end = self.text.len();
        if let Some(run) = self.runs.get(index) {
            let same = |next: &&Run| (next.bold, next.italic) == (bold, italic) && next.kind != RunKind::PageNumber;
            let tail = self.runs[index + 1..].iter().take_while(same).last();
            let last = if run.kind == RunKind::PageNumber { run } else { tail.unwrap_or(run) };
            end = end.min(last.end as usize);
        }
        Portion { start, end: self.special_end(start, end), face: self.faces.face(bold, italic) }
    }

    /// Where a portion that may reach `end` is ended by a character that stands alone or by a meant break.
    fn special_end(&self, start: usize, end: usize) -> usize {
        let text = &self.text[start..end];
        match text.char_indices().find(|(_, c)| *c == '\n' || stands_alone(*c)) {
            Some((0, c)) => start + c.len_utf8(),
            Some((at, _)) => start + at,
            None => end,
        }
    }

    /// Whether a portion fits into so many twips, or where it must be cut.
    fn fit(&self, portion: Portion<'_>, room: i32) -> Fit {
        let limit = room * 6;
        let mut sum = 0;
        for (at, c) in self.text[portion.start..portion.end].char_indices() {
            sum += portion.face.advance_sixth(c, self.style.half_points);
            if sum > limit {
                let cut = Fit::Until(portion.start + at);
                return self.fit_by_estimate(portion, room).map_or(cut, Fit::Whole);
            }
        }
        Fit::Whole(to_twips(sum))
    }

    /// The first character of a portion that goes beyond so many twips.
    fn cut_at(&self, portion: Portion<'_>, room: i32) -> Option<usize> {
        let mut sum = 0;
        let mut characters = self.text[portion.start..portion.end].char_indices();
        let beyond = characters.find(|(_, c)| {
            sum += portion.face.advance_sixth(*c, self.style.half_points);
            sum > room * 6
        });
        beyond.map(|(at, _)| portion.start + at)
    }

    /// The width of a portion's text in sixths of a twip.
    fn sum(&self, portion: Portion<'_>, text: &str) -> i32 {
        text.chars().map(|c| portion.face.advance_sixth(c, self.style.half_points)).sum()
    }

    /// LibreOffice measures a portion that looks short in whole twips, so that it may be a third of a twip too long.
    fn fit_by_estimate(&self, portion: Portion<'_>, room: i32) -> Option<i32> {
        let text = &self.text[portion.start..portion.end];
        // A portion of more bytes than this is surely not short: spare the measuring.
        if room * 2 <= text.len() as i32 / 3 * self.line_height {
            return None;
        }
        let characters = text.chars().map(char::len_utf16).sum::<usize>() as i32;
        let width = to_twips(self.sum(portion, text));
        (room * 2 > characters * self.line_height && width <= room).then_some(width)
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
        let text = &self.text[portion.start..portion.end];
        if text.chars().next().is_some_and(stands_alone) {
            return self.pass_no_break_space(start, portion);
        }
        let narrow = to_twips(self.sum(portion, text)) - 1;
        match self.cut_at(portion, narrow) {
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
            if portion.end >= at {
                return Some(portion);
            }
            from = portion.end;
        }
        None
    }

    fn taken(&self, start: usize, end: usize, next: usize) -> Taken {
        Taken { end: self.trim(start, end), next: Some(next).filter(|next| *next < self.text.len()) }
    }

    /// Leaves out the spaces that hang at a line's end.
    fn trim(&self, start: usize, end: usize) -> usize {
        start + self.text[start..end].trim_end_matches(' ').len()
    }

    /// Measures a line and puts it where the alignment asks.
    fn place(&self, start: usize, taken: &Taken, indent: Twip, room: Twip) -> Line {
        let width = self.measure(start, taken.end);
        let free = (room - width).max(Twip::ZERO);
        let last = taken.next.is_none();
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
            let text = &self.text[at..portion.end.min(end)];
            width += to_twips(self.sum(portion, text));
            at = portion.end;
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
    /// It does, and is so many twips wide.
    Whole(i32),
    /// The character at this byte no longer does.
    Until(usize),
}
