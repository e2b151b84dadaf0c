//! Pictures over the text (DrawingML, ECMA-376 part 1, 20.4.2.3): anchored to the line above them, so that they move with
//! the signature block, and placed by the page's margin, so that a seal may reach out of its column.

use super::Error;
use super::units::{count, emu};
use super::xml::Xml;
use crate::galley::{Galley, PicturePlace};
use crate::picture::Kind;

/// Numbers of pictures go on from here: those below belong to charts.
const FIRST_ID: usize = 1000;

/// All pictures in the order in which the document's part meets them.
pub(super) fn pictures(galley: &Galley) -> Vec<&PicturePlace> {
    super::document::paragraphs(galley).into_iter().flat_map(|para| &para.pictures).collect()
}

/// The name of a picture's part, from the document's folder.
pub(super) fn target(number: usize) -> String {
    format!("media/image{number}.png")
}

/// The id by which the document's part refers to it.
pub(super) fn relationship(number: usize) -> String {
    format!("image{number}")
}

/// A picture's part.
pub(super) fn part(place: &PicturePlace, number: usize) -> Result<(String, Vec<u8>), Error> {
    Ok((format!("word/{}", target(number)), place.picture.png()?))
}

/// A run that holds nothing but the picture: no line makes room for it.
pub(super) fn anchored(xml: &mut Xml, place: &PicturePlace, number: usize) {
    let name = match place.picture.kind {
        Kind::Signature => "Chữ ký",
        Kind::Seal => "Con dấu",
    };
    let id = count(FIRST_ID + number);
    xml.markup("<w:r><w:drawing><wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\"");
    xml.value("relativeHeight", id).markup(" behindDoc=\"0\" locked=\"0\" layoutInCell=\"0\" allowOverlap=\"1\"");
    xml.markup(" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\">");
    xml.markup("<wp:simplePos x=\"0\" y=\"0\"/><wp:positionH relativeFrom=\"margin\">");
    offset(xml, place.column + place.x);
    xml.markup("</wp:positionH><wp:positionV relativeFrom=\"paragraph\">");
    offset(xml, place.y);
    xml.markup("</wp:positionV><wp:extent").value("cx", emu(place.width)).value("cy", emu(place.height));
    xml.markup("/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:wrapNone/><wp:docPr").value("id", id);
    xml.attribute("name", name).attribute("descr", &place.alt).markup("/><wp:cNvGraphicFramePr><a:graphicFrameLocks");
    xml.markup(" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" noChangeAspect=\"1\"/>");
    xml.markup("</wp:cNvGraphicFramePr><a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">");
    xml.markup("<a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic");
    xml.markup(" xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:nvPicPr><pic:cNvPr");
    xml.value("id", id).attribute("name", name).markup("/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip");
    xml.attribute("r:embed", &relationship(number)).markup("/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>");
    xml.markup("<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext");
    xml.value("cx", emu(place.width)).value("cy", emu(place.height)).markup("/></a:xfrm><a:prstGeom prst=\"rect\">");
    xml.markup(
        "<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>",
    );
}

fn offset(xml: &mut Xml, length: crate::base::Twip) {
    xml.markup("<wp:posOffset>").number(emu(length)).markup("</wp:posOffset>");
}
