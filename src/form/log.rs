//! Entries → a file of the log.

use sha2::{Digest, Sha256};

use crate::edit::{self, Draft};
use crate::input::form::{Import, status_word};
use crate::plan::{Entry, Evidence, Plan};

/// What stands above the entries, for whoever opens the file.
const NEVER_CHANGED: &str =
    "Không sửa, không xóa lần ghi nào. Ghi sai thì ghi thêm một lần có replaces trong progress.yaml.";

/// The file's text: the entries of a set of forms, by day, then as they stood there.
pub fn log(plan: &Plan, import: &Import) -> String {
    let mut entries: Vec<&Entry> = import.entries.iter().collect();
    entries.sort_by_key(|entry| entry.day.value);
    let entries: Vec<Draft> = entries.into_iter().map(entry).collect();
    edit::create(&format!("{}\n{NEVER_CHANGED}", origin(plan, import)), "entries", &entries)
}

/// "Nhập từ biểu tiến độ quý III năm 2023 của VP UBND xã."
fn origin(plan: &Plan, import: &Import) -> String {
    let mut origin = String::from("Nhập từ biểu tiến độ");
    if let Some(period) = import.period {
        origin += &format!(" {}", period.in_words());
    }
    let offices = import.offices.iter().filter_map(|id| plan.office(id));
    let names: Vec<String> =
        offices.map(|office| office.name.value.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    if !names.is_empty() {
        origin += &format!(" của {}", names.join("; "));
    }
    origin + "."
}

/// The file's name: period, office, and what is in it, so that no other file ever has it.
pub fn file_name(import: &Import, text: &str) -> String {
    let digest: String = Sha256::digest(text.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let period = import.period.map_or_else(|| "nhap".to_owned(), |period| period.to_string());
    let office = match import.offices.as_slice() {
        [office] => format!("-{office}"),
        _ => String::new(),
    };
    format!("{period}{office}-{digest}.yaml").to_lowercase()
}

fn entry(entry: &Entry) -> Draft {
    let values = entry.values.iter().map(|(id, value)| (id.value.as_str(), Some(Draft::word(value.value.plain()))));
    let evidence = entry.evidence.iter().map(evidence).collect();
    Draft::map([
        ("day", Some(Draft::word(entry.day.value))),
        ("task", Some(Draft::text(&entry.task.value))),
        ("status", entry.status.as_ref().map(|status| Draft::word(status_word(status.value)))),
        ("percent", entry.percent.as_ref().map(|percent| Draft::word(percent.value.plain()))),
        ("values", (!entry.values.is_empty()).then(|| Draft::map(values))),
        ("done", entry.done.as_ref().map(|words| Draft::text(&words.value))),
        ("evidence", (!entry.evidence.is_empty()).then_some(Draft::List(evidence))),
        ("difficulty", entry.difficulty.as_ref().map(|words| Draft::text(&words.value))),
        ("cause", entry.cause.as_ref().map(|words| Draft::text(&words.value))),
    ])
}

fn evidence(evidence: &Evidence) -> Draft {
    match evidence {
        Evidence::Text(words) => Draft::text(&words.value),
        Evidence::Document { document, number, date } => Draft::map([
            ("document", Some(Draft::text(&document.value))),
            ("number", number.as_ref().map(|number| Draft::text(&number.value))),
            ("date", date.as_ref().map(|date| Draft::word(date.value))),
        ]),
    }
}
