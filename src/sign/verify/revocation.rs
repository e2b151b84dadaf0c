//! Whether a certificate was revoked, by lists that were handed in or came along (RFC 5280, 5). Nothing is fetched.

use der::{Decode, Encode};
use pkix_path::{DefaultVerifier, SignatureVerifier, names_match};
use x509_cert::Certificate;
use x509_cert::crl::CertificateList;
use x509_cert::ext::pkix::KeyUsage;
use x509_cert::spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};

use super::super::moment::Moment;
use super::chain::{Chain, who};
use crate::base::Diagnostic;

/// What the lists say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Revocation {
    /// No list settles it.
    NotChecked,
    /// A list of that day does not name any certificate of the chain.
    Good,
    /// A list names one.
    Revoked,
}

/// Looks every certificate of a chain up; `at` is when the signature was made, and whether that is proven.
pub(super) fn check(
    chain: &Chain,
    lists: &[CertificateList],
    at: Moment,
    proven: bool,
) -> (Revocation, Option<Diagnostic>) {
    let mut state = Revocation::Good;
    let issuers = chain.certificates.iter().skip(1).chain(std::iter::once(&chain.root));
    for (certificate, issuer) in chain.certificates.iter().zip(issuers) {
        let mut settled = false;
        for list in lists.iter().filter(|list| is_by(list, issuer)) {
            let from = moment(&list.tbs_cert_list.this_update);
            let serial = &certificate.tbs_certificate.serial_number;
            let mut revoked = list.tbs_cert_list.revoked_certificates.iter().flatten();
            if let Some(entry) = revoked.find(|entry| entry.serial_number == *serial) {
                let since = moment(&entry.revocation_date);
                // A claimed time proves nothing: whoever has the key can claim a time before the revocation.
                if !proven || since.is_none_or(|since| since <= at) {
                    return (Revocation::Revoked, Some(revoked_since(certificate, since)));
                }
                settled = true;
            }
            let until = list.tbs_cert_list.next_update.as_ref().and_then(moment);
            settled |= from.is_some() && until.is_some_and(|until| at <= until);
        }
        if !settled {
            state = Revocation::NotChecked;
        }
    }
    (state, None)
}

fn revoked_since(certificate: &Certificate, since: Option<Moment>) -> Diagnostic {
    let (name, day) = (who(certificate).name, since.map_or_else(|| "?".to_owned(), Moment::shown));
    Diagnostic::error(
        "certificate-revoked",
        format!("chứng thư “{name}” đã bị thu hồi từ {day}"),
        format!("the certificate “{name}” was revoked on {day}"),
    )
}

/// Whether a list was made by an issuer: its name, its signature, and that it may; a list with critical conditions that are
/// not read here settles nothing.
fn is_by(list: &CertificateList, issuer: &Certificate) -> bool {
    let own = &list.tbs_cert_list;
    let may = !matches!(issuer.tbs_certificate.get::<KeyUsage>(), Ok(Some((_, usage))) if !usage.crl_sign());
    let conditions = own.crl_extensions.iter().flatten().any(|extension| extension.critical);
    if !may || conditions || !names_match(&own.issuer, &issuer.tbs_certificate.subject) {
        return false;
    }
    let (Ok(message), Ok(key)) = (own.to_der(), issuer.tbs_certificate.subject_public_key_info.to_der()) else {
        return false;
    };
    let (Ok(key), Some(value)) = (SubjectPublicKeyInfoRef::from_der(&key), list.signature.as_bytes()) else {
        return false;
    };
    let algorithm = AlgorithmIdentifierRef { oid: list.signature_algorithm.oid, parameters: None };
    DefaultVerifier.verify_signature(algorithm, key, &message, value).is_ok()
}

fn moment(time: &x509_cert::time::Time) -> Option<Moment> {
    Moment::from_unix(i64::try_from(time.to_unix_duration().as_secs()).ok()?)
}
