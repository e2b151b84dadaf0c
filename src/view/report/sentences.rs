//! What the template of a report may see: figures as text, ready to stand in a sentence.

use serde::Serialize;

use super::figures::{Before, Counted, Figures, GoalFigures, MeasureFigures, Reached, TaskFigures};
use crate::base::Placed;
use crate::base::text::{day_in_figures, roman, upper};
use crate::plan::{Decimal, Entry, Evidence, Goal, Measure, Numbered, Office, Plan, Tally, TaskState, mid_sentence};
use crate::view::goal::{bound_in_words, comparison, quantity};
use crate::view::plan::{figure, markdown};
use crate::view::{DocumentView, IssuerView, Markdown, in_line};

/// Báo cáo định kỳ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportView {
    /// The report itself.
    pub document: DocumentView,
    /// The plan that it tells of.
    pub plan: DocumentView,
    /// "kế hoạch": the plan's kind within a sentence.
    pub plan_kind: String,
    /// The plan's title within a sentence.
    pub plan_title: String,
    /// Who issued plan and report.
    pub issuer: IssuerView,
    /// Kính gửi, joined by commas; empty where there is none.
    pub addressees: String,
    /// Kỳ báo cáo.
    pub period: PeriodView,
    /// What people wrote.
    pub words: Words,
    /// The figures of the sentences, the same as those of the tables.
    pub figures: FiguresView,
    /// The period before; none where it holds no data.
    pub before: Option<BeforeView>,
    /// The name of the period before.
    pub before_name: String,
    /// Lĩnh vực with tasks of which something was recorded in the period.
    pub moved: Vec<MovedField>,
    /// How the annexes are called: of all tasks, and of administrative procedures where there is one.
    pub annexes: Vec<String>,
    /// Where tables and the chart go, each to stand in a paragraph of its own.
    pub parts: PartNames,
}

/// Kỳ báo cáo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PeriodView {
    /// "quý III năm 2023".
    pub name: String,
    /// "(từ ngày 15/6/2023 đến ngày 14/9/2023)".
    pub days: String,
    /// "14/9/2023": the day at whose end everything is counted.
    pub counted_to: String,
    /// Whether that is before the period's last day.
    pub partial: bool,
    /// "quý IV năm 2023".
    pub next: String,
    /// The same in capitals.
    pub next_in_capitals: String,
}

/// What people wrote; each may be absent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Công tác chỉ đạo, điều hành.
    pub leadership: Option<Markdown>,
    /// Tồn tại, hạn chế.
    pub shortcomings: Option<Markdown>,
    /// Nguyên nhân.
    pub causes: Option<Markdown>,
    /// Nhiệm vụ kỳ tới.
    pub next_tasks: Option<Markdown>,
    /// Kiến nghị, đề xuất.
    pub proposals: Option<Markdown>,
}

/// Figures in Vietnamese form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FiguresView {
    /// Nhiệm vụ.
    pub total: String,
    /// Lĩnh vực.
    pub fields: String,
    /// Posts and offices that lead a task.
    pub leads: String,
    /// States that occur, with how many tasks are in each.
    pub states: Vec<StateView>,
    /// Hoàn thành, đúng hạn hay quá hạn.
    pub done: String,
    /// Nhiệm vụ that can be done.
    pub countable: String,
    /// "66,7%"; "–" where nothing is counted.
    pub completion: String,
    /// Quá hạn.
    pub overdue: String,
    /// Có nguy cơ quá hạn.
    pub at_risk: String,
    /// How near a last day must be for that.
    pub at_risk_days: String,
    /// Overdue tasks and those at risk with a recorded cause or difficulty.
    pub causes: String,
    /// Nhiệm vụ of which something was recorded in the period.
    pub moved: String,
    /// Mục tiêu, chỉ tiêu.
    pub measured: String,
    /// Đạt.
    pub met: String,
    /// Chưa đạt.
    pub missed: String,
    /// Chưa có số liệu.
    pub unknown: String,
    /// Đến hạn trong kỳ tới.
    pub due: String,
    /// Quá hạn chuyển sang.
    pub carried: String,
    /// Tiếp tục thực hiện.
    pub going_on: String,
}

/// A state and how many tasks are in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StateView {
    /// How many.
    pub count: String,
    /// "hoàn thành đúng hạn".
    pub name: String,
}

/// The period before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BeforeView {
    /// The day up to which it counts.
    pub counted_to: String,
    /// Hoàn thành.
    pub done: Change,
    /// Tỷ lệ hoàn thành.
    pub completion: Change,
    /// Quá hạn.
    pub overdue: Change,
}

/// A figure then and now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Then.
    pub before: String,
    /// Now.
    pub now: String,
    /// "tăng 5", "giảm 1", "không đổi".
    pub change: String,
}

