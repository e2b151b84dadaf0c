//! The conductor: the road from files to files, in one place.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use chrono::NaiveDate;

use super::cli::{AmendKind, Format, Options};
use super::files::{self, Output, ProjectFiles};
use super::issued::{self, Composed};
use super::language::Language;
use super::pictures::{self, Pictures};
use super::progress::{Progress, Stage};
use super::{Failure, Report, amend, annex, signed};
use crate::base::{Diagnostic, Diagnostics, PartialDate, Source};
use crate::document::Document;
use crate::font::{Faces, FontFile};
use crate::picture::Picture;
use crate::plan::{Amendment, AmendmentSource, AsOf, DocumentId, History, Plan, Register, ReportPeriod};
use crate::template::Templates;
use crate::view::report::Counted;
use crate::{check, compose, docx, galley, input, page, pdf, plan};

/// What can be made from a project without further questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Product {
    /// The plan with its annex: `ke-hoach`.
    Plan,
    /// The annex alone: `phu-luc`.
    Annex,
    /// The report of a period: `bao-cao-2023-q3`.
    Report(Asked),
    /// The reports of all periods that plan.yaml lists.
    Reports,
    /// The document that changes the assignments from a day on: `dieu-chinh-2023-10-01`.
    Amend(NaiveDate, Option<AmendKind>),
}

/// Which report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// The period.
    pub(super) period: ReportPeriod,
    /// The day up to which it counts, where the command line says one.
    pub(super) as_of: Option<NaiveDate>,
}

impl Product {
    /// The files' name without extension.
    pub(super) fn stem(self) -> String {
        match self {
            Self::Plan => "ke-hoach".to_owned(),
            Self::Annex => "phu-luc".to_owned(),
            Self::Report(asked) => format!("bao-cao-{}", asked.period.to_string().to_lowercase()),
            Self::Reports => "bao-cao".to_owned(),
            Self::Amend(day, _) => format!("dieu-chinh-{day}"),
        }
    }

    /// The documents that it stands for.
    fn expanded(self, project: &Project) -> Vec<Self> {
        let listed = || project.plan.reports.periods.iter().map(|period| Asked { period: period.value, as_of: None });
        match self {
            Self::Plan | Self::Annex | Self::Report(_) | Self::Amend(..) => vec![self],
            Self::Reports => listed().map(Self::Report).collect(),
        }
    }
}

/// A file that was written.
#[derive(Debug)]
pub(super) struct Written {
    /// Where.
    pub(super) path: PathBuf,
    /// How many pages it has.
    pub(super) pages: usize,
    /// How long its making took, in milliseconds.
    pub(super) milliseconds: u128,
}

/// A finished file, its pages, and the milliseconds that it took.
pub(super) type Made = (Output, (usize, u128));

/// Everything a project says, read and checked.
pub(super) struct Project {
    /// The plan as it was issued, with the number and day of the register.
    pub(super) plan: Plan,
    /// What was issued.
    pub(super) register: Register,
    /// What was changed since.
    pub(super) history: History,
    log: plan::Progress,
    /// What people wrote for the reports, with the numbers and days of the register.
    pub(super) reports: Vec<plan::Report>,
    faces: Faces,
    templates: Templates,
    pictures: Vec<Arc<Picture>>,
}

impl Project {
    /// The templates, the office's own in their place.
    pub(super) fn templates(&self) -> &Templates {
        &self.templates
    }

    /// The pictures to be placed.
    pub(super) fn pictures(&self) -> &[Arc<Picture>] {
        &self.pictures
    }

    /// The document that an annex as changed goes with, under the number of the register.
    pub(super) fn amendment(&self, as_of: AsOf) -> Option<Amendment> {
        let mut amendment = self.history.amendment(as_of)?;
        if let (AmendmentSource::Own { .. }, Some(entry)) =
            (&amendment.source, self.register.standing(DocumentId::Amend(amendment.effective)))
        {
            amendment.source = AmendmentSource::Own {
                number: Some(entry.number.value),
                symbol: Some(entry.symbol.value.clone()),
                date: Some(PartialDate::Day(entry.date.value)),
            };
        }
        Some(amendment)
    }
}

