//! Ink: the marks of a page, each under the tag that ties it to its paragraph or says that it is not read.

use std::ops::Range;
use std::sync::Arc;

use super::content::{Artifact, Content};
use super::fields::{self, Widget};
use super::glyphs::Shown;
use super::image::Image;
use super::line::Setting;
use super::outline::Entry;
use super::pen::{Block, Pen};
use super::refs::Refs;
use super::structure::{Contents, Part, Piece, one_line};
use super::units::Point;
use super::{Error, chart, number, rules, units};
use crate::base::Twip;
use crate::font::Faces;
use crate::galley::{Drawing, Line, Para, PicturePlace, Revision, Tag};
use crate::page::{Mark, Page, Reading};

/// Draws page after page, and keeps what the structure and the outline need to know of them.
#[derive(Debug)]
pub struct Artist<'f> {
    faces: &'f Faces,
    pen: Pen<'f>,
    content: Content,
    contents: Contents,
    entries: Vec<Entry>,
    widgets: Vec<Widget>,
    images: Vec<Image>,
    /// The first fault: it is told at the end, so that drawing need not stop for it.
    fault: Option<Error>,
}

/// What was drawn.
#[derive(Debug)]
pub struct Drawn<'f> {
    /// The pieces of every paragraph.
    pub contents: Contents,
    /// The outline's entries.
    pub entries: Vec<Entry>,
    /// The characters that each face was used for.
    pub shown: [Shown<'f>; 4],
    /// Form fields, page after page.
    pub widgets: Vec<Widget>,
    /// Pictures in the order of their numbers.
    pub images: Vec<Image>,
}

impl<'f> Artist<'f> {
    /// Nothing drawn yet, of so many paragraphs.
    pub fn new(faces: &'f Faces, paragraphs: u32) -> Self {
        let (pen, contents) = (Pen::new(faces), Contents::new(paragraphs));
        Self {
            faces,
            pen,
            content: Content::default(),
            contents,
            entries: Vec::new(),
            widgets: Vec::new(),
            images: Vec::new(),
            fault: None,
        }
    }

