//! What two states of a document say differently, line by line, for people.

use super::{Annex, Block, Document, Frame, List, Main, Row, Table, date_line, plain_text};
use crate::base::{Phrase, text};

/// A place of the text where the two differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which part of the document.
    pub part: Phrase,
    /// What the first says; none where only the second says something.
    pub first: Option<String>,
    /// What the second says; none where only the first says something.
    pub second: Option<String>,
}

/// A line of text with the part that it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    part: Phrase,
    text: String,
}

/// Longer stretches without a common line are not searched for one within: they are set against each other as they stand.
const LONGEST_SEARCH: usize = 2_000;

/// The places where two documents differ, in their order.
pub fn differences(first: &Document, second: &Document) -> Vec<Difference> {
    let (first, second) = (lines(first), lines(second));
    let same = |(a, b): &(&Line, &Line)| a == b;
    let head = first.iter().zip(&second).take_while(same).count();
    let (first, second) = (first.get(head..).unwrap_or_default(), second.get(head..).unwrap_or_default());
    let tail = first.iter().rev().zip(second.iter().rev()).take_while(same).count();
    let first = first.get(..first.len() - tail).unwrap_or_default();
    let second = second.get(..second.len() - tail).unwrap_or_default();
    let mut found = Vec::new();
    let (mut at, mut other) = (0, 0);
    for (a, b) in common(first, second).into_iter().chain([(first.len(), second.len())]) {
        pair(first.get(at..a).unwrap_or_default(), second.get(other..b).unwrap_or_default(), &mut found);
        (at, other) = (a + 1, b + 1);
    }
    found
}

/// Lines that gave way to others are told together, one by one.
fn pair(first: &[Line], second: &[Line], found: &mut Vec<Difference>) {
    for at in 0..first.len().max(second.len()) {
        let (one, other) = (first.get(at), second.get(at));
        let Some(part) = one.or(other).map(|line| line.part.clone()) else { continue };
        let words = |line: Option<&Line>| line.map(|line| line.text.clone());
        found.push(Difference { part, first: words(one), second: words(other) });
    }
}

