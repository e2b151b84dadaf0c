//! A form as a workbook: what is known is locked, what is to be filled in is yellow, ids are hidden texts.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::{Form, Row};
use crate::base::{archive, text};
use crate::input::form::{Before, COMMON_DAY, Column, STATUS_WORDS};
use crate::plan::{Decimal, Measure, Status};
use crate::view::bound_in_words;

/// The sheet's name, which findings print with the cell.
const SHEET: &str = "Tiến độ";
/// Rows above the table, from 0: the hidden head, then what a reader sees.
const ISSUER: u32 = 1;
const TITLE: u32 = 2;
const PERIOD: u32 = 3;
const DOCUMENT: u32 = 4;
const OFFICE: u32 = 5;
const HOW: u32 = 6;
const HEADING: u32 = 7;
/// A4 by the number that spreadsheets give it.
const A4: u8 = 9;
/// Longest text of a locked cell: the annex has all of it.
const LONGEST: usize = 1000;
/// What may be typed as a value.
const MOST: f64 = 999_999_999_999.0;

/// The workbook's bytes; the same form gives the same ones.
pub fn write(form: &Form<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A workbook has a time of its making; no clock is asked, so it is the period's first day.
    let made = moment(form.days.first)?;
    let issuer = one_line(&form.plan.issuer.short);
    book.set_properties(&DocProperties::new().set_title(title(form)).set_author(&issuer).set_creation_datetime(&made));
    let styles = Styles::new();
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?;
    above(sheet, form, &styles)?;
    let last = table(sheet, form, &styles)?;
    validations(sheet, form, last)?;
    signatures(sheet, last + 2, &styles)?;
    page(sheet, last + 3)?;
    book.save_to_buffer().map(archive::of_no_system)
}

/// A day of the years that spreadsheets know.
fn moment(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year().clamp(1900, 9999)).unwrap_or(1900);
    ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8)
}

fn title(form: &Form<'_>) -> String {
    format!("BIỂU TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ {}", text::upper(&form.head.period.in_words()))
}

/// The number of a column of the sheet.
fn at(column: Column) -> u16 {
    Column::ALL.iter().position(|one| *one == column).and_then(|at| u16::try_from(at).ok()).unwrap_or_default()
}

/// Its width in letters of the standard face; none for a hidden one.
fn width(column: Column) -> Option<f64> {
    match column {
        Column::Task | Column::Measure | Column::Before => None,
        Column::Number => Some(7.0),
        Column::Name => Some(30.0),
        Column::Target => Some(22.0),
        Column::Deadline | Column::Bound => Some(13.0),
        Column::Known | Column::Evidence => Some(22.0),
        Column::Day => Some(11.5),
        Column::Status => Some(12.5),
        Column::Percent | Column::Value => Some(10.0),
        Column::Done => Some(28.0),
        Column::Difficulty => Some(20.0),
        Column::Cause => Some(16.0),
    }
}

/// How cells look.
struct Styles {
    plain: Format,
    title: Format,
    subtitle: Format,
    heading: Format,
    field: Format,
    locked: Format,
    centred: Format,
    hidden: Format,
    open: Open,
}

/// Cells that are filled in.
struct Open {
    text: Format,
    day: Format,
    status: Format,
    number: Format,
    percent: Format,
}

impl Styles {
    fn new() -> Self {
        let plain =
            Format::new().set_font_name("Times New Roman").set_font_size(12).set_align(FormatAlign::VerticalCenter);
        let cell =
            plain.clone().set_font_size(11).set_text_wrap().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        let open = cell.clone().set_background_color(Color::RGB(0x00FF_F9DB)).set_unlocked();
        let centred = open.clone().set_align(FormatAlign::Center);
        Self {
            title: plain.clone().set_bold().set_font_size(14).set_align(FormatAlign::Center),
            subtitle: plain.clone().set_italic().set_align(FormatAlign::Center).set_text_wrap(),
            heading: cell
                .clone()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0x00E8_EDF3)),
            field: cell.clone().set_bold(),
            centred: cell.clone().set_align(FormatAlign::Center),
            locked: cell,
            hidden: Format::new().set_num_format("@").set_hidden(),
            open: Open {
                // What is typed stays text, also a number of a document such as 41/9.
                text: open.clone().set_num_format("@"),
                day: centred.clone().set_num_format("dd/mm/yyyy"),
                status: centred.clone(),
                number: centred.clone(),
                // Typed with the sign or without, 40 becomes 40%; a fraction is not rounded away, as 99,95% must not be.
                percent: centred.set_num_format("0.00%"),
            },
            plain,
        }
    }
}

