//! The document that changes the assignments, and what the terminal tells of the history.

use insta::assert_snapshot;
use vanthu::base::Source;
use vanthu::compose::{self, Amending};
use vanthu::font::Faces;
use vanthu::input::{read_history, read_plan};
use vanthu::plan::{Amendment, AmendmentSource, AsOf, Change, DocumentKind};
use vanthu::template::Templates;
use vanthu::view::BeforeAfter;
use vanthu::{galley, page};

use crate::program::Project;
use crate::road::read_pages;

const REAL: &str = include_str!("../plans/diem-thuy-2023/plan.yaml");
const CHANGED: &str = include_str!("projects/changed/reassignments.yaml");

/// What is read on the amending document's first pages, before its annex.
fn amended(kind: DocumentKind, day: &str) -> String {
    let plan = read_plan(Source::new(
        "plan.yaml",
        REAL.replacen("  number:", "  number: 45", 1).replace("date: 2023-08", "date: 2023-08-15"),
    ))
    .0
    .unwrap();
    let history = read_history(&plan, Some(&Source::new("reassignments.yaml", CHANGED))).0;
    let effective = day.parse().unwrap();
    let changes: Vec<&Change> = history.standing(effective).filter(|c| c.effective.value == effective).collect();
    let before = history.plan_on(&plan, effective.pred_opt().map_or(AsOf::Issued, AsOf::Day));
    let after = history.plan_on(&plan, AsOf::Day(effective));
    let timeline = history.timeline(&plan);
    let source = AmendmentSource::Own { number: None, symbol: Some(compose::amending_symbol(&plan, kind)), date: None };
    let amending = Amending {
        issued: &plan,
        states: BeforeAfter { before: &before, after: &after, timeline: &timeline },
        kind,
        effective,
        changes: &changes,
        amendment: &Amendment { effective, source },
    };
    let templates = Templates::new([]).map_err(|all| all.into_sorted()).unwrap();
    let mut document = compose::amend(&amending, &templates).unwrap();
    assert_eq!(document.annexes.len(), 1);
    document.annexes.clear();
    let galley = galley::set(&document, &plan.choices, &Faces::embedded());
    read_pages(&page::cut(&galley).pages).join("\n").replace('\u{A0}', "·")
}

#[test]
fn a_plan_is_amended_by_a_plan_a_decision_or_a_notice() {
    assert_snapshot!("amended_by_a_plan", amended(DocumentKind::Plan, "2023-12-01"));
    assert_snapshot!("amended_by_a_decision", amended(DocumentKind::Decision, "2023-10-01"));
    assert_snapshot!("amended_by_a_notice", amended(DocumentKind::Notice, "2023-11-15"));
    assert_snapshot!("amended_on_a_basis", amended(DocumentKind::Plan, "2023-11-15"));
}

fn project() -> Project {
    let project = Project::new(REAL);
    project.write("reassignments.yaml", CHANGED);
    project
}

#[test]
fn the_program_makes_it_and_says_what_to_know_before() {
    let project = project();
    let run = project.run("amend", &["--effective", "2023-10-01"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.contains("[cites-unissued]"), "{}", run.stderr);
    assert!(!run.stderr.contains("[not-of-equal-form]"), "{}", run.stderr);
    for extension in ["docx", "pdf"] {
        assert!(project.join(&format!("out/dieu-chinh-2023-10-01.{extension}")).is_file());
    }
    let run = project.run("dieu-chinh", &["--effective", "2023-10-01", "--kind", "notice"]);
    let told: Vec<&str> =
        run.stderr.split("\n\n").filter(|told| told.contains("[not-of") || told.contains("[cites")).collect();
    assert_snapshot!("before_a_notice", told.join("\n\n"));
    let run = project.run("amend", &["--effective", "2023-10-02"]);
    assert_eq!(run.status, 1);
    assert_snapshot!("amend_without_changes", run.stderr.split("lỗi[").last().unwrap());
}

#[test]
fn an_office_s_own_template_is_used() {
    let project = project();
    project.write("templates/amend.md", "Chỉ {{ count }} việc, từ {{ effective }}.\n");
    let run = project.run("amend", &["--effective", "2023-10-01"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("[unused-template]"), "{}", run.stderr);
    project.write("templates/amend.md", "{{ cout }}\n");
    let run = project.run("amend", &["--effective", "2023-10-01"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
}

#[test]
fn the_history_in_the_terminal() {
    let project = project();
    let said = |command: &str, more: &[&str]| {
        let run = project.run(command, more);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout
    };
    assert_snapshot!("log", said("log", &[]));
    assert_snapshot!("log_of_a_task", said("nhat-ky", &["--task", "III.2.1"]));
    assert_snapshot!("log_of_an_added_task", said("log", &["--task", "so-hoa-luu-tru", "--lang", "en"]));
    assert_snapshot!("log_of_an_office", said("log", &["--office", "mot-cua"]));
    assert_snapshot!("load", said("office", &["mot-cua", "--as-of", "2023-12-05"]));
    assert_snapshot!("load_as_issued", said("office", &["vhxh", "--as-of", "plan", "--lang", "en"]));
    let run = project.run("log", &["--task", "III.9.9"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("[unknown-task]"), "{}", run.stderr);
    let run = Project::new(REAL).run("log", &[]);
    assert_eq!(run.stdout, "Chưa có thay đổi nào từ khi ban hành.\n");
}
