//! `submission-weekend`, `submission-late`: a report is due on a day on which offices are closed, or is dated after it was due.
//!
//! No rule moves the day by itself (Decree 09/2019/NĐ-CP names none), so it is told, not moved.

use crate::base::{Diagnostic, text};
use crate::plan::{Plan, Report, ReportPeriod, is_weekend};

/// Looks at every listed period and every report that was written.
pub fn check(plan: &Plan, reports: &[Report]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for submission in &plan.reports.submissions {
        for period in &plan.reports.periods {
            let due = submission.due.value.day(period.value, plan.reports.cut_off);
            if is_weekend(due) {
                found.push(weekend(period.value, &submission.to, due).at(&submission.due.place));
            }
        }
        for report in reports {
            let due = submission.due.value.day(report.period, plan.reports.cut_off);
            let Some(date) = report.document.date.as_ref().filter(|date| date.value.first_day() > due) else {
                continue;
            };
            let (due, to) = (text::day_in_figures(due), &submission.to.value);
            found.push(
                Diagnostic::warning(
                    "submission-late",
                    format!("báo cáo {} gửi {to} hạn ngày {due}, nhưng đề ngày sau hạn", report.period.in_words()),
                    format!("the report {} to {to} was due on {due}, and is dated after it", report.period),
                )
                .at(&date.place)
                .hint(
                    "đối chiếu ngày của báo cáo với thời hạn gửi ở `reports.submissions`",
                    "compare the date with `reports.submissions`",
                ),
            );
        }
    }
    found
}

fn weekend(period: ReportPeriod, to: &str, due: chrono::NaiveDate) -> Diagnostic {
    let due = text::day_in_figures(due);
    Diagnostic::warning(
        "submission-weekend",
        format!("hạn gửi báo cáo {} đến {to} là ngày {due}, vào ngày nghỉ cuối tuần", period.in_words()),
        format!("the report {period} to {to} is due on {due}, a weekend"),
    )
    .hint("gửi trước ngày nghỉ; hạn không tự lùi", "send it before the weekend; the day does not move by itself")
}
