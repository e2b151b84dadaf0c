//! YAML text → a tree in which every key and every value knows its bytes.

use std::collections::HashMap;
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle, StructureStyle};

use super::syntax;
use crate::base::{Diagnostic, Diagnostics, Place, Source, Span, text};

/// Deepest nesting: the plan file needs nine levels; more is a mistake or an attack on the stack.
const MAX_DEPTH: usize = 64;

/// Most nodes that aliases may copy: beyond it a file is an alias bomb, not a plan.
const MAX_COPIES: usize = 100_000;

/// A value of the file and its bytes.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// From its first byte to its last, quotes and brackets included.
    pub span: Span,
}

/// What a value can be.
#[derive(Clone, Debug)]
pub enum Value {
    /// A word, number or text.
    Scalar(Scalar),
    /// A list.
    Seq(Vec<Node>),
    /// Keys with values, in the file's order, each key once.
    Map(Vec<Entry>),
}

/// A word, number or text as written; YAML's guesses at its type are left aside.
#[derive(Clone, Debug)]
pub struct Scalar {
    /// The text in NFC, escapes resolved.
    pub text: String,
    /// How it is written.
    pub style: Style,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In `'…'` or `"…"`.
    Quoted,
    /// As a block after `|` or `>`.
    Block,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key in NFC.
    pub key: String,
    /// Its bytes.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Node {
    /// Whether nothing is written: `key:`, `key: ~`, `key: null`.
    pub fn is_blank(&self) -> bool {
        match &self.value {
            Value::Scalar(s) => s.style == Style::Plain && matches!(s.text.as_str(), "" | "~" | "null"),
            Value::Seq(_) | Value::Map(_) => false,
        }
    }

    /// `[]`.
    pub fn is_empty_list(&self) -> bool {
        matches!(&self.value, Value::Seq(nodes) if nodes.is_empty())
    }

    /// A text that was said elsewhere than in YAML: in a cell, on the command line.
    pub fn text(text: impl Into<String>, span: Span) -> Self {
        Self::scalar(text.into(), Style::Quoted, span)
    }

    /// The same of a day, a number, `true`.
    pub fn word(word: impl ToString, span: Span) -> Self {
        Self::scalar(word.to_string(), Style::Plain, span)
    }

    /// Keys with values; those without one are left out.
    pub fn map<'k>(entries: impl IntoIterator<Item = (&'k str, Option<Self>)>, span: Span) -> Self {
        let entry = |(key, value): (&str, Option<Self>)| Some(Entry::new(key, value?));
        Self { value: Value::Map(entries.into_iter().filter_map(entry).collect()), span }
    }

    /// A list.
    pub fn list(items: impl IntoIterator<Item = Self>, span: Span) -> Self {
        Self { value: Value::Seq(items.into_iter().collect()), span }
    }

    fn scalar(text: String, style: Style, span: Span) -> Self {
        Self { value: Value::Scalar(Scalar { text, style }), span }
    }
}

impl Entry {
    /// A key that stands where its value does.
    pub fn new(key: impl Into<String>, value: Node) -> Self {
        Self { key: key.into(), key_span: value.span, value }
    }
}

/// Reads the one document of a file that must say something; none where its syntax is broken, with the reason in `found`.
pub fn parse(source: &Arc<Source>, found: &mut Diagnostics) -> Option<Node> {
    let root = read(Builder::new(source, found)).ok()?;
    if root.is_none() {
        found.push(
            Diagnostic::error("empty-file", "tệp không có nội dung", "the file is empty")
                .at(&Place { source: Arc::clone(source), span: Span::default() })
                .hint("chạy `vanthu init` để có một tệp mẫu", "run `vanthu init` for a commented example"),
        );
    }
    root
}

/// Reads the one document of a file that may say nothing: then there is no root.
pub fn parse_or_empty(source: &Arc<Source>, found: &mut Diagnostics) -> Result<Option<Node>, Broken> {
    read(Builder::new(source, found))
}

/// The syntax of a file is broken, and `found` says how.
#[derive(Clone, Copy, Debug)]
pub struct Broken;

/// Takes the items of a long list one by one.
type Each<'a> = &'a mut dyn FnMut(Node, &mut Diagnostics);