fn above(sheet: &mut Worksheet, form: &Form<'_>, styles: &Styles) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(form.head.cells()) {
        sheet.write_string_with_format(0, column, cell, &styles.hidden)?;
    }
    sheet.set_row_hidden(0)?;
    let (first, last) = (at(Column::Number), at(Column::Cause));
    let issuer: Vec<String> = form.plan.issuer.name.iter().map(|line| one_line(line)).collect();
    sheet.write_string_with_format(ISSUER, first, issuer.join(" "), &styles.plain.clone().set_bold())?;
    sheet.merge_range(TITLE, first, TITLE, last, &title(form), &styles.title)?;
    sheet.merge_range(PERIOD, first, PERIOD, last, &form.days.in_words(), &styles.subtitle)?;
    let document = &form.plan.document;
    let plan = format!("{} {}", document.kind.name_in_text(), one_line(&document.title));
    sheet.merge_range(DOCUMENT, first, DOCUMENT, last, &shown(&plan), &styles.subtitle)?;
    sheet.set_row_height(TITLE, 24)?;
    sheet.set_row_height(DOCUMENT, 36)?;
    let office = format!("Đơn vị báo cáo: {}", one_line(&form.office.name.value));
    sheet.write_string_with_format(OFFICE, first, office, &styles.plain.clone().set_bold())?;
    let label = styles.plain.clone().set_bold().set_align(FormatAlign::Right);
    sheet.write_string_with_format(OFFICE, at(Column::Known), format!("{COMMON_DAY}:"), &label)?;
    sheet.write_blank(OFFICE, at(Column::Day), &styles.open.day)?;
    let how = format!(
        "Chỉ điền các ô nền vàng; nhiệm vụ không có gì mới thì để nguyên cả dòng. Ô “{COMMON_DAY}” là ngày của mọi dòng không ghi \
         ngày riêng. Minh chứng mỗi dòng một văn bản (Alt+Enter để xuống dòng): “Báo cáo … số 41/BC-UBND ngày 09/9/2023”."
    );
    sheet.merge_range(HOW, first, HOW, last, &how, &styles.plain.clone().set_italic().set_text_wrap())?;
    sheet.set_row_height(HOW, 34)?;
    Ok(())
}

/// Writes the headings and the tasks under their fields; the last row.
fn table(sheet: &mut Worksheet, form: &Form<'_>, styles: &Styles) -> Result<u32, XlsxError> {
    for column in Column::ALL {
        let format = if width(column).is_some() { &styles.heading } else { &styles.hidden };
        sheet.write_string_with_format(HEADING, at(column), column.heading(), format)?;
    }
    let mut next = HEADING + 1;
    let mut field = None;
    for row in &form.rows {
        if !field.is_some_and(|last| std::ptr::eq(last, row.numbered.field)) {
            field = Some(row.numbered.field);
            self::field(sheet, next, row, styles)?;
            next += 1;
        }
        next = task(sheet, next, row, styles)?;
    }
    Ok(next - 1)
}

/// The row of a field: its number and title over the whole width.
fn field(sheet: &mut Worksheet, at_row: u32, row: &Row<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let number = row.numbered.full.split('.').next().unwrap_or_default();
    sheet.write_string_with_format(at_row, at(Column::Number), number, &styles.field)?;
    let title = shown(&one_line(&row.numbered.field.title));
    sheet.merge_range(at_row, at(Column::Name), at_row, at(Column::Cause), &title, &styles.field)?;
    Ok(())
}

/// The rows of a task, one for each measure; the next free row.
fn task(sheet: &mut Worksheet, first: u32, row: &Row<'_>, styles: &Styles) -> Result<u32, XlsxError> {
    let task = row.numbered.task;
    let measures: Vec<Option<&(&Measure, Option<Decimal>)>> =
        if row.measures.is_empty() { vec![None] } else { row.measures.iter().map(Some).collect() };
    for (at_row, measure) in (first..).zip(&measures) {
        let before = Before {
            value: measure.and_then(|(_, value)| *value),
            ..if at_row == first { row.before.clone() } else { Before::default() }
        };
        let hidden = [
            (Column::Task, task.id.value.clone()),
            (Column::Measure, measure.map(|(measure, _)| measure.id.value.clone()).unwrap_or_default()),
            (Column::Before, before.cell()),
        ];
        for (column, cell) in hidden {
            sheet.write_string_with_format(at_row, at(column), cell, &styles.hidden)?;
        }
        value(sheet, at_row, *measure, styles)?;
        if at_row > first {
            further(sheet, at_row, styles)?;
        }
    }
    known(sheet, first, row, styles)?;
    Ok(first + measures.len() as u32)
}

