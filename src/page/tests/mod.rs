//! Each rule by which pages are cut, on pages of ten lines; then galleys at random.

mod random;
mod shop;
mod tables;

use shop::{LINE, TOP, empty, frame, galley, kept, para, paras, row, section, shown, spaced, table, tops};

use super::{Mark, Reading, cut};
use crate::base::Twip;
use crate::galley::{Flow, Para, Section};

#[test]
fn two_lines_at_least_stand_on_each_side_of_a_break() {
    assert_eq!(shown(&paras([para(8), para(4)])), ["a1-8 b1-2", "b3-4"]);
    assert_eq!(shown(&paras([para(7), para(4)])), ["a1-7 b1-2", "b3-4"]);
    assert_eq!(shown(&paras([para(6), para(5)])), ["a1-6 b1-3", "b4-5"]);
    assert_eq!(shown(&paras([para(9), para(4)])), ["a1-9", "b1-4"]);
    assert_eq!(shown(&paras([para(11)])), ["a1-9", "a10-11"]);
    assert_eq!(shown(&paras([para(12)])), ["a1-10", "a11-12"]);
    assert_eq!(shown(&paras([para(21)])), ["a1-10", "a11-19", "a20-21"]);
}

#[test]
fn paragraphs_of_three_lines_stay_whole() {
    assert_eq!(shown(&paras([para(7), para(3)])), ["a1-7 b1-3"]);
    assert_eq!(shown(&paras([para(8), para(3)])), ["a1-8", "b1-3"]);
    assert_eq!(shown(&paras([para(9), para(2)])), ["a1-9", "b1-2"]);
    assert_eq!(shown(&paras([para(10), para(1)])), ["a1-10", "b1-1"]);
}

#[test]
fn kept_lines_stay_whole_unless_no_page_holds_them() {
    let whole = |lines| {
        let mut para = para(lines);
        para.style.keep_lines = true;
        para
    };
    assert_eq!(shown(&paras([para(6), whole(5)])), ["a1-6", "b1-5"]);
    assert_eq!(shown(&paras([para(1), whole(12)])), ["a1-1", "b1-10", "b11-12"]);
}

#[test]
fn what_is_kept_with_the_next_moves_with_its_first_two_lines() {
    assert_eq!(shown(&paras([para(7), kept(para(1)), para(4)])), ["a1-7 b1-1 c1-2", "c3-4"]);
    assert_eq!(shown(&paras([para(8), kept(para(1)), para(4)])), ["a1-8", "b1-1 c1-4"]);
    assert_eq!(shown(&paras([para(7), kept(para(1)), para(3)])), ["a1-7", "b1-1 c1-3"]);
    assert_eq!(shown(&paras([para(6), kept(para(1)), kept(para(1)), para(3)])), ["a1-6", "b1-1 c1-1 d1-3"]);
    assert_eq!(shown(&paras([para(5), kept(para(4)), para(4)])), ["a1-5", "b1-4 c1-4"]);
}

#[test]
fn a_chain_longer_than_a_page_starts_on_a_new_one_and_is_cut() {
    let chain = std::iter::repeat_with(|| kept(para(1))).take(12);
    let flow = std::iter::once(para(3)).chain(chain).chain([para(1)]);
    assert_eq!(shown(&paras(flow)), ["a1-3", "b1-1 c1-1 d1-1 e1-1 f1-1 g1-1 h1-1 i1-1 j1-1 k1-1", "l1-1 m1-1 n1-1"]);
}

#[test]
fn a_chain_ends_with_the_section() {
    assert_eq!(shown(&paras([para(9), kept(para(1)), kept(para(1))])), ["a1-9", "b1-1 c1-1"]);
}

#[test]
fn space_above_is_kept_where_a_section_starts_and_dropped_by_flow() {
    assert_eq!(tops(&paras([spaced(para(10), 50, 0)])), [vec![50], vec![0]]);
    assert_eq!(tops(&paras([para(10), spaced(para(1), 50, 0)])), [[0], [0]]);
    assert_eq!(tops(&paras([para(9), spaced(kept(para(1)), 50, 0), spaced(para(1), 20, 0)])), [vec![0], vec![0, 120]]);
    let sections = [para(1), spaced(para(1), 50, 0)].map(|para| section(vec![Flow::Para(para)]));
    assert_eq!(tops(&galley(sections.into())), [[0], [50]]);
}

#[test]
fn between_two_the_larger_space_counts() {
    assert_eq!(tops(&paras([spaced(para(1), 0, 30), spaced(para(1), 50, 0)])), [[0, 150]]);
    assert_eq!(tops(&paras([spaced(para(1), 0, 70), spaced(para(1), 50, 0)])), [[0, 170]]);
}

#[test]
fn space_below_needs_no_room_at_a_page_end() {
    assert_eq!(shown(&paras([spaced(para(10), 0, 600), para(1)])), ["a1-10", "b1-1"]);
    assert_eq!(tops(&paras([spaced(para(10), 0, 600), para(1)])), [[0], [0]]);
    assert_eq!(shown(&paras([spaced(para(9), 0, 1), para(1)])), ["a1-9", "b1-1"]);
}

