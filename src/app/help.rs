//! Help and usage errors in both languages: the command line is declared in Vietnamese, English is laid over it.

use std::io::Write;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::language::Language;

/// English for every command.
const COMMANDS: &[(&str, &str)] = &[
    ("build", "Make everything that the project can produce today"),
    ("plan", "Make the plan with its annex"),
    ("annex", "Make the annex alone"),
    ("report", "Make the report of a period"),
    ("amend", "Make the document that changes the assignments from a day on"),
    ("reassign", "Record a reassignment, a new deadline, a task dropped or added from a day on"),
    ("undo-reassign", "Revoke a recorded change by a further entry"),
    ("log", "Print the history of assignments: who held what, from when, on what basis"),
    ("office", "Print an office's load on a day"),
    ("check", "Read everything, write nothing, print every finding"),
    ("status", "Print how the tasks stand on a day"),
    ("issue", "Enter a document's number and day into the register, and keep what was issued"),
    ("sign", "Sign a finished PDF digitally"),
    ("verify", "Look at the digital signatures of a PDF"),
    ("progress", "Make progress forms for the offices, take over filled ones"),
    ("form", "Make the Excel forms of a period, one for each office that reports"),
    ("import", "Take filled forms (XLSX, CSV) over into the progress log"),
    ("init", "Start a new project with a commented plan.yaml"),
    ("schema", "Print the JSON Schema of a file: plan.yaml, progress.yaml, reports/*.yaml or reassignments.yaml"),
    ("completions", "Print the completions of a shell"),
];

/// English for every argument.
const ARGUMENTS: &[(&str, &str)] = &[
    ("project", "Folder that holds plan.yaml, or the file itself"),
    ("dir", "Folder of the new project"),
    ("shell", "The shell"),
    ("out", "Folder for the results [default: PROJECT/out]"),
    ("format", "Formats to write"),
    ("with_signature", "Put the pictures of signature and seal that the key `signing` names in their place"),
    ("document", "The file to describe"),
    ("as_of", "Count up to the end of this day, as 2023-09-14 [default: today]"),
    ("period", "Reporting period: 2023-09, 2023-Q3 (quy-3/2023), 2023-H1, 2023-9M, 2023"),
    ("counted_to", "Count up to the end of this day, for a report before the period is over, as 2023-09-07"),
    ("state", "Assignments as of which day: 2023-10-01, today, plan (as issued) [default: every recorded change]"),
    ("part", "Only the part of this office (an excerpt)"),
    ("changes_since", "Mark what has changed since this day (or plan: as issued), to accept or reject in Word"),
    ("effective", "The first day of the changes, as 2023-10-01"),
    ("kind", "Kind of the document [default: that of the document it changes]"),
    ("task", "Who has held this task: its id, or its printed number in the issued annex"),
    ("holder", "The tasks that this office has held"),
    ("who", "The office's short name in plan.yaml"),
    ("load_on", "Count up to the end of this day, as 2023-09-14; today; plan (as issued) [default: today]"),
    ("given_tasks", "A task: its id, or its printed number in the issued annex; may be given again"),
    ("field", "Every task of a field, by the field's number: III"),
    ("from", "Every task of this office, given to the one at --to"),
    ("to", "Who takes its place: lead for lead, support for support"),
    ("role", "Only tasks that the office at --from leads, or supports"),
    ("lead", "Who leads from then on, parted by commas"),
    ("support", "Who supports from then on, the whole list, parted by commas; empty is nobody"),
    ("new_deadline", "The new deadline: by:2023-10-31, before:2023-12-31, within:2023-Q4, continuous"),
    ("drop", "The tasks are dropped"),
    ("changes_file", "The changes that this file holds (YAML as reassignments.yaml, XLSX, CSV)"),
    ("effective_from", "The first day of the change, as 2023-10-01; with --file: of entries that have none"),
    ("basis", "The document that it rests on [default: the amending document itself]"),
    ("reason", "Why"),
    ("yes", "Write without asking"),
    ("dry_run", "Only print the table of before and after, write nothing"),
    ("entry", "The name of the change to revoke; `vanthu log` prints them"),
    ("undone_from", "The first day without it [default: its own first day, as if it had never been]"),
    ("each_office", "An excerpt for every office"),
    ("form_office", "Only the form of this office"),
    ("files", "The filled forms, and last the project's folder [default: this folder]"),
    ("only_period", "Only forms of this period; of a table of your own: the period it is of"),
    ("office", "Only tasks that this office leads or reports for"),
    ("overdue", "Only tasks that are overdue"),
    ("due_within", "Only open tasks with no more days left than these: 30d"),
    ("shape", "Form of the result"),
    ("issue_number", "The number given"),
    ("issue_date", "The day of issue, as 2023-08-15"),
    ("issued", "The document: plan, report-2023-Q3, amend-2023-10-01"),
    ("counted_to", "The report counts up to the end of this day [default: the whole period]"),
    ("issued_kind", "Kind of the amending document [default: the plan's]"),
    ("replace", "Issue it again in the place of the registered number; both stay in the register"),
    ("file", "The PDF"),
    ("capacity", "Sign as the person or as the agency"),
    ("p12", "Key file, .p12 or .pfx"),
    ("pkcs11", "PKCS#11 library of the token"),
    ("token", "The token's label, where there are several"),
    ("key", "The key's label, where the token holds several"),
    ("chain", "The authority's certificates (PEM), where token or key file lack them"),
    ("number", "The document's number, filled in when the agency signs"),
    ("date", "The document's day, as 2023-08-15, filled in when the agency signs"),
    (
        "pictures_of",
        "Project whose `signing` names signature and seal [default: the one in whose folder out the PDF lies]",
    ),
    ("image", "Picture of signature (blue) or seal (red), .png with transparent ground, in place of the project's"),
    ("image_width", "How wide the ink is on paper, 36mm say; a seal needs it"),
    ("pin_stdin", "Read PIN or password from standard input"),
    ("pin_file", "Read PIN or password from the first line of this file"),
    ("timestamp", "Time stamp authority (RFC 3161), http://…"),
    ("trust", "Trusted root certificates (PEM or DER); may be given again"),
    ("crl", "List of revoked certificates (CRL), held against the chain to a root of `--trust`; may be given again"),
    ("verify_shape", "Form of the result"),
    ("fonts", "Folder of faces used instead of the embedded ones (Times New Roman, say)"),
    ("templates", "Folder of templates used instead of the embedded ones"),
    ("lang", "Language of messages"),
    ("message_format", "Form of messages"),
    ("color", "Whether messages are coloured"),
];

