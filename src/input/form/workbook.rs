//! Workbooks (XLSX): the cells of each visible sheet, read one by one so that a cell far out costs nothing.

use std::collections::{BTreeMap, HashMap};
use std::io::{Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::head::whole;
use super::sheet::{Kind, Sheet, cleaned};
use crate::base::Diagnostic;

/// Most bytes that a workbook may unpack to: a form of ten thousand tasks has a tenth of it.
const MOST_BYTES: u64 = 100 << 20;
/// Most cells that are read of a sheet.
const MOST_CELLS: usize = 2_000_000;
/// Columns that are read; a form has seventeen.
const MOST_COLUMNS: u32 = 64;
/// How a workbook begins that is locked with a password, or that Excel 2003 wrote.
const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

type Book = Xlsx<Cursor<Vec<u8>>>;

/// The visible sheets of a workbook, or why it cannot be read.
pub fn sheets(name: &str, bytes: Vec<u8>) -> Result<Vec<Sheet>, Box<Diagnostic>> {
    if bytes.starts_with(OLE) {
        return Err(unread(
            name,
            "tệp là bản Excel cũ (.xls) hoặc có mật khẩu",
            "the file is an old .xls or has a password",
        ));
    }
    weigh(name, &bytes)?;
    let broken = |error: XlsxError| {
        unread(name, &format!("tệp XLSX hỏng: {error}"), &format!("the XLSX file is broken: {error}"))
    };
    let mut book = Book::new(Cursor::new(bytes)).map_err(broken)?;
    let visible =
        |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible;
    let names: Vec<String> = book.sheets_metadata().iter().filter(visible).map(|sheet| sheet.name.clone()).collect();
    names.iter().map(|sheet| read(&mut book, name, sheet).map_err(broken)).collect()
}

fn unread(name: &str, vi: &str, en: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("unreadable-workbook", vi, en).at(&whole(name)).hint(
        "mở tệp bằng Excel hoặc LibreOffice và lưu lại dạng XLSX, không đặt mật khẩu",
        "open the file in Excel or LibreOffice and save it as XLSX without a password",
    ))
}

/// Unpacks every part once for its length alone: what a package says of its parts may be a lie.
fn weigh(name: &str, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    let broken = |error: &dyn std::fmt::Display| {
        unread(name, &format!("tệp không phải XLSX: {error}"), &format!("the file is no XLSX: {error}"))
    };
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut left = MOST_BYTES;
    for at in 0..package.len() {
        let part = package.by_index(at).map_err(|error| broken(&error))?;
        let length = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|error| broken(&error))?;
        left = left.checked_sub(length).ok_or_else(|| too_large(name))?;
    }
    Ok(())
}

fn too_large(name: &str) -> Box<Diagnostic> {
    unread(name, "tệp quá lớn, không thể là biểu tiến độ", "the file is too large to be a progress form")
}

fn read(book: &mut Book, file: &str, sheet: &str) -> Result<Sheet, XlsxError> {
    let formulas = formulas(book, sheet)?;
    let percents: Vec<bool> = {
        let reader = book.worksheet_cells_reader(sheet)?;
        let shown = |style: &calamine::Style| style.number_format.as_ref().is_some_and(|f| f.format_code.contains('%'));
        reader.styles().iter().map(shown).collect()
    };
    let mut rows: BTreeMap<u32, BTreeMap<u32, (String, Kind)>> = BTreeMap::new();
    let mut reader = book.worksheet_cells_reader(sheet)?;
    let mut count = 0;
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let (row, column) = cell.get_position();
        let (text, kind) = content(cell.get_value(), percents.get(style).copied().unwrap_or_default());
        let (text, kind) = match formulas.get(&(row, column)) {
            Some(formula) if kind == Kind::Blank => (format!("={formula}"), Kind::Formula),
            Some(_) | None => (text, kind),
        };
        if kind != Kind::Blank && column < MOST_COLUMNS && count < MOST_CELLS {
            rows.entry(row).or_default().insert(column, (text, kind));
            count += 1;
        }
    }
    Ok(whole_rows(file, sheet, rows))
}

