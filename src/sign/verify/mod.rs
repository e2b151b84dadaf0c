//! Every signature of a file looked at: whose it is, when, what it covers, what happened to the file since, and whether the
//! certificate can be believed.

mod chain;
mod changes;
mod coverage;
mod locks;
mod ocsp;
mod revocation;
mod signed_data;
mod stamp;
mod trust;

pub use chain::Who;
pub use changes::Change;
pub use revocation::Revocation;
pub use trust::{Trust, read_certificates};

pub(super) use chain::{plain, who};
pub(super) use signed_data::{SIGNING_CERTIFICATE_V2, TIMESTAMP_TOKEN};
pub(super) use stamp::{holds as stamp_holds, unreadable as unreadable_stamp};

use const_oid::db::rfc5911::ID_DATA;
use der::Decode;
use x509_cert::Certificate;
use x509_cert::crl::CertificateList;

use super::fields::{self, Capacity, Field, Kind};
use super::file::{File, HEAD};
use super::moment::Moment;
use super::object::{Dictionary, Object, decode_text};
use super::refusal as refuse;
use super::syntax::{Fault, Indirect, Why};
use crate::base::{Diagnostic, Severity};
use changes::Outcome;
use coverage::Coverage;
use locks::Locks;
use signed_data::{Expected, Message};

/// What was found in a file.
#[derive(Clone, Debug)]
pub struct Report {
    /// The signatures, in the order in which they were put.
    pub signatures: Vec<Signature>,
    /// What is wrong with the file as a whole.
    pub findings: Vec<Diagnostic>,
    /// Signature fields that are still empty.
    pub empty: Vec<String>,
    /// How often the file was written.
    pub revisions: usize,
}

impl Report {
    /// Whether everything holds.
    pub fn holds(&self) -> bool {
        self.findings.iter().all(|f| f.severity != Severity::Error) && self.signatures.iter().all(Signature::holds)
    }
}

/// One signature.
#[derive(Clone, Debug)]
pub struct Signature {
    /// Its field.
    pub field: String,
    /// In what capacity, by the field.
    pub capacity: Capacity,
    /// Whose it is; none where the message cannot be read.
    pub who: Option<Who>,
    /// When.
    pub time: Time,
    /// What it covers.
    pub covers: Covers,
    /// What the file went through afterwards, and may have; by revision.
    pub later: Vec<Later>,
    /// Whether a chain leads to a trusted root.
    pub chain: Trusted,
    /// Whether the certificate was revoked.
    pub revocation: Revocation,
    /// What does not hold, and what to know.
    pub findings: Vec<Diagnostic>,
}

impl Signature {
    /// Whether everything about it holds.
    pub fn holds(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Severity::Error)
    }
}

/// When a signature was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Time {
    /// Not said.
    Unknown,
    /// What the signer's machine said.
    Claimed(Moment),
    /// What a time stamp says, and whose it is.
    Stamped(Moment, String),
}

impl Time {
    fn moment(&self) -> Option<Moment> {
        match self {
            Self::Unknown => None,
            Self::Claimed(at) | Self::Stamped(at, _) => Some(*at),
        }
    }
}

/// What a signature covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covers {
    /// All of the file.
    Whole,
    /// The file as it was in an earlier revision, counted from 1.
    Revision(usize),
    /// Its range is not to be trusted.
    Nothing,
}

/// A change that a later revision made, and whose signature covers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Later {
    /// The revision, from 1.
    pub revision: usize,
    /// What it did.
    pub change: Change,
    /// The field of the signature that covers it; none where no signature does.
    pub by: Option<String>,
}

/// Whether a chain leads to a root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trusted {
    /// No roots were named.
    NotAsked,
    /// To this one.
    Root(String),
    /// To none.
    No,
}

/// Whether a file bears a signature, looked for in the quickest way: what is signed names the bytes it covers, in the clear.
pub fn is_signed(bytes: &[u8]) -> bool {
    let mark = b"/ByteRange";
    bytes.split(|byte| *byte == b'/').skip(1).any(|part| part.starts_with(&mark[1..]))
}

