//! One entry: its fields, its task, and whether it agrees with itself.

use super::tasks::{Tasks, called};
use super::{Written, values};
use crate::base::{Diagnostic, Diagnostics};
use crate::input::fields::Fields;
use crate::input::tree::{Node, Value};
use crate::plan::{Decimal, Entry, Evidence, Numbered, Status};

/// The entry, if its day and its task can be read; what cannot has been reported.
pub fn read(fields: &Fields<'_>, tasks: &mut Tasks<'_>, found: &mut Diagnostics) -> Option<Written> {
    let mut entry = Entry {
        id: fields.text("id"),
        day: fields.day("day")?,
        task: fields.text("task")?,
        status: fields.word("status", status),
        percent: fields.percent("percent"),
        values: fields.decimals("values"),
        done: fields.text("done"),
        evidence: fields.items("evidence").iter().filter_map(|node| evidence(fields, node)).collect(),
        difficulty: fields.text("difficulty"),
        cause: fields.text("cause"),
        replaces: None,
        place: fields.place(),
    };
    if let Some(task) = tasks.find(&entry.task, found) {
        values::check(fields, task, found);
        check_status(&entry, task, found);
        entry.task.value.clone_from(&task.task.id.value);
    }
    Some(Written { entry, replaces: fields.text("replaces") })
}

/// The words of the key `status`.
fn status(word: &str) -> Option<Status> {
    match word {
        "not-started" | "chưa thực hiện" => Some(Status::NotStarted),
        "in-progress" | "đang thực hiện" => Some(Status::InProgress),
        "done" | "hoàn thành" => Some(Status::Done),
        _ => None,
    }
}

fn evidence(fields: &Fields<'_>, node: &Node) -> Option<Evidence> {
    match &node.value {
        Value::Scalar(_) => fields.text_of(node).map(Evidence::Text),
        Value::Map(_) => {
            let fields = Fields::of(fields.source, node);
            Some(Evidence::Document {
                document: fields.text("document")?,
                number: fields.text("number"),
                date: fields.day("date"),
            })
        }
        Value::Seq(_) => None,
    }
}

/// Status and percent, where both are written, say the same.
fn check_status(entry: &Entry, task: &Numbered<'_>, found: &mut Diagnostics) {
    let (Some(status), Some(percent)) = (&entry.status, &entry.percent) else { return };
    let agree = match status.value {
        Status::NotStarted => !percent.value.is_positive(),
        Status::InProgress => true,
        Status::Done => percent.value >= Decimal::whole(100),
    };
    if agree {
        return;
    }
    let (vi, en) = in_words(status.value);
    let (number, task) = (percent.value, called(task));
    found.push(
        Diagnostic::error(
            "status-against-percent",
            format!("nhiệm vụ {task} ghi {vi} nhưng phần việc đã làm là {number}%"),
            format!("task {task} is {en}, but {number}% of it is done"),
        )
        .at(&percent.place)
        .hint("sửa `status` hoặc `percent`, hoặc bỏ một trong hai", "correct `status` or `percent`, or leave one out"),
    );
}

/// A status as findings say it.
pub fn in_words(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::NotStarted => ("chưa thực hiện", "not started"),
        Status::InProgress => ("đang thực hiện", "in progress"),
        Status::Done => ("hoàn thành", "done"),
    }
}
