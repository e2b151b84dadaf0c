//! The progress log and what it says: every mistake that an office makes in it, the state of a task on a day by the
//! definitions of the report, and `vanthu status` from outside.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use assert_cmd::Command;
use chrono::NaiveDate;
use insta::assert_snapshot;
use vanthu::app::{Language, report};
use vanthu::base::{Diagnostic, Source};
use vanthu::input::{read_plan, read_progress};
use vanthu::plan::{Plan, Progress, ReportPeriod, Standing, Tally, TaskState};

const PLAN: &str = include_str!("errors/plan.yaml");
const GOOD: &str = include_str!("errors/progress.yaml");

fn plan(text: &str) -> Plan {
    read_plan(Source::new("plan.yaml", text)).0.unwrap()
}

fn found(files: &[(&str, &str)]) -> Vec<Diagnostic> {
    let sources: Vec<Arc<Source>> = files.iter().map(|(name, text)| Source::new(*name, *text)).collect();
    // A counted measure, so that fractions can be refused.
    let plan = PLAN.replace(
        "          deadline: continuous",
        "          measures: [{ id: so-cuoc, at_least: 2, unit: cuộc }]\n          deadline: continuous",
    );
    read_progress(&self::plan(&plan), &sources).1.into_sorted()
}

fn printed(text: &str) -> String {
    report::human(&found(&[("progress.yaml", text)]), Language::Vi, false)
}

/// The good log with one passage replaced; the passage must be there.
fn spoilt(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "the good log has no `{from}`");
    GOOD.replacen(from, to, 1)
}

#[test]
fn the_good_log_has_no_finding() {
    assert_eq!(found(&[("progress.yaml", GOOD)]), []);
    assert_eq!(
        found(&[("a.yaml", ""), ("b.yaml", "# chưa có gì\n"), ("c.yaml", "entries:\n"), ("d.yaml", "entries: []")]),
        []
    );
}

/// One test a mistake: what is replaced by what in the good log.
macro_rules! mistakes {
    ($($name:ident: $from:expr => $to:expr;)+) => {$(
        #[test]
        fn $name() {
            assert_snapshot!(stringify!($name), printed(&spoilt($from, $to)));
        }
    )+};
}

mistakes! {
    misspelt_key: "percent: 60" => "persent: 60";
    missing_task: "    task: I.1.2\n" => "";
    nothing_said: "    percent: 100%\n" => "";
    unknown_task: "task: dung-han-huyen" => "task: dung-han-huyện";
    unknown_number: "task: I.1.2" => "task: I.1.20";
    number_without_its_field: "task: I.1.2" => "task: 1.2";
    day_by_month: "day: 2023-09-12" => "day: 2023-09";
    day_that_the_calendar_lacks: "day: 2023-09-12" => "day: 2023-09-31";
    percent_over_a_hundred: "percent: 60" => "percent: 101";
    percent_below_nought: "percent: 60" => "percent: -1";
    percent_in_words: "percent: 60" => "percent: một nửa";
    status_of_the_office_s_own: "status: in-progress" => "status: đang làm";
    status_in_capitals: "status: hoàn thành" => "status: Hoàn thành";
    status_against_percent: "status: in-progress" => "status: done";
    unknown_measure: "values: { ty-le: 100 }" => "values: { ti-le: 100 }";
    measure_of_a_task_without: "task: I.1.2\n    status: hoàn thành\n    values: { ty-le: 100 }" => "task: doi-thoai\n    values: { ty-le: 1 }";
    fraction_of_a_piece: "task: I.1.2\n    status: hoàn thành\n    values: { ty-le: 100 }" => "task: doi-thoai\n    values: { so-cuoc: 1.5 }";
    value_over_all: "values: { ty-le: 100 }" => "values: { ty-le: 104 }";
    value_with_its_unit: "values: { ty-le: 100 }" => "values: { ty-le: 100% }";
    value_cut_by_a_comma: "values: { ty-le: 100 }" => "values: { ty-le: 99,95 }";
    values_without_names: "values: { ty-le: 100 }" => "values: 100";
    evidence_without_a_name: "document: Báo cáo, " => "";
    replaces_nothing: "    difficulty" => "    replaces: lan-2\n    difficulty";
    replaces_a_day_without_entry: "    difficulty" => "    replaces: 2023-09-11\n    difficulty";
    replaces_itself: "    percent: 60" => "    percent: 60\n    replaces: lan-1";
    same_name_twice: "  - day: 2023-09-12" => "  - id: LAN-1\n    day: 2023-09-12";
    two_entries_of_a_day: "day: 2023-11-20" => "day: 2023-09-10";
    same_entry_twice: "  - day: 2023-11-20" => "  - { day: 2023-09-12, task: dung-han-xa, status: done, values: { ty-le: 100 } }\n  - day: 2023-11-20";
    contradiction: "  - day: 2023-11-20" => "  - { day: 2023-10-01, task: dung-han-xa, status: chưa thực hiện }\n  - day: 2023-11-20";
    unclosed_brace: "values: { ty-le: 100 }" => "values: { ty-le: 100";
    list_at_the_top: "entries:\n" => "";
}

