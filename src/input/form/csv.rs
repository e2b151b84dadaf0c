//! CSV files (RFC 4180) as spreadsheets write them: commas, semicolons or tabs, with a byte order mark or without.
//!
//! Fields keep their bytes, so that a finding points at the very field of the line.

use std::sync::Arc;

use super::sheet::{Cell, Kind, Sheet, cleaned};
use crate::base::{Diagnostic, Place, Source, Span};

/// What parts fields, by country and program.
const DELIMITERS: [char; 3] = [',', ';', '\t'];

/// The sheet that each delimiter makes of a file, with what is wrong with its quotes.
pub fn sheets(source: &Arc<Source>) -> Vec<(Sheet, Option<Diagnostic>)> {
    // Excel may say itself what it parts fields with.
    let first = source.line(1);
    let said = source.text.get(first.start..first.end).and_then(|line| line.strip_prefix("sep="));
    let (delimiters, from) = match said.and_then(|said| said.chars().next()) {
        Some(delimiter) => (vec![delimiter], first.end),
        None => (DELIMITERS.to_vec(), 0),
    };
    delimiters.into_iter().map(|delimiter| sheet(source, delimiter, from)).collect()
}

fn sheet(source: &Arc<Source>, delimiter: char, from: usize) -> (Sheet, Option<Diagnostic>) {
    let mut fields = Fields { text: &source.text, at: from, delimiter, unclosed: None };
    let mut rows = Vec::new();
    while let Some(row) = fields.record() {
        if row.iter().any(|cell| cell.kind != Kind::Blank) {
            rows.push(row);
        }
    }
    let fault = fields.unclosed.map(|at| {
        Diagnostic::error(
            "unclosed-quote",
            "dấu nháy kép mở ở đây không được đóng",
            "the double quote opened here is never closed",
        )
        .at(&Place { source: Arc::clone(source), span: Span::new(at, at + 1) })
        .hint(
            "thêm dấu `\"` ở cuối ô; dấu nháy kép trong nội dung thì viết hai lần: `\"\"`",
            "add `\"` at the end of the field; a quote within it is written twice: `\"\"`",
        )
    });
    (Sheet { source: Arc::clone(source), rows }, fault)
}

/// Reads on from `at`.
struct Fields<'a> {
    text: &'a str,
    at: usize,
    delimiter: char,
    unclosed: Option<usize>,
}

impl Fields<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    /// The cells up to the end of a line that is within no quotes; none at the end of the file.
    fn record(&mut self) -> Option<Vec<Cell>> {
        self.peek()?;
        let mut row = Vec::new();
        loop {
            row.push(self.field());
            match self.peek() {
                Some(c) if c == self.delimiter => self.at += c.len_utf8(),
                Some(_) => {
                    self.at += if self.text[self.at..].starts_with("\r\n") { 2 } else { 1 };
                    return Some(row);
                }
                None => return Some(row),
            }
        }
    }

    fn field(&mut self) -> Cell {
        let start = self.at;
        let mut written = String::new();
        if self.peek() == Some('"') {
            self.at += 1;
            self.quoted(start, &mut written);
        }
        while let Some(c) = self.peek().filter(|c| *c != self.delimiter && !matches!(c, '\n' | '\r')) {
            written.push(c);
            self.at += c.len_utf8();
        }
        let text = cleaned(&written);
        let kind = if text.is_empty() { Kind::Blank } else { Kind::Text };
        Cell { text, kind, span: Span::new(start, self.at) }
    }

    fn quoted(&mut self, start: usize, written: &mut String) {
        while let Some(c) = self.peek() {
            self.at += c.len_utf8();
            if c != '"' {
                written.push(c);
            } else if self.peek() == Some('"') {
                self.at += 1;
                written.push('"');
            } else {
                return;
            }
        }
        self.unclosed = self.unclosed.or(Some(start));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(file: &str, delimiter: char) -> Vec<Vec<String>> {
        let (sheet, _) = self::sheet(&Source::new("a.csv", file), delimiter, 0);
        sheet.rows.iter().map(|row| row.iter().map(|cell| cell.text.clone()).collect()).collect()
    }

    #[test]
    fn fields_are_read_as_spreadsheets_write_them() {
        let rows = texts("a;\"b\"\"c\n; d\"; e \r\n;;\r\n\r\nf;\"\";g", ';');
        assert_eq!(rows, [vec!["a", "b\"c\n; d", "e"], vec!["f", "", "g"]]);
        assert_eq!(texts("a,b\rc", ','), [vec!["a", "b"], vec!["c"]]);
        assert_eq!(texts("", ','), Vec::<Vec<String>>::new());
    }

    #[test]
    fn a_field_knows_its_bytes_and_a_quote_must_close() {
        let source = Source::new("a.csv", "a,bé\n\"c\",\"d");
        let (sheet, fault) = sheet(&source, ',', 0);
        assert_eq!(sheet.rows[1][0].span, Span::new(6, 9));
        assert_eq!(fault.and_then(|fault| fault.place).map(|place| place.span.start), Some(10));
    }
}
