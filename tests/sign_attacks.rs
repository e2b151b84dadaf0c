//! What is done to signed files, and that no reader of ours is taken in.

use std::ops::Range;
use std::time::{Duration, Instant};

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::ContentInfo;
use cms::signed_data::{CertificateSet, SignedData, SignerIdentifier, SignerInfo, SignerInfos};
use der::asn1::{ObjectIdentifier, OctetString, SetOfVec};
use der::{Any, Decode, Encode};
use p256::ecdsa::signature::hazmat::PrehashSigner;
use p256::pkcs8::DecodePrivateKey;
use sha2::{Digest, Sha256};
use vanthu::sign::{Covers, Report, verify};
use x509_cert::Certificate;

use crate::pki;
use crate::sign::{codes, once, twice};

/// Where the value of the last signature stands, brackets included.
fn gap(bytes: &[u8]) -> Range<usize> {
    let mark = b"/Contents <";
    let start = bytes.windows(mark.len()).rposition(|w| w == mark).unwrap() + mark.len() - 1;
    let long = bytes[start..].iter().position(|b| *b == b'>').unwrap();
    start..start + long + 1
}

fn text_of(bytes: &[u8]) -> String {
    bytes.iter().map(|b| char::from(*b)).collect()
}

/// What stands behind a key in the last trailer.
pub fn trailer(bytes: &[u8], key: &str) -> String {
    let text = text_of(bytes);
    let last = &text[text.rfind("trailer").unwrap()..];
    let rest = &last[last.find(key).unwrap() + key.len()..];
    rest.trim_start().chars().take_while(|c| !"/>\n".contains(*c)).collect::<String>().trim().to_owned()
}

/// The number of the object that holds a text, and that object's value in the newest version.
pub fn object_with(bytes: &[u8], what: &str) -> (u32, String) {
    let text = text_of(bytes);
    let at = text.rfind(what).unwrap_or_else(|| panic!("{what}"));
    let start = text[..at].rfind(" 0 obj").unwrap();
    let number: String = text[..start].chars().rev().take_while(char::is_ascii_digit).collect();
    let end = start + text[start..].find("endobj").unwrap();
    (number.chars().rev().collect::<String>().parse().unwrap(), text[start + 6..end].trim().to_owned())
}

/// The newest version of an object.
pub fn object(bytes: &[u8], number: u32) -> String {
    let text = text_of(bytes);
    let head = format!("\n{number} 0 obj");
    let start = text.rfind(&head).unwrap_or_else(|| panic!("no object {number}")) + head.len();
    text[start..start + text[start..].find("endobj").unwrap()].trim().to_owned()
}

