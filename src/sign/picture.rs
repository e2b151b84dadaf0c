//! The picture of a signature or a seal: a PNG with transparency (Phụ lục I, Phần I, Mục II.8 NĐ 30/2020/NĐ-CP).

use png::{ColorType, Decoder, Limits, Transformations};

use crate::base::Diagnostic;

/// Bytes of memory that a picture may take: more than any scan of a seal needs.
const LARGEST: usize = 128 << 20;

/// Colours and how much of them covers what is beneath, row by row from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Dots in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Three bytes a dot.
    pub colours: Vec<u8>,
    /// One byte a dot.
    pub cover: Vec<u8>,
}

impl Picture {
    /// Reads a PNG; `name` is what messages call it.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, Box<Diagnostic>> {
        let decoded = decode(bytes).ok_or_else(|| {
            Box::new(
                Diagnostic::error(
                    "picture-unreadable",
                    format!("`{name}` không phải ảnh PNG đọc được"),
                    format!("`{name}` is no readable PNG picture"),
                )
                .hint(
                    "lưu ảnh chữ ký hoặc con dấu dạng .png, nền trong suốt",
                    "save the picture of signature or seal as .png with a transparent ground",
                )
                .clause("Phụ lục I, Phần I, Mục II.8 NĐ 30/2020/NĐ-CP"),
            )
        })?;
        if decoded.cover.iter().all(|cover| *cover == 0xFF) {
            return Err(Box::new(
                Diagnostic::error(
                    "picture-opaque",
                    format!("ảnh `{name}` không có nền trong suốt nên sẽ che chữ bên dưới"),
                    format!("the picture `{name}` has no transparent ground and would cover what is beneath it"),
                )
                .hint("xóa nền của ảnh rồi lưu lại dạng .png", "remove the picture's ground and save it as .png again")
                .clause("Phụ lục I, Phần I, Mục II.8 NĐ 30/2020/NĐ-CP"),
            ));
        }
        Ok(decoded)
    }
}

fn decode(bytes: &[u8]) -> Option<Picture> {
    let mut decoder = Decoder::new_with_limits(std::io::Cursor::new(bytes), Limits { bytes: LARGEST });
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let size = reader.output_buffer_size().filter(|size| *size <= LARGEST)?;
    let mut dots = vec![0; size];
    let frame = reader.next_frame(&mut dots).ok()?;
    let dots = dots.get(..frame.buffer_size())?;
    let count = usize::try_from(u64::from(frame.width) * u64::from(frame.height)).ok()?;
    let (mut colours, mut cover) = (Vec::with_capacity(count * 3), Vec::with_capacity(count));
    let per_dot = frame.color_type.samples();
    for dot in dots.chunks_exact(per_dot) {
        match (frame.color_type, dot) {
            (ColorType::Grayscale, [g]) => (colours.extend([*g; 3]), cover.push(0xFF)).1,
            (ColorType::GrayscaleAlpha, [g, a]) => (colours.extend([*g; 3]), cover.push(*a)).1,
            (ColorType::Rgb, [r, g, b]) => (colours.extend([*r, *g, *b]), cover.push(0xFF)).1,
            (ColorType::Rgba, [r, g, b, a]) => (colours.extend([*r, *g, *b]), cover.push(*a)).1,
            (_, _) => return None,
        }
    }
    (cover.len() == count).then_some(Picture { width: frame.width, height: frame.height, colours, cover })
}
