//! The tables of a report's body.

use super::super::cells::{cell, fixed, head_cell, offices, share, tight, title_row};
use crate::base::text::{day_in_figures, grouped, roman};
use crate::document::{Cell, CellAlign, Row, RowKind, Table};
use crate::plan::{Plan, Tally, TaskState};
use crate::view::report::{Before, Change, Figures, Next, Reached, TaskFigures, bound_of, bound_or_comparison};

/// What stands where nothing can be said.
const NOTHING: &str = "–";
/// The share of a column of words beside [`tight`] ones.
const WORDS: u32 = 1000;

/// Tình trạng nhiệm vụ theo lĩnh vực.
pub(super) fn summary(figures: &Figures<'_>) -> Table {
    let mut columns = vec![tight(), share(WORDS)];
    columns.extend((0..8).map(|_| tight()));
    let upper = vec![
        head_cell("STT", 1, 2),
        head_cell("Lĩnh vực", 1, 2),
        head_cell("Tổng số", 1, 2),
        head_cell("Hoàn thành", 2, 1),
        head_cell("Chưa hoàn thành", 3, 1),
        head_cell("Thường xuyên", 1, 2),
        head_cell("Tỷ lệ hoàn thành", 1, 2),
    ];
    let lower = ["Đúng hạn", "Quá hạn", "Đang làm", "Quá hạn", "Chưa làm"].map(|title| head_cell(title, 1, 1));
    let head = vec![Row { kind: RowKind::Head, cells: upper }, Row { kind: RowKind::Head, cells: lower.into() }];
    let mut rows: Vec<Row> = figures
        .fields
        .iter()
        .enumerate()
        .map(|(at, (field, tally))| states_row(RowKind::Item, &roman(at + 1), &field.title.value, tally))
        .collect();
    rows.push(states_row(RowKind::Total, "", "Tổng số", &figures.total));
    let summary = format!(
        "Tình trạng {} nhiệm vụ theo lĩnh vực đến hết ngày {}.",
        figures.total.total(),
        day_in_figures(figures.days.last)
    );
    Table { columns, head, rows, summary }
}

fn states_row(kind: RowKind, number: &str, title: &str, tally: &Tally) -> Row {
    let mut cells = vec![cell(number, CellAlign::Centre), cell(&in_line(title), CellAlign::Left), count(tally.total())];
    cells.extend(TaskState::ALL.map(|state| count(tally.of(state))));
    cells.push(cell(&tally.completion().to_string(), CellAlign::Centre));
    Row { kind, cells }
}

fn count(number: usize) -> Cell {
    cell(&grouped(number as u64), CellAlign::Centre)
}

/// Kết quả so với kỳ trước.
pub(super) fn comparison(figures: &Figures<'_>, before: &Before) -> Table {
    let mut columns = vec![tight(), share(WORDS)];
    columns.extend([tight(), tight(), fixed(19), tight(), tight(), fixed(24)]);
    let upper = vec![
        head_cell("STT", 1, 2),
        head_cell("Lĩnh vực", 1, 2),
        head_cell("Số nhiệm vụ hoàn thành", 3, 1),
        head_cell("Tỷ lệ hoàn thành", 3, 1),
    ];
    let lower = ["Kỳ trước", "Kỳ này", "So sánh", "Kỳ trước", "Kỳ này", "So sánh"].map(|title| head_cell(title, 1, 1));
    let head = vec![Row { kind: RowKind::Head, cells: upper }, Row { kind: RowKind::Head, cells: lower.into() }];
    let mut rows: Vec<Row> = figures
        .fields
        .iter()
        .zip(&before.fields)
        .enumerate()
        .map(|(at, ((field, now), then))| {
            compared_row(RowKind::Item, &roman(at + 1), &field.title.value, then.as_ref(), now)
        })
        .collect();
    rows.push(compared_row(RowKind::Total, "", "Tổng số", Some(&before.total), &figures.total));
    let summary = format!("Kết quả của từng lĩnh vực so với {}.", before.period.in_words());
    Table { columns, head, rows, summary }
}

