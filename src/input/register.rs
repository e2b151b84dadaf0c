//! The register: the file → entries, then the checks of each against the plan and of all against each other.

mod checks;

use std::sync::Arc;

use super::conform;
use super::fields::Fields;
use super::keys::REGISTER;
use super::text::Texts;
use super::tree::{self, Node};
use crate::base::{Diagnostic, Diagnostics, Placed, Source};
use crate::plan::{DocumentId, Plan, Register, Registered, RegisteredFile, Report};

/// Reads what can be read; what cannot has been reported.
pub fn read(plan: &Plan, source: &Arc<Source>, found: &mut Diagnostics) -> Register {
    let Ok(Some(root)) = tree::parse_or_empty(source, found) else { return Register::default() };
    conform::check(source, &root, &REGISTER, Texts::default(), found);
    let fields = Fields::of(source, &root);
    let entries = fields.items("entries").iter().filter_map(|node| entry(source, node, found)).collect();
    let register = Register { entries };
    checks::check(plan, &register, found);
    register
}

/// What the files of `reports/` say of number and day holds in the register too.
pub fn check_reports(register: &Register, reports: &[Report], found: &mut Diagnostics) {
    for report in reports {
        if let Some(entry) = register.standing(DocumentId::Report(report.period)) {
            checks::against(&report.document, entry, found);
        }
    }
}

fn entry(source: &Arc<Source>, node: &Node, found: &mut Diagnostics) -> Option<Registered> {
    let fields = Fields::of(source, node);
    let document = document(&fields, found);
    let stored = fields.text("stored").filter(|path| is_stored_path(path, found));
    let files = fields.items("files").iter().filter_map(|node| file(&Fields::of(source, node), found)).collect();
    Some(Registered {
        document: document?,
        number: fields.whole("number")?,
        symbol: fields.text("symbol")?,
        date: fields.day("date")?,
        as_of: fields.day("as_of"),
        replaces: fields.whole("replaces"),
        files,
        stored,
        stored_sha256: fields.text("stored_sha256").filter(|sha256| is_digest(sha256, found)),
        place: fields.place(),
    })
}

fn document(fields: &Fields<'_>, found: &mut Diagnostics) -> Option<Placed<DocumentId>> {
    let written = fields.text("document")?;
    let read = DocumentId::parse(&written.value);
    if read.is_none() {
        found.push(unknown_document(&written.value).at(&written.place));
    }
    Some(Placed { value: read?, place: written.place })
}

/// A name that is none of a document.
pub fn unknown_document(written: &str) -> Diagnostic {
    Diagnostic::error(
        "unknown-document",
        format!("`{written}` không phải là tên một văn bản của dự án"),
        format!("`{written}` is not the name of a document of the project"),
    )
    .hint(
        "viết `plan` (kế hoạch), `report-2023-Q3` (báo cáo) hoặc `amend-2023-10-01` (văn bản điều chỉnh)",
        "write `plan`, `report-2023-Q3` (a report) or `amend-2023-10-01` (an amending document)",
    )
}

fn file(fields: &Fields<'_>, found: &mut Diagnostics) -> Option<RegisteredFile> {
    let (name, sha256) = (fields.text("name")?, fields.text("sha256")?);
    is_digest(&sha256, found).then_some(RegisteredFile { name, sha256 })
}

fn is_digest(sha256: &Placed<String>, found: &mut Diagnostics) -> bool {
    if sha256.value.len() == 64 && sha256.value.bytes().all(|b| b.is_ascii_hexdigit()) {
        return true;
    }
    let diagnostic = Diagnostic::error(
        "bad-digest",
        "mã băm SHA-256 phải có đúng 64 chữ số thập lục phân",
        "a SHA-256 digest has exactly 64 hexadecimal digits",
    );
    found.push(diagnostic.at(&sha256.place).hint(
        "dòng này do chương trình ghi; lấy lại từ bản sao lưu",
        "the program wrote this; take it back from a copy",
    ));
    false
}

/// A file of the project, wherever the project lies: no way out of it, the same on every system.
fn is_stored_path(path: &Placed<String>, found: &mut Diagnostics) -> bool {
    let part = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', ':']);
    if path.value.split('/').all(part) {
        return true;
    }
    found.push(
        Diagnostic::error(
            "bad-path",
            format!("`{}` không phải là đường dẫn trong dự án", path.value),
            format!("`{}` is no path within the project", path.value),
        )
        .at(&path.place)
        .hint("viết như `issued/plan-45.json`", "write it like `issued/plan-45.json`"),
    );
    false
}
