//! A picture for a file that is finished already: what a signature shows.

use pdf_writer::Chunk;

use super::deflate::Deflate;
use super::refs::Refs;
use super::{image, profile};
use crate::picture::Picture;

/// A picture as objects to append.
#[derive(Clone, Debug)]
pub struct Inset {
    /// Image, mask and colour profile, one after the other.
    pub objects: Vec<u8>,
    /// The number of the image.
    pub image: i32,
}

/// Writes a picture just as `write` does; objects are numbered from `first` on.
pub fn inset(picture: &Picture, first: i32) -> Inset {
    let (mut chunk, mut refs, mut deflate) = (Chunk::new(), Refs::from(first), Deflate::new());
    let (id, srgb) = (refs.next(), refs.next());
    if picture.profile.is_none() {
        image::write_profile(&mut chunk, &mut deflate, srgb, &mut profile::srgb());
    }
    image::write(&mut chunk, &mut refs, &mut deflate, (id, picture), srgb);
    Inset { objects: chunk.as_bytes().to_vec(), image: id.get() }
}
