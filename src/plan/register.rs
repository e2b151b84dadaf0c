//! Sổ đăng ký văn bản đi: which documents of a project were issued, under which number, on which day.

use std::fmt;

use chrono::NaiveDate;

use super::{DocumentInfo, Plan, Report, ReportPeriod};
use crate::base::{PartialDate, Place, Placed, text};

/// A document that a project makes, by its name in the register: `plan`, `report-2023-Q3`, `amend-2023-10-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentId {
    /// The plan itself.
    Plan,
    /// Báo cáo of a period.
    Report(ReportPeriod),
    /// Văn bản điều chỉnh whose changes hold from a day on.
    Amend(NaiveDate),
}

impl DocumentId {
    /// Reads a name of the register, or of the files that are made of it.
    pub fn parse(written: &str) -> Option<Self> {
        let written = written.trim();
        let after = |names: [&str; 2]| names.into_iter().find_map(|name| written.strip_prefix(name));
        if ["plan", "ke-hoach"].contains(&written) {
            return Some(Self::Plan);
        }
        if let Some(period) = after(["report-", "bao-cao-"]) {
            return ReportPeriod::parse(&period.to_ascii_uppercase()).map(Self::Report);
        }
        match PartialDate::parse(after(["amend-", "dieu-chinh-"])?)? {
            PartialDate::Day(day) => Some(Self::Amend(day)),
            PartialDate::Year(_) | PartialDate::Month(..) => None,
        }
    }
}

/// As [`DocumentId::parse`] reads it.
impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plan => f.write_str("plan"),
            Self::Report(period) => write!(f, "report-{period}"),
            Self::Amend(day) => write!(f, "amend-{day}"),
        }
    }
}

/// Một dòng của sổ: a document with its number and day.
#[derive(Clone, Debug)]
pub struct Registered {
    /// Which document.
    pub document: Placed<DocumentId>,
    /// Số.
    pub number: Placed<u32>,
    /// Ký hiệu.
    pub symbol: Placed<String>,
    /// Ngày ban hành.
    pub date: Placed<NaiveDate>,
    /// The day up to which a report counts, where that is not its period's end.
    pub as_of: Option<Placed<NaiveDate>>,
    /// The number of the entry of the same document that this one takes the place of.
    pub replaces: Option<Placed<u32>>,
    /// The files as they were issued.
    pub files: Vec<RegisteredFile>,
    /// Where in the project what was issued is kept.
    pub stored: Option<Placed<String>>,
    /// The digest of that file, line ends aside: whoever copies it to another system may change them.
    pub stored_sha256: Option<Placed<String>>,
    /// Where the whole entry stands.
    pub place: Place,
}

impl Registered {
    /// Số và ký hiệu: "45/KH-UBND".
    pub fn full_number(&self) -> String {
        format!("{}/{}", text::document_number(self.number.value), self.symbol.value)
    }
}

/// A file and the digest of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisteredFile {
    /// Its name.
    pub name: Placed<String>,
    /// SHA-256 in hexadecimal digits.
    pub sha256: Placed<String>,
}

/// The register of a project. Entries stay, also those that others took the place of.
#[derive(Clone, Debug, Default)]
pub struct Register {
    /// In the order of their entering.
    pub entries: Vec<Registered>,
}

impl Register {
    /// The entry under which a document stands: the last of its entries.
    pub fn standing(&self, document: DocumentId) -> Option<&Registered> {
        self.entries.iter().rev().find(|entry| entry.document.value == document)
    }

    /// The entries under which documents stand.
    pub fn all_standing(&self) -> impl Iterator<Item = &Registered> {
        let standing = |entry: &&Registered| {
            self.standing(entry.document.value).is_some_and(|standing| standing.place == entry.place)
        };
        self.entries.iter().filter(standing)
    }

    /// The plan with the number and day under which it was issued.
    pub fn applied_to(&self, mut plan: Plan) -> Plan {
        self.apply(DocumentId::Plan, &mut plan.document);
        plan
    }

    /// A report with the number and day under which it was issued, counted up to the day that it was counted up to then.
    pub fn applied_to_report(&self, mut report: Report) -> Report {
        let id = DocumentId::Report(report.period);
        self.apply(id, &mut report.document);
        if let Some(entry) = self.standing(id) {
            report.as_of.clone_from(&entry.as_of);
        }
        report
    }

    fn apply(&self, id: DocumentId, document: &mut DocumentInfo) {
        if let Some(entry) = self.standing(id) {
            document.number = Some(entry.number.clone());
            document.date = Some(entry.date.clone().map(PartialDate::Day));
        }
    }

    /// The last day that the report before this one counted, where that is not the end of its period: then this one begins
    /// on the day after it, so that nothing is counted twice or not at all.
    pub fn previous_counted_to(&self, period: ReportPeriod) -> Option<NaiveDate> {
        self.standing(DocumentId::Report(period.previous()))?.as_of.as_ref().map(|day| day.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_documents_are_read_as_they_are_written() {
        for name in ["plan", "report-2023-Q3", "report-2023", "report-2023-9M", "report-2023-09", "amend-2023-10-01"] {
            assert_eq!(DocumentId::parse(name).map(|id| id.to_string()).as_deref(), Some(name));
        }
        for (written, name) in
            [("ke-hoach", "plan"), ("bao-cao-2023-q3", "report-2023-Q3"), ("dieu-chinh-2023-10-01", "amend-2023-10-01")]
        {
            assert_eq!(DocumentId::parse(written).map(|id| id.to_string()).as_deref(), Some(name));
        }
        for wrong in ["", "Plan", "report", "report-", "report-2023-Q5", "amend-2023-10", "amend-", "phu-luc", "annex"]
        {
            assert_eq!(DocumentId::parse(wrong), None, "{wrong}");
        }
    }
}
