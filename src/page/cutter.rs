//! One section, from top to bottom: what is the room, what needs how much of it, where a page ends.

use super::furniture;
use super::marks::{Mark, Page};
use crate::base::Twip;
use crate::galley::{Flow, PageFrame, Section};

/// Cuts one section.
pub(super) struct Cutter<'g> {
    index: usize,
    section: &'g Section,
    pages: Vec<Page<'g>>,
    /// What stands on the page so far.
    marks: Vec<Mark<'g>>,
    /// Top of the text on this page, from the paper's top.
    top: Twip,
    /// Height of the text's area on this page.
    pub(super) room: Twip,
    /// Height used of it.
    pub(super) used: Twip,
    /// The space below what was set last, not yet used.
    pub(super) after: Twip,
    /// Whether nothing stands on this page yet.
    pub(super) empty: bool,
    /// Whether this page was begun by flow, which drops the space above its first paragraph.
    by_flow: bool,
    /// Everything before this item was kept together as far as it could be.
    decided: usize,
}

impl<'g> Cutter<'g> {
    /// The pages of a section.
    pub(super) fn cut(index: usize, section: &'g Section) -> Vec<Page<'g>> {
        let mut cutter = Self {
            index,
            section,
            pages: Vec::new(),
            marks: Vec::new(),
            top: Twip::ZERO,
            room: Twip::ZERO,
            used: Twip::ZERO,
            after: Twip::ZERO,
            empty: true,
            by_flow: false,
            decided: 0,
        };
        cutter.measure_page();
        for at in 0..section.flow.len() {
            cutter.keep_together(at);
            match &section.flow[at] {
                Flow::Para(para) => cutter.paragraph(para),
                Flow::Table(table) => cutter.table(table),
            }
        }
        cutter.end_page();
        cutter.pages
    }

    /// Paper and margins.
    pub(super) fn frame(&self) -> &'g PageFrame {
        &self.section.page
    }

    /// From the paper's top to the first free twip of the text's area.
    pub(super) fn y(&self) -> Twip {
        self.top + self.used
    }

    /// What is left of the page.
    pub(super) fn left(&self) -> Twip {
        self.room - self.used
    }

    /// Adds a mark to the page.
    pub(super) fn mark(&mut self, mark: Mark<'g>) {
        self.marks.push(mark);
    }

    /// The gap before something with so much space above it: the larger of both; at a page's top only what stands at the
    /// start of the section keeps its own.
    pub(super) fn gap(&self, before: Twip) -> Twip {
        match (self.empty, self.by_flow) {
            (true, true) => Twip::ZERO,
            (true, false) => before,
            (false, _) => self.after.max(before),
        }
    }

    /// Takes height.
    pub(super) fn take(&mut self, height: Twip) {
        self.used += height;
        self.empty = false;
    }

    /// Ends this page and begins the next.
    pub(super) fn new_page(&mut self) {
        self.end_page();
        self.empty = true;
        self.by_flow = true;
        self.used = Twip::ZERO;
        self.after = Twip::ZERO;
        self.measure_page();
    }

    /// Whether something that does not fit here may fit on the next page.
    pub(super) fn can_move(&self) -> bool {
        !self.empty || self.next_room() > self.room
    }

    /// Height of the text's area on the next page.
    pub(super) fn next_room(&self) -> Twip {
        let (top, bottom) = furniture::text_area(self.section, self.number() + 1);
        bottom - top
    }

    /// This page's number.
    fn number(&self) -> u32 {
        self.pages.len() as u32 + 1
    }

    fn end_page(&mut self) {
        let number = self.number();
        let mut marks = furniture::above(self.section, number);
        marks.append(&mut self.marks);
        marks.extend(furniture::below(self.section, number));
        self.pages.push(Page { frame: self.section.page, section: self.index, number, marks });
    }

    fn measure_page(&mut self) {
        let number = self.number();
        let (top, bottom) = furniture::text_area(self.section, number);
        self.top = top;
        self.room = bottom - top;
    }

    /// At the start of what is kept together: moves it to the next page where it does not fit on this one.
    fn keep_together(&mut self, at: usize) {
        if at < self.decided {
            return;
        }
        let (end, needed) = self.chain(at);
        self.decided = end;
        if self.used + needed > self.room && !self.empty {
            self.new_page();
        }
    }

    /// The items from `at` on that are tied together, and what they need on one page: whole paragraphs, and of the last the
    /// least that may stand before a break.
    fn chain(&self, at: usize) -> (usize, Twip) {
        let flow = &self.section.flow;
        let mut needed = Twip::ZERO;
        let mut end = at;
        let mut after = None;
        while let Some(item) = flow.get(end) {
            end += 1;
            match item {
                Flow::Para(para) => {
                    needed +=
                        after.map_or_else(|| self.gap(para.style.before), |after: Twip| after.max(para.style.before));
                    if !para.style.keep_next || end == flow.len() {
                        return (end, needed + para.least_height());
                    }
                    needed += para.height();
                    after = Some(para.style.after);
                }
                Flow::Table(table) => {
                    needed += after.unwrap_or_else(|| self.gap(Twip::ZERO));
                    return (end, needed + super::rows::first_rows_height(table, self.next_room()));
                }
            }
        }
        (end, needed)
    }
}
