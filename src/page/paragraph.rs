//! Paragraphs on pages: where they break, and what their rules look like.

use super::cutter::Cutter;
use super::marks::{Mark, Reading};
use crate::base::Twip;
use crate::galley::{FieldPlace, Para, RuleSides};

/// Lines that must stand on each side of a break (widow and orphan control).
const LEAST_LINES: usize = 2;

impl Para {
    /// The least of it that may stand before a page break: two lines, or all of three or fewer.
    pub(super) fn least_height(&self) -> Twip {
        if self.is_whole() {
            return self.height();
        }
        self.style.line * LEAST_LINES as i32 + self.rule.map_or(Twip::ZERO, |rule| rule.height_above())
    }

    /// Whether it is never cut.
    fn is_whole(&self) -> bool {
        self.style.keep_lines || self.lines.len() < 2 * LEAST_LINES
    }
}

impl<'g> Cutter<'g> {
    /// Sets a paragraph, over as many pages as it takes.
    pub(super) fn paragraph(&mut self, para: &'g Para) {
        let total = para.lines.len();
        let mut gap = self.gap(para.style.before);
        let mut done = 0;
        while done < total {
            let fit = self.lines_that_fit(para, done, gap);
            if fit == 0 {
                self.new_page();
                gap = Twip::ZERO;
                continue;
            }
            self.take(gap);
            gap = Twip::ZERO;
            let height =
                place(para, done..done + fit, self.frame().left, self.y(), Reading::Content, &mut |m| self.mark(m));
            self.take(height);
            done += fit;
            if done < total {
                self.new_page();
            }
        }
        self.after = para.style.after;
    }

    /// How many of the lines from `done` on go on this page; none where they must start on the next.
    fn lines_that_fit(&self, para: &Para, done: usize, gap: Twip) -> usize {
        let rest = para.lines.len() - done;
        let (above, below) =
            para.rule.map_or((Twip::ZERO, Twip::ZERO), |rule| (rule.height_above(), rule.height_below()));
        let above = if done == 0 { above } else { Twip::ZERO };
        let room = self.left() - gap - above;
        if para.style.line * rest as i32 + below <= room {
            return rest;
        }
        let fit = (room.0.max(0) / para.style.line.0.max(1)) as usize;
        if self.empty {
            // Nothing can be moved any further: as much as there is room for, one line at least.
            let kept = if rest >= 2 * LEAST_LINES { fit.min(rest - LEAST_LINES) } else { fit.min(rest) };
            return if self.can_move() { kept } else { kept.max(1) };
        }
        if para.is_whole() {
            return 0;
        }
        let kept = fit.min(rest.saturating_sub(LEAST_LINES));
        if kept < LEAST_LINES { 0 } else { kept }
    }
}

/// Marks lines of a paragraph whose column starts at `x`, from `y` on, with the rule that goes with them; gives the height.
pub(super) fn place<'g>(
    para: &'g Para,
    lines: std::ops::Range<usize>,
    x: Twip,
    y: Twip,
    reading: Reading,
    mark: &mut dyn FnMut(Mark<'g>),
) -> Twip {
    let (first, last) = (lines.start == 0, lines.end == para.lines.len());
    let height = para.style.line * lines.len() as i32;
    let Some(rule) = para.rule else {
        text(para, lines, x, y, reading, mark);
        return height;
    };
    let above = if first { rule.height_above() } else { Twip::ZERO };
    let below = if last { rule.height_below() } else { Twip::ZERO };
    text(para, lines, x, y + above, reading, mark);
    let weight = rule.thickness();
    let whole = above + height + below;
    // The column's width is not known here, but a ruled paragraph's lines are: its indents were made for the rule.
    let (left, width) = (x + para.style.left, para.measure);
    let mut draw = |x, y, width, height| mark(Mark::Rule { x, y, width, height });
    match rule.sides {
        RuleSides::Below if last => draw(left, y + height, width, weight),
        RuleSides::Above { .. } if first => draw(left, y, width, weight),
        RuleSides::Below | RuleSides::Above { .. } => {}
        RuleSides::Frame { .. } => {
            // The sides stand just outside the indents.
            let (outer, full) = (left - weight, width + weight * 2);
            draw(outer, y, full, weight);
            draw(outer, y + whole - weight, full, weight);
            draw(outer, y, weight, whole);
            draw(left + width, y, weight, whole);
        }
    }
    whole
}

fn text<'g>(
    para: &'g Para,
    lines: std::ops::Range<usize>,
    x: Twip,
    y: Twip,
    reading: Reading,
    mark: &mut dyn FnMut(Mark<'g>),
) {
    let begins = lines.start == 0 && reading == Reading::Content;
    if !para.text.is_empty() {
        mark(Mark::Text { para, lines, x, y, reading });
    }
    if let Some(drawing) = &para.drawing {
        mark(Mark::Drawing { para, drawing, x, y });
    }
    for place in para.pictures.iter().filter(|_| begins) {
        mark(Mark::Picture { para, place, x: x + place.x, y: y + place.y });
    }
    for place in para.fields.iter().filter(|_| begins) {
        let FieldPlace { field, width, height, .. } = *place;
        mark(Mark::Field { para, field, x: x + place.x, y: y + place.y, width, height });
    }
}
