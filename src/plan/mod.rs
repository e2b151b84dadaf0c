//! The office's nouns. Plain values with the places they were written at; no file, no layout.

mod annex;
mod deadline;
mod document;
mod history;
mod measure;
mod office;
mod period;
mod progress;
mod register;
mod report;
mod standing;

pub use annex::{Annex, Column, ColumnKey, Columns, Field, Group, Item, Numbered, Orientation, Target, Task};
pub use deadline::{Deadline, DeadlineKind, Period};
pub use document::{
    Contact, DocumentInfo, DocumentKind, Drafter, Issuer, PictureFile, Plan, Reporting, Section, Signatory,
    SignatureForm, Signing, Urgency,
};
pub use history::{
    Addition, Amendment, AmendmentSource, AsOf, Change, HandedOver, Handover, History, Holding, Part, Reassignment,
    Side, What,
};
pub use measure::{Bound, Comparison, Decimal, Goal, Measure};
pub use office::{Office, OfficeId, OfficeKind};
pub use period::{CutOff, Days, ReportPeriod};
pub use progress::{Entry, Evidence, Progress, Status};
pub use register::{DocumentId, Register, Registered, RegisteredFile};
pub use report::{
    Due, GoalEntry, ProcedureCounts, ProcedureRow, Procedures, Report, ReportWords, Reports, Submission, is_weekend,
    mid_sentence,
};
pub use standing::{Completion, Standing, Tally, TaskState};