/// The longest common lines, as pairs of positions.
fn common(first: &[Line], second: &[Line]) -> Vec<(usize, usize)> {
    if first.is_empty() || second.is_empty() || first.len().max(second.len()) > LONGEST_SEARCH {
        return Vec::new();
    }
    let width = second.len() + 1;
    let mut longest = vec![0_u32; (first.len() + 1) * width];
    for (a, one) in first.iter().enumerate().rev() {
        for (b, other) in second.iter().enumerate().rev() {
            longest[a * width + b] = if one == other {
                longest[(a + 1) * width + b + 1] + 1
            } else {
                longest[(a + 1) * width + b].max(longest[a * width + b + 1])
            };
        }
    }
    let (mut pairs, mut a, mut b) = (Vec::new(), 0, 0);
    while let (Some(one), Some(other)) = (first.get(a), second.get(b)) {
        if one == other {
            pairs.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if longest[(a + 1) * width + b] >= longest[a * width + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs
}

/// Everything that is printed, in order.
fn lines(document: &Document) -> Vec<Line> {
    let mut lines = Lines { part: Phrase::new("phần đầu", "the head"), lines: Vec::new() };
    if let Some(Main { frame, body }) = &document.main {
        lines.head(frame);
        lines.part = Phrase::new("phần mở đầu", "the opening");
        lines.blocks(body);
        lines.foot(frame);
    }
    for annex in &document.annexes {
        lines.annex(annex);
    }
    lines.lines
}

struct Lines {
    part: Phrase,
    lines: Vec<Line>,
}

impl Lines {
    fn push(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.lines.push(Line { part: self.part.clone(), text });
        }
    }

    fn at(&mut self, vi: &str, en: &str, texts: impl IntoIterator<Item = String>) {
        self.part = Phrase::new(vi, en);
        texts.into_iter().for_each(|text| self.push(text));
    }

    fn head(&mut self, frame: &Frame) {
        let number = frame.number.number.map_or("…".to_owned(), text::document_number);
        self.at("cơ quan ban hành", "the agency", frame.parent.iter().chain(&frame.agency).cloned());
        self.at("số, ký hiệu", "number and symbol", [format!("{number}/{}", frame.number.symbol)]);
        self.at(
            "địa danh, ngày",
            "place and day",
            [format!("{}, {}", frame.place, plain_text(&date_line(frame.date)))],
        );
        self.at(
            "dấu",
            "the stamps",
            frame.stamps.iter().map(|stamp| stamp.text.clone()).chain(frame.circulation.clone()),
        );
        self.at("tên loại, trích yếu", "kind and title", [frame.kind.clone(), plain_text(&frame.title)]);
        self.at("kính gửi", "the addressees", frame.addressees.clone());
    }

    fn foot(&mut self, frame: &Frame) {
        let signature = frame.signature.lines.iter().cloned().chain(frame.signature.name.clone());
        self.at("khối ký", "the signature block", signature);
        let recipients = frame.recipients.iter().cloned().chain(frame.drafter.clone());
        self.at("nơi nhận", "the recipients", recipients);
        self.at("liên hệ", "the contact lines", frame.contact.clone());
    }

    fn annex(&mut self, annex: &Annex) {
        let label = annex.label.clone().unwrap_or_else(|| "Phụ lục".to_owned());
        self.at(&label, &label, [plain_text(&annex.title), plain_text(&annex.reference)]);
        self.blocks(&annex.body);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(words) | Block::Basis(words) | Block::Note(words) => self.push(plain_text(words)),
                Block::Heading(heading) => {
                    let words = format!("{} {}", heading.number, plain_text(&heading.text));
                    self.part = Phrase::new(format!("mục {}", heading.number), format!("section {}", heading.number));
                    self.push(words);
                }
                Block::List(list) => self.list(list),
                Block::Table(table) => self.table(table),
                Block::Chart(chart) => self.push(chart.summary.clone()),
            }
        }
    }

    fn list(&mut self, list: &List) {
        for item in &list.items {
            let mut blocks = item.blocks.as_slice();
            if let [Block::Paragraph(words), rest @ ..] = blocks {
                self.push(format!("{} {}", item.mark, plain_text(words)));
                blocks = rest;
            }
            self.blocks(blocks);
        }
    }

    /// Each row is a line: what has no row of its own is told by its first cell.
    fn table(&mut self, table: &Table) {
        let part = self.part.clone();
        for row in table.head.iter().chain(&table.rows) {
            let Some(first) = row.cells.first() else { continue };
            let first = plain_text(&first.text);
            self.part = Phrase::new(format!("{}, hàng {first}", part.vi), format!("{}, row {first}", part.en));
            self.push(cells(row));
        }
        self.part = part;
    }
}

fn cells(row: &Row) -> String {
    row.cells.iter().map(|cell| plain_text(&cell.text)).collect::<Vec<_>>().join(" | ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Heading, Inline, Level, Meta};

    fn document(paragraphs: &[&str]) -> Document {
        let heading = Heading { level: Level::Section, number: "I.".to_owned(), text: Vec::new() };
        let words = |words: &&str| Block::Paragraph(vec![Inline::Text((*words).to_owned())]);
        let body = [Block::Heading(heading)].into_iter().chain(paragraphs.iter().map(words)).collect();
        let annex = Annex {
            label: None,
            title: Vec::new(),
            reference: Vec::new(),
            orientation: crate::plan::Orientation::Portrait,
            stamps: Vec::new(),
            body,
        };
        let meta = Meta { title: String::new(), author: String::new(), subject: String::new(), date: None };
        Document { meta, main: None, annexes: vec![annex], signing: None }
    }

    fn told(first: &[&str], second: &[&str]) -> Vec<(Option<String>, Option<String>)> {
        let found = differences(&document(first), &document(second));
        assert!(found.iter().all(|difference| difference.part.vi == "mục I."));
        found.into_iter().map(|difference| (difference.first, difference.second)).collect()
    }

    #[test]
    fn only_what_differs_is_told() {
        let some = |words: &str| Some(words.to_owned());
        assert_eq!(told(&["a", "b", "c"], &["a", "b", "c"]), []);
        assert_eq!(told(&["a", "b", "c"], &["a", "x", "c"]), [(some("b"), some("x"))]);
        assert_eq!(told(&["a", "b", "c"], &["a", "c"]), [(some("b"), None)]);
        assert_eq!(told(&["a", "c"], &["a", "b", "c", "d"]), [(None, some("b")), (None, some("d"))]);
        assert_eq!(
            told(&["a", "b", "c", "d", "e"], &["x", "b", "d", "y", "e"]),
            [(some("a"), some("x")), (some("c"), None), (None, some("y"))]
        );
    }
}