/// What the first row of a task says and asks.
fn known(sheet: &mut Worksheet, at_row: u32, row: &Row<'_>, styles: &Styles) -> Result<(), XlsxError> {
    let task = row.numbered.task;
    let target = match &task.target {
        crate::plan::Target::Text(text) => one_line(text),
        crate::plan::Target::SameAs(_) => "(như dòng trên)".to_owned(),
    };
    let cells = [
        (Column::Name, one_line(&task.name)),
        (Column::Target, target),
        (Column::Deadline, one_line(&task.deadline.printed())),
        (Column::Known, last_entry(row)),
    ];
    sheet.write_string_with_format(at_row, at(Column::Number), &row.numbered.full, &styles.centred)?;
    for (column, text) in cells {
        sheet.write_string_with_format(at_row, at(column), shown(&text), &styles.locked)?;
    }
    let open = &styles.open;
    sheet.write_blank(at_row, at(Column::Day), &open.day)?;
    match row.before.status {
        Some(status) => sheet.write_string_with_format(at_row, at(Column::Status), word(status), &open.status)?,
        None => sheet.write_blank(at_row, at(Column::Status), &open.status)?,
    };
    match row.before.percent.and_then(|percent| fraction(percent, true)) {
        Some(percent) => sheet.write_number_with_format(at_row, at(Column::Percent), percent, &open.percent)?,
        None => sheet.write_blank(at_row, at(Column::Percent), &open.percent)?,
    };
    for column in [Column::Done, Column::Evidence, Column::Difficulty, Column::Cause] {
        sheet.write_blank(at_row, at(column), &open.text)?;
    }
    Ok(())
}

/// A measure's bound and the cell of its value.
fn value(
    sheet: &mut Worksheet,
    at_row: u32,
    measure: Option<&(&Measure, Option<Decimal>)>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let Some((measure, value)) = measure else {
        sheet.write_blank(at_row, at(Column::Bound), &styles.locked)?;
        sheet.write_blank(at_row, at(Column::Value), &styles.locked)?;
        return Ok(());
    };
    let bound = bound_in_words(measure.bound.value, measure.unit.as_ref().map(|unit| unit.value.as_str()));
    let bound = match &measure.name {
        Some(name) => format!("{}: {bound}", one_line(name)),
        None => bound,
    };
    sheet.write_string_with_format(at_row, at(Column::Bound), shown(&bound), &styles.locked)?;
    let percent = is_percent(measure);
    let format = if percent { &styles.open.percent } else { &styles.open.number };
    match value.and_then(|value| fraction(value, percent)) {
        Some(value) => sheet.write_number_with_format(at_row, at(Column::Value), value, format)?,
        None => sheet.write_blank(at_row, at(Column::Value), format)?,
    };
    Ok(())
}

/// The cells that a further measure's row leaves to the first one.
fn further(sheet: &mut Worksheet, at_row: u32, styles: &Styles) -> Result<(), XlsxError> {
    for column in Column::ALL {
        if width(column).is_some() && !matches!(column, Column::Bound | Column::Value) {
            sheet.write_blank(at_row, at(column), &styles.locked)?;
        }
    }
    Ok(())
}

fn is_percent(measure: &Measure) -> bool {
    measure.unit.as_ref().is_some_and(|unit| unit.value == "%")
}

/// "12/9/2023: đang thực hiện, 60%. Hoàn thành 60% nhiệm vụ. Vướng mắc: …".
fn last_entry(row: &Row<'_>) -> String {
    let Some(entry) = row.last else { return String::new() };
    let status = entry.said().map(|status| word(status).to_lowercase());
    let percent = entry.percent.as_ref().map(|percent| format!("{}%", percent.value));
    let state: Vec<String> = status.into_iter().chain(percent).collect();
    let mut parts = vec![format!("{}: {}", text::day_in_figures(entry.day.value), state.join(", "))];
    parts.extend(entry.done.as_ref().map(|done| one_line(done)));
    parts.extend(entry.difficulty.as_ref().map(|difficulty| format!("Vướng mắc: {}", one_line(difficulty))));
    parts.join(". ").replace(": . ", ": ").trim_end_matches([':', ' ']).to_owned()
}

