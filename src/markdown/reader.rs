//! The walk over Markdown's events. Every event is either printed or refused: each is matched by name.

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd};

use super::Scope;
use super::construct::{Construct, Refused};
use super::inline::Words;
use super::kinds::{begins_like_an_item, block_construct, inline_construct, is_inline};
use crate::base::text::{point_letter, roman};
use crate::document::{Block, Heading, Inline, Item, Level, List, ListKind};

/// Lists within lists; the decree has two levels and dashes.
const MAX_LISTS: usize = 6;
/// Emphasis within emphasis.
const MAX_EMPHASIS: usize = 6;

/// What a numbered list is where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbered {
    /// Khoản.
    Clauses,
    /// Điểm.
    Points,
    /// Below điểm nothing is numbered.
    Nothing,
}

/// Reads one text. Calls itself for what is nested, never deeper than the limits above.
pub struct Reader<'a> {
    pub(super) source: &'a str,
    events: Peekable<OffsetIter<'a>>,
    refused: Vec<Refused>,
    scope: Scope,
    /// What a numbered list outside of lists is; changes with the headings.
    numbered: Numbered,
    sections: usize,
    clauses: usize,
}

impl<'a> Reader<'a> {
    /// Tables are read; strikethrough and footnotes only to be refused. No smart punctuation: text comes out as typed.
    pub fn new(source: &'a str, scope: Scope) -> Self {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
        let events = Parser::new_ext(source, options).into_offset_iter();
        let definitions = events.reference_definitions().iter().map(|(_, definition)| definition.span.clone());
        let refused = definitions.map(|range| Refused { range, what: Construct::LinkDefinition }).collect();
        let numbered = match scope {
            Scope::Body | Scope::Section | Scope::Line => Numbered::Clauses,
            Scope::Clause => Numbered::Points,
        };
        Self { source, refused, scope, numbered, events: events.peekable(), sections: 0, clauses: 0 }
    }

    /// Everything refused, in the order of the text.
    pub fn finish(mut self) -> Result<(), Vec<Refused>> {
        self.refused.sort_by_key(|refused| (refused.range.start, refused.range.end));
        if self.refused.is_empty() { Ok(()) } else { Err(self.refused) }
    }

