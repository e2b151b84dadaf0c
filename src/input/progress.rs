//! The progress log: files → entries, then the checks of each entry against the plan and of all entries against each other.

mod contradictions;
mod entry;
mod goals;
mod replaces;
pub(super) mod suggestions;
pub(super) mod tasks;
mod values;

use std::sync::Arc;

use super::conform;
use super::fields::Fields;
use super::keys::{ENTRY_SHAPE, PROGRESS};
use super::text::Texts;
use super::tree::{self, Node};
use crate::base::{Diagnostics, Place, Placed, Source};
use crate::plan::{Entry, Plan, Progress};
use tasks::Tasks;

/// An entry as written: what it replaces is a name still.
struct Written {
    entry: Entry,
    replaces: Option<Placed<String>>,
}

pub fn read(plan: &Plan, sources: &[Arc<Source>], found: &mut Diagnostics) -> Progress {
    let mut tasks = Tasks::new(plan);
    let mut written = Vec::new();
    let mut goals = Vec::new();
    let mut whole = true;
    for source in sources {
        let mut last = 0;
        let mut texts = Texts::default();
        let mut each = |node: Node, found: &mut Diagnostics| {
            conform::check_item(source, &node, last, &ENTRY_SHAPE, &mut texts, found);
            last = node.span.end.max(last);
            written.extend(entry::read(&Fields::of(source, &node), &mut tasks, found));
        };
        match tree::parse_items(source, "entries", &mut each, found) {
            Ok(Some(root)) => {
                conform::check(source, &root, &PROGRESS, texts, found);
                goals.extend(goals::read(plan, &Fields::of(source, &root), found));
            }
            // A file that holds nothing yet is an empty log.
            Ok(None) => {}
            Err(tree::Broken) => whole = false,
        }
    }
    if !whole {
        // Against half a log any correction may be wrong.
        return Progress::new(written.into_iter().map(|written| written.entry).collect());
    }
    let progress = Progress::new(replaces::resolve(written, found));
    contradictions::check(&tasks, &progress, found);
    goals::check(&goals, found);
    progress.with_goals(goals)
}

/// "dòng 12", with the file's name where it is another one.
pub(super) fn seen_from(place: &Place, from: &Place) -> (String, String) {
    let (line, _) = place.source.line_column(place.span.start);
    if Arc::ptr_eq(&place.source, &from.source) {
        return (format!("dòng {line}"), format!("line {line}"));
    }
    let name = &place.source.name;
    (format!("dòng {line} của `{name}`"), format!("line {line} of `{name}`"))
}
