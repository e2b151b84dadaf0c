//! States by field as a chart.

use super::tables::{in_line, state};
use crate::base::text::{day_in_figures, roman};
use crate::document::{Block, Chart, Inline, Series};
use crate::plan::{Tally, TaskState};
use crate::view::report::Figures;

/// More bars than these do not stand on a page.
const MOST_FIELDS: usize = 24;

/// The chart under its caption; nothing where there is nothing to show, or more than a page holds.
pub(super) fn chart(figures: &Figures<'_>) -> Vec<Block> {
    if figures.tasks.is_empty() || figures.fields.len() > MOST_FIELDS {
        return Vec::new();
    }
    let day = day_in_figures(figures.days.last);
    let caption = format!("Biểu đồ: Tình trạng nhiệm vụ theo lĩnh vực đến hết ngày {day}");
    let number = |tally: &Tally, state| u32::try_from(tally.of(state)).unwrap_or(u32::MAX);
    let series = |one: TaskState| Series {
        name: state(one).to_owned(),
        values: figures.fields.iter().map(|(_, tally)| number(tally, one)).collect(),
    };
    let told: Vec<String> =
        TaskState::ALL.iter().map(|one| format!("{} {}", state(*one), figures.total.of(*one))).collect();
    let chart = Chart {
        categories: figures
            .fields
            .iter()
            .enumerate()
            .map(|(at, (field, _))| format!("{}. {}", roman(at + 1), in_line(&field.title)))
            .collect(),
        series: TaskState::ALL.map(series).into(),
        summary: format!(
            "Số nhiệm vụ của {} lĩnh vực theo tình trạng đến hết ngày {day}: {}.",
            figures.fields.len(),
            told.join("; ")
        ),
    };
    vec![Block::Paragraph(vec![Inline::Emphasis(vec![Inline::Text(caption)])]), Block::Chart(chart)]
}
