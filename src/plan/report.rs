//! Periodic reports (báo cáo định kỳ): what the office settles for all of them, and what only people can write of each.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{CutOff, Decimal, DocumentInfo, DocumentKind, Plan, ReportPeriod, Signatory};
use crate::base::{Place, Placed};

/// What holds for every report of a plan.
#[derive(Clone, Debug)]
pub struct Reports {
    /// Kính gửi: the superior that gets the report.
    pub addressees: Vec<Placed<String>>,
    /// Nơi nhận; the plan's own where there are none.
    pub recipients: Vec<Placed<String>>,
    /// Who signs, where it is not who signs the plan.
    pub signatory: Option<Signatory>,
    /// Ký hiệu: `BC-UBND`; made from the plan's where it is not written.
    pub symbol: Option<Placed<String>>,
    /// Trích yếu without the period; made from the plan's title where it is not written.
    pub title: Option<Placed<String>>,
    /// Thời gian chốt số liệu.
    pub cut_off: CutOff,
    /// Thời hạn gửi báo cáo, one for each receiver that sets one.
    pub submissions: Vec<Submission>,
    /// Whether a report has its chart.
    pub charts: bool,
    /// The reports that `build` makes.
    pub periods: Vec<Placed<ReportPeriod>>,
}

impl Default for Reports {
    fn default() -> Self {
        Self {
            addressees: Vec::new(),
            recipients: Vec::new(),
            signatory: None,
            symbol: None,
            title: None,
            cut_off: CutOff::default(),
            submissions: Vec::new(),
            charts: true,
            periods: Vec::new(),
        }
    }
}

/// Thời hạn gửi báo cáo to one receiver.
#[derive(Clone, Debug)]
pub struct Submission {
    /// Who gets it.
    pub to: Placed<String>,
    /// By when.
    pub due: Placed<Due>,
}

/// When a report is due, by its period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// A day of the period's last month.
    DayOfMonth(u32),
    /// So many working days (Monday to Friday) after the cut-off day.
    WorkingDays(u32),
}

impl Due {
    /// The day for a period.
    pub fn day(self, period: ReportPeriod, cut_off: CutOff) -> NaiveDate {
        match self {
            Self::DayOfMonth(day) => {
                let last = period.days(CutOff::Calendar).last;
                last.with_day(day).unwrap_or(last)
            }
            Self::WorkingDays(days) => {
                let after = period.days(cut_off).last.iter_days().skip(1).filter(|day| !is_weekend(*day));
                after.take(days.max(1) as usize).last().unwrap_or(NaiveDate::MAX)
            }
        }
    }
}

/// Saturday or Sunday.
pub fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Báo cáo của một kỳ.
#[derive(Clone, Debug)]
pub struct Report {
    /// Kỳ báo cáo.
    pub period: ReportPeriod,
    /// Số, ký hiệu, địa danh, ngày, trích yếu.
    pub document: DocumentInfo,
    /// The day up to which it counts, where that is before the period's last.
    pub as_of: Option<Placed<NaiveDate>>,
    /// What only people can write.
    pub words: ReportWords,
    /// Biểu 06: how administrative procedures were settled.
    pub procedures: Option<Procedures>,
    /// Where the whole file stands; none for a report of which nothing is written.
    pub place: Option<Place>,
}

/// The parts of a report that only people can write, in Markdown; each may be absent.
#[derive(Clone, Debug, Default)]
pub struct ReportWords {
    /// Công tác chỉ đạo, điều hành.
    pub leadership: Option<Placed<String>>,
    /// Tồn tại, hạn chế.
    pub shortcomings: Option<Placed<String>>,
    /// Nguyên nhân.
    pub causes: Option<Placed<String>>,
    /// Nhiệm vụ kỳ tới.
    pub next_tasks: Option<Placed<String>>,
    /// Kiến nghị, đề xuất.
    pub proposals: Option<Placed<String>>,
}

