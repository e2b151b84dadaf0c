//! Decree 30/2020/NĐ-CP as one const table: what each component is, the sizes it may have, and by which clause.
//!
//! Layout, linter and `docs/decree-30.md` all read this table; nothing else in the program knows a rule of the decree.

mod choices;
mod component;
mod page;

pub use choices::{Choices, Margins, TypeSize};
pub use component::{Align, Allowed, Component, ROLES, Role, rule};
pub use page::{
    A4_LONG, A4_SHORT, FIRST_LINE_INDENTS, LINE_SPACING, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP,
    PARAGRAPH_GAP, RULE_SHARE, Range, SEAL_CLAUSE, SEAL_OVER_SIGNATURE, SEAL_WIDTHS, SIGNATURE_AIR, SIGNATURE_CLAUSE,
    SIGNATURE_ROOM, SIGNATURE_WIDTH, SIGNATURE_WIDTHS, URGENCY_STAMPS,
};
