//! Files → the office's nouns, every value with its place, every error of a run at once.
//!
//! The road: bytes → text ([`source_from_bytes`]) → a tree of placed nodes (`tree`) → the tree held against the
//! description of its keys (`keys`, `conform`) → nouns, with the checks between values (`plan`).

mod bytes;
mod conform;
mod fields;
pub mod form;
mod history;
mod keys;
mod locate;
mod plan;
mod progress;
mod proposal;
mod register;
mod reports;
mod schema;
mod shape;
mod syntax;
mod text;
pub mod tree;
mod value;

use std::sync::Arc;

pub use bytes::source_from_bytes;
pub use conform::closest;
pub use locate::{locate, locate_range};
pub use plan::deadline::typed as typed_deadline;
pub use proposal::{Common, Proposal, Wish};
pub use register::unknown_document;
pub use reports::outside as outside_period;
pub use schema::{Written, json_schema};

use crate::base::{Diagnostics, Source};
use crate::plan::{History, Plan, Progress, Register, Report};

/// Reads a plan.yaml.
///
/// A plan comes back whenever the YAML can be read, errors or not, so that later rooms can add their own findings to
/// the same run. Where [`Diagnostics::has_errors`], parts of it are missing and it must not be printed.
pub fn read_plan(source: Arc<Source>) -> (Option<Plan>, Diagnostics) {
    let mut found = Diagnostics::default();
    let Some(root) = tree::parse(&source, &mut found) else { return (None, found) };
    conform::check(&source, &root, &keys::PLAN, text::Texts::default(), &mut found);
    let plan = plan::read(&source, &root, &mut found);
    (Some(plan), found)
}

/// Reads the progress log of a plan: the files in the order given, one log.
///
/// The log holds every entry whose task and day can be read; where [`Diagnostics::has_errors`], it must not be counted.
pub fn read_progress(plan: &Plan, sources: &[Arc<Source>]) -> (Progress, Diagnostics) {
    let mut found = Diagnostics::default();
    let progress = progress::read(plan, sources, &mut found);
    (progress, found)
}

/// Reads the files of `reports/`: what only people can write of each period.
///
/// Where [`Diagnostics::has_errors`], no report must be made of them.
pub fn read_reports(plan: &Plan, sources: &[Arc<Source>]) -> (Vec<Report>, Diagnostics) {
    let mut found = Diagnostics::default();
    let reports = reports::read(plan, sources, &mut found);
    (reports, found)
}

/// Reads the history of a plan's assignments, and holds its entries against the plan and against each other.
///
/// Where [`Diagnostics::has_errors`], parts of it are missing and no state may be computed from it.
pub fn read_history(plan: &Plan, source: Option<&Arc<Source>>) -> (History, Diagnostics) {
    let mut found = Diagnostics::default();
    let history = history::read(plan, source, None, &mut found);
    (history, found)
}

/// The history with the entries of a proposal at its end, all held against each other.
///
/// Where [`Diagnostics::has_errors`], nothing of the proposal may be recorded.
pub fn read_history_with(plan: &Plan, source: Option<&Arc<Source>>, proposal: &Proposal) -> (History, Diagnostics) {
    let mut found = Diagnostics::default();
    let history = history::read(plan, source, Some(proposal), &mut found);
    (history, found)
}

/// Reads the register of what a project has issued; none is an empty one.
///
/// Where [`Diagnostics::has_errors`], its numbers and days must not be printed.
pub fn read_register(plan: &Plan, source: Option<&Arc<Source>>) -> (Register, Diagnostics) {
    let mut found = Diagnostics::default();
    let register = source.map(|source| register::read(plan, source, &mut found)).unwrap_or_default();
    (register, found)
}

/// Holds the files of `reports/` against the register.
pub fn check_registered_reports(register: &Register, reports: &[Report]) -> Diagnostics {
    let mut found = Diagnostics::default();
    register::check_reports(register, reports, &mut found);
    found
}

#[cfg(test)]
mod tests;
