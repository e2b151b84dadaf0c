//! Widths of a table's columns.

use super::cells::{MARGINS, role};
use super::setter::Setter;
use super::slots::{Holds, Reach};
use crate::base::Twip;
use crate::document::{Inline, Table, TableWidth};
use crate::rules::Role;

/// No column asks for more than this part of the table for one long word.
const MOST_FOR_A_WORD: i32 = 3;
/// Edges are stored rounded: a column can come out so much narrower than its width.
const ROUNDING: Twip = Twip(2);

/// The columns' widths: fixed ones as the office said, the others share what is left, none narrower than its longest word.
pub(super) fn column_widths(setter: &Setter<'_>, table: &Table, width: Twip) -> Vec<Twip> {
    let least = longest_words(setter, table, width);
    let mut widths: Vec<Option<Twip>> = table
        .columns
        .iter()
        .map(|column| match column.width {
            TableWidth::Fixed(length) => Some(length.twips()),
            TableWidth::Share(_) => None,
        })
        .collect();
    let needed: Twip = widths.iter().zip(&least).map(|(fixed, least)| fixed.unwrap_or(*least)).sum();
    loop {
        let shared = share(table, &widths, width);
        let narrow = (0..widths.len()).find(|&at| widths[at].is_none() && shared[at] < least[at]);
        match narrow {
            // Words for which the paper is too narrow are cut, not the table's edge.
            Some(_) if needed > width => return shared,
            Some(at) => widths[at] = Some(least[at]),
            None => return shared,
        }
    }
}

/// What is left beside the settled columns, shared out by the others' shares; cumulative, so that roundings do not add up.
fn share(table: &Table, settled: &[Option<Twip>], width: Twip) -> Vec<Twip> {
    let share_of = |at: usize| match (settled[at], table.columns[at].width) {
        (Some(_), _) | (None, TableWidth::Fixed(_)) => 0,
        (None, TableWidth::Share(share)) => i64::from(share.max(1)),
    };
    let free = i64::from((width - settled.iter().flatten().copied().sum()).max(Twip::ZERO).0);
    let shares: i64 = (0..settled.len()).map(share_of).sum();
    let (mut seen, mut given) = (0, 0);
    let mut own = |at: usize| {
        seen += share_of(at);
        let upto = free * seen / shares.max(1);
        let own = upto - given;
        given = upto;
        Twip(own as i32)
    };
    settled.iter().enumerate().map(|(at, settled)| settled.unwrap_or_else(|| own(at))).collect()
}

/// The least width of each column: its longest word and the cell's margins.
fn longest_words(setter: &Setter<'_>, table: &Table, width: Twip) -> Vec<Twip> {
    let most = Twip(width.0 / MOST_FOR_A_WORD);
    let around = MARGINS.left + MARGINS.right;
    let mut least = vec![around; table.columns.len()];
    let mut reach = Reach::new(table.columns.len());
    for row in table.head.iter().chain(&table.rows) {
        for slot in reach.slots(row) {
            if let (Holds::Cell(cell), 1) = (slot.holds, slot.span) {
                let role = role(row.kind, cell.align);
                least[slot.column] = widest(setter, role, &cell.text, least[slot.column]);
            }
        }
    }
    least.into_iter().map(|width| width.min(most)).collect()
}

/// The wider of a width so far and that of the longest word.
fn widest(setter: &Setter<'_>, role: Role, text: &[Inline], so_far: Twip) -> Twip {
    let around = MARGINS.left + MARGINS.right + ROUNDING;
    let em = i32::from(setter.styles.of(role).half_points) * 10;
    text.iter().fold(so_far, |widest, inline| match inline {
        Inline::Text(words) => words.split([' ', '\n']).fold(widest, |widest, word| {
            // No letter is wider than an em: most words need not be measured.
            let bound = Twip(em * word.len() as i32) + around;
            if bound <= widest { widest } else { widest.max(setter.width(role, word) + around) }
        }),
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Inserted(inner) | Inline::Deleted(inner) => {
            self::widest(setter, role, inner, widest)
        }
        Inline::Break | Inline::Blank(_) => widest,
    })
}
