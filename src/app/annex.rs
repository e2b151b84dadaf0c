//! `vanthu annex`: the annex as it holds on a day, whole or one post's part.

use std::time::Instant;

use super::build::{self, Project, Written};
use super::cli::{Annex, Options, State};
use super::files::ProjectFiles;
use super::issued::{self, Composed};
use super::language::Language;
use super::pictures::Pictures;
use super::progress::{Progress, Stage};
use super::{Failure, Report, status};
use crate::base::{Diagnostic, text};
use crate::compose::{self, AnnexOf};
use crate::document::Document;
use crate::plan::{Amendment, AsOf, OfficeId, Plan, Task};

/// The files' name without what tells them apart.
const STEM: &str = "phu-luc";

/// Makes the annexes that were asked for and writes them.
pub(super) fn annex(asked: &Annex, options: &Options, language: Language) -> Result<Report<Vec<Written>>, Failure> {
    let files = ProjectFiles::find(&asked.make.project.project)?;
    let mut progress = Progress::start(language);
    progress.at(Stage::Reading);
    let Report { value: project, mut findings } = build::read_all(&files, options, Pictures::Ignored)?;
    let as_of = as_of(asked.as_of);
    let since = asked.changes_since.map(|since| self::as_of(Some(since)));
    if let Some(finding) = before_plan(&project.plan, as_of).or_else(|| turned_round(since?, as_of)) {
        findings.push(finding);
        return Err(Failure::Input(findings));
    }
    let plan = project.history.plan_on(&project.plan, as_of);
    if let Some(since) = since {
        let started = Instant::now();
        let Some(document) = changes(&project, since, as_of) else {
            findings.push(no_changes(&project));
            return Err(Failure::Input(findings));
        };
        let mut made = Vec::new();
        let stem = format!("{STEM}-thay-doi");
        let document = Composed::now(document, &project);
        build::typeset(&document, &stem, started, &project, &asked.make.formats(), &mut progress, &mut made)?;
        return build::write(&files, made, findings, options, &mut progress);
    }
    let parts = match parts(asked, &plan) {
        Ok(parts) => parts,
        Err(finding) => {
            findings.push(*finding);
            return Err(Failure::Input(findings));
        }
    };
    let mut made = Vec::new();
    for office in &parts {
        let started = Instant::now();
        let composed = match office {
            None => issued::annex(as_of, &project, &files, &mut findings),
            Some(_) => Ok(compose_on(&project, &plan, as_of, office.as_ref()).map(|own| Composed::now(own, &project))),
        };
        let Some(composed) = composed.map_err(|failure| failure.with(&mut findings))? else {
            findings.push(no_annex());
            return Err(Failure::Input(findings));
        };
        let stem = stem(as_of, office.as_ref());
        build::typeset(&composed, &stem, started, &project, &asked.make.formats(), &mut progress, &mut made)?;
    }
    build::write(&files, made, findings, options, &mut progress)
}

/// The whole annex of a state; none where the plan has none.
pub(super) fn compose(project: &Project, as_of: AsOf) -> Option<Document> {
    compose_on(project, &project.history.plan_on(&project.plan, as_of), as_of, None)
}

fn compose_on(project: &Project, plan: &Plan, as_of: AsOf, office: Option<&OfficeId>) -> Option<Document> {
    let amendment = project.amendment(as_of);
    compose::annex_of(plan, &AnnexOf { issued: &project.plan, amendment: amendment.as_ref(), office })
}

/// The annex of one state with its changes since another; none where nothing differs.
fn changes(project: &Project, old: AsOf, new: AsOf) -> Option<Document> {
    let Project { plan: issued, history, .. } = project;
    let (before, after) = (history.plan_on(issued, old), history.plan_on(issued, new));
    let (old, new) = (project.amendment(old), project.amendment(new));
    fn state<'a>(plan: &'a Plan, issued: &'a Plan, amendment: Option<&'a Amendment>) -> compose::State<'a> {
        compose::State { plan, of: AnnexOf { issued, amendment, office: None } }
    }
    let (before, after) = (state(&before, issued, old.as_ref()), state(&after, issued, new.as_ref()));
    compose::changes(&before, &after, &history.timeline(issued))
}

