//! The colour of ink: by its hue on the colour circle, in degrees.

use super::Kind;
use super::decode::Image;
use super::ink::OPAQUE;

/// Of a hundred opaque pixels, so many must have the colour: scans bring some others along.
pub const ENOUGH: u32 = 90;
/// The least difference between the strongest and the weakest of red, green and blue at which a pixel has a hue at all.
const LEAST_CHROMA: u8 = 24;

/// A colour by its everyday name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    Black,
    Grey,
    White,
    Red,
    Yellow,
    Green,
    Cyan,
    Blue,
    Purple,
}

const COLOURS: [Colour; 9] = [
    Colour::Black,
    Colour::Grey,
    Colour::White,
    Colour::Red,
    Colour::Yellow,
    Colour::Green,
    Colour::Cyan,
    Colour::Blue,
    Colour::Purple,
];

/// How much of the ink has the colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// Of a hundred opaque pixels, whole ones.
    pub percent: u32,
    /// The commonest of the other colours.
    pub other: Option<Colour>,
}

impl Measured {
    pub fn is_enough(&self) -> bool {
        self.percent >= ENOUGH
    }
}

/// The colour that the ink of a kind must have.
pub fn wanted(kind: Kind) -> Colour {
    match kind {
        Kind::Signature => Colour::Blue,
        Kind::Seal => Colour::Red,
    }
}

/// Measures the opaque pixels.
pub fn measure(image: &Image, kind: Kind) -> Measured {
    let mut counts = [0_u64; COLOURS.len()];
    for (pixel, _) in image.rgb.chunks_exact(3).zip(&image.alpha).filter(|(_, alpha)| **alpha >= OPAQUE) {
        counts[colour([pixel[0], pixel[1], pixel[2]]) as usize] += 1;
    }
    let right = wanted(kind);
    let all: u64 = counts.iter().sum();
    let percent = counts[right as usize] * 100 / all.max(1);
    let others = COLOURS.into_iter().filter(|colour| *colour != right && counts[*colour as usize] > 0);
    Measured { percent: percent as u32, other: others.max_by_key(|colour| counts[*colour as usize]) }
}

/// The colour of a pixel: blue from 200° to 260°, red from 340° to 20°.
fn colour(pixel: [u8; 3]) -> Colour {
    match hue(pixel) {
        None => match pixel.iter().max() {
            Some(0..64) | None => Colour::Black,
            Some(64..208) => Colour::Grey,
            Some(208..) => Colour::White,
        },
        Some(0..=20 | 340..) => Colour::Red,
        Some(21..70) => Colour::Yellow,
        Some(70..170) => Colour::Green,
        Some(170..200) => Colour::Cyan,
        Some(200..=260) => Colour::Blue,
        Some(261..340) => Colour::Purple,
    }
}

/// Whole degrees from red over green and blue; none where a pixel is nearly grey.
fn hue([red, green, blue]: [u8; 3]) -> Option<u32> {
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let chroma = most - least;
    if chroma < LEAST_CHROMA {
        return None;
    }
    let [r, g, b] = [red, green, blue].map(f64::from);
    let chroma = f64::from(chroma);
    let sextant = if most == red {
        (g - b) / chroma
    } else if most == green {
        (b - r) / chroma + 2.0
    } else {
        (r - g) / chroma + 4.0
    };
    Some((sextant * 60.0).round().rem_euclid(360.0) as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hues_at_the_bounds() {
        for (pixel, degrees) in [
            ([255, 0, 0], Some(0)),
            ([255, 85, 0], Some(20)),
            ([255, 0, 85], Some(340)),
            ([0, 170, 255], Some(200)),
            ([85, 0, 255], Some(260)),
            ([0, 255, 0], Some(120)),
            ([20, 20, 43], None),
            ([20, 20, 44], Some(240)),
        ] {
            assert_eq!(hue(pixel), degrees, "{pixel:?}");
        }
        let named = [([255, 85, 0], Colour::Red), ([255, 90, 0], Colour::Yellow), ([255, 0, 85], Colour::Red)];
        let blue = [([0, 170, 255], Colour::Blue), ([0, 176, 255], Colour::Cyan), ([85, 0, 255], Colour::Blue)];
        let rest = [([91, 0, 255], Colour::Purple), ([0, 0, 0], Colour::Black), ([255, 255, 250], Colour::White)];
        for (pixel, name) in [named, blue, rest].concat() {
            assert_eq!(colour(pixel), name, "{pixel:?}");
        }
    }
}