fn word(status: Status) -> &'static str {
    STATUS_WORDS.iter().find(|(one, _)| *one == status).map_or("", |(_, word)| word)
}

/// The number that a cell holds: a percent is a hundredth of what it shows.
fn fraction(value: Decimal, percent: bool) -> Option<f64> {
    let number: f64 = value.plain().parse().ok()?;
    Some(if percent { number / 100.0 } else { number })
}

/// Each kind of rule once, over all the cells that it holds for.
fn validations(sheet: &mut Worksheet, form: &Form<'_>, last: u32) -> Result<(), XlsxError> {
    let first = HEADING + 1;
    let rows = |column| (first, at(column), last, at(column));
    let stop = |rule: DataValidation, title: &str, message: &str| {
        rule.set_error_style(DataValidationErrorStyle::Stop).set_error_title(title)?.set_error_message(message)
    };
    let words = STATUS_WORDS.map(|(_, word)| word);
    let status = DataValidation::new().allow_list_strings(&words)?;
    let status = stop(status, "Tình trạng", "Chọn một tình trạng trong danh sách.")?;
    let (a, b, c, d) = rows(Column::Status);
    sheet.add_data_validation(a, b, c, d, &status)?;
    let percent = DataValidation::new().allow_decimal_number(DataValidationRule::Between(0.0, 1.0));
    let percent = stop(percent, "% hoàn thành", "Ghi từ 0% đến 100%, ví dụ 40%.")?;
    let (a, b, c, d) = rows(Column::Percent);
    sheet.add_data_validation(a, b, c, d, &percent)?;
    let value = DataValidation::new().allow_decimal_number(DataValidationRule::Between(0.0, MOST));
    let value = stop(value, "Kết quả đo được", "Chỉ ghi số, không ghi đơn vị.")?;
    let (a, b, c, d) = rows(Column::Value);
    sheet.add_data_validation(a, b, c, d, &value)?;
    let day = form.days.last;
    let latest = moment(day)?;
    let figures = text::day_in_figures(day);
    let day = DataValidation::new()
        .allow_date(DataValidationRule::LessThanOrEqualTo(latest))
        .set_input_title("Ngày của sự việc")?
        .set_input_message(format!("Ngày/tháng/năm, không sau {figures}."))?;
    let day = stop(day, "Ngày", &format!("Ghi ngày có trong lịch, không sau ngày cuối của kỳ ({figures})."))?;
    let (a, b, c, d) = rows(Column::Day);
    sheet.add_data_validation(a, b, c, d, &day)?;
    sheet.add_data_validation(OFFICE, at(Column::Day), OFFICE, at(Column::Day), &day)?;
    Ok(())
}

/// Places for two signatures under the table.
fn signatures(sheet: &mut Worksheet, at_row: u32, styles: &Styles) -> Result<(), XlsxError> {
    let bold = styles.plain.clone().set_bold().set_align(FormatAlign::Center);
    sheet.write_string_with_format(at_row, at(Column::Name), "NGƯỜI LẬP BIỂU", &bold)?;
    sheet.write_string_with_format(at_row, at(Column::Bound), "PHỤ TRÁCH ĐƠN VỊ", &bold)?;
    let italic = styles.plain.clone().set_italic().set_align(FormatAlign::Center);
    sheet.write_string_with_format(at_row + 1, at(Column::Name), "(Ký, ghi rõ họ tên)", &italic)?;
    sheet.write_string_with_format(at_row + 1, at(Column::Bound), "(Ký, ghi rõ họ tên)", &italic)?;
    Ok(())
}

/// Widths, panes, protection, and how it prints.
fn page(sheet: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
    for column in Column::ALL {
        match width(column) {
            Some(width) => sheet.set_column_width(at(column), width)?,
            None => sheet.set_column_hidden(at(column))?,
        };
    }
    let (first_column, last_column) = (at(Column::Number), at(Column::Cause));
    sheet.set_freeze_panes(HEADING + 1, at(Column::Target))?;
    sheet.set_selection(OFFICE, at(Column::Day), OFFICE, at(Column::Day))?;
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::new()
    });
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&C&\"Times New Roman\"&10&P/&N");
    sheet.set_repeat_rows(HEADING, HEADING)?;
    sheet.set_print_area(ISSUER, first_column, last, last_column)?;
    Ok(())
}

/// A text on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of a locked cell, cut where it is too long for one.
fn shown(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
