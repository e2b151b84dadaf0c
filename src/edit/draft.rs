//! What is to be written, and how it is laid out.

use super::scalar::{self, Within};
use crate::input::tree::{Node, Style, Value};

/// A collection within a line is no longer than this; beyond it each of its parts has a line of its own.
const LONGEST_FLOW: usize = 100;

/// A value to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Draft {
    /// Text, quoted where YAML would read something else.
    Text(String),
    /// A number, a day, `true`: written as it is.
    Word(String),
    /// A list.
    List(Vec<Draft>),
    /// Keys with values, in this order.
    Map(Vec<(String, Draft)>),
}

impl Draft {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number or a day.
    pub fn word(word: impl ToString) -> Self {
        Self::Word(word.to_string())
    }

    /// Keys with values; those without one are left out.
    pub fn map<'a>(entries: impl IntoIterator<Item = (&'a str, Option<Draft>)>) -> Self {
        Self::Map(entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect())
    }

    /// A list of texts.
    pub fn texts<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::List(texts.into_iter().map(Self::text).collect())
    }

    /// On one line, within brackets.
    pub(super) fn flow(&self) -> String {
        match self {
            Self::Text(text) => scalar::written(text, Within::Brackets),
            Self::Word(word) => word.clone(),
            Self::List(items) => format!("[{}]", items.iter().map(Self::flow).collect::<Vec<_>>().join(", ")),
            Self::Map(entries) if entries.is_empty() => "{}".to_owned(),
            Self::Map(entries) => {
                let entries: Vec<_> = entries.iter().map(|(key, value)| flow_entry(key, value)).collect();
                format!("{{ {} }}", entries.join(", "))
            }
        }
    }

    fn is_scalar(&self) -> bool {
        match self {
            Self::Text(_) | Self::Word(_) => true,
            Self::List(_) | Self::Map(_) => false,
        }
    }

    /// The collection on one line, where it holds scalars only and is short, or is empty.
    fn short_flow(&self) -> Option<String> {
        let (simple, empty) = match self {
            Self::Text(_) | Self::Word(_) => return None,
            Self::List(items) => (items.iter().all(Self::is_scalar), items.is_empty()),
            Self::Map(entries) => (entries.iter().all(|(_, value)| value.is_scalar()), entries.is_empty()),
        };
        let flow = self.flow();
        (simple && (empty || flow.chars().count() <= LONGEST_FLOW)).then_some(flow)
    }
}

/// What a tree says, written anew wherever it was read; keys without a value are left out.
impl From<&Node> for Draft {
    fn from(node: &Node) -> Self {
        match &node.value {
            Value::Scalar(scalar) if scalar.style == Style::Plain && is_one_word(&scalar.text) => {
                Self::Word(scalar.text.clone())
            }
            Value::Scalar(scalar) => Self::text(scalar.text.as_str()),
            Value::Seq(nodes) => Self::List(nodes.iter().map(Self::from).collect()),
            Value::Map(entries) => {
                let said = entries.iter().filter(|entry| !entry.value.is_blank());
                Self::Map(said.map(|entry| (entry.key.clone(), Self::from(&entry.value))).collect())
            }
        }
    }
}

/// Whether a plain scalar stays one wherever it is put.
fn is_one_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_'))
}

/// `key: value` on one line.
pub(super) fn flow_entry(key: &str, value: &Draft) -> String {
    format!("{}: {}", scalar::written(key, Within::Brackets), value.flow())
}

/// How a list is laid out where both are possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lists {
    /// Within brackets where that is short.
    Short,
    /// An item a line: the list goes on growing.
    Block,
}

/// `key: value` in lines, its key at a column.
pub(super) fn entry_lines(key: &str, value: &Draft, column: usize, lists: Lists, lines: &mut Vec<String>) {
    let start = format!("{:column$}{}:", "", scalar::written(key, Within::Line));
    if let Some(flow) = value.short_flow()
        && (lists == Lists::Short || flow.len() == "[]".len())
    {
        return lines.push(format!("{start} {flow}"));
    }
    match value {
        Draft::Text(text) => text_lines(&format!("{start} "), text, column + 2, lines),
        Draft::Word(word) => lines.push(format!("{start} {word}")),
        Draft::List(items) => {
            lines.push(start);
            items.iter().for_each(|item| item_lines(item, column + 2, lines));
        }
        Draft::Map(entries) => {
            lines.push(start);
            entries.iter().for_each(|(key, value)| entry_lines(key, value, column + 2, Lists::Short, lines));
        }
    }
}

/// `- value` in lines, its dash at a column.
pub(super) fn item_lines(item: &Draft, column: usize, lines: &mut Vec<String>) {
    let start = format!("{:column$}- ", "");
    match item {
        Draft::Text(text) => text_lines(&start, text, column + 2, lines),
        Draft::Word(word) => lines.push(start + word),
        Draft::Map(entries) if !entries.is_empty() => {
            let mut inner = Vec::new();
            entries.iter().for_each(|(key, value)| entry_lines(key, value, column + 2, Lists::Short, &mut inner));
            if let Some(first) = inner.first_mut() {
                first.replace_range(..column + 2, &start);
            }
            lines.append(&mut inner);
        }
        Draft::List(_) | Draft::Map(_) => lines.push(start + &item.flow()),
    }
}

/// A text after its key or dash: several lines as a block, where that says the same.
fn text_lines(start: &str, text: &str, column: usize, lines: &mut Vec<String>) {
    if scalar::is_block(text) {
        lines.push(format!("{start}|-"));
        lines.extend(
            text.split('\n').map(|line| if line.is_empty() { String::new() } else { format!("{:column$}{line}", "") }),
        );
    } else {
        lines.push(start.to_owned() + &scalar::written(text, Within::Line));
    }
}
