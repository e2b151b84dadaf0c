//! What the changes say against the plan and against each other, each on its own day.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::base::{Diagnostic, Diagnostics, Place, Placed, text};
use crate::input::fields::error;
use crate::input::progress::seen_from;
use crate::input::progress::tasks::called;
use crate::plan::{Change, History, Numbered, OfficeId, Plan, Reassignment, Task, What};

/// Looks at every change that stands on its own day.
pub fn check(plan: &Plan, everything: &Plan, history: &History, found: &mut Diagnostics) {
    let tasks = everything.annex.as_ref().map(|annex| annex.tasks()).unwrap_or_default();
    let tasks = tasks.iter().map(|numbered| (numbered.task.id.value.as_str(), numbered)).collect();
    let until = plan.offices.iter().filter_map(|office| Some((&office.id.value, office.until.as_ref()?.value)));
    let checker = Checker { history, tasks, until: until.collect() };
    for (at, change) in history.changes().iter().enumerate() {
        if history.stands(at, change.effective.value) {
            checker.change(at, change, found);
        }
    }
}

struct Checker<'a> {
    history: &'a History,
    tasks: HashMap<&'a str, &'a Numbered<'a>>,
    /// The last days of the posts that have one.
    until: HashMap<&'a OfficeId, NaiveDate>,
}

impl Checker<'_> {
    fn change(&self, at: usize, change: &Change, found: &mut Diagnostics) {
        self.closed(change, found);
        if matches!(change.what, What::Revoke) && !self.takes_back_something(at, change) {
            found.extend(change.revokes.as_ref().map(|revoked| takes_back_nothing(change, &revoked.place)));
        }
        for name in &change.tasks {
            let Some(task) = self.tasks.get(name.value.as_str()) else { continue };
            if let Some(other) = self.same_day(at, change, name) {
                found.push(two_of_a_day(other, change, &name.place, task));
                continue;
            }
            if self.says_something(at, change, name, task, found) {
                self.lead_supports(change, task, found);
            }
        }
        // What is left after a revocation must hold together as well.
        for name in self.history.chain(change).skip(1).flat_map(|revoked| &revoked.tasks) {
            if let Some(task) =
                self.tasks.get(name.value.as_str()).filter(|_| !change.tasks.iter().any(|t| t.value == name.value))
            {
                self.lead_supports(change, task, found);
            }
        }
    }

    /// Another change of the task that stands on the same day, recorded earlier.
    fn same_day(&self, at: usize, change: &Change, name: &Placed<String>) -> Option<&Change> {
        let day = change.effective.value;
        let earlier = self.history.of_task(&name.value).iter().rev().filter(|other| **other < at);
        let of_day = earlier.filter(|other| self.history.stands(**other, day));
        of_day.filter_map(|other| self.history.changes().get(*other)).find(|other| other.effective.value == day)
    }

    /// Whether the task is there and the change makes a difference to it; reports where not.
    fn says_something(
        &self,
        at: usize,
        change: &Change,
        name: &Placed<String>,
        task: &Numbered<'_>,
        found: &mut Diagnostics,
    ) -> bool {
        let day = change.effective.value;
        // Of several changes on one day the later ones are reported as such.
        let earlier = |other: usize| {
            other != at && self.history.changes().get(other).is_some_and(|other| other.effective.value < day)
        };
        let before = self.history.holding_but(task.task, day, earlier);
        match &change.what {
            What::Add(_) | What::Revoke => true,
            What::Reassign(_) | What::Drop if !before.there => {
                found.push(not_there(name, task, day));
                false
            }
            What::Drop => true,
            What::Reassign(new) => {
                let same = |new: &Option<Vec<Placed<OfficeId>>>, old: &[Placed<OfficeId>]| {
                    new.as_ref().is_none_or(|new| new.iter().map(|id| &id.value).eq(old.iter().map(|id| &id.value)))
                };
                let nothing = same(&new.lead, before.lead)
                    && same(&new.support, before.support)
                    && new.deadline.as_ref().is_none_or(|new| new.says_the_same(before.deadline));
                if nothing && change.revokes.is_none() {
                    found.push(changes_nothing(name, task, new));
                }
                !nothing
            }
        }
    }

    /// Whether some day is another one for a revocation: it is not where later changes stand in the place of what it revokes.
    fn takes_back_something(&self, at: usize, change: &Change) -> bool {
        let first = change.effective.value;
        let differs = |task: &Task, day| {
            let without = self.history.holding_without(task, day, at);
            !self.history.holding(task, day).says_the_same(&without)
        };
        let revoked = self.history.chain(change).skip(1).flat_map(|revoked| &revoked.tasks);
        let mut tasks = revoked.filter_map(|name| self.tasks.get(name.value.as_str()));
        tasks.any(|numbered| {
            let of_task = self.history.of_task(&numbered.task.id.value).iter();
            let days = of_task.filter_map(|at| Some(self.history.changes().get(*at)?.effective.value));
            std::iter::once(first).chain(days.filter(|day| *day > first)).any(|day| differs(numbered.task, day))
        })
    }

    /// On the change's day nobody both leads and supports the task.
    fn lead_supports(&self, change: &Change, task: &Numbered<'_>, found: &mut Diagnostics) {
        let holding = self.history.holding(task.task, change.effective.value);
        let Some(both) = holding.lead.iter().find(|lead| holding.support.iter().any(|s| s.value == lead.value)) else {
            return;
        };
        let new = match &change.what {
            What::Reassign(new) => Some(&**new),
            What::Drop | What::Add(_) | What::Revoke => None,
        };
        if matches!(change.what, What::Add(_)) {
            // The task's own keys say so, and were reported there.
            return;
        }
        let written = new.into_iter().flat_map(|new| [&new.support, &new.lead]).flatten().flatten();
        let place = written.clone().find(|id| id.value == both.value).map_or(&change.place, |id| &id.place);
        let place = change.revokes.as_ref().filter(|_| new.is_none()).map_or(place, |revoked| &revoked.place);
        let (id, called) = (&both.value, called(task));
        found.push(
            Diagnostic::error(
                "lead-supports-itself",
                format!("từ ngày này `{id}` vừa chủ trì vừa phối hợp nhiệm vụ {called}"),
                format!("from that day on `{id}` both leads and supports task {called}"),
            )
            .at(place)
            .hint(
                "ghi thêm `support` mới không có đơn vị này (`[]` nếu không còn ai phối hợp), hoặc `lead` khác",
                "write the new `support` without it (`[]` for nobody), or another `lead`",
            ),
        );
    }

    /// Nobody is given a task from a day on which the post no longer exists.
    fn closed(&self, change: &Change, found: &mut Diagnostics) {
        let day = change.effective.value;
        let given: Vec<&Placed<OfficeId>> = match &change.what {
            What::Reassign(new) => [&new.lead, &new.support].into_iter().flatten().flatten().collect(),
            What::Add(addition) => addition.task.lead.iter().chain(&addition.task.support).collect(),
            What::Drop | What::Revoke => Vec::new(),
        };
        for id in given {
            if let Some(until) = self.until.get(&id.value).filter(|until| **until < day) {
                let (day, until) = (text::day_in_figures(day), text::day_in_figures(*until));
                error(
                    found,
                    &id.place,
                    "office-closed",
                    format!("`{}` chỉ còn đến hết ngày {until}, không nhận được nhiệm vụ từ ngày {day}", id.value),
                    format!("`{}` exists until {until} and can be given no task from {day}", id.value),
                    (
                        "giao cho đơn vị khác, hoặc sửa `until` trong plan.yaml",
                        "name another office, or correct `until` in plan.yaml",
                    ),
                );
            }
        }
    }
}

