//! What was found in a file's signatures, for people and for programs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::super::Language;
use crate::base::{Diagnostic, Severity};
use crate::sign::{Capacity, Change, Covers, Later, Moment, Report, Revocation, Signature, Time, Trusted};

/// One after the other, then the verdict.
pub(super) fn text(file: &str, report: &Report, language: Language) -> String {
    let mut out = String::new();
    let (signatures, revisions) = (report.signatures.len(), report.revisions);
    let _ = match language {
        Language::Vi => writeln!(out, "{file}: {signatures} chữ ký số, {revisions} lần ghi"),
        Language::En => writeln!(out, "{file}: signatures: {signatures}, revisions: {revisions}"),
    };
    for (index, signature) in report.signatures.iter().enumerate() {
        out += &one(index + 1, signature, report.revisions, language);
    }
    if !report.empty.is_empty() {
        let fields = report.empty.join(", ");
        let _ = writeln!(out, "\n{}: {fields}", language.pick("Ô chữ ký còn trống", "Signature fields still empty"));
    }
    if !report.findings.is_empty() {
        out.push('\n');
    }
    report.findings.iter().for_each(|finding| out += &line("", finding, language));
    let unasked = report.signatures.iter().any(|signature| signature.chain == Trusted::NotAsked);
    let verdict = match (report.holds(), unasked) {
        (true, false) => language.pick("KẾT LUẬN: không thấy điều gì sai", "VERDICT: nothing found wrong"),
        // A certificate of one's own making comes as far as this.
        (true, true) => language.pick(
            "KẾT LUẬN: không thấy điều gì sai, nhưng CHƯA kiểm tra chứng thư do ai cấp (thêm --trust)",
            "VERDICT: nothing found wrong, but whose certificates they are was NOT checked (add --trust)",
        ),
        (false, _) => language.pick("KẾT LUẬN: CÓ ĐIỀU KHÔNG ĐÚNG", "VERDICT: SOMETHING DOES NOT HOLD"),
    };
    out + "\n" + verdict + "\n"
}

fn one(number: usize, signature: &Signature, revisions: usize, language: Language) -> String {
    let mut out = String::new();
    let verdict = if signature.holds() {
        language.pick("đúng", "holds")
    } else {
        language.pick("KHÔNG ĐÚNG", "DOES NOT HOLD")
    };
    let _ = writeln!(out, "\n{number}. {} ({}): {verdict}", signature.field, capacity(signature.capacity, language));
    let mut row = |name: (&'static str, &'static str), value: String| {
        let _ = writeln!(out, "   {}: {value}", language.pick(name.0, name.1));
    };
    if let Some(who) = &signature.who {
        let organisation =
            who.organisation.as_ref().filter(|o| **o != who.name).map(|o| format!(", {o}")).unwrap_or_default();
        row(("Người ký", "Signer"), format!("{}{organisation}", who.name));
        let shown = |at: Option<Moment>| at.map_or_else(|| "?".to_owned(), Moment::shown);
        let (from, until) = (shown(who.from), shown(who.until));
        let valid = match language {
            Language::Vi => format!("số {}, {} cấp, có giá trị từ {from} đến {until}", who.serial, who.issuer),
            Language::En => format!("no. {}, by {}, valid from {from} to {until}", who.serial, who.issuer),
        };
        row(("Chứng thư", "Certificate"), valid);
    }
    row(("Thời gian ký", "Signed at"), time(&signature.time, language));
    row(("Phạm vi", "Covers"), covers(signature.covers, revisions, language));
    row(("Nội dung", "Content"), content(signature, language));
    for later in &signature.later {
        row(("Về sau", "Later"), change(later, language));
    }
    row(("Chứng thư gốc", "Root"), trusted(&signature.chain, language));
    row(("Thu hồi", "Revocation"), revocation(&signature.revocation, language));
    signature.findings.iter().for_each(|finding| out += &line("   ", finding, language));
    out
}

