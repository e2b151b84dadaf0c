//! A key in a token (PKCS #11): it signs, and never leaves.

use std::path::Path;

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::mechanism::Mechanism;
use cryptoki::object::{Attribute, AttributeType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, UserType};
use cryptoki::slot::{Slot, TokenInfo};
use cryptoki::types::AuthPin;

use crate::base::Diagnostic;
use crate::sign::{Identity, KeyKind, Signer};

type Refusal = Box<Diagnostic>;

/// Which key of which token.
pub(super) struct Place<'a> {
    /// The maker's library.
    pub(super) library: &'a Path,
    /// The token's label, where several are plugged in.
    pub(super) token: Option<&'a str>,
    /// The label of key or certificate, where there are several.
    pub(super) key: Option<&'a str>,
}

/// A token that was found.
pub(super) struct Found {
    library: Pkcs11,
    slot: Slot,
    info: TokenInfo,
}

/// A key in an open token.
pub(super) struct Token {
    identity: Identity,
    session: Session,
    key: ObjectHandle,
    /// Kept loaded as long as the session is open.
    _library: Pkcs11,
}

/// Loads the library and finds the token.
pub(super) fn find(place: &Place<'_>) -> Result<Found, Refusal> {
    let shown = place.library.display();
    let library = Pkcs11::new(place.library).map_err(|error| {
        Box::new(
            Diagnostic::error(
                "token-library",
                format!("không nạp được thư viện PKCS#11 `{shown}`: {error}"),
                format!("the PKCS#11 library `{shown}` cannot be loaded: {error}"),
            )
            .hint(
                "ghi đường dẫn tới tệp .so, .dll hoặc .dylib mà hãng token cung cấp",
                "name the .so, .dll or .dylib file that the token's maker provides",
            ),
        )
    })?;
    library.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)).map_err(trouble)?;
    let mut found = Vec::new();
    for slot in library.get_slots_with_initialized_token().map_err(trouble)? {
        let info = library.get_token_info(slot).map_err(trouble)?;
        found.push((slot, info));
    }
    let labels = || found.iter().map(|(_, info)| format!("`{}`", info.label())).collect::<Vec<_>>().join(", ");
    let wanted = |(_, info): &&(Slot, TokenInfo)| place.token.is_none_or(|label| info.label() == label);
    let mut fitting = found.iter().filter(wanted);
    match (fitting.next(), fitting.next()) {
        (Some((slot, info)), None) => Ok(Found { slot: *slot, info: info.clone(), library }),
        (Some(_), Some(_)) => Err(Box::new(
            Diagnostic::error(
                "token-ambiguous",
                format!("có nhiều token: {}", labels()),
                format!("there are several tokens: {}", labels()),
            )
            .hint("chọn một bằng `--token NHÃN`", "choose one with `--token LABEL`"),
        )),
        (None, _) if found.is_empty() => Err(Box::new(
            Diagnostic::error("token-missing", "không thấy token nào", "no token was found")
                .hint("cắm token rồi chạy lại", "plug the token in and run again"),
        )),
        (None, _) => Err(Box::new(Diagnostic::error(
            "token-missing",
            format!("không có token nhãn `{}`; đang có: {}", place.token.unwrap_or_default(), labels()),
            format!("no token is labelled `{}`; there are: {}", place.token.unwrap_or_default(), labels()),
        ))),
    }
}

/// Logs in and finds the key; `above` are certificates of the authority that the token may lack.
pub(super) fn open(found: Found, place: &Place<'_>, pin: &str, above: &[Vec<u8>]) -> Result<Token, Refusal> {
    let Found { library, slot, info } = found;
    if info.user_pin_locked() {
        return Err(locked());
    }
    let session = library.open_ro_session(slot).map_err(trouble)?;
    session
        .login(UserType::User, Some(&AuthPin::new(pin.into())))
        .map_err(|error| login_refused(error, library.get_token_info(slot).ok()))?;
    let certificates = certificates(&session)?;
    let mut fitting = Vec::new();
    for one in &certificates {
        let private = [Attribute::Class(ObjectClass::PRIVATE_KEY), Attribute::Id(one.id.clone())];
        if let Some(key) = session.find_objects(&private).map_err(trouble)?.into_iter().next() {
            let key_label = label(&session, key)?;
            let wanted = place.key.is_none_or(|label| label == one.label || label == key_label);
            fitting.push((one, key, wanted));
        }
    }
    let labels = fitting.iter().map(|(one, _, _)| format!("`{}`", one.label)).collect::<Vec<_>>().join(", ");
    let mut wanted = fitting.iter().filter(|(_, _, wanted)| *wanted);
    let (own, key) = match (wanted.next(), wanted.next()) {
        (Some((own, key, _)), None) => (own, *key),
        (Some(_), Some(_)) => return Err(several_keys(&labels)),
        (None, _) => return Err(no_key(place.key, &labels)),
    };
    let others: Vec<Vec<u8>> = certificates.iter().map(|one| one.value.clone()).chain(above.iter().cloned()).collect();
    let identity = Identity::new(&own.value, &others)?;
    Ok(Token { identity, session, key, _library: library })
}

/// A certificate in a token.
struct Certificate {
    id: Vec<u8>,
    label: String,
    value: Vec<u8>,
}

