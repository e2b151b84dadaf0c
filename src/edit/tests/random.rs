//! Files of any layout: an edit adds its own bytes and reads as meant.

use proptest::prelude::*;

use super::super::{Change, Draft, Step, edit, reads_as, wanted};
use crate::base::{Diagnostics, Source};
use crate::input::tree;

/// A value of a generated file.
#[derive(Clone, Debug)]
enum Value {
    Scalar(usize, String),
    List(bool, Vec<Value>),
    Map(bool, Vec<Value>),
}

/// How a file is written apart from its values.
#[derive(Clone, Debug)]
struct Manner {
    step: usize,
    dash_at_key: bool,
    crlf: bool,
    end: bool,
    start: usize,
    comments: Vec<usize>,
}

/// Words that are awkward in YAML.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("Điềm Thụy"),
        Just("số 12: của"),
        Just("# không"),
        Just("a #b"),
        Just("- x"),
        Just("null"),
        Just("45"),
        Just("it's \"so\""),
        Just("a\\b"),
        Just("[x, {y}]"),
        Just("e\u{302}\u{301}"),
        Just("x:"),
        Just("~"),
        Just("..."),
    ];
    prop::collection::vec(word, 1..4).prop_map(|words| words.join(" "))
}

fn value() -> impl Strategy<Value = Value> {
    let scalar = (0..7usize, words()).prop_map(|(style, words)| Value::Scalar(style, words));
    scalar.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            (any::<bool>(), prop::collection::vec(inner.clone(), 0..4))
                .prop_map(|(flow, items)| Value::List(flow, items)),
            (any::<bool>(), prop::collection::vec(inner, 1..4)).prop_map(|(flow, items)| Value::Map(flow, items)),
        ]
    })
}

fn manner() -> impl Strategy<Value = Manner> {
    let comments = prop::collection::vec(0..9usize, 1..12);
    (1..5usize, any::<bool>(), any::<bool>(), any::<bool>(), 0..4usize, comments).prop_map(
        |(step, dash_at_key, crlf, end, start, comments)| Manner {
            step: step + 1,
            dash_at_key,
            crlf,
            end,
            start,
            comments,
        },
    )
}

/// Writes values; comments and blank lines come round in their order.
struct Writer {
    manner: Manner,
    lines: Vec<String>,
    turn: usize,
}

impl Writer {
    fn line(&mut self, line: String) {
        let turn = self.manner.comments[self.turn % self.manner.comments.len()];
        self.turn += 1;
        let block = line.ends_with(['|', '>', '+', '-']) || line.contains('\u{1}');
        let line = line.replace('\u{1}', "");
        match turn {
            0 if !block => self.lines.push(format!("{line} # chú: thích")),
            1 if !block => self.lines.extend([line, "# chú thích ở đầu dòng".to_owned()]),
            2 if !block => self.lines.extend([line, "      # chú thích thụt vào".to_owned()]),
            3 if !block => self.lines.extend([line, String::new()]),
            4 if !block => self.lines.extend([format!("{line}  "), "   ".to_owned()]),
            _ => self.lines.push(line),
        }
    }

    fn flow(value: &Value) -> String {
        match value {
            Value::Scalar(_, words) => quoted(words),
            Value::List(_, items) => format!("[{}]", items.iter().map(Self::flow).collect::<Vec<_>>().join(", ")),
            Value::Map(_, items) => {
                let items = items.iter().enumerate().map(|(n, item)| format!("k{n}: {}", Self::flow(item)));
                format!("{{{}}}", items.collect::<Vec<_>>().join(","))
            }
        }
    }

    /// A value after `start`, which ends with a colon or a dash; what is below it stands at `column`.
    fn value(&mut self, start: &str, value: &Value, column: usize, in_list: bool) {
        match value {
            Value::Scalar(style, words) => self.scalar(start, *style, words, column),
            Value::List(true, _) | Value::Map(true, _) => self.line(format!("{start} {}", Self::flow(value))),
            Value::List(false, items) if items.is_empty() => self.line(format!("{start} []")),
            Value::List(false, items) => {
                self.line(start.to_owned());
                let column = if self.manner.dash_at_key && !in_list { column - self.manner.step } else { column };
                for item in items {
                    self.value(&format!("{:column$}-", ""), item, column + self.manner.step, true);
                }
            }
            Value::Map(false, items) => {
                self.line(start.to_owned());
                for (n, item) in items.iter().enumerate() {
                    self.value(&format!("{:column$}k{n}:", ""), item, column + self.manner.step, false);
                }
            }
        }
    }

