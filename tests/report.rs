//! Periodic reports: every mistake that an office makes in their files, the figures by their definitions on a made-up
//! plan, the reports of the real plan as text, and `vanthu report` from outside.

use std::sync::Arc;

use chrono::NaiveDate;
use insta::assert_snapshot;
use vanthu::app::{Language, report as shown_findings};
use vanthu::base::{Diagnostic, Source};
use vanthu::check::{check_progress, check_reports};
use vanthu::compose;
use vanthu::document::Document;
use vanthu::font::Faces;
use vanthu::input::{read_plan, read_progress, read_reports};
use vanthu::plan::{Plan, Progress, Report, ReportPeriod, TaskState};
use vanthu::template::Templates;
use vanthu::view::report::{Counted, Figures, Next, Reached};

use crate::bodies::shown;
use crate::program::{Project, names, run, vanthu};

const PLAN: &str = include_str!("errors/plan.yaml");
const LOG: &str = include_str!("errors/progress.yaml");
const REPORT: &str = include_str!("errors/report.yaml");
const REPORTS: &str = "reports:\n  addressees: UBND huyện\n  symbol: BC-UBND\n  cut_off: decree-09\n  submissions:\n    - { to: UBND huyện, day: 20 }\n  periods: [2023-Q4]\n";
const GOALS: &str = "goals:\n  - { day: 2023-12-01, goal: par, value: 91, unit: điểm }\n";

fn plan(text: &str) -> Plan {
    read_plan(Source::new("plan.yaml", text)).0.unwrap()
}

/// What is found in plan, log and reports.
fn found(plan: &str, log: &str, files: &[(&str, &str)]) -> Vec<Diagnostic> {
    let (plan, mut all) = read_plan(Source::new("plan.yaml", plan));
    let plan = plan.unwrap();
    let (progress, more) = read_progress(&plan, &[Source::new("progress.yaml", log)]);
    all.extend(more);
    let sources: Vec<Arc<Source>> = files.iter().map(|(name, text)| Source::new(*name, *text)).collect();
    let (reports, more) = read_reports(&plan, &sources);
    all.extend(more);
    all.extend(check_progress(&progress, &Faces::embedded()));
    all.extend(check_reports(&plan, &reports, &Faces::embedded()));
    all.into_sorted()
}

fn printed(plan: &str, log: &str, files: &[(&str, &str)]) -> String {
    shown_findings::human(&found(plan, log, files), Language::Vi, false)
}

fn spoilt(good: &str, from: &str, to: &str) -> String {
    assert!(good.contains(from), "there is no `{from}`");
    good.replacen(from, to, 1)
}

#[test]
fn the_good_files_have_no_finding() {
    let plan = format!("{PLAN}{REPORTS}");
    assert_eq!(found(&plan, &format!("{LOG}{GOALS}"), &[("reports/a.yaml", REPORT)]), []);
}

/// One test a mistake in the report's file.
macro_rules! mistakes {
    ($($name:ident: $from:expr => $to:expr;)+) => {$(
        #[test]
        fn $name() {
            let plan = format!("{PLAN}{REPORTS}");
            assert_snapshot!(stringify!($name), printed(&plan, LOG, &[("reports/a.yaml", &spoilt(REPORT, $from, $to))]));
        }
    )+};
}

mistakes! {
    no_period: "period: 2023-Q4\n" => "";
    period_that_is_none: "2023-Q4" => "2023-Q5";
    as_of_outside_the_period: "number: 51" => "as_of: 2023-12-15";
    dated_before_the_cut_off: "2023-12-18" => "2023-12-08";
    dated_after_it_was_due: "2023-12-18" => "2023-12-21";
    image_in_the_words: "Giao nhiệm vụ" => "![Ảnh](a.png)";
    heading_in_the_words: "  Giao nhiệm vụ" => "  # Giao nhiệm vụ";
    misspelt_part: "causes:" => "cause:";
    total_that_is_no_sum: "received: 12" => "received: 13";
    dossiers_that_vanish: "pending: 2" => "pending: 1";
    count_with_a_group_mark: "online: 6" => "online: 1.006";
    field_twice: "field: Đất đai" => "field: Hộ tịch";
    rows_missing: "  rows:" => "  row:";
    letter_no_face_has: "Thiếu người" => "Thiếu 人";
}

