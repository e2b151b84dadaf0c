//! The document that changes the assignments: a plan of its own number, a decision or a notice, with the table of before and
//! after and the annex as it will hold.

use chrono::NaiveDate;

use super::annex::AnnexOf;
use super::frame::Head;
use super::{annex, body, frame};
use crate::base::{Diagnostic, Placed};
use crate::document::{Document, Main};
use crate::plan::{Amendment, AmendmentSource, Change, DocumentInfo, DocumentKind, Plan};
use crate::template::Templates;
use crate::view::{AmendView, BeforeAfter, DocumentView};

/// What is amended, from which day, by which kind of document.
#[derive(Clone, Copy, Debug)]
pub struct Amending<'a> {
    /// The plan as it was issued.
    pub issued: &'a Plan,
    /// The states around the day.
    pub states: BeforeAfter<'a>,
    /// The document's kind.
    pub kind: DocumentKind,
    /// The first day of the changes.
    pub effective: NaiveDate,
    /// The changes of that day.
    pub changes: &'a [&'a Change],
    /// The document as the annex names it.
    pub amendment: &'a Amendment,
}

/// The amending document with the new annex.
///
/// # Errors
/// What the template asks for and no document can print.
pub fn amend(of: &Amending<'_>, templates: &Templates) -> Result<Document, Vec<Diagnostic>> {
    let mut plan = covering(of);
    let view = AmendView::new(of.issued, &plan.document, &of.states, of.effective, of.changes);
    // A notice rests on nothing: it tells. Any other kind rests on what it changes, and on what the changes rest on.
    if let Some(place) = plan.bases.first().map(|basis| basis.place.clone()) {
        let basis = |basis: &String| Placed { value: format!("Căn cứ {basis}"), place: place.clone() };
        plan.bases.extend(view.bases.iter().map(basis));
    }
    let head = Head::of_plan(&plan);
    let body = body::with_bases(&plan.bases, "amend.md", &view, templates)?;
    let main = Main { frame: frame::frame(&head), body };
    let about = AnnexOf { issued: of.issued, amendment: Some(of.amendment), office: None };
    let annexes =
        of.states.after.annex.iter().map(|new| annex::annex(of.states.after, new, &about, Vec::new())).collect();
    Ok(Document { meta: head.meta(&head.title()), main: Some(main), annexes, signing: head.signing(false) })
}

/// The amending document's own head, bases and signer: those of the plan but for kind, number, day, title and bases.
fn covering(of: &Amending<'_>) -> Plan {
    let issued = &of.issued.document;
    let citation = DocumentView::new(issued).citation;
    // A title is broken into lines of even lengths: kind and number of what is changed stay on one of them.
    let (called, dated) = citation.split_at(citation.find(" ngày ").unwrap_or(citation.len()));
    let together = called.replace(' ', "\u{a0}") + dated;
    let about = match of.kind {
        DocumentKind::Plan | DocumentKind::Programme | DocumentKind::Scheme | DocumentKind::Report => {
            "Điều chỉnh, bổ sung"
        }
        DocumentKind::Notice | DocumentKind::Decision => "Về việc điều chỉnh, bổ sung",
    };
    let put = |value: String| Placed { value, place: issued.title.place.clone() };
    let by = of.issued.annex.as_ref().map(|annex| format!(" của {}", annex.issued_by.value)).unwrap_or_default();
    let title = issued.title.value.split_whitespace().collect::<Vec<_>>().join(" ");
    let bases = match of.kind {
        DocumentKind::Notice | DocumentKind::Report => Vec::new(),
        DocumentKind::Plan | DocumentKind::Programme | DocumentKind::Scheme | DocumentKind::Decision => {
            vec![put(format!("Căn cứ {citation}{by} về {title}"))]
        }
    };
    let place = &issued.title.place;
    let (number, own, date) = match &of.amendment.source {
        AmendmentSource::Own { number, symbol, date } => (*number, symbol.clone(), *date),
        AmendmentSource::Cited(_) => (None, None, None),
    };
    Plan {
        document: DocumentInfo {
            kind: of.kind,
            number: number.map(|value| Placed { value, place: place.clone() }),
            symbol: put(own.unwrap_or_else(|| symbol(of.issued, of.kind))),
            date: date.map(|value| Placed { value, place: place.clone() }),
            title: put(format!("{about} phân công nhiệm vụ tại {together}")),
            ..issued.clone()
        },
        bases,
        // A decision is addressed to nobody: its articles say whom it binds.
        addressees: if of.kind == DocumentKind::Decision { Vec::new() } else { of.issued.addressees.clone() },
        annex: None,
        ..of.issued.clone()
    }
}

/// The symbol of a document of this kind by the same office: `TB-UBND` beside `KH-UBND`.
pub fn symbol(issued: &Plan, kind: DocumentKind) -> String {
    let symbol = &issued.document.symbol.value;
    match symbol.split_once('-') {
        Some((_, office)) if kind != issued.document.kind => format!("{}-{office}", kind.abbreviation()),
        Some(_) | None => symbol.clone(),
    }
}