    fn scalar(&mut self, start: &str, style: usize, words: &str, column: usize) {
        match style {
            0 => self.line(format!("{start} {}", quoted(words))),
            1 => self.line(format!("{start} '{}'", words.replace('\'', "''"))),
            2..=4 => {
                self.lines.push(format!("{start} {}", ["|", ">-", "|+"][style - 2]));
                self.lines.push(format!("{:column$}x {words}", ""));
                self.lines.extend([String::new(), format!("{:column$}{words}", "")]);
            }
            5 => self.line(start.to_owned()),
            _ => self.lines.extend([format!("{start} chữ"), format!("{:column$}tiếp", "")]),
        }
    }

    fn file(manner: &Manner, before: &Value, list: &Value, after: Option<&Value>) -> String {
        let mut writer = Self { manner: manner.clone(), lines: Vec::new(), turn: 0 };
        match manner.start {
            0 => writer.lines.push("---".to_owned()),
            1 => writer.lines.push("# sổ".to_owned()),
            _ => {}
        }
        writer.value("before:", before, manner.step, false);
        writer.value("entries:", list, manner.step, false);
        if let Some(after) = after {
            writer.value("after:", after, manner.step, false);
        }
        let newline = if manner.crlf { "\r\n" } else { "\n" };
        let text = writer.lines.join(newline);
        if manner.end { text + newline } else { text }
    }
}

fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether the new text is the old one with bytes put in at one place.
fn only_added(old: &str, new: &str) -> bool {
    let (old, new) = (old.as_bytes(), new.as_bytes());
    let same = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let tail = old[same..].iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    same + tail == old.len()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn appending_adds_bytes_and_reads_as_meant(
        manner in manner(), before in value(), after in prop::option::of(value()),
        items in prop::collection::vec(value(), 1..4), flow in any::<bool>(), text in words(),
    ) {
        let file = Writer::file(&manner, &before, &Value::List(flow, items), after.as_ref());
        let source = Source::new("t.yaml", file.as_str());
        let mut found = Diagnostics::default();
        let root = tree::parse(&source, &mut found);
        prop_assume!(root.is_some() && !found.has_errors());
        let change = Change::Append(vec![Draft::map([("id", Some(Draft::text(text)))])]);
        let path = [Step::Key("entries")];
        let new = edit(&source, &path, &change);
        // A block at the very end without a line ending would get one by anything that comes after it.
        let by_the_end = new.is_err() && edit(&Source::new("t.yaml", format!("{file}\n")), &path, &change).is_ok();
        prop_assume!(!by_the_end);
        prop_assert!(new.is_ok(), "refused:\n{file}");
        let new = new.unwrap_or_default();
        prop_assert!(only_added(&file, &new), "{file}\n=====\n{new}");
        let wanted = wanted::changed(root, &path, &change);
        prop_assert!(wanted.is_some_and(|wanted| reads_as(&new, &wanted)), "{file}\n=====\n{new}");
    }

    #[test]
    fn any_text_is_read_back(text in "\\PC{0,12}|[ \n\t:#'\"\\\\-]{0,8}|[a-z0-9:. -]{1,8}", flow in any::<bool>()) {
        let file = if flow { "{ a: 1, entries: [x] }" } else { "a: 1\nentries:\n  - x\n" };
        let source = Source::new("t.yaml", file);
        for path in [&[Step::Key("entries")][..], &[Step::Key("a")], &[Step::Key("b")]] {
            let draft = Draft::text(text.as_str());
            let change = if path[0] == Step::Key("entries") { Change::Append(vec![draft]) } else { Change::Set(draft) };
            let new = edit(&source, path, &change);
            prop_assert!(new.is_ok(), "{text:?} refused at {path:?}");
        }
    }
}
