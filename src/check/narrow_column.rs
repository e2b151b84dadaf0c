//! `narrow-column`: a column whose width the office fixed holds its longest word; else the word is cut.
//!
//! Columns without a width of their own are never narrower than their longest word.

use crate::base::{Diagnostic, Twip};
use crate::font::Faces;
use crate::galley::CELL_MARGINS;
use crate::plan::{Annex, ColumnKey, OfficeId, Plan, Target};

/// Looks at every column with a width.
pub fn check(plan: &Plan, faces: &Faces) -> Vec<Diagnostic> {
    let Some(annex) = &plan.annex else { return Vec::new() };
    ColumnKey::ALL.into_iter().filter_map(|key| finding(plan, annex, key, faces)).collect()
}

fn finding(plan: &Plan, annex: &Annex, key: ColumnKey, faces: &Faces) -> Option<Diagnostic> {
    let column = &annex.columns.columns[key as usize];
    let width = column.width.as_ref()?;
    let half_points = u16::from(plan.choices.table_size) * 2;
    let mut longest = (Twip::ZERO, String::new());
    let mut measure = |text: &str, bold: bool| {
        for word in text.split_whitespace() {
            let face = faces.face(bold, false);
            let sixths: i32 = word.chars().map(|c| face.advance_sixth(c, half_points)).sum();
            let room = Twip((sixths + 5) / 6) + CELL_MARGINS.left + CELL_MARGINS.right;
            if room > longest.0 {
                longest = (room, word.to_owned());
            }
        }
    };
    column.title.iter().for_each(|title| measure(&title.value, true));
    each_text(plan, annex, key, &mut |text| measure(text, false));
    let (room, word) = longest;
    if room <= width.value.twips() {
        return None;
    }
    // Rounded up, so that what is advised holds it.
    let least = (room.as_mm() + 0.2).ceil();
    Some(
        Diagnostic::warning(
            "narrow-column",
            format!("cột hẹp hơn từ dài nhất của nó, `{word}` sẽ bị cắt giữa từ"),
            format!("the column is narrower than its longest word, `{word}` will be cut"),
        )
        .at(&width.place)
        .hint(
            format!("đặt ít nhất `width: {least}mm`, hoặc bỏ `width`"),
            format!("write `width: {least}mm` at least, or leave `width` out"),
        ),
    )
}

/// The texts of a column's cells.
fn each_text(plan: &Plan, annex: &Annex, key: ColumnKey, measure: &mut dyn FnMut(&str)) {
    let name = |id: &OfficeId| plan.office(id).map_or("", |office| &office.name.value);
    for numbered in annex.tasks() {
        let task = numbered.task;
        match key {
            ColumnKey::Number => measure(&numbered.short),
            ColumnKey::Name => measure(&task.name.value),
            ColumnKey::Target => match &task.target {
                Target::Text(text) => measure(&text.value),
                Target::SameAs(_) => {}
            },
            ColumnKey::Deadline => measure(&task.deadline.printed()),
            ColumnKey::Lead => task.lead.iter().for_each(|id| measure(name(&id.value))),
            ColumnKey::Support => task.support.iter().for_each(|id| measure(name(&id.value))),
        }
    }
}
