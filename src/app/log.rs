//! `vanthu log` and `vanthu office`: who held what, from when to when, on what basis; and one post's load on a day.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::cli::{Log, OfficeOf};
use super::files::ProjectFiles;
use super::grid::grid;
use super::language::Language;
use super::recorded::{Recorded, Sources};
use super::status::{self, table};
use super::{Failure, Report, annex};
use crate::base::{Diagnostic, Placed, text};
use crate::input;
use crate::plan::{
    AsOf, Change, DocumentId, History, Holding, Numbered, OfficeId, Plan, Progress, Register, Standing, Task,
    TaskState, What,
};

/// A plan with its history, read and checked.
struct Read {
    plan: Plan,
    register: Register,
    history: History,
    progress: Progress,
    findings: Vec<Diagnostic>,
}

/// The history as text: all changes, or the holders of a task, or the tasks of an office.
pub(super) fn log(asked: &Log, language: Language) -> Result<Report<String>, Failure> {
    let Read { plan, register, history, findings, .. } = read(&asked.project.project)?;
    let say = Say { plan: &plan, register: &register, history: &history, language, width: status::width() };
    let value = match (&asked.task, &asked.office) {
        (Some(task), _) => say.task(task),
        (None, Some(office)) => status::office(&plan, office).map(|office| say.office(&office)),
        (None, None) => Ok(say.changes()),
    };
    match value {
        Ok(value) => Ok(Report { value, findings }),
        Err(finding) => Err(Failure::Input([findings, vec![*finding]].concat())),
    }
}

/// An office's load on a day: what it leads and supports, what is due next.
pub(super) fn office(asked: &OfficeOf, language: Language) -> Result<Report<String>, Failure> {
    let Read { plan, register, history, progress, findings } = read(&asked.project.project)?;
    let id = match status::office(&plan, &asked.office) {
        Ok(id) => id,
        Err(finding) => return Err(Failure::Input([findings, vec![*finding]].concat())),
    };
    let (day, as_of) = match annex::as_of(asked.as_of) {
        AsOf::Day(day) => (day, AsOf::Day(day)),
        AsOf::Latest => (status::today(), AsOf::Day(status::today())),
        AsOf::Issued => {
            (plan.document.date.as_ref().map_or(NaiveDate::MIN, |date| date.value.first_day()), AsOf::Issued)
        }
    };
    let then = history.plan_on(&plan, as_of);
    let say = Say { plan: &then, register: &register, history: &history, language, width: status::width() };
    Ok(Report { value: say.load(&id, day, &progress), findings })
}

fn read(project: &std::path::Path) -> Result<Read, Failure> {
    let files = ProjectFiles::find(project)?;
    let (Recorded { plan, register, history }, mut findings) = Recorded::read(&Sources::read(&files)?)?;
    let (progress, found) = input::read_progress(&history.with_all_tasks(&plan), &files.read_progress()?);
    findings.extend(found);
    if findings.has_errors() {
        return Err(Failure::Input(findings.into_sorted()));
    }
    Ok(Read { plan, register, history, progress, findings: findings.into_sorted() })
}

/// A state of a task that held for some time.
struct Span<'a> {
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    holding: Holding<'a>,
    /// Where the change with which it began stands in the list; none as issued.
    by: Option<usize>,
}

struct Say<'a> {
    plan: &'a Plan,
    register: &'a Register,
    history: &'a History,
    language: Language,
    width: usize,
}

