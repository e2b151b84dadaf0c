//! Nouns → documents. View, template, Markdown, frame, in that order.
//!
//! Frame and tables are built from the nouns: what the decree asks for cannot be lost in a template.

mod annex;
mod body;
mod cells;
mod frame;
mod report;

pub use report::report;

use crate::base::Diagnostic;
use crate::document::{Document, Main};
use crate::plan::Plan;
use crate::template::Templates;
use frame::Head;

/// The plan with its annex.
///
/// # Errors
/// What the office's text or template asks for and no document can print, each with its place.
pub fn plan(plan: &Plan, templates: &Templates) -> Result<Document, Vec<Diagnostic>> {
    let head = Head::of_plan(plan);
    let body = body::plan_body(plan, templates)?;
    let main = Main { frame: frame::frame(&head), body };
    let annexes = plan.annex.iter().map(|annex| annex::annex(plan, annex, Vec::new())).collect();
    Ok(Document { meta: head.meta(&head.title()), main: Some(main), annexes, signing: head.signing(false) })
}

/// The annex alone; none where the plan has none.
pub fn annex(plan: &Plan) -> Option<Document> {
    let head = Head::of_plan(plan);
    let annex = plan.annex.as_ref()?;
    let label = annex.label.as_ref().map_or("Phụ lục", |label| &label.value);
    let title = format!("{label}: {}", annex.title.value);
    let composed = annex::annex(plan, annex, frame::draft_mark(&plan.document).into_iter().collect());
    Some(Document { meta: head.meta(&title), main: None, annexes: vec![composed], signing: head.signing(true) })
}
