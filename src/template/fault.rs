//! What is wrong with a template: the engine's errors as findings with their place.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Error, ErrorKind};

use super::wording;
use crate::base::{Diagnostic, Phrase, Place, Source, Span};

/// The byte order mark.
pub(super) const BOM: char = '\u{FEFF}';
/// The words by which the engine's errors are known again as ours.
pub(super) const SAFE: &str = "the filter `safe` is off";
pub(super) const RANGE: &str = "the function `range` is off";

type Sources = BTreeMap<String, Arc<Source>>;

/// Whether the template cannot even be read.
pub(super) fn is_syntax(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::SyntaxError(_))
}

/// All findings that an error of the engine stands for.
pub(super) fn of(error: &Error, sources: &Sources) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let place = place(sources, report.filename(), report.span().range.clone());
            let syntax = is_syntax(error);
            vec![finding(report.message(), syntax, place)]
        }
        ErrorKind::Msg(text) => reported(text, sources),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            let message = phrase("các mẫu gọi vòng quanh lẫn nhau", "the templates call each other in a circle");
            vec![with_place(Diagnostic::error("template-circle", message.vi, message.en), place(sources, tpl, 0..0))]
        }
        ErrorKind::MissingParent { current, parent } => {
            let message = unknown("mẫu", "template", parent);
            let found = Diagnostic::error("template-unknown-name", message.vi, message.en);
            vec![with_place(found, place(sources, current, 0..0))]
        }
        ErrorKind::Io(_) => vec![Diagnostic::error(
            "template-output",
            "mẫu viết ra quá dài (trên 16 MB)",
            "the template writes too much (over 16 MB)",
        )],
        _ => vec![finding(&error.to_string(), false, None)],
    }
}

/// Names that the engine does not know come in one message, a report for each: `error: …` and `--> file:line:column`.
fn reported(text: &str, sources: &Sources) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(message) = line.strip_prefix("error: ") else { continue };
        let arrow = lines.peek().and_then(|next| next.trim_start().strip_prefix("--> "));
        let place = arrow.and_then(|arrow| at_line_and_column(sources, arrow, message));
        findings.push(finding(message, false, place));
    }
    if findings.is_empty() {
        findings.push(finding(text, false, None));
    }
    findings
}

/// `plan.md:3:12`, and the name in the message from there on.
fn at_line_and_column(sources: &Sources, arrow: &str, message: &str) -> Option<Place> {
    let mut parts = arrow.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let file = parts.next()?;
    let text = super::text_of(sources.get(file)?);
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let within = text.get(start..)?.char_indices().nth(column.checked_sub(1)?)?.0;
    let from = start + within;
    let name = quoted(message).unwrap_or_default();
    let found = text.get(from..)?.find(name).map_or(from..from, |at| from + at..from + at + name.len());
    place(sources, file, found)
}

/// A place in the file as it is on disk, mark before the first letter included.
pub(super) fn place(sources: &Sources, name: &str, range: std::ops::Range<usize>) -> Option<Place> {
    let source = sources.get(name)?;
    let shift = source.text.len() - super::text_of(source).len();
    Some(Place { source: source.clone(), span: Span::new(range.start + shift, range.end + shift) })
}

/// The finding for one message of the engine, in both languages where its meaning is known.
fn finding(message: &str, syntax: bool, place: Option<Place>) -> Diagnostic {
    let place = place.map(|place| whole_path(place, quoted(message)));
    let source = place.as_ref().map(|place| place.source.clone());
    let written = source.as_ref().zip(place.as_ref()).and_then(|(s, p)| s.text.get(p.span.start..p.span.end));
    let written = written.unwrap_or_default();
    let name = quoted(message).filter(|name| *name != "undefined").unwrap_or(written);
    if message.contains("is not defined") || message.contains("undefined") {
        return unknown_variable(name, &available(message), place);
    }
    let vietnamese = wording::vietnamese(message, written);
    let (code, message) = if syntax {
        ("template-syntax", phrase(format!("mẫu sai cú pháp: {vietnamese}"), format!("template syntax: {message}")))
    } else if message.contains(SAFE) {
        ("template-safe", phrase("không dùng được bộ lọc `safe`", "the filter `safe` cannot be used"))
    } else if message.contains(RANGE) {
        ("template-range", phrase("không dùng được hàm `range`", "the function `range` cannot be used"))
    } else if let Some((vi, en)) = UNKNOWN.iter().find_map(|(start, pair)| message.starts_with(start).then_some(*pair))
    {
        ("template-unknown-name", unknown(vi, en, name))
    } else {
        (
            "template-failed",
            phrase(format!("mẫu không chạy được: {vietnamese}"), format!("the template fails: {message}")),
        )
    };
    let mut found = Diagnostic::error(code, message.vi, message.en);
    found.hint = hint(code);
    with_place(found, place)
}

