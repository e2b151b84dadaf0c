//! The keys of register.yaml.

use super::super::shape::{Keys, Shape};
use super::{optional, required, words};

/// The whole of register.yaml.
pub static REGISTER: Keys = Keys {
    about: words(
        "Sổ đăng ký văn bản đi của dự án; `vanthu issue` ghi thêm ở cuối, không xóa dòng nào",
        "The register of what the project has issued; `vanthu issue` appends to it, no entry is removed",
    ),
    keys: &[optional(
        "entries",
        Shape::List(&Shape::Map(&ENTRY)),
        "Các văn bản đã ban hành, theo thứ tự vào sổ",
        "The documents issued, in the order of their entering",
    )],
    ties: &[],
};

static ENTRY: Keys = Keys {
    about: words("Một văn bản đã ban hành", "A document that was issued"),
    keys: &[
        required(
            "document",
            Shape::Text,
            "Văn bản nào: plan, report-2023-Q3 hoặc amend-2023-10-01",
            "Which document: plan, report-2023-Q3 or amend-2023-10-01",
        ),
        required("number", Shape::Whole(1, 999_999, None), "Số", "The number"),
        required("symbol", Shape::Text, "Ký hiệu: KH-UBND", "The symbol: KH-UBND"),
        required("date", Shape::Day, "Ngày ban hành", "The day of issue"),
        optional(
            "as_of",
            Shape::Day,
            "Số liệu của báo cáo tính đến ngày này; kỳ sau tính từ ngày kế tiếp",
            "The day up to which a report counts; the next one begins on the day after it",
        ),
        optional(
            "replaces",
            Shape::Whole(1, 999_999, None),
            "Số cũ của chính văn bản này được dòng này thay",
            "The earlier number of the same document that this entry takes the place of",
        ),
        optional("files", Shape::List(&Shape::Map(&FILE)), "Các tệp khi ban hành", "The files as they were issued"),
        optional(
            "stored",
            Shape::Text,
            "Tệp trong dự án giữ nguyên nội dung đã ban hành",
            "The project's file that keeps what was issued as it was",
        ),
        optional("stored_sha256", Shape::Text, "Mã băm SHA-256 của tệp ấy", "SHA-256 digest of that file"),
    ],
    ties: &[],
};

static FILE: Keys = Keys {
    about: words("Một tệp đã ban hành", "A file that was issued"),
    keys: &[
        required("name", Shape::Text, "Tên tệp", "Its name"),
        required(
            "sha256",
            Shape::Text,
            "Mã băm SHA-256, 64 chữ số thập lục phân",
            "SHA-256 digest, 64 hexadecimal digits",
        ),
    ],
    ties: &[],
};
