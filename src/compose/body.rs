//! The body: what the office wrote, through the template and Markdown.

use std::sync::Arc;

use serde::Serialize;

use crate::base::{Diagnostic, Place, Placed, Source, Span};
use crate::document::{Block, Inline, List};
use crate::markdown;
use crate::markdown::{Refused, Scope};
use crate::plan::Plan;
use crate::template::Templates;
use crate::view::PlanView;

/// What ends the content of every form in Phụ lục III.
const END_MARK: &str = "./.";

/// The plan's body: bases, then what the template makes of the rest, ended by `./.`.
pub(super) fn plan_body(plan: &Plan, templates: &Templates) -> Result<Vec<Block>, Vec<Diagnostic>> {
    with_bases(&plan.bases, "plan.md", &PlanView::new(plan), templates)
}

/// A body: bases, then what a template makes of a view, ended by `./.`.
pub(super) fn with_bases(
    bases: &[Placed<String>],
    template: &str,
    view: &impl Serialize,
    templates: &Templates,
) -> Result<Vec<Block>, Vec<Diagnostic>> {
    let mut blocks = self::bases(bases);
    blocks.extend(rendered(template, view, templates)?);
    end(&mut blocks);
    Ok(blocks)
}

/// What a template makes of a view, as blocks.
pub(super) fn rendered(
    name: &str,
    view: &impl Serialize,
    templates: &Templates,
) -> Result<Vec<Block>, Vec<Diagnostic>> {
    let made = templates.render(name, view)?;
    markdown::parse(&made.text, Scope::Body).map_err(|refused| in_rendered(&made, refused))
}

/// `check` has found the office's own texts sound, so what is refused now is the template's.
fn in_rendered(made: &Arc<Source>, refused: Vec<Refused>) -> Vec<Diagnostic> {
    let place =
        |refused: &Refused| Place { source: Arc::clone(made), span: Span::new(refused.range.start, refused.range.end) };
    refused.iter().map(|refused| refused.diagnostic(&place(refused))).collect()
}

/// Căn cứ: each on a line of its own, ended by `;`, the last by `.` (Mục II.6.a).
fn bases(bases: &[Placed<String>]) -> Vec<Block> {
    let last = bases.len().saturating_sub(1);
    let base = |(i, basis): (usize, &Placed<String>)| {
        let words = basis.value.trim().trim_end_matches([';', ',', '.']);
        Block::Basis(vec![Inline::Text(format!("{words}{}", if i == last { '.' } else { ';' }))])
    };
    bases.iter().enumerate().map(base).collect()
}

/// Ends the last paragraph with `./.`; a full stop or a mark that was typed is not doubled.
/// After a table or a heading the mark stands on a line of its own.
pub(super) fn end(blocks: &mut Vec<Block>) {
    match blocks.last_mut() {
        Some(Block::Paragraph(inlines) | Block::Basis(inlines) | Block::Note(inlines)) => end_inlines(inlines),
        Some(Block::List(List { items, .. })) => {
            if let Some(item) = items.last_mut() {
                end(&mut item.blocks);
            }
        }
        Some(Block::Heading(_) | Block::Table(_) | Block::Chart(_)) => {
            blocks.push(Block::Paragraph(vec![Inline::Text(END_MARK.to_owned())]));
        }
        None => {}
    }
}

fn end_inlines(inlines: &mut Vec<Inline>) {
    take_end(inlines);
    inlines.push(Inline::Text(END_MARK.to_owned()));
}

/// Takes off what was typed at the end of the last words: the mark itself, whole or in part, a full stop, a semicolon.
fn take_end(inlines: &mut [Inline]) {
    match inlines.last_mut() {
        Some(Inline::Text(words)) => {
            let kept = words.trim_end_matches(|c: char| matches!(c, '.' | '/' | ';' | ',') || c.is_whitespace()).len();
            words.truncate(kept);
        }
        Some(Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Inserted(inner) | Inline::Deleted(inner)) => {
            take_end(inner);
        }
        Some(Inline::Break | Inline::Blank(_)) | None => {}
    }
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
    fn after_a_table_the_end_mark_stands_alone() {
        let table = crate::document::Table { columns: vec![], head: vec![], rows: vec![], summary: String::new() };
        let mut blocks = vec![Block::Table(table)];
        end(&mut blocks);
        assert_eq!(blocks[1..], [Block::Paragraph(vec![Inline::Text("./.".to_owned())])]);
    }

    #[test]
    fn the_end_mark_is_made_once() {
        for typed in ["năm 2023", "năm 2023.", "năm 2023./.", "năm 2023 ./.", "năm 2023. ", "năm 2023./", "năm 2023;"]
        {
            assert_eq!(ended(typed), "năm 2023./.", "{typed}");
        }
    }
}
