//! Changes that are not recorded yet, from the command line or a file: entries as if they stood in reassignments.yaml, each
//! value at the place where it was said, so that the checks of the history hold for them as they are.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::keys::{CHANGE, HISTORY};
use super::plan::deadline;
use super::text::Texts;
use super::tree::{self, Entry, Node, Value};
use super::{conform, value};
use crate::base::{Diagnostic, Diagnostics, Phrase, Place, Source, Span};
use crate::plan::{Change, DeadlineKind, History, OfficeId, Plan};

/// Entries to be.
#[derive(Debug)]
pub struct Proposal {
    /// Where they were said.
    pub source: Arc<Source>,
    /// How they were said.
    pub form: Form,
    /// The entries.
    pub entries: Vec<Node>,
}

/// How a proposal is said: what mends one does not mend another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As options: no finding has a place.
    CommandLine,
    /// As rows of a table.
    Table,
    /// As the history itself says it.
    Yaml,
}

/// What one entry is to say.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The tasks, by id or printed number.
    pub tasks: Vec<String>,
    /// Chủ trì mới.
    pub lead: Option<Vec<OfficeId>>,
    /// Phối hợp mới.
    pub support: Option<Vec<OfficeId>>,
    /// Thời hạn mới.
    pub deadline: Option<DeadlineKind>,
    /// Bỏ các nhiệm vụ.
    pub drop: bool,
    /// The entry that no longer holds.
    pub revokes: Option<String>,
}

/// What holds for every entry that does not say otherwise.
#[derive(Clone, Debug, Default)]
pub struct Common {
    /// Ngày có hiệu lực.
    pub effective: Option<NaiveDate>,
    /// Căn cứ.
    pub basis: Option<String>,
    /// Lý do.
    pub reason: Option<String>,
}

impl Wish {
    fn node(self) -> Node {
        let span = Span::default();
        let texts = |texts: Vec<String>| Node::list(texts.into_iter().map(|text| Node::text(text, span)), span);
        let offices = |ids: Vec<OfficeId>| texts(ids.into_iter().map(|id| id.0).collect());
        let entries = [
            ("tasks", (!self.tasks.is_empty()).then(|| texts(self.tasks))),
            ("lead", self.lead.map(offices)),
            ("support", self.support.map(offices)),
            ("deadline", self.deadline.map(|kind| deadline::node(kind, span))),
            ("drop", self.drop.then(|| Node::word(true, span))),
            ("revokes", self.revokes.map(|name| Node::text(name, span))),
        ];
        Node::map(entries, span)
    }
}

impl Proposal {
    /// What was said in no file.
    pub fn said(wishes: impl IntoIterator<Item = Wish>) -> Self {
        let entries = wishes.into_iter().map(Wish::node).collect();
        Self { source: Source::new("", ""), form: Form::CommandLine, entries }
    }

    /// A file of the same form as reassignments.yaml, whose entries need no names; none where its syntax is broken.
    pub fn from_yaml(source: Arc<Source>, found: &mut Diagnostics) -> Option<Self> {
        let mut entries = Vec::new();
        let mut each = |node: Node, _: &mut Diagnostics| entries.push(node);
        if let Some(root) = tree::parse_items(&source, "changes", &mut each, found).ok()? {
            conform::check(&source, &root, &HISTORY, Texts::default(), found);
        }
        Some(Self { source, form: Form::Yaml, entries })
    }

    /// Gives every entry what it does not say itself: the day, basis and reason that all have in common, and a name that no
    /// other entry has, `pc-2023-10-01-1` (phân công) or `huy-2023-10-01-1`.
    pub fn complete(&mut self, common: &Common, plan: &Plan, history: &History, found: &mut Diagnostics) {
        let recorded = history.changes().iter().map(|change| change.id.value.to_ascii_lowercase());
        let own = self.entries.iter().filter_map(|node| word_of(node, "id")).map(str::to_ascii_lowercase);
        let mut names = Names { taken: recorded.chain(own).collect(), last: HashMap::new() };
        // A day that is missing has been reported; the rest is checked all the same, on the plan's first day.
        let first_day = plan.document.date.as_ref().map(|date| date.value.first_day()).unwrap_or_default();
        for node in &mut self.entries {
            let span = node.span;
            if common.effective.is_none() && word_of(node, "effective").is_none() {
                found.push(no_day().at(&Place { source: Arc::clone(&self.source), span }));
            }
            // What is no map is reported as such.
            let Value::Map(entries) = &mut node.value else { continue };
            entries.retain(|entry| !entry.value.is_blank());
            let effective = || Node::word(common.effective.unwrap_or(first_day), span);
            ensure(entries, "effective", Some(effective));
            for (key, text) in [("basis", &common.basis), ("reason", &common.reason)] {
                ensure(entries, key, text.as_ref().map(|text| || Node::text(text.as_str(), span)));
            }
            let kind = if says(entries, "revokes") && !says(entries, "tasks") { "huy" } else { "pc" };
            let day = word_of(node, "effective").and_then(value::day).unwrap_or(first_day);
            let Value::Map(entries) = &mut node.value else { continue };
            ensure(entries, "id", Some(|| Node::word(names.free(&format!("{kind}-{day}")), span)));
            let place = |entry: &Entry| CHANGE.keys.iter().position(|key| key.name == entry.key);
            entries.sort_by_key(|entry| place(entry).unwrap_or(usize::MAX));
        }
    }

