//! Galleys at random: whatever stands in them, every line stands on a page once, in order, and in its place.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::shop::{cell, cells, empty, galley, para, section, table};
use crate::base::Twip;
use crate::galley::{CellMargins, Flow, Galley, Merge, Para, Row, Rule, RuleSides, Table, row_heights};
use crate::page::{Mark, Page, Reading, cut, furniture};

/// How large things may be: on sensible pages every line has room, on absurd ones nothing need have.
#[derive(Clone, Copy)]
struct Sizes {
    line: i32,
    lines: usize,
    space: i32,
    footer: usize,
}

const SENSIBLE: Sizes = Sizes { line: 120, lines: 30, space: 60, footer: 3 };
const ABSURD: Sizes = Sizes { line: 3000, lines: 60, space: 2500, footer: 40 };

fn paragraph(sizes: Sizes) -> impl Strategy<Value = Para> {
    let space = 0..sizes.space;
    let keeps = (prop::bool::weighted(0.3), prop::bool::weighted(0.2));
    let lines = prop_oneof![8 => 1..6_usize, 2 => 6..sizes.lines, 1 => Just(0)];
    (lines, 20..sizes.line, space.clone(), space, keeps, rule()).prop_map(
        |(lines, line, before, after, keeps, rule)| {
            let mut para = if lines == 0 { empty() } else { para(lines) };
            para.style.line = Twip(line);
            (para.style.before, para.style.after) = (Twip(before), Twip(after));
            (para.style.keep_next, para.style.keep_lines) = keeps;
            Para { rule, ..para }
        },
    )
}

fn rule() -> impl Strategy<Value = Option<Rule>> {
    let sides = prop_oneof![
        Just(RuleSides::Below),
        Just(RuleSides::Above { space_points: 1 }),
        Just(RuleSides::Frame { space_points: 1 })
    ];
    prop::option::weighted(0.15, sides.prop_map(|sides| Rule { eighths: 6, sides }))
}

/// The words of a cell: in tables paragraphs are kept by their rows alone.
fn words(sizes: Sizes) -> impl Strategy<Value = Vec<Para>> {
    let loose = paragraph(sizes).prop_map(|mut para| {
        para.style.keep_next = false;
        para.rule = None;
        para
    });
    prop::collection::vec(loose, 1..3)
}

/// So many rows, with cells in some columns that reach over all of them.
fn band(columns: usize, sizes: Sizes) -> impl Strategy<Value = Vec<Row>> {
    let column = (prop::bool::weighted(0.4), prop::collection::vec(words(sizes), 4));
    let keeps = prop::collection::vec(prop::bool::weighted(0.3), 4);
    let heights = prop::option::weighted(0.1, 0..sizes.line * 4);
    (1..5_usize, prop::collection::vec(column, columns), keeps, heights).prop_map(
        move |(rows, columns, keeps, height)| {
            let row = |at: usize| {
                let set = columns.iter().enumerate().map(|(column, (merge, words))| match (*merge && rows > 1, at) {
                    (true, 0) => cell(column, Merge::Start(rows), words[0].clone()),
                    (true, _) => cell(column, Merge::Continue, vec![empty()]),
                    (false, _) => cell(column, Merge::None, words[at].clone()),
                });
                Row { keep_next: keeps[at], min_height: height.map(Twip), ..cells(set.collect()) }
            };
            (0..rows).map(row).collect()
        },
    )
}

/// A row of one cell over all columns, as fields and groups have it.
fn across(columns: usize, sizes: Sizes) -> impl Strategy<Value = Vec<Row>> {
    words(sizes).prop_map(move |words| {
        let mut row = cells(vec![cell(0, Merge::None, words)]);
        row.cells[0].span = columns;
        row.keep_next = true;
        vec![row]
    })
}

fn any_table(sizes: Sizes) -> impl Strategy<Value = Table> {
    let of_columns = move |columns: usize| {
        let body = prop_oneof![4 => band(columns, sizes).boxed(), 1 => across(columns, sizes).boxed()];
        let head = prop_oneof![1 => Just(Vec::new()).boxed(), 2 => band(columns, sizes).boxed()];
        (head, prop::collection::vec(body, 0..5), 0..30, prop::bool::weighted(0.8))
    };
    (1..4_usize).prop_flat_map(of_columns).prop_map(|(head, body, margin, bordered)| {
        let head_rows = head.len();
        let mut table = table(head_rows, head.into_iter().chain(body.into_iter().flatten()).collect());
        table.margins = CellMargins { top: Twip(margin), bottom: Twip(margin), left: Twip(0), right: Twip(0) };
        table.border = table.border.filter(|_| bordered);
        row_heights(&mut table);
        table
    })
}

