//! Plan, register and history of a project, for commands that set no type.

use std::sync::Arc;

use super::Failure;
use super::files::ProjectFiles;
use crate::base::{Diagnostics, Source};
use crate::input;
use crate::plan::{History, Plan, Register};

/// What is recorded of a project.
pub(super) struct Recorded {
    /// The plan as it was issued, with the number and day of the register.
    pub(super) plan: Plan,
    /// What was issued.
    pub(super) register: Register,
    /// What was changed since; empty where that has errors.
    pub(super) history: History,
}

/// The files that say it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sources {
    plan: Arc<Source>,
    register: Option<Arc<Source>>,
    /// The history; none where nothing was ever changed.
    pub(super) history: Option<Arc<Source>>,
}

impl Sources {
    /// The texts as they are now.
    pub(super) fn read(files: &ProjectFiles) -> Result<Self, Failure> {
        Ok(Self { plan: files.read_plan()?, register: files.read_register()?, history: files.read_history()? })
    }
}

impl Recorded {
    /// What the files say, with every finding; fails where the plan cannot be read at all.
    pub(super) fn read(sources: &Sources) -> Result<(Self, Diagnostics), Failure> {
        let (plan, mut findings) = input::read_plan(Arc::clone(&sources.plan));
        let Some(plan) = plan else { return Err(Failure::Input(findings.into_sorted())) };
        let (register, found) = input::read_register(&plan, sources.register.as_ref());
        findings.extend(found);
        let plan = register.applied_to(plan);
        let (history, found) = input::read_history(&plan, sources.history.as_ref());
        let history = if found.has_errors() { History::default() } else { history };
        findings.extend(found);
        Ok((Self { plan, register, history }, findings))
    }
}
