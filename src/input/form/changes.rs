//! Tables of changes (XLSX, CSV) → proposed entries of reassignments.yaml: one row, one entry.

use std::sync::Arc;

use super::Sheets;
use super::columns::{Headed, folded};
use super::head;
use super::sheet::{Cell, Sheet};
use super::values::{self, Fault};
use crate::base::{Diagnostic, Diagnostics, Place, Span};
use crate::input::plan::deadline;
use crate::input::proposal::{Form, Proposal};
use crate::input::shape::Words;
use crate::input::tree::{Entry, Node, Value};
use crate::plan::{DeadlineKind, Office, Plan};

/// A column of such a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeColumn {
    /// STT; not read.
    Number,
    /// The tasks: ids or numbers of the issued annex.
    Tasks,
    /// What the task is called; not read.
    Name,
    /// Chủ trì mới.
    Lead,
    /// Phối hợp mới.
    Support,
    /// Thời hạn mới.
    Deadline,
    /// Bỏ nhiệm vụ.
    Drop,
    /// Ngày có hiệu lực.
    Effective,
    /// Căn cứ.
    Basis,
    /// Lý do.
    Reason,
}

impl Headed for ChangeColumn {
    const ALL: &'static [Self] = &[
        Self::Number,
        Self::Tasks,
        Self::Name,
        Self::Lead,
        Self::Support,
        Self::Deadline,
        Self::Drop,
        Self::Effective,
        Self::Basis,
        Self::Reason,
    ];
    const TABLE: Words = Words { vi: "bảng phân công lại", en: "a table of changes" };

    fn heading(self) -> &'static str {
        match self {
            Self::Number => "STT",
            Self::Tasks => "Mã nhiệm vụ",
            Self::Name => "Nhiệm vụ",
            Self::Lead => "Chủ trì",
            Self::Support => "Phối hợp",
            Self::Deadline => "Thời hạn",
            Self::Drop => "Bỏ nhiệm vụ",
            Self::Effective => "Hiệu lực từ ngày",
            Self::Basis => "Căn cứ",
            Self::Reason => "Lý do",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Tasks => "task",
            Self::Name => "name",
            Self::Lead => "lead",
            Self::Support => "support",
            Self::Deadline => "deadline",
            Self::Drop => "drop",
            Self::Effective => "effective",
            Self::Basis => "basis",
            Self::Reason => "reason",
        }
    }

    fn is_read(self) -> bool {
        !matches!(self, Self::Number | Self::Name)
    }
}

impl ChangeColumn {
    /// Its key in an entry.
    fn of_entry(self) -> &'static str {
        match self {
            Self::Tasks => "tasks",
            Self::Number
            | Self::Name
            | Self::Lead
            | Self::Support
            | Self::Deadline
            | Self::Drop
            | Self::Effective
            | Self::Basis
            | Self::Reason => self.key(),
        }
    }
}

/// Where the headings stand, and the columns by their positions.
struct Layout {
    heading: usize,
    columns: Vec<(usize, ChangeColumn)>,
}

impl Layout {
    fn find(sheet: &Sheet) -> Option<Self> {
        let rows = sheet.rows.iter().map(|row| ChangeColumn::of_row(row)).enumerate();
        let (heading, columns) = rows.into_iter().find(|(_, columns)| is_heading(columns))?;
        Some(Self { heading, columns })
    }
}

/// Whether a row names the task and something to change of it.
fn is_heading(columns: &[(usize, ChangeColumn)]) -> bool {
    let has = |wanted: &ChangeColumn| columns.iter().any(|(_, column)| column == wanted);
    let new = [ChangeColumn::Lead, ChangeColumn::Support, ChangeColumn::Deadline, ChangeColumn::Drop];
    has(&ChangeColumn::Tasks) && new.iter().any(has)
}

/// The rows of a table as entries; none where the table cannot be read, which has been reported. Where
/// [`Diagnostics::has_errors`], nothing of it may be recorded.
pub fn read_changes(plan: &Plan, name: &str, bytes: Vec<u8>, found: &mut Diagnostics) -> Option<Proposal> {
    let sheets = Sheets::open(name, bytes, found)?;
    let heading = |layout: &Layout| (layout.heading, layout.columns.len());
    let (sheet, layout) = sheets.best::<ChangeColumn, _>(Layout::find, heading, || no_table(name), found)?;
    let mut reader = Reader { plan, sheet: &sheet, layout: &layout, found };
    let rows = sheet.rows.iter().skip(layout.heading + 1);
    let entries = rows.filter_map(|row| reader.entry(row)).collect();
    Some(Proposal { source: sheet.source, form: Form::Table, entries })
}

