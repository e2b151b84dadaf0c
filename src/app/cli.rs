//! The command line: what can be asked for. Help is Vietnamese here and English in `help`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::language::Language;

/// Trình biên dịch văn bản hành chính theo Nghị định 30/2020/NĐ-CP
#[derive(Debug, Parser)]
#[command(name = "vanthu", version, disable_help_subcommand = true, propagate_version = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) options: Options,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Tạo mọi văn bản mà dự án làm được hôm nay
    #[command(visible_alias = "tao")]
    Build(Project),
    /// Tạo kế hoạch kèm phụ lục
    #[command(visible_alias = "ke-hoach")]
    Plan(Project),
    /// Tạo riêng phụ lục
    #[command(visible_alias = "phu-luc")]
    Annex(Project),
    /// Đọc mọi thứ, không ghi gì, in mọi điều phát hiện
    #[command(visible_alias = "kiem-tra")]
    Check(Project),
    /// Tạo dự án mới với plan.yaml có chú giải
    #[command(visible_alias = "khoi-tao")]
    Init {
        /// Thư mục của dự án mới
        dir: PathBuf,
    },
    /// In JSON Schema của plan.yaml
    Schema,
    /// In phần hoàn thành lệnh cho trình bao
    Completions {
        /// Trình bao
        shell: clap_complete::Shell,
    },
}

/// Which project.
#[derive(Debug, Args)]
pub(super) struct Project {
    /// Thư mục chứa plan.yaml, hoặc chính tệp ấy
    #[arg(default_value = ".", value_name = "PROJECT")]
    pub(super) project: PathBuf,
}

/// Options that every command takes.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// Thư mục ghi kết quả [mặc định: PROJECT/out]
    #[arg(short, long, global = true, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Định dạng cần ghi
    #[arg(long, global = true, value_delimiter = ',', default_values = ["docx", "pdf"])]
    pub(super) format: Vec<Format>,
    /// Thư mục phông chữ dùng thay phông kèm theo (ví dụ Times New Roman)
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) fonts: Option<PathBuf>,
    /// Thư mục mẫu dùng thay mẫu kèm theo
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) templates: Option<PathBuf>,
    /// Ngôn ngữ của thông báo
    #[arg(long, global = true)]
    pub(super) lang: Option<Language>,
    /// Dạng của thông báo
    #[arg(long, global = true, default_value = "human")]
    pub(super) message_format: MessageFormat,
    /// Tô màu thông báo
    #[arg(long, global = true, default_value = "auto")]
    pub(super) color: Colour,
}

/// A file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Word
    Docx,
    /// PDF/A
    Pdf,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// Cho người đọc
    Human,
    /// Mỗi dòng một đối tượng JSON
    Json,
}

/// Whether findings are coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// Khi in ra màn hình
    Auto,
    /// Luôn luôn
    Always,
    /// Không bao giờ
    Never,
}
