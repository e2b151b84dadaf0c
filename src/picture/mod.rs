//! Pictures of a signature and of a seal: a PNG's bytes → ink and how large it stands on paper, or every reason why it
//! cannot stand there (Phụ lục I, Phần I, Mục II.7.d and II.8.a).

mod colour;
mod decode;
mod findings;
mod ink;
mod profile;
mod size;

use std::fmt;

pub use size::widths;

use crate::base::{Diagnostic, Length, Place};

/// What a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Hình ảnh chữ ký của người có thẩm quyền: blue.
    Signature,
    /// Hình ảnh dấu của cơ quan: red, of real size.
    Seal,
}

/// What is asked of a picture.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// What it is to show.
    pub kind: Kind,
    /// How wide its ink stands on paper; a seal needs it, a signature without it is as wide as there is room.
    pub width: Option<Length>,
    /// What the file is called in messages.
    pub name: &'a str,
    /// Where the office named it.
    pub place: Option<&'a Place>,
}

/// A picture cut to its ink.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// What it shows.
    pub kind: Kind,
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Red, green and blue of every pixel, row by row.
    pub rgb: Vec<u8>,
    /// How opaque every pixel is.
    pub alpha: Vec<u8>,
    /// Its own colour profile (ICC, RGB); sRGB where it has none.
    pub profile: Option<Vec<u8>>,
    /// Width and height on paper.
    pub size: (Length, Length),
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, width, height, size, .. } = self;
        write!(f, "{kind:?} {width}x{height} px, {:.2}x{:.2} mm", size.0.as_mm(), size.1.as_mm())
    }
}

/// The largest file that is looked at.
pub const MOST_BYTES: u64 = 20 * 1024 * 1024;

/// Reads a picture and holds it against what the decree asks; all that is wrong comes out at once.
pub fn read(bytes: &[u8], wanted: &Wanted<'_>) -> Result<Picture, Vec<Diagnostic>> {
    let image = match decode::decode(bytes) {
        Ok(image) => image,
        Err(fault) => return Err(vec![findings::unreadable(&fault, wanted)]),
    };
    let mut found = Vec::new();
    if image.width < findings::LEAST_WIDTH {
        found.push(findings::too_narrow(image.width, wanted));
    }
    if image.alpha.iter().all(|alpha| *alpha > 0) {
        found.push(findings::no_transparency(wanted));
    }
    let Some(bounds) = ink::bounds(&image) else {
        found.push(findings::no_ink(wanted));
        return Err(found);
    };
    let measured = colour::measure(&image, wanted.kind);
    if !measured.is_enough() {
        found.push(findings::wrong_colour(&measured, wanted));
    }
    let image = ink::cut(&image, &bounds);
    match size::on_paper(wanted.kind, wanted.width, image.width, image.height) {
        Ok(_) if !found.is_empty() => {}
        Ok(size) => return Ok(image.into_picture(wanted.kind, size)),
        Err(too_high) => found.push(findings::too_high(&too_high, wanted)),
    }
    Err(found)
}

impl Picture {
    /// As a PNG file with nothing in it but ink and colour profile.
    ///
    /// # Errors
    /// What the encoder says; with lengths that agree it has nothing to say.
    pub fn png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let mut info = png::Info::with_size(self.width, self.height);
        info.bit_depth = png::BitDepth::Eight;
        info.color_type = png::ColorType::Rgba;
        match &self.profile {
            Some(profile) => info.icc_profile = Some(profile.into()),
            None => info.srgb = Some(png::SrgbRenderingIntent::RelativeColorimetric),
        }
        let mut bytes = Vec::new();
        let mut writer = png::Encoder::with_info(&mut bytes, info)?.write_header()?;
        let pixels: Vec<u8> = self
            .rgb
            .chunks_exact(3)
            .zip(&self.alpha)
            .flat_map(|(rgb, alpha)| [rgb[0], rgb[1], rgb[2], *alpha])
            .collect();
        writer.write_image_data(&pixels)?;
        writer.finish()?;
        Ok(bytes)
    }
}
