//! The style of every role: the decree's type, and the lines and gaps that the decree leaves open.

use super::{ParaStyle, StyleSheet};
use crate::base::Twip;
use crate::rules::{Choices, Component, ROLES, Role, SIGNATURE_ROOM};

/// The paragraph styles of a document with these choices.
pub(super) fn style_sheet(choices: &Choices) -> StyleSheet {
    StyleSheet(ROLES.iter().map(|component| style(component, choices)).collect())
}

/// Height of a single line (dòng đơn) at so many points, as Word and LibreOffice measure it in Times New Roman:
/// ascent, descent and line gap are 1825, 443 and 87 of 2048.
const fn single_line(points: i32) -> i32 {
    (points * 20 * 2355 + 1024) / 2048
}

/// The least exact height at which no mark over a capital and no hook below is clipped: 1.167 of the size, to the next
/// quarter point.
const fn tight_line(points: i32) -> Twip {
    Twip((points * 20 * 1167 + 4999) / 5000 * 5)
}

/// The body's line height.
fn body_line(points: i32, choices: &Choices) -> Twip {
    Twip(single_line(points) * choices.line_spacing as i32 / 100).max(tight_line(points))
}

fn style(component: &Component, choices: &Choices) -> ParaStyle {
    let points = i32::from(points(component, choices));
    let mut style = ParaStyle {
        half_points: points as u16 * 2,
        line: tight_line(points),
        before: Twip::ZERO,
        after: Twip::ZERO,
        first_line: Twip::ZERO,
        left: Twip::ZERO,
        right: Twip::ZERO,
        align: component.align,
        keep_next: false,
        keep_lines: false,
        bold: component.bold,
        italic: component.italic,
    };
    let body = |style: &mut ParaStyle| {
        style.line = body_line(points, choices);
        style.after = choices.paragraph_gap.twips();
        style.first_line = choices.indent.twips();
    };
    match component.role {
        Role::Basis | Role::Body | Role::Clause | Role::Point | Role::Dash => body(&mut style),
        Role::Section | Role::TitledClause => {
            body(&mut style);
            style.keep_next = true;
            style.keep_lines = true;
        }
        Role::Addressee => {
            style.line = body_line(points, choices);
            style.after = choices.paragraph_gap.twips();
        }
        Role::Number | Role::PlaceDate => style.before = Twip::pt(4),
        Role::Kind => style.before = Twip::pt(12),
        Role::AnnexLabel | Role::AnnexTitle => style.keep_next = true,
        Role::AnnexReference => style.before = Twip::pt(2),
        Role::Position => style.keep_next = true,
        Role::Signer => style.before = SIGNATURE_ROOM.twips(),
        Role::Secrecy | Role::Urgency | Role::Circulation | Role::DraftMark => style.line = Twip(304),
        Role::Note => style.after = choices.paragraph_gap.twips(),
        Role::Line => style.line = Twip(20),
        Role::NationalName
        | Role::Motto
        | Role::ParentAgency
        | Role::Agency
        | Role::Title
        | Role::RecipientsLabel
        | Role::Recipient
        | Role::Drafter
        | Role::Contact
        | Role::PageNumber
        | Role::TableHead
        | Role::TableGroup
        | Role::TableText
        | Role::TableCentred => {}
    }
    style
}

/// The size of a role: tables have one of their own, all else follows the body's.
fn points(component: &Component, choices: &Choices) -> u8 {
    let in_table = matches!(component.role, Role::TableHead | Role::TableGroup | Role::TableText | Role::TableCentred);
    if in_table { choices.table_size } else { component.size.for_body(choices.size) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_never_lower_than_the_type_needs() {
        let heights: Vec<_> = [10, 11, 12, 13, 14].map(|p| tight_line(p).0).into();
        assert_eq!(heights, [235, 260, 285, 305, 330]);
    }

    #[test]
    fn the_default_body_is_fourteen_points_on_eighteen() {
        let sheet = style_sheet(&Choices::default());
        let body = sheet.of(Role::Body);
        assert_eq!((body.half_points, body.line, body.after, body.first_line), (28, Twip(360), Twip(120), Twip(720)));
    }
}
