//! The table of `vanthu status`: as wide as the terminal, columns left out where it is too narrow.

use chrono::NaiveDate;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::super::language::Language;
use crate::base::text;
use crate::plan::{Standing, TaskState};
use crate::view::{StatusRow, StatusView};

/// Between two columns.
const GAP: usize = 2;
/// Posts' names are cut here.
const LEAD_MOST: usize = 22;
/// The name of a task gets so much, or other columns are left out.
const NAME_LEAST: usize = 24;

/// A column: its head and a cell for every row.
struct Column {
    kind: Kind,
    cells: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Name,
    Lead,
    Deadline,
    State,
    Percent,
    LastEntry,
}

impl Kind {
    const ALL: [Self; 7] =
        [Self::Number, Self::Name, Self::Lead, Self::Deadline, Self::State, Self::Percent, Self::LastEntry];
    /// What a narrow terminal goes without, in this order.
    const SPARED: [Self; 4] = [Self::LastEntry, Self::Percent, Self::Deadline, Self::Lead];

    fn head(self, language: Language) -> &'static str {
        match self {
            Self::Number => language.pick("Số", "No."),
            Self::Name => language.pick("Nhiệm vụ", "Task"),
            Self::Lead => language.pick("Chủ trì", "Lead"),
            Self::Deadline => language.pick("Thời hạn", "Deadline"),
            Self::State => language.pick("Tình trạng", "State"),
            Self::Percent => "%",
            Self::LastEntry => language.pick("Cập nhật", "Last entry"),
        }
    }
}

/// The whole table with its heading and its totals.
pub(super) fn table(view: &StatusView<'_>, at_risk_days: u32, language: Language, width: usize) -> String {
    let day = figures(view.day, language);
    let heading = match language {
        Language::Vi => format!("Tình hình thực hiện nhiệm vụ đến hết ngày {day}"),
        Language::En => format!("How the tasks stand at the end of {day}"),
    };
    let mut lines = wrapped(&heading, width);
    lines.push(String::new());
    if !view.rows.is_empty() {
        lines.extend(rows(view, language, width));
        lines.push(String::new());
    }
    lines.extend(wrapped(&totals(view, at_risk_days, language), width));
    lines.into_iter().map(|line| line + "\n").collect()
}

fn rows(view: &StatusView<'_>, language: Language, width: usize) -> Vec<String> {
    let column = |kind: Kind| Column {
        kind,
        cells: std::iter::once(kind.head(language).to_owned())
            .chain(view.rows.iter().map(|row| cell(kind, row, language)))
            .collect(),
    };
    let mut columns: Vec<Column> = Kind::ALL.into_iter().map(column).collect();
    let name_natural = columns.iter().find(|column| column.kind == Kind::Name).map_or(0, Column::width);
    for spared in Kind::SPARED {
        if room_for_name(&columns, width) < NAME_LEAST.min(name_natural) {
            columns.retain(|column| column.kind != spared);
        }
    }
    let room = room_for_name(&columns, width).max(1);
    let widths: Vec<usize> = columns
        .iter()
        .map(|column| if column.kind == Kind::Name { column.width().min(room) } else { column.width() })
        .collect();
    let line = |at: usize| {
        let cells = columns.iter().zip(&widths).filter_map(|(column, width)| {
            let cell = cut(column.cells.get(at)?, *width);
            let blanks = " ".repeat(width.saturating_sub(cell.width()));
            Some(if column.kind == Kind::Percent { blanks + &cell } else { cell + &blanks })
        });
        let line = cells.collect::<Vec<_>>().join(&" ".repeat(GAP));
        cut(line.trim_end(), width)
    };
    (0..=view.rows.len()).map(line).collect()
}

impl Column {
    fn width(&self) -> usize {
        self.cells.iter().map(|cell| cell.width()).max().unwrap_or_default()
    }
}

/// What the other columns leave of the terminal's width.
fn room_for_name(columns: &[Column], width: usize) -> usize {
    let others: usize = columns.iter().filter(|column| column.kind != Kind::Name).map(|c| c.width() + GAP).sum();
    width.saturating_sub(others)
}

fn cell(kind: Kind, row: &StatusRow<'_>, language: Language) -> String {
    let standing = &row.standing;
    match kind {
        Kind::Number => row.numbered.full.clone(),
        Kind::Name => in_line(&row.numbered.task.name.value),
        Kind::Lead => {
            let names: Vec<&str> = row.lead.iter().map(|office| office.name.value.as_str()).collect();
            cut(&in_line(&names.join(", ")), LEAD_MOST)
        }
        Kind::Deadline => standing.last_day.map_or_else(|| "–".to_owned(), |day| figures(day, language)),
        Kind::State => state(standing, row.at_risk, language),
        Kind::Percent => standing.percent.map_or_else(
            || "–".to_owned(),
            |percent| match language {
                Language::Vi => format!("{percent}%"),
                Language::En => format!("{}%", percent.plain()),
            },
        ),
        Kind::LastEntry => {
            standing.last_entry.map_or_else(|| "–".to_owned(), |entry| figures(entry.day.value, language))
        }
    }
}

