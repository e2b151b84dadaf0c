//! `vanthu reassign` and `vanthu undo-reassign`: entries appended to the history of assignments, shown before they are written.

mod chosen;
mod table;

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use super::cli::{Confirm, Grounds, MessageFormat, Reassign, UndoReassign};
use super::files::{self, HISTORY_FILE, ProjectFiles};
use super::language::Language;
use super::recorded::{Recorded, Sources};
use super::transaction::Replacement;
use super::{Failure, Speaker, print};
use crate::base::{Diagnostic, Diagnostics, Phrase, Source};
use crate::check;
use crate::edit::{self, Draft, Step};
use crate::input::tree::Node;
use crate::input::{self, Common, Proposal, Wish};
use crate::plan::{Change, DocumentId, History, Register};
use table::Table;

/// What the head of a new history says.
const HEAD: &str = "Lịch sử phân công: mỗi lần thay đổi một mục, kể từ ngày `effective`.\n\
    `vanthu reassign` ghi thêm ở cuối; mục đã ghi không sửa, không xóa.";

/// Records what was asked for.
pub(super) fn reassign(asked: &Reassign, speaker: &Speaker) -> Result<(), Failure> {
    let common = common(asked.effective, &asked.grounds);
    let recording = Recording::open("reassign", &asked.project.project, asked.confirm, speaker)?;
    let proposal = match &asked.file {
        Some(file) => from_file(file, &recording.recorded)?,
        None => {
            let wishes =
                chosen::wishes(asked, &recording.recorded).map_err(|finding| Failure::Input(vec![*finding]))?;
            (Proposal::said(wishes), Diagnostics::default())
        }
    };
    recording.record(proposal, &common)
}

/// Records that an entry no longer holds.
pub(super) fn undo(asked: &UndoReassign, speaker: &Speaker) -> Result<(), Failure> {
    let recording = Recording::open("undo-reassign", &asked.project.project, asked.confirm, speaker)?;
    let changes = recording.recorded.history.changes();
    let undone = changes.iter().find(|change| change.id.value.eq_ignore_ascii_case(&asked.entry));
    // An entry that there is not will be reported; on which day does not matter then.
    let its_day = || undone.map(|change| change.effective.value);
    let first_day = || recording.recorded.plan.document.date.as_ref().map(|date| date.value.first_day());
    let common = common(asked.effective.or_else(its_day).or_else(first_day), &asked.grounds);
    let wish = Wish { revokes: Some(asked.entry.clone()), ..Wish::default() };
    recording.record((Proposal::said([wish]), Diagnostics::default()), &common)
}

/// What the command line says of all entries.
fn common(effective: Option<NaiveDate>, grounds: &Grounds) -> Common {
    let Grounds { basis, reason } = grounds.clone();
    Common { effective, basis, reason }
}

/// The entries of a file, with what was found in it.
fn from_file(path: &Path, recorded: &Recorded) -> Result<(Proposal, Diagnostics), Failure> {
    let name = files::shown(path);
    if !path.is_file() {
        let missing =
            Diagnostic::error("file-missing", format!("không có tệp `{name}`"), format!("there is no file `{name}`"));
        return Err(Failure::Input(vec![missing]));
    }
    let bytes = std::fs::read(path).map_err(|error| Failure::cannot_read(path, &error))?;
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_ascii_lowercase();
    let mut found = Diagnostics::default();
    let proposal = if matches!(extension.as_str(), "yaml" | "yml") {
        let source = input::source_from_bytes(&name, bytes).map_err(|finding| Failure::Input(vec![finding]))?;
        Proposal::from_yaml(source, &mut found)
    } else {
        input::form::read_changes(&recorded.plan, &name, bytes, &mut found)
    };
    match proposal {
        Some(proposal) if proposal.entries.is_empty() && !found.has_errors() => {
            Err(Failure::Input(vec![no_entry(&name)]))
        }
        Some(proposal) => Ok((proposal, found)),
        None => Err(Failure::Input(found.into_sorted())),
    }
}

/// A project that entries are about to be recorded in.
struct Recording<'a> {
    /// What others are told of.
    command: &'static str,
    files: ProjectFiles,
    sources: Sources,
    recorded: Recorded,
    confirm: Confirm,
    speaker: &'a Speaker,
}

