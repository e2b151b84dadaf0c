//! How the findings about shapes are worded.

use super::super::shape::{Bounds, Shape, Word};
use super::super::tree::{Entry, Node, Value};
use super::super::value;
use super::{closest, listed, phrase};
use crate::base::{Diagnostic, Length, Phrase, Span};

/// What a node is, to say that it is not what it should be.
pub fn got(node: &Node) -> Phrase {
    match &node.value {
        Value::Scalar(_) => phrase("một giá trị", "a single value"),
        Value::Seq(_) => phrase("một danh sách", "a list"),
        Value::Map(_) => phrase("một nhóm khóa", "a group of keys"),
    }
}

/// What a shape wants, as it stands in a sentence.
pub fn wanted(shape: &Shape) -> Phrase {
    match shape {
        Shape::Text | Shape::Markdown => phrase("văn bản", "text"),
        Shape::Id | Shape::Reference => phrase("một tên ngắn", "a short name"),
        Shape::Task => phrase("một nhiệm vụ", "a task"),
        Shape::Entry => phrase("một lần ghi tiến độ", "an entry of the log"),
        Shape::Word(_) => phrase("một từ trong danh sách cho trước", "one of the given words"),
        Shape::Flag => phrase("`true` hoặc `false`", "`true` or `false`"),
        Shape::True => phrase("`true`", "`true`"),
        Shape::Whole(..) => phrase("số nguyên", "a whole number"),
        Shape::Decimal | Shape::Percent | Shape::LineSpacing => phrase("số", "a number"),
        Shape::Date | Shape::Day | Shape::Period => phrase("ngày tháng", "a date"),
        Shape::ReportPeriod => phrase("một kỳ báo cáo", "a reporting period"),
        Shape::CutOff => phrase("cách chốt số liệu", "a cut-off rule"),
        Shape::Length(_) => phrase("độ dài có đơn vị", "a length with its unit"),
        Shape::List(_) => phrase("một danh sách", "a list"),
        Shape::OneOrMore(item) => wanted(item),
        Shape::TextOr(_) => phrase("văn bản hoặc một nhóm khóa", "text or a group of keys"),
        Shape::Map(_) | Shape::Named(_) | Shape::Table(_) | Shape::WordOr(..) | Shape::Either(..) => {
            phrase("một nhóm khóa", "a group of keys")
        }
    }
}

/// How to write a reporting period, in Vietnamese and in English.
const PERIOD: (&str, &str) = (
    "viết tháng 2023-09, quý 2023-Q3 (hoặc quy-3/2023), nửa năm 2023-H1, chín tháng 2023-9M hoặc năm 2023",
    "write a month 2023-09, a quarter 2023-Q3, a half 2023-H1, nine months 2023-9M or a year 2023",
);
/// How to write a rule for cut-off days.
const CUT_OFF: (&str, &str) = (
    "viết `decree-09` (từ ngày 15 tháng trước đến ngày 14), `calendar` (theo lịch), hoặc hai ngày liền nhau như `16-15`",
    "write `decree-09` (from the 15th of the month before to the 14th), `calendar`, or two days that join, as `16-15`",
);

