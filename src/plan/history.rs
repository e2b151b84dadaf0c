//! The history of assignments (lịch sử phân công): what changed after the plan was issued, from which day, on what basis.
//!
//! The plan's own assignments are the first state and stay as they were issued; the state on a day is computed.

mod additions;
mod handover;
mod targets;

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::{Annex, Deadline, Field, Group, Item, OfficeId, Plan, Task};
use crate::base::{PartialDate, Place, Placed};
pub use handover::{HandedOver, Handover, Part};
use targets::Targets;

/// Một lần thay đổi phân công: một dòng của `reassignments.yaml`.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its name.
    pub id: Placed<String>,
    /// The first day on which it holds (ngày có hiệu lực).
    pub effective: Placed<NaiveDate>,
    /// The ids of the tasks that it changes, whatever names or numbers were written; of an added task, its own.
    pub tasks: Vec<Placed<String>>,
    /// What it changes.
    pub what: What,
    /// Căn cứ: the document that made it so; none where that is the change's own covering document.
    pub basis: Option<Placed<String>>,
    /// Lý do.
    pub reason: Option<Placed<String>>,
    /// Where the entry that this one revokes stands in the list.
    pub revokes: Option<Placed<usize>>,
    /// Where the whole entry stands.
    pub place: Place,
}

/// What a change does to its tasks.
#[derive(Clone, Debug)]
pub enum What {
    /// Phân công lại, đổi thời hạn.
    Reassign(Box<Reassignment>),
    /// Bỏ nhiệm vụ.
    Drop,
    /// Thêm nhiệm vụ.
    Add(Box<Addition>),
    /// Nothing of its own: it only revokes an earlier entry.
    Revoke,
}

/// New values of a task; none leaves the old one.
#[derive(Clone, Debug, Default)]
pub struct Reassignment {
    /// Chủ trì.
    pub lead: Option<Vec<Placed<OfficeId>>>,
    /// Phối hợp; an empty list takes all supports away.
    pub support: Option<Vec<Placed<OfficeId>>>,
    /// Thời hạn.
    pub deadline: Option<Deadline>,
}

/// Nhiệm vụ bổ sung and its place.
#[derive(Clone, Debug)]
pub struct Addition {
    /// The task.
    pub task: Task,
    /// The id of the task beside which it stands, in the same field and group.
    pub anchor: Placed<String>,
    /// On which side of it.
    pub side: Side,
}

/// A side of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Above it.
    Before,
    /// Below it.
    After,
}

/// Which state of the assignments is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// As the plan was issued.
    Issued,
    /// At the end of a day.
    Day(NaiveDate),
    /// With every recorded change, also those of days to come.
    Latest,
}

impl AsOf {
    /// The last day whose changes count; none where no change does.
    pub fn last_day(self) -> Option<NaiveDate> {
        match self {
            Self::Issued => None,
            Self::Day(day) => Some(day),
            Self::Latest => Some(NaiveDate::MAX),
        }
    }
}

/// Who holds a task on a day, and until when it is to be done.
#[derive(Clone, Copy, Debug)]
pub struct Holding<'a> {
    /// Whether the plan has the task on that day.
    pub there: bool,
    /// Chủ trì.
    pub lead: &'a [Placed<OfficeId>],
    /// Phối hợp.
    pub support: &'a [Placed<OfficeId>],
    /// Thời hạn.
    pub deadline: &'a Deadline,
}

impl Holding<'_> {
    /// Whether both say the same: that the task is not there, or who holds it and until when.
    pub fn says_the_same(&self, other: &Holding<'_>) -> bool {
        let ids = |one: &[Placed<OfficeId>], other: &[Placed<OfficeId>]| {
            one.iter().map(|id| &id.value).eq(other.iter().map(|id| &id.value))
        };
        self.there == other.there
            && (!self.there
                || ids(self.lead, other.lead)
                    && ids(self.support, other.support)
                    && self.deadline.says_the_same(other.deadline))
    }
}

