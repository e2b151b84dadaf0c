//! The values a PDF file is made of (ISO 32000-1, 7.3), and how they are written again.

use std::fmt::Write as _;
use std::ops::Range;

/// The number of an indirect object and its generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Id {
    pub(super) number: u32,
    pub(super) generation: u16,
}

/// One value.
#[derive(Clone, Debug)]
pub(super) enum Object {
    Null,
    Boolean(bool),
    Integer(i64),
    Real(f64),
    /// The bytes that a literal or hexadecimal string stands for.
    String(Vec<u8>),
    Name(Vec<u8>),
    Array(Vec<Object>),
    Dictionary(Dictionary),
    Stream(Stream),
    Reference(Id),
}

/// Keys and values in the order of the file; a key stands once.
#[derive(Clone, Debug, Default)]
pub(super) struct Dictionary(pub(super) Vec<(Vec<u8>, Object)>);

/// A dictionary with data.
#[derive(Clone, Debug)]
pub(super) struct Stream {
    pub(super) dictionary: Dictionary,
    pub(super) data: Data,
}

/// The data of a stream.
#[derive(Clone, Debug)]
pub(super) enum Data {
    /// Bytes of the file that was read.
    At(Range<usize>),
    /// Bytes of our own making.
    New(Vec<u8>),
}

impl Object {
    pub(super) fn name(name: &str) -> Self {
        Self::Name(name.as_bytes().to_vec())
    }

    /// A text string: as it is where ASCII says it, else UTF-16 with its mark (7.9.2.2).
    pub(super) fn text(text: &str) -> Self {
        if text.is_ascii() {
            return Self::String(text.as_bytes().to_vec());
        }
        let mut bytes = vec![0xFE, 0xFF];
        bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        Self::String(bytes)
    }

    pub(super) fn numbers(numbers: &[f64]) -> Self {
        Self::Array(numbers.iter().map(|n| Self::Real(*n)).collect())
    }

    pub(super) fn as_integer(&self) -> Option<i64> {
        if let Self::Integer(number) = self { Some(*number) } else { None }
    }

    pub(super) fn as_number(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Real(number) => Some(*number),
            Self::Null
            | Self::Boolean(_)
            | Self::String(_)
            | Self::Name(_)
            | Self::Array(_)
            | Self::Dictionary(_)
            | Self::Stream(_)
            | Self::Reference(_) => None,
        }
    }

    pub(super) fn as_reference(&self) -> Option<Id> {
        if let Self::Reference(id) = self { Some(*id) } else { None }
    }

    pub(super) fn as_array(&self) -> Option<&[Object]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    pub(super) fn as_string(&self) -> Option<&[u8]> {
        if let Self::String(bytes) = self { Some(bytes) } else { None }
    }

    pub(super) fn as_name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    /// A dictionary, or that of a stream.
    pub(super) fn as_dictionary(&self) -> Option<&Dictionary> {
        match self {
            Self::Dictionary(dictionary) => Some(dictionary),
            Self::Stream(stream) => Some(&stream.dictionary),
            Self::Null
            | Self::Boolean(_)
            | Self::Integer(_)
            | Self::Real(_)
            | Self::String(_)
            | Self::Name(_)
            | Self::Array(_)
            | Self::Reference(_) => None,
        }
    }

    /// Calls back for every reference within.
    pub(super) fn each_reference(&self, visit: &mut impl FnMut(Id)) {
        match self {
            Self::Reference(id) => visit(*id),
            Self::Array(items) => items.iter().for_each(|item| item.each_reference(visit)),
            Self::Dictionary(dictionary) => dictionary.each_reference(visit),
            Self::Stream(stream) => stream.dictionary.each_reference(visit),
            Self::Null | Self::Boolean(_) | Self::Integer(_) | Self::Real(_) | Self::String(_) | Self::Name(_) => {}
        }
    }

    /// The same value, however it is written: 112 is 112.0, and a text is a text in any encoding. Streams are never the
    /// same: their data is not looked at here.
    pub(super) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Boolean(a), Self::Boolean(b)) => a == b,
            (Self::Integer(_) | Self::Real(_), Self::Integer(_) | Self::Real(_)) => {
                self.as_number() == other.as_number()
            }
            (Self::String(a), Self::String(b)) => a == b || decode_text(a) == decode_text(b),
            (Self::Name(a), Self::Name(b)) => a == b,
            (Self::Array(a), Self::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b)),
            (Self::Dictionary(a), Self::Dictionary(b)) => a.differing_keys(b).is_empty(),
            (Self::Reference(a), Self::Reference(b)) => a == b,
            (
                Self::Null
                | Self::Boolean(_)
                | Self::Integer(_)
                | Self::Real(_)
                | Self::String(_)
                | Self::Name(_)
                | Self::Array(_)
                | Self::Dictionary(_)
                | Self::Stream(_)
                | Self::Reference(_),
                _,
            ) => false,
        }
    }

    /// Appends the value as a file has it; `source` is the file that data of streams lies in.
    pub(super) fn write(&self, source: &[u8], out: &mut Vec<u8>) {
        match self {
            Self::Null => out.extend(b"null"),
            Self::Boolean(true) => out.extend(b"true"),
            Self::Boolean(false) => out.extend(b"false"),
            Self::Integer(number) => out.extend(number.to_string().bytes()),
            Self::Real(number) => out.extend(real(*number).bytes()),
            Self::String(bytes) => write_string(bytes, out),
            Self::Name(name) => write_name(name, out),
            Self::Array(items) => {
                out.push(b'[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(b' ');
                    }
                    item.write(source, out);
                }
                out.push(b']');
            }
            Self::Dictionary(dictionary) => dictionary.write(source, out),
            Self::Stream(stream) => {
                stream.dictionary.write(source, out);
                out.extend(b"\nstream\n");
                match &stream.data {
                    Data::At(range) => out.extend(source.get(range.clone()).unwrap_or_default()),
                    Data::New(bytes) => out.extend(bytes),
                }
                out.extend(b"\nendstream");
            }
            Self::Reference(id) => out.extend(format!("{} {} R", id.number, id.generation).bytes()),
        }
    }
}