/// Makes products of a project and writes them.
pub(super) fn build(
    project: &Path,
    (products, pictures): (&[Product], Pictures),
    formats: &[Format],
    options: &Options,
    language: Language,
) -> Result<Report<Vec<Written>>, Failure> {
    let files = ProjectFiles::find(project)?;
    let mut progress = Progress::start(language);
    progress.at(Stage::Reading);
    let Report { value: project, mut findings } = read_all(&files, options, pictures)?;
    let mut made = Vec::new();
    for product in products.iter().flat_map(|product| product.expanded(&project)) {
        let started = Instant::now();
        let composed = issued::composed(product, &project, &files, &mut findings);
        if let Some(composed) = composed.map_err(|failure| failure.with(&mut findings))? {
            let from = made.len();
            typeset(&composed, &product.stem(), started, &project, formats, &mut progress, &mut made)?;
            findings.extend(composed.other_bytes(made.get(from..).unwrap_or_default()));
        }
    }
    write(&files, made, findings, options, &mut progress)
}

/// Everything that was made → disk.
pub(super) fn write(
    files: &ProjectFiles,
    made: Vec<Made>,
    findings: Vec<Diagnostic>,
    options: &Options,
    progress: &mut Progress,
) -> Result<Report<Vec<Written>>, Failure> {
    progress.at(Stage::Writing);
    let (outputs, reports): (Vec<Output>, Vec<(usize, u128)>) = made.into_iter().unzip();
    let paths = files::write_all(&out_folder(files, options), &outputs)?;
    Ok(Report { value: written(paths, reports), findings })
}

/// Where files are written.
pub(super) fn out_folder(files: &ProjectFiles, options: &Options) -> PathBuf {
    options.out.clone().unwrap_or_else(|| files.folder.join(files::OUT_FOLDER))
}

/// Files with their pages and the milliseconds of their making.
pub(super) fn written(paths: Vec<PathBuf>, reports: Vec<(usize, u128)>) -> Vec<Written> {
    let report = |(path, (pages, milliseconds))| Written { path, pages, milliseconds };
    paths.into_iter().zip(reports).map(report).collect()
}

/// Reads, checks and composes a project, and writes nothing.
pub(super) fn check(project: &Path, options: &Options) -> Result<Report<()>, Failure> {
    let files = ProjectFiles::find(project)?;
    let Report { value: project, mut findings } = read_all(&files, options, Pictures::Checked)?;
    let written = project.reports.iter().map(|report| Asked { period: report.period, as_of: None });
    let listed = [Product::Plan, Product::Annex, Product::Reports].into_iter();
    let all = listed.flat_map(|product| product.expanded(&project)).chain(written.map(Product::Report));
    for product in all.collect::<Vec<_>>() {
        compose(product, &project).map_err(|failure| failure.with(&mut findings))?;
    }
    let differences = issued::differences(&project, &files);
    let differences = differences.map_err(|failure| failure.with(&mut findings))?;
    findings.extend(differences);
    findings.extend(signed::held_against(&project.register, &project.history, &out_folder(&files, options)));
    Ok(Report { value: (), findings })
}

/// The project as its files say it, the register's too.
pub(super) fn read_all(files: &ProjectFiles, options: &Options, what: Pictures) -> Result<Report<Project>, Failure> {
    match files.read_register() {
        Ok(register) => {
            let mut report = read(files, register.as_ref(), options, what)?;
            report.findings.extend(issued::unnamed(&report.value.register, files));
            Ok(report)
        }
        Err(Failure::Input(mut found)) => match read(files, None, options, what) {
            Ok(_) => Err(Failure::Input(found)),
            Err(failure) => Err(failure.with(&mut found)),
        },
        Err(failure @ (Failure::Usage(_) | Failure::System(_))) => Err(failure),
    }
}

