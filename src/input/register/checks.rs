//! What the entries of the register say against the plan and against each other.

use chrono::{Datelike, NaiveDate};

use crate::base::{Diagnostic, Diagnostics, PartialDate, Place, text};
use crate::input::reports;
use crate::plan::{DocumentId, DocumentInfo, Plan, Register, Registered};

/// Looks at every entry.
pub fn check(plan: &Plan, register: &Register, found: &mut Diagnostics) {
    for (at, entry) in register.entries.iter().enumerate() {
        let before = register.entries.get(..at).unwrap_or_default();
        found.extend(again(before, entry));
        found.extend(taken(before, entry));
        found.extend(counted_to(plan, entry));
        found.extend(before_plan(plan, register, entry));
    }
    if let Some(entry) = register.standing(DocumentId::Plan) {
        against(&plan.document, entry, found);
    }
}

fn line(place: &Place) -> usize {
    place.source.line_column(place.span.start).0
}

/// "45/KH-UBND ngày 15/8/2023", in both languages.
fn called(entry: &Registered) -> (String, String) {
    let number = format!("{}/{}", text::document_number(entry.number.value), entry.symbol.value);
    let day = text::day_in_figures(entry.date.value);
    (format!("{number} ngày {day}"), format!("{number} of {day}"))
}

/// A document once, or again in the place of its last entry.
fn again(before: &[Registered], entry: &Registered) -> Option<Diagnostic> {
    let last = before.iter().rev().find(|other| other.document.value == entry.document.value);
    let document = entry.document.value;
    match (last, &entry.replaces) {
        (None, None) => None,
        (Some(last), Some(replaces)) if last.number.value == replaces.value => None,
        (Some(last), None) => {
            let ((vi, en), line) = (called(last), line(&last.place));
            let number = last.number.value;
            Some(
                Diagnostic::error(
                    "issued-twice",
                    format!("`{document}` đã vào sổ với số {vi} (dòng {line})"),
                    format!("`{document}` is already in the register as {en} (line {line})"),
                )
                .at(&entry.number.place)
                .hint(
                    format!("nếu ban hành lại thay cho số ấy: `vanthu issue … --replace`, hoặc `replaces: {number}`"),
                    format!("if it was issued again in its place: `vanthu issue … --replace`, or `replaces: {number}`"),
                ),
            )
        }
        (last, Some(replaces)) => {
            let number = replaces.value;
            let diagnostic = Diagnostic::error(
                "unknown-entry",
                format!("`{document}` không đứng tên với số {number} trước dòng này"),
                format!("`{document}` does not stand under number {number} before this entry"),
            )
            .at(&replaces.place);
            Some(match last {
                Some(last) => {
                    let number = last.number.value;
                    diagnostic.hint(format!("số trước đó là {number}"), format!("the number before is {number}"))
                }
                None => diagnostic.hint("bỏ khóa `replaces`", "remove the key `replaces`"),
            })
        }
    }
}

/// A number once a year in a series of documents; a document's own new entry may keep it.
fn taken(before: &[Registered], entry: &Registered) -> Option<Diagnostic> {
    let key =
        |entry: &Registered| (entry.number.value, entry.date.value.year(), text::comparison_key(&entry.symbol.value));
    let own = |other: &Registered| other.document.value == entry.document.value;
    let other = before.iter().find(|other| key(other) == key(entry) && !own(other))?;
    let ((vi, en), line, document) = (called(other), line(&other.place), other.document.value);
    Some(
        Diagnostic::error(
            "number-taken",
            format!("số {vi} đã cấp cho `{document}` (dòng {line})"),
            format!("{en} is the number of `{document}` (line {line})"),
        )
        .at(&entry.number.place)
        .hint("mỗi số chỉ cấp một lần trong năm; lấy số tiếp theo", "a number is given once a year; take the next one"),
    )
}

/// Only reports count up to a day, and not past their own.
fn counted_to(plan: &Plan, entry: &Registered) -> Option<Diagnostic> {
    let as_of = entry.as_of.as_ref()?;
    match entry.document.value {
        DocumentId::Plan | DocumentId::Amend(_) => Some(
            Diagnostic::error(
                "as-of-without-report",
                "chỉ báo cáo mới có số liệu tính đến một ngày",
                "only a report counts up to a day",
            )
            .at(&as_of.place)
            .hint("bỏ khóa `as_of`", "remove the key `as_of`"),
        ),
        DocumentId::Report(_) if as_of.value > entry.date.value => {
            let (counted, issued) = (text::day_in_figures(as_of.value), text::day_in_figures(entry.date.value));
            Some(
                Diagnostic::error(
                    "as-of-after-date",
                    format!("báo cáo ban hành ngày {issued} không thể có số liệu đến ngày {counted}"),
                    format!("a report issued on {issued} cannot count up to {counted}"),
                )
                .at(&as_of.place)
                .hint("xem lại hai ngày", "check the two days"),
            )
        }
        DocumentId::Report(period) if !period.days(plan.reports.cut_off).contains(as_of.value) => {
            let (vi, en) = reports::outside(period, plan, as_of.value);
            let finding = Diagnostic::error("as-of-outside-period", vi, en).at(&as_of.place);
            Some(finding.hint("ghi một ngày trong kỳ báo cáo", "name a day of the report's period"))
        }
        DocumentId::Report(_) => None,
    }
}

