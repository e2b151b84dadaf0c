//! The command line: every command and option, what it writes, says and returns.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::program::{FILES, GOOD, Project, Run, files, names, run, vanthu};

const PLAN: [&str; 2] = ["ke-hoach.docx", "ke-hoach.pdf"];
const ANNEX: [&str; 2] = ["phu-luc.docx", "phu-luc.pdf"];

fn is_silent(run: &Run) -> bool {
    run.stderr.is_empty()
}

#[test]
fn every_command_has_a_vietnamese_name() {
    for (names_of_it, wanted) in [
        (["build", "tao"], &FILES[..]),
        (["plan", "ke-hoach"], &PLAN),
        (["annex", "phu-luc"], &ANNEX),
        (["check", "kiem-tra"], &[]),
    ] {
        for name in names_of_it {
            let project = Project::good();
            let run = project.run(name, &[]);
            assert_eq!((run.status, is_silent(&run)), (0, true), "{name}: {}", run.stderr);
            assert_eq!(names(&project.join("out")), wanted, "{name}");
        }
    }
}

#[test]
fn each_file_is_told_in_a_line() {
    let project = Project::good();
    let run = project.run("build", &[]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), FILES.len());
    for (line, name) in lines.iter().zip(FILES) {
        let path = project.join("out").join(name);
        let rest = line.strip_prefix(&format!("Đã ghi {}", path.display())).unwrap();
        assert!(rest.starts_with(" (") && rest.ends_with(" ms)") && rest.contains(" trang, "), "{rest}");
    }
}

#[test]
fn a_project_is_a_folder_a_file_or_where_one_stands() {
    let project = Project::good();
    project.write("other/kh-2024.yaml", GOOD);
    for (folder, argument, out) in [
        (".", Some("."), "out"),
        (".", Some("plan.yaml"), "out"),
        (".", None, "out"),
        ("other", Some(".."), "out"),
        (".", Some("other/kh-2024.yaml"), "other/out"),
        ("other", Some("kh-2024.yaml"), "other/out"),
    ] {
        let run = run(vanthu(["build"]).args(argument).current_dir(project.join(folder)));
        assert_eq!(run.status, 0, "{folder} {argument:?}: {}", run.stderr);
        assert_eq!(names(&project.join(out)), FILES, "{folder} {argument:?}");
        fs::remove_dir_all(project.join(out)).unwrap();
    }
}

#[test]
fn the_results_go_where_the_option_says() {
    let project = Project::good();
    for option in ["-o", "--out"] {
        let folder = project.join("kết quả/2023");
        assert_eq!(project.run("build", &[option, folder.to_str().unwrap()]).status, 0);
        assert_eq!(names(&folder), FILES);
        fs::remove_dir_all(folder).unwrap();
    }
    assert_eq!(names(project.path()), ["kết quả", "plan.yaml"]);
}

#[test]
fn only_the_formats_asked_for_are_written() {
    for (formats, wanted) in [
        ("pdf", &["ke-hoach.pdf", "phu-luc.pdf"][..]),
        ("docx", &["ke-hoach.docx", "phu-luc.docx"]),
        ("pdf,docx", &FILES),
        ("pdf,pdf", &["ke-hoach.pdf", "phu-luc.pdf"]),
    ] {
        let project = Project::good();
        let run = project.run("build", &["--format", formats]);
        assert_eq!((run.status, run.stdout.lines().count()), (0, wanted.len()), "{formats}: {}", run.stderr);
        assert_eq!(names(&project.join("out")), wanted, "{formats}");
    }
}

