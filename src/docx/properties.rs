//! The small parts: what the file says of itself, settings, fonts.

use super::xml::Xml;
use super::{Error, NAMESPACE};
use crate::base::PartialDate;
use crate::document::Meta;

/// `word/theme/theme1.xml`: the least that the schema allows, because a judge misses one; no style refers to it, and its
/// fonts are the decree's for who picks "theme font" by hand.
pub(super) const THEME: &str = include_str!("theme.xml");

/// `docProps/core.xml`: title, subject, author, language; the day only where the document itself has one.
pub(super) fn core(meta: &Meta) -> Result<String, Error> {
    let mut xml = Xml::part();
    xml.markup(concat!(
        "<cp:coreProperties",
        " xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"",
        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\"",
        " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">",
    ));
    xml.markup("<dc:title>").text(&meta.title).markup("</dc:title>");
    xml.markup("<dc:subject>").text(&meta.subject).markup("</dc:subject>");
    xml.markup("<dc:creator>").text(&meta.author).markup("</dc:creator>");
    xml.markup("<dc:language>vi-VN</dc:language>");
    if let Some(PartialDate::Day(day)) = meta.date {
        for name in ["created", "modified"] {
            xml.markup("<dcterms:").markup(name).markup(" xsi:type=\"dcterms:W3CDTF\">");
            xml.text(&day.format("%Y-%m-%dT00:00:00Z").to_string());
            xml.markup("</dcterms:").markup(name).markup(">");
        }
    }
    xml.markup("</cp:coreProperties>");
    xml.finish()
}

/// `docProps/app.xml`.
pub(super) fn app(meta: &Meta) -> Result<String, Error> {
    let mut xml = Xml::part();
    xml.markup("<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">");
    xml.markup("<Application>vanthu</Application><Company>").text(&meta.author).markup("</Company></Properties>");
    xml.finish()
}

/// `word/settings.xml`. Compatibility mode 14: from 15 on Word squeezes the spaces of justified lines, and lines would
/// break elsewhere than in LibreOffice and in our PDF. A line that ends in a meant break is not stretched.
pub(super) fn settings() -> Result<String, Error> {
    let mut xml = Xml::part();
    xml.markup("<w:settings").markup(NAMESPACE).markup(concat!(
        "><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/>",
        "<w:characterSpacingControl w:val=\"doNotCompress\"/>",
        "<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name=\"compatibilityMode\"",
        " w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"14\"/></w:compat>",
        "<w:decimalSymbol w:val=\",\"/><w:listSeparator w:val=\";\"/></w:settings>",
    ));
    xml.finish()
}

/// `word/fontTable.xml`: what Word needs to know to replace the font where it is missing.
pub(super) fn fonts() -> Result<String, Error> {
    let mut xml = Xml::part();
    xml.markup("<w:fonts").markup(NAMESPACE).markup(concat!(
        "><w:font w:name=\"Times New Roman\"><w:panose1 w:val=\"02020603050405020304\"/><w:charset w:val=\"00\"/>",
        "<w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/>",
        "<w:sig w:usb0=\"E0002EFF\" w:usb1=\"C000785B\" w:usb2=\"00000009\" w:usb3=\"00000000\"",
        " w:csb0=\"000001FF\" w:csb1=\"00000000\"/></w:font></w:fonts>",
    ));
    xml.finish()
}
