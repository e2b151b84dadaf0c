//! What stands above the table: which form it is, of which period and office, and the day that rows without one have.

use std::sync::Arc;

use super::columns::{Column, Headed, folded};
use super::sheet::{Cell, Kind, Sheet};
use super::values::{self, Fault};
use crate::base::{Diagnostic, Place, Source};
use crate::input::conform::closest;
use crate::plan::{OfficeId, Plan, ReportPeriod};

/// The first cell of a form; the number is that of its layout.
const MARK: &str = "vanthu:bieu-tien-do:1";
/// What stands before the day that rows without one have.
pub const COMMON_DAY: &str = "Số liệu đến ngày";

/// Which form a sheet is: a hidden row of cells, each a name and a value, so that no program takes one for a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Kỳ báo cáo.
    pub period: ReportPeriod,
    /// Who fills it in.
    pub office: OfficeId,
    /// Whose plan it is.
    pub issuer: String,
    /// What the plan is about.
    pub title: String,
}

impl Head {
    /// The head of a form of a plan.
    pub fn new(plan: &Plan, period: ReportPeriod, office: OfficeId) -> Self {
        let in_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { period, office, issuer: in_line(&plan.issuer.short), title: in_line(&plan.document.title) }
    }

    /// Its cells.
    pub fn cells(&self) -> [String; 5] {
        [
            MARK.to_owned(),
            format!("ky:{}", self.period),
            format!("don-vi:{}", self.office),
            format!("co-quan:{}", self.issuer),
            format!("van-ban:{}", self.title),
        ]
    }

    fn read(row: &[Cell]) -> Option<Self> {
        let value = |name: &str| row.iter().find_map(|cell| cell.text.strip_prefix(name)?.strip_prefix(':'));
        Some(Self {
            period: ReportPeriod::parse(value("ky")?)?,
            office: OfficeId(value("don-vi")?.to_owned()),
            issuer: value("co-quan")?.to_owned(),
            title: value("van-ban")?.to_owned(),
        })
    }
}

/// Where the parts of a sheet stand.
pub struct Layout {
    /// Which form it is; none for a table made by hand.
    pub head: Option<(Head, Place)>,
    /// The cell of the day that rows without one have.
    pub common_day: Option<Cell>,
    /// The columns by their position.
    pub columns: Vec<(usize, Column)>,
    /// The row of the headings.
    pub heading: usize,
}

impl Layout {
    /// The parts of a sheet that has the headings of a form; else none.
    pub fn find(sheet: &Sheet) -> Option<Self> {
        let heading = sheet.rows.iter().position(|row| is_heading(row))?;
        let above = &sheet.rows[..heading];
        let marked = above.iter().find_map(|row| row.iter().find(|cell| cell.text == MARK).map(|cell| (row, cell)));
        let head = marked.and_then(|(row, cell)| Some((Head::read(row)?, sheet.place(cell))));
        let label = folded(COMMON_DAY);
        let common_day = above.iter().find_map(|row| {
            let at = row.iter().position(|cell| folded(cell.text.trim_end_matches(':')) == label)?;
            row.get(at + 1).cloned()
        });
        let columns = Column::of_row(&sheet.rows[heading]);
        Some(Self { head, common_day, columns, heading })
    }
}

/// Whether a row names the task and something to say of it.
fn is_heading(row: &[Cell]) -> bool {
    let columns = Column::of_row(row);
    columns.iter().any(|(_, column)| *column == Column::Task) && columns.iter().any(|(_, column)| column.is_filled_in())
}

/// What is wrong with a row of headings: one that means nothing, or one that stands twice.
pub fn heading_faults<C: Headed>(sheet: &Sheet, row: &[Cell]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut seen = Vec::new();
    for cell in row.iter().filter(|cell| cell.kind != Kind::Blank) {
        match C::find(&cell.text) {
            Some(column) if seen.contains(&column) => found.push(
                Diagnostic::error(
                    "column-twice",
                    format!("cột `{}` có hai lần", cell.text),
                    format!("the column `{}` stands twice", cell.text),
                )
                .at(&sheet.place(cell))
                .hint("giữ một cột", "keep one of them"),
            ),
            Some(column) => seen.push(column),
            None => found.push(unknown_column::<C>(sheet, cell)),
        }
    }
    found
}

