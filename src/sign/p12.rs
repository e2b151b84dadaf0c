//! PKCS #12 files opened (RFC 7292): their password checked, keys and certificates taken out. The ciphers, hashes and key
//! derivations are those of well-kept crates; only the structure is walked here.

use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockDecryptMut, KeyIvInit};
use const_oid::ObjectIdentifier;
use der::Decode;
use hmac::{Mac, SimpleHmac};
use pkcs5::EncryptionScheme;
use pkcs12::kdf::{Pkcs12KeyType, derive_key};
use sha1::Sha1;
use sha2::{Sha256, Sha384, Sha512};
use x509_cert::spki::AlgorithmIdentifierRef;
use zeroize::Zeroizing;

use super::asn1::{self, CONTEXT_0, Element, INTEGER, OCTET_STRING, OID, SEQUENCE};
use crate::base::Diagnostic;

/// Rounds of key derivation that a file may ask for: a bound on what a hostile one can cost.
const MOST_ROUNDS: u64 = 10_000_000;

const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const ENCRYPTED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.6");
const KEY_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.1");
const SHROUDED_KEY_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.2");
const CERTIFICATE_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.3");
const X509_CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.22.1");
const PBES2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.13");
const PBMAC1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.14");
const TRIPLE_DES: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.1.3");
const RC2_128: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.1.5");
const RC2_40: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.1.6");
const HMAC_WITH_SHA_1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.2.7");
const HMAC_WITH_SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.2.9");
const HMAC_WITH_SHA_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.2.10");
const HMAC_WITH_SHA_512: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.2.11");
const SHA_1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.14.3.2.26");

/// What a file holds.
pub(super) struct Contents {
    /// Private keys, PKCS #8.
    pub(super) keys: Vec<Zeroizing<Vec<u8>>>,
    /// Certificates, DER.
    pub(super) certificates: Vec<Vec<u8>>,
}

/// Opens a file.
pub(super) fn open(bytes: &[u8], password: &str) -> Result<Contents, Box<Diagnostic>> {
    let file = Pfx::read(bytes).ok_or_else(unreadable)?;
    let password = file.fitting_password(password)?;
    let mut contents = Contents { keys: Vec::new(), certificates: Vec::new() };
    for part in asn1::parts(file.safe, SEQUENCE).ok_or_else(unreadable)? {
        let bags = open_part(&part, &password)?;
        for bag in asn1::parts(&bags, SEQUENCE).ok_or_else(unreadable)? {
            take(&bag, &password, &mut contents)?;
        }
    }
    Ok(contents)
}

/// The password in the two forms that the schemes want.
struct Password {
    plain: Zeroizing<Vec<u8>>,
    /// UTF-16 with a closing nought; for an empty password, some programs leave even that out.
    wide: Zeroizing<Vec<u8>>,
}

/// A file taken apart.
struct Pfx<'a> {
    safe: &'a [u8],
    mac: Option<MacData<'a>>,
}

struct MacData<'a> {
    algorithm: Element<'a>,
    digest: &'a [u8],
    salt: &'a [u8],
    rounds: i32,
}

