//! The history of assignments: what it refuses, with the full text; the annex of every day; the excerpts; the program.

use std::fs;

use insta::assert_snapshot;
use vanthu::app::{Language, report};
use vanthu::base::{Diagnostic, Source};
use vanthu::check::closed_offices;
use vanthu::compose::{self, AnnexOf};
use vanthu::document::{Block, plain_text};
use vanthu::input::{read_history, read_plan, read_progress};
use vanthu::plan::{AsOf, History, OfficeId, Plan};

use crate::program::Project;

const PLAN: &str = include_str!("errors/plan.yaml");
const GOOD: &str = include_str!("history/reassignments.yaml");
const REAL: &str = include_str!("../plans/diem-thuy-2023/plan.yaml");
const REAL_PROGRESS: &str = include_str!("../plans/diem-thuy-2023/progress.yaml");
const CHANGED: &str = include_str!("projects/changed/reassignments.yaml");

/// The plan of the mistakes, its accountant's post given up after September.
fn plan() -> Plan {
    let text = PLAN.replace("name: Kế toán TC xã, kind: post", "name: Kế toán TC xã, kind: post, until: 2023-12-31");
    read_plan(Source::new("plan.yaml", text)).0.unwrap()
}

/// The real plan, with a post that is given up after November.
fn real() -> String {
    REAL.replace("name: CC VHXH xã, kind: post", "name: CC VHXH xã, kind: post, until: 2023-11-30")
}

fn changed() -> (Plan, History) {
    let plan = read_plan(Source::new("plan.yaml", real())).0.unwrap();
    let (history, found) = read_history(&plan, Some(&Source::new("reassignments.yaml", CHANGED)));
    assert_eq!(found.into_sorted(), []);
    (plan, history)
}

fn findings(text: &str) -> Vec<Diagnostic> {
    read_history(&plan(), Some(&Source::new("reassignments.yaml", text))).1.into_sorted()
}

#[test]
fn the_good_history_has_no_finding() {
    assert_eq!(findings(GOOD), []);
    assert_eq!(findings("# chưa có gì\n"), []);
    assert_eq!(findings("changes:\n"), []);
}

/// One test a mistake: what is replaced by what in the good history.
macro_rules! mistakes {
    ($($name:ident: $from:expr => $to:expr;)+) => {$(
        #[test]
        fn $name() {
            assert!(GOOD.contains($from), "the good history has no `{}`", $from);
            let found = findings(&GOOD.replacen($from, $to, 1));
            assert_snapshot!(stringify!($name), report::human(&found, Language::Vi, false));
        }
    )+};
}

mistakes! {
    unknown_task: "tasks: [I.1.2]" => "tasks: [dung-han-xax, I.9.9]";
    unknown_office: "lead: tai-chinh" => "lead: taichinh";
    task_named_twice: "tasks: [I.1.2]" => "tasks: [I.1.2, dung-han-xa]";
    office_named_twice: "support: [vp-ubnd]" => "support: [vp-ubnd, vp-ubnd]";
    before_the_plan: "effective: 2023-09-01" => "effective: 2023-07-31";
    day_in_figures: "effective: 2023-09-01" => "effective: 1/9/2023";
    no_id: "- id: pc-1\n    effective" => "- effective";
    two_of_one_id: "id: bo-1, effective" => "id: PC-1, effective";
    lead_that_supports: "    support: [vp-ubnd]\n" => "";
    support_that_leads: "    lead: tai-chinh\n    support: [vp-ubnd]" => "    support: [vp-ubnd, cb-cc]";
    nothing_said: "    lead: tai-chinh\n    support: [vp-ubnd]\n" => "";
    no_tasks: "    tasks: [I.1.2]\n" => "";
    nobody_leads: "lead: tai-chinh" => "lead: []";
    same_as_before: "lead: tai-chinh\n    support: [vp-ubnd]" => "lead: cb-cc\n    support: [vp-ubnd, tai-chinh]";
    two_of_a_day: "effective: 2023-10-01, tasks: doi-thoai, drop: true" => "effective: 2023-09-01, tasks: dung-han-xa, drop: true";
    dropped_twice: "revokes: bo-1" => "tasks: doi-thoai, drop: true";
    changed_after_the_drop: "revokes: bo-1" => "tasks: doi-thoai, lead: vp-ubnd";
    added_later: "effective: 2023-09-01\n    tasks: [I.1.2]" => "effective: 2023-09-01\n    tasks: [moi]";
    dropped_and_reassigned: "drop: true }" => "drop: true, lead: vp-ubnd }";
    added_without_a_place: "    after: dung-han-xa\n" => "";
    added_at_an_unknown_place: "after: dung-han-xa" => "after: dung-han-xxx";
    added_under_a_name_in_use: "id: moi" => "id: dung-han-xa";
    place_without_addition: "drop: true }" => "drop: true, after: dung-han-xa }";
    target_shared_across_rows: "target: Đạt" => "target_of: dung-han-huyen";
    post_that_is_closed: "- { id: huy-1, effective: 2023-11-01, revokes: bo-1 }" => "- { id: pc-2, effective: 2024-01-01, tasks: dung-han-huyen, lead: tai-chinh }";
    revokes_nothing: "revokes: bo-1" => "revokes: bo-2";
    revokes_itself: "revokes: bo-1" => "revokes: huy-1";
    revokes_twice: "revokes: bo-1 }" => "revokes: bo-1 }\n  - { id: huy-2, effective: 2023-12-01, revokes: bo-1 }";
    revocation_leaves_both: "revokes: bo-1 }" => "revokes: bo-1 }\n  - { id: pc-3, effective: 2023-11-02, tasks: I.1.2, support: [] }\n  - { id: pc-4, effective: 2023-11-03, tasks: I.1.2, lead: vp-ubnd }\n  - { id: huy-3, effective: 2023-11-04, revokes: pc-3 }";
    misspelt_key: "effective: 2023-09-01" => "efective: 2023-09-01";
}

