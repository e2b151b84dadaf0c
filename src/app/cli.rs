//! The command line: what can be asked for. Help is Vietnamese here and English in `help`.

mod reassign;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};

use super::language::Language;
use super::pictures::Pictures;
use crate::base::{Length, PartialDate};
use crate::plan::ReportPeriod;
pub(super) use reassign::{Confirm, Grounds, Reassign, Role, UndoReassign};

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
    Build(MakeSigned),
    /// Tạo kế hoạch kèm phụ lục
    #[command(visible_alias = "ke-hoach")]
    Plan(MakeSigned),
    /// Tạo riêng phụ lục
    #[command(visible_alias = "phu-luc")]
    Annex(Annex),
    /// Tạo báo cáo của một kỳ
    #[command(visible_alias = "bao-cao")]
    Report(ReportOf),
    /// Tạo văn bản điều chỉnh, bổ sung phân công kể từ một ngày
    #[command(visible_alias = "dieu-chinh")]
    Amend(Amend),
    /// Ghi phân công lại, đổi thời hạn, bỏ hay thêm nhiệm vụ kể từ một ngày
    #[command(visible_alias = "phan-cong-lai")]
    Reassign(Reassign),
    /// Hủy một lần thay đổi đã ghi bằng một mục ghi thêm
    #[command(visible_alias = "huy-phan-cong-lai", allow_missing_positional = true)]
    UndoReassign(UndoReassign),
    /// In lịch sử phân công: ai giữ việc gì, từ ngày nào, căn cứ nào
    #[command(visible_alias = "nhat-ky")]
    Log(Log),
    /// In khối lượng việc của một đơn vị trong một ngày
    #[command(visible_alias = "don-vi", allow_missing_positional = true)]
    Office(OfficeOf),
    /// Đọc mọi thứ, không ghi gì, in mọi điều phát hiện
    #[command(visible_alias = "kiem-tra")]
    Check(Project),
    /// In tình hình thực hiện nhiệm vụ đến một ngày
    #[command(visible_alias = "tinh-hinh")]
    Status(Status),
    /// Vào sổ số và ngày ban hành của một văn bản, giữ nguyên nội dung đã ban hành
    #[command(visible_alias = "ban-hanh")]
    Issue(Issue),
    /// Ký số một tệp PDF đã tạo
    #[command(visible_alias = "ky-so")]
    Sign(Sign),
    /// Kiểm tra chữ ký số của một tệp PDF
    #[command(visible_alias = "xac-minh")]
    Verify(Verify),
    /// Lập biểu tiến độ cho các đơn vị, nhập biểu đã điền
    #[command(visible_alias = "tien-do", disable_help_subcommand = true)]
    Progress {
        #[command(subcommand)]
        command: ProgressCommand,
    },
    /// Tạo dự án mới với plan.yaml có chú giải
    #[command(visible_alias = "khoi-tao")]
    Init {
        /// Thư mục của dự án mới
        dir: PathBuf,
    },
    /// In JSON Schema của một tệp: plan.yaml, progress.yaml, reports/*.yaml hoặc reassignments.yaml
    Schema {
        /// Tệp cần mô tả
        #[arg(long, default_value = "plan")]
        document: Described,
    },
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

/// Which project, and what to write of it.
#[derive(Debug, Args)]
pub(super) struct Make {
    #[command(flatten)]
    pub(super) project: Project,
    /// Định dạng cần ghi
    #[arg(long, value_delimiter = ',', default_values = ["docx", "pdf"])]
    pub(super) format: Vec<Format>,
}

/// What to make of a project, with the pictures of signature and seal or without.
#[derive(Debug, Args)]
pub(super) struct MakeSigned {
    #[command(flatten)]
    pub(super) make: Make,
    /// Đặt hình ảnh chữ ký và con dấu nêu ở khóa `signing` vào chỗ ký
    #[arg(long)]
    pub(super) with_signature: bool,
}

impl MakeSigned {
    /// What to do with the pictures.
    pub(super) fn pictures(&self) -> Pictures {
        if self.with_signature { Pictures::Placed } else { Pictures::Ignored }
    }
}

impl Make {
    /// The formats to write, each once.
    pub(super) fn formats(&self) -> Vec<Format> {
        [Format::Docx, Format::Pdf].into_iter().filter(|format| self.format.contains(format)).collect()
    }
}

