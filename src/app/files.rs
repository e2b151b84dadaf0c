//! The disk: projects in, finished files out, whole or not at all.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Failure;
use super::lock::Lock;
use super::signed;
use super::system::reason;
use super::transaction::Replacement;
use crate::base::{Diagnostic, Phrase, Source};
use crate::{input, picture};

/// The name of a project's file.
const PLAN_FILE: &str = "plan.yaml";
/// The history of assignments.
pub(super) const HISTORY_FILE: &str = "reassignments.yaml";
/// The folder of what was made, unless another is asked for.
pub(super) const OUT_FOLDER: &str = "out";
/// The progress log in one file.
const PROGRESS_FILE: &str = "progress.yaml";
/// The register of issued documents.
const REGISTER_FILE: &str = "register.yaml";
/// The folder of a log in several files.
const PROGRESS_FOLDER: &str = "progress";
/// The folder of what people write of each period.
const REPORTS_FOLDER: &str = "reports";

/// Where a project lies.
#[derive(Debug)]
pub(super) struct ProjectFiles {
    /// The plan's file.
    pub(super) plan: PathBuf,
    /// The folder it lies in.
    pub(super) folder: PathBuf,
    /// Kept while it is read or changed.
    pub(super) lock: Lock,
}

impl ProjectFiles {
    /// Takes a folder that holds `plan.yaml`, or the path of the file, to read from it.
    pub(super) fn find(given: &Path) -> Result<Self, Failure> {
        Self::locked(given, Lock::shared)
    }

    /// The same, to change it by a command that others are told of.
    pub(super) fn find_to_change(given: &Path, command: &str) -> Result<Self, Failure> {
        Self::locked(given, |folder| Lock::exclusive(folder, command))
    }

    fn locked(given: &Path, lock: impl FnOnce(&Path) -> Result<Lock, Failure>) -> Result<Self, Failure> {
        let plan = if given.is_dir() { given.join(PLAN_FILE) } else { given.to_path_buf() };
        if !plan.is_file() {
            let shown = given.display();
            return Err(Failure::Input(vec![
                Diagnostic::error(
                    "project-missing",
                    format!("không tìm thấy dự án: `{shown}` không chứa tệp `{PLAN_FILE}`"),
                    format!("project not found: `{shown}` holds no `{PLAN_FILE}`"),
                )
                .hint(
                    "ghi đúng thư mục chứa plan.yaml, hoặc tạo dự án mới bằng `vanthu khoi-tao THƯ-MỤC`",
                    "name the folder that holds plan.yaml, or make a new project with `vanthu init DIR`",
                ),
            ]));
        }
        let folder = plan.parent().map(Path::to_path_buf).unwrap_or_default();
        let lock = lock(&folder)?;
        Ok(Self { plan, folder, lock })
    }

    /// A path of the project, its parts parted by `/`.
    pub(super) fn within(&self, path: &str) -> PathBuf {
        path.split('/').fold(self.folder.clone(), |folder, part| folder.join(part))
    }

    /// A name within the project that no file has yet.
    pub(super) fn free_name(&self, stem: &str, extension: &str) -> String {
        let name = |number: u32| match number {
            1 => format!("{stem}.{extension}"),
            number => format!("{stem}-{number}.{extension}"),
        };
        (1..).map(name).find(|name| !self.within(name).exists()).unwrap_or_else(|| name(0))
    }

    /// The register's path.
    pub(super) fn register(&self) -> PathBuf {
        self.folder.join(REGISTER_FILE)
    }

    /// The register's path as messages show it.
    pub(super) fn register_name(&self) -> String {
        shown(&self.register())
    }

    /// The register's text, where there is one.
    pub(super) fn read_register(&self) -> Result<Option<Arc<Source>>, Failure> {
        let path = self.register();
        if !path.is_file() {
            return Ok(None);
        }
        let bytes = fs::read(&path).map_err(|error| Failure::cannot_read(&path, &error))?;
        let source = input::source_from_bytes(&shown(&path), bytes);
        source.map(Some).map_err(|diagnostic| Failure::Input(vec![diagnostic]))
    }

    /// The project in whose folder `out` a file lies.
    pub(super) fn of_output(file: &Path) -> Option<PathBuf> {
        let here = Path::new(".");
        let named = |folder: &Path| folder.file_name().is_some_and(|name| name == OUT_FOLDER);
        let folder = file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(here);
        if !named(&fs::canonicalize(folder).ok()?) {
            return None;
        }
        let project = match folder.parent() {
            Some(above) if named(folder) && above == Path::new("") => here.to_path_buf(),
            Some(above) if named(folder) => above.to_path_buf(),
            Some(_) | None => folder.join(".."),
        };
        project.join(PLAN_FILE).is_file().then_some(project)
    }

    /// The plan's text.
    pub(super) fn read_plan(&self) -> Result<Arc<Source>, Failure> {
        let bytes = fs::read(&self.plan).map_err(|error| Failure::cannot_read(&self.plan, &error))?;
        input::source_from_bytes(&shown(&self.plan), bytes).map_err(|diagnostic| Failure::Input(vec![diagnostic]))
    }

