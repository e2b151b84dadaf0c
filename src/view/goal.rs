//! Goals and measures in words.

use serde::Serialize;

use super::in_line;
use crate::plan::{Bound, Comparison, Decimal, Goal};

/// Mục tiêu của cả kế hoạch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GoalView {
    /// Its stable name.
    pub id: String,
    /// What is measured: "Chỉ số cải cách hành chính".
    pub name: String,
    /// "từ 90 điểm trở lên"; empty where no bound is set.
    pub bound: String,
    /// "tăng so với năm 2022 (85,3 điểm, xếp thứ 4)"; empty where nothing is compared.
    pub comparison: String,
}

impl GoalView {
    /// A goal in words.
    pub fn new(goal: &Goal) -> Self {
        let unit = goal.unit.as_ref().map(|unit| unit.value.as_str());
        Self {
            id: goal.id.value.clone(),
            name: in_line(&goal.name),
            bound: goal.bound.as_ref().map(|bound| bound_in_words(bound.value, unit)).unwrap_or_default(),
            comparison: goal.better_than.as_ref().map(|earlier| comparison(earlier, unit)).unwrap_or_default(),
        }
    }
}

/// "từ 90 điểm trở lên", "không quá 5 ngày", "đúng 2 cuộc"; "100%", above which there is nothing.
pub fn bound_in_words(bound: Bound, unit: Option<&str>) -> String {
    match bound {
        Bound::AtLeast(value) if unit == Some("%") && value == Decimal::whole(100) => quantity(&value, unit),
        Bound::AtLeast(value) => format!("từ {} trở lên", quantity(&value, unit)),
        Bound::AtMost(value) => format!("không quá {}", quantity(&value, unit)),
        Bound::Exactly(value) => format!("đúng {}", quantity(&value, unit)),
    }
}

/// A number with its unit: 90%, but 90 điểm.
pub(super) fn quantity(value: &impl std::fmt::Display, unit: Option<&str>) -> String {
    match unit.map(in_line).as_deref() {
        None | Some("") => value.to_string(),
        Some(sign @ ("%" | "‰")) => format!("{value}{sign}"),
        Some(unit) => format!("{value} {unit}"),
    }
}

pub(super) fn comparison(earlier: &Comparison, unit: Option<&str>) -> String {
    let value = earlier.value.as_ref().map(|value| quantity(&value.value, unit));
    let rank = earlier.rank.map(|rank| format!("xếp thứ {rank}"));
    let known: Vec<String> = value.into_iter().chain(rank).collect();
    let year = earlier.year;
    match known.is_empty() {
        true => format!("tăng so với năm {year}"),
        false => format!("tăng so với năm {year} ({})", known.join(", ")),
    }
}
