//! The keys of the document's frame: who issues and signs it, and how it is laid out.

use super::super::shape::{Bounds, Key, Keys, Shape, Tie, Word};
use super::{optional, required, word, words};
use crate::base::Length;
use crate::rules;

/// The clause of the first-line indent, the gap between paragraphs and the line spacing.
pub const BODY_CLAUSE: &str = "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6.e";

/// The clause of the body's type size.
const SIZE_CLAUSE: &str = "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục V.6";

/// Kinds of document with their Vietnamese names.
pub const KINDS: &[Word] = &[
    word("plan", "kế hoạch", "plan"),
    word("report", "báo cáo", "report"),
    word("notice", "thông báo", "notice"),
    word("decision", "quyết định", "decision"),
    word("programme", "chương trình", "programme"),
    word("scheme", "phương án", "scheme"),
];

const SECRECY: &[Word] = &[
    word("MẬT", "mật", "confidential"),
    word("TỐI MẬT", "tối mật", "secret"),
    word("TUYỆT MẬT", "tuyệt mật", "top secret"),
];

const URGENCY: &[Word] = &[
    word("KHẨN", "khẩn", "urgent"),
    word("THƯỢNG KHẨN", "thượng khẩn", "very urgent"),
    word("HỎA TỐC", "hỏa tốc", "express"),
];

const CIRCULATION: &[Word] = &[
    word("XEM XONG TRẢ LẠI", "xem xong trả lại", "return after reading"),
    word("LƯU HÀNH NỘI BỘ", "lưu hành nội bộ", "internal circulation"),
];

pub(super) static DOCUMENT: Keys = Keys {
    about: words("Thông tin của văn bản", "What the document is"),
    keys: &[
        required("kind", Shape::Word(KINDS), "Tên loại văn bản", "The kind of document"),
        optional(
            "number",
            Shape::Whole(1, 999_999, None),
            "Số; để trống khi chưa ban hành",
            "The number; blank until issued",
        ),
        required("symbol", Shape::Text, "Ký hiệu: KH-UBND", "The symbol: KH-UBND"),
        required("place", Shape::Text, "Địa danh", "The place of issue"),
        optional(
            "date",
            Shape::Date,
            "Ngày ban hành, biết đến đâu viết đến đó: 2023-08-15, 2023-08, 2023",
            "The date as far as it is known: 2023-08-15, 2023-08, 2023",
        ),
        required("title", Shape::Text, "Trích yếu nội dung", "What the document is about"),
        optional("secrecy", Shape::Word(SECRECY), "Dấu chỉ độ mật (ô 10a)", "Secrecy mark (cell 10a)"),
        optional("urgency", Shape::Word(URGENCY), "Dấu chỉ mức độ khẩn (ô 10b)", "Urgency mark (cell 10b)"),
        optional(
            "circulation",
            Shape::Word(CIRCULATION),
            "Chỉ dẫn về phạm vi lưu hành (ô 11)",
            "Circulation mark (cell 11)",
        ),
        optional(
            "drafter",
            Shape::Map(&DRAFTER),
            "Người soạn thảo và số bản (ô 12)",
            "Who drafted it and how many copies (cell 12)",
        ),
        optional("draft", Shape::Flag, "Có in chữ DỰ THẢO không", "Whether to print DỰ THẢO (draft)"),
    ],
    ties: &[],
};

static DRAFTER: Keys = Keys {
    about: words("Người soạn thảo và số lượng bản phát hành", "Who drafted it and how many copies go out"),
    keys: &[
        required("initials", Shape::Text, "Ký hiệu người soạn thảo: PL", "The drafter's initials: PL"),
        optional("copies", Shape::Whole(1, 99_999, None), "Số lượng bản phát hành", "How many copies go out"),
    ],
    ties: &[],
};

pub(super) static ISSUER: Keys = Keys {
    about: words("Cơ quan ban hành văn bản", "The office that issues the document"),
    keys: &[
        optional(
            "parent",
            Shape::OneOrMore(&Shape::Text),
            "Cơ quan chủ quản trực tiếp, nếu có; mỗi dòng một mục",
            "The agency above, if any; one line an item",
        ),
        required(
            "name",
            Shape::OneOrMore(&Shape::Text),
            "Tên cơ quan ban hành; mỗi dòng một mục",
            "The name of the issuing office; one line an item",
        ),
        required(
            "short",
            Shape::Text,
            "Tên gọi trong câu văn: UBND xã Điềm Thụy",
            "The name in running text: UBND xã Điềm Thụy",
        ),
    ],
    ties: &[],
};

/// The forms in which a signer signs.
pub const FORMS: &[Word] = &[
    word("TM", "thay mặt tập thể", "on behalf of a collective"),
    word("KT", "ký thay người đứng đầu", "a deputy for the head"),
    word("TL", "thừa lệnh", "by the head's order"),
    word("TUQ", "thừa ủy quyền", "by the head's authorisation"),
    word("Q", "quyền (tạm giữ chức)", "acting head"),
    word("none", "người đứng đầu tự ký", "the head in their own right"),
];

