//! Passwords and PINs: from a prompt without echo, from standard input or from a file; never from the command line, where
//! every program of the machine can read them.

use std::fs;
use std::io::{self, BufRead};

use zeroize::{Zeroize, Zeroizing};

use super::super::Failure;
use super::super::cli::Sign;
use crate::base::Diagnostic;

/// Reads it from where the command line says; wiped when it goes.
pub(super) fn read(asked: &Sign, prompt: &str) -> Result<Zeroizing<String>, Failure> {
    if let Some(path) = &asked.pin_file {
        let text = fs::read_to_string(path).map_err(|error| Failure::cannot_read(path, &error))?;
        return Ok(first_line(text));
    }
    if asked.pin_stdin {
        let mut text = String::new();
        io::stdin().lock().read_line(&mut text).map_err(|_| missing())?;
        return Ok(first_line(text));
    }
    rpassword::prompt_password(prompt).map(Zeroizing::new).map_err(|_| missing())
}

fn first_line(mut text: String) -> Zeroizing<String> {
    // Windows' Notepad begins a file with a mark that is no part of the secret.
    let line = text.strip_prefix('\u{FEFF}').unwrap_or(&text).lines().next().unwrap_or_default();
    let line = Zeroizing::new(line.to_owned());
    text.zeroize();
    line
}

fn missing() -> Failure {
    Failure::Input(vec![
        Diagnostic::error(
            "pin-missing",
            "không hỏi được mã PIN hay mật khẩu vì không có cửa sổ dòng lệnh",
            "PIN or password cannot be asked for, since there is no terminal",
        )
        .hint(
            "chạy trong cửa sổ dòng lệnh, hoặc dùng `--pin-stdin` hay `--pin-file`",
            "run it in a terminal, or use `--pin-stdin` or `--pin-file`",
        ),
    ])
}
