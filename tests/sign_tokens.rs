//! Keys in tokens: SoftHSM 2 plays the token, RSA for the person and ECDSA for the agency.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::{Project, Run, run, vanthu};
use crate::{pki, sign_command};

const PIN: &str = "271828";

/// The library, or a loud word that nothing was tested; where all judges must be there, its absence is a failure.
fn library() -> Option<PathBuf> {
    let places = ["/usr/lib/softhsm", "/usr/lib/x86_64-linux-gnu/softhsm", "/usr/lib/aarch64-linux-gnu/softhsm"];
    let found = places.iter().map(|folder| Path::new(folder).join("libsofthsm2.so")).find(|path| path.is_file());
    let tools = ["softhsm2-util", "pkcs11-tool"].iter().all(|tool| Command::new(tool).arg("--help").output().is_ok());
    if found.is_none() || !tools {
        let required = std::env::var_os("VANTHU_REQUIRE_JUDGES").is_some();
        assert!(!required, "softhsm2 and opensc are missing");
        eprintln!("NOT TESTED: softhsm2 and opensc are missing (apt-get install softhsm2 opensc)");
        return None;
    }
    found
}

/// A project with two tokens: the person's and the agency's.
struct Desk {
    project: Project,
    library: PathBuf,
    /// The library behind one that says that tokens are locked.
    locked: Option<PathBuf>,
}

impl Desk {
    fn new() -> Option<Self> {
        let library = library()?;
        let project = sign_command::built();
        fs::create_dir(project.join("tokens")).unwrap();
        let tokens = project.join("tokens");
        project.write("softhsm2.conf", format!("directories.tokendir = {}\nlog.level = ERROR\n", tokens.display()));
        let desk = Self { project, library, locked: None };
        desk.token("Người ký", "khoa-nguoi", pki::PERSON, &pki::person());
        desk.token("Cơ quan", "khoa-co-quan", pki::AGENCY, &pki::agency());
        Some(desk)
    }

    /// A command that sees these tokens only.
    fn seeing(&self, mut command: Command) -> Command {
        command.env("SOFTHSM2_CONF", self.project.join("softhsm2.conf"));
        command.envs(self.locked.iter().map(|library| ("LOCKED_LIBRARY", library)));
        command
    }