const fn title(name: &'static str, vi: &'static str, en: &'static str) -> Key {
    optional(name, Shape::Text, vi, en)
}

pub(super) static SIGNATORY: Keys = Keys {
    about: words("Người ký: quyền hạn, chức vụ, họ tên", "Who signs: in what right, title, name"),
    keys: &[
        optional(
            "form",
            Shape::Word(FORMS),
            "Quyền hạn ghi trước chức vụ; bỏ trống khi người đứng đầu tự ký",
            "The right in which they sign; blank for the head in their own right",
        ),
        title("body", "Tập thể ghi sau TM.: ỦY BAN NHÂN DÂN", "The collective named after TM."),
        title("head", "Chức vụ người đứng đầu, ghi sau KT., TL., TUQ.", "The head's title, named after KT., TL., TUQ."),
        required("title", Shape::Text, "Chức vụ của người ký", "The signer's own title"),
        title(
            "deputy_for",
            "Khi cấp phó ký thay người được thừa lệnh: chức vụ của người ấy",
            "When a deputy signs for the one who signs by order: that one's title",
        ),
        title("name", "Họ và tên, không học hàm, học vị", "The name, without degrees and honours"),
    ],
    ties: &[],
};

pub(super) static CONTACT: Keys = Keys {
    about: words("Địa chỉ liên hệ ở chân trang đầu", "The contact line at the foot of the first page"),
    keys: &[
        optional("address", Shape::Text, "Địa chỉ", "Address"),
        optional("phone", Shape::Text, "Số điện thoại", "Telephone"),
        optional("fax", Shape::Text, "Số fax", "Fax"),
        optional("email", Shape::Text, "Thư điện tử", "E-mail"),
        optional("website", Shape::Text, "Trang thông tin điện tử", "Website"),
    ],
    ties: &[Tie::SomeOf(&["address", "phone", "fax", "email", "website"])],
};

const fn margin(name: &'static str, range: &'static rules::Range, vi: &'static str, en: &'static str) -> Key {
    optional(name, Shape::Length(Bounds::Within(range)), vi, en)
}

static MARGINS: Keys = Keys {
    about: words("Lề trang", "The page's margins"),
    keys: &[
        margin("top", &rules::MARGIN_TOP, "Lề trên: 20–25 mm", "Top: 20–25 mm"),
        margin("bottom", &rules::MARGIN_BOTTOM, "Lề dưới: 20–25 mm", "Bottom: 20–25 mm"),
        margin("left", &rules::MARGIN_LEFT, "Lề trái: 30–35 mm", "Left: 30–35 mm"),
        margin("right", &rules::MARGIN_RIGHT, "Lề phải: 15–20 mm", "Right: 15–20 mm"),
    ],
    ties: &[],
};

pub(super) static LAYOUT: Keys = Keys {
    about: words("Trình bày trong khuôn khổ của nghị định", "Layout within the decree's bounds"),
    keys: &[
        optional(
            "font_size",
            Shape::Whole(13, 14, Some(SIZE_CLAUSE)),
            "Cỡ chữ nội dung: 13 hoặc 14; các cỡ khác đi theo",
            "Type size of the body: 13 or 14; the others follow",
        ),
        optional(
            "table_font_size",
            Shape::Whole(
                rules::rule(rules::Role::TableText).size.min as u32,
                rules::rule(rules::Role::TableText).size.max as u32,
                None,
            ),
            "Cỡ chữ trong bảng: 10–14",
            "Type size in tables: 10–14",
        ),
        optional("margins", Shape::Map(&MARGINS), "Lề trang", "The page's margins"),
        optional(
            "indent",
            Shape::Length(Bounds::OneOf(&rules::FIRST_LINE_INDENTS, BODY_CLAUSE)),
            "Lùi đầu dòng: 10mm hoặc 12.7mm",
            "First-line indent: 10mm or 12.7mm",
        ),
        optional("line_spacing", Shape::LineSpacing, "Giãn dòng: từ 1 đến 1.5 dòng", "Line spacing: 1 to 1.5 lines"),
        optional(
            "paragraph_gap",
            Shape::Length(Bounds::AtLeast(rules::PARAGRAPH_GAP, BODY_CLAUSE)),
            "Khoảng cách giữa các đoạn: từ 6pt",
            "Gap between paragraphs: 6pt or more",
        ),
    ],
    ties: &[],
};

/// The narrowest column that can hold a number.
pub const COLUMN_MIN: Length = Length::mm(8);
/// No column is wider than the long side of A4.
pub const COLUMN_MAX: Length = rules::A4_LONG;
