//! The office's choices of layout; bounds have been checked by the description of the keys.

use crate::input::fields::Fields;
use crate::input::value;
use crate::rules::{Choices, Margins, TypeSize};

pub fn read(fields: &Fields<'_>) -> Choices {
    let preferred = Choices::default();
    let margins = fields.fields("margins");
    let margin = |key: &str, otherwise| margins.length(key).map_or(otherwise, |length| length.value);
    let size = |size: u32| match size {
        13 => TypeSize::Thirteen,
        _ => TypeSize::Fourteen,
    };
    let table_size = fields.whole("table_font_size").and_then(|size| u8::try_from(size.value).ok());
    Choices {
        size: fields.whole("font_size").map_or(preferred.size, |written| size(written.value)),
        margins: Margins {
            top: margin("top", preferred.margins.top),
            bottom: margin("bottom", preferred.margins.bottom),
            left: margin("left", preferred.margins.left),
            right: margin("right", preferred.margins.right),
        },
        indent: fields.length("indent").map_or(preferred.indent, |length| length.value),
        line_spacing: fields.word("line_spacing", value::line_spacing).map_or(preferred.line_spacing, |n| n.value),
        paragraph_gap: fields.length("paragraph_gap").map_or(preferred.paragraph_gap, |length| length.value),
        table_size: table_size.unwrap_or(preferred.table_size),
    }
}
