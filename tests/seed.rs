//! The real plan, whole: every line of its corrected transcript stands in the DOCX and on the pages, in order, and nothing
//! else does. The outside judges say the same of the finished files; here no tool but this one is needed.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use vanthu::galley::{Flow, Galley, Merge, TableKind};
use vanthu::{docx, page};

use crate::road;

const PROJECT: &str = "plans/diem-thuy-2023";
const TASK: &str = "task";
const MERGED: &str = "{merged}";

/// A line of the transcript: its tag and its cells.
struct Line {
    tag: String,
    cells: Vec<String>,
}

fn transcript() -> Vec<Line> {
    let text = std::fs::read_to_string("tests/seed-corrected.txt").unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let mut cells = line.split('\t').map(str::to_owned);
            Line { tag: cells.next().unwrap(), cells: cells.collect() }
        })
        .collect()
}

/// The lines from the annex's first on.
fn of_the_annex(mut lines: Vec<Line>) -> Vec<Line> {
    let first = lines.iter().position(|line| line.tag.starts_with("annex-")).unwrap();
    lines.split_off(first)
}

/// Every text of the transcript, cell by cell; a merged cell has none of its own.
fn texts(lines: &[Line]) -> Vec<&str> {
    lines.iter().flat_map(|line| &line.cells).map(String::as_str).filter(|text| *text != MERGED).collect()
}

/// Whether a printed text is one of the transcript's: `{blank}` stands for no-break spaces to write over, and a title may
/// be broken by hand.
fn is(printed: &str, meant: &str) -> bool {
    let printed = printed.replace('\n', " ");
    let mut rest = printed.trim();
    for (i, part) in meant.split("{blank}").map(str::trim).enumerate() {
        if i > 0 {
            let blank = rest.len() - rest.trim_start().len();
            let no_break = rest.chars().take_while(|c| c.is_whitespace()).filter(|c| *c == '\u{A0}').count();
            if no_break < 6 {
                return false;
            }
            rest = &rest[blank..];
        }
        let Some(left) = rest.strip_prefix(part) else { return false };
        rest = left;
    }
    rest.is_empty()
}

/// The first text that is not as in the transcript, for the message of a failed test.
fn compare(printed: &[String], meant: &[&str]) {
    for (at, (printed, meant)) in printed.iter().zip(meant).enumerate() {
        assert!(is(printed, meant), "text {at}\nmeant   {meant:?}\nprinted {printed:?}");
    }
    assert_eq!(printed.len(), meant.len(), "{:?}", printed.get(meant.len()));
}

/// What a DOCX holds: the texts of all paragraphs that have words, and the rows of the table with most columns.
#[derive(Default)]
struct Docx {
    paragraphs: Vec<String>,
    rows: Vec<Vec<String>>,
}

fn read_docx(galley: &Galley) -> Docx {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx::write(galley).unwrap())).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let mut reader = Reader::from_str(&xml);
    let mut docx = Docx::default();
    let (mut in_text, mut words) = (false, String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => match tag.name().as_ref() {
                "w:t" => in_text = true,
                "w:p" => words.clear(),
                "w:tr" => docx.rows.push(Vec::new()),
                "w:tc" => docx.rows.last_mut().unwrap().push(String::new()),
                _ => {}
            },
            Event::Empty(tag) => match tag.name().as_ref() {
                "w:br" => words.push(' '),
                "w:vMerge" if tag.try_get_attribute("w:val").unwrap().is_none() => {
                    *docx.rows.last_mut().unwrap().last_mut().unwrap() = MERGED.to_owned();
                }
                _ => {}
            },
            Event::Text(text) if in_text => words.push_str(&text),
            Event::GeneralRef(name) if in_text => words.push(entity(&name)),
            Event::End(tag) => match tag.name().as_ref() {
                "w:t" => in_text = false,
                "w:p" if !words.is_empty() => {
                    if let Some(cell) = docx.rows.last_mut().and_then(|row| row.last_mut()) {
                        cell.push_str(&words);
                    }
                    docx.paragraphs.push(words.clone());
                }
                _ => {}
            },
            Event::Eof => return docx,
            _ => {}
        }
    }
}

fn entity(name: &str) -> char {
    match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        other => panic!("what is &{other};?"),
    }
}

#[test]
fn the_transcript_is_whole() {
    let lines = transcript();
    let count = |tag: &str| lines.iter().filter(|line| line.tag == tag).count();
    assert_eq!((count(TASK), count("field"), count("group")), (42, 7, 10));
    assert!(lines.iter().filter(|line| line.tag == TASK).all(|line| line.cells.len() == 6));
    assert_eq!(lines.iter().flat_map(|line| &line.cells).filter(|cell| *cell == MERGED).count(), 1);
}

#[test]
fn every_line_stands_in_the_docx() {
    let set = road::set(&road::text_of(PROJECT));
    compare(&read_docx(&set.plan).paragraphs, &texts(&transcript()));
    compare(&read_docx(&set.annex.unwrap()).paragraphs, &texts(&of_the_annex(transcript())));
}

#[test]
fn every_line_stands_on_the_pages() {
    let set = road::set(&road::text_of(PROJECT));
    compare(&road::read_pages(&page::cut(&set.plan).pages), &texts(&transcript()));
    compare(&road::read_pages(&page::cut(&set.annex.unwrap()).pages), &texts(&of_the_annex(transcript())));
}

/// 42 tasks of five cells beside their number, and 17 rows of a number and a title; one target stands over two rows.
#[test]
fn every_row_of_the_docx_has_its_cells() {
    let set = road::set(&road::text_of(PROJECT));
    let meant: Vec<Vec<String>> = transcript()
        .into_iter()
        .filter(|line| matches!(line.tag.as_str(), TASK | "field" | "group"))
        .map(|line| line.cells)
        .collect();
    for galley in [&set.plan, &set.annex.unwrap()] {
        let rows = read_docx(galley).rows;
        assert_eq!(rows[rows.len() - 59..], meant);
    }
}

/// The same of the galley that the PDF is drawn from, and what the rows are.
#[test]
fn every_row_of_the_galley_has_its_cells() {
    let set = road::set(&road::text_of(PROJECT));
    for galley in [&set.plan, &set.annex.unwrap()] {
        let flow = galley.sections.iter().flat_map(|section| &section.flow);
        let table = flow
            .filter_map(|item| match item {
                Flow::Table(table) if table.kind != TableKind::Layout => Some(table),
                Flow::Table(_) | Flow::Para(_) => None,
            })
            .next()
            .unwrap();
        let body = &table.rows[table.head_rows..];
        assert_eq!((table.head_rows, body.len()), (2, 59));
        assert_eq!(body.iter().filter(|row| row.cells.len() == 2).count(), 17);
        assert_eq!(body.iter().filter(|row| row.cells.len() == 6).count(), 42);
        let merges: Vec<Merge> =
            body.iter().flat_map(|row| &row.cells).map(|cell| cell.merge).filter(|m| *m != Merge::None).collect();
        assert_eq!(merges, [Merge::Start(2), Merge::Continue]);
    }
}
