//! How the tasks stand on a day: the rows that were asked for, the most urgent first.

use chrono::NaiveDate;

use crate::plan::{Decimal, Measure, Numbered, Office, OfficeId, Plan, Progress, Standing, Tally, TaskState};

/// Which tasks are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    /// All of them.
    All,
    /// Those that are overdue.
    Overdue,
    /// Open ones with no more days left than these.
    DueWithin(u32),
}

/// Tình hình thực hiện nhiệm vụ.
#[derive(Debug)]
pub struct StatusView<'a> {
    /// The day at whose end things stand so.
    pub day: NaiveDate,
    /// The tasks that were asked for, the most urgent first.
    pub rows: Vec<StatusRow<'a>>,
    /// The states of all tasks, of the office that was asked for or of the whole plan.
    pub tally: Tally,
    /// How many of those are at risk.
    pub at_risk: usize,
}

/// One task.
#[derive(Debug)]
pub struct StatusRow<'a> {
    /// The task with its number.
    pub numbered: Numbered<'a>,
    /// How it stands.
    pub standing: Standing<'a>,
    /// Có nguy cơ quá hạn.
    pub at_risk: bool,
    /// Chủ trì.
    pub lead: Vec<&'a Office>,
    /// The task's measures, each with its newest value and the day of that.
    pub values: Vec<(&'a Measure, Option<(Decimal, NaiveDate)>)>,
}

impl<'a> StatusView<'a> {
    /// The tasks of an office (those it leads or reports for), or all.
    pub fn new(
        plan: &'a Plan,
        progress: &'a Progress,
        day: NaiveDate,
        office: Option<&OfficeId>,
        only: Only,
    ) -> StatusView<'a> {
        let numbered = plan.annex.as_ref().map(|annex| annex.tasks()).unwrap_or_default();
        let concerns = |lead: &OfficeId, asked: &OfficeId| {
            lead == asked || plan.reporter(lead).is_some_and(|reporter| reporter.id.value == *asked)
        };
        let mut rows: Vec<StatusRow<'a>> = numbered
            .into_iter()
            .filter(|numbered| {
                office.is_none_or(|asked| numbered.task.lead.iter().any(|lead| concerns(&lead.value, asked)))
            })
            .map(|numbered| {
                let standing = Standing::of(numbered.task, progress, day);
                let at_risk = standing.is_due_within(plan.reporting.at_risk_days);
                let lead = numbered.task.lead.iter().filter_map(|lead| plan.office(&lead.value)).collect();
                let value =
                    |measure: &'a Measure| (measure, progress.value(&numbered.task.id.value, &measure.id.value, day));
                let values = numbered.measures.iter().map(value).collect();
                StatusRow { numbered, standing, at_risk, lead, values }
            })
            .collect();
        let tally = rows.iter().map(|row| row.standing.state).collect();
        let at_risk = rows.iter().filter(|row| row.at_risk).count();
        rows.retain(|row| match only {
            Only::All => true,
            Only::Overdue => row.standing.state == TaskState::Overdue,
            Only::DueWithin(days) => row.standing.is_due_within(days),
        });
        // A stable sort: what is equally urgent stays in printed order.
        rows.sort_by_key(StatusRow::urgency);
        StatusView { day, rows, tally, at_risk }
    }
}

impl StatusRow<'_> {
    /// Overdue by days late, then at risk and other open tasks by their last day, those without one, continuous ones, and
    /// at last what is done.
    fn urgency(&self) -> (u8, NaiveDate) {
        let last = self.standing.last_day.unwrap_or(NaiveDate::MAX);
        let class = match self.standing.state {
            TaskState::Overdue => 0,
            TaskState::InProgress | TaskState::NotStarted if self.at_risk => 1,
            TaskState::InProgress | TaskState::NotStarted => 2,
            TaskState::Continuous => 3,
            TaskState::DoneOnTime | TaskState::DoneLate => 4,
        };
        (class, last)
    }
}