/// Lĩnh vực with what moved in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MovedField {
    /// "III".
    pub number: String,
    /// The title.
    pub title: String,
    /// How many tasks of it moved.
    pub count: String,
    /// The tasks.
    pub tasks: Vec<MovedTask>,
}

/// A task that moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MovedTask {
    /// Its number in the whole plan: "III.2.1".
    pub number: String,
    /// What is to be done.
    pub name: String,
    /// "đang thực hiện".
    pub state: String,
    /// What was recorded in the period; empty where that says no more than the state.
    pub result: String,
    /// Minh chứng; empty where there is none.
    pub evidence: String,
}

/// What stands for a table or the chart until the body is made into blocks: letters for private use, which no face has
/// and so no text of an office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartNames {
    /// States by field.
    pub summary: &'static str,
    /// The same, compared with the period before.
    pub comparison: &'static str,
    /// States by field as a chart.
    pub chart: &'static str,
    /// Goals and measures.
    pub goals: &'static str,
    /// Overdue tasks and those at risk.
    pub late: &'static str,
    /// What falls due in the next period or is carried over.
    pub next: &'static str,
}

impl PartNames {
    /// The marks themselves.
    pub const ALL: Self = Self {
        summary: "\u{E000}summary\u{E001}",
        comparison: "\u{E000}comparison\u{E001}",
        chart: "\u{E000}chart\u{E001}",
        goals: "\u{E000}goals\u{E001}",
        late: "\u{E000}late\u{E001}",
        next: "\u{E000}next\u{E001}",
    };
}

impl ReportView {
    /// Everything that a template of this report may print.
    pub fn new(asked: &Counted<'_>, figures: &Figures<'_>) -> Self {
        let (plan, report) = (asked.plan, asked.report);
        let next = figures.outlook.period.in_words();
        let addressees: Vec<String> = plan.reports.addressees.iter().map(|to| in_line(to)).collect();
        Self {
            document: DocumentView::new(&report.document),
            plan: DocumentView::new(&plan.document),
            plan_kind: plan.document.kind.name_in_text().to_lowercase(),
            plan_title: mid_sentence(&in_line(&plan.document.title)),
            issuer: IssuerView::new(&plan.issuer),
            addressees: addressees.join(", "),
            period: PeriodView {
                name: figures.period.in_words(),
                days: figures.days.in_words(),
                counted_to: day_in_figures(figures.days.last),
                partial: figures.partial,
                next_in_capitals: upper(&next),
                next,
            },
            words: words(report),
            before: figures.before.as_ref().map(|before| BeforeView::new(before, figures)),
            before_name: figures.period.previous().in_words(),
            moved: moved(figures),
            figures: FiguresView::new(plan, figures),
            annexes: annexes(report),
            parts: PartNames::ALL,
        }
    }
}

/// Several annexes are numbered with Roman numerals (Phụ lục I, Phần I, Mục III.1.c).
fn annexes(report: &crate::plan::Report) -> Vec<String> {
    match report.procedures {
        Some(_) => vec!["Phụ lục I".to_owned(), "Phụ lục II".to_owned()],
        None => vec!["Phụ lục".to_owned()],
    }
}

fn words(report: &crate::plan::Report) -> Words {
    let written = |text: &Option<Placed<String>>| text.as_ref().map(|text| markdown(Some(text)));
    let words = &report.words;
    Words {
        leadership: written(&words.leadership),
        shortcomings: written(&words.shortcomings),
        causes: written(&words.causes),
        next_tasks: written(&words.next_tasks),
        proposals: written(&words.proposals),
    }
}

impl FiguresView {
    fn new(plan: &Plan, figures: &Figures<'_>) -> Self {
        let total = &figures.total;
        let states = TaskState::ALL.into_iter().filter(|state| total.of(*state) > 0);
        let troubled = figures.in_state(TaskState::Overdue).chain(figures.at_risk());
        Self {
            total: figure(total.total()),
            fields: figure(figures.fields.len()),
            leads: figure(leads(plan)),
            states: states
                .map(|state| StateView { count: figure(total.of(state)), name: state_in_words(state).to_owned() })
                .collect(),
            done: figure(total.done()),
            countable: figure(total.countable()),
            completion: total.completion().to_string(),
            overdue: figure(total.of(TaskState::Overdue)),
            at_risk: figure(figures.at_risk().count()),
            at_risk_days: figures.at_risk_days.to_string(),
            causes: figure(troubled.filter(|task| task.trouble().is_some()).count()),
            moved: figure(figures.moved().count()),
            measured: figure(figures.measured()),
            met: figure(figures.reached(Reached::Met)),
            missed: figure(figures.reached(Reached::Missed)),
            unknown: figure(figures.reached(Reached::Unknown)),
            due: figure(figures.outlook.due),
            carried: figure(figures.outlook.carried),
            going_on: figure(figures.outlook.going_on),
        }
    }
}

