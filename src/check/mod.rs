//! The linter. It sees every stage and changes none; one check, one file, its manual in the doc comment.
//!
//! Warnings do not stop the work: what the office wrote is printed as written. The two checks that report errors
//! ([`glyphs`], [`markup`]) name what could not be printed at all.

pub mod annex_mention;
pub mod citations;
pub mod closed_offices;
pub mod deadlines;
pub mod glyphs;
pub mod issuer;
pub mod letterhead;
pub mod markup;
pub mod narrow_column;
pub mod numbering;
pub mod place_name;
pub mod recipients;
pub mod records_copy;
pub mod reporting;
pub mod signer;
pub mod submission;
mod texts;

use crate::base::Diagnostic;
use crate::font::Faces;
use crate::plan::{Plan, Progress, Report};

/// All findings about a plan that was read, also about one that has errors: then what is there is checked.
pub fn check(plan: &Plan, faces: &Faces) -> Vec<Diagnostic> {
    let texts = texts::all(plan);
    let mut found = Vec::new();
    found.extend(place_name::check(plan, &texts));
    found.extend(deadlines::check(plan));
    found.extend(citations::check(&texts));
    found.extend(issuer::check(plan, &texts));
    found.extend(records_copy::check(plan));
    found.extend(recipients::check(plan));
    found.extend(signer::check(plan));
    found.extend(numbering::check(plan));
    found.extend(letterhead::check(plan, faces));
    found.extend(narrow_column::check(plan, faces));
    found.extend(annex_mention::check(plan));
    found.extend(reporting::check(plan));
    found.extend(glyphs::check(&texts, faces));
    found.extend(markup::check(plan));
    found
}

/// Findings about what reports print of the log.
pub fn check_progress(progress: &Progress, faces: &Faces) -> Vec<Diagnostic> {
    glyphs::check(&texts::of_progress(progress), faces)
}

/// Findings about what people wrote for reports, and about when the listed ones are due.
pub fn check_reports(plan: &Plan, reports: &[Report], faces: &Faces) -> Vec<Diagnostic> {
    let mut found = glyphs::check(&texts::of_reports(reports), faces);
    found.extend(markup::check_reports(reports));
    found.extend(submission::check(plan, reports));
    found
}

#[cfg(test)]
mod tests;
