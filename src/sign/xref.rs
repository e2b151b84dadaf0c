//! The tables that say where objects stand: as a table (ISO 32000-1, 7.5.4) or as a stream (7.5.8).

use std::collections::BTreeMap;

use super::file::{Entry, Kind, Revision};
use super::object::{Dictionary, Object};
use super::stream;
use super::syntax::{Fault, Parser, Why};

/// Reads the table at a place, to the end of the revision that it closes.
pub(super) fn read(bytes: &[u8], at: usize) -> Result<Revision, Fault> {
    let mut parser = Parser::new(bytes, at);
    // A word must begin just there: what a lenient reader would look for around the place is another table.
    let exact = bytes.get(at).is_some_and(|b| *b == b'x' || b.is_ascii_digit());
    if !exact {
        return Err(Fault {
            at,
            why: Why("không có bảng đối tượng ở chỗ tệp chỉ ra", "no table of objects stands where the file says"),
        });
    }
    let (kind, entries, trailer) =
        if parser.has_keyword("xref") { table(&mut parser)? } else { table_stream(bytes, &mut parser)? };
    for (key, why) in [
        ("Encrypt", Why("tệp bị mã hóa", "the file is encrypted")),
        ("XRefStm", Why("tệp có hai bảng đối tượng cùng lúc", "the file has two tables at once")),
    ] {
        if trailer.get(key).is_some() {
            return Err(Fault { at, why });
        }
    }
    let end = closing(bytes, &mut parser, at)?;
    Ok(Revision { range: 0..end, table: at, kind, entries, trailer })
}

type Table = (Kind, BTreeMap<u32, Entry>, Dictionary);

fn table(parser: &mut Parser<'_>) -> Result<Table, Fault> {
    parser.keyword("xref")?;
    let mut entries = BTreeMap::new();
    while !parser.has_keyword("trailer") {
        let (first, count) = (parser.unsigned()?, parser.unsigned()?);
        for index in 0..count {
            let (offset, generation) = (parser.unsigned()?, parser.unsigned()?);
            let at = parser.at;
            let fault = |why| Fault { at, why };
            let number = first.checked_add(index).and_then(|n| u32::try_from(n).ok());
            let number =
                number.ok_or_else(|| fault(Why("số của đối tượng quá lớn", "an object's number is too big")))?;
            let entry = if parser.has_keyword("n") {
                parser.keyword("n")?;
                let generation = u16::try_from(generation)
                    .map_err(|_| fault(Why("số thế hệ của đối tượng quá lớn", "a generation is too big")))?;
                Entry::At { offset: usize::try_from(offset).unwrap_or(usize::MAX), generation }
            } else {
                parser.keyword("f")?;
                Entry::Free
            };
            if entries.insert(number, entry).is_some() {
                return Err(fault(Why("bảng nêu một đối tượng hai lần", "the table names an object twice")));
            }
        }
    }
    parser.keyword("trailer")?;
    match parser.object(0)? {
        Object::Dictionary(trailer) => Ok((Kind::Table, entries, trailer)),
        _ => Err(Fault { at: parser.at, why: Why("thiếu phần cuối bảng (trailer)", "the trailer is missing") }),
    }
}

fn table_stream(bytes: &[u8], parser: &mut Parser<'_>) -> Result<Table, Fault> {
    let at = parser.at;
    let fault = |why| Fault { at, why };
    let found = parser.indirect(&|_| None)?;
    let Object::Stream(holder) = found.object else {
        return Err(fault(Why(
            "không có bảng đối tượng ở chỗ tệp chỉ ra",
            "no table of objects stands where the file says",
        )));
    };
    if holder.dictionary.get("Type").and_then(Object::as_name) != Some(b"XRef") {
        return Err(fault(Why(
            "không có bảng đối tượng ở chỗ tệp chỉ ra",
            "no table of objects stands where the file says",
        )));
    }
    let numbers = |key: &str| -> Option<Vec<usize>> {
        let items = holder.dictionary.get(key)?.as_array()?;
        items.iter().map(|n| usize::try_from(n.as_integer()?).ok()).collect()
    };
    let widths = numbers("W").filter(|w| w.len() == 3 && w.iter().all(|w| *w <= 8));
    let widths = widths.ok_or_else(|| fault(Why("cột của bảng đối tượng sai", "the table's columns are wrong")))?;
    let size = holder.dictionary.get("Size").and_then(Object::as_integer).and_then(|n| usize::try_from(n).ok());
    let size = size.ok_or_else(|| fault(Why("bảng đối tượng không ghi kích thước", "the table has no size")))?;
    let sections = numbers("Index").unwrap_or_else(|| vec![0, size]);
    let data = stream::decode(bytes, &holder)?;
    let row: usize = widths.iter().sum();
    let mut rows = if row == 0 { data.chunks_exact(1) } else { data.chunks_exact(row) };
    let mut entries = BTreeMap::new();
    for section in sections.chunks(2) {
        let [first, count] = *section else {
            return Err(fault(Why("các đoạn của bảng đối tượng sai", "the table's sections are wrong")));
        };
        for index in 0..count {
            let cells = rows
                .next()
                .ok_or_else(|| fault(Why("bảng đối tượng ngắn hơn mức tự ghi", "the table is shorter than it says")))?;
            let number = first.checked_add(index).and_then(|n| u32::try_from(n).ok());
            let number =
                number.ok_or_else(|| fault(Why("số của đối tượng quá lớn", "an object's number is too big")))?;
            let entry = entry(cells, &widths)
                .ok_or_else(|| fault(Why("bảng đối tượng viết sai", "the table is written wrongly")))?;
            if entries.insert(number, entry).is_some() {
                return Err(fault(Why("bảng nêu một đối tượng hai lần", "the table names an object twice")));
            }
        }
    }
    Ok((Kind::Stream(found.id.number), entries, holder.dictionary))
}

fn entry(cells: &[u8], widths: &[usize]) -> Option<Entry> {
    let mut rest = cells;
    let mut field = |width: usize, default: u64| {
        let (cell, after) = rest.split_at_checked(width)?;
        rest = after;
        Some(if width == 0 { default } else { cell.iter().fold(0, |n, b| n << 8 | u64::from(*b)) })
    };
    let (kind, second, third) = (field(widths[0], 1)?, field(widths[1], 0)?, field(widths[2], 0)?);
    match kind {
        0 => Some(Entry::Free),
        1 => Some(Entry::At { offset: usize::try_from(second).ok()?, generation: u16::try_from(third).ok()? }),
        2 => Some(Entry::Packed { stream: u32::try_from(second).ok()?, index: usize::try_from(third).ok()? }),
        _ => None,
    }
}

/// `startxref`, the place that was read, `%%EOF`, and one end of line at most; gives the place behind them.
fn closing(bytes: &[u8], parser: &mut Parser<'_>, table: usize) -> Result<usize, Fault> {
    parser.keyword("startxref")?;
    let fault = |at, why| Fault { at, why };
    if parser.unsigned()? != table as u64 {
        return Err(fault(
            parser.at,
            Why("một lần ghi kết thúc bằng chỗ của bảng khác", "a revision ends with the place of another table"),
        ));
    }
    while bytes.get(parser.at).is_some_and(|b| super::syntax::is_space(*b)) {
        parser.at += 1;
    }
    let rest = bytes.get(parser.at..).unwrap_or_default();
    let Some(rest) = rest.strip_prefix(b"%%EOF") else {
        return Err(fault(parser.at, Why("thiếu `%%EOF`", "`%%EOF` is missing")));
    };
    let line = match rest {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    };
    Ok(parser.at + 5 + line)
}
