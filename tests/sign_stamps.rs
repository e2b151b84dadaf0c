//! Time stamps: asked of an authority that the tests play, checked, and refused where they are not over this signature.

use std::io::{Read, Write};
use std::net::TcpListener;

use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{GeneralizedTime, ObjectIdentifier, OctetString, SetOfVec};
use der::{Any, DateTime, Encode, Sequence};
use p256::ecdsa::signature::hazmat::PrehashSigner;
use p256::pkcs8::DecodePrivateKey;
use sha2::{Digest, Sha256};
use vanthu::sign::{Capacity, Time, seal, timestamp_answer, timestamp_question, verify};
use x509_cert::Certificate;
use x509_cert::attr::Attribute;
use x509_cert::spki::AlgorithmIdentifierOwned;

use crate::pki::{self, Hand};
use crate::sign::{codes, files, request};

#[derive(Sequence)]
struct Imprint {
    algorithm: AlgorithmIdentifierOwned,
    digest: OctetString,
}

#[derive(Sequence)]
struct Info {
    version: u8,
    policy: ObjectIdentifier,
    imprint: Imprint,
    serial: u8,
    time: GeneralizedTime,
}

#[derive(Sequence)]
struct Status {
    status: u8,
}

#[derive(Sequence)]
struct Answer {
    status: Status,
    token: ContentInfo,
}

fn oid(text: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(text)
}

fn sha256() -> AlgorithmIdentifierOwned {
    AlgorithmIdentifierOwned { oid: oid("2.16.840.1.101.3.4.2.1"), parameters: None }
}

/// The authority's answer to a question: a stamp of 16 August 2023 by the key of this certificate.
fn answer(question: &[u8], certificate: &Certificate, pem: &str) -> Vec<u8> {
    let at = question.windows(2).position(|w| w == [0x04, 0x20]).unwrap() + 2;
    let info = Info {
        version: 1,
        policy: oid("1.2.3.4"),
        imprint: Imprint { algorithm: sha256(), digest: OctetString::new(&question[at..at + 32]).unwrap() },
        serial: 9,
        time: GeneralizedTime::from_date_time(DateTime::new(2023, 8, 16, 1, 2, 3).unwrap()),
    };
    let content = info.to_der().unwrap();
    let kind = oid("1.2.840.113549.1.9.16.1.4");
    let attribute = |id: &str, value: Any| Attribute { oid: oid(id), values: SetOfVec::try_from(vec![value]).unwrap() };
    let digest = OctetString::new(Sha256::digest(&content).as_slice()).unwrap();
    let attributes = SetOfVec::try_from(vec![
        attribute("1.2.840.113549.1.9.3", Any::encode_from(&kind).unwrap()),
        attribute("1.2.840.113549.1.9.4", Any::encode_from(&digest).unwrap()),
    ])
    .unwrap();
    let key: p256::ecdsa::SigningKey = p256::SecretKey::from_pkcs8_pem(pem).unwrap().into();
    let value: p256::ecdsa::Signature = key.sign_prehash(&Sha256::digest(attributes.to_der().unwrap())).unwrap();
    let own = &certificate.tbs_certificate;
    let signer = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: own.issuer.clone(),
            serial_number: own.serial_number.clone(),
        }),
        digest_alg: sha256(),
        signed_attrs: Some(attributes),
        signature_algorithm: AlgorithmIdentifierOwned { oid: oid("1.2.840.10045.4.3.2"), parameters: None },
        signature: OctetString::new(value.to_der().as_bytes()).unwrap(),
        unsigned_attrs: None,
    };
    let along = [certificate.clone(), pki::authority(), pki::root()].map(CertificateChoices::Certificate).to_vec();
    let content = Any::encode_from(&OctetString::new(content).unwrap()).unwrap();
    let data = SignedData {
        version: CmsVersion::V3,
        digest_algorithms: SetOfVec::try_from(vec![sha256()]).unwrap(),
        encap_content_info: EncapsulatedContentInfo { econtent_type: kind, econtent: Some(content) },
        certificates: Some(CertificateSet::try_from(along).unwrap()),
        crls: None,
        signer_infos: SignerInfos::try_from(vec![signer]).unwrap(),
    };
    let token = ContentInfo { content_type: oid("1.2.840.113549.1.7.2"), content: Any::encode_from(&data).unwrap() };
    Answer { status: Status { status: 0 }, token }.to_der().unwrap()
}

/// Signs with a stamp by a certificate.
fn stamped(certificate: &Certificate, pem: &str) -> Result<Vec<u8>, &'static str> {
    let mut stamping = |value: &[u8]| {
        let question = timestamp_question(value)?;
        timestamp_answer(&answer(&question, certificate, pem), value).map(Some)
    };
    let sealed = seal(&files()[0], &request(Capacity::Person), &mut Hand::agency(), &mut stamping);
    sealed.map(|sealed| sealed.bytes).map_err(|finding| finding.code)
}

#[test]
fn a_stamped_signature_has_the_authority_s_time() {
    let report = verify(&stamped(&pki::stamp(), pki::STAMP).unwrap(), &pki::trust());
    assert!(report.holds(), "{:?}", codes(&report));
    let Time::Stamped(at, by) = &report.signatures[0].time else { panic!("a stamp") };
    assert_eq!((at.shown().as_str(), by.as_str()), ("16/08/2023 08:02:03 +07:00", "Dấu thời gian thử"));
}

#[test]
fn a_stamp_must_be_one() {
    // A certificate that is not for stamping, and a key that is not the certificate's.
    assert_eq!(stamped(&pki::agency(), pki::AGENCY), Err("certificate-not-for-signing"));
    assert_eq!(stamped(&pki::stamp(), pki::AGENCY), Err("signature-invalid"));
    let value = [7; 70];
    let question = timestamp_question(&value).unwrap();
    let good = answer(&question, &pki::stamp(), pki::STAMP);
    assert!(timestamp_answer(&good, &value).is_ok());
    let code = |answer: &[u8], value: &[u8]| timestamp_answer(answer, value).err().map(|finding| finding.code);
    assert_eq!(code(&good, &[8; 70]), Some("timestamp-mismatch"));
    assert_eq!(code(&[0x30, 0x05, 0x30, 0x03, 2, 1, 2], &value), Some("timestamp-refused"));
    for end in 0..good.len() {
        assert!(code(&good[..end], &value).is_some(), "{end}");
    }
}

/// An authority behind HTTP for one question; gives its address.
pub fn serve(status: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/stamp", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut read = Vec::new();
        let question = loop {
            let mut some = [0; 4096];
            let count = stream.read(&mut some).unwrap();
            read.extend(&some[..count]);
            let head = String::from_utf8_lossy(&read).to_lowercase();
            let body = head.find("\r\n\r\n").map(|at| at + 4);
            let long: Option<usize> =
                head.split("content-length: ").nth(1).and_then(|rest| rest.split("\r\n").next()?.parse().ok());
            if let (Some(body), Some(long)) = (body, long)
                && read.len() >= body + long
            {
                assert!(head.starts_with("post /stamp http/1.1") && head.contains("application/timestamp-query"));
                break read[body..].to_vec();
            }
        };
        let body = answer(&question, &pki::stamp(), pki::STAMP);
        let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
        stream.write_all(&[head.as_bytes(), &body].concat()).unwrap();
    });
    address
}
