//! What a report counts.

use chrono::NaiveDate;

use crate::base::Placed;
use crate::plan::{
    Bound, Comparison, Completion, Days, Decimal, Entry, Field, Goal, GoalEntry, Measure, Numbered, Plan, Progress,
    Report, ReportPeriod, Standing, Tally, TaskState,
};

/// What a report is counted from.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'a> {
    /// The plan as it holds on the day up to which the report counts.
    pub plan: &'a Plan,
    /// The plan as it held at the end of the period before.
    pub plan_before: &'a Plan,
    /// The progress log.
    pub progress: &'a Progress,
    /// The report with what people wrote.
    pub report: &'a Report,
    /// The day up to which it counts, where that is not the report's own.
    pub as_of: Option<NaiveDate>,
    /// The day up to which the report of the period before counted, where that was not the period's last.
    pub previous_counted_to: Option<NaiveDate>,
}

/// Every figure of a report.
#[derive(Debug)]
pub struct Figures<'a> {
    /// Kỳ báo cáo.
    pub period: ReportPeriod,
    /// The days that are counted.
    pub days: Days,
    /// Whether they end before the period does.
    pub partial: bool,
    /// A task is at risk when its last day is no more than so many days ahead.
    pub at_risk_days: u32,
    /// Lĩnh vực with the states of their tasks, in printed order.
    pub fields: Vec<(&'a Field, Tally)>,
    /// All fields together.
    pub total: Tally,
    /// Every task, in printed order.
    pub tasks: Vec<TaskFigures<'a>>,
    /// Mục tiêu của cả kế hoạch.
    pub goals: Vec<GoalFigures<'a>>,
    /// The period before; none where it holds no data.
    pub before: Option<Before>,
    /// What open tasks mean for the next period.
    pub outlook: Outlook,
}

/// A task on the day up to which the report counts.
#[derive(Debug)]
pub struct TaskFigures<'a> {
    /// The task with its number.
    pub numbered: Numbered<'a>,
    /// The field's place among the fields.
    pub field: usize,
    /// How it stands.
    pub standing: Standing<'a>,
    /// Có nguy cơ quá hạn.
    pub at_risk: bool,
    /// What was recorded in the period, oldest first.
    pub moved: Vec<&'a Entry>,
    /// What was reached of each measure.
    pub measures: Vec<MeasureFigures<'a>>,
    /// What it means for the next period.
    pub next: Option<Next>,
    /// The recorded cause of what stands in the way, else the difficulty itself, the newest.
    pub trouble: Option<&'a Placed<String>>,
}

/// A measure with its newest value.
#[derive(Clone, Copy, Debug)]
pub struct MeasureFigures<'a> {
    /// The measure.
    pub measure: &'a Measure,
    /// The value and its day.
    pub value: Option<(Decimal, NaiveDate)>,
    /// Whether the bound is reached.
    pub reached: Reached,
}

/// A goal with its newest value.
#[derive(Clone, Copy, Debug)]
pub struct GoalFigures<'a> {
    /// The goal.
    pub goal: &'a Goal,
    /// What was said of it last.
    pub entry: Option<&'a GoalEntry>,
    /// Whether bound and comparison, as far as they are known, are reached.
    pub reached: Reached,
}

/// Whether what was asked for is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// Đạt.
    Met,
    /// Chưa đạt.
    Missed,
    /// Chưa có số liệu: never met.
    Unknown,
}

/// The period before, counted the same way.
#[derive(Debug)]
pub struct Before {
    /// The period.
    pub period: ReportPeriod,
    /// The day up to which it counts.
    pub counted_to: NaiveDate,
    /// The states of the fields' tasks then, in the order of the fields now; none for a field that was not there.
    pub fields: Vec<Option<Tally>>,
    /// All together.
    pub total: Tally,
}

/// What an open task means for the next period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Its last day falls into it.
    Due,
    /// Its last day is over: it is carried over.
    Carried,
    /// It goes on beyond it, or has no last day.
    GoesOn,
}

/// The next period and how many open tasks there are of each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// Kỳ tới.
    pub period: ReportPeriod,
    /// The days from the day after the count to the end of the next period.
    pub days: Days,
    /// Đến hạn trong kỳ tới.
    pub due: usize,
    /// Quá hạn chuyển sang.
    pub carried: usize,
    /// Tiếp tục thực hiện.
    pub going_on: usize,
}