#[test]
fn several_files_are_one_log() {
    let other = "entries:\n  - { day: 2023-09-10, task: dung-han-huyen, percent: 70 }\n  - { id: lan-1, day: 2023-09-11, task: dung-han-huyen, percent: 70 }\n";
    let found = found(&[("progress.yaml", GOOD), ("progress/b.yaml", other)]);
    assert_snapshot!(report::human(&found, Language::Vi, false));
    assert_snapshot!("several_files_in_english", report::human(&found, Language::En, false));
}

#[test]
fn corrections_are_corrected_themselves() {
    let log = "entries:
  - { id: a, day: 2023-09-01, task: dung-han-xa, percent: 10 }
  - { id: b, day: 2023-09-01, task: dung-han-xa, percent: 20, replaces: a }
  - { id: c, day: 2023-09-01, task: dung-han-xa, percent: 30, replaces: b }
  - { id: d, day: 2023-09-02, task: dung-han-xa, percent: 40, replaces: a }
  - { id: e, day: 2023-09-03, task: dung-han-xa, percent: 50, replaces: f }
  - { id: f, day: 2023-09-04, task: dung-han-xa, percent: 60, replaces: e }
  - { day: 2023-09-05, task: dung-han-xa, percent: 60, replaces: 2023-09-01 }
";
    assert_snapshot!(printed(log));
}

#[test]
fn a_log_of_faults_ends_soon() {
    let mut log = String::from("entries:\n");
    for n in 0..20_000 {
        log += &format!("  - {{ id: a{n}, day: 2023-09-01, task: dung-han-{n}, percent: 1, replaces: b{n} }}\n");
    }
    let found = found(&[("progress.yaml", &log)]);
    assert_eq!(found.iter().filter(|finding| finding.code == "unknown-task").count(), 20_000);
    assert_eq!(found.iter().filter(|finding| finding.code == "replaces-nothing").count(), 20_000);
}

/// One task of a deadline, and its log in short: `day said`, and `replaces day` behind it.
fn standing_of(deadline: &str, log: &[&str]) -> impl Fn(&str) -> String {
    let head = PLAN.split("annex:").next().unwrap();
    let plan = format!(
        "{head}annex:\n  title: T\n  issued_by: X\n  fields:\n    - title: L\n      items:\n        - {{ id: t, name: T, target: T, deadline: {deadline}, lead: vp-ubnd }}\n"
    );
    let mut text = String::from("entries:\n");
    for line in log {
        let (day, said) = line.split_once(' ').unwrap();
        text += &format!("  - {{ day: {day}, task: t, {said} }}\n");
    }
    let plan = self::plan(&plan);
    let (progress, found) = read_progress(&plan, &[Source::new("progress.yaml", text)]);
    assert_eq!(found.into_sorted(), []);
    move |day| {
        let task = plan.annex.as_ref().unwrap().tasks()[0].task;
        let standing = Standing::of(task, &progress, date(day));
        let risk = if standing.is_due_within(30) { " at risk" } else { "" };
        let late = standing.days_late().map(|late| format!(" {late}")).unwrap_or_default();
        let percent = standing.percent.map(|percent| format!(" {percent}%")).unwrap_or_default();
        format!("{:?}{late}{percent}{risk}", standing.state)
    }
}

fn date(day: &str) -> NaiveDate {
    day.parse().unwrap()
}

#[test]
fn a_task_is_overdue_from_the_day_after_its_last() {
    let on = standing_of("{ before: 2023-12-31 }", &["2023-11-01 percent: 40"]);
    assert_eq!(on("2023-10-31"), "NotStarted");
    assert_eq!(on("2023-11-29"), "InProgress 40%");
    assert_eq!(on("2023-11-30"), "InProgress 40% at risk");
    assert_eq!(on("2023-12-30"), "InProgress 40% at risk");
    assert_eq!(on("2023-12-31"), "Overdue 1 40%");
}

