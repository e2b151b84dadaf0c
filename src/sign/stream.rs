//! Data of streams given back: deflate and its predictors (ISO 32000-1, 7.4.4), which is what tables and object streams use.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::object::{Data, Dictionary, Object, Stream};
use super::syntax::{Fault, Why};

/// More than any table or object stream of an office's document: a bound on what a hostile file can cost.
const LONGEST: u64 = 64 << 20;

/// Decodes a stream.
pub(super) fn decode(bytes: &[u8], stream: &Stream) -> Result<Vec<u8>, Fault> {
    let (at, data) = match &stream.data {
        Data::At(range) => (range.start, bytes.get(range.clone()).unwrap_or_default()),
        Data::New(data) => (0, data.as_slice()),
    };
    let fault = |why| Fault { at, why };
    let one = |key: &str| match stream.dictionary.get(key) {
        Some(Object::Array(items)) if items.len() == 1 => items.first().cloned(),
        Some(Object::Array(items)) if items.is_empty() => None,
        other => other.cloned(),
    };
    match one("Filter") {
        None | Some(Object::Null) => return Ok(data.to_vec()),
        Some(Object::Name(name)) if name == b"FlateDecode" => {}
        Some(_) => {
            return Err(fault(Why(
                "luồng dữ liệu nén theo cách chưa đọc được",
                "a stream is packed in a way that is not read here",
            )));
        }
    }
    let mut plain = Vec::new();
    let read = ZlibDecoder::new(data).take(LONGEST + 1).read_to_end(&mut plain);
    read.map_err(|_| fault(Why("luồng dữ liệu nén sai", "a stream is packed wrongly")))?;
    if plain.len() as u64 > LONGEST {
        return Err(fault(Why("luồng dữ liệu quá dài", "a stream is too long")));
    }
    match one("DecodeParms") {
        None | Some(Object::Null) => Ok(plain),
        Some(Object::Dictionary(how)) => {
            unpredict(plain, &how).ok_or_else(|| fault(Why("luồng dữ liệu nén sai", "a stream is packed wrongly")))
        }
        Some(_) => Err(fault(Why(
            "luồng dữ liệu nén theo cách chưa đọc được",
            "a stream is packed in a way that is not read here",
        ))),
    }
}

/// Undoes the prediction of PNG rows of one byte a cell.
fn unpredict(plain: Vec<u8>, how: &Dictionary) -> Option<Vec<u8>> {
    let number = |key: &str, default: i64| how.get(key).map_or(Some(default), Object::as_integer);
    let (predictor, columns) = (number("Predictor", 1)?, number("Columns", 1)?);
    if predictor == 1 {
        return Some(plain);
    }
    let plain_cells = number("Colors", 1)? == 1 && number("BitsPerComponent", 8)? == 8;
    let columns = usize::try_from(columns).ok().filter(|c| (1..=4096).contains(c))?;
    if predictor < 10 || !plain_cells || !plain.len().is_multiple_of(columns + 1) {
        return None;
    }
    let mut above = vec![0_u8; columns];
    let mut out = Vec::with_capacity(plain.len());
    for row in plain.chunks_exact(columns + 1) {
        let (filter, cells) = row.split_first()?;
        let mut line = cells.to_vec();
        for i in 0..columns {
            let left = if i > 0 { line[i - 1] } else { 0 };
            let corner = if i > 0 { above[i - 1] } else { 0 };
            let guess = match filter {
                0 => 0,
                1 => left,
                2 => above[i],
                3 => u16::midpoint(u16::from(left), u16::from(above[i])) as u8,
                4 => paeth(left, above[i], corner),
                _ => return None,
            };
            line[i] = line[i].wrapping_add(guess);
        }
        out.extend(&line);
        above = line;
    }
    Some(out)
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(above), i16::from(corner));
    let guess = a + b - c;
    let (da, db, dc) = ((guess - a).abs(), (guess - b).abs(), (guess - c).abs());
    if da <= db && da <= dc {
        left
    } else if db <= dc {
        above
    } else {
        corner
    }
}
