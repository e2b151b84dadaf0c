//! `vanthu sign` and `vanthu verify`: files, keys, passwords and the clock around what `crate::sign` does with bytes.

mod http;
mod secret;
mod show;
mod token;

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use rsa::rand_core::OsRng;

pub(super) use show::capacity;

use super::cli::{As, Options, Sign, Verify, VerifyFormat};
use super::files::{self, Output};
use super::language::Language;
use super::{Failure, Report, pictures, signed};
use crate::base::Diagnostic;
use crate::picture::Kind;
use crate::sign::{self, Capacity, KeyFile, Moment, Request, Signer, Trust};

/// A file that was signed.
#[derive(Debug)]
pub(super) struct Signed {
    /// Which.
    pub(super) path: std::path::PathBuf,
    /// By whom.
    pub(super) name: String,
    /// In what capacity.
    pub(super) capacity: Capacity,
    /// When.
    pub(super) at: Moment,
    /// Whether an authority stamped the time.
    pub(super) stamped: bool,
}

/// Signs a file in its place.
pub(super) fn sign(asked: &Sign, options: &Options, language: Language) -> Result<Report<Signed>, Failure> {
    let path = fs::canonicalize(&asked.file).map_err(|error| Failure::cannot_read(&asked.file, &error))?;
    let bytes = fs::read(&path).map_err(|error| Failure::cannot_read(&asked.file, &error))?;
    let (faces, _) = super::build::faces(options.fonts.as_deref())?;
    let (capacity, kind) = match asked.capacity {
        As::Person => (Capacity::Person, Kind::Signature),
        As::Agency => (Capacity::Agency, Kind::Seal),
    };
    // A picture on the command line is looked at in any case; one of the project's only where it is shown.
    let wanted = asked.image.is_some() || sign::shows_picture(&bytes);
    let picture = if wanted { pictures::to_sign_with(asked, kind)? } else { None };
    let request = Request {
        capacity,
        at: now(),
        number: asked.number,
        day: asked.date,
        picture: picture.as_ref(),
        faces: &faces,
    };
    // Before anyone is asked for a password, or a token counts a try.
    sign::check(&bytes, &request)?;
    signed::check_register(asked)?;
    let mut signer = signer(asked, language)?;
    let name = signer.identity().name();
    let mut stamping = |value: &[u8]| match &asked.timestamp {
        None => Ok(None),
        Some(url) => {
            let answer = http::post(url, &sign::timestamp_question(value)?)?;
            sign::timestamp_answer(&answer, value).map(Some)
        }
    };
    let sealed = sign::seal(&bytes, &request, signer.as_mut(), &mut stamping)?;
    replace(&path, &asked.file, &bytes, sealed.bytes)?;
    let value = Signed { path: asked.file.clone(), name, capacity, at: request.at, stamped: asked.timestamp.is_some() };
    Ok(Report { value, findings: sealed.findings })
}

/// Looks at the signatures of a file; the text to print, and whether everything holds.
pub(super) fn verify(asked: &Verify, language: Language) -> Result<(String, bool), Failure> {
    let read = |path: &Path| fs::read(path).map_err(|error| Failure::cannot_read(path, &error));
    let mut trust = Trust::default();
    for path in &asked.trust {
        trust.roots(&files::shown(path), &read(path)?)?;
    }
    for path in &asked.crl {
        trust.list(&files::shown(path), &read(path)?)?;
    }
    let report = sign::verify(&read(&asked.file)?, &trust);
    let file = files::shown(&asked.file);
    let text = match asked.format {
        VerifyFormat::Text => show::text(&file, &report, language),
        VerifyFormat::Json => show::json(&file, &report, language),
    };
    Ok((text, report.holds()))
}

/// The second that it is.
fn now() -> Moment {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    i64::try_from(seconds).ok().and_then(Moment::from_unix).unwrap_or_default()
}

/// The key that was named: in a file or in a token.
fn signer(asked: &Sign, language: Language) -> Result<Box<dyn Signer>, Failure> {
    let above = match &asked.chain {
        None => Vec::new(),
        Some(path) => {
            let bytes = fs::read(path).map_err(|error| Failure::cannot_read(path, &error))?;
            sign::read_certificates(&files::shown(path), &bytes)?
        }
    };
    match (&asked.p12, &asked.pkcs11) {
        (Some(path), _) => {
            let bytes = fs::read(path).map_err(|error| Failure::cannot_read(path, &error))?;
            let prompt = language.pick("Mật khẩu của tệp khóa: ", "Password of the key file: ");
            let password = secret::read(asked, prompt)?;
            Ok(Box::new(KeyFile::open(&bytes, &password, &above, Box::new(OsRng))?))
        }
        (None, Some(library)) => {
            let place = token::Place { library, token: asked.token.as_deref(), key: asked.key.as_deref() };
            // The token is found before its PIN is asked for.
            let token = token::find(&place)?;
            let pin = secret::read(asked, language.pick("Mã PIN của token: ", "PIN of the token: "))?;
            Ok(Box::new(token::open(token, &place, &pin, &above)?))
        }
        // The command line demands one of them.
        (None, None) => Err(Failure::Input(Vec::new())),
    }
}

/// Puts the signed file in the place of the old one, if that is still what was signed.
fn replace(path: &Path, shown: &Path, before: &[u8], sealed: Vec<u8>) -> Result<(), Failure> {
    let now = fs::read(path).map_err(|error| Failure::cannot_read(shown, &error))?;
    if now != before {
        let file = files::shown(shown);
        return Err(Failure::Input(vec![
            Diagnostic::error(
                "sign-file-changed",
                format!("`{file}` bị thay đổi trong lúc ký; tệp được để nguyên"),
                format!("`{file}` was changed while it was being signed; it was left as it is"),
            )
            .hint("ký lại", "sign again"),
        ]));
    }
    let (folder, name) = (path.parent().unwrap_or(Path::new(".")), path.file_name().unwrap_or_default());
    let output = Output { name: name.to_string_lossy().into_owned(), bytes: sealed };
    files::put(folder, &[output]).map(|_| ())
}
