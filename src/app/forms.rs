//! `vanthu progress`: forms out, filled forms in.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::json;

use super::cli::{FormOf, ImportOf, MessageFormat, Options};
use super::files::{self, Output, ProjectFiles};
use super::language::Language;
use super::recorded::{Recorded, Sources};
use super::status::office;
use super::{Failure, Report};
use crate::base::{Diagnostic, Diagnostics, Source};
use crate::check;
use crate::form;
use crate::input;
use crate::plan::{AsOf, History, OfficeId, Plan};

/// A form that was written.
#[derive(Debug)]
pub(super) struct WrittenForm {
    /// The file.
    pub(super) path: PathBuf,
    /// How many tasks it asks about.
    pub(super) tasks: usize,
}

/// What came of an import.
#[derive(Debug)]
pub(super) struct Imported {
    /// The new file of the log; none where nothing was new.
    pub(super) path: Option<PathBuf>,
    /// How many entries are new.
    pub(super) entries: usize,
    /// How many the log had already.
    pub(super) recorded: usize,
}

impl WrittenForm {
    /// What to say of it.
    pub(super) fn told(&self, format: MessageFormat, language: Language) -> String {
        let (path, tasks) = (self.path.display(), self.tasks);
        match (format, language) {
            (MessageFormat::Json, _) => format!("{}\n", json!({ "written": path.to_string(), "tasks": tasks })),
            (MessageFormat::Human, Language::Vi) => format!("Đã ghi {path} ({tasks} nhiệm vụ)\n"),
            (MessageFormat::Human, Language::En) if tasks == 1 => format!("Wrote {path} (1 task)\n"),
            (MessageFormat::Human, Language::En) => format!("Wrote {path} ({tasks} tasks)\n"),
        }
    }
}

impl Imported {
    /// What to say of it.
    pub(super) fn told(&self, format: MessageFormat, language: Language) -> String {
        let Self { path, entries, recorded } = self;
        let path = path.as_ref().map(|path| path.display().to_string());
        match (format, language, path) {
            (MessageFormat::Json, _, path) => {
                format!("{}\n", json!({ "written": path, "entries": entries, "recorded": recorded }))
            }
            (MessageFormat::Human, Language::Vi, Some(path)) => {
                format!("Đã ghi {path} ({entries} lần ghi mới, {recorded} lần đã có từ trước)\n")
            }
            (MessageFormat::Human, Language::En, Some(path)) => {
                format!("Wrote {path} (new entries: {entries}, known before: {recorded})\n")
            }
            (MessageFormat::Human, Language::Vi, None) => {
                format!("Không có gì mới: {recorded} lần ghi đã có trong nhật ký\n")
            }
            (MessageFormat::Human, Language::En, None) => {
                format!("Nothing new: entries known before: {recorded}\n")
            }
        }
    }
}

/// A plan with its history and its log, read without an error.
struct Read {
    plan: Plan,
    history: History,
    log: Vec<Arc<Source>>,
    found: Diagnostics,
}

fn read(files: &ProjectFiles) -> Result<Read, Failure> {
    let (Recorded { plan, history, .. }, mut found) = Recorded::read(&Sources::read(files)?)?;
    let log = match files.read_progress() {
        Ok(log) => log,
        Err(Failure::Input(more)) => {
            found.extend(more);
            Vec::new()
        }
        Err(failure) => return Err(failure),
    };
    if found.has_errors() {
        return Err(Failure::Input(found.into_sorted()));
    }
    Ok(Read { plan, history, log, found })
}

/// Writes the forms of a period.
pub(super) fn write(asked: &FormOf, options: &Options) -> Result<Report<Vec<WrittenForm>>, Failure> {
    let files = ProjectFiles::find(&asked.project.project)?;
    let Read { plan, history, log, mut found } = read(&files)?;
    let (progress, more) = input::read_progress(&history.with_all_tasks(&plan), &log);
    found.extend(more);
    // Whoever holds a task at the end of the period answers for it.
    let plan = history.plan_on(&plan, AsOf::Day(input::form::days(&plan, asked.period).last));
    found.extend(check::reporting::check(&plan));
    let only = asked.office.as_deref().map(|id| office(&plan, id)).transpose();
    let only = match only {
        Ok(only) => only,
        Err(finding) => {
            found.push(*finding);
            None
        }
    };
    let forms = form::forms(&plan, &progress, asked.period, only.as_ref());
    if forms.is_empty() && !found.has_errors() {
        found.push(no_form(&plan, only.as_ref()));
    }
    if found.has_errors() {
        return Err(Failure::Input(found.into_sorted()));
    }
    let output = |form: &form::Form<'_>| {
        let bytes = form::write(form).map_err(|error| Failure::bug("xlsx", &error))?;
        Ok(Output { name: form.file_name(), bytes })
    };
    let outputs = forms.iter().map(output).collect::<Result<Vec<_>, Failure>>()?;
    let folder = options.out.clone().unwrap_or_else(|| files.folder.join("out"));
    let paths = files::write_all(&folder, &outputs)?.into_iter().zip(&forms);
    let value = paths.map(|(path, form)| WrittenForm { path, tasks: form.rows.len() }).collect();
    Ok(Report { value, findings: found.into_sorted() })
}

