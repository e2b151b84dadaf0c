//! The annex: columns that fit, tasks with names of their own, targets shared with the row above.

use std::collections::HashMap;

use super::office::Known;
use super::{deadline, measure};
use crate::base::{Diagnostic, Diagnostics, Length, Placed};
use crate::input::fields::{Fields, error};
use crate::input::keys::COLUMN_MIN;
use crate::plan::{Annex, Column, ColumnKey, Columns, Field, Group, Item, Office, OfficeId, Orientation, Target, Task};
use crate::rules::{A4_LONG, A4_SHORT, Choices};

pub fn read(fields: &Fields<'_>, offices: &[Office], choices: &Choices, found: &mut Diagnostics) -> Annex {
    let orientation = fields.word("orientation", orientation).map_or(Orientation::default(), |o| o.value);
    let columns = columns(&fields.fields("columns"));
    check_widths(&columns, orientation, choices, found);
    let known = Known::new(offices);
    let read_field = |node| {
        let field = Fields::of(fields.source, node);
        Field { title: field.must_text("title"), items: items(&field, &known, found) }
    };
    let annex = Annex {
        label: label(fields),
        title: fields.must_text("title"),
        issued_by: fields.must_text("issued_by"),
        orientation,
        columns,
        fields: fields.items("fields").iter().map(read_field).collect(),
    };
    measure::once(annex.tasks().iter().map(|numbered| &numbered.task.id), found);
    annex
}

fn orientation(word: &str) -> Option<Orientation> {
    match word {
        "portrait" => Some(Orientation::Portrait),
        "landscape" => Some(Orientation::Landscape),
        _ => None,
    }
}

/// The decree's line stands unless the office wrote the key and left it blank.
fn label(fields: &Fields<'_>) -> Option<Placed<String>> {
    match fields.entry("label") {
        Some(_) => fields.text("label"),
        None => Some(Placed { value: "Phụ lục".to_owned(), place: fields.place() }),
    }
}

fn columns(fields: &Fields<'_>) -> Columns {
    let column = |key: ColumnKey| {
        let column = fields.fields(name(key));
        match fields.node(name(key)) {
            Some(_) => Column { title: column.text("title"), width: column.length("width") },
            None => Column::default(),
        }
    };
    let assignment = fields.node("assignment").and_then(|_| fields.fields("assignment").text("title"));
    Columns { columns: ColumnKey::ALL.map(column), assignment }
}

fn name(key: ColumnKey) -> &'static str {
    match key {
        ColumnKey::Number => "number",
        ColumnKey::Name => "name",
        ColumnKey::Target => "target",
        ColumnKey::Deadline => "deadline",
        ColumnKey::Lead => "lead",
        ColumnKey::Support => "support",
    }
}

/// All widths together fit between the margins, with room left for the columns that have none.
fn check_widths(columns: &Columns, orientation: Orientation, choices: &Choices, found: &mut Diagnostics) {
    let page = match orientation {
        Orientation::Portrait => A4_SHORT,
        Orientation::Landscape => A4_LONG,
    };
    let room = page - choices.margins.left - choices.margins.right;
    let given: Vec<&Placed<Length>> = columns.columns.iter().filter_map(|column| column.width.as_ref()).collect();
    let open = columns.columns.len() - given.len();
    let taken: Length = given.iter().map(|width| width.value).sum();
    let least: Length = std::iter::repeat_n(COLUMN_MIN, open).sum();
    let Some(last) = given.last().filter(|_| taken + least > room) else { return };
    let (taken, room) = (taken.as_mm(), room.as_mm());
    let (mut vi, mut en) = (
        format!("các cột rộng tổng cộng {taken}mm, nhưng trang chỉ có {room}mm giữa hai lề"),
        format!("the columns are {taken}mm wide in all, but the page has {room}mm between its margins"),
    );
    if open > 0 {
        vi += &format!("; còn {open} cột chưa ghi độ rộng, mỗi cột cần ít nhất {}mm", COLUMN_MIN.as_mm());
        en += &format!("; {open} columns without a width need {}mm each at least", COLUMN_MIN.as_mm());
    }
    error(
        found,
        &last.place,
        "columns-too-wide",
        vi,
        en,
        (
            "bớt độ rộng của một vài cột, hoặc bỏ `width` để chương trình tự chia",
            "make some columns narrower, or leave `width` out",
        ),
    );
}

