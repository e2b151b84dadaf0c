//! The progress log: files → entries, then the checks of each entry against the plan and of all entries against each other.

mod contradictions;
mod entry;
mod replaces;
mod suggestions;
mod tasks;
mod values;

use std::sync::Arc;

use super::conform;
use super::fields::Fields;
use super::keys::PROGRESS;
use super::tree;
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
    for source in sources {
        // A file that holds nothing yet is an empty log.
        let Ok(Some(root)) = tree::parse_any(source, found) else { continue };
        conform::check(source, &root, &PROGRESS, found);
        for node in Fields::of(source, &root).items("entries") {
            written.extend(entry::read(&Fields::of(source, node), &mut tasks, found));
        }
    }
    let progress = Progress::new(replaces::resolve(written, found));
    contradictions::check(&tasks, &progress, found);
    progress
}

/// "dòng 12", with the file's name where it is another one.
fn seen_from(place: &Place, from: &Place) -> (String, String) {
    let (line, _) = place.source.line_column(place.span.start);
    if Arc::ptr_eq(&place.source, &from.source) {
        return (format!("dòng {line}"), format!("line {line}"));
    }
    let name = &place.source.name;
    (format!("dòng {line} của `{name}`"), format!("line {line} of `{name}`"))
}
