//! Several files replaced as one: a kill at any moment leaves all of them old or all of them new.
//!
//! First a list of what is to come is written (`.vanthu/prepared`), then every new file beside its target, each on the disk
//! before the next step. Renaming the list to `.vanthu/committed` is the moment that counts: before it, whoever comes next
//! throws the new files away; after it, whoever comes next puts those that are left in their places.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// The folder of a project that holds what is none of the office's business.
pub(super) const FOLDER: &str = ".vanthu";
const PREPARED: &str = "prepared";
const COMMITTED: &str = "committed";

/// A file's new bytes.
#[derive(Clone, Debug)]
pub(super) struct Replacement {
    /// Where, the project's folder included.
    pub(super) path: PathBuf,
    /// What.
    pub(super) bytes: Vec<u8>,
}

/// What is asked of a disk: every step that a kill may come before or break off.
pub(super) trait Disk {
    /// Makes a folder with those above it.
    fn create_folder(&mut self, folder: &Path) -> io::Result<()>;
    /// Writes a file, down to the disk.
    fn write(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Puts a file in the place of another.
    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&mut self, path: &Path) -> io::Result<()>;
    /// Brings the names in a folder down to the disk.
    fn sync_folder(&mut self, folder: &Path) -> io::Result<()>;
}

/// The machine's own.
#[derive(Debug)]
pub(super) struct Local;

impl Disk for Local {
    fn create_folder(&mut self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)
    }

    fn write(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = fs::File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&mut self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    /// Windows opens no folder as a file and keeps its names in order by itself.
    fn sync_folder(&mut self, folder: &Path) -> io::Result<()> {
        if cfg!(unix) { fs::File::open(folder)?.sync_all() } else { Ok(()) }
    }
}

/// The list of a change: each new file under its passing name, and its target; paths within the project are relative to
/// it, so that it may be moved in between.
#[derive(Debug, Serialize, Deserialize)]
struct Journal {
    files: Vec<(PathBuf, PathBuf)>,
}

/// What went wrong, and with which file.
#[derive(Debug)]
pub(super) struct Fault {
    /// The file or folder.
    pub(super) path: PathBuf,
    /// The system's word.
    pub(super) error: io::Error,
}

/// Says which path a step was about.
fn about<T>(path: &Path, result: io::Result<T>) -> Result<T, Fault> {
    result.map_err(|error| Fault { path: path.to_path_buf(), error })
}

/// Replaces files. The caller holds the project's lock and has called [`recover`].
pub(super) fn replace(disk: &mut dyn Disk, project: &Path, files: &[Replacement]) -> Result<(), Fault> {
    let folder = project.join(FOLDER);
    about(&folder, disk.create_folder(&folder))?;
    let (prepared, committed) = (folder.join(PREPARED), folder.join(COMMITTED));
    let journal = Journal { files: files.iter().map(|file| names(project, &file.path)).collect() };
    let list = about(&prepared, serde_json::to_vec(&journal).map_err(io::Error::from))?;
    let ready = prepare(disk, project, files, &journal, (&prepared, &list));
    let ready = ready.and_then(|()| about(&committed, disk.rename(&prepared, &committed)));
    if let Err(fault) = ready {
        // Best effort: what is left lying is thrown away by whoever comes next.
        let _ = roll_back(disk, project, &prepared);
        return Err(fault);
    }
    about(&folder, disk.sync_folder(&folder))?;
    roll_forward(disk, project, &journal, &committed)
}

/// Writes the list and everything that is new; nothing that counts is touched.
fn prepare(
    disk: &mut dyn Disk,
    project: &Path,
    files: &[Replacement],
    journal: &Journal,
    (prepared, list): (&Path, &[u8]),
) -> Result<(), Fault> {
    about(prepared, disk.write(prepared, list))?;
    for (file, (passing, _)) in files.iter().zip(&journal.files) {
        let folder = folder_of(&file.path);
        about(folder, disk.create_folder(folder))?;
        about(&file.path, replaceable(&file.path))?;
        let passing = project.join(passing);
        about(&passing, disk.write(&passing, &file.bytes))?;
        about(folder, disk.sync_folder(folder))?;
    }
    Ok(())
}

