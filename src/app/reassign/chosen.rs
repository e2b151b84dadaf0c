//! What the options ask for, as entries.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::app::cli::{Reassign, Role};
use crate::app::recorded::Recorded;
use crate::app::status;
use crate::base::{Diagnostic, Placed, text};
use crate::input::Wish;
use crate::plan::{HandedOver, Handover, Holding, Numbered, OfficeId, Part};

/// The entries: one, or where a post takes another one's place, one for every pair of lists that comes of it.
pub(super) fn wishes(asked: &Reassign, recorded: &Recorded) -> Result<Vec<Wish>, Box<Diagnostic>> {
    let day = asked.effective.unwrap_or_default();
    let everything = recorded.history.with_all_tasks(&recorded.plan);
    let all = everything.annex.as_ref().map(|annex| annex.tasks()).unwrap_or_default();
    if let (Some(from), Some(to)) = (&asked.from, &asked.to) {
        let (from, to) = (status::office(&recorded.plan, from)?, status::office(&recorded.plan, to)?);
        let part = match asked.role {
            Role::Lead => Part::Lead,
            Role::Support => Part::Support,
            Role::Any => Part::Any,
        };
        return handed_over(&all, recorded, Handover { from: &from, to: &to, part }, day);
    }
    let wish = Wish {
        tasks: asked.tasks.clone(),
        lead: asked.lead.as_deref().map(ids),
        support: asked.support.as_deref().map(ids),
        deadline: asked.deadline,
        drop: asked.drop,
        revokes: None,
    };
    let Some(field) = &asked.field else { return Ok(vec![wish]) };
    let there = of_field(&all, recorded, field, day)?;
    let other = there.into_iter().filter(|(_, holding)| differs(&wish, holding));
    let tasks: Vec<String> = other.map(|(id, _)| id.to_owned()).collect();
    if tasks.is_empty() {
        return Err(Box::new(is_so_already(field, day)));
    }
    Ok(vec![Wish { tasks, ..wish }])
}

/// Whether a wish makes a task of a field another one: who names a field asks for a state of it, which some tasks may be in.
fn differs(wish: &Wish, holding: &Holding<'_>) -> bool {
    let others = |new: &Option<Vec<OfficeId>>, old: &[Placed<OfficeId>]| {
        new.as_ref().is_some_and(|new| !new.iter().eq(old.iter().map(|id| &id.value)))
    };
    wish.drop
        || others(&wish.lead, holding.lead)
        || others(&wish.support, holding.support)
        || wish.deadline.is_some_and(|deadline| deadline != holding.deadline.kind.value)
}

/// The tasks of the one that gives, those of one outcome together, in printed order.
fn handed_over(
    all: &[Numbered<'_>],
    recorded: &Recorded,
    handover: Handover<'_>,
    day: NaiveDate,
) -> Result<Vec<Wish>, Box<Diagnostic>> {
    let mut wishes: Vec<Wish> = Vec::new();
    let mut of_outcome: HashMap<HandedOver, usize> = HashMap::new();
    for numbered in all {
        let holding = recorded.history.holding(numbered.task, day);
        let Some(new) = Some(&holding).filter(|holding| holding.there).and_then(|holding| handover.of(holding)) else {
            continue;
        };
        let at = *of_outcome.entry(new.clone()).or_insert_with(|| {
            wishes.push(Wish { lead: new.lead, support: new.support, ..Wish::default() });
            wishes.len() - 1
        });
        if let Some(wish) = wishes.get_mut(at) {
            wish.tasks.push(numbered.task.id.value.clone());
        }
    }
    if wishes.is_empty() { Err(Box::new(has_none(handover, day))) } else { Ok(wishes) }
}

/// The tasks that a field has on a day, by their ids, and how each stands.
fn of_field<'a>(
    all: &[Numbered<'a>],
    recorded: &'a Recorded,
    field: &str,
    day: NaiveDate,
) -> Result<Vec<(&'a str, Holding<'a>)>, Box<Diagnostic>> {
    let number = |numbered: &Numbered<'_>| numbered.full.split('.').next().unwrap_or_default().to_owned();
    let within = all.iter().filter(|numbered| number(numbered).eq_ignore_ascii_case(field));
    let standing = within.map(|n| (n.task.id.value.as_str(), recorded.history.holding(n.task, day)));
    let tasks: Vec<(&str, Holding<'_>)> = standing.filter(|(_, holding)| holding.there).collect();
    if !tasks.is_empty() {
        return Ok(tasks);
    }
    let mut fields: Vec<String> = all.iter().map(number).collect();
    fields.dedup();
    let fields = fields.join(", ");
    Err(Box::new(
        Diagnostic::error(
            "unknown-field",
            format!("phụ lục không có nhiệm vụ nào ở lĩnh vực `{field}`"),
            format!("the annex has no task in a field `{field}`"),
        )
        .hint(format!("các lĩnh vực: {fields}"), format!("the fields: {fields}")),
    ))
}

fn is_so_already(field: &str, day: NaiveDate) -> Diagnostic {
    let figures = text::day_in_figures(day);
    Diagnostic::error(
        "changes-nothing",
        format!("ngày {figures} mọi nhiệm vụ của lĩnh vực `{field}` đã đúng như vậy từ trước"),
        format!("on {day} every task of the field `{field}` was so before"),
    )
    .hint(format!("xem `vanthu phu-luc --as-of {day}`"), format!("see `vanthu annex --as-of {day}`"))
}

fn ids(written: &str) -> Vec<OfficeId> {
    let ids = written.split(',').map(str::trim).filter(|id| !id.is_empty());
    ids.map(|id| OfficeId(id.to_owned())).collect()
}

fn has_none(handover: Handover<'_>, day: NaiveDate) -> Diagnostic {
    let (id, figures) = (handover.from, text::day_in_figures(day));
    let (vi, en) = match handover.part {
        Part::Lead => ("chủ trì", "leads"),
        Part::Support => ("phối hợp", "supports"),
        Part::Any => ("chủ trì hay phối hợp", "leads or supports"),
    };
    Diagnostic::error(
        "no-tasks",
        format!("ngày {figures} `{id}` không {vi} nhiệm vụ nào"),
        format!("on {day} `{id}` {en} no task"),
    )
    .hint(format!("xem `vanthu don-vi {id} --as-of {day}`"), format!("see `vanthu office {id} --as-of {day}`"))
}
