//! Tables on pages: rows to the twip, heads, chains, merged cells, rows that no page holds.

use super::shop::{
    BORDER, LINE, TOP, cell, cells, empty, galley, kept, kept_row, merged, one_table, para, row, section, shown,
    spaced, table, tops,
};
use crate::base::Twip;
use crate::galley::{Flow, Merge, Row, Table};
use crate::page::{Mark, cut};

/// Rows of one line.
fn rows(count: usize) -> Vec<Row> {
    std::iter::repeat_with(|| row([1])).take(count).collect()
}

fn after(lines: usize, table: Table) -> Vec<String> {
    shown(&galley(vec![section(vec![Flow::Para(para(lines)), Flow::Table(table)])]))
}

#[test]
fn spaces_around_a_table_are_its_neighbours() {
    let flow =
        vec![Flow::Para(spaced(para(1), 0, 40)), Flow::Table(table(0, rows(1))), Flow::Para(spaced(para(1), 25, 0))];
    let row_top = LINE + 40;
    let table_end = row_top + BORDER + LINE + BORDER;
    assert_eq!(tops(&galley(vec![section(flow)])), [[0, row_top + BORDER, table_end + 25]]);
}

/// Nine rows of 110 and the border below are a page of 1000.
#[test]
fn rows_fit_to_the_twip_with_the_border_below() {
    let with_bottom = |bottom| {
        let mut section = section(vec![Flow::Table(table(0, rows(9)))]);
        section.page.bottom = Twip(bottom);
        cut(&galley(vec![section])).pages.len()
    };
    assert_eq!((with_bottom(100), with_bottom(101)), (1, 2));
}

#[test]
fn heads_are_repeated_on_every_page() {
    assert_eq!(
        shown(&one_table(table(1, rows(11)))),
        ["a1-1 b1-1 c1-1 d1-1 e1-1 f1-1 g1-1 h1-1 i1-1", "(a1-1) j1-1 k1-1"]
    );
    let head = || [merged(1, Merge::Start(2), 1), merged(1, Merge::Continue, 0)];
    let body = std::iter::repeat_with(|| row([1, 1])).take(8);
    assert_eq!(
        shown(&one_table(table(2, head().into_iter().chain(body).collect())))[1],
        "(a1-1) (b1-1) (c1-1) s1-1 t1-1"
    );
}

#[test]
fn a_head_stands_with_the_first_row() {
    assert_eq!(after(7, table(1, rows(2))), ["a1-7 b1-1 c1-1"]);
    assert_eq!(after(8, table(1, rows(2))), ["a1-8", "b1-1 c1-1"]);
    let chained = || table(1, vec![row([1]), kept_row(row([1])), row([1])]);
    assert_eq!(after(6, chained()), ["a1-6 b1-1 c1-1 d1-1"]);
    assert_eq!(after(7, chained()), ["a1-7", "b1-1 c1-1 d1-1"]);
}

#[test]
fn a_heading_stands_with_head_and_first_row() {
    let flow = |lines| {
        let heading = Flow::Para(kept(para(1)));
        shown(&galley(vec![section(vec![Flow::Para(para(lines)), heading, Flow::Table(table(1, rows(2)))])]))
    };
    assert_eq!(flow(6), ["a1-6 b1-1 c1-1 d1-1"]);
    assert_eq!(flow(7), ["a1-7", "b1-1 c1-1 d1-1"]);
}

/// No page holds the headings with the table: they fill theirs, and the table starts on the next.
#[test]
fn headings_that_fill_a_page_leave_the_table_to_the_next() {
    let mut flow: Vec<Flow> = std::iter::repeat_with(|| Flow::Para(kept(para(1)))).take(9).collect();
    flow.push(Flow::Table(table(1, rows(2))));
    let pages = shown(&galley(vec![section(flow)]));
    assert_eq!(pages, ["a1-1 b1-1 c1-1 d1-1 e1-1 f1-1 g1-1 h1-1 i1-1", "j1-1 k1-1"]);
}