/// Looks at every signature.
pub fn verify(bytes: &[u8], trust: &Trust) -> Report {
    let mut report = Report { signatures: Vec::new(), findings: Vec::new(), empty: Vec::new(), revisions: 0 };
    if !bytes.starts_with(HEAD) {
        report.findings.push(*refuse::not_pdf());
    } else if let Err(fault) = fill(bytes, trust, &mut report) {
        report.findings.push(damaged(&fault));
    }
    report
}

/// What a broken structure means to a reader.
pub(super) fn damaged(fault: &Fault) -> Diagnostic {
    let Fault { at, why: Why(vi, en) } = fault;
    Diagnostic::error(
        "pdf-damaged",
        format!("tệp PDF hỏng hoặc đã bị sửa: cấu trúc sai ở byte {at} ({vi})"),
        format!("the PDF file is damaged or was altered: wrong structure at byte {at} ({en})"),
    )
}

fn fill(bytes: &[u8], trust: &Trust, report: &mut Report) -> Result<(), Fault> {
    let file = File::read(bytes)?;
    report.revisions = file.revisions.len();
    let newest = file.newest();
    let mut signed = Vec::new();
    for field in fields::read(&file, newest)?.into_iter().filter(|field| field.kind == Kind::Signature) {
        match field.value().cloned() {
            None => report.empty.push(plain(&field.name)),
            Some(value) => signed.push(Signed::read(&file, field, &value)?),
        }
    }
    let mut shared =
        signed.iter().filter_map(|signed| signed.field.value().and_then(Object::as_reference)).collect::<Vec<_>>();
    shared.sort_unstable();
    if shared.windows(2).any(|pair| pair[0] == pair[1]) {
        report.findings.push(Diagnostic::error(
            "signature-shared",
            "một chữ ký được dùng cho nhiều ô",
            "one signature stands in several fields",
        ));
    }
    signed.sort_by_key(|signed| signed.coverage.as_ref().map_or(usize::MAX, |coverage| coverage.revision));
    if signed.is_empty() {
        report.findings.push(Diagnostic::error(
            "not-signed",
            "tệp chưa có chữ ký số nào",
            "the file bears no signature",
        ));
    }
    let outcomes = outcomes(&file, &signed)?;
    let evidence = Evidence::read(&file, trust)?;
    for one in &signed {
        let mut signature = one.judge(bytes, trust, &evidence);
        one.what_came_later(&file, &signed, &outcomes, &mut signature);
        report.signatures.push(signature);
    }
    let last = signed.iter().filter_map(|signed| signed.coverage.as_ref().ok()).map(|coverage| coverage.revision).max();
    // Answers and lists come after the signature that they are about, and each is signed by whoever gave it.
    let harmless = |outcome: &Option<Outcome>| outcome.as_ref().is_some_and(Outcome::is_only_evidence);
    let covered = last.is_some_and(|last| outcomes.iter().skip(last + 1).all(harmless));
    let all_known = signed.iter().all(|signed| signed.coverage.is_ok());
    let rewritten = |outcome: &Outcome| outcome.allowed.contains(&Change::Metadata);
    if covered && last.is_some_and(|last| outcomes.iter().skip(last + 1).flatten().any(rewritten)) {
        report.findings.push(unsigned_metadata());
    }
    if !covered && all_known && !signed.is_empty() {
        report.findings.push(Diagnostic::error(
            "not-whole",
            "không chữ ký nào bao trùm toàn bộ tệp: có phần được ghi thêm sau chữ ký cuối cùng",
            "no signature covers the whole file: something was appended after the last one",
        ));
    }
    Ok(())
}

/// Tools that add material for checking write a date into the file, too; they could write other things there.
fn unsigned_metadata() -> Diagnostic {
    Diagnostic::warning(
        "metadata-unsigned",
        "thông tin về tệp (tên, ngày ghi) được ghi lại sau chữ ký cuối cùng, không chữ ký nào bao trùm; nội dung trang không đổi",
        "data about the file (title, dates) was rewritten after the last signature, and no signature covers it; the pages are the same",
    )
}

