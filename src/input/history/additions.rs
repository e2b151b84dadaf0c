//! Tasks that were added: their keys, their names, the task beside which each stands.

use std::collections::HashMap;

use crate::base::{Diagnostics, Placed};
use crate::input::fields::{Fields, error};
use crate::input::plan::{annex, office::Known};
use crate::input::progress::seen_from;
use crate::input::progress::tasks::Tasks;
use crate::plan::{Addition, Change, History, Plan, Side, Task, What};

/// The addition of every entry that is one and whose place can be told.
pub fn read(
    plan: &Plan,
    entries: &[Fields<'_>],
    known: &Known<'_>,
    found: &mut Diagnostics,
) -> Vec<Option<Box<Addition>>> {
    if entries.iter().all(|entry| entry.entry("add").is_none()) {
        return vec![None; entries.len()];
    }
    let mut issued = Tasks::new(plan);
    let mut added: HashMap<String, Task> = HashMap::new();
    let mut additions = Vec::with_capacity(entries.len());
    for entry in entries {
        let addition = entry.node("add").and_then(|_| addition(entry, &mut issued, &added, known, found));
        if let Some(addition) = &addition {
            let id = &addition.task.id;
            let first = issued.named(&id.value).or_else(|| added.get(&id.value));
            if let Some(first) = first {
                in_use(id, first, found);
                additions.push(None);
                continue;
            }
            added.insert(id.value.clone(), addition.task.clone());
        }
        additions.push(addition.map(Box::new));
    }
    additions
}

/// The additions alone, for looking up what they add.
pub fn history(additions: &[Option<Box<Addition>>]) -> History {
    let change = |addition: &Addition| Change {
        id: addition.task.id.clone(),
        effective: Placed { value: chrono::NaiveDate::MIN, place: addition.task.place.clone() },
        tasks: vec![addition.task.id.clone()],
        what: What::Add(Box::new(addition.clone())),
        basis: None,
        reason: None,
        revokes: None,
        place: addition.task.place.clone(),
    };
    History::new(additions.iter().flatten().map(|addition| change(addition)).collect())
}

fn addition(
    entry: &Fields<'_>,
    issued: &mut Tasks<'_>,
    added: &HashMap<String, Task>,
    known: &Known<'_>,
    found: &mut Diagnostics,
) -> Option<Addition> {
    let place = |key: &str, side| entry.text(key).map(|anchor| (anchor, side));
    let Some((name, side)) = place("after", Side::After).or_else(|| place("before", Side::Before)) else {
        error(
            found,
            &entry.key_place("add"),
            "added-without-a-place",
            "nhiệm vụ bổ sung chưa có chỗ trong phụ lục".to_owned(),
            "the added task has no place in the annex".to_owned(),
            (
                "thêm `after` (hoặc `before`) với tên của nhiệm vụ đứng cạnh",
                "add `after` (or `before`) with the name of the task beside it",
            ),
        );
        return None;
    };
    let anchor = match added.get(&name.value) {
        Some(task) => task,
        None => issued.find(&name, found)?.task,
    };
    let above = match side {
        Side::After => Some(anchor),
        Side::Before => None,
    };
    let task = annex::task(&entry.fields("add"), above, known, found);
    let anchor = Placed { value: anchor.id.value.clone(), place: name.place };
    Some(Addition { task, anchor, side })
}

fn in_use(id: &Placed<String>, first: &Task, found: &mut Diagnostics) {
    let (vi, en) = seen_from(&first.id.place, &id.place);
    error(
        found,
        &id.place,
        "duplicate-id",
        format!("tên `{}` đã dùng ở {vi}", id.value),
        format!("the name `{}` is already used on {en}", id.value),
        (
            "đặt tên khác; để khôi phục nhiệm vụ đã bỏ, hủy lần bỏ bằng `revokes`",
            "take another name; to bring a dropped task back, revoke the entry that dropped it",
        ),
    );
}
