//! Deadlines by their meaning.

use chrono::NaiveDate;

use crate::base::{Placed, Span, text};
use crate::input::fields::Fields;
use crate::input::tree::Node;
use crate::input::value;
use crate::plan::{Deadline, DeadlineKind, Period};

/// The deadline of a task; `continuous` stands in for one that could not be read, which has been reported.
pub fn read(task: &Fields<'_>) -> Deadline {
    written(task).unwrap_or_else(|| Deadline {
        kind: Placed { value: DeadlineKind::Continuous, place: task.key_place("deadline") },
        wording: None,
    })
}

/// The deadline, if one that can be read is written.
pub fn written(task: &Fields<'_>) -> Option<Deadline> {
    if let Some(kind) = task.word("deadline", short_word) {
        return Some(Deadline { kind, wording: None });
    }
    let fields = task.fields("deadline");
    let flag = |key: &str, kind| fields.word(key, |written| (written == "true").then_some(kind));
    let kind = fields
        .word("by", value::day)
        .map(|day| day.map(DeadlineKind::By))
        .or_else(|| fields.word("before", value::day).map(|day| day.map(DeadlineKind::Before)))
        .or_else(|| fields.word("within", Period::parse).map(|period| period.map(DeadlineKind::Within)))
        .or_else(|| flag("continuous", DeadlineKind::Continuous))
        .or_else(|| flag("as_scheduled", DeadlineKind::AsScheduled))?;
    Some(Deadline { kind, wording: fields.text("wording") })
}

fn short_word(word: &str) -> Option<DeadlineKind> {
    match word {
        "continuous" => Some(DeadlineKind::Continuous),
        "as_scheduled" => Some(DeadlineKind::AsScheduled),
        _ => None,
    }
}

/// A deadline in a few words, as people type it into a cell or on a command line: the keys of the file (`by:2023-10-31`,
/// `within:2023-Q3`, `continuous`), a day or a period by itself, or what the annex prints ("Trước ngày 31/12/2023").
pub fn typed(written: &str) -> Option<DeadlineKind> {
    let written = written.trim();
    if let Some((key, rest)) = written.split_once(':') {
        let rest = rest.trim();
        return match key.trim().to_ascii_lowercase().as_str() {
            "by" => day(rest).map(DeadlineKind::By),
            "before" => day(rest).map(DeadlineKind::Before),
            "within" => Period::parse(rest).map(DeadlineKind::Within),
            _ => None,
        };
    }
    let alone = || day(written).map(DeadlineKind::By).or_else(|| Period::parse(written).map(DeadlineKind::Within));
    short_word(written).or_else(alone).or_else(|| printed(written))
}

/// The meaning of the house form.
fn printed(written: &str) -> Option<DeadlineKind> {
    let key = text::comparison_key(&written.split_whitespace().collect::<Vec<_>>().join(" "));
    let after = |words: &str| key.strip_prefix(text::comparison_key(words).as_str()).map(str::trim);
    let last_word = key.rsplit(' ').next().unwrap_or_default();
    // Of a year, every period is put into words and compared: how they are worded is said in one place.
    let within = || {
        let year: i32 = last_word.parse().ok().filter(|year| (1000..=9999).contains(year))?;
        let parts = (1..=12).map(|n| Period::Month(year, n)).chain((1..=4).map(|n| Period::Quarter(year, n)));
        let mut all = parts.chain([Period::Half(year, 1), Period::Half(year, 2), Period::Year(year)]);
        let words = after("trong ").unwrap_or(&key);
        all.find(|period| text::comparison_key(&period.in_words()) == words)
    };
    let by = || after("chậm nhất").and_then(|rest| day(rest.trim_start_matches("ngày").trim()));
    let before = || after("trước").and_then(|rest| day(rest.trim_start_matches("ngày").trim()));
    let word = || match key.as_str() {
        "thường xuyên" => Some(DeadlineKind::Continuous),
        "theo tiến độ" => Some(DeadlineKind::AsScheduled),
        _ => None,
    };
    word()
        .or_else(|| before().map(DeadlineKind::Before))
        .or_else(|| by().map(DeadlineKind::By))
        .or_else(|| within().map(DeadlineKind::Within))
}

fn day(written: &str) -> Option<NaiveDate> {
    value::day(written).or_else(|| value::office_day(written))
}

/// A deadline as the file has it.
pub fn node(kind: DeadlineKind, span: Span) -> Node {
    let one = |key, word: String| Node::map([(key, Some(Node::word(word, span)))], span);
    match kind {
        DeadlineKind::By(day) => one("by", day.to_string()),
        DeadlineKind::Before(day) => one("before", day.to_string()),
        DeadlineKind::Within(period) => one("within", period.to_string()),
        DeadlineKind::Continuous => Node::word("continuous", span),
        DeadlineKind::AsScheduled => Node::word("as_scheduled", span),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Place, Source};

    /// As the annex prints it.
    fn read(written: &str) -> Option<String> {
        let place = Place { source: Source::new("", ""), span: Span::default() };
        typed(written).map(|value| Deadline { kind: Placed { value, place }, wording: None }.printed())
    }

    #[test]
    fn deadlines_are_typed_as_keys_or_as_they_are_printed() {
        for (written, wanted) in [
            ("by:2023-10-31", "Chậm nhất ngày 31/10/2023"),
            ("2023-10-31", "Chậm nhất ngày 31/10/2023"),
            ("31/10/2023", "Chậm nhất ngày 31/10/2023"),
            ("before: 31/12/2023", "Trước ngày 31/12/2023"),
            ("trước 31/12/2023", "Trước ngày 31/12/2023"),
            ("within:2023-Q3", "Trong quý III năm 2023"),
            ("2023-H1", "Trong 6 tháng đầu năm 2023"),
            ("2023", "Trong năm 2023"),
            ("năm 2023", "Trong năm 2023"),
            ("continuous", "Thường xuyên"),
            ("as_scheduled", "Theo tiến độ"),
        ] {
            assert_eq!(read(written).as_deref(), Some(wanted), "{written}");
            // What is printed can be typed again.
            assert_eq!(read(&format!(" {} ", wanted.to_uppercase())).as_deref(), Some(wanted));
        }
        for wrong in
            ["", "by:", "by:2023-Q3", "within:2023-10-31", "on:2023-10-31", "31/9/2023", "năm", "trước", "x 2023"]
        {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