/// What every revision after the first signature did.
fn outcomes(file: &File<'_>, signed: &[Signed]) -> Result<Vec<Option<Outcome>>, Fault> {
    let mut outcomes = vec![None];
    let mut locks = Locks::default();
    let first = signed.iter().find_map(|signed| signed.coverage.as_ref().ok().map(|coverage| coverage.revision));
    for revision in 1..file.revisions.len() {
        for signed in signed {
            if signed.coverage.as_ref().is_ok_and(|coverage| coverage.revision + 1 == revision) {
                locks.add(file, &signed.field, &signed.dictionary, revision - 1)?;
            }
        }
        let after = first.is_some_and(|first| revision > first);
        outcomes.push(if after { Some(changes::compare(file, revision, &locks)?) } else { None });
    }
    Ok(outcomes)
}

/// Certificates, lists and answers that the file brings along for all its signatures (DSS), and lists that the reader brought.
struct Evidence {
    certificates: Vec<Certificate>,
    lists: Vec<CertificateList>,
    /// Answers on single certificates (OCSP).
    answers: Vec<Vec<u8>>,
}

impl Evidence {
    fn read(file: &File<'_>, trust: &Trust) -> Result<Self, Fault> {
        let newest = file.newest();
        let (_, catalog) = file.catalog(newest)?;
        let store = file.get(&catalog, "DSS", newest)?;
        let all = |key: &str| -> Result<Vec<Vec<u8>>, Fault> {
            let Some(store) = store.as_dictionary() else { return Ok(Vec::new()) };
            let mut found = Vec::new();
            for item in file.get(store, key, newest)?.as_array().unwrap_or_default() {
                if let Object::Stream(stream) = file.resolve(item, newest)? {
                    found.push(file.data(&stream)?);
                }
            }
            Ok(found)
        };
        let certificates = all("Certs")?.iter().filter_map(|der| Certificate::from_der(der).ok()).collect();
        let own = all("CRLs")?;
        let own = own.iter().filter_map(|der| CertificateList::from_der(der).ok());
        Ok(Self { certificates, lists: trust.lists.iter().cloned().chain(own).collect(), answers: all("OCSPs")? })
    }
}

/// A field with a signature in it.
struct Signed {
    field: Field,
    dictionary: Dictionary,
    coverage: Result<Coverage, Box<Diagnostic>>,
}

impl Signed {
    fn read(file: &File<'_>, field: Field, value: &Object) -> Result<Self, Fault> {
        let found = match value.as_reference() {
            Some(id) => file.indirect(id, file.newest())?.map(|found| (id, found)),
            None => None,
        };
        Ok(match found {
            Some((id, found)) => {
                let coverage = coverage::read(file, id, &found);
                let Indirect { object, .. } = found;
                let dictionary = object.as_dictionary().cloned().unwrap_or_default();
                Self { field, dictionary, coverage }
            }
            None => Self { field, dictionary: Dictionary::default(), coverage: Err(coverage::not_a_signature()) },
        })
    }

    fn text(&self, key: &str) -> Option<String> {
        self.dictionary.get(key).and_then(Object::as_string).map(decode_text)
    }

    /// What its own bytes say.
    fn judge(&self, bytes: &[u8], trust: &Trust, evidence: &Evidence) -> Signature {
        let mut signature = Signature {
            field: plain(&self.field.name),
            capacity: self.field.capacity(),
            who: None,
            time: Time::Unknown,
            covers: Covers::Nothing,
            later: Vec::new(),
            chain: Trusted::NotAsked,
            revocation: Revocation::NotChecked,
            findings: Vec::new(),
        };
        match self.message(bytes) {
            Ok(message) => self.believe(message, trust, evidence, &mut signature),
            Err(finding) => signature.findings.push(*finding),
        }
        signature
    }

    fn message(&self, bytes: &[u8]) -> Result<Message, Box<Diagnostic>> {
        let coverage = self.coverage.as_ref().map_err(Clone::clone)?;
        let names_certificate = match self.dictionary.get("SubFilter").and_then(Object::as_name) {
            Some(b"ETSI.CAdES.detached") => true,
            Some(b"adbe.pkcs7.detached") => false,
            other => {
                let kind = plain(&String::from_utf8_lossy(other.unwrap_or_default()));
                return Err(Box::new(Diagnostic::error(
                    "signature-kind",
                    format!("loại chữ ký `{kind}` chưa kiểm tra được"),
                    format!("signatures of the kind `{kind}` cannot be checked"),
                )));
            }
        };
        let parts = coverage.parts.iter().map(|part| bytes.get(part.clone()).unwrap_or_default()).collect();
        let expected = Expected { content_type: ID_DATA, detached: Some(parts), names_certificate };
        signed_data::check(&coverage.message, &expected)
    }

