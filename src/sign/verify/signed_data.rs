//! A CMS message with one signature (RFC 5652), checked over the bytes as they were sent.

use const_oid::ObjectIdentifier;
use const_oid::db::rfc5911::{ID_CONTENT_TYPE, ID_MESSAGE_DIGEST, ID_SIGNED_DATA};
use der::{Decode, Encode};
use pkix_path::{DefaultVerifier, SignatureVerifier};
use x509_cert::Certificate;
use x509_cert::crl::CertificateList;
use x509_cert::spki::{AlgorithmIdentifierRef, SubjectPublicKeyInfoRef};

use super::super::asn1::{self, CONTEXT_0, CONTEXT_1, Element, INTEGER, OCTET_STRING, OID, SEQUENCE, SET};
use super::super::digest::{Hash, full_algorithm};
use super::chain;
use super::coverage::not_a_signature;
use crate::base::Diagnostic;

/// `signing-certificate-v2` (RFC 5035).
pub(in super::super) const SIGNING_CERTIFICATE_V2: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
/// A time stamp over the signature (RFC 3161, appendix A).
pub(in super::super) const TIMESTAMP_TOKEN: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.14");
/// Unsigned attributes that CAdES knows (ETSI EN 319 122-1): evidence for later, which nothing here rests on.
const UNSIGNED: [ObjectIdentifier; 6] = [
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.21"),
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.22"),
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.23"),
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.24"),
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.48"),
    ObjectIdentifier::new_unwrap("0.4.0.1733.2.4"),
];
/// `SHA-1`, which is met often enough to be named.
const SHA_1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.14.3.2.26");

/// What a message says, and what is wrong with it.
#[derive(Debug)]
pub(super) struct Message {
    /// Whose signature it is.
    pub(super) certificate: Certificate,
    /// All certificates that came along.
    pub(super) certificates: Vec<Certificate>,
    pub(super) crls: Vec<CertificateList>,
    /// The signature's value.
    pub(super) value: Vec<u8>,
    /// The content, if it is in the message.
    pub(super) content: Option<Vec<u8>>,
    /// A time stamp over the value.
    pub(super) timestamp: Option<Vec<u8>>,
    pub(super) faults: Vec<Diagnostic>,
}

/// What a message must be about.
pub(super) struct Expected<'a> {
    pub(super) content_type: ObjectIdentifier,
    /// The content where it is not in the message, in parts that follow each other.
    pub(super) detached: Option<Vec<&'a [u8]>>,
    /// Whether the signed attributes must name the certificate.
    pub(super) names_certificate: bool,
}

/// Reads a message and checks its signature; an error is a message that cannot be read.
pub(super) fn check(message: &[u8], expected: &Expected<'_>) -> Result<Message, Box<Diagnostic>> {
    let parts = Parts::read(message).ok_or_else(not_a_signature)?;
    let mut faults = Vec::new();
    let certificates: Option<Vec<Certificate>> =
        parts.certificates.iter().map(|c| Certificate::from_der(c.whole).ok()).collect();
    let crls: Option<Vec<CertificateList>> =
        parts.crls.iter().map(|c| CertificateList::from_der(c.whole).ok()).collect();
    let (Some(certificates), Some(crls)) = (certificates, crls) else { return Err(not_a_signature()) };
    let certificate = certificates.iter().find(|certificate| parts.is_signer(certificate)).cloned();
    let certificate = certificate.ok_or_else(|| {
        Box::new(Diagnostic::error(
            "signer-missing",
            "chữ ký không kèm chứng thư của người ký",
            "the signature does not bring its signer's certificate",
        ))
    })?;
    let content = parts.content.map(|content| content.to_vec());
    let Some(hash) = Hash::from_oid(parts.digest) else {
        faults.push(weak(parts.digest));
        return Ok(Message { certificate, certificates, crls, value: Vec::new(), content, timestamp: None, faults });
    };
    let digest = match (&expected.detached, &content) {
        (Some(parts), None) => hash.of(parts),
        (None, Some(content)) => hash.of(&[content]),
        (Some(_), Some(_)) | (None, None) => return Err(not_a_signature()),
    };
    match Attributes::read(parts.attributes) {
        Some(attributes) => attributes.check(&parts, expected, &digest, &certificate, &mut faults),
        None => faults.push(wrong_attributes()),
    }
    if !verifies(&parts, hash, &certificate) {
        faults.push(Diagnostic::error(
            "signature-invalid",
            "giá trị chữ ký không khớp khóa công khai của chứng thư",
            "the signature's value does not fit the certificate's public key",
        ));
    }
    if !parts.is_plain() || !chain::belong_together(&certificate, &certificates) {
        faults.push(Diagnostic::error(
            "signature-extras",
            "phần không được ký của chữ ký có thứ lạ hoặc đã bị sửa (chứng thư kèm theo, thuộc tính)",
            "what is not signed of the signature holds foreign things or was altered (certificates along, attributes)",
        ));
    }
    let timestamp = parts.timestamp();
    let value = parts.value.to_vec();
    Ok(Message { certificate, certificates, crls, value, content, timestamp, faults })
}