impl Say<'_> {
    fn pick(&self, vi: &'static str, en: &'static str) -> &'static str {
        self.language.pick(vi, en)
    }

    fn day(&self, on: NaiveDate) -> String {
        day(on, self.language)
    }

    fn names(&self, ids: &[Placed<OfficeId>]) -> String {
        names(self.plan, ids)
    }

    /// All changes in the order of recording.
    fn changes(&self) -> String {
        if self.history.is_empty() {
            return self
                .pick("Chưa có thay đổi nào từ khi ban hành.\n", "Nothing has changed since the plan was issued.\n")
                .to_owned();
        }
        let everything = self.history.with_all_tasks(self.plan);
        let tasks = everything.annex.as_ref().map(|annex| annex.tasks()).unwrap_or_default();
        let numbers: HashMap<&str, &str> = tasks.iter().map(|n| (n.task.id.value.as_str(), n.full.as_str())).collect();
        let number = |id: &str| numbers.get(id).map_or_else(|| id.to_owned(), |number| (*number).to_owned());
        let head = [
            self.pick("Tên", "Entry"),
            self.pick("Từ ngày", "From"),
            self.pick("Nhiệm vụ", "Tasks"),
            self.pick("Thay đổi", "Change"),
            self.pick("Căn cứ, lý do", "Basis, reason"),
        ];
        let row = |(at, change): (usize, &Change)| {
            let numbers: Vec<String> = change.tasks.iter().map(|task| number(&task.value)).collect();
            let reason = change.reason.as_ref().map(|reason| reason.value.clone());
            let why: Vec<String> = [self.basis(at, change), reason].into_iter().flatten().collect();
            [
                change.id.value.clone(),
                self.day(change.effective.value),
                numbers.join(", "),
                self.what(at, change),
                why.join("; "),
            ]
        };
        let rows: Vec<[String; 5]> = self.history.changes().iter().enumerate().map(row).collect();
        grid(head, &rows, self.width)
    }

    /// What a change does, in words.
    fn what(&self, at: usize, change: &Change) -> String {
        let mut said = Vec::new();
        match &change.what {
            What::Reassign(new) => {
                if let Some(lead) = &new.lead {
                    said.push(format!("{}: {}", self.pick("chủ trì", "lead"), self.names(lead)));
                }
                if let Some(support) = &new.support {
                    said.push(format!("{}: {}", self.pick("phối hợp", "support"), self.names(support)));
                }
                if let Some(deadline) = &new.deadline {
                    said.push(format!("{}: {}", self.pick("thời hạn", "deadline"), deadline.printed()));
                }
            }
            What::Drop => said.push(self.pick("bỏ nhiệm vụ", "task dropped").to_owned()),
            What::Add(addition) => {
                let lead = self.names(&addition.task.lead);
                said.push(format!("{}: {lead}", self.pick("thêm nhiệm vụ, chủ trì", "task added, lead")));
            }
            What::Revoke => {}
        }
        let id = |at: usize| self.history.changes().get(at).map(|change| change.id.value.as_str()).unwrap_or_default();
        if let Some(revoked) = &change.revokes {
            said.push(format!("{} {}", self.pick("hủy", "revokes"), id(revoked.value)));
        }
        if let Some(by) = self.history.revoked_by(at) {
            said.push(format!("{} {}", self.pick("bị hủy bởi", "revoked by"), id(by)));
        }
        said.join("; ")
    }

    /// The document that a change rests on: the one that it cites, else its own covering document. A change that never held
    /// has none.
    fn basis(&self, at: usize, change: &Change) -> Option<String> {
        if let Some(basis) = &change.basis {
            return Some(basis.value.clone());
        }
        if !self.history.holds(at) {
            return None;
        }
        Some(match self.register.standing(DocumentId::Amend(change.effective.value)) {
            Some(entry) => {
                let (number, day) = (entry.full_number(), self.day(entry.date.value));
                format!("{number} {} {day}", self.pick("ngày", "of"))
            }
            None => self.pick("văn bản điều chỉnh chưa ban hành", "amending document not issued yet").to_owned(),
        })
    }

    /// Who held a task, from when to when.
    fn task(&self, name: &str) -> Result<String, Box<Diagnostic>> {
        let everything = self.history.with_all_tasks(self.plan);
        let found = everything.annex.as_ref().and_then(|annex| annex.find(name));
        let Some(numbered) = found else {
            return Err(Box::new(
                Diagnostic::error(
                    "unknown-task",
                    format!("kế hoạch không có nhiệm vụ `{name}`"),
                    format!("the plan has no task `{name}`"),
                )
                .hint(
                    "viết `id` của nhiệm vụ, hoặc số in trong phụ lục đã ban hành: `III.2.1`",
                    "write the task's `id`, or its printed number in the issued annex: `III.2.1`",
                ),
            ));
        };
        let rows: Vec<[String; 5]> = self
            .spans(numbered.task)
            .iter()
            .map(|span| {
                let [lead, support, deadline] = if span.holding.there {
                    [self.names(span.holding.lead), self.names(span.holding.support), span.holding.deadline.printed()]
                } else {
                    [self.pick("không có", "not there").to_owned(), "–".to_owned(), "–".to_owned()]
                };
                [self.between(span), lead, support, deadline, self.by(span)]
            })
            .collect();
        let head = [
            self.pick("Thời gian", "When"),
            self.pick("Chủ trì", "Lead"),
            self.pick("Phối hợp", "Support"),
            self.pick("Thời hạn", "Deadline"),
            self.pick("Căn cứ", "Basis"),
        ];
        let title = format!("{} (`{}`): {}", numbered.full, numbered.task.id.value, numbered.task.name.value);
        let title: String = table::wrapped(&table::in_line(&title), self.width).into_iter().map(|l| l + "\n").collect();
        Ok(format!("{title}\n{}", grid(head, &rows, self.width)))
    }

    /// What an office led or supported, from when to when.
    fn office(&self, office: &OfficeId) -> String {
        let everything = self.history.with_all_tasks(self.plan);
        let tasks = everything.annex.as_ref().map(|annex| annex.tasks()).unwrap_or_default();
        let mut rows: Vec<[String; 5]> = Vec::new();
        for numbered in &tasks {
            for span in self.spans(numbered.task).iter().filter(|span| span.holding.there) {
                let holds = |ids: &[Placed<OfficeId>]| ids.iter().any(|id| id.value == *office);
                let role = match (holds(span.holding.lead), holds(span.holding.support)) {
                    (true, _) => self.pick("chủ trì", "lead"),
                    (false, true) => self.pick("phối hợp", "support"),
                    (false, false) => continue,
                };
                let name = numbered.task.name.value.clone();
                rows.push([numbered.full.clone(), name, role.to_owned(), self.between(span), self.by(span)]);
            }
        }
        let head = [
            self.pick("Số", "No."),
            self.pick("Nhiệm vụ", "Task"),
            self.pick("Vai trò", "Role"),
            self.pick("Thời gian", "When"),
            self.pick("Căn cứ", "Basis"),
        ];
        grid(head, &rows, self.width)
    }

    /// The states of a task one after the other; a day on which nothing differs begins no new one.
    fn spans<'t>(&'t self, task: &'t Task) -> Vec<Span<'t>> {
        let changes = self.history.changes();
        let of_task = self.history.of_task(&task.id.value);
        let mut days: Vec<(NaiveDate, usize)> = Vec::new();
        for at in of_task {
            let mut next = Some(*at);
            while let Some((at, change)) = next.and_then(|at| Some((at, changes.get(at)?))) {
                days.push((change.effective.value, at));
                next = self.history.revoked_by(at);
            }
        }
        days.sort_by_key(|(day, _)| *day);
        let issued = Holding {
            there: !of_task.iter().any(|at| changes.get(*at).is_some_and(|c| matches!(c.what, What::Add(_)))),
            lead: &task.lead,
            support: &task.support,
            deadline: &task.deadline,
        };
        let mut spans = vec![Span { from: None, until: None, holding: issued, by: None }];
        for (day, at) in days {
            let holding = self.history.holding(task, day);
            let Some(last) = spans.last_mut() else { break };
            if last.holding.says_the_same(&holding) {
                continue;
            }
            last.until = day.pred_opt();
            spans.push(Span { from: Some(day), until: None, holding, by: Some(at) });
        }
        spans
    }

    fn between(&self, span: &Span<'_>) -> String {
        let from = span.from.map_or_else(|| self.pick("ban hành", "issue").to_owned(), |day| self.day(day));
        let until = span.until.map_or_else(|| "…".to_owned(), |day| self.day(day));
        format!("{from} – {until}")
    }

    fn by(&self, span: &Span<'_>) -> String {
        let Some((at, change)) = span.by.and_then(|at| Some((at, self.history.changes().get(at)?))) else {
            return self.pick("kế hoạch", "the plan").to_owned();
        };
        let id = &change.id.value;
        self.basis(at, change).map_or_else(|| id.clone(), |basis| format!("{basis} ({id})"))
    }

    /// What an office leads and supports on a day, and what of it is due next.
    fn load(&self, office: &OfficeId, day: NaiveDate, progress: &Progress) -> String {
        let tasks = self.plan.annex.as_ref().map(|annex| annex.tasks()).unwrap_or_default();
        let leads: Vec<&Numbered<'_>> =
            tasks.iter().filter(|n| n.task.lead.iter().any(|id| id.value == *office)).collect();
        let supports = tasks.iter().filter(|n| n.task.support.iter().any(|id| id.value == *office)).count();
        let standings: Vec<(&Numbered<'_>, Standing<'_>)> =
            leads.iter().map(|n| (*n, Standing::of(n.task, progress, day))).collect();
        let is_open = |standing: &Standing<'_>| match standing.state {
            TaskState::InProgress | TaskState::NotStarted | TaskState::Overdue => true,
            TaskState::DoneOnTime | TaskState::DoneLate | TaskState::Continuous => false,
        };
        let mut open: Vec<&(&Numbered<'_>, Standing<'_>)> = standings.iter().filter(|(_, s)| is_open(s)).collect();
        open.sort_by_key(|(_, standing)| standing.last_day.unwrap_or(NaiveDate::MAX));
        let overdue = open.iter().filter(|(_, standing)| standing.state == TaskState::Overdue).count();
        let name = self.names(&[Placed { value: office.clone(), place: self.plan.signatory.place.clone() }]);
        let on = self.day(day);
        let sum = match self.language {
            Language::Vi => format!(
                "{name}, ngày {on}: chủ trì {} nhiệm vụ ({} chưa xong, {overdue} quá hạn), phối hợp {supports}",
                leads.len(),
                open.len()
            ),
            Language::En => format!(
                "{name} on {on}: leads {} tasks ({} open, {overdue} overdue), supports {supports}",
                leads.len(),
                open.len()
            ),
        };
        let row = |(numbered, standing): &&(&Numbered<'_>, Standing<'_>)| {
            [
                numbered.full.clone(),
                numbered.task.name.value.clone(),
                standing.last_day.map_or_else(|| "–".to_owned(), |day| self.day(day)),
                table::word(standing.state, self.language).to_owned(),
            ]
        };
        let rows: Vec<[String; 4]> = open.iter().map(row).collect();
        let heading: String = table::wrapped(&table::in_line(&sum), self.width).into_iter().map(|l| l + "\n").collect();
        if rows.is_empty() {
            return heading;
        }
        let head = [
            self.pick("Số", "No."),
            self.pick("Nhiệm vụ chủ trì chưa xong, đến hạn trước đứng trước", "Open tasks that it leads, due first"),
            self.pick("Thời hạn", "Deadline"),
            self.pick("Tình trạng", "State"),
        ];
        format!("{heading}\n{}", grid(head, &rows, self.width))
    }
}

/// The printed names of offices; a dash where there are none.
pub(super) fn names(plan: &Plan, ids: &[Placed<OfficeId>]) -> String {
    let name =
        |id: &Placed<OfficeId>| plan.office(&id.value).map_or_else(|| id.0.clone(), |office| office.name.value.clone());
    if ids.is_empty() { "–".to_owned() } else { ids.iter().map(name).collect::<Vec<_>>().join("; ") }
}

/// A day as people of a language write it in tables.
pub(super) fn day(day: NaiveDate, language: Language) -> String {
    match language {
        Language::Vi => text::day_in_figures(day),
        Language::En => day.to_string(),
    }
}