/// Văn bản điều chỉnh: the document that an annex as changed goes with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// From when on the newest change holds.
    pub effective: NaiveDate,
    /// The document.
    pub source: AmendmentSource,
}

/// Where an amendment stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AmendmentSource {
    /// In documents that the history cites.
    Cited(Vec<String>),
    /// In the change's own covering document, as far as it has been issued.
    Own {
        /// Số.
        number: Option<u32>,
        /// Ký hiệu; none is the plan's own.
        symbol: Option<String>,
        /// Ngày ban hành.
        date: Option<PartialDate>,
    },
}

/// Lịch sử phân công: all changes of a project.
#[derive(Clone, Debug, Default)]
pub struct History {
    changes: Vec<Change>,
    /// The position of the entry that revokes each one.
    revoked_by: Vec<Option<usize>>,
    /// Positions of each task's changes in the order of their effect.
    by_task: HashMap<String, Vec<usize>>,
    /// Positions of all changes in the order of their effect: by day, then as they stand in the list.
    order: Vec<usize>,
}

impl History {
    /// The changes in the order in which they were recorded.
    pub fn new(changes: Vec<Change>) -> Self {
        let mut order: Vec<usize> = (0..changes.len()).collect();
        order.sort_by_key(|at| changes.get(*at).map(|change| change.effective.value));
        let mut revoked_by = vec![None; changes.len()];
        let mut by_task: HashMap<String, Vec<usize>> = HashMap::new();
        for at in &order {
            let Some(change) = changes.get(*at) else { continue };
            for task in &change.tasks {
                match by_task.get_mut(&task.value) {
                    Some(of_task) => of_task.push(*at),
                    None => drop(by_task.insert(task.value.clone(), vec![*at])),
                }
            }
            if let Some(revoked) = change.revokes.as_ref().and_then(|revoked| revoked_by.get_mut(revoked.value)) {
                *revoked = Some(*at);
            }
        }
        Self { changes, revoked_by, by_task, order }
    }

    /// All changes as they were recorded, revoked ones included.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Whether nothing was changed since the plan was issued.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The position of the entry that revokes one.
    pub fn revoked_by(&self, at: usize) -> Option<usize> {
        self.revoked_by.get(at).copied().flatten()
    }

    /// Whether a change holds at the end of a day: its own day has come, and no entry that stands then revokes it. So a
    /// revoked change stays true of the days before it was revoked.
    pub fn stands(&self, at: usize, day: NaiveDate) -> bool {
        self.stands_among(at, day, |_| true)
    }

    /// The same if the history had those entries only that a test lets through.
    fn stands_among(&self, at: usize, day: NaiveDate, is_there: impl Fn(usize) -> bool) -> bool {
        let holds = |at: usize| self.changes.get(at).is_some_and(|change| change.effective.value <= day);
        let mut stands = false;
        let mut next = Some(at);
        // Each entry revokes an earlier one, so the walk ends.
        while let Some(at) = next.filter(|at| is_there(*at) && holds(*at)) {
            stands = !stands;
            next = self.revoked_by(at);
        }
        stands
    }

    /// An entry, the one that it revokes, the one that that revokes, and so on: what it touches are the tasks of them all.
    pub fn chain<'a>(&'a self, change: &'a Change) -> impl Iterator<Item = &'a Change> {
        // Each entry revokes an earlier one, so the walk ends.
        std::iter::successors(Some(change), |change| self.changes.get(change.revokes.as_ref()?.value))
    }

    /// Positions of the changes of a task in the order of their effect, revoked ones included.
    pub fn of_task(&self, task: &str) -> &[usize] {
        self.by_task.get(task).map(Vec::as_slice).unwrap_or_default()
    }

    /// The changes that stand at the end of a day and make it another one, in the order of their effect.
    pub fn standing(&self, day: NaiveDate) -> impl DoubleEndedIterator<Item = &Change> {
        let standing = self.order.iter().filter(move |at| self.stands(**at, day));
        standing.filter_map(|at| self.changes.get(*at)).filter(|change| !self.takes_back_nothing(change))
    }

