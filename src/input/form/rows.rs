//! Rows of a form → nodes of the log, as if they had been written there: from then on one set of checks holds for both.

use std::sync::Arc;

use chrono::NaiveDate;

use super::columns::Column;
use super::evidence;
use super::head::Layout;
use super::sheet::{Cell, Kind, Sheet};
use super::values::{self, Fault};
use crate::base::{Diagnostic, Diagnostics, Place, Span, text};
use crate::input::progress::tasks::Tasks;
use crate::input::text::Texts;
use crate::input::tree::{Entry, Node, Value};
use crate::plan::{Days, Decimal, Numbered, Status};

/// A value of a cell, and whether it is other than when the form was made.
struct Said<T> {
    value: T,
    span: Span,
    new: bool,
}

/// What the rows of one task say on one day.
struct Filled {
    task: (String, Span),
    whole: Span,
    /// The cell of the day, filled or not.
    day_cell: Span,
    day: Option<(NaiveDate, Span)>,
    status: Option<Said<Status>>,
    percent: Option<Said<Decimal>>,
    values: Vec<(String, Said<Decimal>)>,
    texts: Vec<(&'static str, String, Span)>,
    evidence: Option<(String, Span)>,
    /// A cell of it is wrong, and said to be.
    broken: bool,
}

/// Reads the rows of a sheet.
pub struct Reader<'a, 'p> {
    pub sheet: &'a Sheet,
    pub layout: &'a Layout,
    /// The days of the form's period.
    pub days: Option<Days>,
    pub tasks: &'a Tasks<'p>,
    /// The texts of the sheet, weighed together.
    pub texts: Texts,
    pub found: &'a mut Diagnostics,
}

impl Reader<'_, '_> {
    /// The entries that were filled in; rows that nobody touched say nothing.
    pub fn entries(mut self) -> Vec<Node> {
        let mut filled: Vec<Filled> = Vec::new();
        let sheet = self.sheet;
        for row in sheet.rows.iter().skip(self.layout.heading + 1) {
            let row = Row { cells: row, layout: self.layout };
            self.stray(&row);
            let Some(next) = self.row(&row) else { continue };
            match filled.last_mut().filter(|last| next.continues(last)) {
                Some(last) => {
                    last.values.extend(next.values);
                    last.broken |= next.broken;
                }
                None => filled.push(next),
            }
        }
        filled.retain(|row| !row.broken && row.is_touched());
        let common = self.common_day(&filled);
        let nodes = filled.into_iter().filter_map(|row| self.node(row, common)).collect();
        self.found.extend(self.texts.finish());
        nodes
    }

    fn report(&mut self, span: Span, fault: Diagnostic) {
        let place = Place { source: Arc::clone(&self.sheet.source), span };
        self.found.push(fault.at(&place));
    }

    /// Reads a cell; one that cannot be read has been reported, and breaks its row.
    fn read<T>(
        &mut self,
        cell: Option<&Cell>,
        broken: &mut bool,
        read: impl FnOnce(&Cell) -> Result<Option<T>, Fault>,
    ) -> Option<(T, Span)> {
        let cell = cell?;
        match read(cell) {
            Ok(value) => value.map(|value| (value, cell.span)),
            Err(fault) => {
                self.report(cell.span, *fault);
                *broken = true;
                None
            }
        }
    }

    /// What stands under no heading would be lost in silence.
    fn stray(&mut self, row: &Row<'_>) {
        let stray = super::head::stray(&self.sheet.rows[self.layout.heading], row.cells);
        if let Some((cell, fault)) = stray
            && row.of(Column::Task).is_some_and(|cell| cell.kind != Kind::Blank)
        {
            self.report(cell.span, *fault);
        }
    }

    fn row(&mut self, row: &Row<'_>) -> Option<Filled> {
        let mut broken = false;
        let Some(task) = self.read(row.of(Column::Task), &mut broken, values::id) else {
            if !broken {
                self.without_task(row);
            }
            return None;
        };
        let before = row.of(Column::Before).map(|cell| Before::read(&cell.text)).unwrap_or_default();
        let day = self.read(row.of(Column::Day), &mut broken, values::day);
        if let Some((day, span)) = day {
            broken |= !self.in_period(day, span);
        }
        let status = self.read(row.of(Column::Status), &mut broken, values::status);
        let percent = self.read(row.of(Column::Percent), &mut broken, values::percent);
        let values = self.value(row, &task.0, &before, &mut broken);
        let mut texts = Vec::new();
        for (column, key) in [(Column::Done, "done"), (Column::Difficulty, "difficulty"), (Column::Cause, "cause")] {
            let text = self.read(row.of(column), &mut broken, values::text);
            texts.extend(text.map(|(text, span)| (key, text, span)));
        }
        let evidence = self.read(row.of(Column::Evidence), &mut broken, values::text);
        Some(Filled {
            whole: row.shown().unwrap_or(task.1),
            day_cell: row.of(Column::Day).map_or(task.1, |cell| cell.span),
            task,
            day,
            status: status.map(|(value, span)| Said { value, span, new: before.status != Some(value) }),
            percent: percent.map(|(value, span)| Said { value, span, new: before.percent != Some(value) }),
            values: values.into_iter().collect(),
            texts,
            evidence,
            broken,
        })
    }

