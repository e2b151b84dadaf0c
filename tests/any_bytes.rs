//! No bytes bring the reader down: whatever stands in a file, it ends in a plan or in findings with true places.

use proptest::prelude::*;
use vanthu::app::{Language, report};
use vanthu::base::{Diagnostic, Diagnostics, Placed, Source};
use vanthu::check;
use vanthu::edit::{self, Draft};
use vanthu::font::Faces;
use vanthu::input::form::read_changes;
use vanthu::input::{Common, Proposal, read_history, read_history_with, read_plan, source_from_bytes};
use vanthu::plan::{History, OfficeId, Plan, What};

const GOOD: &str = include_str!("errors/plan.yaml");

/// Reads, checks and shows, and holds every finding's place against the file.
fn read(bytes: &[u8]) {
    let findings = match source_from_bytes("plan.yaml", bytes.to_vec()) {
        Err(finding) => vec![finding],
        Ok(source) => {
            let (plan, mut found) = read_plan(source);
            if let Some(plan) = plan {
                found.extend(check::check(&plan, &Faces::embedded()));
            } else {
                assert!(found.has_errors(), "no plan and no reason why");
            }
            found.into_sorted()
        }
    };
    findings.iter().for_each(placed_within);
    report::human(&findings, Language::Vi, true);
    report::json_lines(&findings, Language::En);
}

fn placed_within(finding: &Diagnostic) {
    let place = finding.place.as_ref().expect("every finding about a file has a place");
    let text = &place.source.text;
    assert!(text.get(place.span.start..place.span.end).is_some(), "{:?} of {} in {text:?}", place.span, finding.code);
}

const TABLE: &str = "task;lead;support;deadline;drop;effective;basis;reason
I.1.2;VP UBND xã;Kế toán TC xã;31/3/2024;;1/10/2023;Thông báo số 12/TB-UBND;\"Sáp nhập; \"\"đợt 1\"\"\"
doi-thoai;;;;x;2023-11-01;;
dung-han-huyen;;–;within:2024-Q1;;2023-12-01;;
";

/// Reads changes as a table and as YAML. What is found good is recorded, and read back as it was meant; how many entries.
fn propose(plan: &Plan, bytes: &[u8]) -> usize {
    let mut recorded = 0;
    let mut found = Diagnostics::default();
    let table = read_changes(plan, "a.csv", bytes.to_vec(), &mut found);
    let yaml = source_from_bytes("a.yaml", bytes.to_vec()).ok();
    let yaml = yaml.and_then(|source| Proposal::from_yaml(source, &mut found));
    found.into_sorted().iter().for_each(placed_within);
    for mut proposal in table.into_iter().chain(yaml) {
        let mut found = Diagnostics::default();
        proposal.complete(&Common::default(), plan, &History::default(), &mut found);
        let (history, more) = read_history_with(plan, None, &proposal);
        found.extend(more);
        let sound = !found.has_errors();
        let findings: Vec<Diagnostic> = found.into_sorted().into_iter().map(|f| proposal.in_its_terms(f)).collect();
        findings.iter().for_each(placed_within);
        if sound && !history.is_empty() {
            let drafts: Vec<Draft> = proposal.recorded(history.changes()).iter().map(Draft::from).collect();
            let text = edit::create("sổ", "changes", &drafts);
            let (again, found) = read_history(plan, Some(&Source::new("reassignments.yaml", text.as_str())));
            assert!(!found.has_errors(), "{text}");
            assert_eq!(said(&again), said(&history), "{text}");
            recorded += again.changes().len();
        }
    }
    recorded
}

