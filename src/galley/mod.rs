//! Floor 3: a document set in type, not yet cut into pages. Every decision of type is taken here.

mod set;

pub use set::{
    Cell, CellMargins, Flow, Galley, Line, Merge, OutlineLevel, PageFrame, Para, ParaId, ParaStyle, Row, Rule,
    RuleSides, Run, RunKind, Section, StyleSheet, Table, TableKind, Tag, VerticalAlign,
};
