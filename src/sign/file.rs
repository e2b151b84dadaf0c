//! A PDF file revision by revision (ISO 32000-1, 7.5): which bytes each added, and which objects.
//!
//! A file that was changed after it was made is the old file with something appended. What a signature covers is such a
//! prefix, so that the prefixes are found here once and strictly, and everything else asks for an object "as of" one.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::object::{Data, Dictionary, Id, Object, Stream};
use super::syntax::{Fault, Indirect, Parser, Why};
use super::{stream, xref};

/// More revisions than anyone makes of a document: a bound on what a hostile file can cost.
const MOST_REVISIONS: usize = 64;

/// Objects in one object stream: those of other programs hold a few hundred.
const MOST_PACKED: usize = 10_000;

/// How every PDF begins.
pub(super) const HEAD: &[u8] = b"%PDF-";

/// Where an object stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    Free,
    At {
        offset: usize,
        generation: u16,
    },
    /// In an object stream.
    Packed {
        stream: u32,
        index: usize,
    },
}

/// How a revision says where its objects stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Table,
    /// A stream object of this number.
    Stream(u32),
}

/// What was written at one time.
#[derive(Clone, Debug)]
pub(super) struct Revision {
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// Where its table begins.
    pub(super) table: usize,
    pub(super) kind: Kind,
    /// The objects it wrote or freed.
    pub(super) entries: BTreeMap<u32, Entry>,
    pub(super) trailer: Dictionary,
}

/// A file that was read.
#[derive(Clone, Debug)]
pub(super) struct File<'a> {
    pub(super) bytes: &'a [u8],
    /// Oldest first; never empty.
    pub(super) revisions: Vec<Revision>,
    /// Object streams that were unpacked, by where their data stands.
    unpacked: RefCell<BTreeMap<usize, Rc<[u8]>>>,
}

