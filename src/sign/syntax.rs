//! Bytes to values (ISO 32000-1, 7.2 and 7.3), strictly: what a lenient reader would guess is an error here, since a
//! signature that two readers understand differently is worth nothing.

use std::ops::Range;

use super::object::{Data, Dictionary, Id, Object, Stream};

/// Arrays and dictionaries within each other, at most.
const DEEPEST: usize = 64;

/// Why bytes are no value, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) why: Why,
}

/// A reason, in Vietnamese and in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Why(pub(super) &'static str, pub(super) &'static str);

/// An indirect object as it stands in the file.
#[derive(Clone, Debug)]
pub(super) struct Indirect {
    pub(super) id: Id,
    pub(super) object: Object,
    /// Where the value of each key of its dictionary stands.
    pub(super) values: Vec<Range<usize>>,
    /// One past `endobj`.
    pub(super) end: usize,
}

/// Reads on from a place in the file.
#[derive(Clone, Debug)]
pub(super) struct Parser<'a> {
    bytes: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Parser<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    fn fault<T>(&self, why: Why) -> Result<T, Fault> {
        Err(Fault { at: self.at, why })
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Passes over white space and comments.
    pub(super) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if is_space(byte) {
                self.at += 1;
            } else if byte == b'%' {
                while self.peek().is_some_and(|b| b != b'\n' && b != b'\r') {
                    self.at += 1;
                }
            } else {
                break;
            }
        }
    }

    /// Takes a keyword that ends where a word can end.
    pub(super) fn keyword(&mut self, word: &str) -> Result<(), Fault> {
        self.skip_space();
        let ends = self.bytes.get(self.at + word.len()).is_none_or(|b| !is_regular(*b));
        if !self.rest().starts_with(word.as_bytes()) || !ends {
            return self.fault(Why("thiếu một từ khóa", "a keyword is missing"));
        }
        self.at += word.len();
        Ok(())
    }

    pub(super) fn has_keyword(&self, word: &str) -> bool {
        self.clone().keyword(word).is_ok()
    }

    /// A whole number without sign.
    pub(super) fn unsigned(&mut self) -> Result<u64, Fault> {
        self.skip_space();
        let start = self.at;
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        let digits = self.bytes.get(start..self.at).unwrap_or_default();
        let ends = self.peek().is_none_or(|b| !is_regular(b));
        let number = std::str::from_utf8(digits).ok().and_then(|text| text.parse().ok()).filter(|_| ends);
        number.ok_or(Fault { at: start, why: Why("thiếu một số", "a number is missing") })
    }

    /// `12 0 obj … endobj`; `length` finds the length of a stream that names it by reference.
    pub(super) fn indirect(&mut self, length: &dyn Fn(Id) -> Option<usize>) -> Result<Indirect, Fault> {
        let id = self.id()?;
        self.keyword("obj")?;
        self.skip_space();
        let mut values = Vec::new();
        let object = if self.rest().starts_with(b"<<") {
            let dictionary = self.dictionary(0, &mut values)?;
            if self.has_keyword("stream") { self.stream(dictionary, length)? } else { Object::Dictionary(dictionary) }
        } else {
            self.object(0)?
        };
        self.keyword("endobj")?;
        Ok(Indirect { id, object, values, end: self.at })
    }

    fn id(&mut self) -> Result<Id, Fault> {
        let number = u32::try_from(self.unsigned()?).ok();
        let generation = u16::try_from(self.unsigned()?).ok();
        match number.zip(generation) {
            Some((number, generation)) => Ok(Id { number, generation }),
            None => self.fault(Why("số của đối tượng quá lớn", "an object's number is too big")),
        }
    }

    /// The data of a stream: exactly as long as its dictionary says.
    fn stream(&mut self, dictionary: Dictionary, length: &dyn Fn(Id) -> Option<usize>) -> Result<Object, Fault> {
        self.keyword("stream")?;
        match self.rest() {
            [b'\r', b'\n', ..] => self.at += 2,
            [b'\n', ..] => self.at += 1,
            _ => return self.fault(Why("không xuống dòng sau `stream`", "no end of line after `stream`")),
        }
        let long = match dictionary.get("Length") {
            Some(Object::Integer(long)) => usize::try_from(*long).ok(),
            Some(Object::Reference(id)) => length(*id),
            _ => None,
        };
        let end = long.and_then(|long| self.at.checked_add(long)).filter(|end| *end <= self.bytes.len());
        let Some(end) = end else {
            return self.fault(Why("độ dài của luồng dữ liệu sai", "the length of a stream is wrong"));
        };
        let data = Data::At(self.at..end);
        self.at = end;
        self.keyword("endstream")?;
        Ok(Object::Stream(Stream { dictionary, data }))
    }

    /// Any value but a stream.
    pub(super) fn object(&mut self, depth: usize) -> Result<Object, Fault> {
        self.skip_space();
        let Some(first) = self.peek() else {
            return self.fault(Why("tệp kết thúc giữa một giá trị", "the file ends within a value"));
        };
        if depth > DEEPEST {
            return self.fault(Why("các giá trị lồng nhau quá sâu", "values are nested too deeply"));
        }
        match first {
            b'<' if self.rest().starts_with(b"<<") => self.dictionary(depth, &mut Vec::new()).map(Object::Dictionary),
            b'<' => self.hexadecimal().map(Object::String),
            b'(' => self.literal().map(Object::String),
            b'/' => self.name().map(Object::Name),
            b'[' => self.array(depth).map(Object::Array),
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number_or_reference(),
            _ => {
                let words =
                    [("null", Object::Null), ("true", Object::Boolean(true)), ("false", Object::Boolean(false))];
                for (word, value) in words {
                    if self.keyword(word).is_ok() {
                        return Ok(value);
                    }
                }
                self.fault(Why("đây không phải là giá trị", "this is no value"))
            }
        }
    }

    /// A dictionary, and where each of its values stands.
    fn dictionary(&mut self, depth: usize, values: &mut Vec<Range<usize>>) -> Result<Dictionary, Fault> {
        self.at += 2;
        let mut entries: Vec<(Vec<u8>, Object)> = Vec::new();
        loop {
            self.skip_space();
            if self.rest().starts_with(b">>") {
                self.at += 2;
                break;
            }
            let key = self.name()?;
            self.skip_space();
            let start = self.at;
            entries.push((key, self.object(depth + 1)?));
            values.push(start..self.at);
        }
        let mut keys: Vec<&[u8]> = entries.iter().map(|(key, _)| key.as_slice()).collect();
        keys.sort_unstable();
        if keys.windows(2).any(|pair| pair[0] == pair[1]) {
            return self.fault(Why("một khóa có hai lần trong từ điển", "a key stands twice in a dictionary"));
        }
        Ok(Dictionary(entries))
    }

    fn array(&mut self, depth: usize) -> Result<Vec<Object>, Fault> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_space();
            if self.peek() == Some(b']') {
                self.at += 1;
                return Ok(items);
            }
            items.push(self.object(depth + 1)?);
        }
    }

    fn name(&mut self) -> Result<Vec<u8>, Fault> {
        if self.peek() != Some(b'/') {
            return self.fault(Why("thiếu một tên", "a name is missing"));
        }
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|b| is_regular(*b)) {
            self.at += 1;
            if byte != b'#' {
                name.push(byte);
                continue;
            }
            let code = self.bytes.get(self.at..self.at + 2).and_then(pair);
            let Some(code) = code.filter(|code| *code != 0) else {
                return self.fault(Why("một tên viết sai", "a name is written wrongly"));
            };
            name.push(code);
            self.at += 2;
        }
        Ok(name)
    }

    fn hexadecimal(&mut self) -> Result<Vec<u8>, Fault> {
        self.at += 1;
        let mut digits = Vec::new();
        loop {
            match self.peek() {
                Some(b'>') => break self.at += 1,
                Some(byte) if byte.is_ascii_hexdigit() => digits.push(byte),
                Some(byte) if is_space(byte) => {}
                Some(_) | None => {
                    return self
                        .fault(Why("một chuỗi thập lục phân viết sai", "a hexadecimal string is written wrongly"));
                }
            }
            self.at += 1;
        }
        if digits.len() % 2 == 1 {
            digits.push(b'0');
        }
        Ok(digits.chunks(2).filter_map(pair).collect())
    }

    fn literal(&mut self) -> Result<Vec<u8>, Fault> {
        self.at += 1;
        let (mut bytes, mut open) = (Vec::new(), 1_usize);
        loop {
            let Some(byte) = self.peek() else {
                return self.fault(Why("một chuỗi không có chỗ kết thúc", "a string has no end"));
            };
            self.at += 1;
            match byte {
                b'(' => open += 1,
                b')' => open -= 1,
                b'\\' => {
                    self.escape(&mut bytes)?;
                    continue;
                }
                b'\r' => {
                    if self.peek() == Some(b'\n') {
                        self.at += 1;
                    }
                    bytes.push(b'\n');
                    continue;
                }
                _ => {}
            }
            if open == 0 {
                return Ok(bytes);
            }
            bytes.push(byte);
        }
    }

    /// What stands behind a backslash in a string.
    fn escape(&mut self, bytes: &mut Vec<u8>) -> Result<(), Fault> {
        let Some(byte) = self.peek() else {
            return self.fault(Why("một chuỗi không có chỗ kết thúc", "a string has no end"));
        };
        self.at += 1;
        match byte {
            b'n' => bytes.push(b'\n'),
            b'r' => bytes.push(b'\r'),
            b't' => bytes.push(b'\t'),
            b'b' => bytes.push(0x08),
            b'f' => bytes.push(0x0C),
            b'\n' => {}
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
            }
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit) = self.peek().filter(|b| (b'0'..=b'7').contains(b)) else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                bytes.push((code & 0xFF) as u8);
            }
            other => bytes.push(other),
        }
        Ok(())
    }

    fn number_or_reference(&mut self) -> Result<Object, Fault> {
        let mut ahead = self.clone();
        if let Ok(id) = ahead.id()
            && ahead.keyword("R").is_ok()
        {
            self.at = ahead.at;
            return Ok(Object::Reference(id));
        }
        let start = self.at;
        while self.peek().is_some_and(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.')) {
            self.at += 1;
        }
        let text = std::str::from_utf8(self.bytes.get(start..self.at).unwrap_or_default()).unwrap_or_default();
        let ends = self.peek().is_none_or(|b| !is_regular(b));
        let integer = text.parse().ok().map(Object::Integer);
        let number = integer.or_else(|| text.parse().ok().filter(|n: &f64| n.is_finite()).map(Object::Real));
        number
            .filter(|_| ends)
            .ok_or(Fault { at: start, why: Why("một số viết sai", "a number is written wrongly") })
    }
}

/// The byte that two hexadecimal digits say.
fn pair(digits: &[u8]) -> Option<u8> {
    digits
        .iter()
        .try_fold(0, |code: u32, digit| Some(code << 4 | char::from(*digit).to_digit(16)?))
        .map(|code| code as u8)
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}
