//! A small chain of certificates, made by the tests: a root, an authority below it, a person, an agency, a time stamp
//! authority. The same bytes each time.

use std::str::FromStr;

use der::asn1::GeneralizedTime;
use der::{DateTime, Encode, EncodePem};
use p256::ecdsa::signature::hazmat::PrehashSigner;
use p256::pkcs8::{DecodePrivateKey, EncodePublicKey};
use vanthu::base::Diagnostic;
use vanthu::sign::{Identity, Signer, Trust};
use x509_cert::builder::{Builder, CertificateBuilder, Profile};
use x509_cert::ext::pkix::ExtendedKeyUsage;
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::SubjectPublicKeyInfoOwned;
use x509_cert::time::{Time, Validity};
use x509_cert::{Certificate, crl};

/// Keys, as OpenSSL wrote them.
pub const PERSON: &str = include_str!("pki/person.pem");
pub const AGENCY: &str = include_str!("pki/agency.pem");
pub const LONG: &str = include_str!("pki/long.pem");
pub const STAMP: &str = include_str!("pki/stamp.pem");
pub const ROOT: &str = include_str!("pki/root.pem");
pub const AUTHORITY: &str = include_str!("pki/authority.pem");

const ROOT_NAME: &str = "CN=Gốc thử nghiệm,C=VN";
const AUTHORITY_NAME: &str = "CN=Cấp chứng thư thử,C=VN";

/// A key on the curve P-256.
pub fn key(pem: &str) -> p256::ecdsa::SigningKey {
    p256::SecretKey::from_pkcs8_pem(pem).unwrap().into()
}

/// The public half of any key.
fn public(pem: &str) -> SubjectPublicKeyInfoOwned {
    let p256 = || p256::SecretKey::from_pkcs8_pem(pem).ok()?.public_key().to_public_key_der().ok();
    let p384 = || p384::SecretKey::from_pkcs8_pem(pem).ok()?.public_key().to_public_key_der().ok();
    let rsa = || rsa::RsaPrivateKey::from_pkcs8_pem(pem).ok()?.to_public_key().to_public_key_der().ok();
    let document = p256().or_else(p384).or_else(rsa).unwrap();
    der::Decode::from_der(document.as_bytes()).unwrap()
}

fn year(year: u16) -> Time {
    Time::GeneralTime(GeneralizedTime::from_date_time(DateTime::new(year, 1, 1, 0, 0, 0).unwrap()))
}

fn years(from: u16, until: u16) -> Validity {
    Validity { not_before: year(from), not_after: year(until) }
}

fn name(text: &str) -> Name {
    Name::from_str(text).unwrap()
}

/// A certificate for a key, by an issuer.
pub fn issue(
    profile: Profile,
    serial: u8,
    validity: Validity,
    subject: &str,
    key_pem: &str,
    issuer_pem: &str,
    purpose: Option<&str>,
) -> Certificate {
    let signer = key(issuer_pem);
    let serial = SerialNumber::new(&[serial]).unwrap();
    let mut builder =
        CertificateBuilder::new(profile, serial, validity, name(subject), public(key_pem), &signer).unwrap();
    if let Some(purpose) = purpose {
        builder.add_extension(&ExtendedKeyUsage(vec![purpose.parse().unwrap()])).unwrap();
    }
    builder.build::<p256::ecdsa::DerSignature>().unwrap()
}

pub fn root() -> Certificate {
    issue(Profile::Root, 1, years(2020, 2049), ROOT_NAME, ROOT, ROOT, None)
}

pub fn authority() -> Certificate {
    let profile = Profile::SubCA { issuer: name(ROOT_NAME), path_len_constraint: Some(0) };
    issue(profile, 2, years(2020, 2049), AUTHORITY_NAME, AUTHORITY, ROOT, None)
}

fn leaf(serial: u8, validity: Validity, subject: &str, key_pem: &str, purpose: Option<&str>) -> Certificate {
    let profile =
        Profile::Leaf { issuer: name(AUTHORITY_NAME), enable_key_agreement: false, enable_key_encipherment: false };
    issue(profile, serial, validity, subject, key_pem, AUTHORITY, purpose)
}

pub fn person() -> Certificate {
    leaf(3, years(2020, 2049), "CN=Nguyễn Văn Thử,O=UBND xã Điềm Thụy,C=VN", PERSON, None)
}

pub fn agency() -> Certificate {
    leaf(4, years(2020, 2049), "CN=UBND xã Điềm Thụy,C=VN", AGENCY, None)
}

pub fn long() -> Certificate {
    leaf(5, years(2020, 2049), "CN=Khóa dài,C=VN", LONG, None)
}

pub fn expired() -> Certificate {
    leaf(6, years(2020, 2022), "CN=Đã hết hạn,C=VN", AGENCY, None)
}

