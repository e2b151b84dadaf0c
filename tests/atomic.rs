//! A kill at any moment leaves every file as it was or as it will be, whole.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::program::{FILES, Project, files, vanthu};
use crate::road;

/// Kills at moments spread over the whole run, and as many within the writing.
const KILLS: u32 = 32;

/// What the folder for results may hold.
struct States {
    old: BTreeMap<String, Vec<u8>>,
    new: BTreeMap<String, Vec<u8>>,
}

impl States {
    /// Whether every file is whole; how many are new.
    fn new_files(&self, project: &Project) -> usize {
        let now = files(&project.join("out"));
        let is = |name: &&str, state: &BTreeMap<String, Vec<u8>>| now.get(*name) == state.get(*name);
        for name in FILES {
            assert!(is(&name, &self.old) || is(&name, &self.new), "{name} is neither old nor new");
        }
        FILES.iter().filter(|name| is(name, &self.new)).count()
    }

    /// Puts the old files back and sweeps out what a kill left behind.
    fn restore(&self, project: &Project) {
        for name in files(&project.join("out")).into_keys() {
            std::fs::remove_file(project.join("out").join(name)).unwrap();
        }
        for (name, bytes) in &self.old {
            project.write(&format!("out/{name}"), bytes);
        }
    }
}

/// Whether the run has begun to write.
fn is_writing(project: &Project) -> bool {
    std::fs::read_dir(project.join("out")).unwrap().count() > FILES.len()
}

/// Starts a build and kills it a while after its start, or after it began to write; how long it ran from there.
fn build_killed(project: &Project, since_writing: bool, after: Duration) -> Duration {
    let mut child = vanthu(["build"]).arg(project.path()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut start = Instant::now();
    let mut counting = !since_writing;
    while child.try_wait().unwrap().is_none() && !(counting && start.elapsed() >= after) {
        if !counting && is_writing(project) {
            (start, counting) = (Instant::now(), true);
        }
        sleep(Duration::from_micros(20));
    }
    // It may be done already.
    let _ = child.kill();
    child.wait().unwrap();
    start.elapsed()
}

#[test]
fn a_kill_leaves_old_or_new_files() {
    let text = road::text_of("plans/diem-thuy-2023");
    let project = Project::new(&text.replace("năm 2023", "năm 2022"));
    assert_eq!(project.run("build", &[]).status, 0);
    let old = files(&project.join("out"));
    project.write("plan.yaml", &text);
    assert_eq!(project.run("build", &[]).status, 0);
    let states = States { old, new: files(&project.join("out")) };
    assert!(FILES.iter().all(|name| states.old[*name] != states.new[*name]));

    let mut seen = BTreeMap::new();
    for since_writing in [false, true] {
        states.restore(&project);
        let whole = build_killed(&project, since_writing, Duration::MAX);
        for kill in 0..KILLS {
            states.restore(&project);
            build_killed(&project, since_writing, whole * kill / (KILLS - KILLS / 8));
            *seen.entry(states.new_files(&project)).or_insert(0) += 1;
        }
    }
    // The earliest kill comes before anything is written; how many come amid the renaming is chance.
    assert!(seen.contains_key(&0), "{seen:?}");

    // What kills left behind does not trouble the next run.
    assert_eq!(project.run("build", &[]).status, 0);
    assert_eq!(states.new_files(&project), FILES.len());
}