/// A long paragraph that is kept with a table moves to a page of its own and is cut; the table is not.
#[test]
fn a_table_after_a_cut_paragraph_stays_whole() {
    let flow = vec![Flow::Para(kept(para(19))), Flow::Table(table(0, vec![row([2])]))];
    assert_eq!(shown(&galley(vec![section(flow)])), ["a1-10", "a11-19", "b1-2"]);
}

#[test]
fn rows_of_a_chain_move_together() {
    let chain = || [kept_row(row([1])), kept_row(row([1])), row([2])];
    let table_of = |first: usize| one_table(table(0, rows(first).into_iter().chain(chain()).collect()));
    assert_eq!(shown(&table_of(5)), ["a1-1 b1-1 c1-1 d1-1 e1-1 f1-1 g1-1 h1-2"]);
    assert_eq!(shown(&table_of(6)), ["a1-1 b1-1 c1-1 d1-1 e1-1 f1-1", "g1-1 h1-1 i1-2"]);
}

#[test]
fn a_chain_longer_than_a_page_starts_on_a_new_one_and_is_cut_between_rows() {
    let chain = std::iter::repeat_with(|| kept_row(row([2]))).take(5).chain([row([1])]);
    let pages = shown(&one_table(table(0, rows(1).into_iter().chain(chain).collect())));
    assert_eq!(pages, ["a1-1", "b1-2 c1-2 d1-2 e1-2", "f1-2 g1-1"]);
}

/// It begins where it stands, as in LibreOffice, if there is room for a line.
#[test]
fn a_row_higher_than_a_page_is_cut_between_lines() {
    let high = || vec![row([1, 1]), row([12, 3]), row([1, 1])];
    assert_eq!(shown(&one_table(table(0, high()))), ["a1-1 b1-1 c1-8 d1-3", "c9-12 e1-1 f1-1"]);
    assert_eq!(shown(&one_table(table(1, high()))), ["a1-1 b1-1 c1-8 d1-3", "(a1-1) (b1-1) c9-12 e1-1 f1-1"]);
    let under_head = || table(1, vec![row([1]), row([12])]);
    assert_eq!(after(1, under_head()), ["a1-1 b1-1 c1-7", "(b1-1) c8-12"]);
    assert_eq!(after(7, under_head()), ["a1-7 b1-1 c1-1", "(b1-1) c2-9", "(b1-1) c10-12"]);
    assert_eq!(after(8, under_head()), ["a1-8", "b1-1 c1-8", "(b1-1) c9-12"]);
}

#[test]
fn a_row_higher_than_a_page_begins_on_a_new_one_where_it_is_tied_to_the_next() {
    let rows = || vec![row([1]), kept_row(row([12])), row([1])];
    assert_eq!(shown(&one_table(table(0, rows()))), ["a1-1", "b1-9", "b10-12 c1-1"]);
}

#[test]
fn a_head_higher_than_half_a_page_is_not_repeated() {
    let rows = |head| table(1, vec![row([head]), row([4]), row([4])]);
    assert_eq!(shown(&one_table(rows(4))), ["a1-4 b1-4", "(a1-4) c1-4"]);
    assert_eq!(shown(&one_table(rows(5))), ["a1-5 b1-4", "c1-4"]);
}

#[test]
fn a_head_higher_than_a_page_is_cut_like_any_row() {
    let rows = || table(1, vec![row([12]), row([4]), row([4])]);
    assert_eq!(shown(&one_table(rows())), ["a1-9", "a10-12 b1-4", "c1-4"]);
    assert_eq!(after(1, rows()), ["a1-1", "b1-9", "b10-12 c1-4", "d1-4"]);
}

/// A head that leaves its first row too little room is not left alone with half of it.
#[test]
fn a_row_is_not_cut_below_a_high_head() {
    let pages = shown(&one_table(table(1, vec![row([7]), row([4]), row([1])])));
    assert_eq!(pages, ["a1-7", "b1-4 c1-1"]);
}

#[test]
fn a_table_of_heads_alone_is_set() {
    assert_eq!(shown(&one_table(table(2, rows(1)))), ["a1-1"]);
    assert_eq!(after(9, table(1, rows(1))), ["a1-9", "b1-1"]);
}