impl ReportWords {
    /// All that are written, in printed order.
    pub fn all(&self) -> impl Iterator<Item = &Placed<String>> {
        [&self.leadership, &self.shortcomings, &self.causes, &self.next_tasks, &self.proposals].into_iter().flatten()
    }
}

impl Report {
    /// A report of which nothing is written: everything in it comes from the plan and the log.
    pub fn bare(plan: &Plan, period: ReportPeriod) -> Self {
        Self {
            period,
            document: plan.report_document(period),
            as_of: None,
            words: ReportWords::default(),
            procedures: None,
            place: None,
        }
    }
}

impl Plan {
    /// The head of a report, as far as plan and settings say it.
    pub fn report_document(&self, period: ReportPeriod) -> DocumentInfo {
        let title = self.reports.title.clone().unwrap_or_else(|| {
            self.document.title.clone().map(|title| {
                let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
                format!("Kết quả thực hiện {} {}", self.document.kind.name_in_text(), mid_sentence(&title))
            })
        });
        DocumentInfo {
            kind: DocumentKind::Report,
            number: None,
            symbol: self
                .reports
                .symbol
                .clone()
                .unwrap_or_else(|| self.document.symbol.clone().map(|symbol| report_symbol(&symbol))),
            place: self.document.place.clone(),
            date: None,
            title: title.map(|title| format!("{}\n{}", title.trim_end(), period.in_words())),
            secrecy: None,
            urgency: None,
            circulation: None,
            drafter: None,
            draft: false,
        }
    }

    /// Who signs the reports.
    pub fn report_signatory(&self) -> &Signatory {
        self.reports.signatory.as_ref().unwrap_or(&self.signatory)
    }

    /// Nơi nhận of the reports.
    pub fn report_recipients(&self) -> &[Placed<String>] {
        if self.reports.recipients.is_empty() { &self.recipients } else { &self.reports.recipients }
    }
}

/// `KH-UBND` → `BC-UBND`.
fn report_symbol(symbol: &str) -> String {
    let office = symbol.split_once('-').map_or(symbol, |(_, office)| office);
    format!("{}-{office}", DocumentKind::Report.abbreviation())
}

/// A title as it goes on within a sentence: its first letter small, unless a name or an abbreviation begins with it.
pub fn mid_sentence(title: &str) -> String {
    let mut words = title.split(' ');
    let first = words.next().unwrap_or_default();
    let is_name = words.next().is_some_and(|second| second.starts_with(char::is_uppercase));
    let mut letters = first.chars();
    match letters.next() {
        Some(letter) if !is_name && letters.as_str().chars().all(char::is_lowercase) => {
            letter.to_lowercase().chain(title.chars().skip(1)).collect()
        }
        Some(_) | None => title.to_owned(),
    }
}

/// Biểu 06 (TT 01/2020/TT-VPCP): how dossiers of administrative procedures were received and settled.
#[derive(Clone, Debug)]
pub struct Procedures {
    /// Mã biểu: "Biểu số II.06a/VPCP/KSTT".
    pub code: Placed<String>,
    /// Tên biểu.
    pub title: Placed<String>,
    /// Căn cứ ban hành biểu mẫu.
    pub basis: Option<Placed<String>>,
    /// Đơn vị tính.
    pub unit: Placed<String>,
    /// One row a field.
    pub rows: Vec<ProcedureRow>,
}

/// Lĩnh vực of the form, with its figures.
#[derive(Clone, Debug)]
pub struct ProcedureRow {
    /// Lĩnh vực.
    pub field: Placed<String>,
    /// What was counted.
    pub counts: ProcedureCounts,
    /// Where the row stands.
    pub place: Place,
}

