//! Cells → what they say: days, numbers, words of the drop-down; and what is said of those that say nothing of the kind.

use chrono::NaiveDate;

use super::columns::{STATUS_WORDS, folded};
use super::sheet::{Cell, Kind};
use crate::base::Diagnostic;
use crate::input::conform::closest;
use crate::input::value;
use crate::plan::{Decimal, Status};

/// What is wrong with a cell; where it stands is the caller's to say.
pub type Fault = Box<Diagnostic>;

/// What a cell can be of: a formula without a value and an error are nothing to read.
fn written(cell: &Cell) -> Result<Option<&str>, Fault> {
    match cell.kind {
        Kind::Blank => Ok(None),
        Kind::Text | Kind::Number | Kind::Percent | Kind::Day => Ok(Some(&cell.text)),
        Kind::Formula => Err(fault(
            "formula-without-value",
            format!("ô này là công thức `{}` chưa được tính: tệp không ghi giá trị", cell.text),
            format!("this cell is a formula, `{}`, whose value the file does not hold", cell.text),
            "mở tệp bằng Excel hoặc LibreOffice, chờ tính xong rồi lưu lại, hoặc gõ thẳng giá trị",
            "open the file in Excel or LibreOffice, let it calculate and save it, or type the value itself",
        )),
        Kind::Fault => Err(fault(
            "cell-fault",
            format!("ô này là lỗi của bảng tính: `{}`", cell.text),
            format!("this cell is an error of the spreadsheet: `{}`", cell.text),
            "sửa công thức, hoặc gõ thẳng giá trị",
            "mend the formula, or type the value itself",
        )),
    }
}

pub fn fault(code: &'static str, vi: String, en: String, hint_vi: &str, hint_en: &str) -> Fault {
    Box::new(Diagnostic::error(code, vi, en).hint(hint_vi, hint_en))
}

/// A text; a day in it reads as documents write days.
pub fn text(cell: &Cell) -> Result<Option<String>, Fault> {
    let text = written(cell)?.map(str::to_owned);
    Ok(match cell.kind {
        Kind::Percent => text.map(|number| number.replace('.', ",") + "%"),
        Kind::Number => text.map(|number| number.replace('.', ",")),
        Kind::Day => text.map(|day| in_figures(&day).unwrap_or(day)),
        Kind::Blank | Kind::Text | Kind::Formula | Kind::Fault => text,
    })
}

fn in_figures(day: &str) -> Option<String> {
    value::day(day).map(crate::base::text::day_in_figures)
}

/// The id of a task: a text, unless the spreadsheet took it for something else.
pub fn id(cell: &Cell) -> Result<Option<String>, Fault> {
    let became = match cell.kind {
        Kind::Number | Kind::Percent => ("số", "the number"),
        Kind::Day => ("ngày", "the day"),
        Kind::Blank | Kind::Text | Kind::Formula | Kind::Fault => return Ok(written(cell)?.map(str::to_owned)),
    };
    let text = &cell.text;
    Err(fault(
        "id-turned-into-number",
        format!("bảng tính đã đổi mã ở đây thành {} `{text}`: không biết đã gõ gì", became.0),
        format!("the spreadsheet turned the id here into {} `{text}`: what was typed is lost", became.1),
        "định dạng cột này là Văn bản (Text) rồi gõ lại mã, ví dụ `dung-han-xa` hoặc `III.2.10`",
        "format the column as Text and type the id again, `dung-han-xa` or `III.2.10`, say",
    ))
}

/// A day: a date of the spreadsheet, `2023-09-12`, or as offices write it, `12/9/2023`.
pub fn day(cell: &Cell) -> Result<Option<NaiveDate>, Fault> {
    let Some(text) = written(cell)? else { return Ok(None) };
    let day = match cell.kind {
        Kind::Number | Kind::Percent => None,
        Kind::Text | Kind::Day | Kind::Blank | Kind::Formula | Kind::Fault => {
            value::day(text).or_else(|| value::office_day(text))
        }
    };
    day.map(Some).ok_or_else(|| {
        fault(
            "bad-date",
            format!("`{text}` không phải là ngày có trong lịch"),
            format!("`{text}` is no day of the calendar"),
            "gõ ngày/tháng/năm, đủ bốn chữ số của năm: 12/9/2023",
            "type day/month/year with all four digits of the year: 12/9/2023",
        )
    })
}