/// Reads a file whose root has a key with a long list: its items are handed over as soon as each is read, so that the
/// tree of the whole is never built, and the list comes back empty. No root where the file holds nothing but comments.
pub fn parse_items(
    source: &Arc<Source>,
    key: &'static str,
    each: Each<'_>,
    found: &mut Diagnostics,
) -> Result<Option<Node>, Broken> {
    let mut builder = Builder::new(source, found);
    builder.items = Some((key, each));
    read(builder)
}

fn read(mut builder: Builder<'_>) -> Result<Option<Node>, Broken> {
    let source = builder.source;
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    for event in Parser::new_from_str_with_options(&source.text, options) {
        match event {
            Ok((event, span)) => {
                if builder.event(event, &span).is_none() {
                    return builder.root.map(Some).ok_or(Broken);
                }
            }
            Err(error) => {
                let diagnostic = syntax::diagnose(source, &error, builder.open_bracket());
                builder.found.push(diagnostic);
                return Err(Broken);
            }
        }
    }
    Ok(builder.root)
}

/// A collection that is not closed yet.
struct Open {
    anchor: usize,
    start: usize,
    kind: OpenKind,
}

enum OpenKind {
    Seq(Vec<Node>),
    Map { entries: Vec<Entry>, key: Option<Key> },
}

/// A key that waits for its value; unusable ones are kept so that their values are not taken for keys.
struct Key {
    text: Option<String>,
    span: Span,
}

/// What an alias copies, with the size and depth that the copy will add.
struct Anchored {
    node: Node,
    size: usize,
    depth: usize,
}

struct Builder<'a> {
    source: &'a Arc<Source>,
    found: &'a mut Diagnostics,
    open: Vec<Open>,
    anchors: HashMap<usize, Anchored>,
    copies: usize,
    root: Option<Node>,
    /// The key whose items are handed over, and to whom.
    items: Option<(&'static str, Each<'a>)>,
}

impl<'a> Builder<'a> {
    fn new(source: &'a Arc<Source>, found: &'a mut Diagnostics) -> Self {
        Self { source, found, open: Vec::new(), anchors: HashMap::new(), copies: 0, root: None, items: None }
    }

