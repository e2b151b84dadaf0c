//! The annex: its heading and the table of assignments.

use super::cells::{cell, offices, title_row};
use super::frame::{lines as words, number_line};
use super::rows::{self, Line};
use crate::base::{PartialDate, text};
use crate::document::{
    self, Blank, Block, Cell, CellAlign, Column, Inline, NumberLine, Row, RowKind, Stamp, Table, TableWidth, date_line,
};
use crate::plan::{
    Amendment, AmendmentSource, Annex, ColumnKey, DocumentInfo, DocumentKind, OfficeId, Orientation, Plan, Task,
};

/// Columns of the table.
const COLUMNS: usize = ColumnKey::ALL.len();

/// What of the annex is printed, and what it says of where it comes from.
#[derive(Clone, Copy, Debug)]
pub struct AnnexOf<'a> {
    /// The plan as it was issued.
    pub issued: &'a Plan,
    /// The document that made the annex what it is now; none as issued.
    pub amendment: Option<&'a Amendment>,
    /// One post's part (trích); none is the whole.
    pub office: Option<&'a OfficeId>,
}

/// Phụ lục with its table.
pub(super) fn annex(plan: &Plan, annex: &Annex, of: &AnnexOf<'_>, stamps: Vec<Stamp>) -> document::Annex {
    let wanted = |task: &Task| of.office.is_none_or(|office| concerns(task, office));
    let lines = rows::lines(annex, &wanted);
    let label = annex.label.as_ref().map(|label| label.value.clone());
    let mut body = Vec::new();
    if let Some(office) = of.office {
        body.push(Block::Note(vec![Inline::Emphasis(vec![Inline::Text(share(plan, &lines, office))])]));
    }
    body.push(Block::Table(table(plan, annex, &lines)));
    document::Annex {
        label: match of.office {
            Some(_) => Some(excerpt(label.as_deref())),
            None => label,
        },
        title: words(&annex.title.value),
        reference: reference_of(of, annex),
        orientation: annex.orientation,
        stamps,
        body,
    }
}

fn concerns(task: &Task, office: &OfficeId) -> bool {
    task.lead.iter().chain(&task.support).any(|id| id.value == *office)
}

/// "Trích Phụ lục".
fn excerpt(label: Option<&str>) -> String {
    format!("Trích {}", label.unwrap_or("Phụ lục"))
}

