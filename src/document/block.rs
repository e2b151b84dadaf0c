//! Blocks and inlines of the body.

use serde::{Deserialize, Serialize};

use super::{Blank, Chart, Table};

/// A block of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A paragraph of the body (nội dung).
    Paragraph(Vec<Inline>),
    /// A basis (căn cứ): a line of its own, italic, ends in `;`, the last in `.`.
    Basis(Vec<Inline>),
    /// Mục or titled khoản.
    Heading(Heading),
    /// Untitled khoản, điểm, or dashes.
    List(List),
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
    /// A note beside the text proper.
    Note(Vec<Inline>),
}

/// A numbered heading; the number was made by the document model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Which level.
    pub level: Level,
    /// As printed: `I.`, `1.`.
    pub number: String,
    /// The title.
    pub text: Vec<Inline>,
}

/// Levels that have titles in a plan or report (Mục V.6.b).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    /// Mục: `I. MỤC ĐÍCH, YÊU CẦU`.
    Section,
    /// Khoản with a title: `1. Mục đích`.
    Clause,
}

/// Items of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// What numbers or marks them.
    pub kind: ListKind,
    /// In order.
    pub items: Vec<Item>,
}

/// What a list is in the decree's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ListKind {
    /// Khoản: `1.`
    Clauses,
    /// Điểm: `a)`
    Points,
    /// Gạch đầu dòng: `-` or `+`, as typed.
    Dashes,
}

/// An item: its mark stands in the line of its first paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// As printed: `1.`, `a)`, `-`, `+`.
    pub mark: String,
    /// Its text; the first block is a paragraph.
    pub blocks: Vec<Block>,
}

/// Text within a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    /// Words, NFC.
    Text(String),
    /// Đậm.
    Strong(Vec<Inline>),
    /// Nghiêng.
    Emphasis(Vec<Inline>),
    /// A line break that was meant.
    Break,
    /// A place to write in by hand.
    Blank(Blank),
    /// Words that have come since another state of the document (phần thêm).
    Inserted(Vec<Inline>),
    /// Words that are gone since then (phần bỏ).
    Deleted(Vec<Inline>),
}

/// The words of inlines without marks: for metadata, outlines and comparisons.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    collect(inlines, &mut text);
    text
}

fn collect(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => text.push_str(words),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Inserted(inner) | Inline::Deleted(inner) => {
                collect(inner, text);
            }
            Inline::Break => text.push(' '),
            Inline::Blank(_) => text.push('…'),
        }
    }
}
