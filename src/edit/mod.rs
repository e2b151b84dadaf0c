//! Lossless edits of the office's own YAML: bytes put in at known places, then the result read again and compared.
//!
//! No comment, blank line, quoting, line ending or order of keys changes anywhere else. Several places may be tried; the
//! first whose result reads exactly as meant is taken, and where none does, the edit is refused with the line to edit by
//! hand. So whatever a file holds (aliases, merge keys, odd layouts), a wrong edit cannot come out.

mod draft;
mod scalar;
mod splice;
mod wanted;

use std::sync::Arc;

pub use draft::Draft;

use crate::base::{Diagnostic, Diagnostics, Place, Source, Span};
use crate::input::tree::{self, Node, Value};

/// A step from a value to one within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// The value of a key.
    Key(&'a str),
    /// An item of a list, from 0.
    Item(usize),
}

/// What is to change at the end of a path.
#[derive(Clone, Debug)]
pub enum Change {
    /// Items after the last one of a list; the list is made where nothing is written.
    Append(Vec<Draft>),
    /// A scalar in the place of another, or the value of a key that has none or is missing.
    Set(Draft),
}

/// The file's text with one change made.
///
/// # Errors
/// What is wrong with the file, or that the change cannot be made without touching more than it should.
pub fn edit(source: &Arc<Source>, path: &[Step<'_>], change: &Change) -> Result<String, Vec<Diagnostic>> {
    let mut found = Diagnostics::default();
    let root = match tree::parse_or_empty(source, &mut found) {
        Ok(root) if !found.has_errors() => root,
        Ok(_) | Err(tree::Broken) => return Err(found.into_sorted()),
    };
    if let Some(wanted) = wanted::changed(root.clone(), path, change) {
        for splices in splice::candidates(source, root.as_ref(), path, change) {
            let text = splice::apply(&source.text, &splices);
            if reads_as(&text, &wanted) {
                return Ok(text);
            }
        }
    }
    Err(vec![by_hand(source, root.as_ref(), path, change)])
}

/// A new file: a comment of a line or more, and one list.
pub fn create(comment: &str, key: &str, items: &[Draft]) -> String {
    let mut lines: Vec<String> = comment.lines().map(|line| format!("# {line}").trim_end().to_owned()).collect();
    draft::entry_lines(key, &Draft::List(items.to_vec()), 0, draft::Lists::Block, &mut lines);
    lines.join("\n") + "\n"
}

/// Whether a text reads exactly as wanted.
fn reads_as(text: &str, wanted: &Node) -> bool {
    let mut found = Diagnostics::default();
    let read = tree::parse_or_empty(&Source::new("", text), &mut found);
    !found.has_errors() && read.ok().flatten().is_some_and(|read| same(&read, wanted))
}

/// Whether two trees say the same, wherever and however it is written.
fn same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Scalar(a), Value::Scalar(b)) => {
            let blank = one.is_blank();
            blank == other.is_blank() && (blank || a.text == b.text)
        }
        (Value::Seq(a), Value::Seq(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.key == b.key && same(&a.value, &b.value))
        }
        (Value::Scalar(_) | Value::Seq(_) | Value::Map(_), _) => false,
    }
}

/// The edit is left to whoever keeps the file: where, and what to type.
fn by_hand(source: &Arc<Source>, root: Option<&Node>, path: &[Step<'_>], change: &Change) -> Diagnostic {
    let typed = match change {
        Change::Append(items) => items.iter().map(|item| format!("- {}", item.flow())).collect::<Vec<_>>().join(" "),
        Change::Set(value) => value.flow(),
    };
    let key = path.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(*key),
        Step::Item(_) => None,
    });
    let under = key.map(|key| format!("`{key}`: ")).unwrap_or_default();
    Diagnostic::error(
        "cannot-edit",
        "chỗ này không tự sửa được mà vẫn giữ nguyên phần còn lại của tệp",
        "this cannot be edited here without changing other parts of the file",
    )
    .at(&Place { source: Arc::clone(source), span: nearest(root, path) })
    .hint(format!("sửa tay ở đây: {under}`{typed}`"), format!("edit it by hand here: {under}`{typed}`"))
}

/// The bytes of the last key or item of a path that exists.
fn nearest(root: Option<&Node>, path: &[Step<'_>]) -> Span {
    let mut span = Span::default();
    let mut node = root;
    for step in path {
        let next = match (node.map(|node| &node.value), step) {
            (Some(Value::Map(entries)), Step::Key(key)) => {
                entries.iter().find(|entry| entry.key == *key).map(|entry| (entry.key_span, &entry.value))
            }
            (Some(Value::Seq(nodes)), Step::Item(at)) => nodes.get(*at).map(|node| (node.span, node)),
            (Some(Value::Scalar(_) | Value::Map(_) | Value::Seq(_)) | None, _) => None,
        };
        let Some((at, value)) = next else { break };
        (span, node) = (at, Some(value));
    }
    span
}

#[cfg(test)]
mod tests;