/// The state, with days late or, where the task is at risk, days left.
fn state(standing: &Standing<'_>, at_risk: bool, language: Language) -> String {
    let word = word(standing.state, language);
    match (standing.days_late(), standing.days_left()) {
        (Some(late), _) => match language {
            Language::Vi => format!("{word} {late} ngày"),
            Language::En => format!("{word} by {}", days(late)),
        },
        (None, Some(left)) if at_risk => match language {
            Language::Vi => format!("{word}, còn {left} ngày"),
            Language::En => format!("{word}, {} left", days(left)),
        },
        (None, Some(_) | None) => word.to_owned(),
    }
}

fn days(count: i64) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

pub(in crate::app) fn word(state: TaskState, language: Language) -> &'static str {
    match state {
        TaskState::DoneOnTime => language.pick("Hoàn thành đúng hạn", "Done on time"),
        TaskState::DoneLate => language.pick("Hoàn thành quá hạn", "Done late"),
        TaskState::Overdue => language.pick("Quá hạn", "Overdue"),
        TaskState::InProgress => language.pick("Đang thực hiện", "In progress"),
        TaskState::NotStarted => language.pick("Chưa thực hiện", "Not started"),
        TaskState::Continuous => language.pick("Thường xuyên", "Continuous"),
    }
}

/// How many tasks in each state, how many of them at risk, and how much of all is done.
fn totals(view: &StatusView<'_>, at_risk_days: u32, language: Language) -> String {
    let count = |state| format!("{} {}", view.tally.of(state), word(state, language).to_lowercase());
    let states = TaskState::ALL.map(count).join(", ");
    let (total, shown, at_risk) = (view.tally.total(), view.rows.len(), view.at_risk);
    let completion = view.tally.completion().to_string();
    let shown = match language {
        Language::Vi if shown < total => format!("Hiện {shown} trong "),
        Language::En if shown < total => format!("{shown} shown of "),
        Language::Vi | Language::En => String::new(),
    };
    match language {
        Language::Vi => format!(
            "{shown}{total} nhiệm vụ: {states}; {at_risk} có nguy cơ quá hạn (còn không quá {at_risk_days} ngày). Tỷ lệ hoàn thành: {completion}"
        ),
        Language::En => format!(
            "{shown}{total} tasks: {states}; {at_risk} at risk (no more than {at_risk_days} days left). Completion: {}",
            completion.replace(',', ".")
        ),
    }
}

/// A day as each language writes it.
fn figures(day: NaiveDate, language: Language) -> String {
    match language {
        Language::Vi => text::day_in_figures(day),
        Language::En => day.to_string(),
    }
}

/// On one line, without characters that a terminal would obey.
pub(in crate::app) fn in_line(text: &str) -> String {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

/// At most so wide, with `…` where something was cut off.
pub(in crate::app) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(1);
    let (mut shown, mut used) = (String::new(), 0);
    for c in text.chars() {
        used += c.width().unwrap_or_default();
        if used > room {
            break;
        }
        shown.push(c);
    }
    shown.truncate(shown.trim_end().len());
    if width > 0 {
        shown.push('…');
    }
    shown
}

/// Lines of whole words, each as long as fits.
pub(in crate::app) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_fits_the_terminal() {
        let text = include_str!("../../../plans/diem-thuy-2023/plan.yaml");
        let plan = crate::input::read_plan(crate::base::Source::new("plan.yaml", text)).0.expect("a plan");
        let log =
            crate::base::Source::new("progress.yaml", include_str!("../../../plans/diem-thuy-2023/progress.yaml"));
        let (progress, _) = crate::input::read_progress(&plan, &[log]);
        let day = NaiveDate::from_ymd_opt(2024, 3, 14).expect("a day");
        let view = StatusView::new(&plan, &progress, day, None, crate::view::Only::All);
        for width in 14..200 {
            for line in table(&view, 30, Language::Vi, width).lines() {
                assert!(line.width() <= width, "{width}: {line}");
            }
        }
        insta::assert_snapshot!(table(&view, 30, Language::Vi, 64));
    }

    #[test]
    fn texts_are_cut_by_their_width() {
        assert_eq!(cut("Điềm Thụy", 9), "Điềm Thụy");
        assert_eq!(cut("Điềm Thụy", 6), "Điềm…");
        assert_eq!(cut("表表表", 5), "表表…");
        assert_eq!(cut("表表表", 4), "表…");
        assert_eq!(cut("ê\u{301}ê\u{301}ê\u{301}", 2), "ê\u{301}…");
        assert_eq!((cut("abc", 1).as_str(), cut("abc", 0).as_str()), ("…", ""));
        assert_eq!(in_line("a\u{1b}[31m\n b\t"), "a [31m b");
        assert_eq!(wrapped("một hai ba", 7), ["một hai", "ba"]);
        assert_eq!(wrapped("dài", 1), ["dài"]);
    }
}
