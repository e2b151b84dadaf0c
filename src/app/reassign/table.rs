//! Before and after: what new entries change, task by task.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::app::grid::grid;
use crate::app::language::Language;
use crate::app::log::{day, names};
use crate::base::Placed;
use crate::plan::{Change, History, Holding, Numbered, OfficeId, Plan, What};

/// Every task that an entry is about.
pub(super) struct Table<'a> {
    plan: &'a Plan,
    rows: Vec<Row<'a>>,
}

/// A task on the first day of a change.
struct Row<'a> {
    entry: &'a str,
    day: NaiveDate,
    id: &'a str,
    number: String,
    name: &'a str,
    before: Holding<'a>,
    after: Holding<'a>,
}

impl<'a> Table<'a> {
    /// What the entries of `after` beyond those of `before` change; `everything` has all tasks that ever were.
    pub(super) fn new(everything: &'a Plan, before: &'a History, after: &'a History) -> Self {
        let tasks = everything.annex.as_ref().map(|annex| annex.tasks()).unwrap_or_default();
        let tasks: HashMap<&str, Numbered<'a>> = tasks.into_iter().map(|n| (n.task.id.value.as_str(), n)).collect();
        let mut rows = Vec::new();
        for change in after.changes().iter().skip(before.changes().len()) {
            // An entry that is revoked before its day is seen on that day.
            let day = after.chain(change).map(|change| change.effective.value).max().unwrap_or(change.effective.value);
            let mut seen = HashSet::new();
            let touched = after.chain(change).flat_map(|change| &change.tasks).map(|task| task.value.as_str());
            let touched = touched.filter(|task| seen.insert(*task));
            for task in touched.filter_map(|task| tasks.get(task)) {
                rows.push(Row {
                    entry: &change.id.value,
                    day,
                    id: &task.task.id.value,
                    number: task.full.clone(),
                    name: &task.task.name.value,
                    before: was(change, before.holding(task.task, day)),
                    after: after.holding(task.task, day),
                });
            }
        }
        Self { plan: everything, rows }
    }

    /// For people: a table for every day.
    pub(super) fn told(&self, language: Language, width: usize) -> String {
        let pick = |vi, en| language.pick(vi, en);
        let head = [
            pick("Mục", "Entry"),
            pick("Số", "No."),
            pick("Nhiệm vụ", "Task"),
            pick("Chủ trì", "Lead"),
            pick("Phối hợp", "Support"),
            pick("Thời hạn", "Deadline"),
        ];
        let mut of_day: BTreeMap<NaiveDate, Vec<[String; 6]>> = BTreeMap::new();
        for row in &self.rows {
            of_day.entry(row.day).or_default().push(self.cells(row, language));
        }
        let mut told = String::new();
        for (from, rows) in of_day {
            told += &format!("{} {}\n\n", pick("Từ ngày", "From"), day(from, language));
            told += &format!("{}\n", grid(head, &rows, width));
        }
        told
    }

    fn cells(&self, row: &Row<'_>, language: Language) -> [String; 6] {
        let cells = |holding: &Holding<'_>| {
            if holding.there {
                [names(self.plan, holding.lead), names(self.plan, holding.support), holding.deadline.printed()]
            } else {
                [language.pick("không có", "not there").to_owned(), "–".to_owned(), "–".to_owned()]
            }
        };
        let pairs = cells(&row.before).into_iter().zip(cells(&row.after));
        let mut both = pairs.map(|(old, new)| if old == new { new } else { format!("{old} → {new}") });
        let mut next = || both.next().unwrap_or_default();
        [row.entry.to_owned(), row.number.clone(), row.name.to_owned(), next(), next(), next()]
    }

    /// For programs: an object a line.
    pub(super) fn json_lines(&self) -> String {
        let line = |row: &Row<'_>| {
            let object = json!({
                "entry": row.entry, "effective": row.day.to_string(), "task": row.id, "number": row.number,
                "name": row.name, "before": object(&row.before), "after": object(&row.after),
            });
            format!("{object}\n")
        };
        self.rows.iter().map(line).collect()
    }
}

/// The state without a change; an added task was not there, and no earlier entry knows of it.
fn was<'a>(change: &Change, before: Holding<'a>) -> Holding<'a> {
    match change.what {
        What::Add(_) => Holding { there: false, ..before },
        What::Reassign(_) | What::Drop | What::Revoke => before,
    }
}

/// Null where the task is not there.
fn object(holding: &Holding<'_>) -> Value {
    let ids = |ids: &[Placed<OfficeId>]| ids.iter().map(|id| id.value.0.clone()).collect::<Vec<_>>();
    if !holding.there {
        return Value::Null;
    }
    json!({ "lead": ids(holding.lead), "support": ids(holding.support), "deadline": holding.deadline.printed() })
}