/// A word of the drop-down or of the log.
pub fn status(cell: &Cell) -> Result<Option<Status>, Fault> {
    let Some(text) = written(cell)? else { return Ok(None) };
    let meant = folded(text);
    let by_key = match meant.as_str() {
        "not-started" => Some(Status::NotStarted),
        "in-progress" => Some(Status::InProgress),
        "done" => Some(Status::Done),
        _ => None,
    };
    let by_word = || STATUS_WORDS.iter().find(|(_, word)| folded(word) == meant).map(|(status, _)| *status);
    by_key.or_else(by_word).map(Some).ok_or_else(|| {
        let near = closest(text, STATUS_WORDS.iter().map(|(_, word)| *word).filter(|_| text.len() <= 100));
        let (mut vi, mut en) =
            (format!("`{text}` không có trong danh sách tình trạng"), format!("`{text}` is no status of the list"));
        if let Some(near) = near {
            vi += &format!("; ý bạn là `{near}`?");
            en += &format!("; did you mean `{near}`?");
        }
        let all = STATUS_WORDS.map(|(_, word)| format!("`{word}`")).join(", ");
        fault("unknown-status", vi, en, &format!("chọn một trong: {all}"), &format!("choose one of: {all}"))
    })
}

/// How much is done, 0 to 100.
pub fn percent(cell: &Cell) -> Result<Option<Decimal>, Fault> {
    let Some(number) = number(cell, true)? else { return Ok(None) };
    if number.is_negative() || number > Decimal::whole(100) {
        return Err(fault(
            "out-of-range",
            format!("phần việc đã làm là {number}%, nằm ngoài khoảng 0% đến 100%"),
            format!("{number}% of the task is done, which is not between 0% and 100%"),
            "ghi từ 0% đến 100%; kết quả vượt chỉ tiêu thì ghi ở cột `Kết quả đo được`",
            "write 0% to 100%; a result beyond its target goes to the column of values",
        ));
    }
    Ok(Some(number))
}

/// A measured value, 0 or more; with a percent sign where its unit is one.
pub fn value(cell: &Cell, percent: bool) -> Result<Option<Decimal>, Fault> {
    let Some(number) = number(cell, percent)? else { return Ok(None) };
    if number.is_negative() {
        return Err(fault(
            "out-of-range",
            format!("kết quả đo được là {number}, nhỏ hơn 0"),
            format!("the value is {number}, which is below nought"),
            "ghi số từ 0 trở lên",
            "write a number from 0 up",
        ));
    }
    if cell.kind == Kind::Percent && !percent {
        return Err(fault(
            "value-against-unit",
            format!("ô này là {number}%, nhưng chỉ tiêu không tính bằng %"),
            format!("this cell is {number}%, but the measure is not in %"),
            "định dạng ô là Số (Number) rồi gõ lại",
            "format the cell as a number and type it again",
        ));
    }
    Ok(Some(number))
}

fn number(cell: &Cell, percent: bool) -> Result<Option<Decimal>, Fault> {
    let Some(text) = written(cell)? else { return Ok(None) };
    let digits = if percent { text.strip_suffix('%').map_or(text, str::trim_end) } else { text };
    let number = match cell.kind {
        Kind::Day => None,
        Kind::Number | Kind::Percent => Decimal::parse(digits),
        // 1.234 may be a thousand or one and a fraction: nobody should have to guess.
        Kind::Text | Kind::Blank | Kind::Formula | Kind::Fault => {
            Decimal::parse(digits).filter(|_| !crate::input::conform::reads_as_thousands(digits))
        }
    };
    number.map(Some).ok_or_else(|| {
        fault(
            "bad-number",
            format!("`{text}` không đọc được là số"),
            format!("`{text}` cannot be read as a number"),
            "chỉ ghi chữ số, phần lẻ sau dấu phẩy: `90`, `99,9`; không ghi đơn vị, không dùng dấu ngăn cách hàng nghìn",
            "digits only, with a comma before the fraction: `90`, `99,9`; no unit, no thousands mark",
        )
    })
}
