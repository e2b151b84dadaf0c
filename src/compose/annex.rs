//! The annex: its heading and the table of assignments.

use super::cells::{cell, offices, title_row};
use super::frame::{lines, number_line};
use crate::base::text;
use crate::document::{
    self, Blank, Block, Cell, CellAlign, Column, Inline, Row, RowKind, Stamp, Table, TableWidth, date_line,
};
use crate::plan::{Annex, ColumnKey, DocumentInfo, Group, Item, Orientation, Plan, Target, Task};

/// Columns of the table.
const COLUMNS: usize = ColumnKey::ALL.len();

/// Phụ lục with its table.
pub(super) fn annex(plan: &Plan, annex: &Annex, stamps: Vec<Stamp>) -> document::Annex {
    document::Annex {
        label: annex.label.as_ref().map(|label| label.value.clone()),
        title: lines(&annex.title.value),
        reference: reference(&plan.document, &annex.issued_by.value),
        orientation: annex.orientation,
        stamps,
        body: vec![Block::Table(table(plan, annex))],
    }
}

/// "(Kèm theo Kế hoạch số 45/KH-UBND ngày 15 tháng 8 năm 2023 của Chủ tịch UBND xã …)" (Mục III.1; mẫu 2.1).
pub(super) fn reference(document: &DocumentInfo, issued_by: &str) -> Vec<Inline> {
    let number = number_line(document);
    let mut inlines = vec![Inline::Text(format!("(Kèm theo {} số ", document.kind.name_in_text()))];
    inlines.push(match number.number {
        Some(number) => Inline::Text(text::document_number(number)),
        None => Inline::Blank(Blank::Number),
    });
    inlines.push(Inline::Text(format!("/{} ", number.symbol)));
    inlines.extend(date_line(document.date.as_ref().map(|date| date.value)));
    inlines.push(Inline::Text(format!(" của {issued_by})")));
    inlines
}

fn table(plan: &Plan, annex: &Annex) -> Table {
    let mut rows = Vec::new();
    for (index, field) in annex.fields.iter().enumerate() {
        rows.push(title_row(RowKind::Field, &text::roman(index + 1), &field.title, COLUMNS));
        for (index, item) in field.items.iter().enumerate() {
            let number = (index + 1).to_string();
            match item {
                Item::Task(task) => rows.push(task_row(plan, number, task, target_cell(task, 1))),
                Item::Group(group) => group_rows(plan, &number, group, &mut rows),
            }
        }
    }
    let summary = format!(
        "Bảng phân công {} nhiệm vụ theo {} lĩnh vực: yêu cầu, thời hạn, chủ trì và phối hợp.",
        annex.tasks().len(),
        annex.fields.len()
    );
    Table { columns: columns(annex), head: head(annex), rows, summary }
}

fn group_rows(plan: &Plan, number: &str, group: &Group, rows: &mut Vec<Row>) {
    rows.push(title_row(RowKind::Group, number, &group.title, COLUMNS));
    let mut tasks = group.tasks.iter().enumerate().peekable();
    while let Some((index, task)) = tasks.next() {
        let merged = group.tasks[index + 1..].iter().take_while(|next| shares_target(next)).count();
        rows.push(task_row(plan, format!("{number}.{}", index + 1), task, target_cell(task, 1 + merged)));
        for _ in 0..merged {
            if let Some((index, task)) = tasks.next() {
                rows.push(task_row(plan, format!("{number}.{}", index + 1), task, None));
            }
        }
    }
}

fn shares_target(task: &Task) -> bool {
    match task.target {
        Target::Text(_) => false,
        Target::SameAs(_) => true,
    }
}

/// The target's cell over so many rows; none for a row that the cell above covers.
fn target_cell(task: &Task, rows: usize) -> Option<Cell> {
    match &task.target {
        Target::Text(target) => Some(Cell { rows, ..cell(&target.value, CellAlign::Left) }),
        Target::SameAs(_) => None,
    }
}

fn task_row(plan: &Plan, number: String, task: &Task, target: Option<Cell>) -> Row {
    let mut cells = vec![cell(&number, CellAlign::Centre), cell(&task.name.value, CellAlign::Left)];
    cells.extend(target);
    cells.push(cell(&task.deadline.printed(), CellAlign::Centre));
    cells.push(cell(&offices(plan, &task.lead), CellAlign::Centre));
    cells.push(cell(&offices(plan, &task.support), CellAlign::Centre));
    Row { kind: RowKind::Item, cells }
}

/// Two levels: "Phân công nhiệm vụ" stands over lead and support.
fn head(annex: &Annex) -> Vec<Row> {
    let title = |key: ColumnKey| {
        let given = &annex.columns.columns[key as usize].title;
        cell(given.as_ref().map_or(default_title(key), |title| &title.value), CellAlign::Centre)
    };
    let upper = [ColumnKey::Number, ColumnKey::Name, ColumnKey::Target, ColumnKey::Deadline];
    let mut first: Vec<Cell> = upper.into_iter().map(|key| Cell { rows: 2, ..title(key) }).collect();
    let assignment = annex.columns.assignment.as_ref().map_or("Phân công nhiệm vụ", |title| &title.value);
    first.push(Cell { columns: 2, ..cell(assignment, CellAlign::Centre) });
    let second = vec![title(ColumnKey::Lead), title(ColumnKey::Support)];
    vec![Row { kind: RowKind::Head, cells: first }, Row { kind: RowKind::Head, cells: second }]
}

fn default_title(key: ColumnKey) -> &'static str {
    match key {
        ColumnKey::Number => "STT",
        ColumnKey::Name => "Lĩnh vực, nhiệm vụ",
        ColumnKey::Target => "Yêu cầu",
        ColumnKey::Deadline => "Thời hạn",
        ColumnKey::Lead => "Chủ trì",
        ColumnKey::Support => "Phối hợp",
    }
}

/// Widths as the office says; else the numbers' column narrow and the words shared out.
fn columns(annex: &Annex) -> Vec<Column> {
    let widths = ColumnKey::ALL.map(|key| match &annex.columns.columns[key as usize].width {
        Some(width) => TableWidth::Fixed(width.value),
        None => default_width(key, annex.orientation),
    });
    widths.map(|width| Column { width }).into()
}

fn default_width(key: ColumnKey, orientation: Orientation) -> TableWidth {
    let (name, target, short) = match orientation {
        Orientation::Landscape => (64, 86, 30),
        Orientation::Portrait => (40, 48, 22),
    };
    match key {
        ColumnKey::Number => TableWidth::Fixed(crate::base::Length::mm(12)),
        ColumnKey::Name => TableWidth::Share(name),
        ColumnKey::Target => TableWidth::Share(target),
        ColumnKey::Deadline | ColumnKey::Lead | ColumnKey::Support => TableWidth::Share(short),
    }
}
