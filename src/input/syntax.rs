//! What the YAML parser could not read, in the office's words.

use std::sync::Arc;

use granit_parser::{ErrorKind, ScanError};

use crate::base::{Diagnostic, Place, Source, Span};

/// The finding for a file whose syntax is broken; `opened` is the innermost bracket that still waits for its end.
pub fn diagnose(source: &Arc<Source>, error: &ScanError, opened: Option<usize>) -> Diagnostic {
    let text = source.text.as_str();
    let offset = text.floor_char_boundary(error.marker().byte_offset().unwrap_or(0));
    if let Some(tab) = tab_near(text, offset) {
        return tab_diagnostic().at(&place(source, Span::new(tab, tab + 1)));
    }
    let (diagnostic, span) = match error.kind() {
        ErrorKind::UnexpectedCharacter { character } if character.is_control() => {
            let at = text[offset..].find(*character).map_or(offset, |found| offset + found);
            (super::text::unprintable(*character), one_char(text, at))
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar => trailing(text, offset, '\''),
        ErrorKind::InvalidTrailingDoubleQuotedScalar => trailing(text, offset, '"'),
        ErrorKind::MappingValueNotAllowed | ErrorKind::MappingKeyNotAllowed => colon(text, offset),
        ErrorKind::ExpectedBlockMappingKey
            if !text[line_start(text, offset)..offset].trim_matches(['-', ' ']).is_empty() =>
        {
            (leftover(), one_char(text, offset))
        }
        kind => match (brackets(kind), opened) {
            (true, Some(opened)) => (bracket(text[opened..].starts_with('[')), one_char(text, opened)),
            (true, None) => (bracket(text[offset..].starts_with('[')), one_char(text, offset)),
            (false, _) => (worded(kind), one_char(text, offset)),
        },
    };
    diagnostic.at(&place(source, span))
}

fn place(source: &Arc<Source>, span: Span) -> Place {
    Place { source: Arc::clone(source), span }
}

fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind('\n').map_or(0, |at| at + 1)
}

/// The character at an offset, or the last one before the end.
fn one_char(text: &str, offset: usize) -> Span {
    let offset = text.floor_char_boundary(offset);
    match text[offset..].chars().next() {
        Some(c) => Span::new(offset, offset + c.len_utf8()),
        None => Span::new(offset, offset),
    }
}

/// A tab in the indentation of the line of the error or of the next one: the parser may trip over it anywhere.
fn tab_near(text: &str, offset: usize) -> Option<usize> {
    let offset = text.floor_char_boundary(offset);
    let start = line_start(text, offset);
    let mut line_start = start;
    for line in text[start..].split_inclusive('\n').take(2) {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indent].find('\t') {
            return Some(line_start + tab);
        }
        line_start += line.len();
    }
    None
}

fn tab_diagnostic() -> Diagnostic {
    Diagnostic::error(
        "yaml-tab",
        "dòng thụt vào bằng dấu tab; YAML chỉ nhận dấu cách",
        "the line is indented with a tab; YAML accepts spaces only",
    )
    .hint(
        "thay mỗi dấu tab bằng hai dấu cách; nên đặt trình soạn thảo tự làm việc này",
        "replace each tab with two spaces; your editor can do it by itself",
    )
}

/// Whether a bracket is missing or wrong.
fn brackets(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UnclosedFlowCollection { .. }
            | ErrorKind::MismatchedFlowCollectionEnd { .. }
            | ErrorKind::UnexpectedEofFlowSequence
            | ErrorKind::ExpectedFlowSequenceSeparator
            | ErrorKind::UnexpectedEofFlowMapping
            | ErrorKind::UnexpectedEofImplicitFlowMapping
            | ErrorKind::ExpectedFlowMappingSeparator
            | ErrorKind::InvalidColonPlacement
    )
}

