//! From a spot within a text value back to the file: quotes, escapes, indentation and normal form lie between them.

use std::ops::Range;
use std::sync::Arc;

use crate::base::{Place, Placed, Span, text};

/// The letter of the file at a byte offset of a text value; the whole value's place where it cannot be told.
pub fn locate(value: &Placed<String>, offset: usize) -> Place {
    locate_range(value, offset..offset + 1)
}

/// The part of the file that a byte range of a text value was made from.
pub fn locate_range(value: &Placed<String>, range: Range<usize>) -> Place {
    let whole = value.place.span;
    let written = value.place.source.text.get(whole.start..whole.end).unwrap_or_default();
    // A dash typed before the item of a printed list is not part of its value.
    let after_dash = written.find([' ', '\u{A0}']).unwrap_or(0);
    let span = [0, after_dash].into_iter().find_map(|from| align(written, from, &value.value, &range));
    let span = span.map_or(whole, |found| Span::new(whole.start + found.start, whole.start + found.end));
    Place { source: Arc::clone(&value.place.source), span }
}

/// Walks the written form and the value side by side until the range is passed; none where they part.
fn align(written: &str, from: usize, value: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let quote = written.chars().next().filter(|c| matches!(c, '"' | '\''));
    let mut file = Written { text: written, at: from.max(quote.map_or(0, char::len_utf8)), quote };
    let mut start = None;
    let mut end = 0;
    for (at, cluster) in clusters(value) {
        if at >= range.end && start.is_some() {
            break;
        }
        let found = if cluster.trim().is_empty() { file.blank() } else { file.letter(cluster)? };
        if at + cluster.len() > range.start && start.is_none() {
            start = Some(found.start);
        }
        end = found.end;
    }
    start.map(|start| start..end.max(start))
}

/// The written form, read on from `at`.
struct Written<'a> {
    text: &'a str,
    at: usize,
    quote: Option<char>,
}

impl Written<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn take(&mut self, len: usize) -> Range<usize> {
        let start = self.at;
        self.at = (start + len).min(self.text.len());
        start..self.at
    }

    /// A blank of the value: one blank of the file, an escape for one, or a fold that left nothing.
    fn blank(&mut self) -> Range<usize> {
        if let Some((len, c)) = self.escape() {
            return self.take(if c.is_whitespace() { len } else { 0 });
        }
        let len = self.rest().chars().next().filter(|c| c.is_whitespace()).map_or(0, char::len_utf8);
        self.take(len)
    }

    /// A letter of the value: past indentation and folds, then the same letter in any normal form.
    fn letter(&mut self, wanted: &str) -> Option<Range<usize>> {
        loop {
            self.at += self.rest().len() - self.rest().trim_start().len();
            if let Some((len, c)) = self.escape() {
                let range = self.take(len);
                if c.is_whitespace() {
                    continue;
                }
                return wanted.starts_with(c).then_some(range);
            }
            let (_, cluster) = clusters(self.rest()).next()?;
            let (len, composed) = (cluster.len(), text::nfc(cluster));
            let range = self.take(len);
            if composed.is_empty() {
                continue;
            }
            return (composed == wanted).then_some(range);
        }
    }

    /// The escape here, its length and what it stands for; a `\` at a line's end stands for nothing, here a blank.
    fn escape(&self) -> Option<(usize, char)> {
        match self.quote? {
            '\'' => self.rest().starts_with("''").then_some((2, '\'')),
            _ => {
                let code = self.rest().strip_prefix('\\')?;
                let letter = code.chars().next()?;
                let hex = |n: usize| {
                    let digits = code.get(1..=n)?;
                    Some((2 + n, u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)?))
                };
                match letter {
                    'x' => hex(2),
                    'u' => hex(4),
                    'U' => hex(8),
                    'n' | 't' | 'r' | 'N' | 'L' | 'P' | '_' | ' ' | '\t' | '\n' | '\r' => {
                        Some((1 + letter.len_utf8(), ' '))
                    }
                    same => Some((1 + same.len_utf8(), same)),
                }
            }
        }
    }
}