impl<'a> Pfx<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let fields = asn1::parts(bytes, SEQUENCE)?;
        let [version, safe, mac @ ..] = fields.as_slice() else { return None };
        if version.tag != INTEGER || version.content != [3] {
            return None;
        }
        let safe = data(safe)?;
        let mac = match mac {
            [] => None,
            [mac] => {
                let fields = asn1::children(mac.content)?;
                let [info, salt, rounds @ ..] = fields.as_slice() else { return None };
                let info = asn1::children(info.content)?;
                let [algorithm, digest] = info.as_slice() else { return None };
                let rounds = rounds.first().map_or(Some(1), |rounds| number(rounds))?;
                Some(MacData {
                    algorithm: *algorithm,
                    digest: digest.content,
                    salt: salt.content,
                    rounds: rounds_within(rounds)?,
                })
            }
            _ => return None,
        };
        Some(Self { safe, mac })
    }

    /// The form of the password that the file's check sum agrees with.
    fn fitting_password(&self, password: &str) -> Result<Password, Box<Diagnostic>> {
        let wide: Vec<u8> = password.encode_utf16().chain([0]).flat_map(u16::to_be_bytes).collect();
        let mut forms = vec![Zeroizing::new(wide)];
        if password.is_empty() {
            forms.push(Zeroizing::new(Vec::new()));
        }
        for wide in forms {
            let password = Password { plain: Zeroizing::new(password.as_bytes().to_vec()), wide };
            let fits = match &self.mac {
                Some(mac) => mac.fits(self.safe, &password).ok_or_else(unreadable)?,
                None => true,
            };
            if fits {
                return Ok(password);
            }
        }
        Err(wrong_password())
    }
}

impl MacData<'_> {
    fn fits(&self, safe: &[u8], password: &Password) -> Option<bool> {
        let (kind, parameters) = algorithm(self.algorithm)?;
        if kind == PBMAC1 {
            return self.fits_pbmac1(safe, password, parameters?);
        }
        let wide = &password.wide;
        macro_rules! fits {
            ($hash:ty, $length:literal) => {{
                let key = derive_key::<$hash>(wide, self.salt, Pkcs12KeyType::Mac, self.rounds, $length);
                agrees::<$hash>(&Zeroizing::new(key), safe, self.digest)
            }};
        }
        match kind {
            SHA_1 => fits!(Sha1, 20),
            const_oid::db::rfc5912::ID_SHA_256 => fits!(Sha256, 32),
            const_oid::db::rfc5912::ID_SHA_384 => fits!(Sha384, 48),
            const_oid::db::rfc5912::ID_SHA_512 => fits!(Sha512, 64),
            _ => None,
        }
    }

    /// The check sum of RFC 9579: PBKDF2 and HMAC.
    fn fits_pbmac1(&self, safe: &[u8], password: &Password, parameters: Element<'_>) -> Option<bool> {
        let fields = asn1::children(parameters.content)?;
        let [derivation, scheme] = fields.as_slice() else { return None };
        let (_, derivation) = algorithm(*derivation)?;
        let fields = asn1::children(derivation?.content)?;
        let [salt, rounds, rest @ ..] = fields.as_slice() else { return None };
        let rounds = u32::try_from(rounds_within(number(rounds)?)?).ok()?;
        let length = rest.iter().find(|field| field.tag == INTEGER).and_then(number);
        let length = length.and_then(|length| usize::try_from(length).ok()).filter(|length| *length <= 128)?;
        let function =
            rest.iter().find(|field| field.tag == SEQUENCE).map(|field| algorithm(*field)).map(|a| a.map(|a| a.0));
        let function = function.unwrap_or(Some(HMAC_WITH_SHA_1))?;
        let mut key = Zeroizing::new(vec![0; length]);
        macro_rules! derive {
            ($hash:ty) => {
                pbkdf2::pbkdf2::<SimpleHmac<$hash>>(&password.plain, salt.content, rounds, &mut key).ok()?
            };
        }
        match hmac_hash(function)? {
            HmacHash::Sha1 => derive!(Sha1),
            HmacHash::Sha256 => derive!(Sha256),
            HmacHash::Sha384 => derive!(Sha384),
            HmacHash::Sha512 => derive!(Sha512),
        }
        match hmac_hash(algorithm(*scheme)?.0)? {
            HmacHash::Sha1 => agrees::<Sha1>(&key, safe, self.digest),
            HmacHash::Sha256 => agrees::<Sha256>(&key, safe, self.digest),
            HmacHash::Sha384 => agrees::<Sha384>(&key, safe, self.digest),
            HmacHash::Sha512 => agrees::<Sha512>(&key, safe, self.digest),
        }
    }
}

