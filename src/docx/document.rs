//! `word/document.xml`: the galley's sections, one after another.

use super::section::{MarginParts, SectionEnd};
use super::xml::Xml;
use super::{Error, NAMESPACE};
use crate::document::Meta;
use crate::galley::{Flow, Galley, Para, Section, StyleSheet};

/// A part that holds paragraphs, while it is written.
#[derive(Debug)]
pub(super) struct Body<'g> {
    /// What is written so far.
    pub(super) xml: Xml,
    /// What the named styles already say.
    pub(super) styles: &'g StyleSheet,
    /// What the file says of itself: who made its revisions, and when.
    pub(super) meta: &'g Meta,
    /// How many revisions were written.
    pub(super) revisions: usize,
    /// How many charts were met.
    pub(super) charts: usize,
    /// How many pictures were met.
    pub(super) pictures: usize,
}

/// All paragraphs of the text in the order in which the part meets them.
pub(super) fn paragraphs(galley: &Galley) -> Vec<&Para> {
    let mut found = Vec::new();
    for flow in galley.sections.iter().flat_map(|section| &section.flow) {
        match flow {
            Flow::Para(para) => found.push(para),
            Flow::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                found.extend(cells.flat_map(|cell| &cell.paras));
            }
        }
    }
    found
}

/// The part.
pub(super) fn part(galley: &Galley, margins: &MarginParts) -> Result<String, Error> {
    let mut body =
        Body { xml: Xml::part(), styles: &galley.styles, meta: &galley.meta, revisions: 0, charts: 0, pictures: 0 };
    body.xml.markup("<w:document").markup(NAMESPACE).markup("><w:body>");
    let last = galley.sections.len().saturating_sub(1);
    for (index, (section, end)) in SectionEnd::all(galley, margins).enumerate() {
        body.section(section, (index < last).then_some(&end));
        if index == last {
            end.write(&mut body.xml);
        }
    }
    body.xml.markup("</w:body></w:document>");
    body.xml.finish()
}

impl Body<'_> {
    /// A section; all but the last carry their properties in their last paragraph, the last one leaves them to the body.
    fn section(&mut self, section: &Section, end: Option<&SectionEnd<'_>>) {
        let last = section.flow.len().saturating_sub(1);
        for (index, flow) in section.flow.iter().enumerate() {
            match flow {
                Flow::Para(para) => self.paragraph(para, end.filter(|_| index == last)),
                Flow::Table(table) => {
                    self.table(table);
                    // Two tables that touch would become one, and nothing may end in a table.
                    if !matches!(section.flow.get(index + 1), Some(Flow::Para(_))) {
                        self.least_paragraph(end.filter(|_| index == last));
                    }
                }
            }
        }
        if section.flow.is_empty() {
            self.least_paragraph(end);
        }
    }
}
