//! Biểu 06 (TT 01/2020/TT-VPCP): thirteen columns, a head of three levels, on its side.

use super::super::annex::reference;
use super::super::cells::{cell, fixed, head_cell, share, tight};
use super::super::frame::lines;
use super::tables::in_line;
use crate::base::text::grouped;
use crate::document::{Annex, Block, CellAlign, Inline, Row, RowKind, Table};
use crate::plan::{Orientation, ProcedureCounts, Procedures};
use crate::view::report::{Counted, Figures};

/// Phụ lục with the form.
pub(super) fn annex(asked: &Counted<'_>, figures: &Figures<'_>, form: &Procedures) -> Annex {
    let days = figures.days.in_words();
    let (code, unit) = (end_less(&form.code.value), end_less(&form.unit.value));
    let mut body = vec![note(&format!("{code} {days}. Đơn vị tính: {unit}."))];
    if let Some(basis) = &form.basis {
        body.push(note(&format!("Ban hành theo {}.", end_less(&basis.value))));
    }
    body.push(Block::Table(table(form)));
    Annex {
        label: Some("Phụ lục".to_owned()),
        title: lines(&form.title.value),
        reference: reference(&asked.report.document, &in_line(&asked.plan.issuer.short)),
        orientation: Orientation::Landscape,
        stamps: Vec::new(),
        body,
    }
}

fn note(words: &str) -> Block {
    Block::Note(vec![Inline::Text(words.to_owned())])
}

fn end_less(text: &str) -> String {
    in_line(text).trim_end_matches(['.', ';']).to_owned()
}

fn table(form: &Procedures) -> Table {
    let mut columns = vec![tight(), share(1000)];
    columns.extend((0..11).map(|_| fixed(17)));
    let total: ProcedureCounts = form.rows.iter().map(|row| row.counts).sum();
    let mut rows: Vec<Row> = form
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| counts_row(RowKind::Item, &(at + 1).to_string(), &in_line(&row.field), &row.counts))
        .collect();
    rows.push(counts_row(RowKind::Total, "", "Tổng cộng", &total));
    let summary = format!(
        "Số hồ sơ thủ tục hành chính theo {} lĩnh vực: nhận giải quyết, đã giải quyết, đang giải quyết.",
        form.rows.len()
    );
    Table { columns, head: head(), rows, summary }
}

/// Three levels, and the numbers of the columns under them.
fn head() -> Vec<Row> {
    let upper = vec![
        head_cell("STT", 1, 3),
        head_cell("Lĩnh vực giải quyết", 1, 3),
        head_cell("Số lượng hồ sơ tiếp nhận", 4, 1),
        head_cell("Số lượng hồ sơ đã giải quyết", 4, 1),
        head_cell("Số lượng hồ sơ đang giải quyết", 3, 1),
    ];
    let middle = vec![
        head_cell("Tổng số", 1, 2),
        head_cell("Trong kỳ", 2, 1),
        head_cell("Từ kỳ trước", 1, 2),
        head_cell("Tổng số", 1, 2),
        head_cell("Trước hạn", 1, 2),
        head_cell("Đúng hạn", 1, 2),
        head_cell("Quá hạn", 1, 2),
        head_cell("Tổng số", 1, 2),
        head_cell("Trong hạn", 1, 2),
        head_cell("Quá hạn", 1, 2),
    ];
    let lower = vec![head_cell("Trực tuyến", 1, 1), head_cell("Trực tiếp, bưu chính", 1, 1)];
    let sums = [(3, " = 4 + 5 + 6"), (7, " = 8 + 9 + 10"), (11, " = 12 + 13")];
    let number = |column: usize| {
        let sum = sums.iter().find(|(one, _)| *one == column).map(|(_, sum)| *sum).unwrap_or_default();
        head_cell(&format!("({column}){sum}"), 1, 1)
    };
    let numbers = (1..=13).map(number).collect();
    [upper, middle, lower, numbers].map(|cells| Row { kind: RowKind::Head, cells }).into()
}

fn counts_row(kind: RowKind, number: &str, field: &str, counts: &ProcedureCounts) -> Row {
    let mut cells = vec![cell(number, CellAlign::Centre), cell(field, CellAlign::Left)];
    cells.extend(counts.columns().map(|count| cell(&grouped(count), CellAlign::Centre)));
    Row { kind, cells }
}