impl Dictionary {
    pub(super) fn from(entries: impl IntoIterator<Item = (&'static str, Object)>) -> Self {
        Self(entries.into_iter().map(|(key, value)| (key.as_bytes().to_vec(), value)).collect())
    }

    pub(super) fn get(&self, key: &str) -> Option<&Object> {
        self.0.iter().find(|(k, _)| k == key.as_bytes()).map(|(_, value)| value)
    }

    /// Puts a value in the place of the old one, or at the end.
    pub(super) fn set(&mut self, key: &str, value: Object) {
        match self.0.iter_mut().find(|(k, _)| k == key.as_bytes()) {
            Some((_, old)) => *old = value,
            None => self.0.push((key.as_bytes().to_vec(), value)),
        }
    }

    /// The keys whose values are not the same in both; a key with `null` is a key that is not there.
    pub(super) fn differing_keys<'a>(&'a self, other: &'a Self) -> Vec<&'a [u8]> {
        let missing = |of: &Self, key: &[u8]| of.value(key).is_none();
        let changed = self.0.iter().filter(|(key, value)| {
            let other = other.value(key).unwrap_or(&Object::Null);
            !value.same(other)
        });
        let added = other.0.iter().filter(|(key, value)| missing(self, key) && !matches!(value, Object::Null));
        changed.chain(added).map(|(key, _)| key.as_slice()).collect()
    }

    fn value(&self, key: &[u8]) -> Option<&Object> {
        self.0.iter().find(|(k, _)| k == key).map(|(_, value)| value)
    }

    fn each_reference(&self, visit: &mut impl FnMut(Id)) {
        self.0.iter().for_each(|(_, value)| value.each_reference(visit));
    }

    pub(super) fn write(&self, source: &[u8], out: &mut Vec<u8>) {
        out.extend(b"<<");
        for (key, value) in &self.0 {
            write_name(key, out);
            out.push(b' ');
            value.write(source, out);
        }
        out.extend(b">>");
    }
}

/// A number without exponent, with all its digits: one that is written again must stay the same.
fn real(number: f64) -> String {
    if number == 0.0 { "0".to_owned() } else { number.to_string() }
}

fn write_string(bytes: &[u8], out: &mut Vec<u8>) {
    if bytes.iter().all(|b| (0x20..0x7F).contains(b)) {
        out.push(b'(');
        for byte in bytes {
            if matches!(byte, b'(' | b')' | b'\\') {
                out.push(b'\\');
            }
            out.push(*byte);
        }
        out.push(b')');
    } else {
        out.push(b'<');
        out.extend(hex(bytes).bytes());
        out.push(b'>');
    }
}

/// Two digits a byte.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn write_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_alphanumeric() || b"._-+*:,;@!".contains(byte) {
            out.push(*byte);
        } else {
            out.extend(format!("#{byte:02X}").bytes());
        }
    }
}

/// The text of a text string; letters of PDFDocEncoding above ASCII as Latin-1, which it is but for a few signs.
pub(super) fn decode_text(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units: Vec<u16> =
                rest.chunks(2).map(|pair| pair.iter().fold(0, |n, b| n << 8 | u16::from(*b))).collect();
            String::from_utf16_lossy(&units)
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|b| char::from(*b)).collect(),
    }
}
