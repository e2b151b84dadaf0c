//! The faces that a file shows, embedded as CID fonts with just the glyphs that are shown (ISO 32000-1, 9.7 and 9.9).

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Chunk, Finish, Name, Rect, Ref, Str};

use super::Error;
use super::deflate::Deflate;
use super::glyphs::Shown;
use super::refs::Refs;
use crate::font::Metrics;

const IDENTITY: SystemInfo = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
const CMAP_NAME: Name<'static> = Name(b"Shown");

/// Writes one face under `root`.
pub fn write(
    chunk: &mut Chunk,
    refs: &mut Refs,
    deflate: &mut Deflate,
    root: Ref,
    shown: &Shown<'_>,
) -> Result<(), Error> {
    let [cid_font, descriptor, to_unicode, program] = [refs.next(), refs.next(), refs.next(), refs.next()];
    let metrics = shown.face.metrics().ok_or(Error::UnreadableFace)?;
    let truetype = shown.face.has_truetype_outlines();
    let subset = subsetter::subset(shown.face.data().as_ref(), 0, &shown.glyphs).map_err(|_| Error::UnreadableFace)?;
    let name = format!("{}+{}", tag(shown), metrics.postscript_name);
    let composite = if truetype { name.clone() } else { format!("{name}-Identity-H") };

    let mut font = chunk.type0_font(root);
    font.base_font(Name(composite.as_bytes())).encoding_predefined(Name(b"Identity-H"));
    font.descendant_font(cid_font).to_unicode(to_unicode);
    font.finish();

    let map = (truetype && !is_identity(shown)).then(|| refs.next());
    let mut font = chunk.cid_font(cid_font);
    font.subtype(if truetype { CidFontType::Type2 } else { CidFontType::Type0 });
    font.base_font(Name(name.as_bytes())).system_info(IDENTITY).font_descriptor(descriptor).default_width(0.0);
    match map {
        Some(map) => drop(font.cid_to_gid_map_stream(map)),
        None if truetype => drop(font.cid_to_gid_map_predefined(Name(b"Identity"))),
        None => {}
    }
    let em = f32::from(shown.face.units_per_em());
    let widths = shown.characters.iter().map(|(c, _)| f32::from(shown.face.advance(*c)) * 1000.0 / em);
    font.widths().consecutive(1, widths);
    font.finish();
    if let Some(map) = map {
        let gids = [0].into_iter().chain(shown.characters.iter().map(|(_, glyph)| *glyph));
        deflate.plain_stream(chunk, map, &mut gids.flat_map(u16::to_be_bytes).collect());
    }

    describe(chunk, descriptor, program, &name, &metrics, truetype);
    write_program(chunk, deflate, program, subset, truetype)?;
    write_to_unicode(chunk, deflate, to_unicode, shown);
    Ok(())
}

fn is_identity(shown: &Shown<'_>) -> bool {
    (1..).zip(&shown.characters).all(|(cid, (_, glyph))| cid == *glyph)
}

fn describe(chunk: &mut Chunk, id: Ref, program: Ref, name: &str, metrics: &Metrics, truetype: bool) {
    let mut flags = FontFlags::SYMBOLIC;
    flags.set(FontFlags::SERIF, metrics.serif);
    flags.set(FontFlags::ITALIC, metrics.italic_angle != 0.0);
    let [left, bottom, right, top] = metrics.bounds;
    let mut descriptor = chunk.font_descriptor(id);
    descriptor.name(Name(name.as_bytes())).flags(flags).bbox(Rect::new(left, bottom, right, top));
    descriptor.italic_angle(metrics.italic_angle).ascent(metrics.ascent).descent(metrics.descent);
    descriptor.cap_height(metrics.cap_height).stem_v(metrics.stem);
    if truetype {
        descriptor.font_file2(program);
    } else {
        descriptor.font_file3(program);
    }
}

fn write_program(
    chunk: &mut Chunk,
    deflate: &mut Deflate,
    id: Ref,
    mut subset: Vec<u8>,
    truetype: bool,
) -> Result<(), Error> {
    if truetype {
        let length = i32::try_from(subset.len()).map_err(|_| Error::UnreadableFace)?;
        deflate.stream(chunk, id, &mut subset).pair(Name(b"Length1"), length);
    } else {
        let mut outlines = crate::font::cff_table(&subset).ok_or(Error::UnreadableFace)?;
        deflate.stream(chunk, id, &mut outlines).pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
    }
    Ok(())
}

/// The way back from numbers to characters, for copying and reading aloud.
fn write_to_unicode(chunk: &mut Chunk, deflate: &mut Deflate, id: Ref, shown: &Shown<'_>) {
    let mut map = UnicodeCmap::new(CMAP_NAME, IDENTITY);
    for (cid, (c, _)) in (1_u16..).zip(&shown.characters) {
        // A space that forbids a break is copied as a plain one.
        map.pair(cid, if *c == '\u{A0}' { ' ' } else { *c });
    }
    deflate.plain_stream(chunk, id, &mut map.finish().into_vec());
}

/// Six capitals that tell this subset from others of the face (9.6.4): by what it holds, so that the same text has the same.
fn tag(shown: &Shown<'_>) -> String {
    // FNV-1a, whose constants are its own.
    let mix = |sum: u64, (c, glyph): &(char, u16)| {
        (sum ^ (u64::from(u32::from(*c)) << 16 | u64::from(*glyph))).wrapping_mul(0x0100_0000_01b3)
    };
    let mut sum = shown.characters.iter().fold(0xcbf2_9ce4_8422_2325, mix);
    let mut tag = String::with_capacity(6);
    for _ in 0..6 {
        tag.push(char::from(b'A' + (sum % 26) as u8));
        sum /= 26;
    }
    tag
}
