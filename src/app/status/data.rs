//! The states of tasks for other programs: JSON and CSV, keys and words in English, days as year-month-day, numbers with a
//! point.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::plan::{Bound, Decimal, Measure, Status, TaskState};
use crate::view::{StatusRow, StatusView};

/// The heads of the CSV file.
const HEADS: [&str; 17] = [
    "number",
    "id",
    "name",
    "field",
    "group",
    "lead",
    "deadline",
    "last_day",
    "state",
    "days_late",
    "days_left",
    "at_risk",
    "percent",
    "done_on",
    "last_entry",
    "result",
    "difficulty",
];

/// One object: the day, the totals, the tasks.
pub(super) fn json(view: &StatusView<'_>) -> String {
    let counts: serde_json::Map<String, Value> =
        TaskState::ALL.iter().map(|state| (word(*state).to_owned(), json!(view.tally.of(*state)))).collect();
    let object = json!({
        "as_of": view.day.to_string(),
        "total": view.tally.total(),
        "states": counts,
        "at_risk": view.at_risk,
        "completion": view.tally.completion().percent().map(number),
        "tasks": view.rows.iter().map(task).collect::<Vec<_>>(),
    });
    format!("{object:#}\n")
}

fn task(row: &StatusRow<'_>) -> Value {
    let (numbered, standing) = (&row.numbered, &row.standing);
    json!({
        "number": numbered.full,
        "id": numbered.task.id.value,
        "name": numbered.task.name.value,
        "field": numbered.field.title.value,
        "group": numbered.group.map(|group| &group.title.value),
        "lead": row.lead.iter().map(|office| office.id.value.0.as_str()).collect::<Vec<_>>(),
        "deadline": numbered.task.deadline.printed(),
        "last_day": day(standing.last_day),
        "state": word(standing.state),
        "days_late": standing.days_late(),
        "days_left": standing.days_left(),
        "at_risk": row.at_risk,
        "percent": standing.percent.map(number),
        "done_on": day(standing.done_on),
        "measures": row.values.iter().map(measured).collect::<Vec<_>>(),
        "last_entry": standing.last_entry.map(|entry| json!({
            "day": entry.day.value.to_string(),
            "status": entry.status.as_ref().map(|status| said(status.value)),
            "result": entry.done.as_ref().map(|text| &text.value),
            "difficulty": entry.difficulty.as_ref().map(|text| &text.value),
            "cause": entry.cause.as_ref().map(|text| &text.value),
        })),
    })
}

/// A measure with its newest value, null where there is none: then it is not met either.
fn measured((measure, value): &(&Measure, Option<(Decimal, NaiveDate)>)) -> Value {
    let bound = measure.bound.value;
    let (name, asked) = match bound {
        Bound::AtLeast(least) => ("at_least", least),
        Bound::AtMost(most) => ("at_most", most),
        Bound::Exactly(exact) => ("exactly", exact),
    };
    let mut object = json!({
        "id": measure.id.value,
        "name": measure.name.as_ref().map(|name| &name.value),
        "unit": measure.unit.as_ref().map(|unit| &unit.value),
        "value": value.map(|(value, _)| number(value)),
        "day": day(value.map(|(_, day)| day)),
        "met": value.is_some_and(|(value, _)| bound.is_met_by(value)),
    });
    object[name] = number(asked);
    object
}

/// A table with one head; fields in quotes where they need them (RFC 4180).
pub(super) fn csv(view: &StatusView<'_>) -> String {
    let mut lines = HEADS.join(",") + "\r\n";
    for row in &view.rows {
        lines += &cells(row).map(|cell| quoted(&cell)).join(",");
        lines += "\r\n";
    }
    lines
}

fn cells(row: &StatusRow<'_>) -> [String; 17] {
    let (numbered, standing) = (&row.numbered, &row.standing);
    let count = |days: Option<i64>| days.map(|days| days.to_string()).unwrap_or_default();
    let date = |date: Option<NaiveDate>| day(date).unwrap_or_default();
    let last = standing.last_entry;
    let text = |text: Option<&String>| text.cloned().unwrap_or_default();
    [
        numbered.full.clone(),
        numbered.task.id.value.clone(),
        numbered.task.name.value.clone(),
        numbered.field.title.value.clone(),
        text(numbered.group.map(|group| &group.title.value)),
        row.lead.iter().map(|office| office.id.value.0.as_str()).collect::<Vec<_>>().join(" "),
        numbered.task.deadline.printed(),
        date(standing.last_day),
        word(standing.state).to_owned(),
        count(standing.days_late()),
        count(standing.days_left()),
        row.at_risk.to_string(),
        standing.percent.map(Decimal::plain).unwrap_or_default(),
        date(standing.done_on),
        date(last.map(|entry| entry.day.value)),
        text(last.and_then(|entry| entry.done.as_ref()).map(|text| &text.value)),
        text(last.and_then(|entry| entry.difficulty.as_ref()).map(|text| &text.value)),
    ]
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

fn day(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// A decimal as JSON's number.
fn number(decimal: Decimal) -> Value {
    decimal.plain().parse::<f64>().map_or(Value::Null, |number| json!(number))
}

fn word(state: TaskState) -> &'static str {
    match state {
        TaskState::DoneOnTime => "done-on-time",
        TaskState::DoneLate => "done-late",
        TaskState::Overdue => "overdue",
        TaskState::InProgress => "in-progress",
        TaskState::NotStarted => "not-started",
        TaskState::Continuous => "continuous",
    }
}

fn said(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "not-started",
        Status::InProgress => "in-progress",
        Status::Done => "done",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_need_it() {
        assert_eq!(quoted("a; b"), "a; b");
        assert_eq!(quoted("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(quoted("a\nb"), "\"a\nb\"");
    }
}
