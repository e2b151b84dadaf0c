//! The keys of plan.yaml, progress.yaml and reassignments.yaml: the one description from which files are checked and the JSON Schema is made.

mod annex;
mod document;
mod history;
mod progress;
mod register;
mod report;

pub use document::{BODY_CLAUSE, COLUMN_MIN};
pub use history::{CHANGE, CHANGE_SHAPE, HISTORY};
pub use progress::{ENTRY_SHAPE, PROGRESS};
pub use register::REGISTER;
pub use report::REPORT;

use super::shape::{Bounds, Key, Keys, Shape, Tie, Word, Words};
use crate::rules;

const fn words(vi: &'static str, en: &'static str) -> Words {
    Words { vi, en }
}

const fn required(name: &'static str, shape: Shape, vi: &'static str, en: &'static str) -> Key {
    Key { name, required: true, shape, about: words(vi, en) }
}

const fn optional(name: &'static str, shape: Shape, vi: &'static str, en: &'static str) -> Key {
    Key { name, required: false, shape, about: words(vi, en) }
}

const fn word(name: &'static str, vi: &'static str, en: &'static str) -> Word {
    Word { name, about: words(vi, en) }
}

/// The whole of plan.yaml.
pub static PLAN: Keys = Keys {
    about: words(
        "Kế hoạch của một cơ quan: nội dung và phụ lục phân công nhiệm vụ",
        "An office's plan: its text and the annex that assigns its tasks",
    ),
    keys: &[
        required(
            "document",
            Shape::Map(&document::DOCUMENT),
            "Tên loại, số, ký hiệu, địa danh, ngày, trích yếu",
            "Kind, number, symbol, place, date, title",
        ),
        required("issuer", Shape::Map(&document::ISSUER), "Cơ quan ban hành", "The issuing office"),
        required("signatory", Shape::Map(&document::SIGNATORY), "Người ký", "Who signs"),
        optional(
            "addressees",
            Shape::OneOrMore(&Shape::Text),
            "Kính gửi (ô 9a); kế hoạch thường không có",
            "Addressees (cell 9a); a plan has none as a rule",
        ),
        required(
            "recipients",
            Shape::OneOrMore(&Shape::Text),
            "Nơi nhận, mỗi nơi một mục, không gạch đầu dòng, không dấu chấm phẩy",
            "Recipients, one an item, without dash and semicolon",
        ),
        optional("contact", Shape::Map(&document::CONTACT), "Địa chỉ liên hệ (ô 13)", "Contact line (cell 13)"),
        optional(
            "offices",
            Shape::Named(&OFFICE),
            "Đơn vị, chức danh được giao nhiệm vụ, mỗi nơi một tên ngắn",
            "Offices and posts that get tasks, each under a short name",
        ),
        optional("goals", Shape::List(&Shape::Map(&GOAL)), "Mục tiêu của cả kế hoạch", "Goals of the whole plan"),
        optional(
            "bases",
            Shape::OneOrMore(&Shape::Markdown),
            "Căn cứ ban hành, mỗi căn cứ một mục",
            "Legal bases, one an item",
        ),
        optional("preamble", Shape::Markdown, "Phần mở đầu, trước mục I", "The text before section I"),
        required("sections", Shape::List(&Shape::Map(&SECTION)), "Các mục I, II, III, …", "Sections I, II, III, …"),
        optional(
            "closing",
            Shape::Markdown,
            "Câu kết; `./.` được thêm tự động",
            "The closing sentence; `./.` is added",
        ),
        optional("annex", Shape::Map(&annex::ANNEX), "Phụ lục phân công nhiệm vụ", "The annex that assigns the tasks"),
        optional(
            "reporting",
            Shape::Map(&REPORTING),
            "Theo dõi và báo cáo tiến độ",
            "How progress is followed and reported",
        ),
        optional(
            "reports",
            Shape::Map(&report::REPORTS),
            "Báo cáo định kỳ: nơi gửi, người ký, chốt số liệu, các kỳ",
            "Periodic reports: receivers, signer, cut-off, periods",
        ),
        optional("signing", Shape::Map(&SIGNING), "Ký số", "The digital signature"),
        optional(
            "layout",
            Shape::Map(&document::LAYOUT),
            "Cỡ chữ, lề, giãn dòng trong khuôn khổ của nghị định",
            "Type size, margins, spacing within the decree's bounds",
        ),
    ],
    ties: &[],
};

static SIGNING: Keys = Keys {
    about: words("Ký số: trường ký, hình ảnh chữ ký và con dấu", "Signing: fields, pictures of signature and seal"),
    keys: &[
        optional(
            "fields",
            Shape::Flag,
            "Có đặt sẵn trường chữ ký, số, ngày trong tệp PDF không (mặc định có)",
            "Whether the PDF has fields for signatures, number and day (default: yes)",
        ),
        optional(
            "signature",
            Shape::Map(&SIGNATURE),
            "Hình ảnh chữ ký của người ký: màu xanh, .png nền trong suốt",
            "The picture of the signer's signature: blue, .png, transparent",
        ),
        optional(
            "seal",
            Shape::Map(&SEAL),
            "Hình ảnh dấu của cơ quan: màu đỏ, .png nền trong suốt",
            "The picture of the agency's seal: red, .png, transparent",
        ),
    ],
    ties: &[],
};

const IMAGE: Key = required(
    "image",
    Shape::Text,
    "Tệp .png, đường dẫn tính từ thư mục của dự án",
    "The .png file, its path from the project's folder",
);