/// The mistakes that people make, each in its own words; what is left, in the parser's.
fn worded(kind: &ErrorKind) -> Diagnostic {
    match kind {
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => unclosed_quote(),
        ErrorKind::InvalidQuotedScalarIndent => indent(
            "các dòng sau của văn bản trong dấu nháy phải thụt vào sâu hơn khóa; hoặc dấu nháy chưa được đóng",
            "the further lines of a quoted text must be indented more than the key; or the quote is not closed",
        ),
        ErrorKind::MisplacedFlowCollectionEnd => Diagnostic::error(
            "yaml-bracket",
            "dấu ngoặc đóng này không có dấu ngoặc mở",
            "this closing bracket was never opened",
        )
        .hint("bỏ dấu ngoặc này, hoặc thêm dấu ngoặc mở", "remove it, or add the opening bracket"),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => Diagnostic::error(
            "yaml-key",
            "dòng này không có dạng `khóa: giá trị`",
            "this line does not read `key: value`",
        )
        .hint(
            "thêm dấu hai chấm và một dấu cách sau tên khóa; hoặc thụt dòng vào nếu nó thuộc về văn bản ở trên",
            "add a colon and a space after the key; or indent the line if it belongs to the text above",
        ),
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::InvalidFlowScalarIndent => level(),
        ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::InvalidBlockEntryWhitespace => Diagnostic::error(
            "yaml-dash",
            "dấu `-` của danh sách không đứng được ở đây",
            "the `-` of a list cannot stand here",
        )
        .hint(
            "mỗi mục của danh sách bắt đầu ở một dòng riêng bằng `- `; văn bản có dấu `-` ở đầu thì đặt trong dấu nháy kép",
            "each list item begins on a line of its own with `- `; text that begins with `-` goes in double quotes",
        ),
        other => rare(other),
    }
}

/// Mistakes seen less often.
fn rare(kind: &ErrorKind) -> Diagnostic {
    match kind {
        ErrorKind::UnexpectedCharacter { character } => reserved(*character),
        ErrorKind::UnknownQuotedScalarEscape => Diagnostic::error(
            "yaml-escape",
            "văn bản trong dấu nháy kép này có dấu `\\` đứng trước một chữ không có nghĩa",
            "this double-quoted text has a `\\` before a letter that means nothing",
        )
        .hint(
            "viết `\\\\` cho một dấu `\\`, hoặc dùng dấu nháy đơn",
            "write `\\\\` for one `\\`, or use single quotes",
        ),
        ErrorKind::RecursionLimitExceeded => {
            Diagnostic::error("too-deep", "các giá trị lồng vào nhau quá sâu", "the values are nested too deep").hint(
                "tệp kế hoạch không cần quá mười cấp; hãy kiểm tra dấu ngoặc",
                "a plan needs ten levels at most; check the brackets",
            )
        }
        ErrorKind::InvalidTagTerminator
        | ErrorKind::ExpectedTagBang
        | ErrorKind::MissingTagUri
        | ErrorKind::UnclosedVerbatimTag
        | ErrorKind::InvalidTagEscape
        | ErrorKind::InvalidGlobalTagCharacter
        | ErrorKind::UndeclaredTagHandle => tag(),
        ErrorKind::BomInsideDocument => Diagnostic::error(
            "yaml-bom",
            "có dấu thứ tự byte (BOM) ở giữa tệp: thường do ghép hai tệp lại",
            "there is a byte order mark inside the file: usually from joining two files",
        )
        .hint("xóa ký tự vô hình ở chỗ này", "delete the invisible character here"),
        other => Diagnostic::error(
            "yaml-syntax",
            format!("không đọc được YAML ở chỗ này ({other})"),
            format!("the YAML cannot be read here: {other}"),
        )
        .hint(
            "kiểm tra dấu hai chấm, dấu nháy và khoảng thụt của dòng này và dòng trên",
            "check the colon, the quotes and the indentation of this line and the one above",
        ),
    }
}

/// A type tag, which plans have no use for.
pub fn tag() -> Diagnostic {
    Diagnostic::error(
        "yaml-tag",
        "tệp kế hoạch không dùng thẻ kiểu dữ liệu (dấu `!` ở đầu giá trị)",
        "plan files do not use type tags (a `!` before a value)",
    )
    .hint(
        "nếu đây là văn bản có dấu `!` ở đầu, hãy đặt nó trong dấu nháy kép; nếu không, hãy bỏ thẻ",
        "if this is text that begins with `!`, put it in double quotes; if not, remove the tag",
    )
}