/// The engine marks the first part of `a.b` or leaves out the bracket that ends `a[0]`: the place with the rest of it.
fn whole_path(place: Place, named: Option<&str>) -> Place {
    let Place { source, span } = place;
    let written = source.text.get(span.start..span.end).unwrap_or_default();
    let rest = source.text.get(span.end..).unwrap_or_default();
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | ']');
    let is_path = written.ends_with(|c: char| goes_on(c) || c == '\'' || c == '"')
        && !written.contains(' ')
        && named != Some(written);
    let more = if is_path { rest.find(|c| !goes_on(c)).unwrap_or(0) } else { 0 };
    Place { span: Span::new(span.start, span.end + more), source }
}

/// How the engine's messages about names begin, and what is named.
const UNKNOWN: [(&str, (&str, &str)); 5] = [
    ("Unknown filter", ("bộ lọc", "filter")),
    ("Unknown function", ("hàm", "function")),
    ("Unknown test", ("phép thử", "test")),
    ("Unknown template", ("mẫu", "template")),
    ("Unknown component", ("thành phần", "component")),
];

fn hint(code: &str) -> Option<Phrase> {
    match code {
        "template-safe" => Some(phrase(
            "bỏ `| safe`: giá trị luôn in đúng chữ đã gõ, còn lời văn Markdown (preamble, body, closing) tự giữ định dạng",
            "remove `| safe`: values always print as typed, and Markdown (preamble, body, closing) keeps its form by itself",
        )),
        "template-range" => Some(phrase(
            "lặp trên danh sách của kế hoạch: {% for section in sections %}",
            "loop over a list of the plan: {% for section in sections %}",
        )),
        _ => None,
    }
}

/// A variable that the view does not have, with what may have been meant.
pub(super) fn unknown_variable(name: &str, known: &[&str], place: Option<Place>) -> Diagnostic {
    let message = unknown("biến", "variable", name);
    let mut found = with_place(Diagnostic::error("template-unknown-variable", message.vi, message.en), place);
    found.hint = meant(name, known);
    found
}

/// The nearest known name, or all of them.
fn meant(name: &str, known: &[&str]) -> Option<Phrase> {
    let near = known.iter().map(|known| (strsim::damerau_levenshtein(known, name), *known)).min()?;
    if near.0 <= 1 + name.len() / 4 {
        return Some(phrase(format!("ý bạn là `{}`?", near.1), format!("did you mean `{}`?", near.1)));
    }
    let all = known.join(", ");
    Some(phrase(format!("các biến có: {all}"), format!("the variables are: {all}")))
}

/// The names that the engine says it has: `… Available fields: date, kind`.
fn available(message: &str) -> Vec<&str> {
    let list = message.split_once("Available ").and_then(|(_, rest)| rest.split_once(": "));
    list.map(|(_, names)| names.split(", ").collect()).unwrap_or_default()
}

/// An own template that nothing uses.
pub(super) fn unused(name: &str, source: &Arc<Source>, known: &[&str]) -> Diagnostic {
    let place = Place { source: source.clone(), span: Span::default() };
    Diagnostic::warning(
        "template-unused",
        format!("không có mẫu nào tên `{name}`, nên tệp này không được dùng"),
        format!("no template is called `{name}`, so that this file is not used"),
    )
    .at(&place)
    .hint(
        format!("các mẫu thay được: {}", known.join(", ")),
        format!("templates that can be replaced: {}", known.join(", ")),
    )
}

/// What a template wrote is not text.
pub(super) fn not_text(name: &str) -> Diagnostic {
    Diagnostic::error(
        "template-output",
        format!("mẫu `{name}` viết ra dữ liệu không phải chữ"),
        format!("the template `{name}` writes what is not text"),
    )
}

fn unknown(vi: &str, en: &str, name: &str) -> Phrase {
    phrase(format!("mẫu dùng {vi} không có: `{name}`"), format!("the template uses an unknown {en}: `{name}`"))
}

fn phrase(vi: impl Into<String>, en: impl Into<String>) -> Phrase {
    Phrase::new(vi, en)
}

/// The first name between backticks.
fn quoted(message: &str) -> Option<&str> {
    message.split('`').nth(1)
}

fn with_place(found: Diagnostic, place: Option<Place>) -> Diagnostic {
    match place {
        Some(place) => found.at(&place),
        None => found,
    }
}
