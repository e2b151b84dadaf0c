//! What a file brings along to settle whether certificates were revoked (DSS): lists, and answers on single certificates.

use der::Encode;
use p256::ecdsa::signature::hazmat::PrehashSigner;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use vanthu::sign::{Change, Covers, Report, Revocation, verify};
use x509_cert::Certificate;

use crate::pki;
use crate::sign::{codes, twice};
use crate::sign_attacks::{append, free, object_with, trailer};

/// DER of an element.
fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = match content.len() {
        long @ 0..128 => vec![long as u8],
        long @ 128..256 => vec![0x81, long as u8],
        long => vec![0x82, (long >> 8) as u8, long as u8],
    };
    [&[tag], &length[..], content].concat()
}

fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    element(0x30, &parts.concat())
}

const GOOD: &[u8] = &[0x80, 0];
const SHA_1: &[u8] = &[6, 5, 0x2B, 0x0E, 3, 2, 0x1A];
const ECDSA: &[u8] = &[6, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 4, 3, 2];

fn time(text: &str) -> Vec<u8> {
    element(0x18, text.as_bytes())
}

fn revoked(since: &str) -> Vec<u8> {
    element(0xA1, &time(since))
}

/// An answer of 2024 about a certificate of this issuer, signed with a key; the responder's certificate comes along.
fn answer(about: &Certificate, issuer: &Certificate, status: &[u8], key: &str, along: &[Certificate]) -> Vec<u8> {
    let (own, above) = (&about.tbs_certificate, &issuer.tbs_certificate);
    let hash = |bytes: &[u8]| element(4, &Sha1::digest(bytes));
    let id = sequence(&[
        &sequence(&[SHA_1, &[5, 0]]),
        &hash(&above.subject.to_der().unwrap()),
        &hash(above.subject_public_key_info.subject_public_key.raw_bytes()),
        &element(2, own.serial_number.as_bytes()),
    ]);
    let until = element(0xA0, &time("20240108000000Z"));
    let single = sequence(&[&id, status, &time("20240101000000Z"), &until]);
    let responder = element(0xA1, &above.subject.to_der().unwrap());
    let data = sequence(&[&responder, &time("20240101000000Z"), &sequence(&[&single])]);
    let value: p256::ecdsa::Signature = pki::key(key).sign_prehash(&Sha256::digest(&data)).unwrap();
    let value = element(3, &[&[0], value.to_der().as_bytes()].concat());
    let along: Vec<u8> = along.iter().flat_map(|certificate| certificate.to_der().unwrap()).collect();
    let along = element(0xA0, &element(0x30, &along));
    let basic = sequence(&[&data, &sequence(&[ECDSA]), &value, &along]);
    let kind = [6, 9, 0x2B, 6, 1, 5, 5, 7, 0x30, 1, 1];
    let bytes = sequence(&[&kind, &element(4, &basic)]);
    sequence(&[&[0x0A, 1, 0], &element(0xA0, &bytes)])
}

fn by_authority(about: &Certificate, status: &[u8]) -> Vec<u8> {
    answer(about, &pki::authority(), status, pki::AUTHORITY, &[])
}

/// What the root says of the authority.
fn above(status: &[u8]) -> Vec<u8> {
    answer(&pki::authority(), &pki::root(), status, pki::ROOT, &[])
}

/// The plan signed by both, with material for checking and what else is changed in a revision of its own.
fn with(kind: &str, evidence: &[Vec<u8>], more: &[(u32, String)]) -> Vec<u8> {
    let file = twice();
    let catalog: u32 = trailer(file, "/Root").split(' ').next().unwrap().parse().unwrap();
    let (_, value) = object_with(file, "/StructTreeRoot");
    let first = free(file);
    let references: Vec<String> = (0..evidence.len()).map(|index| format!("{} 0 R", first + index as u32)).collect();
    let store = format!("/DSS<</{kind}[{}]>>/StructTreeRoot", references.join(" "));
    let mut objects = vec![(catalog, value.replacen("/StructTreeRoot", &store, 1))];
    for (index, bytes) in evidence.iter().enumerate() {
        let data: String = bytes.iter().map(|byte| char::from(*byte)).collect();
        let stream = format!("<</Length {}>>\nstream\n{data}\nendstream", bytes.len());
        objects.push((first + index as u32, stream));
    }
    objects.extend_from_slice(more);
    append(file, &objects)
}

