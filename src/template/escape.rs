//! Values as Markdown that reads back to exactly their letters.

use std::io::{self, Write};

/// The value as Markdown text: in a paragraph, a heading, a list item or a table cell, anywhere in its line.
///
/// - Punctuation gets a backslash, which Markdown takes away again.
/// - Newlines become `&#10;`: a real one would end a table row, a heading or a paragraph.
/// - The first and last character, if punctuation or white space, become entities too: there a template's own text adjoins
///   (a backslash before the value would swallow ours), and Markdown trims white space.
/// - `\` and `|` are entities everywhere: a table cuts its cells before it looks at backslashes.
pub fn escape(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len() + value.len() / 4);
    let inner = value.trim();
    let (first, last) = match inner.is_empty() {
        true => (value.len(), value.len()),
        false => {
            let start = value.len() - value.trim_start().len();
            (start, start + inner.len() - inner.chars().next_back().map_or(0, char::len_utf8))
        }
    };
    let mut before = None;
    for (at, c) in value.char_indices() {
        let edge = at <= first || at >= last;
        match c {
            '\n' if before == Some('\r') => {}
            '\n' | '\r' => escaped.push_str("&#10;"),
            '\\' | '|' => entity(&mut escaped, c),
            _ if edge && (c.is_ascii_punctuation() || c.is_whitespace()) => entity(&mut escaped, c),
            _ if c.is_ascii_punctuation() => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
        before = Some(c);
    }
    escaped
}

fn entity(escaped: &mut String, c: char) {
    escaped.push_str(&format!("&#{};", u32::from(c)));
}

/// [`escape`] as the template engine calls it.
pub(super) fn write(value: &str, output: &mut dyn Write) -> io::Result<()> {
    output.write_all(escape(value).as_bytes())
}
