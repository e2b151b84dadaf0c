//! A form filled in from outside: cells put into the package of a workbook, as a spreadsheet would save them.

use std::io::{Cursor, Read, Write};

use calamine::{DataRef, Reader, Xlsx};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What is put into a cell.
#[derive(Clone, Copy, Debug)]
pub enum Put<'a> {
    Text(&'a str),
    Number(f64),
    /// A formula that nothing has calculated.
    Formula(&'a str),
    Fault(&'a str),
    /// A day, as the number of days since 1899-12-30.
    Day(i32, u32, u32),
    Nothing,
}

/// The workbook with some cells put in; each must be there, as every cell of a form is.
pub fn filled(book: &[u8], cells: &[(&str, Put<'_>)]) -> Vec<u8> {
    changed(book, "xl/worksheets/sheet1.xml", |sheet| {
        let mut sheet = sheet;
        for (cell, put) in cells {
            sheet = with_cell(&sheet, cell, *put);
        }
        sheet
    })
}

/// The package with one part made anew.
pub fn changed(book: &[u8], name: &str, change: impl FnOnce(String) -> String) -> Vec<u8> {
    let mut package = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let mut change = Some(change);
    for at in 0..package.len() {
        let mut part = package.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let of = part.name().unwrap().into_owned();
        out.start_file(of.as_str(), SimpleFileOptions::default()).unwrap();
        if of == name {
            bytes = change.take().unwrap()(String::from_utf8(bytes).unwrap()).into_bytes();
        }
        out.write_all(&bytes).unwrap();
    }
    assert!(change.is_none(), "no part {name}");
    out.finish().unwrap().into_inner()
}

fn with_cell(sheet: &str, cell: &str, put: Put<'_>) -> String {
    let start = sheet.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("no cell {cell}"));
    let open = start + sheet[start..].find('>').unwrap();
    let end = if sheet[..open].ends_with('/') { open + 1 } else { open + sheet[open..].find("</c>").unwrap() + 4 };
    let style = sheet[start..open].split("s=\"").nth(1).map_or("0", |rest| rest.split('"').next().unwrap());
    let head = format!("<c r=\"{cell}\" s=\"{style}\"");
    let new = match put {
        Put::Text(text) => {
            format!("{head} t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escaped(text))
        }
        Put::Number(number) => format!("{head}><v>{number}</v></c>"),
        Put::Formula(formula) => format!("{head}><f>{}</f></c>", escaped(formula)),
        Put::Fault(fault) => format!("{head} t=\"e\"><v>{fault}</v></c>"),
        Put::Day(year, month, day) => {
            let day = chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap();
            let since = day - chrono::NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
            format!("{head}><v>{}</v></c>", since.num_days())
        }
        Put::Nothing => format!("{head}/>"),
    };
    format!("{}{new}{}", &sheet[..start], &sheet[end..])
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Every cell that holds something, one a line, as a spreadsheet library reads it.
pub fn listed(book: &[u8]) -> String {
    let mut book = Xlsx::new(Cursor::new(book.to_vec())).unwrap();
    let sheet = book.sheet_names().remove(0);
    let mut reader = book.worksheet_cells_reader(&sheet).unwrap();
    let mut lines = String::new();
    while let Some(cell) = reader.next_cell().unwrap() {
        let (row, column) = cell.get_position();
        let text = match cell.get_value() {
            DataRef::Empty => continue,
            DataRef::String(text) => text.clone(),
            DataRef::SharedString(text) => (*text).to_owned(),
            DataRef::Float(number) => format!("{number}"),
            other => format!("{other:?}"),
        };
        if !text.is_empty() {
            lines += &format!("{}{} {text}\n", char::from(b'A' + column as u8), row + 1);
        }
    }
    lines
}