#[test]
fn a_revocation_of_a_revocation_brings_the_change_back() {
    let text = format!("{GOOD}  - {{ id: huy-2, effective: 2023-12-01, revokes: huy-1 }}\n");
    assert_eq!(findings(&text), []);
    let plan = plan();
    let (history, _) = read_history(&plan, Some(&Source::new("reassignments.yaml", text)));
    let there = |day: &str| {
        let annex = history.plan_on(&plan, AsOf::Day(day.parse().unwrap())).annex.unwrap();
        annex.find("doi-thoai").is_some()
    };
    assert_eq!(
        ["2023-09-30", "2023-10-01", "2023-10-31", "2023-11-01", "2023-11-30", "2023-12-01"].map(there),
        [true, false, false, true, true, false]
    );
}

/// Every row of a state, as printed; a target that is shared is `″`.
fn rows(plan: &Plan) -> Vec<String> {
    let document = compose::annex(plan).unwrap();
    let Some(Block::Table(table)) = document.annexes[0].body.last() else { panic!("a table") };
    let row = |row: &vanthu::document::Row| {
        let mut cells: Vec<String> = row.cells.iter().map(|cell| plain_text(&cell.text)).collect();
        if cells.len() == 5 {
            cells.insert(2, "″".to_owned());
        }
        cells.join(" | ")
    };
    table.rows.iter().map(row).collect()
}

/// What differs from the rows before: `-` gone, `+` new.
fn difference(old: &[String], new: &[String]) -> String {
    let gone = old.iter().filter(|row| !new.contains(row)).map(|row| format!("- {row}\n"));
    let come = new.iter().filter(|row| !old.contains(row)).map(|row| format!("+ {row}\n"));
    gone.chain(come).collect()
}

#[test]
fn the_annex_of_every_day() {
    let (plan, history) = changed();
    let on = |day: &str| rows(&history.plan_on(&plan, AsOf::Day(day.parse().unwrap())));
    let issued = rows(&plan);
    assert_eq!(rows(&history.plan_on(&plan, AsOf::Issued)), issued);
    assert_eq!(on("2023-09-30"), issued);
    assert_eq!(on("2023-11-14"), on("2023-10-01"));
    // What was entered by mistake and revoked from the same day on never was.
    assert_eq!(on("2023-11-20"), on("2023-11-15"));
    assert_eq!(rows(&history.plan_on(&plan, AsOf::Latest)), on("2023-12-01"));
    let days = ["2023-10-01", "2023-11-15", "2023-12-01"];
    let mut before = issued;
    let mut all = String::new();
    for day in days {
        let rows = on(day);
        all += &format!("{day}\n{}\n", difference(&before, &rows));
        before = rows;
    }
    assert_snapshot!("the_annex_of_every_day", all);
}

#[test]
fn an_annex_as_changed_names_the_document_that_changed_it() {
    let (plan, history) = changed();
    let reference = |as_of: AsOf| {
        let amendment = history.amendment(as_of);
        let of = AnnexOf { issued: &plan, amendment: amendment.as_ref(), office: None };
        let document = compose::annex_of(&history.plan_on(&plan, as_of), &of).unwrap();
        plain_text(&document.annexes[0].reference)
    };
    let on = |day: &str| reference(AsOf::Day(day.parse().unwrap()));
    assert_snapshot!(
        "references",
        [reference(AsOf::Issued), on("2023-09-30"), on("2023-10-01"), on("2023-11-15"), reference(AsOf::Latest)]
            .join("\n")
    );
}

