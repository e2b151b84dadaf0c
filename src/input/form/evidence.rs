//! Evidence as people write it in a cell: a line each, documents by kind, number and day.

use chrono::NaiveDate;

use crate::input::value::office_day;

/// A document of a line.
#[derive(Debug, PartialEq, Eq)]
pub struct Document<'a> {
    /// Kind and subject.
    pub name: &'a str,
    /// Number and symbol.
    pub number: &'a str,
    /// Its day.
    pub date: NaiveDate,
}

/// The lines of a cell that say something, without dashes before and semicolons behind.
pub fn lines(cell: &str) -> impl Iterator<Item = &str> {
    let bare = |line| str::trim(line).trim_start_matches(['-', '+', '•']).trim_end_matches(';').trim();
    cell.lines().map(bare).filter(|line: &&str| !line.is_empty())
}

/// "Báo cáo kết quả đối thoại số 41/BC-UBND ngày 09/9/2023"; none for any other line.
pub fn document(line: &str) -> Option<Document<'_>> {
    let (rest, day) = line.trim_end_matches('.').rsplit_once(" ngày ")?;
    let (name, number) = rest.rsplit_once(" số ")?;
    let (name, number) = (name.trim().trim_end_matches(',').trim_end(), number.trim().trim_end_matches(','));
    let whole = !name.is_empty() && number.contains('/') && !number.contains(char::is_whitespace);
    Some(Document { name, number, date: office_day(day.trim())? }).filter(|_| whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_told_from_other_lines() {
        let text = "- Báo cáo kết quả, số 41/BC-UBND, ngày 09/9/2023;\n\n Ảnh chụp ngày 09/9/2023\nCông văn số 5 ngày 1/1/2023.";
        let all: Vec<_> = lines(text).collect();
        let read: Vec<_> = all
            .iter()
            .map(|line| document(line).map(|found| (found.name, found.number, found.date.to_string())))
            .collect();
        assert_eq!(read, [Some(("Báo cáo kết quả", "41/BC-UBND", "2023-09-09".to_owned())), None, None]);
        assert_eq!(all[1], "Ảnh chụp ngày 09/9/2023");
        assert_eq!(document("số 41/BC ngày 09/9/2023"), None);
    }
}
