//! `vanthu amend`: the document that changes the assignments from a day on, ready for number and signature.

use std::time::Instant;

use super::build::{self, Project, Written};
use super::cli::{Amend, AmendKind, Options};
use super::files::ProjectFiles;
use super::language::Language;
use super::pictures::Pictures;
use super::progress::{Progress, Stage};
use super::{Failure, Report};
use crate::base::{Diagnostic, text};
use crate::compose::{self, Amending};
use crate::document::Document;
use crate::plan::{Amendment, AmendmentSource, AsOf, Change, DocumentKind};
use crate::view::BeforeAfter;

/// Makes the amending document and writes it.
pub(super) fn amend(asked: &Amend, options: &Options, language: Language) -> Result<Report<Vec<Written>>, Failure> {
    let files = ProjectFiles::find(&asked.make.project.project)?;
    let mut progress = Progress::start(language);
    progress.at(Stage::Reading);
    let Report { value: project, mut findings } = build::read(&files, options, Pictures::Ignored)?;
    let started = Instant::now();
    let kind = kind(asked.kind, &project);
    findings.extend(warnings(kind, &project));
    let document = match compose(asked, kind, &project) {
        Ok(document) => document,
        Err(found) => {
            findings.extend(found);
            return Err(Failure::Input(findings));
        }
    };
    let mut made = Vec::new();
    let stem = format!("dieu-chinh-{}", asked.effective);
    build::typeset(&document, &stem, started, &project, &asked.make.formats(), &mut progress, &mut made)?;
    build::write(&files, made, findings, options, &mut progress)
}

/// The plan's own kind where none is asked for: a document of equivalent form (Điều 18 khoản 3).
fn kind(asked: Option<AmendKind>, project: &Project) -> DocumentKind {
    match asked {
        None => project.plan.document.kind,
        Some(AmendKind::Plan) => DocumentKind::Plan,
        Some(AmendKind::Decision) => DocumentKind::Decision,
        Some(AmendKind::Notice) => DocumentKind::Notice,
    }
}

fn compose(asked: &Amend, kind: DocumentKind, project: &Project) -> Result<Document, Vec<Diagnostic>> {
    let Project { plan, history, .. } = project;
    let day = asked.effective;
    let changes: Vec<&Change> = history.standing(day).filter(|change| change.effective.value == day).collect();
    if changes.is_empty() {
        return Err(vec![nothing(project, asked)]);
    }
    let before = history.plan_on(plan, day.pred_opt().map_or(AsOf::Issued, AsOf::Day));
    let after = history.plan_on(plan, AsOf::Day(day));
    let timeline = history.timeline(plan);
    let symbol = Some(compose::amending_symbol(plan, kind));
    let source = AmendmentSource::Own { number: None, symbol, date: None };
    let amending = Amending {
        issued: plan,
        states: BeforeAfter { before: &before, after: &after, timeline: &timeline },
        kind,
        effective: day,
        changes: &changes,
        amendment: &Amendment { effective: day, source },
    };
    compose::amend(&amending, project.templates())
}

/// What an office should know before it signs.
fn warnings(kind: DocumentKind, project: &Project) -> Vec<Diagnostic> {
    let document = &project.plan.document;
    let mut found = Vec::new();
    if kind != document.kind {
        let (of, is) = (document.kind.name_in_text(), kind.name_in_text());
        found.push(
            Diagnostic::warning(
                "not-of-equal-form",
                format!("{of} đã ban hành được điều chỉnh bằng {is}: văn bản không có hình thức tương đương"),
                "the issued document is changed by one of another form".to_owned(),
            )
            .hint(
                "bỏ `--kind` để điều chỉnh bằng văn bản cùng hình thức; dùng hình thức khác chỉ khi không sửa nội dung đã ban hành",
                "leave `--kind` out for a document of the same form; take another only where the issued text itself is not corrected",
            )
            .clause("Nghị định 30/2020/NĐ-CP, Điều 18 khoản 3"),
        );
    }
    if document.number.is_none() {
        found.push(
            Diagnostic::warning(
                "amends-unissued",
                "kế hoạch chưa có số: văn bản điều chỉnh dẫn chiếu một văn bản chưa ban hành",
                "the plan has no number: the amending document cites one that is not issued",
            )
            .hint(
                "ghi số và ngày của kế hoạch trước; nếu kế hoạch chưa ban hành thì sửa thẳng plan.yaml",
                "enter the plan's number and day first; if it is not issued, edit plan.yaml itself",
            ),
        );
    }
    found
}

fn nothing(project: &Project, asked: &Amend) -> Diagnostic {
    let day = text::day_in_figures(asked.effective);
    let days: Vec<String> = project.history.days().iter().rev().take(6).map(ToString::to_string).collect();
    let diagnostic = Diagnostic::error(
        "no-changes",
        format!("không có thay đổi nào có hiệu lực từ ngày {day}"),
        format!("no change holds from {}", asked.effective),
    );
    if days.is_empty() {
        return diagnostic.hint(
            "dự án chưa có thay đổi nào: ghi bằng `vanthu phan-cong-lai`",
            "the project has no changes: record them with `vanthu reassign`",
        );
    }
    let all = days.join(", ");
    diagnostic.hint(format!("các ngày có thay đổi: {all}"), format!("the days of changes: {all}"))
}
