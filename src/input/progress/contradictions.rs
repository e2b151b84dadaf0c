//! What the entries of a task that stand say against each other.

use chrono::NaiveDate;

use super::seen_from;
use super::tasks::{Tasks, called};
use crate::base::{Diagnostic, Diagnostics, text};
use crate::plan::{Entry, Evidence, Numbered, Progress, Status};

/// Looks at every task's entries in the order of their days.
pub fn check(tasks: &Tasks<'_>, progress: &Progress, found: &mut Diagnostics) {
    for task in tasks.all() {
        let mut before: Option<&Entry> = None;
        let mut done: Option<&Entry> = None;
        for entry in progress.up_to(&task.task.id.value, NaiveDate::MAX) {
            if let Some(first) = before.filter(|first| first.day.value == entry.day.value) {
                found.push(same_day(first, entry, task));
            } else if let Some(done) = done.filter(|_| entry.said() == Some(Status::NotStarted)) {
                found.push(undone(done, entry, task));
            }
            match entry.said() {
                Some(Status::Done) => done = done.or(Some(entry)),
                Some(Status::InProgress | Status::NotStarted) => done = None,
                None => {}
            }
            before = Some(entry);
        }
    }
}

/// Two entries of one day: an error where they differ, else one too many.
fn same_day(first: &Entry, second: &Entry, task: &Numbered<'_>) -> Diagnostic {
    let (task, day) = (called(task), text::day_in_figures(second.day.value));
    let (vi, en) = seen_from(&first.place, &second.place);
    let diagnostic = if says_the_same(first, second) {
        Diagnostic::warning(
            "entry-twice",
            format!("lần ghi này của nhiệm vụ {task} giống hệt lần ghi ở {vi}"),
            format!("this entry of task {task} is the same as the one on {en}"),
        )
        .hint("bỏ một lần", "remove one of them")
    } else {
        Diagnostic::error(
            "two-entries-of-a-day",
            format!("nhiệm vụ {task} có hai lần ghi khác nhau cùng ngày {day}; lần kia ở {vi}"),
            format!("task {task} has two different entries of {day}; the other is on {en}"),
        )
        .hint(
            "gộp làm một; nếu lần này sửa lần kia thì thêm `replaces` với ngày ấy",
            "make one of them; if this one corrects the other, add `replaces` with that day",
        )
    };
    diagnostic.at(&second.day.place)
}

fn undone(done: &Entry, entry: &Entry, task: &Numbered<'_>) -> Diagnostic {
    let place = entry.status.as_ref().map(|status| &status.place);
    let place = place.or(entry.percent.as_ref().map(|percent| &percent.place)).unwrap_or(&entry.place);
    let (task, then, now) = (called(task), text::day_in_figures(done.day.value), text::day_in_figures(entry.day.value));
    let (vi, en) = seen_from(&done.place, place);
    Diagnostic::error(
        "contradiction",
        format!("nhiệm vụ {task} đã hoàn thành ngày {then} ({vi}), đến {now} lại chưa thực hiện"),
        format!("task {task} was done on {then} ({en}), and is not started on {now}"),
    )
    .at(place)
    .hint(
        format!(
            "nếu lần ghi ngày {then} sai, thêm `replaces: {}` vào lần ghi này; nếu phải làm lại, ghi `in-progress`",
            done.day.value
        ),
        format!(
            "if the entry of {then} is wrong, add `replaces: {}` to this one; if the work was taken up again, write `in-progress`",
            done.day.value
        ),
    )
}

/// Whether two entries say the same, wherever they stand.
pub fn says_the_same(one: &Entry, other: &Entry) -> bool {
    fn content(entry: &Entry) -> impl PartialEq {
        let values: Vec<_> = entry.values.iter().map(|(id, value)| (id.value.clone(), value.value)).collect();
        let texts = [&entry.done, &entry.difficulty, &entry.cause].map(|text| text.as_ref().map(|t| t.value.clone()));
        let evidence: Vec<_> = entry.evidence.iter().map(shown).collect();
        let status = entry.status.as_ref().map(|status| status.value);
        (status, entry.percent.as_ref().map(|percent| percent.value), values, texts, evidence)
    }
    fn shown(evidence: &Evidence) -> (String, Option<String>, Option<NaiveDate>) {
        match evidence {
            Evidence::Document { document, number, date } => (
                document.value.clone(),
                number.as_ref().map(|number| number.value.clone()),
                date.as_ref().map(|date| date.value),
            ),
            Evidence::Text(text) => (text.value.clone(), None, None),
        }
    }
    content(one) == content(other)
}
