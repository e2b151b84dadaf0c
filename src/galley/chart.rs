//! A chart set to size: bars, names and legend, with a fill for every series that can be told apart without colour.
//!
//! It stands in a row of its own whose height is settled here: a drawing in the text would make its line as high as each
//! program thinks.

use super::frame::{layout_row, layout_table};
use super::setter::{Setter, Words};
use super::{Bar, Drawing, Fill, Label, Table, Tag};
use crate::base::Twip;
use crate::document::{Block, Chart, Inline};
use crate::rules::Role;

/// Share of the width that the names of the bars take, in hundredths.
const NAMES_SHARE: i32 = 38;
/// Between names and bars.
const GAP: Twip = Twip(120);
/// Right of the longest bar: its total.
const TOTAL_ROOM: Twip = Twip(560);
/// Height of a bar.
const BAR: Twip = Twip(340);
/// Between the names of two bars.
const BETWEEN: Twip = Twip(90);
/// A swatch of the legend, and how many stand side by side.
const SWATCH: Twip = Twip(200);
const LEGEND_COLUMNS: usize = 3;
/// What the row is higher than the drawing in it, so that the drawing's line fits.
const SLACK: Twip = Twip(80);
/// Most bars of one drawing; a chart with more is parted.
const MOST_BARS: usize = 18;

/// A chart as rows of a layout table, one drawing in each.
pub(super) fn set_chart(setter: &mut Setter<'_>, chart: &Chart, column: Twip) -> Table {
    let parts = chart.categories.len().div_ceil(MOST_BARS).max(1);
    let rows = (0..parts).map(|part| {
        let drawing = set_part(setter, chart, part * MOST_BARS, column);
        let height = drawing.height + SLACK;
        let mut para = setter.least(column);
        para.tag = Tag::Figure;
        para.drawing = Some(Box::new(drawing));
        let mut row = layout_row([vec![para]]);
        row.min_height = Some(height);
        row
    });
    let rows = rows.collect();
    layout_table(vec![column], Twip::ZERO, rows)
}

fn set_part(setter: &mut Setter<'_>, chart: &Chart, first: usize, width: Twip) -> Drawing {
    let shown = first..chart.categories.len().min(first + MOST_BARS);
    let names = Twip(width.0 * NAMES_SHARE / 100);
    let left = names + GAP;
    let room = width - left - TOTAL_ROOM;
    let most = (0..chart.categories.len()).map(|at| chart.total(at)).max().unwrap_or_default().max(1);
    let mut drawing =
        Drawing { width, height: Twip::ZERO, bars: Vec::new(), labels: Vec::new(), chart: part(chart, shown.clone()) };
    let mut y = Twip::ZERO;
    for at in shown {
        let mut name = label(setter, Role::TableText, &chart.categories[at], names);
        let height = name.height().max(BAR);
        let top = y + Twip((height.0 - BAR.0) / 2);
        name.tag = Tag::Figure;
        drawing.labels.push(Label { x: Twip::ZERO, y: y + Twip((height - name.height()).0 / 2), para: name });
        let mut from = 0;
        let scaled = |count: u32| Twip((i64::from(room.0) * i64::from(count) / i64::from(most)) as i32);
        for (series, values) in chart.series.iter().map(|series| &series.values).enumerate() {
            let count = values.get(at).copied().unwrap_or_default();
            let (x, end) = (left + scaled(from), left + scaled(from + count));
            from += count;
            if count > 0 {
                drawing.bars.push(Bar { x, y: top, width: end - x, height: BAR, fill: Fill::of(series) });
            }
        }
        let total = label(setter, Role::TableText, &from.to_string(), TOTAL_ROOM);
        let down = Twip((height - total.height()).0 / 2);
        drawing.labels.push(Label { x: left + scaled(from) + Twip(80), y: y + down, para: total });
        y += height + BETWEEN;
    }
    drawing.height = legend(setter, chart, &mut drawing, y + BETWEEN);
    drawing
}

/// The bars of one drawing, as a chart of its own.
fn part(chart: &Chart, shown: std::ops::Range<usize>) -> Chart {
    let mut part = chart.clone();
    part.categories = chart.categories[shown.clone()].to_vec();
    for (series, all) in part.series.iter_mut().zip(&chart.series) {
        series.values = shown.clone().map(|at| all.values.get(at).copied().unwrap_or_default()).collect();
    }
    part
}

/// Swatches with the names of the series, row by row; gives the height down to its end.
fn legend(setter: &mut Setter<'_>, chart: &Chart, drawing: &mut Drawing, mut y: Twip) -> Twip {
    let pitch = Twip(drawing.width.0 / LEGEND_COLUMNS as i32);
    let numbered: Vec<(usize, &str)> = chart.series.iter().map(|series| series.name.as_str()).enumerate().collect();
    for row in numbered.chunks(LEGEND_COLUMNS) {
        let mut height = SWATCH;
        for (column, (series, name)) in row.iter().enumerate() {
            let x = Twip(pitch.0 * column as i32);
            let text = label(setter, Role::TableText, name, pitch - SWATCH - GAP * 2);
            height = height.max(text.height());
            let first_line = text.style.line;
            drawing.labels.push(Label { x: x + SWATCH + GAP, y, para: text });
            let down = Twip((first_line.0 - SWATCH.0) / 2);
            drawing.bars.push(Bar { x, y: y + down, width: SWATCH, height: SWATCH, fill: Fill::of(*series) });
        }
        y += height;
    }
    y
}

fn label(setter: &mut Setter<'_>, role: Role, words: &str, width: Twip) -> super::Para {
    setter.para(role, Words::inlines(role, &[Inline::Text(words.to_owned())]), width)
}

/// Whether a block is a chart: what stands before it as its caption stays with it.
pub(super) fn is_chart(block: Option<&Block>) -> bool {
    match block {
        Some(Block::Chart(_)) => true,
        Some(
            Block::Paragraph(_)
            | Block::Basis(_)
            | Block::Note(_)
            | Block::Heading(_)
            | Block::List(_)
            | Block::Table(_),
        )
        | None => false,
    }
}
