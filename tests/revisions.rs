//! The annex with its changes marked: accepted it is the new annex, rejected the old one, whatever was changed.

use proptest::prelude::*;
use vanthu::base::Source;
use vanthu::compose::{self, AnnexOf, State};
use vanthu::document::{Block, Document, Inline, Table, plain_text};
use vanthu::font::Faces;
use vanthu::input::{read_history, read_plan};
use vanthu::plan::{AsOf, History, Plan};
use vanthu::{docx, galley, page, pdf};

use crate::program::Project;

const REAL: &str = include_str!("../plans/diem-thuy-2023/plan.yaml");
const SMALL: &str = include_str!("errors/plan.yaml");
const CHANGED: &str = include_str!("projects/changed/reassignments.yaml");

fn plan(text: &str) -> Plan {
    read_plan(Source::new("plan.yaml", text)).0.unwrap()
}

fn history(plan: &Plan, text: &str) -> Option<History> {
    let (history, found) = read_history(plan, Some(&Source::new("reassignments.yaml", text)));
    (!found.has_errors()).then_some(history)
}

/// A state of the annex as a document.
fn annex(plan: &Plan, history: &History, as_of: AsOf) -> Document {
    let amendment = history.amendment(as_of);
    let of = AnnexOf { issued: plan, amendment: amendment.as_ref(), office: None };
    compose::annex_of(&history.plan_on(plan, as_of), &of).unwrap()
}

fn marked(plan: &Plan, history: &History, old: AsOf, new: AsOf) -> Option<Document> {
    let (before, after) = (history.plan_on(plan, old), history.plan_on(plan, new));
    let (was, is) = (history.amendment(old), history.amendment(new));
    let old = State { plan: &before, of: AnnexOf { issued: plan, amendment: was.as_ref(), office: None } };
    let new = State { plan: &after, of: AnnexOf { issued: plan, amendment: is.as_ref(), office: None } };
    compose::changes(&old, &new, &history.timeline(plan))
}

fn table(document: &Document) -> &Table {
    match document.annexes[0].body.last() {
        Some(Block::Table(table)) => table,
        other => panic!("no table: {other:?}"),
    }
}

/// Every row with a text for each of its columns; a column that a cell to the left or above covers has none.
fn grid(table: &Table) -> Vec<Vec<Vec<Inline>>> {
    let mut covered = vec![0_usize; table.columns.len()];
    let mut grid = Vec::new();
    for row in &table.rows {
        let mut cells = row.cells.iter();
        let mut texts = Vec::new();
        let mut column = 0;
        while column < covered.len() {
            if covered[column] > 0 {
                covered[column] -= 1;
                texts.push(Vec::new());
                column += 1;
                continue;
            }
            let cell = cells.next().unwrap();
            texts.push(cell.text.clone());
            texts.extend(std::iter::repeat_n(Vec::new(), cell.columns - 1));
            (column..column + cell.columns).for_each(|at| covered[at] = cell.rows - 1);
            column += cell.columns;
        }
        assert!(cells.next().is_none(), "a cell too many");
        grid.push(texts);
    }
    assert!(covered.iter().all(|rows| *rows == 0), "a cell goes on below the table");
    grid
}

/// What is left of inlines when their revisions are accepted or rejected.
fn settled(inlines: &[Inline], accept: bool) -> Vec<Inline> {
    let settle = |inline: &Inline| match inline {
        Inline::Inserted(inner) => {
            if accept {
                inner.clone()
            } else {
                Vec::new()
            }
        }
        Inline::Deleted(inner) => {
            if accept {
                Vec::new()
            } else {
                inner.clone()
            }
        }
        other => vec![other.clone()],
    };
    inlines.iter().flat_map(settle).collect()
}

/// The rows as texts, those that are gone left out.
fn settled_grid(table: &Table, accept: bool) -> Vec<Vec<String>> {
    let gone = |inline: &Inline| match inline {
        Inline::Inserted(_) => !accept,
        Inline::Deleted(_) => accept,
        _ => false,
    };
    let stays = |row: &&Vec<Vec<Inline>>| {
        let mut inlines = row.iter().flatten().peekable();
        inlines.peek().is_none() || !inlines.all(gone)
    };
    let text = |cell: &Vec<Inline>| plain_text(&settled(cell, accept));
    grid(table).iter().filter(stays).map(|row| row.iter().map(text).collect()).collect()
}

