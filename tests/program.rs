//! The program as users run it, and folders to run it in.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A plan without a finding, small enough to be built often.
pub const GOOD: &str = include_str!("errors/plan.yaml");
/// What a project with an annex yields.
pub const FILES: [&str; 4] = ["ke-hoach.docx", "ke-hoach.pdf", "phu-luc.docx", "phu-luc.pdf"];

/// The program, speaking Vietnamese whatever the machine speaks.
pub fn vanthu<I: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = I>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanthu"));
    command.args(arguments).env("VANTHU_LANG", "vi").env_remove("NO_COLOR");
    command
}

/// What came of a run.
#[derive(Debug)]
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Runs a command; a program that was brought down has no status and fails the test.
pub fn run(command: &mut Command) -> Run {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let (stdout, stderr) = (text(stdout), text(stderr));
    Run { status: status.code().unwrap_or_else(|| panic!("brought down: {stderr}")), stdout, stderr }
}

/// A project in a folder of its own, gone with the value.
pub struct Project {
    folder: TempDir,
}

impl Project {
    pub fn new(plan: &str) -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        project.write("plan.yaml", plan);
        project
    }

    /// The plan without a finding.
    pub fn good() -> Self {
        Self::new(GOOD)
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A path within it, its parts parted by `/`.
    pub fn join(&self, path: &str) -> PathBuf {
        path.split('/').fold(self.path().to_path_buf(), |folder, part| folder.join(part))
    }

    /// Writes a file, folders and all.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Runs a command on this project.
    pub fn run(&self, command: &str, more: &[&str]) -> Run {
        run(vanthu([command]).arg(self.path()).args(more))
    }
}

/// The files of a folder with their bytes; none where it does not exist.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    let entries = entries.map(|entry| entry.unwrap());
    entries
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap_or_default()))
        .collect()
}

/// Their names alone.
pub fn names(folder: &Path) -> Vec<String> {
    files(folder).into_keys().collect()
}
