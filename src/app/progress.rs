//! Progress on a terminal for work that lasts over a second; nothing in a pipe.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use super::language::Language;

/// Quiet for so long.
const PATIENCE: Duration = Duration::from_secs(1);

/// Where the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Files → nouns.
    Reading,
    /// Document → galley.
    Setting,
    /// Galley → pages.
    Cutting,
    /// Galley → DOCX.
    Docx,
    /// Pages → PDF.
    Pdf,
    /// Bytes → disk.
    Writing,
}

impl Stage {
    fn name(self, language: Language) -> &'static str {
        match self {
            Self::Reading => language.pick("đọc dữ liệu", "reading"),
            Self::Setting => language.pick("xếp chữ", "setting type"),
            Self::Cutting => language.pick("ngắt trang", "cutting pages"),
            Self::Docx => language.pick("tạo DOCX", "making DOCX"),
            Self::Pdf => language.pick("tạo PDF", "making PDF"),
            Self::Writing => language.pick("ghi tệp", "writing files"),
        }
    }
}

/// A line on the terminal that says where the work is.
#[derive(Debug)]
pub(super) struct Progress {
    started: Instant,
    language: Option<Language>,
    shown: bool,
}

impl Progress {
    /// Starts the watch; shows nothing where standard error is no terminal.
    pub(super) fn start(language: Language) -> Self {
        let language = std::io::stderr().is_terminal().then_some(language);
        Self { started: Instant::now(), language, shown: false }
    }

    /// The work has come to a stage.
    pub(super) fn at(&mut self, stage: Stage) {
        let Some(language) = self.language.filter(|_| self.started.elapsed() >= PATIENCE) else { return };
        let seconds = self.started.elapsed().as_secs();
        self.shown = true;
        let mut terminal = std::io::stderr().lock();
        // A terminal that is gone is no reason to stop.
        let _ = write!(terminal, "\r\x1b[K{seconds} s: {}…", stage.name(language));
        let _ = terminal.flush();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
        }
    }
}
