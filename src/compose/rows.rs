//! The annex's rows before they are set: numbers, titles, shared targets, of all tasks or of some.

use crate::base::text;
use crate::plan::{Annex, Item, Target, Task};

/// A task's row, with the titles above it.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    /// Its field.
    pub(super) field: Heading<'a>,
    /// Its group, if it is in one.
    pub(super) group: Option<Heading<'a>>,
    /// As the STT column prints it, counted in the whole annex.
    pub(super) number: String,
    /// The task.
    pub(super) task: &'a Task,
    /// What must be reached: its own target, or the one that it shares.
    pub(super) target: &'a str,
    /// Whether its target's cell is that of the line above.
    pub(super) shares: bool,
}

/// A title row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading<'a> {
    /// As printed: `III`, `2`.
    pub(super) number: String,
    /// The title.
    pub(super) title: &'a str,
}

/// What is known of the row above in the same list.
#[derive(Clone, Copy)]
struct Above<'a> {
    /// The target's text.
    target: &'a str,
    /// Whether a row that was kept has this very cell.
    kept: bool,
}

/// The lines of those tasks that are wanted, in printed order, numbered as in the whole annex.
pub(super) fn lines<'a>(annex: &'a Annex, wanted: &dyn Fn(&Task) -> bool) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for (index, field) in annex.fields.iter().enumerate() {
        let heading = Heading { number: text::roman(index + 1), title: &field.title.value };
        let mut above: Option<Above<'a>> = None;
        for (index, item) in field.items.iter().enumerate() {
            let number = (index + 1).to_string();
            match item {
                Item::Task(task) => {
                    lines.extend(line(&heading, None, number, task, &mut above, wanted));
                }
                Item::Group(group) => {
                    let title = Heading { number, title: &group.title.value };
                    let mut inside = None;
                    for (index, task) in group.tasks.iter().enumerate() {
                        let number = format!("{}.{}", title.number, index + 1);
                        lines.extend(line(&heading, Some(&title), number, task, &mut inside, wanted));
                    }
                    above = None;
                }
            }
        }
    }
    lines
}

fn line<'a>(
    field: &Heading<'a>,
    group: Option<&Heading<'a>>,
    number: String,
    task: &'a Task,
    above: &mut Option<Above<'a>>,
    wanted: &dyn Fn(&Task) -> bool,
) -> Option<Line<'a>> {
    let (target, joins) = match (&task.target, *above) {
        (Target::Text(text), _) => (text.value.as_str(), false),
        (Target::SameAs(_), Some(above)) => (above.target, above.kept),
        // The file's checks leave no such row.
        (Target::SameAs(_), None) => ("", false),
    };
    let keeps = wanted(task);
    *above = Some(Above { target, kept: keeps || joins });
    keeps.then(|| Line { field: field.clone(), group: group.cloned(), number, task, target, shares: joins })
}

/// How many lines from this one on have its target's cell.
pub(super) fn sharing(lines: &[Line<'_>], at: usize) -> usize {
    1 + lines.iter().skip(at + 1).take_while(|line| line.shares).count()
}
