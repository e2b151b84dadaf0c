//! Ink: the marks of a page, each under the tag that ties it to its paragraph or says that it is not read.

use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag};

use super::glyphs::Fonts;
use super::line::Setting;
use super::outline::Entry;
use super::pen::{Block, Pen};
use super::structure::{Contents, Part, one_line};
use super::{Error, number, rules, units};
use crate::base::Twip;
use crate::galley::{Line, Para, Tag};
use crate::page::{Mark, Page, Reading};

/// Draws page after page, and keeps what the structure and the outline need to know of them.
#[derive(Debug)]
pub struct Artist<'f> {
    fonts: &'f Fonts<'f>,
    pen: Pen<'f>,
    contents: Contents,
    entries: Vec<Entry>,
    /// The first fault: krilla's surface wants its tags closed, so drawing goes on and the fault is told at the end.
    fault: Option<Error>,
}

impl<'f> Artist<'f> {
    /// Nothing drawn yet, of so many paragraphs.
    pub fn new(fonts: &'f Fonts<'f>, paragraphs: u32) -> Self {
        let (pen, contents) = (Pen::new(fonts), Contents::new(paragraphs));
        Self { fonts, pen, contents, entries: Vec::new(), fault: None }
    }

    /// What was drawn of every paragraph, and the outline's entries.
    pub fn finish(self) -> Result<(Contents, Vec<Entry>), Error> {
        match self.fault.or(self.pen.missing().map(Error::MissingGlyph)) {
            Some(fault) => Err(fault),
            None => Ok((self.contents, self.entries)),
        }
    }

    /// Draws a page: first all its rules, then its text in reading order.
    pub fn page(&mut self, surface: &mut Surface<'_>, index: usize, page: &Page<'_>) {
        if let Some(path) = rules::path(&page.marks) {
            surface.start_tagged(artifact(ArtifactType::Layout));
            surface.draw_path(&path);
            surface.end_tagged();
        }
        for mark in &page.marks {
            match mark {
                Mark::Rule { .. } => {}
                Mark::Text { para, lines, x, y, reading } => match para.lines.get(lines.clone()) {
                    Some(drawn) => {
                        let block = block(para, drawn, lines.end < para.lines.len(), *x, *y);
                        let begins = lines.start == 0;
                        self.text(surface, para, &block, begins, *reading, (index, page.number));
                    }
                    None => self.fail(Error::Untied(para.id)),
                },
            }
        }
    }

    fn text(
        &mut self,
        surface: &mut Surface<'_>,
        para: &Para,
        block: &Block<'_>,
        begins: bool,
        reading: Reading,
        (index, number): (usize, u32),
    ) {
        match reading {
            Reading::Content => {
                if begins {
                    self.enter(para, index, block);
                }
                self.content(surface, para, block, begins);
            }
            Reading::PageNumber => self.page_number(surface, para, block, number),
            Reading::Repeated => self.artifact(surface, block, ArtifactType::PaginationOther),
        }
    }

    /// Notes where the outline leads.
    fn enter(&mut self, para: &Para, page: usize, block: &Block<'_>) {
        if let Some(level) = para.outline {
            let place = units::point(block.x, block.y);
            self.entries.push(Entry { level, text: one_line(&para.text), page, place });
        }
    }

    /// Draws what is read: a list item's mark and its body are two pieces.
    fn content(&mut self, surface: &mut Surface<'_>, para: &Para, block: &Block<'_>, begins: bool) {
        let mark = match para.tag {
            Tag::Artifact => return self.artifact(surface, block, ArtifactType::Layout),
            Tag::Item { mark, .. } if begins => mark,
            Tag::Item { .. } | Tag::Paragraph | Tag::Heading(_) | Tag::ItemBody { .. } => 0,
        };
        for (part, piece) in [(Part::Mark, 0..mark), (Part::Body, mark..u32::MAX)] {
            if !block.lines.iter().any(|line| line.start.max(piece.start) < line.end.min(piece.end)) {
                continue;
            }
            let tagged = surface.start_tagged(ContentTag::Other);
            self.pen.draw(surface, block, piece);
            surface.end_tagged();
            if let Err(fault) = self.contents.push(para.id, part, tagged) {
                self.fail(fault);
            }
        }
    }

    fn page_number(&mut self, surface: &mut Surface<'_>, para: &Para, block: &Block<'_>, page: u32) {
        let Some((text, runs, line)) = number::numbered(para, page, self.fonts) else {
            return self.artifact(surface, block, ArtifactType::PageNumber);
        };
        let setting = Setting { text: &text, runs: &runs, ..block.setting };
        self.artifact(surface, &Block { setting, lines: &[line], ..*block }, ArtifactType::PageNumber);
    }

    fn artifact(&mut self, surface: &mut Surface<'_>, block: &Block<'_>, kind: ArtifactType) {
        if block.is_empty() {
            return;
        }
        surface.start_tagged(artifact(kind));
        self.pen.draw(surface, block, 0..u32::MAX);
        surface.end_tagged();
    }

    fn fail(&mut self, fault: Error) {
        self.fault.get_or_insert(fault);
    }
}

fn block<'a>(para: &'a Para, lines: &'a [Line], goes_on: bool, x: Twip, y: Twip) -> Block<'a> {
    let setting = Setting { text: &para.text, runs: &para.runs, half_points: para.style.half_points };
    Block { setting, lines, goes_on, line_height: para.style.line, x, y }
}

fn artifact(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}