    /// The path of the history of assignments.
    pub(super) fn history(&self) -> PathBuf {
        self.folder.join(HISTORY_FILE)
    }

    /// The text of the history of assignments; none where nothing was ever changed.
    pub(super) fn read_history(&self) -> Result<Option<Arc<Source>>, Failure> {
        let path = self.history();
        if !path.is_file() {
            return Ok(None);
        }
        let bytes = fs::read(&path).map_err(|error| Failure::cannot_read(&path, &error))?;
        input::source_from_bytes(&shown(&path), bytes).map(Some).map_err(|finding| Failure::Input(vec![finding]))
    }

    /// The texts of the progress log: `progress.yaml`, then the files of `progress/` by name; none where there is no log.
    pub(super) fn read_progress(&self) -> Result<Vec<Arc<Source>>, Failure> {
        let (file, folder) = (self.folder.join(PROGRESS_FILE), self.folder.join(PROGRESS_FOLDER));
        let mut paths = Vec::new();
        if file.is_file() {
            paths.push(file);
        }
        if folder.is_dir() {
            paths.extend(files_with(&folder, &["yaml", "yml"])?);
        }
        read_yaml(paths)
    }

    /// The files of `reports/` by name; none where there is no such folder.
    pub(super) fn read_reports(&self) -> Result<Vec<Arc<Source>>, Failure> {
        let folder = self.folder.join(REPORTS_FOLDER);
        if folder.is_dir() { read_yaml(files_with(&folder, &["yaml", "yml"])?) } else { Ok(Vec::new()) }
    }

    /// The bytes of a picture that the plan names; none where there is no such file.
    pub(super) fn read_picture(&self, image: &str) -> Result<Option<Vec<u8>>, Failure> {
        let path = self.folder.join(image);
        if path.is_file() { read_picture(&path).map(Some) } else { Ok(None) }
    }

    /// Adds a file to the log's folder, under the lock of a command that changes the project. No file of the log is ever
    /// replaced.
    pub(super) fn add_to_log(&self, output: Output) -> Result<PathBuf, Failure> {
        let folder = self.folder.join(PROGRESS_FOLDER);
        let path = folder.join(&output.name);
        if path.exists() {
            let shown = shown(&path);
            return Err(Failure::Input(vec![
                Diagnostic::error(
                    "file-exists",
                    format!("tệp `{shown}` đã có, với nội dung khác"),
                    format!("the file `{shown}` exists and says something else"),
                )
                .hint(
                    "tệp ấy đã bị sửa sau khi nhập; lần ghi sai thì ghi thêm một lần có `replaces`, không sửa, không xóa",
                    "it was changed since it was imported; a wrong entry is corrected by one that `replaces` it, never changed or removed",
                ),
            ]));
        }
        self.lock.replace(&[Replacement { path: path.clone(), bytes: output.bytes }])?;
        Ok(path)
    }

    /// Templates of the project's own folder, then of the folder given on the command line.
    pub(super) fn templates(&self, given: Option<&Path>) -> Result<Vec<(String, Arc<Source>)>, Failure> {
        let mut found = Vec::new();
        let own = self.folder.join("templates");
        if own.is_dir() {
            read_templates(&own, &mut found)?;
        }
        if let Some(folder) = given {
            must_be_folder("--templates", folder)?;
            read_templates(folder, &mut found)?;
        }
        Ok(found)
    }
}

