//! Progress forms (biểu tiến độ) as workbooks, and the log's file that is made of filled ones.
//!
//! Which tasks a form has is decided here; how it looks in `workbook`. [`crate::input::form`] reads it back.

mod log;
mod workbook;

pub use log::{file_name, log};
pub use rust_xlsxwriter::XlsxError as Error;
pub use workbook::write;

use chrono::NaiveDate;

use crate::input::form::{Before, Head, days};
use crate::plan::{Days, Decimal, Entry, Measure, Numbered, Office, OfficeId, Plan, Progress, ReportPeriod};

/// Biểu tiến độ của một đơn vị trong một kỳ.
#[derive(Debug)]
pub struct Form<'a> {
    /// Which form it is.
    pub head: Head,
    /// The plan.
    pub plan: &'a Plan,
    /// Who fills it in.
    pub office: &'a Office,
    /// The days of the period.
    pub days: Days,
    /// One for each task.
    pub rows: Vec<Row<'a>>,
}

/// Một nhiệm vụ trong biểu.
#[derive(Debug)]
pub struct Row<'a> {
    /// The task with its number.
    pub numbered: Numbered<'a>,
    /// The newest entry up to the period's last day.
    pub last: Option<&'a Entry>,
    /// What was last said of status and percent.
    pub before: Before,
    /// The task's measures with their newest values.
    pub measures: Vec<(&'a Measure, Option<Decimal>)>,
}

/// The forms of a period: one for each office that reports, or that of one office. Every task stands in one form: of the
/// first of its leads that somebody reports for.
pub fn forms<'a>(
    plan: &'a Plan,
    progress: &'a Progress,
    period: ReportPeriod,
    office: Option<&OfficeId>,
) -> Vec<Form<'a>> {
    let days = days(plan, period);
    let mut forms: Vec<Form<'a>> = Vec::new();
    for office in plan.offices.iter().filter(|one| office.is_none_or(|asked| one.id.value == *asked)) {
        forms.push(Form {
            head: Head::new(plan, period, office.id.value.clone()),
            plan,
            office,
            days,
            rows: Vec::new(),
        });
    }
    for numbered in plan.annex.as_ref().map(|annex| annex.tasks()).unwrap_or_default() {
        let Some(reporter) = reporter(plan, &numbered) else { continue };
        if let Some(form) = forms.iter_mut().find(|form| form.office.id.value == reporter.id.value) {
            form.rows.push(Row::new(numbered, progress, days.last));
        }
    }
    forms.retain(|form| !form.rows.is_empty());
    forms
}

/// Who fills in the row of a task.
pub fn reporter<'a>(plan: &'a Plan, task: &Numbered<'_>) -> Option<&'a Office> {
    task.task.lead.iter().find_map(|lead| plan.reporter(&lead.value))
}

impl<'a> Row<'a> {
    fn new(numbered: Numbered<'a>, progress: &'a Progress, day: NaiveDate) -> Self {
        let id = &numbered.task.id.value;
        let (mut last, mut before) = (None, Before::default());
        for entry in progress.up_to(id, day) {
            last = Some(entry);
            before.status = entry.said().or(before.status);
            before.percent = entry.percent.as_ref().map(|percent| percent.value).or(before.percent);
        }
        let value = |measure: &Measure| progress.value(id, &measure.id.value, day).map(|(value, _)| value);
        let measures = numbered.measures.iter().map(|measure| (measure, value(measure))).collect();
        Self { numbered, last, before, measures }
    }
}

impl Form<'_> {
    /// "bieu-tien-do-2023-q3-vp-ubnd.xlsx".
    pub fn file_name(&self) -> String {
        format!("bieu-tien-do-{}-{}.xlsx", self.head.period, self.office.id.value).to_lowercase()
    }
}
