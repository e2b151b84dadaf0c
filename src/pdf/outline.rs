//! The outline (bookmarks): paragraphs that carry a level, nested by it.

use std::iter::Peekable;
use std::vec::IntoIter;

use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};

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
    /// Its top left corner.
    pub place: Point,
}

/// Nests the entries, which come in reading order; a level that is skipped does no harm.
pub fn outline(entries: Vec<Entry>) -> Outline {
    let mut outline = Outline::new();
    let mut entries = entries.into_iter().peekable();
    while let Some(entry) = entries.next() {
        outline.push_child(node(entry, &mut entries));
    }
    outline
}

/// An entry with all that follows it and lies deeper.
fn node(entry: Entry, rest: &mut Peekable<IntoIter<Entry>>) -> OutlineNode {
    let level = entry.level;
    // The first level stands open: a plan's headings and its annex are seen at once, an annex's fields on demand.
    let open = level == OutlineLevel(1);
    let mut node = OutlineNode::new(entry.text, XyzDestination::new(entry.page, entry.place)).with_open(open);
    while let Some(child) = rest.next_if(|next| next.level > level) {
        node.push_child(self::node(child, rest));
    }
    node
}
