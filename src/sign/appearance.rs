//! What a filled field shows: a picture at its size, or lines of text in a face of their own.

use super::increment::Increment;
use super::object::{Data, Dictionary, Id, Object, Stream, hex};
use crate::base::Diagnostic;
use crate::font::Face;
use crate::pdf;
use crate::picture::Picture;

/// Where a line of text begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// In the middle of the field; the value is how high the baseline stands, of the field's height.
    Centred,
    /// Against the right edge, line under line from the top.
    Right,
}

/// A form as big as a field, and what is drawn in it.
fn form(extent: [f64; 2], resources: Dictionary, content: String) -> Object {
    let dictionary = Dictionary::from([
        ("Type", Object::name("XObject")),
        ("Subtype", Object::name("Form")),
        ("BBox", Object::numbers(&[0.0, 0.0, extent[0], extent[1]])),
        ("Resources", Object::Dictionary(resources)),
        ("Length", Object::Integer(content.len() as i64)),
    ]);
    Object::Stream(Stream { dictionary, data: Data::New(content.into_bytes()) })
}

/// A form that shows nothing.
pub(super) fn nothing(extent: [f64; 2]) -> Object {
    form(extent, Dictionary::default(), String::new())
}

/// Puts a picture into a form: `place` is its left, bottom, width and height in the field.
pub(super) fn picture(
    increment: &mut Increment<'_>,
    picture: &Picture,
    extent: [f64; 2],
    place: [f64; 4],
) -> Result<Object, Box<Diagnostic>> {
    let inset = pdf::inset(picture, first_number(increment));
    let images = Dictionary::from([("Im0", Object::Reference(adopt(increment, &inset.objects, inset.image)?))]);
    let resources = Dictionary::from([("XObject", Object::Dictionary(images))]);
    let [left, bottom, width, height] = place;
    Ok(form(extent, resources, format!("q\n{width:.3} 0 0 {height:.3} {left:.3} {bottom:.3} cm\n/Im0 Do\nQ\n")))
}

/// The number from which on the `pdf` room may number objects.
fn first_number(increment: &Increment<'_>) -> i32 {
    i32::try_from(increment.next()).unwrap_or(i32::MAX)
}

/// Takes in objects that the `pdf` room wrote, and gives the one of this number.
fn adopt(increment: &mut Increment<'_>, objects: &[u8], number: i32) -> Result<Id, Box<Diagnostic>> {
    increment.adopt(objects).map_err(|fault| unset(fault.why.0, fault.why.1))?;
    Ok(Id { number: u32::try_from(number).unwrap_or_default(), generation: 0 })
}

/// Where a picture stands in a form that [`picture`] made, read from what it draws.
pub(super) fn place_of(content: &[u8]) -> Option<[f64; 4]> {
    let line = std::str::from_utf8(content).ok()?.lines().find(|line| line.ends_with(" cm"))?;
    let numbers: Vec<f64> = line.split(' ').map_while(|word| word.parse().ok()).collect();
    let [width, _, _, height, left, bottom] = <[f64; 6]>::try_from(numbers).ok()?;
    Some([left, bottom, width, height])
}

/// A face with the characters of some lines, for fields that are shown in it.
pub(super) struct Lettering {
    face: Id,
    caption: pdf::Caption,
}

impl Lettering {
    pub(super) fn new(increment: &mut Increment<'_>, face: &Face, lines: &[String]) -> Result<Self, Box<Diagnostic>> {
        let caption = pdf::caption(face, lines, first_number(increment)).map_err(|error| {
            let why = error.to_string();
            unset(&why, &why)
        })?;
        Ok(Self { face: adopt(increment, &caption.objects, caption.face)?, caption })
    }

    /// A form that shows some of the lines, from one on.
    pub(super) fn form(
        &self,
        lines: std::ops::Range<usize>,
        size: f64,
        extent: [f64; 2],
        setting: Setting,
        text_field: bool,
    ) -> Object {
        let mut shown = String::new();
        for (row, index) in lines.enumerate() {
            let width = self.caption.widths.get(index).copied().unwrap_or_default() * size / 1000.0;
            let code = self.caption.codes.get(index).map(|codes| hex(codes)).unwrap_or_default();
            let (x, y) = match setting {
                Setting::Centred => ((extent[0] - width) / 2.0, extent[1] / 5.0),
                Setting::Right => (extent[0] - width, extent[1] - size * (1.0 + 1.2 * row as f64)),
            };
            shown += &format!("1 0 0 1 {x:.3} {y:.3} Tm\n<{code}> Tj\n");
        }
        let text = format!("q\nBT\n/F0 {size} Tf\n0 g\n{shown}ET\nQ\n");
        let content = if text_field { format!("/Tx BMC\n{text}EMC\n") } else { text };
        let fonts = Dictionary::from([("F0", Object::Reference(self.face))]);
        form(extent, Dictionary::from([("Font", Object::Dictionary(fonts))]), content)
    }
}

fn unset(vi: &str, en: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(
        "appearance",
        format!("không đặt được chữ hay hình vào ô: {vi}"),
        format!("what a field shows cannot be set: {en}"),
    ))
}
