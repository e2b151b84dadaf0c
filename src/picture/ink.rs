//! What of a picture is ink: its bounds, and the picture cut down to them, so that sizes and places on paper are those of
//! the ink, whatever was left empty around it.

use std::ops::RangeInclusive;

use super::decode::Image;

/// From here on a pixel is seen; what is fainter is dust of the scanner.
const SEEN: u8 = 16;
/// From here on a pixel counts as opaque.
pub const OPAQUE: u8 = 128;

/// The columns and rows that hold ink.
pub struct Bounds {
    columns: RangeInclusive<usize>,
    rows: RangeInclusive<usize>,
}

/// Where the ink stands; none where no pixel is opaque.
pub fn bounds(image: &Image) -> Option<Bounds> {
    image.alpha.iter().any(|alpha| *alpha >= OPAQUE).then_some(())?;
    let width = image.width as usize;
    let (mut left, mut right) = (usize::MAX, 0);
    let (mut top, mut bottom) = (usize::MAX, 0);
    for (row, line) in image.alpha.chunks_exact(width).enumerate() {
        let seen = |alpha: &u8| *alpha >= SEEN;
        let (Some(first), Some(last)) = (line.iter().position(seen), line.iter().rposition(seen)) else { continue };
        (left, right) = (left.min(first), right.max(last));
        (top, bottom) = (top.min(row), row);
    }
    Some(Bounds { columns: left..=right, rows: top..=bottom })
}

/// The ink alone. Pixels that are not seen at all take the ink's own colour, so that no other one shows at its edges when
/// a viewer scales colour and opacity apart.
pub fn cut(image: &Image, bounds: &Bounds) -> Image {
    let (width, left, right) = (image.width as usize, *bounds.columns.start(), *bounds.columns.end() + 1);
    let rows = bounds.rows.clone();
    let alpha: Vec<u8> =
        rows.clone().flat_map(|row| &image.alpha[row * width + left..row * width + right]).copied().collect();
    let mut rgb: Vec<u8> =
        rows.flat_map(|row| &image.rgb[(row * width + left) * 3..(row * width + right) * 3]).copied().collect();
    let ink = mean(&rgb, &alpha);
    for (pixel, alpha) in rgb.chunks_exact_mut(3).zip(&alpha) {
        if *alpha == 0 {
            pixel.copy_from_slice(&ink);
        }
    }
    let (width, height) = ((right - left) as u32, (bounds.rows.end() + 1 - bounds.rows.start()) as u32);
    Image { width, height, rgb, alpha, profile: image.profile.clone() }
}

/// The mean colour of the opaque pixels.
fn mean(rgb: &[u8], alpha: &[u8]) -> [u8; 3] {
    let (mut sums, mut count) = ([0_u64; 3], 0_u64);
    for (pixel, _) in rgb.chunks_exact(3).zip(alpha).filter(|(_, alpha)| **alpha >= OPAQUE) {
        count += 1;
        for (sum, part) in sums.iter_mut().zip(pixel) {
            *sum += u64::from(*part);
        }
    }
    sums.map(|sum| (sum / count.max(1)) as u8)
}