#[test]
fn done_is_on_time_or_late_by_the_day_it_was_done() {
    let on = standing_of("{ by: 2023-12-30 }", &["2023-12-30 status: done", "2024-01-10 done: Thêm"]);
    assert_eq!((on("2023-12-30"), on("2024-02-01")), ("DoneOnTime 100%".into(), "DoneOnTime 100%".into()));
    let on = standing_of("{ by: 2023-12-30 }", &["2023-12-31 percent: 100"]);
    assert_eq!((on("2023-12-30"), on("2023-12-31")), ("NotStarted at risk".into(), "DoneLate 1 100%".into()));
    // Taken up again, and done again later: the later day counts.
    let log = ["2023-12-01 status: done", "2023-12-20 { percent: 80 }".trim(), "2024-01-02 status: done"];
    let log = log.map(|line| line.replace("{ ", "").replace(" }", ""));
    let log: Vec<&str> = log.iter().map(String::as_str).collect();
    let on = standing_of("{ by: 2023-12-30 }", &log);
    assert_eq!(on("2023-12-10"), "DoneOnTime 100%");
    assert_eq!(on("2023-12-25"), "InProgress 80% at risk");
    assert_eq!(on("2024-01-02"), "DoneLate 3 100%");
}

#[test]
fn what_has_no_last_day_is_never_late() {
    let on = standing_of("as_scheduled", &["2023-06-01 done: Bắt đầu", "2030-01-01 status: done"]);
    assert_eq!((on("2023-05-31"), on("2029-12-31")), ("NotStarted".into(), "InProgress".into()));
    assert_eq!(on("2030-01-01"), "DoneOnTime 100%");
    let on = standing_of("continuous", &["2023-06-01 status: done"]);
    assert_eq!((on("2023-05-31"), on("2023-06-01")), ("Continuous".into(), "Continuous 100%".into()));
}

#[test]
fn an_entry_counts_until_the_day_of_its_correction() {
    let on = standing_of(
        "{ within: 2023 }",
        &[
            "2023-09-10 status: done",
            "2023-09-20 percent: 70, replaces: 2023-09-10",
            "2023-10-01 difficulty: K, done: D",
        ],
    );
    assert_eq!(on("2023-09-14"), "DoneOnTime 100%");
    assert_eq!((on("2023-09-20"), on("2023-10-02")), ("InProgress 70%".into(), "InProgress 70%".into()));
    // A correction of the same day leaves nothing of what was wrong.
    let on = standing_of(
        "{ within: 2023 }",
        &["2023-09-10 status: done", "2023-09-10 status: not-started, replaces: 2023-09-10"],
    );
    assert_eq!((on("2023-09-09"), on("2023-09-10")), ("NotStarted".into(), "NotStarted".into()));
}

fn real() -> (Plan, Progress) {
    let plan = plan(include_str!("../plans/diem-thuy-2023/plan.yaml"));
    let log = Source::new("progress.yaml", include_str!("../plans/diem-thuy-2023/progress.yaml"));
    let (progress, found) = read_progress(&plan, &[log]);
    assert_eq!(found.into_sorted(), []);
    (plan, progress)
}

#[test]
fn the_sample_log_speaks_of_every_task_and_knows_every_state() {
    let (plan, progress) = real();
    let tasks = plan.annex.as_ref().unwrap().tasks();
    for task in &tasks {
        assert!(progress.up_to(&task.task.id.value, NaiveDate::MAX).next().is_some(), "{}", task.full);
    }
    let mut told = String::new();
    let mut seen = Vec::new();
    for period in ["2023-Q3", "2023-Q4", "2023", "2024-Q1"] {
        let days = ReportPeriod::parse(period).unwrap().days(vanthu::plan::CutOff::default());
        let standings: Vec<Standing<'_>> =
            tasks.iter().map(|task| Standing::of(task.task, &progress, days.last)).collect();
        let tally: Tally = standings.iter().map(|standing| standing.state).collect();
        assert_eq!((tally.total(), TaskState::ALL.map(|state| tally.of(state)).iter().sum::<usize>()), (42, 42));
        let counts = TaskState::ALL.map(|state| format!("{state:?} {}", tally.of(state))).join(", ");
        let risk = standings.iter().filter(|standing| standing.is_due_within(30)).count();
        let moved = tasks.iter().filter(|task| progress.moved(&task.task.id.value, days)).count();
        told += &format!("{period}: {counts}; at risk {risk}, moved {moved}, {}\n", tally.completion());
        seen.extend(standings.iter().map(|standing| standing.state));
    }
    assert!(TaskState::ALL.iter().all(|state| seen.contains(state)));
    let missed = tasks.iter().flat_map(|task| task.measures.iter().map(move |measure| (task, measure))).filter(
        |(task, measure)| {
            let value = progress.value(&task.task.id.value, &measure.id.value, date("2024-03-14"));
            value.is_some_and(|(value, _)| !measure.bound.value.is_met_by(value))
        },
    );
    told += &missed.map(|(task, measure)| format!("missed: {} {}\n", task.full, measure.id.value)).collect::<String>();
    assert_snapshot!(told);
}

