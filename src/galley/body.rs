//! The body: blocks into paragraphs and tables.

use super::chart::{is_chart, set_chart};
use super::setter::{Setter, Words, keep_with_next};
use super::table::set_table;
use super::{Flow, OutlineLevel, Para, Table, Tag};
use crate::base::Twip;
use crate::document::{Block, Chart, Heading, Inline, Item, Level, List, ListKind, plain_text};
use crate::rules::Role;

/// Sets blocks in a column so wide; a table must not be higher than `page_height` to be kept whole in parts.
pub(super) fn set_blocks(setter: &mut Setter<'_>, blocks: &[Block], column: Twip, page_height: Twip) -> Vec<Flow> {
    let mut body = Body { setter, column, page_height, flow: Vec::new() };
    for (at, block) in blocks.iter().enumerate() {
        body.block(block);
        let next = blocks.get(at + 1);
        // A caption stays with its chart, and a line that introduces a list with the list.
        if (is_chart(next) || introduces(block) && matches!(next, Some(Block::List(_))))
            && let Some(Flow::Para(para)) = body.flow.last_mut()
        {
            para.style.keep_next = true;
        }
    }
    body.flow
}

/// Whether a paragraph says that something follows.
fn introduces(block: &Block) -> bool {
    match block {
        Block::Paragraph(inlines) => plain_text(inlines).trim_end().ends_with(':'),
        Block::Basis(_) | Block::Note(_) | Block::Heading(_) | Block::List(_) | Block::Table(_) | Block::Chart(_) => {
            false
        }
    }
}

struct Body<'a, 'f> {
    setter: &'a mut Setter<'f>,
    column: Twip,
    page_height: Twip,
    flow: Vec<Flow>,
}

impl Body<'_, '_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(inlines) => self.paragraph(Role::Body, inlines),
            Block::Basis(inlines) => self.paragraph(Role::Basis, inlines),
            Block::Note(inlines) => self.paragraph(Role::Note, inlines),
            Block::Heading(heading) => self.heading(heading),
            Block::List(list) => self.list(list, 1),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
        }
    }

    fn push(&mut self, para: Para) {
        self.flow.push(Flow::Para(para));
    }

    fn paragraph(&mut self, role: Role, inlines: &[Inline]) {
        let para = self.setter.para(role, Words::inlines(role, inlines), self.column);
        self.push(para);
    }

    fn heading(&mut self, heading: &Heading) {
        let (role, depth) = match heading.level {
            Level::Section => (Role::Section, 2),
            Level::Clause => (Role::TitledClause, 3),
        };
        let mut words = Words::plain(role, &heading.number);
        words.push(role, " ");
        words.push_inlines(role, &heading.text);
        let mut para = self.setter.para(role, words, self.column);
        para.tag = Tag::Heading(depth);
        para.outline = Some(OutlineLevel(depth));
        self.push(para);
    }

    fn list(&mut self, list: &List, depth: u8) {
        let role = match list.kind {
            ListKind::Clauses => Role::Clause,
            ListKind::Points => Role::Point,
            ListKind::Dashes => Role::Dash,
        };
        for (index, item) in list.items.iter().enumerate() {
            self.item(role, item, depth, index == 0);
        }
    }

    /// An item's mark stands in the line of its first paragraph, as the decree prints khoản and điểm.
    fn item(&mut self, role: Role, item: &Item, depth: u8, first: bool) {
        let mut marked = false;
        // A line that introduces a list is not left alone at a page's foot.
        let introduces = matches!(item.blocks.get(1), Some(Block::List(_)));
        for block in &item.blocks {
            match block {
                Block::Paragraph(inlines) if !marked => {
                    marked = true;
                    let para = self.marked(role, &item.mark, inlines, depth, first);
                    self.push(if introduces { keep_with_next(para) } else { para });
                }
                Block::Paragraph(inlines) | Block::Basis(inlines) | Block::Note(inlines) => {
                    let mut para = self.setter.para(role, Words::inlines(role, inlines), self.column);
                    para.tag = Tag::ItemBody { depth };
                    self.push(para);
                }
                Block::List(list) => self.list(list, depth.saturating_add(1)),
                Block::Heading(heading) => self.heading(heading),
                Block::Table(table) => self.table(table),
                Block::Chart(chart) => self.chart(chart),
            }
        }
    }

    fn marked(&mut self, role: Role, mark: &str, inlines: &[Inline], depth: u8, first: bool) -> Para {
        let mut words = Words::plain(role, mark);
        words.push(role, " ");
        let mark = words.len();
        words.push_inlines(role, inlines);
        let mut para = self.setter.para(role, words, self.column);
        para.tag = Tag::Item { depth, mark, first };
        para
    }

    /// A table, parted by the least paragraph from a table before it (two that touch would become one), and followed by
    /// one with the body's gap.
    fn table(&mut self, table: &crate::document::Table) {
        let set = set_table(self.setter, table, self.column, self.page_height);
        self.set_apart(set);
    }

    fn chart(&mut self, chart: &Chart) {
        let set = set_chart(self.setter, chart, self.column);
        self.set_apart(set);
    }

    fn set_apart(&mut self, set: Table) {
        if matches!(self.flow.last(), Some(Flow::Table(_))) {
            let least = self.setter.least(self.column);
            self.push(least);
        }
        self.flow.push(Flow::Table(set));
        let mut least = self.setter.least(self.column);
        least.style.after = self.setter.styles.of(Role::Body).after;
        self.push(least);
    }
}

#[cfg(test)]
mod tests {
    use super::super::styles::style_sheet;
    use super::*;
    use crate::font::Faces;
    use crate::rules::Choices;

    #[test]
    fn what_introduces_a_list_stays_with_it() {
        let paragraph = |words: &str| Block::Paragraph(vec![Inline::Text(words.to_owned())]);
        let item = |words: &str| Item { mark: "-".to_owned(), blocks: vec![paragraph(words)] };
        let list = || Block::List(List { kind: ListKind::Dashes, items: vec![item("một"), item("hai")] });
        let blocks =
            [paragraph("Gồm có:"), list(), paragraph("Hết."), list(), paragraph("Như sau:"), paragraph("Một.")];
        let faces = Faces::embedded();
        let mut setter = Setter::new(&faces, style_sheet(&Choices::default()));
        let flow = set_blocks(&mut setter, &blocks, Twip::pt(400), Twip::pt(700));
        let kept = flow.iter().filter_map(|flow| match flow {
            Flow::Para(para) if para.style.keep_next => Some(para.text.as_str()),
            Flow::Para(_) | Flow::Table(_) => None,
        });
        assert_eq!(kept.collect::<Vec<_>>(), ["Gồm có:"]);
    }
}