    fn tool(&self, name: &str, arguments: &[&str]) {
        let mut command = self.seeing(Command::new(name));
        let output = command.args(arguments).output().unwrap();
        assert!(output.status.success(), "{name} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn token(&self, label: &str, key: &str, pem: &str, certificate: &x509_cert::Certificate) {
        let path = |name: &str| self.project.join(name).to_str().unwrap().to_owned();
        self.project.write("key.pem", pem);
        fs::write(self.project.join("certificate.der"), der::Encode::to_der(certificate).unwrap()).unwrap();
        let (pin, so_pin) = (["--pin", PIN], ["--so-pin", "314159"]);
        let init = ["--init-token", "--free", "--label", label];
        self.tool("softhsm2-util", &[&init[..], &pin, &so_pin].concat());
        let import = ["--import", &path("key.pem"), "--token", label, "--label", key, "--id", "A1"];
        self.tool("softhsm2-util", &[&import[..], &pin].concat());
        let module = self.library.to_str().unwrap();
        let write = ["--module", module, "--token-label", label, "--login"];
        let what = ["--write-object", &path("certificate.der"), "--type", "cert", "--id", "A1", "--label", key];
        self.tool("pkcs11-tool", &[&write[..], &pin, &what].concat());
    }

    fn sign(&self, pin: &str, arguments: &[&str]) -> Run {
        let mut command = self.seeing(vanthu(["sign"]));
        command.arg(self.project.join("out/ke-hoach.pdf")).arg("--pkcs11").arg(&self.library).args(arguments);
        sign_command::run(command.arg("--pin-stdin"), pin)
    }
}

#[test]
fn person_and_agency_sign_with_tokens() {
    let Some(desk) = Desk::new() else { return };
    // A token holds its owner's certificate only, as many do.
    desk.project.write("chain.pem", format!("{}{}", pki::authority_pem(), pki::root_pem()));
    let chain = desk.project.join("chain.pem");
    let chain = ["--chain", chain.to_str().unwrap()];
    let person = desk.sign(PIN, &[&["--as", "person", "--token", "Người ký"][..], &chain].concat());
    assert_eq!(person.status, 0, "{}", person.stderr);
    let agency = ["--as", "agency", "--number", "45", "--date", "2023-08-15", "--token", "Cơ quan"];
    let agency = desk.sign(PIN, &[&agency[..], &["--key", "khoa-co-quan"], &chain].concat());
    assert_eq!(agency.status, 0, "{}", agency.stderr);
    let mut verify = vanthu(["verify"]);
    verify.arg(desk.project.join("out/ke-hoach.pdf")).arg("--trust").arg(desk.project.join("root.pem"));
    let report = run(&mut verify);
    assert_eq!(report.status, 0, "{}", report.stdout);
    assert!(report.stdout.contains("Nguyễn Văn Thử") && report.stdout.contains("3 lần ghi"), "{}", report.stdout);
}

#[test]
fn a_token_that_cannot_sign_says_why() {
    let Some(desk) = Desk::new() else { return };
    let file = desk.project.join("out/ke-hoach.pdf");
    let before = fs::read(&file).unwrap();
    let said = |pin: &str, arguments: &[&str]| {
        let run = desk.sign(pin, &[&["--as", "person"], arguments].concat());
        assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{}", run.stderr);
        assert!(!run.stderr.contains(pin), "a PIN is never printed: {}", run.stderr);
        assert_eq!(fs::read(&file).unwrap(), before, "the file is left as it was");
        run.stderr
    };
    insta::assert_snapshot!("wrong_pin", said("161803", &["--token", "Người ký"]));
    insta::assert_snapshot!("short_pin", said("99", &["--token", "Người ký"]));
    insta::assert_snapshot!("no_such_key", said(PIN, &["--token", "Người ký", "--key", "khóa khác"]));
    insta::assert_snapshot!(
        "no_such_token",
        said(PIN, &["--token", "Phòng Nội vụ"]).replace("Cơ quan`, `Người ký", "Người ký`, `Cơ quan")
    );
    let several = said(PIN, &[]);
    assert!(several.contains("token-ambiguous") && several.contains("`Cơ quan`"), "{several}");
}

/// SoftHSM locks no token, so that a library of its functions says so in its stead.
#[test]
fn a_locked_token_is_told_from_a_wrong_pin() {
    let Some(mut desk) = Desk::new() else { return };
    let (file, library) = (desk.project.join("out/ke-hoach.pdf"), desk.project.join("locked.so"));
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tokens/locked.c");
    let mut compiler = Command::new("cc");
    let compiled = compiler.args(["-shared", "-fPIC", "-o"]).arg(&library).args([source, "-ldl"]).status();
    if !compiled.is_ok_and(|status| status.success()) {
        assert!(std::env::var_os("VANTHU_REQUIRE_JUDGES").is_none(), "cc is missing");
        eprintln!("NOT TESTED: no C compiler makes the library of a locked token");
        return;
    }
    desk.locked = Some(std::mem::replace(&mut desk.library, library));
    let before = fs::read(&file).unwrap();
    let run = desk.sign(PIN, &["--as", "person", "--token", "Người ký"]);
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    assert_eq!(fs::read(&file).unwrap(), before);
    insta::assert_snapshot!(run.stderr);
}

#[test]
fn a_library_that_is_none_is_refused() {
    let project = sign_command::built();
    for library in ["/nowhere/libtoken.so", project.join("root.pem").to_str().unwrap()] {
        let mut command = vanthu(["sign", "--as", "person", "--pin-stdin", "--pkcs11", library]);
        let run = sign_command::run(command.arg(project.join("out/ke-hoach.pdf")), PIN);
        assert!(run.status == 1 && run.stderr.contains("token-library"), "{}", run.stderr);
        assert!(!run.stderr.contains(PIN));
    }
}