    /// The rows of fields and signatures have no id and nothing filled in.
    fn without_task(&mut self, row: &Row<'_>) {
        let filled = row.filled().find(|cell| cell.kind != Kind::Blank);
        if let Some(cell) = filled {
            self.report(
                cell.span,
                *values::fault(
                    "row-without-task",
                    "dòng này có số liệu nhưng không có mã nhiệm vụ".to_owned(),
                    "this row says something, but of no task".to_owned(),
                    "ghi mã nhiệm vụ ở cột `Mã nhiệm vụ`, hoặc chuyển số liệu vào dòng của nhiệm vụ",
                    "write the task's id in its column, or move what is said into the row of the task",
                ),
            );
        }
    }

    /// The value of a row with the measure that it is of.
    fn value(
        &mut self,
        row: &Row<'_>,
        task: &str,
        before: &Before,
        broken: &mut bool,
    ) -> Option<(String, Said<Decimal>)> {
        let cell = row.of(Column::Value).filter(|cell| cell.kind != Kind::Blank)?;
        let measure = self.read(row.of(Column::Measure), broken, values::id).map(|(id, _)| id);
        let tasks = self.tasks;
        let task = tasks.get(task);
        let measure = match (measure, task) {
            (Some(measure), _) => measure,
            (None, Some(Numbered { measures: [only], .. })) => only.id.value.clone(),
            (None, _) => {
                *broken = true;
                self.report(cell.span, *which_measure(task));
                return None;
            }
        };
        let known = task.and_then(|task| task.measures.iter().find(|known| known.id.value == measure));
        // A measure that is not known will be reported as such.
        let in_percent = known.is_none_or(|known| known.unit.as_ref().is_some_and(|unit| unit.value == "%"));
        let (value, span) = self.read(Some(cell), broken, |cell| values::value(cell, in_percent))?;
        Some((measure, Said { value, span, new: before.value != Some(value) }))
    }

    /// Whether a day can be told of in the form's period: a fact of the days to come is none.
    fn in_period(&mut self, day: NaiveDate, span: Span) -> bool {
        let Some(days) = self.days else { return true };
        let figures = text::day_in_figures(day);
        let (first, last) = (text::day_in_figures(days.first), text::day_in_figures(days.last));
        if day > days.last {
            self.report(
                span,
                *values::fault(
                    "day-after-period",
                    format!("ngày {figures} ở sau ngày cuối của kỳ báo cáo ({last})"),
                    format!("{figures} is after the last day of the period ({last})"),
                    "ghi ngày của sự việc, không sau ngày cuối kỳ; việc của kỳ sau thì ghi vào biểu kỳ sau",
                    "write the day of the fact, no later than the period's last; what comes after goes into the next form",
                ),
            );
            return false;
        }
        if day < days.first {
            let early = Diagnostic::warning(
                "day-before-period",
                format!("ngày {figures} ở trước ngày đầu của kỳ báo cáo ({first})"),
                format!("{figures} is before the first day of the period ({first})"),
            );
            let early = early.hint(
                "nếu đúng là việc của kỳ trước nay mới ghi thì để nguyên; báo cáo kỳ trước sẽ khác khi làm lại",
                "if it is a fact of an earlier period told late, leave it; that period's report changes when it is made again",
            );
            self.report(span, early);
        }
        true
    }

