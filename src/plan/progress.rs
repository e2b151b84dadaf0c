//! The progress log (nhật ký tiến độ): facts of a day, never rewritten, corrected by further ones.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Days, Decimal, GoalEntry};
use crate::base::{Place, Placed};

/// What an entry says of its task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Chưa thực hiện.
    NotStarted,
    /// Đang thực hiện.
    InProgress,
    /// Hoàn thành.
    Done,
}

/// Một lần ghi tiến độ của một nhiệm vụ.
#[derive(Clone, Debug)]
pub struct Entry {
    /// A name of its own, where a correction needs one.
    pub id: Option<Placed<String>>,
    /// The day of the fact, not of its typing.
    pub day: Placed<NaiveDate>,
    /// The task's id, whatever name or number was written.
    pub task: Placed<String>,
    /// Tình trạng.
    pub status: Option<Placed<Status>>,
    /// How much of it is done, 0 to 100.
    pub percent: Option<Placed<Decimal>>,
    /// Values by the ids of the task's measures.
    pub values: Vec<(Placed<String>, Placed<Decimal>)>,
    /// Kết quả: what was done.
    pub done: Option<Placed<String>>,
    /// Minh chứng.
    pub evidence: Vec<Evidence>,
    /// Khó khăn, vướng mắc.
    pub difficulty: Option<Placed<String>>,
    /// Nguyên nhân.
    pub cause: Option<Placed<String>>,
    /// Where the entry that this one corrects stands in the log.
    pub replaces: Option<Placed<usize>>,
    /// Where the whole entry stands.
    pub place: Place,
}

/// Minh chứng: what shows that it is so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Văn bản.
    Document {
        /// Kind and subject: "Báo cáo kết quả đối thoại".
        document: Placed<String>,
        /// Number and symbol: "41/BC-UBND".
        number: Option<Placed<String>>,
        /// Its day.
        date: Option<Placed<NaiveDate>>,
    },
    /// Anything else, in words.
    Text(Placed<String>),
}

impl Entry {
    /// What it says of the task's status: the word, else what the percent amounts to.
    pub fn said(&self) -> Option<Status> {
        let by_percent = |percent: Decimal| {
            if percent >= Decimal::whole(100) {
                Status::Done
            } else if percent.is_positive() {
                Status::InProgress
            } else {
                Status::NotStarted
            }
        };
        let word = self.status.as_ref().map(|status| status.value);
        word.or_else(|| self.percent.as_ref().map(|percent| by_percent(percent.value)))
    }
}

/// Nhật ký tiến độ: all entries of a project.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    entries: Vec<Entry>,
    /// Positions of each task's entries, by day, then as they stand in the log.
    by_task: HashMap<String, Vec<usize>>,
    /// The position of the entry that corrects each one.
    replaced_by: Vec<Option<usize>>,
    /// What is said of the plan's goals, as it was read.
    goals: Vec<GoalEntry>,
}

impl Progress {
    /// The log in the order in which it was read.
    pub fn new(entries: Vec<Entry>) -> Self {
        let mut by_task: HashMap<String, Vec<usize>> = HashMap::new();
        let mut replaced_by = vec![None; entries.len()];
        for (at, entry) in entries.iter().enumerate() {
            match by_task.get_mut(&entry.task.value) {
                Some(of_task) => of_task.push(at),
                None => drop(by_task.insert(entry.task.value.clone(), vec![at])),
            }
            if let Some(wrong) = entry.replaces.as_ref().and_then(|wrong| replaced_by.get_mut(wrong.value)) {
                *wrong = Some(at);
            }
        }
        for of_task in by_task.values_mut() {
            of_task.sort_by_key(|at| entries.get(*at).map(|entry| entry.day.value));
        }
        Self { entries, by_task, replaced_by, goals: Vec::new() }
    }

    /// The same log with what is said of the plan's goals.
    pub fn with_goals(self, goals: Vec<GoalEntry>) -> Self {
        Self { goals, ..self }
    }

    /// Everything that is said of goals, corrected entries included.
    pub fn goals(&self) -> &[GoalEntry] {
        &self.goals
    }

    /// The newest value of a goal up to and including a day; an entry counts until the day of the one that corrects it.
    pub fn goal(&self, goal: &str, day: NaiveDate) -> Option<&GoalEntry> {
        let by_then = || self.goals.iter().filter(|entry| entry.goal.value == goal && entry.day.value <= day);
        let corrected = |entry: &GoalEntry| {
            by_then().any(|other| {
                !std::ptr::eq(other, entry) && other.replaces.as_ref().is_some_and(|day| day.value == entry.day.value)
            })
        };
        by_then().filter(|entry| !corrected(entry)).max_by_key(|entry| entry.day.value)
    }

    /// All entries as they were read, corrected ones included.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What is said of a task up to and including a day, oldest first. An entry counts until the day of the one that
    /// corrects it.
    pub fn up_to(&self, task: &str, day: NaiveDate) -> impl DoubleEndedIterator<Item = &Entry> {
        let of_task = self.by_task.get(task).map(Vec::as_slice).unwrap_or_default();
        of_task.iter().filter_map(move |at| self.counts(*at, day))
    }

    /// The entry of a position, if it stands by the end of a day.
    fn counts(&self, at: usize, day: NaiveDate) -> Option<&Entry> {
        let by_then = |at: usize| self.entries.get(at).filter(|entry| entry.day.value <= day);
        let correction = self.replaced_by.get(at).copied().flatten().and_then(by_then);
        by_then(at).filter(|_| correction.is_none())
    }

    /// Whether anything is said of a task within these days, as it stands at their end.
    pub fn moved(&self, task: &str, days: Days) -> bool {
        self.up_to(task, days.last).next_back().is_some_and(|last| days.contains(last.day.value))
    }

    /// The newest value of a measure up to and including a day, with that day.
    pub fn value(&self, task: &str, measure: &str, day: NaiveDate) -> Option<(Decimal, NaiveDate)> {
        self.up_to(task, day).rev().find_map(|entry| {
            let value = entry.values.iter().find(|(id, _)| id.value == measure)?;
            Some((value.1.value, entry.day.value))
        })
    }
}
