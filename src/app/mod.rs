//! The only room with disk, clock, environment and terminal.

mod amend;
mod annex;
mod build;
mod cli;
mod files;
mod forms;
mod grid;
mod help;
mod init;
mod issue;
mod issued;
mod language;
mod lock;
mod log;
mod pictures;
mod progress;
mod reassign;
mod recorded;
pub mod report;
mod sign;
mod signed;
mod status;
mod system;
mod transaction;

pub use language::Language;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use build::{Asked, Product, Written};
use clap::{CommandFactory, FromArgMatches};
use cli::{Cli, Colour, Command, Described, Make, MessageFormat, Options, ProgressCommand};
use issue::Entered;
use pictures::Pictures;

use crate::base::{Diagnostic, Phrase, Severity, text};
use crate::input;
use sign::Signed;

/// A result with what was found on the way.
struct Report<T> {
    value: T,
    findings: Vec<Diagnostic>,
}

/// Why nothing came of it.
enum Failure {
    /// The input has errors: status 1.
    Input(Vec<Diagnostic>),
    /// It was asked for in a way that cannot be: status 2.
    Usage(Phrase),
    /// The disk or the system failed: status 3.
    System(Phrase),
}

impl From<Box<Diagnostic>> for Failure {
    fn from(finding: Box<Diagnostic>) -> Self {
        Self::Input(vec![*finding])
    }
}

/// What `build` makes.
const EVERYTHING: &[Product] = &[Product::Plan, Product::Annex, Product::Reports];

/// Exit status where the input has errors.
const STATUS_INPUT: u8 = 1;
/// Exit status of wrong usage.
const STATUS_USAGE: u8 = 2;
/// Exit status where the disk or the system failed.
const STATUS_SYSTEM: u8 = 3;

/// Runs the program with the process's arguments.
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let language = Language::from_surroundings(&arguments);
    let command = help::localised(Cli::command(), language);
    let parsed = command.try_get_matches_from(&arguments).and_then(|matches| Cli::from_arg_matches(&matches));
    match parsed {
        Ok(cli) => run(&cli, language),
        Err(error) => {
            help::print(&error, language);
            if error.use_stderr() { ExitCode::from(STATUS_USAGE) } else { ExitCode::SUCCESS }
        }
    }
}

fn run(cli: &Cli, language: Language) -> ExitCode {
    let speaker = Speaker::new(&cli.options, language);
    let done = match &cli.command {
        Command::Build(asked) => make(&speaker, &asked.make, EVERYTHING, asked.pictures(), &cli.options),
        Command::Plan(asked) => make(&speaker, &asked.make, &[Product::Plan], asked.pictures(), &cli.options),
        Command::Report(asked) => {
            let report = Product::Report(Asked { period: asked.period, as_of: asked.counted_to });
            make(&speaker, &asked.make.make, &[report], asked.make.pictures(), &cli.options)
        }
        Command::Annex(asked) => annex::annex(asked, &cli.options, language).map(|report| speaker.made(&report)),
        Command::Amend(asked) => amend::amend(asked, &cli.options, language).map(|report| speaker.made(&report)),
        Command::Reassign(asked) => reassign::reassign(asked, &speaker),
        Command::UndoReassign(asked) => reassign::undo(asked, &speaker),
        Command::Log(asked) => log::log(asked, language).map(|report| speaker.told(&report)),
        Command::Office(asked) => log::office(asked, language).map(|report| speaker.told(&report)),
        Command::Status(asked) => status::status(asked, language).map(|report| {
            speaker.findings(&report.findings);
            print(&report.value);
        }),
        Command::Progress { command } => match command {
            ProgressCommand::Form(asked) => forms::write(asked, &cli.options).map(|report| {
                speaker.findings(&report.findings);
                report.value.iter().for_each(|form| print(&form.told(speaker.format, language)));
            }),
            ProgressCommand::Import(asked) => forms::import(asked).map(|report| {
                speaker.findings(&report.findings);
                print(&report.value.told(speaker.format, language));
            }),
        },
        Command::Check(project) => build::check(&project.project, &cli.options).map(|report| speaker.checked(&report)),
        Command::Issue(asked) => issue::issue(asked, &cli.options, language).map(|report| speaker.entered(&report)),
        Command::Sign(asked) => sign::sign(asked, &cli.options, language).map(|report| speaker.signed(&report)),
        Command::Verify(asked) => match sign::verify(asked, language) {
            Ok((text, holds)) => {
                print(&text);
                return if holds { ExitCode::SUCCESS } else { ExitCode::from(STATUS_INPUT) };
            }
            Err(failure) => Err(failure),
        },
        Command::Init { dir } => init::init(dir, language).map(|path| speaker.started(&path)),
        Command::Schema { document } => {
            let of = match document {
                Described::Plan => input::Written::Plan,
                Described::Progress => input::Written::Progress,
                Described::Report => input::Written::Report,
                Described::Reassignments => input::Written::History,
                Described::Register => input::Written::Register,
            };
            print(&input::json_schema(of, language == Language::En));
            Ok(())
        }
        Command::Completions { shell } => {
            let mut command = help::localised(Cli::command(), language);
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut command, "vanthu", &mut script);
            print(&String::from_utf8_lossy(&script));
            Ok(())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => speaker.failed(&failure),
    }
}

fn make(
    speaker: &Speaker,
    asked: &Make,
    products: &[Product],
    pictures: Pictures,
    options: &Options,
) -> Result<(), Failure> {
    let formats = asked.formats();
    let report = build::build(&asked.project.project, (products, pictures), &formats, options, speaker.language)?;
    speaker.made(&report);
    Ok(())
}

/// A reader that has gone away is no failure of ours.
fn print(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}