fn certificates(session: &Session) -> Result<Vec<Certificate>, Refusal> {
    let mut found = Vec::new();
    for object in session.find_objects(&[Attribute::Class(ObjectClass::CERTIFICATE)]).map_err(trouble)? {
        let (mut id, mut value) = (Vec::new(), Vec::new());
        for attribute in session.get_attributes(object, &[AttributeType::Id, AttributeType::Value]).map_err(trouble)? {
            match attribute {
                Attribute::Id(bytes) => id = bytes,
                Attribute::Value(bytes) => value = bytes,
                _ => {}
            }
        }
        found.push(Certificate { id, label: label(session, object)?, value });
    }
    Ok(found)
}

fn label(session: &Session, object: ObjectHandle) -> Result<String, Refusal> {
    let attributes = session.get_attributes(object, &[AttributeType::Label]).map_err(trouble)?;
    let label = attributes.into_iter().find_map(|a| if let Attribute::Label(bytes) = a { Some(bytes) } else { None });
    Ok(label.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default())
}

impl Signer for Token {
    fn identity(&self) -> &Identity {
        &self.identity
    }

    fn sign(&mut self, digest: &[u8]) -> Result<Vec<u8>, Refusal> {
        let kind = self.identity.kind();
        let mechanism = match kind {
            KeyKind::Rsa => Mechanism::RsaPkcs,
            KeyKind::P256 | KeyKind::P384 => Mechanism::Ecdsa,
        };
        let value = self.session.sign(&mechanism, self.key, &kind.to_token(digest)).map_err(trouble)?;
        kind.from_token(&value).ok_or_else(|| {
            Box::new(Diagnostic::error(
                "token-trouble",
                "token trả về giá trị chữ ký không đọc được",
                "the token gave back a signature that cannot be read",
            ))
        })
    }
}

/// What the library says, where there is nothing better to say; it never has the PIN in it.
fn trouble(error: Error) -> Refusal {
    Box::new(
        Diagnostic::error("token-trouble", format!("token báo lỗi: {error}"), format!("the token reports: {error}"))
            .hint("rút token, cắm lại rồi thử lần nữa", "unplug the token, plug it in again and retry"),
    )
}

/// Why a token lets nobody in, and how many tries are left as far as it says.
fn login_refused(error: Error, info: Option<TokenInfo>) -> Refusal {
    let is = |flag: fn(&TokenInfo) -> bool| info.as_ref().is_some_and(flag);
    match error {
        Error::Pkcs11(RvError::PinLocked, _) => locked(),
        Error::Pkcs11(RvError::PinIncorrect | RvError::PinInvalid | RvError::PinLenRange, _) => {
            if is(TokenInfo::user_pin_locked) { locked() } else { wrong_pin(is(TokenInfo::user_pin_final_try)) }
        }
        other => trouble(other),
    }
}

fn wrong_pin(last_try: bool) -> Refusal {
    let finding = Diagnostic::error("token-pin", "mã PIN không đúng", "the PIN is wrong");
    Box::new(if last_try {
        finding.hint(
            "chỉ còn MỘT lần thử trước khi token bị khóa; hãy hỏi lại mã PIN trước",
            "ONE try is left before the token is locked; make sure of the PIN first",
        )
    } else {
        finding.hint(
            "nhập sai nhiều lần thì token bị khóa; hãy chắc chắn về mã PIN",
            "after several wrong tries the token is locked; be sure of the PIN",
        )
    })
}

fn locked() -> Refusal {
    Box::new(
        Diagnostic::error(
            "token-locked",
            "token đã bị khóa vì nhập sai mã PIN nhiều lần",
            "the token is locked after too many wrong PINs",
        )
        .hint(
            "mở khóa bằng công cụ của hãng hoặc liên hệ tổ chức cấp chứng thư",
            "unlock it with the maker's tool, or ask the certification authority",
        ),
    )
}

fn no_key(wanted: Option<&str>, labels: &str) -> Refusal {
    let listed = |there: &str| if labels.is_empty() { String::new() } else { format!("; {there}: {labels}") };
    let (vi, en) = match wanted {
        Some(label) => (
            format!("token không có khóa ký nhãn `{label}`{}", listed("đang có")),
            format!("the token holds no signing key labelled `{label}`{}", listed("there are")),
        ),
        None => (
            "token không có khóa ký kèm chứng thư".to_owned(),
            "the token holds no signing key with a certificate".to_owned(),
        ),
    };
    Box::new(Diagnostic::error("token-key-missing", vi, en))
}

fn several_keys(labels: &str) -> Refusal {
    Box::new(
        Diagnostic::error(
            "token-key-ambiguous",
            format!("token có nhiều khóa ký: {labels}"),
            format!("the token holds several signing keys: {labels}"),
        )
        .hint("chọn một bằng `--key NHÃN`", "choose one with `--key LABEL`"),
    )
}

#[cfg(test)]
mod tests {
    use cryptoki::context::Function;

    use super::super::super::{Language, report::human};
    use super::*;

    #[test]
    fn a_locked_token_says_so() {
        let refused = |error| login_refused(Error::Pkcs11(error, Function::Login), None);
        let all = [
            *refused(RvError::PinLocked),
            *refused(RvError::PinIncorrect),
            *wrong_pin(true),
            *refused(RvError::TokenNotPresent),
        ];
        insta::assert_snapshot!(human(&all, Language::Vi, false));
    }
}
