//! DER taken apart without decoding: where a hash is over bytes as they were sent, decoding and encoding again would hash
//! what we would have sent.

use der::{Decode, Header, Reader, SliceReader};

/// One element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'a> {
    /// Its tag, as the byte that stands there.
    pub(super) tag: u8,
    /// What is in it.
    pub(super) content: &'a [u8],
    /// All of it, tag and length included.
    pub(super) whole: &'a [u8],
}

pub(super) const INTEGER: u8 = 0x02;
pub(super) const OCTET_STRING: u8 = 0x04;
pub(super) const OID: u8 = 0x06;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const SET: u8 = 0x31;
pub(super) const CONTEXT_0: u8 = 0xA0;
pub(super) const CONTEXT_1: u8 = 0xA1;

/// The first element, and what follows it.
pub(super) fn first(bytes: &[u8]) -> Option<(Element<'_>, &[u8])> {
    let mut reader = SliceReader::new(bytes).ok()?;
    let header = Header::decode(&mut reader).ok()?;
    let start = usize::try_from(reader.position()).ok()?;
    let end = start.checked_add(usize::try_from(header.length).ok()?)?;
    let (whole, rest) = bytes.split_at_checked(end)?;
    Some((Element { tag: *bytes.first()?, content: whole.get(start..)?, whole }, rest))
}

/// The elements in a constructed one; none where they do not fill it.
pub(super) fn children(content: &[u8]) -> Option<Vec<Element<'_>>> {
    let mut rest = content;
    let mut found = Vec::new();
    while !rest.is_empty() {
        let (element, after) = first(rest)?;
        found.push(element);
        rest = after;
    }
    Some(found)
}

/// The elements of the only element that the bytes are, which must have this tag.
pub(super) fn parts(bytes: &[u8], tag: u8) -> Option<Vec<Element<'_>>> {
    let (element, rest) = first(bytes)?;
    if element.tag != tag || !rest.is_empty() {
        return None;
    }
    children(element.content)
}