/// Files → nouns, with every finding about all of them, and a register that need not lie on the disk; any error stops here.
pub(super) fn read(
    files: &ProjectFiles,
    register: Option<&Arc<Source>>,
    options: &Options,
    what: Pictures,
) -> Result<Report<Project>, Failure> {
    let mut findings = Diagnostics::default();
    // Without the faces that were asked for, the plan is looked through with the embedded ones.
    let faces = kept(faces(options.fonts.as_deref()), &mut findings)?;
    let own = kept(files.templates(options.templates.as_deref()), &mut findings)?.unwrap_or_default();
    let templates = match Templates::new(own) {
        Ok(templates) => Some(templates),
        Err(found) => {
            findings.extend(found);
            None
        }
    };
    findings.extend(templates.iter().flat_map(Templates::unused));
    let faces = faces.map_or_else(Faces::embedded, |(faces, found)| {
        findings.extend(found);
        faces
    });
    let plan = kept(files.read_plan(), &mut findings)?.and_then(|source| {
        let (plan, found) = input::read_plan(source);
        findings.extend(found);
        plan
    });
    let (plan, register) = match plan {
        Some(plan) => {
            let (register, found) = input::read_register(&plan, register);
            findings.extend(found);
            (Some(register.applied_to(plan)), register)
        }
        None => (None, Register::default()),
    };
    let mut history = History::default();
    let mut said = (plan::Progress::default(), Vec::new());
    let mut pictures = Vec::new();
    if let Some(plan) = &plan {
        pictures = pictures::read(files, plan, what, &mut findings)?;
        findings.extend(check::check(plan, &faces));
        let changes = kept(files.read_history(), &mut findings)?.flatten();
        let (changes, found) = input::read_history(plan, changes.as_ref());
        if !found.has_errors() {
            findings.extend(check::closed_offices::check(plan, &changes));
            history = changes;
        }
        findings.extend(found);
        let log = kept(files.read_progress(), &mut findings)?.unwrap_or_default();
        let (log, found) = input::read_progress(&history.with_all_tasks(plan), &log);
        findings.extend(found);
        findings.extend(check::check_progress(&log, &faces));
        let written = kept(files.read_reports(), &mut findings)?.unwrap_or_default();
        let (reports, found) = input::read_reports(plan, &written);
        findings.extend(found);
        findings.extend(check::check_reports(plan, &reports, &faces));
        findings.extend(input::check_registered_reports(&register, &reports));
        said = (log, reports.into_iter().map(|report| register.applied_to_report(report)).collect());
    }
    match (plan, templates) {
        (Some(plan), Some(templates)) if !findings.has_errors() => {
            let (log, reports) = said;
            let project = Project { plan, register, history, log, reports, faces, templates, pictures };
            Ok(Report { value: project, findings: findings.into_sorted() })
        }
        _ => Err(Failure::Input(findings.into_sorted())),
    }
}

/// What came of a step whose findings must not hide those of the next ones; only a failure of the system ends the run.
fn kept<T>(result: Result<T, Failure>, findings: &mut Diagnostics) -> Result<Option<T>, Failure> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(Failure::Input(found)) => {
            findings.extend(found);
            Ok(None)
        }
        Err(failure @ (Failure::Usage(_) | Failure::System(_))) => Err(failure),
    }
}

pub(super) fn faces(folder: Option<&Path>) -> Result<(Faces, Diagnostics), Failure> {
    let Some(folder) = folder else { return Ok((Faces::embedded(), Diagnostics::default())) };
    let files = files::read_fonts(folder)?;
    let files = files.into_iter().map(|(name, bytes)| FontFile { name, bytes }).collect();
    Faces::from_files(files).map_err(|findings| Failure::Input(findings.into_sorted()))
}

/// Nouns → document.
pub(super) fn compose(product: Product, project: &Project) -> Result<Option<Document>, Failure> {
    let document = match product {
        Product::Plan => compose::plan(&project.plan, &project.templates),
        Product::Annex => return Ok(annex::compose(project, AsOf::Latest)),
        Product::Report(asked) => report(asked, project),
        Product::Reports => return Ok(None),
        Product::Amend(day, kind) => amend::compose(day, kind, project),
    };
    document.map(|document| Some(document.with_pictures(&project.pictures))).map_err(Failure::Input)
}

