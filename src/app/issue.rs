//! `vanthu issue`: number and day of a document enter the register, and what is issued is kept as it is.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use chrono::NaiveDate;

use super::build::{self, Asked, Made, Product, Project, Written};
use super::cli::{AmendKind, Format, Issue, Options};
use super::files::{self, Output, ProjectFiles};
use super::issued::{self, Composed};
use super::language::Language;
use super::pictures::Pictures;
use super::progress::{Progress, Stage};
use super::signed::{self, SignedFile};
use super::transaction::Replacement;
use super::{Failure, Report, amend};
use crate::base::{Diagnostic, Place, Source, text};
use crate::document::Issued;
use crate::edit::{self, Change, Draft, Step};
use crate::input;
use crate::plan::{DocumentId, Plan, Registered};

/// What the head of a new register says.
const HEAD: &str = "Sổ đăng ký văn bản đi của dự án.\n`vanthu issue` ghi thêm ở cuối; không xóa dòng nào.";

/// What was entered.
#[derive(Debug)]
pub(super) struct Entered {
    /// Which document.
    pub(super) document: DocumentId,
    /// Số.
    pub(super) number: u32,
    /// Ký hiệu.
    pub(super) symbol: String,
    /// Ngày ban hành.
    pub(super) date: NaiveDate,
    /// Whether it stood in the register before.
    pub(super) before: bool,
    /// The files that were written.
    pub(super) files: Vec<Written>,
}

/// Enters a document into the register, writes its files and keeps what they say.
pub(super) fn issue(asked: &Issue, options: &Options, language: Language) -> Result<Report<Entered>, Failure> {
    let document = DocumentId::parse(&asked.issued).ok_or_else(|| input::unknown_document(&asked.issued));
    let document = document.map_err(|finding| Failure::Input(vec![finding]))?;
    let files = ProjectFiles::find_to_change(&asked.project.project, "issue")?;
    let mut progress = Progress::start(language);
    progress.at(Stage::Reading);
    let source = files.read_register()?;
    let Report { value: project, findings } = build::read(&files, source.as_ref(), options, Pictures::Ignored)?;
    let standing = project.register.standing(document);
    if let Some(entry) = standing.filter(|entry| is_same(entry, asked)) {
        return again(entry, &project, &files, options, progress, findings);
    }
    let entry = NewEntry {
        document,
        number: asked.number,
        date: asked.date,
        symbol: symbol(document, asked.kind, &project),
        as_of: asked.as_of.or_else(|| written_as_of(document, &project)),
        kind: asked.kind,
        replaces: asked.replace.then(|| replaced(standing, document)).transpose()?,
    };
    enter(&entry, &project, source, &files, options, progress)
}

/// Whether an entry says what is asked for.
fn is_same(entry: &Registered, asked: &Issue) -> bool {
    let as_of = entry.as_of.as_ref().map(|day| day.value);
    entry.number.value == asked.number
        && entry.date.value == asked.date
        && asked.as_of.is_none_or(|asked| as_of == Some(asked))
}

/// It stands already: its files are made once more, from what was kept.
fn again(
    entry: &Registered,
    project: &Project,
    files: &ProjectFiles,
    options: &Options,
    mut progress: Progress,
    mut findings: Vec<Diagnostic>,
) -> Result<Report<Entered>, Failure> {
    let mut made = Vec::new();
    for product in Product::all_of(entry.document.value) {
        if let Some(composed) = issued::composed(product, project, files, &mut findings)? {
            let from = made.len();
            build::typeset(&composed, &product.stem(), Instant::now(), project, &BOTH, &mut progress, &mut made)?;
            findings.extend(composed.other_bytes(made.get(from..).unwrap_or_default()));
        }
    }
    let folder = build::out_folder(files, options);
    let signed = signed_among(&made, &folder);
    findings.extend(signed::keep(&signed, entry.number.value, entry.date.value)?);
    made.retain(|made| !is_among(&signed, made, &folder));
    let (outputs, reports): (Vec<Output>, Vec<(usize, u128)>) = made.into_iter().unzip();
    let paths = files::write_all(&folder, &outputs)?;
    let value = Entered {
        document: entry.document.value,
        number: entry.number.value,
        symbol: entry.symbol.value.clone(),
        date: entry.date.value,
        before: true,
        files: build::written(paths, reports),
    };
    Ok(Report { value, findings })
}