fn compared_row(kind: RowKind, number: &str, title: &str, then: Option<&Tally>, now: &Tally) -> Row {
    let mut cells = vec![cell(number, CellAlign::Centre), cell(&in_line(title), CellAlign::Left)];
    let changes = match then {
        Some(then) => [Change::of_counts(then.done(), now.done()), Change::of_completion(then, now)],
        None => [grouped(now.done() as u64), now.completion().to_string()].map(|now| Change {
            before: NOTHING.to_owned(),
            now,
            change: NOTHING.to_owned(),
        }),
    };
    for change in changes {
        cells.extend([change.before, change.now, change.change].map(|words| cell(&words, CellAlign::Centre)));
    }
    Row { kind, cells }
}

/// Mục tiêu, chỉ tiêu: what was asked for, what was reached, when, and whether it is enough.
pub(super) fn goals(figures: &Figures<'_>) -> Table {
    let columns = vec![tight(), share(WORDS), share(WORDS * 3 / 5), fixed(24), fixed(25), fixed(25)];
    let titles = ["STT", "Mục tiêu, chỉ tiêu", "Yêu cầu", "Kết quả", "Ngày có số liệu", "Đánh giá"];
    let head = vec![Row { kind: RowKind::Head, cells: titles.map(|title| head_cell(title, 1, 1)).into() }];
    let mut rows = Vec::new();
    if !figures.goals.is_empty() {
        rows.push(title_row(RowKind::Field, "", "Mục tiêu của kế hoạch", titles.len()));
    }
    for (at, goal) in figures.goals.iter().enumerate() {
        let verdict = match goal.compared_in_words() {
            Some(compared) => format!("{}\n({compared})", goal.reached.in_words()),
            None => goal.reached.in_words().to_owned(),
        };
        let asked = bound_or_comparison(goal.goal);
        let day = goal.entry.map(|entry| entry.day.value);
        rows.push(goal_row(&(at + 1).to_string(), &goal.goal.name, &asked, goal.value_in_words(), day, &verdict));
    }
    let mut field = None;
    for task in figures.tasks.iter().filter(|task| !task.measures.is_empty()) {
        if field != Some(task.field) {
            field = Some(task.field);
            rows.push(title_row(
                RowKind::Field,
                &roman(task.field + 1),
                &in_line(&task.numbered.field.title),
                titles.len(),
            ));
        }
        measure_rows(task, &mut rows);
    }
    let counts = [Reached::Met, Reached::Missed, Reached::Unknown].map(|reached| figures.reached(reached));
    let summary = format!(
        "{} mục tiêu, chỉ tiêu: {} đạt, {} chưa đạt, {} chưa có số liệu.",
        figures.measured(),
        counts[0],
        counts[1],
        counts[2]
    );
    Table { columns, head, rows, summary }
}

fn measure_rows(task: &TaskFigures<'_>, rows: &mut Vec<Row>) {
    for (at, one) in task.measures.iter().enumerate() {
        let name = one.measure.name.as_ref().map_or(&task.numbered.task.name.value, |name| &name.value);
        let number = match task.measures.len() {
            1 => task.numbered.short.clone(),
            _ => format!("{}.{}", task.numbered.short, at + 1),
        };
        let day = one.value.map(|(_, day)| day);
        rows.push(goal_row(&number, name, &bound_of(one.measure), one.value_in_words(), day, one.reached.in_words()));
    }
}

fn goal_row(
    number: &str,
    name: &str,
    asked: &str,
    value: Option<String>,
    day: Option<chrono::NaiveDate>,
    verdict: &str,
) -> Row {
    let day = day.map_or(NOTHING.to_owned(), day_in_figures);
    let cells = vec![
        cell(number, CellAlign::Centre),
        cell(&in_line(name), CellAlign::Left),
        cell(asked, CellAlign::Centre),
        cell(value.as_deref().unwrap_or(NOTHING), CellAlign::Centre),
        cell(&day, CellAlign::Centre),
        cell(verdict, CellAlign::Centre),
    ];
    Row { kind: RowKind::Item, cells }
}