/// No annex holds on a day on which there was no plan yet.
fn before_plan(plan: &Plan, as_of: AsOf) -> Option<Diagnostic> {
    let AsOf::Day(day) = as_of else { return None };
    let first = plan.document.date.as_ref()?.value.first_day();
    (day < first).then(|| {
        let (day, first) = (text::day_in_figures(day), text::day_in_figures(first));
        Diagnostic::error(
            "as-of-before-plan",
            format!("ngày {day} chưa có kế hoạch ({first})"),
            format!("on {day} there was no plan yet ({first})"),
        )
        .hint(
            format!("ghi một ngày từ {first} trở đi, hoặc `--as-of plan`: như đã ban hành"),
            format!("name a day from {first} on, or `--as-of plan`: as issued"),
        )
    })
}

/// Changes are those since an earlier day.
fn turned_round(since: AsOf, as_of: AsOf) -> Option<Diagnostic> {
    (since.last_day() > as_of.last_day()).then(|| {
        Diagnostic::error(
            "days-turned-round",
            "`--changes-since` là ngày sau `--as-of`",
            "`--changes-since` is a later day than `--as-of`",
        )
        .hint("đổi chỗ hai ngày", "exchange the two days")
    })
}

fn no_changes(project: &Project) -> Diagnostic {
    if project.plan.annex.is_none() {
        return no_annex();
    }
    Diagnostic::error(
        "no-changes",
        "giữa hai ngày này phụ lục không có gì thay đổi",
        "nothing in the annex has changed between these two days",
    )
    .hint("xem các ngày có thay đổi bằng `vanthu nhat-ky`", "`vanthu log` prints the days of changes")
}

/// The state that was asked for: only here may the clock be asked, and only where the user says so.
pub(super) fn as_of(asked: Option<State>) -> AsOf {
    match asked {
        None => AsOf::Latest,
        Some(State::Issued) => AsOf::Issued,
        Some(State::Today) => AsOf::Day(status::today()),
        Some(State::Day(day)) => AsOf::Day(day),
    }
}

/// Whose parts are to be made; none is the whole annex.
fn parts(asked: &Annex, plan: &Plan) -> Result<Vec<Option<OfficeId>>, Box<Diagnostic>> {
    if asked.each_office {
        let all = plan.offices.iter().map(|office| office.id.value.clone());
        return Ok(all.filter(|office| has_tasks(plan, office)).map(Some).collect());
    }
    let Some(id) = &asked.office else { return Ok(vec![None]) };
    let office = status::office(plan, id)?;
    if has_tasks(plan, &office) {
        return Ok(vec![Some(office)]);
    }
    Err(Box::new(
        Diagnostic::error(
            "no-tasks",
            format!("`{id}` không chủ trì hay phối hợp nhiệm vụ nào"),
            format!("`{id}` neither leads nor supports any task"),
        )
        .hint("xem lại ngày ở `--as-of`", "look at the day of `--as-of`"),
    ))
}

fn has_tasks(plan: &Plan, office: &OfficeId) -> bool {
    let given = |task: &Task| task.lead.iter().chain(&task.support).any(|id| id.value == *office);
    plan.annex.as_ref().is_some_and(|annex| annex.tasks().iter().any(|numbered| given(numbered.task)))
}

fn stem(as_of: AsOf, office: Option<&OfficeId>) -> String {
    let state = match as_of {
        AsOf::Latest => String::new(),
        AsOf::Issued => "-ban-hanh".to_owned(),
        AsOf::Day(day) => format!("-{day}"),
    };
    let office = office.map(|office| format!("-{office}")).unwrap_or_default();
    format!("{STEM}{state}{office}")
}

/// The annex was asked for by name, and there is none to make.
fn no_annex() -> Diagnostic {
    Diagnostic::error("no-annex", "kế hoạch này không có phụ lục", "this plan has no annex")
        .hint("thêm khóa `annex` vào plan.yaml", "add the key `annex` to plan.yaml")
}