/// An issued document has both files.
const BOTH: [Format; 2] = [Format::Docx, Format::Pdf];

/// Everything that is made at once: all of it, or none.
fn enter(
    entry: &NewEntry,
    before: &Project,
    source: Option<Arc<Source>>,
    files: &ProjectFiles,
    options: &Options,
    mut progress: Progress,
) -> Result<Report<Entered>, Failure> {
    let name = files.register_name();
    let text = with_entry(source.as_ref(), entry.draft(&[], &[]))?;
    let tried = Source::new(name, text);
    let read = build::read(files, Some(&tried), options, Pictures::Ignored);
    let Report { value: project, mut findings } =
        read.map_err(|failure| without_places(failure, source.as_ref(), &tried))?;
    if let Some(finding) = still_a_draft(entry.document, &project.plan) {
        return Err(Failure::Input(vec![finding]));
    }
    findings.extend(warnings(entry, &project));
    let (mut documents, mut made) = (Vec::new(), Vec::new());
    for product in Product::all_of(entry.document) {
        let started = Instant::now();
        let product = entry.of_kind(product);
        let Some(document) = issued::fresh(product, &project)? else { continue };
        let composed = Composed::now(document, &project);
        build::typeset(&composed, &product.stem(), started, &project, &BOTH, &mut progress, &mut made)?;
        documents.push((product.stem(), composed.document));
    }
    if documents.is_empty() {
        return Err(Failure::Input(vec![nothing_to_issue(entry.document)]));
    }
    progress.at(Stage::Writing);
    let kept = Issued::new(project.plan.choices, documents).to_json().map_err(|error| Failure::bug("json", &error))?;
    let stored = files.free_name(&format!("issued/{}-{}", entry.document, entry.number), "json");
    let keeping = [("stored", stored.clone()), ("stored_sha256", issued::kept_digest(kept.as_bytes()))];
    let text = with_entry(source.as_ref(), entry.draft(&made, &keeping))?;
    let folder = build::out_folder(files, options);
    let signed = signed_among(&made, &folder);
    findings.extend(signed::keep(&signed, entry.number, entry.date)?);
    findings.extend(signed_otherwise(&signed, entry, before, &mut progress)?);
    made.retain(|made| !is_among(&signed, made, &folder));
    let (outputs, reports): (Vec<Output>, Vec<(usize, u128)>) = made.into_iter().unzip();
    let paths: Vec<PathBuf> = outputs.iter().map(|output| folder.join(&output.name)).collect();
    let own = [(files.register(), text.into_bytes()), (files.within(&stored), kept.into_bytes())];
    let products = paths.iter().cloned().zip(outputs.into_iter().map(|output| output.bytes));
    let all: Vec<_> = own.into_iter().chain(products).map(|(path, bytes)| Replacement { path, bytes }).collect();
    files.lock.replace(&all)?;
    let value = Entered {
        document: entry.document,
        number: entry.number,
        symbol: entry.symbol.clone(),
        date: entry.date,
        before: false,
        files: build::written(paths, reports),
    };
    Ok(Report { value, findings })
}

/// The signed files in the places of those that were made.
fn signed_among(made: &[Made], folder: &Path) -> Vec<SignedFile> {
    signed::among(&made.iter().map(|(output, _)| folder.join(&output.name)).collect::<Vec<_>>())
}

/// Whether a signed file stands in the place of one that was made.
fn is_among(signed: &[SignedFile], (output, _): &Made, folder: &Path) -> bool {
    let target = folder.join(&output.name);
    signed.iter().any(|file| file.path == target)
}

