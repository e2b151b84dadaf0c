//! The lock of a project: one command changes it at a time, and none reads it meanwhile.
//!
//! The system lets go of a lock when its process ends, however it ends, so that none is ever left behind.

use std::fs::{self, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::Failure;
use super::system::reason;
use super::transaction::{self, FOLDER, Fault, Local, Replacement};
use crate::base::Phrase;

/// How long one waits for another: a change takes parts of a second.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(10);
const LOCK: &str = "lock";
const HOLDER: &str = "holder";

/// Held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    /// None where nobody has ever changed the project by a command.
    _file: Option<fs::File>,
    folder: PathBuf,
}

impl Lock {
    /// To read: shared with other readers. What a killed command left half done is finished first.
    pub(super) fn shared(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(FOLDER).join(LOCK);
        // A project that cannot be written to is nevertheless read.
        let Ok(file) = fs::File::open(&path) else { return Ok(Self { _file: None, folder: folder.to_path_buf() }) };
        wait(folder, PATIENCE, || file.try_lock_shared())?;
        if transaction::is_unfinished(folder) {
            drop(file);
            drop(Self::exclusive(folder, "")?);
            return Self::shared(folder);
        }
        Ok(Self { _file: Some(file), folder: folder.to_path_buf() })
    }

    /// To change it: nobody else reads or changes it meanwhile. `command` is what others are told.
    pub(super) fn exclusive(folder: &Path, command: &str) -> Result<Self, Failure> {
        Self::exclusive_within(folder, command, PATIENCE)
    }

    fn exclusive_within(folder: &Path, command: &str, patience: Duration) -> Result<Self, Failure> {
        let own = folder.join(FOLDER);
        let path = own.join(LOCK);
        fs::create_dir_all(&own).map_err(|error| Failure::cannot_write(&own, &error))?;
        let mut options = fs::OpenOptions::new();
        let file = options.create(true).truncate(false).read(true).write(true).open(&path);
        let file = file.map_err(|error| Failure::cannot_write(&path, &error))?;
        wait(folder, patience, || file.try_lock())?;
        // Only to tell others; a lock without it holds as well.
        let _ = fs::write(own.join(HOLDER), format!("{command}\n{}\n{}\n", std::process::id(), user()));
        transaction::recover(&mut Local, folder).map_err(failure)?;
        Ok(Self { _file: Some(file), folder: folder.to_path_buf() })
    }

    /// Replaces files of the project, and others with them, as one. The lock is an exclusive one.
    pub(super) fn replace(&self, files: &[Replacement]) -> Result<(), Failure> {
        transaction::replace(&mut Local, &self.folder, files).map_err(failure)
    }
}

fn failure(fault: Fault) -> Failure {
    Failure::cannot_replace(&fault.path, &fault.error)
}

fn wait(
    folder: &Path,
    patience: Duration,
    mut attempt: impl FnMut() -> Result<(), TryLockError>,
) -> Result<(), Failure> {
    let start = Instant::now();
    loop {
        match attempt() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if start.elapsed() < patience => sleep(PAUSE),
            Err(TryLockError::WouldBlock) => return Err(busy(folder)),
            Err(TryLockError::Error(error)) => return Err(cannot_lock(folder, &error)),
        }
    }
}

/// Who holds it, as far as they have said.
fn busy(folder: &Path) -> Failure {
    let shown = folder.display();
    let holder = fs::read_to_string(folder.join(FOLDER).join(HOLDER)).unwrap_or_default();
    let mut lines = holder.lines();
    let mut next = || lines.next().map(str::trim).filter(|line| !line.is_empty());
    let (command, process, user) = (next(), next(), next());
    let (mut vi, mut en) = (format!("dự án `{shown}` đang được"), format!("the project `{shown}` is being changed by"));
    match command {
        Some(command) => {
            vi += &format!(" lệnh `vanthu {command}`");
            en += &format!(" `vanthu {command}`");
        }
        None => {
            vi += " một lệnh khác";
            en += " another command";
        }
    }
    if let Some(user) = user {
        vi += &format!(" của {user}");
        en += &format!(" of {user}");
    }
    if let Some(process) = process {
        vi += &format!(" (tiến trình {process})");
        en += &format!(" (process {process})");
    }
    vi += " sửa; chờ lệnh ấy xong rồi chạy lại";
    en += "; wait until it is done, then run again";
    Failure::System(Phrase::new(vi, en))
}

fn cannot_lock(folder: &Path, error: &io::Error) -> Failure {
    let (shown, Phrase { vi, en }) = (folder.display(), reason(error));
    Failure::System(Phrase::new(
        format!("không khóa được dự án `{shown}`: {vi}; hãy chép dự án về một ổ đĩa của máy này"),
        format!("cannot lock the project `{shown}`: {en}; copy the project to a disk of this machine"),
    ))
}

/// Whoever the system says is at work.
fn user() -> String {
    ["USER", "USERNAME"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(failure: Failure) -> String {
        match failure {
            Failure::System(phrase) => phrase.en,
            Failure::Input(_) | Failure::Usage(_) => String::new(),
        }
    }

    #[test]
    fn one_changes_at_a_time_and_says_who() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Lock::exclusive(folder.path(), "issue").ok().expect("free");
        let short = Duration::from_millis(30);
        let second = Lock::exclusive_within(folder.path(), "reassign", short).err().map(told).unwrap_or_default();
        assert!(second.contains("`vanthu issue`"), "{second}");
        assert!(second.contains(&format!("(process {})", std::process::id())), "{second}");
        drop(first);
        assert!(Lock::exclusive_within(folder.path(), "reassign", short).is_ok());
    }

    #[test]
    fn readers_share_and_leave_no_trace() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Lock::shared(folder.path()).ok().expect("free");
        assert!(!folder.path().join(FOLDER).exists());
        drop(first);
        drop(Lock::exclusive(folder.path(), "issue"));
        let one = Lock::shared(folder.path()).ok().expect("free");
        let other = Lock::shared(folder.path()).ok().expect("shared");
        assert!(Lock::exclusive_within(folder.path(), "issue", Duration::from_millis(30)).is_err());
        drop((one, other));
        assert!(Lock::exclusive_within(folder.path(), "issue", Duration::from_millis(30)).is_ok());
    }

    #[test]
    fn readers_finish_what_a_kill_left() {
        let folder = tempfile::tempdir().expect("a folder");
        drop(Lock::exclusive(folder.path(), "issue"));
        fs::write(folder.path().join(".a.1.tmp"), "new").expect("written");
        let journal = r#"{"files":[[".a.1.tmp","a"]]}"#;
        fs::write(folder.path().join(FOLDER).join("committed"), journal).expect("written");
        assert!(Lock::shared(folder.path()).is_ok());
        assert_eq!(fs::read(folder.path().join("a")).expect("read"), b"new");
    }
}
