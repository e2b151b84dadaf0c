//! No bytes bring the reader down: whatever stands in a file, it ends in a plan or in findings with true places.

use proptest::prelude::*;
use vanthu::app::{Language, report};
use vanthu::base::Diagnostic;
use vanthu::check;
use vanthu::font::Faces;
use vanthu::input::{read_plan, source_from_bytes};

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

fn changed(changes: &[Change]) -> Vec<u8> {
    let mut letters: Vec<char> = GOOD.chars().collect();
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
        read(&changed(&changes));
    }
}
