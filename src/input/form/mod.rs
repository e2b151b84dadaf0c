//! Filled progress forms and other tables (XLSX, CSV) → entries of the log.
//!
//! A row becomes a node as if it stood in progress.yaml, its places the cells, so that the checks of the log hold for
//! forms as they are. One wrong cell refuses the whole set.

mod changes;
mod columns;
mod csv;
mod encoding;
mod evidence;
mod head;
mod rows;
mod sheet;
mod values;
mod workbook;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

pub use changes::{ChangeColumn, read_changes};
pub use columns::{Column, Headed, STATUS_WORDS};
pub use head::{COMMON_DAY, Head};
pub use rows::{Before, word as status_word};

use super::fields::Fields;
use super::progress::{self, Written};
use super::text::Texts;
use crate::base::{Diagnostic, Diagnostics, Phrase, Severity, Source};
use crate::plan::{Days, Entry, OfficeId, Plan, Progress, ReportPeriod};
use head::Layout;
use sheet::Sheet;

/// How a package of parts begins, as an XLSX file does.
const ZIP: &[u8] = b"PK";

/// What a set of forms adds to the log.
#[derive(Debug, Default)]
pub struct Import {
    /// The entries that the log does not have yet.
    pub entries: Vec<Entry>,
    /// How many it has already, word for word.
    pub recorded: usize,
    /// The period of the forms, if any says.
    pub period: Option<ReportPeriod>,
    /// Who filled them in, each once.
    pub offices: Vec<OfficeId>,
}

/// The days that a report of the plan counts.
pub fn days(plan: &Plan, period: ReportPeriod) -> Days {
    period.days(plan.reports.cut_off)
}

/// Reads filled forms against the plan and its log. Where [`Diagnostics::has_errors`], nothing of them may be recorded.
pub fn read_forms(
    plan: &Plan,
    log: &[Arc<Source>],
    files: Vec<(String, Vec<u8>)>,
    period: Option<ReportPeriod>,
) -> (Import, Diagnostics) {
    let mut found = Diagnostics::default();
    let mut import = Import { period, ..Import::default() };
    let mut log = progress::written(plan, log, &mut found);
    let (mut new, mut sources, mut against) = (Vec::new(), Vec::new(), Diagnostics::default());
    for (name, bytes) in files {
        if let Some((sheet, layout)) = open(&name, bytes, &mut found) {
            new.extend(read(plan, &sheet, &layout, &mut log, &mut import, &mut against));
            sources.push(sheet.source);
        }
    }
    let (new, recorded) = not_yet_recorded(new, &log.entries);
    import.recorded = recorded;
    import.entries = new.iter().map(|written| written.entry.clone()).collect();
    if log.whole {
        log.entries.extend(new);
        log.finish(&mut against);
    }
    found.extend(against.into_iter().map(|finding| in_terms_of_forms(finding, &sources)));
    (import, found)
}

/// The sheets that a file may hold, each with what is wrong with its quotes, and what must be said of its letters; none
/// where it cannot be read, which has been reported.
struct Sheets {
    all: Vec<(Sheet, Option<Diagnostic>)>,
    encoding: Option<Diagnostic>,
}

impl Sheets {
    fn open(name: &str, bytes: Vec<u8>, found: &mut Diagnostics) -> Option<Self> {
        if bytes.starts_with(ZIP) || bytes.starts_with(&[0xD0, 0xCF]) {
            return match workbook::sheets(name, bytes) {
                Ok(sheets) => {
                    Some(Self { all: sheets.into_iter().map(|sheet| (sheet, None)).collect(), encoding: None })
                }
                Err(finding) => {
                    found.push(*finding);
                    None
                }
            };
        }
        if encoding::is_text(&bytes) {
            let (source, encoding) = encoding::decode(name, &bytes);
            return Some(Self { all: csv::sheets(&source), encoding });
        }
        Some(Self { all: Vec::new(), encoding: None })
    }

    /// The sheet that has most columns, and where its parts stand; none where no sheet has any, or where every row would
    /// read wrongly. Either has been reported.
    fn best<C: Headed, L>(
        self,
        layout: impl Fn(&Sheet) -> Option<L>,
        heading: impl Fn(&L) -> (usize, usize),
        nothing: impl FnOnce() -> Diagnostic,
        found: &mut Diagnostics,
    ) -> Option<(Sheet, L)> {
        let tables = self.all.into_iter().filter_map(|(sheet, fault)| Some((layout(&sheet)?, sheet, fault)));
        // The right delimiter makes the most columns; of several sheets the first one counts.
        let best = tables.rev().max_by_key(|(layout, ..)| heading(layout).1);
        let Some((layout, sheet, fault)) = best else {
            // Lost letters may be why no heading was known.
            found.extend(self.encoding.filter(|finding| finding.severity == Severity::Error));
            found.push(nothing());
            return None;
        };
        found.extend(self.encoding);
        // Under wrong headings or quotes every row would read wrongly.
        let mut faults = head::heading_faults::<C>(&sheet, &sheet.rows[heading(&layout).0]);
        faults.extend(fault);
        let sound = faults.is_empty();
        found.extend(faults);
        sound.then_some((sheet, layout))
    }
}