/// Appends objects as any tool would, with a table of them.
pub fn append(bytes: &[u8], objects: &[(u32, String)]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let mut rows = String::new();
    for (number, value) in objects {
        rows += &format!("{number} 1\n{:010} 00000 n \n", out.len());
        out.extend(format!("{number} 0 obj\n").bytes());
        out.extend(value.chars().map(|c| c as u8));
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    let text = text_of(bytes);
    let previous: usize = text[text.rfind("startxref").unwrap() + 9..].lines().nth(1).unwrap().parse().unwrap();
    let size = objects.iter().map(|(number, _)| number + 1).max().unwrap_or(1);
    let size = size.max(trailer(bytes, "/Size").parse().unwrap());
    let (root, info) = (trailer(bytes, "/Root"), trailer(bytes, "/Info"));
    let id = &text[text.rfind("/ID").unwrap()..];
    let id = &id[..id.find(']').unwrap() + 1];
    out.extend(
        format!("xref\n{rows}trailer\n<</Size {size}/Root {root}/Info {info}/Prev {previous}{}>>\n", "").bytes(),
    );
    let at = out.len() - 3;
    out.splice(at..at, id.chars().map(|c| c as u8));
    out.extend(format!("startxref\n{table}\n%%EOF\n").bytes());
    out
}

pub fn free(bytes: &[u8]) -> u32 {
    trailer(bytes, "/Size").parse().unwrap()
}

fn look(bytes: &[u8]) -> Report {
    verify(bytes, &pki::trust())
}

/// Puts another message in the place of the last signature's.
fn with_message(bytes: &[u8], message: &[u8]) -> Vec<u8> {
    let gap = gap(bytes);
    let mut digits: String = message.iter().map(|b| format!("{b:02x}")).collect();
    while digits.len() + 2 < gap.len() {
        digits.push('0');
    }
    let mut out = bytes.to_vec();
    out.splice(gap.start + 1..gap.end - 1, digits.bytes());
    out
}

fn message(bytes: &[u8]) -> SignedData {
    let gap = gap(bytes);
    let digits = &bytes[gap.start + 1..gap.end - 1];
    let value: Vec<u8> =
        digits.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect();
    let header = der::Header::decode(&mut der::SliceReader::new(&value).unwrap()).unwrap();
    let long = u32::from(header.length) as usize + u32::from(header.encoded_len().unwrap()) as usize;
    ContentInfo::from_der(&value[..long]).unwrap().content.decode_as().unwrap()
}

fn wrapped(data: &SignedData) -> Vec<u8> {
    let id = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
    ContentInfo { content_type: id, content: Any::encode_from(data).unwrap() }.to_der().unwrap()
}

fn only(infos: &SignerInfos) -> SignerInfo {
    infos.0.iter().next().unwrap().clone()
}

/// Signs the last signature anew with another certificate for the same key; the attribute that names the certificate
/// follows if it is to.
fn with_certificate(bytes: &[u8], certificate: &Certificate, named: bool) -> Vec<u8> {
    let mut data = message(bytes);
    let mut info = only(&data.signer_infos);
    let own = &certificate.tbs_certificate;
    info.sid = SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
        issuer: own.issuer.clone(),
        serial_number: own.serial_number.clone(),
    });
    let mut attributes: Vec<_> = info.signed_attrs.clone().unwrap().iter().cloned().collect();
    if named {
        let digest = Sha256::digest(certificate.to_der().unwrap());
        let id = OctetString::new(digest.as_slice()).unwrap().to_der().unwrap();
        let wrap = |inner: Vec<u8>| [vec![0x30, inner.len() as u8], inner].concat();
        let value = Any::from_der(&wrap(wrap(wrap(id)))).unwrap();
        let kind = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
        let attribute = attributes.iter_mut().find(|attribute| attribute.oid == kind).unwrap();
        attribute.values = SetOfVec::try_from(vec![value]).unwrap();
    }
    let attributes = SetOfVec::try_from(attributes).unwrap();
    let key: p256::ecdsa::SigningKey = p256::SecretKey::from_pkcs8_pem(pki::AGENCY).unwrap().into();
    let value: p256::ecdsa::Signature = key.sign_prehash(&Sha256::digest(attributes.to_der().unwrap())).unwrap();
    info.signed_attrs = Some(attributes);
    info.signature = OctetString::new(value.to_der().as_bytes()).unwrap();
    data.signer_infos = SignerInfos::try_from(vec![info]).unwrap();
    let old = pki::agency();
    let mut all: Vec<_> = data.certificates.unwrap().0.iter().cloned().collect();
    all.retain(|one| *one != CertificateChoices::Certificate(old.clone()));
    all.push(CertificateChoices::Certificate(certificate.clone()));
    data.certificates = Some(CertificateSet::try_from(all).unwrap());
    with_message(bytes, &wrapped(&data))
}

