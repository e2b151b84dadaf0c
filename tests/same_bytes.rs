//! The same input gives the same bytes: on another day, in another folder, under another name of the same clock and tongue.

use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use crate::program::{FILES, Project, files, run, vanthu};
use crate::road;

/// Longer than the clocks of ZIP and of file systems tick.
const A_WHILE: Duration = Duration::from_millis(2_100);

const PROJECTS: [&str; 3] = ["plans/diem-thuy-2023", "tests/projects/portrait", "tests/projects/three-hundred"];

/// Builds in a place with the given surroundings; the project's folder is where the program stands, or is named to it.
fn build(project: &Project, surroundings: &[(&str, &str)], from: &Path, argument: &Path) {
    let mut command = vanthu(["build"]);
    command.arg(argument).current_dir(from).envs(surroundings.iter().copied());
    let run = run(&mut command);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let made = files(&project.join("out"));
    assert!(FILES.iter().all(|file| made.contains_key(*file)), "{:?}", made.keys());
}

#[test]
fn two_builds_are_equal_to_the_byte() {
    let pairs = PROJECTS.map(|name| [0, 1].map(|_| Project::new(&road::text_of(name))));
    let west =
        [("TZ", "America/Los_Angeles"), ("LANG", "en_US.UTF-8"), ("LC_ALL", "en_US.UTF-8"), ("VANTHU_LANG", "en")];
    let east = [("TZ", "Asia/Ho_Chi_Minh"), ("LANG", "vi_VN.UTF-8"), ("LC_ALL", "C"), ("USER", "khác")];
    for [first, _] in &pairs {
        build(first, &west, first.path(), Path::new("."));
    }
    sleep(A_WHILE);
    for [_, second] in &pairs {
        build(second, &east, Path::new("."), second.path());
    }
    for (name, [first, second]) in PROJECTS.iter().zip(&pairs) {
        let (first, second) = (files(&first.join("out")), files(&second.join("out")));
        assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>(), "{name}");
        for file in first.keys() {
            assert!(first[file] == second[file], "{name}: {file} differs");
        }
    }
}

/// Built by itself or with the plan, the annex is the same file.
#[test]
fn each_command_makes_the_same_files() {
    let project = Project::good();
    project.run("build", &[]);
    let together = files(&project.join("out"));
    std::fs::remove_dir_all(project.join("out")).unwrap();
    project.run("annex", &["--format", "pdf"]);
    project.run("annex", &["--format", "docx"]);
    project.run("plan", &[]);
    assert!(files(&project.join("out")) == together);
}