fn two_of_a_day(first: &Change, second: &Change, place: &Place, task: &Numbered<'_>) -> Diagnostic {
    let (task, day) = (called(task), text::day_in_figures(second.effective.value));
    let (vi, en) = seen_from(&first.place, place);
    let id = &first.id.value;
    Diagnostic::error(
        "two-changes-of-a-day",
        format!("nhiệm vụ {task} có hai lần thay đổi cùng ngày {day}; lần kia ở {vi} (`{id}`)"),
        format!("task {task} has two changes of {day}; the other is on {en} (`{id}`)"),
    )
    .at(place)
    .hint(
        format!("gộp làm một; nếu lần này sửa lần kia thì thêm `revokes: {id}`"),
        format!("make one of them; if this one corrects the other, add `revokes: {id}`"),
    )
}

fn not_there(name: &Placed<String>, task: &Numbered<'_>, day: NaiveDate) -> Diagnostic {
    let (task, day) = (called(task), text::day_in_figures(day));
    Diagnostic::error(
        "task-not-there",
        format!("ngày {day} kế hoạch không có nhiệm vụ {task}: chưa bổ sung hoặc đã bỏ"),
        format!("on {day} the plan does not have task {task}: not added yet, or dropped"),
    )
    .at(&name.place)
    .hint(
        "sửa ngày `effective`, hoặc bỏ nhiệm vụ này khỏi mục",
        "correct `effective`, or take the task out of the entry",
    )
}

fn takes_back_nothing(change: &Change, place: &Place) -> Diagnostic {
    let day = text::day_in_figures(change.effective.value);
    Diagnostic::error(
        "changes-nothing",
        format!("hủy từ ngày {day} không thay đổi gì: từ ngày ấy đã theo lần thay đổi sau"),
        format!("revoked from {day} on, it changes nothing: by then later changes have taken its place"),
    )
    .at(place)
    .hint("chọn ngày sớm hơn, hoặc bỏ mục này", "take an earlier day, or leave the entry out")
}

fn changes_nothing(name: &Placed<String>, task: &Numbered<'_>, new: &Reassignment) -> Diagnostic {
    let said = [("lead", new.lead.is_some()), ("support", new.support.is_some()), ("deadline", new.deadline.is_some())];
    let keys: Vec<&str> = said.iter().filter(|(_, said)| *said).map(|(key, _)| *key).collect();
    let (all, task) = (crate::input::conform::listed(&keys), called(task));
    Diagnostic::error(
        "changes-nothing",
        format!("mục này không thay đổi gì ở nhiệm vụ {task}: {all} đã đúng như vậy từ trước"),
        format!("this entry changes nothing of task {task}: its {all} was so before"),
    )
    .at(&name.place)
    .hint("bỏ nhiệm vụ này khỏi mục, hoặc ghi nơi nhận khác", "take the task out of the entry, or write another value")
}
