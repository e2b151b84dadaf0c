//! Pictures as image objects, with their transparency and their colour profile (ISO 32000-1, 8.9.5 and 11.6.5.3).

use std::sync::Arc;

use pdf_writer::{Chunk, Finish, Name, Ref};

use super::deflate::Deflate;
use super::refs::Refs;
use crate::picture::Picture;

/// A picture that is shown.
#[derive(Debug)]
pub struct Image {
    /// Its object.
    pub id: Ref,
    /// What it shows.
    pub picture: Arc<Picture>,
}

/// Writes the image as object `id`, and its mask; `srgb` is the profile for pictures that have none of their own.
pub fn write(chunk: &mut Chunk, refs: &mut Refs, deflate: &mut Deflate, (id, picture): (Ref, &Picture), srgb: Ref) {
    let Picture { width, height, rgb, alpha, profile, .. } = picture;
    let extent = [*width, *height].map(|pixels| i32::try_from(pixels).unwrap_or(i32::MAX));
    let profile = match profile {
        Some(own) => {
            let id = refs.next();
            write_profile(chunk, deflate, id, &mut own.clone());
            id
        }
        None => srgb,
    };
    let mask = refs.next();
    let (mut colours, mut opacity) = (rgb.clone(), alpha.clone());
    let mut stream = deflate.stream(chunk, mask, &mut opacity);
    describe(&mut stream, extent);
    stream.pair(Name(b"ColorSpace"), Name(b"DeviceGray"));
    stream.finish();
    let mut stream = deflate.stream(chunk, id, &mut colours);
    describe(&mut stream, extent);
    stream.insert(Name(b"ColorSpace")).array().item(Name(b"ICCBased")).item(profile);
    stream.pair(Name(b"SMask"), mask);
    stream.finish();
}

/// A colour profile of red, green and blue.
pub fn write_profile(chunk: &mut Chunk, deflate: &mut Deflate, id: Ref, profile: &mut Vec<u8>) {
    deflate.stream(chunk, id, profile).pair(Name(b"N"), 3);
}

fn describe(stream: &mut pdf_writer::Stream<'_>, [width, height]: [i32; 2]) {
    stream.pair(Name(b"Type"), Name(b"XObject")).pair(Name(b"Subtype"), Name(b"Image"));
    stream.pair(Name(b"Width"), width).pair(Name(b"Height"), height).pair(Name(b"BitsPerComponent"), 8);
}
