//! Text → a YAML scalar that every reader takes for that text.

/// Where a scalar stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// On a line of a block.
    Line,
    /// Within brackets, where more must be quoted.
    Brackets,
}

/// The scalar: plain where nothing but the text can be read from it, else in quotes.
pub(super) fn written(text: &str, within: Within) -> String {
    if is_plain(text, within) { text.to_owned() } else { quoted(text) }
}

/// The same text in the quotes that another scalar stands in, where they can hold it.
pub(super) fn written_like(text: &str, old: &str, within: Within) -> String {
    match old.chars().next() {
        Some('\'') if !text.contains(needs_escape) => in_single(text),
        Some('"') => in_double(text),
        Some(_) | None => written(text, within),
    }
}

/// In double quotes, or in single ones where that saves escapes.
fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains('\'') && !text.contains(needs_escape) {
        in_single(text)
    } else {
        in_double(text)
    }
}

fn in_single(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn in_double(text: &str) -> String {
    let mut written = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => written.extend(['\\', c]),
            '\n' => written += "\\n",
            '\t' => written += "\\t",
            '\r' => written += "\\r",
            c if needs_escape(c) => match u32::from(c) {
                code @ ..=0xFF => written += &format!("\\x{code:02X}"),
                code @ ..=0xFFFF => written += &format!("\\u{code:04X}"),
                code => written += &format!("\\U{code:08X}"),
            },
            c => written.push(c),
        }
    }
    written + "\""
}

/// Line breaks of every kind, controls, and what a reader may drop.
fn needs_escape(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether lines of a block scalar (`|-`) say exactly this text.
pub(super) fn is_block(text: &str) -> bool {
    text.contains('\n')
        && !text.contains(|c| c != '\n' && needs_escape(c))
        && !text.starts_with(char::is_whitespace)
        && text.split('\n').all(|line| line.trim_end().len() == line.len())
        && !text.ends_with('\n')
}

/// Whether no quotes are needed.
fn is_plain(text: &str, within: Within) -> bool {
    let brackets = |c| within == Within::Brackets && matches!(c, ',' | '[' | ']' | '{' | '}');
    !text.is_empty()
        && !text.starts_with(|c: char| "-?:,[]{}#&*!|>'\"%@`=<~".contains(c) || c.is_whitespace())
        && !text.ends_with(|c: char| c.is_whitespace() || c == ':')
        && !text.contains(|c| needs_escape(c) || brackets(c))
        && !text.contains(": ")
        && !text.contains(" #")
        && !(within == Within::Brackets && text.contains(':'))
        && !text.starts_with("...")
        && !is_of_another_type(text)
}

/// Whether some version of YAML reads a truth value, nothing, a number or a day.
fn is_of_another_type(text: &str) -> bool {
    const WORDS: [&str; 11] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", ".nan", ".inf"];
    let numeric =
        |c: char| c.is_ascii_hexdigit() || matches!(c, 'x' | 'o' | '_' | '.' | ':' | '+' | '-' | 'T' | 'Z' | ' ');
    WORDS.contains(&text.to_ascii_lowercase().as_str())
        || text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '.')) && text.chars().all(numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_only_where_nothing_else_can_be_read() {
        for plain in [
            "Thông báo số 12/TB-UBND ngày 28/9/2023",
            "vp-ubnd",
            "a, b",
            "III.2.1",
            "12/TB-UBND",
            "giờ: 7:30",
            "5 cuộc",
        ] {
            let wanted = if plain.contains(": ") { format!("\"{plain}\"") } else { plain.to_owned() };
            assert_eq!(written(plain, Within::Line), wanted);
        }
        for text in ["", " a", "a ", "- a", "#a", "a #b", "a: b", "a:", "null", "No", "~", "45", "1.5", "0x1F", "1e3"] {
            assert!(written(text, Within::Line).starts_with('"'), "{text}");
        }
        for text in ["2023-08-15", "7:30", "+84", "&a", "*a", "!a", "%a", "@a", "`a", "=", "<<", "a\nb", "a\u{2028}b"] {
            assert!(written(text, Within::Line).starts_with('"'), "{text}");
        }
        assert_eq!(written("a, b", Within::Brackets), "\"a, b\"");
        assert_eq!(written("a:b", Within::Brackets), "\"a:b\"");
        assert_eq!(written("\"a\"", Within::Line), "'\"a\"'");
        assert_eq!(written("\"it's\"", Within::Line), "\"\\\"it's\\\"\"");
        assert_eq!(written("a\u{7}\u{85}\u{2029}\t", Within::Line), "\"a\\x07\\x85\\u2029\\t\"");
    }

    #[test]
    fn quotes_are_kept_where_they_can_hold_the_text() {
        assert_eq!(written_like("it's", "'old'", Within::Line), "'it''s'");
        assert_eq!(written_like("a\nb", "'old'", Within::Line), "\"a\\nb\"");
        assert_eq!(written_like("a", "\"old\"", Within::Line), "\"a\"");
        assert_eq!(written_like("a", "old", Within::Line), "a");
    }
}
