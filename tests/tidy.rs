//! The house's order: which room may use which, how long files and functions may be, one rule for every role.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms by floor: a room uses only rooms on lower floors. A new dependency is a change to this table.
const FLOORS: [&[&str]; 9] = [
    &["base"],
    &["rules", "font"],
    &["plan", "picture"],
    &["document", "input", "view"],
    &["template", "markdown", "galley", "edit"],
    &["compose", "page", "form"],
    &["docx", "pdf"],
    &["check", "sign"],
    &["app"],
];
const LONGEST_FILE: usize = 600;
const LONGEST_FUNCTION: usize = 70;

#[test]
fn rooms_use_only_rooms_below_them() {
    let mut faults = Vec::new();
    for file in sources() {
        let Some(room) = room_of(&file) else { continue };
        let Some(floor) = floor_of(&room) else {
            faults.push(format!("{}: the room `{room}` has no floor", file.display()));
            continue;
        };
        for used in rooms_used(&text_of(&file)) {
            let allowed = used == room || floor_of(&used).is_some_and(|lower| lower < floor);
            if !allowed {
                faults.push(format!("{}: `{room}` uses `{used}`", file.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_room_of_the_library_has_a_floor() {
    let lib = text_of(Path::new("src/lib.rs"));
    let declared: Vec<_> = lib.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(!declared.is_empty());
    for room in &declared {
        assert!(floor_of(room).is_some(), "`{room}` has no floor");
    }
    for room in FLOORS.iter().flat_map(|floor| floor.iter()) {
        assert!(declared.contains(room), "`{room}` has a floor and does not exist");
    }
}

#[test]
fn files_and_functions_stay_short() {
    let mut faults = Vec::new();
    for file in sources() {
        let text = text_of(&file);
        let lines = text.lines().count();
        if lines > LONGEST_FILE {
            faults.push(format!("{}: {lines} lines", file.display()));
        }
        faults.extend(long_functions(&text).into_iter().map(|f| format!("{}: {f}", file.display())));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn only_the_app_touches_the_world() {
    let world =
        ["std::fs", "std::env", "std::net", "std::time", "std::io::stdin", "println!", "eprintln!", "chrono::Local"];
    let mut faults = Vec::new();
    for file in sources().into_iter().filter(|f| room_of(f).is_some_and(|room| room != "app")) {
        let text = text_of(&file);
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for thing in world.iter().filter(|thing| code.contains(**thing)) {
            faults.push(format!("{}: {thing}", file.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Every Rust file under `src`, but for test modules in files of their own.
fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("src can be read") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn text_of(path: &Path) -> String {
    fs::read_to_string(path).expect("a source file is UTF-8")
}

/// The folder right under `src`; none for `lib.rs` and `main.rs`.
fn room_of(path: &Path) -> Option<String> {
    let mut parts = path.strip_prefix("src").ok()?.components();
    let room = parts.next()?.as_os_str().to_str()?.to_owned();
    parts.next().map(|_| room)
}

fn floor_of(room: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&room))
}

/// Rooms named after `crate::`, alone or in braces.
fn rooms_used(text: &str) -> Vec<String> {
    let mut used = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let line_start = text[..at].rfind('\n').map_or(0, |n| n + 1);
        if text[line_start..at].trim_start().starts_with("//") {
            continue;
        }
        let rest = &text[at + "crate::".len()..];
        let names = match rest.strip_prefix('{') {
            Some(group) => top_level_names(group),
            None => vec![rest],
        };
        used.extend(names.into_iter().map(identifier).filter(|name| floor_of(name).is_some()));
    }
    used
}

/// The starts of the comma-separated parts of a brace group.
fn top_level_names(group: &str) -> Vec<&str> {
    let (mut names, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(group[start..at].trim_start());
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(group[start..at].trim_start());
                start = at + 1;
            }
            _ => {}
        }
    }
    names
}

fn identifier(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Functions longer than allowed, by the indentation of their braces (rustfmt keeps it).
fn long_functions(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut open: Option<(usize, usize, String)> = None;
    for (number, line) in text.lines().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let code = line.trim_start();
        match &open {
            Some((start, at, name)) if indent == *at && code.starts_with('}') => {
                let length = number - start + 1;
                if length > LONGEST_FUNCTION {
                    faults.push(format!("{name} is {length} lines long"));
                }
                open = None;
            }
            Some(_) => {}
            None => {
                let words =
                    code.trim_start_matches("pub ").trim_start_matches("pub(super) ").trim_start_matches("const ");
                if let Some(rest) = words.strip_prefix("fn ")
                    && !code.ends_with(';')
                    && !code.ends_with('}')
                {
                    open = Some((number, indent, identifier(rest)));
                }
            }
        }
    }
    faults
}
