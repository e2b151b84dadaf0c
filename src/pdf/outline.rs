//! The outline (bookmarks): paragraphs that carry a level, nested by it.

use std::iter::Peekable;
use std::vec::IntoIter;

use pdf_writer::{Chunk, Ref, TextStr};

use super::refs::Refs;
use super::units;
use crate::base::Twip;
use crate::galley::OutlineLevel;

/// A line of the outline and where it leads.
#[derive(Debug)]
pub struct Entry {
    /// Its depth.
    pub level: OutlineLevel,
    /// As shown.
    pub text: String,
    /// Index of its page in the file.
    pub page: usize,
    /// Its top left corner, from the left and from the bottom of the page.
    pub place: (Twip, Twip),
}

/// An entry with those that lie below it.
struct Node {
    entry: Entry,
    id: Ref,
    kids: Vec<Node>,
}

/// Writes the outline; `None` where there is nothing to list. The entries come in reading order; a level that is skipped
/// does no harm.
pub fn write(chunk: &mut Chunk, refs: &mut Refs, entries: Vec<Entry>, pages: &[Ref]) -> Option<Ref> {
    let mut entries = entries.into_iter().peekable();
    let mut nodes = Vec::new();
    let root = refs.next();
    while let Some(entry) = entries.next() {
        nodes.push(nest(entry, &mut entries, refs));
    }
    let (first, last) = (nodes.first()?.id, nodes.last()?.id);
    let mut outline = chunk.outline(root);
    outline.first(first).last(last).count(shown(&nodes));
    drop(outline);
    write_nodes(chunk, root, &nodes, pages);
    Some(root)
}

/// An entry with all that follows it and lies deeper.
fn nest(entry: Entry, rest: &mut Peekable<IntoIter<Entry>>, refs: &mut Refs) -> Node {
    let (level, id) = (entry.level, refs.next());
    let mut kids = Vec::new();
    while let Some(kid) = rest.next_if(|next| next.level > level) {
        kids.push(nest(kid, rest, refs));
    }
    Node { entry, id, kids }
}

/// The first level stands open: a plan's headings and its annex are seen at once, an annex's fields on demand.
fn is_open(node: &Node) -> bool {
    node.entry.level == OutlineLevel(1)
}

/// How many lines are seen while the closed ones stay closed.
fn shown(nodes: &[Node]) -> i32 {
    nodes.iter().map(|node| 1 + if is_open(node) { shown(&node.kids) } else { 0 }).sum()
}

fn write_nodes(chunk: &mut Chunk, parent: Ref, nodes: &[Node], pages: &[Ref]) {
    for (at, node) in nodes.iter().enumerate() {
        let mut item = chunk.outline_item(node.id);
        item.title(TextStr(&node.entry.text)).parent(parent);
        if let Some(before) = at.checked_sub(1).and_then(|before| nodes.get(before)) {
            item.prev(before.id);
        }
        if let Some(after) = nodes.get(at + 1) {
            item.next(after.id);
        }
        if let (Some(first), Some(last)) = (node.kids.first(), node.kids.last()) {
            let count = shown(&node.kids);
            item.first(first.id).last(last.id).count(if is_open(node) { count } else { -count });
        }
        if let Some(page) = pages.get(node.entry.page) {
            let (x, y) = node.entry.place;
            item.dest().page(*page).xyz(units::points(x), units::points(y), None);
        }
        drop(item);
        write_nodes(chunk, node.id, &node.kids, pages);
    }
}