/// Finishes or undoes what a killed command left behind. The caller holds the project's lock.
pub(super) fn recover(disk: &mut dyn Disk, project: &Path) -> Result<(), Fault> {
    let folder = project.join(FOLDER);
    let (prepared, committed) = (folder.join(PREPARED), folder.join(COMMITTED));
    if committed.exists() {
        let list = about(&committed, fs::read(&committed))?;
        let journal = about(&committed, serde_json::from_slice(&list).map_err(io::Error::from))?;
        roll_forward(disk, project, &journal, &committed)?;
    }
    if prepared.exists() { roll_back(disk, project, &prepared) } else { Ok(()) }
}

/// Whether a change stands between old and new.
pub(super) fn is_unfinished(project: &Path) -> bool {
    project.join(FOLDER).join(COMMITTED).exists()
}

/// Puts the new files that are left in their places. One that is no longer there has been put.
fn roll_forward(disk: &mut dyn Disk, project: &Path, journal: &Journal, committed: &Path) -> Result<(), Fault> {
    for (passing, target) in &journal.files {
        let (passing, target) = (project.join(passing), project.join(target));
        if passing.exists() {
            about(&target, disk.rename(&passing, &target))?;
        }
        let folder = folder_of(&target);
        about(folder, disk.sync_folder(folder))?;
    }
    about(committed, disk.remove(committed))?;
    let folder = folder_of(committed);
    about(folder, disk.sync_folder(folder))
}

/// Throws the new files away. A list that was broken off names none, and none had been written then.
fn roll_back(disk: &mut dyn Disk, project: &Path, prepared: &Path) -> Result<(), Fault> {
    let list = about(prepared, fs::read(prepared))?;
    let journal = serde_json::from_slice(&list).unwrap_or(Journal { files: Vec::new() });
    for passing in journal.files.iter().map(|(passing, _)| project.join(passing)).filter(|passing| passing.exists()) {
        about(&passing, disk.remove(&passing))?;
    }
    about(prepared, disk.remove(prepared))
}