enum HmacHash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

fn hmac_hash(function: ObjectIdentifier) -> Option<HmacHash> {
    match function {
        HMAC_WITH_SHA_1 => Some(HmacHash::Sha1),
        HMAC_WITH_SHA_256 => Some(HmacHash::Sha256),
        HMAC_WITH_SHA_384 => Some(HmacHash::Sha384),
        HMAC_WITH_SHA_512 => Some(HmacHash::Sha512),
        _ => None,
    }
}

fn agrees<D>(key: &[u8], message: &[u8], digest: &[u8]) -> Option<bool>
where
    D: sha2::Digest + sha2::digest::core_api::BlockSizeUser,
{
    let mut mac = SimpleHmac::<D>::new_from_slice(key).ok()?;
    mac.update(message);
    Some(mac.verify_slice(digest).is_ok())
}

/// A part of the safe: bags in the clear, or under the password.
fn open_part(part: &Element<'_>, password: &Password) -> Result<Zeroizing<Vec<u8>>, Box<Diagnostic>> {
    let fields = asn1::children(part.content).ok_or_else(unreadable)?;
    match fields.first().and_then(oid) {
        Some(DATA) => Ok(Zeroizing::new(data(part).ok_or_else(unreadable)?.to_vec())),
        Some(ENCRYPTED_DATA) => {
            let encrypted = || {
                let inner = asn1::parts(fields.get(1)?.content, SEQUENCE)?;
                let info = asn1::children(inner.get(1)?.content)?;
                let [_kind, scheme, bytes] = <[Element<'_>; 3]>::try_from(info).ok()?;
                Some((scheme, bytes.content))
            };
            let (scheme, bytes) = encrypted().ok_or_else(unreadable)?;
            decrypt(scheme, bytes, password)
        }
        Some(_) | None => Err(unreadable()),
    }
}

/// A bag: a key, a certificate, or something that is not needed.
fn take(bag: &Element<'_>, password: &Password, contents: &mut Contents) -> Result<(), Box<Diagnostic>> {
    let fields = asn1::children(bag.content).ok_or_else(unreadable)?;
    let [kind, value, ..] = fields.as_slice() else { return Err(unreadable()) };
    match oid(kind) {
        Some(KEY_BAG) => contents.keys.push(Zeroizing::new(value.content.to_vec())),
        Some(SHROUDED_KEY_BAG) => {
            let parts = asn1::parts(value.content, SEQUENCE).ok_or_else(unreadable)?;
            let [scheme, bytes] = parts.as_slice() else { return Err(unreadable()) };
            contents.keys.push(decrypt(*scheme, bytes.content, password)?);
        }
        Some(CERTIFICATE_BAG) => {
            let parts = asn1::parts(value.content, SEQUENCE).ok_or_else(unreadable)?;
            let [kind, wrapped] = parts.as_slice() else { return Err(unreadable()) };
            if oid(kind) == Some(X509_CERTIFICATE) {
                let (certificate, _) = asn1::first(wrapped.content).ok_or_else(unreadable)?;
                contents.certificates.push(certificate.content.to_vec());
            }
        }
        Some(_) | None => {}
    }
    Ok(())
}

fn decrypt(scheme: Element<'_>, bytes: &[u8], password: &Password) -> Result<Zeroizing<Vec<u8>>, Box<Diagnostic>> {
    let (kind, parameters) = algorithm(scheme).ok_or_else(unreadable)?;
    if kind == PBES2 {
        let named = AlgorithmIdentifierRef::from_der(scheme.whole).map_err(|_| unreadable())?;
        let scheme = EncryptionScheme::try_from(named).map_err(|_| unknown_scheme())?;
        let derivation = scheme.pbes2().and_then(|parameters| parameters.kdf.pbkdf2());
        if derivation.is_none_or(|derivation| u64::from(derivation.iteration_count) > MOST_ROUNDS) {
            return Err(unknown_scheme());
        }
        return scheme.decrypt(&password.plain, bytes).map(Zeroizing::new).map_err(|_| wrong_password());
    }
    let fields = parameters.and_then(|parameters| asn1::children(parameters.content)).ok_or_else(unreadable)?;
    let [salt, rounds] = fields.as_slice() else { return Err(unreadable()) };
    let rounds = number(rounds).and_then(rounds_within).ok_or_else(unreadable)?;
    let key = |what, length| Zeroizing::new(derive_key::<Sha1>(&password.wide, salt.content, what, rounds, length));
    let iv = key(Pkcs12KeyType::Iv, 8);
    macro_rules! plain {
        ($cipher:ty, $length:literal) => {
            cbc::Decryptor::<$cipher>::new_from_slices(&key(Pkcs12KeyType::EncryptionKey, $length), &iv)
                .ok()
                .and_then(|cipher| cipher.decrypt_padded_vec_mut::<Pkcs7>(bytes).ok())
        };
    }
    let plain = match kind {
        TRIPLE_DES => plain!(des::TdesEde3, 24),
        RC2_128 => plain!(rc2::Rc2, 16),
        // The effective length of the key is that of its bytes here, as RFC 7292 wants it.
        RC2_40 => plain!(rc2::Rc2, 5),
        _ => return Err(unknown_scheme()),
    };
    plain.map(Zeroizing::new).ok_or_else(wrong_password)
}

/// The content of `ContentInfo` with data in the clear.
fn data<'a>(info: &Element<'a>) -> Option<&'a [u8]> {
    let fields = asn1::children(info.content)?;
    let [kind, wrapped] = fields.as_slice() else { return None };
    let (bytes, rest) = asn1::first(wrapped.content)?;
    let plain = oid(kind)? == DATA && wrapped.tag == CONTEXT_0 && bytes.tag == OCTET_STRING && rest.is_empty();
    plain.then_some(bytes.content)
}