/// Vietnamese for the frame of help.
const TEMPLATE_VI: &str = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}";

/// Vietnamese for the words that clap itself puts into help, and for the names of values.
const WORDS_VI: &[(&str, &str)] = &[
    ("Possible values:", "Giá trị dùng được:"),
    ("[possible values: ", "[giá trị dùng được: "),
    ("[default: ", "[mặc định: "),
    ("[alias: ", "[tên khác: "),
    ("[aliases: ", "[tên khác: "),
    ("[OPTIONS]", "[TÙY CHỌN]"),
    ("[PROJECT]", "[DỰ-ÁN]"),
    ("<PROJECT>", "<DỰ-ÁN>"),
    ("PROJECT/out", "DỰ-ÁN/out"),
    ("<DIR>", "<THƯ-MỤC>"),
    ("<DATE>", "<NGÀY>"),
    ("<DAYS>", "<SỐ-NGÀY>"),
    ("<PERIOD>", "<KỲ>"),
    ("<FILE>", "<TỆP>"),
    ("<FORMAT>", "<DẠNG>"),
    ("<MESSAGE_FORMAT>", "<DẠNG>"),
    ("<DOCUMENT>", "<TỆP>"),
    ("<LANG>", "<NGÔN-NGỮ>"),
    ("<COLOR>", "<KHI-NÀO>"),
    ("<SHELL>", "<TRÌNH-BAO>"),
    ("<TASK>", "<NHIỆM-VỤ>"),
    ("<FIELD>", "<LĨNH-VỰC>"),
    ("<OFFICE>", "<ĐƠN-VỊ>"),
    ("<OFFICES>", "<CÁC-ĐƠN-VỊ>"),
    ("<ROLE>", "<VAI-TRÒ>"),
    ("<DEADLINE>", "<THỜI-HẠN>"),
    ("<KIND>", "<HÌNH-THỨC>"),
    ("<CHANGES>", "<TỆP>"),
    ("<TEXT>", "<LỜI>"),
    ("<ENTRY>", "<TÊN>"),
    ("<CAPACITY>", "<TƯ-CÁCH>"),
    ("<KEY>", "<TỆP-KHÓA>"),
    ("<LIBRARY>", "<THƯ-VIỆN>"),
    ("<LABEL>", "<NHÃN>"),
    ("<NUMBER>", "<SỐ>"),
    ("<CHAIN>", "<CHỨNG-THƯ-CẤP-TRÊN>"),
    ("<PICTURE>", "<ẢNH>"),
    ("<LENGTH>", "<ĐỘ-DÀI>"),
    ("<SECRET>", "<TỆP-PIN>"),
    ("<ROOTS>", "<CHỨNG-THƯ-GỐC>"),
    ("<LIST>", "<DANH-SÁCH>"),
];