    /// Takes one event; none stops the reading.
    fn event(&mut self, event: Event<'_>, at: &granit_parser::Span) -> Option<()> {
        let span = bytes(at);
        if let Some(tag) = at.tag_span() {
            self.push(syntax::tag(), bytes(&tag));
        }
        match event {
            Event::DocumentStart(..) if self.root.is_some() => return self.refuse_second_document(span),
            Event::StreamStart | Event::StreamEnd | Event::DocumentStart(..) | Event::DocumentEnd => {}
            Event::Scalar(value, style, anchor, _) => {
                let style = match style {
                    ScalarStyle::Plain => Style::Plain,
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
                    ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
                };
                let scalar = Scalar { text: text::nfc(&value), style };
                self.finish(Node { value: Value::Scalar(scalar), span: self.without_end_blanks(span) }, anchor);
            }
            Event::SequenceStart(style, anchor, _) => {
                let span = if style == StructureStyle::Block { self.dash_first(span) } else { span };
                self.begin(anchor, span, OpenKind::Seq(Vec::new()));
            }
            Event::MappingStart(_, anchor, _) => {
                self.begin(anchor, span, OpenKind::Map { entries: Vec::new(), key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(anchor) => self.copy(anchor, span)?,
            Event::UnresolvedAlias(name) => {
                let diagnostic = Diagnostic::error(
                    "unknown-alias",
                    format!("không có đoạn nào được đặt tên `&{name}` trước chỗ này"),
                    format!("nothing is named `&{name}` before this point"),
                )
                .hint(
                    "nếu đây là văn bản có dấu `*` ở đầu, hãy đặt nó trong dấu nháy kép",
                    "if this is text that begins with `*`, put it in double quotes",
                );
                self.push(diagnostic, span);
                self.finish(blank(span), 0);
            }
            // Not asked for in the options.
            _ => {}
        }
        Some(())
    }

    fn push(&mut self, diagnostic: Diagnostic, span: Span) {
        self.found.push(diagnostic.at(&Place { source: Arc::clone(self.source), span }));
    }

    fn begin(&mut self, anchor: usize, span: Span, kind: OpenKind) {
        self.open.push(Open { anchor, start: span.start, kind });
    }

    /// To the parser, a list that is not indented under its key begins behind its first dash.
    fn dash_first(&self, span: Span) -> Span {
        let Some(Open { kind: OpenKind::Map { key: Some(key), .. }, .. }) = self.open.last() else { return span };
        let text = self.source.text.as_str();
        let line_start = |at: usize| text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let start = line_start(span.start);
        let column = key.span.start - line_start(key.span.start);
        let under_key = text[start..].starts_with([' ', '-'])
            && text[start..].find(|c| c != ' ') == Some(column)
            && text[start + column..].starts_with('-');
        if under_key { Span::new(start + column, span.end) } else { span }
    }

    /// A block ends where its last value ends; a bracketed collection with its bracket.
    fn close(&mut self, end: Span) {
        let Some(open) = self.open.pop() else { return };
        let (value, last) = match open.kind {
            OpenKind::Seq(nodes) => {
                let last = nodes.last().map_or(open.start, |node| node.span.end);
                (Value::Seq(nodes), last)
            }
            OpenKind::Map { entries, .. } => {
                let last = entries.last().map_or(open.start, |entry| entry.value.span.end.max(entry.key_span.end));
                (Value::Map(self.without_doubles(entries)), last)
            }
        };
        let end = if end.start < end.end { end.end } else { last };
        self.finish(Node { value, span: Span::new(open.start, end.max(open.start)) }, open.anchor);
    }

    /// Hands a finished node to the collection that waits for it.
    fn finish(&mut self, node: Node, anchor: usize) {
        if anchor > 0 {
            let (size, depth) = measure(&node);
            self.anchors.insert(anchor, Anchored { node: node.clone(), size, depth });
        }
        if let Some((key, each)) = &mut self.items
            && let [Open { kind: OpenKind::Map { key: Some(Key { text: Some(text), .. }), .. }, .. }, list] =
                &self.open[..]
            && let OpenKind::Seq(_) = list.kind
            && text == key
        {
            return each(node, self.found);
        }
        match self.open.last_mut().map(|open| &mut open.kind) {
            None => self.root = Some(node),
            Some(OpenKind::Seq(nodes)) => nodes.push(node),
            Some(OpenKind::Map { entries, key }) => match key.take() {
                Some(Key { text: Some(key), span }) => entries.push(Entry { key, key_span: span, value: node }),
                Some(Key { text: None, .. }) => {}
                None => {
                    let read = self.key(&node);
                    if let Some(OpenKind::Map { key, .. }) = self.open.last_mut().map(|open| &mut open.kind) {
                        *key = Some(read);
                    }
                }
            },
        }
    }

    /// A node in the place of a key.
    fn key(&mut self, node: &Node) -> Key {
        let span = node.span;
        let diagnostic = match &node.value {
            Value::Scalar(s) if !s.text.is_empty() && !node.is_blank() => {
                return Key { text: Some(s.text.clone()), span };
            }
            Value::Scalar(_) => {
                Diagnostic::error("bad-key", "thiếu tên khóa trước dấu hai chấm", "there is no key before the colon")
            }
            Value::Seq(_) | Value::Map(_) => {
                Diagnostic::error("bad-key", "khóa phải là một từ", "a key must be a single word").hint(
                    "nếu đây là văn bản có dấu ngoặc ở đầu, hãy đặt nó trong dấu nháy kép",
                    "if this is text that begins with a bracket, put it in double quotes",
                )
            }
        };
        self.push(diagnostic, span);
        Key { text: None, span }
    }

    /// Each key once: a second one would silently win or lose.
    fn without_doubles(&mut self, entries: Vec<Entry>) -> Vec<Entry> {
        // Nearly every map is small, and comparing is then cheaper than hashing.
        let mut seen: HashMap<String, Span> = HashMap::new();
        let mut once: Vec<Entry> = Vec::with_capacity(entries.len());
        for entry in entries {
            let first = if once.len() < 16 {
                once.iter().find(|e| e.key == entry.key).map(|e| e.key_span)
            } else {
                if seen.is_empty() {
                    seen = once.iter().map(|e| (e.key.clone(), e.key_span)).collect();
                }
                seen.insert(entry.key.clone(), entry.key_span)
            };
            match first {
                Some(first) => self.refuse_double(&entry, first),
                None => once.push(entry),
            }
        }
        once
    }

    fn refuse_double(&mut self, entry: &Entry, first: Span) {
        let (line, key) = (self.source.line_column(first.start).0, &entry.key);
        let diagnostic = Diagnostic::error(
            "duplicate-key",
            format!("khóa `{key}` được viết hai lần; lần đầu ở dòng {line}"),
            format!("the key `{key}` is written twice; first on line {line}"),
        )
        .hint("giữ lại một khóa, bỏ khóa kia", "keep one of them, remove the other");
        self.push(diagnostic, entry.key_span);
    }

    /// The innermost bracket that still waits for its end.
    fn open_bracket(&self) -> Option<usize> {
        let starts = self.open.iter().rev().map(|open| open.start);
        starts.take(1).find(|start| self.source.text.get(*start..).is_some_and(|rest| rest.starts_with(['[', '{'])))
    }

    fn refuse_second_document(&mut self, span: Span) -> Option<()> {
        let diagnostic = Diagnostic::error(
            "second-document",
            "tệp có hơn một tài liệu YAML: phần sau dấu `---` này không được đọc",
            "the file has more than one YAML document: what follows this `---` is not read",
        )
        .hint(
            "bỏ dòng `---`, hoặc tách phần sau thành một tệp khác",
            "remove the line `---`, or move the rest into a file of its own",
        );
        self.push(diagnostic, span);
        None
    }

    /// Puts a copy of what was named `&…`; none where the copies grow without measure.
    fn copy(&mut self, anchor: usize, span: Span) -> Option<()> {
        let Some(anchored) = self.anchors.get(&anchor) else {
            let diagnostic = Diagnostic::error(
                "alias-in-itself",
                "đoạn này gọi lại chính đoạn đang chứa nó",
                "this alias stands inside the very node it names",
            );
            self.push(diagnostic, span);
            self.finish(blank(span), 0);
            return Some(());
        };
        self.copies += anchored.size;
        if self.copies > MAX_COPIES || self.open.len() + anchored.depth > MAX_DEPTH {
            let diagnostic = Diagnostic::error(
                "alias-limit",
                format!("các đoạn gọi lại (`*…`) trong tệp nở ra quá {MAX_COPIES} giá trị hoặc lồng quá sâu"),
                format!("the aliases (`*…`) of this file expand to more than {MAX_COPIES} values or nest too deep"),
            )
            .hint("hãy viết thẳng nội dung thay cho `*…`", "write the content out in place of `*…`");
            self.push(diagnostic, span);
            return None;
        }
        let node = anchored.node.clone();
        self.finish(node, 0);
        Some(())
    }

    /// A block scalar's bytes run over the empty lines after it: those are nobody's place.
    fn without_end_blanks(&self, span: Span) -> Span {
        let written = self.source.text.get(span.start..span.end).unwrap_or_default();
        Span::new(span.start, span.start + written.trim_end().len())
    }
}

fn blank(span: Span) -> Node {
    Node::word("", span)
}

/// How many nodes it holds, itself included, and how deep they go. The depth is bounded, so recursion is.
fn measure(node: &Node) -> (usize, usize) {
    let add = |(size, depth): (usize, usize), child: &Node| {
        let (more, below) = measure(child);
        (size + more, depth.max(below + 1))
    };
    match &node.value {
        Value::Scalar(_) => (1, 0),
        Value::Seq(nodes) => nodes.iter().fold((1, 1), add),
        Value::Map(entries) => entries.iter().map(|entry| &entry.value).fold((1, 1), add),
    }
}

/// The parser knows bytes because it reads from a `&str`.
fn bytes(span: &granit_parser::Span) -> Span {
    span.byte_range().map_or_else(Span::default, |range| Span::new(range.start, range.end))
}