fn look(kind: &str, evidence: &[Vec<u8>]) -> Report {
    verify(&with(kind, evidence, &[]), &pki::trust())
}

fn states(report: &Report) -> Vec<&Revocation> {
    report.signatures.iter().map(|signature| &signature.revocation).collect()
}

#[test]
fn answers_in_the_file_settle_revocation() {
    use Revocation::{Good, NotChecked, Revoked};
    let agency = by_authority(&pki::agency(), GOOD);
    let all = look("OCSPs", &[agency.clone(), above(GOOD)]);
    assert!(all.holds(), "{:?}", codes(&all));
    // The tests' plan bears the agency's certificate twice.
    assert_eq!(states(&all), [&Good, &Good]);
    // The material came last, and nobody signed it: each answer is signed by itself.
    let last = all.signatures.last().unwrap();
    assert_eq!(
        (last.covers, &last.later[0].change, &last.later[0].by),
        (Covers::Revision(3), &Change::Evidence, &None)
    );
    let without_the_authority = look("OCSPs", &[agency]);
    assert_eq!(states(&without_the_authority), [&NotChecked, &NotChecked]);
    // Whom the authority lets answer for it.
    let delegated = answer(&pki::agency(), &pki::authority(), GOOD, pki::STAMP, &[pki::answering()]);
    assert_eq!(states(&look("OCSPs", &[delegated, above(GOOD)])), [&Good, &Good]);
    let gone = look("OCSPs", &[by_authority(&pki::agency(), &revoked("20230901000000Z")), above(GOOD)]);
    assert_eq!((states(&gone), codes(&gone)[0]), (vec![&Revoked, &Revoked], "certificate-revoked"));
    let list = look("CRLs", &[pki::revoked(&[4])]);
    assert_eq!(states(&list), [&Revoked, &Revoked]);
}

#[test]
fn answers_that_nobody_of_right_gave_settle_nothing() {
    let (agency, authority) = (pki::agency(), pki::authority());
    let good = by_authority(&agency, GOOD);
    let nothing = |answer: Vec<u8>| {
        let report = look("OCSPs", &[answer, above(GOOD)]);
        assert_eq!(states(&report), [&Revocation::NotChecked; 2]);
    };
    nothing(answer(&agency, &authority, GOOD, pki::STAMP, &[]));
    // A certificate for other purposes, or its own.
    nothing(answer(&agency, &authority, GOOD, pki::STAMP, &[pki::stamp()]));
    nothing(answer(&agency, &authority, GOOD, pki::AGENCY, &[pki::agency()]));
    nothing(answer(&agency, &authority, &[0x82, 0], pki::AUTHORITY, &[]));
    nothing(answer(&pki::twin(), &authority, GOOD, pki::AUTHORITY, &[]));
    nothing(answer(&agency, &pki::root(), GOOD, pki::AUTHORITY, &[]));
    for end in (0..good.len()).step_by(7) {
        nothing(good[..end].to_vec());
        let mut changed = good.clone();
        changed[end] ^= 0x20;
        nothing(changed);
    }
}

#[test]
fn data_about_the_file_that_nobody_signed_is_told() {
    let info: u32 = trailer(twice(), "/Info").split(' ').next().unwrap().parse().unwrap();
    let renamed = (info, "<</Title(Another)>>".to_owned());
    let beside = verify(&with("OCSPs", &[above(GOOD)], std::slice::from_ref(&renamed)), &pki::trust());
    assert!(beside.holds());
    assert_eq!(codes(&beside), ["metadata-unsigned"]);
    let alone = verify(&append(twice(), &[renamed]), &pki::trust());
    assert_eq!(codes(&alone), ["not-whole"]);
    // Behind material for checking, nothing else gets through.
    let (field, value) = object_with(twice(), "(So)");
    let refilled = (field, value.replace("/V (45)", "/V (46)"));
    let report = verify(&with("OCSPs", &[above(GOOD)], &[refilled]), &pki::trust());
    assert!(codes(&report).contains(&"altered-after-signing") && codes(&report).contains(&"not-whole"));
}
