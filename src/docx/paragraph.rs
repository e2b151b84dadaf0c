//! Paragraphs and their runs: the role's named style, and beside it only what differs.

use super::document::Body;
use super::section::SectionEnd;
use super::styles::{justification, outline};
use super::units::{count, eighths, half_points, points, twips};
use super::xml::Xml;
use crate::galley::{OutlineLevel, Para, ParaStyle, Revision, Rule, RuleSides, Run, RunKind};
use crate::rules::{self, Role};

/// Behind a blank that ends a line, so that it counts where the line is centred: LibreOffice drops blanks at an end of line.
/// Word calls the sign a no-width non break.
const HOLD: char = '\u{200d}';

impl Body<'_> {
    /// A paragraph; the last one of a section carries the section's properties.
    pub(super) fn paragraph(&mut self, para: &Para, end: Option<&SectionEnd<'_>>) {
        let base = *self.styles.of(para.role);
        self.xml.markup("<w:p><w:pPr><w:pStyle").attribute("w:val", rules::rule(para.role).id).markup("/>");
        self.own_properties(para, &base);
        if let Some(end) = end {
            end.write(&mut self.xml);
        }
        self.xml.markup("</w:pPr>");
        for place in &para.pictures {
            self.pictures += 1;
            super::picture::anchored(&mut self.xml, place, self.pictures);
        }
        self.runs(para, &base);
        if let Some(drawing) = &para.drawing {
            self.charts += 1;
            super::chart::inline(&mut self.xml, drawing, self.charts);
        }
        self.xml.markup("</w:p>");
    }

    /// The least paragraph: where the format asks for one and the galley has none.
    pub(super) fn least_paragraph(&mut self, end: Option<&SectionEnd<'_>>) {
        self.xml.markup("<w:p><w:pPr><w:pStyle").attribute("w:val", rules::rule(Role::Line).id).markup("/>");
        if let Some(end) = end {
            end.write(&mut self.xml);
        }
        self.xml.markup("</w:pPr></w:p>");
    }

    /// What this paragraph needs beside its style; most need nothing.
    fn own_properties(&mut self, para: &Para, base: &ParaStyle) {
        let xml = &mut self.xml;
        keeps(xml, &para.style, Some(base));
        if let Some(rule) = &para.rule {
            border(xml, rule);
        }
        if para.drawing.is_some() {
            // As high as the drawing, whatever the style's exact line is.
            xml.markup("<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>");
        } else {
            measures(xml, &para.style, Some(base));
        }
        if para.outline != outline(para.role) {
            outline_level(xml, para.outline);
        }
        if para.style.half_points != base.half_points {
            xml.markup("<w:rPr>");
            size(xml, para.style.half_points);
            xml.markup("</w:rPr>");
        }
    }

    fn runs(&mut self, para: &Para, base: &ParaStyle) {
        let mut start = 0;
        for run in &para.runs {
            let end = run.end as usize;
            let text = para.text.get(start..end).unwrap_or_default();
            start = end;
            match run.kind {
                RunKind::Blank(_) if end == para.text.len() => self.words(&format!("{text}{HOLD}"), run, base, "w:t"),
                RunKind::Text | RunKind::Blank(_) => self.words(text, run, base, "w:t"),
                RunKind::Revised(revision) => self.revised(text, run, base, revision),
                RunKind::PageNumber => self.page_number(text, run, base),
            }
        }
    }

    fn words(&mut self, text: &str, run: &Run, base: &ParaStyle, element: &str) {
        if text.is_empty() {
            return;
        }
        self.run_start(run, base);
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.xml.markup("<w:br/>");
            }
            self.line(line, element);
        }
        self.xml.markup("</w:r>");
    }

    /// Words that have come or gone, for Word's accept and reject.
    fn revised(&mut self, text: &str, run: &Run, base: &ParaStyle, revision: Revision) {
        if text.is_empty() {
            return;
        }
        let (mark, element) = match revision {
            Revision::Inserted => ("w:ins", "w:t"),
            Revision::Deleted => ("w:del", "w:delText"),
        };
        self.revision(mark, ">");
        self.words(text, run, base, element);
        self.xml.markup("</").markup(mark).markup(">");
    }

    /// The start of a revision's mark: its number, its author and its day.
    pub(super) fn revision(&mut self, mark: &str, close: &str) {
        self.revisions += 1;
        let number = count(self.revisions);
        let xml = &mut self.xml;
        xml.markup("<").markup(mark).value("w:id", number).attribute("w:author", &self.meta.author);
        if let Some(date) = self.meta.date {
            xml.attribute("w:date", &format!("{}T00:00:00Z", date.first_day()));
        }
        xml.markup(close);
    }

    /// Words between breaks, as one `w:t` (or `w:delText`); Word trims it unless told to keep its spaces.
    fn line(&mut self, line: &str, element: &str) {
        if line.is_empty() {
            return;
        }
        let trimmed = line.starts_with(char::is_whitespace) || line.ends_with(char::is_whitespace);
        self.xml.markup("<").markup(element).markup(if trimmed { " xml:space=\"preserve\">" } else { ">" });
        self.xml.text(line).markup("</").markup(element).markup(">");
    }

    /// A PAGE field in the long form that Word itself writes, with a digit until it is first laid out.
    fn page_number(&mut self, placeholder: &str, run: &Run, base: &ParaStyle) {
        for (open, words, close) in [
            ("<w:fldChar w:fldCharType=\"begin\"/>", "", ""),
            ("<w:instrText xml:space=\"preserve\">", " PAGE ", "</w:instrText>"),
            ("<w:fldChar w:fldCharType=\"separate\"/>", "", ""),
            ("<w:t>", placeholder, "</w:t>"),
            ("<w:fldChar w:fldCharType=\"end\"/>", "", ""),
        ] {
            self.run_start(run, base);
            self.xml.markup(open).text(words).markup(close).markup("</w:r>");
        }
    }

    /// Weight and slant only where they differ from the style; never a font, never a size.
    fn run_start(&mut self, run: &Run, base: &ParaStyle) {
        let xml = &mut self.xml;
        xml.markup("<w:r>");
        if run.bold == base.bold && run.italic == base.italic {
            return;
        }
        xml.markup("<w:rPr>");
        if run.bold != base.bold {
            xml.markup(if run.bold { "<w:b/>" } else { "<w:b w:val=\"0\"/>" });
        }
        if run.italic != base.italic {
            xml.markup(if run.italic { "<w:i/>" } else { "<w:i w:val=\"0\"/>" });
        }
        xml.markup("</w:rPr>");
    }
}