/// The bytes of a picture; of a file that is too large to be one only so much is read as shows it.
pub(super) fn read_picture(path: &Path) -> Result<Vec<u8>, Failure> {
    let read = || {
        let mut bytes = Vec::new();
        fs::File::open(path)?.take(picture::MOST_BYTES + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|error| Failure::cannot_read(path, &error))
}

/// Whether documents of a project were registered; the project is named by its folder or by the plan's file.
pub(super) fn has_register(project: &Path) -> bool {
    let folder = if project.is_dir() { Some(project) } else { project.parent() };
    folder.is_some_and(|folder| folder.join(REGISTER_FILE).is_file())
}

/// The texts of files, or what is wrong with the bytes of any.
fn read_yaml(paths: Vec<PathBuf>) -> Result<Vec<Arc<Source>>, Failure> {
    let (mut sources, mut findings) = (Vec::new(), Vec::new());
    for path in paths {
        let bytes = fs::read(&path).map_err(|error| Failure::cannot_read(&path, &error))?;
        match input::source_from_bytes(&shown(&path), bytes) {
            Ok(source) => sources.push(source),
            Err(finding) => findings.push(finding),
        }
    }
    if findings.is_empty() { Ok(sources) } else { Err(Failure::Input(findings)) }
}

/// A path as messages show it, with `/` on every system, so that messages are the same everywhere.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// Every Markdown template of a folder, by its name.
fn read_templates(folder: &Path, found: &mut Vec<(String, Arc<Source>)>) -> Result<(), Failure> {
    for path in files_with(folder, &["md"])? {
        let bytes = fs::read(&path).map_err(|error| Failure::cannot_read(&path, &error))?;
        let source =
            input::source_from_bytes(&shown(&path), bytes).map_err(|diagnostic| Failure::Input(vec![diagnostic]))?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        found.extend(name.map(|name| (name, source)));
    }
    Ok(())
}

/// The files of a folder with one of these extensions, by name.
fn files_with(folder: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(folder).map_err(|error| Failure::cannot_read(folder, &error))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.retain(|path| {
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
        extensions.contains(&extension.as_str()) && path.is_file()
    });
    paths.sort();
    Ok(paths)
}

/// Refuses an option whose folder does not exist: silence would print with another face or wording than asked for.
pub(super) fn must_be_folder(option: &str, folder: &Path) -> Result<(), Failure> {
    if folder.is_dir() {
        return Ok(());
    }
    let shown = folder.display();
    Err(Failure::Input(vec![Diagnostic::error(
        "folder-missing",
        format!("thư mục của `{option}` không tồn tại: `{shown}`"),
        format!("the folder of `{option}` does not exist: `{shown}`"),
    )]))
}

/// The bytes of every font file in a folder, in the order of their names.
pub(super) fn read_fonts(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    must_be_folder("--fonts", folder)?;
    let read = |path: PathBuf| {
        let bytes = fs::read(&path).map_err(|error| Failure::cannot_read(&path, &error))?;
        Ok((shown(&path), bytes))
    };
    files_with(folder, &["ttf", "otf"])?.into_iter().map(read).collect()
}

/// A finished file and where it goes.
#[derive(Debug)]
pub(super) struct Output {
    /// The file's name.
    pub(super) name: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

/// Writes all files, unless one of them would take the place of a signed one: what was signed cannot be made again.
pub(super) fn write_all(folder: &Path, outputs: &[Output]) -> Result<Vec<PathBuf>, Failure> {
    let targets: Vec<PathBuf> = outputs.iter().map(|output| folder.join(&output.name)).collect();
    signed::refuse(&targets)?;
    put(folder, outputs)
}

/// Writes all files: each under a temporary name beside its target, then all are renamed. A kill at any moment leaves each
/// file the old one or the new one, whole.
pub(super) fn put(folder: &Path, outputs: &[Output]) -> Result<Vec<PathBuf>, Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::cannot_write(folder, &error))?;
    let mut written = Vec::with_capacity(outputs.len());
    let result = outputs.iter().try_for_each(|output| {
        let temporary = folder.join(format!(".{}.{}.tmp", output.name, std::process::id()));
        written.push((temporary.clone(), folder.join(&output.name)));
        write_through(&temporary, &output.bytes).map_err(|error| Failure::cannot_write(&temporary, &error))
    });
    // All are asked before the first is replaced, so that old and new files are not mixed.
    let result = result.and_then(|()| written.iter().try_for_each(|(_, target)| replaceable(target)));
    let result = result.and_then(|()| {
        written.iter().try_for_each(|(temporary, target)| {
            fs::rename(temporary, target).map_err(|error| Failure::cannot_replace(target, &error))
        })
    });
    if let Err(failure) = result {
        for (temporary, _) in &written {
            // Best effort: what was renamed is gone from here already.
            let _ = fs::remove_file(temporary);
        }
        return Err(failure);
    }
    Ok(written.into_iter().map(|(_, target)| target).collect())
}

/// A folder of that name, a file that Word holds open on Windows, or one that was made read-only cannot be replaced.
fn replaceable(target: &Path) -> Result<(), Failure> {
    match fs::OpenOptions::new().write(true).open(target) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Failure::cannot_replace(target, &error)),
    }
}

fn write_through(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

impl Failure {
    pub(super) fn cannot_read(path: &Path, error: &io::Error) -> Self {
        let (shown, Phrase { vi, en }) = (path.display(), reason(error));
        Self::System(Phrase::new(format!("không đọc được `{shown}`: {vi}"), format!("cannot read `{shown}`: {en}")))
    }

    pub(super) fn cannot_write(path: &Path, error: &io::Error) -> Self {
        let (shown, Phrase { vi, en }) = (path.display(), reason(error));
        Self::System(Phrase::new(format!("không ghi được `{shown}`: {vi}"), format!("cannot write `{shown}`: {en}")))
    }

    /// Windows does not let a file be replaced that Word holds open.
    pub(super) fn cannot_replace(path: &Path, error: &io::Error) -> Self {
        let (shown, Phrase { vi, en }) = (path.display(), reason(error));
        Self::System(Phrase::new(
            format!(
                "không thay được `{shown}`: {vi}; nếu tệp đang mở trong Word hay trình đọc PDF, hãy đóng lại rồi chạy lại"
            ),
            format!("cannot replace `{shown}`: {en}; if it is open in Word or a PDF reader, close it and run again"),
        ))
    }
}
