//! What a document that embeds a face says of it, beside the glyphs.

use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::raw::types::Tag;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};

/// A face's measures, in thousandths of the em but for the angle.
#[derive(Clone, Debug, PartialEq)]
pub struct Metrics {
    /// The name in PostScript: letters without spaces.
    pub postscript_name: String,
    /// Left, bottom, right and top of all glyphs laid over each other.
    pub bounds: [f32; 4],
    /// Above the baseline.
    pub ascent: f32,
    /// Below the baseline, negative.
    pub descent: f32,
    /// Height of capitals.
    pub cap_height: f32,
    /// Slant from the upright, in degrees, counter-clockwise.
    pub italic_angle: f32,
    /// Width of upright strokes, by the weight.
    pub stem: f32,
    /// Has serifs.
    pub serif: bool,
}

impl Metrics {
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let font = FontRef::new(bytes).ok()?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let head = font.head().ok()?;
        let thousandths = |length: f32| length * 1000.0 / f32::from(metrics.units_per_em);
        let postscript_name: String =
            font.localized_strings(StringId::POSTSCRIPT_NAME).english_or_first()?.chars().collect();
        let bounds = [head.x_min(), head.y_min(), head.x_max(), head.y_max()];
        let ascent = thousandths(metrics.ascent);
        Some(Self {
            postscript_name: postscript_name.chars().filter(|c| c.is_ascii_graphic()).collect(),
            bounds: bounds.map(|bound| thousandths(f32::from(bound))),
            ascent,
            descent: thousandths(metrics.descent),
            cap_height: metrics.cap_height.map_or(ascent, thousandths),
            italic_angle: metrics.italic_angle,
            // The usual estimate; nothing prints by it while the face itself is embedded.
            stem: 10.0 + 0.244 * (font.attributes().weight.value() - 50.0),
            // PANOSE: 2 to 10 in the second place of a text face are shapes of serifs.
            serif: font.os2().is_ok_and(|os2| (2..=10).contains(&os2.panose_10()[1])),
        })
    }
}

/// The outlines of a font whose outlines are CFF's, without the tables around them.
pub fn cff_table(bytes: &[u8]) -> Option<Vec<u8>> {
    let font = FontRef::new(bytes).ok()?;
    Some(font.table_data(Tag::new(b"CFF "))?.as_bytes().to_vec())
}
