//! The galley cut into pages. Only cuts: breaks, repeated table heads, page numbers.
//!
//! Breaks follow the model of Word's and LibreOffice's own: a line fits if its whole height does, to the twip; two lines at
//! least stand before and after a break; what is kept together moves as one, unless no page holds it.

mod borders;
mod cells;
mod cutter;
mod furniture;
mod marks;
mod paragraph;
mod rows;
mod table;
#[cfg(test)]
mod tests;

pub use marks::{Mark, Page, Pages, Reading};

use crate::galley::Galley;
use cutter::Cutter;

/// Cuts a galley into pages: every section starts a page of its own and numbers its pages from 1.
pub fn cut(galley: &Galley) -> Pages<'_> {
    let pages = galley.sections.iter().enumerate().flat_map(|(index, section)| Cutter::cut(index, section));
    Pages { galley, pages: pages.collect() }
}