#[test]
fn messages_are_in_the_language_asked_for() {
    let project = Project::good();
    let said = |variable: &str, flag: &[&str]| {
        let folder = project.path().as_os_str();
        run(vanthu(["check"]).arg(folder).args(flag).env("VANTHU_LANG", variable)).stdout
    };
    assert_eq!(said("vi", &[]), "Đã kiểm tra: không có lỗi, 0 cảnh báo\n");
    assert_eq!(said("en_GB.UTF-8", &[]), "Checked: no errors, 0 warnings\n");
    assert_eq!(said("vi", &["--lang", "en"]), "Checked: no errors, 0 warnings\n");
    assert_eq!(said("en", &["--lang=vi"]), "Đã kiểm tra: không có lỗi, 0 cảnh báo\n");
    let help = |language: &str| run(vanthu(["--help"]).env("VANTHU_LANG", language)).stdout;
    assert!(help("vi").contains("Cách dùng: ") && help("en").contains("Usage: "));
}

/// A locale that is neither leaves Vietnamese; Windows is asked for its own.
#[cfg(unix)]
#[test]
fn the_locale_is_asked_last() {
    let project = Project::good();
    let said = |locale: &str| {
        let mut command = vanthu(["check"]);
        command.arg(project.path()).env_remove("VANTHU_LANG");
        for name in ["LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANGUAGE"] {
            command.env_remove(name);
        }
        run(command.env("LANG", locale)).stdout
    };
    assert!(said("en_US.UTF-8").starts_with("Checked"));
    for locale in ["C.UTF-8", "vi_VN.UTF-8", "fr_FR.UTF-8", ""] {
        assert!(said(locale).starts_with("Đã kiểm tra"), "{locale}");
    }
}

/// Every line is an object by itself.
fn objects(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

#[test]
fn messages_for_programs_are_json_lines() {
    let project = Project::good();
    let run = project.run("build", &["--message-format", "json"]);
    let written = objects(&run.stdout);
    let paths: Vec<_> = written.iter().map(|line| Path::new(line["written"].as_str().unwrap()).to_path_buf()).collect();
    assert_eq!(paths, FILES.map(|name| project.join("out").join(name)));
    assert!(written.iter().all(|line| line["pages"].as_u64() >= Some(1) && line["milliseconds"].is_u64()));
    assert!(is_silent(&run));

    let spoilt = Project::new(&GOOD.replace("lead: tai-chinh", "lead: tai-chin").replace("kind: post", "kind: pots"));
    for command in ["build", "check"] {
        let run = spoilt.run(command, &["--message-format", "json", "--lang", "en"]);
        let findings = objects(&run.stderr);
        assert_eq!((run.status, run.stdout.as_str(), findings.len()), (1, "", 2));
        for finding in &findings {
            assert_eq!(finding["severity"], "error");
            assert!(finding["file"].as_str().unwrap().ends_with("/plan.yaml"));
            assert!(finding["line"].as_u64() > Some(1) && finding["column"].as_u64() > Some(1));
        }
    }
    let nowhere = run_on_nothing(&["build", "nowhere", "--message-format", "json"]);
    assert_eq!(objects(&nowhere.stderr)[0]["code"], "project-missing");
}

fn run_on_nothing(arguments: &[&str]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    run(vanthu(arguments).current_dir(folder.path()))
}

#[test]
fn wrong_usage_is_status_two() {
    for arguments in [
        &[][..],
        &["buidl"],
        &["build", "--formt", "pdf"],
        &["build", "--format", "doc"],
        &["build", "--format"],
        &["build", "a", "b"],
        &["build", "--out", ""],
        &["check", "--lang", "xx"],
        &["check", "--message-format", "xml"],
        &["init"],
        &["completions", "cmd"],
    ] {
        for language in ["vi", "en"] {
            let run = run(vanthu(arguments).env("VANTHU_LANG", language));
            assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{arguments:?}");
            assert!(!is_silent(&run), "{arguments:?}");
        }
    }
}

#[test]
fn help_and_version_are_no_errors() {
    for arguments in [&["--help"][..], &["-h"], &["--version"], &["-V"], &["build", "--help"], &["tao", "-h"]] {
        let run = run(&mut vanthu(arguments));
        assert_eq!((run.status, is_silent(&run)), (0, true), "{arguments:?}");
        assert!(!run.stdout.is_empty());
    }
}

#[test]
fn a_new_project_builds_at_once_without_a_warning() {
    for (name, language) in [("init", "en"), ("khoi-tao", "vi"), ("khoi-tao", "en"), ("init", "vi")] {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("kế hoạch").join("2026");
        let made = run(vanthu([name]).arg(&folder).args(["--lang", language]));
        assert_eq!((made.status, is_silent(&made)), (0, true), "{}", made.stderr);
        assert!(made.stdout.contains(folder.join("plan.yaml").to_str().unwrap()), "{}", made.stdout);
        for command in ["check", "build"] {
            let run = run(vanthu([command]).arg(&folder));
            assert_eq!((run.status, run.stderr.as_str()), (0, ""));
        }
        assert_eq!(names(&folder.join("out")), FILES);
    }
}

#[test]
fn a_new_project_never_overwrites_one() {
    let project = Project::good();
    let run = project.run("init", &[]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("project-exists"), "{}", run.stderr);
    assert_eq!(files(project.path()), files(Project::good().path()));
    let beside = project.join("plan.yaml/below");
    assert_eq!(self::run(vanthu(["init"]).arg(beside)).status, 3);
}

#[test]
fn a_new_project_may_lie_among_other_files() {
    let project = Project::good();
    fs::rename(project.join("plan.yaml"), project.join("notes.txt")).unwrap();
    let run = project.run("init", &["--message-format", "json"]);
    assert_eq!(run.status, 0);
    assert_eq!(objects(&run.stdout).len(), 1);
    assert_eq!(names(project.path()), ["notes.txt", "plan.yaml"]);
}

#[test]
fn check_writes_nothing() {
    for (plan, status) in [(GOOD.to_owned(), 0), (GOOD.replace("place: Điềm Thụy", "place:"), 1)] {
        let project = Project::new(&plan);
        let before = files(project.path());
        assert_eq!(project.run("check", &[]).status, status);
        assert_eq!(files(project.path()), before);
    }
}

#[test]
fn the_schema_is_the_one_in_the_repository() {
    let said = |language: &str| run(&mut vanthu(["schema", "--lang", language])).stdout;
    let parsed = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    assert_eq!(parsed(&said("en"))["properties"]["document"]["type"], "object");
    let kept = fs::read_to_string("schema/plan.schema.json").unwrap().replace("\r\n", "\n");
    assert_eq!(said("vi"), kept);
}

#[test]
fn completions_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = run(&mut vanthu(["completions", shell]));
        assert_eq!((run.status, is_silent(&run)), (0, true));
        assert!(run.stdout.contains("vanthu") && run.stdout.contains("ke-hoach"), "{shell}");
    }
}