#[test]
fn two_files_of_one_period() {
    let plan = format!("{PLAN}{REPORTS}");
    let files = [("reports/a.yaml", REPORT), ("reports/b.yaml", "period: quy-4/2023\n")];
    assert_snapshot!(printed(&plan, LOG, &files));
}

#[test]
fn what_was_open_before_must_come_over() {
    let plan = format!("{PLAN}{REPORTS}");
    let before = "period: 2023-Q3\nprocedures:\n  rows:\n    - { field: Hộ tịch, direct: 3, pending: 3 }\n    - { field: Chứng thực, direct: 1, pending_late: 1 }\n";
    assert_snapshot!(printed(&plan, LOG, &[("reports/q3.yaml", before), ("reports/q4.yaml", REPORT)]));
}

#[test]
fn settings_of_all_reports() {
    for (name, from, to) in [
        ("cut_off_that_leaves_days_out", "decree-09", "15-13"),
        ("listed_twice", "[2023-Q4]", "[2023-Q4, quy-4/2023]"),
        ("listed_period_that_is_none", "[2023-Q4]", "[2023-Q0]"),
        ("due_on_a_weekend", "day: 20", "day: 17"),
        ("due_in_two_ways", "day: 20", "day: 20, working_days: 2"),
        ("symbol_of_a_plan", "BC-UBND", "KH-UBND"),
    ] {
        assert_snapshot!(name, printed(&format!("{PLAN}{}", spoilt(REPORTS, from, to)), LOG, &[]));
    }
}

#[test]
fn values_of_goals() {
    for (name, from, to) in [
        ("goal_that_is_none", "goal: par", "goal: pra"),
        ("goal_in_another_unit", "unit: điểm", "unit: \"%\""),
        (
            "goal_twice_a_day",
            GOALS,
            "goals:\n  - { day: 2023-12-01, goal: par, value: 91 }\n  - { day: 2023-12-01, goal: par, value: 92 }\n",
        ),
        ("goal_that_replaces_nothing", "unit: điểm", "replaces: 2023-11-30"),
        ("goal_without_value", "value: 91, ", ""),
    ] {
        assert_snapshot!(name, printed(PLAN, &format!("{LOG}{}", spoilt(GOALS, from, to)), &[]));
    }
}

/// A project in memory.
struct Read {
    plan: Plan,
    log: Progress,
    reports: Vec<Report>,
}

impl Read {
    fn of(plan: &str, log: &str, files: &[String]) -> Self {
        let plan = self::plan(plan);
        let (log, found) = read_progress(&plan, &[Source::new("progress.yaml", log)]);
        assert!(!found.has_errors());
        let sources: Vec<_> = files.iter().map(|text| Source::new("reports/x.yaml", text.as_str())).collect();
        let (reports, found) = read_reports(&plan, &sources);
        assert!(!found.has_errors());
        Self { plan, log, reports }
    }

    fn real() -> Self {
        let read = |name: &str| std::fs::read_to_string(format!("plans/diem-thuy-2023/{name}")).unwrap();
        let reports = ["2023-q3", "2023-q4", "2023", "2024-q1"].map(|name| read(&format!("reports/{name}.yaml")));
        Self::of(&read("plan.yaml"), &read("progress.yaml"), &reports)
    }

