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
use crate::plan::{Amendment, AmendmentSource, AsOf, Change, DocumentId, DocumentKind, History, Plan};
use crate::view::BeforeAfter;

/// Most days that a finding names.
const NAMED: usize = 6;

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
            findings.extend(warnings(asked.effective, asked.kind, &project));
        }
        build::typeset(&composed, &product.stem(), started, &project, &make.formats(), &mut progress, &mut made)?;
        findings.extend(composed.other_bytes(&made));
    }
    build::write(&files, made, findings, options, &mut progress)
}

/// The kind that is asked for, else that under which it was issued, else the plan's own: a document of equivalent form
/// (Điều 18 khoản 3).
fn kind(day: NaiveDate, asked: Option<AmendKind>, project: &Project) -> DocumentKind {
    let issued = || DocumentKind::of_symbol(&project.register.standing(DocumentId::Amend(day))?.symbol.value);
    asked.map(AmendKind::kind).or_else(issued).unwrap_or(project.plan.document.kind)
}

impl AmendKind {
    /// As the plan's nouns call it.
    pub(super) fn kind(self) -> DocumentKind {
        match self {
            Self::Plan => DocumentKind::Plan,
            Self::Decision => DocumentKind::Decision,
            Self::Notice => DocumentKind::Notice,
        }
    }
}

/// The document whose changes hold from a day on.
pub(super) fn compose(day: NaiveDate, kind: Option<AmendKind>, project: &Project) -> Result<Document, Vec<Diagnostic>> {
    let Project { plan, history, register, .. } = project;
    let kind = self::kind(day, kind, project);
    let changes = changes(history, day);
    if changes.is_empty() {
        return Err(vec![nothing(project, day)]);
    }
    let before = history.plan_on(plan, day.pred_opt().map_or(AsOf::Issued, AsOf::Day));
    let after = history.plan_on(plan, AsOf::Day(day));
    let timeline = history.timeline(plan);
    let entry = register.standing(DocumentId::Amend(day));
    let source = AmendmentSource::Own {
        number: entry.map(|entry| entry.number.value),
        symbol: Some(entry.map_or_else(|| compose::amending_symbol(plan, kind), |entry| entry.symbol.value.clone())),
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

/// The changes that hold from a day on.
fn changes(history: &History, day: NaiveDate) -> Vec<&Change> {
    history.standing(day).filter(|change| change.effective.value == day).collect()
}

/// The symbol of the amending document of a day.
pub(super) fn symbol(day: NaiveDate, asked: Option<AmendKind>, project: &Project) -> String {
    compose::amending_symbol(&project.plan, kind(day, asked, project))
}

/// What an office should know before it signs.
pub(super) fn warnings(day: NaiveDate, asked: Option<AmendKind>, project: &Project) -> Vec<Diagnostic> {
    let document = &project.plan.document;
    let kind = kind(day, asked, project);
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
    found.extend(cites_unissued(&project.plan));
    found
}

/// A document that rests on the plan cites its number, which is not there before the plan is issued.
pub(super) fn cites_unissued(plan: &Plan) -> Option<Diagnostic> {
    plan.document.number.is_none().then(|| {
        Diagnostic::warning(
            "cites-unissued",
            "kế hoạch chưa có số: văn bản này dẫn chiếu một văn bản chưa ban hành",
            "the plan has no number: this document cites one that is not issued",
        )
        .hint(
            "vào sổ kế hoạch trước: `vanthu ban-hanh --number … --date …`; nếu chưa ban hành thì sửa thẳng plan.yaml",
            "enter the plan first: `vanthu issue --number … --date …`; if it is not issued, edit plan.yaml itself",
        )
    })
}

fn nothing(project: &Project, effective: NaiveDate) -> Diagnostic {
    let day = text::day_in_figures(effective);
    let history = &project.history;
    let days: Vec<NaiveDate> = history.days().into_iter().filter(|day| !changes(history, *day).is_empty()).collect();
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
    let more = if days.len() > NAMED { "…, " } else { "" };
    let newest: Vec<String> = days.iter().skip(days.len().saturating_sub(NAMED)).map(ToString::to_string).collect();
    let all = format!("{more}{}", newest.join(", "));
    diagnostic.hint(format!("các ngày có thay đổi: {all}"), format!("the days of changes: {all}"))
}