/// Nothing that rests on the plan is older than it.
fn before_plan(plan: &Plan, register: &Register, entry: &Registered) -> Option<Diagnostic> {
    let issued = register.standing(DocumentId::Plan).map(|entry| entry.date.value);
    let written = plan.document.date.as_ref().map(|date| date.value);
    let first = match (entry.document.value, issued) {
        (DocumentId::Report(_) | DocumentId::Amend(_), Some(issued)) => issued,
        (DocumentId::Plan | DocumentId::Report(_) | DocumentId::Amend(_), _) => written?.first_day(),
    };
    // Where plan.yaml knows the whole day, a plan's entry is held against it below.
    let settled = matches!(written, Some(PartialDate::Day(_))) && entry.document.value == DocumentId::Plan;
    (entry.date.value < first && !settled).then(|| {
        let (day, first) = (text::day_in_figures(entry.date.value), text::day_in_figures(first));
        Diagnostic::error(
            "date-before-plan",
            format!("ngày ban hành {day} trước ngày {first}, khi kế hoạch chưa có"),
            format!("the day of issue {day} is before {first}, when there was no plan yet"),
        )
        .at(&entry.date.place)
        .hint(
            "xem lại ngày ban hành, hoặc `document.date` trong plan.yaml",
            "check the day, or `document.date` of plan.yaml",
        )
    })
}

/// The file in which a place lies, without its folders.
fn file_of(place: &Place) -> &str {
    place.source.name.rsplit('/').next().unwrap_or_default()
}

/// What a file says of its own number, symbol and day holds in the register too.
pub fn against(document: &DocumentInfo, entry: &Registered, found: &mut Diagnostics) {
    if let Some(number) = document.number.as_ref().filter(|number| number.value != entry.number.value) {
        let (file, line, number) = (file_of(&number.place), line(&number.place), number.value);
        let registered = entry.number.value;
        found.push(
            Diagnostic::error(
                "number-differs",
                format!("sổ ghi số {registered}, {file} ghi số {number} (dòng {line})"),
                format!("the register says number {registered}, {file} says {number} (line {line})"),
            )
            .at(&entry.number.place)
            .hint("sửa số ở tệp ấy, hoặc bỏ trống ở đó", "correct the number in that file, or leave it blank there"),
        );
    }
    if let Some(date) = &document.date
        && let Some(finding) = against_date(file_of(&date.place), date.value, entry.date.value)
    {
        found.push(finding.at(&entry.date.place));
    }
    if document.symbol.value != entry.symbol.value {
        let (file, symbol) = (file_of(&document.symbol.place), &document.symbol.value);
        let registered = &entry.symbol.value;
        found.push(
            Diagnostic::error(
                "symbol-differs",
                format!("sổ ghi ký hiệu {registered}, {file} ghi {symbol}"),
                format!("the register says the symbol {registered}, {file} says {symbol}"),
            )
            .at(&entry.symbol.place)
            .hint(
                "sửa ký hiệu ở tệp ấy cho đúng văn bản đã ban hành",
                "correct the symbol in that file to what was issued",
            ),
        );
    }
}

/// A whole day must agree; a month or year that has passed before the issue is said.
fn against_date(file: &str, written: PartialDate, issued: NaiveDate) -> Option<Diagnostic> {
    let day = text::day_in_figures(issued);
    match written {
        PartialDate::Day(written) if written != issued => {
            let written = text::day_in_figures(written);
            Some(
                Diagnostic::error(
                    "date-differs",
                    format!("sổ ghi ngày {day}, {file} ghi ngày {written}"),
                    format!("the register says {day}, {file} says {written}"),
                )
                .hint(
                    "sửa ngày ở tệp ấy, hoặc chỉ ghi tháng ở đó",
                    "correct the day in that file, or write only the month there",
                ),
            )
        }
        PartialDate::Month(..) | PartialDate::Year(_) if issued > written.last_day() => Some(
            Diagnostic::warning(
                "date-after-plan",
                format!("{file} ghi {written}, văn bản ban hành ngày {day}; văn bản in ngày trong sổ"),
                format!("{file} says {written}, the document was issued on {day}; the register's day is printed"),
            )
            .hint("sửa `date` trong tệp ấy cho khớp", "correct `date` of that file to agree"),
        ),
        PartialDate::Day(_) | PartialDate::Month(..) | PartialDate::Year(_) => None,
    }
}
