//! The keys of periodic reports: what plan.yaml settles for all of them, and the file of each.

use super::super::shape::{Keys, Shape, Tie};
use super::{document, optional, required, words};

/// `reports` of plan.yaml.
pub(super) static REPORTS: Keys = Keys {
    about: words("Báo cáo định kỳ: phần chung của mọi kỳ", "Periodic reports: what holds for all of them"),
    keys: &[
        optional(
            "addressees",
            Shape::OneOrMore(&Shape::Text),
            "Kính gửi: cơ quan cấp trên nhận báo cáo",
            "The superior that gets the report (Kính gửi)",
        ),
        optional(
            "recipients",
            Shape::OneOrMore(&Shape::Text),
            "Nơi nhận; bỏ trống thì dùng nơi nhận của kế hoạch",
            "Recipients; the plan's own if left out",
        ),
        optional(
            "signatory",
            Shape::Map(&document::SIGNATORY),
            "Người ký, nếu khác người ký kế hoạch",
            "Who signs, if not who signs the plan",
        ),
        optional("symbol", Shape::Text, "Ký hiệu: BC-UBND", "The symbol: BC-UBND"),
        optional(
            "title",
            Shape::Text,
            "Trích yếu chung, không ghi kỳ báo cáo: kỳ được ghi tự động",
            "The title without the period, which is added",
        ),
        optional("cut_off", Shape::CutOff, "Thời gian chốt số liệu", "The cut-off days"),
        optional(
            "submissions",
            Shape::List(&Shape::Map(&SUBMISSION)),
            "Thời hạn gửi báo cáo theo từng nơi nhận",
            "By when each receiver gets the report",
        ),
        optional(
            "charts",
            Shape::Flag,
            "Có biểu đồ tình trạng nhiệm vụ không (mặc định có)",
            "Whether there is a chart of states (default: yes)",
        ),
        optional(
            "periods",
            Shape::OneOrMore(&Shape::ReportPeriod),
            "Các kỳ mà lệnh `vanthu tao` làm báo cáo",
            "The periods whose reports `vanthu build` makes",
        ),
    ],
    ties: &[],
};

static SUBMISSION: Keys = Keys {
    about: words("Thời hạn gửi báo cáo đến một nơi", "When one receiver gets the report"),
    keys: &[
        required("to", Shape::Text, "Nơi nhận báo cáo", "Who gets it"),
        optional(
            "day",
            Shape::Whole(1, 31, None),
            "Ngày trong tháng cuối của kỳ: 20",
            "The day of the period's last month: 20",
        ),
        optional(
            "working_days",
            Shape::Whole(1, 60, None),
            "Số ngày làm việc sau ngày chốt số liệu",
            "Working days after the cut-off day",
        ),
    ],
    ties: &[Tie::OneOf(&["day", "working_days"])],
};

/// The whole of a file of `reports/`.
pub static REPORT: Keys = Keys {
    about: words(
        "Báo cáo của một kỳ: phần chỉ con người viết được; mọi số liệu lấy từ kế hoạch và nhật ký tiến độ",
        "The report of one period: what only people can write; every figure comes from the plan and the log",
    ),
    keys: &[
        required("period", Shape::ReportPeriod, "Kỳ báo cáo", "The period"),
        optional(
            "number",
            Shape::Whole(1, 999_999, None),
            "Số; để trống khi chưa ban hành",
            "The number; blank until issued",
        ),
        optional(
            "date",
            Shape::Date,
            "Ngày ban hành, biết đến đâu viết đến đó: 2023-09-18, 2023-09",
            "The date as far as it is known: 2023-09-18, 2023-09",
        ),
        optional(
            "as_of",
            Shape::Day,
            "Số liệu tính đến hết ngày này, khi báo cáo trước lúc hết kỳ",
            "Counts up to this day, for a report before the period is over",
        ),
        optional("title", Shape::Text, "Trích yếu riêng của kỳ này", "A title of this report's own"),
        optional("leadership", Shape::Markdown, "Công tác chỉ đạo, điều hành", "Leadership and direction"),
        optional("shortcomings", Shape::Markdown, "Tồn tại, hạn chế", "Shortcomings"),
        optional("causes", Shape::Markdown, "Nguyên nhân", "Causes"),
        optional("next_tasks", Shape::Markdown, "Nhiệm vụ trọng tâm kỳ tới", "Tasks of the next period"),
        optional("proposals", Shape::Markdown, "Kiến nghị, đề xuất", "Proposals"),
        optional(
            "procedures",
            Shape::Map(&PROCEDURES),
            "Biểu 06: tình hình, kết quả giải quyết thủ tục hành chính",
            "Form 06: how administrative procedures were settled",
        ),
        optional("draft", Shape::Flag, "Có in chữ DỰ THẢO không", "Whether to print DỰ THẢO (draft)"),
    ],
    ties: &[],
};

static PROCEDURES: Keys = Keys {
    about: words("Biểu 06 (Thông tư 01/2020/TT-VPCP), làm phụ lục của báo cáo", "Form 06, an annex of the report"),
    keys: &[
        optional(
            "code",
            Shape::Text,
            "Mã biểu; bỏ trống là Biểu số II.06a/VPCP/KSTT",
            "The form's code; Biểu số II.06a/VPCP/KSTT if left out",
        ),
        optional("title", Shape::Text, "Tên biểu", "The form's title"),
        optional("basis", Shape::Text, "Văn bản ban hành biểu mẫu", "The document that sets the form"),
        optional("unit", Shape::Text, "Đơn vị tính", "The unit"),
        required("rows", Shape::List(&Shape::Map(&PROCEDURE_ROW)), "Mỗi lĩnh vực một dòng", "One row a field"),
    ],
    ties: &[],
};

const fn count(name: &'static str, vi: &'static str, en: &'static str) -> super::Key {
    optional(name, Shape::Whole(0, 999_999_999, None), vi, en)
}

static PROCEDURE_ROW: Keys = Keys {
    about: words("Số hồ sơ của một lĩnh vực; bỏ trống là 0", "The dossiers of one field; left out means 0"),
    keys: &[
        required("field", Shape::Text, "Lĩnh vực (cột 2)", "The field (column 2)"),
        count(
            "received",
            "Tổng số nhận giải quyết (cột 3 = 4 + 5 + 6); được tính, ghi thì được đối chiếu",
            "Received in all (column 3 = 4 + 5 + 6); computed, and compared where written",
        ),
        count("online", "Tiếp nhận trực tuyến trong kỳ (cột 4)", "Received online (column 4)"),
        count("direct", "Tiếp nhận trực tiếp, bưu chính trong kỳ (cột 5)", "Received in person or by post (column 5)"),
        count("carried", "Từ kỳ trước chuyển sang (cột 6)", "Carried over from the period before (column 6)"),
        count("settled", "Tổng số đã giải quyết (cột 7 = 8 + 9 + 10)", "Settled in all (column 7 = 8 + 9 + 10)"),
        count("early", "Giải quyết trước hạn (cột 8)", "Settled before their term (column 8)"),
        count("on_time", "Giải quyết đúng hạn (cột 9)", "Settled on time (column 9)"),
        count("late", "Giải quyết quá hạn (cột 10)", "Settled late (column 10)"),
        count("open", "Tổng số đang giải quyết (cột 11 = 12 + 13)", "Open in all (column 11 = 12 + 13)"),
        count("pending", "Đang giải quyết, trong hạn (cột 12)", "Open, in time (column 12)"),
        count("pending_late", "Đang giải quyết, quá hạn (cột 13)", "Open, overdue (column 13)"),
    ],
    ties: &[],
};