/// The table of a file and where its parts stand.
fn open(name: &str, bytes: Vec<u8>, found: &mut Diagnostics) -> Option<(Sheet, Layout)> {
    let sheets = Sheets::open(name, bytes, found)?;
    let heading = |layout: &Layout| (layout.heading, layout.columns.len());
    sheets.best::<Column, _>(Layout::find, heading, || head::not_a_form(name), found)
}

fn read(
    plan: &Plan,
    sheet: &Sheet,
    layout: &Layout,
    log: &mut progress::Log<'_>,
    import: &mut Import,
    found: &mut Diagnostics,
) -> Vec<Written> {
    if let Some((head, place)) = &layout.head {
        let foreign = head::foreign(plan, head, place, import.period);
        if !foreign.is_empty() {
            found.extend(foreign);
            return Vec::new();
        }
        import.period = Some(head.period);
        if !import.offices.contains(&head.office) {
            import.offices.push(head.office.clone());
        }
    }
    let days = import.period.map(|period| days(plan, period));
    let nodes = rows::Reader { sheet, layout, days, tasks: &log.tasks, texts: Texts::default(), found }.entries();
    let entry = |node| progress::entry::read(&Fields::of(&sheet.source, &node), &mut log.tasks, found);
    nodes.into_iter().filter_map(entry).collect()
}

/// Without what the log says already, word for word, and what the set says twice; and how many the log had.
fn not_yet_recorded(new: Vec<Written>, log: &[Written]) -> (Vec<Written>, usize) {
    let key = |written: &Written| (written.entry.task.value.clone(), written.entry.day.value);
    let mut known: HashMap<(String, NaiveDate), Vec<&Written>> = HashMap::new();
    for written in log {
        known.entry(key(written)).or_default().push(written);
    }
    let (mut kept, mut recorded): (Vec<Written>, usize) = (Vec::new(), 0);
    let mut kept_at: HashMap<(String, NaiveDate), Vec<usize>> = HashMap::new();
    for written in new {
        let at = key(&written);
        let same = |other: &Written| progress::contradictions::says_the_same(&other.entry, &written.entry);
        if known.get(&at).is_some_and(|all| all.iter().any(|other| same(other))) {
            recorded += 1;
        } else if !kept_at.get(&at).is_some_and(|all| all.iter().filter_map(|at| kept.get(*at)).any(same)) {
            kept_at.entry(at).or_default().push(kept.len());
            kept.push(written);
        }
    }
    (kept, recorded)
}

/// What mends a log does not mend a form: its hints speak of columns, not of keys.
fn in_terms_of_forms(mut finding: Diagnostic, forms: &[Arc<Source>]) -> Diagnostic {
    let of_form = |finding: &Diagnostic| {
        let source = finding.place.as_ref().map(|place| &place.source);
        source.is_some_and(|source| forms.iter().any(|form| Arc::ptr_eq(form, source)))
    };
    let hint = match finding.code {
        "two-entries-of-a-day" => Phrase::new(
            "ghi ngày khác; nếu lần ghi đã có trong nhật ký sai, sửa nó bằng một lần ghi có `replaces` trong progress.yaml",
            "write another day; if the entry in the log is wrong, correct it by one that `replaces` it in progress.yaml",
        ),
        "contradiction" => Phrase::new(
            "nếu phải làm lại, chọn `Đang thực hiện`; nếu lần ghi đã có trong nhật ký sai, sửa nó bằng một lần ghi có `replaces` trong progress.yaml",
            "if the work was taken up again, choose `Đang thực hiện`; if the entry in the log is wrong, correct it by one that `replaces` it in progress.yaml",
        ),
        "status-against-percent" => Phrase::new(
            "sửa cột `Tình trạng` hoặc cột `% hoàn thành`, hoặc bỏ trống một cột",
            "correct the status or the percent, or leave one of them blank",
        ),
        _ => return finding,
    };
    if of_form(&finding) {
        finding.hint = Some(hint);
    }
    finding
}

/// The log with what was taken over from forms, read anew: what is about to be written must say what was read.
pub fn agrees(log: &Progress, entries: &[Entry]) -> bool {
    entries.iter().all(|entry| {
        let of_day = log
            .entries()
            .iter()
            .filter(|other| other.task.value == entry.task.value && other.day.value == entry.day.value);
        of_day.into_iter().any(|other| progress::contradictions::says_the_same(other, entry))
    })
}
