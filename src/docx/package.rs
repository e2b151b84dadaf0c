//! The package: which parts there are, how they are tied together, and the zip file around them.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::section::MarginPart;
use super::xml::Xml;
use super::{Error, chart, picture};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// Parts beside the document that every file has, by name and last word of their type.
const BESIDE: [&str; 3] = ["styles", "settings", "fontTable"];

/// How hard to compress. Measured on 10,000 rows (13.7 MB of XML): level 1 makes 2.3 MB in 46 ms, 3 makes 1.74 MB in 58,
/// 6 makes 1.55 MB in 80, 9 makes 1.53 MB in 150.
const LEVEL: i64 = 3;

/// Parts smaller than this are stored as they are: setting up a compressor costs more than it saves.
const WORTH_COMPRESSING: usize = 2048;

/// A zip file while it is written: parts in the order of the calls, all of the same fixed day (1 January 1980).
pub(super) struct Package {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    options: SimpleFileOptions,
}

impl Package {
    /// An empty package.
    pub(super) fn new() -> Self {
        // The directory names the system that made it; without a word it would be the one the program runs on.
        let options = SimpleFileOptions::default().last_modified_time(DateTime::default()).system(System::Dos);
        Self { zip: ZipWriter::new(Cursor::new(Vec::new())), options }
    }

    /// Adds a part.
    pub(super) fn add(&mut self, name: &str, part: &[u8]) -> Result<(), Error> {
        let small = part.len() < WORTH_COMPRESSING;
        let method = if small { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let level = if small { None } else { Some(LEVEL) };
        self.zip.start_file(name, self.options.compression_method(method).compression_level(level))?;
        self.zip.write_all(part)?;
        Ok(())
    }

    /// The file's bytes.
    pub(super) fn finish(self) -> Result<Vec<u8>, Error> {
        Ok(self.zip.finish()?.into_inner())
    }
}

/// `[Content_Types].xml`.
pub(super) fn content_types(margins: &[MarginPart], charts: usize, pictures: bool) -> Result<String, Error> {
    let mut xml = Xml::part();
    xml.markup("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">");
    xml.markup("<Default Extension=\"rels\"");
    xml.markup(" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>");
    xml.markup("<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    if pictures {
        xml.markup("<Default Extension=\"png\" ContentType=\"image/png\"/>");
    }
    if charts > 0 {
        xml.markup("<Default Extension=\"xlsx\" ContentType=\"").markup(chart::WORKBOOK_TYPE).markup("\"/>");
    }
    let mut part = |name: &str, kind: &[&str]| {
        xml.markup("<Override").attribute("PartName", name).markup(" ContentType=\"");
        kind.iter().for_each(|piece| _ = xml.markup(piece));
        xml.markup("+xml\"/>");
    };
    part("/docProps/core.xml", &["application/vnd.openxmlformats-package.core-properties"]);
    part("/docProps/app.xml", &["application/vnd.openxmlformats-officedocument.extended-properties"]);
    part("/word/document.xml", &[MAIN, "document.main"]);
    for name in BESIDE {
        part(&format!("/word/{name}.xml"), &[MAIN, name]);
    }
    part("/word/theme/theme1.xml", &["application/vnd.openxmlformats-officedocument.theme"]);
    for margin in margins {
        part(&format!("/word/{}", margin.name), &[MAIN, margin.kind.word()]);
    }
    for number in 1..=charts {
        part(&format!("/word/charts/chart{number}.xml"), &[chart::PART_TYPE]);
    }
    xml.markup("</Types>");
    xml.finish()
}

/// `_rels/.rels`: where the document and its properties are.
pub(super) fn root_relationships() -> Result<String, Error> {
    relationships(|xml| {
        relationship(xml, "rId1", &[OFFICE, "officeDocument"], "word/document.xml");
        relationship(xml, "rId2", &[CORE], "docProps/core.xml");
        relationship(xml, "rId3", &[OFFICE, "extended-properties"], "docProps/app.xml");
    })
}

/// `word/_rels/document.xml.rels`: where the document's own parts are.
pub(super) fn document_relationships(margins: &[MarginPart], charts: usize, pictures: usize) -> Result<String, Error> {
    relationships(|xml| {
        for name in BESIDE {
            relationship(xml, name, &[OFFICE, name], &format!("{name}.xml"));
        }
        relationship(xml, "theme", &[OFFICE, "theme"], "theme/theme1.xml");
        for margin in margins {
            relationship(xml, &margin.id, &[OFFICE, margin.kind.word()], &margin.name);
        }
        for number in 1..=charts {
            relationship(xml, &format!("chart{number}"), &[OFFICE, "chart"], &format!("charts/chart{number}.xml"));
        }
        for number in 1..=pictures {
            relationship(xml, &picture::relationship(number), &[OFFICE, "image"], &picture::target(number));
        }
    })
}

/// The relationships of a chart: where its workbook is.
pub(super) fn chart_relationships(number: usize) -> Result<String, Error> {
    relationships(|xml| {
        relationship(xml, "rId1", &[OFFICE, "package"], &format!("../embeddings/chart{number}.xlsx"));
    })
}

fn relationships(each: impl FnOnce(&mut Xml)) -> Result<String, Error> {
    let mut xml = Xml::part();
    xml.markup("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    each(&mut xml);
    xml.markup("</Relationships>");
    xml.finish()
}

fn relationship(xml: &mut Xml, id: &str, kind: &[&str], target: &str) {
    xml.markup("<Relationship").attribute("Id", id).markup(" Type=\"");
    kind.iter().for_each(|piece| _ = xml.markup(piece));
    xml.markup("\"").attribute("Target", target).markup("/>");
}
