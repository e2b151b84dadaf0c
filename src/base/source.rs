//! Places in the office's own files.

use std::sync::{Arc, OnceLock};

/// A file that was read: the name people know it by and its text.
#[derive(Debug)]
pub struct Source {
    /// The path as the user gave it.
    pub name: String,
    /// The whole text, UTF-8, as on disk (line endings included).
    pub text: String,
    /// What each line is called where the lines are the cells of a sheet: `Sheet1!D7`. Empty for a file of text.
    cells: Vec<String>,
    /// Where each line begins, found when first asked for: a run with many findings asks often.
    line_starts: OnceLock<Vec<usize>>,
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.text == other.text
    }
}

impl Eq for Source {}

impl Source {
    /// A source that diagnostics can share.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { name: name.into(), text: text.into(), cells: Vec::new(), line_starts: OnceLock::new() })
    }

    /// A sheet: one line a cell, each with the cell's name, so that a place in it is a cell.
    pub fn sheet(name: impl Into<String>, cells: impl IntoIterator<Item = (String, String)>) -> Arc<Self> {
        let (mut names, mut text) = (Vec::new(), String::new());
        for (cell, content) in cells {
            names.push(cell);
            text += &content.replace(['\n', '\r'], " ");
            text.push('\n');
        }
        Arc::new(Self { name: name.into(), text, cells: names, line_starts: OnceLock::new() })
    }

    /// The name of the cell at a byte offset; none in a file of text.
    pub fn cell(&self, offset: usize) -> Option<&str> {
        if self.cells.is_empty() {
            return None;
        }
        let (line, _) = self.line_column(offset);
        self.cells.get(line - 1).map(String::as_str)
    }

    /// Line and column of a byte offset, both from 1; columns count characters.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start <= offset);
        let start = starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        (line, self.text[start..offset].chars().count() + 1)
    }

    /// The bytes of a line, counted from 1, without its ending; empty past the end.
    pub fn line(&self, line: usize) -> Span {
        let starts = self.line_starts();
        let end = self.text.len();
        let start = starts.get(line.saturating_sub(1)).copied().unwrap_or(end);
        let next = starts.get(line).copied().unwrap_or(end);
        Span::new(start, start + self.text[start..next].trim_end_matches(['\n', '\r']).len())
    }

    fn line_starts(&self) -> &[usize] {
        self.line_starts.get_or_init(|| {
            let breaks = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect()
        })
    }
}

/// A range of bytes in a [`Source`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// From first byte to one past the last.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
}

/// Where something stands: which file, which bytes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes.
    pub span: Span,
}

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value as the program uses it.
    pub value: T,
    /// Where the office wrote it.
    pub place: Place,
}

impl<T> Placed<T> {
    /// The same place, another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Placed<U> {
        Placed { value: f(self.value), place: self.place }
    }
}

impl<T> std::ops::Deref for Placed<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_a_sheet_are_cells() {
        let cells = [("A1", "Tên\nhai"), ("B1", ""), ("A2", "ba")].map(|(at, text)| (at.to_owned(), text.to_owned()));
        let sheet = Source::sheet("a.xlsx", cells);
        let cell = |part: &str| sheet.cell(sheet.text.find(part).unwrap_or_default());
        assert_eq!((cell("hai"), cell("ba"), sheet.cell("Tên hai\n".len())), (Some("A1"), Some("A2"), Some("B1")));
        assert_eq!(Source::new("a", "b").cell(0), None);
    }

    #[test]
    fn columns_count_letters_and_lines_end_where_they_end() {
        let source = Source::new("a", "tên: Điềm\r\nhai");
        assert_eq!(source.line_column(0), (1, 1));
        assert_eq!(source.line_column("tên: Đi".len()), (1, 8));
        assert_eq!(source.line_column(source.text.len()), (2, 4));
        assert_eq!(source.line_column(usize::MAX), (2, 4));
        let line = |n| source.line(n);
        assert_eq!(&source.text[line(1).start..line(1).end], "tên: Điềm");
        assert_eq!(&source.text[line(2).start..line(2).end], "hai");
        assert_eq!(line(9), Span::new(source.text.len(), source.text.len()));
    }
}
