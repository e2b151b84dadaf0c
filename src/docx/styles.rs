//! `word/styles.xml`: one named paragraph style for every role, carrying all of its type.

use super::Error;
use super::paragraph::{keeps, measures, outline_level, size};
use super::units::count;
use super::xml::Xml;
use crate::galley::{OutlineLevel, ParaStyle, StyleSheet};
use crate::rules::{self, Align, Component, ROLES, Role};

/// All four slots: Word prefers a theme's font wherever one is left open.
const FONTS: &str = "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" \
                     w:cs=\"Times New Roman\"/>";

/// What Word takes for granted in every file; "Normal" is left at the body's size for text pasted in.
const BUILT_IN: &str = concat!(
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>",
    "<w:uiPriority w:val=\"99\"/><w:pPr><w:widowControl/></w:pPr></w:style>",
    "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">",
    "<w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/></w:style>",
    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>",
    "<w:uiPriority w:val=\"99\"/><w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar>",
    "<w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/>",
    "<w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>",
    "<w:style w:type=\"numbering\" w:default=\"1\" w:styleId=\"NoList\"><w:name w:val=\"No List\"/>",
    "<w:uiPriority w:val=\"99\"/><w:semiHidden/></w:style>",
);

/// The part.
pub(super) fn part(sheet: &StyleSheet) -> Result<String, Error> {
    let mut xml = Xml::part();
    xml.markup("<w:styles").markup(super::NAMESPACE).markup("><w:docDefaults><w:rPrDefault><w:rPr>").markup(FONTS);
    size(&mut xml, sheet.of(Role::Body).half_points);
    xml.markup("<w:lang w:val=\"vi-VN\" w:eastAsia=\"vi-VN\" w:bidi=\"vi-VN\"/>");
    xml.markup("</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>").markup(BUILT_IN);
    for component in &ROLES {
        style(&mut xml, component, sheet.of(component.role));
    }
    xml.markup("</w:styles>");
    xml.finish()
}

fn style(xml: &mut Xml, component: &Component, style: &ParaStyle) {
    xml.markup("<w:style w:type=\"paragraph\" w:customStyle=\"1\"").attribute("w:styleId", component.id).markup(">");
    xml.markup("<w:name").attribute("w:val", component.name).markup("/><w:basedOn w:val=\"Normal\"/>");
    xml.markup("<w:next").attribute("w:val", rules::rule(next(component.role)).id).markup("/>");
    xml.markup("<w:uiPriority").value("w:val", count(priority(component.role))).markup("/>");
    if component.role != Role::Line {
        xml.markup("<w:qFormat/>");
    }
    xml.markup("<w:pPr>");
    keeps(xml, style, None);
    measures(xml, style, None);
    if let Some(level) = outline(component.role) {
        outline_level(xml, Some(level));
    }
    xml.markup("</w:pPr><w:rPr>");
    if style.bold {
        xml.markup("<w:b/><w:bCs/>");
    }
    if style.italic {
        xml.markup("<w:i/><w:iCs/>");
    }
    size(xml, style.half_points);
    xml.markup("</w:rPr></w:style>");
}

/// `w:jc`.
pub(super) fn justification(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Centre => "center",
        Align::Right => "right",
        Align::Justify => "both",
    }
}

/// The levels that a style brings with it, so that a heading typed later stands in the navigation pane too.
pub(super) fn outline(role: Role) -> Option<OutlineLevel> {
    match role {
        Role::Kind | Role::AnnexLabel => Some(OutlineLevel(1)),
        Role::Section => Some(OutlineLevel(2)),
        Role::TitledClause => Some(OutlineLevel(3)),
        Role::NationalName
        | Role::Motto
        | Role::ParentAgency
        | Role::Agency
        | Role::Number
        | Role::PlaceDate
        | Role::Title
        | Role::Addressee
        | Role::Basis
        | Role::Body
        | Role::Clause
        | Role::Point
        | Role::Dash
        | Role::Position
        | Role::Signer
        | Role::RecipientsLabel
        | Role::Recipient
        | Role::Secrecy
        | Role::Urgency
        | Role::Circulation
        | Role::Drafter
        | Role::Contact
        | Role::DraftMark
        | Role::AnnexTitle
        | Role::AnnexReference
        | Role::PageNumber
        | Role::TableHead
        | Role::TableGroup
        | Role::TableText
        | Role::TableCentred
        | Role::Note
        | Role::Line => None,
    }
}

/// The style of the paragraph that Enter begins: after a heading comes text, elsewhere the same again.
fn next(role: Role) -> Role {
    match role {
        Role::NationalName => Role::Motto,
        Role::ParentAgency => Role::Agency,
        Role::Kind => Role::Title,
        Role::Title | Role::Addressee | Role::Section | Role::TitledClause => Role::Body,
        Role::AnnexLabel => Role::AnnexTitle,
        Role::AnnexTitle => Role::AnnexReference,
        Role::AnnexReference => Role::Body,
        Role::RecipientsLabel => Role::Recipient,
        Role::Motto
        | Role::Agency
        | Role::Number
        | Role::PlaceDate
        | Role::Basis
        | Role::Body
        | Role::Clause
        | Role::Point
        | Role::Dash
        | Role::Position
        | Role::Signer
        | Role::Recipient
        | Role::Secrecy
        | Role::Urgency
        | Role::Circulation
        | Role::Drafter
        | Role::Contact
        | Role::DraftMark
        | Role::PageNumber
        | Role::TableHead
        | Role::TableGroup
        | Role::TableText
        | Role::TableCentred
        | Role::Note
        | Role::Line => role,
    }
}

/// Word's gallery shows the lowest first: what a body is written in, then the rest in the decree's order.
fn priority(role: Role) -> usize {
    match role {
        Role::Body => 1,
        Role::Section => 2,
        Role::TitledClause => 3,
        Role::Clause => 4,
        Role::Point => 5,
        Role::Dash => 6,
        Role::Basis => 7,
        Role::NationalName
        | Role::Motto
        | Role::ParentAgency
        | Role::Agency
        | Role::Number
        | Role::PlaceDate
        | Role::Kind
        | Role::Title
        | Role::Addressee
        | Role::Position
        | Role::Signer
        | Role::RecipientsLabel
        | Role::Recipient
        | Role::Secrecy
        | Role::Urgency
        | Role::Circulation
        | Role::Drafter
        | Role::Contact
        | Role::DraftMark
        | Role::AnnexLabel
        | Role::AnnexTitle
        | Role::AnnexReference
        | Role::PageNumber
        | Role::TableHead
        | Role::TableGroup
        | Role::TableText
        | Role::TableCentred
        | Role::Note
        | Role::Line => 10 + role as usize,
    }
}