/// A text cut into letters, each with the marks that belong to it, and their offsets.
fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let marks = rest.get(first..).unwrap_or_default();
        let len = first + marks.find(|c| !joins(c)).unwrap_or(marks.len());
        let start = at;
        at += len;
        rest.get(..len).map(|cluster| (start, cluster))
    })
}

/// Marks that compose with the letter before them, and the invisible characters that normal form takes out.
fn joins(c: char) -> bool {
    unicode_normalization::char::canonical_combining_class(c) != 0
        || matches!(c, '\u{200B}'..='\u{200D}' | '\u{FEFF}' | '\u{2060}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Diagnostics, Source};
    use crate::input::tree::{self, Value};

    /// Every letter of the value of `a` is found in the file where it was written.
    fn check(yaml: &str) {
        let source = Source::new("t.yaml", yaml);
        let root = tree::parse(&source, &mut Diagnostics::default()).expect(yaml);
        let Value::Map(entries) = root.value else { unreachable!() };
        let entry = entries.into_iter().find(|e| e.key == "a").expect(yaml);
        let Value::Scalar(scalar) = entry.value.value else { unreachable!() };
        let place = Place { source: Arc::clone(&source), span: entry.value.span };
        let value = Placed { value: scalar.text, place };
        let end = value.value.trim_end().len();
        for (at, cluster) in clusters(&value.value).filter(|(at, cluster)| *at < end && !cluster.trim().is_empty()) {
            let span = locate(&value, at).span;
            let written = &yaml[span.start..span.end];
            assert!(
                text::nfc(written) == cluster || written.starts_with('\\') || written == "''",
                "{yaml:?} {cluster} {written}"
            );
            assert_ne!(span, value.place.span, "{yaml:?} at {at}");
        }
    }

    #[test]
    fn letters_are_found_in_every_style() {
        check("a: Điềm Thụy xã\n");
        check("a: Điềm\n  Thụy\n\n  xã\nb: 1\n");
        check("a: 'Điềm ''Thụy'' xã'\n");
        check("a: \"Điềm \\\"Thụy\\\"\\n xã \\u0111 \\\n   nối\"\n");
        check("a: |\n  Điềm\n    Thụy\n\n  xã\n");
        check("a: |2-\n    Điềm\n  Thụy\n");
        check("a: |\n\n  Điềm\n  Thụy\n");
        check("a: >\n  Điềm\n  Thụy\n\n  xã\n   lùi\n  ra\n");
        check("a: a\u{323}\u{302}n e\u{302}\u{301}\u{200B} x\r\n");
        check("\u{FEFF}a: |\r\n  Điềm\r\n  Thụy\r\n");
    }

    #[test]
    fn a_range_runs_from_its_first_letter_to_its_last() {
        let yaml = "a: |\n  một hai\n  ba bốn\n";
        let source = Source::new("t.yaml", yaml);
        let start = yaml.find("một").expect("there");
        let place = Place { source, span: Span::new(start, yaml.len() - 1) };
        let value = Placed { value: "một hai\nba bốn".to_owned(), place };
        let at = value.value.find("hai").expect("there");
        let span = locate_range(&value, at..at + "hai\nba".len()).span;
        assert_eq!(&yaml[span.start..span.end], "hai\n  ba");
        let wrong = Placed { value: "khác".to_owned(), place: value.place.clone() };
        assert_eq!(locate(&wrong, 0), value.place);
    }

    #[test]
    fn a_dash_typed_before_an_item_is_stepped_over() {
        let yaml = "- \"- Lưu: VT;\"\n";
        let source = Source::new("t.yaml", yaml);
        let value =
            Placed { value: "Lưu: VT".to_owned(), place: Place { source, span: Span::new(2, yaml.len() - 1) } };
        let span = locate(&value, 0).span;
        assert_eq!(&yaml[span.start..span.end], "L");
    }
}
