//! The tree → the office's nouns, with the checks that need more than one value at a time.

pub(super) mod annex;
pub(super) mod deadline;
mod document;
mod layout;
pub(super) mod measure;
pub(super) mod office;
mod reports;
mod signatory;

pub use measure::once;

use std::sync::Arc;

use super::fields::Fields;
use super::tree::Node;
use crate::base::{Diagnostics, Source};
use crate::plan::{Contact, PictureFile, Plan, Reporting, Section, Signing};

/// Reads as much of the plan as the tree holds; what it lacks stays empty and has been reported.
pub fn read(source: &Arc<Source>, root: &Node, found: &mut Diagnostics) -> Plan {
    let all = Fields::of(source, root);
    let offices = office::read(&all, found);
    let choices = layout::read(&all.fields("layout"));
    Plan {
        document: document::read(&all.fields("document"), found),
        issuer: document::issuer(&all.fields("issuer")),
        signatory: signatory::read(&all.fields("signatory"), found),
        addressees: document::list_items(&all, "addressees"),
        recipients: document::list_items(&all, "recipients"),
        contact: all.node("contact").map(|_| contact(&all.fields("contact"))),
        goals: measure::goals(&all, found),
        bases: all.markdowns("bases"),
        preamble: all.markdown("preamble"),
        sections: sections(&all),
        closing: all.markdown("closing"),
        annex: all.node("annex").map(|_| annex::read(&all.fields("annex"), &offices, &choices, found)),
        offices,
        reporting: reporting(&all.fields("reporting")),
        reports: reports::read(&all, found),
        signing: signing(&all.fields("signing")),
        choices,
    }
}

fn reporting(fields: &Fields<'_>) -> Reporting {
    let default = Reporting::default();
    Reporting { at_risk_days: fields.whole("at_risk_days").map_or(default.at_risk_days, |days| days.value) }
}

fn signing(fields: &Fields<'_>) -> Signing {
    let picture = |key: &str| {
        let picture = fields.fields(key);
        Some(PictureFile { image: picture.text("image")?, width: picture.length("width") })
    };
    Signing { fields: fields.flag("fields").unwrap_or(true), signature: picture("signature"), seal: picture("seal") }
}

fn contact(fields: &Fields<'_>) -> Contact {
    Contact {
        address: fields.text("address"),
        phone: fields.text("phone"),
        fax: fields.text("fax"),
        email: fields.text("email"),
        website: fields.text("website"),
    }
}

/// Sections, and their titled clauses: the description of the keys allows no third level.
fn sections(fields: &Fields<'_>) -> Vec<Section> {
    let read = |node| {
        let section = Fields::of(fields.source, node);
        Section { heading: section.must_text("heading"), body: section.markdown("body"), sections: sections(&section) }
    };
    fields.items("sections").iter().map(read).collect()
}