fn items(field: &Fields<'_>, known: &Known<'_>, found: &mut Diagnostics) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for node in field.items("items") {
        let fields = Fields::of(field.source, node);
        let item = if fields.entry("group").is_some() {
            let mut tasks: Vec<Task> = Vec::new();
            for node in fields.items("tasks") {
                let next = task(&Fields::of(field.source, node), tasks.last(), known, found);
                tasks.push(next);
            }
            Item::Group(Group { title: fields.must_text("group"), tasks })
        } else {
            let above = match items.last() {
                Some(Item::Task(task)) => Some(&**task),
                Some(Item::Group(_)) | None => None,
            };
            Item::Task(Box::new(task(&fields, above, known, found)))
        };
        items.push(item);
    }
    items
}

/// One task; `above` is the row right above in the same group, or in the field where it has no group.
pub fn task(fields: &Fields<'_>, above: Option<&Task>, known: &Known<'_>, found: &mut Diagnostics) -> Task {
    let target = match fields.text("target_of") {
        Some(of) => {
            check_target_of(&of, above, found);
            Target::SameAs(of)
        }
        None => Target::Text(fields.must_text("target")),
    };
    let task = Task {
        id: fields.must_text("id"),
        name: fields.must_text("name"),
        target,
        measures: measure::measures(fields, found),
        deadline: deadline::read(fields),
        lead: fields.offices("lead"),
        support: fields.offices("support"),
        place: fields.place(),
    };
    check_offices(&task, known, found);
    task
}

fn check_target_of(of: &Placed<String>, above: Option<&Task>, found: &mut Diagnostics) {
    if above.is_some_and(|above| above.id.value == of.value) {
        return;
    }
    let diagnostic = Diagnostic::error(
        "target-of",
        format!("`{}` không phải là nhiệm vụ ngay trên trong cùng nhóm, nên không gộp ô yêu cầu được", of.value),
        format!("`{}` is not the task right above in the same group, so the target's cells cannot be merged", of.value),
    )
    .at(&of.place);
    found.push(match above {
        Some(above) => diagnostic.hint(
            format!("nhiệm vụ ngay trên là `{}`; hoặc viết yêu cầu riêng ở `target`", above.id.value),
            format!("the task right above is `{}`; or write a `target` of its own", above.id.value),
        ),
        None => diagnostic.hint(
            "nhiệm vụ này đứng đầu nhóm: hãy viết yêu cầu riêng ở `target`",
            "this task is the first of its group: write a `target` of its own",
        ),
    });
}

/// Each office is known, named once, and does not support itself.
fn check_offices(task: &Task, known: &Known<'_>, found: &mut Diagnostics) {
    let mut seen: HashMap<&OfficeId, bool> = HashMap::new();
    let all = task.lead.iter().map(|id| (id, true)).chain(task.support.iter().map(|id| (id, false)));
    for (id, leads) in all {
        known.check(id, found);
        match seen.insert(&id.value, leads) {
            None => {}
            Some(led) if led && !leads => error(
                found,
                &id.place,
                "lead-supports-itself",
                format!("`{}` vừa chủ trì vừa phối hợp nhiệm vụ `{}`", id.value, task.id.value),
                format!("`{}` both leads and supports the task `{}`", id.value, task.id.value),
                (
                    "bỏ đơn vị này ở `support`, hoặc đổi đơn vị ở `lead`",
                    "remove it from `support`, or name another `lead`",
                ),
            ),
            Some(_) => error(
                found,
                &id.place,
                "office-twice",
                format!("`{}` được ghi hai lần trong cùng một khóa", id.value),
                format!("`{}` is named twice in one key", id.value),
                ("bỏ một lần", "remove one of them"),
            ),
        }
    }
}