fn line(indent: &str, finding: &Diagnostic, language: Language) -> String {
    let level = match finding.severity {
        Severity::Error => language.pick("SAI", "WRONG"),
        Severity::Warning => language.pick("Lưu ý", "Note"),
    };
    format!("{indent}{level} [{}]: {}\n", finding.code, language.of(&finding.message))
}

pub(in super::super) fn capacity(capacity: Capacity, language: Language) -> &'static str {
    match capacity {
        Capacity::Person => language.pick("người có thẩm quyền", "person"),
        Capacity::Agency => language.pick("cơ quan, tổ chức", "agency"),
        Capacity::Other => language.pick("ô khác", "another field"),
    }
}

fn time(time: &Time, language: Language) -> String {
    match time {
        Time::Unknown => language.pick("không rõ", "not said").to_owned(),
        Time::Claimed(at) => {
            let by = language.pick("theo đồng hồ của máy người ký", "by the clock of the signer's machine");
            format!("{} ({by})", at.shown())
        }
        Time::Stamped(at, by) => match language {
            Language::Vi => format!("{} (dấu thời gian của {by})", at.shown()),
            Language::En => format!("{} (time stamp by {by})", at.shown()),
        },
    }
}

fn covers(covers: Covers, revisions: usize, language: Language) -> String {
    match (covers, language) {
        (Covers::Whole, _) => language.pick("toàn bộ tệp", "the whole file").to_owned(),
        (Covers::Revision(n), Language::Vi) => format!("tệp như ở lần ghi thứ {n} trong {revisions}"),
        (Covers::Revision(n), Language::En) => format!("the file as of revision {n} of {revisions}"),
        (Covers::Nothing, _) => language.pick("không xác định được", "cannot be told").to_owned(),
    }
}

/// Codes of findings that say the content is not what was signed.
const ALTERED: [&str; 4] = ["digest-mismatch", "altered-after-signing", "signature-range", "signature-padding"];

/// Whether the content is what was signed; not said where that cannot be known.
fn is_intact(signature: &Signature) -> Option<bool> {
    let has = |code: &str| signature.findings.iter().any(|finding| finding.code == code);
    if ALTERED.iter().any(|code| has(code)) {
        return Some(false);
    }
    let unknown = ["signature-unreadable", "signature-kind", "signer-missing", "digest-weak", "signature-invalid"];
    let unknown = unknown.iter().any(|code| has(code)) || has("signature-attributes");
    (!unknown).then_some(true)
}

fn content(signature: &Signature, language: Language) -> String {
    let text = match is_intact(signature) {
        Some(true) => language.pick("nguyên vẹn", "intact"),
        Some(false) => language.pick("ĐÃ BỊ SỬA", "ALTERED"),
        None => language.pick("không xác định được", "cannot be told"),
    };
    text.to_owned()
}

fn change(later: &Later, language: Language) -> String {
    let what = match (&later.change, language) {
        (Change::Filled { field, value }, Language::Vi) => format!("ô {field} được điền “{value}”"),
        (Change::Filled { field, value }, Language::En) => format!("the field {field} was filled with “{value}”"),
        (Change::Signed { field }, Language::Vi) => format!("ô {field} được ký"),
        (Change::Signed { field }, Language::En) => format!("the field {field} was signed"),
        (Change::Metadata, _) => {
            language.pick("thông tin về tệp được ghi lại", "data about the file was rewritten").to_owned()
        }
        (Change::Evidence, _) => {
            language.pick("tư liệu kiểm tra chữ ký được thêm vào", "material for checking was added").to_owned()
        }
    };
    let by = match (&later.by, language) {
        (Some(field), Language::Vi) => format!("được bao trùm bởi chữ ký ở {field}"),
        (Some(field), Language::En) => format!("covered by the signature in {field}"),
        (None, _) => language.pick("không ai ký", "signed by nobody").to_owned(),
    };
    let revision = later.revision;
    match language {
        Language::Vi => format!("lần ghi {revision}: {what} ({by})"),
        Language::En => format!("revision {revision}: {what} ({by})"),
    }
}