impl<'a> Figures<'a> {
    /// Counts everything.
    pub fn of(asked: &Counted<'a>) -> Self {
        let Counted { plan, progress, report, .. } = *asked;
        let rule = plan.reports.cut_off;
        let whole = report.period.days(rule);
        let as_of = asked.as_of.or(report.as_of.as_ref().map(|day| day.value));
        let after = asked.previous_counted_to.and_then(|day| day.succ_opt());
        let days = Days { first: after.unwrap_or(whole.first), last: as_of.unwrap_or(whole.last) };
        let next = report.period.next();
        let ahead = Days { first: days.last.succ_opt().unwrap_or(days.last), last: next.days(rule).last };
        let tasks = tasks(plan, progress, days, ahead);
        let fields: Vec<(&Field, Tally)> = fields(plan).iter().zip(tallies(plan, progress, days.last)).collect();
        let outlook = |kind| tasks.iter().filter(|task| task.next == Some(kind)).count();
        Self {
            period: report.period,
            days,
            partial: days.last < whole.last,
            at_risk_days: plan.reporting.at_risk_days,
            total: tasks.iter().map(|task| task.standing.state).collect(),
            goals: plan.goals.iter().map(|goal| GoalFigures::of(goal, progress, days.last)).collect(),
            before: before(asked, days),
            outlook: Outlook {
                period: next,
                days: ahead,
                due: outlook(Next::Due),
                carried: outlook(Next::Carried),
                going_on: outlook(Next::GoesOn),
            },
            fields,
            tasks,
        }
    }

    /// Tasks of a state.
    pub fn in_state(&self, state: TaskState) -> impl Iterator<Item = &TaskFigures<'a>> {
        self.tasks.iter().filter(move |task| task.standing.state == state)
    }

    /// Tasks that are at risk.
    pub fn at_risk(&self) -> impl Iterator<Item = &TaskFigures<'a>> {
        self.tasks.iter().filter(|task| task.at_risk)
    }

    /// Tasks of which something was recorded in the period.
    pub fn moved(&self) -> impl Iterator<Item = &TaskFigures<'a>> {
        self.tasks.iter().filter(|task| !task.moved.is_empty())
    }

    /// Goals and measures by what was reached.
    pub fn reached(&self, reached: Reached) -> usize {
        let measures = self.tasks.iter().flat_map(|task| &task.measures).filter(|one| one.reached == reached).count();
        self.goals.iter().filter(|one| one.reached == reached).count() + measures
    }

    /// How many goals and measures there are.
    pub fn measured(&self) -> usize {
        self.goals.len() + self.tasks.iter().map(|task| task.measures.len()).sum::<usize>()
    }

    /// Whether all sums agree: what a report says twice it must say alike.
    pub fn agree(&self) -> bool {
        let states = TaskState::ALL.iter().all(|state| {
            let by_field: usize = self.fields.iter().map(|(_, tally)| tally.of(*state)).sum();
            by_field == self.total.of(*state) && self.in_state(*state).count() == by_field
        });
        let open = [TaskState::InProgress, TaskState::Overdue, TaskState::NotStarted];
        let open: usize = open.iter().map(|state| self.total.of(*state)).sum();
        let outlook = self.outlook.due + self.outlook.carried + self.outlook.going_on;
        let reached: usize =
            [Reached::Met, Reached::Missed, Reached::Unknown].into_iter().map(|reached| self.reached(reached)).sum();
        states
            && self.total.total() == self.tasks.len()
            && outlook == open
            && self.outlook.carried == self.total.of(TaskState::Overdue)
            && reached == self.measured()
    }
}

impl Before {
    /// Done tasks then.
    pub fn completion(&self) -> Completion {
        self.total.completion()
    }
}

impl<'a> GoalFigures<'a> {
    fn of(goal: &'a Goal, progress: &'a Progress, day: NaiveDate) -> Self {
        let entry = progress.goal(&goal.id.value, day);
        let bound = goal.bound.as_ref().map(|bound| bound.value);
        let reached = entry.map_or(Reached::Unknown, |entry| {
            let in_bound = bound.is_none_or(|bound| bound.is_met_by(entry.value.value));
            match goal.better_than.as_ref().map(|earlier| better(entry, earlier, bound)) {
                _ if !in_bound => Reached::Missed,
                Some(Some(false)) => Reached::Missed,
                // With nothing but a comparison, and nothing to compare with, nothing can be told.
                Some(None) if bound.is_none() => Reached::Unknown,
                Some(None | Some(true)) | None => Reached::Met,
            }
        });
        Self { goal, entry, reached }
    }
}

