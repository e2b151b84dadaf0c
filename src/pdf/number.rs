//! The page's own number, in the place of the digit that held it.

use crate::base::Twip;
use crate::font::Faces;
use crate::galley::{Line, Para, Run, RunKind};
use crate::rules::Align;

/// A page number's paragraph with the number in it: its text, its runs and its one line, moved to suit its width.
///
/// `None` where the paragraph holds no page number or has more than a line.
pub fn numbered(para: &Para, page: u32, faces: &Faces) -> Option<(String, Vec<Run>, Line)> {
    let place = para.runs.iter().position(|run| run.kind == RunKind::PageNumber)?;
    let [line] = para.lines[..] else { return None };
    let held = para.runs[place];
    let start = place.checked_sub(1).and_then(|before| para.runs.get(before)).map_or(0, |run| run.end);
    let (before, digit) = para.text.get(..held.end as usize)?.split_at_checked(start as usize)?;
    let number = page.to_string();
    let text = [before, &number, para.text.get(held.end as usize..)?].concat();
    let longer = |end: u32| (end + number.len() as u32).saturating_sub(digit.len() as u32);
    let mut runs = para.runs.clone();
    for run in &mut runs[place..] {
        run.end = longer(run.end);
    }
    let face = faces.face(held.bold, held.italic);
    let sixths = |text: &str| text.chars().map(|c| face.advance_sixth(c, para.style.half_points)).sum::<i32>();
    let wider = Twip((sixths(&number) + 3) / 6 - (sixths(digit) + 3) / 6);
    let shift = match para.style.align {
        Align::Left | Align::Justify => Twip::ZERO,
        Align::Centre => Twip(wider.0 / 2),
        Align::Right => wider,
    };
    let line = Line { end: longer(line.end), x: line.x - shift, width: line.width + wider, ..line };
    Some((text, runs, line))
}
