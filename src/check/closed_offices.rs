//! `office-closed`: tasks that are still those of a post after its last day.
//!
//! A post that is merged or given up has `until`, its last day. What it leads or supports then must be given to another one
//! by an entry of reassignments.yaml; the hint is the command for it.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::base::{Diagnostic, Placed, text};
use crate::plan::{Change, History, Numbered, Office, Plan};

/// Most tasks that a finding names.
const NAMED: usize = 8;

/// Looks at every post that has a last day.
pub fn check(plan: &Plan, history: &History) -> Vec<Diagnostic> {
    if plan.offices.iter().all(|office| office.until.is_none()) {
        return Vec::new();
    }
    let everything = history.with_all_tasks(plan);
    let tasks = everything.annex.as_ref().map(|annex| annex.tasks()).unwrap_or_default();
    let tasks = Tasks { by_id: tasks.iter().map(|n| (n.task.id.value.as_str(), n)).collect(), all: &tasks };
    plan.offices.iter().filter_map(|office| finding(office, office.until.as_ref()?, &tasks, history)).collect()
}

/// Every task that ever was, in printed order and by its id.
struct Tasks<'a> {
    all: &'a [Numbered<'a>],
    by_id: HashMap<&'a str, &'a Numbered<'a>>,
}

fn finding(office: &Office, until: &Placed<NaiveDate>, tasks: &Tasks<'_>, history: &History) -> Option<Diagnostic> {
    let next = until.value.succ_opt()?;
    let still = |numbered: &&Numbered<'_>, day: NaiveDate| {
        let holding = history.holding(numbered.task, day);
        holding.there && holding.lead.iter().chain(holding.support).any(|id| id.value == office.id.value)
    };
    let mut left: Vec<&Numbered<'_>> = tasks.all.iter().filter(|numbered| still(numbered, next)).collect();
    // Later on only a revocation can give one back: the file's checks refuse everything else.
    let later = |change: &&Change| change.effective.value > next && change.revokes.is_some();
    for change in history.changes().iter().filter(later) {
        let touched = history.chain(change).flat_map(|change| &change.tasks);
        let again = touched.filter_map(|task| tasks.by_id.get(task.value.as_str()).copied());
        left.extend(again.filter(|numbered| still(numbered, change.effective.value)));
    }
    left.sort_by_key(|numbered| numbered.task.place.span.start);
    left.dedup_by_key(|numbered| numbered.task.id.value.as_str());
    if left.is_empty() {
        return None;
    }
    let (id, count, day) = (&office.id.value, left.len(), text::day_in_figures(until.value));
    let more = if count > NAMED { ", …" } else { "" };
    let named: Vec<&str> = left.iter().take(NAMED).map(|numbered| numbered.full.as_str()).collect();
    let named = named.join(", ");
    let diagnostic = Diagnostic::warning(
        "office-closed",
        format!("`{id}` chỉ còn đến hết ngày {day}, sau đó vẫn được giao {count} nhiệm vụ: {named}{more}"),
        format!("`{id}` exists until {day}, and {count} tasks are still its own after that: {named}{more}"),
    );
    Some(diagnostic.at(&until.place).hint(
        format!("giao lại: `vanthu phan-cong-lai --from {id} --to ĐƠN-VỊ --effective {next}`"),
        format!("give them to another one: `vanthu reassign --from {id} --to OFFICE --effective {next}`"),
    ))
}
