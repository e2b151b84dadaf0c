//! What was issued: kept in the project as it was, made again from there, and held against what the data say now.

use std::collections::HashSet;
use std::fs;

use sha2::{Digest, Sha256};

use super::build::{self, Asked, Made, Product, Project};
use super::files::ProjectFiles;
use super::{Failure, annex};
use crate::base::{Diagnostic, Place};
use crate::document::{self, Difference, Document, Issued};
use crate::plan::{AsOf, DocumentId, DocumentKind, Register, Registered, RegisteredFile};
use crate::rules::Choices;

/// Differences that are told one by one; the others are counted.
const MOST_TOLD: usize = 20;
/// Longer texts are cut.
const LONGEST_QUOTE: usize = 80;

/// A document to set, and the choices of layout that it is set by.
pub(super) struct Composed {
    /// The document.
    pub(super) document: Document,
    /// The choices.
    pub(super) choices: Choices,
    /// The entry under which it was issued and kept; none for what the data make now.
    entry: Option<Registered>,
}

impl Composed {
    /// What the data make now.
    pub(super) fn now(document: Document, project: &Project) -> Self {
        Self { document, choices: project.plan.choices, entry: None }
    }

    /// Whether it was issued and is as it was then.
    pub(super) fn is_kept(&self) -> bool {
        self.entry.is_some()
    }

    /// Files that came out with other bytes than when they were issued; with pictures in them they are others.
    pub(super) fn other_bytes(&self, made: &[Made]) -> Vec<Diagnostic> {
        let pictures = self.document.main.as_ref().is_some_and(|main| !main.frame.signature.pictures.is_empty());
        let Some(entry) = self.entry.as_ref().filter(|_| !pictures) else { return Vec::new() };
        let differs = |file: &RegisteredFile| {
            let (output, _) = made.iter().find(|(output, _)| output.name == file.name.value)?;
            let other = !digest(&output.bytes).eq_ignore_ascii_case(&file.sha256.value);
            other.then(|| bytes_differ(entry, file))
        };
        entry.files.iter().filter_map(differs).collect()
    }
}

fn bytes_differ(entry: &Registered, file: &RegisteredFile) -> Diagnostic {
    let (name, number) = (&file.name.value, entry.full_number());
    Diagnostic::warning(
        "digest-differs",
        format!("`{name}` vừa tạo không trùng từng byte với tệp của {number} trong sổ"),
        format!("`{name}` as made now is not byte for byte the registered file of {number}"),
    )
    .at(&file.sha256.place)
    .hint(
        "nội dung vẫn là nội dung đã ban hành; phiên bản chương trình hoặc phông chữ đã khác lúc ban hành",
        "its content is what was issued; the version of the program or the faces are others than then",
    )
}

impl Product {
    /// The registered document that it belongs to.
    fn belongs_to(self) -> Option<DocumentId> {
        match self {
            Self::Plan | Self::Annex => Some(DocumentId::Plan),
            Self::Report(asked) => Some(DocumentId::Report(asked.period)),
            Self::Reports => None,
            Self::Amend(day, _) => Some(DocumentId::Amend(day)),
        }
    }

    /// What is made of a registered document.
    pub(super) fn all_of(document: DocumentId) -> Vec<Self> {
        match document {
            DocumentId::Plan => vec![Self::Plan, Self::Annex],
            DocumentId::Report(period) => vec![Self::Report(Asked { period, as_of: None })],
            DocumentId::Amend(day) => vec![Self::Amend(day, None)],
        }
    }
}

/// What the data make of a document that is issued now: the annex with no change that was recorded for later.
pub(super) fn fresh(product: Product, project: &Project) -> Result<Option<Document>, Failure> {
    match product {
        Product::Annex => Ok(annex::compose(project, AsOf::Issued)),
        Product::Plan | Product::Report(_) | Product::Reports | Product::Amend(..) => build::compose(product, project),
    }
}