fn weak(oid: ObjectIdentifier) -> Diagnostic {
    let name = if oid == SHA_1 { "SHA-1".to_owned() } else { oid.to_string() };
    Diagnostic::error(
        "digest-weak",
        format!("chữ ký dùng hàm băm {name}, không đủ an toàn để chứng minh điều gì"),
        format!("the signature rests on the hash function {name}, which is too weak to prove anything"),
    )
}

fn wrong_attributes() -> Diagnostic {
    Diagnostic::error(
        "signature-attributes",
        "các thuộc tính được ký không đúng chuẩn PAdES",
        "the signed attributes are not as PAdES wants them",
    )
}

fn verifies(parts: &Parts<'_>, hash: Hash, certificate: &Certificate) -> bool {
    let Some(oid) = full_algorithm(parts.algorithm, hash) else { return false };
    // What is signed is the set of attributes, not the tagged field that they travel in (RFC 5652, 5.4).
    let mut signed = parts.attributes.whole.to_vec();
    if let Some(tag) = signed.first_mut() {
        *tag = SET;
    }
    let Ok(key) = certificate.tbs_certificate.subject_public_key_info.to_der() else { return false };
    let Ok(key) = SubjectPublicKeyInfoRef::from_der(&key) else { return false };
    let algorithm = AlgorithmIdentifierRef { oid, parameters: None };
    DefaultVerifier.verify_signature(algorithm, key, &signed, parts.value).is_ok()
}

/// A message taken apart.
struct Parts<'a> {
    content_type: ObjectIdentifier,
    content: Option<&'a [u8]>,
    certificates: Vec<Element<'a>>,
    crls: Vec<Element<'a>>,
    signer: Element<'a>,
    digest: ObjectIdentifier,
    attributes: Element<'a>,
    algorithm: ObjectIdentifier,
    value: &'a [u8],
    unsigned: Vec<Element<'a>>,
    /// Versions and algorithms are named as they must be.
    is_plain: bool,
}

impl<'a> Parts<'a> {
    fn read(message: &'a [u8]) -> Option<Self> {
        let outer = asn1::parts(message, SEQUENCE)?;
        let [kind, wrapped] = outer.as_slice() else { return None };
        if oid(kind)? != ID_SIGNED_DATA || wrapped.tag != CONTEXT_0 {
            return None;
        }
        let data = asn1::parts(wrapped.content, SEQUENCE)?;
        let [version, digests, inner, rest @ .., signers] = data.as_slice() else { return None };
        if version.tag != INTEGER || signers.tag != SET {
            return None;
        }
        let tagged =
            |tag: u8| rest.iter().find(|e| e.tag == tag).map_or(Some(Vec::new()), |e| asn1::children(e.content));
        let inner = asn1::children(inner.content)?;
        let (content_type, content) = match inner.as_slice() {
            [kind] => (oid(kind)?, None),
            [kind, wrapped] if wrapped.tag == CONTEXT_0 => {
                let (bytes, after) = asn1::first(wrapped.content)?;
                (bytes.tag == OCTET_STRING && after.is_empty()).then_some(())?;
                (oid(kind)?, Some(bytes.content))
            }
            _ => return None,
        };
        let signers = asn1::children(signers.content)?;
        // One signer only: with two, a reader may look at the wrong one.
        let [signer] = signers.as_slice() else { return None };
        let info = asn1::children(signer.content)?;
        let [own_version, signer, digest, attributes, algorithm, value, unsigned @ ..] = info.as_slice() else {
            return None;
        };
        if attributes.tag != CONTEXT_0 || value.tag != OCTET_STRING {
            return None;
        }
        let unsigned = match unsigned {
            [] => Vec::new(),
            [attributes] if attributes.tag == CONTEXT_1 => asn1::children(attributes.content)?,
            _ => return None,
        };
        let named = |element: &Element<'_>| matches!(element.content, [1 | 3]) && element.tag == INTEGER;
        let listed = asn1::children(digests.content)?;
        let own = *asn1::children(digest.content)?.first()?;
        let same_digest = match listed.as_slice() {
            [one] => without_parameters(one)? && asn1::children(one.content)?.first()?.whole == own.whole,
            _ => false,
        };
        let plain = named(version) && named(own_version) && same_digest && digests.tag == SET;
        let is_plain = plain && without_parameters(digest)? && without_parameters(algorithm)?;
        Some(Self {
            is_plain,
            content_type,
            content,
            certificates: tagged(CONTEXT_0)?,
            crls: tagged(CONTEXT_1)?,
            signer: *signer,
            digest: oid(asn1::children(digest.content)?.first()?)?,
            attributes: *attributes,
            algorithm: oid(asn1::children(algorithm.content)?.first()?)?,
            value: value.content,
            unsigned,
        })
    }