/// Nhiệm vụ quá hạn, có nguy cơ quá hạn.
pub(super) fn late(plan: &Plan, figures: &Figures<'_>) -> Table {
    let columns = vec![tight(), share(WORDS), fixed(25), fixed(28), fixed(20), share(WORDS * 3 / 5)];
    let titles = ["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Số ngày", "Nguyên nhân"];
    let head = vec![Row { kind: RowKind::Head, cells: titles.map(|title| head_cell(title, 1, 1)).into() }];
    let mut rows = Vec::new();
    let mut group = |title: &str, tasks: Vec<&TaskFigures<'_>>, days: fn(&TaskFigures<'_>) -> String| {
        if tasks.is_empty() {
            return;
        }
        rows.push(title_row(RowKind::Group, "", &format!("{title} ({} nhiệm vụ)", tasks.len()), titles.len()));
        for task in tasks {
            let mut cells = task_cells(plan, task);
            cells.push(cell(&days(task), CellAlign::Centre));
            cells.push(cell(&in_line(task.trouble().unwrap_or("Chưa ghi nhận")), CellAlign::Left));
            rows.push(Row { kind: RowKind::Item, cells });
        }
    };
    group("Quá hạn", figures.in_state(TaskState::Overdue).collect(), |task| {
        format!("Quá hạn {} ngày", task.standing.days_late().unwrap_or_default())
    });
    group("Có nguy cơ quá hạn", figures.at_risk().collect(), |task| {
        format!("Còn {} ngày", task.standing.days_left().unwrap_or_default())
    });
    let summary = "Nhiệm vụ quá hạn và có nguy cơ quá hạn: chủ trì, thời hạn, số ngày, nguyên nhân.".to_owned();
    Table { columns, head, rows, summary }
}

/// Nhiệm vụ đến hạn trong kỳ tới, nhiệm vụ quá hạn chuyển sang.
pub(super) fn next(plan: &Plan, figures: &Figures<'_>) -> Table {
    let columns = vec![tight(), share(WORDS), fixed(30), fixed(32), fixed(28)];
    let titles = ["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Tình trạng"];
    let head = vec![Row { kind: RowKind::Head, cells: titles.map(|title| head_cell(title, 1, 1)).into() }];
    let mut rows = Vec::new();
    for (title, kind) in [("Đến hạn trong kỳ", Next::Due), ("Quá hạn chuyển sang", Next::Carried)] {
        let tasks: Vec<_> = figures.tasks.iter().filter(|task| task.next == Some(kind)).collect();
        if tasks.is_empty() {
            continue;
        }
        rows.push(title_row(RowKind::Group, "", &format!("{title} ({} nhiệm vụ)", tasks.len()), titles.len()));
        for task in tasks {
            let mut cells = task_cells(plan, task);
            cells.push(cell(state(task.standing.state), CellAlign::Centre));
            rows.push(Row { kind: RowKind::Item, cells });
        }
    }
    let summary =
        format!("Nhiệm vụ đến hạn trong {} và nhiệm vụ quá hạn chuyển sang.", figures.outlook.period.in_words());
    Table { columns, head, rows, summary }
}

/// Number, name, lead, deadline.
fn task_cells(plan: &Plan, task: &TaskFigures<'_>) -> Vec<Cell> {
    let one = task.numbered.task;
    vec![
        cell(&task.numbered.full, CellAlign::Centre),
        cell(&in_line(&one.name), CellAlign::Left),
        cell(&offices(plan, &one.lead), CellAlign::Centre),
        cell(&one.deadline.printed(), CellAlign::Centre),
    ]
}

/// A state as a cell says it.
pub(super) const fn state(state: TaskState) -> &'static str {
    match state {
        TaskState::DoneOnTime => "Hoàn thành đúng hạn",
        TaskState::DoneLate => "Hoàn thành quá hạn",
        TaskState::InProgress => "Đang thực hiện",
        TaskState::Overdue => "Quá hạn",
        TaskState::NotStarted => "Chưa thực hiện",
        TaskState::Continuous => "Thường xuyên",
    }
}

/// A title whose typed line breaks are for its own place only.
pub(super) fn in_line(text: &str) -> String {
    super::super::frame::one_line(text)
}
