//! The page itself (Phụ lục I, Phần I, Mục I) and other lengths that the decree gives in figures.

use crate::base::Length;

/// A length that the decree allows within bounds, with the value taken where the office says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The smallest allowed.
    pub min: Length,
    /// The largest allowed.
    pub max: Length,
    /// The house's choice.
    pub preferred: Length,
    /// The clause.
    pub clause: &'static str,
}

impl Range {
    /// Bounds in millimetres; a preferred value outside them does not compile.
    const fn mm(min: i64, max: i64, preferred: i64, clause: &'static str) -> Self {
        assert!(min <= preferred && preferred <= max, "the preferred value lies outside the allowed range");
        Self { min: Length::mm(min), max: Length::mm(max), preferred: Length::mm(preferred), clause }
    }

    /// Whether the decree allows it.
    pub fn allows(&self, length: Length) -> bool {
        (self.min..=self.max).contains(&length)
    }
}

const PAGE: &str = "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I.3";

/// The short side of A4 (khổ giấy A4).
pub const A4_SHORT: Length = Length::mm(210);
/// The long side of A4.
pub const A4_LONG: Length = Length::mm(297);
/// Top margin (lề trên).
pub const MARGIN_TOP: Range = Range::mm(20, 25, 20, PAGE);
/// Bottom margin (lề dưới).
pub const MARGIN_BOTTOM: Range = Range::mm(20, 25, 20, PAGE);
/// Left margin (lề trái), wide for the binding.
pub const MARGIN_LEFT: Range = Range::mm(30, 35, 30, PAGE);
/// Right margin (lề phải).
pub const MARGIN_RIGHT: Range = Range::mm(15, 20, 15, PAGE);

/// The two first-line indents of the body: 1 cm or 1,27 cm (Mục II.6.e).
pub const FIRST_LINE_INDENTS: [Length; 2] = [Length::mm(10), Length::mm_100(1270)];
/// The least gap between paragraphs: 6 pt (Mục II.6.e).
pub const PARAGRAPH_GAP: Length = Length::pt(6);
/// Line spacing of the body in hundredths of a single line: single to 1,5 lines (Mục II.6.e).
pub const LINE_SPACING: (u32, u32) = (100, 150);
/// A short drawn rule is one third to one half of the text above it (Mục II.2.b, II.5.b); we take two fifths, in hundredths.
pub const RULE_SHARE: i32 = 40;

/// Urgency stamps (dấu chỉ mức độ khẩn) with their frames' sizes (Mục III.2.b).
pub const URGENCY_STAMPS: [(&str, Length, Length); 3] = [
    ("HỎA TỐC", Length::mm(30), Length::mm(8)),
    ("THƯỢNG KHẨN", Length::mm(40), Length::mm(8)),
    ("KHẨN", Length::mm(20), Length::mm(8)),
];

/// Room for signature and seal between title and name. The decree gives no figure; a seal is some 36 mm wide and stands over
/// both lines.
pub const SIGNATURE_ROOM: Length = Length::mm(30);
/// What stays free of it above and below the picture of a signature.
pub const SIGNATURE_AIR: Length = Length::pt(2);
/// The narrowest and the widest picture of a signature. The decree gives no figure.
pub const SIGNATURE_WIDTHS: (Length, Length) = (Length::mm(20), Length::mm(60));
/// How wide it is where the office says nothing.
pub const SIGNATURE_WIDTH: Length = Length::mm(50);
/// The smallest and the largest seal that an office can have.
pub const SEAL_WIDTHS: (Length, Length) = (Length::mm(20), Length::mm(42));
/// The seal covers about a third of the signature, on its left (Mục II.8.a): one part in so many.
pub const SEAL_OVER_SIGNATURE: i32 = 3;
/// Where the picture of a signature stands and how it looks.
pub const SIGNATURE_CLAUSE: &str = "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.7.d";
/// Where the picture of a seal stands and how it looks.
pub const SEAL_CLAUSE: &str = "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.8.a";
