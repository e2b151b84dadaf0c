//! The value of a signature: a CMS message as PAdES wants it (ETSI EN 319 142-1; RFC 5652).

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5911::{ID_CONTENT_TYPE, ID_DATA, ID_MESSAGE_DIGEST, ID_SIGNED_DATA};
use const_oid::db::rfc5912::{ECDSA_WITH_SHA_256, ECDSA_WITH_SHA_384, SHA_256_WITH_RSA_ENCRYPTION};
use der::asn1::{Null, OctetString, SetOfVec};
use der::{Any, Decode, Encode, Sequence};
use x509_cert::attr::Attribute;
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::digest::Hash;
use super::signer::{Identity, KeyKind, Signer};
use super::verify::{SIGNING_CERTIFICATE_V2, TIMESTAMP_TOKEN};
use crate::base::Diagnostic;

/// `ESSCertIDv2` with what is left out when it is as usual (RFC 5035, 4).
#[derive(Sequence)]
struct CertificateId {
    algorithm: Option<AlgorithmIdentifierOwned>,
    hash: OctetString,
}

/// `SigningCertificateV2`.
#[derive(Sequence)]
struct SigningCertificate {
    certificates: Vec<CertificateId>,
}

/// Asks an authority for a time stamp over a value; none where no authority was named.
pub type Stamping<'a> = dyn FnMut(&[u8]) -> Result<Option<Vec<u8>>, Box<Diagnostic>> + 'a;

/// Signs a content, given in parts.
pub(super) fn sign(
    content: &[&[u8]],
    signer: &mut dyn Signer,
    stamping: &mut Stamping<'_>,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let identity = signer.identity().clone();
    let hash = identity.kind().hash();
    let attributes = attributes(&identity, hash, &hash.of(content)).map_err(encoding)?;
    // No time among them: PAdES has it in the signature's dictionary.
    let digest = hash.of(&[&attributes.to_der().map_err(encoding)?]);
    let value = signer.sign(&digest)?;
    let unsigned = match stamping(&value)? {
        Some(token) => {
            let token = Any::from_der(&token).map_err(encoding)?;
            Some(SetOfVec::try_from(vec![attribute(TIMESTAMP_TOKEN, token).map_err(encoding)?]).map_err(encoding)?)
        }
        None => None,
    };
    let info = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: identity.certificate.tbs_certificate.issuer.clone(),
            serial_number: identity.certificate.tbs_certificate.serial_number.clone(),
        }),
        digest_alg: AlgorithmIdentifierOwned { oid: hash.oid(), parameters: None },
        signed_attrs: Some(attributes),
        signature_algorithm: algorithm(identity.kind()),
        signature: OctetString::new(value).map_err(encoding)?,
        unsigned_attrs: unsigned,
    };
    wrap(identity, hash, info).map_err(encoding)
}

fn wrap(identity: Identity, hash: Hash, info: SignerInfo) -> der::Result<Vec<u8>> {
    let certificates = std::iter::once(identity.certificate).chain(identity.above);
    let certificates: Vec<CertificateChoices> = certificates.map(CertificateChoices::Certificate).collect();
    let data = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![AlgorithmIdentifierOwned { oid: hash.oid(), parameters: None }])?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: ID_DATA, econtent: None },
        certificates: Some(CertificateSet::try_from(certificates)?),
        crls: None,
        signer_infos: SignerInfos::try_from(vec![info])?,
    };
    ContentInfo { content_type: ID_SIGNED_DATA, content: Any::encode_from(&data)? }.to_der()
}

fn attributes(identity: &Identity, hash: Hash, digest: &[u8]) -> der::Result<SetOfVec<Attribute>> {
    let certificate = identity.certificate.to_der()?;
    let algorithm = (hash != Hash::Sha256).then(|| AlgorithmIdentifierOwned { oid: hash.oid(), parameters: None });
    let named = SigningCertificate {
        certificates: vec![CertificateId { algorithm, hash: OctetString::new(hash.of(&[&certificate]))? }],
    };
    SetOfVec::try_from(vec![
        attribute(ID_CONTENT_TYPE, Any::encode_from(&ID_DATA)?)?,
        attribute(ID_MESSAGE_DIGEST, Any::encode_from(&OctetString::new(digest)?)?)?,
        attribute(SIGNING_CERTIFICATE_V2, Any::encode_from(&named)?)?,
    ])
}

fn attribute(oid: ObjectIdentifier, value: Any) -> der::Result<Attribute> {
    Ok(Attribute { oid, values: SetOfVec::try_from(vec![value])? })
}

fn algorithm(kind: KeyKind) -> AlgorithmIdentifierOwned {
    match kind {
        KeyKind::Rsa => {
            AlgorithmIdentifierOwned { oid: SHA_256_WITH_RSA_ENCRYPTION, parameters: Some(Any::from(Null)) }
        }
        KeyKind::P256 => AlgorithmIdentifierOwned { oid: ECDSA_WITH_SHA_256, parameters: None },
        KeyKind::P384 => AlgorithmIdentifierOwned { oid: ECDSA_WITH_SHA_384, parameters: None },
    }
}

fn encoding(error: der::Error) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(
        "signature-encoding",
        format!("không đóng gói được chữ ký: {error}"),
        format!("the signature cannot be encoded: {error}"),
    ))
}