impl<'a> Recording<'a> {
    /// Reads the project. Whoever is to be asked is not waited for with the project locked: others may change it meanwhile,
    /// and it is read again then.
    fn open(command: &'static str, project: &Path, confirm: Confirm, speaker: &'a Speaker) -> Result<Self, Failure> {
        let can_ask = io::stdin().is_terminal() && io::stderr().is_terminal();
        if !confirm.yes && !confirm.dry_run && !can_ask {
            return Err(nobody_to_ask());
        }
        let files =
            if confirm.yes { ProjectFiles::find_to_change(project, command)? } else { ProjectFiles::find(project)? };
        let sources = Sources::read(&files)?;
        let (recorded, findings) = Recorded::read(&sources)?;
        if findings.has_errors() {
            return Err(Failure::Input(findings.into_sorted()));
        }
        Ok(Self { command, files, sources, recorded, confirm, speaker })
    }

    /// Holds the entries against all there is, shows what they change, and appends them where that is wanted: all of them,
    /// or none.
    fn record(self, (mut proposal, mut found): (Proposal, Diagnostics), common: &Common) -> Result<(), Failure> {
        let Self { command, files, sources, recorded, confirm, speaker } = self;
        let Recorded { plan, register, history: before } = &recorded;
        proposal.complete(common, plan, before, &mut found);
        let (history, more) = input::read_history_with(plan, sources.history.as_ref(), &proposal);
        found.extend(more);
        if found.has_errors() {
            let told = told(found, &proposal).into_iter();
            return Err(Failure::Input(told.map(|finding| of_record(finding, sources.history.as_ref())).collect()));
        }
        let new = history.changes().get(before.changes().len()..).unwrap_or_default();
        let text = with_entries(sources.history.as_ref(), &proposal.recorded(history.changes()))?;
        found.extend(issued(register, &history, new));
        found.extend(check::closed_offices::check(plan, &history));
        speaker.findings(&told(found, &proposal));
        let everything = history.with_all_tasks(plan);
        let table = Table::new(&everything, before, &history);
        print(&match speaker.format {
            MessageFormat::Human => table.told(speaker.language, super::status::width()),
            MessageFormat::Json => table.json_lines(),
        });
        if confirm.dry_run {
            return Ok(());
        }
        let Some(files) = (if confirm.yes { Some(files) } else { agreed(command, files, &sources, speaker)? }) else {
            print(speaker.language.pick("Không ghi gì.\n", "Nothing was written.\n"));
            return Ok(());
        };
        files.lock.replace(&[Replacement { path: files.history(), bytes: text.into_bytes() }])?;
        print(&recorded_in(&files, new, speaker));
        Ok(())
    }
}

/// The project locked to be changed, if whoever is asked agrees; what was shown must hold then as well.
fn agreed(
    command: &str,
    files: ProjectFiles,
    sources: &Sources,
    speaker: &Speaker,
) -> Result<Option<ProjectFiles>, Failure> {
    let project = files.plan.clone();
    drop(files);
    if !asked(speaker.language)? {
        return Ok(None);
    }
    let files = ProjectFiles::find_to_change(&project, command)?;
    if Sources::read(&files)? == *sources { Ok(Some(files)) } else { Err(changed_meanwhile()) }
}

/// The history's text with the entries at its end.
fn with_entries(source: Option<&Arc<Source>>, entries: &[Node]) -> Result<String, Failure> {
    let drafts: Vec<Draft> = entries.iter().map(Draft::from).collect();
    match source {
        Some(source) => {
            edit::edit(source, &[Step::Key("changes")], &edit::Change::Append(drafts)).map_err(Failure::Input)
        }
        None => Ok(edit::create(HEAD, "changes", &drafts)),
    }
}

/// All findings, those about the entries in the terms of whoever said them.
fn told(findings: Diagnostics, proposal: &Proposal) -> Vec<Diagnostic> {
    findings.into_sorted().into_iter().map(|finding| proposal.in_its_terms(finding)).collect()
}

/// What was recorded holds by itself: where it no longer does, a recorded entry builds on what is about to change, and it is
/// not for editing.
fn of_record(finding: Diagnostic, history: Option<&Arc<Source>>) -> Diagnostic {
    if !finding.place.as_ref().is_some_and(|place| Some(&place.source) == history) {
        return finding;
    }
    finding.hint(
        "mục đã ghi này dựa vào điều đang đổi: chọn ngày khác, hoặc hủy mục này trước bằng `vanthu huy-phan-cong-lai`",
        "this recorded entry builds on what is to change: take another day, or revoke it first with `vanthu undo-reassign`",
    )
}

