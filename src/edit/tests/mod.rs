//! Every edit's difference is only the lines meant, or the edit is refused.

mod corpus;
mod random;

use std::fmt::Write;

use super::{Change, Draft, Step, create, edit};
use crate::base::{Diagnostic, Source};

fn item() -> Change {
    Change::Append(vec![Draft::map([
        ("id", Some(Draft::text("doi-1"))),
        ("effective", Some(Draft::word("2023-10-01"))),
        ("lead", Some(Draft::texts(["tai-chinh"]))),
        ("support", None),
        ("basis", Some(Draft::text("Thông báo: số 12/TB-UBND"))),
    ])])
}

/// The lines that differ, between those that are equal before and after; line endings are shown where they are not `\n`.
fn difference(old: &str, new: &str) -> String {
    let lines = |text: &str| -> Vec<String> {
        let shown = |line: &str| line.replace("\r\n", "␍\n").replace('\r', "␍").replace('\u{FEFF}', "<BOM>");
        let mut lines: Vec<String> = text.split_inclusive('\n').map(shown).collect();
        for line in &mut lines {
            match line.strip_suffix('\n') {
                Some(rest) => *line = rest.to_owned(),
                None => line.push_str(" <no newline>"),
            }
        }
        lines
    };
    let (old, new) = (lines(old), lines(new));
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - same;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let mut shown = String::new();
    for line in &old[same.saturating_sub(2)..same] {
        let _ = writeln!(shown, "  {line}");
    }
    for line in &old[same..old.len() - tail] {
        let _ = writeln!(shown, "- {line}");
    }
    for line in &new[same..new.len() - tail] {
        let _ = writeln!(shown, "+ {line}");
    }
    for line in old[old.len() - tail..].iter().take(2) {
        let _ = writeln!(shown, "  {line}");
    }
    shown
}

fn refused(findings: &[Diagnostic]) -> String {
    let mut shown = String::new();
    for finding in findings {
        let line = finding.place.as_ref().map_or(0, |place| place.source.line_column(place.span.start).0);
        let hint = finding.hint.as_ref().map(|hint| hint.en.as_str()).unwrap_or_default();
        let _ = writeln!(shown, "refused at line {line}: {}: {}\n  {hint}", finding.code, finding.message.en);
    }
    shown
}

/// Every byte of the old text is still there, in order.
fn keeps_every_byte(old: &str, new: &str) -> bool {
    let mut rest = new.bytes();
    old.bytes().all(|byte| rest.any(|other| other == byte))
}

#[test]
fn lists_grow_by_their_new_lines_only() {
    let mut shown = String::new();
    for (name, text) in corpus::LISTS {
        let _ = writeln!(shown, "## {name}");
        match edit(&Source::new("t.yaml", *text), &[Step::Key("entries")], &item()) {
            Ok(new) => {
                let gives_way = ["[] #", "~", "null"].iter().any(|nothing| text.contains(nothing));
                assert!(gives_way || keeps_every_byte(text, &new), "{name}");
                shown += &difference(text, &new);
            }
            Err(findings) => shown += &refused(&findings),
        }
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn scalars_give_way_to_others_only() {
    let mut shown = String::new();
    for (name, text) in corpus::SCALARS {
        let _ = writeln!(shown, "## {name}");
        let title = Draft::text("Kế hoạch \"mới\": số 2");
        for (key, value) in [("number", Draft::word(45)), ("title", title)] {
            match edit(&Source::new("t.yaml", *text), &[Step::Key("document"), Step::Key(key)], &Change::Set(value)) {
                Ok(new) => shown += &difference(text, &new),
                Err(findings) => shown += &refused(&findings),
            }
        }
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn paths_lead_into_lists() {
    let text = "a:\n  - b: 1\n    c: [x]\n  - - y\n    - z\n  # hết\n";
    let set = |path: &[Step<'_>], change| match edit(&Source::new("t.yaml", text), path, &change) {
        Ok(new) => difference(text, &new),
        Err(findings) => refused(&findings),
    };
    let mut shown = String::new();
    let word = || Change::Set(Draft::word(2));
    let more = || Change::Append(vec![Draft::text("mới")]);
    shown += &set(&[Step::Key("a"), Step::Item(0), Step::Key("b")], word());
    shown += &set(&[Step::Key("a"), Step::Item(0), Step::Key("d")], word());
    shown += &set(&[Step::Key("a"), Step::Item(0), Step::Key("d"), Step::Key("e")], more());
    shown += &set(&[Step::Key("a"), Step::Item(0), Step::Key("c")], more());
    shown += &set(&[Step::Key("a"), Step::Item(1)], more());
    shown += &set(&[Step::Key("a"), Step::Item(1), Step::Item(0)], word());
    shown += &set(&[Step::Key("a"), Step::Item(2)], more());
    shown += &set(&[Step::Key("a"), Step::Key("b")], word());
    shown += &set(&[], more());
    insta::assert_snapshot!(shown);
}

#[test]
fn drafts_are_laid_out_to_be_read() {
    let file =
        |name: &str| Draft::map([("name", Some(Draft::text(name))), ("sha256", Some(Draft::text("0a".repeat(32))))]);
    let many: Vec<String> = (1..30).map(|n| format!("viec-{n}")).collect();
    let entry = Draft::map([
        ("document", Some(Draft::text("plan"))),
        ("number", Some(Draft::word(45))),
        ("date", Some(Draft::word("2023-08-15"))),
        ("note", Some(Draft::text("một\n\nhai: # ba\n  lùi"))),
        ("tab", Some(Draft::text("một\n\thai"))),
        ("files", Some(Draft::List(vec![file("ke-hoach.docx"), file("ke-hoach.pdf")]))),
        ("tasks", Some(Draft::texts(many))),
        ("values", Some(Draft::Map(vec![("true".to_owned(), Draft::word("1.5"))]))),
        ("none", Some(Draft::List(Vec::new()))),
    ]);
    let text = create(
        "Sổ đăng ký văn bản đi.\n\nGhi thêm ở cuối",
        "entries",
        &[entry, Draft::text("chữ\nhai dòng"), Draft::Map(Vec::new())],
    );
    insta::assert_snapshot!(text);
    let mut found = crate::base::Diagnostics::default();
    assert!(crate::input::tree::parse(&Source::new("t.yaml", text), &mut found).is_some() && !found.has_errors());
}
