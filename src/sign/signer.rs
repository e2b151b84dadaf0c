//! Whoever can sign: certificates and a private key that may be out of reach, in a token.

use const_oid::db::rfc5912::{ID_EC_PUBLIC_KEY, RSA_ENCRYPTION, SECP_256_R_1, SECP_384_R_1};
use der::Decode;
use der::asn1::ObjectIdentifier;
use x509_cert::Certificate;

use super::digest::Hash;
use super::verify::who;
use crate::base::Diagnostic;

/// The kind of a key, which settles the hash function that goes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// RSA, PKCS #1 v1.5.
    Rsa,
    /// The curve P-256.
    P256,
    /// The curve P-384.
    P384,
}

impl KeyKind {
    /// The hash function signed with such a key.
    pub fn hash(self) -> Hash {
        match self {
            Self::Rsa | Self::P256 => Hash::Sha256,
            Self::P384 => Hash::Sha384,
        }
    }

    /// What a token is to sign for a digest: RSA signs a `DigestInfo` (RFC 8017, 9.2), ECDSA the digest itself.
    pub fn to_token(self, digest: &[u8]) -> Vec<u8> {
        const SHA_256_INFO: [u8; 19] =
            [0x30, 0x31, 0x30, 0x0D, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 5, 0, 4, 0x20];
        match self {
            Self::Rsa => [&SHA_256_INFO, digest].concat(),
            Self::P256 | Self::P384 => digest.to_vec(),
        }
    }

    /// What a token signed, as CMS has it: a token gives the two numbers of ECDSA one after the other.
    pub fn from_token(self, value: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Rsa => Some(value.to_vec()),
            Self::P256 => Some(p256::ecdsa::Signature::from_slice(value).ok()?.to_der().as_bytes().to_vec()),
            Self::P384 => Some(p384::ecdsa::Signature::from_slice(value).ok()?.to_der().as_bytes().to_vec()),
        }
    }

    fn of(certificate: &Certificate) -> Option<Self> {
        let key = &certificate.tbs_certificate.subject_public_key_info;
        let curve = || key.algorithm.parameters.as_ref()?.decode_as::<ObjectIdentifier>().ok();
        match key.algorithm.oid {
            RSA_ENCRYPTION => Some(Self::Rsa),
            ID_EC_PUBLIC_KEY if curve() == Some(SECP_256_R_1) => Some(Self::P256),
            ID_EC_PUBLIC_KEY if curve() == Some(SECP_384_R_1) => Some(Self::P384),
            _ => None,
        }
    }
}

/// The certificate of a signer, and those above it.
#[derive(Clone, Debug)]
pub struct Identity {
    pub(super) certificate: Certificate,
    pub(super) above: Vec<Certificate>,
    kind: KeyKind,
}

impl Identity {
    /// From DER: the signer's certificate, and others among which those above it may be.
    pub fn new(own: &[u8], others: &[Vec<u8>]) -> Result<Self, Box<Diagnostic>> {
        let certificate = Certificate::from_der(own).map_err(|_| {
            Box::new(Diagnostic::error(
                "certificate-unreadable",
                "chứng thư của người ký không đọc được",
                "the signer's certificate cannot be read",
            ))
        })?;
        let others: Vec<Certificate> = others.iter().filter_map(|der| Certificate::from_der(der).ok()).collect();
        Self::from_certificates(certificate, &others)
    }

    pub(super) fn from_certificates(certificate: Certificate, others: &[Certificate]) -> Result<Self, Box<Diagnostic>> {
        let kind = KeyKind::of(&certificate).ok_or_else(|| {
            Box::new(
                Diagnostic::error(
                    "key-kind",
                    "loại khóa của chứng thư chưa dùng được",
                    "the certificate's kind of key cannot be used",
                )
                .hint(
                    "dùng chứng thư có khóa RSA, P-256 hoặc P-384",
                    "use a certificate with an RSA, P-256 or P-384 key",
                ),
            )
        })?;
        let mut above: Vec<Certificate> = Vec::new();
        let mut top = certificate.clone();
        while let Some(next) = others.iter().find(|next| {
            next.tbs_certificate.subject == top.tbs_certificate.issuer && **next != top && !above.contains(next)
        }) {
            top = next.clone();
            above.push(top.clone());
        }
        Ok(Self { certificate, above, kind })
    }

    /// The kind of its key.
    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    /// The issuer, where no certificate above the signer's is at hand: readers who have the root only find no way to it.
    pub(super) fn alone_under(&self) -> Option<String> {
        let own = &self.certificate.tbs_certificate;
        (self.above.is_empty() && own.issuer != own.subject).then(|| who(&self.certificate).issuer)
    }

    /// The name that the certificate gives its holder.
    pub fn name(&self) -> String {
        who(&self.certificate).name
    }
}

/// Someone with a private key: a file, a token, or whatever comes next.
pub trait Signer {
    /// Whose key it is.
    fn identity(&self) -> &Identity;

    /// Signs a digest made with the hash function of the key's kind; the value is as CMS has it: PKCS #1 v1.5, or ECDSA in
    /// DER.
    fn sign(&mut self, digest: &[u8]) -> Result<Vec<u8>, Box<Diagnostic>>;
}
