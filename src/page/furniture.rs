//! What stands in the margins: page numbers, ô 11 above and ô 13 below the first page's text.

use super::marks::{Mark, Reading};
use super::paragraph::place;
use crate::base::Twip;
use crate::galley::{Para, Section, stack_height};

/// Top and bottom of the text's area on a page: margins, unless what stands in them needs more.
pub(super) fn text_area(section: &Section, number: u32) -> (Twip, Twip) {
    let page = &section.page;
    let (above, below) = if number == 1 {
        (stack_height(&section.first_header), stack_height(&section.first_footer))
    } else {
        (section.page_number.height(), Twip::ZERO)
    };
    let top = if above > Twip::ZERO { page.top.max(page.header + above) } else { page.top };
    let bottom = if below > Twip::ZERO { page.bottom.max(page.footer + below) } else { page.bottom };
    (top, page.height - bottom)
}

/// In the top margin: ô 11 on the first page, the page's number on the others.
pub(super) fn above(section: &Section, number: u32) -> Vec<Mark<'_>> {
    if number == 1 {
        return stack(&section.first_header, section.page.left, section.page.header, Reading::Content);
    }
    let number = std::slice::from_ref(&section.page_number);
    stack(number, section.page.left, section.page.header, Reading::PageNumber)
}

/// At the foot of the first page: ô 13.
pub(super) fn below(section: &Section, number: u32) -> Vec<Mark<'_>> {
    if number != 1 {
        return Vec::new();
    }
    let page = &section.page;
    let top = page.height - page.footer - stack_height(&section.first_footer);
    stack(&section.first_footer, page.left, top, Reading::Content)
}

/// Paragraphs one below the other.
fn stack(paras: &[Para], x: Twip, y: Twip, reading: Reading) -> Vec<Mark<'_>> {
    let mut marks = Vec::new();
    let (mut y, mut after) = (y, Twip::ZERO);
    for para in paras {
        y += after.max(para.style.before);
        y += place(para, 0..para.lines.len(), x, y, reading, &mut |mark| marks.push(mark));
        after = para.style.after;
    }
    marks
}
