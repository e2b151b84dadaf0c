//! Shared targets, when rows around them come and go.

use crate::base::Placed;
use crate::plan::{Measure, Target, Task};

/// Whose target each row of a list has.
pub(super) struct Targets<'a> {
    tasks: Vec<&'a Task>,
    /// Of each row, the row whose text it shares, itself where it has its own; empty where no row shares any.
    roots: Vec<usize>,
}

impl<'a> Targets<'a> {
    pub(super) fn of(tasks: &[&'a Task]) -> Self {
        let shares = |task: &Task| matches!(task.target, Target::SameAs(_));
        if !tasks.iter().any(|task| shares(task)) {
            return Self { tasks: Vec::new(), roots: Vec::new() };
        }
        let mut roots: Vec<usize> = Vec::with_capacity(tasks.len());
        for (at, task) in tasks.iter().enumerate() {
            let root = match &task.target {
                Target::Text(_) => at,
                Target::SameAs(of) => {
                    let shared = roots.iter().zip(tasks).rev().find(|(_, above)| above.id.value == of.value);
                    shared.map_or(at, |(root, _)| *root)
                }
            };
            roots.push(root);
        }
        Self { tasks: tasks.to_vec(), roots }
    }

    /// Settles the target of a row that stays: it shares that of the row that stands above it now, if that is the same one,
    /// and else has the text itself.
    pub(super) fn settle(&self, task: &mut Task, at: usize, above: Option<usize>) {
        let Some(root) = self.roots.get(at).filter(|root| **root != at) else { return };
        let shares = above.filter(|above| self.roots.get(*above) == Some(root));
        match shares.and_then(|above| self.tasks.get(above)) {
            Some(above) => task.target = Target::SameAs(above.id.clone()),
            None => {
                let text = self.text(*root, task);
                if task.measures.is_empty() {
                    task.measures = self.measures(*root, at);
                }
                task.target = Target::Text(text);
            }
        }
    }

    fn text(&self, root: usize, task: &Task) -> Placed<String> {
        match self.tasks.get(root).map(|task| &task.target) {
            Some(Target::Text(text) | Target::SameAs(text)) => text.clone(),
            None => task.name.clone(),
        }
    }

    /// The measures that count for a row without its own: those of the nearest row above with the same target that has some.
    fn measures(&self, root: usize, at: usize) -> Vec<Measure> {
        let above = (root..at).rev().filter(|row| self.roots.get(*row) == Some(&root));
        let mut measures = above.filter_map(|row| self.tasks.get(row).map(|task| &task.measures));
        measures.find(|measures| !measures.is_empty()).cloned().unwrap_or_default()
    }
}
