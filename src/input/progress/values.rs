//! Measured values against the measures of their task: known, and such as their unit allows.

use super::tasks::called;
use crate::base::{Diagnostic, Diagnostics, Place, Placed, text};
use crate::input::conform::{closest, listed};
use crate::input::fields::Fields;
use crate::input::value::is_id;
use crate::plan::{Decimal, Numbered};

/// Units of what is counted in whole pieces, by their first words, as comparison keys.
const COUNTED: [&str; 26] = [
    "cuộc",
    "lần",
    "lượt",
    "đợt",
    "buổi",
    "lớp",
    "hội nghị",
    "hồ sơ",
    "văn bản",
    "tài liệu",
    "bài",
    "tin",
    "sáng kiến",
    "giải pháp",
    "mô hình",
    "nhiệm vụ",
    "dịch vụ",
    "thủ tục",
    "tthc",
    "vụ",
    "ý kiến",
    "người",
    "cán bộ",
    "đơn vị",
    "cơ quan",
    "hệ thống",
];

/// Looks at every value of an entry, readable or not.
pub fn check(entry: &Fields<'_>, task: &Numbered<'_>, found: &mut Diagnostics) {
    let values = entry.fields("values");
    // What can be no name has been reported as such.
    for value in values.entries().iter().filter(|value| is_id(&value.key)) {
        if !task.measures.iter().any(|measure| measure.id.value == value.key) {
            found.push(unknown(&value.key, &values.at(value.key_span), task));
        }
    }
    for (id, value) in entry.decimals("values") {
        if let Some(measure) = task.measures.iter().find(|measure| measure.id.value == id.value) {
            let unit = measure.unit.as_ref().map(|unit| unit.value.as_str()).unwrap_or_default();
            found.extend(against_unit(&value, &measure.id.value, unit));
        }
    }
}

fn unknown(name: &str, place: &Place, task: &Numbered<'_>) -> Diagnostic {
    let ids: Vec<&str> = task.measures.iter().map(|measure| measure.id.value.as_str()).collect();
    let called = called(task);
    let meant = closest(name, ids.iter().copied().filter(|_| name.len() <= 100));
    let diagnostic = match meant {
        Some(meant) => Diagnostic::error(
            "unknown-measure",
            format!("nhiệm vụ {called} không có chỉ tiêu `{name}`; ý bạn là `{meant}`?"),
            format!("task {called} has no measure `{name}`; did you mean `{meant}`?"),
        ),
        None => Diagnostic::error(
            "unknown-measure",
            format!("nhiệm vụ {called} không có chỉ tiêu `{name}`"),
            format!("task {called} has no measure `{name}`"),
        ),
    }
    .at(place);
    if ids.is_empty() {
        return diagnostic.hint(
            "nhiệm vụ này chưa có `measures` trong plan.yaml: thêm chỉ tiêu ở đó, hoặc ghi kết quả bằng lời ở `done`",
            "the task has no `measures` in plan.yaml: add them there, or tell the result in words in `done`",
        );
    }
    let all = listed(&ids);
    diagnostic.hint(format!("các chỉ tiêu của nhiệm vụ: {all}"), format!("the measures of the task: {all}"))
}

/// Whole pieces are not fractions; more than all of something is possible, but rare enough to ask.
pub fn against_unit(value: &Placed<Decimal>, name: &str, unit: &str) -> Option<Diagnostic> {
    let number = value.value;
    let diagnostic = if !number.is_whole() && is_counted(unit) {
        Diagnostic::error(
            "value-against-unit",
            format!("`{name}` tính bằng {unit}, không thể là {number}"),
            format!("`{name}` is counted in {unit} and cannot be {number}"),
        )
        .hint("viết số nguyên", "write a whole number")
    } else if unit == "%" && number > Decimal::whole(100) {
        Diagnostic::warning(
            "value-against-unit",
            format!("`{name}` tính bằng %, ở đây là {number}%: hơn 100%"),
            format!("`{name}` is in %, and this is {number}%: more than 100%"),
        )
        .hint(
            "nếu là số lượng thì đổi ra tỷ lệ; nếu đúng là vượt chỉ tiêu thì để nguyên",
            "if it is a count, write the share; if the target was surpassed, leave it",
        )
    } else {
        return None;
    };
    Some(diagnostic.at(&value.place))
}

fn is_counted(unit: &str) -> bool {
    // Most fractions are percents.
    if unit == "%" {
        return false;
    }
    let unit = text::comparison_key(unit);
    COUNTED.iter().any(|word| unit.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

#[cfg(test)]
mod tests {
    use super::is_counted;

    #[test]
    fn units_are_counted_by_their_first_word() {
        for word in super::COUNTED {
            assert_eq!(crate::base::text::comparison_key(word), word);
        }
        for counted in ["cuộc", "Cuộc", "sáng kiến, giải pháp", "hồ sơ", "văn bản", "TTHC"] {
            assert!(is_counted(counted), "{counted}");
        }
        for measured in ["%", "điểm", "tỷ đồng", "km", "", "tiny", "vụn"] {
            assert!(!is_counted(measured), "{measured}");
        }
    }
}
