//! The only place that knows PDF's points (1/72 inch) and its y axis, which counts from the bottom of the page upwards.
//!
//! A twip is a twentieth of a point, so five hundredths: every length here is a whole number of them, and is written
//! without loss.

use pdf_writer::Rect;

use crate::base::Twip;
use crate::galley::PageFrame;

/// A length or a place in hundredths of a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Centipoints(pub i32);

impl Centipoints {
    /// A length of ours.
    pub fn of(length: Twip) -> Self {
        Self(length.0 * 5)
    }

    /// Part of an em at a type size: what advances of glyphs come to.
    pub fn of_em(em: f32, half_points: u16) -> Self {
        Self((em * f32::from(half_points) * 50.0).round() as i32)
    }
}

/// A place on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// From the left.
    pub x: Centipoints,
    /// From the bottom.
    pub y: Centipoints,
}

/// A place that we count from the top left corner of a page of this height.
pub fn point(x: Twip, y: Twip, page_height: Twip) -> Point {
    Point { x: Centipoints::of(x), y: Centipoints::of(page_height - y) }
}

/// The same as floating points, for the objects that take them.
pub fn points(length: Twip) -> f32 {
    length.0 as f32 / 20.0
}

/// A rectangle by its lower left corner, its width and its height.
pub fn rect(corner: Point, (width, height): (Twip, Twip)) -> Rect {
    let (left, bottom) = (corner.x.0 as f32 / 100.0, corner.y.0 as f32 / 100.0);
    Rect::new(left, bottom, left + points(width), bottom + points(height))
}

/// The paper; `None` where it has no extent.
pub fn paper(frame: PageFrame) -> Option<Rect> {
    let extent = frame.width > Twip::ZERO && frame.height > Twip::ZERO;
    extent.then(|| Rect::new(0.0, 0.0, points(frame.width), points(frame.height)))
}

/// The baseline of an exact line: four fifths down, whole twips, as LibreOffice sets it.
pub fn baseline(top: Twip, line: Twip) -> Twip {
    top + Twip(4 * line.0 / 5)
}