fn unclosed_quote() -> Diagnostic {
    Diagnostic::error("yaml-quote", "dấu nháy mở ở đây không có dấu nháy đóng", "the quote opened here is never closed")
        .hint("thêm dấu nháy đóng ở cuối giá trị", "add the closing quote at the end of the value")
}

/// Text after a closing quote: of a quote on an earlier line when that one was never meant to run on.
fn trailing(text: &str, offset: usize, quote: char) -> (Diagnostic, Span) {
    let close = text[..offset].rfind(quote).unwrap_or(offset);
    let open = text[..close].rfind(quote).unwrap_or(close);
    if text[open..close].contains('\n') {
        return (unclosed_quote(), one_char(text, open));
    }
    let diagnostic =
        Diagnostic::error("yaml-quote", "sau dấu nháy đóng còn chữ thừa", "there is text after the closing quote")
            .hint(
                "nếu trong văn bản có dấu nháy kép, hãy viết nó là `\\\"`, hoặc bao cả văn bản bằng dấu nháy đơn",
                "write a double quote inside the text as `\\\"`, or put the whole text in single quotes",
            );
    (diagnostic, one_char(text, offset))
}

fn bracket(square: bool) -> Diagnostic {
    let (open, close) = if square { ('[', ']') } else { ('{', '}') };
    Diagnostic::error(
        "yaml-bracket",
        format!("dấu ngoặc `{open}` mở ở đây chưa được đóng đúng chỗ bằng `{close}`"),
        format!("the bracket `{open}` opened here is not closed by a `{close}` where it should be"),
    )
    .hint(
        format!(
            "thêm `{close}`, hoặc dấu phẩy giữa hai mục; văn bản có dấu phẩy, dấu hai chấm thì đặt trong dấu nháy kép"
        ),
        format!("add `{close}`, or a comma between two items; text with commas or colons goes in double quotes"),
    )
}

/// A colon where no key can end: in the midst of a text, or behind a key that stands too far to the right.
fn colon(text: &str, offset: usize) -> (Diagnostic, Span) {
    let before = text[line_start(text, offset)..offset].trim_end();
    let key = before.trim_start();
    let end = line_start(text, offset) + before.len();
    if !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')) {
        return (level(), Span::new(end - key.len(), end));
    }
    let diagnostic = Diagnostic::error("yaml-colon", "dấu hai chấm không đứng được ở đây", "a colon cannot stand here")
        .hint(
            "văn bản có dấu hai chấm và dấu cách thì đặt cả trong dấu nháy kép",
            "text with a colon and a space goes in double quotes as a whole",
        );
    (diagnostic, one_char(text, offset))
}

/// Text behind a value that has ended, as after a closing bracket.
fn leftover() -> Diagnostic {
    Diagnostic::error(
        "yaml-leftover",
        "giá trị ở trước chỗ này đã hết, phần sau là chữ thừa",
        "the value before this has ended, what follows is left over",
    )
    .hint(
        "nếu cả dòng là một văn bản có dấu ngoặc ở đầu, hãy đặt nó trong dấu nháy kép",
        "if the whole line is one text that begins with a bracket, put it in double quotes",
    )
}

fn level() -> Diagnostic {
    indent(
        "các khóa ngang hàng phải thụt vào bằng nhau, bằng dấu cách",
        "keys of one level must have the same indentation, in spaces",
    )
}

fn indent(vi: &str, en: &str) -> Diagnostic {
    Diagnostic::error("yaml-indent", "khoảng thụt của dòng này không khớp", "the indentation of this line does not fit")
        .hint(vi, en)
}

fn reserved(character: char) -> Diagnostic {
    Diagnostic::error(
        "yaml-character",
        format!("giá trị không thể bắt đầu bằng `{character}`"),
        format!("a value cannot begin with `{character}`"),
    )
    .hint("đặt văn bản trong dấu nháy kép", "put the text in double quotes")
}