/// How many posts and offices lead a task.
fn leads(plan: &Plan) -> usize {
    let fields = plan.annex.iter().flat_map(|annex| &annex.fields);
    let tasks = fields.flat_map(|field| &field.items).flat_map(|item| item.tasks());
    let leads: std::collections::HashSet<&str> =
        tasks.flat_map(|task| &task.lead).map(|lead| lead.value.0.as_str()).collect();
    plan.offices.iter().filter(|office: &&Office| leads.contains(office.id.value.0.as_str())).count()
}

impl BeforeView {
    fn new(before: &Before, figures: &Figures<'_>) -> Self {
        let overdue = |tally: &Tally| tally.of(TaskState::Overdue);
        Self {
            counted_to: day_in_figures(before.counted_to),
            done: Change::of_counts(before.total.done(), figures.total.done()),
            completion: Change::of_completion(&before.total, &figures.total),
            overdue: Change::of_counts(overdue(&before.total), overdue(&figures.total)),
        }
    }
}

impl Change {
    /// Of two counts.
    pub fn of_counts(before: usize, now: usize) -> Self {
        let change = match now.cmp(&before) {
            std::cmp::Ordering::Greater => format!("tăng {}", figure(now - before)),
            std::cmp::Ordering::Less => format!("giảm {}", figure(before - now)),
            std::cmp::Ordering::Equal => UNCHANGED.to_owned(),
        };
        Self { before: figure(before), now: figure(now), change }
    }

    /// Of two shares: the difference of the printed figures, in points.
    pub fn of_completion(before: &Tally, now: &Tally) -> Self {
        let (then, now) = (before.completion(), now.completion());
        let change = match (then.percent(), now.percent()) {
            (Some(then), Some(now)) if now > then => format!("tăng {} điểm %", now - then),
            (Some(then), Some(now)) if now < then => format!("giảm {} điểm %", then - now),
            (Some(_), Some(_)) => UNCHANGED.to_owned(),
            (None, _) | (_, None) => "không so sánh được".to_owned(),
        };
        Self { before: then.to_string(), now: now.to_string(), change }
    }
}

const UNCHANGED: &str = "không đổi";

fn moved(figures: &Figures<'_>) -> Vec<MovedField> {
    let mut fields: Vec<MovedField> = Vec::new();
    for task in figures.moved() {
        let number = roman(task.field + 1);
        if fields.last().is_none_or(|last| last.number != number) {
            let title = in_line(&task.numbered.field.title);
            fields.push(MovedField { number, title, count: String::new(), tasks: Vec::new() });
        }
        if let Some(field) = fields.last_mut() {
            field.tasks.push(moved_task(task));
            field.count = figure(field.tasks.len());
        }
    }
    fields
}

fn moved_task(task: &TaskFigures<'_>) -> MovedTask {
    MovedTask {
        number: task.numbered.full.clone(),
        name: in_line(&task.numbered.task.name),
        state: state_in_words(task.standing.state).to_owned(),
        result: if repeats_state(task) { String::new() } else { results(task) },
        evidence: evidence(task.moved.iter().copied()),
    }
}

/// Whether all that was recorded in the period is a word that the state says already: "chưa thực hiện. Chưa thực hiện."
fn repeats_state(task: &TaskFigures<'_>) -> bool {
    let [entry] = task.moved.as_slice() else { return false };
    let bare = entry.done.is_none() && entry.values.is_empty() && entry.percent.is_none();
    match task.standing.state {
        TaskState::DoneOnTime | TaskState::DoneLate | TaskState::InProgress | TaskState::NotStarted => bare,
        TaskState::Overdue | TaskState::Continuous => false,
    }
}

/// What was recorded in the period, each with its day where there are several.
fn results(task: &TaskFigures<'_>) -> String {
    let several = task.moved.len() > 1;
    let one = |entry: &&Entry| {
        let result = recorded(entry, &task.numbered);
        if several { format!("ngày {}: {result}", day_in_figures(entry.day.value)) } else { result }
    };
    capital(&task.moved.iter().map(one).collect::<Vec<_>>().join("; "))
}

/// With a capital first letter, as a sentence begins.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What an entry says was reached, beginning with a capital.
pub fn result_of(entry: &Entry, task: &Numbered<'_>) -> String {
    capital(&recorded(entry, task))
}

