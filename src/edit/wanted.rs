//! What the tree should be after a change, apart from any place.

use super::{Change, Draft, Step};
use crate::base::{Span, text};
use crate::input::tree::{Entry, Node, Scalar, Style, Value};

/// The tree with the change made; none where the path or the change does not fit it.
pub(super) fn changed(node: Option<Node>, path: &[Step<'_>], change: &Change) -> Option<Node> {
    let node = node.filter(|node| !node.is_blank());
    let Some((step, rest)) = path.split_first() else { return at_end(node, change) };
    match step {
        Step::Key(key) => {
            let mut node = node.unwrap_or_else(|| bare(Value::Map(Vec::new())));
            let Value::Map(entries) = &mut node.value else { return None };
            let merged = entries.iter().any(|entry| entry.key == "<<");
            match entries.iter_mut().find(|entry| entry.key == *key) {
                Some(entry) => entry.value = changed(Some(entry.value.clone()), rest, change)?,
                // A key that a merge brings in would be hidden by one added.
                None if merged => return None,
                None => entries.push(entry(key, changed(None, rest, change)?)),
            }
            Some(node)
        }
        Step::Item(at) => {
            let mut node = node?;
            let Value::Seq(nodes) = &mut node.value else { return None };
            let item = nodes.get_mut(*at)?;
            *item = changed(Some(item.clone()), rest, change)?;
            Some(node)
        }
    }
}

fn at_end(node: Option<Node>, change: &Change) -> Option<Node> {
    match change {
        Change::Append(items) => {
            let mut node = node.unwrap_or_else(|| bare(Value::Seq(Vec::new())));
            let Value::Seq(nodes) = &mut node.value else { return None };
            nodes.extend(items.iter().map(node_of));
            Some(node)
        }
        Change::Set(draft) => match node.map(|node| node.value) {
            None | Some(Value::Scalar(_)) => Some(node_of(draft)),
            // What stands within a collection, comments and all, is not thrown away.
            Some(Value::Seq(_) | Value::Map(_)) => None,
        },
    }
}

fn node_of(draft: &Draft) -> Node {
    let scalar = |text: &str, style| Value::Scalar(Scalar { text: text::nfc(text), style });
    bare(match draft {
        Draft::Text(text) => scalar(text, Style::Quoted),
        Draft::Word(text) => scalar(text, Style::Plain),
        Draft::List(items) => Value::Seq(items.iter().map(node_of).collect()),
        Draft::Map(entries) => {
            Value::Map(entries.iter().map(|(key, value)| entry(&text::nfc(key), node_of(value))).collect())
        }
    })
}

fn entry(key: &str, value: Node) -> Entry {
    Entry { key: key.to_owned(), key_span: Span::default(), value }
}

fn bare(value: Value) -> Node {
    Node { value, span: Span::default() }
}
