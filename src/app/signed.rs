//! Signed files of a project: they are never written over, and bear the number and day of the register.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::Failure;
use super::build::Product;
use super::cli::Sign;
use super::files::{self, ProjectFiles};
use super::recorded::{Recorded, Sources};
use crate::base::{Diagnostic, Phrase, Severity, text};
use crate::plan::{AsOf, DocumentId, History, Register, Registered};
use crate::sign;

/// A file that bears a signature.
pub(super) struct SignedFile {
    pub(super) path: PathBuf,
    pub(super) bytes: Vec<u8>,
}

/// Those of these files that bear one.
pub(super) fn among(paths: &[PathBuf]) -> Vec<SignedFile> {
    let signed = |path: &PathBuf| {
        let is_pdf = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"));
        let bytes = if is_pdf { fs::read(path).ok()? } else { return None };
        sign::is_signed(&bytes).then(|| SignedFile { path: path.clone(), bytes })
    };
    paths.iter().filter_map(signed).collect()
}

/// Refuses to take the place of signed files: what was signed cannot be made again.
pub(super) fn refuse(targets: &[PathBuf]) -> Result<(), Failure> {
    let findings: Vec<Diagnostic> = among(targets).iter().map(would_be_replaced).collect();
    if findings.is_empty() { Ok(()) } else { Err(Failure::Input(findings)) }
}

fn would_be_replaced(file: &SignedFile) -> Diagnostic {
    let shown = files::shown(&file.path);
    Diagnostic::error(
        "signed-file",
        format!("`{shown}` đã có chữ ký số; tệp không bị ghi đè"),
        format!("`{shown}` bears a digital signature and is not overwritten"),
    )
    .hint(
        "chuyển tệp đã ký sang thư mục khác, hoặc ghi kết quả vào thư mục khác bằng `--out`",
        "move the signed file elsewhere, or write into another folder with `--out`",
    )
}

/// The number and day of an entry.
fn entered(number: u32, day: NaiveDate) -> Phrase {
    let (number, day) = (text::document_number(number), text::day_in_figures(day));
    Phrase::new(format!("số {number} ngày {day}"), format!("number {number} of {day}"))
}

/// Signed files of a document that enters the register stay as they are; how they are told of, or why nothing is entered.
pub(super) fn keep(signed: &[SignedFile], number: u32, day: NaiveDate) -> Result<Vec<Diagnostic>, Failure> {
    let others: Vec<Diagnostic> = signed.iter().filter_map(|file| disagreement(file, number, day)).collect();
    if !others.is_empty() {
        return Err(Failure::Input(others));
    }
    Ok(signed.iter().map(|file| kept(file, number, day)).collect())
}

fn kept(file: &SignedFile, number: u32, day: NaiveDate) -> Diagnostic {
    let (shown, entered) = (files::shown(&file.path), entered(number, day));
    Diagnostic::warning(
        "signed-file-kept",
        format!("`{shown}` đã có chữ ký số và được giữ nguyên; sổ ghi {}", entered.vi),
        format!("`{shown}` bears a digital signature and stays as it is; the register says {}", entered.en),
    )
    .hint(
        format!("cơ quan chưa ký thì ký với số và ngày ấy: `vanthu ky-so {shown} --as agency --number {number} --date {day} …`"),
        format!("if the agency has not signed yet: `vanthu sign {shown} --as agency --number {number} --date {day} …`"),
    )
}

/// What a signed file bears otherwise than the register.
fn disagreement(file: &SignedFile, number: u32, day: NaiveDate) -> Option<Diagnostic> {
    let stated = sign::states_otherwise(&file.bytes, number, day)?;
    let (shown, entered) = (files::shown(&file.path), entered(number, day));
    let finding = Diagnostic::error(
        "register-disagrees",
        format!("`{shown}` đã ký ghi {}, khác với sổ: {}", stated.vi, entered.vi),
        format!("`{shown}`, which is signed, says {}, other than the register: {}", stated.en, entered.en),
    );
    Some(finding.hint(
        "ghi vào sổ đúng số và ngày đã ký; nếu tệp ký nhầm số, chuyển nó đi rồi tạo và ký lại",
        "enter the number and day that were signed; if the file was signed under a wrong one, move it away, build and sign again",
    ))
}

/// What the signed files of a folder bear otherwise than the register: another program may have filled them in.
pub(super) fn held_against(register: &Register, history: &History, folder: &Path) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for entry in register.all_standing() {
        let (number, day) = (entry.number.value, entry.date.value);
        let paths: Vec<PathBuf> = stems(entry.document.value, history).map(|stem| folder.join(stem + ".pdf")).collect();
        let signed = among(&paths);
        let disagreements = signed.iter().filter_map(|file| disagreement(file, number, day));
        found.extend(
            disagreements.map(|finding| Diagnostic { severity: Severity::Warning, ..finding }.at(&entry.number.place)),
        );
    }
    found
}

/// The names of a registered document's files; an annex as changed since goes with another document.
fn stems(document: DocumentId, history: &History) -> impl Iterator<Item = String> {
    let changed = history.amendment(AsOf::Latest).is_some();
    let products = Product::all_of(document).into_iter();
    products.filter(move |product| !(changed && *product == Product::Annex)).map(Product::stem)
}

/// Refuses to sign with another number or day than the register of the file's project has for it.
pub(super) fn check_register(asked: &Sign) -> Result<(), Failure> {
    let Some(project) = asked.pictures_of.clone().or_else(|| ProjectFiles::of_output(&asked.file)) else {
        return Ok(());
    };
    if !files::has_register(&project) {
        return Ok(());
    }
    let files = ProjectFiles::find(&project)?;
    let (Recorded { register, history, .. }, found) = Recorded::read(&Sources::read(&files)?)?;
    if found.has_errors() {
        return Err(Failure::Input(found.into_sorted()));
    }
    let stem = asked.file.file_stem().unwrap_or_default().to_string_lossy();
    let entry = register.all_standing().find(|entry| stems(entry.document.value, &history).any(|own| own == stem));
    let Some(entry) = entry else { return Ok(()) };
    let same = asked.number.is_none_or(|number| number == entry.number.value)
        && asked.date.is_none_or(|day| day == entry.date.value);
    if same { Ok(()) } else { Err(Failure::Input(vec![registered_otherwise(entry)])) }
}

fn registered_otherwise(entry: &Registered) -> Diagnostic {
    let entered = entered(entry.number.value, entry.date.value);
    Diagnostic::error(
        "register-disagrees",
        format!("sổ ghi văn bản này {}, khác với lệnh", entered.vi),
        format!("the register has this document as {}, other than what was given", entered.en),
    )
    .at(&entry.number.place)
    .hint(
        "ghi số và ngày như trong sổ; sổ ghi nhầm thì sửa bằng `vanthu ban-hanh … --replace`",
        "give number and day as in the register; if that is wrong, mend it with `vanthu issue … --replace`",
    )
}
