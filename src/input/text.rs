//! Findings about text: characters that cannot be printed, and letters of encodings before Unicode.

mod encodings;
mod legacy;
mod syllable;

use std::sync::Arc;

use super::locate::locate_range;
use super::tree::{Node, Scalar};
use crate::base::{Diagnostic, Place, Placed, Source};

/// The texts of one file: what speaks for an old encoding is weighed in each, then in all together.
#[derive(Debug, Default)]
pub struct Texts {
    file: legacy::File,
    open: Vec<(Placed<String>, Vec<legacy::Legacy>)>,
}

impl Texts {
    /// Finds what is wrong with a text, whatever key it stands at.
    pub fn read(&mut self, source: &Arc<Source>, node: &Node, scalar: &Scalar) -> Option<Diagnostic> {
        let text = scalar.text.as_str();
        let bad = text.char_indices().find(|(_, c)| is_unprintable(*c));
        let verdict = self.file.read(text);
        let placed = || {
            let place = Place { source: Arc::clone(source), span: node.span };
            Placed { value: scalar.text.clone(), place }
        };
        match (verdict, bad) {
            // Control characters in such a text are letters too: one finding says it all.
            (legacy::Verdict::Legacy(legacy), _) => Some(at(&placed(), &legacy)),
            (legacy::Verdict::Open(_) | legacy::Verdict::Clean, Some((at, c))) => {
                Some(unprintable(c).at(&locate_range(&placed(), at..at + c.len_utf8())))
            }
            (legacy::Verdict::Open(open), None) => {
                self.open.push((placed(), open));
                None
            }
            (legacy::Verdict::Clean, None) => None,
        }
    }

    /// Decides by the whole file what no text could tell alone.
    pub fn finish(self) -> impl Iterator<Item = Diagnostic> {
        let Self { file, open } = self;
        open.into_iter().filter_map(move |(text, open)| file.decide(open).map(|legacy| at(&text, &legacy)))
    }
}

fn at(text: &Placed<String>, legacy: &legacy::Legacy) -> Diagnostic {
    legacy_encoding(legacy).at(&locate_range(text, legacy.range.clone()))
}

/// Control characters other than tab and line break, the soft hyphen, and the mark of letters already lost.
fn is_unprintable(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{AD}' | '\u{FFFD}')
}

/// A character that no face prints.
pub fn unprintable(c: char) -> Diagnostic {
    let code = u32::from(c);
    if c == '\u{FFFD}' {
        return Diagnostic::error(
            "lost-letter",
            "chữ ở đây đã mất khi tệp được đổi bảng mã (ký tự U+FFFD)",
            "a letter was lost here when the file changed its encoding (the character U+FFFD)",
        )
        .hint("gõ lại chữ bị mất", "type the letter again");
    }
    Diagnostic::error(
        "control-character",
        format!("ký tự điều khiển U+{code:04X} không in được"),
        format!("the control character U+{code:04X} cannot be printed"),
    )
    .hint(
        "xóa ký tự vô hình ở chỗ này; nó thường đi theo văn bản dán từ nơi khác",
        "delete the invisible character here; it often comes along with pasted text",
    )
}

fn legacy_encoding(legacy: &legacy::Legacy) -> Diagnostic {
    let (written, meant) = (&legacy.written, &legacy.meant);
    let typed_in = |name: &str| {
        Diagnostic::error(
            "legacy-encoding",
            format!("văn bản này gõ bằng bảng mã {name}, không phải Unicode: `{written}` là `{meant}`"),
            format!("this text was typed in the encoding {name}, not in Unicode: `{written}` is `{meant}`"),
        )
        .hint(
            "chuyển văn bản sang Unicode (trong UniKey: Ctrl+Shift+F6) rồi dán lại",
            "convert the text to Unicode (in UniKey: Ctrl+Shift+F6) and paste it again",
        )
    };
    let diagnostic = match legacy.encoding {
        legacy::Encoding::Tcvn3 => typed_in("TCVN3 (ABC)"),
        legacy::Encoding::Vni => typed_in("VNI"),
        legacy::Encoding::MisreadUtf8 => Diagnostic::error(
            "legacy-encoding",
            format!("văn bản này bị đọc sai bảng mã: `{written}` là `{meant}`"),
            format!("this text was read in a wrong encoding: `{written}` is `{meant}`"),
        )
        .hint(
            "tệp UTF-8 đã bị mở nhầm bằng bảng mã khác rồi lưu lại; hãy lấy lại tệp gốc, hoặc gõ lại",
            "a UTF-8 file was opened in another encoding and saved; take the original, or type it again",
        ),
    };
    diagnostic.clause("TT 07/2002/TT-BKHCN, Điều 4; TCVN 6909:2001")
}