/// Whether a value beats an earlier year's, by value and by rank as far as they are known.
pub(super) fn better(entry: &GoalEntry, earlier: &Comparison, bound: Option<Bound>) -> Option<bool> {
    let less_is_better = match bound {
        Some(Bound::AtMost(_)) => true,
        Some(Bound::AtLeast(_) | Bound::Exactly(_)) | None => false,
    };
    let value = earlier.value.as_ref().map(|before| match less_is_better {
        true => entry.value.value < before.value,
        false => entry.value.value > before.value,
    });
    let rank = entry.rank.zip(earlier.rank).map(|(now, before)| now < before);
    match (value, rank) {
        (Some(value), Some(rank)) => Some(value && rank),
        (one, other) => one.or(other),
    }
}

/// Whether a value reaches a bound.
fn reached(bound: Bound, value: Option<(Decimal, NaiveDate)>) -> Reached {
    match value {
        Some((value, _)) if bound.is_met_by(value) => Reached::Met,
        Some(_) => Reached::Missed,
        None => Reached::Unknown,
    }
}

fn fields(plan: &Plan) -> &[Field] {
    plan.annex.as_ref().map_or(&[][..], |annex| &annex.fields)
}

fn tasks<'a>(plan: &'a Plan, progress: &'a Progress, days: Days, ahead: Days) -> Vec<TaskFigures<'a>> {
    let numbered = plan.annex.as_ref().map(|annex| annex.tasks()).unwrap_or_default();
    let mut field = 0;
    let all = fields(plan);
    numbered
        .into_iter()
        .map(|numbered| {
            // Tasks come field by field: the place only ever moves on.
            while all.get(field).is_some_and(|one| !std::ptr::eq(one, numbered.field)) {
                field += 1;
            }
            task(numbered, field, plan, progress, days, ahead)
        })
        .collect()
}

fn task<'a>(
    numbered: Numbered<'a>,
    field: usize,
    plan: &Plan,
    progress: &'a Progress,
    days: Days,
    ahead: Days,
) -> TaskFigures<'a> {
    let id = &numbered.task.id.value;
    let standing = Standing::of(numbered.task, progress, days.last);
    let moved = progress.up_to(id, days.last).filter(|entry| days.contains(entry.day.value)).collect();
    let measure = |measure: &'a Measure| {
        let value = progress.value(id, &measure.id.value, days.last);
        MeasureFigures { measure, value, reached: reached(measure.bound.value, value) }
    };
    let next = standing.is_open().then(|| match standing.last_day {
        Some(last) if last < ahead.first => Next::of_past(standing.state),
        Some(last) if ahead.contains(last) => Next::Due,
        Some(_) | None => Next::GoesOn,
    });
    let newest =
        |words: fn(&'a Entry) -> Option<&'a Placed<String>>| progress.up_to(id, days.last).rev().find_map(words);
    let trouble = newest(|entry| entry.cause.as_ref()).or_else(|| newest(|entry| entry.difficulty.as_ref()));
    TaskFigures {
        trouble,
        field,
        standing,
        at_risk: standing.is_due_within(plan.reporting.at_risk_days),
        moved,
        measures: numbered.measures.iter().map(measure).collect(),
        next,
        numbered,
    }
}

impl Next {
    /// A task whose last day is the very day up to which the report counts is not overdue yet: it falls due at once.
    fn of_past(state: TaskState) -> Self {
        match state {
            TaskState::Overdue => Self::Carried,
            TaskState::InProgress
            | TaskState::NotStarted
            | TaskState::DoneOnTime
            | TaskState::DoneLate
            | TaskState::Continuous => Self::Due,
        }
    }
}

/// The states of each field's tasks at the end of a day.
fn tallies(plan: &Plan, progress: &Progress, day: NaiveDate) -> Vec<Tally> {
    let of_field = |field: &Field| {
        let tasks = field.items.iter().flat_map(|item| item.tasks());
        tasks.map(|task| Standing::of(task, progress, day).state).collect()
    };
    fields(plan).iter().map(of_field).collect()
}

/// The period before, if anything was recorded in it.
fn before(asked: &Counted<'_>, days: Days) -> Option<Before> {
    let period = asked.report.period.previous();
    let whole = period.days(asked.plan.reports.cut_off);
    let counted_to = asked.previous_counted_to.unwrap_or(whole.last).min(days.first.pred_opt()?);
    let counted = Days { first: whole.first, last: counted_to };
    if !asked.progress.entries().iter().any(|entry| counted.contains(entry.day.value)) {
        return None;
    }
    let then = tallies(asked.plan_before, asked.progress, counted_to);
    let field = |field: &Field| {
        let at = fields(asked.plan_before).iter().position(|one| one.title.value == field.title.value);
        at.and_then(|at| then.get(at).copied())
    };
    let total = then.iter().copied().sum();
    Some(Before { period, counted_to, fields: fields(asked.plan).iter().map(field).collect(), total })
}
