//! Which bytes a signature covers, strictly: all of one revision but its own value, and nothing hidden in the gap.

use std::ops::Range;

use super::super::asn1;
use super::super::file::{Entry, File};
use super::super::object::{Id, Object};
use super::super::syntax::Indirect;
use crate::base::Diagnostic;

/// What a signature's dictionary says about its bytes, once it has been found to be true.
#[derive(Clone, Debug)]
pub(super) struct Coverage {
    /// The revision whose end is the end of what is covered.
    pub(super) revision: usize,
    /// What is covered: before and behind the value.
    pub(super) parts: [Range<usize>; 2],
    /// The value: a CMS message without the padding.
    pub(super) message: Vec<u8>,
}

/// Reads and checks the range and the value of a signature.
pub(super) fn read(file: &File<'_>, id: Id, found: &Indirect) -> Result<Coverage, Box<Diagnostic>> {
    let dictionary = found.object.as_dictionary().ok_or_else(not_a_signature)?;
    let numbers: Option<Vec<usize>> = dictionary
        .get("ByteRange")
        .and_then(Object::as_array)
        .and_then(|items| items.iter().map(|item| usize::try_from(item.as_integer()?).ok()).collect());
    let Some(&[0, gap, behind, rest]) = numbers.as_deref() else {
        return Err(holes("phải gồm đúng hai đoạn, đoạn đầu từ byte 0", "it must be two parts, the first from byte 0"));
    };
    let end = behind.checked_add(rest).filter(|end| gap < behind && *end <= file.bytes.len());
    let end =
        end.ok_or_else(|| holes("hai đoạn chồng nhau hoặc vượt quá tệp", "its parts overlap or leave the file"))?;
    let position = dictionary.0.iter().position(|(key, _)| key == b"Contents");
    let stands = position.and_then(|at| found.values.get(at)).cloned();
    let text = file.bytes.get(gap..behind).unwrap_or_default();
    let digits = text.strip_prefix(b"<").and_then(|text| text.strip_suffix(b">"));
    let only_digits = digits.is_some_and(|digits| digits.len() % 2 == 0 && digits.iter().all(u8::is_ascii_hexdigit));
    if stands != Some(gap..behind) || !only_digits {
        return Err(holes(
            "khoảng trống không phải chỉ là giá trị của chính chữ ký này",
            "the gap is not just the value of this very signature",
        ));
    }
    let revision = revision_that_ends(file, end)?;
    let own = &file.revisions[revision];
    let written_there = matches!(own.entries.get(&id.number), Some(Entry::At { offset, .. })
        if *offset < gap && own.range.contains(offset) && found.end <= own.table);
    if !written_there {
        return Err(holes(
            "chữ ký không nằm trong phần tệp mà nó kết thúc",
            "the signature does not lie in the part of the file that it ends",
        ));
    }
    let value = dictionary.get("Contents").and_then(Object::as_string).unwrap_or_default();
    let message = without_padding(value)?;
    Ok(Coverage { revision, parts: [0..gap, behind..end], message })
}

/// The revision that ends where the range ends; the one end of line behind `%%EOF` may be left out.
fn revision_that_ends(file: &File<'_>, end: usize) -> Result<usize, Box<Diagnostic>> {
    let ends = |range: &Range<usize>| {
        let line: &[u8] = file.bytes.get(end.min(range.end)..range.end).unwrap_or_default();
        range.end == end || (end > range.start && matches!(line, b"\n" | b"\r" | b"\r\n"))
    };
    file.revisions.iter().position(|revision| ends(&revision.range)).ok_or_else(|| {
        holes("phạm vi không kết thúc ở cuối một lần ghi tệp", "it does not end where a revision of the file ends")
    })
}

/// The one DER value that the bytes begin with; nothing but zeros may follow.
fn without_padding(value: &[u8]) -> Result<Vec<u8>, Box<Diagnostic>> {
    let long = asn1::first(value).map(|(element, _)| element.whole.len());
    match long.and_then(|long| value.split_at_checked(long)) {
        Some((message, padding)) if padding.iter().all(|byte| *byte == 0) => Ok(message.to_vec()),
        Some(_) => Err(Box::new(Diagnostic::error(
            "signature-padding",
            "phần đệm sau giá trị chữ ký có byte lạ",
            "the padding behind the signature's value holds foreign bytes",
        ))),
        None => Err(not_a_signature()),
    }
}

pub(super) fn not_a_signature() -> Box<Diagnostic> {
    Box::new(Diagnostic::error(
        "signature-unreadable",
        "giá trị chữ ký không đọc được (không phải CMS dạng DER)",
        "the signature's value cannot be read (no CMS message in DER)",
    ))
}

fn holes(vi: &str, en: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(
        "signature-range",
        format!("phạm vi của chữ ký (ByteRange) không đúng: {vi}"),
        format!("the signature's range (ByteRange) is wrong: {en}"),
    ))
}