/// What an entry says was reached: its words, else its values, else how much is done.
fn recorded(entry: &Entry, task: &Numbered<'_>) -> String {
    if let Some(done) = &entry.done {
        return in_line(done).trim_end_matches(['.', ';', ',']).to_owned();
    }
    let value = |(id, value): &(Placed<String>, Placed<Decimal>)| {
        let measure = task.measures.iter().find(|measure| measure.id.value == id.value)?;
        let amount = quantity_of(&value.value, measure.unit.as_ref());
        Some(match &measure.name {
            Some(name) => format!("{}: {amount}", in_line(name)),
            None => format!("đạt {amount}"),
        })
    };
    let values: Vec<String> = entry.values.iter().filter_map(value).collect();
    if !values.is_empty() {
        return values.join(", ");
    }
    match (&entry.percent, entry.said()) {
        (Some(percent), _) => format!("đã thực hiện {}%", percent.value),
        (None, Some(crate::plan::Status::Done)) => "đã hoàn thành".to_owned(),
        (None, Some(crate::plan::Status::InProgress)) => "đang thực hiện".to_owned(),
        (None, Some(crate::plan::Status::NotStarted) | None) => "chưa thực hiện".to_owned(),
    }
}

/// Minh chứng of entries, each once.
pub fn evidence<'e>(entries: impl Iterator<Item = &'e Entry>) -> String {
    let mut all: Vec<String> = Vec::new();
    for one in entries.flat_map(|entry| &entry.evidence) {
        let shown = match one {
            Evidence::Document { document, number, date } => {
                let number = number.as_ref().map(|number| format!(" số {}", in_line(number))).unwrap_or_default();
                let date = date.as_ref().map(|day| format!(" ngày {}", day_in_figures(day.value))).unwrap_or_default();
                format!("{}{number}{date}", in_line(document))
            }
            Evidence::Text(text) => in_line(text).trim_end_matches(['.', ';']).to_owned(),
        };
        if !all.contains(&shown) {
            all.push(shown);
        }
    }
    all.join("; ")
}

/// A number with its unit.
pub fn quantity_of(value: &Decimal, unit: Option<&Placed<String>>) -> String {
    quantity(value, unit.map(|unit| unit.value.as_str()))
}

/// What a measure asks for.
pub fn bound_of(measure: &Measure) -> String {
    bound_in_words(measure.bound.value, measure.unit.as_ref().map(|unit| unit.value.as_str()))
}

/// What a goal asks for: its bound, and what it is to beat.
pub fn bound_or_comparison(goal: &Goal) -> String {
    let unit = goal.unit.as_ref().map(|unit| unit.value.as_str());
    let bound = goal.bound.as_ref().map(|bound| bound_in_words(bound.value, unit));
    let earlier = goal.better_than.as_ref().map(|earlier| comparison(earlier, unit));
    bound.into_iter().chain(earlier).collect::<Vec<_>>().join("; ")
}

impl GoalFigures<'_> {
    /// "91,2 điểm, xếp thứ 3"; none where nothing was said.
    pub fn value_in_words(&self) -> Option<String> {
        let entry = self.entry?;
        let value = quantity_of(&entry.value.value, self.goal.unit.as_ref());
        Some(match entry.rank {
            Some(rank) => format!("{value}, xếp thứ {rank}"),
            None => value,
        })
    }

    /// What is said of the comparison with an earlier year.
    pub fn compared_in_words(&self) -> Option<String> {
        let earlier = self.goal.better_than.as_ref()?;
        let bound = self.goal.bound.as_ref().map(|bound| bound.value);
        let year = earlier.year;
        Some(match super::figures::better(self.entry?, earlier, bound) {
            Some(true) => format!("tốt hơn năm {year}"),
            Some(false) => format!("không tốt hơn năm {year}"),
            None => format!("chưa có số liệu năm {year} để so sánh"),
        })
    }
}

impl MeasureFigures<'_> {
    /// The value with its unit; none where nothing was said.
    pub fn value_in_words(&self) -> Option<String> {
        self.value.map(|(value, _)| quantity_of(&value, self.measure.unit.as_ref()))
    }
}

impl TaskFigures<'_> {
    /// The recorded cause, else the difficulty, newest first.
    pub fn trouble(&self) -> Option<&str> {
        let words = self.trouble.as_ref();
        words.map(|words| words.value.as_str())
    }
}

impl Reached {
    /// Đạt, Chưa đạt, Chưa có số liệu.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Met => "Đạt",
            Self::Missed => "Chưa đạt",
            Self::Unknown => "Chưa có số liệu",
        }
    }
}

/// A state within a sentence.
pub const fn state_in_words(state: TaskState) -> &'static str {
    match state {
        TaskState::DoneOnTime => "hoàn thành đúng hạn",
        TaskState::DoneLate => "hoàn thành quá hạn",
        TaskState::InProgress => "đang thực hiện",
        TaskState::Overdue => "quá hạn",
        TaskState::NotStarted => "chưa thực hiện",
        TaskState::Continuous => "thường xuyên",
    }
}