/// The document as it was issued, else as the data make it now; none where the project has no such document.
pub(super) fn composed(
    product: Product,
    project: &Project,
    files: &ProjectFiles,
    findings: &mut Vec<Diagnostic>,
) -> Result<Option<Composed>, Failure> {
    // The annex as changed is another than the one that was issued with the plan.
    let changed = product == Product::Annex && project.history.amendment(AsOf::Latest).is_some();
    let entry = product.belongs_to().filter(|_| !changed).and_then(|document| project.register.standing(document));
    let Some((entry, issued)) = entry.map(|entry| kept(entry, files)).transpose()?.flatten() else {
        return Ok(build::compose(product, project)?.map(|document| Composed::now(document, project)));
    };
    if let Product::Report(Asked { as_of: Some(day), .. }) = product
        && entry.as_of.as_ref().is_none_or(|counted| counted.value != day)
    {
        return Err(Failure::Input(vec![counted_otherwise(entry)]));
    }
    if let Product::Amend(_, Some(kind)) = product
        && DocumentKind::of_symbol(&entry.symbol.value).is_some_and(|issued| issued != kind.kind())
    {
        return Err(Failure::Input(vec![of_other_kind(entry)]));
    }
    let Some(document) = issued.document(&product.stem()) else { return Ok(None) };
    // What the data would say now can be anything, also what cannot be composed: it is not what is printed.
    if let Ok(Some(now)) = fresh(product, project) {
        let count = document::differences(document, &now).len();
        findings.extend((count > 0).then(|| says_otherwise(entry, product, count)));
    }
    let document = document.clone().with_pictures(project.pictures());
    Ok(Some(Composed { document, choices: issued.choices, entry: Some(entry.clone()) }))
}

/// The annex of a state: where no change counts, the one that was issued.
pub(super) fn annex(
    as_of: AsOf,
    project: &Project,
    files: &ProjectFiles,
    findings: &mut Vec<Diagnostic>,
) -> Result<Option<Composed>, Failure> {
    if project.history.amendment(as_of).is_none()
        && let Some(entry) = project.register.standing(DocumentId::Plan)
        && let Some((_, issued)) = kept(entry, files)?
    {
        let Some(document) = issued.document(&Product::Annex.stem()) else { return Ok(None) };
        if let Some(now) = annex::compose(project, AsOf::Issued) {
            let count = document::differences(document, &now).len();
            findings.extend((count > 0).then(|| says_otherwise(entry, Product::Annex, count)));
        }
        let composed = Composed { document: document.clone(), choices: issued.choices, entry: Some(entry.clone()) };
        return Ok(Some(composed));
    }
    Ok(annex::compose(project, as_of).map(|document| Composed::now(document, project)))
}

/// All that the data would say otherwise than what was issued, place by place.
pub(super) fn differences(project: &Project, files: &ProjectFiles) -> Result<Vec<Diagnostic>, Failure> {
    let mut found = Vec::new();
    for entry in project.register.all_standing() {
        let Some((_, issued)) = kept(entry, files)? else { continue };
        let mut told = HashSet::new();
        for product in Product::all_of(entry.document.value) {
            let now = fresh(product, project)?;
            let (Some(first), Some(now)) = (issued.document(&product.stem()), now) else { continue };
            let differences = document::differences(first, &now);
            // The annex stands in the plan and by itself: what was told of the one is not told again of the other.
            let fresh = |difference: &&Difference| told.insert((difference.first.clone(), difference.second.clone()));
            let fresh: Vec<&Difference> = differences.iter().filter(fresh).collect();
            found.extend(fresh.iter().take(MOST_TOLD).map(|difference| differs(entry, difference)));
            if fresh.len() > MOST_TOLD {
                found.push(says_otherwise(entry, product, fresh.len()));
            }
        }
    }
    Ok(found)
}