/// Signed files that are not what the project makes without the new entry: what is kept as issued would be another text.
fn signed_otherwise(
    signed: &[SignedFile],
    entry: &NewEntry,
    before: &Project,
    progress: &mut Progress,
) -> Result<Vec<Diagnostic>, Failure> {
    let mut found = Vec::new();
    for product in Product::all_of(entry.document) {
        let name = product.stem() + ".pdf";
        let Some(file) = signed.iter().find(|file| file.path.ends_with(&name)) else { continue };
        let Some(document) = issued::fresh(entry.as_asked(product, before), before)? else { continue };
        let (composed, mut made) = (Composed::now(document, before), Vec::new());
        build::typeset(&composed, &product.stem(), Instant::now(), before, &[Format::Pdf], progress, &mut made)?;
        let same = made.iter().all(|(output, _)| file.bytes.starts_with(&output.bytes));
        found.extend((!same).then(|| changed_since_signing(&file.path)));
    }
    Ok(found)
}

fn changed_since_signing(path: &Path) -> Diagnostic {
    let shown = files::shown(path);
    Diagnostic::warning(
        "signed-otherwise",
        format!("`{shown}` được ký khi dự án, phông chữ hoặc phiên bản chương trình còn khác: bản giữ lại không trùng bản đã ký"),
        format!("`{shown}` was signed when the project, the faces or the program were others: what is kept is not what was signed"),
    )
    .hint(
        "so hai bản; nếu bản đã ký mới đúng, khôi phục plan.yaml như lúc ký rồi vào sổ lại với `--replace`",
        "compare both; if the signed one is right, put plan.yaml back as it was then and issue again with `--replace`",
    )
}

/// An entry to be.
struct NewEntry {
    document: DocumentId,
    number: u32,
    symbol: String,
    date: NaiveDate,
    as_of: Option<NaiveDate>,
    replaces: Option<u32>,
    kind: Option<AmendKind>,
}

impl NewEntry {
    /// An amending document is of the kind that was asked for.
    fn of_kind(&self, product: Product) -> Product {
        match product {
            Product::Amend(day, _) => Product::Amend(day, self.kind),
            Product::Plan | Product::Annex | Product::Report(_) | Product::Reports => product,
        }
    }

    /// As it was made before it was entered: a report up to the day that the command line says.
    fn as_asked(&self, product: Product, before: &Project) -> Product {
        let as_of = self.as_of.filter(|day| written_as_of(self.document, before) != Some(*day));
        match self.of_kind(product) {
            Product::Report(asked) => Product::Report(Asked { as_of, ..asked }),
            product @ (Product::Plan | Product::Annex | Product::Reports | Product::Amend(..)) => product,
        }
    }

