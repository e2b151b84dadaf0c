//! Bars of a chart: filled rectangles, told apart in black and white, with a thin outline.

use super::content::Content;
use super::units::{self, Centipoints};
use crate::base::Twip;
use crate::galley::{Bar, Fill};

/// Weight of outlines and stripes: half a point.
const WEIGHT: Twip = Twip(10);
/// From one stripe to the next.
const PITCH: Twip = Twip(50);
const BLACK: i32 = 0;

/// Draws bars that count from a place on a page of this height; the grey is black again afterwards.
pub fn draw_bars(content: &mut Content, bars: &[Bar], (x, y): (Twip, Twip), page_height: Twip) {
    for bar in bars {
        let bar = Bar { x: bar.x + x, y: bar.y + y, ..*bar };
        let mut fill = |grey: i32| {
            content.grey(grey);
            rectangle(content, bar.x, bar.y, bar.width, bar.height, page_height);
            content.fill();
        };
        match bar.fill {
            Fill::Dark => fill(40),
            Fill::Light => fill(80),
            Fill::Black => fill(BLACK),
            Fill::White | Fill::Stripes | Fill::Lines => fill(100),
        }
        content.grey(BLACK);
        outline(content, &bar, page_height);
        match bar.fill {
            Fill::Stripes => {
                stripes(bar.width, |at| rectangle(content, bar.x + at, bar.y, WEIGHT, bar.height, page_height))
            }
            Fill::Lines => {
                stripes(bar.height, |at| rectangle(content, bar.x, bar.y + at, bar.width, WEIGHT, page_height))
            }
            Fill::Dark | Fill::Light | Fill::Black | Fill::White => {}
        }
        content.fill();
    }
}

fn stripes(length: Twip, mut stripe: impl FnMut(Twip)) {
    let mut at = PITCH;
    while at < length {
        stripe(at);
        at += PITCH;
    }
}

fn outline(content: &mut Content, bar: &Bar, page_height: Twip) {
    let Bar { x, y, width, height, .. } = *bar;
    rectangle(content, x, y, width, WEIGHT, page_height);
    rectangle(content, x, y + height - WEIGHT, width, WEIGHT, page_height);
    rectangle(content, x, y, WEIGHT, height, page_height);
    rectangle(content, x + width - WEIGHT, y, WEIGHT, height, page_height);
}

fn rectangle(content: &mut Content, x: Twip, y: Twip, width: Twip, height: Twip, page_height: Twip) {
    let corner = units::point(x, y + height, page_height);
    content.rectangle(corner, Centipoints::of(width), Centipoints::of(height));
}
