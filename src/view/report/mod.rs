//! A periodic report: its figures, counted once, and what its template may see of them.
//!
//! [`Figures`] is the one place where anything is counted: tables and sentences read the same values.

mod figures;
mod sentences;

pub use figures::{Before, Counted, Figures, GoalFigures, MeasureFigures, Next, Outlook, Reached, TaskFigures};
pub use sentences::{
    BeforeView, Change, FiguresView, MovedField, MovedTask, PartNames, PeriodView, ReportView, StateView, Words,
    bound_of, bound_or_comparison, evidence, quantity_of, result_of, state_in_words,
};
