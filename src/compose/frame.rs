//! The frame of a document from the office's nouns.

use crate::document::{Frame, Inline, NumberLine, Signature, Stamp, StampKind};
use crate::plan::{Contact, Drafter, Plan, Urgency};
use crate::rules::URGENCY_STAMPS;

/// Ô 1 to 5a and 7 to 13.
pub(super) fn frame(plan: &Plan) -> Frame {
    let document = &plan.document;
    Frame {
        parent: values(&plan.issuer.parent),
        agency: values(&plan.issuer.name),
        number: number_line(plan),
        place: document.place.value.clone(),
        date: document.date.as_ref().map(|date| date.value),
        kind: document.kind.name().to_owned(),
        title: lines(&document.title.value),
        addressees: values(&plan.addressees),
        signature: Signature {
            lines: plan.signatory.lines(),
            name: plan.signatory.name.as_ref().map(|name| name.value.clone()),
        },
        recipients: recipients(plan),
        drafter: document.drafter.as_ref().map(drafter),
        stamps: stamps(plan),
        circulation: document.circulation.as_ref().map(|words| words.value.clone()),
        contact: plan.contact.as_ref().map(contact).unwrap_or_default(),
    }
}

/// Số và ký hiệu.
pub(super) fn number_line(plan: &Plan) -> NumberLine {
    let document = &plan.document;
    NumberLine { number: document.number.as_ref().map(|n| n.value), symbol: document.symbol.value.clone() }
}

/// "DỰ THẢO", where the document is one.
pub(super) fn draft_mark(plan: &Plan) -> Option<Stamp> {
    plan.document.draft.then(|| Stamp { kind: StampKind::Draft, text: "DỰ THẢO".to_owned() })
}

/// A text whose typed line breaks are meant.
pub(super) fn lines(text: &str) -> Vec<Inline> {
    let mut inlines = Vec::new();
    for (i, line) in text.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate() {
        if i > 0 {
            inlines.push(Inline::Break);
        }
        inlines.push(Inline::Text(line.to_owned()));
    }
    inlines
}

fn values(placed: &[crate::base::Placed<String>]) -> Vec<String> {
    placed.iter().map(|p| p.value.clone()).collect()
}

/// The list without dashes and end marks, which are made; "Như trên" stands first where there is a "Kính gửi" (Mục II.9).
fn recipients(plan: &Plan) -> Vec<String> {
    const AS_ABOVE: &str = "Như trên";
    let mut list: Vec<String> = plan
        .recipients
        .iter()
        .map(|name| {
            name.value.trim().trim_start_matches(['-', '–']).trim_end_matches([';', '.', ',']).trim().to_owned()
        })
        .collect();
    if !plan.addressees.is_empty() && list.first().is_none_or(|first| !first.eq_ignore_ascii_case(AS_ABOVE)) {
        list.insert(0, AS_ABOVE.to_owned());
    }
    list
}

/// `PL.(300)` (Mục III.3).
fn drafter(drafter: &Drafter) -> String {
    let copies = drafter.copies.map(|copies| format!(".({copies})")).unwrap_or_default();
    crate::base::text::upper(&drafter.initials.value) + &copies
}

fn stamps(plan: &Plan) -> Vec<Stamp> {
    let document = &plan.document;
    let secrecy = document.secrecy.as_ref().map(|words| Stamp { kind: StampKind::Secrecy, text: words.value.clone() });
    let urgency =
        document.urgency.map(|urgency| Stamp { kind: StampKind::Urgency(urgency), text: urgency_word(urgency) });
    [secrecy, urgency, draft_mark(plan)].into_iter().flatten().collect()
}

fn urgency_word(urgency: Urgency) -> String {
    let index = match urgency {
        Urgency::Express => 0,
        Urgency::VeryUrgent => 1,
        Urgency::Urgent => 2,
    };
    URGENCY_STAMPS[index].0.to_owned()
}

/// Ô 13, as the decree's example sets it: address; telephone and fax; mail and site.
fn contact(contact: &Contact) -> Vec<String> {
    let part = |label: &str, value: &Option<crate::base::Placed<String>>| {
        value.as_ref().map(|value| format!("{label}: {}", value.value))
    };
    let joined = |parts: [Option<String>; 2]| parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    [
        part("Địa chỉ", &contact.address).unwrap_or_default(),
        joined([part("ĐT", &contact.phone), part("Fax", &contact.fax)]),
        joined([part("E-Mail", &contact.email), part("Website", &contact.website)]),
    ]
    .into_iter()
    .filter(|line| !line.is_empty())
    .collect()
}