/// The figures of a row; the three totals are made of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProcedureCounts {
    /// Column 4: tiếp nhận trực tuyến.
    pub online: u64,
    /// Column 5: trực tiếp, dịch vụ bưu chính.
    pub direct: u64,
    /// Column 6: từ kỳ trước.
    pub carried: u64,
    /// Column 8: giải quyết trước hạn.
    pub early: u64,
    /// Column 9: đúng hạn.
    pub on_time: u64,
    /// Column 10: quá hạn.
    pub late: u64,
    /// Column 12: đang giải quyết trong hạn.
    pub pending: u64,
    /// Column 13: đang giải quyết quá hạn.
    pub pending_late: u64,
}

impl ProcedureCounts {
    /// Column 3 = 4 + 5 + 6.
    pub fn received(&self) -> u64 {
        self.online + self.direct + self.carried
    }

    /// Column 7 = 8 + 9 + 10.
    pub fn settled(&self) -> u64 {
        self.early + self.on_time + self.late
    }

    /// Column 11 = 12 + 13.
    pub fn open(&self) -> u64 {
        self.pending + self.pending_late
    }

    /// Columns 3 to 13.
    pub fn columns(&self) -> [u64; 11] {
        [
            self.received(),
            self.online,
            self.direct,
            self.carried,
            self.settled(),
            self.early,
            self.on_time,
            self.late,
            self.open(),
            self.pending,
            self.pending_late,
        ]
    }
}

impl std::iter::Sum for ProcedureCounts {
    fn sum<I: Iterator<Item = Self>>(rows: I) -> Self {
        rows.fold(Self::default(), |sum, row| Self {
            online: sum.online + row.online,
            direct: sum.direct + row.direct,
            carried: sum.carried + row.carried,
            early: sum.early + row.early,
            on_time: sum.on_time + row.on_time,
            late: sum.late + row.late,
            pending: sum.pending + row.pending,
            pending_late: sum.pending_late + row.pending_late,
        })
    }
}

/// What is said of a goal of the whole plan on a day.
#[derive(Clone, Debug)]
pub struct GoalEntry {
    /// The goal's id.
    pub goal: Placed<String>,
    /// The day of the fact.
    pub day: Placed<NaiveDate>,
    /// The value.
    pub value: Placed<Decimal>,
    /// Thứ hạng, where there is one (1 is best).
    pub rank: Option<u32>,
    /// The day of the wrong entry of the same goal that this one corrects.
    pub replaces: Option<Placed<NaiveDate>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_go_on_in_small_letters_but_names_do_not() {
        assert_eq!(mid_sentence("Duy trì, cải thiện Chỉ số"), "duy trì, cải thiện Chỉ số");
        assert_eq!(mid_sentence("Đẩy mạnh chuyển đổi số"), "đẩy mạnh chuyển đổi số");
        assert_eq!(mid_sentence("CCHC năm 2023"), "CCHC năm 2023");
        assert_eq!(mid_sentence("Thái Nguyên xanh"), "Thái Nguyên xanh");
        assert_eq!(report_symbol("KH-UBND"), "BC-UBND");
    }

    #[test]
    fn reports_are_due_by_day_of_the_last_month_or_by_working_days() {
        let quarter = ReportPeriod::parse("2026-Q3").expect("a period");
        let day = |due: Due| due.day(quarter, CutOff::DECREE_09).to_string();
        assert_eq!(day(Due::DayOfMonth(20)), "2026-09-20");
        assert!(is_weekend(Due::DayOfMonth(20).day(quarter, CutOff::DECREE_09)));
        assert_eq!(day(Due::WorkingDays(2)), "2026-09-16");
        assert_eq!(day(Due::WorkingDays(5)), "2026-09-21");
        let year = ReportPeriod::parse("2023").expect("a period");
        assert_eq!(Due::DayOfMonth(31).day(year, CutOff::DECREE_09).to_string(), "2023-12-31");
        let september = ReportPeriod::parse("2023-09").expect("a period");
        assert_eq!(Due::DayOfMonth(31).day(september, CutOff::DECREE_09).to_string(), "2023-09-30");
    }
}