/// A merged cell of so many rows of one line; the text beside it has so many lines.
fn group(rows: usize, lines: usize, keep: bool) -> Vec<Row> {
    let row = |at: usize| {
        let row = merged(1, if at == 0 { Merge::Start(rows) } else { Merge::Continue }, lines);
        if keep && at + 1 < rows { kept_row(row) } else { row }
    };
    (0..rows).map(row).collect()
}

/// Rows of two cells, then a group.
fn before_group(count: usize, group: Vec<Row>) -> Table {
    table(0, std::iter::repeat_with(|| row([1, 1])).take(count).chain(group).collect())
}

#[test]
fn rows_of_a_merged_cell_stay_together() {
    assert_eq!(shown(&one_table(before_group(7, group(3, 1, true))))[1], "o1-1 p1-1 q1-1 s1-1");
    assert_eq!(shown(&one_table(before_group(6, group(3, 1, true)))).len(), 1);
}

/// A merge that no page holds is printed again after the break; the copy is not read.
#[test]
fn merged_text_is_repeated_after_a_break() {
    let pages = shown(&one_table(before_group(7, group(3, 1, false))));
    assert_eq!(pages[0].split(' ').skip(14).collect::<Vec<_>>(), ["o1-1", "p1-1", "q1-1"]);
    assert_eq!(pages[1], "(p1-1) s1-1");
}

/// Rows that hold only part of the text: the rest of it goes on, as text that is read.
#[test]
fn merged_text_goes_on_after_a_break() {
    let pages = shown(&one_table(before_group(6, group(5, 5, false))));
    assert_eq!(pages[0].split(' ').skip(12).collect::<Vec<_>>(), ["m1-1", "n1-3", "o1-1", "q1-1"]);
    assert_eq!(pages[1], "n4-5 s1-1 u1-1");
}

/// Where a break costs the text room, the last row grows by it.
#[test]
fn the_last_row_of_a_merged_cell_holds_the_rest_of_its_text() {
    let mut rows = group(5, 5, false);
    rows[0].cells[1].paras[0].style.line = Twip(150);
    let table = before_group(6, rows);
    let pages = shown(&one_table(table.clone()));
    assert_eq!(pages[0].split(' ').skip(12).collect::<Vec<_>>(), ["m1-1", "n1-2", "o1-1", "q1-1"]);
    assert_eq!(pages[1], "n3-5 s1-1 u1-1");
    let bottom = |galley| {
        let pages = cut(galley).pages;
        let ends = pages[1].marks.iter().map(|mark| match mark {
            Mark::Rule { y, height, .. } => y.0 + height.0 - TOP,
            Mark::Text { .. } | Mark::Field { .. } | Mark::Drawing { .. } | Mark::Picture { .. } => 0,
        });
        ends.max()
    };
    assert_eq!(bottom(&one_table(table)), Some(BORDER + 3 * 150 + BORDER));
}

#[test]
fn merged_text_longer_than_a_page_is_cut_in_its_last_row() {
    let pages = shown(&one_table(table(0, group(2, 20, false))));
    assert_eq!(pages, ["a1-1 b1-1", "b2-10 c1-1", "b11-19", "b20-20"]);
}

/// Above a cell that goes on after a repeated head there is a rule, as above every other.
#[test]
fn a_rule_stands_between_head_and_a_cell_that_goes_on() {
    let head = row([1, 1]);
    let body = std::iter::repeat_with(|| row([1, 1])).take(6);
    let table = table(1, std::iter::once(head).chain(body).chain(group(3, 1, false)).collect());
    let galley = one_table(table);
    let pages = cut(&galley).pages;
    let below_head = TOP + BORDER + LINE;
    let across = pages[1].marks.iter().find_map(|mark| match mark {
        Mark::Rule { y, width, .. } if y.0 == below_head => Some(width.0),
        Mark::Rule { .. } | Mark::Field { .. } | Mark::Drawing { .. } | Mark::Picture { .. } | Mark::Text { .. } => {
            None
        }
    });
    assert_eq!(across, Some(1000 + BORDER));
}

#[test]
fn a_row_without_words_takes_its_height() {
    let blank = || cells(vec![cell(0, Merge::None, vec![empty()])]);
    let rows = vec![row([1]), blank(), row([1])];
    assert_eq!(tops(&one_table(table(0, rows))), [[10, 230]]);
}
