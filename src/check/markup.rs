//! What the office's Markdown asks for and no document can print (an image, raw HTML, a code block): an error each, by
//! name and at its place, found here so that it comes out in the same run as all other findings.

use crate::base::{Diagnostic, Placed};
use crate::input::locate_range;
use crate::markdown::{Scope, check_fragment};
use crate::plan::{Plan, Report};

/// Reads every Markdown text of the plan alone.
pub fn check(plan: &Plan) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut check = |text: &Placed<String>, scope| {
        found.extend(check_fragment(&text.value, scope, |range| locate_range(text, range)));
    };
    plan.preamble.iter().for_each(|text| check(text, Scope::Section));
    for section in &plan.sections {
        section.body.iter().for_each(|text| check(text, Scope::Section));
        section.sections.iter().flat_map(|clause| &clause.body).for_each(|text| check(text, Scope::Clause));
    }
    plan.closing.iter().for_each(|text| check(text, Scope::Section));
    found
}

/// Reads every Markdown text of the reports alone.
pub fn check_reports(reports: &[Report]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut check = |text: &Placed<String>, scope| {
        found.extend(check_fragment(&text.value, scope, |range| locate_range(text, range)));
    };
    for words in reports.iter().map(|report| &report.words) {
        let sections = [&words.leadership, &words.next_tasks, &words.proposals];
        sections.into_iter().flatten().for_each(|text| check(text, Scope::Section));
        [&words.shortcomings, &words.causes].into_iter().flatten().for_each(|text| check(text, Scope::Clause));
    }
    found
}