fn oid(element: &Element<'_>) -> Option<ObjectIdentifier> {
    (element.tag == OID).then(|| ObjectIdentifier::from_bytes(element.content).ok())?
}

fn algorithm(element: Element<'_>) -> Option<(ObjectIdentifier, Option<Element<'_>>)> {
    let fields = asn1::children(element.content)?;
    Some((oid(fields.first()?)?, fields.get(1).copied()))
}

fn number(element: &Element<'_>) -> Option<u64> {
    let fits =
        element.tag == INTEGER && element.content.len() <= 8 && element.content.first().is_some_and(|b| *b < 0x80);
    fits.then(|| element.content.iter().fold(0, |n, b| n << 8 | u64::from(*b)))
}

fn rounds_within(rounds: u64) -> Option<i32> {
    (1..=MOST_ROUNDS).contains(&rounds).then(|| i32::try_from(rounds).ok())?
}

fn unreadable() -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(
            "key-file-unreadable",
            "tệp khóa không đọc được: không phải PKCS #12 (.p12, .pfx) dạng DER hoặc đã hỏng",
            "the key file cannot be read: it is no PKCS #12 file (.p12, .pfx) in DER, or it is damaged",
        )
        .hint(
            "xuất lại khóa ra tệp .p12 hoặc .pfx, có kèm chứng thư",
            "export the key again as .p12 or .pfx, with its certificate",
        ),
    )
}

fn unknown_scheme() -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(
            "key-file-scheme",
            "tệp khóa được mã hóa theo cách chưa dùng được",
            "the key file is encrypted in a way that cannot be used",
        )
        .hint("xuất lại khóa với AES-256 hoặc 3DES", "export the key again with AES-256 or 3DES"),
    )
}

fn wrong_password() -> Box<Diagnostic> {
    Box::new(Diagnostic::error(
        "key-file-password",
        "mật khẩu của tệp khóa không đúng",
        "the password of the key file is wrong",
    ))
}
