//! The tree held against the description of its keys: every misfit becomes a finding, none stops the others.

use std::sync::Arc;

use super::shape::{Key, Keys, Shape, Tie, Word};
use super::text::Texts;
use super::tree::{Entry, Node, Scalar, Value};
use crate::base::{Diagnostic, Diagnostics, Phrase, Place, Source, Span};

mod scalars;
mod wording;

pub use wording::{how, reads_as_thousands};

/// Holds a file's root against its keys; its texts are judged when all are read.
pub fn check(source: &Arc<Source>, root: &Node, keys: &'static Keys, mut texts: Texts, found: &mut Diagnostics) {
    Checker { source, texts: &mut texts, found }.map(root, keys, root.span);
    found.extend(texts.finish());
}

/// Holds one item of a list against its shape; `last` is where the item before it ends.
pub fn check_item(
    source: &Arc<Source>,
    item: &Node,
    last: usize,
    shape: &'static Shape,
    texts: &mut Texts,
    found: &mut Diagnostics,
) {
    Checker { source, texts, found }.item(item, last, shape);
}

struct Checker<'a> {
    source: &'a Arc<Source>,
    texts: &'a mut Texts,
    found: &'a mut Diagnostics,
}

impl Checker<'_> {
    fn push(&mut self, span: Span, diagnostic: Diagnostic) {
        self.found.push(diagnostic.at(&Place { source: Arc::clone(self.source), span }));
    }

    /// `owner` is where a reader looks for what is missing in the node: its key, or the node itself.
    fn node(&mut self, node: &Node, shape: &'static Shape, owner: Span) {
        match shape {
            Shape::Map(keys) => self.map(node, keys, owner),
            Shape::Named(keys) => self.named(node, keys),
            Shape::List(item) => self.list(node, item),
            Shape::OneOrMore(item) => match &node.value {
                Value::Seq(_) => self.list(node, item),
                Value::Scalar(_) | Value::Map(_) => self.node(node, item, owner),
            },
            Shape::WordOr(words, keys) => match &node.value {
                Value::Scalar(scalar) => self.word_or(node, scalar, words, keys),
                Value::Map(_) | Value::Seq(_) => self.map(node, keys, owner),
            },
            Shape::TextOr(keys) => match &node.value {
                Value::Scalar(scalar) => self.scalar(node, scalar, &Shape::Text),
                Value::Map(_) | Value::Seq(_) => self.map(node, keys, owner),
            },
            Shape::Table(item) => self.table(node, item),
            Shape::Either(mark, with, without) => {
                let marked = matches!(&node.value, Value::Map(entries) if entries.iter().any(|e| e.key == *mark));
                self.map(node, if marked { with } else { without }, owner);
            }
            Shape::Text
            | Shape::Markdown
            | Shape::Id
            | Shape::Reference
            | Shape::Task
            | Shape::Entry
            | Shape::Word(_)
            | Shape::Flag
            | Shape::True
            | Shape::Whole(..)
            | Shape::Decimal
            | Shape::Percent
            | Shape::Date
            | Shape::Day
            | Shape::Period
            | Shape::ReportPeriod
            | Shape::CutOff
            | Shape::Length(_)
            | Shape::LineSpacing => match &node.value {
                Value::Scalar(scalar) => self.scalar(node, scalar, shape),
                Value::Seq(_) | Value::Map(_) => self.wrong_type(node, shape),
            },
        }
    }

    fn wrong_type(&mut self, node: &Node, shape: &Shape) {
        let (got, wanted) = (wording::got(node), wording::wanted(shape));
        let diagnostic = Diagnostic::error(
            "wrong-type",
            format!("chỗ này cần {}, nhưng đang là {}", wanted.vi, got.vi),
            format!("this needs {}, but is {}", wanted.en, got.en),
        );
        let hint = wording::how(shape);
        self.push(node.span, diagnostic.hint(hint.vi, hint.en));
    }

    fn map(&mut self, node: &Node, keys: &'static Keys, owner: Span) {
        let Value::Map(entries) = &node.value else {
            let diagnostic = Diagnostic::error(
                "wrong-type",
                format!("chỗ này cần các khóa {}", listed(&names(keys))),
                format!("this needs the keys {}", listed(&names(keys))),
            );
            return self.push(
                if node.is_blank() { owner } else { node.span },
                diagnostic.hint(
                    "mỗi khóa một dòng, dạng `khóa: giá trị`, thụt vào hai dấu cách",
                    "one key a line, as `key: value`, indented by two spaces",
                ),
            );
        };
        // What a merge key would bring in is not missing as well, nor is a misspelt key.
        let merged = entries.iter().any(|entry| entry.key == "<<");
        let mut meant = Vec::new();
        for entry in entries {
            match keys.find(&entry.key) {
                Some(key) => self.entry(entry, key),
                None => meant.extend(self.unknown_key(entry, keys, entries)),
            }
        }
        if merged {
            return;
        }
        for key in keys.keys.iter().filter(|key| key.required && !meant.contains(&key.name)) {
            if !entries.iter().any(|e| e.key == key.name) {
                self.missing_key(key, owner);
            }
        }
        for tie in keys.ties {
            self.tie(tie, entries, &meant, owner);
        }
    }

    fn entry(&mut self, entry: &Entry, key: &'static Key) {
        let says_nothing = entry.value.is_blank() || !key.required && entry.value.is_empty_list();
        if !says_nothing {
            return self.node(&entry.value, &key.shape, entry.key_span);
        }
        if key.required {
            let diagnostic = Diagnostic::error(
                "empty-value",
                format!("khóa `{}` còn để trống", key.name),
                format!("the key `{}` is blank", key.name),
            );
            let hint = (format!("điền vào: {}", key.about.vi), format!("fill in: {}", key.about.en));
            self.push(entry.key_span, diagnostic.hint(hint.0, hint.1));
        }
    }

    /// Says what the key may have meant, and returns it.
    fn unknown_key(&mut self, entry: &Entry, keys: &'static Keys, entries: &[Entry]) -> Option<&'static str> {
        let free: Vec<&'static str> =
            names(keys).into_iter().filter(|name| !entries.iter().any(|e| e.key == *name)).collect();
        if entry.key == "<<" {
            self.push(entry.key_span, wording::merge_key());
            return None;
        }
        if let Some((diagnostic, span)) = wording::cut_at_comma(&self.source.text, entry) {
            self.push(span, diagnostic);
            return None;
        }
        let meant = closest(&entry.key, free.iter().copied());
        let diagnostic = match meant {
            Some(name) => Diagnostic::error(
                "unknown-key",
                format!("không có khóa `{}`; ý bạn là `{name}`?", entry.key),
                format!("there is no key `{}`; did you mean `{name}`?", entry.key),
            ),
            None => Diagnostic::error(
                "unknown-key",
                format!("không có khóa `{}`", entry.key),
                format!("there is no key `{}`", entry.key),
            ),
        };
        let all = listed(&names(keys));
        let diagnostic =
            diagnostic.hint(format!("các khóa dùng được ở đây: {all}"), format!("the keys that can stand here: {all}"));
        self.push(entry.key_span, diagnostic);
        meant
    }

    fn missing_key(&mut self, key: &Key, owner: Span) {
        let diagnostic = Diagnostic::error(
            "missing-key",
            format!("thiếu khóa `{}`", key.name),
            format!("the key `{}` is missing", key.name),
        )
        .hint(format!("thêm `{}:` ({})", key.name, key.about.vi), format!("add `{}:` ({})", key.name, key.about.en));
        self.push(owner, diagnostic);
    }

    fn tie(&mut self, tie: &Tie, entries: &[Entry], meant: &[&str], owner: Span) {
        let (need, only_one) = match tie {
            Tie::OneOf(_) => (true, true),
            Tie::AtMostOne(_) => (false, true),
            Tie::SomeOf(_) => (true, false),
        };
        let names = tie.names();
        let written: Vec<&Entry> = entries.iter().filter(|e| names.contains(&e.key.as_str())).collect();
        let says = |e: &&&Entry| !e.value.is_blank() && !e.value.is_empty_list();
        let said = written.iter().filter(says).count();
        // Nearly every map is in order, and needs no words.
        if said == 1 || said == 0 && !need || said > 1 && !only_one {
            return;
        }
        let all = listed(names);
        if need && said == 0 && !names.iter().any(|name| meant.contains(name)) {
            let span = written.first().map_or(owner, |e| e.key_span);
            let diagnostic = if let Some(blank) = written.first() {
                Diagnostic::error(
                    "empty-value",
                    format!("khóa `{}` còn để trống", blank.key),
                    format!("the key `{}` is blank", blank.key),
                )
            } else {
                Diagnostic::error(
                    "missing-key",
                    format!("thiếu một trong các khóa {all}"),
                    format!("one of the keys {all} is missing"),
                )
            };
            self.push(span, diagnostic.hint(format!("cần một trong: {all}"), format!("one of these is needed: {all}")));
        }
        if only_one && said > 1 {
            for extra in written.iter().filter(says).skip(1) {
                let diagnostic = Diagnostic::error(
                    "too-many-keys",
                    format!("chỉ được dùng một trong các khóa {all}"),
                    format!("only one of the keys {all} can be used"),
                );
                let hint = ("giữ lại một khóa, bỏ khóa kia", "keep one of them, remove the other");
                self.push(extra.key_span, diagnostic.hint(hint.0, hint.1));
            }
        }
    }

    fn list(&mut self, node: &Node, item: &'static Shape) {
        let Value::Seq(nodes) = &node.value else {
            let wanted = wording::wanted(item);
            let diagnostic = Diagnostic::error(
                "wrong-type",
                format!("chỗ này cần một danh sách, mỗi mục là {}", wanted.vi),
                format!("this needs a list of items, each {}", wanted.en),
            );
            let hint = ("mỗi mục một dòng, bắt đầu bằng `- `", "one item a line, beginning with `- `");
            return self.push(node.span, diagnostic.hint(hint.0, hint.1));
        };
        if nodes.is_empty() {
            let diagnostic = Diagnostic::error("empty-list", "danh sách này trống", "this list is empty");
            let hint = (
                "thêm ít nhất một mục, hoặc bỏ cả khóa nếu không bắt buộc",
                "add an item, or remove the key if it is not required",
            );
            self.push(node.span, diagnostic.hint(hint.0, hint.1));
        }
        let mut last = node.span.start;
        for node in nodes {
            self.item(node, last, item);
            last = node.span.end.max(last);
        }
    }

    fn item(&mut self, node: &Node, last: usize, shape: &'static Shape) {
        if node.is_blank() {
            let diagnostic =
                Diagnostic::error("empty-value", "mục này của danh sách còn để trống", "this list item is blank");
            let hint = ("viết nội dung, hoặc bỏ dấu `-`", "write it, or remove the `-`");
            let dash = dash_between(&self.source.text, last, node.span.start).unwrap_or(node.span);
            self.push(dash, diagnostic.hint(hint.0, hint.1));
        } else {
            self.node(node, shape, first_line(self.source, node.span));
        }
    }

    fn named(&mut self, node: &Node, keys: &'static Keys) {
        let Value::Map(entries) = &node.value else {
            let diagnostic = Diagnostic::error(
                "wrong-type",
                format!("chỗ này cần các tên ngắn, dưới mỗi tên là các khóa {}", listed(&names(keys))),
                format!("this needs short names, each with the keys {}", listed(&names(keys))),
            );
            return self.push(node.span, diagnostic);
        };
        for entry in entries {
            if entry.key == "<<" {
                self.push(entry.key_span, wording::merge_key());
                continue;
            }
            self.id(&entry.key, entry.key_span);
            self.map(&entry.value, keys, entry.key_span);
        }
    }

    /// Names are held against what they name where that is known; here only their values are read.
    fn table(&mut self, node: &Node, item: &'static Shape) {
        let Value::Map(entries) = &node.value else {
            let diagnostic = Diagnostic::error(
                "wrong-type",
                "chỗ này cần các tên ngắn, mỗi tên một giá trị",
                "this needs short names, each with a value",
            );
            let hint = ("mỗi tên một dòng, dạng `ten: 99,9`", "one name a line, as `name: 99,9`");
            return self.push(node.span, diagnostic.hint(hint.0, hint.1));
        };
        for entry in entries {
            if entry.key == "<<" {
                self.push(entry.key_span, wording::merge_key());
            } else if let Some((diagnostic, span)) = wording::cut_at_comma(&self.source.text, entry) {
                self.push(span, diagnostic);
            } else {
                self.id(&entry.key, entry.key_span);
                if !entry.value.is_blank() {
                    self.node(&entry.value, item, entry.key_span);
                }
            }
        }
    }

    fn word_or(&mut self, node: &Node, scalar: &Scalar, words: &'static [Word], keys: &'static Keys) {
        if !words.iter().any(|word| word.name == scalar.text) {
            let diagnostic = wording::unknown_word(&scalar.text, words);
            let all = listed(&names(keys));
            self.push(
                node.span,
                diagnostic.hint(
                    format!("viết một trong các từ {}, hoặc các khóa {all}", wording::listed_words(words).vi),
                    format!("write one of the words {}, or the keys {all}", wording::listed_words(words).en),
                ),
            );
        }
    }
}