fn any_galley(sizes: Sizes) -> impl Strategy<Value = Galley> {
    let item = prop_oneof![3 => paragraph(sizes).prop_map(Flow::Para), 1 => any_table(sizes).prop_map(Flow::Table)];
    let section = (prop::collection::vec(item, 0..12), 0..sizes.footer, 0..300).prop_map(|(flow, footer, taller)| {
        let mut section = section(flow);
        section.page.height += Twip(taller);
        if footer > 0 {
            section.first_footer.push(para(footer));
        }
        section
    });
    prop::collection::vec(section, 1..3).prop_map(galley)
}

/// Every line of every paragraph with words is read exactly once, in order.
fn all_is_read(galley: &Galley, pages: &[Page<'_>]) -> Result<(), TestCaseError> {
    let mut read: BTreeMap<u32, usize> = BTreeMap::new();
    for mark in pages.iter().flat_map(|page| &page.marks) {
        let Mark::Text { para, lines, reading: Reading::Content, .. } = mark else { continue };
        let next = read.entry(para.id.0).or_default();
        prop_assert_eq!(lines.start, *next, "lines of {:?}", para.id);
        prop_assert!(lines.end > lines.start);
        *next = lines.end;
    }
    for para in paragraphs(galley).filter(|para| !para.text.is_empty()) {
        prop_assert_eq!(read.get(&para.id.0).copied(), Some(para.lines.len()), "lines of {:?}", para.id);
    }
    Ok(())
}

fn paragraphs(galley: &Galley) -> impl Iterator<Item = &Para> {
    galley.sections.iter().flat_map(|section| {
        let flow = section.flow.iter().flat_map(|item| match item {
            Flow::Para(para) => vec![para],
            Flow::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.paras).collect::<Vec<_>>()
            }
        });
        flow.chain(&section.first_footer)
    })
}

/// Left, top, right, bottom.
type Area = (i32, i32, i32, i32);

/// Nothing stands outside its page's text area, and no text upon another.
fn all_is_in_place(galley: &Galley, pages: &[Page<'_>]) -> Result<(), TestCaseError> {
    for page in pages {
        let (top, bottom) = furniture::text_area(&galley.sections[page.section], page.number);
        let footer = galley.sections[page.section].first_footer.iter().map(|para| para.id).collect::<Vec<_>>();
        let mut texts: Vec<Area> = Vec::new();
        for mark in &page.marks {
            let (x, y, width, height) = match mark {
                Mark::Text { reading: Reading::PageNumber, .. }
                | Mark::Field { .. }
                | Mark::Drawing { .. }
                | Mark::Picture { .. } => continue,
                Mark::Text { para, .. } if footer.contains(&para.id) => continue,
                Mark::Text { para, lines, x, y, .. } => {
                    let height = para.style.line * lines.len() as i32;
                    texts.push((x.0, y.0, (*x + para.measure).0, (*y + height).0));
                    (*x, *y, para.measure, height)
                }
                Mark::Rule { x, y, width, height } => (*x, *y, *width, *height),
            };
            prop_assert!(y >= top && y + height <= bottom, "page {}: {x} {y} {width} {height}", page.number);
        }
        for (at, one) in texts.iter().enumerate() {
            let upon = texts[at + 1..]
                .iter()
                .find(|other| one.0 < other.2 && other.0 < one.2 && one.1 < other.3 && other.1 < one.3);
            prop_assert!(upon.is_none(), "page {}: {:?} upon {:?}", page.number, one, upon);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn every_line_stands_in_its_place(galley in any_galley(SENSIBLE)) {
        let pages = cut(&galley).pages;
        all_is_read(&galley, &pages)?;
        all_is_in_place(&galley, &pages)?;
    }

    #[test]
    fn nothing_is_lost_in_absurd_sizes(galley in any_galley(ABSURD)) {
        all_is_read(&galley, &cut(&galley).pages)?;
    }
}