/// How to write what a shape wants.
pub fn how(shape: &Shape) -> Phrase {
    match shape {
        Shape::Text | Shape::Markdown => phrase(
            "viết văn bản sau dấu hai chấm; văn bản có dấu hai chấm, dấu ngoặc thì đặt trong dấu nháy kép",
            "write the text after the colon; text with colons or brackets goes in double quotes",
        ),
        Shape::Id => phrase(
            "chữ cái không dấu, chữ số và dấu gạch nối: `dung-han-xa`",
            "letters without marks, digits and hyphens: `dung-han-xa`",
        ),
        Shape::Reference => {
            phrase("viết tên ngắn đã khai ở nơi khác trong tệp", "write a name declared elsewhere in the file")
        }
        Shape::Task => phrase(
            "viết `id` của nhiệm vụ hoặc số in trong phụ lục: `dung-han-xa`, `III.2.2`",
            "write the task's `id` or its printed number: `dung-han-xa`, `III.2.2`",
        ),
        Shape::Entry => phrase(
            "viết `id` của lần ghi cần sửa, hoặc ngày của lần ghi ấy: `2023-09-12`",
            "write the `id` of the entry to correct, or its day: `2023-09-12`",
        ),
        Shape::Word(words) => {
            let all = listed_words(words);
            Phrase::new(format!("các từ dùng được: {}", all.vi), format!("the words that can stand here: {}", all.en))
        }
        Shape::Flag => phrase("viết `true` (có) hoặc `false` (không)", "write `true` or `false`"),
        Shape::True => phrase("viết `true`, hoặc bỏ khóa này", "write `true`, or remove the key"),
        Shape::Whole(min, max, _) => Phrase::new(
            format!("viết số nguyên từ {min} đến {max}, chỉ bằng chữ số"),
            format!("write a whole number from {min} to {max}, digits only"),
        ),
        Shape::Decimal => phrase(
            "viết bằng chữ số, phần lẻ sau dấu phẩy hoặc dấu chấm: `90`, `99,9`; không dùng dấu ngăn cách hàng nghìn, đơn vị ghi ở `unit`",
            "write digits with a comma or point before the fraction: `90`, `99,9`; no thousands mark; the unit goes to `unit`",
        ),
        Shape::Percent => phrase("viết số từ 0 đến 100: `40`, `99,5`", "write a number from 0 to 100: `40`, `99,5`"),
        Shape::Date => phrase(
            "viết năm-tháng-ngày, biết đến đâu viết đến đó: 2023-08-15, 2023-08 hoặc 2023",
            "write year-month-day as far as it is known: 2023-08-15, 2023-08 or 2023",
        ),
        Shape::Day => phrase("viết đủ năm-tháng-ngày: 2023-12-31", "write year-month-day in full: 2023-12-31"),
        Shape::Period => phrase(
            "viết năm 2023, nửa năm 2023-H1, quý 2023-Q3 hoặc tháng 2023-08",
            "write a year 2023, a half 2023-H1, a quarter 2023-Q3 or a month 2023-08",
        ),
        Shape::ReportPeriod => phrase(PERIOD.0, PERIOD.1),
        Shape::CutOff => phrase(CUT_OFF.0, CUT_OFF.1),
        Shape::Length(_) => phrase(
            "viết số kèm đơn vị mm, cm hoặc pt: `60mm`, `6cm`, `12pt`",
            "write the number with its unit mm, cm or pt: `60mm`, `6cm`, `12pt`",
        ),
        Shape::LineSpacing => {
            phrase("viết số dòng, từ 1 đến 1.5: `1.15`", "write the number of lines, from 1 to 1.5: `1.15`")
        }
        Shape::List(_) => phrase("mỗi mục một dòng, bắt đầu bằng `- `", "one item a line, beginning with `- `"),
        Shape::OneOrMore(item) | Shape::Table(item) => how(item),
        Shape::Map(keys)
        | Shape::Named(keys)
        | Shape::TextOr(keys)
        | Shape::WordOr(_, keys)
        | Shape::Either(_, _, keys) => {
            let all = listed(&keys.keys.iter().map(|key| key.name).collect::<Vec<_>>());
            Phrase::new(format!("các khóa dùng được ở đây: {all}"), format!("the keys that can stand here: {all}"))
        }
    }
}

/// A closed list of words with their meanings.
pub fn listed_words(words: &[Word]) -> Phrase {
    let all = |meaning: fn(&Word) -> &'static str| {
        let told = |word: &Word| match meaning(word) {
            same if same.to_lowercase() == word.name.to_lowercase() => format!("`{}`", word.name),
            meaning => format!("`{}` ({meaning})", word.name),
        };
        words.iter().map(told).collect::<Vec<_>>().join(", ")
    };
    Phrase::new(all(|word| word.about.vi), all(|word| word.about.en))
}

/// A word that the list does not have.
pub fn unknown_word(written: &str, words: &'static [Word]) -> Diagnostic {
    let by_meaning = words.iter().find(|word| word.about.vi == written.to_lowercase()).map(|word| word.name);
    match by_meaning.or_else(|| closest(written, words.iter().map(|word| word.name))) {
        Some(meant) => Diagnostic::error(
            "unknown-word",
            format!("không dùng được từ `{written}` ở đây; ý bạn là `{meant}`?"),
            format!("the word `{written}` cannot stand here; did you mean `{meant}`?"),
        ),
        None => Diagnostic::error(
            "unknown-word",
            format!("không dùng được từ `{written}` ở đây"),
            format!("the word `{written}` cannot stand here"),
        ),
    }
}

/// YAML's key for copying another map's keys, which plans do without.
pub fn merge_key() -> Diagnostic {
    Diagnostic::error(
        "merge-key",
        "khóa gộp `<<` không được dùng trong tệp kế hoạch",
        "the merge key `<<` is not used in plan files",
    )
    .hint("hãy viết đủ các khóa ở chỗ này", "write the keys out here")
}

