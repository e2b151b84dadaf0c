//! What the YAML parser could not read, in the office's words.

use std::sync::Arc;

use granit_parser::{ErrorKind, ScanError};

use crate::base::{Diagnostic, Place, Source, Span};

/// The finding for a file whose syntax is broken.
pub fn diagnose(source: &Arc<Source>, error: &ScanError) -> Diagnostic {
    let offset = error.marker().byte_offset().unwrap_or(0).min(source.text.len());
    match tab_near(&source.text, offset) {
        Some(tab) => tab_diagnostic().at(&place(source, Span::new(tab, tab + 1))),
        None => worded(error.kind()).at(&place(source, one_char(&source.text, offset))),
    }
}

fn place(source: &Arc<Source>, span: Span) -> Place {
    Place { source: Arc::clone(source), span }
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
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
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

/// The mistakes that people make, each in its own words; what is left, in the parser's.
fn worded(kind: &ErrorKind) -> Diagnostic {
    match kind {
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => Diagnostic::error(
            "yaml-quote",
            "dấu nháy mở ở đây không có dấu nháy đóng",
            "the quote opened here is never closed",
        )
        .hint("thêm dấu nháy đóng ở cuối giá trị", "add the closing quote at the end of the value"),
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => trailing(),
        ErrorKind::InvalidQuotedScalarIndent => indent("các dòng sau của văn bản trong dấu nháy phải thụt vào sâu hơn khóa", "the further lines of a quoted text must be indented more than the key"),
        ErrorKind::UnclosedFlowCollection { open }
        | ErrorKind::MismatchedFlowCollectionEnd { open, .. } => bracket(*open),
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::ExpectedFlowSequenceSeparator => bracket('['),
        ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::InvalidColonPlacement => bracket('{'),
        ErrorKind::MisplacedFlowCollectionEnd => Diagnostic::error(
            "yaml-bracket",
            "dấu ngoặc đóng này không có dấu ngoặc mở",
            "this closing bracket was never opened",
        ),
        ErrorKind::MappingValueNotAllowed | ErrorKind::MappingKeyNotAllowed => colon(),
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
        | ErrorKind::InvalidFlowScalarIndent => indent("các khóa ngang hàng phải thụt vào bằng nhau", "keys of one level must have the same indentation"),
        ErrorKind::BlockSequenceEntryNotAllowed | ErrorKind::BlockEntryInFlowCollection | ErrorKind::InvalidBlockEntryWhitespace => Diagnostic::error(
            "yaml-dash",
            "dấu `-` của danh sách không đứng được ở đây",
            "the `-` of a list cannot stand here",
        )
        .hint(
            "mỗi mục của danh sách bắt đầu ở một dòng riêng bằng `- `; văn bản có dấu `-` ở đầu thì đặt trong dấu nháy kép",
            "each list item begins on a line of its own with `- `; text that begins with `-` goes in double quotes",
        ),
        ErrorKind::UnexpectedCharacter { character } => reserved(*character),
        ErrorKind::UnknownQuotedScalarEscape => Diagnostic::error(
            "yaml-escape",
            "văn bản trong dấu nháy kép này có dấu `\\` đứng trước một chữ không có nghĩa",
            "this double-quoted text has a `\\` before a letter that means nothing",
        )
        .hint("viết `\\\\` cho một dấu `\\`, hoặc dùng dấu nháy đơn", "write `\\\\` for one `\\`, or use single quotes"),
        ErrorKind::RecursionLimitExceeded => Diagnostic::error(
            "too-deep",
            "các giá trị lồng vào nhau quá sâu",
            "the values are nested too deep",
        ),
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

fn trailing() -> Diagnostic {
    Diagnostic::error("yaml-quote", "sau dấu nháy đóng còn chữ thừa", "there is text after the closing quote").hint(
        "nếu trong văn bản có dấu nháy kép, hãy viết nó là `\\\"`, hoặc bao cả văn bản bằng dấu nháy đơn",
        "write a double quote inside the text as `\\\"`, or put the whole text in single quotes",
    )
}

fn bracket(open: char) -> Diagnostic {
    let close = if open == '[' { ']' } else { '}' };
    Diagnostic::error(
        "yaml-bracket",
        format!("dấu ngoặc `{open}` chưa được đóng đúng chỗ bằng `{close}`"),
        format!("the bracket `{open}` is not closed by a `{close}` where it should be"),
    )
    .hint(
        format!(
            "thêm `{close}`, hoặc dấu phẩy giữa hai mục; văn bản có dấu phẩy, dấu hai chấm thì đặt trong dấu nháy kép"
        ),
        format!("add `{close}`, or a comma between two items; text with commas or colons goes in double quotes"),
    )
}

fn indent(vi: &str, en: &str) -> Diagnostic {
    Diagnostic::error("yaml-indent", "khoảng thụt của dòng này không khớp", "the indentation of this line does not fit")
        .hint(vi, en)
}

fn colon() -> Diagnostic {
    Diagnostic::error(
        "yaml-colon",
        "dấu hai chấm không đứng được ở đây",
        "a colon cannot stand here",
    )
    .hint(
        "văn bản có dấu hai chấm và dấu cách thì đặt trong dấu nháy kép; nếu đây là một khóa, hãy thụt nó bằng các khóa ngang hàng",
        "text with a colon and a space goes in double quotes; if this is a key, indent it as its neighbours",
    )
}

fn reserved(character: char) -> Diagnostic {
    Diagnostic::error(
        "yaml-character",
        format!("giá trị không thể bắt đầu bằng `{character}`"),
        format!("a value cannot begin with `{character}`"),
    )
    .hint("đặt văn bản trong dấu nháy kép", "put the text in double quotes")
}
