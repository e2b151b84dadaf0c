//! One cell: its style, its paragraph, its place in the row.

use super::setter::{Setter, Words};
use super::slots::Slot;
use super::{Cell, CellMargins, Merge, OutlineLevel, ParaStyle, VerticalAlign};
use crate::base::Twip;
use crate::document::{self, CellAlign, RowKind, plain_text};
use crate::rules::{Align, Role};

/// Between border and text: left and right as Word has them, above and below enough that marks do not touch the border.
pub(crate) const MARGINS: CellMargins =
    CellMargins { top: Twip(28), bottom: Twip(28), left: Twip(108), right: Twip(108) };
/// Sets a cell of a row of this kind.
pub(super) fn set_cell(
    setter: &mut Setter<'_>,
    kind: RowKind,
    cell: &document::Cell,
    slot: &Slot<'_>,
    edges: &[Twip],
) -> Cell {
    let role = role(kind, cell.align);
    let mut style = *setter.styles.of(role);
    if cell.align == CellAlign::Right {
        style = ParaStyle { align: Align::Right, ..style };
    }
    let words = Words::inlines(role, &cell.text);
    let mut para = setter.para_with(role, style, words, inner(edges, slot));
    if kind == RowKind::Field && slot.span > 1 && !plain_text(&cell.text).is_empty() {
        para.outline = Some(OutlineLevel(2));
    }
    let merge = if cell.rows > 1 { Merge::Start(cell.rows) } else { Merge::None };
    Cell { column: slot.column, span: slot.span, merge, vertical: vertical(kind), paras: vec![para] }
}

/// The format asks for a paragraph in every cell, covered or not.
pub(super) fn empty_cell(
    setter: &mut Setter<'_>,
    kind: RowKind,
    merge: Merge,
    slot: &Slot<'_>,
    edges: &[Twip],
) -> Cell {
    let role = role(kind, CellAlign::Left);
    let para = setter.para(role, Words::default(), inner(edges, slot));
    Cell { column: slot.column, span: slot.span, merge, vertical: vertical(kind), paras: vec![para] }
}

/// Heads stand in the middle of their cells, all else at the top: LibreOffice loses the middle in some rows of long tables.
fn vertical(kind: RowKind) -> VerticalAlign {
    match kind {
        RowKind::Head => VerticalAlign::Centre,
        RowKind::Field | RowKind::Group | RowKind::Item | RowKind::Total => VerticalAlign::Top,
    }
}

/// The text's width in a cell.
fn inner(edges: &[Twip], slot: &Slot<'_>) -> Twip {
    edges[slot.column + slot.span] - edges[slot.column] - MARGINS.left - MARGINS.right
}

/// The style of a cell's text.
pub(super) fn role(kind: RowKind, align: CellAlign) -> Role {
    match (kind, align) {
        (RowKind::Head, _) => Role::TableHead,
        (RowKind::Field | RowKind::Group | RowKind::Total, CellAlign::Centre) => Role::TableHead,
        (RowKind::Field | RowKind::Group | RowKind::Total, CellAlign::Left | CellAlign::Right) => Role::TableGroup,
        (RowKind::Item, CellAlign::Centre) => Role::TableCentred,
        (RowKind::Item, CellAlign::Left | CellAlign::Right) => Role::TableText,
    }
}
