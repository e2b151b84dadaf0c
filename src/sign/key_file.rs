//! A key in a file with a password: PKCS #12 (RFC 7292), as certification authorities hand it out, modern or old.

use der::{Decode, Encode};
use p256::pkcs8::{DecodePrivateKey, EncodePublicKey};
use rsa::RsaPrivateKey;
use rsa::pkcs1v15::Pkcs1v15Sign;
use rsa::rand_core::CryptoRngCore;
use x509_cert::Certificate;

use super::p12::{self, Contents};
use super::signer::{Identity, Signer};
use crate::base::Diagnostic;

/// A key that was read from a file.
pub struct KeyFile {
    identity: Identity,
    key: Key,
    /// Blinds RSA, so that the time it takes tells nothing about the key; the signature is the same.
    random: Box<dyn CryptoRngCore>,
}

/// A private key; all forms wipe themselves when they go.
enum Key {
    Rsa(Box<RsaPrivateKey>),
    P256(p256::ecdsa::SigningKey),
    P384(p384::ecdsa::SigningKey),
}

impl KeyFile {
    /// Opens a file with its password; `above` are certificates of the authority that the file may lack.
    pub fn open(
        bytes: &[u8],
        password: &str,
        above: &[Vec<u8>],
        random: Box<dyn CryptoRngCore>,
    ) -> Result<Self, Box<Diagnostic>> {
        let Contents { keys, certificates } = p12::open(bytes, password)?;
        let certificates: Vec<Certificate> =
            certificates.iter().chain(above).filter_map(|der| Certificate::from_der(der).ok()).collect();
        let mut found = Vec::new();
        for key in keys.iter().filter_map(|key| Key::read(key)) {
            let public = key.public();
            let own = certificates.iter().find(|certificate| {
                public.is_some() && certificate.tbs_certificate.subject_public_key_info.to_der().ok() == public
            });
            found.extend(own.map(|own| (key, own.clone())));
        }
        let mut found = found.into_iter();
        match (found.next(), found.next()) {
            (Some((key, own)), None) => {
                Ok(Self { identity: Identity::from_certificates(own, &certificates)?, key, random })
            }
            (None, _) => Err(no_key()),
            (Some(_), Some(_)) => Err(several_keys()),
        }
    }
}

fn no_key() -> Box<Diagnostic> {
    Box::new(Diagnostic::error(
        "key-file-without-key",
        "tệp khóa không có khóa riêng dùng được kèm chứng thư của nó (khóa RSA, P-256 hoặc P-384)",
        "the key file holds no usable private key with its certificate (RSA, P-256 or P-384)",
    ))
}

fn several_keys() -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(
            "key-file-with-several-keys",
            "tệp khóa có nhiều khóa riêng; không rõ ký bằng khóa nào",
            "the key file holds several private keys; which one is to sign is not clear",
        )
        .hint("xuất riêng từng khóa ra một tệp .p12", "export each key into a .p12 file of its own"),
    )
}

impl Key {
    /// Reads PKCS #8.
    fn read(der: &[u8]) -> Option<Self> {
        let p256 = || p256::SecretKey::from_pkcs8_der(der).ok().map(|key| Self::P256(key.into()));
        let p384 = || p384::SecretKey::from_pkcs8_der(der).ok().map(|key| Self::P384(key.into()));
        let rsa = || RsaPrivateKey::from_pkcs8_der(der).ok().map(|key| Self::Rsa(Box::new(key)));
        rsa().or_else(p256).or_else(p384)
    }

    /// `SubjectPublicKeyInfo`, as a certificate has it.
    fn public(&self) -> Option<Vec<u8>> {
        let document = match self {
            Self::Rsa(key) => key.to_public_key().to_public_key_der(),
            Self::P256(key) => key.verifying_key().to_public_key_der(),
            Self::P384(key) => key.verifying_key().to_public_key_der(),
        };
        document.ok().map(|document| document.as_bytes().to_vec())
    }
}

impl Signer for KeyFile {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn sign(&mut self, digest: &[u8]) -> Result<Vec<u8>, Box<Diagnostic>> {
        use p256::ecdsa::signature::hazmat::PrehashSigner;
        let value = match &self.key {
            Key::Rsa(key) => key.sign_with_rng(&mut self.random, Pkcs1v15Sign::new::<sha2::Sha256>(), digest).ok(),
            Key::P256(key) => {
                key.sign_prehash(digest).ok().map(|value: p256::ecdsa::Signature| value.to_der().as_bytes().to_vec())
            }
            Key::P384(key) => {
                key.sign_prehash(digest).ok().map(|value: p384::ecdsa::Signature| value.to_der().as_bytes().to_vec())
            }
        };
        value.ok_or_else(|| {
            Box::new(Diagnostic::error(
                "key-refused",
                "khóa trong tệp không ký được",
                "the key in the file cannot sign",
            ))
        })
    }
}
