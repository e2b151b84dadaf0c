//! The only place that knows PDF's points (1/72 inch) and its y axis.
//!
//! PDF counts y from the bottom of the page upwards. krilla counts as we do, from the top left corner downwards, and
//! turns the axis over when it writes; so a twip becomes a twentieth of a point, and nothing is flipped here.

use krilla::geom::{Point, Rect, Size};

use crate::base::Twip;
use crate::galley::PageFrame;

/// The unit of the PDF: a twentieth of so many twips.
pub fn points(length: Twip) -> f32 {
    length.0 as f32 / 20.0
}

/// A place on the page.
pub fn point(x: Twip, y: Twip) -> Point {
    Point::from_xy(points(x), points(y))
}

/// An upright rectangle; `None` where it has no extent.
pub fn rect(x: Twip, y: Twip, width: Twip, height: Twip) -> Option<Rect> {
    Rect::from_ltrb(points(x), points(y), points(x + width), points(y + height))
}

/// A type size.
pub fn type_size(half_points: u16) -> f32 {
    f32::from(half_points) / 2.0
}

/// The baseline of an exact line: four fifths down, whole twips, as LibreOffice sets it.
pub fn baseline(top: Twip, line: Twip) -> Twip {
    top + Twip(4 * line.0 / 5)
}

/// The paper; `None` where it has no extent.
pub fn paper(frame: PageFrame) -> Option<Size> {
    Size::from_wh(points(frame.width), points(frame.height))
}