/// Kept documents that no entry names: the register has lost lines, and what was issued under them would come out as if it
/// had not been.
pub(super) fn unnamed(register: &Register, files: &ProjectFiles) -> Vec<Diagnostic> {
    let named: HashSet<&str> =
        register.entries.iter().filter_map(|entry| Some(entry.stored.as_ref()?.value.as_str())).collect();
    let kept = fs::read_dir(files.within("issued")).into_iter().flatten().flatten();
    let kept = kept.filter(|file| file.path().extension().is_some_and(|extension| extension == "json"));
    let mut paths: Vec<String> = kept.map(|file| format!("issued/{}", file.file_name().to_string_lossy())).collect();
    paths.retain(|path| !named.contains(path.as_str()));
    paths.sort();
    paths.iter().map(|path| is_unnamed(path)).collect()
}

fn is_unnamed(path: &str) -> Diagnostic {
    Diagnostic::warning(
        "issued-unnamed",
        format!("`{path}` giữ một văn bản đã ban hành mà register.yaml không còn ghi"),
        format!("`{path}` keeps a document that was issued, and register.yaml no longer has its entry"),
    )
    .hint("lấy lại register.yaml từ bản sao lưu", "take register.yaml back from a copy")
}

/// SHA-256 in hexadecimal digits.
pub(super) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The same of a file that keeps what was issued. Its text has no line ends within, so that those a copy may have changed are
/// left out.
pub(super) fn kept_digest(bytes: &[u8]) -> String {
    digest(&bytes.iter().copied().filter(|byte| *byte != b'\r').collect::<Vec<u8>>())
}

/// What an entry keeps; none where it was entered by hand.
fn kept<'a>(entry: &'a Registered, files: &ProjectFiles) -> Result<Option<(&'a Registered, Issued)>, Failure> {
    let Some(stored) = &entry.stored else { return Ok(None) };
    let path = files.within(&stored.value);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Failure::Input(vec![missing(&stored.value, &stored.place)]));
        }
        Err(error) => return Err(Failure::cannot_read(&path, &error)),
    };
    let digest = entry.stored_sha256.as_ref();
    if digest.is_some_and(|digest| !digest.value.eq_ignore_ascii_case(&kept_digest(&bytes))) {
        return Err(Failure::Input(vec![altered(&stored.value, &stored.place)]));
    }
    match Issued::from_json(&String::from_utf8_lossy(&bytes)) {
        Ok(issued) => Ok(Some((entry, issued))),
        Err(error) => Err(Failure::Input(vec![damaged(&stored.value, &error, &stored.place)])),
    }
}

/// An issued report is made as it was issued, up to the day of then.
fn counted_otherwise(entry: &Registered) -> Diagnostic {
    let number = entry.full_number();
    Diagnostic::error(
        "as-of-issued",
        format!("báo cáo này đã ban hành ({number}); số liệu không tính lại đến ngày khác"),
        format!("this report was issued ({number}); it is not counted up to another day"),
    )
    .at(&entry.number.place)
    .hint(
        "bỏ `--as-of`; muốn ban hành lại: `vanthu issue … --replace`",
        "leave `--as-of` out; to issue it again: `vanthu issue … --replace`",
    )
}

/// An issued amending document is of the kind as which it was issued.
fn of_other_kind(entry: &Registered) -> Diagnostic {
    let number = entry.full_number();
    Diagnostic::error(
        "kind-issued",
        format!("văn bản này đã ban hành với hình thức khác ({number})"),
        format!("this document was issued as one of another kind ({number})"),
    )
    .at(&entry.symbol.place)
    .hint(
        "bỏ `--kind`; muốn ban hành lại: `vanthu issue … --replace`",
        "leave `--kind` out; to issue it again: `vanthu issue … --replace`",
    )
}

fn missing(path: &str, place: &Place) -> Diagnostic {
    Diagnostic::error(
        "issued-missing",
        format!("không có tệp `{path}`, nơi giữ văn bản đã ban hành"),
        format!("the file `{path}`, which keeps what was issued, is not there"),
    )
    .at(place)
    .hint(
        "lấy lại tệp từ bản sao lưu; nếu không còn, bỏ dòng `stored` để tạo văn bản theo dữ liệu hiện nay",
        "take it back from a copy; if it is lost, remove the line `stored` to make the document from today's data",
    )
}

