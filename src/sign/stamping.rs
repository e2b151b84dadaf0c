//! Asking an authority for a time stamp (RFC 3161): the words of the question, and the answer judged.

use const_oid::ObjectIdentifier;
use const_oid::db::rfc5912::ID_SHA_256;
use der::asn1::{Null, OctetString};
use der::{Any, Encode, Sequence};
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::asn1::{self, SEQUENCE};
use super::digest::Hash;
use super::verify;
use crate::base::Diagnostic;

/// `MessageImprint`.
#[derive(Sequence)]
struct Imprint {
    algorithm: AlgorithmIdentifierOwned,
    digest: OctetString,
}

/// `TimeStampReq`.
#[derive(Sequence)]
struct Question {
    version: u8,
    imprint: Imprint,
    policy: Option<ObjectIdentifier>,
    /// Told apart from other questions by what is stamped, so that an old answer is no answer.
    nonce: u64,
    certificate_wanted: bool,
}

/// The question for a stamp over a signature's value.
pub fn timestamp_question(value: &[u8]) -> Result<Vec<u8>, Box<Diagnostic>> {
    let question = || -> der::Result<Vec<u8>> {
        let digest = Hash::Sha256.of(&[value]);
        let nonce = digest.iter().take(7).fold(1, |n: u64, byte| n << 8 | u64::from(*byte));
        let algorithm = AlgorithmIdentifierOwned { oid: ID_SHA_256, parameters: Some(Any::from(Null)) };
        let imprint = Imprint { algorithm, digest: OctetString::new(digest)? };
        Question { version: 1, imprint, policy: None, nonce, certificate_wanted: true }.to_der()
    };
    question().map_err(|_| verify::unreadable_stamp())
}

/// The stamp in an answer, if it is one over this value and holds.
pub fn timestamp_answer(answer: &[u8], value: &[u8]) -> Result<Vec<u8>, Box<Diagnostic>> {
    let fields = asn1::parts(answer, SEQUENCE).ok_or_else(verify::unreadable_stamp)?;
    let status = fields.first().and_then(|status| asn1::children(status.content)).unwrap_or_default();
    let granted = status.first().is_some_and(|status| matches!(status.content, [0 | 1]));
    match fields.as_slice() {
        [_, token] if granted => {
            verify::stamp_holds(token.whole, value)?;
            Ok(token.whole.to_vec())
        }
        _ => Err(Box::new(Diagnostic::error(
            "timestamp-refused",
            "máy chủ dấu thời gian từ chối cấp dấu",
            "the time stamp authority refused to stamp",
        ))),
    }
}
