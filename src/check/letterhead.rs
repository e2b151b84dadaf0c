//! `wide-letterhead`: place and date fit beside the agency's name within the margins.
//!
//! "Thành phố Hồ Chí Minh, ngày 28 tháng 12 năm 2026" at 14 pt is wider than half of the text: the letterhead then hangs
//! into the margins, as issued documents do. The decree's pair of smaller sizes (12, 13, 13) has room for it.

use crate::base::{Diagnostic, Length, Twip};
use crate::font::Faces;
use crate::galley::LETTERHEAD_LEFT_HALF;
use crate::plan::Plan;
use crate::rules::{A4_SHORT, Role, TypeSize, rule};

/// Measures the longest date that the place can stand before.
pub fn check(plan: &Plan, faces: &Faces) -> Option<Diagnostic> {
    let place = &plan.document.place;
    let half_points = u16::from(rule(Role::PlaceDate).size.for_body(plan.choices.size)) * 2;
    let face = faces.face(false, true);
    let line = format!("{}, ngày 28 tháng 12 năm 2026", place.value);
    let sixths: i32 = line.chars().map(|c| face.advance_sixth(c, half_points)).sum();
    let margins = &plan.choices.margins;
    let text = A4_SHORT - margins.left - margins.right;
    let beyond = Twip(sixths / 6) - (text - LETTERHEAD_LEFT_HALF).twips();
    if beyond <= Twip::ZERO {
        return None;
    }
    // Half of what is too wide hangs out on each side.
    let hanging = (beyond.as_mm() / 2.0 + 0.5).ceil().min(Length::mm(5).as_mm());
    let finding = Diagnostic::warning(
        "wide-letterhead",
        format!("địa danh và ngày quá dài: phần đầu văn bản lấn ra lề đến {hanging} mm"),
        format!("place and date are too long: the letterhead reaches up to {hanging} mm into the margins"),
    )
    .at(&place.place);
    Some(match plan.choices.size {
        TypeSize::Fourteen => finding.hint(
            "dùng cỡ chữ nhỏ hơn mà nghị định cho phép: `layout: { font_size: 13 }`",
            "use the smaller sizes that the decree allows: `layout: { font_size: 13 }`",
        ),
        TypeSize::Thirteen => finding.hint(
            "đặt lề phải 15mm và lề trái 30mm ở `layout.margins`",
            "set the right margin to 15mm and the left one to 30mm in `layout.margins`",
        ),
    })
}
