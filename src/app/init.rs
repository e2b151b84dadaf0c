//! A new project: a commented `plan.yaml` that builds at once.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::Failure;
use super::language::Language;
use crate::base::Diagnostic;

/// What a new project starts with.
const PLAN_VI: &str = include_str!("../../templates/init/plan.vi.yaml");
/// The same with English comments.
const PLAN_EN: &str = include_str!("../../templates/init/plan.en.yaml");

/// Makes the folder and its `plan.yaml`; a file that is already there is never touched.
pub(super) fn init(folder: &Path, language: Language) -> Result<PathBuf, Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::cannot_write(folder, &error))?;
    let path = folder.join("plan.yaml");
    let mut file = match fs::File::create_new(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => return Err(already_there(&path)),
        Err(error) => return Err(Failure::cannot_write(&path, &error)),
    };
    let text = language.pick(PLAN_VI, PLAN_EN);
    file.write_all(text.as_bytes()).map_err(|error| Failure::cannot_write(&path, &error))?;
    Ok(path)
}

fn already_there(path: &Path) -> Failure {
    let shown = path.display();
    Failure::Input(vec![
        Diagnostic::error(
            "project-exists",
            format!("đã có `{shown}`; không ghi đè"),
            format!("`{shown}` is already there; it is not overwritten"),
        )
        .hint("chọn thư mục khác", "choose another folder"),
    ])
}