#[test]
fn no_byte_can_be_changed() {
    let file = twice();
    let gap = gap(file);
    let outside: Vec<usize> = (0..file.len()).filter(|at| !gap.contains(at)).collect();
    for step in 0..200 {
        let at = outside[step * (outside.len() - 1) / 199];
        let mut changed = file.to_vec();
        changed[at] ^= if step % 2 == 0 { 1 } else { 0x80 };
        assert!(!look(&changed).holds(), "byte {at}");
    }
    for step in 0..50 {
        let at = gap.start + 1 + step * (gap.len() - 3) / 49;
        let mut changed = file.to_vec();
        changed[at] = if changed[at] == b'0' { b'7' } else { b'0' };
        assert!(!look(&changed).holds(), "digit {at}");
    }
}

#[test]
fn whatever_is_appended_is_told() {
    let file = twice();
    let new = free(file);
    let (page, page_value) = object_with(file, "/Annots[");
    let (field, field_value) = object_with(file, "(So)");
    let (agency, agency_value) = object_with(file, "(ChuKyCoQuan)");
    let catalog: u32 = trailer(file, "/Root").split(' ').next().unwrap().parse().unwrap();
    let (_, catalog_value) = object_with(file, "/StructTreeRoot");
    let stream: u32 = page_value.split("/Contents ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    let (pages, pages_value) = object_with(file, "/Kids[");
    let kids = &pages_value[pages_value.find("/Kids[").unwrap()..];
    let first = kids[..kids.find(" 0 R").unwrap()].to_owned();
    let other = format!("/Kids[{new}");
    let altered = |objects: &[(u32, String)]| codes(&look(&append(file, objects)));
    let evil = "<</Length 4>>\nstream\n0 g \nendstream".to_owned();
    for (what, objects) in [
        ("content of a page", vec![(stream, evil)]),
        ("a page", vec![(page, page_value.replace("/Tabs/S", "/Tabs/R"))]),
        (
            "another page in its place",
            vec![(new, page_value.clone()), (pages, pages_value.replacen(&first, &other, 1))],
        ),
        ("an annotation", vec![(page, page_value.replace("/Annots[", &format!("/Annots[{new} 0 R ")))]),
        ("language", vec![(catalog, catalog_value.replace("/Lang(vi", "/Lang(en"))]),
        ("a locked number", vec![(field, field_value.replace("/V (45)", "/V (46)"))]),
        ("an orphan", vec![(new, "(nobody asks for me)".to_owned())]),
        ("a signed field", vec![(agency, agency_value.replacen("/Rect [", "/Rect [1", 1))]),
    ] {
        let found = altered(&objects);
        assert!(found.contains(&"altered-after-signing") && found.contains(&"not-whole"), "{what}: {found:?}");
    }
    let nothing = look(&append(file, &[]));
    assert_eq!(codes(&nothing), ["not-whole"], "an empty revision alters nothing, but nobody signed it");
    assert_eq!(nothing.signatures[1].covers, Covers::Revision(3));
    for tail in [&b"% a comment\n"[..], b"%%EOF\n", b"\n\n", b"startxref\n0\n%%EOF\n"] {
        assert!(!look(&[file, tail].concat()).holds(), "{tail:?}");
    }
}

#[test]
fn an_open_field_may_be_filled_but_nobody_signed_that() {
    let (field, value) = object_with(once(), "(So)");
    let filled = value.replacen("/T(So)", "/T(So)/V(45)", 1);
    let report = look(&append(once(), &[(field, filled.clone())]));
    assert_eq!(codes(&report), ["not-whole"]);
    assert_eq!((report.signatures[0].later.len(), &report.signatures[0].later[0].by), (1, &None));
    let (seal, empty) = object_with(once(), "(ChuKyCoQuan)");
    let painted = empty.replacen("/AP<</N ", "/AP<</D 1 0 R/N ", 1);
    assert_ne!(painted, empty);
    assert!(codes(&look(&append(once(), &[(seal, painted)]))).contains(&"altered-after-signing"));
    let moved = filled.replacen("/MaxLen 6", "/MaxLen 9", 1);
    assert_ne!(moved, filled);
    assert!(codes(&look(&append(once(), &[(field, moved)]))).contains(&"altered-after-signing"));
}

#[test]
fn content_prepared_to_appear_is_told() {
    // Before signing, a page refers to an annotation that is not there; afterwards it is.
    let plan = &crate::sign::files()[0];
    let (page, value) = object_with(plan, "/Annots[");
    let shadow = free(plan) + 40;
    let prepared = append(plan, &[(page, value.replace("/Annots[", &format!("/Annots[{shadow} 0 R ")))]);
    let request = crate::sign::request(vanthu::sign::Capacity::Person);
    let signed = crate::sign::try_sign(&prepared, &request, &mut pki::Hand::agency()).unwrap();
    assert!(look(&signed).holds());
    let annotation = "<</Type/Annot/Subtype/FreeText/Rect[100 100 300 300]/Contents(Evil)>>".to_owned();
    let (field, value) = object_with(&signed, "(So)");
    // Hidden behind an honest filling, so that it is no orphan.
    let filled = value.replacen("/T(So)", &format!("/T(So)/V {shadow} 0 R"), 1);
    let shown = append(&signed, &[(field, filled), (shadow, annotation)]);
    let report = look(&shown);
    assert!(codes(&report).contains(&"altered-after-signing"));
    let said: Vec<&str> = report.signatures[0].findings.iter().map(|finding| finding.message.en.as_str()).collect();
    assert!(said.iter().any(|text| text.contains("prepared to appear")), "{said:?}");
}

#[test]
fn the_gap_holds_the_value_and_nothing_else() {
    let file = once();
    let gap = gap(file);
    // The value ends early, and an object of the attacker's stands behind it, still in the gap.
    let mut wrapped = file.to_vec();
    let inside = b">>> endobj 7 0 obj (evil) endobj 8 0 obj <</Contents <00";
    let at = gap.end - 1 - inside.len();
    wrapped.splice(at..gap.end - 1, inside.iter().copied());
    assert!(!look(&wrapped).holds());
    let mut wrapped = file.to_vec();
    let inside = b">/Evil<00";
    let at = gap.end - 1 - inside.len();
    wrapped.splice(at..gap.end - 1, inside.iter().copied());
    assert_eq!(codes(&look(&wrapped))[0], "signature-range");
    // The same signature again in a revision of its own: its range is still true, its place is not.
    let (field, value) = object_with(file, "(ChuKyCaNhan)");
    let (_, signature) = object_with(file, "/SubFilter");
    let new = free(file);
    let reference = format!("/V {} 0 R", object_with(file, "/SubFilter").0);
    assert!(value.contains(&reference), "{value}");
    let moved = value.replace(&reference, &format!("/V {new} 0 R"));
    let twin = append(file, &[(field, moved), (new, signature)]);
    assert!(codes(&look(&twin)).contains(&"signature-range"));
}

#[test]
fn ranges_with_holes_are_refused() {
    let mark = b"/ByteRange [";
    let start = once().windows(mark.len()).rposition(|w| w == mark).unwrap();
    let long = once()[start..].iter().position(|b| *b == b']').unwrap() + 1;
    let text = text_of(&once()[start + 12..start + long - 1]);
    let numbers: Vec<usize> = text.split_whitespace().map(|number| number.parse().unwrap()).collect();
    let [_, gap, behind, rest] = numbers[..] else { panic!("four numbers") };
    for range in [
        format!("[0 {} {behind} {rest}", gap - 1000),
        format!("[1 {gap} {behind} {rest}"),
        format!("[0 {gap} {} {}", behind + 5, rest - 5),
        format!("[0 {gap} {behind} {}", rest - 7),
        format!("[0 {gap} {behind} {}", rest + 1),
        format!("[0 {gap} {behind} {rest} 3 4"),
        format!("[0 {gap}"),
        format!("[0 {behind} {gap} {rest}"),
        format!("[0 -{gap} {behind} {rest}"),
    ] {
        let mut changed = once().to_vec();
        let padded = format!("/ByteRange {range:<width$}]", width = long - 12);
        assert_eq!(padded.len(), long);
        changed.splice(start..start + long, padded.bytes());
        assert_eq!(codes(&look(&changed))[0], "signature-range", "{range}");
    }
}

#[test]
fn messages_that_prove_nothing_are_refused() {
    let file = once();
    assert!(look(&with_message(file, &wrapped(&message(file)))).holds(), "the helper keeps a message as it is");
    let expired = pki::expired();
    assert_eq!(codes(&look(&with_certificate(file, &expired, true))), ["certificate-not-valid-then", "root-unknown"]);
    // The same key in another certificate: only the signed attribute tells.
    assert_eq!(codes(&look(&with_certificate(file, &pki::twin(), false))), ["signing-certificate"]);
    let mut weak = message(file);
    let mut info = only(&weak.signer_infos);
    info.digest_alg.oid = ObjectIdentifier::new_unwrap("1.3.14.3.2.26");
    weak.signer_infos = SignerInfos::try_from(vec![info.clone()]).unwrap();
    assert_eq!(codes(&look(&with_message(file, &wrapped(&weak)))), ["digest-weak"]);
    let mut two = message(file);
    info.digest_alg = only(&two.signer_infos).digest_alg;
    info.signature = OctetString::new(vec![1; 70]).unwrap();
    let both = vec![only(&two.signer_infos), info];
    two.signer_infos = SignerInfos::try_from(both).unwrap();
    assert_eq!(codes(&look(&with_message(file, &wrapped(&two)))), ["signature-unreadable"]);
    let mut naked = message(file);
    naked.certificates = None;
    assert_eq!(codes(&look(&with_message(file, &wrapped(&naked)))), ["signer-missing"]);
    assert_eq!(codes(&look(&with_message(file, b""))), ["signature-unreadable"]);
    // A message that is true, but of another file.
    let foreign = message(twice());
    let found = codes(&look(&with_message(file, &wrapped(&foreign))));
    assert_eq!(found, ["digest-mismatch"]);
}

/// `VANTHU_FUZZ_SECONDS=600 VANTHU_FUZZ_SEED=1 cargo test nothing_that_is_read` goes on for ten minutes.
#[test]
fn nothing_that_is_read_brings_the_reader_down() {
    let file = twice();
    // Marsaglia's xorshift: the same changes in each run.
    let setting = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let mut state = 0x2545_F491_4F6C_DD1D_u64 ^ setting("VANTHU_FUZZ_SEED").unwrap_or_default();
    let end = Instant::now() + Duration::from_secs(setting("VANTHU_FUZZ_SECONDS").unwrap_or_default());
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let interesting: Vec<usize> = text_of(file)
        .match_indices(|c| "<>[]()/%".contains(c))
        .map(|(at, _)| at)
        .filter(|at| *at > file.len() - 80_000 || at % 7 == 0)
        .collect();
    for round in (0..).take_while(|round| *round < 120 || Instant::now() < end) {
        let mut changed = file.to_vec();
        for _ in 0..=random(4) {
            let at = if round % 2 == 0 { random(changed.len()) } else { interesting[random(interesting.len())] };
            let at = at.min(changed.len() - 1);
            match random(4) {
                0 => changed[at] = random(256) as u8,
                1 => drop(changed.drain(at..(at + random(40)).min(changed.len()))),
                2 => drop(changed.splice(at..at, b"<<[(/%00 0 R 9999999999"[random(10)..][..10].iter().copied())),
                _ => changed.truncate(at.max(1)),
            }
            if changed.is_empty() {
                break;
            }
        }
        if changed != file {
            assert!(!look(&changed).holds(), "round {round}");
        }
    }
    for bytes in [&b""[..], b"%PDF-1.7", b"%PDF-1.7\nstartxref\n0\n%%EOF", b"%PDF-1.7\nstartxref\n9\n%%EOF\n"] {
        assert!(!look(bytes).holds());
    }
}
