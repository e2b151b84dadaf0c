//! What a reader brings along to judge by: roots that are trusted, lists of revoked certificates.

use der::{Decode, DecodePem, Document, Encode};
use x509_cert::Certificate;
use x509_cert::crl::CertificateList;

use crate::base::Diagnostic;

/// Certificates of a file, DER: all in PEM, one after the other, or one in DER.
pub fn read_certificates(name: &str, bytes: &[u8]) -> Result<Vec<Vec<u8>>, Box<Diagnostic>> {
    certificates(name, bytes)?.iter().map(|one| one.to_der().map_err(|_| no_certificates(name))).collect()
}

fn certificates(name: &str, bytes: &[u8]) -> Result<Vec<Certificate>, Box<Diagnostic>> {
    let found =
        read(bytes, "CERTIFICATE", |pem| Certificate::from_pem(pem).ok(), |der| Certificate::from_der(der).ok());
    found.ok_or_else(|| no_certificates(name))
}

fn no_certificates(name: &str) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(
            "trust-unreadable",
            format!("`{name}` không phải tệp chứng thư (PEM hoặc DER)"),
            format!("`{name}` is no file of certificates (PEM or DER)"),
        )
        .hint(
            "tải chứng thư từ trang của tổ chức cấp chứng thư, dạng .pem, .crt hoặc .cer",
            "get the certificate from the certification authority's site, as .pem, .crt or .cer",
        ),
    )
}

/// Roots and lists.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    /// None where no roots were named, so that nothing is said about chains.
    pub(super) roots: Option<Vec<Certificate>>,
    pub(super) lists: Vec<CertificateList>,
}

impl Trust {
    /// Adds the roots of a file: certificates in PEM, one after the other, or one in DER.
    pub fn roots(&mut self, name: &str, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
        let found = certificates(name, bytes)?;
        self.roots.get_or_insert_default().extend(found);
        Ok(())
    }

    /// Adds the lists of a file: in PEM, one after the other, or one in DER.
    pub fn list(&mut self, name: &str, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
        let der = |der: &[u8]| CertificateList::from_der(der).ok();
        let pem = |pem: &[u8]| der(Document::from_pem(std::str::from_utf8(pem).ok()?).ok()?.1.as_bytes());
        let found = read(bytes, "X509 CRL", pem, der);
        let found = found.ok_or_else(|| {
            Box::new(Diagnostic::error(
                "crl-unreadable",
                format!("`{name}` không phải danh sách chứng thư bị thu hồi (CRL)"),
                format!("`{name}` is no list of revoked certificates (CRL)"),
            ))
        })?;
        self.lists.extend(found);
        Ok(())
    }
}

/// All things of a kind in a file, or none where one of them cannot be read.
fn read<T>(
    bytes: &[u8],
    label: &str,
    pem: impl Fn(&[u8]) -> Option<T>,
    der: impl Fn(&[u8]) -> Option<T>,
) -> Option<Vec<T>> {
    let Ok(text) = std::str::from_utf8(bytes) else { return der(bytes).map(|one| vec![one]) };
    let (begin, end) = (format!("-----BEGIN {label}-----"), format!("-----END {label}-----"));
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(&begin) {
        let from = &rest[at..];
        let to = from.find(&end)? + end.len();
        found.push(pem(&from.as_bytes()[..to])?);
        rest = &from[to..];
    }
    (!found.is_empty()).then_some(found)
}
