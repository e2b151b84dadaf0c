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
use super::proposal::Proposal;
use super::text::Texts;
use super::tree::{self, Node};
use crate::base::{Diagnostics, Placed, Source};
use crate::plan::{Change, History, Plan};

/// A change as written: what it revokes is a name still.
struct Written {
    change: Change,
    revokes: Option<Placed<String>>,
}

/// The changes of a file, and after them those that are proposed for it.
pub fn read(
    plan: &Plan,
    source: Option<&Arc<Source>>,
    proposal: Option<&Proposal>,
    found: &mut Diagnostics,
) -> History {
    let Ok(nodes) = source.map_or(Ok(Vec::new()), |source| recorded(source, found)) else {
        return History::default();
    };
    if let Some(Proposal { source, entries, form: _ }) = proposal {
        check_proposed(source, entries, found);
    }
    let recorded = source.iter().flat_map(|source| nodes.iter().map(|node| Fields::of(source, node)));
    let proposed = proposal.iter().flat_map(|new| new.entries.iter().map(|node| Fields::of(&new.source, node)));
    let all: Vec<Fields<'_>> = recorded.chain(proposed).collect();
    if all.is_empty() {
        return History::default();
    }
    let known = Known::new(&plan.offices);
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

/// The entries of the file, each held against its keys.
fn recorded(source: &Arc<Source>, found: &mut Diagnostics) -> Result<Vec<Node>, tree::Broken> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut last = 0;
    let mut texts = Texts::default();
    let mut each = |node: Node, found: &mut Diagnostics| {
        conform::check_item(source, &node, last, &CHANGE_SHAPE, &mut texts, found);
        last = node.span.end.max(last);
        nodes.push(node);
    };
    // A file that holds nothing yet is an empty history.
    if let Some(root) = tree::parse_items(source, "changes", &mut each, found)? {
        conform::check(source, &root, &HISTORY, texts, found);
    }
    Ok(nodes)
}

/// The same for entries that stand in no file yet.
fn check_proposed(source: &Arc<Source>, entries: &[Node], found: &mut Diagnostics) {
    let (mut last, mut texts) = (0, Texts::default());
    for node in entries {
        conform::check_item(source, node, last, &CHANGE_SHAPE, &mut texts, found);
        last = node.span.end.max(last);
    }
    found.extend(texts.finish());
}