/// "Kế toán TC xã: chủ trì 12 nhiệm vụ, phối hợp 5 nhiệm vụ."
fn share(plan: &Plan, lines: &[Line<'_>], office: &OfficeId) -> String {
    let name = plan.office(office).map_or(office.0.as_str(), |office| &office.name.value);
    let leads = lines.iter().filter(|line| line.task.lead.iter().any(|id| id.value == *office)).count();
    let shares = [("chủ trì", leads), ("phối hợp", lines.len() - leads)];
    let said = shares.iter().filter(|(_, count)| *count > 0);
    let said: Vec<String> =
        said.map(|(part, count)| format!("{part} {} nhiệm vụ", text::grouped(*count as u64))).collect();
    format!("{name}: {}.", said.join(", "))
}

/// "(Kèm theo Kế hoạch số 45/KH-UBND ngày 15 tháng 8 năm 2023 của Chủ tịch UBND xã …)" (Mục III.1; mẫu 2.1).
pub(super) fn reference(document: &DocumentInfo, issued_by: &str) -> Vec<Inline> {
    let mut inlines = vec![Inline::Text("(Kèm theo ".to_owned())];
    inlines.extend(cite_document(document));
    inlines.push(Inline::Text(format!(" của {issued_by})")));
    inlines
}

/// An annex that was changed goes with the document that changed it, and says what it takes the place of.
pub(super) fn reference_of(of: &AnnexOf<'_>, annex: &Annex) -> Vec<Inline> {
    let by = &annex.issued_by.value;
    let mut inlines = vec![Inline::Text("(Kèm theo ".to_owned())];
    match of.amendment.map(|amendment| &amendment.source) {
        None => return reference(&of.issued.document, by),
        Some(AmendmentSource::Own { number, symbol, date }) => {
            let (kind, line) = own(of.issued, *number, symbol.as_deref());
            inlines.extend(cite(kind, &line, *date));
            inlines.push(Inline::Text(format!(" của {by};")));
        }
        Some(AmendmentSource::Cited(bases)) => {
            let all = bases.join("; ");
            let by = if all.contains(" của ") { String::new() } else { format!(" của {by}") };
            inlines.push(Inline::Text(format!("{all}{by};")));
        }
    }
    inlines.push(Inline::Break);
    inlines.push(Inline::Text("thay thế Phụ lục kèm theo ".to_owned()));
    inlines.extend(cite_document(&of.issued.document));
    inlines.push(Inline::Text(")".to_owned()));
    inlines
}

fn cite_document(document: &DocumentInfo) -> Vec<Inline> {
    cite(document.kind, &number_line(document), document.date.as_ref().map(|date| date.value))
}

/// The change's own covering document: of the plan's kind where it does not say another symbol (Điều 18 khoản 3).
pub(super) fn own(issued: &Plan, number: Option<u32>, symbol: Option<&str>) -> (DocumentKind, NumberLine) {
    let symbol = symbol.unwrap_or(&issued.document.symbol.value);
    let kind = DocumentKind::of_symbol(symbol).unwrap_or(issued.document.kind);
    (kind, NumberLine { number, symbol: symbol.to_owned() })
}

/// "Kế hoạch số 45/KH-UBND ngày 15 tháng 8 năm 2023", with blanks for what is open.
fn cite(kind: DocumentKind, number: &NumberLine, date: Option<PartialDate>) -> Vec<Inline> {
    let mut inlines = vec![Inline::Text(format!("{} số ", kind.name_in_text()))];
    inlines.push(match number.number {
        Some(number) => Inline::Text(text::document_number(number)),
        None => Inline::Blank(Blank::Number),
    });
    inlines.push(Inline::Text(format!("/{} ", number.symbol)));
    inlines.extend(date_line(date));
    inlines
}

fn table(plan: &Plan, annex: &Annex, lines: &[Line<'_>]) -> Table {
    let mut rows = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let above = at.checked_sub(1).and_then(|above| lines.get(above));
        if above.is_none_or(|above| above.field != line.field) {
            rows.push(title_row(RowKind::Field, &line.field.number, line.field.title, COLUMNS));
        }
        if let Some(group) = &line.group
            && above.is_none_or(|above| above.field != line.field || above.group != line.group)
        {
            rows.push(title_row(RowKind::Group, &group.number, group.title, COLUMNS));
        }
        rows.push(task_row(plan, lines, at));
    }
    Table { columns: columns(annex), head: head(annex), rows, summary: summary(annex, lines) }
}

fn summary(annex: &Annex, lines: &[Line<'_>]) -> String {
    format!(
        "Bảng phân công {} nhiệm vụ theo {} lĩnh vực: yêu cầu, thời hạn, chủ trì và phối hợp.",
        lines.len(),
        lines.chunk_by(|one, other| one.field == other.field).count().min(annex.fields.len())
    )
}

/// A task's row; a target that it shares with the row above has no cell of its own.
fn task_row(plan: &Plan, lines: &[Line<'_>], at: usize) -> Row {
    let Line { number, task, target, shares, .. } = &lines[at];
    let mut cells = vec![cell(number, CellAlign::Centre), cell(&task.name.value, CellAlign::Left)];
    if !shares {
        cells.push(Cell { rows: rows::sharing(lines, at), ..cell(target, CellAlign::Left) });
    }
    cells.push(cell(&task.deadline.printed(), CellAlign::Centre));
    cells.push(cell(&offices(plan, &task.lead), CellAlign::Centre));
    cells.push(cell(&offices(plan, &task.support), CellAlign::Centre));
    Row { kind: RowKind::Item, cells }
}

/// Two levels: "Phân công nhiệm vụ" stands over lead and support.
pub(super) fn head(annex: &Annex) -> Vec<Row> {
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
pub(super) fn columns(annex: &Annex) -> Vec<Column> {
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
