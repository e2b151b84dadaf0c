//! The columns of a progress form (biểu tiến độ): what each is called, and which are filled in.

use super::sheet::Cell;
use crate::base::text;
use crate::input::shape::Words;
use crate::plan::Status;

/// Columns by what stands over them.
pub trait Headed: Copy + PartialEq + 'static {
    /// All of them in printed order.
    const ALL: &'static [Self];
    /// What a table of them is called.
    const TABLE: Words;

    /// What stands over it.
    fn heading(self) -> &'static str;

    /// What a program may write over it instead: the key of the file.
    fn key(self) -> &'static str;

    /// Whether its cells are read; others only help people to find their way.
    fn is_read(self) -> bool;

    /// The column of a heading, in any case and with any spacing.
    fn find(heading: &str) -> Option<Self> {
        let written = folded(heading);
        let is = |column: &Self| written == folded(column.heading()) || written == column.key();
        Self::ALL.iter().copied().find(is)
    }

    /// The columns of a row of headings, with their positions.
    fn of_row(row: &[Cell]) -> Vec<(usize, Self)> {
        row.iter().enumerate().filter_map(|(at, cell)| Some((at, Self::find(&cell.text)?))).collect()
    }
}

/// One column, in printed order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The task's id; hidden.
    Task,
    /// The id of the measure of this row; hidden.
    Measure,
    /// What the log said when the form was made, by which a row that nobody touched is known; hidden.
    Before,
    /// STT.
    Number,
    /// Nhiệm vụ.
    Name,
    /// Yêu cầu.
    Target,
    /// Thời hạn.
    Deadline,
    /// Lần ghi gần nhất.
    Known,
    /// Ngày của sự việc.
    Day,
    /// Tình trạng.
    Status,
    /// Phần việc đã làm.
    Percent,
    /// Chỉ tiêu.
    Bound,
    /// Kết quả đo được.
    Value,
    /// Kết quả thực hiện.
    Done,
    /// Minh chứng.
    Evidence,
    /// Khó khăn, vướng mắc.
    Difficulty,
    /// Nguyên nhân.
    Cause,
}

impl Column {
    /// All of them in printed order.
    pub const ALL: [Self; 17] = [
        Self::Task,
        Self::Measure,
        Self::Before,
        Self::Number,
        Self::Name,
        Self::Target,
        Self::Deadline,
        Self::Known,
        Self::Day,
        Self::Status,
        Self::Percent,
        Self::Bound,
        Self::Value,
        Self::Done,
        Self::Evidence,
        Self::Difficulty,
        Self::Cause,
    ];

    /// What stands over it.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Task => "Mã nhiệm vụ",
            Self::Measure => "Mã chỉ tiêu",
            Self::Before => "Số liệu trước",
            Self::Number => "STT",
            Self::Name => "Nhiệm vụ",
            Self::Target => "Yêu cầu",
            Self::Deadline => "Thời hạn",
            Self::Known => "Lần ghi gần nhất",
            Self::Day => "Ngày",
            Self::Status => "Tình trạng",
            Self::Percent => "% hoàn thành",
            Self::Bound => "Chỉ tiêu",
            Self::Value => "Kết quả đo được",
            Self::Done => "Kết quả thực hiện",
            Self::Evidence => "Minh chứng",
            Self::Difficulty => "Khó khăn, vướng mắc",
            Self::Cause => "Nguyên nhân",
        }
    }

    /// What a program may write over it instead: the keys of the log.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::Measure => "measure",
            Self::Before => "before",
            Self::Number => "number",
            Self::Name => "name",
            Self::Target => "target",
            Self::Deadline => "deadline",
            Self::Known => "known",
            Self::Day => "day",
            Self::Status => "status",
            Self::Percent => "percent",
            Self::Bound => "bound",
            Self::Value => "value",
            Self::Done => "done",
            Self::Evidence => "evidence",
            Self::Difficulty => "difficulty",
            Self::Cause => "cause",
        }
    }

    /// Whether people fill it in.
    pub const fn is_filled_in(self) -> bool {
        match self {
            Self::Day
            | Self::Status
            | Self::Percent
            | Self::Value
            | Self::Done
            | Self::Evidence
            | Self::Difficulty
            | Self::Cause => true,
            Self::Task
            | Self::Measure
            | Self::Before
            | Self::Number
            | Self::Name
            | Self::Target
            | Self::Deadline
            | Self::Known
            | Self::Bound => false,
        }
    }
}

impl Headed for Column {
    const ALL: &'static [Self] = &Self::ALL;
    const TABLE: Words = Words { vi: "biểu tiến độ", en: "a progress form" };

    fn heading(self) -> &'static str {
        Self::heading(self)
    }

    fn key(self) -> &'static str {
        Self::key(self)
    }

    fn is_read(self) -> bool {
        self.is_filled_in() || matches!(self, Self::Task | Self::Measure)
    }
}

/// The words of the drop-down, in its order.
pub const STATUS_WORDS: [(Status, &str); 3] =
    [(Status::NotStarted, "Chưa thực hiện"), (Status::InProgress, "Đang thực hiện"), (Status::Done, "Hoàn thành")];

/// A text for comparing: spaces, case and the place of tone marks aside.
pub fn folded(text: &str) -> String {
    text::comparison_key(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}