/// Which report to make.
#[derive(Debug, Args)]
pub(super) struct ReportOf {
    #[command(flatten)]
    pub(super) make: MakeSigned,
    /// Kỳ báo cáo: 2023-09, 2023-Q3 (quy-3/2023), 2023-H1, 2023-9M, 2023
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    pub(super) period: ReportPeriod,
    /// Số liệu tính đến hết ngày này, khi báo cáo trước lúc hết kỳ, dạng 2023-09-07
    #[arg(id = "counted_to", long = "as-of", value_name = "DATE", value_parser = day)]
    pub(super) counted_to: Option<NaiveDate>,
}

/// Which annex to make.
#[derive(Debug, Args)]
pub(super) struct Annex {
    #[command(flatten)]
    pub(super) make: Make,
    /// Phân công có hiệu lực ngày nào: 2023-10-01, today (hôm nay), plan (như đã ban hành) [mặc định: mọi thay đổi đã ghi]
    #[arg(long = "as-of", id = "state", value_name = "DATE", value_parser = state)]
    pub(super) as_of: Option<State>,
    /// Chỉ phần của đơn vị này (trích)
    #[arg(long = "office", id = "part", value_name = "ID")]
    pub(super) office: Option<String>,
    /// Mỗi đơn vị một bản trích
    #[arg(long, conflicts_with = "part")]
    pub(super) each_office: bool,
    /// Đánh dấu thay đổi so với ngày này (hoặc plan: như đã ban hành), để chấp nhận hay từ chối trong Word
    #[arg(long, value_name = "DATE", value_parser = state, conflicts_with_all = ["part", "each_office"])]
    pub(super) changes_since: Option<State>,
}

/// Which changes to announce, and how.
#[derive(Debug, Args)]
pub(super) struct Amend {
    #[command(flatten)]
    pub(super) make: MakeSigned,
    /// Ngày các thay đổi bắt đầu có hiệu lực, dạng 2023-10-01
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) effective: NaiveDate,
    /// Hình thức văn bản [mặc định: cùng hình thức với văn bản được điều chỉnh]
    #[arg(long)]
    pub(super) kind: Option<AmendKind>,
}

/// Kinds of documents that can change assignments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum AmendKind {
    /// Kế hoạch
    Plan,
    /// Quyết định
    Decision,
    /// Thông báo
    Notice,
}

/// Which part of the history to print.
#[derive(Debug, Args)]
pub(super) struct Log {
    #[command(flatten)]
    pub(super) project: Project,
    /// Những nơi đã giữ nhiệm vụ này: id hoặc số in trong phụ lục đã ban hành
    #[arg(long = "task", value_name = "TASK")]
    pub(super) task: Option<String>,
    /// Những nhiệm vụ đơn vị này đã giữ
    #[arg(long = "office", id = "holder", value_name = "ID", conflicts_with = "task")]
    pub(super) office: Option<String>,
}

/// Which office, on which day.
#[derive(Debug, Args)]
pub(super) struct OfficeOf {
    #[command(flatten)]
    pub(super) project: Project,
    /// Tên ngắn của đơn vị trong plan.yaml
    #[arg(id = "who", value_name = "ID")]
    pub(super) office: String,
    /// Tính đến hết ngày này, dạng 2023-09-14; today: hôm nay; plan: như đã ban hành [mặc định: hôm nay]
    #[arg(long = "as-of", id = "load_on", value_name = "DATE", value_parser = state)]
    pub(super) as_of: Option<State>,
}

/// A state of the assignments, as asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// `plan`.
    Issued,
    /// `today`.
    Today,
    /// A day.
    Day(NaiveDate),
}

/// A day, `today` or `plan`.
fn state(written: &str) -> Result<State, String> {
    match written {
        "plan" => Ok(State::Issued),
        "today" => Ok(State::Today),
        _ => day(written).map(State::Day).map_err(|_| "write it like `2023-09-14`, `today`, `plan`".to_owned()),
    }
}

/// What to do with progress forms.
#[derive(Debug, Subcommand)]
pub(super) enum ProgressCommand {
    /// Lập biểu Excel của một kỳ, mỗi đơn vị báo cáo một tệp
    #[command(visible_alias = "bieu")]
    Form(FormOf),
    /// Nhập biểu đã điền (XLSX, CSV) vào nhật ký tiến độ
    #[command(visible_alias = "nhap")]
    Import(ImportOf),
}

