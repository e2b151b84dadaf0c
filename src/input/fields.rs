//! Typed look-ups in a map of the tree. What does not fit has been reported by `conform`; here it reads as absent.

use std::slice;
use std::sync::Arc;

use chrono::NaiveDate;

use super::tree::{Entry, Node, Value};
use super::value;
use crate::base::{Diagnostic, Diagnostics, Length, PartialDate, Place, Placed, Source, Span};
use crate::plan::{Decimal, OfficeId};

/// A map of the file, with its place.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    /// The file.
    pub source: &'a Arc<Source>,
    entries: &'a [Entry],
    span: Span,
}

impl<'a> Fields<'a> {
    /// The keys of a node; none where it is no map.
    pub fn of(source: &'a Arc<Source>, node: &'a Node) -> Self {
        let entries: &[Entry] = match &node.value {
            Value::Map(entries) => entries,
            Value::Scalar(_) | Value::Seq(_) => &[],
        };
        Self { source, entries, span: node.span }
    }

    /// The entry of a key, blank or not.
    pub fn entry(&self, key: &str) -> Option<&'a Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// All entries in the file's order.
    pub fn entries(&self) -> &'a [Entry] {
        self.entries
    }

    /// The value of a key, if something is written.
    pub fn node(&self, key: &str) -> Option<&'a Node> {
        self.entry(key).map(|entry| &entry.value).filter(|node| !node.is_blank())
    }

    /// The keys below a key; an empty map where it is absent.
    pub fn fields(&self, key: &str) -> Fields<'a> {
        match self.node(key) {
            Some(node) => Self::of(self.source, node),
            None => Fields { source: self.source, entries: &[], span: self.span },
        }
    }

    /// The whole map.
    pub fn place(&self) -> Place {
        self.at(self.span)
    }

    /// A place in the same file.
    pub fn at(&self, span: Span) -> Place {
        Place { source: Arc::clone(self.source), span }
    }

    /// The place of a key, else of the whole map.
    pub fn key_place(&self, key: &str) -> Place {
        self.at(self.entry(key).map_or(self.span, |entry| entry.key_span))
    }

    /// A list, or its only item.
    pub fn items(&self, key: &str) -> &'a [Node] {
        match self.node(key) {
            Some(Node { value: Value::Seq(nodes), .. }) => nodes,
            Some(node) => slice::from_ref(node),
            None => &[],
        }
    }

    fn placed<T>(&self, key: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<Placed<T>> {
        self.read(self.node(key)?, read)
    }

    fn read<T>(&self, node: &Node, read: impl FnOnce(&str) -> Option<T>) -> Option<Placed<T>> {
        self.read_whole(node, |written| read(written.trim()))
    }

    fn read_whole<T>(&self, node: &Node, read: impl FnOnce(&str) -> Option<T>) -> Option<Placed<T>> {
        match &node.value {
            Value::Scalar(scalar) if !node.is_blank() => {
                Some(Placed { value: read(&scalar.text)?, place: self.at(node.span) })
            }
            Value::Scalar(_) | Value::Seq(_) | Value::Map(_) => None,
        }
    }

    /// A text.
    pub fn text(&self, key: &str) -> Option<Placed<String>> {
        self.placed(key, filled)
    }

    /// A text in Markdown: empty lines around it are taken off, the indentation of its first line is not.
    pub fn markdown(&self, key: &str) -> Option<Placed<String>> {
        self.read_whole(self.node(key)?, lines)
    }

    /// A text that must stand; empty at the map's place where it does not, which has been reported.
    pub fn must_text(&self, key: &str) -> Placed<String> {
        self.text(key).unwrap_or_else(|| Placed { value: String::new(), place: self.key_place(key) })
    }

    /// Texts in Markdown, one or a list.
    pub fn markdowns(&self, key: &str) -> Vec<Placed<String>> {
        self.items(key).iter().filter_map(|node| self.read_whole(node, lines)).collect()
    }

    /// Texts, one or a list.
    pub fn texts(&self, key: &str) -> Vec<Placed<String>> {
        self.items(key).iter().filter_map(|node| self.read(node, filled)).collect()
    }

    /// The ids of offices, one or a list.
    pub fn offices(&self, key: &str) -> Vec<Placed<OfficeId>> {
        self.texts(key).into_iter().map(|id| id.map(OfficeId)).collect()
    }

    /// A whole number.
    pub fn whole(&self, key: &str) -> Option<Placed<u32>> {
        self.placed(key, value::whole)
    }

    /// A decimal number.
    pub fn decimal(&self, key: &str) -> Option<Placed<Decimal>> {
        self.placed(key, Decimal::parse)
    }

    /// A percent, with its sign or without.
    pub fn percent(&self, key: &str) -> Option<Placed<Decimal>> {
        self.placed(key, value::percent)
    }

    /// A whole day.
    pub fn day(&self, key: &str) -> Option<Placed<NaiveDate>> {
        self.placed(key, value::day)
    }

    /// Names with decimal numbers, those that are written.
    pub fn decimals(&self, key: &str) -> Vec<(Placed<String>, Placed<Decimal>)> {
        let named = |entry: &Entry| {
            let number = self.read(&entry.value, Decimal::parse)?;
            Some((Placed { value: entry.key.clone(), place: self.at(entry.key_span) }, number))
        };
        self.fields(key).entries.iter().filter_map(named).collect()
    }

    /// The text of a node that is one.
    pub fn text_of(&self, node: &Node) -> Option<Placed<String>> {
        self.read(node, filled)
    }

    /// A date as far as it is known.
    pub fn date(&self, key: &str) -> Option<Placed<PartialDate>> {
        self.placed(key, PartialDate::parse)
    }

    /// A length.
    pub fn length(&self, key: &str) -> Option<Placed<Length>> {
        self.placed(key, value::length)
    }

    /// Anything else that one word says.
    pub fn word<T>(&self, key: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<Placed<T>> {
        self.placed(key, read)
    }

    /// What words of a list say, or its only word.
    pub fn words<T>(&self, key: &str, read: impl Fn(&str) -> Option<T>) -> Vec<Placed<T>> {
        self.items(key).iter().filter_map(|node| self.read(node, &read)).collect()
    }

    /// `true` or `false`; `None` where the key is left out.
    pub fn flag(&self, key: &str) -> Option<bool> {
        self.placed(key, |written| written.parse().ok()).map(|flag| flag.value)
    }

    /// `true`.
    pub fn is_true(&self, key: &str) -> bool {
        self.flag(key).unwrap_or_default()
    }
}

fn lines(written: &str) -> Option<String> {
    let text = written.trim_end().trim_start_matches('\n');
    (!text.is_empty()).then(|| text.to_owned())
}

/// Tabs are typed as blanks and have no width of their own in a document.
fn filled(written: &str) -> Option<String> {
    (!written.is_empty()).then(|| written.replace('\t', " "))
}

/// Shorthand for an error with its place.
pub fn error(found: &mut Diagnostics, place: &Place, code: &'static str, vi: String, en: String, hint: (&str, &str)) {
    found.push(Diagnostic::error(code, vi, en).at(place).hint(hint.0, hint.1));
}
