//! Nouns → documents. View, template, Markdown, frame, in that order.
//!
//! Frame and tables are built from the nouns: what the decree asks for cannot be lost in a template.

mod amend;
mod annex;
mod body;
mod cells;
mod changes;
mod frame;
mod report;
mod rows;

pub use amend::{Amending, amend, symbol as amending_symbol};
pub use annex::AnnexOf;
pub use changes::State;
pub use report::report;

use crate::base::{Diagnostic, PartialDate, Placed};
use crate::document::{Document, Main, plain_text};
use crate::plan::{AmendmentSource, DocumentInfo, Plan};
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
    let of = AnnexOf { issued: plan, amendment: None, office: None };
    let annexes = plan.annex.iter().map(|annex| annex::annex(plan, annex, &of, Vec::new())).collect();
    Ok(Document { meta: head.meta(&head.title()), main: Some(main), annexes, signing: head.signing(false) })
}

/// The annex alone, as issued; none where the plan has none.
pub fn annex(plan: &Plan) -> Option<Document> {
    annex_of(plan, &AnnexOf { issued: plan, amendment: None, office: None })
}

/// The annex alone, or a part of it, as `plan` has it on its day; none where it has none.
pub fn annex_of(plan: &Plan, of: &AnnexOf<'_>) -> Option<Document> {
    let annex = plan.annex.as_ref()?;
    let composed = annex::annex(plan, annex, of, frame::draft_mark(&plan.document).into_iter().collect());
    let document = issued_with(of);
    let head = Head { document: &document, ..Head::of_plan(plan) };
    let label = composed.label.as_deref().unwrap_or("Phụ lục");
    let office = of.office.and_then(|office| plan.office(office)).map(|office| format!(" – {}", office.name.value));
    let title = format!("{label}: {}{}", annex.title.value, office.unwrap_or_default());
    Some(Document { meta: head.meta(&title), main: None, annexes: vec![composed], signing: head.signing(true) })
}

/// The annex of a state with its changes since an older one marked as revisions: of the issuing office, on the day from
/// which the newest change holds or that of its document. None where nothing differs. `timeline` is the plan with every row
/// of both.
pub fn changes(old: &State<'_>, new: &State<'_>, timeline: &Plan) -> Option<Document> {
    let stamps = frame::draft_mark(&new.plan.document).into_iter().collect();
    let composed = changes::annex(old, new, timeline.annex.as_ref()?, stamps)?;
    let mut document = issued_with(&new.of);
    let is_whole = document.date.as_ref().is_some_and(|date| date.value.day().is_some());
    if let Some(amendment) = new.of.amendment.filter(|_| !is_whole) {
        let place = document.title.place.clone();
        document.date = Some(Placed { value: PartialDate::Day(amendment.effective), place });
    }
    let head = Head { document: &document, ..Head::of_plan(new.plan) };
    let label = composed.label.as_deref().unwrap_or("Phụ lục");
    let meta = head.meta(&format!("{label} (thay đổi): {}", plain_text(&composed.title)));
    Some(Document { meta, main: None, annexes: vec![composed], signing: None })
}

/// The document that an annex goes with, as far as it is known.
fn issued_with(of: &AnnexOf<'_>) -> DocumentInfo {
    let document = &of.issued.document;
    match of.amendment.map(|amendment| &amendment.source) {
        Some(AmendmentSource::Own { number, symbol, date }) => {
            let (kind, line) = annex::own(of.issued, *number, symbol.as_deref());
            let place = &document.title.place;
            DocumentInfo {
                kind,
                number: line.number.map(|value| Placed { value, place: place.clone() }),
                symbol: Placed { value: line.symbol, place: place.clone() },
                date: date.map(|value| Placed { value, place: place.clone() }),
                ..document.clone()
            }
        }
        // What it was changed by is cited in words; it remains the plan's.
        Some(AmendmentSource::Cited(_)) | None => document.clone(),
    }
}
