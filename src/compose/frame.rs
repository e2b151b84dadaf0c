//! The frame of a document from the office's nouns.

use crate::base::Placed;
use crate::document::{Frame, Inline, Meta, NumberLine, Signature, SigningFacts, Stamp, StampKind};
use crate::plan::{Contact, DocumentInfo, Drafter, Issuer, Plan, Signatory, Urgency};
use crate::rules::URGENCY_STAMPS;

/// What the frame of any document is made of, whether the document is the plan itself or one that follows from it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head<'a> {
    /// Kind, number, symbol, place, day, title.
    pub(super) document: &'a DocumentInfo,
    /// Who issues it.
    pub(super) issuer: &'a Issuer,
    /// Who signs it.
    pub(super) signatory: &'a Signatory,
    /// Kính gửi.
    pub(super) addressees: &'a [Placed<String>],
    /// Nơi nhận.
    pub(super) recipients: &'a [Placed<String>],
    /// Ô 13.
    pub(super) contact: Option<&'a Contact>,
    /// Whether the PDF gets fields to sign in.
    pub(super) fields: bool,
}

impl<'a> Head<'a> {
    /// The plan's own.
    pub(super) fn of_plan(plan: &'a Plan) -> Self {
        Self {
            document: &plan.document,
            issuer: &plan.issuer,
            signatory: &plan.signatory,
            addressees: &plan.addressees,
            recipients: &plan.recipients,
            contact: plan.contact.as_ref(),
            fields: plan.signing.fields,
        }
    }

    /// What is printed, for whoever signs; none where the office wants no fields.
    pub(super) fn signing(&self, alone: bool) -> Option<SigningFacts> {
        let date = self.document.date.as_ref().map(|date| date.value);
        self.fields.then(|| SigningFacts { number: number_line(self.document), date, alone, pictures: false })
    }

    /// What the file says of itself.
    pub(super) fn meta(&self, title: &str) -> Meta {
        let document = self.document;
        let number = document.number.as_ref().map(|n| crate::base::text::document_number(n.value)).unwrap_or_default();
        Meta {
            title: one_line(title),
            author: one_line(&self.issuer.short.value),
            subject: format!("{} số {number}/{}", document.kind.name_in_text(), document.symbol.value),
            date: document.date.as_ref().map(|date| date.value),
        }
    }

    /// The file's title: kind and title of the document.
    pub(super) fn title(&self) -> String {
        format!("{} {}", self.document.kind.name_in_text(), self.document.title.value)
    }
}

/// Ô 1 to 5a and 7 to 13.
pub(super) fn frame(head: &Head<'_>) -> Frame {
    let document = head.document;
    Frame {
        parent: values(&head.issuer.parent),
        agency: values(&head.issuer.name),
        number: number_line(document),
        place: document.place.value.clone(),
        date: document.date.as_ref().map(|date| date.value),
        kind: document.kind.name().to_owned(),
        title: lines(&document.title.value),
        addressees: values(head.addressees),
        signature: Signature {
            lines: head.signatory.lines(),
            name: head.signatory.name.as_ref().map(|name| name.value.clone()),
            pictures: Vec::new(),
        },
        recipients: recipients(head),
        drafter: document.drafter.as_ref().map(drafter),
        stamps: stamps(document),
        circulation: document.circulation.as_ref().map(|words| words.value.clone()),
        contact: head.contact.map(contact).unwrap_or_default(),
    }
}

/// Số và ký hiệu.
pub(super) fn number_line(document: &DocumentInfo) -> NumberLine {
    NumberLine { number: document.number.as_ref().map(|n| n.value), symbol: document.symbol.value.clone() }
}

/// "DỰ THẢO", where the document is one.
pub(super) fn draft_mark(document: &DocumentInfo) -> Option<Stamp> {
    document.draft.then(|| Stamp { kind: StampKind::Draft, text: "DỰ THẢO".to_owned() })
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

fn values(placed: &[Placed<String>]) -> Vec<String> {
    placed.iter().map(|p| p.value.clone()).collect()
}

/// The list without dashes and end marks, which are made; "Như trên" stands first where there is a "Kính gửi" (Mục II.9).
fn recipients(head: &Head<'_>) -> Vec<String> {
    const AS_ABOVE: &str = "Như trên";
    let mut list: Vec<String> = head
        .recipients
        .iter()
        .map(|name| {
            name.value.trim().trim_start_matches(['-', '–']).trim_end_matches([';', '.', ',']).trim().to_owned()
        })
        .collect();
    if !head.addressees.is_empty() && list.first().is_none_or(|first| !first.eq_ignore_ascii_case(AS_ABOVE)) {
        list.insert(0, AS_ABOVE.to_owned());
    }
    list
}

/// `PL.(300)` (Mục III.3).
fn drafter(drafter: &Drafter) -> String {
    let copies = drafter.copies.map(|copies| format!(".({copies})")).unwrap_or_default();
    crate::base::text::upper(&drafter.initials.value) + &copies
}

fn stamps(document: &DocumentInfo) -> Vec<Stamp> {
    let secrecy = document.secrecy.as_ref().map(|words| Stamp { kind: StampKind::Secrecy, text: words.value.clone() });
    let urgency =
        document.urgency.map(|urgency| Stamp { kind: StampKind::Urgency(urgency), text: urgency_word(urgency) });
    [secrecy, urgency, draft_mark(document)].into_iter().flatten().collect()
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
    let part =
        |label: &str, value: &Option<Placed<String>>| value.as_ref().map(|value| format!("{label}: {}", value.value));
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

/// Without the line breaks that were typed.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