    /// The day of rows that have none of their own; reports what is missing, once where one cell would mend it.
    fn common_day(&mut self, filled: &[Filled]) -> Option<NaiveDate> {
        let cell = self.layout.common_day.clone();
        let mut broken = false;
        let day = self.read(cell.as_ref(), &mut broken, values::day);
        let without: Vec<Span> = filled.iter().filter(|row| row.day.is_none()).map(|row| row.day_cell).collect();
        if let Some((day, span)) = day {
            // A wrong day that no row takes troubles nobody.
            return if without.is_empty() || self.in_period(day, span) { Some(day) } else { None };
        }
        if broken || without.is_empty() {
            return None;
        }
        let missing = |vi: String, en: String| {
            values::fault(
                "missing-day",
                vi,
                en,
                "ghi ngày của sự việc: 12/9/2023",
                "write the day of the fact: 12/9/2023",
            )
        };
        match cell {
            Some(cell) => {
                let count = without.len();
                let label = super::head::COMMON_DAY;
                self.report(
                    cell.span,
                    *missing(
                        format!("ô `{label}` còn trống, mà {count} dòng có số liệu không ghi ngày riêng"),
                        format!(
                            "the cell `{label}` is blank, and {count} rows that say something have no day of their own"
                        ),
                    ),
                );
            }
            None => {
                for span in without {
                    self.report(span, *missing("dòng này không ghi ngày".to_owned(), "this row has no day".to_owned()));
                }
            }
        }
        None
    }

    /// A row as the log would have it.
    fn node(&mut self, row: Filled, common: Option<NaiveDate>) -> Option<Node> {
        // A day that is missing has been reported; the rest is checked all the same, on a day long before any log.
        let common = common.map(|day| (day, row.whole));
        let (day, day_span) = row.day.or(common).unwrap_or((NaiveDate::default(), row.day_cell));
        let (status, percent) = row.what_counts();
        let mut entries = vec![
            Entry::new("day", Node::text(day.to_string(), day_span)),
            Entry::new("task", Node::text(row.task.0.clone(), row.task.1)),
        ];
        entries.extend(status.map(|said| Entry::new("status", Node::text(word(said.value), said.span))));
        entries.extend(percent.map(|said| Entry::new("percent", Node::text(said.value.plain(), said.span))));
        let values: Vec<Entry> = row
            .values
            .iter()
            .filter(|(_, said)| said.new)
            .map(|(id, said)| Entry::new(id, Node::text(said.value.plain(), said.span)))
            .collect();
        if let Some(span) = values.first().map(|value| value.key_span) {
            entries.push(Entry::new("values", Node { value: Value::Map(values), span }));
        }
        for (key, text, span) in &row.texts {
            entries.push(Entry::new(*key, self.words(text, *span)));
        }
        if let Some((lines, span)) = &row.evidence {
            let shown: Vec<Node> = evidence::lines(lines).map(|line| self.evidence(line, *span)).collect();
            entries.push(Entry::new("evidence", Node::list(shown, *span)));
        }
        if !entries.iter().any(|entry| ["status", "percent", "values", "done"].contains(&entry.key.as_str())) {
            self.report(row.whole, *nothing_said());
            return None;
        }
        Some(Node { value: Value::Map(entries), span: row.whole })
    }

    /// A text, with findings about what cannot be printed of it.
    fn words(&mut self, text: &str, span: Span) -> Node {
        let node = Node::text(text, span);
        if let Value::Scalar(scalar) = &node.value {
            self.found.extend(self.texts.read(&self.sheet.source, &node, scalar));
        }
        node
    }

    fn evidence(&mut self, line: &str, span: Span) -> Node {
        match evidence::document(line) {
            Some(document) => {
                let fields = [
                    ("document", Some(self.words(document.name, span))),
                    ("number", Some(self.words(document.number, span))),
                    ("date", Some(Node::text(document.date.to_string(), span))),
                ];
                Node::map(fields, span)
            }
            None => self.words(line, span),
        }
    }
}

impl Filled {
    /// Whether it is a further measure of the row above, and nothing else.
    fn continues(&self, above: &Self) -> bool {
        self.task.0 == above.task.0
            && self.day.is_none()
            && self.status.is_none()
            && self.percent.is_none()
            && self.texts.is_empty()
            && self.evidence.is_none()
            && !self.values.iter().any(|(id, _)| above.values.iter().any(|(other, _)| other == id))
    }

    /// Whether anybody wrote in it since the form was made.
    fn is_touched(&self) -> bool {
        self.day.is_some()
            || self.status.as_ref().is_some_and(|said| said.new)
            || self.percent.as_ref().is_some_and(|said| said.new)
            || self.values.iter().any(|(_, said)| said.new)
            || !self.texts.is_empty()
            || self.evidence.is_some()
    }