/// `{ at_least: 99,9 }`: in braces a comma ends the value, so that YAML reads 99 and a key 9.
pub fn cut_at_comma(text: &str, entry: &Entry) -> Option<(Diagnostic, Span)> {
    let before = text.get(..entry.key_span.start)?.strip_suffix(',')?;
    let whole = before.len() - before.bytes().rev().take_while(u8::is_ascii_digit).count();
    if whole == before.len() || !entry.key.starts_with(|c: char| c.is_ascii_digit()) || !entry.value.is_blank() {
        return None;
    }
    let span = Span::new(whole, entry.key_span.end);
    let written = text.get(span.start..span.end)?;
    let diagnostic = Diagnostic::error(
        "comma-in-braces",
        format!("trong ngoặc `{{ }}`, dấu phẩy ngăn cách các khóa, nên `{written}` bị cắt làm hai"),
        format!("in braces a comma parts the keys, so that `{written}` is cut in two"),
    );
    let point = written.replace(',', ".");
    let hint = diagnostic.hint(
        format!("viết `\"{written}\"` trong dấu nháy kép, hoặc `{point}` với dấu chấm"),
        format!("write `\"{written}\"` in double quotes, or `{point}` with a point"),
    );
    Some((hint, span))
}

/// Why a name cannot be one, with a name that can.
pub fn bad_id(written: &str) -> Option<Diagnostic> {
    if value::is_id(written) {
        return None;
    }
    let diagnostic = if value::is_printed_number(written) {
        Diagnostic::error(
            "bad-id",
            format!("`{written}` giống số thứ tự in trong phụ lục, không dùng làm tên được"),
            format!("`{written}` reads like a printed number and cannot be a name"),
        )
        .hint(
            "số thứ tự được đánh tự động; hãy đặt tên ngắn theo nội dung, ví dụ `dung-han-xa`",
            "numbers are made; name it after what it is, for instance `dung-han-xa`",
        )
    } else {
        let slug = slug(written);
        let diagnostic = Diagnostic::error(
            "bad-id",
            format!("tên `{written}` có ký tự không dùng được"),
            format!("the name `{written}` has characters that cannot stand in a name"),
        );
        if value::is_id(&slug) {
            diagnostic.hint(
                format!("chỉ dùng chữ cái không dấu, chữ số và dấu gạch nối, chữ cái đứng đầu: `{slug}`"),
                format!("use letters without marks, digits and hyphens, a letter first: `{slug}`"),
            )
        } else {
            diagnostic.hint(
                "chỉ dùng chữ cái không dấu, chữ số và dấu gạch nối, chữ cái đứng đầu: `dung-han-xa`",
                "use letters without marks, digits and hyphens, a letter first: `dung-han-xa`",
            )
        }
    };
    Some(diagnostic)
}

/// A name made of a text: marks taken off, what cannot stand in a name turned to hyphens.
fn slug(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut slug = String::new();
    for c in text.to_lowercase().nfd() {
        match c {
            'đ' => slug.push('d'),
            c if c.is_ascii_alphanumeric() => slug.push(c),
            '\u{300}'..='\u{36F}' => {}
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// `1.234`: an office means one thousand two hundred and thirty-four as often as not.
pub fn reads_as_thousands(written: &str) -> bool {
    written.split_once('.').is_some_and(|(whole, fraction)| {
        (1..=3).contains(&whole.len()) && !whole.starts_with('0') && fraction.len() == 3
    })
}

/// What a length may be.
pub fn bounds(bounds: Bounds) -> Phrase {
    match bounds {
        Bounds::Within(range) => from_to(range.min, range.max),
        Bounds::OneOf(values, _) => {
            let all: Vec<String> = values.iter().map(|v| mm(*v)).collect();
            Phrase::new(format!("dùng {}", all.join(" hoặc ")), format!("use {}", all.join(" or ")))
        }
        Bounds::AtLeast(least, _) => {
            let least = points(least);
            Phrase::new(format!("dùng độ dài từ {least} đến 72pt"), format!("use a length from {least} to 72pt"))
        }
        Bounds::Between(least, most) => from_to(least, most),
    }
}

fn from_to(least: Length, most: Length) -> Phrase {
    let (least, most) = (mm(least), mm(most));
    Phrase::new(format!("dùng độ dài từ {least} đến {most}"), format!("use a length from {least} to {most}"))
}

/// As the office types it.
pub fn mm(length: Length) -> String {
    format!("{}mm", length.as_mm())
}

/// The gap between paragraphs is told in points.
fn points(length: Length) -> String {
    format!("{}pt", length.as_pt())
}