/// Accepted the new one, rejected the old one; no revisions where nothing differs.
fn check(plan: &Plan, history: &History, old: AsOf, new: AsOf) {
    let (before, after) = (annex(plan, history, old), annex(plan, history, new));
    let same = grid(table(&before)) == grid(table(&after));
    let Some(marked) = marked(plan, history, old, new) else {
        assert!(same, "a change that is not marked");
        return;
    };
    assert!(!same, "marks where nothing changed");
    for (accept, wanted) in [(true, &after), (false, &before)] {
        assert_eq!(settled_grid(table(&marked), accept), settled_grid(table(wanted), accept));
        let reference = settled(&marked.annexes[0].reference, accept);
        assert_eq!(plain_text(&reference), plain_text(&wanted.annexes[0].reference));
        assert_eq!(marked.annexes[0].title, wanted.annexes[0].title);
    }
}

#[test]
fn every_two_days_of_the_real_plan() {
    let plan = plan(REAL);
    let history = history(&plan, CHANGED).unwrap();
    let days = ["2023-09-30", "2023-10-01", "2023-11-15", "2023-12-01"];
    let states: Vec<AsOf> = days.iter().map(|day| AsOf::Day(day.parse().unwrap())).collect();
    let states = [vec![AsOf::Issued, AsOf::Latest], states].concat();
    for old in &states {
        for new in &states {
            check(&plan, &history, *old, *new);
        }
    }
}