/// The command line with help in a language.
pub(super) fn localised(command: clap::Command, language: Language) -> clap::Command {
    let (help, version) = match language {
        Language::Vi => ("In hướng dẫn", "In phiên bản"),
        Language::En => ("Print help", "Print version"),
    };
    let mut command = command.disable_help_flag(true).disable_version_flag(true);
    command = command
        .arg(clap::Arg::new("help").short('h').long("help").action(clap::ArgAction::Help).global(true).help(help))
        .arg(clap::Arg::new("version").short('V').long("version").action(clap::ArgAction::Version).help(version));
    match language {
        Language::Vi => in_vietnamese(command),
        Language::En => in_english(command),
    }
}

fn in_vietnamese(command: clap::Command) -> clap::Command {
    let command = command.subcommand_help_heading("Lệnh").subcommand_value_name("LỆNH").help_template(TEMPLATE_VI);
    command.mut_args(vietnamese_heading).mut_subcommands(in_vietnamese)
}

fn vietnamese_heading(argument: clap::Arg) -> clap::Arg {
    let heading = if argument.is_positional() { "Tham số" } else { "Tùy chọn" };
    argument.help_heading(heading)
}

fn in_english(command: clap::Command) -> clap::Command {
    let about = COMMANDS.iter().find(|(name, _)| *name == command.get_name()).map(|(_, about)| *about);
    let about = about.unwrap_or("Document compiler for public offices by Decree 30/2020/NĐ-CP");
    command.about(about).mut_args(english_help).mut_subcommands(in_english)
}

fn english_help(argument: clap::Arg) -> clap::Arg {
    match ARGUMENTS.iter().find(|(name, _)| argument.get_id() == name) {
        Some((_, help)) => argument.help(*help),
        None => argument,
    }
}

/// Prints help, the version, or what is wrong with the arguments.
pub(super) fn print(error: &clap::Error, language: Language) {
    // A reader that has gone away is no failure of ours.
    match (language, error.use_stderr()) {
        (Language::En, _) => drop(error.print()),
        (Language::Vi, false) => drop(write!(std::io::stdout(), "{}", vietnamese(error))),
        (Language::Vi, true) if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            drop(write!(std::io::stderr(), "{}", vietnamese(error)));
        }
        (Language::Vi, true) => {
            let message = usage_error(error).unwrap_or_else(|| "dòng lệnh không đúng cách dùng".to_owned());
            let message = in_words(message);
            drop(writeln!(std::io::stderr(), "lỗi: {message}\n\nXem `vanthu --help`."));
        }
    }
}

/// Help as clap renders it, with its own words in Vietnamese.
fn vietnamese(help: &clap::Error) -> String {
    in_words(help.render().to_string())
}

fn in_words(text: String) -> String {
    WORDS_VI.iter().fold(text, |text, (english, vietnamese)| text.replace(english, vietnamese))
}

/// The commonest usage errors in Vietnamese; the others stay as clap says them.
fn usage_error(error: &clap::Error) -> Option<String> {
    let context = |kind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        _ => None,
    };
    let argument = context(ContextKind::InvalidArg).unwrap_or_default();
    let suggestion = |kind| context(kind).map(|s| format!("; ý bạn là `{s}`?")).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument if !argument.starts_with('-') => Some(format!("thừa `{argument}`")),
        ErrorKind::UnknownArgument => {
            Some(format!("không có tùy chọn `{argument}`{}", suggestion(ContextKind::SuggestedArg)))
        }
        ErrorKind::InvalidSubcommand => {
            let name = context(ContextKind::InvalidSubcommand)?;
            Some(format!("không có lệnh `{name}`{}", suggestion(ContextKind::SuggestedSubcommand)))
        }
        ErrorKind::InvalidValue => {
            let value = context(ContextKind::InvalidValue)?;
            if value.is_empty() {
                return Some(format!("thiếu giá trị cho `{argument}`"));
            }
            let valid = context(ContextKind::ValidValue).filter(|valid| !valid.is_empty());
            let valid = valid.map(|valid| format!("; chọn một trong: {valid}")).unwrap_or_default();
            Some(format!("giá trị `{value}` không dùng được cho `{argument}`{valid}"))
        }
        ErrorKind::ValueValidation => {
            let value = context(ContextKind::InvalidValue)?;
            let example = std::error::Error::source(error)
                .map(|source| source.to_string().replace("write it like", "; viết theo dạng"))
                .unwrap_or_default();
            Some(format!("giá trị `{value}` không dùng được cho `{argument}`{example}"))
        }
        ErrorKind::ArgumentConflict if context(ContextKind::PriorArg).is_some_and(|prior| prior != argument) => {
            let prior = context(ContextKind::PriorArg)?;
            Some(format!("tùy chọn `{argument}` không dùng cùng `{prior}`"))
        }
        ErrorKind::MissingRequiredArgument => Some(format!("thiếu `{argument}`")),
        ErrorKind::ArgumentConflict => Some(format!("tùy chọn `{argument}` chỉ ghi một lần")),
        _ => None,
    }
}
