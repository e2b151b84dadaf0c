//! The annex: fields, groups and tasks in printed order, with made numbers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Deadline, Measure, OfficeId};
use crate::base::{Length, Place, Placed, text};

/// Phụ lục: the table that assigns each task to a post.
#[derive(Clone, Debug)]
pub struct Annex {
    /// The decree's line: "Phụ lục"; none leaves it out.
    pub label: Option<Placed<String>>,
    /// Tiêu đề của phụ lục; a line break typed in it is kept.
    pub title: Placed<String>,
    /// Who issued the document that the annex goes with, as "(Kèm theo …)" names them.
    pub issued_by: Placed<String>,
    /// Portrait or landscape.
    pub orientation: Orientation,
    /// Titles and widths of the columns.
    pub columns: Columns,
    /// Lĩnh vực, numbered I, II, III.
    pub fields: Vec<Field>,
}

/// Hướng trang của phụ lục.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Orientation {
    /// Dọc.
    Portrait,
    /// Ngang.
    #[default]
    Landscape,
}

/// One of the six columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKey {
    /// STT.
    Number,
    /// Lĩnh vực, tiêu chí.
    Name,
    /// Yêu cầu.
    Target,
    /// Thời gian.
    Deadline,
    /// Chủ trì.
    Lead,
    /// Phối hợp.
    Support,
}

impl ColumnKey {
    /// All six in printed order.
    pub const ALL: [Self; 6] = [Self::Number, Self::Name, Self::Target, Self::Deadline, Self::Lead, Self::Support];
}

/// What the office says of a column; what it leaves out has a default.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// The title in the table's head.
    pub title: Option<Placed<String>>,
    /// The width.
    pub width: Option<Placed<Length>>,
}

/// The six columns and the title that stands over the last two.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// In the order of [`ColumnKey::ALL`].
    pub columns: [Column; 6],
    /// The upper level of the head over lead and support: "Phân công nhiệm vụ".
    pub assignment: Option<Placed<String>>,
}

/// Lĩnh vực: a bold row with a Roman number, and what stands under it.
#[derive(Clone, Debug)]
pub struct Field {
    /// The title.
    pub title: Placed<String>,
    /// Groups and tasks in printed order, one counter.
    pub items: Vec<Item>,
}

/// What stands directly in a field.
#[derive(Clone, Debug)]
pub enum Item {
    /// A group of tasks.
    Group(Group),
    /// A task of the field's own.
    Task(Box<Task>),
}

impl Item {
    /// Its tasks: those of the group, or the one task.
    pub fn tasks(&self) -> &[Task] {
        match self {
            Self::Group(group) => &group.tasks,
            Self::Task(task) => std::slice::from_ref(task),
        }
    }
}

/// Nhóm: a bold row with an Arabic number; its tasks are 1.1, 1.2, ….
#[derive(Clone, Debug)]
pub struct Group {
    /// The title.
    pub title: Placed<String>,
    /// Its tasks.
    pub tasks: Vec<Task>,
}

/// Nhiệm vụ, tiêu chí: one row of the annex.
#[derive(Clone, Debug)]
pub struct Task {
    /// The stable name that the office wrote.
    pub id: Placed<String>,
    /// What is to be done.
    pub name: Placed<String>,
    /// What must be reached.
    pub target: Target,
    /// How to count what was reached.
    pub measures: Vec<Measure>,
    /// By when.
    pub deadline: Deadline,
    /// Chủ trì.
    pub lead: Vec<Placed<OfficeId>>,
    /// Phối hợp.
    pub support: Vec<Placed<OfficeId>>,
    /// Where the whole entry stands.
    pub place: Place,
}

/// Yêu cầu, as printed.
#[derive(Clone, Debug)]
pub enum Target {
    /// A text of its own.
    Text(Placed<String>),
    /// The target of the row right above in the same group: one merged cell with it.
    SameAs(Placed<String>),
}

/// A task with the numbers made for it.
#[derive(Clone, Debug)]
pub struct Numbered<'a> {
    /// Its place in the whole annex: `III.2.1`.
    pub full: String,
    /// As the STT column prints it: `2.1`.
    pub short: String,
    /// The task.
    pub task: &'a Task,
    /// Its field.
    pub field: &'a Field,
    /// Its group, if it is in one.
    pub group: Option<&'a Group>,
    /// What counts for it: its own measures, else those of the row whose target it shares.
    pub measures: &'a [Measure],
}

impl Annex {
    /// All tasks in printed order with their numbers.
    pub fn tasks(&self) -> Vec<Numbered<'_>> {
        let mut all: Vec<Numbered<'_>> = Vec::new();
        for (f, field) in self.fields.iter().enumerate() {
            let roman = text::roman(f + 1);
            for (i, item) in field.items.iter().enumerate() {
                match item {
                    Item::Task(task) => {
                        let short = (i + 1).to_string();
                        let measures = measures(task, all.last());
                        let full = format!("{roman}.{short}");
                        all.push(Numbered { full, short, task, field, group: None, measures });
                    }
                    Item::Group(group) => {
                        for (t, task) in group.tasks.iter().enumerate() {
                            let short = format!("{}.{}", i + 1, t + 1);
                            let measures = measures(task, all.last());
                            let full = format!("{roman}.{short}");
                            all.push(Numbered { full, short, task, field, group: Some(group), measures });
                        }
                    }
                }
            }
        }
        all
    }

    /// The task of an id or of a printed number (`dung-han-xa`, `III.2.2`).
    pub fn find(&self, name: &str) -> Option<Numbered<'_>> {
        self.tasks().into_iter().find(|n| n.task.id.value == name || n.full.eq_ignore_ascii_case(name))
    }
}

/// The measures of a task, with the row above it.
fn measures<'a>(task: &'a Task, above: Option<&Numbered<'a>>) -> &'a [Measure] {
    match &task.target {
        Target::SameAs(_) if task.measures.is_empty() => above.map(|above| above.measures).unwrap_or_default(),
        Target::SameAs(_) | Target::Text(_) => &task.measures,
    }
}

impl Task {
    /// The last day on which the task is still in time, if it has one.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.deadline.last_day()
    }
}
