//! The benchmark: `cargo bench`. CPU time and memory of the whole program, and where the time goes inside it.
//!
//! Figures are user + system time of a whole process, median of twenty runs after a warm-up; machines are noisy, so compare
//! ratios and medians. The README says what they mean.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs, reason = "a benchmark that cannot go on has failed")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use vanthu::{compose, docx, font, galley, input, page, pdf, template};

const RUNS: usize = 20;

fn main() {
    let folder = std::env::temp_dir().join(format!("vanthu-bench-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    println!("| what | CPU time | peak memory | pages | CPU per page |");
    println!("|---|--:|--:|--:|--:|");
    whole_processes(&folder);
    println!("\n| stage, annex of 10,000 tasks | time | share |\n|---|--:|--:|");
    stages(&made_up_plan(10_000));
    fs::remove_dir_all(&folder).unwrap();
}

/// The program from outside, smallest first: the system keeps only the largest peak of all children.
fn whole_processes(folder: &Path) {
    let real = PathBuf::from("plans/diem-thuy-2023");
    // As it was issued: without the reports that `build` would make, and without the log that is read for them.
    let issued = folder.join("without-reports");
    fs::create_dir_all(&issued).unwrap();
    let text = fs::read_to_string(real.join("plan.yaml")).unwrap();
    let lines = text.split_inclusive('\n').filter(|line| !line.starts_with("  periods: "));
    fs::write(issued.join("plan.yaml"), lines.collect::<String>()).unwrap();
    measure("real plan: `plan`, two files", &[("plan", &issued)], folder);
    measure("real plan: `build`, four files", &[("build", &issued)], folder);
    measure("real plan: `plan` + `annex`, the same four by two runs", &[("plan", &issued), ("annex", &issued)], folder);
    measure("real plan with its log: `build` with four reports, twelve files", &[("build", &real)], folder);
    signing(&folder.join("out/ke-hoach.pdf"), folder);
    for tasks in [1_000, 10_000] {
        let project = folder.join(format!("tasks-{tasks}"));
        fs::create_dir_all(&project).unwrap();
        fs::write(project.join("plan.yaml"), made_up_plan(tasks)).unwrap();
        measure(&format!("{tasks} tasks: `annex`, two files"), &[("annex", &project)], folder);
    }
    // The same 10,000 tasks with ten entries each.
    let project = folder.join("tasks-10000");
    fs::write(project.join("progress.yaml"), made_up_log(10_000)).unwrap();
    measure("10,000 tasks, 100,000 entries: `report`, two files", &[("report --period 2026-Q3", &project)], folder);
    let status =
        |_| timed(Command::new(env!("CARGO_BIN_EXE_vanthu")).args(["status", "--as-of", "2026-09-15"]).arg(&project));
    row_without_pages("10,000 tasks, 100,000 entries: `status`", &(0..=RUNS).map(status).collect::<Vec<_>>());
    // The same 10,000 tasks, half of them reassigned.
    fs::remove_file(project.join("progress.yaml")).unwrap();
    fs::write(project.join("reassignments.yaml"), made_up_history(5_000)).unwrap();
    let name = "10,000 tasks, 5,000 reassignments:";
    measure(&format!("{name} `annex --as-of`, two files"), &[("annex --as-of 2026-07-01", &project)], folder);
    let one = "reassign --task nv-9999 --deadline by:2027-01-31 --effective 2026-12-01 --dry-run";
    measure(&format!("{name} `reassign` of one more"), &[(one, &project)], folder);
}

fn measure(name: &str, commands: &[(&str, &Path)], folder: &Path) {
    let mut times = Vec::with_capacity(RUNS);
    let mut pages = 0;
    for run in 0..=RUNS {
        let before = children();
        pages = commands.iter().map(|(command, project)| run_once(command, project, folder)).sum();
        if run > 0 {
            times.push(children().0 - before.0);
        }
    }
    let median = median(times);
    let memory = children().1;
    let (pages, per_page) = match pages {
        0 => ("–".to_owned(), "–".to_owned()),
        pages => (pages.to_string(), format!("{:.2} ms", median / f64::from(pages))),
    };
    println!("| {name} | {median:.1} ms | {memory:.0} MiB | {pages} | {per_page} |");
}

/// The real plan signed with a key file, and the signature looked at; every run begins with a copy of the unsigned file.
fn signing(plan: &Path, folder: &Path) {
    let (file, pin) = (folder.join("to-sign.pdf"), folder.join("pin"));
    fs::write(&pin, "mật khẩu\n").unwrap();
    let (mut signing, mut looking) = (Vec::with_capacity(RUNS), Vec::with_capacity(RUNS));
    for _ in 0..=RUNS {
        fs::copy(plan, &file).unwrap();
        let mut sign = Command::new(env!("CARGO_BIN_EXE_vanthu"));
        sign.args(["sign", "--as", "person", "--p12", "tests/pki/new.p12", "--pin-file"]).arg(&pin).arg(&file);
        signing.push(timed(&mut sign));
        looking.push(timed(Command::new(env!("CARGO_BIN_EXE_vanthu")).arg("verify").arg(&file)));
    }
    row_without_pages("real plan: `sign` with a key file", &signing);
    row_without_pages("real plan: `verify`", &looking);
}

/// CPU milliseconds of one run.
fn timed(command: &mut Command) -> f64 {
    let before = children().0;
    assert!(command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success());
    children().0 - before
}

/// A row of what makes no document; the first run was the warm-up.
fn row_without_pages(name: &str, times: &[f64]) {
    println!("| {name} | {:.1} ms | {:.0} MiB | – | – |", median(times[1..].to_vec()), children().1);
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    f64::midpoint(times[times.len() / 2], times[(times.len() - 1) / 2])
}

/// Runs the program once; the number of pages it set, from its own report.
fn run_once(command: &str, project: &Path, folder: &Path) -> u32 {
    let output = Command::new(env!("CARGO_BIN_EXE_vanthu"))
        .args(command.split_whitespace())
        .args(["--lang", "en", "--message-format", "json", "-o"])
        .arg(folder.join("out"))
        .arg(project)
        .stderr(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success(), "{command} failed");
    let report = String::from_utf8(output.stdout).unwrap();
    // Every product is written in two formats, one after the other; what sets no type has no pages.
    let pages = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["pages"].as_u64().unwrap_or(0);
    u32::try_from(report.lines().step_by(2).map(pages).sum::<u64>()).unwrap()
}

/// CPU milliseconds of all finished children so far, and the largest peak memory among them in MiB.
#[cfg(unix)]
fn children() -> (f64, f64) {
    use nix::sys::resource::{UsageWho, getrusage};
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
    let milliseconds = |t: nix::sys::time::TimeVal| t.tv_sec() as f64 * 1e3 + t.tv_usec() as f64 / 1e3;
    (milliseconds(usage.user_time()) + milliseconds(usage.system_time()), usage.max_rss() as f64 / 1024.0)
}

/// Without the system's accounting only the clock is left: wall time, no memory.
#[cfg(not(unix))]
fn children() -> (f64, f64) {
    use std::sync::OnceLock;
    static START: OnceLock<Instant> = OnceLock::new();
    (START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1e3, 0.0)
}

/// The same road inside one process, stage by stage.
fn stages(text: &str) {
    let mut watch = Watch { last: Instant::now(), laps: Vec::new() };
    let source = vanthu::base::Source::new("plan.yaml", text);
    let plan = input::read_plan(source).0.unwrap();
    watch.lap("reading and checking YAML");
    let faces = font::Faces::embedded();
    let templates = template::Templates::new(Vec::new()).unwrap_or_else(|_| panic!("the embedded templates are sound"));
    drop(compose::plan(&plan, &templates).unwrap());
    let document = compose::annex(&plan).unwrap();
    watch.lap("composing");
    let galley = galley::set(&document, &plan.choices, &faces);
    watch.lap("setting type");
    let pages = page::cut(&galley);
    watch.lap("cutting pages");
    let docx = docx::write(&galley).unwrap();
    watch.lap("writing DOCX");
    let pdf = pdf::write(&pages, &faces).unwrap();
    watch.lap("writing PDF");
    let total: f64 = watch.laps.iter().map(|(_, time)| time).sum();
    for (name, time) in &watch.laps {
        println!("| {name} | {time:.0} ms | {:.0} % |", time / total * 100.0);
    }
    println!("| all ({} kB DOCX, {} kB PDF) | {total:.0} ms | 100 % |", docx.len() / 1000, pdf.len() / 1000);
}

struct Watch {
    last: Instant,
    laps: Vec<(&'static str, f64)>,
}

impl Watch {
    fn lap(&mut self, name: &'static str) {
        self.laps.push((name, self.last.elapsed().as_secs_f64() * 1e3));
        self.last = Instant::now();
    }
}

/// A log of ten entries a task, a month apart from each other, some with evidence and a cause.
fn made_up_log(tasks: usize) -> String {
    let mut yaml = String::from("entries:\n");
    for task in 0..tasks {
        for entry in 0..10 {
            let (month, day) = (entry + 1, 1 + (task * 7 + entry * 3) % 28);
            let percent = if (task + entry).is_multiple_of(4) && entry > 4 { 100 } else { entry * 9 };
            write!(
                yaml,
                "  - day: 2026-{month:02}-{day:02}\n    task: nv-{task}\n    percent: {percent}\n    \
                 done: Đã thực hiện được {percent} phần trăm công việc của đợt {task}\n"
            )
            .unwrap();
            if (task + entry).is_multiple_of(3) {
                writeln!(yaml, "    difficulty: Thiếu người làm đợt {task}\n    cause: Chưa bố trí được công chức")
                    .unwrap();
            }
        }
    }
    yaml
}

/// A history that gives every task to another lead once, from days of half a year on.
fn made_up_history(changes: usize) -> String {
    let mut yaml = String::from("changes:\n");
    for change in 0..changes {
        let (month, day) = (2 + change * 6 / changes, 1 + change % 28);
        write!(
            yaml,
            "  - id: pc-{change}\n    effective: 2026-{month:02}-{day:02}\n    tasks: [nv-{change}]\n    lead: [tai-chinh]\n    \
             support: [van-phong]\n    basis: Thông báo số {change}/TB-UBND ngày 28/01/2026\n"
        )
        .unwrap();
    }
    yaml
}

/// A plan of so many tasks, each about as long as those of the real plan, different enough not to compress away.
fn made_up_plan(tasks: usize) -> String {
    const ACTS: [&str; 6] = ["Rà soát", "Công khai", "Số hóa", "Kiểm tra", "Tuyên truyền", "Đối chiếu"];
    const THINGS: [&str; 5] = [
        "danh mục thủ tục hành chính thuộc thẩm quyền",
        "quy trình nội bộ giải quyết hồ sơ",
        "cơ sở dữ liệu đất đai, hộ tịch",
        "kết quả khảo sát mức độ hài lòng của người dân",
        "kế hoạch giải ngân vốn đầu tư công năm 2026",
    ];
    const TARGETS: [&str; 4] = [
        "100% hồ sơ được giải quyết đúng hạn, trước hạn",
        "Tối thiểu 02 cuộc trong năm, mỗi cuộc có ít nhất 50 người tham dự; tài liệu được biên tập, cấp phát đến từng thôn",
        "Đạt từ 99,9% trở lên, tăng so với năm 2025",
        "Hoàn thành trước thời hạn, có báo cáo bằng văn bản gửi Ủy ban nhân dân xã",
    ];
    let mut yaml = String::from(include_str!("projects/bench-head.yaml"));
    for task in 0..tasks {
        if task % 50 == 0 {
            writeln!(yaml, "    - title: Lĩnh vực {}\n      items:", task / 50 + 1).unwrap();
        }
        let (act, thing) = (ACTS[task * 7 % 6], THINGS[task * 11 % 5]);
        let target = TARGETS[task * 3 % 4];
        write!(
            yaml,
            "        - id: nv-{task}\n          name: \"{act} {thing}, đợt {task}\"\n          target: \"{target}\"\n          \
             deadline: {{ within: 2026 }}\n          lead: van-phong\n          support: [tai-chinh]\n"
        )
        .unwrap();
    }
    yaml
}
