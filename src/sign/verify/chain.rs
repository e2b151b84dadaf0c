//! Whose certificate it is, and whether a chain leads from it to a root that the reader trusts (RFC 5280, 6).

use const_oid::ObjectIdentifier;
use const_oid::db::rfc4519;
use der::{Decode, Encode, Tagged};
use pkix_path::{DefaultVerifier, SignatureVerifier, TrustAnchor, ValidationPolicy, names_match, validate_path};
use x509_cert::Certificate;
use x509_cert::ext::pkix::{ExtendedKeyUsage, KeyUsage};
use x509_cert::name::Name;
use x509_cert::spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};

use super::super::moment::Moment;
use crate::base::Diagnostic;

/// Time stamping, as a purpose of a key (RFC 3161, 2.3).
const TIME_STAMPING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");
/// Certificates in a chain, at most.
const LONGEST: usize = 8;

/// Who a certificate names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// Common name.
    pub name: String,
    /// Organisation, if named.
    pub organisation: Option<String>,
    /// Common name of the issuer.
    pub issuer: String,
    /// Serial number, hexadecimal.
    pub serial: String,
    /// From when the certificate is valid.
    pub from: Option<Moment>,
    /// Until when.
    pub until: Option<Moment>,
}

/// Who a certificate names, and by whom.
pub(in super::super) fn who(certificate: &Certificate) -> Who {
    let own = &certificate.tbs_certificate;
    let moment =
        |time: x509_cert::time::Time| i64::try_from(time.to_unix_duration().as_secs()).ok().and_then(Moment::from_unix);
    Who {
        name: common_name(&own.subject),
        organisation: part(&own.subject, rfc4519::O),
        issuer: common_name(&own.issuer),
        serial: super::super::object::hex(own.serial_number.as_bytes()),
        from: moment(own.validity.not_before),
        until: moment(own.validity.not_after),
    }
}

/// The common name, or all of the name where it has none; signs that steer a terminal are left out.
fn common_name(name: &Name) -> String {
    part(name, rfc4519::CN).unwrap_or_else(|| plain(&name.to_string()))
}

fn part(name: &Name, kind: ObjectIdentifier) -> Option<String> {
    let found = name.0.iter().flat_map(|part| part.0.iter()).find(|part| part.oid == kind)?;
    let value = &found.value;
    let text = match value.tag() {
        der::Tag::Utf8String | der::Tag::PrintableString | der::Tag::Ia5String => {
            String::from_utf8_lossy(value.value()).into_owned()
        }
        der::Tag::BmpString => {
            let units: Vec<u16> =
                value.value().chunks(2).map(|p| p.iter().fold(0, |n, b| n << 8 | u16::from(*b))).collect();
            String::from_utf16_lossy(&units)
        }
        _ => value.value().iter().map(|byte| char::from(*byte)).collect(),
    };
    Some(plain(&text))
}

/// A text from a file, safe to print on one line.
pub(in super::super) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || is_steering(c) { '\u{FFFD}' } else { c }).collect()
}

/// Marks that turn the direction of text.
fn is_steering(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// Whether certificates that came along are those of the signer's chain, each signed by the next as far as they go; a root
/// among them by itself.
pub(super) fn belong_together(signer: &Certificate, along: &[Certificate]) -> bool {
    let mut chain = vec![signer];
    loop {
        let top = chain[chain.len() - 1];
        let issuer = &top.tbs_certificate.issuer;
        if names_match(&top.tbs_certificate.subject, issuer) {
            return is_signed_by(top, top) && along.iter().all(|one| chain.contains(&one));
        }
        let above =
            along.iter().find(|next| names_match(&next.tbs_certificate.subject, issuer) && !chain.contains(next));
        match above {
            Some(next) if is_signed_by(top, next) && chain.len() < LONGEST => chain.push(next),
            Some(_) => return false,
            None => return along.iter().all(|one| chain.contains(&one)),
        }
    }
}

fn is_signed_by(certificate: &Certificate, issuer: &Certificate) -> bool {
    let Ok(message) = certificate.tbs_certificate.to_der() else { return false };
    let algorithm = &certificate.signature_algorithm;
    let Some(value) = certificate.signature.as_bytes() else { return false };
    *algorithm == certificate.tbs_certificate.signature && bears(algorithm.oid, issuer, &message, value)
}

/// Whether an issuer made a certificate, by name and key.
pub(super) fn is_issued_by(certificate: &Certificate, issuer: &Certificate) -> bool {
    names_match(&certificate.tbs_certificate.issuer, &issuer.tbs_certificate.subject)
        && is_signed_by(certificate, issuer)
}

/// Whether bytes bear a signature by a certificate's key.
pub(super) fn bears(algorithm: ObjectIdentifier, by: &Certificate, bytes: &[u8], value: &[u8]) -> bool {
    let Ok(key) = by.tbs_certificate.subject_public_key_info.to_der() else { return false };
    let Ok(key) = SubjectPublicKeyInfoRef::from_der(&key) else { return false };
    let algorithm = AlgorithmIdentifierRef { oid: algorithm, parameters: None };
    DefaultVerifier.verify_signature(algorithm, key, bytes, value).is_ok()
}

/// Whether a certificate was valid at a moment.
pub(super) fn is_valid_at(certificate: &Certificate, at: Moment) -> bool {
    let named = who(certificate);
    named.from.is_some_and(|from| from <= at) && named.until.is_some_and(|until| at <= until)
}

/// A chain that was found.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    /// From the signer up, without the root.
    pub(super) certificates: Vec<Certificate>,
    pub(super) root: Certificate,
}