    /// The blocks outside of lists.
    pub fn body(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, _)) = self.events.peek() {
            if is_inline(event) {
                // Words always come in a paragraph here; this only keeps the walk going.
                blocks.push(Block::Paragraph(self.words(0)));
                continue;
            }
            let Some((event, range)) = self.next() else { break };
            if self.scope == Scope::Line {
                self.only_a_line(&event, &range, blocks.is_empty());
            }
            match event {
                Event::Start(Tag::Heading { level, .. }) => blocks.extend(self.heading(level, range)),
                Event::Start(Tag::Table(columns)) => blocks.extend(self.table(&columns, range).map(Block::Table)),
                other => blocks.extend(self.block(other, range, self.numbered, 0)),
            }
        }
        blocks
    }

    /// A paragraph or list anywhere; anything else is refused.
    fn block(&mut self, event: Event, range: Range<usize>, numbered: Numbered, lists: usize) -> Option<Block> {
        match event {
            Event::Start(Tag::Paragraph) => {
                let words = self.words(0);
                self.end(TagEnd::Paragraph);
                Some(Block::Paragraph(words))
            }
            Event::Start(Tag::List(start)) => self.list(start, range, numbered, lists).map(Block::List),
            Event::Start(tag) => {
                self.refuse(range, block_construct(&tag));
                self.skip();
                None
            }
            Event::Rule => {
                self.refuse(range, Construct::Rule);
                None
            }
            // Ends are read by what they end, words by `words`; the rest belongs to options that are off.
            Event::End(_)
            | Event::Text(_)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::TaskListMarker(_) => None,
        }
    }

    fn only_a_line(&mut self, event: &Event, range: &Range<usize>, first: bool) {
        match event {
            Event::Start(Tag::Paragraph) if !first => self.refuse(range.clone(), Construct::SecondParagraph),
            Event::Start(Tag::List(_)) => self.refuse(range.clone(), Construct::List),
            Event::Start(Tag::Table(_)) => self.refuse(range.clone(), Construct::Table),
            _ => {}
        }
    }

    fn heading(&mut self, level: HeadingLevel, range: Range<usize>) -> Option<Block> {
        let text = self.words(0);
        self.end(TagEnd::Heading(level));
        let deep = !matches!(level, HeadingLevel::H1 | HeadingLevel::H2);
        let underlined = !self.source[range.clone()].starts_with('#');
        let wrong = match self.scope {
            Scope::Body if deep => Some(Construct::DeepHeading),
            Scope::Body if text.is_empty() => Some(Construct::EmptyHeading),
            Scope::Body => None,
            Scope::Section | Scope::Clause | Scope::Line if underlined => Some(Construct::UnderlinedHeading),
            Scope::Section | Scope::Clause | Scope::Line => Some(Construct::Heading),
        };
        if let Some(what) = wrong {
            self.refuse(range, what);
            return None;
        }
        Some(Block::Heading(self.numbered_heading(level, text)))
    }

    /// Khoản begin anew in every mục; what is numbered under a titled khoản is its điểm.
    fn numbered_heading(&mut self, level: HeadingLevel, text: Vec<Inline>) -> Heading {
        if level == HeadingLevel::H1 {
            self.sections += 1;
            self.clauses = 0;
            self.numbered = Numbered::Clauses;
            return Heading { level: Level::Section, number: format!("{}.", roman(self.sections)), text };
        }
        self.clauses += 1;
        self.numbered = Numbered::Points;
        Heading { level: Level::Clause, number: format!("{}.", self.clauses), text }
    }

    fn list(&mut self, start: Option<u64>, range: Range<usize>, numbered: Numbered, lists: usize) -> Option<List> {
        let too_deep = match (start, numbered) {
            _ if lists == MAX_LISTS => Some(Construct::TooDeep),
            (Some(_), Numbered::Nothing) => Some(Construct::NumberedTooDeep),
            (Some(_), Numbered::Clauses | Numbered::Points) | (None, _) => None,
        };
        if let Some(what) = too_deep {
            self.refuse(range, what);
            self.skip();
            return None;
        }
        let kind = match (start, numbered) {
            (Some(_), Numbered::Clauses) => ListKind::Clauses,
            (Some(_), Numbered::Points | Numbered::Nothing) => ListKind::Points,
            (None, _) => ListKind::Dashes,
        };
        let mut number = start.and_then(|start| usize::try_from(start).ok()).unwrap_or(1);
        let mut items = Vec::new();
        while let Some((Event::Start(Tag::Item), range)) = self.next() {
            let mark = self.mark(kind, number, &range);
            items.extend(self.item(kind, mark, range, lists + 1));
            number = number.saturating_add(1);
        }
        Some(List { kind, items })
    }

    /// A dash as it was typed; `*`, which a document does not know, as `-`.
    fn mark(&self, kind: ListKind, number: usize, range: &Range<usize>) -> String {
        match kind {
            ListKind::Clauses => format!("{number}."),
            ListKind::Points => format!("{})", point_letter(number)),
            ListKind::Dashes => {
                let plus = self.source[range.clone()].trim_start().starts_with('+');
                if plus { "+" } else { "-" }.to_owned()
            }
        }
    }

    fn item(&mut self, kind: ListKind, mark: String, range: Range<usize>, lists: usize) -> Option<Item> {
        let numbered = match kind {
            ListKind::Clauses => Numbered::Points,
            ListKind::Points | ListKind::Dashes => Numbered::Nothing,
        };
        let refused_before = self.refused.len();
        let mut blocks = Vec::new();
        while let Some((event, _)) = self.events.peek() {
            if is_inline(event) {
                blocks.push(Block::Paragraph(self.words(0)));
                continue;
            }
            match self.next() {
                None | Some((Event::End(TagEnd::Item), _)) => break,
                Some((event, range)) => blocks.extend(self.block(event, range, numbered, lists)),
            }
        }
        if matches!(blocks.first(), Some(Block::Paragraph(_))) {
            return Some(Item { mark, blocks });
        }
        if self.refused.len() == refused_before {
            let line = self.source[range.clone()].lines().next().map_or(0, str::len);
            self.refuse(range.start..range.start + line, Construct::EmptyItem);
        }
        None
    }

    /// The words up to the next block or end, which is left to the caller.
    pub(super) fn words(&mut self, emphasis: usize) -> Vec<Inline> {
        let mut words = Words::default();
        while let Some((event, range)) = self.events.next_if(|(event, _)| is_inline(event)) {
            match event {
                Event::Text(text) => words.text(&text),
                Event::SoftBreak => {
                    words.text(" ");
                    self.look_at_line(range.end);
                }
                Event::HardBreak => words.push(Inline::Break),
                Event::Start(Tag::Strong) => {
                    words.push(Inline::Strong(self.emphasis(emphasis, range, TagEnd::Strong)));
                }
                Event::Start(Tag::Emphasis) => {
                    words.push(Inline::Emphasis(self.emphasis(emphasis, range, TagEnd::Emphasis)));
                }
                Event::Start(tag) => {
                    self.refuse(range, inline_construct(&tag));
                    self.skip();
                }
                Event::Code(_) => self.refuse(range, Construct::Code),
                Event::InlineHtml(_) | Event::Html(_) => self.refuse(range, Construct::Html),
                Event::FootnoteReference(_) => self.refuse(range, Construct::Footnote),
                // Not inline, or of options that are off.
                Event::End(_)
                | Event::Rule
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::TaskListMarker(_) => {}
            }
        }
        words.finish()
    }

    fn emphasis(&mut self, depth: usize, range: Range<usize>, end: TagEnd) -> Vec<Inline> {
        if depth == MAX_EMPHASIS {
            self.refuse(range, Construct::TooDeep);
            self.skip();
            return Vec::new();
        }
        let inner = self.words(depth + 1);
        self.end(end);
        inner
    }

    /// A line joined to the one above is a space to Markdown, a lost item to its author if it begins like one.
    fn look_at_line(&mut self, at: usize) {
        let rest = self.source.get(at..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let start = at + line.len() - line.trim_start().len();
        let range = start..at + line.len();
        if line.trim_start().starts_with('|') {
            self.refuse(range, Construct::BrokenTable);
        } else if begins_like_an_item(line.trim_start()) {
            self.refuse(range, Construct::JoinedItem);
        }
    }

    pub(super) fn refuse(&mut self, range: Range<usize>, what: Construct) {
        self.refused.push(Refused { range, what });
    }

    pub(super) fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        self.events.next()
    }

    /// Reads the end that must come now.
    pub(super) fn end(&mut self, end: TagEnd) {
        let next = self.events.next_if(|(event, _)| matches!(event, Event::End(found) if *found == end));
        debug_assert!(next.is_some(), "no {end:?}");
    }

    /// Passes over what is in a construct whose start was just read, its end included.
    pub(super) fn skip(&mut self) {
        let mut open = 1_usize;
        while let Some((event, _)) = self.next() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                Event::Text(_)
                | Event::Code(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::FootnoteReference(_)
                | Event::SoftBreak
                | Event::HardBreak
                | Event::Rule
                | Event::TaskListMarker(_) => {}
            }
            if open == 0 {
                return;
            }
        }
    }
}
