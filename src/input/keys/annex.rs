//! The keys of the annex: columns, fields, groups, tasks, deadlines.

use super::super::shape::{Bounds, Key, Keys, Shape, Tie, Word};
use super::document::{COLUMN_MAX, COLUMN_MIN};
use super::{MEASURE, optional, required, word, words};

pub(super) static ANNEX: Keys = Keys {
    about: words("Phụ lục phân công nhiệm vụ", "The annex that assigns the tasks"),
    keys: &[
        optional(
            "label",
            Shape::Text,
            "Dòng `Phụ lục` theo nghị định; viết `label:` rồi để trống thì không in",
            "The decree's line `Phụ lục`; `label:` left blank leaves it out",
        ),
        required("title", Shape::Text, "Tiêu đề của phụ lục", "The annex's title"),
        required(
            "issued_by",
            Shape::Text,
            "Người ban hành, ghi trong dòng (Kèm theo …)",
            "Who issued it, as the line (Kèm theo …) names them",
        ),
        optional(
            "orientation",
            Shape::Word(&[word("landscape", "ngang", "landscape"), word("portrait", "dọc", "portrait")]),
            "Hướng trang: ngang (mặc định) hoặc dọc",
            "Landscape (the default) or portrait",
        ),
        optional("columns", Shape::Map(&COLUMNS), "Tên và độ rộng của các cột", "Titles and widths of the columns"),
        required("fields", Shape::List(&Shape::Map(&FIELD)), "Các lĩnh vực I, II, III, …", "The fields I, II, III, …"),
    ],
    ties: &[],
};

const fn column(name: &'static str, vi: &'static str, en: &'static str) -> Key {
    optional(name, Shape::Map(&COLUMN), vi, en)
}

static COLUMNS: Keys = Keys {
    about: words(
        "Sáu cột của bảng và tiêu đề chung của hai cột cuối",
        "The six columns and the title over the last two",
    ),
    keys: &[
        column("number", "Cột số thứ tự", "The column of numbers"),
        column("name", "Cột lĩnh vực, tiêu chí", "The column of tasks"),
        column("target", "Cột yêu cầu", "The column of targets"),
        column("deadline", "Cột thời gian", "The column of deadlines"),
        optional(
            "assignment",
            Shape::Map(&ASSIGNMENT),
            "Tiêu đề chung của cột chủ trì và cột phối hợp",
            "The title over lead and support",
        ),
        column("lead", "Cột chủ trì", "The column of leads"),
        column("support", "Cột phối hợp", "The column of support"),
    ],
    ties: &[],
};

static COLUMN: Keys = Keys {
    about: words("Một cột", "A column"),
    keys: &[
        optional("title", Shape::Text, "Tên cột", "The column's title"),
        optional(
            "width",
            Shape::Length(Bounds::Between(COLUMN_MIN, COLUMN_MAX)),
            "Độ rộng, có đơn vị: 60mm, 6cm",
            "The width with its unit: 60mm, 6cm",
        ),
    ],
    ties: &[],
};

static ASSIGNMENT: Keys = Keys {
    about: words("Tiêu đề chung của cột chủ trì và cột phối hợp", "The title over lead and support"),
    keys: &[optional("title", Shape::Text, "Tiêu đề", "The title")],
    ties: &[],
};

static FIELD: Keys = Keys {
    about: words("Một lĩnh vực; số La Mã được đánh tự động", "A field; its Roman number is made"),
    keys: &[
        required("title", Shape::Text, "Tên lĩnh vực", "The field's title"),
        required(
            "items",
            Shape::List(&Shape::Either("group", &GROUP, &TASK)),
            "Các nhóm và nhiệm vụ theo thứ tự in",
            "Groups and tasks in printed order",
        ),
    ],
    ties: &[],
};

static GROUP: Keys = Keys {
    about: words("Một nhóm nhiệm vụ", "A group of tasks"),
    keys: &[
        required("group", Shape::Text, "Tên nhóm", "The group's title"),
        required("tasks", Shape::List(&Shape::Map(&TASK)), "Các nhiệm vụ của nhóm", "The group's tasks"),
    ],
    ties: &[],
};

pub(super) static TASK: Keys = Keys {
    about: words("Một nhiệm vụ: một dòng của bảng", "A task: one row of the table"),
    keys: &[
        required(
            "id",
            Shape::Id,
            "Tên ngắn, không đổi, do cơ quan đặt; số in ra được đánh tự động",
            "A short name that stays; the printed number is made",
        ),
        required("name", Shape::Text, "Nội dung nhiệm vụ, tiêu chí", "What is to be done"),
        optional("target", Shape::Text, "Yêu cầu, như in trong bảng", "What must be reached, as printed"),
        optional(
            "target_of",
            Shape::Reference,
            "Dùng chung ô yêu cầu với nhiệm vụ ngay trên trong cùng nhóm",
            "Shares the target's cell with the task right above in the same group",
        ),
        optional(
            "measures",
            Shape::List(&Shape::Map(&MEASURE)),
            "Chỉ tiêu đo được của nhiệm vụ",
            "What makes the target countable",
        ),
        required(
            "deadline",
            Shape::WordOr(DEADLINE_WORDS, &DEADLINE),
            "Thời hạn theo ý nghĩa",
            "The deadline by its meaning",
        ),
        required(
            "lead",
            Shape::OneOrMore(&Shape::Reference),
            "Chủ trì: tên ngắn trong `offices`",
            "Who leads: names of `offices`",
        ),
        optional(
            "support",
            Shape::OneOrMore(&Shape::Reference),
            "Phối hợp: tên ngắn trong `offices`",
            "Who supports: names of `offices`",
        ),
    ],
    ties: &[Tie::OneOf(&["target", "target_of"])],
};

/// Deadlines without an end.
pub const DEADLINE_WORDS: &[Word] =
    &[word("continuous", "thường xuyên", "continuous"), word("as_scheduled", "theo tiến độ", "as scheduled elsewhere")];

pub(super) static DEADLINE: Keys = Keys {
    about: words("Thời hạn", "A deadline"),
    keys: &[
        optional("by", Shape::Day, "Chậm nhất ngày này (còn trong hạn)", "By this day (still in time)"),
        optional(
            "before",
            Shape::Day,
            "Trước ngày này (hạn là ngày hôm trước)",
            "Before this day (the day before is the last)",
        ),
        optional(
            "within",
            Shape::Period,
            "Trong năm, nửa năm, quý, tháng: 2023, 2023-H1, 2023-Q3, 2023-08",
            "Within a year, half, quarter or month: 2023, 2023-H1, 2023-Q3, 2023-08",
        ),
        optional("continuous", Shape::True, "Thường xuyên", "Continuous"),
        optional("as_scheduled", Shape::True, "Theo tiến độ", "As scheduled elsewhere"),
        optional(
            "wording",
            Shape::Text,
            "Lời in trong bảng, thay cho lời mặc định",
            "The printed wording, in place of the house form",
        ),
    ],
    ties: &[Tie::OneOf(&["by", "before", "within", "continuous", "as_scheduled"])],
};
