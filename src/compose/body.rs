//! The body: what the office wrote, through the template and Markdown.

use crate::base::{Diagnostic, Placed};
use crate::document::{Block, Inline, List};
use crate::plan::Plan;
use crate::template::Templates;
use crate::{markdown, view};

/// What ends the content of every form in Phụ lục III.
const END_MARK: &str = "./.";

/// The plan's body: bases, then what the template makes of the rest, ended by `./.`.
pub(super) fn plan_body(plan: &Plan, templates: &Templates) -> Result<Vec<Block>, Vec<Diagnostic>> {
    let mut blocks = bases(&plan.bases);
    let made = templates.render("plan.md", &view::PlanView::of(plan)).map_err(|diagnostic| vec![diagnostic])?;
    blocks.extend(markdown::template_blocks(&made)?);
    end(&mut blocks);
    Ok(blocks)
}

/// Căn cứ: each on a line of its own, ended by `;`, the last by `.` (Mục II.6.c).
fn bases(bases: &[Placed<String>]) -> Vec<Block> {
    let last = bases.len().saturating_sub(1);
    let base = |(i, basis): (usize, &Placed<String>)| {
        let words = basis.value.trim().trim_end_matches([';', ',', '.']);
        Block::Basis(vec![Inline::Text(format!("{words}{}", if i == last { '.' } else { ';' }))])
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
