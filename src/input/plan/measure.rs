//! Goals and measures: bounds in decimals.

use std::collections::HashMap;

use crate::base::{Diagnostics, Place, Placed};
use crate::input::fields::{Fields, error};
use crate::input::progress::seen_from;
use crate::plan::{Bound, Comparison, Decimal, Goal, Measure};

pub fn goals(all: &Fields<'_>, found: &mut Diagnostics) -> Vec<Goal> {
    let goals: Vec<Goal> = all
        .items("goals")
        .iter()
        .map(|node| {
            let fields = Fields::of(all.source, node);
            Goal {
                id: fields.must_text("id"),
                name: fields.must_text("name"),
                bound: bound(&fields, found),
                unit: fields.text("unit"),
                better_than: fields.node("better_than").and_then(|_| comparison(&fields.fields("better_than"))),
            }
        })
        .collect();
    once(goals.iter().map(|goal| &goal.id), found);
    goals
}

fn comparison(fields: &Fields<'_>) -> Option<Comparison> {
    Some(Comparison {
        year: i32::try_from(fields.whole("year")?.value).ok()?,
        value: fields.decimal("value"),
        rank: fields.whole("rank").map(|rank| rank.value),
    })
}

pub fn measures(task: &Fields<'_>, found: &mut Diagnostics) -> Vec<Measure> {
    let mut measures = Vec::new();
    for node in task.items("measures") {
        let fields = Fields::of(task.source, node);
        // A measure without a bound has been reported.
        if let Some(bound) = bound(&fields, found) {
            measures.push(Measure {
                id: fields.must_text("id"),
                name: fields.text("name"),
                bound,
                unit: fields.text("unit"),
            });
        }
    }
    once(measures.iter().map(|measure| &measure.id), found);
    measures
}

/// The bound that is written; "at least nought" says nothing.
fn bound(fields: &Fields<'_>, found: &mut Diagnostics) -> Option<Placed<Bound>> {
    let at_least = fields.decimal("at_least");
    if let Some(number) = at_least.as_ref().filter(|number| number.value == Decimal::whole(0)) {
        error(
            found,
            &number.place,
            "out-of-range",
            "`at_least: 0` không đặt ra yêu cầu nào".to_owned(),
            "`at_least: 0` asks for nothing".to_owned(),
            ("viết số lớn hơn 0, hoặc bỏ chỉ tiêu này", "write a number above 0, or remove the measure"),
        );
    }
    let at_most = || fields.decimal("at_most").map(|number| number.map(Bound::AtMost));
    let exactly = || fields.decimal("exactly").map(|number| number.map(Bound::Exactly));
    at_least.map(|number| number.map(Bound::AtLeast)).or_else(at_most).or_else(exactly)
}

/// Names that must not come twice in one list. Names compare without case: they also name files.
pub fn once<'a>(ids: impl Iterator<Item = &'a Placed<String>>, found: &mut Diagnostics) {
    let mut seen: HashMap<String, &Place> = HashMap::new();
    for id in ids.filter(|id| !id.is_empty()) {
        if let Some(first) = seen.get(&id.value.to_ascii_lowercase()) {
            let (vi, en) = seen_from(first, &id.place);
            error(
                found,
                &id.place,
                "duplicate-id",
                format!("tên `{}` đã dùng ở {vi}", id.value),
                format!("the name `{}` is already used on {en}", id.value),
                (
                    "mỗi mục một tên riêng; hãy đổi một trong hai tên",
                    "each entry has a name of its own; change one of the two",
                ),
            );
        } else {
            seen.insert(id.value.to_ascii_lowercase(), &id.place);
        }
    }
}