/// Amending documents that were issued and whose annex is now another: they stay as they were issued.
fn issued(register: &Register, history: &History, new: &[Change]) -> Vec<Diagnostic> {
    let Some(first) = new.iter().map(|change| change.effective.value).min() else { return Vec::new() };
    let mut found = Vec::new();
    for day in history.days().into_iter().filter(|day| *day >= first) {
        let Some(entry) = register.standing(DocumentId::Amend(day)) else { continue };
        let (number, shown) = (entry.full_number(), crate::base::text::day_in_figures(day));
        found.push(
            Diagnostic::warning(
                "amend-issued",
                format!("văn bản điều chỉnh từ ngày {shown} đã ban hành ({number}): bản ấy giữ nguyên, không có thay đổi này"),
                format!("the amending document of {day} is issued ({number}): it stays as it is, without this change"),
            )
            .at(&entry.number.place)
            .hint(
                format!(
                    "ghi thay đổi từ một ngày khác và ban hành văn bản điều chỉnh mới, hoặc ban hành lại: `vanthu ban-hanh --document amend-{day} --replace …`"
                ),
                format!(
                    "let it hold from another day and issue a further amending document, or issue this one again: `vanthu issue --document amend-{day} --replace …`"
                ),
            ),
        );
    }
    found
}

/// What was written, in a line.
fn recorded_in(files: &ProjectFiles, new: &[Change], speaker: &Speaker) -> String {
    let path = files::shown(&files.history());
    let ids: Vec<&str> = new.iter().map(|change| change.id.value.as_str()).collect();
    let all = ids.join(", ");
    match (speaker.format, speaker.language) {
        (MessageFormat::Json, _) => format!("{}\n", serde_json::json!({ "written": path, "entries": ids })),
        (MessageFormat::Human, Language::Vi) => format!("Đã ghi vào {path}: {all}\n"),
        (MessageFormat::Human, Language::En) => format!("Recorded in {path}: {all}\n"),
    }
}

/// Asks on the terminal; anything but a yes is a no.
fn asked(language: Language) -> Result<bool, Failure> {
    let question = match language {
        Language::Vi => format!("\nGhi vào {HISTORY_FILE}? [c/K] "),
        Language::En => format!("\nWrite to {HISTORY_FILE}? [y/N] "),
    };
    let mut terminal = io::stderr().lock();
    let mut answer = String::new();
    let asked = terminal.write_all(question.as_bytes()).and_then(|()| terminal.flush());
    asked.and_then(|()| io::stdin().read_line(&mut answer)).map_err(|error| {
        Failure::System(Phrase::new(format!("không hỏi được: {error}"), format!("cannot ask: {error}")))
    })?;
    Ok(is_yes(&answer))
}

/// In either language.
fn is_yes(answer: &str) -> bool {
    ["c", "co", "có", "y", "yes"].contains(&crate::base::text::nfc(answer).trim().to_lowercase().as_str())
}

fn nobody_to_ask() -> Failure {
    Failure::Usage(Phrase::new(
        "không có màn hình để hỏi trước khi ghi: thêm `--yes` để ghi luôn, hoặc `--dry-run` để chỉ xem",
        "there is no terminal to ask on before writing: add `--yes` to write at once, or `--dry-run` only to look",
    ))
}

fn changed_meanwhile() -> Failure {
    Failure::Input(vec![
        Diagnostic::error(
            "changed-meanwhile",
            "trong lúc chờ trả lời, dự án đã được người khác sửa",
            "while the question was open, somebody else changed the project",
        )
        .hint("chạy lại lệnh này", "run this command again"),
    ])
}

fn no_entry(name: &str) -> Diagnostic {
    Diagnostic::error(
        "nothing-proposed",
        format!("`{name}` không ghi thay đổi nào"),
        format!("`{name}` holds no change"),
    )
    .hint(
        "mỗi dòng của bảng ghi nhiệm vụ và điều thay đổi: chủ trì, phối hợp, thời hạn, hoặc bỏ",
        "each row names a task and what is new: lead, support, deadline, or that it is dropped",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_yes_is_a_yes() {
        for yes in ["c\n", "C", "Có\r\n", "co\u{301}", " y ", "YES"] {
            assert!(is_yes(yes), "{yes:?}");
        }
        for no in ["", "\n", "k", "không", "n", "cc", "yes no"] {
            assert!(!is_yes(no), "{no:?}");
        }
    }
}
