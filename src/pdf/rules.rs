//! Drawn rules and table borders: all of a page in one path, touching pieces made one.

use super::content::{Artifact, Content};
use super::units::{self, Centipoints};
use crate::base::Twip;
use crate::page::Mark;

/// A filled rectangle: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bar {
    left: Twip,
    top: Twip,
    right: Twip,
    bottom: Twip,
}

/// Draws all rules of a page.
///
/// A table's borders come cell by cell: made one where they touch, a page of 30 rows needs some 40 rectangles, not 400.
pub fn draw(content: &mut Content, marks: &[Mark<'_>], page_height: Twip) {
    let bars = bars(marks);
    if bars.is_empty() {
        return;
    }
    content.begin_artifact(Artifact::Layout);
    for bar in bars {
        let corner = units::point(bar.left, bar.bottom, page_height);
        let (width, height) = (Centipoints::of(bar.right - bar.left), Centipoints::of(bar.bottom - bar.top));
        content.rectangle(corner, width, height);
    }
    content.fill();
    content.end();
}

fn bars(marks: &[Mark<'_>]) -> Vec<Bar> {
    let mut bars: Vec<Bar> = marks.iter().filter_map(bar).collect();
    bars.retain(|bar| bar.left < bar.right && bar.top < bar.bottom);
    bars.sort_unstable_by_key(|bar| (bar.top, bar.bottom, bar.left));
    join(&mut bars, |bar| (bar.top, bar.bottom), |bar| (&mut bar.left, &mut bar.right));
    bars.sort_unstable_by_key(|bar| (bar.left, bar.right, bar.top));
    join(&mut bars, |bar| (bar.left, bar.right), |bar| (&mut bar.top, &mut bar.bottom));
    bars
}

fn bar(mark: &Mark<'_>) -> Option<Bar> {
    match *mark {
        Mark::Rule { x, y, width, height } => Some(Bar { left: x, top: y, right: x + width, bottom: y + height }),
        Mark::Text { .. } | Mark::Field { .. } | Mark::Drawing { .. } | Mark::Picture { .. } => None,
    }
}

/// Makes one of neighbours (sorted) that lie on the same strip and touch or overlap along it.
fn join(bars: &mut Vec<Bar>, strip: fn(&Bar) -> (Twip, Twip), extent: fn(&mut Bar) -> (&mut Twip, &mut Twip)) {
    bars.dedup_by(|next, kept| {
        if strip(next) != strip(kept) {
            return false;
        }
        let (start, end) = extent(next);
        let (_, kept_end) = extent(kept);
        let touches = *start <= *kept_end;
        if touches {
            *kept_end = (*kept_end).max(*end);
        }
        touches
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_of_neighbouring_cells_become_one() {
        let rule =
            |x, y, width, height| Mark::Rule { x: Twip(x), y: Twip(y), width: Twip(width), height: Twip(height) };
        let mut marks = Vec::new();
        for row in 0..3 {
            for column in 0..2 {
                marks.push(rule(column * 1000, row * 300, 1010, 10));
                marks.push(rule(column * 1000, row * 300, 10, 310));
            }
        }
        let bars = bars(&marks);
        assert_eq!(bars.len(), 3 + 2);
        let whole = Bar { left: Twip(0), top: Twip(0), right: Twip(10), bottom: Twip(910) };
        assert!(bars.contains(&whole), "{bars:?}");
    }

    #[test]
    fn no_rules_no_ink() {
        let mut content = Content::default();
        draw(&mut content, &[], Twip(100));
        assert!(content.take().is_empty());
    }
}
