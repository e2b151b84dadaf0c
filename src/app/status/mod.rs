//! `vanthu status`: how the tasks stand on a day, as a table for people or as JSON or CSV for programs.

mod data;
pub(in crate::app) mod table;

use std::io;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate, TimeDelta};

use super::cli::{Status, StatusFormat};
use super::files::ProjectFiles;
use super::language::Language;
use super::recorded::{Recorded, Sources};
use super::{Failure, Report};
use crate::base::Diagnostic;
use crate::input;
use crate::plan::{AsOf, OfficeId, Plan};
use crate::view::{Only, StatusView};

/// Width of a table that no terminal shows.
const WIDTH: usize = 120;

/// The states of a project's tasks as text.
pub(super) fn status(asked: &Status, language: Language) -> Result<Report<String>, Failure> {
    let files = ProjectFiles::find(&asked.project.project)?;
    let (Recorded { plan, history, .. }, mut findings) = Recorded::read(&Sources::read(&files)?)?;
    let (progress, found) = input::read_progress(&history.with_all_tasks(&plan), &files.read_progress()?);
    findings.extend(found);
    let office = asked.office.as_deref().map(|id| office(&plan, id)).transpose();
    findings.extend(office.as_ref().err().map(|finding| (**finding).clone()));
    let stopped = findings.has_errors();
    let findings = findings.into_sorted();
    let Some(office) = office.ok().filter(|_| !stopped) else { return Err(Failure::Input(findings)) };
    let only = match asked.due_within {
        Some(days) => Only::DueWithin(days),
        None if asked.overdue => Only::Overdue,
        None => Only::All,
    };
    let day = asked.as_of.unwrap_or_else(today);
    let plan = history.plan_on(&plan, AsOf::Day(day));
    let view = StatusView::new(&plan, &progress, day, office.as_ref(), only);
    let value = match asked.format {
        StatusFormat::Table => table::table(&view, plan.reporting.at_risk_days, language, width()),
        StatusFormat::Json => data::json(&view),
        StatusFormat::Csv => data::csv(&view),
    };
    Ok(Report { value, findings })
}

/// The office of an id, or what is wrong with it.
pub(in crate::app) fn office(plan: &Plan, id: &str) -> Result<OfficeId, Box<Diagnostic>> {
    let asked = OfficeId(id.to_owned());
    if plan.office(&asked).is_some() {
        return Ok(asked);
    }
    let ids: Vec<&str> = plan.offices.iter().map(|office| office.id.value.0.as_str()).collect();
    let by_name = plan.offices.iter().find(|office| office.name.value == id).map(|office| office.id.value.0.as_str());
    let (mut vi, mut en) = (format!("không có đơn vị `{id}`"), format!("there is no office `{id}`"));
    if let Some(meant) = by_name.or_else(|| input::closest(id, ids.iter().copied())) {
        vi += &format!("; ý bạn là `{meant}`?");
        en += &format!("; did you mean `{meant}`?");
    }
    let all = ids.join(", ");
    Err(Box::new(
        Diagnostic::error("unknown-office", vi, en)
            .hint(format!("các đơn vị trong plan.yaml: {all}"), format!("the offices of plan.yaml: {all}")),
    ))
}

/// The day that it is in Vietnam, which keeps one time, seven hours before Greenwich, the whole year.
pub(in crate::app) fn today() -> NaiveDate {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let greenwich = i64::try_from(seconds).ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    (greenwich.unwrap_or_default() + TimeDelta::hours(7)).date_naive()
}

/// The terminal's width; a table that goes elsewhere has one of its own.
pub(in crate::app) fn width() -> usize {
    terminal_size::terminal_size_of(io::stdout()).map_or(WIDTH, |(width, _)| usize::from(width.0))
}
