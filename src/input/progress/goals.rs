//! Values of the plan's goals: known goals, one value a day, units that agree, corrections that correct something.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::seen_from;
use crate::base::{Diagnostic, Diagnostics, Placed, text};
use crate::input::conform::{closest, listed};
use crate::input::fields::Fields;
use crate::plan::{Goal, GoalEntry, Plan};

/// The goal values of one file.
pub fn read(plan: &Plan, root: &Fields<'_>, found: &mut Diagnostics) -> Vec<GoalEntry> {
    let mut entries = Vec::new();
    for node in root.items("goals") {
        let fields = Fields::of(root.source, node);
        let (Some(goal), Some(day), Some(value)) = (fields.text("goal"), fields.day("day"), fields.decimal("value"))
        else {
            continue;
        };
        match plan.goals.iter().find(|known| known.id.value == goal.value) {
            Some(known) => {
                found.extend(fields.text("unit").and_then(|unit| wrong_unit(&unit, known)));
                if let Some(unit) = &known.unit {
                    found.extend(super::values::against_unit(&value, &goal.value, &unit.value));
                }
            }
            None => found.push(unknown(&goal, plan)),
        }
        let rank = fields.whole("rank").map(|rank| rank.value);
        entries.push(GoalEntry { goal, day, value, rank, replaces: fields.day("replaces") });
    }
    entries
}

/// What the entries of all files say against each other.
pub fn check(entries: &[GoalEntry], found: &mut Diagnostics) {
    let mut by_day: HashMap<(&str, NaiveDate), &GoalEntry> = HashMap::new();
    for entry in entries {
        let replaced = entry.replaces.as_ref().is_some_and(|day| day.value == entry.day.value);
        match by_day.get(&(entry.goal.value.as_str(), entry.day.value)) {
            Some(first) if !replaced => found.push(same_day(first, entry)),
            Some(_) => {}
            None => drop(by_day.insert((&entry.goal.value, entry.day.value), entry)),
        }
    }
    for entry in entries {
        let Some(day) = &entry.replaces else { continue };
        let target = by_day.get(&(entry.goal.value.as_str(), day.value)).filter(|other| !std::ptr::eq(**other, entry));
        if target.is_none() {
            found.push(nothing(entry, day));
        } else if day.value > entry.day.value {
            found.push(later(entry, day));
        }
    }
}

fn unknown(goal: &Placed<String>, plan: &Plan) -> Diagnostic {
    let ids: Vec<&str> = plan.goals.iter().map(|known| known.id.value.as_str()).collect();
    let meant = closest(&goal.value, ids.iter().copied().filter(|_| goal.value.len() <= 100));
    let (mut vi, mut en) =
        (format!("kế hoạch không có mục tiêu `{}`", goal.value), format!("the plan has no goal `{}`", goal.value));
    if let Some(meant) = meant {
        vi += &format!("; ý bạn là `{meant}`?");
        en += &format!("; did you mean `{meant}`?");
    }
    let diagnostic = Diagnostic::error("unknown-goal", vi, en).at(&goal.place);
    if ids.is_empty() {
        return diagnostic.hint("khai mục tiêu ở `goals` trong plan.yaml", "declare the goal at `goals` of plan.yaml");
    }
    let all = listed(&ids);
    diagnostic.hint(format!("các mục tiêu của kế hoạch: {all}"), format!("the goals of the plan: {all}"))
}

fn wrong_unit(unit: &Placed<String>, goal: &Goal) -> Option<Diagnostic> {
    let known = goal.unit.as_ref().map(|unit| unit.value.as_str()).unwrap_or_default();
    if text::comparison_key(known) == text::comparison_key(&unit.value) {
        return None;
    }
    let name = &goal.id.value;
    let diagnostic = Diagnostic::error(
        "goal-unit",
        format!("mục tiêu `{name}` tính bằng `{known}`, ở đây ghi `{}`", unit.value),
        format!("the goal `{name}` is in `{known}`, but this says `{}`", unit.value),
    );
    Some(diagnostic.at(&unit.place).hint(
        "đổi kết quả ra đơn vị của kế hoạch, hoặc bỏ `unit`",
        "write the value in the plan's unit, or remove `unit`",
    ))
}

fn same_day(first: &GoalEntry, second: &GoalEntry) -> Diagnostic {
    let (vi, en) = seen_from(&first.day.place, &second.day.place);
    let day = text::day_in_figures(second.day.value);
    let goal = &second.goal.value;
    Diagnostic::error(
        "two-values-of-a-day",
        format!("mục tiêu `{goal}` có hai kết quả cùng ngày {day}; kết quả kia ở {vi}"),
        format!("the goal `{goal}` has two values of {day}; the other is on {en}"),
    )
    .at(&second.day.place)
    .hint(
        "bỏ một lần; nếu lần này sửa lần kia thì thêm `replaces` với ngày ấy",
        "remove one; if this one corrects the other, add `replaces` with that day",
    )
}

fn nothing(entry: &GoalEntry, day: &Placed<NaiveDate>) -> Diagnostic {
    let figures = text::day_in_figures(day.value);
    let goal = &entry.goal.value;
    Diagnostic::error(
        "replaces-nothing",
        format!("mục tiêu `{goal}` không có kết quả nào khác ngày {figures}"),
        format!("the goal `{goal}` has no other value of {figures}"),
    )
    .at(&day.place)
    .hint("ghi ngày của lần ghi sai, cùng mục tiêu", "write the day of the wrong value of the same goal")
}

fn later(entry: &GoalEntry, day: &Placed<NaiveDate>) -> Diagnostic {
    let [wrong, now] = [day.value, entry.day.value].map(text::day_in_figures);
    Diagnostic::error(
        "replaces-later",
        format!("lần ghi ngày {now} không sửa được lần ghi ngày {wrong} sau nó"),
        format!("an entry of {now} cannot correct one of {wrong} after it"),
    )
    .at(&day.place)
    .hint("ghi `day` là ngày sửa, không phải ngày của lần sai", "write the day of the correction at `day`")
}
