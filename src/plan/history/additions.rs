//! Added tasks put into the annex.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ptr;

use super::{Addition, History, Side, What, head_of};
use crate::plan::{Annex, Field, Group, Item, Task};

/// Additions by the task beside which they stand.
type ByAnchor<'a> = HashMap<&'a str, Vec<&'a Addition>>;

/// Where added tasks are put.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Laid {
    /// Where they belong.
    InPlace,
    /// At the end of the list in which they belong.
    Last,
}

/// What is still to be put down.
enum Visit<'a> {
    /// A task and everything beside it.
    Around(&'a Task),
    /// The task itself.
    Itself(&'a Task),
}

impl History {
    /// The annex with every added task at its place, whatever day it came.
    pub(super) fn with_additions<'a>(&'a self, annex: &'a Annex) -> Cow<'a, Annex> {
        self.laid(annex, Laid::InPlace)
    }

    /// The annex with every added task at the end of the list that it belongs to.
    pub(super) fn with_additions_last<'a>(&'a self, annex: &'a Annex) -> Cow<'a, Annex> {
        self.laid(annex, Laid::Last)
    }

    fn laid<'a>(&'a self, annex: &'a Annex, laid: Laid) -> Cow<'a, Annex> {
        let mut beside: ByAnchor<'a> = HashMap::new();
        for change in &self.changes {
            match &change.what {
                What::Add(addition) => beside.entry(&addition.anchor.value).or_default().push(addition),
                What::Reassign(_) | What::Drop | What::Revoke => {}
            }
        }
        if beside.is_empty() {
            return Cow::Borrowed(annex);
        }
        let field = |field: &'a Field| Field { title: field.title.clone(), items: items(&field.items, &beside, laid) };
        Cow::Owned(Annex { fields: annex.fields.iter().map(field).collect(), ..head_of(annex) })
    }
}

fn items<'a>(items: &'a [Item], beside: &ByAnchor<'a>, laid: Laid) -> Vec<Item> {
    let (mut all, mut last) = (Vec::with_capacity(items.len()), Vec::new());
    let item = |task: &Task| Item::Task(Box::new(task.clone()));
    for old in items {
        match old {
            Item::Group(group) => {
                let mut added = Vec::new();
                let mut tasks = Vec::with_capacity(group.tasks.len());
                group.tasks.iter().for_each(|task| lay(task, beside, laid, &mut tasks, &mut added));
                let tasks = tasks.into_iter().chain(added).cloned().collect();
                all.push(Item::Group(Group { title: group.title.clone(), tasks }));
            }
            Item::Task(task) => {
                let mut tasks = Vec::new();
                lay(task, beside, laid, &mut tasks, &mut last);
                all.extend(tasks.into_iter().map(item));
            }
        }
    }
    all.extend(last.into_iter().map(item));
    all
}

/// Puts down a task, and what stands beside it where it belongs or among those that come last.
fn lay<'a>(task: &'a Task, beside: &ByAnchor<'a>, laid: Laid, tasks: &mut Vec<&'a Task>, last: &mut Vec<&'a Task>) {
    match laid {
        Laid::InPlace => around(task, beside, tasks),
        Laid::Last => {
            tasks.push(task);
            let mut all = Vec::new();
            around(task, beside, &mut all);
            last.extend(all.into_iter().filter(|added| !ptr::eq(*added, task)));
        }
    }
}

/// A task with everything beside it, and what stands beside that: what was recorded last stands nearest.
fn around<'a>(task: &'a Task, beside: &ByAnchor<'a>, out: &mut Vec<&'a Task>) {
    let mut visits = vec![Visit::Around(task)];
    while let Some(visit) = visits.pop() {
        match visit {
            Visit::Itself(task) => out.push(task),
            Visit::Around(task) => {
                let additions = beside.get(task.id.value.as_str()).map(Vec::as_slice).unwrap_or_default();
                let on = |side| additions.iter().filter(move |addition| addition.side == side);
                // The last one pushed is put down first.
                visits.extend(on(Side::After).map(|addition| Visit::Around(&addition.task)));
                visits.push(Visit::Itself(task));
                visits.extend(on(Side::Before).rev().map(|addition| Visit::Around(&addition.task)));
            }
        }
    }
}