/// Nobody would have anything to fill in.
fn no_form(plan: &Plan, office: Option<&OfficeId>) -> Diagnostic {
    let Some(office) = office else {
        return Diagnostic::error(
            "no-tasks",
            "kế hoạch không có nhiệm vụ nào để lập biểu tiến độ",
            "the plan has no task to make a form of",
        )
        .hint(
            "thêm phụ lục phân công nhiệm vụ (`annex`) vào plan.yaml",
            "add the `annex` with its tasks to plan.yaml",
        );
    };
    let finding = Diagnostic::error(
        "no-tasks",
        format!("đơn vị `{office}` không báo cáo nhiệm vụ nào"),
        format!("the office `{office}` reports no task"),
    );
    match plan.reporter(office).filter(|reporter| reporter.id.value != *office) {
        Some(reporter) => {
            let id = &reporter.id.value;
            finding.hint(
                format!("nhiệm vụ của `{office}` nằm trong biểu của `{id}` (`reports_through`)"),
                format!("its tasks are in the form of `{id}` (`reports_through`)"),
            )
        }
        None => finding.hint(
            "biểu của một đơn vị gồm nhiệm vụ do đơn vị ấy chủ trì (`lead`) hoặc báo cáo thay",
            "the form of an office has the tasks that it leads (`lead`) or reports for",
        ),
    }
}

/// Takes over what filled forms say: all of it, or nothing. One new file of the log, which nobody has had before.
pub(super) fn import(asked: &ImportOf) -> Result<Report<Imported>, Failure> {
    let (given, project) = parted(&asked.files);
    let files = ProjectFiles::find_to_change(&project, "progress import")?;
    let Read { plan, history, log, mut found } = read(&files)?;
    let plan = history.with_all_tasks(&plan);
    let forms = read_all(given, &mut found)?;
    let (import, more) = input::form::read_forms(&plan, &log, forms, asked.period);
    found.extend(more);
    if found.has_errors() {
        return Err(Failure::Input(found.into_sorted()));
    }
    let (entries, recorded) = (import.entries.len(), import.recorded);
    let findings = found.into_sorted();
    if entries == 0 {
        return Ok(Report { value: Imported { path: None, entries, recorded }, findings });
    }
    let text = form::log(&plan, &import);
    let name = form::file_name(&import, &text);
    says_the_same(&plan, log, &import, Source::new(name.as_str(), text.as_str()))?;
    let path = files.add_to_log(Output { name, bytes: text.into_bytes() })?;
    Ok(Report { value: Imported { path: Some(path), entries, recorded }, findings })
}

/// The files to read and the project: the last argument, if it is a folder or a plan.
fn parted(given: &[PathBuf]) -> (&[PathBuf], PathBuf) {
    let is_project = |path: &PathBuf| {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        path.is_dir() || extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml")
    };
    match given.split_last() {
        Some((last, files)) if !files.is_empty() && is_project(last) => (files, last.clone()),
        Some(_) | None => (given, PathBuf::from(".")),
    }
}

/// The bytes of all files; one that is not there is a finding, so that the others are looked through in the same run.
fn read_all(paths: &[PathBuf], found: &mut Diagnostics) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut all = Vec::new();
    for path in paths {
        if path.is_file() {
            let bytes = fs::read(path).map_err(|error| Failure::cannot_read(path, &error))?;
            all.push((files::shown(path), bytes));
        } else {
            found.push(missing(path));
        }
    }
    Ok(all)
}

fn missing(path: &Path) -> Diagnostic {
    let shown = files::shown(path);
    Diagnostic::error("file-missing", format!("không có tệp `{shown}`"), format!("there is no file `{shown}`"))
        .hint("ghi đường dẫn của biểu đã điền (XLSX hoặc CSV)", "name the filled form (XLSX or CSV)")
}

/// What is about to be written is read once more, beside the log it joins: it must say what the forms said.
fn says_the_same(
    plan: &Plan,
    mut log: Vec<Arc<Source>>,
    import: &input::form::Import,
    new: Arc<Source>,
) -> Result<(), Failure> {
    log.push(new);
    let (progress, found) = input::read_progress(plan, &log);
    if !found.has_errors() && input::form::agrees(&progress, &import.entries) {
        return Ok(());
    }
    Err(Failure::bug("yaml", &"the entries read back are not those of the forms"))
}