    /// The entries as they are to be recorded, with tasks by their ids. `changes` are all that was read, theirs at the end.
    pub fn recorded(&self, changes: &[Change]) -> Vec<Node> {
        let own = changes.iter().skip(changes.len().saturating_sub(self.entries.len()));
        let by_ids = |(node, change): (&Node, &Change)| {
            let mut node = node.clone();
            let revoked = change.revokes.as_ref().and_then(|revoked| changes.get(revoked.value));
            let Value::Map(entries) = &mut node.value else { return node };
            for entry in entries {
                let span = entry.value.span;
                match (entry.key.as_str(), revoked) {
                    ("tasks", _) => {
                        let ids = change.tasks.iter().map(|task| Node::text(task.value.as_str(), span));
                        entry.value = Node::list(ids, span);
                    }
                    ("revokes", Some(revoked)) => entry.value = Node::text(revoked.id.value.as_str(), span),
                    _ => {}
                }
            }
            node
        };
        self.entries.iter().zip(own).map(by_ids).collect()
    }

    /// A finding about it in its own terms: hints speak of options or of columns, and what stands in no file has no place.
    pub fn in_its_terms(&self, mut finding: Diagnostic) -> Diagnostic {
        if !finding.place.as_ref().is_some_and(|place| Arc::ptr_eq(&place.source, &self.source)) {
            return finding;
        }
        finding.hint = hint(self.form, finding.code).or(finding.hint);
        finding.place.take_if(|_| self.form == Form::CommandLine);
        finding
    }
}

/// What mends a finding of the history where it is not written in the history's own form.
fn hint(form: Form, code: &str) -> Option<Phrase> {
    let (vi, en) = match (form, code) {
        (Form::Yaml, _) => return None,
        (Form::CommandLine, "lead-supports-itself") => (
            "thêm `--support` không có đơn vị này (`--support \"\"` nếu không còn ai phối hợp), hoặc ghi `--lead` khác",
            "add `--support` without it (`--support \"\"` for nobody), or name another `--lead`",
        ),
        (Form::Table, "lead-supports-itself") => (
            "ghi cột `Phối hợp` không có đơn vị này (`–` nếu không còn ai phối hợp), hoặc cột `Chủ trì` khác",
            "fill in the column `support` without it (`–` for nobody), or another `lead`",
        ),
        (Form::CommandLine, "nobody-leads") => (
            "ghi tên ngắn của đơn vị; nếu không làm nhiệm vụ này nữa thì dùng `--drop`",
            "name an office; if the task is given up, use `--drop`",
        ),
        (Form::Table, "nobody-leads") => (
            "ghi đơn vị chủ trì; nếu không làm nhiệm vụ này nữa thì ghi `x` ở cột `Bỏ nhiệm vụ`",
            "name an office; if the task is given up, write `x` in the column `drop`",
        ),
        (Form::CommandLine | Form::Table, "two-changes-of-a-day") => (
            "chọn ngày khác, gộp làm một, hoặc hủy lần đã ghi trước bằng `vanthu huy-phan-cong-lai`",
            "take another day, make one of them, or revoke the recorded one first with `vanthu undo-reassign`",
        ),
        (Form::CommandLine, "revoked-twice") => (
            "để khôi phục, hủy chính lần hủy ấy bằng `vanthu huy-phan-cong-lai`",
            "to bring it back, revoke that revocation with `vanthu undo-reassign`",
        ),
        (Form::CommandLine | Form::Table, _) => return None,
    };
    Some(Phrase::new(vi, en))
}

/// Names of entries: numbered within a day.
struct Names {
    taken: HashSet<String>,
    last: HashMap<String, usize>,
}

impl Names {
    fn free(&mut self, stem: &str) -> String {
        let last = self.last.entry(stem.to_owned()).or_default();
        loop {
            *last += 1;
            let name = format!("{stem}-{last}");
            if !self.taken.contains(&name) {
                return name;
            }
        }
    }
}

/// Gives a key a value where it has none and there is one to give.
fn ensure(entries: &mut Vec<Entry>, key: &str, value: Option<impl FnOnce() -> Node>) {
    if let Some(value) = value.filter(|_| !says(entries, key)) {
        entries.push(Entry::new(key, value()));
    }
}

fn says(entries: &[Entry], key: &str) -> bool {
    entries.iter().any(|entry| entry.key == key)
}

fn no_day() -> Diagnostic {
    Diagnostic::error(
        "missing-day",
        "chỗ này không ghi ngày bắt đầu có hiệu lực",
        "this does not say from which day on it holds",
    )
    .hint(
        "ghi ngày ở đây, hoặc ghi chung cho cả tệp bằng `--effective 2023-10-01`",
        "write the day here, or one for the whole file with `--effective 2023-10-01`",
    )
}

/// The one word of a key.
fn word_of<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    let Value::Map(entries) = &node.value else { return None };
    match &entries.iter().find(|entry| entry.key == key)?.value.value {
        Value::Scalar(scalar) => Some(scalar.text.trim()).filter(|text| !text.is_empty()),
        Value::Seq(_) | Value::Map(_) => None,
    }
}