/// Which forms to write.
#[derive(Debug, Args)]
pub(super) struct FormOf {
    #[command(flatten)]
    pub(super) project: Project,
    /// Kỳ báo cáo: 2023-09, 2023-Q3 (quy-3/2023), 2023-H1, 2023-9M, 2023
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    pub(super) period: ReportPeriod,
    /// Chỉ lập biểu của đơn vị này
    #[arg(id = "form_office", long = "office", value_name = "ID")]
    pub(super) office: Option<String>,
}

/// Which filled forms to take over.
#[derive(Debug, Args)]
pub(super) struct ImportOf {
    /// Các biểu đã điền, cuối cùng là thư mục của dự án [mặc định: thư mục này]
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Chỉ nhận biểu của kỳ này; với bảng tự lập: kỳ của số liệu
    #[arg(id = "only_period", long = "period", value_name = "PERIOD", value_parser = period)]
    pub(super) period: Option<ReportPeriod>,
}

/// Which tasks to show, and how.
#[derive(Debug, Args)]
pub(super) struct Status {
    #[command(flatten)]
    pub(super) project: Project,
    /// Tính đến hết ngày này, dạng 2023-09-14 [mặc định: hôm nay]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<NaiveDate>,
    /// Chỉ nhiệm vụ do đơn vị này chủ trì hoặc báo cáo thay
    #[arg(long, value_name = "ID")]
    pub(super) office: Option<String>,
    /// Chỉ nhiệm vụ quá hạn
    #[arg(long, conflicts_with = "due_within")]
    pub(super) overdue: bool,
    /// Chỉ nhiệm vụ chưa xong, còn không quá bấy nhiêu ngày: 30d
    #[arg(long, value_name = "DAYS", value_parser = days)]
    pub(super) due_within: Option<u32>,
    /// Dạng của kết quả
    #[arg(id = "shape", long = "format", value_name = "FORMAT", default_value = "table")]
    pub(super) format: StatusFormat,
}

/// What to enter into the register.
#[derive(Debug, Args)]
pub(super) struct Issue {
    #[command(flatten)]
    pub(super) project: Project,
    /// Số được cấp
    #[arg(id = "issue_number", long = "number", value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=999_999))]
    pub(super) number: u32,
    /// Ngày ban hành, dạng 2023-08-15
    #[arg(id = "issue_date", long = "date", value_name = "DATE", value_parser = day)]
    pub(super) date: NaiveDate,
    /// Văn bản: plan, report-2023-Q3, amend-2023-10-01
    #[arg(id = "issued", long = "document", value_name = "ID", default_value = "plan")]
    pub(super) issued: String,
    /// Số liệu của báo cáo tính đến hết ngày này [mặc định: hết kỳ]
    #[arg(id = "counted_to", long = "as-of", value_name = "DATE", value_parser = day)]
    pub(super) as_of: Option<NaiveDate>,
    /// Hình thức của văn bản điều chỉnh [mặc định: như kế hoạch]
    #[arg(id = "issued_kind", long = "kind", value_name = "KIND")]
    pub(super) kind: Option<AmendKind>,
    /// Ban hành lại thay cho số đã vào sổ; cả hai số còn trong sổ
    #[arg(long)]
    pub(super) replace: bool,
}

/// How the states of tasks are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum StatusFormat {
    /// Bảng cho người đọc
    Table,
    /// JSON
    Json,
    /// CSV
    Csv,
}

