//! Charts as Word's own (DrawingML, ECMA-376 part 1, 21.2): drawn anew by the program that opens the file, with the values
//! kept in the part and in a workbook behind it, so that an office can change them there.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::units::{count, emu};
use super::xml::Xml;
use super::{Error, package};
use crate::base::archive;
use crate::document::Chart;
use crate::galley::{Drawing, Fill, Galley};
use crate::rules::Role;

/// Type of a chart's part, without its last word.
pub(super) const PART_TYPE: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart";
/// Type of the workbook behind it.
pub(super) const WORKBOOK_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// The workbook's only sheet.
const SHEET: &str = "Sheet1";

const NAMESPACES: &str = concat!(
    " xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"",
    " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"",
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"",
);

/// All drawings in the order in which the document's part meets them.
pub(super) fn drawings(galley: &Galley) -> Vec<&Drawing> {
    super::document::paragraphs(galley).into_iter().filter_map(|para| para.drawing.as_deref()).collect()
}

/// A drawing in its line.
pub(super) fn inline(xml: &mut Xml, drawing: &Drawing, number: usize) {
    xml.markup("<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"");
    xml.markup(" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"><wp:extent");
    xml.value("cx", emu(drawing.width)).value("cy", emu(drawing.height)).markup("/><wp:docPr");
    xml.value("id", count(number)).attribute("name", &format!("Biểu đồ {number}"));
    xml.attribute("descr", &drawing.chart.summary).markup("/><wp:cNvGraphicFramePr/>");
    xml.markup("<a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">");
    xml.markup("<a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart");
    xml.markup(" xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"");
    xml.attribute("r:id", &format!("chart{number}"));
    xml.markup("/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>");
}

/// The parts of a chart: itself, its relationships, its workbook.
pub(super) fn parts(drawing: &Drawing, number: usize, galley: &Galley) -> Result<[(String, Vec<u8>); 3], Error> {
    let half_points = galley.styles.of(Role::TableText).half_points;
    Ok([
        (format!("word/charts/chart{number}.xml"), part(&drawing.chart, half_points)?.into_bytes()),
        (format!("word/charts/_rels/chart{number}.xml.rels"), package::chart_relationships(number)?.into_bytes()),
        (format!("word/embeddings/chart{number}.xlsx"), workbook(&drawing.chart)?),
    ])
}

fn part(chart: &Chart, half_points: u16) -> Result<String, Error> {
    let mut xml = Xml::part();
    xml.markup("<c:chartSpace").markup(NAMESPACES).markup("><c:date1904 val=\"0\"/><c:lang val=\"vi-VN\"/>");
    xml.markup("<c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout/>");
    xml.markup("<c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"stacked\"/><c:varyColors val=\"0\"/>");
    for at in 0..chart.series.len() {
        series(&mut xml, chart, at);
    }
    xml.markup("<c:gapWidth val=\"60\"/><c:overlap val=\"100\"/><c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>");
    axes(&mut xml);
    xml.markup("</c:plotArea><c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/></c:legend>");
    xml.markup("<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>");
    xml.markup("<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr");
    // DrawingML counts type in hundredths of a point.
    xml.value("sz", count(usize::from(half_points) * 50)).markup("><a:latin typeface=\"Times New Roman\"/>");
    xml.markup("</a:defRPr></a:pPr><a:endParaRPr lang=\"vi-VN\"/></a:p></c:txPr>");
    xml.markup("<c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>");
    xml.finish()
}

fn series(xml: &mut Xml, chart: &Chart, at: usize) {
    let series = &chart.series[at];
    let rows = chart.categories.len();
    let letter = column(at + 1);
    xml.markup("<c:ser><c:idx").value("val", count(at)).markup("/><c:order").value("val", count(at)).markup("/>");
    xml.markup("<c:tx><c:strRef><c:f>").text(&format!("{SHEET}!${letter}$1")).markup("</c:f><c:strCache>");
    points(xml, [&series.name].into_iter());
    xml.markup("</c:strCache></c:strRef></c:tx><c:spPr>");
    fill(xml, Fill::of(at));
    xml.markup("<a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill></a:ln></c:spPr>");
    xml.markup("<c:invertIfNegative val=\"0\"/><c:cat><c:strRef><c:f>");
    xml.text(&format!("{SHEET}!$A$2:$A${}", rows + 1)).markup("</c:f><c:strCache>");
    points(xml, chart.categories.iter());
    xml.markup("</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>");
    xml.text(&format!("{SHEET}!${letter}$2:${letter}${}", rows + 1));
    xml.markup("</c:f><c:numCache><c:formatCode>General</c:formatCode>");
    points(xml, series.values.iter());
    xml.markup("</c:numCache></c:numRef></c:val></c:ser>");
}

/// What a cache holds: how many values, and each with its place.
fn points<T: ToString>(xml: &mut Xml, values: impl ExactSizeIterator<Item = T>) {
    xml.markup("<c:ptCount").value("val", count(values.len())).markup("/>");
    for (at, value) in values.enumerate() {
        xml.markup("<c:pt").value("idx", count(at)).markup("><c:v>").text(&value.to_string()).markup("</c:v></c:pt>");
    }
}

fn fill(xml: &mut Xml, fill: Fill) {
    let solid = |xml: &mut Xml, colour: &str| {
        xml.markup("<a:solidFill><a:srgbClr").attribute("val", colour).markup("/></a:solidFill>");
    };
    let pattern = |xml: &mut Xml, name: &str| {
        xml.markup("<a:pattFill").attribute("prst", name).markup("><a:fgClr><a:srgbClr val=\"000000\"/></a:fgClr>");
        xml.markup("<a:bgClr><a:srgbClr val=\"FFFFFF\"/></a:bgClr></a:pattFill>");
    };
    match fill {
        Fill::Dark => solid(xml, "666666"),
        Fill::Light => solid(xml, "CCCCCC"),
        Fill::Black => solid(xml, "000000"),
        Fill::White => solid(xml, "FFFFFF"),
        Fill::Stripes => pattern(xml, "narVert"),
        Fill::Lines => pattern(xml, "narHorz"),
    }
}

/// The first category on top, and whole numbers along the foot.
fn axes(xml: &mut Xml) {
    xml.markup(
        "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"maxMin\"/></c:scaling><c:delete val=\"0\"/>",
    );
    xml.markup(
        "<c:axPos val=\"l\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>",
    );
    xml.markup("<c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/>");
    xml.markup(
        "<c:auto val=\"1\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"0\"/></c:catAx>",
    );
    xml.markup("<c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/><c:min val=\"0\"/></c:scaling>");
    xml.markup("<c:delete val=\"0\"/><c:axPos val=\"b\"/><c:numFmt formatCode=\"0\" sourceLinked=\"0\"/>");
    xml.markup("<c:majorTickMark val=\"out\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>");
    xml.markup("<c:crossAx val=\"1\"/><c:crosses val=\"max\"/><c:crossBetween val=\"between\"/></c:valAx>");
}

/// The letter of a column: a chart has few series.
fn column(index: usize) -> char {
    char::from(b'A' + u8::try_from(index % 26).unwrap_or_default())
}

/// The values once more, as cells: categories down, series across.
fn workbook(chart: &Chart) -> Result<Vec<u8>, Error> {
    let failed = |error: XlsxError| Error::Workbook(error.to_string());
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let mut workbook = Workbook::new();
    // A workbook says when it was made; the clock is not asked.
    let day = ExcelDateTime::from_ymd(2020, 3, 5).map_err(failed)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let sheet = workbook.add_worksheet();
    sheet.set_name(SHEET).map_err(failed)?;
    for (row, category) in chart.categories.iter().enumerate() {
        sheet.write(number(row + 1), 0, category).map_err(failed)?;
    }
    for (column, series) in (1_u16..).zip(&chart.series) {
        sheet.write(0, column, &series.name).map_err(failed)?;
        for (row, value) in series.values.iter().enumerate() {
            sheet.write(number(row + 1), column, *value).map_err(failed)?;
        }
    }
    workbook.save_to_buffer().map(archive::of_no_system).map_err(failed)
}
