//! `deadline-over`: a deadline that is over before the document's date.
//!
//! The document's date may be known to the month or the year only; then its first possible day counts, so that only a
//! deadline that is surely over is reported. Deadlines without an end and documents without a date are left alone.

use crate::base::{Diagnostic, PartialDate, Phrase, text};
use crate::plan::Plan;

/// Compares the last day of every task with the document's date.
pub fn check(plan: &Plan) -> Vec<Diagnostic> {
    let (Some(date), Some(annex)) = (&plan.document.date, &plan.annex) else { return Vec::new() };
    let first = date.value.first_day();
    let over = |numbered: &crate::plan::Numbered<'_>| {
        let last = numbered.task.last_day().filter(|last| *last < first)?;
        let (last, issued) = (text::day_in_figures(last), in_words(date.value));
        let task = format!("{} (`{}`)", numbered.full, numbered.task.id.value);
        let finding = Diagnostic::warning(
            "deadline-over",
            format!("thời hạn của nhiệm vụ {task} hết ngày {last}, trước ngày ban hành văn bản ({})", issued.vi),
            format!("the deadline of task {task} ends on {last}, before the document's date ({})", issued.en),
        );
        let hint = ("xem lại thời hạn hoặc `document.date`", "check the deadline or `document.date`");
        Some(finding.at(&numbered.task.deadline.kind.place).hint(hint.0, hint.1))
    };
    annex.tasks().iter().filter_map(over).collect()
}

fn in_words(date: PartialDate) -> Phrase {
    match date {
        PartialDate::Year(year) => Phrase::new(format!("năm {year}"), year.to_string()),
        PartialDate::Month(year, month) => {
            Phrase::new(format!("tháng {month} năm {year}"), format!("{year}-{month:02}"))
        }
        PartialDate::Day(day) => Phrase::new(text::day_in_figures(day), day.to_string()),
    }
}