#[test]
fn an_annex_that_is_not_there_is_an_error() {
    let start = GOOD.find("annex:").unwrap();
    let end = GOOD.find("layout:").unwrap();
    let project = Project::new(&format!("{}{}", &GOOD[..start], &GOOD[end..]));
    let annex = project.run("annex", &[]);
    assert_eq!(annex.status, 1);
    assert!(annex.stderr.contains("no-annex"), "{}", annex.stderr);
    assert_eq!(project.run("build", &[]).status, 0);
    assert_eq!(names(&project.join("out")), PLAN);
}

#[test]
fn colour_is_asked_for_or_left_out() {
    let project = Project::new("a: 1\n");
    let coloured = |mode: &str| project.run("check", &["--color", mode]).stderr.contains('\u{1b}');
    assert_eq!(["always", "never", "auto"].map(coloured), [true, false, false]);
}

/// Whoever listens may go away: `vanthu completions bash | head -1`.
#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    use std::process::Stdio;
    for arguments in [&["completions", "bash"][..], &["schema"], &["--help"], &["buidl"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let error = writer.try_clone().unwrap();
        let mut child = vanthu(arguments).stdout(writer).stderr(Stdio::from(error)).spawn().unwrap();
        let status = child.wait().unwrap();
        assert!(matches!(status.code(), Some(0 | 2)), "{arguments:?}: {status}");
    }
}
