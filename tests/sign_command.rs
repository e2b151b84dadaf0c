//! `vanthu sign` and `vanthu verify` as users run them: keys in files, passwords, exit codes, files left alone.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::program::{Project, Run, vanthu};
use crate::{pki, sign_stamps};

const PASSWORD: &str = "mật khẩu";

/// Runs with a password on standard input.
pub fn run(command: &mut Command, password: &str) -> Run {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A program that refuses before it asks has gone away already.
    let _ = child.stdin.take().unwrap().write_all(format!("{password}\n").as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { status: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// The plan without a finding, ready to be signed.
pub fn built() -> Project {
    ready(Project::good())
}

/// Builds a project and puts its keys beside it.
pub fn ready(project: Project) -> Project {
    let build = project.run("build", &["--format", "pdf"]);
    assert_eq!(build.status, 0, "{}", build.stderr);
    fs::write(project.join("new.p12"), include_bytes!("pki/new.p12")).unwrap();
    fs::write(project.join("agency.p12"), include_bytes!("pki/agency.p12")).unwrap();
    project.write("root.pem", pki::root_pem());
    project.write("pin", format!("{PASSWORD}\n"));
    project
}

fn sign(project: &Project, key: &str, arguments: &[&str]) -> Command {
    let mut command = vanthu(["sign"]);
    command.arg(project.join("out/ke-hoach.pdf")).arg("--p12").arg(project.join(key)).args(arguments);
    command
}

fn verify(project: &Project, arguments: &[&str]) -> Run {
    let mut command = vanthu(["verify"]);
    command.arg("out/ke-hoach.pdf").args(["--trust", "root.pem"]).args(arguments).current_dir(project.path());
    run(&mut command, "")
}

/// Times and serial numbers are of the day.
fn steady(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        match line.split_once(": ") {
            Some((name @ ("   Thời gian ký" | "   Signed at"), _)) => out += &format!("{name}: …\n"),
            Some((name, _)) if name.trim() == "\"signed_at\"" => out += "      \"signed_at\": …\n",
            _ => out += &format!("{line}\n"),
        }
    }
    out
}

#[test]
fn an_office_signs_with_key_files() {
    let project = built();
    let person = run(&mut sign(&project, "new.p12", &["--as", "person", "--pin-stdin"]), PASSWORD);
    assert_eq!(person.status, 0, "{}", person.stderr);
    assert!(person.stdout.contains("Nguyễn Văn Thử (người có thẩm quyền)"), "{}", person.stdout);
    assert!(person.stdout.contains("giờ của máy này, không có dấu thời gian"), "{}", person.stdout);
    let open = verify(&project, &[]);
    assert_eq!(open.status, 0, "{}", open.stdout);
    // As Notepad writes it.
    project.write("pin", format!("\u{FEFF}{PASSWORD}\r\n"));
    let pin = project.join("pin");
    let agency = ["--as", "agency", "--number", "45", "--date", "2023-08-15", "--pin-file", pin.to_str().unwrap()];
    let signed = run(&mut sign(&project, "agency.p12", &agency), "");
    assert_eq!(signed.status, 0, "{}", signed.stderr);
    insta::assert_snapshot!("signed_by_both", steady(&verify(&project, &[]).stdout));
    insta::assert_snapshot!("signed_by_both_json", steady(&verify(&project, &["--format", "json"]).stdout));
    let mut untrusting = vanthu(["verify", "out/ke-hoach.pdf"]);
    let untrusting = run(untrusting.current_dir(project.path()), "");
    assert_eq!(untrusting.status, 0);
    insta::assert_snapshot!("signed_by_both_without_roots", steady(&untrusting.stdout));
    insta::assert_snapshot!("signed_by_both_in_english", steady(&verify(&project, &["--lang", "en"]).stdout));
    // No other file beside, and nothing overwrites what is signed.
    let names: Vec<_> = fs::read_dir(project.join("out")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    let before = fs::read(project.join("out/ke-hoach.pdf")).unwrap();
    let build = project.run("build", &[]);
    assert_eq!((build.status, build.stdout.as_str()), (1, ""));
    let refusal = build.stderr[build.stderr.find("lỗi[").unwrap()..].replace(project.path().to_str().unwrap(), "DIR");
    insta::assert_snapshot!("build_keeps_what_is_signed", refusal);
    assert_eq!(fs::read(project.join("out/ke-hoach.pdf")).unwrap(), before);
    let elsewhere = project.join("elsewhere");
    assert_eq!(project.run("build", &["--out", elsewhere.to_str().unwrap()]).status, 0);
}

#[test]
fn a_file_that_is_not_signed_is_left_as_it_was() {
    let project = built();
    let file = project.join("out/ke-hoach.pdf");
    let before = fs::read(&file).unwrap();
    let person = ["--as", "person", "--pin-stdin"];
    let wrong = run(&mut sign(&project, "new.p12", &person), "sai rồi");
    insta::assert_snapshot!("wrong_password", wrong.stderr);
    assert_eq!((wrong.status, wrong.stdout.as_str()), (1, ""));
    assert!(!wrong.stderr.contains("sai rồi"));
    assert_eq!(run(&mut sign(&project, "none.p12", &person), PASSWORD).status, 3);
    let no_key = run(&mut sign(&project, "root.pem", &person), PASSWORD);
    assert!(no_key.status == 1 && no_key.stderr.contains("key-file-unreadable"), "{}", no_key.stderr);
    let late = run(&mut sign(&project, "agency.p12", &["--as", "agency", "--pin-stdin"]), PASSWORD);
    assert!(late.status == 1 && late.stderr.contains("sign-person-first"), "{}", late.stderr);
    let stamp =
        run(&mut sign(&project, "new.p12", &[&person[..], &["--timestamp", "https://a.vn"]].concat()), PASSWORD);
    assert!(stamp.status == 1 && stamp.stderr.contains("timestamp-address"), "{}", stamp.stderr);
    let nobody = ["--timestamp", "http://127.0.0.1:9/"];
    let stamp = run(&mut sign(&project, "new.p12", &[&person[..], &nobody].concat()), PASSWORD);
    assert!(stamp.status == 1 && stamp.stderr.contains("timestamp-unreachable"), "{}", stamp.stderr);
    assert_eq!(fs::read(&file).unwrap(), before);
    let unsigned = verify(&project, &[]);
    assert!(unsigned.status == 1 && unsigned.stdout.contains("not-signed"), "{}", unsigned.stdout);
    let mut word = vanthu(["sign", "--as", "person", "--p12"]);
    fs::write(project.join("a.docx"), b"PK\x03\x04").unwrap();
    word.arg(project.join("new.p12")).arg(project.join("a.docx")).arg("--pin-stdin");
    let word = run(&mut word, PASSWORD);
    assert!(word.status == 1 && word.stderr.contains("sign-word"), "{}", word.stderr);
}

#[test]
fn a_password_never_stands_on_the_command_line() {
    let project = built();
    let file = project.join("out/ke-hoach.pdf");
    let usage = |arguments: &[&str]| {
        let mut command = vanthu(["sign"]);
        run(command.arg(&file).args(arguments), "").status
    };
    assert_eq!(usage(&["--as", "person"]), 2);
    assert_eq!(usage(&["--as", "person", "--p12", "a", "--pin", "1234"]), 2);
    assert_eq!(usage(&["--as", "person", "--p12", "a", "--pkcs11", "b"]), 2);
    assert_eq!(usage(&["--as", "person", "--p12", "a", "--token", "b"]), 2);
    assert_eq!(usage(&["--as", "person", "--p12", "a", "--pin-stdin", "--pin-file", "b"]), 2);
    assert_eq!(usage(&["--as", "boss", "--p12", "a"]), 2);
    for width in ["", "0", "1e3", "36cm", "-3mm", "36.123mm"] {
        assert_eq!(usage(&["--as", "person", "--p12", "a", "--image", "b", "--image-width", width]), 2, "{width}");
    }
}

#[test]
fn an_unreadable_root_is_refused() {
    let project = built();
    project.write("root.pem", "hello");
    let run = verify(&project, &[]);
    insta::assert_snapshot!(run.stderr);
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    assert!(!Path::new("hello").exists());
}

#[test]
fn a_time_stamp_is_asked_for_at_the_address_named() {
    let project = built();
    let person = ["--as", "person", "--pin-stdin", "--timestamp"];
    let refused = sign_stamps::serve("302 Found\r\nLocation: http://127.0.0.1:9/elsewhere");
    let run = self::run(&mut sign(&project, "new.p12", &[&person[..], &[&refused]].concat()), PASSWORD);
    assert!(run.status == 1 && run.stderr.contains("timestamp-"), "{}", run.stderr);
    let address = sign_stamps::serve("200 OK");
    let run = self::run(&mut sign(&project, "new.p12", &[&person[..], &[&address]].concat()), PASSWORD);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("có dấu thời gian"), "{}", run.stdout);
    let report = verify(&project, &[]);
    assert_eq!(report.status, 0, "{}", report.stdout);
    assert!(report.stdout.contains("16/08/2023 08:02:03 +07:00 (dấu thời gian của Dấu thời gian thử)"));
}