    /// Whether a change makes its own day another one, so that a document must say so.
    pub fn holds(&self, at: usize) -> bool {
        let change = self.changes.get(at);
        change.is_some_and(|change| self.stands(at, change.effective.value) && !self.takes_back_nothing(change))
    }

    /// Whether it only revokes what has held on no day: then all is as if neither had been.
    fn takes_back_nothing(&self, change: &Change) -> bool {
        let revoked = change.revokes.as_ref().and_then(|revoked| self.changes.get(revoked.value));
        let never_held = revoked.is_some_and(|revoked| revoked.effective.value >= change.effective.value);
        match change.what {
            What::Revoke => never_held,
            What::Reassign(_) | What::Drop | What::Add(_) => false,
        }
    }

    /// The days on which the assignments change, each once, oldest first.
    pub fn days(&self) -> Vec<NaiveDate> {
        self.changes.iter().map(|change| change.effective.value).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// How a task, of the issued plan or added, stands at the end of a day.
    pub fn holding<'a>(&'a self, task: &'a Task, day: NaiveDate) -> Holding<'a> {
        self.holding_but(task, day, |_| true)
    }

    /// The same with those changes only that a test lets through.
    pub fn holding_but<'a>(&'a self, task: &'a Task, day: NaiveDate, test: impl Fn(usize) -> bool) -> Holding<'a> {
        self.holding_by(task, |at| test(at) && self.stands(at, day))
    }

    /// The same if an entry had never been recorded, so that what it revokes holds.
    pub fn holding_without<'a>(&'a self, task: &'a Task, day: NaiveDate, gone: usize) -> Holding<'a> {
        self.holding_by(task, |at| self.stands_among(at, day, |at| at != gone))
    }

    fn holding_by<'a>(&'a self, task: &'a Task, stands: impl Fn(usize) -> bool) -> Holding<'a> {
        let mut holding = Holding { there: true, lead: &task.lead, support: &task.support, deadline: &task.deadline };
        let of_task = self.of_task(&task.id.value);
        let added = |at: &usize| matches!(self.changes.get(*at), Some(Change { what: What::Add(_), .. }));
        if of_task.iter().any(added) {
            holding.there = false;
        }
        for at in of_task.iter().filter(|at| stands(**at)) {
            match self.changes.get(*at).map(|change| &change.what) {
                Some(What::Reassign(new)) => {
                    holding.lead = new.lead.as_deref().unwrap_or(holding.lead);
                    holding.support = new.support.as_deref().unwrap_or(holding.support);
                    holding.deadline = new.deadline.as_ref().unwrap_or(holding.deadline);
                }
                Some(What::Drop) => holding.there = false,
                Some(What::Add(_)) => holding.there = true,
                Some(What::Revoke) | None => {}
            }
        }
        holding
    }

    /// The document that the annex of a state goes with; none where nothing has changed by then.
    pub fn amendment(&self, as_of: AsOf) -> Option<Amendment> {
        let day = as_of.last_day()?;
        let effective = self.standing(day).next_back()?.effective.value;
        let newest = || self.standing(day).rev().take_while(|change| change.effective.value == effective);
        let own = newest().any(|change| change.basis.is_none());
        let source = if own {
            AmendmentSource::Own { number: None, symbol: None, date: None }
        } else {
            let mut cited: Vec<String> = newest().filter_map(|c| Some(c.basis.as_ref()?.value.clone())).collect();
            cited.reverse();
            cited.dedup();
            AmendmentSource::Cited(cited)
        };
        Some(Amendment { effective, source })
    }

    /// The plan as it holds then: a new value, with numbers made anew.
    pub fn plan_on(&self, plan: &Plan, as_of: AsOf) -> Plan {
        let Some(day) = as_of.last_day().filter(|_| !self.is_empty()) else { return plan.clone() };
        let annex = plan.annex.as_ref().map(|annex| self.annex_on(&self.with_additions(annex), day));
        with_annex(plan, annex)
    }

    /// The issued plan with every task that was ever added, each at its place: the order in which all rows stand.
    pub fn timeline(&self, plan: &Plan) -> Plan {
        with_annex(plan, plan.annex.as_ref().map(|annex| self.with_additions(annex).into_owned()))
    }

    /// The issued plan with every task that was ever added, each at the end of its list, so that the numbers of the issued
    /// plan still hold. What speaks of tasks over the year, as the progress log does, is read against this.
    pub fn with_all_tasks(&self, plan: &Plan) -> Plan {
        with_annex(plan, plan.annex.as_ref().map(|annex| self.with_additions_last(annex).into_owned()))
    }

    fn annex_on(&self, annex: &Annex, day: NaiveDate) -> Annex {
        let field = |field: &Field| {
            let items = self.items_on(&field.items, day);
            (!items.is_empty()).then(|| Field { title: field.title.clone(), items })
        };
        Annex { fields: annex.fields.iter().filter_map(field).collect(), ..head_of(annex) }
    }

    fn items_on(&self, items: &[Item], day: NaiveDate) -> Vec<Item> {
        let mut kept = Vec::with_capacity(items.len());
        for run in items.chunk_by(|one, other| matches!((one, other), (Item::Task(_), Item::Task(_)))) {
            if let [Item::Group(group)] = run {
                let tasks = self.tasks_on(&group.tasks.iter().collect::<Vec<_>>(), day);
                if !tasks.is_empty() {
                    kept.push(Item::Group(Group { title: group.title.clone(), tasks }));
                }
            } else {
                let tasks: Vec<&Task> = run.iter().filter_map(Item::as_task).collect();
                kept.extend(self.tasks_on(&tasks, day).into_iter().map(|task| Item::Task(Box::new(task))));
            }
        }
        kept
    }

    /// The rows of one list that stand on a day, each as it stands.
    fn tasks_on(&self, tasks: &[&Task], day: NaiveDate) -> Vec<Task> {
        let targets = Targets::of(tasks);
        let mut kept: Vec<Task> = Vec::with_capacity(tasks.len());
        let mut above = None;
        for (at, task) in tasks.iter().enumerate() {
            let holding = self.holding(task, day);
            if !holding.there {
                continue;
            }
            let mut task = Task {
                lead: holding.lead.to_vec(),
                support: holding.support.to_vec(),
                deadline: holding.deadline.clone(),
                ..(*task).clone()
            };
            targets.settle(&mut task, at, above);
            above = Some(at);
            kept.push(task);
        }
        kept
    }
}

impl Item {
    /// The task, where it is one of the field's own.
    fn as_task(&self) -> Option<&Task> {
        match self {
            Self::Task(task) => Some(task),
            Self::Group(_) => None,
        }
    }
}

/// The plan with another annex, without copying the one it has.
fn with_annex(plan: &Plan, annex: Option<Annex>) -> Plan {
    let Plan {
        document,
        issuer,
        signatory,
        addressees,
        recipients,
        contact,
        offices,
        goals,
        bases,
        preamble,
        sections,
        closing,
        annex: _,
        reporting,
        reports,
        signing,
        choices,
    } = plan;
    Plan {
        document: document.clone(),
        issuer: issuer.clone(),
        signatory: signatory.clone(),
        addressees: addressees.clone(),
        recipients: recipients.clone(),
        contact: contact.clone(),
        offices: offices.clone(),
        goals: goals.clone(),
        bases: bases.clone(),
        preamble: preamble.clone(),
        sections: sections.clone(),
        closing: closing.clone(),
        annex,
        reporting: *reporting,
        reports: reports.clone(),
        signing: signing.clone(),
        choices: *choices,
    }
}

/// The annex without its fields.
fn head_of(annex: &Annex) -> Annex {
    Annex {
        label: annex.label.clone(),
        title: annex.title.clone(),
        issued_by: annex.issued_by.clone(),
        orientation: annex.orientation,
        columns: annex.columns.clone(),
        fields: Vec::new(),
    }
}