#[test]
fn an_excerpt_is_numbered_as_in_the_whole_annex() {
    let (plan, history) = changed();
    let plan_then = history.plan_on(&plan, AsOf::Latest);
    let whole = rows(&plan_then);
    for office in &plan_then.offices {
        let id: &OfficeId = &office.id.value;
        let of = AnnexOf { issued: &plan, amendment: None, office: Some(id) };
        let document = compose::annex_of(&plan_then, &of).unwrap();
        let annex = &document.annexes[0];
        assert_eq!(annex.label.as_deref(), Some("Trích Phụ lục"));
        let Some(Block::Table(table)) = annex.body.last() else { panic!("a table") };
        let name = &office.name.value;
        for row in &table.rows {
            let cells: Vec<String> = row.cells.iter().map(|cell| plain_text(&cell.text)).collect();
            let (first, last) = (&cells[0], cells.last().unwrap());
            assert!(whole.iter().any(|row| row.starts_with(&format!("{first} | {}", cells[1]))), "{cells:?}");
            if cells.len() > 2 {
                let lead = &cells[cells.len() - 2];
                assert!(lead.split("; ").chain(last.split("; ")).any(|one| one == name), "{name}: {cells:?}");
            }
        }
        let tasks = plan_then.annex.as_ref().unwrap().tasks();
        let given = |task: &vanthu::plan::Task| task.lead.iter().chain(&task.support).any(|one| one.value == *id);
        let count = tasks.iter().filter(|n| given(n.task)).count();
        assert_eq!(table.rows.iter().filter(|row| row.cells.len() > 2).count(), count, "{name}");
    }
}

#[test]
fn tasks_of_a_closed_post_are_a_finding_with_its_cure() {
    let (plan, history) = changed();
    let found = closed_offices::check(&plan, &history);
    assert_snapshot!("closed_post", report::human(&found, Language::Vi, false));
    assert_snapshot!("closed_post_en", report::human(&found, Language::En, false));
    let unchanged = closed_offices::check(&plan, &History::default());
    assert!(unchanged[0].message.en.contains("11 tasks"), "{}", unchanged[0].message.en);
}

#[test]
fn the_progress_log_knows_added_tasks_and_the_numbers_of_the_issued_plan() {
    let (plan, history) = changed();
    let everything = history.with_all_tasks(&plan);
    let numbers = |plan: &Plan| -> Vec<(String, String)> {
        plan.annex.as_ref().unwrap().tasks().iter().map(|n| (n.task.id.value.clone(), n.full.clone())).collect()
    };
    let all = numbers(&everything);
    assert!(numbers(&plan).iter().all(|pair| all.contains(pair)));
    let more = "entries:\n  - { day: 2023-12-05, task: so-hoa-luu-tru, percent: 10 }\n";
    let logs = [Source::new("progress.yaml", REAL_PROGRESS), Source::new("progress/them.yaml", more)];
    assert!(read_progress(&plan, &logs).1.has_errors());
    let found = read_progress(&everything, &logs).1;
    assert!(!found.has_errors());
}

#[test]
fn the_program_makes_annexes_of_days_and_offices() {
    let project = Project::new(&real());
    project.write("reassignments.yaml", CHANGED);
    for (more, names) in [
        (&[][..], &["phu-luc"][..]),
        (&["--as-of", "plan"], &["phu-luc-ban-hanh"]),
        (&["--as-of", "2023-10-01"], &["phu-luc-2023-10-01"]),
        (&["--office", "tai-chinh"], &["phu-luc-tai-chinh"]),
        (&["--office", "mot-cua", "--as-of", "2023-12-01"], &["phu-luc-2023-12-01-mot-cua"]),
    ] {
        let run = project.run("annex", more);
        assert_eq!(run.status, 0, "{}", run.stderr);
        for name in names {
            for extension in ["docx", "pdf"] {
                assert!(project.join(&format!("out/{name}.{extension}")).is_file(), "{name}.{extension}");
            }
        }
    }
    let run = project.run("annex", &["--each-office"]);
    assert_eq!((run.status, run.stdout.lines().count()), (0, 14), "{}", run.stderr);
    let same = |one: &str, other: &str| {
        let read = |name: &str| fs::read(project.join(&format!("out/{name}.docx"))).unwrap();
        read(one) == read(other)
    };
    project.run("annex", &["--as-of", "2023-12-01"]);
    assert!(same("phu-luc", "phu-luc-2023-12-01"));
    assert!(!same("phu-luc", "phu-luc-ban-hanh"));
    // The plan itself stays as it was issued.
    project.run("build", &[]);
    let built = fs::read(project.join("out/ke-hoach.docx")).unwrap();
    fs::remove_file(project.join("reassignments.yaml")).unwrap();
    project.run("build", &[]);
    assert_eq!(fs::read(project.join("out/ke-hoach.docx")).unwrap(), built);
    assert!(same("phu-luc", "phu-luc-ban-hanh"));
    for (more, code) in [
        (&["--office", "nobody"][..], "[unknown-office]"),
        (&["--as-of", "2023-07-31"], "[as-of-before-plan]"),
        (&["--as-of", "2023-10-01", "--changes-since", "2023-12-01"], "[days-turned-round]"),
        (&["--as-of", "2023-10-31", "--changes-since", "2023-10-01"], "[no-changes]"),
    ] {
        let refused = project.run("annex", more);
        assert_eq!(refused.status, 1, "{more:?}");
        assert!(refused.stderr.contains(code), "{}", refused.stderr);
    }
}
