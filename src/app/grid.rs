//! A table for the terminal: columns as wide as their words, the widest ones broken over lines until all fit.

use unicode_width::UnicodeWidthStr;

use super::status::table::{cut, in_line, wrapped};

/// Between two columns.
const GAP: usize = 2;
/// No column is made narrower than this to make room.
const LEAST: usize = 8;

/// Lines of a table with a head, no wider than `width`.
pub(super) fn grid<const N: usize>(head: [&str; N], rows: &[[String; N]], width: usize) -> String {
    let rows: Vec<[String; N]> = rows.iter().map(|row| row.each_ref().map(|cell| in_line(cell))).collect();
    let mut widths: [usize; N] = std::array::from_fn(|at| {
        rows.iter().map(|row| row[at].width()).chain([head[at].width()]).max().unwrap_or_default()
    });
    let gaps = GAP * N.saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > width {
        let Some(widest) = widths.iter_mut().max().filter(|widest| **widest > LEAST) else { break };
        *widest -= 1;
    }
    let mut text = String::new();
    for row in std::iter::once(head.map(ToOwned::to_owned)).chain(rows) {
        let cells: [Vec<String>; N] = std::array::from_fn(|at| wrapped(&row[at], widths[at]));
        let lines = cells.iter().map(Vec::len).max().unwrap_or_default();
        for line in 0..lines {
            let parts = cells.iter().zip(widths).map(|(cell, width)| {
                let words = cut(cell.get(line).map(String::as_str).unwrap_or_default(), width);
                let blanks = " ".repeat(width.saturating_sub(words.width()));
                words + &blanks
            });
            let line = parts.collect::<Vec<_>>().join(&" ".repeat(GAP));
            text += &cut(line.trim_end(), width);
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_fits_and_no_word_is_lost_where_there_is_room() {
        let row = ["2023-10-01".to_owned(), "Kế toán TC xã, Tư pháp – Hộ tịch xã, Bộ phận một cửa xã".to_owned()];
        for width in 4..80 {
            let text = grid(["Từ ngày", "Chủ trì"], std::slice::from_ref(&row), width);
            assert!(text.lines().all(|line| line.width() <= width), "{width}: {text}");
        }
        assert_eq!(
            grid(["Từ", "Ai"], &[["1".to_owned(), "một hai ba bốn".to_owned()]], 13),
            "Từ  Ai\n1   một hai\n    ba bốn\n"
        );
    }
}
