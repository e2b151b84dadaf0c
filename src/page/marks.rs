//! What stands where on each page, in twips from the paper's top left corner. The PDF writer draws it and decides nothing.

use std::ops::Range;

use crate::base::Twip;
use crate::galley::{Drawing, Field, Galley, PageFrame, Para, PicturePlace};

/// All pages of a galley.
#[derive(Debug)]
pub struct Pages<'g> {
    /// What they were cut from.
    pub galley: &'g Galley,
    /// In order.
    pub pages: Vec<Page<'g>>,
}

/// One page.
#[derive(Debug)]
pub struct Page<'g> {
    /// Paper and margins.
    pub frame: PageFrame,
    /// Which section of the galley.
    pub section: usize,
    /// Its number within the section, from 1.
    pub number: u32,
    /// Everything on it, in reading order.
    pub marks: Vec<Mark<'g>>,
}

/// One thing on a page.
#[derive(Debug)]
pub enum Mark<'g> {
    /// Lines of a paragraph.
    Text {
        /// The paragraph.
        para: &'g Para,
        /// Which of its lines.
        lines: Range<usize>,
        /// Left edge of the paragraph's column: `Line::x` counts from here.
        x: Twip,
        /// Top of the first of these lines; each is `style.line` high, its baseline at four fifths of that.
        y: Twip,
        /// Whether it is read or only seen (page numbers, heads and merged text that repeat).
        reading: Reading,
    },
    /// A drawing in the place of a paragraph's words.
    Drawing {
        /// The paragraph.
        para: &'g Para,
        /// The drawing.
        drawing: &'g Drawing,
        /// Left edge.
        x: Twip,
        /// Top edge.
        y: Twip,
    },
    /// A picture over the text; the paragraph that it belongs to is on the page too.
    Picture {
        /// The paragraph.
        para: &'g Para,
        /// The picture, its width and height.
        place: &'g PicturePlace,
        /// Left edge.
        x: Twip,
        /// Top edge.
        y: Twip,
    },
    /// A form field; the paragraph that it belongs to is on the page too, though it may be empty.
    Field {
        /// The paragraph.
        para: &'g Para,
        /// Which field.
        field: Field,
        /// Left edge.
        x: Twip,
        /// Top edge.
        y: Twip,
        /// Width.
        width: Twip,
        /// Height.
        height: Twip,
    },
    /// A drawn rule or a border: never read.
    Rule {
        /// Left edge.
        x: Twip,
        /// Top edge.
        y: Twip,
        /// Width, at least the weight of a vertical rule.
        width: Twip,
        /// Height, at least the weight of a horizontal rule.
        height: Twip,
    },
}

/// Whether text on a page is part of what is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Part of the text.
    Content,
    /// A page number (số trang): its text is the page's, not the paragraph's.
    PageNumber,
    /// A table head or a merged cell's text, printed again after a page break.
    Repeated,
}