    /// All of it, or the first fault.
    pub fn finish(self) -> Result<Drawn<'f>, Error> {
        let mut pen = self.pen;
        fields::show_digits(&mut pen, &self.widgets);
        let shown = pen.finish().map_err(Error::MissingGlyph);
        match self.fault {
            Some(fault) => Err(fault),
            None => Ok(Drawn {
                contents: self.contents,
                entries: self.entries,
                shown: shown?,
                widgets: self.widgets,
                images: self.images,
            }),
        }
    }

    /// The fields of a page, in the order in which they came.
    pub fn widgets_of(&self, page: usize) -> &[Widget] {
        let first = self.widgets.partition_point(|widget| widget.page < page);
        &self.widgets[first..]
    }

    /// Draws a page: first all its rules, then its text in reading order. Its fields get their numbers.
    pub fn page(&mut self, index: usize, page: &Page<'_>, refs: &mut Refs) -> Vec<u8> {
        let height = page.frame.height;
        rules::draw(&mut self.content, &page.marks, height);
        for mark in &page.marks {
            match mark {
                Mark::Rule { .. } => {}
                Mark::Drawing { para, drawing, x, y } => self.drawing(para, drawing, (*x, *y), (index, height)),
                Mark::Picture { para, place, x, y } => {
                    let picture = Image { id: refs.next(), picture: Arc::clone(&place.picture) };
                    self.picture(para, place, units::point(*x, *y + place.height, height), (index, picture));
                }
                Mark::Field { para, field, x, y, width, height: high } => {
                    let corner = units::point(*x, *y + *high, height);
                    let style = (para.style.half_points, para.style.italic);
                    let widget =
                        Widget { id: refs.next(), page: index, field: *field, corner, extent: (*width, *high), style };
                    if let Err(fault) = self.contents.push_field(para.id, self.widgets.len()) {
                        self.fail(fault);
                    }
                    self.widgets.push(widget);
                }
                Mark::Text { para, lines, x, y, reading } => match para.lines.get(lines.clone()) {
                    Some(drawn) => {
                        let goes_on = lines.end < para.lines.len();
                        let block = block(para, drawn, goes_on, (*x, *y), height);
                        let begins = lines.start == 0;
                        self.text(para, &block, begins, *reading, (index, page.number));
                    }
                    None => self.fail(Error::Untied(para.id)),
                },
            }
        }
        self.content.take()
    }

    fn text(&mut self, para: &Para, block: &Block<'_>, begins: bool, reading: Reading, (index, number): (usize, u32)) {
        match reading {
            Reading::Content => {
                if begins {
                    self.enter(para, index, block);
                }
                self.content(para, block, begins, index);
            }
            Reading::PageNumber => self.page_number(para, block, number),
            Reading::Repeated => self.artifact(block, Artifact::Pagination),
        }
    }

    /// Notes where the outline leads.
    fn enter(&mut self, para: &Para, page: usize, block: &Block<'_>) {
        if let Some(level) = para.outline {
            let place = (block.x, block.page_height - block.y);
            self.entries.push(Entry { level, text: one_line(&para.text), page, place });
        }
    }

    /// Draws what is read: a list item's mark and its body are two pieces.
    fn content(&mut self, para: &Para, block: &Block<'_>, begins: bool, page: usize) {
        let mark = match para.tag {
            Tag::Artifact => return self.artifact(block, Artifact::Layout),
            Tag::Item { mark, .. } if begins => mark,
            Tag::Item { .. } | Tag::Figure | Tag::Paragraph | Tag::Heading(_) | Tag::ItemBody { .. } => 0,
        };
        let mut from = mark;
        let bodies = revisions(para).into_iter().map(|(end, revision)| {
            let piece = from..end.max(from);
            from = end.max(from);
            (Part::Body, piece, revision)
        });
        for (part, piece, revision) in std::iter::once((Part::Mark, 0..mark, None)).chain(bodies) {
            if !block.lines.iter().any(|line| line.start.max(piece.start) < line.end.min(piece.end)) {
                continue;
            }
            let number = self.content.begin_piece();
            self.pen.draw(&mut self.content, block, piece.clone());
            self.content.end();
            let piece = match revision {
                None => self.contents.push(para.id, part, Piece { page, number }),
                Some(revision) => {
                    let words = drawn(para, block, &piece);
                    self.contents.push_revised(para.id, Piece { page, number }, revision, words)
                }
            };
            if let Err(fault) = piece {
                self.fail(fault);
            }
        }
    }

    /// A drawing is one piece: bars, then words.
    fn drawing(&mut self, para: &Para, drawing: &Drawing, (x, y): (Twip, Twip), (page, height): (usize, Twip)) {
        let number = self.content.begin_figure();
        chart::draw_bars(&mut self.content, &drawing.bars, (x, y), height);
        for label in &drawing.labels {
            let block = block(&label.para, &label.para.lines, false, (x + label.x, y + label.y), height);
            if !block.is_empty() {
                self.pen.draw(&mut self.content, &block, 0..u32::MAX);
            }
        }
        self.content.end();
        let corner = units::point(x, y + drawing.height, height);
        self.contents.frame(para.id, (corner, (drawing.width, drawing.height)));
        if let Err(fault) = self.contents.push(para.id, Part::Body, Piece { page, number }) {
            self.fail(fault);
        }
    }

    /// A picture is a piece of its own within its paragraph.
    fn picture(&mut self, para: &Para, place: &PicturePlace, corner: Point, (page, image): (usize, Image)) {
        let number = self.content.begin_figure();
        self.content.image(self.images.len(), corner, place.width, place.height);
        self.content.end();
        let frame = (corner, (place.width, place.height));
        if let Err(fault) = self.contents.push_figure(para.id, &place.alt, frame, Piece { page, number }) {
            self.fail(fault);
        }
        self.images.push(image);
    }

    fn page_number(&mut self, para: &Para, block: &Block<'_>, page: u32) {
        let Some((text, runs, line)) = number::numbered(para, page, self.faces) else {
            return self.artifact(block, Artifact::Pagination);
        };
        let setting = Setting { text: &text, runs: &runs, ..block.setting };
        self.artifact(&Block { setting, lines: &[line], ..*block }, Artifact::Pagination);
    }

    fn artifact(&mut self, block: &Block<'_>, kind: Artifact) {
        if block.is_empty() {
            return;
        }
        self.content.begin_artifact(kind);
        self.pen.draw(&mut self.content, block, 0..u32::MAX);
        self.content.end();
    }

    fn fail(&mut self, fault: Error) {
        self.fault.get_or_insert(fault);
    }
}

/// The paragraph's stretches of words that are as they were, have come or gone, each with its end.
fn revisions(para: &Para) -> Vec<(u32, Option<Revision>)> {
    let mut stretches: Vec<(u32, Option<Revision>)> = Vec::new();
    for run in &para.runs {
        match stretches.last_mut() {
            Some((end, revision)) if *revision == run.kind.revision() => *end = run.end,
            Some(_) | None => stretches.push((run.end, run.kind.revision())),
        }
    }
    if let Some((end, _)) = stretches.last_mut() {
        *end = u32::MAX;
    }
    stretches
}

/// The words of a stretch that stand on these lines.
fn drawn(para: &Para, block: &Block<'_>, piece: &Range<u32>) -> String {
    let on = |line: &Line| (line.start.max(piece.start) as usize)..(line.end.min(piece.end) as usize);
    let lines = block.lines.iter().map(on).filter_map(|range| para.text.get(range));
    lines.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}

fn block<'a>(para: &'a Para, lines: &'a [Line], goes_on: bool, (x, y): (Twip, Twip), page_height: Twip) -> Block<'a> {
    let setting = Setting { text: &para.text, runs: &para.runs, half_points: para.style.half_points };
    Block { setting, lines, goes_on, line_height: para.style.line, x, y, page_height }
}
