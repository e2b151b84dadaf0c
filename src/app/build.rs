//! The conductor: the road from files to files, in one place.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::cli::{Format, Options};
use super::files::{self, Output, ProjectFiles};
use super::language::Language;
use super::progress::{Progress, Stage};
use super::{Failure, Report};
use crate::base::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::font::{Faces, FontFile};
use crate::plan::Plan;
use crate::template::Templates;
use crate::{check, compose, docx, galley, input, page, pdf};

/// What can be made from a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Product {
    /// The plan with its annex: `ke-hoach`.
    Plan,
    /// The annex alone: `phu-luc`.
    Annex,
}

impl Product {
    /// The files' name without extension.
    fn stem(self) -> &'static str {
        match self {
            Self::Plan => "ke-hoach",
            Self::Annex => "phu-luc",
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

/// Everything a project says, read and checked.
struct Project {
    plan: Plan,
    faces: Faces,
    templates: Templates,
}

/// Makes products of a project and writes them.
pub(super) fn build(
    project: &Path,
    products: &[Product],
    formats: &[Format],
    options: &Options,
    language: Language,
) -> Result<Report<Vec<Written>>, Failure> {
    let files = ProjectFiles::find(project)?;
    let mut progress = Progress::start(language);
    progress.at(Stage::Reading);
    let Report { value: project, mut findings } = read(&files, options)?;
    let mut made = Vec::new();
    for &product in products {
        let started = Instant::now();
        if let Some(document) = compose(product, &project).map_err(|failure| failure.with(&mut findings))? {
            typeset(&document, product, started, &project, formats, &mut progress, &mut made)?;
        }
    }
    if made.is_empty() {
        findings.push(no_annex());
        return Err(Failure::Input(findings));
    }
    progress.at(Stage::Writing);
    let folder = options.out.clone().unwrap_or_else(|| files.folder.join("out"));
    let (outputs, reports): (Vec<Output>, Vec<(usize, u128)>) = made.into_iter().unzip();
    let paths = files::write_all(&folder, &outputs)?.into_iter().zip(reports);
    let value = paths.map(|(path, (pages, milliseconds))| Written { path, pages, milliseconds }).collect();
    Ok(Report { value, findings })
}

/// Reads, checks and composes a project, and writes nothing.
pub(super) fn check(project: &Path, options: &Options) -> Result<Report<()>, Failure> {
    let files = ProjectFiles::find(project)?;
    let Report { value: project, mut findings } = read(&files, options)?;
    for product in [Product::Plan, Product::Annex] {
        compose(product, &project).map_err(|failure| failure.with(&mut findings))?;
    }
    Ok(Report { value: (), findings })
}

/// Files → nouns, with every finding about all of them; any error stops here.
fn read(files: &ProjectFiles, options: &Options) -> Result<Report<Project>, Failure> {
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
    if let Some(plan) = &plan {
        findings.extend(check::check(plan, &faces));
        let log = kept(files.read_progress(), &mut findings)?.unwrap_or_default();
        findings.extend(input::read_progress(plan, &log).1);
    }
    match (plan, templates) {
        (Some(plan), Some(templates)) if !findings.has_errors() => {
            Ok(Report { value: Project { plan, faces, templates }, findings: findings.into_sorted() })
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
        Err(Failure::System(why)) => Err(Failure::System(why)),
    }
}

pub(super) fn faces(folder: Option<&Path>) -> Result<(Faces, Diagnostics), Failure> {
    let Some(folder) = folder else { return Ok((Faces::embedded(), Diagnostics::default())) };
    let files = files::read_fonts(folder)?;
    let files = files.into_iter().map(|(name, bytes)| FontFile { name, bytes }).collect();
    Faces::from_files(files).map_err(|findings| Failure::Input(findings.into_sorted()))
}

/// Nouns → document.
fn compose(product: Product, project: &Project) -> Result<Option<Document>, Failure> {
    match product {
        Product::Plan => compose::plan(&project.plan, &project.templates).map(Some).map_err(Failure::Input),
        Product::Annex => Ok(compose::annex(&project.plan)),
    }
}

/// The annex was asked for by name, and there is none to make.
fn no_annex() -> Diagnostic {
    Diagnostic::error("no-annex", "kế hoạch này không có phụ lục", "this plan has no annex")
        .hint("thêm khóa `annex` vào plan.yaml", "add the key `annex` to plan.yaml")
}

/// Document → galley → both files, each with its pages and the milliseconds since the one before.
fn typeset(
    document: &Document,
    product: Product,
    mut started: Instant,
    project: &Project,
    formats: &[Format],
    progress: &mut Progress,
    made: &mut Vec<(Output, (usize, u128))>,
) -> Result<(), Failure> {
    progress.at(Stage::Setting);
    let galley = galley::set(document, &project.plan.choices, &project.faces);
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
        let output = Output { name: format!("{}.{}", product.stem(), extension(format)), bytes };
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
    fn with(self, before: &mut Vec<Diagnostic>) -> Self {
        match self {
            Self::Input(found) => {
                before.extend(found);
                Self::Input(std::mem::take(before))
            }
            Self::System(why) => Self::System(why),
        }
    }

    /// A writer failed: the input was found good, so the fault is the program's.
    fn bug(room: &str, error: &dyn std::fmt::Display) -> Self {
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
