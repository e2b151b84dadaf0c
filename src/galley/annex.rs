//! The annex's heading: label, title, "(Kèm theo …)", rule.

use super::body::set_blocks;
use super::frame::stamps;
use super::setter::{Setter, Words, flows, keep_with_next, line_widths, short_rule};
use super::{Flow, OutlineLevel, PageFrame, Para, Tag};
use crate::base::Twip;
use crate::document::{Annex, plain_text};
use crate::rules::Role;

/// Sets an annex on its own paper.
pub(super) fn set_annex(setter: &mut Setter<'_>, annex: &Annex, page: &PageFrame) -> Vec<Flow> {
    let width = page.text_width();
    let mut flow: Vec<Flow> = flows(stamps(setter, &annex.stamps, width, false)).collect();
    flow.extend(flows(heading(setter, annex, width)));
    flow.extend(set_blocks(setter, &annex.body, width, page.text_height()));
    flow
}

fn heading(setter: &mut Setter<'_>, annex: &Annex, width: Twip) -> Vec<Para> {
    let mut paras = Vec::new();
    if let Some(label) = &annex.label {
        paras.push(setter.para(Role::AnnexLabel, Words::plain(Role::AnnexLabel, label), width));
    }
    if !plain_text(&annex.title).is_empty() {
        paras.push(setter.balanced(Role::AnnexTitle, Words::inlines(Role::AnnexTitle, &annex.title), width));
    }
    if let Some(first) = paras.first_mut() {
        first.tag = Tag::Heading(1);
        first.outline = Some(OutlineLevel(1));
    }
    let mut under: Vec<Twip> = paras.last().map(line_widths).unwrap_or_default();
    if !annex.reference.is_empty() {
        let words = Words::inlines(Role::AnnexReference, &annex.reference);
        let reference = keep_with_next(setter.balanced(Role::AnnexReference, words, width));
        under = line_widths(&reference);
        paras.push(reference);
    }
    if !paras.is_empty() {
        let rule = setter.rule(short_rule(&under), Twip(80), Twip::pt(10), width);
        paras.push(keep_with_next(rule));
    }
    paras
}
