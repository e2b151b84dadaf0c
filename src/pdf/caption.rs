//! A few words for a file that is finished already, with the face to show them: what `sign` fills in.

use pdf_writer::{Chunk, Ref};

use super::deflate::Deflate;
use super::glyphs::Shown;
use super::refs::Refs;
use super::{Error, embed};
use crate::font::Face;

/// Lines of text, ready to be shown, and the face they need.
#[derive(Clone, Debug)]
pub struct Caption {
    /// The objects of the face, one after the other.
    pub objects: Vec<u8>,
    /// The number of the face itself.
    pub face: i32,
    /// What to show for each line.
    pub codes: Vec<Vec<u8>>,
    /// How wide each line is, in thousandths of the type size.
    pub widths: Vec<f64>,
}

/// Sets lines in a face; objects are numbered from `first` on.
pub fn caption(face: &Face, lines: &[String], first: i32) -> Result<Caption, Error> {
    let mut shown = Shown::new(face);
    let em = f64::from(face.units_per_em());
    let (mut codes, mut widths) = (Vec::new(), Vec::new());
    for line in lines {
        let numbers: Option<Vec<u16>> = line.chars().map(|c| shown.cid(c)).collect();
        codes.push(numbers.ok_or(Error::UnreadableFace)?.into_iter().flat_map(u16::to_be_bytes).collect());
        widths.push(line.chars().map(|c| f64::from(face.advance(c)) * 1000.0 / em).sum());
    }
    let mut refs = Refs::from(first);
    let root: Ref = refs.next();
    let mut chunk = Chunk::new();
    embed::write(&mut chunk, &mut refs, &mut Deflate::new(), root, &shown)?;
    Ok(Caption { objects: chunk.as_bytes().to_vec(), face: root.get(), codes, widths })
}