/// A target and the passing name beside it.
fn names(project: &Path, target: &Path) -> (PathBuf, PathBuf) {
    let absolute = || std::path::absolute(target).unwrap_or_else(|_| target.to_path_buf());
    let target = target.strip_prefix(project).map_or_else(|_| absolute(), Path::to_path_buf);
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    (target.with_file_name(format!(".{name}.{}.tmp", std::process::id())), target)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file that cannot be written to cannot be replaced either: Word holds it open on Windows, or it was made read-only.
fn replaceable(target: &Path) -> io::Result<()> {
    match fs::OpenOptions::new().write(true).open(target) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A disk on which everything ends at a step: that one is broken off, none comes after it.
    struct Dying {
        left: usize,
    }

    impl Dying {
        fn step(&mut self) -> io::Result<()> {
            match self.left.checked_sub(1) {
                Some(left) => {
                    self.left = left;
                    Ok(())
                }
                None => Err(io::Error::other("killed")),
            }
        }
    }

    impl Disk for Dying {
        fn create_folder(&mut self, folder: &Path) -> io::Result<()> {
            self.step().and_then(|()| Local.create_folder(folder))
        }

        /// Twice: before anything is written, and in the middle.
        fn write(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
            self.step()?;
            let half = bytes.get(..bytes.len() / 2).unwrap_or_default();
            Local.write(path, half)?;
            self.step()?;
            Local.write(path, bytes)
        }

        fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
            self.step().and_then(|()| Local.rename(from, to))
        }

        fn remove(&mut self, path: &Path) -> io::Result<()> {
            self.step().and_then(|()| Local.remove(path))
        }

        fn sync_folder(&mut self, folder: &Path) -> io::Result<()> {
            self.step().and_then(|()| Local.sync_folder(folder))
        }
    }

    const NAMES: [&str; 3] = ["register.yaml", "issued/plan-45.json", "out/ke-hoach.pdf"];

    fn project() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("out")).expect("a folder");
        for name in ["register.yaml", "out/ke-hoach.pdf"] {
            fs::write(folder.path().join(name), "old").expect("a file");
        }
        folder
    }

    fn change(project: &Path) -> Vec<Replacement> {
        NAMES.map(|name| Replacement { path: project.join(name), bytes: format!("new {name}").into_bytes() }).into()
    }

    /// Whether all is new; fails where it is neither old nor new, or something else lies about.
    fn is_new(project: &Path, killed: &str) -> bool {
        let read = |name| fs::read_to_string(project.join(name)).ok();
        let now = NAMES.map(read);
        let new = NAMES.map(|name| Some(format!("new {name}")));
        let old = [Some("old".to_owned()), None, Some("old".to_owned())];
        assert!(now == new || now == old, "{killed}: {now:?}");
        for folder in ["", "issued", "out", FOLDER] {
            for entry in fs::read_dir(project.join(folder)).into_iter().flatten().flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                let known = ["register.yaml", "issued", "plan-45.json", "out", "ke-hoach.pdf", FOLDER];
                assert!(known.contains(&name.as_str()), "{killed}: {name} is left in {folder}");
            }
        }
        now == new
    }

    #[test]
    fn killed_at_any_step_it_is_all_old_or_all_new() {
        let (mut old, mut new) = (0, 0);
        for left in 0.. {
            let folder = project();
            let done = replace(&mut Dying { left }, folder.path(), &change(folder.path())).is_ok();
            recover(&mut Local, folder.path()).expect("recovered");
            match is_new(folder.path(), &format!("step {left}")) {
                true => new += 1,
                false => old += 1,
            }
            if done {
                break;
            }
        }
        assert!(old >= 10 && new >= 8, "{old} old, {new} new");
    }

    #[test]
    fn a_recovery_may_be_killed_too() {
        for left in 0..60 {
            let folder = project();
            let done = replace(&mut Dying { left }, folder.path(), &change(folder.path())).is_ok();
            let was_unfinished = is_unfinished(folder.path());
            for again in 0.. {
                if recover(&mut Dying { left: again }, folder.path()).is_ok() {
                    break;
                }
            }
            let new = is_new(folder.path(), &format!("step {left}"));
            assert!(new || !was_unfinished, "what was committed is done");
            if done {
                break;
            }
        }
    }

    #[test]
    fn what_cannot_be_replaced_is_asked_first() {
        let folder = project();
        fs::remove_file(folder.path().join("out/ke-hoach.pdf")).expect("removed");
        fs::create_dir(folder.path().join("out/ke-hoach.pdf")).expect("a folder in its place");
        let fault = replace(&mut Local, folder.path(), &change(folder.path())).expect_err("refused");
        assert_eq!(fault.path, folder.path().join("out/ke-hoach.pdf"));
        assert_eq!(fs::read_to_string(folder.path().join("register.yaml")).expect("read"), "old");
        assert!(!folder.path().join(FOLDER).join(PREPARED).exists());
    }

    #[test]
    fn files_outside_the_project_are_replaced_with_it() {
        let (folder, elsewhere) = (project(), tempfile::tempdir().expect("a folder"));
        let mut files = change(folder.path());
        files.push(Replacement { path: elsewhere.path().join("a.pdf"), bytes: b"new".to_vec() });
        replace(&mut Local, folder.path(), &files).expect("replaced");
        assert!(is_new(folder.path(), "done"));
        assert_eq!(fs::read(elsewhere.path().join("a.pdf")).expect("read"), b"new");
    }

    #[test]
    fn a_list_that_was_broken_off_is_thrown_away() {
        let folder = project();
        fs::create_dir(folder.path().join(FOLDER)).expect("a folder");
        fs::write(folder.path().join(FOLDER).join(PREPARED), "{\"files\":[[\"a").expect("written");
        recover(&mut Local, folder.path()).expect("recovered");
        assert!(!is_new(folder.path(), "broken off"));
    }
}