    fn with<T>(&self, period: &str, as_of: Option<&str>, then: impl FnOnce(&Counted<'_>) -> T) -> T {
        let period = ReportPeriod::parse(period).unwrap();
        let bare = Report::bare(&self.plan, period);
        let written = |period| self.reports.iter().find(|report| report.period == period);
        let before = written(period.previous()).and_then(|report| report.as_of.as_ref()).map(|day| day.value);
        then(&Counted {
            plan: &self.plan,
            plan_before: &self.plan,
            progress: &self.log,
            report: written(period).unwrap_or(&bare),
            as_of: as_of.map(day),
            previous_counted_to: before,
        })
    }

    fn document(&self, period: &str, as_of: Option<&str>) -> Document {
        let templates = Templates::new([]).map_err(|all| all.into_sorted()).unwrap();
        self.with(period, as_of, |counted| compose::report(counted, &templates)).unwrap()
    }

    fn text(&self, period: &str, as_of: Option<&str>) -> String {
        let document = self.document(period, as_of);
        let main = document.main.unwrap();
        let mut text = format!("Kính gửi: {:?}\nNơi nhận: {:?}\n", main.frame.addressees, main.frame.recipients);
        text += &shown(&main.body, 0);
        for annex in &document.annexes {
            text += &format!("=== {}\n{}", annex.label.as_deref().unwrap_or_default(), shown(&annex.body, 0));
        }
        text
    }
}

fn day(written: &str) -> NaiveDate {
    written.parse().unwrap()
}

#[test]
fn the_real_reports_as_text() {
    let real = Read::real();
    for period in ["2023-Q3", "2023-Q4", "2023", "2024-Q1"] {
        assert_snapshot!(format!("real_{}", period.to_lowercase()), real.text(period, None));
    }
}

#[test]
fn a_report_of_which_nothing_is_written_says_what_the_data_say() {
    let read = Read::of(PLAN, LOG, &[]);
    assert_snapshot!(read.text("2023-Q4", None));
    assert_snapshot!("nothing_in_the_log_at_all", Read::of(PLAN, "", &[]).text("2023-Q3", None));
}

#[test]
fn sums_agree_on_every_day() {
    for read in [Read::real(), Read::of(PLAN, LOG, &[])] {
        for period in
            ["2023-07", "2023-Q3", "2023-Q4", "2023-12", "2023", "2023-H1", "2023-H2", "2023-9M", "2024-Q1", "2024"]
        {
            read.with(period, None, |counted| assert!(Figures::of(counted).agree(), "{period}"));
        }
        let mut last = day("2023-12-15");
        while last <= day("2024-03-14") {
            read.with("2024-Q1", Some(&last.to_string()), |counted| assert!(Figures::of(counted).agree(), "{last}"));
            last = last.succ_opt().unwrap();
        }
    }
}

#[test]
fn every_state_is_what_its_definition_says() {
    Read::real().with("2024-Q1", None, |counted| {
        let figures = Figures::of(counted);
        let task = |id: &str| figures.tasks.iter().find(|task| task.numbered.task.id.value == id).unwrap();
        for (id, state) in [
            ("sang-kien-cchc", TaskState::DoneOnTime),
            ("tien-do-ke-hoach-cchc", TaskState::DoneLate),
            ("nhiem-vu-duoc-giao", TaskState::InProgress),
            ("doi-thoai-doanh-nghiep", TaskState::Overdue),
            ("cong-khai-tthc-2-cap", TaskState::Continuous),
        ] {
            assert_eq!(task(id).standing.state, state, "{id}");
        }
        let late = task("doi-thoai-doanh-nghiep");
        assert_eq!((late.standing.days_late(), late.next), (Some(74), Some(Next::Carried)));
        assert_eq!(late.trouble(), Some("Chưa chủ động lên lịch từ đầu quý IV"));
        assert_eq!(task("dung-han-xa").measures[0].reached, Reached::Missed);
        assert_eq!(figures.goals[0].reached, Reached::Met);
        assert_eq!(figures.goals[1].reached, Reached::Missed);
    });
}

#[test]
fn an_early_report_counts_up_to_its_day_and_the_next_begins_after_it() {
    let plan = PLAN.to_owned() + REPORTS;
    let early = "period: 2023-Q3\nas_of: 2023-09-11\n".to_owned();
    let read = Read::of(&plan, LOG, &[early]);
    let days = |period| {
        read.with(period, None, |counted| {
            let figures = Figures::of(counted);
            let moved: Vec<String> = figures.moved().map(|task| task.numbered.full.clone()).collect();
            (figures.days.first.to_string(), figures.days.last.to_string(), figures.partial, moved)
        })
    };
    let own = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    assert_eq!(days("2023-Q3"), ("2023-06-15".into(), "2023-09-11".into(), true, own(&["I.1.1"])));
    // What was recorded on 12 September is not lost between the two.
    assert_eq!(days("2023-Q4"), ("2023-09-12".into(), "2023-12-14".into(), false, own(&["I.1.1", "I.1.2"])));
    assert!(read.text("2023-Q3", None).contains("số liệu tính đến ngày 11/9/2023"));
    assert!(!read.text("2023-Q4", None).contains("số liệu tính đến ngày"));
}

#[test]
fn as_above_comes_first_where_there_is_a_superior() {
    let read = Read::of(&format!("{PLAN}{REPORTS}"), LOG, &[]);
    let frame = read.document("2023-Q4", None).main.unwrap().frame;
    assert_eq!(
        (frame.addressees.as_slice(), frame.recipients[0].as_str()),
        (&["UBND huyện".to_owned()][..], "Như trên")
    );
    assert_eq!((frame.kind.as_str(), frame.number.symbol.as_str()), ("BÁO CÁO", "BC-UBND"));
    let without = Read::of(PLAN, LOG, &[]).document("2023-Q4", None).main.unwrap().frame;
    assert_eq!((without.addressees.len(), without.recipients[0].as_str()), (0, "TT Đảng ủy xã"));
    assert_eq!(without.number.symbol, "BC-UBND");
}

#[test]
fn a_table_within_a_list_of_the_template_is_refused() {
    let own = Source::new("templates/report.md", "- {{ parts.summary }}\n");
    let templates = Templates::new([("report.md".to_owned(), own)]).map_err(|all| all.into_sorted()).unwrap();
    let refused = Read::real().with("2023-Q3", None, |counted| compose::report(counted, &templates)).unwrap_err();
    assert_snapshot!(shown_findings::human(&refused, Language::Vi, false));
}

#[test]
fn the_command_writes_both_files() {
    let project = Project::good();
    project.write("progress.yaml", LOG);
    for (name, period) in [("report", "2023-Q4"), ("bao-cao", "quy-4/2023")] {
        let run = run(vanthu([name, "--period", period]).arg(project.join(".")));
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert_eq!(names(&project.join("out")), ["bao-cao-2023-q4.docx", "bao-cao-2023-q4.pdf"]);
        std::fs::remove_dir_all(project.join("out")).unwrap();
    }
    let early = run(vanthu(["report", "--period", "2023-Q4", "--as-of", "2023-12-20"]).arg(project.join(".")));
    assert_eq!(early.status, 1);
    assert_snapshot!(early.stderr);
    assert_eq!(run(vanthu(["report", "--period", "2023-Q7"]).arg(project.join("."))).status, 2);
    assert_eq!(run(vanthu(["report"]).arg(project.join("."))).status, 2);
}

#[test]
fn a_plan_without_tasks_has_nothing_to_report() {
    let start = PLAN.find("annex:").unwrap();
    let end = PLAN.find("layout:").unwrap();
    let project = Project::new(&format!("{}{}", &PLAN[..start], &PLAN[end..]));
    let run = run(vanthu(["report", "--period", "2023-Q4"]).arg(project.join(".")));
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("lỗi[no-tasks]"), "{}", run.stderr);
}

#[test]
fn build_makes_the_reports_that_are_listed() {
    let project = Project::good();
    project.write("plan.yaml", format!("{PLAN}{REPORTS}"));
    let run = project.run("build", &[]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let all = names(&project.join("out"));
    assert!(
        all.contains(&"bao-cao-2023-q4.docx".to_owned()) && all.contains(&"bao-cao-2023-q4.pdf".to_owned()),
        "{all:?}"
    );
}
