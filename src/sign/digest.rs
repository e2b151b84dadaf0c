//! The hash functions that a signature may rest on: SHA-256 and longer.

use const_oid::ObjectIdentifier;
use const_oid::db::rfc5912::{
    ECDSA_WITH_SHA_256, ECDSA_WITH_SHA_384, ID_EC_PUBLIC_KEY, ID_SHA_256, ID_SHA_384, ID_SHA_512, RSA_ENCRYPTION,
    SHA_256_WITH_RSA_ENCRYPTION, SHA_384_WITH_RSA_ENCRYPTION, SHA_512_WITH_RSA_ENCRYPTION,
};
use sha2::{Digest, Sha256, Sha384, Sha512};

/// A hash function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hash {
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Hash {
    pub(super) fn from_oid(oid: ObjectIdentifier) -> Option<Self> {
        match oid {
            ID_SHA_256 => Some(Self::Sha256),
            ID_SHA_384 => Some(Self::Sha384),
            ID_SHA_512 => Some(Self::Sha512),
            _ => None,
        }
    }

    pub(super) fn oid(self) -> ObjectIdentifier {
        match self {
            Self::Sha256 => ID_SHA_256,
            Self::Sha384 => ID_SHA_384,
            Self::Sha512 => ID_SHA_512,
        }
    }

    /// The digest of parts that follow each other.
    pub(super) fn of(self, parts: &[&[u8]]) -> Vec<u8> {
        fn run<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
            let mut digest = D::new();
            parts.iter().for_each(|part| digest.update(part));
            digest.finalize().to_vec()
        }
        match self {
            Self::Sha256 => run::<Sha256>(parts),
            Self::Sha384 => run::<Sha384>(parts),
            Self::Sha512 => run::<Sha512>(parts),
        }
    }
}

/// The algorithm by which a signature is checked: one that names its hash, also where only the key's kind is named and the
/// hash stands beside it, as CMS allows (RFC 5754, 3.2 and 3.3). None for what is not read here.
pub(super) fn full_algorithm(named: ObjectIdentifier, hash: Hash) -> Option<ObjectIdentifier> {
    let rsa = match hash {
        Hash::Sha256 => SHA_256_WITH_RSA_ENCRYPTION,
        Hash::Sha384 => SHA_384_WITH_RSA_ENCRYPTION,
        Hash::Sha512 => SHA_512_WITH_RSA_ENCRYPTION,
    };
    let ecdsa = match hash {
        Hash::Sha256 => Some(ECDSA_WITH_SHA_256),
        Hash::Sha384 => Some(ECDSA_WITH_SHA_384),
        Hash::Sha512 => None,
    };
    match named {
        RSA_ENCRYPTION => Some(rsa),
        ID_EC_PUBLIC_KEY => ecdsa,
        named if named == rsa || Some(named) == ecdsa => Some(named),
        _ => None,
    }
}
