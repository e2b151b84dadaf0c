//! Floor 1: the office's nouns. Plain values with the places they were written at; no file, no layout.

mod annex;
mod deadline;
mod document;
mod measure;
mod office;

pub use annex::{Annex, Column, ColumnKey, Columns, Field, Group, Item, Numbered, Orientation, Target, Task};
pub use deadline::{Deadline, DeadlineKind, Period};
pub use document::{
    Contact, DocumentInfo, DocumentKind, Drafter, Issuer, Plan, Section, Signatory, SignatureForm, Urgency,
};
pub use measure::{Bound, Comparison, Decimal, Goal, Measure};
pub use office::{Office, OfficeId, OfficeKind};
