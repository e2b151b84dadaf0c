//! The state of a task on a day, and how states add up.

use std::fmt;

use chrono::NaiveDate;

use super::{DeadlineKind, Decimal, Entry, Progress, Status, Task};

/// Tình trạng of a task on a day: exactly one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaskState {
    /// Hoàn thành đúng hạn: done by its last day, or without one.
    DoneOnTime,
    /// Hoàn thành quá hạn: done after its last day.
    DoneLate,
    /// Quá hạn: not done, and its last day is over.
    Overdue,
    /// Đang thực hiện.
    InProgress,
    /// Chưa thực hiện.
    NotStarted,
    /// Thường xuyên: has no end, whatever is said of it.
    Continuous,
}

impl TaskState {
    /// All six in the order of the report's table.
    pub const ALL: [Self; 6] =
        [Self::DoneOnTime, Self::DoneLate, Self::InProgress, Self::Overdue, Self::NotStarted, Self::Continuous];
}

/// How a task stands at the end of a day.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// The day.
    pub day: NaiveDate,
    /// The state.
    pub state: TaskState,
    /// The last day on which the task is in time, if it has one.
    pub last_day: Option<NaiveDate>,
    /// Since when it has been done.
    pub done_on: Option<NaiveDate>,
    /// How much of it is done, where anything says so.
    pub percent: Option<Decimal>,
    /// The newest entry.
    pub last_entry: Option<&'a Entry>,
}

impl<'a> Standing<'a> {
    /// What the entries up to and including a day say of a task.
    pub fn of(task: &Task, progress: &'a Progress, day: NaiveDate) -> Self {
        let (mut said, mut done_on, mut percent, mut last_entry) = (None, None, None, None);
        for entry in progress.up_to(&task.id.value, day) {
            last_entry = Some(entry);
            // What was never told begun has begun where there is something to tell.
            said = entry.said().or(said).or(Some(Status::InProgress));
            done_on = if said == Some(Status::Done) { done_on.or(Some(entry.day.value)) } else { None };
            percent = entry.percent.as_ref().map(|percent| percent.value).or(percent);
        }
        let last_day = task.last_day();
        let state = state(task.deadline.kind.value, said.unwrap_or(Status::NotStarted), done_on, last_day, day);
        let percent = done_on.map(|_| Decimal::whole(100)).or(percent);
        Self { day, state, last_day, done_on, percent, last_entry }
    }

    /// Whether the task is neither done nor without an end.
    pub fn is_open(&self) -> bool {
        match self.state {
            TaskState::Overdue | TaskState::InProgress | TaskState::NotStarted => true,
            TaskState::DoneOnTime | TaskState::DoneLate | TaskState::Continuous => false,
        }
    }

    /// Days that an open task has left: 0 on its last day, below 0 when it is overdue.
    pub fn days_left(&self) -> Option<i64> {
        self.last_day.filter(|_| self.is_open()).map(|last| (last - self.day).num_days())
    }

    /// Days past the last day, up to the day it was done or, while it is not, to this one.
    pub fn days_late(&self) -> Option<i64> {
        let until = self.done_on.unwrap_or(self.day);
        match self.state {
            TaskState::Overdue | TaskState::DoneLate => self.last_day.map(|last| (until - last).num_days()),
            TaskState::DoneOnTime | TaskState::InProgress | TaskState::NotStarted | TaskState::Continuous => None,
        }
    }

    /// Có nguy cơ quá hạn: not done, and the last day is no more than so many days ahead.
    pub fn is_due_within(&self, days: u32) -> bool {
        self.days_left().is_some_and(|left| (0..=i64::from(days)).contains(&left))
    }
}

fn state(
    deadline: DeadlineKind,
    said: Status,
    done_on: Option<NaiveDate>,
    last_day: Option<NaiveDate>,
    day: NaiveDate,
) -> TaskState {
    let over = |at: NaiveDate| last_day.is_some_and(|last| last < at);
    let continuous = match deadline {
        DeadlineKind::Continuous => true,
        DeadlineKind::By(_) | DeadlineKind::Before(_) | DeadlineKind::Within(_) | DeadlineKind::AsScheduled => false,
    };
    match said {
        Status::NotStarted | Status::InProgress | Status::Done if continuous => TaskState::Continuous,
        Status::Done if done_on.is_some_and(over) => TaskState::DoneLate,
        Status::Done => TaskState::DoneOnTime,
        Status::NotStarted | Status::InProgress if over(day) => TaskState::Overdue,
        Status::InProgress => TaskState::InProgress,
        Status::NotStarted => TaskState::NotStarted,
    }
}

/// How many tasks are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// In the order of [`TaskState::ALL`].
    counts: [usize; 6],
}

impl Tally {
    /// How many are in a state.
    pub fn of(&self, state: TaskState) -> usize {
        TaskState::ALL.iter().zip(self.counts).filter(|(one, _)| **one == state).map(|(_, count)| count).sum()
    }

    /// All tasks: each is in exactly one state.
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Done tasks, on time or late.
    pub fn done(&self) -> usize {
        self.of(TaskState::DoneOnTime) + self.of(TaskState::DoneLate)
    }

    /// Tasks that can be done: all but continuous ones.
    pub fn countable(&self) -> usize {
        self.total() - self.of(TaskState::Continuous)
    }

    /// Tỷ lệ hoàn thành.
    pub fn completion(&self) -> Completion {
        Completion::new(self.done(), self.countable())
    }
}

impl FromIterator<TaskState> for Tally {
    fn from_iter<I: IntoIterator<Item = TaskState>>(states: I) -> Self {
        let mut tally = Self::default();
        for state in states {
            for (count, _) in tally.counts.iter_mut().zip(TaskState::ALL).filter(|(_, one)| *one == state) {
                *count += 1;
            }
        }
        tally
    }
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |mut sum, tally| {
            sum.counts.iter_mut().zip(tally.counts).for_each(|(all, more)| *all += more);
            sum
        })
    }
}

/// Tỷ lệ hoàn thành: done tasks of those that can be done, in percent with one decimal, half up; none where nothing is
/// counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Completion(Option<Decimal>);

impl Completion {
    fn new(done: usize, of: usize) -> Self {
        let tenths = (2 * done * 1000 + of).checked_div(2 * of);
        Self(tenths.and_then(|tenths| i64::try_from(tenths).ok()).map(Decimal::tenths))
    }

    /// The percent, if anything is counted.
    pub fn percent(self) -> Option<Decimal> {
        self.0
    }
}

/// "66,7%", or "–".
impl fmt::Display for Completion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(percent) => write!(f, "{percent}%"),
            None => f.write_str("–"),
        }
    }
}
