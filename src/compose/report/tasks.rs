//! The annex of every task: how it stands on the day up to which the report counts.

use super::super::annex::reference;
use super::super::cells::{cell, fixed, head_cell, offices, share, title_row};
use super::super::frame::lines;
use super::tables::{in_line, state};
use crate::base::text::{day_in_figures, roman};
use crate::document::{Annex, Block, CellAlign, Row, RowKind, Table};
use crate::plan::{Item, Orientation};
use crate::view::report::{Counted, Figures, TaskFigures, evidence, result_of};

const TITLES: [&str; 8] =
    ["STT", "Lĩnh vực, nhiệm vụ", "Chủ trì", "Thời hạn", "Tình trạng", "Phần việc đã làm", "Kết quả", "Minh chứng"];

/// Phụ lục: every task in printed order.
pub(super) fn annex(asked: &Counted<'_>, figures: &Figures<'_>) -> Annex {
    let note = format!("Số liệu tính đến hết ngày {}.", day_in_figures(figures.days.last));
    Annex {
        label: Some("Phụ lục".to_owned()),
        title: lines("TÌNH HÌNH THỰC HIỆN CÁC NHIỆM VỤ CỦA KẾ HOẠCH"),
        reference: reference(&asked.report.document, &in_line(&asked.plan.issuer.short)),
        orientation: Orientation::Landscape,
        stamps: Vec::new(),
        body: vec![Block::Note(lines(&note)), Block::Table(table(asked, figures))],
    }
}

fn table(asked: &Counted<'_>, figures: &Figures<'_>) -> Table {
    let columns = vec![fixed(12), share(60), fixed(26), fixed(28), fixed(26), fixed(18), share(52), share(40)];
    let head = vec![Row { kind: RowKind::Head, cells: TITLES.map(|title| head_cell(title, 1, 1)).into() }];
    let mut rows = Vec::with_capacity(figures.tasks.len() + figures.fields.len());
    let mut tasks = figures.tasks.iter();
    for (at, (field, _)) in figures.fields.iter().enumerate() {
        rows.push(title_row(RowKind::Field, &roman(at + 1), &in_line(&field.title), TITLES.len()));
        for (number, item) in field.items.iter().enumerate() {
            if let Item::Group(group) = item {
                let number = (number + 1).to_string();
                rows.push(title_row(RowKind::Group, &number, &in_line(&group.title), TITLES.len()));
            }
            rows.extend(tasks.by_ref().take(item.tasks().len()).map(|task| row(asked, figures, task)));
        }
    }
    let summary = format!(
        "Tình hình {} nhiệm vụ đến hết ngày {}: chủ trì, thời hạn, tình trạng, kết quả, minh chứng.",
        figures.tasks.len(),
        day_in_figures(figures.days.last)
    );
    Table { columns, head, rows, summary }
}

fn row(asked: &Counted<'_>, figures: &Figures<'_>, task: &TaskFigures<'_>) -> Row {
    let one = task.numbered.task;
    let entries = || asked.progress.up_to(&one.id.value, figures.days.last);
    // The newest words; a value without words says more than older words.
    let result = entries().next_back().map(|entry| result_of(entry, &task.numbered)).unwrap_or_default();
    let percent = task.standing.percent.map(|percent| format!("{percent}%")).unwrap_or_default();
    let cells = vec![
        cell(&task.numbered.short, CellAlign::Centre),
        cell(&in_line(&one.name), CellAlign::Left),
        cell(&offices(asked.plan, &one.lead), CellAlign::Centre),
        cell(&one.deadline.printed(), CellAlign::Centre),
        cell(state(task.standing.state), CellAlign::Centre),
        cell(&percent, CellAlign::Centre),
        cell(&result, CellAlign::Left),
        cell(&evidence(entries()), CellAlign::Left),
    ];
    Row { kind: RowKind::Item, cells }
}
