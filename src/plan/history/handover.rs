//! Bàn giao: one post takes another one's place.

use super::Holding;
use crate::base::Placed;
use crate::plan::OfficeId;

/// In which part a post is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Where it leads.
    Lead,
    /// Where it supports.
    Support,
    /// Wherever it is named.
    Any,
}

/// One post takes the place of another: lead for lead, support for support.
#[derive(Clone, Copy, Debug)]
pub struct Handover<'a> {
    /// Who gives.
    pub from: &'a OfficeId,
    /// Who takes.
    pub to: &'a OfficeId,
    /// What is given.
    pub part: Part,
}

/// The lists of a task that a handover changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct HandedOver {
    /// Chủ trì.
    pub lead: Option<Vec<OfficeId>>,
    /// Phối hợp.
    pub support: Option<Vec<OfficeId>>,
}

impl Handover<'_> {
    /// What it makes of a task; none where the one that gives has no such part in it. Nobody is named twice: whoever would
    /// lead and support leads.
    pub fn of(&self, holding: &Holding<'_>) -> Option<HandedOver> {
        let gives = |ids: &[Placed<OfficeId>]| ids.iter().any(|id| id.value == *self.from);
        let leads = self.part != Part::Support && gives(holding.lead);
        let supports = self.part != Part::Lead && gives(holding.support);
        if !leads && !supports {
            return None;
        }
        let lead = if leads { self.followed(holding.lead) } else { values(holding.lead) };
        let mut support = if supports { self.followed(holding.support) } else { values(holding.support) };
        support.retain(|id| !lead.contains(id));
        let support_differs = supports || support.len() < holding.support.len();
        Some(HandedOver { lead: leads.then_some(lead), support: support_differs.then_some(support) })
    }

    /// The list with the one that takes where the other stood, once.
    fn followed(&self, ids: &[Placed<OfficeId>]) -> Vec<OfficeId> {
        let mut once = Vec::with_capacity(ids.len());
        for id in ids {
            let id = if id.value == *self.from { self.to } else { &id.value };
            if !once.contains(id) {
                once.push(id.clone());
            }
        }
        once
    }
}

fn values(ids: &[Placed<OfficeId>]) -> Vec<OfficeId> {
    ids.iter().map(|id| id.value.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Place, Source, Span};
    use crate::plan::{Deadline, DeadlineKind};

    /// The lists that come of "lead | support", written in the same way; `=` is a list that stays.
    fn handed(task: &str, from: &str, to: &str, part: Part) -> Option<String> {
        let place = Place { source: Source::new("", ""), span: Span::default() };
        let ids = |written: &str| -> Vec<Placed<OfficeId>> {
            let ids = written.split_whitespace().map(|id| OfficeId(id.to_owned()));
            ids.map(|value| Placed { value, place: place.clone() }).collect()
        };
        let (lead, support) = task.split_once('|')?;
        let (lead, support) = (ids(lead), ids(support));
        let deadline =
            Deadline { kind: Placed { value: DeadlineKind::Continuous, place: place.clone() }, wording: None };
        let holding = Holding { there: true, lead: &lead, support: &support, deadline: &deadline };
        let (from, to) = (OfficeId(from.to_owned()), OfficeId(to.to_owned()));
        let new = Handover { from: &from, to: &to, part }.of(&holding)?;
        let shown = |ids: Option<Vec<OfficeId>>| {
            ids.map_or("=".to_owned(), |ids| ids.iter().map(|id| id.0.as_str()).collect::<Vec<_>>().join(" "))
        };
        Some(format!("{}|{}", shown(new.lead), shown(new.support)))
    }

    #[test]
    fn the_one_stands_where_the_other_stood_and_nobody_twice() {
        for (task, part, wanted) in [
            ("a|b c", Part::Any, Some("x|=")),
            ("b|a c", Part::Any, Some("=|x c")),
            ("b a|c", Part::Any, Some("b x|=")),
            ("a x|c", Part::Any, Some("x|=")),
            ("a|x c", Part::Any, Some("x|c")),
            ("a|x", Part::Any, Some("x|")),
            ("x|a c", Part::Any, Some("=|c")),
            ("b|a x", Part::Any, Some("=|x")),
            ("b|c", Part::Any, None),
            ("a|b", Part::Support, None),
            ("b|a", Part::Lead, None),
            ("a|x", Part::Lead, Some("x|")),
            ("b|a", Part::Support, Some("=|x")),
        ] {
            assert_eq!(handed(task, "a", "x", part).as_deref(), wanted, "{task} {part:?}");
        }
    }
}
