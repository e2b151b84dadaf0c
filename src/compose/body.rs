//! The body: what the office wrote, through the template and Markdown.

use std::sync::Arc;

use crate::base::{Diagnostic, Place, Placed, Source, Span};
use crate::document::{Block, Inline, List};
use crate::markdown::{Refused, Scope};
use crate::plan::Plan;
use crate::template::Templates;
use crate::view::PlanView;
use crate::{input, markdown};

/// What ends the content of every form in Phụ lục III.
const END_MARK: &str = "./.";

/// The plan's body: bases, then what the template makes of the rest, ended by `./.`.
pub(super) fn plan_body(plan: &Plan, templates: &Templates) -> Result<Vec<Block>, Vec<Diagnostic>> {
    let findings = fragments(plan);
    if !findings.is_empty() {
        return Err(findings);
    }
    let mut blocks = bases(&plan.bases);
    let made = templates.render("plan.md", &PlanView::new(plan))?;
    blocks.extend(markdown::parse(&made.text, Scope::Body).map_err(|refused| in_rendered(&made, refused))?);
    end(&mut blocks);
    Ok(blocks)
}

/// What the office's own Markdown asks for and no document can print, at the place where it was typed.
fn fragments(plan: &Plan) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut check = |text: &Placed<String>, scope| {
        findings.extend(markdown::check_fragment(text, scope, |range| input::locate_range(text, range)));
    };
    plan.bases.iter().for_each(|basis| check(basis, Scope::Line));
    plan.preamble.iter().chain(&plan.closing).for_each(|text| check(text, Scope::Section));
    for section in &plan.sections {
        section.body.iter().for_each(|text| check(text, Scope::Section));
        section.sections.iter().filter_map(|clause| clause.body.as_ref()).for_each(|text| check(text, Scope::Clause));
    }
    findings
}

/// The fragments were sound, so what is refused now is the template's own.
fn in_rendered(made: &Arc<Source>, refused: Vec<Refused>) -> Vec<Diagnostic> {
    let place =
        |refused: &Refused| Place { source: Arc::clone(made), span: Span::new(refused.range.start, refused.range.end) };
    refused.iter().map(|refused| refused.diagnostic(&place(refused))).collect()
}

/// Căn cứ: each on a line of its own, ended by `;`, the last by `.` (Mục II.6.c).
fn bases(bases: &[Placed<String>]) -> Vec<Block> {
    let last = bases.len().saturating_sub(1);
    let base = |(i, basis): (usize, &Placed<String>)| {
        let words = basis.value.trim().trim_end_matches([';', ',', '.']);
        let mut inlines = markdown::parse_line(words).unwrap_or_default();
        inlines.push(Inline::Text(if i == last { "." } else { ";" }.to_owned()));
        Block::Basis(inlines)
    };
    bases.iter().enumerate().map(base).collect()
}

/// Ends the last paragraph with `./.`; a full stop or a mark that was typed is not doubled.
fn end(blocks: &mut [Block]) {
    match blocks.last_mut() {
        Some(Block::Paragraph(inlines) | Block::Basis(inlines) | Block::Note(inlines)) => end_inlines(inlines),
        Some(Block::List(List { items, .. })) => {
            if let Some(item) = items.last_mut() {
                end(&mut item.blocks);
            }
        }
        Some(Block::Heading(_) | Block::Table(_)) | None => {}
    }
}

fn end_inlines(inlines: &mut Vec<Inline>) {
    if let Some(Inline::Text(words)) = inlines.last_mut() {
        let kept = words.trim_end().trim_end_matches(END_MARK).trim_end().trim_end_matches('.').len();
        words.truncate(kept);
    }
    inlines.push(Inline::Text(END_MARK.to_owned()));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(words: &str) -> String {
        let mut blocks = vec![Block::Paragraph(vec![Inline::Text(words.to_owned())])];
        end(&mut blocks);
        match &blocks[0] {
            Block::Paragraph(inlines) => crate::document::plain_text(inlines),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn the_end_mark_is_made_once() {
        for typed in ["năm 2023", "năm 2023.", "năm 2023./.", "năm 2023 ./.", "năm 2023. "] {
            assert_eq!(ended(typed), "năm 2023./.", "{typed}");
        }
    }
}
