//! What can be asked of `reassign` and `undo-reassign`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{ArgGroup, Args, ValueEnum};

use super::{Project, day};
use crate::input;
use crate::plan::DeadlineKind;

/// Which tasks change, how, and from when.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("chosen").required(true).args(["given_tasks", "field", "from", "changes_file"]))]
#[command(group = ArgGroup::new("new").multiple(true).args(["lead", "support", "new_deadline", "drop"]))]
pub(in crate::app) struct Reassign {
    #[command(flatten)]
    pub(in crate::app) project: Project,
    /// Nhiệm vụ: id hoặc số in trong phụ lục đã ban hành; ghi được nhiều lần
    #[arg(id = "given_tasks", long = "task", value_name = "TASK", requires = "new")]
    pub(in crate::app) tasks: Vec<String>,
    /// Mọi nhiệm vụ của một lĩnh vực, theo số của lĩnh vực: III
    #[arg(long, value_name = "FIELD", requires = "new")]
    pub(in crate::app) field: Option<String>,
    /// Mọi nhiệm vụ của đơn vị này, giao cho đơn vị ở --to
    #[arg(long, value_name = "OFFICE", requires = "to", conflicts_with = "new")]
    pub(in crate::app) from: Option<String>,
    /// Đơn vị nhận thay: chủ trì thay chủ trì, phối hợp thay phối hợp
    #[arg(long, value_name = "OFFICE", requires = "from")]
    pub(in crate::app) to: Option<String>,
    /// Chỉ những nhiệm vụ mà đơn vị ở --from chủ trì, hay phối hợp
    #[arg(long, default_value = "any", requires = "from")]
    pub(in crate::app) role: Role,
    /// Chủ trì mới, cách nhau bằng dấu phẩy
    #[arg(long, value_name = "OFFICES", conflicts_with_all = ["drop", "changes_file"])]
    pub(in crate::app) lead: Option<String>,
    /// Phối hợp mới, ghi đủ danh sách, cách nhau bằng dấu phẩy; để trống là không còn ai
    #[arg(long, value_name = "OFFICES", conflicts_with_all = ["drop", "changes_file"])]
    pub(in crate::app) support: Option<String>,
    /// Thời hạn mới: by:2023-10-31, before:2023-12-31, within:2023-Q4, continuous
    #[arg(id = "new_deadline", long = "deadline", value_name = "DEADLINE", value_parser = deadline, conflicts_with_all = ["drop", "changes_file"])]
    pub(in crate::app) deadline: Option<DeadlineKind>,
    /// Bỏ các nhiệm vụ này
    #[arg(long, conflicts_with = "changes_file")]
    pub(in crate::app) drop: bool,
    /// Các thay đổi ghi trong tệp này (YAML như reassignments.yaml, XLSX, CSV)
    #[arg(id = "changes_file", long = "file", value_name = "CHANGES")]
    pub(in crate::app) file: Option<PathBuf>,
    /// Ngày bắt đầu có hiệu lực, dạng 2023-10-01; với --file: của những mục không ghi ngày
    #[arg(id = "effective_from", long = "effective", value_name = "DATE", value_parser = day, required_unless_present = "changes_file")]
    pub(in crate::app) effective: Option<NaiveDate>,
    #[command(flatten)]
    pub(in crate::app) grounds: Grounds,
    #[command(flatten)]
    pub(in crate::app) confirm: Confirm,
}

/// Which entry is revoked, and from when.
#[derive(Debug, Args)]
pub(in crate::app) struct UndoReassign {
    #[command(flatten)]
    pub(in crate::app) project: Project,
    /// Tên của lần thay đổi cần hủy, xem bằng `vanthu log`
    #[arg(value_name = "ENTRY")]
    pub(in crate::app) entry: String,
    /// Ngày bắt đầu hủy [mặc định: ngày có hiệu lực của lần thay đổi ấy, như chưa từng có]
    #[arg(id = "undone_from", long = "effective", value_name = "DATE", value_parser = day)]
    pub(in crate::app) effective: Option<NaiveDate>,
    #[command(flatten)]
    pub(in crate::app) grounds: Grounds,
    #[command(flatten)]
    pub(in crate::app) confirm: Confirm,
}

/// On what an entry rests, and why.
#[derive(Clone, Debug, Args)]
pub(in crate::app) struct Grounds {
    /// Văn bản làm căn cứ [mặc định: chính văn bản điều chỉnh]
    #[arg(long, value_name = "TEXT")]
    pub(in crate::app) basis: Option<String>,
    /// Lý do
    #[arg(long, value_name = "TEXT")]
    pub(in crate::app) reason: Option<String>,
}

/// Whether to ask before writing, or not to write at all.
#[derive(Clone, Copy, Debug, Args)]
pub(in crate::app) struct Confirm {
    /// Ghi mà không hỏi
    #[arg(short, long)]
    pub(in crate::app) yes: bool,
    /// Chỉ in bảng trước và sau, không ghi gì
    #[arg(long, conflicts_with = "yes")]
    pub(in crate::app) dry_run: bool,
}

/// In which part a post is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::app) enum Role {
    /// Chủ trì
    Lead,
    /// Phối hợp
    Support,
    /// Cả hai
    Any,
}

/// A deadline in one word.
fn deadline(written: &str) -> Result<DeadlineKind, String> {
    input::typed_deadline(written).ok_or_else(|| "write it like `by:2023-10-31`".to_owned())
}