    /// Whether all that the signature does not cover is as it must be: whoever changes a bit of it is told of too.
    fn is_plain(&self) -> bool {
        let known = |attribute: &Element<'_>| {
            attribute_of(attribute).is_some_and(|(kind, _)| kind == TIMESTAMP_TOKEN || UNSIGNED.contains(&kind))
        };
        self.is_plain && self.unsigned.iter().all(known)
    }

    /// Whether a certificate is the one that the signer is named by.
    fn is_signer(&self, certificate: &Certificate) -> bool {
        let own = &certificate.tbs_certificate;
        if self.signer.tag == SEQUENCE {
            let (Ok(issuer), Ok(serial)) = (own.issuer.to_der(), own.serial_number.to_der()) else { return false };
            return self.signer.content == [issuer, serial].concat();
        }
        let identifier = own.get::<x509_cert::ext::pkix::SubjectKeyIdentifier>().ok().flatten();
        identifier.is_some_and(|(_, identifier)| identifier.0.as_bytes() == self.signer.content)
    }

    fn timestamp(&self) -> Option<Vec<u8>> {
        self.unsigned.iter().find_map(|attribute| {
            let (kind, values) = attribute_of(attribute)?;
            let [token] = values.as_slice() else { return None };
            (kind == TIMESTAMP_TOKEN).then(|| token.whole.to_vec())
        })
    }
}

fn oid(element: &Element<'_>) -> Option<ObjectIdentifier> {
    (element.tag == OID).then(|| ObjectIdentifier::from_bytes(element.content).ok())?
}

/// Whether an algorithm is named without parameters, or with none (`NULL`).
fn without_parameters(algorithm: &Element<'_>) -> Option<bool> {
    let fields = asn1::children(algorithm.content)?;
    let plain = matches!(fields.get(1..), Some([])) || matches!(fields.get(1..), Some([null]) if null.whole == [5, 0]);
    Some(plain && algorithm.tag == SEQUENCE)
}

/// The kind of an attribute and its values.
fn attribute_of<'a>(attribute: &Element<'a>) -> Option<(ObjectIdentifier, Vec<Element<'a>>)> {
    let parts = asn1::children(attribute.content)?;
    let [kind, values] = parts.as_slice() else { return None };
    (attribute.tag == SEQUENCE && values.tag == SET).then_some(())?;
    Some((oid(kind)?, asn1::children(values.content)?))
}

/// The signed attributes that count.
struct Attributes<'a> {
    content_type: ObjectIdentifier,
    digest: &'a [u8],
    certificate: Option<Element<'a>>,
}

impl<'a> Attributes<'a> {
    /// Each that counts stands once and has one value (RFC 5652, 11).
    fn read(attributes: Element<'a>) -> Option<Self> {
        let (mut content_type, mut digest, mut certificate) = (None, None, None);
        for attribute in asn1::children(attributes.content)? {
            let (kind, values) = attribute_of(&attribute)?;
            let slot = match kind {
                ID_CONTENT_TYPE => &mut content_type,
                ID_MESSAGE_DIGEST => &mut digest,
                SIGNING_CERTIFICATE_V2 => &mut certificate,
                _ => continue,
            };
            let [value] = values.as_slice() else { return None };
            if slot.replace(*value).is_some() {
                return None;
            }
        }
        let digest = digest.filter(|digest| digest.tag == OCTET_STRING)?;
        Some(Self { content_type: oid(&content_type?)?, digest: digest.content, certificate })
    }

    fn check(
        &self,
        parts: &Parts<'_>,
        expected: &Expected<'_>,
        digest: &[u8],
        certificate: &Certificate,
        faults: &mut Vec<Diagnostic>,
    ) {
        if self.content_type != expected.content_type || parts.content_type != expected.content_type {
            faults.push(wrong_attributes());
        }
        if self.digest != digest {
            let (vi, en) = if expected.detached.is_some() {
                ("nội dung đã bị sửa: hàm băm không khớp", "the content was altered: the digest does not match")
            } else {
                ("hàm băm của nội dung không khớp", "the content's digest does not match")
            };
            faults.push(Diagnostic::error("digest-mismatch", vi, en));
        }
        let named = self.certificate.map(|value| names(value, certificate));
        if named == Some(false) || (named.is_none() && expected.names_certificate) {
            faults.push(Diagnostic::error(
                "signing-certificate",
                "chữ ký không gắn với chứng thư đi kèm (signing-certificate-v2)",
                "the signature is not bound to the certificate that came along (signing-certificate-v2)",
            ));
        }
    }
}

/// Whether `SigningCertificateV2` names a certificate by its hash (RFC 5035, 4).
fn names(value: Element<'_>, certificate: &Certificate) -> bool {
    let named = || -> Option<bool> {
        let list = *asn1::children(value.content)?.first()?;
        let first = *asn1::children(list.content)?.first()?;
        let fields = asn1::children(first.content)?;
        let (hash, digest) = match fields.as_slice() {
            [digest, ..] if digest.tag == OCTET_STRING => (Hash::Sha256, digest),
            [algorithm, digest, ..] if digest.tag == OCTET_STRING => {
                (Hash::from_oid(oid(asn1::children(algorithm.content)?.first()?)?)?, digest)
            }
            _ => return None,
        };
        Some(hash.of(&[&certificate.to_der().ok()?]) == digest.content)
    };
    named().unwrap_or(false)
}
