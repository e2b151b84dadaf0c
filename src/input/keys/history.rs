//! The keys of reassignments.yaml.

use super::super::shape::{Keys, Shape, Tie};
use super::annex::{DEADLINE, DEADLINE_WORDS, TASK};
use super::{optional, required, words};

/// The whole of reassignments.yaml.
pub static HISTORY: Keys = Keys {
    about: words(
        "Lịch sử phân công: mỗi lần thay đổi một mục, ghi thêm vào cuối, không sửa mục trước; ghi sai thì thêm mục có `revokes`",
        "The history of assignments: one entry a change, appended and never rewritten; a wrong one is revoked by a further one",
    ),
    keys: &[optional(
        "changes",
        Shape::List(&CHANGE_SHAPE),
        "Các lần thay đổi, theo thứ tự ghi",
        "The changes, in the order of recording",
    )],
    ties: &[],
};

/// One of the entries.
pub static CHANGE_SHAPE: Shape = Shape::Map(&CHANGE);

/// The keys of an entry, in the order in which they are written.
pub static CHANGE: Keys = Keys {
    about: words("Một lần thay đổi", "A change"),
    keys: &[
        required("id", Shape::Id, "Tên riêng của lần thay đổi", "A name of its own"),
        required("effective", Shape::Day, "Ngày bắt đầu có hiệu lực", "The first day on which it holds"),
        optional(
            "tasks",
            Shape::OneOrMore(&Shape::Task),
            "Các nhiệm vụ được thay đổi; số in là số trong phụ lục đã ban hành",
            "The tasks that it changes; printed numbers are those of the issued annex",
        ),
        optional(
            "lead",
            Shape::OneOrMore(&Shape::Reference),
            "Chủ trì mới: tên ngắn trong `offices`",
            "Who leads from then on: names of `offices`",
        ),
        optional(
            "support",
            Shape::OneOrMore(&Shape::Reference),
            "Phối hợp mới, ghi đủ danh sách; `[]` là không còn ai phối hợp",
            "Who supports from then on, the whole list; `[]` is nobody",
        ),
        optional("deadline", Shape::WordOr(DEADLINE_WORDS, &DEADLINE), "Thời hạn mới", "The new deadline"),
        optional("drop", Shape::True, "Bỏ các nhiệm vụ này", "The tasks are dropped"),
        optional("add", Shape::Map(&TASK), "Nhiệm vụ bổ sung", "A task that is added"),
        optional(
            "after",
            Shape::Task,
            "Nhiệm vụ bổ sung đứng ngay sau nhiệm vụ này, cùng lĩnh vực và nhóm",
            "The added task stands right below this one, in the same field and group",
        ),
        optional(
            "before",
            Shape::Task,
            "Nhiệm vụ bổ sung đứng ngay trước nhiệm vụ này, cùng lĩnh vực và nhóm",
            "The added task stands right above this one, in the same field and group",
        ),
        optional(
            "basis",
            Shape::Text,
            "Văn bản làm căn cứ; bỏ trống thì căn cứ là chính văn bản điều chỉnh, để trống số đến khi ban hành",
            "The document that it rests on; without it, the change's own covering document, blank until issued",
        ),
        optional("reason", Shape::Text, "Lý do", "Why"),
        optional(
            "revokes",
            Shape::Reference,
            "Tên của lần thay đổi trước bị hủy kể từ ngày `effective` này",
            "The name of an earlier entry that no longer holds from `effective` on",
        ),
    ],
    ties: &[
        Tie::AtMostOne(&["lead", "drop", "add"]),
        Tie::AtMostOne(&["support", "drop", "add"]),
        Tie::AtMostOne(&["deadline", "drop", "add"]),
        Tie::AtMostOne(&["tasks", "add"]),
        Tie::AtMostOne(&["after", "before"]),
    ],
};