/// What is cut keeps its space below for the paragraph after it.
#[test]
fn space_below_follows_the_last_lines() {
    assert_eq!(tops(&paras([spaced(para(12), 0, 40), para(1)])), [vec![0], vec![0, 240]]);
}

#[test]
fn lines_fit_to_the_twip() {
    let with_bottom = |bottom| {
        let mut section = section(vec![Flow::Para(para(10))]);
        section.page.bottom = Twip(bottom);
        shown(&galley(vec![section]))
    };
    assert_eq!(with_bottom(100), ["a1-10"]);
    assert_eq!(with_bottom(101), ["a1-8", "a9-10"]);
}

#[test]
fn a_line_higher_than_the_page_stands_alone() {
    let mut high = para(3);
    high.style.line = Twip(11 * LINE);
    assert_eq!(shown(&paras([para(1), high, para(1)])), ["a1-1", "b1-1", "b2-2", "b3-3", "c1-1"]);
}

#[test]
fn an_empty_paragraph_takes_its_line() {
    assert_eq!(tops(&paras([para(1), empty(), para(1)])), [[0, 200]]);
    assert_eq!(shown(&paras([para(9), empty(), para(1)])), ["a1-9", "c1-1"]);
}

#[test]
fn a_section_without_text_is_a_page() {
    assert_eq!(shown(&galley(vec![section(Vec::new()), section(vec![Flow::Para(para(1))])])), ["", "b1-1"]);
}

fn with_footer(lines: usize, flow: Vec<Flow>) -> Section {
    let mut section = section(flow);
    section.page.footer = section.page.bottom;
    section.first_footer = vec![para(lines)];
    section
}

#[test]
fn the_first_footer_takes_room_of_the_first_page_alone() {
    let galley = galley(vec![with_footer(2, vec![Flow::Para(para(20))])]);
    assert_eq!(shown(&galley), ["a1-8 b1-2", "a9-18", "a19-20"]);
    let bottom = frame().height.0 - 100 - 2 * LINE;
    assert_eq!(tops(&galley)[0], [0, bottom - TOP]);
}

/// A footer that leaves no line of room: the text goes to the second page, never under the footer.
#[test]
fn text_never_runs_under_the_first_footer() {
    let flow = || vec![Flow::Para(para(3)), Flow::Table(table(1, vec![row([1]), row([1])]))];
    assert_eq!(shown(&galley(vec![with_footer(10, flow())])), ["d1-10", "a1-3 b1-1 c1-1"]);
}

#[test]
fn what_needs_room_in_the_top_margin_moves_the_text_down() {
    let mut first = section(vec![Flow::Para(para(12))]);
    first.first_header = vec![para(2)];
    assert_eq!(tops(&galley(vec![first]))[0], [10 - TOP, 10 + 2 * LINE - TOP]);
}

#[test]
fn pages_are_numbered_from_two_in_every_section() {
    let galley = galley(vec![section(vec![Flow::Para(para(25))]), section(vec![Flow::Para(para(12))])]);
    let pages = cut(&galley).pages;
    let numbered: Vec<_> = pages.iter().map(|page| (page.section, page.number, number_on(&page.marks))).collect();
    assert_eq!(numbered, [(0, 1, None), (0, 2, Some(10)), (0, 3, Some(10)), (1, 1, None), (1, 2, Some(10))]);
}

/// Where the page's number stands, from the paper's top.
fn number_on(marks: &[Mark<'_>]) -> Option<i32> {
    marks.iter().find_map(|mark| match mark {
        Mark::Text { y, reading: Reading::PageNumber, .. } => Some(y.0),
        Mark::Text { .. } | Mark::Field { .. } | Mark::Drawing { .. } | Mark::Picture { .. } | Mark::Rule { .. } => {
            None
        }
    })
}

/// Rules are drawn once, with the line they belong to.
#[test]
fn a_rule_stands_with_the_last_line() {
    use crate::galley::{Rule, RuleSides};
    let ruled = |lines| Para { rule: Some(Rule { eighths: 8, sides: RuleSides::Below }), ..para(lines) };
    let rules = |flow: Vec<Para>| -> Vec<Vec<i32>> {
        let drawn = |mark: &Mark<'_>| match mark {
            Mark::Rule { y, .. } => Some(y.0 - TOP),
            Mark::Text { .. } | Mark::Field { .. } | Mark::Drawing { .. } | Mark::Picture { .. } => None,
        };
        cut(&paras(flow)).pages.iter().map(|page| page.marks.iter().filter_map(drawn).collect()).collect()
    };
    assert_eq!(rules(vec![ruled(1), para(1)]), [[100]]);
    assert_eq!(rules(vec![ruled(12)]), [vec![], vec![200]]);
    // Its weight needs room: ten lines and a rule are more than a page.
    assert_eq!(rules(vec![ruled(10)]), [vec![], vec![200]]);
}