pub fn stamp() -> Certificate {
    leaf(7, years(2020, 2049), "CN=Dấu thời gian thử,C=VN", STAMP, Some("1.3.6.1.5.5.7.3.8"))
}

/// Whom the authority lets answer for it.
pub fn answering() -> Certificate {
    leaf(10, years(2020, 2049), "CN=Trả lời thử,C=VN", STAMP, Some("1.3.6.1.5.5.7.3.9"))
}

/// Another certificate for the agency's key.
pub fn twin() -> Certificate {
    leaf(9, years(2020, 2049), "CN=Người khác,C=VN", AGENCY, None)
}

/// A root that nobody knows, and a certificate right under it.
pub fn stranger() -> Certificate {
    let profile =
        Profile::Leaf {
            issuer: name("CN=Gốc lạ,C=VN"), enable_key_agreement: false, enable_key_encipherment: false
        };
    issue(profile, 8, years(2020, 2049), "CN=UBND xã Điềm Thụy,C=VN", AGENCY, STAMP, None)
}

/// The root, as an office has it in a file.
pub fn root_pem() -> String {
    root().to_pem(der::pem::LineEnding::LF).unwrap()
}

/// The authority, as an office has it in a file.
pub fn authority_pem() -> String {
    authority().to_pem(der::pem::LineEnding::LF).unwrap()
}

/// The root trusted.
pub fn trust() -> Trust {
    let mut trust = Trust::default();
    trust.roots("root.pem", root_pem().as_bytes()).unwrap();
    trust
}

/// A list by the authority that names certificates as revoked since 2023.
pub fn revoked(serials: &[u8]) -> Vec<u8> {
    let signer = key(AUTHORITY);
    let own = authority();
    let revoked = serials.iter().map(|serial| crl::RevokedCert {
        serial_number: SerialNumber::new(&[*serial]).unwrap(),
        revocation_date: year(2023),
        crl_entry_extensions: None,
    });
    let algorithm = own.signature_algorithm.clone();
    let list = crl::TbsCertList {
        version: x509_cert::Version::V2,
        signature: algorithm.clone(),
        issuer: own.tbs_certificate.subject,
        this_update: year(2024),
        next_update: Some(year(2040)),
        revoked_certificates: (!serials.is_empty()).then(|| revoked.collect()),
        crl_extensions: None,
    };
    let digest = <sha2::Sha256 as sha2::Digest>::digest(list.to_der().unwrap());
    let value: p256::ecdsa::DerSignature =
        signer.sign_prehash(&digest).map(|s: p256::ecdsa::Signature| s.to_der()).unwrap();
    let signature = der::asn1::BitString::from_bytes(value.as_bytes()).unwrap();
    crl::CertificateList { tbs_cert_list: list, signature_algorithm: algorithm, signature }.to_der().unwrap()
}

/// Whoever signs in tests: a third maker of signers beside file and token.
pub struct Hand {
    identity: Identity,
    key: p256::ecdsa::SigningKey,
    /// Signs something else than it was given.
    pub slips: bool,
}

impl Hand {
    pub fn new(certificate: &Certificate, pem: &str) -> Self {
        let others: Vec<Vec<u8>> = [authority(), root()].iter().map(|c| c.to_der().unwrap()).collect();
        let identity = Identity::new(&certificate.to_der().unwrap(), &others).unwrap();
        Self { identity, key: key(pem), slips: false }
    }

    pub fn agency() -> Self {
        Self::new(&agency(), AGENCY)
    }

    /// Whoever has their own certificate only, as in many tokens.
    pub fn bare() -> Self {
        Self { identity: Identity::new(&agency().to_der().unwrap(), &[]).unwrap(), key: key(AGENCY), slips: false }
    }
}

impl Signer for Hand {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn sign(&mut self, digest: &[u8]) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut digest = digest.to_vec();
        if self.slips {
            digest[0] ^= 1;
        }
        let value: p256::ecdsa::Signature = self.key.sign_prehash(&digest).unwrap();
        Ok(value.to_der().as_bytes().to_vec())
    }
}

/// Writes what OpenSSL needs to make the `.p12` files again: `VANTHU_WRITE_PKI=DIR cargo test pki`.
#[test]
fn certificates_are_the_same_each_time() {
    assert_eq!(person().to_der().unwrap(), person().to_der().unwrap());
    if let Some(folder) = std::env::var_os("VANTHU_WRITE_PKI") {
        let folder = std::path::PathBuf::from(folder);
        let all = [
            ("person", person()),
            ("agency", agency()),
            ("long", long()),
            ("stamp", stamp()),
            ("authority", authority()),
            ("root", root()),
        ];
        for (name, certificate) in all {
            let pem = certificate.to_pem(der::pem::LineEnding::LF).unwrap();
            std::fs::write(folder.join(format!("{name}-certificate.pem")), pem).unwrap();
        }
    }
}