fn trusted(chain: &Trusted, language: Language) -> String {
    match (chain, language) {
        (Trusted::NotAsked, _) => {
            language.pick("chưa kiểm tra (không có --trust)", "not checked (without --trust)").to_owned()
        }
        (Trusted::Root(name), Language::Vi) => format!("{name} (được tin cậy)"),
        (Trusted::Root(name), Language::En) => format!("{name} (trusted)"),
        (Trusted::No, _) => language.pick("KHÔNG dẫn tới gốc được tin cậy", "NOT chained to a trusted root").to_owned(),
    }
}

fn revocation(revocation: &Revocation, language: Language) -> String {
    let text = match revocation {
        Revocation::NotChecked => language.pick("chưa kiểm tra", "not checked"),
        Revocation::Good => language.pick("không bị thu hồi", "not revoked"),
        Revocation::Revoked => language.pick("ĐÃ BỊ THU HỒI", "REVOKED"),
    };
    text.to_owned()
}

/// The same as JSON.
pub(super) fn json(file: &str, report: &Report, language: Language) -> String {
    let object = json!({
        "file": file,
        "holds": report.holds(),
        "revisions": report.revisions,
        "signatures": report.signatures.iter().map(|signature| object(signature, language)).collect::<Vec<_>>(),
        "empty_fields": report.empty,
        "findings": report.findings.iter().map(|finding| told(finding, language)).collect::<Vec<_>>(),
    });
    format!("{object:#}\n")
}

fn told(finding: &Diagnostic, language: Language) -> Value {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    json!({ "code": finding.code, "severity": severity, "message": language.of(&finding.message) })
}

fn object(signature: &Signature, language: Language) -> Value {
    let iso = |at: Option<Moment>| at.map(Moment::iso);
    let (at, source) = match &signature.time {
        Time::Unknown => (None, None),
        Time::Claimed(at) => (Some(at.iso()), Some("machine")),
        Time::Stamped(at, _) => (Some(at.iso()), Some("timestamp")),
    };
    let authority = if let Time::Stamped(_, by) = &signature.time { Some(by) } else { None };
    let (chain, root) = match &signature.chain {
        Trusted::NotAsked => ("not checked", None),
        Trusted::Root(name) => ("trusted", Some(name)),
        Trusted::No => ("not trusted", None),
    };
    let who = &signature.who;
    json!({
        "field": signature.field,
        "capacity": match signature.capacity {
            Capacity::Person => "person",
            Capacity::Agency => "agency",
            Capacity::Other => "other",
        },
        "holds": signature.holds(),
        "signer": who.as_ref().map(|who| &who.name),
        "organisation": who.as_ref().and_then(|who| who.organisation.as_ref()),
        "certificate": who.as_ref().map(|who| json!({
            "serial": who.serial, "issuer": who.issuer, "valid_from": iso(who.from), "valid_until": iso(who.until),
        })),
        "signed_at": at,
        "time_source": source,
        "timestamp_authority": authority,
        "covers_whole_file": signature.covers == Covers::Whole,
        "revision": match signature.covers {
            Covers::Revision(revision) => Some(revision),
            Covers::Whole | Covers::Nothing => None,
        },
        "intact": is_intact(signature),
        "later": signature.later.iter().map(later).collect::<Vec<_>>(),
        "chain": chain,
        "root": root,
        "revocation": match signature.revocation {
            Revocation::NotChecked => "not checked",
            Revocation::Good => "not revoked",
            Revocation::Revoked => "revoked",
        },
        "findings": signature.findings.iter().map(|finding| told(finding, language)).collect::<Vec<_>>(),
    })
}

fn later(later: &Later) -> Value {
    let (what, field, value) = match &later.change {
        Change::Filled { field, value } => ("filled", Some(field), Some(value)),
        Change::Signed { field } => ("signed", Some(field), None),
        Change::Metadata => ("metadata", None, None),
        Change::Evidence => ("evidence", None, None),
    };
    json!({ "revision": later.revision, "change": what, "field": field, "value": value, "covered_by": later.by })
}
