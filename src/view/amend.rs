//! What the template of an amending document may see.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::{DocumentView, IssuerView, in_line};
use crate::base::{PartialDate, Placed, text};
use crate::plan::{Change, DocumentInfo, Numbered, OfficeId, Plan};

/// Văn bản điều chỉnh, bổ sung phân công.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AmendView {
    /// The amending document.
    pub document: DocumentView,
    /// The document that it amends.
    pub plan: DocumentView,
    /// Cơ quan ban hành.
    pub issuer: IssuerView,
    /// Who issued the plan: "Chủ tịch UBND xã Điềm Thụy".
    pub issued_by: String,
    /// "ngày 01 tháng 10 năm 2023".
    pub effective: String,
    /// Bảng trước – sau.
    pub rows: Vec<AmendRow>,
    /// Căn cứ of the changes, each once.
    pub bases: Vec<String>,
    /// Lý do of the changes, each once.
    pub reasons: Vec<String>,
    /// How many tasks change: 1.234.
    pub count: String,
}

/// A task that changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AmendRow {
    /// Its number in the annex as it was; of an added task, as it will be.
    pub number: String,
    /// What is to be done.
    pub name: String,
    /// Who held it, and by when it was to be done; a dash where it was not there.
    pub before: String,
    /// The same from the day on.
    pub after: String,
}

/// The plan on the day before and on the day, with all rows of both.
#[derive(Clone, Copy, Debug)]
pub struct BeforeAfter<'a> {
    /// The day before.
    pub before: &'a Plan,
    /// The day itself.
    pub after: &'a Plan,
    /// All rows in the order in which they stand.
    pub timeline: &'a Plan,
}

impl AmendView {
    /// What changes on a day, for the document that says so.
    pub fn new(
        issued: &Plan,
        document: &DocumentInfo,
        states: &BeforeAfter<'_>,
        effective: NaiveDate,
        changes: &[&Change],
    ) -> Self {
        let once = |pick: fn(&Change) -> Option<&Placed<String>>| {
            let mut all: Vec<String> = Vec::new();
            for text in changes.iter().filter_map(|change| pick(change)).map(|text| in_line(text)) {
                if !all.contains(&text) {
                    all.push(text);
                }
            }
            all
        };
        let rows = rows(states);
        Self {
            document: DocumentView::new(document),
            plan: DocumentView::new(&issued.document),
            issuer: IssuerView::new(&issued.issuer),
            issued_by: issued.annex.as_ref().map(|annex| in_line(&annex.issued_by)).unwrap_or_default(),
            effective: text::date_in_words(Some(PartialDate::Day(effective)), ""),
            count: text::grouped(rows.len() as u64),
            bases: once(|change| change.basis.as_ref()),
            reasons: once(|change| change.reason.as_ref()),
            rows,
        }
    }
}

fn rows(states: &BeforeAfter<'_>) -> Vec<AmendRow> {
    fn tasks(plan: &Plan) -> Vec<Numbered<'_>> {
        plan.annex.as_ref().map(|annex| annex.tasks()).unwrap_or_default()
    }
    fn by_id<'t, 'a>(all: &'t [Numbered<'a>]) -> HashMap<&'a str, &'t Numbered<'a>> {
        all.iter().map(|numbered| (numbered.task.id.value.as_str(), numbered)).collect()
    }
    let (before, after) = (tasks(states.before), tasks(states.after));
    let (before, after) = (by_id(&before), by_id(&after));
    let row = |numbered: &Numbered<'_>| {
        let id = numbered.task.id.value.as_str();
        let (was, is) = (before.get(id).copied(), after.get(id).copied());
        let shown = was.or(is)?;
        let deadline = match (was, is) {
            (Some(was), Some(is)) => was.task.deadline.printed() != is.task.deadline.printed(),
            (Some(_) | None, Some(_) | None) => true,
        };
        let told =
            |plan: &Plan, numbered: Option<&Numbered<'_>>| numbered.map(|numbered| holders(plan, numbered, deadline));
        let (old, new) = (told(states.before, was), told(states.after, is));
        (old != new).then(|| AmendRow {
            number: shown.full.clone(),
            name: in_line(&shown.task.name),
            before: old.unwrap_or_else(|| "Chưa có nhiệm vụ này".to_owned()),
            after: new.unwrap_or_else(|| "Bỏ nhiệm vụ này".to_owned()),
        })
    };
    tasks(states.timeline).iter().filter_map(row).collect()
}

/// "Chủ trì: …. Phối hợp: …; …. Thời hạn: …": names are parted as in the annex, since some have a comma within.
fn holders(plan: &Plan, numbered: &Numbered<'_>, deadline: bool) -> String {
    let names = |ids: &[Placed<OfficeId>]| {
        let name = |id: &Placed<OfficeId>| plan.office(id).map_or_else(|| id.0.clone(), |office| in_line(&office.name));
        ids.iter().map(name).collect::<Vec<_>>().join("; ")
    };
    let mut said = vec![format!("Chủ trì: {}", names(&numbered.task.lead))];
    if !numbered.task.support.is_empty() {
        said.push(format!("Phối hợp: {}", names(&numbered.task.support)));
    }
    if deadline {
        said.push(format!("Thời hạn: {}", in_line(&numbered.task.deadline.printed())));
    }
    said.join(". ")
}