impl<'a> File<'a> {
    /// Reads the tables of all revisions.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, Fault> {
        if !bytes.starts_with(HEAD) {
            return Err(Fault { at: 0, why: Why("không phải tệp PDF", "not a PDF file") });
        }
        let mut next = Some(last_table(bytes)?);
        let mut revisions: Vec<Revision> = Vec::new();
        while let Some(at) = next {
            if revisions.len() >= MOST_REVISIONS {
                return Err(Fault {
                    at,
                    why: Why("tệp được ghi thêm quá nhiều lần", "the file has too many revisions"),
                });
            }
            let section = xref::read(bytes, at)?;
            next = match section.trailer.get("Prev") {
                None => None,
                Some(Object::Integer(previous)) => {
                    let previous = usize::try_from(*previous).ok().filter(|previous| *previous < at);
                    Some(previous.ok_or(Fault {
                        at,
                        why: Why("bảng trước không nằm phía trước", "the table before this one is not before it"),
                    })?)
                }
                Some(_) => {
                    return Err(Fault {
                        at,
                        why: Why("không rõ chỗ của bảng trước", "the table before this one has no place"),
                    });
                }
            };
            revisions.push(section);
        }
        revisions.reverse();
        let mut start = 0;
        for revision in &mut revisions {
            revision.range.start = start;
            start = revision.range.end;
            let within = revision.range.start..revision.range.end;
            for entry in revision.entries.values() {
                if let Entry::At { offset, .. } = entry
                    && !within.contains(offset)
                {
                    return Err(Fault {
                        at: revision.table,
                        why: Why(
                            "có đối tượng nằm ngoài lần ghi nêu nó",
                            "an object stands outside the revision that names it",
                        ),
                    });
                }
            }
        }
        if start != bytes.len() {
            return Err(Fault {
                at: start,
                why: Why("có byte nằm sau chỗ kết thúc tệp", "bytes stand behind the end of the file"),
            });
        }
        Ok(Self { bytes, revisions, unpacked: RefCell::default() })
    }

    /// The newest revision.
    pub(super) fn newest(&self) -> usize {
        self.revisions.len() - 1
    }

    pub(super) fn trailer(&self, as_of: usize) -> &Dictionary {
        &self.revisions[as_of.min(self.newest())].trailer
    }

    /// Where an object stands as of a revision.
    pub(super) fn entry(&self, number: u32, as_of: usize) -> Option<Entry> {
        self.revisions[..=as_of.min(self.newest())].iter().rev().find_map(|r| r.entries.get(&number).copied())
    }

    /// An object with its place; none where it is not defined, freed, or lies in an object stream.
    pub(super) fn indirect(&self, id: Id, as_of: usize) -> Result<Option<Indirect>, Fault> {
        let Some(Entry::At { offset, generation }) = self.entry(id.number, as_of) else { return Ok(None) };
        let length = |length: Id| self.plain_integer(length, as_of);
        let found = Parser::new(self.bytes, offset).indirect(&length)?;
        if found.id.number != id.number || found.id.generation != generation {
            return Err(Fault {
                at: offset,
                why: Why("đối tượng khác nằm ở chỗ bảng chỉ ra", "another object stands where the table says"),
            });
        }
        Ok((generation == id.generation).then_some(found))
    }

    /// An object as of a revision; `null` where it is not defined, as the standard has it (7.3.10).
    pub(super) fn object(&self, id: Id, as_of: usize) -> Result<Object, Fault> {
        match self.entry(id.number, as_of) {
            Some(Entry::At { .. }) => Ok(self.indirect(id, as_of)?.map_or(Object::Null, |found| found.object)),
            Some(Entry::Packed { stream, index }) if id.generation == 0 => self.packed(id, stream, index, as_of),
            Some(Entry::Packed { .. } | Entry::Free) | None => Ok(Object::Null),
        }
    }

    /// What a value stands for: itself, or the object it refers to.
    pub(super) fn resolve(&self, object: &Object, as_of: usize) -> Result<Object, Fault> {
        match object {
            Object::Reference(id) => self.object(*id, as_of),
            Object::Null
            | Object::Boolean(_)
            | Object::Integer(_)
            | Object::Real(_)
            | Object::String(_)
            | Object::Name(_)
            | Object::Array(_)
            | Object::Dictionary(_)
            | Object::Stream(_) => Ok(object.clone()),
        }
    }

    /// The value of a key, followed to where it stands; `null` where there is none.
    pub(super) fn get(&self, dictionary: &Dictionary, key: &str, as_of: usize) -> Result<Object, Fault> {
        dictionary.get(key).map_or(Ok(Object::Null), |value| self.resolve(value, as_of))
    }

    /// The catalog, and its number.
    pub(super) fn catalog(&self, as_of: usize) -> Result<(Id, Dictionary), Fault> {
        let at = self.revisions[as_of.min(self.newest())].table;
        let id = self.trailer(as_of).get("Root").and_then(Object::as_reference);
        let id =
            id.ok_or(Fault { at, why: Why("tệp không có mục gốc (catalog)", "the file has no catalog") })?;
        match self.object(id, as_of)? {
            Object::Dictionary(catalog) => Ok((id, catalog)),
            _ => Err(Fault { at, why: Why("tệp không có mục gốc (catalog)", "the file has no catalog") }),
        }
    }

    /// The data of a stream as its filter gives it back.
    pub(super) fn data(&self, stream: &Stream) -> Result<Vec<u8>, Fault> {
        stream::decode(self.bytes, stream)
    }

    /// The length of a stream where it is an object of its own.
    fn plain_integer(&self, id: Id, as_of: usize) -> Option<usize> {
        let Some(Entry::At { offset, .. }) = self.entry(id.number, as_of) else { return None };
        let found = Parser::new(self.bytes, offset).indirect(&|_| None).ok().filter(|found| found.id == id)?;
        usize::try_from(found.object.as_integer()?).ok()
    }

    /// An object in an object stream (7.5.7).
    fn packed(&self, id: Id, stream: u32, index: usize, as_of: usize) -> Result<Object, Fault> {
        let holder = Id { number: stream, generation: 0 };
        let Some(Indirect { object: Object::Stream(holder), .. }) = self.indirect(holder, as_of)? else {
            return Err(Fault {
                at: 0, why: Why("thiếu luồng chứa đối tượng", "an object stream is missing")
            });
        };
        let fault = Fault {
            at: 0,
            why: Why(
                "luồng chứa đối tượng không có thứ bảng nêu",
                "an object stream does not hold what the table says",
            ),
        };
        let number =
            |key| holder.dictionary.get(key).and_then(Object::as_integer).and_then(|n| usize::try_from(n).ok());
        let (Some(first), Some(count)) = (number("First"), number("N")) else { return Err(fault) };
        if index >= count || count > MOST_PACKED {
            return Err(fault);
        }
        let Data::At(place) = &holder.data else { return Err(fault) };
        let known = self.unpacked.borrow().get(&place.start).cloned();
        let data = match known {
            Some(data) => data,
            None => {
                let data: Rc<[u8]> = self.data(&holder)?.into();
                self.unpacked.borrow_mut().insert(place.start, Rc::clone(&data));
                data
            }
        };
        let mut head = Parser::new(&data, 0);
        let mut found = (0, 0);
        for _ in 0..=index {
            found = (head.unsigned()?, head.unsigned()?);
        }
        let at = usize::try_from(found.1).ok().and_then(|at| at.checked_add(first)).filter(|at| *at <= data.len());
        let Some(at) = at.filter(|_| found.0 == u64::from(id.number)) else { return Err(fault) };
        Parser::new(&data, at).object(0)
    }
}

/// Where the newest table begins, by the last lines of the file: `startxref`, a number, `%%EOF`.
fn last_table(bytes: &[u8]) -> Result<usize, Fault> {
    let tail_start = bytes.len().saturating_sub(64);
    let tail = &bytes[tail_start..];
    let at = tail.windows(9).rposition(|w| w == b"startxref");
    let at = tail_start
        + at.ok_or(Fault {
            at: bytes.len(),
            why: Why("thiếu phần cuối tệp, có thể tệp bị cắt cụt", "the end of the file is missing"),
        })?;
    let mut parser = Parser::new(bytes, at);
    parser.keyword("startxref")?;
    usize::try_from(parser.unsigned()?).map_err(|_| Fault {
        at,
        why: Why("chỗ của bảng đối tượng không phải là số", "the table's place is no number"),
    })
}
