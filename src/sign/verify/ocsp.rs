//! An authority's answer on one certificate (OCSP, RFC 6960), as files bring it along. Nobody is asked.

use const_oid::ObjectIdentifier;
use der::{Decode, Encode};
use sha1::{Digest, Sha1};
use x509_cert::Certificate;
use x509_cert::ext::pkix::ExtendedKeyUsage;

use super::super::asn1::{self, CONTEXT_0, CONTEXT_1, Element, INTEGER, OCTET_STRING, OID, SEQUENCE};
use super::super::digest::Hash;
use super::super::moment::Moment;
use super::chain;
use super::revocation::Word;

/// `id-pkix-ocsp-basic`.
const BASIC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.48.1.1");
/// Answering for the issuer, as a purpose of a key (RFC 6960, 4.2.2.2).
const ANSWERING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.9");
/// SHA-1 only names the issuer here; the answer itself must rest on something better.
const SHA_1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.14.3.2.26");

const ENUMERATED: u8 = 0x0A;
const BIT_STRING: u8 = 0x03;
const GENERALIZED_TIME: u8 = 0x18;
/// `certStatus`: good, and revoked.
const GOOD: u8 = 0x80;
const REVOKED: u8 = 0xA1;

/// What an answer says of a certificate of this issuer; nothing where it is about another, or nobody of right signed it.
pub(super) fn word(answer: &[u8], certificate: &Certificate, issuer: &Certificate) -> Option<Word> {
    let basic = Basic::read(answer)?;
    let single = basic.singles.iter().find_map(|single| Single::about(single, certificate, issuer))?;
    basic.is_of_right(issuer).then_some(Word { revoked: single.revoked, from: Some(single.from), until: single.until })
}

/// `BasicOCSPResponse`, its parts as they were sent.
struct Basic<'a> {
    signed: &'a [u8],
    algorithm: ObjectIdentifier,
    value: &'a [u8],
    certificates: Vec<Element<'a>>,
    produced: Moment,
    singles: Vec<Element<'a>>,
}

impl<'a> Basic<'a> {
    fn read(answer: &'a [u8]) -> Option<Self> {
        let parts = asn1::parts(answer, SEQUENCE)?;
        let [status, bytes] = parts.as_slice() else { return None };
        if (status.tag, status.content, bytes.tag) != (ENUMERATED, &[0], CONTEXT_0) {
            return None;
        }
        let kind_and_bytes = asn1::parts(bytes.content, SEQUENCE)?;
        let [kind, bytes] = kind_and_bytes.as_slice() else { return None };
        if kind.tag != OID || kind.content != BASIC.as_bytes() || bytes.tag != OCTET_STRING {
            return None;
        }
        let parts = asn1::parts(bytes.content, SEQUENCE)?;
        let [signed, algorithm, value, rest @ ..] = parts.as_slice() else { return None };
        // A bit string of whole bytes.
        let value = value.content.strip_prefix(&[0]).filter(|_| value.tag == BIT_STRING)?;
        let certificates = match rest {
            [] => Vec::new(),
            [all] if all.tag == CONTEXT_0 => asn1::parts(all.content, SEQUENCE)?,
            _ => return None,
        };
        let data = asn1::parts(signed.whole, SEQUENCE)?;
        let [responder, produced, singles, extensions @ ..] = data.as_slice() else { return None };
        // In the place of the responder stands the version, where it is another than the first.
        let unread = extensions.iter().any(|one| one.tag != CONTEXT_1 || has_critical(one));
        if responder.tag == CONTEXT_0 || singles.tag != SEQUENCE || unread {
            return None;
        }
        Some(Self {
            signed: signed.whole,
            algorithm: ObjectIdentifier::from_bytes(asn1::children(algorithm.content)?.first()?.content).ok()?,
            value,
            certificates,
            produced: time(produced)?,
            singles: asn1::children(singles.content)?,
        })
    }

    /// Signed by the issuer, or by whom the issuer gave a certificate for answering.
    fn is_of_right(&self, issuer: &Certificate) -> bool {
        let by = |certificate: &Certificate| chain::bears(self.algorithm, certificate, self.signed, self.value);
        let delegate = |element: &Element<'_>| {
            let Ok(certificate) = Certificate::from_der(element.whole) else { return false };
            let purposes = certificate.tbs_certificate.get::<ExtendedKeyUsage>();
            matches!(purposes, Ok(Some((_, purposes))) if purposes.0.contains(&ANSWERING))
                && chain::is_issued_by(&certificate, issuer)
                && chain::is_valid_at(&certificate, self.produced)
                && by(&certificate)
        };
        by(issuer) || self.certificates.iter().any(delegate)
    }
}

/// `SingleResponse`: what is said of one certificate.
struct Single {
    /// Since when it is revoked.
    revoked: Option<Option<Moment>>,
    from: Moment,
    until: Option<Moment>,
}

impl Single {
    fn about(single: &Element<'_>, certificate: &Certificate, issuer: &Certificate) -> Option<Self> {
        let parts = asn1::parts(single.whole, SEQUENCE)?;
        let [id, status, from, rest @ ..] = parts.as_slice() else { return None };
        if !is_about(id, certificate, issuer)? || rest.iter().any(|one| one.tag == CONTEXT_1 && has_critical(one)) {
            return None;
        }
        let revoked = match status.tag {
            GOOD => None,
            REVOKED => Some(asn1::children(status.content)?.first().and_then(time)),
            _ => return None,
        };
        let until = rest.iter().find(|one| one.tag == CONTEXT_0);
        let until = until.and_then(|until| asn1::children(until.content)?.first().and_then(time));
        Some(Self { revoked, from: time(from)?, until })
    }
}

/// `CertID`: the issuer by hashes of its name and key, and the serial number.
fn is_about(id: &Element<'_>, certificate: &Certificate, issuer: &Certificate) -> Option<bool> {
    let parts = asn1::parts(id.whole, SEQUENCE)?;
    let [algorithm, name, key, serial] = parts.as_slice() else { return None };
    let algorithm = *asn1::children(algorithm.content)?.first()?;
    let algorithm = ObjectIdentifier::from_bytes(algorithm.content).ok()?;
    let hash = |bytes: &[u8]| match Hash::from_oid(algorithm) {
        Some(hash) => Some(hash.of(&[bytes])),
        None => (algorithm == SHA_1).then(|| Sha1::digest(bytes).to_vec()),
    };
    let own = &issuer.tbs_certificate;
    let same_name = hash(&own.subject.to_der().ok()?)? == name.content;
    let same_key = hash(own.subject_public_key_info.subject_public_key.raw_bytes())? == key.content;
    let same_serial = serial.tag == INTEGER && serial.content == certificate.tbs_certificate.serial_number.as_bytes();
    Some(same_name && same_key && same_serial)
}

/// Whether extensions hold a critical one: none is read here, so that such an answer settles nothing.
fn has_critical(extensions: &Element<'_>) -> bool {
    let critical = |extension: &Element<'_>| {
        asn1::children(extension.content).is_none_or(|parts| parts.iter().any(|part| part.whole == [1, 1, 0xFF]))
    };
    asn1::parts(extensions.content, SEQUENCE).is_none_or(|all| all.iter().any(critical))
}

fn time(element: &Element<'_>) -> Option<Moment> {
    let text = std::str::from_utf8(element.content).ok().filter(|_| element.tag == GENERALIZED_TIME)?;
    Moment::from_generalized(text)
}
