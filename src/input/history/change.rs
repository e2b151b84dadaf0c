//! One entry: its keys, its tasks, and whether it says something.

use std::collections::HashMap;

use super::Written;
use crate::base::{Diagnostic, Diagnostics, Placed, text};
use crate::input::fields::{Fields, error};
use crate::input::plan::deadline;
use crate::input::plan::office::Known;
use crate::input::progress::tasks::{Tasks, called};
use crate::plan::{Addition, Change, OfficeId, Plan, Reassignment, What};

/// The entry, if its day can be read and it says something; what cannot has been reported.
pub fn read(
    plan: &Plan,
    fields: &Fields<'_>,
    addition: Option<Box<Addition>>,
    tasks: &mut Tasks<'_>,
    known: &Known<'_>,
    found: &mut Diagnostics,
) -> Option<Written> {
    let effective = fields.day("effective")?;
    before_the_plan(plan, &effective, found);
    let revokes = fields.text("revokes");
    let new = reassignment(fields, known, found);
    let named = named(fields, tasks, found);
    let drops = fields.is_true("drop");
    let adds = fields.node("add").is_some();
    let asks = new.is_some() || drops;
    if asks && fields.node("tasks").is_none() && !adds {
        missing(fields, &["tasks"], found);
    }
    if !adds {
        place_without_addition(fields, found);
    }
    let (what, ids) = match (addition, new) {
        (Some(addition), _) => {
            let id = addition.task.id.clone();
            (What::Add(addition), vec![id])
        }
        (None, _) if adds => return None,
        (None, _) if drops => (What::Drop, named),
        (None, Some(new)) => (What::Reassign(Box::new(new)), named),
        (None, None) if revokes.is_some() && fields.node("tasks").is_none() => (What::Revoke, Vec::new()),
        (None, None) => {
            // What is written and could not be read has been reported.
            let written = ["lead", "support", "deadline", "drop"].iter().any(|key| fields.node(key).is_some());
            if !written {
                missing(fields, &["lead", "support", "deadline", "drop", "add", "revokes"], found);
            }
            return None;
        }
    };
    let change = Change {
        id: fields.must_text("id"),
        effective,
        tasks: ids,
        what,
        basis: fields.text("basis"),
        reason: fields.text("reason"),
        revokes: None,
        place: fields.place(),
    };
    Some(Written { change, revokes })
}

/// New posts and deadline, if any is written.
fn reassignment(fields: &Fields<'_>, known: &Known<'_>, found: &mut Diagnostics) -> Option<Reassignment> {
    let list = |key: &str| fields.entry(key).filter(|entry| !entry.value.is_blank()).map(|_| fields.offices(key));
    let new = Reassignment {
        lead: list("lead"),
        support: list("support"),
        deadline: fields.node("deadline").and_then(|_| deadline::written(fields)),
    };
    if new.lead.as_ref().is_some_and(Vec::is_empty) && fields.entry("lead").is_some_and(|e| e.value.is_empty_list()) {
        error(
            found,
            &fields.key_place("lead"),
            "nobody-leads",
            "mỗi nhiệm vụ phải có nơi chủ trì".to_owned(),
            "every task needs someone who leads it".to_owned(),
            (
                "ghi tên ngắn của đơn vị; nếu không làm nhiệm vụ này nữa thì ghi `drop: true`",
                "name an office; if the task is given up, write `drop: true`",
            ),
        );
    }
    check_offices(&new, known, found);
    let says = new.lead.is_some() || new.support.is_some() || new.deadline.is_some();
    says.then_some(new)
}

/// Each office is known and named once in a key.
fn check_offices(new: &Reassignment, known: &Known<'_>, found: &mut Diagnostics) {
    for list in [&new.lead, &new.support].into_iter().flatten() {
        let mut seen: HashMap<&OfficeId, ()> = HashMap::new();
        for id in list {
            known.check(id, found);
            if seen.insert(&id.value, ()).is_some() {
                error(
                    found,
                    &id.place,
                    "office-twice",
                    format!("`{}` được ghi hai lần trong cùng một khóa", id.value),
                    format!("`{}` is named twice in one key", id.value),
                    ("bỏ một lần", "remove one of them"),
                );
            }
        }
    }
}

/// The ids of the tasks that are named, each once.
fn named(fields: &Fields<'_>, tasks: &mut Tasks<'_>, found: &mut Diagnostics) -> Vec<Placed<String>> {
    let mut ids: Vec<Placed<String>> = Vec::new();
    let mut seen: HashMap<String, ()> = HashMap::new();
    for name in fields.texts("tasks") {
        let Some(task) = tasks.find(&name, found) else { continue };
        let id = task.task.id.value.clone();
        if seen.insert(id.clone(), ()).is_some() {
            let called = called(task);
            error(
                found,
                &name.place,
                "task-twice",
                format!("nhiệm vụ {called} được ghi hai lần trong cùng một mục"),
                format!("task {called} is named twice in one entry"),
                ("bỏ một lần", "remove one of them"),
            );
        } else {
            ids.push(Placed { value: id, place: name.place });
        }
    }
    ids
}

/// A change holds from the plan's day at the earliest; while the day is open, from its month.
fn before_the_plan(plan: &Plan, effective: &Placed<chrono::NaiveDate>, found: &mut Diagnostics) {
    let Some(date) = &plan.document.date else { return };
    let first = date.value.first_day();
    if effective.value >= first {
        return;
    }
    let (day, first) = (text::day_in_figures(effective.value), text::day_in_figures(first));
    found.push(
        Diagnostic::error(
            "effective-before-plan",
            format!("thay đổi có hiệu lực từ {day}, trước khi có kế hoạch ({first})"),
            format!("the change holds from {day}, before there was a plan ({first})"),
        )
        .at(&effective.place)
        .hint(
            format!("viết ngày từ {first} trở đi; nếu kế hoạch chưa ban hành thì sửa thẳng plan.yaml"),
            format!("write a day from {first} on; if the plan is not issued yet, edit plan.yaml itself"),
        ),
    );
}

fn place_without_addition(fields: &Fields<'_>, found: &mut Diagnostics) {
    for key in ["after", "before"] {
        if fields.node(key).is_some() {
            error(
                found,
                &fields.key_place(key),
                "place-without-addition",
                format!("`{key}` chỉ dùng cho nhiệm vụ bổ sung"),
                format!("`{key}` is for an added task only"),
                ("thêm `add`, hoặc bỏ khóa này", "add `add`, or remove this key"),
            );
        }
    }
}

fn missing(fields: &Fields<'_>, keys: &[&str], found: &mut Diagnostics) {
    let all = crate::input::conform::listed(keys);
    let place = fields.at(crate::input::conform::first_line(fields.source, fields.place().span));
    let (vi, en) = match keys {
        [_] => (format!("thiếu khóa {all}"), format!("the key {all} is missing")),
        _ => (
            format!("mục này chưa nói thay đổi gì: thiếu một trong các khóa {all}"),
            format!("this entry changes nothing: one of the keys {all} is missing"),
        ),
    };
    error(
        found,
        &place,
        "missing-key",
        vi,
        en,
        (
            "ghi nhiệm vụ ở `tasks`, rồi nơi chủ trì, nơi phối hợp hoặc thời hạn mới",
            "name the tasks in `tasks`, then their new lead, support or deadline",
        ),
    );
}
