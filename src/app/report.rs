//! Findings shown: for people, with the line and the spot in it, or as JSON, one object a line.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};
use serde_json::{Value, json};

use super::Language;
use crate::base::{Diagnostic, Place, Severity, Span};

/// Longer lines are cut around the marked spot: a paragraph of a plan stands on one line of the file.
const WIDTH: usize = 110;

/// All findings for people: file:line:column, the line with the spot marked, how to mend it, the clause.
///
/// Whether to colour is the caller's to know: nothing here looks at the terminal.
pub fn human(findings: &[Diagnostic], language: Language, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(WIDTH);
    let mut shown = String::new();
    for finding in findings {
        shown += &renderer.render(&[group(finding, language)]);
        shown += "\n\n";
    }
    shown
}

fn group(finding: &Diagnostic, language: Language) -> Group<'_> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR.with_name(language.pick("lỗi", "error")),
        Severity::Warning => Level::WARNING.with_name(language.pick("cảnh báo", "warning")),
    };
    let title = level.primary_title(language.of(&finding.message)).id(finding.code);
    let mut group = Group::with_title(title);
    if let Some(place) = &finding.place {
        group = match place.source.cell(place.span.start) {
            // The message says what stands in a cell; which cell it is says more than a line of it.
            Some(cell) => group.element(Origin::path(format!("{}: {cell}", place.source.name))),
            None => group.element(snippet(place)),
        };
    }
    if let Some(hint) = &finding.hint {
        let name = Level::HELP.with_name(language.pick("cách sửa", "help"));
        group = group.element(name.message(normalize_untrusted_str(language.of(hint))));
    }
    if let Some(clause) = finding.clause {
        group = group.element(Level::NOTE.with_name(language.pick("căn cứ", "clause")).message(clause));
    }
    group
}

/// Only the line of the spot is handed over, so that a finding costs the same at the end of a long file.
fn snippet(place: &Place) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let source = &place.source;
    let (number, _) = source.line_column(place.span.start);
    let line = source.line(number);
    let within = |offset: usize| offset.clamp(line.start, line.end) - line.start;
    let (start, end) = (within(place.span.start), within(place.span.end).max(within(place.span.start)));
    let text = source.text.get(line.start..line.end).unwrap_or_default();
    let (start, end) = (text.floor_char_boundary(start), text.ceil_char_boundary(end));
    Snippet::source(text)
        .line_start(number)
        .path(source.name.as_str())
        .annotation(AnnotationKind::Primary.span(start..end))
}

/// All findings for programs: one JSON object a line, places from 1, ends exclusive, null where there is none.
pub fn json_lines(findings: &[Diagnostic], language: Language) -> String {
    findings.iter().map(|finding| format!("{}\n", object(finding, language))).collect()
}

fn object(finding: &Diagnostic, language: Language) -> Value {
    let place = finding.place.as_ref();
    let at = |offset: fn(&Span) -> usize| place.map(|place| place.source.line_column(offset(&place.span)));
    let (start, end) = (at(|span| span.start), at(|span| span.end));
    let cell = place.and_then(|place| place.source.cell(place.span.start));
    let mut object = json!({
        "code": finding.code,
        "severity": match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "file": place.map(|place| &place.source.name),
        "line": start.map(|(line, _)| line),
        "column": start.map(|(_, column)| column),
        "end_line": end.map(|(line, _)| line),
        "end_column": end.map(|(_, column)| column),
        "message": language.of(&finding.message),
        "hint": finding.hint.as_ref().map(|hint| language.of(hint)),
        "clause": finding.clause,
    });
    if let Some(cell) = cell {
        // The lines of a sheet are ours, its cells are the user's.
        for key in ["line", "column", "end_line", "end_column"] {
            object[key] = Value::Null;
        }
        object["cell"] = json!(cell);
    }
    object
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Source;

    fn finding(text: &str, spot: &str) -> Diagnostic {
        let source = Source::new("plan.yaml", text);
        let start = text.find(spot).unwrap_or_default();
        let place = Place { source, span: Span::new(start, start + spot.len()) };
        Diagnostic::error("unknown-key", "không có khóa `deadlne`", "no key `deadlne`").at(&place)
    }

    #[test]
    fn the_spot_is_marked_under_wide_and_combining_letters() {
        let text = "a: 1\n// 表 e\u{302}\u{301} ế: deadlne\n";
        insta::assert_snapshot!(human(&[finding(text, "deadlne")], Language::Vi, false));
        let tab = "a: x\n\tb\u{0}c: deadlne\n";
        insta::assert_snapshot!(human(&[finding(tab, "deadlne")], Language::Vi, false));
    }

    #[test]
    fn a_long_line_is_cut_around_the_spot() {
        let text = format!("body: {} deadlne {}", "trước ".repeat(100), "sau ".repeat(100));
        insta::assert_snapshot!(human(&[finding(&text, "deadlne")], Language::En, false));
    }

    #[test]
    fn json_says_the_same() {
        let mut found = finding("a: 1\nđiểm: deadlne\n", "deadlne").hint("sửa", "mend").clause("Điều 1");
        let lines = json_lines(
            &[found.clone(), {
                found.place = None;
                found
            }],
            Language::En,
        );
        insta::assert_snapshot!(lines);
    }
}
