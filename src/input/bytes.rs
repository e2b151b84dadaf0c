//! A file's bytes → text.

use std::sync::Arc;

use crate::base::{Diagnostic, Place, Source, Span};

/// The text of a file, which must be UTF-8 (a byte order mark is tolerated); else a finding at the first wrong byte.
#[expect(clippy::result_large_err, reason = "asked once a file, and every caller wants the finding itself")]
pub fn source_from_bytes(name: &str, bytes: Vec<u8>) -> Result<Arc<Source>, Diagnostic> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source::new(name, text)),
        Err(error) => Err(not_utf8(name, error.as_bytes(), error.utf8_error().valid_up_to())),
    }
}

/// Until the wrong byte the text is as in the file, so its line and column hold.
fn not_utf8(name: &str, bytes: &[u8], at: usize) -> Diagnostic {
    let source = Source::new(name, String::from_utf8_lossy(bytes));
    let place = Place { source, span: Span::new(at, at + '\u{FFFD}'.len_utf8()) };
    let byte = bytes.get(at).copied().unwrap_or_default();
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let diagnostic = if utf16 {
        Diagnostic::error(
            "not-utf8",
            "tệp được lưu bằng bảng mã UTF-16 (Notepad gọi là \"Unicode\"), không phải UTF-8",
            "the file is saved as UTF-16 (Notepad calls it \"Unicode\"), not as UTF-8",
        )
    } else {
        Diagnostic::error(
            "not-utf8",
            format!("tệp không phải UTF-8: byte {byte:02X} ở đây không phải là chữ"),
            format!("the file is not UTF-8: the byte {byte:02X} here is no letter"),
        )
    };
    diagnostic.at(&place).hint(
        "mở tệp bằng trình soạn thảo, chọn Lưu thành (Save as) với bảng mã UTF-8; văn bản gõ bằng TCVN3 hoặc VNI thì chuyển sang Unicode trước",
        "open it in your editor and save it with the encoding UTF-8; text typed in TCVN3 or VNI must be converted to Unicode first",
    )
}
