//! Tables: fixed layout, so that the columns are the galley's; heads repeat, rows are not cut.

use super::document::Body;
use super::units::{Value, count, eighths, twips};
use super::xml::Xml;
use crate::base::Twip;
use crate::galley::{Cell, CellMargins, Merge, Revision, Row, Table, TableKind, VerticalAlign};

impl Body<'_> {
    /// A table. One without rows would be called damaged by Word, and shows nothing: it is left out.
    pub(super) fn table(&mut self, table: &Table) {
        if table.rows.is_empty() {
            return;
        }
        self.xml.markup("<w:tbl>");
        properties(&mut self.xml, table);
        self.xml.markup("<w:tblGrid>");
        for column in &table.grid {
            self.xml.markup("<w:gridCol").value("w:w", twips(*column)).markup("/>");
        }
        self.xml.markup("</w:tblGrid>");
        for (index, row) in table.rows.iter().enumerate() {
            self.row(table, row, index < table.head_rows);
        }
        self.xml.markup("</w:tbl>");
    }

    /// A row's height is not written where its cells bring it about: the lines are exact, and a row must shrink and grow
    /// when a clerk edits it.
    fn row(&mut self, table: &Table, row: &Row, head: bool) {
        self.xml.markup("<w:tr><w:trPr><w:cantSplit/>");
        if let Some(height) = row.min_height {
            self.xml.markup("<w:trHeight").value("w:val", twips(height)).markup(" w:hRule=\"atLeast\"/>");
        }
        if head {
            self.xml.markup("<w:tblHeader/>");
        }
        match row.revision() {
            Some(Revision::Inserted) => self.revision("w:ins", "/>"),
            Some(Revision::Deleted) => self.revision("w:del", "/>"),
            None => {}
        }
        self.xml.markup("</w:trPr>");
        for cell in &row.cells {
            self.cell(table, cell);
        }
        self.xml.markup("</w:tr>");
    }

    fn cell(&mut self, table: &Table, cell: &Cell) {
        let columns = table.grid.iter().skip(cell.column).take(cell.span);
        width(&mut self.xml, "<w:tc><w:tcPr><w:tcW", columns.copied().sum());
        let xml = &mut self.xml;
        if cell.span > 1 {
            xml.markup("<w:gridSpan").value("w:val", count(cell.span)).markup("/>");
        }
        xml.markup(match cell.merge {
            Merge::None => "",
            Merge::Start(_) => "<w:vMerge w:val=\"restart\"/>",
            Merge::Continue => "<w:vMerge/>",
        });
        xml.markup(match cell.vertical {
            VerticalAlign::Top => "</w:tcPr>",
            VerticalAlign::Centre => "<w:vAlign w:val=\"center\"/></w:tcPr>",
        });
        for para in &cell.paras {
            self.paragraph(para, None);
        }
        if cell.paras.is_empty() {
            self.least_paragraph(None);
        }
        self.xml.markup("</w:tc>");
    }
}

/// `w:tblPr`, its children in the schema's order.
fn properties(xml: &mut Xml, table: &Table) {
    width(xml, "<w:tblPr><w:tblW", table.grid.iter().copied().sum());
    // Up to compatibility mode 14 the indent is that of the text, one cell margin inside the grid's edge.
    width(xml, "<w:tblInd", table.indent + table.margins.left);
    if let Some(weight) = table.border {
        borders(xml, eighths(weight));
    }
    xml.markup("<w:tblLayout w:type=\"fixed\"/>");
    cell_margins(xml, &table.margins);
    look(xml, &table.kind, table.head_rows > 0);
    xml.markup("</w:tblPr>");
}

fn width(xml: &mut Xml, open: &str, width: Twip) {
    xml.markup(open).value("w:w", twips(width)).markup(" w:type=\"dxa\"/>");
}

fn borders(xml: &mut Xml, weight: Value) {
    xml.markup("<w:tblBorders>");
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        xml.markup("<w:").markup(side).markup(" w:val=\"single\"").value("w:sz", weight);
        xml.markup(" w:space=\"0\" w:color=\"000000\"/>");
    }
    xml.markup("</w:tblBorders>");
}

fn cell_margins(xml: &mut Xml, margins: &CellMargins) {
    xml.markup("<w:tblCellMar>");
    width(xml, "<w:top", margins.top);
    width(xml, "<w:left", margins.left);
    width(xml, "<w:bottom", margins.bottom);
    width(xml, "<w:right", margins.right);
    xml.markup("</w:tblCellMar>");
}

/// Which rows and columns are heads, and what the table shows for who cannot see it.
fn look(xml: &mut Xml, kind: &TableKind, head: bool) {
    match kind {
        TableKind::Layout => {
            xml.markup(
                "<w:tblLook w:val=\"0600\" w:firstRow=\"0\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" \
                 w:noHBand=\"1\" w:noVBand=\"1\"/>",
            );
        }
        TableKind::Data { summary } => {
            xml.markup(if head {
                "<w:tblLook w:val=\"0620\" w:firstRow=\"1\""
            } else {
                "<w:tblLook w:val=\"0600\" w:firstRow=\"0\""
            });
            xml.markup(" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>");
            if !summary.is_empty() {
                xml.markup("<w:tblDescription").attribute("w:val", summary).markup("/>");
            }
        }
    }
}