struct Reader<'a> {
    plan: &'a Plan,
    sheet: &'a Sheet,
    layout: &'a Layout,
    found: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// The entry of a row; none where it only names a task, or where something of it is wrong and reported.
    fn entry(&mut self, row: &[Cell]) -> Option<Node> {
        let mut entries = Vec::new();
        let mut broken = false;
        for column in ChangeColumn::ALL {
            let Some(cell) = self.layout.columns.iter().find(|(_, one)| one == column).and_then(|(at, _)| row.get(*at))
            else {
                continue;
            };
            match self.value(*column, cell) {
                Ok(value) => entries.extend(value.map(|value| Entry::new(column.of_entry(), value))),
                Err(fault) => {
                    self.report(cell.span, *fault);
                    broken = true;
                }
            }
        }
        if let Some((cell, fault)) = head::stray(&self.sheet.rows[self.layout.heading], row)
            && (broken || !entries.is_empty())
        {
            self.report(cell.span, *fault);
            broken = true;
        }
        let (tasks, first) = (ChangeColumn::Tasks.of_entry(), entries.first().map(|entry| entry.key_span)?);
        match entries.iter().find(|entry| entry.key == tasks).map(|entry| entry.key_span) {
            _ if broken => None,
            Some(span) => (entries.len() > 1).then_some(Node { value: Value::Map(entries), span }),
            None => {
                self.report(first, *without_task());
                None
            }
        }
    }

    fn report(&mut self, span: Span, fault: Diagnostic) {
        self.found.push(fault.at(&Place { source: Arc::clone(&self.sheet.source), span }));
    }

    /// What a cell says, as the file would have it.
    fn value(&self, column: ChangeColumn, cell: &Cell) -> Result<Option<Node>, Fault> {
        let span = cell.span;
        let texts = |texts: Vec<String>| Node::list(texts.into_iter().map(|text| Node::text(text, span)), span);
        Ok(match column {
            ChangeColumn::Number | ChangeColumn::Name => None,
            ChangeColumn::Tasks => values::id(cell)?.map(|ids| texts(parts(&ids, &[',', ';', '\n']))),
            ChangeColumn::Lead | ChangeColumn::Support => {
                values::text(cell)?.map(|names| texts(offices(self.plan, &names)))
            }
            ChangeColumn::Deadline => deadline(cell)?.map(|kind| deadline::node(kind, span)),
            ChangeColumn::Drop => drops(cell)?.then(|| Node::word(true, span)),
            ChangeColumn::Effective => values::day(cell)?.map(|day| Node::word(day, span)),
            ChangeColumn::Basis | ChangeColumn::Reason => values::text(cell)?.map(|text| Node::text(text, span)),
        })
    }
}

/// What stands between separators.
fn parts(text: &str, separators: &[char]) -> Vec<String> {
    text.split(separators).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Posts by their ids or by their printed names, which may have commas in them; a dash is nobody.
fn offices(plan: &Plan, names: &str) -> Vec<String> {
    if ["-", "–", "—", "[]"].contains(&names) {
        return Vec::new();
    }
    let id = |name: &str| {
        let is = |office: &&Office| folded(&office.name) == folded(name);
        plan.offices.iter().find(is).map(|office| office.id.value.0.clone())
    };
    let ids = |part: String| match id(&part) {
        Some(id) => vec![id],
        None => parts(&part, &[',']).into_iter().map(|name| id(&name).unwrap_or(name)).collect(),
    };
    parts(names, &[';', '\n']).into_iter().flat_map(ids).collect()
}

fn deadline(cell: &Cell) -> Result<Option<DeadlineKind>, Fault> {
    let Some(text) = values::text(cell)? else { return Ok(None) };
    deadline::typed(&text).map(Some).ok_or_else(|| {
        values::fault(
            "bad-deadline",
            format!("`{text}` không đọc được là thời hạn"),
            format!("`{text}` cannot be read as a deadline"),
            "viết như `31/10/2023`, `trước 31/12/2023`, `quý III năm 2023`, `thường xuyên`, hoặc `by:2023-10-31`, `within:2023-Q3`",
            "write it like `by:2023-10-31`, `before:2023-12-31`, `within:2023-Q3`, `continuous`, or as the annex prints it",
        )
    })
}

/// A cross or a yes.
fn drops(cell: &Cell) -> Result<bool, Fault> {
    let Some(text) = values::text(cell)? else { return Ok(false) };
    match folded(&text).as_str() {
        "x" | "có" | "bỏ" | "true" | "yes" | "1" => Ok(true),
        "không" | "false" | "no" | "0" => Ok(false),
        _ => Err(values::fault(
            "bad-value",
            format!("`{text}` không nói rõ có bỏ nhiệm vụ hay không"),
            format!("`{text}` does not say whether the task is dropped"),
            "ghi `x` để bỏ nhiệm vụ, hoặc bỏ trống",
            "write `x` to drop the task, or leave it blank",
        )),
    }
}

fn without_task() -> Fault {
    values::fault(
        "row-without-task",
        "dòng này có thay đổi nhưng không có mã nhiệm vụ".to_owned(),
        "this row says a change, but of no task".to_owned(),
        "ghi `id` hoặc số in của nhiệm vụ ở cột `Mã nhiệm vụ`: `dung-han-xa`, `III.2.1`",
        "write the task's id or printed number in the column `task`: `dung-han-xa`, `III.2.1`",
    )
}

fn no_table(name: &str) -> Diagnostic {
    let (vi, en) = (head::listed(ChangeColumn::heading), head::listed(ChangeColumn::key));
    Diagnostic::error(
        "no-table",
        "tệp không có bảng phân công lại: không thấy dòng tiêu đề với cột `Mã nhiệm vụ` và cột có điều thay đổi",
        "the file has no table of changes: no row of headings with the column `task` and one of something new",
    )
    .at(&head::whole(name))
    .hint(format!("dòng tiêu đề ghi tên cột: {vi}"), format!("the row of headings names the columns: {en}"))
}
