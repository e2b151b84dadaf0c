//! The keys of progress.yaml.

use super::super::shape::{Keys, Shape, Tie, Word};
use super::{optional, required, word, words};

/// The whole of progress.yaml, and of each file of `progress/`.
pub static PROGRESS: Keys = Keys {
    about: words(
        "Nhật ký tiến độ: mỗi lần ghi là sự việc của một ngày; ghi sai thì ghi thêm lần sau có `replaces`, không sửa lần trước",
        "The progress log: an entry is a fact of a day; a wrong one is corrected by a further one that `replaces` it",
    ),
    keys: &[
        optional(
            "entries",
            Shape::List(&ENTRY_SHAPE),
            "Các lần ghi tiến độ, thứ tự tùy ý",
            "The entries, in any order",
        ),
        optional(
            "goals",
            Shape::List(&Shape::Map(&GOAL_ENTRY)),
            "Kết quả của các mục tiêu chung, thứ tự tùy ý",
            "Values of the plan's goals, in any order",
        ),
    ],
    ties: &[],
};

/// One of the entries.
pub static ENTRY_SHAPE: Shape = Shape::Map(&ENTRY);

static ENTRY: Keys = Keys {
    about: words("Một lần ghi tiến độ của một nhiệm vụ", "What is said of a task on a day"),
    keys: &[
        optional("id", Shape::Id, "Tên riêng của lần ghi, khi cần gọi đến", "A name, where something refers to it"),
        required(
            "day",
            Shape::Day,
            "Ngày của sự việc, không phải ngày gõ vào tệp",
            "The day of the fact, not of its typing",
        ),
        required("task", Shape::Task, "Nhiệm vụ", "The task"),
        optional("status", Shape::Word(STATUS), "Tình trạng", "The status"),
        optional("percent", Shape::Percent, "Phần việc đã làm", "How much of the task is done"),
        optional(
            "values",
            Shape::Table(&Shape::Decimal),
            "Kết quả đo được, theo tên của từng chỉ tiêu trong `measures`",
            "What was measured, by the ids of `measures`",
        ),
        optional("done", Shape::Text, "Kết quả: đã làm được gì", "What was done"),
        optional(
            "evidence",
            Shape::OneOrMore(&Shape::TextOr(&EVIDENCE)),
            "Minh chứng: văn bản, hoặc một câu",
            "What shows it: documents, or words",
        ),
        optional("difficulty", Shape::Text, "Khó khăn, vướng mắc", "What stands in the way"),
        optional("cause", Shape::Text, "Nguyên nhân", "Its cause"),
        optional(
            "replaces",
            Shape::Entry,
            "Lần ghi sai được lần này thay thế",
            "The wrong entry that this one corrects",
        ),
    ],
    ties: &[Tie::SomeOf(&["status", "percent", "values", "done"])],
};

static GOAL_ENTRY: Keys = Keys {
    about: words("Kết quả của một mục tiêu chung vào một ngày", "The value of a goal of the whole plan on a day"),
    keys: &[
        required("day", Shape::Day, "Ngày có kết quả", "The day of the value"),
        required("goal", Shape::Reference, "Mục tiêu: tên ngắn trong `goals` của plan.yaml", "The goal's id"),
        required("value", Shape::Decimal, "Kết quả", "The value"),
        optional("unit", Shape::Text, "Đơn vị; ghi thì được đối chiếu", "The unit; compared where it is written"),
        optional("rank", Shape::Whole(1, 99_999, None), "Thứ hạng, nếu có", "The rank, if there is one"),
        optional(
            "replaces",
            Shape::Day,
            "Ngày của lần ghi sai của cùng mục tiêu, được lần này thay thế",
            "The day of the wrong entry of the same goal that this one corrects",
        ),
    ],
    ties: &[],
};

/// The words of `status`, English and Vietnamese.
pub const STATUS: &[Word] = &[
    word("not-started", "chưa thực hiện", "not started"),
    word("in-progress", "đang thực hiện", "in progress"),
    word("done", "hoàn thành", "done"),
    word("chưa thực hiện", "chưa thực hiện", "not started"),
    word("đang thực hiện", "đang thực hiện", "in progress"),
    word("hoàn thành", "hoàn thành", "done"),
];

static EVIDENCE: Keys = Keys {
    about: words("Một văn bản làm minh chứng", "A document that shows it"),
    keys: &[
        required("document", Shape::Text, "Tên loại và trích yếu", "Kind and title of the document"),
        optional("number", Shape::Text, "Số, ký hiệu: 41/BC-UBND", "Number and symbol: 41/BC-UBND"),
        optional("date", Shape::Day, "Ngày ban hành", "Its day of issue"),
    ],
    ties: &[],
};