/// What the entries of a history say, wherever.
fn said(history: &History) -> Vec<String> {
    let texts = |text: &Option<Placed<String>>| text.as_ref().map(|text| text.value.clone());
    let ids = |ids: &Option<Vec<Placed<OfficeId>>>| {
        ids.as_ref().map(|ids| ids.iter().map(|id| id.value.0.clone()).collect::<Vec<_>>())
    };
    let what = |what: &What| match what {
        What::Reassign(new) => {
            format!("{:?} {:?} {:?}", ids(&new.lead), ids(&new.support), new.deadline.as_ref().map(|d| d.printed()))
        }
        What::Add(addition) => format!("{} {}", addition.task.id.value, addition.task.name.value),
        What::Drop | What::Revoke => format!("{what:?}"),
    };
    let line = |change: &vanthu::plan::Change| {
        let tasks: Vec<&str> = change.tasks.iter().map(|task| task.value.as_str()).collect();
        let (id, day) = (&change.id.value, change.effective.value);
        format!("{id} {day} {tasks:?} {} {:?} {:?}", what(&change.what), texts(&change.basis), texts(&change.reason))
    };
    history.changes().iter().map(line).collect()
}

#[test]
fn good_changes_are_recorded_as_they_were_meant() {
    let plan = read_plan(Source::new("plan.yaml", GOOD)).0.unwrap();
    assert_eq!(propose(&plan, TABLE.as_bytes()), 3);
    assert_eq!(propose(&plan, include_bytes!("history/reassignments.yaml")), 4);
}

/// What YAML, Markdown and Vietnamese trip over.
const PIECES: [&str; 40] = [
    ":", ": ", "- ", "-", "\n", "\n\n", "\r\n", "\t", " ", "  ", "\"", "'", "[", "]", "{", "}", ",", "|", ">", "|2-\n",
    "&a ", "*a", "<<: ", "!", "#", " #", "---\n", "...\n", "%", "@", "\\", "~", "null", "\u{FEFF}", "\u{323}",
    "\u{301}", "\u{85}", "đ", "表", "lead: ",
];

/// A cut or an insertion somewhere in the file.
#[derive(Clone, Debug)]
enum Change {
    Cut(prop::sample::Index, usize),
    Insert(prop::sample::Index, usize),
    Copy(prop::sample::Index, prop::sample::Index, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        (at(), 1..40_usize).prop_map(|(at, len)| Change::Cut(at, len)),
        (at(), 0..PIECES.len()).prop_map(|(at, piece)| Change::Insert(at, piece)),
        (at(), at(), 1..80_usize).prop_map(|(from, to, len)| Change::Copy(from, to, len)),
    ]
}

fn changed(good: &str, changes: &[Change]) -> Vec<u8> {
    let mut letters: Vec<char> = good.chars().collect();
    for change in changes.iter() {
        if letters.is_empty() {
            break;
        }
        let size = letters.len();
        match change {
            Change::Cut(at, len) => {
                let at = at.index(size);
                letters.drain(at..(at + len).min(size));
            }
            Change::Insert(at, piece) => {
                let at = at.index(size);
                letters.splice(at..at, PIECES[*piece].chars());
            }
            Change::Copy(from, to, len) => {
                let from = from.index(size);
                let piece: Vec<char> = letters[from..(from + len).min(size)].to_vec();
                let to = to.index(size);
                letters.splice(to..to, piece);
            }
        }
    }
    letters.into_iter().collect::<String>().into_bytes()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read(&bytes);
    }

    #[test]
    fn random_pieces(pieces in prop::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = pieces.iter().map(|piece| PIECES[*piece]).collect();
        read(text.as_bytes());
    }

    #[test]
    fn a_good_plan_with_changes(changes in prop::collection::vec(change(), 1..6)) {
        read(&changed(GOOD, &changes));
    }

    #[test]
    fn good_changes_changed(
        table in any::<bool>(), changes in prop::collection::vec(change(), 1..6), bytes in prop::collection::vec(any::<u8>(), 0..60),
    ) {
        let plan = read_plan(Source::new("plan.yaml", GOOD)).0.unwrap();
        let good = if table { TABLE } else { include_str!("history/reassignments.yaml") };
        propose(&plan, &changed(good, &changes));
        propose(&plan, &[&changed(good, &changes)[..], &bytes].concat());
        propose(&plan, &bytes);
    }
}
