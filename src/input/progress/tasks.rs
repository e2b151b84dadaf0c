//! The plan's tasks by every name that an entry may give them.

use std::collections::HashMap;

use super::suggestions::Suggestions;
use crate::base::{Diagnostic, Diagnostics, Placed};
use crate::input::value;
use crate::plan::{Numbered, Plan, Task};

/// All tasks by id and by printed number.
pub struct Tasks<'a> {
    all: Vec<Numbered<'a>>,
    by_name: HashMap<String, usize>,
    suggestions: Suggestions,
}

impl<'a> Tasks<'a> {
    pub fn new(plan: &'a Plan) -> Self {
        let all = plan.annex.as_ref().map(|annex| annex.tasks()).unwrap_or_default();
        let numbers = all.iter().enumerate().map(|(at, numbered)| (numbered.full.clone(), at));
        let ids = all.iter().enumerate().map(|(at, numbered)| (numbered.task.id.value.clone(), at));
        let by_name = numbers.chain(ids).collect();
        Self { all, by_name, suggestions: Suggestions::new() }
    }

    /// In printed order.
    pub fn all(&self) -> &[Numbered<'a>] {
        &self.all
    }

    /// The task of an id, as it is written.
    pub fn named(&self, id: &str) -> Option<&'a Task> {
        self.by_name.get(id).and_then(|at| self.all.get(*at)).map(|numbered| numbered.task)
    }

    /// The task of an id or a printed number; reports a name that no task has, with the one that may be meant.
    pub fn find(&mut self, name: &Placed<String>, found: &mut Diagnostics) -> Option<&Numbered<'a>> {
        let at = self.position(&name.value);
        if at.is_none() {
            found.push(unknown(name, &self.all, &mut self.suggestions));
        }
        at.and_then(|at| self.all.get(at))
    }

    /// The task of an id or a printed number, if there is one.
    pub fn get(&self, name: &str) -> Option<&Numbered<'a>> {
        self.position(name).and_then(|at| self.all.get(at))
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).or_else(|| self.by_name.get(&name.to_ascii_uppercase())).copied()
    }
}

/// How a task is called in findings: `III.2.2 (`dung-han-xa`)`.
pub fn called(task: &Numbered<'_>) -> String {
    format!("{} (`{}`)", task.full, task.task.id.value)
}

fn unknown(name: &Placed<String>, all: &[Numbered<'_>], suggestions: &mut Suggestions) -> Diagnostic {
    let written = &name.value;
    let meant = if value::is_printed_number(written) {
        None
    } else {
        suggestions.closest(written, all.iter().map(|task| task.task.id.value.as_str()))
    };
    let diagnostic = match meant {
        Some(meant) => Diagnostic::error(
            "unknown-task",
            format!("kế hoạch không có nhiệm vụ `{written}`; ý bạn là `{meant}`?"),
            format!("the plan has no task `{written}`; did you mean `{meant}`?"),
        ),
        None => Diagnostic::error(
            "unknown-task",
            format!("kế hoạch không có nhiệm vụ `{written}`"),
            format!("the plan has no task `{written}`"),
        ),
    };
    diagnostic.at(&name.place).hint(
        "viết `id` của nhiệm vụ trong plan.yaml, hoặc số in trong phụ lục, đủ cả số lĩnh vực: `III.2.1`",
        "write the task's `id` in plan.yaml, or its printed number with that of the field: `III.2.1`",
    )
}
