//! Whether a certificate was revoked, by lists that were handed in or came along (RFC 5280, 5), and by answers in the file.
//! Nothing is fetched.

use der::Encode;
use pkix_path::names_match;
use x509_cert::Certificate;
use x509_cert::crl::CertificateList;
use x509_cert::ext::pkix::KeyUsage;

use super::super::moment::Moment;
use super::chain::{self, Chain, who};
use super::ocsp;
use crate::base::Diagnostic;

/// What the lists say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Revocation {
    /// Nothing at hand settles it.
    NotChecked,
    /// What is at hand settles that no certificate of the chain was.
    Good,
    /// One was.
    Revoked,
}

/// What can be known: lists, and answers on single certificates (DER).
#[derive(Clone, Copy, Debug)]
pub(super) struct Sources<'a> {
    pub(super) lists: &'a [CertificateList],
    pub(super) answers: &'a [Vec<u8>],
}

/// What a list or an answer says of one certificate.
pub(super) struct Word {
    /// Since when it is revoked.
    pub(super) revoked: Option<Option<Moment>>,
    /// When that was so.
    pub(super) from: Option<Moment>,
    /// When there will be news.
    pub(super) until: Option<Moment>,
}

impl Word {
    /// Whether it settles how things were at a moment: it was given then or later, or was not out of date.
    fn is_of(&self, at: Moment) -> bool {
        self.from.is_some_and(|from| at <= from || self.until.is_some_and(|until| at <= until))
    }
}

/// Looks every certificate of a chain up; `at` is when the signature was made, and whether that is proven.
pub(super) fn check(chain: &Chain, sources: Sources<'_>, at: Moment, proven: bool) -> (Revocation, Option<Diagnostic>) {
    let mut state = Revocation::Good;
    let issuers = chain.certificates.iter().skip(1).chain(std::iter::once(&chain.root));
    for (certificate, issuer) in chain.certificates.iter().zip(issuers) {
        let listed = sources.lists.iter().filter_map(|list| listed(list, certificate, issuer));
        let answered = sources.answers.iter().filter_map(|answer| ocsp::word(answer, certificate, issuer));
        let mut settled = false;
        for word in listed.chain(answered) {
            if let Some(since) = word.revoked {
                // A claimed time proves nothing: whoever has the key can claim a time before the revocation.
                if !proven || since.is_none_or(|since| since <= at) {
                    return (Revocation::Revoked, Some(revoked_since(certificate, since)));
                }
                settled = true;
            }
            settled |= word.is_of(at);
        }
        if !settled {
            state = Revocation::NotChecked;
        }
    }
    (state, None)
}

/// What a list of this issuer says of a certificate.
fn listed(list: &CertificateList, certificate: &Certificate, issuer: &Certificate) -> Option<Word> {
    if !is_by(list, issuer) {
        return None;
    }
    let own = &list.tbs_cert_list;
    let serial = &certificate.tbs_certificate.serial_number;
    let entry = own.revoked_certificates.iter().flatten().find(|entry| entry.serial_number == *serial);
    Some(Word {
        revoked: entry.map(|entry| moment(&entry.revocation_date)),
        from: moment(&own.this_update),
        until: own.next_update.as_ref().and_then(moment),
    })
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
    let (Ok(message), Some(value)) = (own.to_der(), list.signature.as_bytes()) else { return false };
    chain::bears(list.signature_algorithm.oid, issuer, &message, value)
}

fn moment(time: &x509_cert::time::Time) -> Option<Moment> {
    Moment::from_unix(i64::try_from(time.to_unix_duration().as_secs()).ok()?)
}