/// An entry of a made-up history; most are refused where they stand, and left out then.
fn entry() -> impl Strategy<Value = String> {
    let task = prop::sample::select(vec!["dung-han-huyen", "dung-han-xa", "doi-thoai", "moi-1", "moi-2", "moi-3"]);
    let office = prop::sample::select(vec!["vp-ubnd", "tai-chinh", "cb-cc"]);
    let day = (9..12_u32, 1..4_u32).prop_map(|(month, day)| format!("2023-{month:02}-{day:02}"));
    let what = (0..5_u8, task.clone(), task, office.clone(), office, 0..9_usize, any::<bool>());
    (day, what).prop_map(|(day, (kind, task, anchor, lead, support, entry, shares))| {
        let side = if shares { "after" } else { "before" };
        let target = if shares { format!("target_of: {anchor}") } else { "target: Đạt".to_owned() };
        match kind {
            0 => format!("effective: {day}, tasks: {task}, drop: true"),
            1 => format!(
                "effective: {day}, add: {{ id: {task}, name: Việc {task}, {target}, deadline: {{ within: 2023 }}, lead: {lead} }}, {side}: {anchor}"
            ),
            2 => format!("effective: {day}, revokes: e-{entry}"),
            3 => format!("effective: {day}, tasks: {task}, deadline: {{ by: 2023-12-1{entry} }}"),
            _ => format!("effective: {day}, tasks: {task}, lead: {lead}, support: [{support}]"),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_two_days_of_any_history(entries in prop::collection::vec(entry(), 1..16), from in 0..9_u32, to in 0..9_u32) {
        let plan = plan(SMALL);
        let mut text = String::from("changes:\n");
        let mut read = None;
        for (at, entry) in entries.iter().enumerate() {
            let longer = format!("{text}  - {{ id: e-{at}, {entry} }}\n");
            if let Some(history) = history(&plan, &longer) {
                (text, read) = (longer, Some(history));
            }
        }
        if let Some(history) = read {
            let state = |at: u32| match at {
                0 => AsOf::Issued,
                _ => AsOf::Day(format!("2023-{:02}-{:02}", 9 + (at - 1) / 3, 1 + (at - 1) % 3).parse().unwrap()),
            };
            check(&plan, &history, state(from), state(to));
        }
    }
}

fn pretty(document: &Document, plan: &Plan) -> (String, usize) {
    let faces = Faces::embedded();
    let galley = galley::set(document, &plan.choices, &faces);
    let bytes = docx::write(&galley).unwrap();
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    std::io::Read::read_to_string(&mut package.by_name("word/document.xml").unwrap(), &mut xml).unwrap();
    let pages = page::cut(&galley);
    let pdf = pdf::write(&pages, &faces).unwrap();
    (xml, pdf.len())
}

#[test]
fn revisions_are_word_s_own_with_author_and_day() {
    let plan = plan(REAL);
    let history = history(&plan, CHANGED).unwrap();
    let document = marked(&plan, &history, AsOf::Issued, AsOf::Latest).unwrap();
    let (xml, pdf) = pretty(&document, &plan);
    assert!(pdf > 1000);
    let by = "w:author=\"UBND xã Điềm Thụy\" w:date=\"2023-12-01T00:00:00Z\"";
    let marks = xml.matches("<w:ins ").count() + xml.matches("<w:del ").count();
    assert_eq!(xml.matches(by).count(), marks);
    assert!(marks > 20, "{marks}");
    // A row that came and a row that went.
    assert_eq!(xml.matches("<w:trPr>").count(), xml.matches("</w:trPr>").count());
    let rows: Vec<&str> = xml.split("<w:trPr>").skip(1).filter_map(|row| row.split("</w:trPr>").next()).collect();
    assert_eq!(rows.iter().filter(|row| row.contains("<w:ins ")).count(), 1);
    assert_eq!(rows.iter().filter(|row| row.contains("<w:del ")).count(), 1);
    let numbers: std::collections::BTreeSet<&str> =
        xml.split("w:id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(numbers.len(), marks, "every mark has a number of its own");
    // Without revisions the file is the annex, and has no mark.
    assert!(!pretty(&annex(&plan, &history, AsOf::Latest), &plan).0.contains("w:author"));
}

/// What stands above the table of a file when one kind of its marks is gone.
fn words_without(xml: &str, gone: &str) -> String {
    let above = xml.split("<w:tbl>").next().unwrap();
    let (start, end) = (format!("<{gone} "), format!("</{gone}>"));
    let mut parts = above.split(&start);
    let kept = parts.next().unwrap().to_owned();
    let kept = parts.fold(kept, |kept, part| kept + part.split_once(&end).unwrap().1);
    kept.replace("</w:delText>", "</w:t>")
        .split_inclusive("</w:t>")
        .filter_map(|run| run.strip_suffix("</w:t>"))
        .fold(String::new(), |words, run| words + run.rsplit('>').next().unwrap_or_default())
}

/// Also where a number is still blank: the space beside a blank is not the one between words.
#[test]
fn accepted_or_rejected_the_head_is_that_of_the_other_file() {
    let plan = plan(&REAL.replacen("  number:", "  number: 45", 1).replace("date: 2023-08", "date: 2023-08-15"));
    let history = history(&plan, CHANGED).unwrap();
    for (old, new) in [("2023-09-01", "2023-10-01"), ("2023-10-01", "2023-11-15"), ("2023-11-15", "2023-12-01")] {
        let [old, new] = [old, new].map(|day| AsOf::Day(day.parse().unwrap()));
        let marked = pretty(&marked(&plan, &history, old, new).unwrap(), &plan).0;
        for (gone, state) in [("w:del", new), ("w:ins", old)] {
            let wanted = pretty(&annex(&plan, &history, state), &plan).0;
            assert_eq!(words_without(&marked, gone), words_without(&wanted, gone));
        }
    }
}

#[test]
fn the_program_marks_changes_and_refuses_where_there_are_none() {
    let project = Project::new(REAL);
    project.write("reassignments.yaml", CHANGED);
    let run = project.run("annex", &["--changes-since", "plan"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    for extension in ["docx", "pdf"] {
        assert!(project.join(&format!("out/phu-luc-thay-doi.{extension}")).is_file());
    }
    let run = project.run("annex", &["--as-of", "2023-11-19", "--changes-since", "2023-11-15"]);
    assert_eq!(run.status, 1);
    insta::assert_snapshot!("no_changes", run.stderr.split("lỗi[").last().unwrap());
}