/// The closest of some names, if it is close enough to be meant.
pub fn closest<'n>(written: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let written = written.to_lowercase();
    names
        .map(|name| (strsim::damerau_levenshtein(&written, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= 1.max(name.chars().count().max(written.chars().count()) / 3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Names in code marks with commas between.
pub fn listed<S: AsRef<str>>(names: &[S]) -> String {
    names.iter().map(|name| format!("`{}`", name.as_ref())).collect::<Vec<_>>().join(", ")
}

fn names(keys: &'static Keys) -> Vec<&'static str> {
    keys.keys.iter().map(|key| key.name).collect()
}

/// The dash of a blank list item, which has no bytes of its own: comments may stand between the two.
fn dash_between(text: &str, from: usize, to: usize) -> Option<Span> {
    let mut start = from;
    for line in text.get(from..to)?.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        if line.trim_start().starts_with('-') {
            return Some(Span::new(start + indent, start + indent + 1));
        }
        start += line.len();
    }
    None
}

/// The part of a span on its first line: where a whole entry is shown.
pub fn first_line(source: &Source, span: Span) -> Span {
    let written = source.text.get(span.start..span.end).unwrap_or_default();
    let line = written.lines().next().unwrap_or_default().trim_end();
    Span::new(span.start, span.start + line.len())
}

/// A phrase made of two strings known at compile time.
fn phrase(vi: &str, en: &str) -> Phrase {
    Phrase::new(vi, en)
}
