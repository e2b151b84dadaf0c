//! The progress log: files → entries, then the checks of each entry against the plan and of all entries against each other.

pub mod contradictions;
pub mod entry;
mod goals;
mod replaces;
pub(super) mod suggestions;
pub mod tasks;
mod values;

use std::sync::Arc;

use super::conform;
use super::fields::Fields;
use super::keys::{ENTRY_SHAPE, PROGRESS};
use super::text::Texts;
use super::tree::{self, Node};
use crate::base::{Diagnostics, Place, Placed, Source};
use crate::plan::{Entry, GoalEntry, Plan, Progress};
use tasks::Tasks;

/// An entry as written: what it replaces is a name still.
pub struct Written {
    pub entry: Entry,
    replaces: Option<Placed<String>>,
}

/// The entries of a log before they are held against each other.
pub struct Log<'a> {
    pub tasks: Tasks<'a>,
    pub entries: Vec<Written>,
    goals: Vec<GoalEntry>,
    /// Whether every file could be read to its end.
    pub whole: bool,
}

pub fn read(plan: &Plan, sources: &[Arc<Source>], found: &mut Diagnostics) -> Progress {
    written(plan, sources, found).finish(found)
}

/// The entries of all files, each held against the plan.
pub fn written<'a>(plan: &'a Plan, sources: &[Arc<Source>], found: &mut Diagnostics) -> Log<'a> {
    let mut log = Log { tasks: Tasks::new(plan), entries: Vec::new(), goals: Vec::new(), whole: true };
    for source in sources {
        let mut last = 0;
        let mut texts = Texts::default();
        let mut each = |node: Node, found: &mut Diagnostics| {
            conform::check_item(source, &node, last, &ENTRY_SHAPE, &mut texts, found);
            last = node.span.end.max(last);
            log.entries.extend(entry::read(&Fields::of(source, &node), &mut log.tasks, found));
        };
        match tree::parse_items(source, "entries", &mut each, found) {
            Ok(Some(root)) => {
                conform::check(source, &root, &PROGRESS, texts, found);
                log.goals.extend(goals::read(plan, &Fields::of(source, &root), found));
            }
            // A file that holds nothing yet is an empty log.
            Ok(None) => {}
            Err(tree::Broken) => log.whole = false,
        }
    }
    log
}

impl Log<'_> {
    /// The log with its corrections, each task's entries held against each other.
    pub fn finish(self, found: &mut Diagnostics) -> Progress {
        if !self.whole {
            // Against half a log any correction may be wrong.
            return Progress::new(self.entries.into_iter().map(|written| written.entry).collect());
        }
        let progress = Progress::new(replaces::resolve(self.entries, found));
        contradictions::check(&self.tasks, &progress, found);
        goals::check(&self.goals, found);
        progress.with_goals(self.goals)
    }
}

/// "dòng 12" or "ô Sheet1!D7", with the file's name where it is another one.
pub(super) fn seen_from(place: &Place, from: &Place) -> (String, String) {
    let (line, _) = place.source.line_column(place.span.start);
    if let Some(cell) = place.source.cell(place.span.start) {
        let name = if Arc::ptr_eq(&place.source, &from.source) {
            (String::new(), String::new())
        } else {
            (format!(" của `{}`", place.source.name), format!(" of `{}`", place.source.name))
        };
        return (format!("ô {cell}{}", name.0), format!("cell {cell}{}", name.1));
    }
    if Arc::ptr_eq(&place.source, &from.source) {
        return (format!("dòng {line}"), format!("line {line}"));
    }
    let name = &place.source.name;
    (format!("dòng {line} của `{name}`"), format!("line {line} of `{name}`"))
}