    /// Status and percent as they count. What still stands there from before gives way to what is new where the work went
    /// on: whoever chooses "Hoàn thành" need not also mend the percent, and 100% need not wait for the status.
    fn what_counts(&self) -> (Option<&Said<Status>>, Option<&Said<Decimal>>) {
        let (mut status, mut percent) = (self.status.as_ref(), self.percent.as_ref());
        match (status, percent) {
            (Some(said), Some(done)) if done.new && !said.new => {
                let went_on = match said.value {
                    Status::NotStarted => done.value.is_positive(),
                    Status::InProgress => done.value >= Decimal::whole(100),
                    Status::Done => false,
                };
                if went_on {
                    status = None;
                }
            }
            (Some(_), Some(done)) if !done.new => percent = None,
            (None, Some(done)) if !done.new && self.tells_of_work() => percent = None,
            (Some(_) | None, Some(_) | None) => {}
        }
        (status, percent)
    }

    /// Whether a value or a text says how the work stands.
    fn tells_of_work(&self) -> bool {
        self.values.iter().any(|(_, value)| value.new) || self.texts.iter().any(|(key, ..)| *key == "done")
    }
}

/// The cells of a row by their columns.
struct Row<'a> {
    cells: &'a [Cell],
    layout: &'a Layout,
}

impl Row<'_> {
    fn of(&self, column: Column) -> Option<&Cell> {
        let (at, _) = self.layout.columns.iter().find(|(_, one)| *one == column)?;
        self.cells.get(*at)
    }

    fn filled(&self) -> impl Iterator<Item = &Cell> {
        Column::ALL.into_iter().filter(|column| column.is_filled_in()).filter_map(|column| self.of(column))
    }

    /// The cell by which a reader finds the row: the first one that says something and is not hidden in a form.
    fn shown(&self) -> Option<Span> {
        let visible = [Column::Number, Column::Name].into_iter().filter_map(|column| self.of(column));
        let cell = visible.chain(self.filled()).find(|cell| cell.kind != Kind::Blank);
        cell.map(|cell| cell.span)
    }
}

/// What a form said when it was made: `s:in-progress p:60 v:99.95`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// Tình trạng.
    pub status: Option<Status>,
    /// Phần việc đã làm.
    pub percent: Option<Decimal>,
    /// The value of the row's measure.
    pub value: Option<Decimal>,
}

impl Before {
    fn read(written: &str) -> Self {
        let of = |name: &str| written.split(' ').find_map(|part| part.strip_prefix(name));
        Self {
            status: of("s:").and_then(|key| {
                [Status::NotStarted, Status::InProgress, Status::Done].into_iter().find(|status| word(*status) == key)
            }),
            percent: of("p:").and_then(Decimal::parse),
            value: of("v:").and_then(Decimal::parse),
        }
    }

    /// The cell, read back by the next import.
    pub fn cell(&self) -> String {
        let parts = [
            self.status.map(|status| format!("s:{}", word(status))),
            self.percent.map(|percent| format!("p:{}", percent.plain())),
            self.value.map(|value| format!("v:{}", value.plain())),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// The word of the log.
pub const fn word(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "not-started",
        Status::InProgress => "in-progress",
        Status::Done => "done",
    }
}

fn which_measure(task: Option<&Numbered<'_>>) -> Fault {
    let ids: Vec<&str> =
        task.map(|task| task.measures).unwrap_or_default().iter().map(|m| m.id.value.as_str()).collect();
    let (vi, en) = if ids.is_empty() {
        ("nhiệm vụ này không có chỉ tiêu đo được".to_owned(), "this task has no measure".to_owned())
    } else {
        (
            "nhiệm vụ này có nhiều chỉ tiêu; không rõ kết quả này của chỉ tiêu nào".to_owned(),
            "this task has several measures, and the value does not say which one it is of".to_owned(),
        )
    };
    let all = crate::input::conform::listed(&ids);
    let (hint_vi, hint_en) = if ids.is_empty() {
        (
            "ghi kết quả bằng lời ở cột `Kết quả thực hiện`".to_owned(),
            "tell the result in words, in the column `done`".to_owned(),
        )
    } else {
        (format!("ghi mã ở cột `Mã chỉ tiêu`: {all}"), format!("write its id in the column `measure`: {all}"))
    };
    values::fault("which-measure", vi, en, &hint_vi, &hint_en)
}

fn nothing_said() -> Fault {
    values::fault(
        "nothing-said",
        "dòng này có ghi nhưng không nói nhiệm vụ đến đâu".to_owned(),
        "this row says something, but not how the task stands".to_owned(),
        "ghi thêm tình trạng, phần việc đã làm, kết quả đo được hoặc kết quả thực hiện",
        "add a status, a percent, a value or what was done",
    )
}
