//! What the decree leaves to the office, within its bounds.

use serde::{Deserialize, Serialize};

use super::page::{FIRST_LINE_INDENTS, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP, PARAGRAPH_GAP};
use crate::base::Length;

/// The body's size, from which all others follow: sizes go up and down together (footnote to Mục V).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum TypeSize {
    /// Quốc hiệu 13, Tiêu ngữ 14, place and date 14, body 14.
    #[default]
    Fourteen,
    /// Quốc hiệu 12, Tiêu ngữ 13, place and date 13, body 13.
    Thirteen,
}

/// The four margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Margins {
    /// Lề trên.
    pub top: Length,
    /// Lề dưới.
    pub bottom: Length,
    /// Lề trái.
    pub left: Length,
    /// Lề phải.
    pub right: Length,
}

impl Default for Margins {
    fn default() -> Self {
        Self {
            top: MARGIN_TOP.preferred,
            bottom: MARGIN_BOTTOM.preferred,
            left: MARGIN_LEFT.preferred,
            right: MARGIN_RIGHT.preferred,
        }
    }
}

/// All choices of one document; the defaults obey the decree, and `input` refuses what does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// The body's size and all that goes with it.
    pub size: TypeSize,
    /// The page's margins.
    pub margins: Margins,
    /// First-line indent of body paragraphs.
    pub indent: Length,
    /// Line spacing of the body, in hundredths of a single line (100 to 150).
    pub line_spacing: u32,
    /// Gap between body paragraphs, at least 6 pt.
    pub paragraph_gap: Length,
    /// Type size in tables, in points: the decree says nothing of tables.
    pub table_size: u8,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            size: TypeSize::default(),
            margins: Margins::default(),
            indent: FIRST_LINE_INDENTS[1],
            line_spacing: 112,
            paragraph_gap: PARAGRAPH_GAP,
            table_size: 12,
        }
    }
}
