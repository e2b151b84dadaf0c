//! A time stamp over a signature's value (RFC 3161): an authority's word on when the signature was there.

use const_oid::ObjectIdentifier;

use super::super::asn1::{self, INTEGER, OCTET_STRING, OID, SEQUENCE};
use super::super::digest::Hash;
use super::super::moment::Moment;
use super::chain;
use super::signed_data::{self, Expected, Message};
use crate::base::Diagnostic;

/// `id-ct-TSTInfo`.
const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");
const GENERALIZED_TIME: u8 = 0x18;

/// A stamp that holds in itself; whether its authority is trusted is asked of its certificate.
pub(super) struct Stamp {
    pub(super) at: Moment,
    pub(super) message: Message,
}

/// Reads a token and checks that it is over these bytes.
pub(super) fn check(token: &[u8], stamped: &[u8]) -> Result<Stamp, Box<Diagnostic>> {
    let expected = Expected { content_type: TST_INFO, detached: None, names_certificate: false };
    let message = signed_data::check(token, &expected)?;
    let info = message.content.as_deref().and_then(Info::read).ok_or_else(unreadable)?;
    if info.hash.of(&[stamped]) != info.digest {
        return Err(Box::new(Diagnostic::error(
            "timestamp-mismatch",
            "dấu thời gian thuộc về một chữ ký khác",
            "the time stamp belongs to another signature",
        )));
    }
    Ok(Stamp { at: info.at, message })
}

/// Whether a token holds in itself.
pub(in super::super) fn holds(token: &[u8], stamped: &[u8]) -> Result<(), Box<Diagnostic>> {
    let stamp = check(token, stamped)?;
    let fit = chain::fit(&stamp.message.certificate, stamp.at, true);
    match stamp.message.faults.into_iter().chain(fit).next() {
        Some(fault) => Err(Box::new(fault)),
        None => Ok(()),
    }
}

pub(in super::super) fn unreadable() -> Box<Diagnostic> {
    Box::new(Diagnostic::error("timestamp-unreadable", "dấu thời gian không đọc được", "the time stamp cannot be read"))
}

/// `TSTInfo`, as far as it is used.
struct Info {
    hash: Hash,
    digest: Vec<u8>,
    at: Moment,
}

impl Info {
    fn read(content: &[u8]) -> Option<Self> {
        let fields = asn1::parts(content, SEQUENCE)?;
        let [version, policy, imprint, serial, time, ..] = fields.as_slice() else { return None };
        if version.tag != INTEGER || policy.tag != OID || serial.tag != INTEGER || time.tag != GENERALIZED_TIME {
            return None;
        }
        let imprint = asn1::children(imprint.content)?;
        let [algorithm, digest] = imprint.as_slice() else { return None };
        let algorithm = *asn1::children(algorithm.content)?.first()?;
        if algorithm.tag != OID || digest.tag != OCTET_STRING {
            return None;
        }
        Some(Self {
            hash: Hash::from_oid(ObjectIdentifier::from_bytes(algorithm.content).ok()?)?,
            digest: digest.content.to_vec(),
            at: Moment::from_generalized(std::str::from_utf8(time.content).ok()?)?,
        })
    }
}