fn unknown_column<C: Headed>(sheet: &Sheet, cell: &Cell) -> Diagnostic {
    let written = &cell.text;
    let known = C::ALL.iter().flat_map(|column| [column.heading(), column.key()]);
    let meant = closest(written, known.filter(|_| written.len() <= 100));
    let table = C::TABLE;
    let (mut vi, mut en) =
        (format!("{} không có cột `{written}`", table.vi), format!("{} has no column `{written}`", table.en));
    if let Some(meant) = meant {
        vi += &format!("; ý bạn là `{meant}`?");
        en += &format!("; did you mean `{meant}`?");
    }
    Diagnostic::error("unknown-column", vi, en).at(&sheet.place(cell)).hint(
        format!("các cột được đọc: {}; bỏ cột thừa", listed::<C>(C::heading)),
        format!("the columns that are read: {}; remove any other", listed::<C>(C::key)),
    )
}

/// What stands under no heading and would be lost in silence.
pub fn stray<'c>(heading: &[Cell], row: &'c [Cell]) -> Option<(&'c Cell, Fault)> {
    let headed = |at: usize| heading.get(at).is_some_and(|cell| cell.kind != Kind::Blank);
    let (_, cell) = row.iter().enumerate().find(|(at, cell)| cell.kind != Kind::Blank && !headed(*at))?;
    let written = &cell.text;
    let fault = values::fault(
        "cell-without-heading",
        format!("`{written}` nằm ngoài các cột của bảng"),
        format!("`{written}` stands under no heading"),
        "chuyển vào đúng cột; trong CSV, ô có dấu ngăn cách thì đặt trong dấu nháy kép",
        "move it to its column; in CSV a field with the delimiter in it goes in double quotes",
    );
    Some((cell, fault))
}

/// The names of the columns that are read.
pub fn listed<C: Headed>(name: fn(C) -> &'static str) -> String {
    let read = C::ALL.iter().copied().filter(|column| column.is_read());
    read.map(|column| format!("`{}`", name(column))).collect::<Vec<_>>().join(", ")
}

/// A file that holds no form.
pub fn not_a_form(name: &str) -> Diagnostic {
    Diagnostic::error(
        "not-a-form",
        "tệp không có bảng tiến độ: không thấy dòng tiêu đề với cột `Mã nhiệm vụ`",
        "the file has no progress table: no row of headings with the column `task`",
    )
    .at(&whole(name))
    .hint(
        "xuất biểu bằng `vanthu tien-do bieu`; bảng tự lập thì dòng đầu ghi tên cột: task, day, status, percent, done",
        "make a form with `vanthu progress form`; a table of your own begins with the names of its columns: task, day, status, percent, done",
    )
}

/// The place of a file as a whole.
pub fn whole(name: &str) -> Place {
    Place { source: Source::sheet(name, [("A1".to_owned(), String::new())]), span: Default::default() }
}

/// Whether a form belongs to this plan and to the period that is asked for; every reason why not.
pub fn foreign(plan: &Plan, head: &Head, place: &Place, period: Option<ReportPeriod>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let own = Head::new(plan, head.period, head.office.clone());
    let mut other = |vi: String, en: String, hint: (&str, &str)| {
        found.push(Diagnostic::error("foreign-form", vi, en).at(place).hint(hint.0, hint.1));
    };
    if (folded(&own.issuer), folded(&own.title)) != (folded(&head.issuer), folded(&head.title)) {
        let (issuer, title) = (&head.issuer, &head.title);
        other(
            format!("biểu này của văn bản khác: “{title}” của {issuer}"),
            format!("this form belongs to another document: “{title}” of {issuer}"),
            (
                "nhập vào đúng dự án; nếu kế hoạch đã đổi tên sau khi xuất biểu thì xuất lại biểu và chép số liệu sang",
                "import it into its own project; if the plan was renamed since, make the form again and copy the data over",
            ),
        );
    }
    if period.is_some_and(|period| period != head.period) {
        let (is, asked) = (head.period.in_words(), period.map(ReportPeriod::in_words).unwrap_or_default());
        other(
            format!("biểu này của {is}, không phải {asked}"),
            format!("this form is for {}, not for {}", head.period, period.map(|p| p.to_string()).unwrap_or_default()),
            ("nhập biểu của từng kỳ riêng", "import the forms of each period by themselves"),
        );
    }
    if plan.office(&head.office).is_none() {
        let office = &head.office;
        other(
            format!("biểu này của đơn vị `{office}`, kế hoạch không có đơn vị ấy"),
            format!("this form is of the office `{office}`, which the plan does not have"),
            ("xuất lại biểu cho đơn vị có trong plan.yaml", "make the form again for an office of plan.yaml"),
        );
    }
    found
}

/// Places share their file.
impl Sheet {
    /// The place of a cell.
    pub fn place(&self, cell: &Cell) -> Place {
        Place { source: Arc::clone(&self.source), span: cell.span }
    }
}
