//! What stops the program: its status, its message, and results from before that stay as they are.

use std::fs;

use crate::program::{FILES, GOOD, Project, Run, files, names};

/// A project whose folder for results holds older files.
fn with_results(plan: &str) -> Project {
    let project = Project::new(plan);
    for name in FILES {
        project.write(&format!("out/{name}"), format!("{name} of last year"));
    }
    project
}

/// Every command that writes is stopped with a status and a code, and leaves what was there.
fn stopped(project: &Project, more: &[&str], status: i32, code: &str) -> Run {
    let before = files(&project.join("out"));
    let runs = ["build", "plan", "annex"].map(|command| project.run(command, more));
    for run in &runs {
        assert_eq!((run.status, run.stdout.as_str()), (status, ""), "{code}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("[{code}]")), "{code}: {}", run.stderr);
    }
    assert_eq!(files(&project.join("out")), before, "{code}");
    let [run, ..] = runs;
    run
}

#[test]
fn a_mistake_in_the_plan() {
    let run = stopped(&with_results(&GOOD.replace("deadline:", "deadlne:")), &[], 1, "unknown-key");
    assert!(run.stderr.ends_with("lỗi; chưa ghi tệp nào\n"), "{}", run.stderr);
    let mut bytes = GOOD.as_bytes().to_vec();
    bytes[40] = 0xFF;
    let project = with_results("");
    project.write("plan.yaml", bytes);
    stopped(&project, &[], 1, "not-utf8");
    stopped(&with_results("a: [\n"), &[], 1, "yaml-bracket");
}

#[test]
fn a_project_that_is_not_there() {
    let project = with_results(GOOD);
    fs::remove_file(project.join("plan.yaml")).unwrap();
    let run = stopped(&project, &[], 1, "project-missing");
    assert!(run.stderr.contains(&format!("`{}`", project.path().display())), "{}", run.stderr);
}

#[test]
fn a_folder_of_faces_or_templates_that_is_not_there() {
    let project = with_results(GOOD);
    for option in ["--fonts", "--templates"] {
        let nowhere = project.join("nowhere");
        let run = stopped(&project, &[option, nowhere.to_str().unwrap()], 1, "folder-missing");
        assert!(run.stderr.contains(&format!("`{option}`")), "{}", run.stderr);
        let file = project.join("plan.yaml");
        stopped(&project, &[option, file.to_str().unwrap()], 1, "folder-missing");
    }
}

#[test]
fn a_face_that_is_none() {
    let project = with_results(GOOD);
    project.write("faces/times.ttf", "no face");
    let run = project.run("build", &["--fonts", project.join("faces").to_str().unwrap()]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("times.ttf"), "{}", run.stderr);
    assert_eq!(files(&project.join("out"))["ke-hoach.pdf"], b"ke-hoach.pdf of last year");
}

/// What is wrong with the folders hides nothing that is wrong with the plan or its log.
#[test]
fn every_finding_comes_out_in_one_run() {
    let project = Project::new(&crate::program::GOOD.replace("lead: tai-chinh", "lead: tai-chin"));
    project.write("progress.yaml", "entries: [{ day: 2023-09-01, task: khong-co, status: done }]\n");
    project.write("templates/plan.md", "{{ preamble }\n");
    let run = project.run("check", &["--fonts", "nowhere", "--templates", "nowhere"]);
    assert_eq!(run.status, 1);
    for code in [
        "[folder-missing]: thư mục của `--fonts`",
        "[folder-missing]: thư mục của `--templates`",
        "[unknown-office]",
        "[unknown-task]",
    ] {
        assert!(run.stderr.contains(code), "{code}: {}", run.stderr);
    }
    let run = project.run("check", &[]);
    for code in ["[template", "[unknown-office]", "[unknown-task]"] {
        assert!(run.stderr.contains(code), "{code}: {}", run.stderr);
    }
}

/// A file stands where a folder must be: nobody can write there, not even root.
#[test]
fn a_folder_for_results_that_cannot_be_written() {
    let project = with_results(GOOD);
    project.write("taken", "a file");
    for out in ["taken", "taken/below"] {
        let run = stopped(&project, &["-o", project.join(out).to_str().unwrap()], 3, "system");
        assert!(run.stderr.contains("taken"), "{}", run.stderr);
    }
    assert_eq!(fs::read(project.join("taken")).unwrap(), b"a file");
}

/// One result cannot be replaced: none is, so that old and new are not mixed.
#[test]
fn a_result_that_cannot_be_replaced() {
    for name in FILES {
        let project = with_results(GOOD);
        let path = project.join("out").join(name);
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        let before = files(&project.join("out"));
        let run = project.run("build", &[]);
        assert_eq!((run.status, run.stdout.as_str()), (3, ""), "{}", run.stderr);
        assert!(run.stderr.contains(name), "{}", run.stderr);
        assert_eq!(files(&project.join("out")), before);
    }
}

#[test]
fn an_unknown_variable_in_a_template_is_shown_there() {
    let project = with_results(GOOD);
    project.write("templates/plan.md", "{{ preamble }}\n\n# {{ document.titel }}\n");
    let run = project.run("build", &["--message-format", "json", "--lang", "en"]);
    assert_eq!(run.status, 1);
    let finding: serde_json::Value = serde_json::from_str(run.stderr.trim_end()).unwrap();
    assert!(finding["file"].as_str().unwrap().ends_with("templates/plan.md"));
    assert_eq!((finding["line"].as_u64(), finding["column"].as_u64()), (Some(3), Some(15)));
    assert!(finding["message"].as_str().unwrap().contains("`titel`"));
    assert_eq!(finding["hint"], "did you mean `title`?");
    let shown = project.run("build", &[]).stderr;
    assert!(shown.contains("plan.md:3:15") && shown.contains("# {{ document.titel }}"), "{shown}");
    assert_eq!(project.run("check", &[]).status, 1);
    assert_eq!(files(&project.join("out"))["phu-luc.pdf"], b"phu-luc.pdf of last year");
}

#[test]
fn a_template_that_cannot_be_read() {
    for (text, place) in [("{{ preamble\n", "plan.md:"), ("{% for s in sections %}\n{{ s.body }}\n", "plan.md:")] {
        let project = with_results(GOOD);
        project.write("templates/plan.md", text);
        let before = files(&project.join("out"));
        let run = project.run("build", &[]);
        assert_eq!(run.status, 1);
        assert!(run.stderr.contains(place), "{}", run.stderr);
        assert_eq!(files(&project.join("out")), before);
    }
}

/// A template makes what no document can print: the place is in what it made.
#[test]
fn a_template_that_makes_what_cannot_be_printed() {
    let project = with_results(GOOD);
    project.write("templates/plan.md", "{{ preamble }}\n\n![seal](seal.png)\n");
    let run = project.run("plan", &[]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("plan.md"), "{}", run.stderr);
}

/// The printed body, as far as it is in the DOCX.
fn body(project: &Project, more: &[&str]) -> String {
    let run = project.run("plan", more);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let bytes = fs::read(project.join("out/ke-hoach.docx")).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("word/document.xml").unwrap(), &mut text).unwrap();
    text
}

#[test]
fn an_office_s_own_template_takes_the_place_of_ours() {
    let project = Project::good();
    assert!(!body(&project, &[]).contains("Mẫu của xã"));
    project.write("templates/plan.md", "Mẫu của xã: {{ document.title }}\n");
    let own = body(&project, &[]);
    assert!(own.contains("Mẫu của xã: Duy trì Chỉ số cải cách hành chính năm 2023") && !own.contains("Nâng cao"));
    project.write("huyen/plan.md", "Mẫu của huyện\n");
    let given = body(&project, &["--templates", project.join("huyen").to_str().unwrap()]);
    assert!(given.contains("Mẫu của huyện") && !given.contains("Mẫu của xã"));
}

#[test]
fn no_temporary_file_is_left() {
    let project = Project::good();
    project.run("build", &[]);
    project.run("build", &[]);
    assert_eq!(names(&project.join("out")), FILES);
    assert_eq!(names(project.path()), ["out", "plan.yaml"]);
}