/// What to sign, as whom, and with which key.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("key_place").required(true).args(["p12", "pkcs11"]))]
pub(super) struct Sign {
    /// Tệp PDF cần ký
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Ký với tư cách người có thẩm quyền hay cơ quan
    #[arg(long = "as", value_name = "CAPACITY")]
    pub(super) capacity: As,
    /// Tệp khóa .p12 hoặc .pfx
    #[arg(long, value_name = "KEY")]
    pub(super) p12: Option<PathBuf>,
    /// Thư viện PKCS#11 của token
    #[arg(long, value_name = "LIBRARY")]
    pub(super) pkcs11: Option<PathBuf>,
    /// Nhãn của token, khi có nhiều token
    #[arg(long, value_name = "LABEL", requires = "pkcs11", conflicts_with = "p12")]
    pub(super) token: Option<String>,
    /// Nhãn của khóa, khi token có nhiều khóa
    #[arg(long, value_name = "LABEL", requires = "pkcs11", conflicts_with = "p12")]
    pub(super) key: Option<String>,
    /// Chứng thư của tổ chức cấp chứng thư (PEM), khi token hay tệp khóa không kèm
    #[arg(long, value_name = "CHAIN")]
    pub(super) chain: Option<PathBuf>,
    /// Số của văn bản, ghi khi cơ quan ký
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..1_000_000))]
    pub(super) number: Option<u32>,
    /// Ngày của văn bản, dạng 2023-08-15, ghi khi cơ quan ký
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) date: Option<NaiveDate>,
    /// Dự án nêu ảnh chữ ký và con dấu ở `signing` [mặc định: dự án có thư mục out chứa tệp PDF]
    #[arg(long = "project", value_name = "PROJECT")]
    pub(super) pictures_of: Option<PathBuf>,
    /// Ảnh chữ ký (xanh) hoặc con dấu (đỏ), dạng .png nền trong suốt, dùng thay ảnh của dự án
    #[arg(long, value_name = "PICTURE")]
    pub(super) image: Option<PathBuf>,
    /// Bề ngang nét mực trên giấy, ví dụ 36mm; con dấu phải có
    #[arg(long, value_name = "LENGTH", value_parser = millimetres, requires = "image")]
    pub(super) image_width: Option<Length>,
    /// Đọc mã PIN hoặc mật khẩu từ đầu vào chuẩn
    #[arg(long, conflicts_with = "pin_file")]
    pub(super) pin_stdin: bool,
    /// Đọc mã PIN hoặc mật khẩu từ dòng đầu của tệp này
    #[arg(long, value_name = "SECRET")]
    pub(super) pin_file: Option<PathBuf>,
    /// Máy chủ cấp dấu thời gian (RFC 3161), dạng http://…
    #[arg(long, value_name = "URL")]
    pub(super) timestamp: Option<String>,
}

/// In what capacity someone signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum As {
    /// Người có thẩm quyền
    Person,
    /// Cơ quan, tổ chức
    Agency,
}

/// Whose signatures to look at, and what to judge them by.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Tệp PDF cần kiểm tra
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Tệp chứng thư gốc được tin cậy (PEM hoặc DER); ghi được nhiều lần
    #[arg(long, value_name = "ROOTS")]
    pub(super) trust: Vec<PathBuf>,
    /// Danh sách chứng thư bị thu hồi (CRL), dùng cùng `--trust`; ghi được nhiều lần
    #[arg(long, value_name = "LIST", requires = "trust")]
    pub(super) crl: Vec<PathBuf>,
    /// Dạng của kết quả
    #[arg(id = "verify_shape", long = "format", value_name = "FORMAT", default_value = "text")]
    pub(super) format: VerifyFormat,
}

/// How signatures are told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum VerifyFormat {
    /// Cho người đọc
    Text,
    /// JSON
    Json,
}

/// A file that has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Described {
    /// plan.yaml
    Plan,
    /// progress.yaml
    Progress,
    /// register.yaml
    Register,
    /// reports/*.yaml
    Report,
    /// reassignments.yaml
    Reassignments,
}

/// A reporting period.
fn period(written: &str) -> Result<ReportPeriod, String> {
    ReportPeriod::parse(written).ok_or_else(|| "write it like `2023-Q3`".to_owned())
}

/// A whole day of the calendar.
fn day(written: &str) -> Result<NaiveDate, String> {
    match PartialDate::parse(written) {
        Some(PartialDate::Day(day)) => Ok(day),
        Some(PartialDate::Year(_) | PartialDate::Month(..)) | None => Err("write it like `2023-09-14`".to_owned()),
    }
}

/// A number of days, `30d` or `30`.
fn days(written: &str) -> Result<u32, String> {
    let number = written.strip_suffix(['d', 'D']).unwrap_or(written);
    number.parse().ok().filter(|days| *days <= 9999).ok_or_else(|| "write it like `30d`".to_owned())
}

/// A width like `36mm`, `36` or `36.5 mm`.
fn millimetres(written: &str) -> Result<Length, String> {
    let number = written.strip_suffix("mm").unwrap_or(written).trim().replace(',', ".");
    let (whole, part) = number.split_once('.').unwrap_or((&number, ""));
    let digits = format!("{whole}{:0<2}", part);
    let usable =
        !whole.is_empty() && part.len() <= 2 && digits.len() <= 6 && digits.bytes().all(|b| b.is_ascii_digit());
    let hundredths = usable.then(|| digits.parse().ok()).flatten().filter(|hundredths| *hundredths > 0);
    hundredths.map(Length::mm_100).ok_or_else(|| "write it like `36mm`".to_owned())
}

/// Options that every command takes.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// Thư mục ghi kết quả [mặc định: PROJECT/out]
    #[arg(short, long, global = true, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
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
