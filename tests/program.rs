//! The program as users run it, and folders to run it in.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

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

/// The files that a change of the project is about.
pub fn state(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let mut state = BTreeMap::new();
    for folder in ["", "issued", "out", "progress"] {
        let files = files(&project.join(folder)).into_iter().filter(|(name, _)| name != ".vanthu");
        state.extend(
            files.filter(|(_, bytes)| !bytes.is_empty()).map(|(name, bytes)| (format!("{folder}/{name}"), bytes)),
        );
    }
    state
}

/// Runs a command on fresh projects and kills it at moments spread over the whole run, and over its writing: the project is
/// the old or the new one.
pub fn killed_at_any_moment(fresh: impl Fn() -> Project, arguments: &[&str]) {
    const KILLS: u32 = 24;
    let start = |project: &Project| {
        let mut command = vanthu(arguments);
        command.arg(project.path()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let project = fresh();
    let old = state(&project);
    let begun = Instant::now();
    assert!(start(&project).wait().unwrap().success());
    let whole = begun.elapsed();
    let new = state(&project);
    assert_ne!(old, new);
    let (mut olds, mut news) = (0, 0);
    for kill in 0..4 * KILLS {
        // On a busy machine every kill may have come too early: later ones then wait longer.
        if kill > 2 * KILLS && news > 0 {
            break;
        }
        let project = fresh();
        let mut child = start(&project);
        if kill <= KILLS {
            sleep(whole * kill / KILLS + Duration::from_micros(u64::from(kill) * 50));
        } else {
            // As many within the writing, which lasts a thousandth of the run.
            let begun = |name: &str| project.join(".vanthu").join(name).exists();
            while child.try_wait().unwrap().is_none() && !begun("prepared") && !begun("committed") {}
            let late = kill.saturating_sub(2 * KILLS);
            sleep(Duration::from_micros(u64::from(kill - KILLS) * 15) + Duration::from_millis(5) * late);
        }
        let _ = child.kill();
        child.wait().unwrap();
        // Whoever comes next, if only to read, finishes or forgets what was begun.
        let run = run(vanthu(["check"]).arg(project.path()));
        assert_eq!(run.status, 0, "{}", run.stderr);
        let mut now = state(&project);
        now.retain(|name, _| !name.ends_with(".tmp"));
        assert!(now == old || now == new, "neither old nor new: {:?}", now.keys());
        if now == new { news += 1 } else { olds += 1 }
    }
    assert!(olds > 0 && news > 0, "{olds} old, {news} new");
}
