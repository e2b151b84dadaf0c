//! A page's content stream: the few operators that text and filled rectangles need (ISO 32000-1, 8.2 and 9.4).
//!
//! Strings are written as bytes, not as hexadecimal digits: a page is a third shorter so, and what is shorter is sooner
//! compressed.

use std::io::Write;

use super::units::{Centipoints, Point};
use crate::base::Twip;

/// The bytes of a content stream that is being written.
#[derive(Debug, Default)]
pub struct Content {
    bytes: Vec<u8>,
    pieces: i32,
    /// Where the last line began, while text is being shown.
    line: Option<Point>,
    font: Option<(usize, u16)>,
    /// Whether a string, and whether an array of strings, is open.
    string: bool,
    array: bool,
}

impl Content {
    /// The bytes so far; nothing may be open.
    pub fn take(&mut self) -> Vec<u8> {
        self.pieces = 0;
        self.font = None;
        std::mem::take(&mut self.bytes)
    }

    /// Begins a piece that belongs to the structure, and gives its number on the page (MCID).
    pub fn begin_piece(&mut self) -> i32 {
        self.begin_tagged("P")
    }

    /// Begins a drawing that belongs to the structure, and gives its number on the page.
    pub fn begin_figure(&mut self) -> i32 {
        self.begin_tagged("Figure")
    }

    fn begin_tagged(&mut self, tag: &str) -> i32 {
        let number = self.pieces;
        self.pieces += 1;
        self.write(format_args!("/{tag}<</MCID {number}>>BDC\n"));
        number
    }

    /// Fills from now on in this grey, in hundredths from black to white.
    pub fn grey(&mut self, hundredths: i32) {
        self.number(Centipoints(hundredths));
        self.bytes.extend_from_slice(b" g\n");
    }

    /// Begins what is not read.
    pub fn begin_artifact(&mut self, kind: Artifact) {
        self.bytes.extend_from_slice(match kind {
            Artifact::Layout => b"/Artifact<</Type/Layout>>BDC\n",
            Artifact::Pagination => b"/Artifact<</Type/Pagination>>BDC\n",
        });
    }

    /// Ends a piece or an artifact.
    pub fn end(&mut self) {
        self.bytes.extend_from_slice(b"EMC\n");
    }

    /// A rectangle to fill, by its lower left corner.
    pub fn rectangle(&mut self, corner: Point, width: Centipoints, height: Centipoints) {
        for length in [corner.x, corner.y, width, height] {
            self.number(length);
            self.bytes.push(b' ');
        }
        self.bytes.extend_from_slice(b"re\n");
    }

    /// An image by its number, its lower left corner, its width and height.
    pub fn image(&mut self, number: usize, corner: Point, width: Twip, height: Twip) {
        self.bytes.extend_from_slice(b"q ");
        for length in
            [Centipoints::of(width), Centipoints(0), Centipoints(0), Centipoints::of(height), corner.x, corner.y]
        {
            self.number(length);
            self.bytes.push(b' ');
        }
        self.write(format_args!("cm /I{number} Do Q\n"));
    }

    /// Fills the rectangles.
    pub fn fill(&mut self) {
        self.bytes.extend_from_slice(b"f\n");
    }

    /// Begins to show text.
    pub fn begin_text(&mut self) {
        self.bytes.extend_from_slice(b"BT\n");
        self.line = Some(Point::default());
    }

    /// Stops showing text.
    pub fn end_text(&mut self) {
        self.end_array();
        self.bytes.extend_from_slice(b"ET\n");
        self.line = None;
    }

    /// Moves to where the next glyph starts, in this font.
    pub fn go_to(&mut self, place: Point, font: usize, half_points: u16) {
        self.end_array();
        if self.font != Some((font, half_points)) {
            self.font = Some((font, half_points));
            self.write(format_args!("/F{font} "));
            self.number(Centipoints(i32::from(half_points) * 50));
            self.bytes.extend_from_slice(b" Tf\n");
        }
        let from = self.line.replace(place).unwrap_or_default();
        self.number(Centipoints(place.x.0 - from.x.0));
        self.bytes.push(b' ');
        self.number(Centipoints(place.y.0 - from.y.0));
        self.bytes.extend_from_slice(b" Td\n");
    }

    /// Shows a glyph.
    pub fn glyph(&mut self, cid: u16) {
        if !self.string {
            if !self.array {
                self.bytes.push(b'[');
                self.array = true;
            }
            self.bytes.push(b'(');
            self.string = true;
        }
        for byte in cid.to_be_bytes() {
            match byte {
                b'(' | b')' | b'\\' => self.bytes.extend_from_slice(&[b'\\', byte]),
                // A bare CR would be read as a line feed.
                b'\r' => self.bytes.extend_from_slice(br"\r"),
                _ => self.bytes.push(byte),
            }
        }
    }

    /// Widens the space before the next glyph by so many thousandths of the type size.
    pub fn widen(&mut self, thousandths: i32) {
        if thousandths == 0 {
            return;
        }
        self.end_string();
        self.write(format_args!("{}", -thousandths));
    }

    fn end_string(&mut self) {
        if std::mem::take(&mut self.string) {
            self.bytes.push(b')');
        }
    }

    fn end_array(&mut self) {
        self.end_string();
        if std::mem::take(&mut self.array) {
            self.bytes.extend_from_slice(b"]TJ\n");
        }
    }

    /// Hundredths of a point as a decimal number of points.
    fn number(&mut self, length: Centipoints) {
        let (sign, size) = (if length.0 < 0 { "-" } else { "" }, length.0.unsigned_abs());
        let (whole, rest) = (size / 100, size % 100);
        match rest {
            0 => self.write(format_args!("{sign}{whole}")),
            _ if rest % 10 == 0 => self.write(format_args!("{sign}{whole}.{}", rest / 10)),
            _ => self.write(format_args!("{sign}{whole}.{rest:02}")),
        }
    }

    fn write(&mut self, what: std::fmt::Arguments<'_>) {
        // Writing to memory does not fail.
        let _ = self.bytes.write_fmt(what);
    }
}

/// What is seen but not read (ISO 32000-1, 14.8.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Artifact {
    /// Rules and spacing.
    Layout,
    /// Page numbers, repeated heads.
    Pagination,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Content)) -> String {
        let mut content = Content::default();
        write(&mut content);
        String::from_utf8_lossy(&content.take()).into_owned()
    }

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        for (hundredths, decimal) in
            [(0, "0"), (100, "1"), (-100, "-1"), (5, "0.05"), (-5, "-0.05"), (1250, "12.5"), (-1205, "-12.05")]
        {
            assert_eq!(written(|content| content.number(Centipoints(hundredths))), decimal);
        }
    }

    #[test]
    fn a_line_is_one_array_and_bytes_that_mean_something_are_escaped() {
        let text = written(|content| {
            content.begin_text();
            content.go_to(Point { x: Centipoints(7200), y: Centipoints(70000) }, 1, 28);
            content.glyph(0x0128);
            content.widen(37);
            content.glyph(0x0d5c);
            content.go_to(Point { x: Centipoints(7200), y: Centipoints(68200) }, 1, 28);
            content.glyph(0x0141);
            content.end_text();
        });
        assert_eq!(text, "BT\n/F1 14 Tf\n72 700 Td\n[(\u{1}\\()-37(\\r\\\\)]TJ\n0 -18 Td\n[(\u{1}A)]TJ\nET\n");
    }
}