#[test]
fn completion_is_rounded_half_up_and_nothing_counts_as_a_dash() {
    let tally = |on_time: usize, open: usize, continuous: usize| -> String {
        let states =
            [(TaskState::DoneOnTime, on_time), (TaskState::Overdue, open), (TaskState::Continuous, continuous)];
        let tally: Tally = states.iter().flat_map(|(state, count)| std::iter::repeat_n(*state, *count)).collect();
        tally.completion().to_string()
    };
    assert_eq!([tally(2, 1, 9), tally(1, 15, 0), tally(1, 799, 0)], ["66,7%", "6,3%", "0,1%"]);
    assert_eq!([tally(0, 0, 3), tally(0, 0, 0), tally(5, 0, 1), tally(0, 5, 0)], ["–", "–", "100,0%", "0,0%"]);
}

fn vanthu(arguments: &[&str]) -> assert_cmd::assert::Assert {
    Command::cargo_bin("vanthu").unwrap().env_remove("VANTHU_LANG").args(["--lang", "vi"]).args(arguments).assert()
}

fn output(arguments: &[&str]) -> String {
    String::from_utf8(vanthu(arguments).success().get_output().stdout.clone()).unwrap()
}

const REAL: &str = "plans/diem-thuy-2023";

#[test]
fn the_state_of_the_real_plan_in_every_form() {
    assert_snapshot!("table", output(&["status", REAL, "--as-of", "2024-03-14"]));
    assert_snapshot!("table_at_risk", output(&["tinh-hinh", REAL, "--as-of", "2023-12-14", "--due-within", "16d"]));
    assert_snapshot!("table_nothing", output(&["status", REAL, "--as-of", "2023-07-01", "--overdue"]));
    let english = ["status", REAL, "--as-of", "2024-03-14", "--overdue", "--office", "vp-ubnd", "--lang=en"];
    let english = Command::cargo_bin("vanthu").unwrap().args(english).assert().success();
    assert_snapshot!("table_in_english", String::from_utf8_lossy(&english.get_output().stdout));
    let some = ["status", REAL, "--as-of", "2024-03-14", "--overdue", "--office", "vhxh", "--format"];
    assert_snapshot!("json", output(&[&some[..], &["json"]].concat()));
    assert_snapshot!("csv", output(&[&some[..], &["csv"]].concat()));
    let all = output(&["status", REAL, "--as-of", "2023-12-14", "--format", "csv"]);
    assert_eq!(all.lines().count(), 43);
    serde_json::from_str::<serde_json::Value>(&output(&["status", REAL, "--format", "json"])).unwrap();
}

#[test]
fn wrong_usage_is_told_and_faults_stop_every_command() {
    let told = |arguments: &[&str], status: i32| {
        let assert = vanthu(arguments).code(status);
        String::from_utf8_lossy(&assert.get_output().stderr).into_owned()
    };
    assert_snapshot!(
        "usage",
        [
            told(&["status", REAL, "--as-of", "2023-02-30"], 2),
            told(&["status", REAL, "--due-within", "soon"], 2),
            told(&["status", REAL, "--overdue", "--due-within", "3"], 2),
            told(&["status", REAL, "--format", "pdf"], 2),
            told(&["check", REAL, "--format", "pdf"], 2),
            told(&["status", REAL, "--office", "vp-ubdn"], 1),
        ]
        .join("\n")
    );
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path();
    fs::write(project.join("plan.yaml"), PLAN).unwrap();
    fs::create_dir(project.join("progress")).unwrap();
    fs::write(project.join("progress/b.yaml"), "entries: [{ day: 2023-09-01, task: doi-thoai, percent: 200 }]")
        .unwrap();
    fs::write(project.join("progress/a.yml"), "entries: [{ day: 2023-09-01, task: doi-thoi, percent: 20 }]").unwrap();
    fs::write(project.join("progress/c.txt"), "not a log").unwrap();
    fs::write(project.join("progress.yaml"), b"entries: \xFF").unwrap();
    let at = project.to_str().unwrap();
    for command in ["status", "check", "build"] {
        assert!(told(&[command, at], 1).contains("not-utf8"), "{command}");
    }
    fs::remove_file(project.join("progress.yaml")).unwrap();
    for command in ["status", "check", "build"] {
        let told = told(&[command, at], 1);
        let (first, second) = (told.find("unknown-task").unwrap(), told.find("out-of-range").unwrap());
        assert!(first < second, "{command}");
    }
    assert!(!Path::new(at).join("out").exists());
}

#[test]
fn schemas_are_printed_for_both_files() {
    assert!(output(&["schema", "--document", "progress"]).contains("\"title\": \"progress.yaml\""));
    assert!(output(&["schema"]).contains("\"title\": \"plan.yaml\""));
}