/// `w:keepNext` and `w:keepLines`: of a style (no base), or where a paragraph differs from its style.
pub(super) fn keeps(xml: &mut Xml, style: &ParaStyle, base: Option<&ParaStyle>) {
    let off = ParaStyle { keep_next: false, keep_lines: false, ..*style };
    let base = base.unwrap_or(&off);
    if style.keep_next != base.keep_next {
        xml.markup(if style.keep_next { "<w:keepNext/>" } else { "<w:keepNext w:val=\"0\"/>" });
    }
    if style.keep_lines != base.keep_lines {
        xml.markup(if style.keep_lines { "<w:keepLines/>" } else { "<w:keepLines w:val=\"0\"/>" });
    }
}

/// Spacing, indents and alignment: all of a style (no base), or what differs from it.
pub(super) fn measures(xml: &mut Xml, style: &ParaStyle, base: Option<&ParaStyle>) {
    let differs = |same: fn(&ParaStyle, &ParaStyle) -> bool| base.is_none_or(|base| !same(style, base));
    let before = differs(|a, b| a.before == b.before);
    let after = differs(|a, b| a.after == b.after);
    let line = differs(|a, b| a.line == b.line);
    if before || after || line {
        xml.markup("<w:spacing");
        if before {
            xml.value("w:before", twips(style.before));
        }
        if after {
            xml.value("w:after", twips(style.after));
        }
        if line {
            xml.value("w:line", twips(style.line)).markup(" w:lineRule=\"exact\"");
        }
        xml.markup("/>");
    }
    indents(xml, style, base);
    if differs(|a, b| a.align == b.align) {
        xml.markup("<w:jc").attribute("w:val", justification(style.align)).markup("/>");
    }
}

fn indents(xml: &mut Xml, style: &ParaStyle, base: Option<&ParaStyle>) {
    let left = base.is_none_or(|base| base.left != style.left);
    let right = base.is_none_or(|base| base.right != style.right);
    let first = base.is_none_or(|base| base.first_line != style.first_line);
    if !(left || right || first) {
        return;
    }
    xml.markup("<w:ind");
    if left {
        xml.value("w:left", twips(style.left));
    }
    if right {
        xml.value("w:right", twips(style.right));
    }
    if first && style.first_line.0 < 0 {
        xml.value("w:hanging", twips(-style.first_line));
    } else if first {
        xml.value("w:firstLine", twips(style.first_line));
    }
    xml.markup("/>");
}

/// A drawn rule is the paragraph's border: a floating line moves between Word, WPS and LibreOffice.
///
/// The sides of a frame stand just outside the indents, by their own weight (measured in LibreOffice): what is between
/// them is as wide as the text.
fn border(xml: &mut Xml, rule: &Rule) {
    xml.markup("<w:pBdr>");
    match rule.sides {
        RuleSides::Below => side(xml, "bottom", rule, 0),
        RuleSides::Above { space_points } => side(xml, "top", rule, space_points),
        RuleSides::Frame { space_points } => {
            side(xml, "top", rule, space_points);
            side(xml, "left", rule, 0);
            side(xml, "bottom", rule, space_points);
            side(xml, "right", rule, 0);
        }
    }
    xml.markup("</w:pBdr>");
}

fn side(xml: &mut Xml, side: &str, rule: &Rule, space_points: u8) {
    xml.markup("<w:").markup(side).markup(" w:val=\"single\"").value("w:sz", eighths(rule.eighths));
    xml.value("w:space", points(space_points)).markup(" w:color=\"000000\"/>");
}

/// The level in Word's navigation pane; it counts from 0 and calls text 9.
pub(super) fn outline_level(xml: &mut Xml, level: Option<OutlineLevel>) {
    let level = level.map_or(9, |level| level.0.saturating_sub(1));
    xml.markup("<w:outlineLvl").value("w:val", count(usize::from(level))).markup("/>");
}

/// The type size, in both scripts' slots.
pub(super) fn size(xml: &mut Xml, size: u16) {
    xml.markup("<w:sz").value("w:val", half_points(size)).markup("/>");
    xml.markup("<w:szCs").value("w:val", half_points(size)).markup("/>");
}
