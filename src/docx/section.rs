//! Sections: paper, margins, and the headers and footers that stand in the margins.

use super::document::Body;
use super::units::twips;
use super::xml::Xml;
use super::{Error, NAMESPACE};
use crate::galley::{Galley, PageFrame, Para, Section};

/// A header or footer part.
#[derive(Debug)]
pub(super) struct MarginPart {
    /// Header or footer.
    pub(super) kind: MarginKind,
    /// Its name without folder: `header1.xml`.
    pub(super) name: String,
    /// Its relationship's id.
    pub(super) id: String,
    /// Its content.
    pub(super) xml: String,
}

/// Which margin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarginKind {
    /// Above the text.
    Header,
    /// Below the text.
    Footer,
}

impl MarginKind {
    /// The word that part names, content types and relationships share.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Footer => "footer",
        }
    }

    fn element(self) -> &'static str {
        match self {
            Self::Header => "w:hdr",
            Self::Footer => "w:ftr",
        }
    }
}

/// All header and footer parts of a galley, and which of them each section shows.
#[derive(Debug, Default)]
pub(super) struct MarginParts {
    /// The parts; sections with the same words share one.
    pub(super) parts: Vec<MarginPart>,
    sections: Vec<References>,
}

/// Indices of the parts that a section shows.
#[derive(Debug)]
struct References {
    pages: usize,
    first_header: usize,
    first_footer: Option<usize>,
}

impl MarginParts {
    /// Writes the parts of every section.
    pub(super) fn of(galley: &Galley) -> Result<Self, Error> {
        let mut all = Self::default();
        for section in &galley.sections {
            let references = all.references(galley, section)?;
            all.sections.push(references);
        }
        Ok(all)
    }

    /// A section without a reference shows the part of the section before it, so a first page always names its header,
    /// and its footer from the first section on that has one. There is never a footer for the other pages: in
    /// LibreOffice an empty one takes some 60 twips from each of them, and none takes nothing (measured).
    fn references(&mut self, galley: &Galley, section: &Section) -> Result<References, Error> {
        let pages = self.part(galley, MarginKind::Header, std::slice::from_ref(&section.page_number))?;
        let first_header = self.part(galley, MarginKind::Header, &section.first_header)?;
        let inherited = self.sections.last().is_some_and(|before| before.first_footer.is_some());
        let first_footer = if section.first_footer.is_empty() && !inherited {
            None
        } else {
            Some(self.part(galley, MarginKind::Footer, &section.first_footer)?)
        };
        Ok(References { pages, first_header, first_footer })
    }

    /// The part with these paragraphs, new or already there.
    fn part(&mut self, galley: &Galley, kind: MarginKind, paras: &[Para]) -> Result<usize, Error> {
        let xml = margin_xml(galley, kind, paras)?;
        if let Some(same) = self.parts.iter().position(|part| part.kind == kind && part.xml == xml) {
            return Ok(same);
        }
        let number = 1 + self.parts.iter().filter(|part| part.kind == kind).count();
        let word = kind.word();
        self.parts.push(MarginPart { kind, name: format!("{word}{number}.xml"), id: format!("{word}{number}"), xml });
        Ok(self.parts.len() - 1)
    }
}

fn margin_xml(galley: &Galley, kind: MarginKind, paras: &[Para]) -> Result<String, Error> {
    let mut xml = Xml::part();
    xml.markup("<").markup(kind.element()).markup(NAMESPACE).markup(">");
    let mut body = Body { xml, styles: &galley.styles, meta: &galley.meta, revisions: 0, charts: 0, pictures: 0 };
    for para in paras {
        body.paragraph(para, None);
    }
    if paras.is_empty() {
        body.least_paragraph(None);
    }
    body.xml.markup("</").markup(kind.element()).markup(">");
    body.xml.finish()
}

/// The properties that end a section.
#[derive(Clone, Copy, Debug)]
pub(super) struct SectionEnd<'a> {
    page: PageFrame,
    references: &'a References,
    parts: &'a [MarginPart],
}

impl<'a> SectionEnd<'a> {
    /// Of each section in order.
    pub(super) fn all(galley: &'a Galley, margins: &'a MarginParts) -> impl Iterator<Item = (&'a Section, Self)> {
        let ends = galley.sections.iter().zip(&margins.sections);
        ends.map(|(section, references)| (section, Self { page: section.page, references, parts: &margins.parts }))
    }

    /// `w:sectPr`, its children in the schema's order. No `w:docGrid`: it would change the line pitch.
    pub(super) fn write(&self, xml: &mut Xml) {
        xml.markup("<w:sectPr>");
        self.reference(xml, "default", self.references.pages);
        self.reference(xml, "first", self.references.first_header);
        if let Some(footer) = self.references.first_footer {
            self.reference(xml, "first", footer);
        }
        xml.markup("<w:type w:val=\"nextPage\"/>");
        self.paper(xml);
        xml.markup("<w:pgNumType w:start=\"1\"/><w:titlePg/></w:sectPr>");
    }

    fn reference(&self, xml: &mut Xml, pages: &str, part: usize) {
        let Some(part) = self.parts.get(part) else { return };
        xml.markup("<w:").markup(part.kind.word()).markup("Reference").attribute("w:type", pages);
        xml.attribute("r:id", &part.id).markup("/>");
    }

    fn paper(&self, xml: &mut Xml) {
        let page = &self.page;
        xml.markup("<w:pgSz").value("w:w", twips(page.width)).value("w:h", twips(page.height));
        xml.markup(if page.landscape { " w:orient=\"landscape\"/>" } else { "/>" });
        xml.markup("<w:pgMar").value("w:top", twips(page.top)).value("w:right", twips(page.right));
        xml.value("w:bottom", twips(page.bottom)).value("w:left", twips(page.left));
        xml.value("w:header", twips(page.header)).value("w:footer", twips(page.footer)).markup(" w:gutter=\"0\"/>");
    }
}