    fn draft(&self, made: &[Made], keeping: &[(&'static str, String)]) -> Draft {
        let file = |(output, _): &Made| {
            Draft::map([
                ("name", Some(Draft::text(output.name.as_str()))),
                ("sha256", Some(Draft::text(issued::digest(&output.bytes)))),
            ])
        };
        let said = [
            ("document", Some(Draft::text(self.document.to_string()))),
            ("number", Some(Draft::word(self.number))),
            ("symbol", Some(Draft::text(self.symbol.as_str()))),
            ("date", Some(Draft::word(self.date))),
            ("as_of", self.as_of.map(Draft::word)),
            ("replaces", self.replaces.map(Draft::word)),
            ("files", (!made.is_empty()).then(|| Draft::List(made.iter().map(file).collect()))),
        ];
        Draft::map(said.into_iter().chain(keeping.iter().map(|(key, value)| (*key, Some(Draft::text(value.as_str()))))))
    }
}

/// The symbol under which a document of the project is registered.
fn symbol(document: DocumentId, kind: Option<AmendKind>, project: &Project) -> String {
    let plan = &project.plan;
    match document {
        DocumentId::Plan => plan.document.symbol.value.clone(),
        DocumentId::Amend(day) => amend::symbol(day, kind, project),
        DocumentId::Report(period) => match project.reports.iter().find(|report| report.period == period) {
            Some(report) => report.document.symbol.value.clone(),
            None => plan.report_document(period).symbol.value,
        },
    }
}

/// What an office should know before it signs.
fn warnings(entry: &NewEntry, project: &Project) -> Vec<Diagnostic> {
    match entry.document {
        DocumentId::Plan => Vec::new(),
        DocumentId::Report(_) => amend::cites_unissued(&project.plan).into_iter().collect(),
        DocumentId::Amend(day) => {
            let mut found = amend::warnings(day, entry.kind, project);
            found.extend((entry.date > day).then(|| issued_late(entry.date, day)));
            found
        }
    }
}

/// What is issued is no draft. Reports have no such mark.
fn still_a_draft(document: DocumentId, plan: &Plan) -> Option<Diagnostic> {
    match document {
        DocumentId::Report(_) => None,
        DocumentId::Plan | DocumentId::Amend(_) => plan.document.draft.then(|| {
            Diagnostic::error(
                "draft-issued",
                "văn bản còn in chữ DỰ THẢO, chưa ban hành được",
                "the document still bears the mark DỰ THẢO (draft) and cannot be issued",
            )
            .hint("bỏ `document.draft` trong plan.yaml", "remove `document.draft` of plan.yaml")
        }),
    }
}

fn issued_late(date: NaiveDate, effective: NaiveDate) -> Diagnostic {
    let (date, effective) = (text::day_in_figures(date), text::day_in_figures(effective));
    Diagnostic::warning(
        "issued-late",
        format!("văn bản ban hành ngày {date}, sau ngày các thay đổi có hiệu lực ({effective})"),
        format!("the document is issued on {date}, after the day from which its changes hold ({effective})"),
    )
    .hint("xem lại hai ngày", "check the two days")
}

/// The day up to which a report counts by its own file.
fn written_as_of(document: DocumentId, project: &Project) -> Option<NaiveDate> {
    let DocumentId::Report(period) = document else { return None };
    let report = project.reports.iter().find(|report| report.period == period)?;
    report.as_of.as_ref().map(|day| day.value)
}

fn nothing_to_issue(document: DocumentId) -> Diagnostic {
    Diagnostic::error(
        "document-missing",
        format!("dự án này không có văn bản `{document}`"),
        format!("this project has no document `{document}`"),
    )
    .hint("xem lại tên sau `--document`", "check the name after `--document`")
}

/// The number that gives way to a new one.
fn replaced(standing: Option<&Registered>, document: DocumentId) -> Result<u32, Failure> {
    standing.map(|entry| entry.number.value).ok_or_else(|| {
        Failure::Input(vec![
            Diagnostic::error(
                "nothing-to-replace",
                format!("`{document}` chưa có trong sổ, không có số nào để thay"),
                format!("`{document}` is not in the register yet: there is no number to replace"),
            )
            .hint("bỏ `--replace`", "leave `--replace` out"),
        ])
    })
}

/// The register with one more entry at its end.
fn with_entry(source: Option<&Arc<Source>>, entry: Draft) -> Result<String, Failure> {
    match source {
        Some(source) => {
            edit::edit(source, &[Step::Key("entries")], &Change::Append(vec![entry])).map_err(Failure::Input)
        }
        None => Ok(edit::create(HEAD, "entries", &[entry])),
    }
}

/// What is found in the new entry is about the command line: the file on the disk has no such line.
fn without_places(failure: Failure, source: Option<&Arc<Source>>, tried: &Arc<Source>) -> Failure {
    let Failure::Input(mut findings) = failure else { return failure };
    let old = source.map_or("", |source| source.text.as_str());
    let added = old.bytes().zip(tried.text.bytes()).take_while(|(a, b)| a == b).count();
    for finding in &mut findings {
        finding.place = finding.place.take().and_then(|place| match source {
            _ if place.source != *tried => Some(place),
            Some(source) if place.span.start < added => Some(Place { source: Arc::clone(source), span: place.span }),
            Some(_) | None => None,
        });
    }
    Failure::Input(findings)
}
