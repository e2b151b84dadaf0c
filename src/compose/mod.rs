//! Plan → document. View, template, Markdown, frame, in that order.
//!
//! Frame and annex table are built from the nouns: what the decree asks for cannot be lost in a template.

mod annex;
mod body;
mod frame;

use crate::base::Diagnostic;
use crate::document::{Document, Main, Meta, SigningFacts};
use crate::plan::Plan;
use crate::template::Templates;

/// The plan with its annex.
///
/// # Errors
/// What the office's text or template asks for and no document can print, each with its place.
pub fn plan(plan: &Plan, templates: &Templates) -> Result<Document, Vec<Diagnostic>> {
    let body = body::plan_body(plan, templates)?;
    let main = Main { frame: frame::frame(plan), body };
    let annexes = plan.annex.iter().map(|annex| annex::annex(plan, annex, Vec::new())).collect();
    let title = one_line(&format!("{} {}", plan.document.kind.name_in_text(), plan.document.title.value));
    Ok(Document { meta: meta(plan, title), main: Some(main), annexes, signing: signing(plan, false) })
}

/// The annex alone; none where the plan has none.
pub fn annex(plan: &Plan) -> Option<Document> {
    let annex = plan.annex.as_ref()?;
    let label = annex.label.as_ref().map_or("Phụ lục", |label| &label.value);
    let title = one_line(&format!("{label}: {}", annex.title.value));
    let composed = annex::annex(plan, annex, frame::draft_mark(plan).into_iter().collect());
    Some(Document { meta: meta(plan, title), main: None, annexes: vec![composed], signing: signing(plan, true) })
}

/// What is printed, for whoever signs; none where the office wants no fields.
fn signing(plan: &Plan, alone: bool) -> Option<SigningFacts> {
    let date = plan.document.date.as_ref().map(|date| date.value);
    plan.signing.fields.then(|| SigningFacts { number: frame::number_line(plan), date, alone })
}

fn meta(plan: &Plan, title: String) -> Meta {
    let document = &plan.document;
    let number = document.number.as_ref().map(|n| crate::base::text::document_number(n.value)).unwrap_or_default();
    Meta {
        title,
        author: one_line(&plan.issuer.short.value),
        subject: format!("{} số {number}/{}", document.kind.name_in_text(), document.symbol.value),
        date: document.date.as_ref().map(|date| date.value),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
