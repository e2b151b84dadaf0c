//! A file's bytes → pixels of red, green, blue and opacity, eight bits each.

use std::io::Cursor;

use png::{ColorType, DecodingError, Limits, Transformations};

use super::{Kind, MOST_BYTES, Picture, profile};
use crate::base::Length;

/// The longest side of a picture that is looked at: more than a seal at 2,400 dots an inch.
pub const MOST_PIXELS: u32 = 4_000;
/// What the decoder may set aside: the pixels of the largest picture at sixteen bits, and its colour profile.
const MOST_MEMORY: usize = MOST_PIXELS as usize * MOST_PIXELS as usize * 8 + 16 * 1024 * 1024;

/// Why no pixels came out.
#[derive(Debug)]
pub enum Fault {
    /// Another kind of file, by its name where it is known.
    NoPng(Option<&'static str>),
    /// Too many bytes, or too many pixels: width and height.
    TooLarge(Option<(u32, u32)>),
    /// A PNG that is damaged or cut off.
    Broken,
}

/// A decoded picture.
pub struct Image {
    pub width: u32,
    pub height: u32,
    pub rgb: Vec<u8>,
    pub alpha: Vec<u8>,
    pub profile: Option<Vec<u8>>,
}

impl Image {
    pub fn into_picture(self, kind: Kind, size: (Length, Length)) -> Picture {
        let Self { width, height, rgb, alpha, profile } = self;
        Picture { kind, width, height, rgb, alpha, profile, size }
    }
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Files that offices take for a PNG, by their first bytes.
const OTHERS: [(&[u8], &str); 9] = [
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"RIFF", "WebP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"%PDF", "PDF"),
    (b"<svg", "SVG"),
    (b"PK\x03\x04", "DOCX/ZIP"),
];

pub fn decode(bytes: &[u8]) -> Result<Image, Fault> {
    if !bytes.starts_with(PNG) {
        let other = OTHERS.iter().find(|(first, _)| bytes.starts_with(first));
        return Err(Fault::NoPng(other.map(|(_, name)| *name)));
    }
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Fault::TooLarge(None));
    }
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: MOST_MEMORY });
    decoder.set_ignore_text_chunk(true);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16 | Transformations::ALPHA);
    let header = decoder.read_header_info().map_err(|error| fault(&error))?;
    if header.width > MOST_PIXELS || header.height > MOST_PIXELS {
        return Err(Fault::TooLarge(Some((header.width, header.height))));
    }
    let mut reader = decoder.read_info().map_err(|error| fault(&error))?;
    let mut pixels = vec![0; reader.output_buffer_size().ok_or(Fault::Broken)?];
    let frame = reader.next_frame(&mut pixels).map_err(|error| fault(&error))?;
    // What stands behind the pixels may be cut off too: then the file is not the one that was saved.
    reader.finish().map_err(|error| fault(&error))?;
    pixels.truncate(frame.buffer_size());
    let (rgb, alpha) = planes(frame.color_type, &pixels).ok_or(Fault::Broken)?;
    let profile = reader.info().icc_profile.as_deref().filter(|profile| profile::is_rgb(profile)).map(<[u8]>::to_vec);
    Ok(Image { width: frame.width, height: frame.height, rgb, alpha, profile })
}

fn fault(error: &DecodingError) -> Fault {
    match error {
        DecodingError::LimitsExceeded => Fault::TooLarge(None),
        DecodingError::IoError(_) | DecodingError::Format(_) | DecodingError::Parameter(_) => Fault::Broken,
    }
}

/// Colour and opacity apart; the decoder was told to add opacity where there is none.
fn planes(colour: ColorType, pixels: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    match colour {
        ColorType::Rgba => {
            let rgb = pixels.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
            Some((rgb, pixels.chunks_exact(4).map(|pixel| pixel[3]).collect()))
        }
        ColorType::GrayscaleAlpha => {
            let rgb = pixels.chunks_exact(2).flat_map(|pixel| [pixel[0]; 3]).collect();
            Some((rgb, pixels.chunks_exact(2).map(|pixel| pixel[1]).collect()))
        }
        ColorType::Grayscale | ColorType::Rgb | ColorType::Indexed => None,
    }
}
