//! Báo cáo định kỳ → document (mẫu 1.4): the body through its template, tables and annexes from the figures.

mod chart;
mod parts;
mod procedures;
mod tables;
mod tasks;

use super::body;
use super::frame::{self, Head};
use crate::base::Diagnostic;
use crate::document::{Document, Main};
use crate::template::Templates;
use crate::view::report::{Counted, Figures, ReportView};

/// The report of a period with its annexes.
///
/// # Errors
/// What the office's text or template asks for and no document can print, each with its place.
pub fn report(asked: &Counted<'_>, templates: &Templates) -> Result<Document, Vec<Diagnostic>> {
    let figures = Figures::of(asked);
    if !figures.agree() {
        return Err(vec![disagree()]);
    }
    let (plan, report) = (asked.plan, asked.report);
    let head = Head {
        document: &report.document,
        issuer: &plan.issuer,
        signatory: plan.report_signatory(),
        addressees: &plan.reports.addressees,
        recipients: plan.report_recipients(),
        contact: plan.contact.as_ref(),
        fields: plan.signing.fields,
    };
    let view = ReportView::new(asked, &figures);
    let mut blocks = body::rendered("report.md", &view, templates)?;
    parts::place(&mut blocks, plan, &figures)?;
    body::end(&mut blocks);
    let mut annexes = vec![tasks::annex(asked, &figures)];
    annexes.extend(report.procedures.iter().map(|form| procedures::annex(asked, &figures, form)));
    for (annex, label) in annexes.iter_mut().zip(&view.annexes) {
        annex.label = Some(label.clone());
    }
    let main = Main { frame: frame::frame(&head), body: blocks };
    Ok(Document { meta: head.meta(&head.title()), main: Some(main), annexes, signing: head.signing(false) })
}

fn disagree() -> Diagnostic {
    Diagnostic::error(
        "internal",
        "lỗi của chương trình: các số của báo cáo không khớp nhau, chưa ghi tệp nào",
        "a fault of the program: the report's figures disagree, and nothing was written",
    )
    .hint("xin báo lỗi này kèm dự án", "please report it together with the project")
}
