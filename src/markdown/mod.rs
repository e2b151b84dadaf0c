//! Markdown → blocks. What cannot be printed is refused by name and place, never dropped.
//!
//! Numbers are made here, because Markdown knows neither `I.` nor `a)`: `#` is mục, `##` a titled khoản, a numbered list
//! khoản (điểm where it stands in a khoản), and `-` and `+` are printed as typed.

mod construct;
mod inline;
mod kinds;
mod reader;
mod table;

pub use construct::{Construct, Refused};

use std::ops::Range;

use crate::base::{Diagnostic, Place};
use crate::document::{Block, Inline};
use reader::Reader;

/// Where a text stands, which settles what its lists are numbered by and whether it may have headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The whole body as a template made it: the only text with headings.
    Body,
    /// An office's text before all sections, after them, or directly in one: its numbered lists are khoản.
    Section,
    /// An office's text under a titled khoản: its numbered lists are điểm.
    Clause,
    /// One line: a basis, a title.
    Line,
}

/// Findings of one text that are shown: whoever has more of them mends the first and looks again.
const MAX_FINDINGS: usize = 100;

/// Longer than any official document; a bound for what a wrong file can cost.
const MAX_BYTES: usize = 8 << 20;

/// Reads Markdown into blocks, or gives everything in it that cannot be printed, in the order of the text.
pub fn parse(markdown: &str, scope: Scope) -> Result<Vec<Block>, Vec<Refused>> {
    if markdown.len() > MAX_BYTES {
        return Err(vec![Refused { range: 0..0, what: Construct::TooLong }]);
    }
    let mut reader = Reader::new(markdown, scope);
    let blocks = reader.body();
    reader.finish().map(|()| blocks)
}

/// Reads one line of Markdown, as a basis or a title is written.
pub fn parse_line(markdown: &str) -> Result<Vec<Inline>, Vec<Refused>> {
    let blocks = parse(markdown, Scope::Line)?;
    Ok(blocks.into_iter().find_map(words).unwrap_or_default())
}

/// In [`Scope::Line`] nothing but one paragraph is left.
fn words(block: Block) -> Option<Vec<Inline>> {
    match block {
        Block::Paragraph(words) => Some(words),
        Block::Basis(_) | Block::Heading(_) | Block::List(_) | Block::Table(_) | Block::Chart(_) | Block::Note(_) => {
            None
        }
    }
}

/// Findings in a text that an office wrote; `place` tells where a range of it stands in the office's file.
///
/// Every text is checked alone before it goes into a template, so that a finding points at the line that its author typed
/// and nothing in it can reach beyond it.
pub fn check_fragment(markdown: &str, scope: Scope, mut place: impl FnMut(Range<usize>) -> Place) -> Vec<Diagnostic> {
    let refused = parse(markdown, scope).err().unwrap_or_default();
    refused.iter().take(MAX_FINDINGS).map(|refused| refused.diagnostic(&place(refused.range.clone()))).collect()
}

#[cfg(test)]
mod tests;