static SIGNATURE: Keys = Keys {
    about: words("Hình ảnh chữ ký của người ký", "The picture of the signer's signature"),
    keys: &[
        IMAGE,
        optional(
            "width",
            Shape::Length(Bounds::Between(rules::SIGNATURE_WIDTHS.0, rules::SIGNATURE_WIDTHS.1)),
            "Bề ngang nét ký trên giấy: 20–60 mm; bỏ trống thì vừa khít chỗ ký",
            "How wide the ink is on paper: 20–60 mm; left out, it fills its room",
        ),
    ],
    ties: &[],
};

static SEAL: Keys = Keys {
    about: words("Hình ảnh dấu của cơ quan", "The picture of the agency's seal"),
    keys: &[
        IMAGE,
        required(
            "width",
            Shape::Length(Bounds::Between(rules::SEAL_WIDTHS.0, rules::SEAL_WIDTHS.1)),
            "Bề ngang thật của dấu, đo trên giấy: 20–42 mm",
            "The seal's real width, measured on paper: 20–42 mm",
        ),
    ],
    ties: &[],
};

static REPORTING: Keys = Keys {
    about: words("Theo dõi và báo cáo tiến độ", "How progress is followed and reported"),
    keys: &[optional(
        "at_risk_days",
        Shape::Whole(1, 366, None),
        "Nhiệm vụ chưa xong, còn không quá bấy nhiêu ngày thì báo là có nguy cơ quá hạn (mặc định 30)",
        "An open task with no more days left than these is at risk (default 30)",
    )],
    ties: &[],
};

/// A post or office.
pub static OFFICE: Keys = Keys {
    about: words("Một đơn vị hoặc chức danh", "An office or a post"),
    keys: &[
        required("name", Shape::Text, "Tên in trong phụ lục", "The name as the annex prints it"),
        required(
            "kind",
            Shape::Word(&[
                word("office", "cơ quan, đơn vị, bộ phận", "an office or unit"),
                word("post", "chức danh", "a post"),
                word("everyone", "toàn thể cán bộ, công chức", "all officers"),
            ]),
            "Loại: đơn vị, chức danh, hay toàn thể",
            "What it is: an office, a post or everyone",
        ),
        optional(
            "reports_through",
            Shape::Reference,
            "Đơn vị báo cáo thay",
            "The office that fills in the progress form for it",
        ),
        optional(
            "until",
            Shape::Day,
            "Ngày cuối cùng còn đơn vị, chức danh này (giải thể, sáp nhập)",
            "The last day on which it exists",
        ),
    ],
    ties: &[],
};

/// A goal of the whole plan.
pub static GOAL: Keys = Keys {
    about: words("Một mục tiêu của cả kế hoạch", "A goal of the whole plan"),
    keys: &[
        required("id", Shape::Id, "Tên ngắn, không đổi", "A short name that stays"),
        required("name", Shape::Text, "Chỉ số, nội dung được đo", "What is measured"),
        AT_LEAST,
        AT_MOST,
        EXACTLY,
        UNIT,
        optional(
            "better_than",
            Shape::Map(&COMPARISON),
            "Tăng so với kết quả của một năm trước",
            "To beat an earlier year's result",
        ),
    ],
    ties: &[
        Tie::AtMostOne(&["at_least", "at_most", "exactly"]),
        Tie::SomeOf(&["at_least", "at_most", "exactly", "better_than"]),
    ],
};

static COMPARISON: Keys = Keys {
    about: words("Kết quả của một năm trước", "An earlier year's result"),
    keys: &[
        required("year", Shape::Whole(1945, 2999, None), "Năm so sánh", "The year to compare with"),
        optional("value", Shape::Decimal, "Giá trị năm ấy, nếu biết", "The value then, if known"),
        optional("rank", Shape::Whole(1, 99_999, None), "Thứ hạng năm ấy, nếu biết", "The rank then, if known"),
    ],
    ties: &[],
};

/// What makes a task's target countable.
pub static MEASURE: Keys = Keys {
    about: words("Một chỉ tiêu đo được", "A countable target"),
    keys: &[
        required("id", Shape::Id, "Tên ngắn trong nhiệm vụ", "A short name within the task"),
        optional("name", Shape::Text, "Nội dung được đếm", "What is counted"),
        AT_LEAST,
        AT_MOST,
        EXACTLY,
        UNIT,
    ],
    ties: &[Tie::OneOf(&["at_least", "at_most", "exactly"])],
};

const AT_LEAST: Key = optional("at_least", Shape::Decimal, "Từ … trở lên", "At least");
const AT_MOST: Key = optional("at_most", Shape::Decimal, "Không quá …", "At most");
const EXACTLY: Key = optional("exactly", Shape::Decimal, "Đúng …", "Exactly");
const UNIT: Key = optional("unit", Shape::Text, "Đơn vị: \"%\", cuộc, điểm, …", "The unit: \"%\", meetings, points, …");

const HEADING: Key = required(
    "heading",
    Shape::Text,
    "Tên mục, không ghi số: số được đánh tự động",
    "The title without its number: numbers are made",
);
const BODY: Key = optional("body", Shape::Markdown, "Nội dung, viết bằng Markdown", "The text, in Markdown");

static SECTION: Keys = Keys {
    about: words("Một mục: có nội dung, khoản, hoặc cả hai", "A section: text, titled clauses, or both"),
    keys: &[
        HEADING,
        BODY,
        optional(
            "sections",
            Shape::List(&Shape::Map(&CLAUSE)),
            "Các khoản có tên: 1., 2., …",
            "Titled clauses: 1., 2., …",
        ),
    ],
    ties: &[Tie::SomeOf(&["body", "sections"])],
};

static CLAUSE: Keys = Keys {
    about: words("Một khoản có tên", "A titled clause"),
    keys: &[HEADING, required("body", Shape::Markdown, "Nội dung, viết bằng Markdown", "The text, in Markdown")],
    ties: &[],
};
