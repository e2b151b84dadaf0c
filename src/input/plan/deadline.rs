//! Deadlines by their meaning.

use crate::base::Placed;
use crate::input::fields::Fields;
use crate::input::value;
use crate::plan::{Deadline, DeadlineKind, Period};

/// The deadline of a task; `continuous` stands in for one that could not be read, which has been reported.
pub fn read(task: &Fields<'_>) -> Deadline {
    written(task).unwrap_or_else(|| Deadline {
        kind: Placed { value: DeadlineKind::Continuous, place: task.key_place("deadline") },
        wording: None,
    })
}

/// The deadline, if one that can be read is written.
pub fn written(task: &Fields<'_>) -> Option<Deadline> {
    if let Some(kind) = task.word("deadline", short_word) {
        return Some(Deadline { kind, wording: None });
    }
    let fields = task.fields("deadline");
    let flag = |key: &str, kind| fields.word(key, |written| (written == "true").then_some(kind));
    let kind = fields
        .word("by", value::day)
        .map(|day| day.map(DeadlineKind::By))
        .or_else(|| fields.word("before", value::day).map(|day| day.map(DeadlineKind::Before)))
        .or_else(|| fields.word("within", Period::parse).map(|period| period.map(DeadlineKind::Within)))
        .or_else(|| flag("continuous", DeadlineKind::Continuous))
        .or_else(|| flag("as_scheduled", DeadlineKind::AsScheduled))?;
    Some(Deadline { kind, wording: fields.text("wording") })
}

fn short_word(word: &str) -> Option<DeadlineKind> {
    match word {
        "continuous" => Some(DeadlineKind::Continuous),
        "as_scheduled" => Some(DeadlineKind::AsScheduled),
        _ => None,
    }
}