/// Every row gets all columns up to the last one of the sheet, so that a finding can stand in a blank cell.
fn whole_rows(file: &str, sheet: &str, rows: BTreeMap<u32, BTreeMap<u32, (String, Kind)>>) -> Sheet {
    let width = rows.values().filter_map(|row| row.keys().next_back()).max().map_or(0, |last| last + 1);
    let rows = rows.into_iter().map(|(number, mut cells)| {
        let cell = |column: u32| {
            let (text, kind) = cells.remove(&column).unwrap_or((String::new(), Kind::Blank));
            (format!("{sheet}!{}{}", letters(column), u64::from(number) + 1), text, kind)
        };
        (0..width).map(cell).collect()
    });
    Sheet::of_cells(file, rows.collect())
}

fn formulas(book: &mut Book, sheet: &str) -> Result<HashMap<(u32, u32), String>, XlsxError> {
    let mut reader = book.worksheet_cells_reader(sheet)?;
    let mut found = HashMap::new();
    while let Some(cell) = reader.next_formula()? {
        if !cell.get_value().is_empty() && found.len() < MOST_CELLS {
            found.insert(cell.get_position(), cell.get_value().clone());
        }
    }
    Ok(found)
}

/// What a cell says, and what it is.
fn content(data: &DataRef<'_>, percent: bool) -> (String, Kind) {
    let number = |value: f64| if percent { (plain(value, 2), Kind::Percent) } else { (plain(value, 0), Kind::Number) };
    match data {
        DataRef::Empty => (String::new(), Kind::Blank),
        DataRef::Int(value) => number(*value as f64),
        DataRef::Float(value) => number(*value),
        DataRef::String(text) => worded(text),
        DataRef::SharedString(text) => worded(text),
        DataRef::Bool(truth) => (if *truth { "TRUE" } else { "FALSE" }.to_owned(), Kind::Text),
        DataRef::DateTime(moment) => match day(moment) {
            Some(day) => (day, Kind::Day),
            None => (plain(moment.as_f64(), 0), Kind::Number),
        },
        DataRef::DateTimeIso(moment) => (moment.split('T').next().unwrap_or_default().to_owned(), Kind::Day),
        DataRef::DurationIso(text) => worded(text),
        DataRef::Error(fault) => (fault.to_string(), Kind::Fault),
    }
}

fn worded(text: &str) -> (String, Kind) {
    let text = cleaned(text);
    let kind = if text.is_empty() { Kind::Blank } else { Kind::Text };
    (text, kind)
}

/// Days before 1900 and lengths of time are no days.
fn day(moment: &ExcelDateTime) -> Option<String> {
    let day = moment.as_datetime().filter(|_| moment.is_datetime())?.date();
    (moment.as_f64() >= 1.0).then(|| day.to_string())
}

/// A binary fraction as people typed it: to six digits, where sums of decimals still come out even, shifted by some.
fn plain(value: f64, shift: i32) -> String {
    let text = format!("{:.*}", 6, value * 10_f64.powi(shift));
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// The name of a column: A to Z, AA, ….
fn letters(mut column: u32) -> String {
    let mut name = Vec::new();
    loop {
        name.push(b'A' + (column % 26) as u8);
        match column / 26 {
            0 => break,
            more => column = more - 1,
        }
    }
    name.reverse();
    String::from_utf8(name).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters_and_numbers_come_out_as_typed() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
        assert_eq!(plain(0.9995, 2), "99.95");
        assert_eq!(plain(0.1 + 0.2, 0), "0.3");
        assert_eq!(plain(0.57, 2), "57");
        assert_eq!(plain(-0.0, 0), "0");
        assert_eq!(plain(100.0, 0), "100");
        assert_eq!(plain(45181.0, 0), "45181");
    }
}