fn altered(path: &str, place: &Place) -> Diagnostic {
    Diagnostic::error(
        "issued-altered",
        format!("tệp `{path}` không còn như lúc ban hành: đã bị sửa hoặc hỏng"),
        format!("the file `{path}` is not as it was when it was issued: it was edited or damaged"),
    )
    .at(place)
    .hint(
        "lấy lại tệp từ bản sao lưu; tệp này do chương trình ghi và không sửa tay",
        "take it back from a copy; the program wrote it, and it is not edited by hand",
    )
}

fn damaged(path: &str, error: &serde_json::Error, place: &Place) -> Diagnostic {
    Diagnostic::error(
        "issued-damaged",
        format!("tệp `{path}` không còn nguyên: {error}"),
        format!("the file `{path}` is not whole: {error}"),
    )
    .at(place)
    .hint(
        "tệp này do chương trình ghi và không sửa tay; lấy lại từ bản sao lưu, hoặc dùng phiên bản vanthu mới hơn",
        "the program wrote it, and it is not edited by hand; take it back from a copy, or use a newer version of vanthu",
    )
}

/// A warning for whoever builds: what is printed is what was issued.
fn says_otherwise(entry: &Registered, product: Product, count: usize) -> Diagnostic {
    let (number, stem) = (entry.full_number(), product.stem());
    let places = if count == 1 { "1 place".to_owned() } else { format!("{count} places") };
    Diagnostic::warning(
        "issued-differs",
        format!("`{stem}` in theo bản đã ban hành ({number}); dữ liệu nay khác ở {count} chỗ"),
        format!("`{stem}` is printed as it was issued ({number}); the data now differ in {places}"),
    )
    .at(&entry.number.place)
    .hint(
        "`vanthu check` liệt kê từng chỗ; muốn ban hành lại: `vanthu issue … --replace`",
        "`vanthu check` lists them; to issue it again: `vanthu issue … --replace`",
    )
}

fn differs(entry: &Registered, difference: &Difference) -> Diagnostic {
    let number = entry.full_number();
    let part = &difference.part;
    let same = match (&difference.first, &difference.second) {
        (Some(first), Some(second)) => first.chars().zip(second.chars()).take_while(|(a, b)| a == b).count(),
        (Some(_), None) | (None, _) => 0,
    };
    let quote = |words: &Option<String>| words.as_deref().map(|words| quoted(words, same));
    let (vi, en) = match (quote(&difference.first), quote(&difference.second)) {
        (Some(first), Some(second)) => (
            format!("bản ban hành ghi {first}, dữ liệu nay ghi {second}"),
            format!("issued as {first}, the data now say {second}"),
        ),
        (Some(first), None) => (
            format!("bản ban hành có {first}, dữ liệu nay không có"),
            format!("issued with {first}, which the data no longer have"),
        ),
        (None, second) => {
            let second = second.unwrap_or_default();
            (
                format!("bản ban hành không có {second}, dữ liệu nay có"),
                format!("issued without {second}, which the data now have"),
            )
        }
    };
    Diagnostic::warning(
        "issued-differs",
        format!("{number}, {}: {vi}", part.vi),
        format!("{number}, {}: {en}", part.en),
    )
    .at(&entry.number.place)
}

/// The words around a letter, cut where they are long.
fn quoted(words: &str, around: usize) -> String {
    let letters: Vec<char> = words.chars().collect();
    let start = if around < LONGEST_QUOTE / 2 { 0 } else { around - LONGEST_QUOTE / 4 };
    let end = letters.len().min(start + LONGEST_QUOTE);
    let shown: String = letters.get(start..end).unwrap_or_default().iter().collect();
    let (before, after) = (if start > 0 { "…" } else { "" }, if end < letters.len() { "…" } else { "" });
    format!("«{before}{shown}{after}»")
}
