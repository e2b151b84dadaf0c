//! `vanthu issue`: the register, what is kept of what was issued, and refusals.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::program::{FILES, GOOD, Project, files, killed_at_any_moment, names, run, state, vanthu};
use crate::{road, sign_command};

fn issued(project: &Project, number: &str, date: &str) -> crate::program::Run {
    project.run("issue", &["--number", number, "--date", date])
}

/// The text of a DOCX's main part.
fn words(project: &Project, file: &str) -> String {
    let bytes = fs::read(project.join("out").join(file)).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("word/document.xml").unwrap(), &mut text).unwrap();
    let mut plain = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find('<') {
        plain += &rest[..at];
        rest = &rest[at + rest[at..].find('>').unwrap() + 1..];
    }
    plain + rest
}

/// Without the folder of the run, and digests by their first digits: other programs write other bytes.
fn shown(project: &Project, text: &str) -> String {
    let text = text.replace(&project.path().display().to_string().replace('\\', "/"), "PROJECT");
    let is_digest = |word: &str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let line = |line: &str| match line.split_once("sha256: ") {
        Some((start, digest)) if is_digest(digest.trim_matches('"')) => format!("{start}sha256: …\n"),
        Some(_) | None => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

#[test]
fn number_and_day_enter_the_register_and_stand_on_paper() {
    let project = Project::good();
    let run = issued(&project, "45", "2023-08-15");
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.starts_with("Đã vào sổ: plan, số 45/KH-UBND ngày 15/8/2023\n"), "{}", run.stdout);
    assert_eq!(names(&project.join("out")), FILES);
    assert_eq!(fs::read_to_string(project.join("plan.yaml")).unwrap(), GOOD);
    assert_eq!(names(project.path()), [".vanthu", "issued", "out", "plan.yaml", "register.yaml"]);
    assert_eq!(names(&project.join(".vanthu")), ["holder", "lock"]);
    insta::assert_snapshot!(shown(&project, &fs::read_to_string(project.join("register.yaml")).unwrap()));
    let plan = words(&project, "ke-hoach.docx");
    assert!(plan.contains("45/KH-UBND") && plan.contains("ngày 15 tháng 8 năm 2023"), "{plan}");
    let annex = words(&project, "phu-luc.docx");
    assert!(annex.contains("Kế hoạch số 45/KH-UBND ngày 15 tháng 8 năm 2023 của"), "{annex}");
}

#[test]
fn what_was_issued_is_made_again_byte_for_byte() {
    let project = Project::good();
    assert_eq!(issued(&project, "45", "2023-08-15").status, 0);
    let (first, register) = (files(&project.join("out")), files(project.path())["register.yaml"].clone());
    fs::remove_dir_all(project.join("out")).unwrap();
    project.write("plan.yaml", GOOD.replace("lead: tai-chinh", "lead: vp-ubnd").replace("năm 2023\n", "năm 2024\n"));
    project.write("templates/plan.md", "Mẫu khác\n");
    for command in ["build", "plan", "annex"] {
        let run = project.run(command, &[]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert!(run.stderr.contains("issued-differs") && !run.stderr.contains("digest-differs"), "{}", run.stderr);
    }
    assert!(files(&project.join("out")) == first);
    let again = issued(&project, "45", "2023-08-15");
    assert!(again.stdout.starts_with("Đã có trong sổ: plan, số 45/KH-UBND"), "{}", again.stdout);
    assert!(files(&project.join("out")) == first);
    assert!(files(project.path())["register.yaml"] == register);
    let check = project.run("check", &[]);
    assert_eq!(check.status, 0);
    insta::assert_snapshot!(shown(&project, &check.stderr));
}

#[test]
fn a_second_number_needs_to_be_meant_and_leaves_both() {
    let project = Project::good();
    assert_eq!(issued(&project, "45", "2023-08-15").status, 0);
    let before = files(project.path());
    let refused = issued(&project, "46", "2023-08-20");
    assert_eq!(refused.status, 1);
    assert!(files(project.path()) == before);
    project.write("plan.yaml", GOOD.replace("lead: tai-chinh", "lead: vp-ubnd"));
    let run = project.run("issue", &["--number", "46", "--date", "2023-08-20", "--replace"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(names(&project.join("issued")), ["plan-45.json", "plan-46.json"]);
    assert!(words(&project, "ke-hoach.docx").contains("46/KH-UBND"));
    // The same number with another day: a wrong day is put right.
    let run = project.run("issue", &["--number", "46", "--date", "2023-08-21", "--replace"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(names(&project.join("issued")), ["plan-45.json", "plan-46-2.json", "plan-46.json"]);
    insta::assert_snapshot!(shown(&project, &fs::read_to_string(project.join("register.yaml")).unwrap()));
    assert_eq!(project.run("check", &[]).stderr, "");
}

#[test]
fn what_is_refused_is_said() {
    let mut said = String::new();
    let mut tell = |project: &Project, arguments: &[&str]| {
        let before = state(project);
        let run = project.run("issue", arguments);
        assert_eq!(run.status, 1, "{arguments:?}");
        assert_eq!(state(project), before, "{arguments:?}");
        said += &format!("## {}\n{}\n", arguments.join(" "), shown(project, &run.stderr));
    };
    let project = Project::good();
    tell(&project, &["--number", "45", "--date", "2023-07-31"]);
    tell(&project, &["--number", "45", "--date", "2023-08-15", "--document", "ke hoach"]);
    tell(&project, &["--number", "45", "--date", "2023-08-15", "--replace"]);
    tell(&project, &["--number", "45", "--date", "2023-08-15", "--as-of", "2023-08-15"]);
    tell(
        &project,
        &["--number", "45", "--date", "2023-09-15", "--document", "report-2023-Q3", "--as-of", "2023-05-01"],
    );
    tell(
        &project,
        &["--number", "45", "--date", "2023-09-15", "--document", "report-2023-Q3", "--as-of", "2023-09-16"],
    );
    let numbered =
        Project::new(&GOOD.replace("  symbol:", "  number: 44\n  symbol:").replace("2023-08\n", "2023-08-14\n"));
    tell(&numbered, &["--number", "45", "--date", "2023-08-15"]);
    let taken = Project::good();
    taken.write(
        "register.yaml",
        "entries:\n  - { document: amend-2023-10-01, number: 45, symbol: kh-ubnd, date: 2023-10-02 }\n",
    );
    tell(&taken, &["--number", "45", "--date", "2023-08-15"]);
    let aliased = Project::good();
    aliased.write(
        "register.yaml",
        "x: &x [{ document: plan, number: 45, symbol: KH-UBND, date: 2023-08-15 }]\nentries: *x\n",
    );
    tell(&aliased, &["--number", "46", "--date", "2023-08-20", "--replace"]);
    insta::assert_snapshot!(said);
}

/// What still bears the mark of a draft is not issued; what is issued after it holds is said.
#[test]
fn a_draft_is_not_issued_and_a_late_amendment_is_warned_of() {
    let project = Project::new(&GOOD.replace("  symbol:", "  draft: true\n  symbol:"));
    let run = issued(&project, "45", "2023-08-15");
    assert_eq!((run.status, names(project.path())), (1, vec![".vanthu".to_owned(), "plan.yaml".to_owned()]));
    insta::assert_snapshot!(run.stderr);
    project.write("plan.yaml", GOOD);
    assert_eq!(issued(&project, "45", "2023-08-15").status, 0);
    let asked = ["--task", "I.1.2", "--lead", "vp-ubnd", "--support", "", "--effective", "2023-10-01", "--yes"];
    assert_eq!(project.run("reassign", &asked).status, 0);
    let run = project.run("issue", &["--document", "amend-2023-10-01", "--number", "52", "--date", "2023-10-02"]);
    assert!(run.status == 0 && run.stderr.contains("[issued-late]"), "{}", run.stderr);
}

#[test]
fn every_mistake_in_the_register_is_said() {
    let project = Project::new(&GOOD.replace("  symbol:", "  number: 45\n  symbol:"));
    project.write(
        "register.yaml",
        "entries:
  - { document: plan, number: 46, symbol: KH-UB, date: 2023-07-15, stored: ../x.json }
  - { document: plan, number: 47, symbol: KH-UBND, date: 2023-08-16 }
  - { document: plan, number: 48, symbol: KH-UBND, date: 2023-09-16, replaces: 46 }
  - { document: report-2023-Q5, number: 48, symbol: KH-UBND, date: 2023-09-16 }
  - { document: report-2023-Q3, number: 48, symbol: kh-ubnd, date: 2023-09-15, as_of: 2023-09-16 }
  - { document: amend-2023-10-01, number: 0, symbol: KH-UBND, date: 2023-10 }
  - { document: amend-2023-10-02, number: 1, symbol: KH-UBND, date: 2024-10-02, as_of: 2023-10-02, replaces: 3 }
  - { document: report-2023-Q4, nmber: 9, symbol: BC-UBND, date: 2023-12-16, files: [{ name: a.pdf, sha256: abc }] }
",
    );
    let run = project.run("check", &[]);
    assert_eq!(run.status, 1);
    insta::assert_snapshot!(shown(&project, &run.stderr));
}

#[test]
fn what_was_kept_must_be_there_and_whole() {
    let project = Project::good();
    assert_eq!(issued(&project, "45", "2023-08-15").status, 0);
    let kept = project.join("issued/plan-45.json");
    let whole = fs::read_to_string(&kept).unwrap();
    // Line ends that a copy has changed are no damage.
    fs::write(&kept, whole.replace('\n', "\r\n")).unwrap();
    assert_eq!(project.run("plan", &[]).stderr, "");
    let mut said = String::new();
    fs::write(&kept, whole.replacen("Tối thiểu 2 cuộc", "Tối thiểu 9 cuộc", 1)).unwrap();
    for (command, more) in [("annex", &["--as-of", "plan"][..]), ("check", &[])] {
        let run = project.run(command, more);
        assert_eq!(run.status, 1);
        said += &shown(&project, &run.stderr);
    }
    // Without a digest, as earlier versions wrote the register, what is whole counts.
    let register = fs::read_to_string(project.join("register.yaml")).unwrap();
    let lines = register.lines().filter(|line| !line.contains("stored_sha256"));
    project.write("register.yaml", lines.map(|line| format!("{line}\n")).collect::<String>());
    for (text, commands) in [
        (Some(&whole[..whole.len() / 2]), &["build", "check"][..]),
        (Some(&whole.replacen("\"form\":1", "\"form\":9", 1)[..]), &["annex"]),
        (None, &["plan", "check"]),
    ] {
        match text {
            Some(text) => fs::write(&kept, text).unwrap(),
            None => fs::remove_file(&kept).unwrap(),
        }
        for command in commands {
            let run = project.run(command, &[]);
            assert_eq!(run.status, 1);
            said += &shown(&project, &run.stderr);
        }
    }
    insta::assert_snapshot!(said);
}

/// A register that has lost lines would let what was issued come out as if it had not been.
#[test]
fn a_kept_document_without_its_entry_is_told() {
    let project = Project::good();
    assert_eq!(issued(&project, "45", "2023-08-15").status, 0);
    fs::remove_file(project.join("register.yaml")).unwrap();
    let run = project.run("plan", &[]);
    assert_eq!(run.status, 0);
    insta::assert_snapshot!(run.stderr);
}

/// A document kept by the first version that kept any is still read and set.
#[test]
fn what_an_earlier_version_kept_is_read() {
    let project = Project::good();
    project.write("issued/plan-45.json", fs::read("tests/issued/plan-45.json").unwrap());
    project.write(
        "register.yaml",
        "entries: [{ document: plan, number: 45, symbol: KH-UBND, date: 2023-08-15, stored: issued/plan-45.json }]\n",
    );
    let run = project.run("build", &[]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(words(&project, "ke-hoach.docx").contains("45/KH-UBND"));
}

#[test]
fn a_register_of_the_office_s_own_making_keeps_its_looks() {
    let project = Project::good();
    let own = "# Sổ của xã\r\nentries:   # mới nhất ở cuối\r\n\r\n# hết\r\n";
    project.write("register.yaml", own);
    assert_eq!(issued(&project, "45", "2023-08-15").status, 0);
    let now = fs::read_to_string(project.join("register.yaml")).unwrap();
    let (head, tail) = own.split_at(own.find("\r\n\r\n# hết").unwrap());
    assert!(now.starts_with(head) && now.ends_with(tail), "{now}");
    assert!(!now.replace("\r\n", "").contains('\n'), "{now}");
}

#[test]
fn a_signed_file_stays_and_bears_the_number_of_the_register() {
    let project = sign_command::built();
    let pdf = || fs::read(project.join("out/ke-hoach.pdf")).unwrap();
    let mut said = String::new();
    let mut tell = |what: &str, run: &crate::program::Run| {
        let text = shown(&project, &format!("{}{}", run.stderr, run.stdout));
        let timed = |line: &str| {
            if line.starts_with("Đã ") { line.split([':', '(']).next().unwrap().into() } else { line.to_owned() }
        };
        said += &format!("## {what} → {}\n{}\n\n", run.status, text.lines().map(timed).collect::<Vec<_>>().join("\n"));
    };
    let signed = |arguments: &[&str]| {
        let mut command = vanthu(["sign"]);
        command.arg(project.join("out/ke-hoach.pdf")).args(["--pin-file"]).arg(project.join("pin"));
        run(command.args(arguments).current_dir(project.path()))
    };
    tell("the person signs", &signed(&["--as", "person", "--p12", "new.p12"]));
    let once = pdf();
    tell("it is entered", &issued(&project, "45", "2023-08-15"));
    assert_eq!(pdf(), once);
    let agency = |number, day| signed(&["--as", "agency", "--p12", "agency.p12", "--number", number, "--date", day]);
    tell("the agency signs under another number", &agency("46", "2023-08-15"));
    tell("the agency signs under another day", &agency("45", "2023-08-16"));
    assert_eq!(pdf(), once);
    tell("the agency signs", &agency("45", "2023-08-15"));
    let twice = pdf();
    let replace = ["--number", "46", "--date", "2023-08-15", "--replace"];
    tell("another number is entered", &project.run("issue", &replace));
    tell("it is entered again", &issued(&project, "45", "2023-08-15"));
    let register = fs::read_to_string(project.join("register.yaml")).unwrap();
    project.write("register.yaml", register.replace("number: 45", "number: 47"));
    tell("the register was changed by hand", &project.run("check", &[]));
    assert_eq!(pdf(), twice);
    insta::assert_snapshot!(said);
}

#[test]
fn what_was_changed_since_it_was_signed_is_told() {
    let project = sign_command::built();
    let mut command = vanthu(["sign", "out/ke-hoach.pdf", "--as", "person", "--p12", "new.p12", "--pin-file", "pin"]);
    assert_eq!(run(command.current_dir(project.path())).status, 0);
    project.write("plan.yaml", GOOD.replace("lead: tai-chinh", "lead: vp-ubnd"));
    let run = issued(&project, "45", "2023-08-15");
    assert_eq!(run.status, 0);
    insta::assert_snapshot!(shown(&project, &run.stderr));
}

#[test]
fn a_report_is_registered_with_the_day_it_counts_to() {
    let project = Project::new(&road::text_of("plans/diem-thuy-2023"));
    let root = Path::new("plans/diem-thuy-2023");
    project.write("progress.yaml", fs::read(root.join("progress.yaml")).unwrap());
    assert_eq!(issued(&project, "45", "2023-08-15").status, 0);
    let asked = ["--document", "bao-cao-2023-q3", "--number", "51", "--date", "2023-09-12", "--as-of", "2023-09-10"];
    let run = project.run("issue", &asked);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let words = words(&project, "bao-cao-2023-q3.docx");
    assert!(words.contains("51/BC-UBND") && words.contains("số 45/KH-UBND ngày 15"), "{words}");
    assert!(words.contains("tính đến ngày 10/9/2023"), "{words}");
    let first = files(&project.join("out"));
    project.write("progress.yaml", "");
    let again = project.run("report", &["--period", "2023-Q3"]);
    assert!(again.status == 0 && again.stderr.contains("issued-differs"), "{}", again.stderr);
    assert!(files(&project.join("out")) == first);
    let other = project.run("report", &["--period", "2023-Q3", "--as-of", "2023-09-11"]);
    assert!(other.status == 1 && other.stderr.contains("as-of-issued"), "{}", other.stderr);
    let next = project.run("report", &["--period", "2023-Q4"]);
    assert_eq!(next.status, 0, "{}", next.stderr);
    let next = crate::issue::words(&project, "bao-cao-2023-q4.docx");
    assert!(next.contains("từ ngày 11/9/2023"), "{next}");
}

/// Commands at once wait for each other, and each finds what the one before has done.
/// What rests on the plan cites its number; an amending document stays of the kind as which it was issued.
#[test]
fn what_is_issued_is_warned_of_and_keeps_its_kind() {
    let project = Project::new(&road::text_of("plans/diem-thuy-2023"));
    project.write("reassignments.yaml", include_str!("projects/changed/reassignments.yaml"));
    project.write("progress.yaml", fs::read("plans/diem-thuy-2023/progress.yaml").unwrap());
    let issue = |document: &str, number: &str, date: &str, more: &[&str]| {
        let asked = [&["--document", document, "--number", number, "--date", date], more].concat();
        let run = project.run("issue", &asked);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run
    };
    assert!(issue("report-2023-Q3", "51", "2023-09-18", &[]).stderr.contains("[cites-unissued]"));
    issue("plan", "45", "2023-08-15", &[]);
    let notice = issue("amend-2023-10-01", "58", "2023-09-28", &["--kind", "notice"]);
    assert!(notice.stderr.contains("[not-of-equal-form]") && !notice.stderr.contains("[cites-unissued]"));
    let check = project.run("check", &[]);
    assert!(!check.stderr.contains("58/TB-UBND"), "{}", check.stderr);
    let other = project.run("amend", &["--effective", "2023-10-01", "--kind", "plan"]);
    assert!(other.status == 1 && other.stderr.contains("[kind-issued]"), "{}", other.stderr);
    let again = issue("amend-2023-10-01", "59", "2023-09-29", &["--replace"]);
    assert!(again.stdout.contains("số 59/TB-UBND"), "{}", again.stdout);
    let log = project.run("log", &["--task", "III.2.2"]);
    assert!(log.stdout.contains("59/TB-UBND ngày 29/9/2023 (pc-1)"), "{}", log.stdout);
}

#[test]
fn commands_at_once_lose_nothing() {
    let project = Project::good();
    assert_eq!(issued(&project, "1", "2023-08-15").status, 0);
    let numbers = 2..8;
    let children: Vec<_> = numbers
        .clone()
        .map(|number| {
            let mut command = vanthu(["issue", "--replace", "--date", "2023-08-15", "--number", &number.to_string()]);
            command.arg(project.path()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let register = fs::read_to_string(project.join("register.yaml")).unwrap();
    for number in 1..8 {
        assert!(register.contains(&format!("number: {number}\n")), "{number} is lost:\n{register}");
        assert!(project.join("issued").join(format!("plan-{number}.json")).is_file());
    }
    assert_eq!(project.run("check", &[]).status, 0);
}

#[test]
fn a_kill_leaves_the_project_old_or_new() {
    let fresh = || {
        let project = Project::good();
        assert_eq!(issued(&project, "45", "2023-08-15").status, 0);
        project
    };
    killed_at_any_moment(fresh, &["issue", "--number", "46", "--date", "2023-08-20", "--replace"]);
}