/// Says things in the user's language and form.
struct Speaker {
    language: Language,
    format: MessageFormat,
    colour: bool,
}

impl Speaker {
    fn new(options: &Options, language: Language) -> Self {
        let colour = match options.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
        };
        Self { language, format: options.message_format, colour }
    }

    fn findings(&self, findings: &[Diagnostic]) {
        let text = match self.format {
            MessageFormat::Human => report::human(findings, self.language, self.colour),
            MessageFormat::Json => report::json_lines(findings, self.language),
        };
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    fn told(&self, report: &Report<String>) {
        self.findings(&report.findings);
        print(&report.value);
    }

    fn made(&self, report: &Report<Vec<Written>>) {
        self.findings(&report.findings);
        for written in &report.value {
            print(&self.written(written));
        }
    }

    fn entered(&self, report: &Report<Entered>) {
        self.findings(&report.findings);
        let Entered { document, number, symbol, date, before, files } = &report.value;
        let (full, day) = (format!("{}/{symbol}", text::document_number(*number)), text::day_in_figures(*date));
        print(&match (self.format, self.language) {
            (MessageFormat::Json, _) => {
                let line = serde_json::json!({
                    "registered": document.to_string(), "number": number, "symbol": symbol,
                    "date": date.to_string(), "before": before,
                });
                format!("{line}\n")
            }
            (MessageFormat::Human, Language::Vi) if *before => {
                format!("Đã có trong sổ: {document}, số {full} ngày {day}\n")
            }
            (MessageFormat::Human, Language::Vi) => format!("Đã vào sổ: {document}, số {full} ngày {day}\n"),
            (MessageFormat::Human, Language::En) if *before => {
                format!("Registered before: {document}, {full} of {day}\n")
            }
            (MessageFormat::Human, Language::En) => format!("Registered: {document}, {full} of {day}\n"),
        });
        for written in files {
            print(&self.written(written));
        }
    }

    fn written(&self, written: &Written) -> String {
        let Written { path, pages, milliseconds } = written;
        let path = path.display();
        match self.format {
            MessageFormat::Human => match self.language {
                Language::Vi => format!("Đã ghi {path} ({pages} trang, {milliseconds} ms)\n"),
                Language::En => format!("Wrote {path} ({pages} pages, {milliseconds} ms)\n"),
            },
            MessageFormat::Json => {
                let line = serde_json::json!({
                    "written": path.to_string(), "pages": pages, "milliseconds": milliseconds
                });
                format!("{line}\n")
            }
        }
    }

    fn checked(&self, report: &Report<()>) {
        self.findings(&report.findings);
        if self.format == MessageFormat::Human {
            let count = report.findings.len();
            print(&match self.language {
                Language::Vi => format!("Đã kiểm tra: không có lỗi, {count} cảnh báo\n"),
                Language::En if count == 1 => "Checked: no errors, 1 warning\n".to_owned(),
                Language::En => format!("Checked: no errors, {count} warnings\n"),
            });
        }
    }

    fn signed(&self, report: &Report<Signed>) {
        self.findings(&report.findings);
        let Signed { path, name, capacity, at, stamped } = &report.value;
        let path = path.display();
        print(&match self.format {
            MessageFormat::Json => {
                let source = if *stamped { "timestamp" } else { "machine" };
                let line = serde_json::json!({
                    "signed": path.to_string(), "signer": name, "signed_at": at.iso(), "time_source": source
                });
                format!("{line}\n")
            }
            MessageFormat::Human => {
                let (capacity, at) = (sign::capacity(*capacity, self.language), at.shown());
                let clock = match (*stamped, self.language) {
                    (true, Language::Vi) => "có dấu thời gian",
                    (true, Language::En) => "with a time stamp",
                    (false, Language::Vi) => "giờ của máy này, không có dấu thời gian",
                    (false, Language::En) => "by this machine's clock, without a time stamp",
                };
                match self.language {
                    Language::Vi => format!("Đã ký {path}: {name} ({capacity}), {at} ({clock})\n"),
                    Language::En => format!("Signed {path}: {name} ({capacity}), {at} ({clock})\n"),
                }
            }
        });
    }

    fn started(&self, path: &Path) {
        let path = path.display();
        print(&match (self.format, self.language) {
            (MessageFormat::Json, _) => format!("{}\n", serde_json::json!({ "written": path.to_string() })),
            (MessageFormat::Human, Language::Vi) => format!("Đã tạo {path}; sửa tệp này rồi chạy `vanthu tao`\n"),
            (MessageFormat::Human, Language::En) => format!("Made {path}; edit it, then run `vanthu build`\n"),
        });
    }

    fn failed(&self, failure: &Failure) -> ExitCode {
        match failure {
            Failure::Input(findings) => {
                self.findings(findings);
                if self.format == MessageFormat::Human {
                    let errors = findings.iter().filter(|d| d.severity == Severity::Error).count();
                    let summary = match self.language {
                        Language::Vi => format!("Có {errors} lỗi; chưa ghi tệp nào\n"),
                        Language::En if errors == 1 => "1 error; nothing was written\n".to_owned(),
                        Language::En => format!("{errors} errors; nothing was written\n"),
                    };
                    let _ = io::stderr().lock().write_all(summary.as_bytes());
                }
                ExitCode::from(STATUS_INPUT)
            }
            Failure::Usage(phrase) => self.stopped("usage", phrase, STATUS_USAGE),
            Failure::System(phrase) => self.stopped("system", phrase, STATUS_SYSTEM),
        }
    }

    fn stopped(&self, code: &'static str, why: &Phrase, status: u8) -> ExitCode {
        self.findings(&[Diagnostic::error(code, why.vi.clone(), why.en.clone())]);
        ExitCode::from(status)
    }
}