/// The report of a period, counted up to the day that was asked for and begun after the one before.
fn report(asked: Asked, project: &Project) -> Result<Document, Vec<Diagnostic>> {
    let Project { plan: issued, register, history, log, reports, templates, .. } = project;
    let plan = issued;
    if plan.annex.is_none() {
        return Err(vec![no_tasks()]);
    }
    let days = asked.period.days(plan.reports.cut_off);
    if let Some(day) = asked.as_of.filter(|day| !days.contains(*day)) {
        let (vi, en) = input::outside_period(asked.period, plan, day);
        let hint = ("ghi `--as-of` là một ngày trong kỳ", "name a day of the period at `--as-of`");
        return Err(vec![Diagnostic::error("as-of-outside-period", vi, en).hint(hint.0, hint.1)]);
    }
    let written = |period: ReportPeriod| reports.iter().find(|report| report.period == period);
    let bare = register.applied_to_report(plan::Report::bare(plan, asked.period));
    let before = written(asked.period.previous()).and_then(|report| report.as_of.as_ref());
    let report = written(asked.period).unwrap_or(&bare);
    // Whoever held a task at the cut-off answers for it, then and in the period before.
    let counted_to = asked.as_of.or(report.as_of.as_ref().map(|day| day.value)).unwrap_or(days.last);
    let before = register.previous_counted_to(asked.period).or(before.map(|day| day.value));
    let previous_to = before.unwrap_or_else(|| asked.period.previous().days(plan.reports.cut_off).last);
    let (then, earlier) =
        (history.plan_on(issued, AsOf::Day(counted_to)), history.plan_on(issued, AsOf::Day(previous_to)));
    let counted = Counted {
        plan: &then,
        plan_before: &earlier,
        progress: log,
        report,
        as_of: asked.as_of,
        previous_counted_to: before,
    };
    compose::report(&counted, templates)
}

/// A report tells of tasks, and there are none.
fn no_tasks() -> Diagnostic {
    Diagnostic::error(
        "no-tasks",
        "kế hoạch này không có phụ lục giao nhiệm vụ, nên không có gì để báo cáo",
        "this plan has no annex that assigns tasks, so there is nothing to report",
    )
    .hint("thêm khóa `annex` vào plan.yaml", "add the key `annex` to plan.yaml")
}

/// Document → galley → both files, each with its pages and the milliseconds since the one before.
pub(super) fn typeset(
    composed: &Composed,
    stem: &str,
    mut started: Instant,
    project: &Project,
    formats: &[Format],
    progress: &mut Progress,
    made: &mut Vec<Made>,
) -> Result<(), Failure> {
    progress.at(Stage::Setting);
    let galley = galley::set(&composed.document, &composed.choices, &project.faces);
    progress.at(Stage::Cutting);
    let pages = page::cut(&galley);
    for &format in formats {
        let bytes = match format {
            Format::Docx => {
                progress.at(Stage::Docx);
                docx::write(&galley).map_err(|error| Failure::bug("docx", &error))?
            }
            Format::Pdf => {
                progress.at(Stage::Pdf);
                pdf::write(&pages, &project.faces).map_err(|error| Failure::bug("pdf", &error))?
            }
        };
        let output = Output { name: format!("{stem}.{}", extension(format)), bytes };
        made.push((output, (pages.pages.len(), started.elapsed().as_millis())));
        started = Instant::now();
    }
    Ok(())
}

fn extension(format: Format) -> &'static str {
    match format {
        Format::Docx => "docx",
        Format::Pdf => "pdf",
    }
}

impl Failure {
    /// Together with what was found before.
    pub(super) fn with(self, before: &mut Vec<Diagnostic>) -> Self {
        match self {
            Self::Input(found) => {
                before.extend(found);
                Self::Input(std::mem::take(before))
            }
            Self::Usage(_) | Self::System(_) => self,
        }
    }

    /// A writer failed: the input was found good, so the fault is the program's.
    pub(super) fn bug(room: &str, error: &dyn std::fmt::Display) -> Self {
        Self::Input(vec![
            Diagnostic::error(
                "internal",
                format!("lỗi của chương trình khi tạo tệp {room}: {error}"),
                format!("a fault of the program while making the {room} file: {error}"),
            )
            .hint("xin báo lỗi này kèm tệp plan.yaml", "please report it together with plan.yaml"),
        ])
    }
}
