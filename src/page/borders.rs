//! The borders of a table's part on one page: each rule once, as long as it runs.

use super::marks::Mark;
use super::table::PlacedRow;
use crate::base::Twip;
use crate::galley::{Merge, Row, Table};

/// All rules of a part of a table whose left margin is at `left`.
pub(super) fn borders<'g>(table: &Table, part: &[PlacedRow], left: Twip) -> Vec<Mark<'g>> {
    let Some(last) = part.last() else { return Vec::new() };
    let pen = Pen { weight: table.border_thickness(), left, edges: &table.edges };
    let mut marks = Vec::new();
    for (at, placed) in part.iter().enumerate() {
        let row = &table.rows[placed.index];
        // A cell that goes on from the row above has no rule between; at the page's top and below its head every cell has.
        let below_its_own = at > 0 && part[at - 1].repeated == placed.repeated;
        let goes_on = |cell: &crate::galley::Cell| below_its_own && cell.merge == Merge::Continue;
        let ruled = row.cells.iter().filter(|cell| !goes_on(cell)).map(|cell| (cell.column, cell.column + cell.span));
        pen.horizontal(placed.y, ruled, &mut marks);
    }
    let bottom = last.y + last.height;
    pen.horizontal(bottom, std::iter::once((0, table.grid.len())), &mut marks);
    for edge in 0..table.edges.len() {
        pen.vertical(edge, part, &table.rows, bottom, &mut marks);
    }
    marks
}

struct Pen<'a> {
    weight: Twip,
    left: Twip,
    edges: &'a [Twip],
}

impl Pen<'_> {
    /// Half a rule stands on each side of its edge.
    fn x(&self, edge: usize) -> Twip {
        self.left + self.edges[edge] - Twip(self.weight.0 / 2)
    }

    /// Rules at one height from column edge to column edge; neighbours become one.
    fn horizontal<'g>(&self, y: Twip, spans: impl Iterator<Item = (usize, usize)>, marks: &mut Vec<Mark<'g>>) {
        let mut run: Option<(usize, usize)> = None;
        for (from, to) in spans {
            match &mut run {
                Some((_, end)) if *end == from => *end = to,
                Some(done) => {
                    self.rule(y, *done, marks);
                    run = Some((from, to));
                }
                None => run = Some((from, to)),
            }
        }
        if let Some(done) = run {
            self.rule(y, done, marks);
        }
    }

    fn rule<'g>(&self, y: Twip, (from, to): (usize, usize), marks: &mut Vec<Mark<'g>>) {
        let x = self.x(from);
        marks.push(Mark::Rule { x, y, width: self.x(to) + self.weight - x, height: self.weight });
    }

    /// The rule along one edge, broken where a cell runs across it.
    fn vertical<'g>(&self, edge: usize, part: &[PlacedRow], rows: &[Row], bottom: Twip, marks: &mut Vec<Mark<'g>>) {
        let mut start: Option<Twip> = None;
        let end = |start: &mut Option<Twip>, y: Twip, marks: &mut Vec<Mark<'g>>| {
            if let Some(from) = start.take() {
                marks.push(Mark::Rule { x: self.x(edge), y: from, width: self.weight, height: y - from });
            }
        };
        for placed in part {
            let row = &rows[placed.index];
            let crossed = row.cells.iter().any(|cell| cell.column < edge && edge < cell.column + cell.span);
            if crossed {
                end(&mut start, placed.y, marks);
            } else if start.is_none() {
                start = Some(placed.y);
            }
        }
        end(&mut start, bottom + self.weight, marks);
    }
}
