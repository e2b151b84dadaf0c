//! `vanthu amend`: the document that changes the assignments from a day on, ready for number and signature.

use std::time::Instant;

use chrono::NaiveDate;

use super::build::{self, Product, Project, Written};
use super::cli::{Amend, AmendKind, Options};
use super::files::ProjectFiles;
use super::issued;
use super::language::Language;
use super::progress::{Progress, Stage};
use super::{Failure, Report};
use crate::base::{Diagnostic, PartialDate, text};
use crate::compose::{self, Amending};
use crate::document::Document;
use crate::plan::{Amendment, AmendmentSource, AsOf, Change, DocumentId, DocumentKind, Plan};
use crate::view::BeforeAfter;

/// Makes the amending document and writes it.
pub(super) fn amend(asked: &Amend, options: &Options, language: Language) -> Result<Report<Vec<Written>>, Failure> {
    let make = &asked.make.make;
    let files = ProjectFiles::find(&make.project.project)?;
    let mut progress = Progress::start(language);
    progress.at(Stage::Reading);
    let Report { value: project, mut findings } = build::read_all(&files, options, asked.make.pictures())?;
    let started = Instant::now();
    let product = Product::Amend(asked.effective, asked.kind);
    let composed = issued::composed(product, &project, &files, &mut findings);
    let composed = composed.map_err(|failure| failure.with(&mut findings))?;
    let mut made = Vec::new();
    if let Some(composed) = composed {
        if !composed.is_kept() {
            findings.extend(warnings(kind(asked.kind, &project), &project));
        }
        build::typeset(&composed, &product.stem(), started, &project, &make.formats(), &mut progress, &mut made)?;
        findings.extend(composed.other_bytes(&made));
    }
    build::write(&files, made, findings, options, &mut progress)
}

/// The plan's own kind where none is asked for: a document of equivalent form (Điều 18 khoản 3).
pub(super) fn kind(asked: Option<AmendKind>, project: &Project) -> DocumentKind {
    match asked {
        None => project.plan.document.kind,
        Some(AmendKind::Plan) => DocumentKind::Plan,
        Some(AmendKind::Decision) => DocumentKind::Decision,
        Some(AmendKind::Notice) => DocumentKind::Notice,
    }
}

/// The document whose changes hold from a day on.
pub(super) fn compose(day: NaiveDate, kind: Option<AmendKind>, project: &Project) -> Result<Document, Vec<Diagnostic>> {
    let Project { plan, history, register, .. } = project;
    let kind = self::kind(kind, project);
    let changes: Vec<&Change> = history.standing(day).filter(|change| change.effective.value == day).collect();
    if changes.is_empty() {
        return Err(vec![nothing(project, day)]);
    }
    let before = history.plan_on(plan, day.pred_opt().map_or(AsOf::Issued, AsOf::Day));
    let after = history.plan_on(plan, AsOf::Day(day));
    let timeline = history.timeline(plan);
    let entry = register.standing(DocumentId::Amend(day));
    let source = AmendmentSource::Own {
        number: entry.map(|entry| entry.number.value),
        symbol: Some(entry.map_or_else(|| symbol(kind, plan), |entry| entry.symbol.value.clone())),
        date: entry.map(|entry| PartialDate::Day(entry.date.value)),
    };
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

/// The symbol of an amending document of a kind.
pub(super) fn symbol(kind: DocumentKind, plan: &Plan) -> String {
    compose::amending_symbol(plan, kind)
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

fn nothing(project: &Project, effective: NaiveDate) -> Diagnostic {
    let day = text::day_in_figures(effective);
    let days: Vec<String> = project.history.days().iter().rev().take(6).map(ToString::to_string).collect();
    let diagnostic = Diagnostic::error(
        "no-changes",
        format!("không có thay đổi nào có hiệu lực từ ngày {day}"),
        format!("no change holds from {effective}"),
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
