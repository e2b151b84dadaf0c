//! The conformance ledger `docs/decree-30.md`: its table of type is made from the rules, every clause has one known mark.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use vanthu::rules::{Align, Component, ROLES};

const LEDGER: &str = "docs/decree-30.md";
const BEGIN: &str = "<!-- roles: begin -->\n";
const END: &str = "<!-- roles: end -->\n";
const MARKS: [&str; 5] = ["kept by type", "kept by layout", "checked", "the user's duty", "not yet"];
/// What alone may be marked "not yet": copies, công văn, bodies in phần, chương and điều.
const NOT_YET: [&str; 3] = ["copies", "công văn", "điều"];

/// A row of a table of clauses.
struct Row {
    line: usize,
    clause: String,
    mark: String,
    how: String,
    measured: String,
}

fn ledger() -> String {
    fs::read_to_string(LEDGER).unwrap()
}

/// All rows under the heads `| clause | … |`; a row with another number of cells is told by its line.
fn rows(text: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut within = false;
    for (index, line) in text.lines().enumerate() {
        match line.strip_prefix("| ").and_then(|rest| rest.strip_suffix(" |")) {
            None => within &= line.starts_with("|---"),
            Some(cells) if cells.starts_with("clause | ") => within = true,
            Some(cells) if within => {
                let cells: Vec<String> = cells.split(" | ").map(|cell| cell.trim().to_owned()).collect();
                let line = index + 1;
                let [clause, _, mark, how, measured] =
                    cells.try_into().unwrap_or_else(|_| panic!("{LEDGER}:{line}: not five cells"));
                rows.push(Row { line, clause, mark, how, measured });
            }
            Some(_) => {}
        }
    }
    rows
}

#[test]
fn the_table_of_type_is_that_of_the_rules() {
    let text = ledger();
    let (before, rest) = text.split_once(BEGIN).expect("the ledger says where the table begins");
    let (shown, after) = rest.split_once(END).expect("the ledger says where the table ends");
    let made = roles();
    if std::env::var_os("VANTHU_BLESS").is_some() {
        fs::write(LEDGER, format!("{before}{BEGIN}{made}{END}{after}")).unwrap();
        return;
    }
    assert_eq!(shown, made, "write it anew with `VANTHU_BLESS=1 cargo test ledger`");
}

/// Every role with its type, as Markdown.
fn roles() -> String {
    let mut table = String::from(
        "| role | allowed | with 14 | with 13 | style | lines | clause |\n|---|---|--:|--:|---|---|---|\n",
    );
    for component in &ROLES {
        let Component { name, size, clause, .. } = component;
        let allowed = if size.min == size.max { size.min.to_string() } else { format!("{}–{}", size.min, size.max) };
        let style = style(component);
        let lines = match component.align {
            Align::Left => "left",
            Align::Centre => "centred",
            Align::Right => "right",
            Align::Justify => "justified",
        };
        let (large, small) = (size.with_14, size.with_13);
        writeln!(table, "| {name} | {allowed} | {large} | {small} | {style} | {lines} | {clause} |").unwrap();
    }
    table
}

fn style(component: &Component) -> String {
    let words = [
        (component.capitals, "capitals"),
        (component.bold, "bold"),
        (component.italic, "italic"),
        (!component.bold && !component.italic, "upright"),
    ];
    words.iter().filter(|(is, _)| *is).map(|(_, word)| *word).collect::<Vec<_>>().join(", ")
}

#[test]
fn every_clause_has_one_known_mark() {
    let rows = rows(&ledger());
    assert!(rows.len() > 100, "only {} rows were found", rows.len());
    let mut seen = BTreeSet::new();
    for Row { line, clause, mark, how, measured } in &rows {
        assert!(MARKS.contains(&mark.as_str()), "{LEDGER}:{line}: {clause}: the mark {mark:?} is unknown");
        assert!(!how.is_empty() && !measured.is_empty(), "{LEDGER}:{line}: {clause}: an empty cell");
        assert!(seen.insert(clause), "{LEDGER}:{line}: {clause} stands twice");
    }
}

#[test]
fn nothing_is_not_yet_but_what_was_left_for_later() {
    for Row { line, clause, mark, how, .. } in rows(&ledger()) {
        let named = NOT_YET.iter().any(|thing| how.contains(thing));
        assert!(mark != "not yet" || named, "{LEDGER}:{line}: {clause} may not be left for later");
    }
}

#[test]
fn every_code_in_the_ledger_is_one_that_the_program_has() {
    let sources = sources(Path::new("src"));
    for Row { line, clause, mark, how, .. } in rows(&ledger()) {
        let codes: Vec<&str> = how.split('`').skip(1).step_by(2).filter(|word| is_code(word)).collect();
        assert!(mark != "checked" || !codes.is_empty(), "{LEDGER}:{line}: {clause} is checked by no code");
        for code in codes {
            assert!(sources.contains(&format!("\"{code}\"")), "{LEDGER}:{line}: no finding has the code `{code}`");
        }
    }
}

/// Codes are words with hyphens, and `signatory`; keys, types and options look otherwise.
fn is_code(word: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase());
    word == "signatory" || (word.contains('-') && word.split('-').all(plain))
}

fn sources(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            text += &sources(&path);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            text += &fs::read_to_string(&path).unwrap();
        }
    }
    text
}

#[test]
fn every_clause_of_the_rules_is_in_the_ledger() {
    let rows = rows(&ledger());
    let known = |clause: &str| rows.iter().any(|row| row.clause.starts_with(clause)) || clause.starts_with("Mục V.");
    let named = |component: &Component| -> Vec<String> {
        let words = component.clause.split([';', ',', ':']).map(str::trim);
        words
            .filter_map(|word| word.strip_prefix("Mục ").or(word.starts_with("II").then_some(word)))
            .map(|rest| format!("Mục {rest}"))
            .collect()
    };
    for component in &ROLES {
        for clause in named(component) {
            assert!(known(&clause), "{clause} of {:?} has no row in {LEDGER}", component.role);
        }
    }
}