    /// Time, certificate, chain and revocation.
    fn believe(&self, message: Message, trust: &Trust, evidence: &Evidence, signature: &mut Signature) {
        signature.who = Some(who(&message.certificate));
        signature.findings.extend(message.faults.iter().cloned());
        if let Some(claimed) = self.text("M").as_deref().and_then(Moment::from_pdf) {
            signature.time = Time::Claimed(claimed);
        }
        if let Some(token) = &message.timestamp {
            match self.stamped(token, &message.value, trust, evidence) {
                Ok(time) => signature.time = time,
                Err(findings) => signature.findings.extend(findings),
            }
        }
        let Some(at) = signature.time.moment() else {
            signature.findings.push(Diagnostic::error(
                "time-missing",
                "chữ ký không nói được ký lúc nào",
                "the signature does not say when it was made",
            ));
            return;
        };
        signature.findings.extend(chain::fit(&message.certificate, at, false));
        let Some(roots) = &trust.roots else { return };
        let along: Vec<Certificate> = message.certificates.iter().chain(&evidence.certificates).cloned().collect();
        match chain::find(&message.certificate, &along, roots, at) {
            Ok(chain) => {
                let proven = matches!(signature.time, Time::Stamped(..));
                let lists: Vec<CertificateList> = evidence.lists.iter().chain(&message.crls).cloned().collect();
                let sources = revocation::Sources { lists: &lists, answers: &evidence.answers };
                let (state, finding) = revocation::check(&chain, sources, at, proven);
                signature.revocation = state;
                signature.findings.extend(finding);
                signature.chain = Trusted::Root(who(&chain.root).name);
            }
            Err(finding) => {
                signature.chain = Trusted::No;
                signature.findings.push(*finding);
            }
        }
    }

    fn stamped(&self, token: &[u8], value: &[u8], trust: &Trust, evidence: &Evidence) -> Result<Time, Vec<Diagnostic>> {
        let stamp = stamp::check(token, value).map_err(|finding| vec![*finding])?;
        let mut faults = stamp.message.faults.clone();
        faults.extend(chain::fit(&stamp.message.certificate, stamp.at, true));
        if let Some(roots) = &trust.roots {
            let along: Vec<Certificate> =
                stamp.message.certificates.iter().chain(&evidence.certificates).cloned().collect();
            faults
                .extend(chain::find(&stamp.message.certificate, &along, roots, stamp.at).err().map(|finding| *finding));
        }
        if faults.is_empty() {
            return Ok(Time::Stamped(stamp.at, who(&stamp.message.certificate).name));
        }
        for fault in &mut faults {
            fault.message.vi = format!("dấu thời gian: {}", fault.message.vi);
            fault.message.en = format!("time stamp: {}", fault.message.en);
        }
        Err(faults)
    }

    /// What the file went through after this signature.
    fn what_came_later(
        &self,
        file: &File<'_>,
        all: &[Signed],
        outcomes: &[Option<Outcome>],
        signature: &mut Signature,
    ) {
        let Ok(coverage) = &self.coverage else { return };
        let newest = file.newest();
        signature.covers =
            if coverage.revision == newest { Covers::Whole } else { Covers::Revision(coverage.revision + 1) };
        for revision in coverage.revision + 1..=newest {
            let by = all.iter().find(|signed| signed.coverage.as_ref().is_ok_and(|c| c.revision == revision));
            let by = by.map(|signed| plain(&signed.field.name));
            let Some(Some(outcome)) = outcomes.get(revision) else { continue };
            signature.findings.extend(outcome.altered.iter().cloned());
            signature.later.extend(outcome.allowed.iter().map(|change| Later {
                revision: revision + 1,
                change: change.clone(),
                by: by.clone(),
            }));
        }
    }
}
