//! The history of assignments: the file → changes, then the checks of each against the plan and of all against each other.

mod additions;
mod change;
mod checks;
mod revocations;

use std::sync::Arc;

use super::conform;
use super::fields::Fields;
use super::keys::{CHANGE_SHAPE, HISTORY};
use super::plan::measure::once;
use super::plan::office::Known;
use super::progress::tasks::Tasks;
use super::text::Texts;
use super::tree::{self, Node};
use crate::base::{Diagnostics, Placed, Source};
use crate::plan::{Change, History, Plan};

/// A change as written: what it revokes is a name still.
struct Written {
    change: Change,
    revokes: Option<Placed<String>>,
}

pub fn read(plan: &Plan, source: &Arc<Source>, found: &mut Diagnostics) -> History {
    let mut nodes: Vec<Node> = Vec::new();
    let mut last = 0;
    let mut texts = Texts::default();
    let mut each = |node: Node, found: &mut Diagnostics| {
        conform::check_item(source, &node, last, &CHANGE_SHAPE, &mut texts, found);
        last = node.span.end.max(last);
        nodes.push(node);
    };
    match tree::parse_items(source, "changes", &mut each, found) {
        Ok(Some(root)) => conform::check(source, &root, &HISTORY, texts, found),
        // A file that holds nothing yet is an empty history.
        Ok(None) => {}
        Err(tree::Broken) => return History::default(),
    }
    let known = Known::new(&plan.offices);
    let all: Vec<Fields<'_>> = nodes.iter().map(|node| Fields::of(source, node)).collect();
    let mut additions = additions::read(plan, &all, &known, found);
    // Names are looked up among the tasks of the issued plan, whose numbers hold, and those that were added.
    let everything = additions::history(&additions).with_all_tasks(plan);
    let mut tasks = Tasks::new(&everything);
    let mut written: Vec<Written> = Vec::with_capacity(all.len());
    for (fields, addition) in all.iter().zip(&mut additions) {
        written.extend(change::read(plan, fields, addition.take(), &mut tasks, &known, found));
    }
    once(written.iter().map(|written| &written.change.id), found);
    let history = History::new(revocations::resolve(written, found));
    checks::check(plan, &everything, &history, found);
    history
}
