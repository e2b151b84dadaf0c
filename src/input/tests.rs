//! The room as a whole: the real plan is read without a finding, and no bytes bring it down.

use super::{read_plan, source_from_bytes};
use crate::base::Source;
use crate::plan::{Item, Target};

const REAL: &[u8] = include_bytes!("../../plans/diem-thuy-2023/plan.yaml");

fn codes(text: &str) -> Vec<(&'static str, usize)> {
    let (_, found) = read_plan(Source::new("plan.yaml", text));
    let place = |d: &crate::base::Diagnostic| d.place.as_ref().map_or(0, |p| p.source.line_column(p.span.start).0);
    found.into_sorted().iter().map(|d| (d.code, place(d))).collect()
}

#[test]
fn the_real_plan_is_read_whole() {
    let source = source_from_bytes("plan.yaml", REAL.to_vec()).expect("UTF-8");
    let (plan, found) = read_plan(source);
    assert_eq!(found.into_sorted(), []);
    let plan = plan.expect("a plan");
    let annex = plan.annex.as_ref().expect("an annex");
    let tasks = annex.tasks();
    assert_eq!((annex.fields.len(), tasks.len()), (7, 42));
    let groups = annex.fields.iter().flat_map(|f| &f.items).filter(|i| matches!(i, Item::Group(_))).count();
    assert_eq!(groups, 10);
    let merged: Vec<_> = tasks.iter().filter(|n| matches!(n.task.target, Target::SameAs(_))).map(|n| &n.full).collect();
    assert_eq!(merged, ["III.2.2"]);
}

#[test]
fn every_error_of_a_file_comes_out_in_one_run() {
    let text =
        String::from_utf8_lossy(REAL).replace("recipients:", "recipient:").replace("orientation:", "orientaton:");
    let found = codes(&text);
    assert_eq!(found.iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["unknown-key", "unknown-key"]);
}
