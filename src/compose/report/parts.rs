//! Tables in the places that the template keeps for them.

use super::{chart, tables};
use crate::base::Diagnostic;
use crate::document::{Block, Table, plain_text};
use crate::plan::Plan;
use crate::view::report::{Figures, PartNames};

/// Puts what belongs there in the place of every mark; a mark that is not alone in a paragraph of the body is a fault of
/// the template.
pub(super) fn place(blocks: &mut Vec<Block>, plan: &Plan, figures: &Figures<'_>) -> Result<(), Vec<Diagnostic>> {
    let mut placed = Vec::with_capacity(blocks.len());
    let mut faults = Vec::new();
    for block in std::mem::take(blocks) {
        match mark(&block) {
            Some(mark) => placed.extend(part(&mark, plan, figures)),
            None if holds_mark(&block) => faults.push(misplaced()),
            None => placed.push(block),
        }
    }
    *blocks = placed;
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// The mark that a paragraph consists of.
fn mark(block: &Block) -> Option<String> {
    let Block::Paragraph(inlines) = block else { return None };
    let words = plain_text(inlines);
    let parts = PartNames::ALL;
    let all = [parts.summary, parts.comparison, parts.chart, parts.goals, parts.late, parts.next];
    all.contains(&words.trim()).then(|| words.trim().to_owned())
}

/// What stands in a place: nothing where there is nothing to show.
fn part(mark: &str, plan: &Plan, figures: &Figures<'_>) -> Vec<Block> {
    let parts = PartNames::ALL;
    if mark == parts.chart {
        return if plan.reports.charts { chart::chart(figures) } else { Vec::new() };
    }
    let table: Option<Table> = if mark == parts.summary {
        Some(tables::summary(figures))
    } else if mark == parts.comparison {
        figures.before.as_ref().map(|before| tables::comparison(figures, before))
    } else if mark == parts.goals {
        Some(tables::goals(figures))
    } else if mark == parts.late {
        Some(tables::late(plan, figures))
    } else {
        Some(tables::next(plan, figures))
    };
    table.filter(|table| !table.rows.is_empty()).map(Block::Table).into_iter().collect()
}

fn holds_mark(block: &Block) -> bool {
    let marked = |text: &str| text.contains('\u{E000}');
    match block {
        Block::Paragraph(inlines) | Block::Basis(inlines) | Block::Note(inlines) => marked(&plain_text(inlines)),
        Block::Heading(heading) => marked(&plain_text(&heading.text)),
        Block::List(list) => list.items.iter().flat_map(|item| &item.blocks).any(holds_mark),
        Block::Table(table) => {
            let rows = table.head.iter().chain(&table.rows);
            rows.flat_map(|row| &row.cells).any(|cell| marked(&plain_text(&cell.text)))
        }
        Block::Chart(_) => false,
    }
}

fn misplaced() -> Diagnostic {
    Diagnostic::error(
        "part-not-alone",
        "mẫu report.md đặt bảng hoặc biểu đồ (`parts.…`) lẫn trong một đoạn văn hay danh sách",
        "the template report.md puts a table or the chart (`parts.…`) into a paragraph or a list",
    )
    .hint(
        "mỗi `{{ parts.… }}` đứng riêng một đoạn, có dòng trống ở trên và ở dưới, không thụt vào",
        "each `{{ parts.… }}` stands in a paragraph of its own, a blank line above and below, not indented",
    )
}