/// Whether a certificate was valid at a moment, and meant for signing.
pub(super) fn fit(certificate: &Certificate, at: Moment, stamping: bool) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    if !is_valid_at(certificate, at) {
        let named = who(certificate);
        let shown = |moment: Option<Moment>| moment.map_or_else(|| "?".to_owned(), Moment::shown);
        let (from, until, at) = (shown(named.from), shown(named.until), at.shown());
        faults.push(Diagnostic::error(
            "certificate-not-valid-then",
            format!("chứng thư chỉ có giá trị từ {from} đến {until}, không phải lúc ký {at}"),
            format!("the certificate is valid from {from} to {until} only, not at the time of signing, {at}"),
        ));
    }
    let own = &certificate.tbs_certificate;
    let usage = own.get::<KeyUsage>();
    let may_sign = match &usage {
        Ok(Some((_, usage))) => usage.digital_signature() || usage.non_repudiation(),
        Ok(None) => true,
        Err(_) => false,
    };
    let purposes = own.get::<ExtendedKeyUsage>();
    let for_stamps = matches!(&purposes, Ok(Some((_, purposes))) if purposes.0.contains(&TIME_STAMPING));
    if !may_sign || (stamping && !for_stamps) {
        faults.push(Diagnostic::error(
            "certificate-not-for-signing",
            "chứng thư không được cấp để ký số (key usage)",
            "the certificate was not issued for signing (key usage)",
        ));
    }
    faults
}

/// Finds a chain to one of the roots that holds at a moment.
pub(super) fn find(
    signer: &Certificate,
    along: &[Certificate],
    roots: &[Certificate],
    at: Moment,
) -> Result<Chain, Box<Diagnostic>> {
    let mut search = Search { along, roots, at, refused: None, stops_at: None, tried: 0 };
    search.climb(vec![signer.clone()]).ok_or_else(|| {
        let (vi, en) = match (search.refused, search.stops_at) {
            (Some(why), _) => (format!(" ({why})"), format!(" ({why})")),
            (None, Some(name)) => (format!("; chuỗi dừng ở “{name}”"), format!("; the chain stops at “{name}”")),
            (None, None) => (String::new(), String::new()),
        };
        Box::new(Diagnostic::error(
            "root-unknown",
            format!("chứng thư không dẫn tới chứng thư gốc nào được tin cậy{vi}"),
            format!("no chain leads from the certificate to a trusted root{en}"),
        ))
    })
}

struct Search<'a> {
    along: &'a [Certificate],
    roots: &'a [Certificate],
    at: Moment,
    /// Why the last chain that reached a root does not hold.
    refused: Option<pkix_path::Error>,
    /// The issuer that no certificate at hand goes on from.
    stops_at: Option<String>,
    tried: usize,
}

impl Search<'_> {
    fn climb(&mut self, chain: Vec<Certificate>) -> Option<Chain> {
        self.tried += 1;
        let top = chain.last()?;
        if chain.len() > LONGEST || self.tried > 64 {
            return None;
        }
        let issuer = top.tbs_certificate.issuer.clone();
        for root in self.roots.iter().filter(|root| names_match(&root.tbs_certificate.subject, &issuer)) {
            match self.validate(&chain, root) {
                Ok(()) => return Some(Chain { certificates: chain, root: root.clone() }),
                Err(why) => self.refused = Some(why),
            }
        }
        let above: Vec<Certificate> = self
            .along
            .iter()
            .filter(|next| names_match(&next.tbs_certificate.subject, &issuer) && !chain.contains(next))
            .cloned()
            .collect();
        if above.is_empty() {
            self.stops_at = Some(common_name(&issuer));
        }
        above.into_iter().find_map(|next| {
            let mut longer = chain.clone();
            longer.push(next);
            self.climb(longer)
        })
    }

    fn validate(&self, chain: &[Certificate], root: &Certificate) -> Result<(), pkix_path::Error> {
        let now = u64::try_from(self.at.unix()).unwrap_or_default();
        let mut policy = ValidationPolicy::new(now);
        policy.min_rsa_key_bits = Some(2048);
        // A root is trusted because the reader says so, but not longer than it says itself.
        if !is_valid_at(root, self.at) {
            return Err(pkix_path::Error::ValidityPeriod { index: chain.len() });
        }
        let is_root = chain.len() == 1 && chain[0].to_der().ok() == root.to_der().ok();
        if is_root {
            return Ok(());
        }
        let anchor = TrustAnchor::try_from(root.clone()).map_err(pkix_path::Error::Der)?;
        validate_path(chain, &[anchor], &policy, &DefaultVerifier).map(|_| ())
    }
}
