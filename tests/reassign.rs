//! `vanthu reassign` and `vanthu undo-reassign`: what they show, write, refuse, and leave as it was.

use std::fs;
use std::process::Stdio;

use insta::assert_snapshot;

use crate::program::{GOOD, Project, Run, files, killed_at_any_moment, names, state, vanthu};

const REAL: &str = include_str!("../plans/diem-thuy-2023/plan.yaml");
const HISTORY: &str = "reassignments.yaml";

/// The real plan, with a post that is given up after November.
fn real() -> Project {
    Project::new(&REAL.replace("name: CC VHXH xã, kind: post", "name: CC VHXH xã, kind: post, until: 2023-11-30"))
}

fn history(project: &Project) -> String {
    fs::read_to_string(project.join(HISTORY)).unwrap_or_default()
}

fn reassign(project: &Project, arguments: &[&str]) -> Run {
    project.run("reassign", arguments)
}

/// What was said and what stands in the file now, without the folder of the run.
fn told(project: &Project, run: &Run) -> String {
    let all = format!("{}{}status {}\n--- {HISTORY}\n{}", run.stderr, run.stdout, run.status, history(project));
    shown(project, &all)
}

fn shown(project: &Project, text: &str) -> String {
    text.replace(&project.path().display().to_string().replace('\\', "/"), "PROJECT")
}

/// Runs a command that must succeed.
fn done(project: &Project, command: &str, arguments: &[&str]) -> Run {
    let run = project.run(command, arguments);
    assert_eq!(run.status, 0, "{arguments:?}: {}", run.stderr);
    run
}

#[test]
fn a_task_changes_hands() {
    let project = Project::good();
    let asked = ["--task", "I.1.2", "--task", "doi-thoai", "--lead", "vp-ubnd", "--support", "", "--effective"];
    let asked = [&asked[..], &["2023-10-01", "--basis", "Thông báo số 12/TB-UBND ngày 28/9/2023"]].concat();
    let dry = reassign(&project, &[&asked[..], &["--dry-run"]].concat());
    assert_eq!((dry.status, dry.stderr.as_str()), (0, ""));
    assert_eq!(names(project.path()), ["plan.yaml"]);
    let run = reassign(&project, &[&asked[..], &["--yes", "--reason", "Sắp xếp lại: bộ phận một cửa"]].concat());
    assert!(run.stdout.starts_with(&dry.stdout), "{}", run.stdout);
    assert_snapshot!(told(&project, &run));
    assert_eq!(done(&project, "check", &[]).stderr, "");
    assert_eq!(fs::read_to_string(project.join("plan.yaml")).unwrap(), GOOD);
}

#[test]
fn deadlines_drops_and_fields() {
    let project = Project::good();
    let mut said = String::new();
    for (command, asked) in [
        ("reassign", &["--task", "dung-han-xa", "--deadline", "within:2024-Q1", "--effective", "2023-10-01"][..]),
        ("phan-cong-lai", &["--task", "doi-thoai", "--drop", "--effective", "2023-10-01"]),
        ("reassign", &["--field", "i", "--lead", "tai-chinh", "--support", "vp-ubnd", "--effective", "2023-11-01"]),
        ("huy-phan-cong-lai", &["pc-2023-10-01-2", "--effective", "2023-12-01", "--reason", "Làm tiếp"]),
    ] {
        let run = done(&project, command, &[asked, &["-y"]].concat());
        said += &shown(&project, &run.stdout);
    }
    assert_snapshot!(format!("{said}--- {HISTORY}\n{}", history(&project)));
}

#[test]
fn a_post_takes_another_one_s_place() {
    let project = real();
    let check = done(&project, "check", &[]);
    let hint = check.stderr.lines().find_map(|line| line.split("giao lại: `vanthu ").nth(1)).unwrap();
    let hint = hint.trim_end_matches('`').replace("ĐƠN-VỊ", "tai-chinh");
    let asked: Vec<&str> = hint.split(' ').collect();
    let run = project.run(asked[0], &[&asked[1..], &["--yes"]].concat());
    assert_snapshot!(told(&project, &run));
    assert!(!done(&project, "check", &[]).stderr.contains("office-closed"));
    let load = done(&project, "office", &["vhxh", "--as-of", "2023-12-01"]);
    assert!(load.stdout.contains("chủ trì 0 nhiệm vụ (0 chưa xong, 0 quá hạn), phối hợp 0"), "{}", load.stdout);
    // Only where it supports, only for programs to read.
    let asked = ["--from", "tu-phap", "--to", "mot-cua", "--role", "support", "--effective", "2023-10-01"];
    let run = reassign(&project, &[&asked[..], &["--dry-run", "--message-format", "json"]].concat());
    assert_snapshot!("one_role_in_json", run.stdout);
}

#[test]
fn whoever_would_lead_and_support_leads() {
    let project = Project::good();
    let asked = ["--from", "cb-cc", "--to", "vp-ubnd", "--effective", "2023-10-01", "--dry-run", "--lang", "en"];
    let run = reassign(&project, &asked);
    assert_snapshot!(run.stdout);
}

#[test]
fn nothing_is_written_without_a_yes() {
    let project = Project::good();
    let asked = ["--task", "doi-thoai", "--lead", "vp-ubnd", "--effective", "2023-10-01"];
    let run = reassign(&project, &asked);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert_snapshot!(run.stderr);
    assert_eq!(project.run("undo-reassign", &["pc-1"]).status, 2);
    assert_eq!(names(project.path()), ["plan.yaml"]);
}

/// Runs a reassignment on a terminal and answers its question; what was printed, and the status.
#[cfg(unix)]
fn answered(project: &Project, answer: &str, meanwhile: impl FnOnce()) -> (String, i32) {
    use std::fs::File;
    use std::io::{Read, Write};

    let terminal = nix::pty::openpty(None, None).unwrap();
    let mut master = File::from(terminal.master);
    let mut command = vanthu(["reassign", "--task", "doi-thoai", "--lead", "vp-ubnd", "--effective", "2023-10-01"]);
    command.arg(project.path()).stdin(terminal.slave.try_clone().unwrap()).stderr(terminal.slave);
    let child = command.stdout(Stdio::piped()).spawn().unwrap();
    drop(command);
    let (mut seen, mut byte) = (Vec::new(), [0]);
    while !seen.ends_with(b"Ghi v\xC3\xA0o reassignments.yaml? [c/K] ") {
        master.read_exact(&mut byte).unwrap();
        seen.extend(byte);
    }
    meanwhile();
    writeln!(master, "{answer}").unwrap();
    let output = child.wait_with_output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
}

#[cfg(unix)]
#[test]
fn the_question_is_asked_with_the_project_free() {
    let project = Project::good();
    let (told, status) = answered(&project, "", || assert_eq!(done(&project, "check", &[]).stderr, ""));
    assert!(status == 0 && told.ends_with("Không ghi gì.\n"), "{told}");
    assert_eq!(names(project.path()), ["plan.yaml"]);
    // What somebody else records meanwhile is not lost, nor is the answer given to another table than was shown.
    let other = ["--task", "I.1.1", "--lead", "tai-chinh", "--effective", "2023-10-01", "--yes"];
    let (_, status) = answered(&project, "có", || drop(done(&project, "reassign", &other)));
    assert_eq!((status, history(&project).matches("- id: ").count()), (1, 1));
    let (told, status) = answered(&project, "c", || {});
    assert!(status == 0 && told.contains("Đã ghi vào"), "{told}");
    assert!(history(&project).contains("- id: pc-2023-10-01-2\n"), "{}", history(&project));
}

#[test]
fn wrong_usage_is_told_apart() {
    let project = Project::good();
    for asked in [
        &["--lead", "vp-ubnd"][..],
        &["--task", "doi-thoai"],
        &["--task", "doi-thoai", "--field", "I", "--lead", "vp-ubnd"],
        &["--from", "vp-ubnd"],
        &["--from", "vp-ubnd", "--to", "tai-chinh", "--lead", "cb-cc"],
        &["--task", "doi-thoai", "--drop", "--lead", "vp-ubnd"],
        &["--task", "doi-thoai", "--deadline", "sớm"],
        &["--task", "doi-thoai", "--lead", "vp-ubnd", "--dry-run"],
        &["--file", "a.csv", "--drop"],
    ] {
        let run = reassign(&project, &[asked, &["--effective", "2023-10-01", "--yes"]].concat());
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{asked:?}");
    }
    let run = reassign(&project, &["--task", "doi-thoai", "--lead", "vp-ubnd", "--yes"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("thiếu `--effective <NGÀY>`"), "{}", run.stderr);
    assert_eq!(names(project.path()), ["plan.yaml"]);
}

#[test]
fn what_contradicts_is_refused() {
    let project = Project::good();
    let one = ["--task", "I.1.2", "--lead", "vp-ubnd", "--support", "tai-chinh", "--effective", "2023-10-01", "--yes"];
    assert_eq!(reassign(&project, &one).status, 0);
    let before = state(&project);
    let mut said = String::new();
    let mut tell = |command: &str, asked: &[&str]| {
        let run = project.run(command, &[asked, &["--yes"]].concat());
        assert_eq!(run.status, 1, "{asked:?}");
        assert_eq!(state(&project), before, "{asked:?}");
        said += &format!("## {command} {}\n{}\n", asked.join(" "), shown(&project, &run.stderr));
    };
    let on = ["--effective", "2023-11-01"];
    let mut tell_of = |asked: &[&str]| tell("reassign", &[asked, &on].concat());
    tell_of(&["--task", "dung-han-xax", "--task", "I.9", "--lead", "vp-uban"]);
    tell_of(&["--task", "I.1.2", "--task", "dung-han-xa", "--lead", "cb-cc"]);
    tell_of(&["--task", "I.1.2", "--lead", "vp-ubnd"]);
    tell_of(&["--task", "I.1.2", "--lead", "tai-chinh"]);
    tell_of(&["--task", "I.1.2", "--lead", ""]);
    tell_of(&["--field", "IV", "--lead", "vp-ubnd"]);
    tell_of(&["--from", "vp-ubn", "--to", "tai-chinh"]);
    tell_of(&["--from", "cb-cc", "--to", "vp-ubnd", "--role", "lead"]);
    tell("reassign", &["--task", "I.1.2", "--lead", "cb-cc", "--effective", "2023-10-01"]);
    tell("reassign", &["--task", "I.1.2", "--lead", "cb-cc", "--effective", "2023-07-31"]);
    tell("undo-reassign", &["pc-2023-10-01-2"]);
    assert_snapshot!(said);
}

/// Recorded entries hold by themselves: what would take their ground away is refused, and what would change no day.
#[test]
fn a_revocation_that_others_build_on_or_that_changes_nothing_is_refused() {
    let project = Project::good();
    for asked in [
        ["--lead", "vp-ubnd", "--support", "tai-chinh", "--effective", "2023-10-01"],
        ["--lead", "tai-chinh", "--support", "cb-cc", "--effective", "2023-11-01"],
    ] {
        done(&project, "reassign", &[&["--task", "I.1.2", "--yes"], &asked[..]].concat());
    }
    let before = state(&project);
    let refused = |asked: &[&str]| {
        let run = project.run("undo-reassign", &[asked, &["--yes"]].concat());
        assert_eq!(run.status, 1, "{asked:?}");
        assert_eq!(state(&project), before, "{asked:?}");
        shown(&project, &run.stderr)
    };
    let nothing = refused(&["pc-2023-10-01-1", "--effective", "2023-11-01"]);
    let later = refused(&["pc-2023-10-01-1", "--effective", "2023-12-01"]);
    assert_snapshot!("revocations_of_nothing", nothing + &later);
    let drop = ["--task", "I.1.2", "--drop", "--effective", "2023-12-01", "--yes"];
    done(&project, "reassign", &drop);
    done(&project, "undo-reassign", &["pc-2023-12-01-1", "--effective", "2023-12-15", "--yes"]);
    done(&project, "reassign", &["--task", "I.1.2", "--support", "", "--effective", "2023-12-20", "--yes"]);
    let run = project.run("undo-reassign", &["huy-2023-12-15-1", "--yes"]);
    assert_eq!(run.status, 1);
    assert_snapshot!("revoked_under_a_later_entry", shown(&project, &run.stderr));
}

/// Who names a field asks for a state of it: tasks that are in it already stay out of the entry.
#[test]
fn of_a_field_only_what_differs_is_changed() {
    let project = Project::new(REAL);
    let asked = ["--field", "III", "--lead", "cb-cc", "--support", "vp-ubnd", "--effective", "2023-10-01", "--yes"];
    let run = done(&project, "reassign", &asked);
    assert_snapshot!(told(&project, &run));
    let again = reassign(&project, &[&asked[..7], &["2023-10-02", "--yes"]].concat());
    assert_eq!(again.status, 1);
    assert_snapshot!("a_field_that_is_so_already", shown(&project, &again.stderr));
}

#[test]
fn an_entry_is_revoked_by_a_further_one() {
    let project = Project::good();
    done(&project, "annex", &[]);
    let issued = files(&project.join("out"));
    let asked =
        ["--task", "I.1.2", "--lead", "vp-ubnd", "--support", "tai-chinh", "--effective", "2023-10-01", "--yes"];
    done(&project, "reassign", &asked);
    let run = done(&project, "undo-reassign", &["PC-2023-10-01-1", "--reason", "Ghi nhầm", "-y"]);
    assert_snapshot!(told(&project, &run));
    // All is as if neither had been.
    done(&project, "annex", &[]);
    assert!(files(&project.join("out")) == issued);
    assert!(project.run("amend", &["--effective", "2023-10-01"]).stderr.contains("[no-changes]"));
    let again = project.run("undo-reassign", &["pc-2023-10-01-1", "-y"]);
    assert_eq!(again.status, 1);
    assert_snapshot!("revoked_twice", shown(&project, &again.stderr));
    // A revocation is an entry as well.
    let back = done(&project, "undo-reassign", &["huy-2023-10-01-1", "-y"]);
    assert!(back.stdout.contains("huy-2023-10-01-2  I.1.2") && back.stdout.contains("→ VP UBND xã"), "{}", back.stdout);
    assert!(
        history(&project)
            .ends_with("  - id: huy-2023-10-01-2\n    effective: 2023-10-01\n    revokes: huy-2023-10-01-1\n")
    );
    let log = done(&project, "log", &["--task", "I.1.2"]);
    assert!(log.stdout.contains("01/10/2023 – …"), "{}", log.stdout);
}

/// The rows of a table of forty changes: heading and cells.
fn forty() -> (Vec<&'static str>, Vec<[String; 5]>) {
    let plan = vanthu::input::read_plan(vanthu::base::Source::new("plan.yaml", REAL)).0.unwrap();
    let tasks = plan.annex.as_ref().unwrap().tasks();
    let row = |(at, numbered): (usize, &vanthu::plan::Numbered<'_>)| {
        let task = numbered.task;
        let name = if at.is_multiple_of(2) { task.id.value.clone() } else { numbered.full.clone() };
        match at % 4 {
            0 => [name, "tu-phap".to_owned(), "–".to_owned(), String::new(), String::new()],
            1 => [
                name,
                "Tư pháp – Hộ tịch xã".to_owned(),
                "cb-cc; VP UBND xã".to_owned(),
                String::new(),
                "Do sáp nhập".to_owned(),
            ],
            2 => [name, String::new(), String::new(), "trước 31/3/2024".to_owned(), String::new()],
            _ => [name, String::new(), String::new(), "within:2024-Q1".to_owned(), "a; \"b\"".to_owned()],
        }
    };
    let rows = tasks.iter().take(40).enumerate().map(row).collect();
    (vec!["Mã nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Lý do"], rows)
}

#[test]
fn forty_at_once_by_table_or_by_yaml() {
    let (heading, rows) = forty();
    let project = real();
    let field = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let lines = rows.iter().map(|row| row.each_ref().map(|text| field(text)).join(";"));
    let csv = format!("{}\r\n{}\r\n", heading.join(";"), lines.collect::<Vec<_>>().join("\r\n"));
    project.write("doi.csv", format!("\u{FEFF}{csv}"));
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "BẢNG PHÂN CÔNG LẠI").unwrap();
    for (column, title) in heading.iter().enumerate() {
        sheet.write(2, u16::try_from(column).unwrap(), *title).unwrap();
    }
    for (at, row) in rows.iter().enumerate() {
        for (column, text) in row.iter().enumerate() {
            sheet.write(u32::try_from(at).unwrap() + 3, u16::try_from(column).unwrap(), text).unwrap();
        }
    }
    project.write("doi.xlsx", book.save_to_buffer().unwrap());
    let mut written = Vec::new();
    let mut by = |file: &str| {
        let _ = fs::remove_file(project.join(HISTORY));
        let path = project.join(file);
        let asked =
            ["--file", path.to_str().unwrap(), "--effective", "2023-12-01", "--basis", "Thông báo số 3/TB-UBND"];
        let run = reassign(&project, &[&asked[..], &["--yes"]].concat());
        assert_eq!(run.status, 0, "{file}: {}", run.stderr);
        written.push(history(&project));
        run
    };
    let run = by("doi.csv");
    by("doi.xlsx");
    // The same shape as the history itself, with names or without.
    let named = history(&project);
    project.write("co-ten.yaml", &named);
    let nameless: String = named
        .lines()
        .filter(|line| !line.contains("effective: ") && !line.contains("basis: "))
        .map(|line| {
            let line = if line.contains("- id: ") { "  - effective: 2023-12-01" } else { line };
            format!("{line}\n")
        })
        .collect();
    project.write("khong-ten.yaml", nameless);
    by("co-ten.yaml");
    by("khong-ten.yaml");
    assert!(written.iter().all(|text| *text == written[0]), "{}\n{}", written[0], written[3]);
    assert_snapshot!(told(&project, &run));
}

#[test]
fn tasks_are_added_by_a_file() {
    let project = Project::good();
    project.write(
        "them.yml",
        "changes:
  - add:
      id: moi
      name: \"Việc mới: bổ sung\"
      target: Đạt từ 90% trở lên
      measures: [{ id: ty-le, at_least: \"90\", unit: \"%\" }]
      deadline: { within: 2023-Q4 }
      lead: vp-ubnd
      support:
    after: I.1.2
    reason: # chưa rõ
  - { tasks: doi-thoai, drop: true, effective: 2023-12-01 }
",
    );
    let path = project.join("them.yml");
    let run = reassign(&project, &["--file", path.to_str().unwrap(), "--effective", "2023-10-01", "--yes"]);
    assert_snapshot!(told(&project, &run));
    assert_eq!(done(&project, "check", &[]).stderr, "");
}

#[test]
fn a_wrong_file_is_refused_whole_by_cell_and_line() {
    let project = Project::good();
    let mut said = String::new();
    let mut tell = |name: &str, bytes: &[u8]| {
        project.write(name, bytes);
        let before = state(&project);
        let path = project.join(name);
        let run = reassign(&project, &["--file", path.to_str().unwrap(), "--yes"]);
        assert_eq!(run.status, 1, "{name}");
        assert_eq!(state(&project), before, "{name}");
        said += &format!("## {name}\n{}\n", shown(&project, &run.stderr));
    };
    tell(
        "sai.csv",
        "task,lead,support,deadline,drop,effective,basis,reason
I.1.2,vp-ubn,,,,2023-10-01,,
I.9.9,vp-ubnd,,sớm,,2023-10-01,,
doi-thoai,,,,có thể,1/10/2023,,
doi-thoai,vp-ubnd,,,,,,
,vp-ubnd,,,,2023-10-01,,
dung-han-huyen,tai-chinh,tai-chinh,,,31/9/2023,,,thừa
dung-han-xa,,,,,,,
"
        .as_bytes(),
    );
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, title) in ["STT", "Mã nhiệm vụ", "Nhiệm vụ", "Chủ trì", "Từ ngày"].into_iter().enumerate()
    {
        sheet.write(0, u16::try_from(column).unwrap(), title).unwrap();
    }
    tell("cot.xlsx", &book.save_to_buffer().unwrap());
    let sheet = book.worksheet_from_index(0).unwrap();
    sheet.write(0, 4, "Hiệu lực từ ngày").unwrap();
    for (row, (task, lead)) in
        [("I.1.2", "vp-ubnd"), ("doi-thoai", "tai-chinh"), ("I.1.2", "tai-chinh")].into_iter().enumerate()
    {
        let row = u32::try_from(row).unwrap() + 1;
        sheet.write(row, 1, task).unwrap();
        sheet.write(row, 3, lead).unwrap();
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2023, 10, 1).unwrap();
        let format = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
        sheet.write_with_format(row, 4, day, &format).unwrap();
    }
    tell("trung.xlsx", &book.save_to_buffer().unwrap());
    tell("khac.csv", b"a,b\n1,2\n");
    tell("trong.csv", b"task,lead\nI.1.2,\n");
    tell("sai.yaml", "changes:\n  - { tasks: I.1.2, lead: vp-ubnd }\n  - tasks: [x]\n    led: vp-ubnd\n    effective: 2023-10\n  - x\n".as_bytes());
    tell("trong.yaml", b"# nothing\n");
    let run = reassign(&project, &["--file", "nowhere.csv", "--yes"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("[file-missing]"), "{}", run.stderr);
    assert_snapshot!(said);
}

/// Whatever a history looks like, an entry adds its own lines and nothing else changes.
#[test]
fn the_history_keeps_its_looks() {
    let entry = "- id: pc-1\n    effective: 2023-09-01\n    tasks: [I.1.2]   # một\n    lead:   'tai-chinh'\n    support: [ vp-ubnd ]";
    for (name, text) in [
        ("comments", format!("# sổ\nchanges:\n  # một\n  {entry}\n# hết\n")),
        ("no final newline", format!("changes:\n  {entry}")),
        ("CRLF", format!("changes:\n  {entry}\n\n# hết\n").replace('\n', "\r\n")),
        ("a byte order mark", format!("\u{FEFF}changes:\n  {entry}\n")),
        (
            "brackets",
            "changes: [ { id: pc-1, effective: 2023-09-01, tasks: I.1.2, lead: tai-chinh, support: vp-ubnd } ] # x\n"
                .to_owned(),
        ),
        ("nothing yet", "# Chưa có gì\n".to_owned()),
        ("a key without a value", "changes: # chưa\n\n# hết\n".to_owned()),
    ] {
        let project = Project::good();
        project.write(HISTORY, &text);
        let run = reassign(&project, &["--task", "doi-thoai", "--lead", "vp-ubnd", "--effective", "2023-10-01", "-y"]);
        assert_eq!(run.status, 0, "{name}: {}", run.stderr);
        let now = history(&project);
        let same = text.bytes().zip(now.bytes()).take_while(|(a, b)| a == b).count();
        let tail =
            text.as_bytes()[same..].iter().rev().zip(now.as_bytes().iter().rev()).take_while(|(a, b)| a == b).count();
        assert_eq!(same + tail, text.len(), "{name}: more than an insertion:\n{now}");
        let lone = now.replace("\r\n", "").contains('\n') && text.contains('\r');
        assert!(!lone, "{name}: mixed line endings");
        assert_eq!(done(&project, "check", &[]).stderr, "", "{name}");
    }
}

#[test]
fn what_cannot_be_edited_is_left_to_its_keeper() {
    let project = Project::good();
    let text = "all: &all\n  - { id: pc-1, effective: 2023-09-01, tasks: I.1.2, lead: tai-chinh, support: vp-ubnd }\nchanges: *all\n";
    project.write(HISTORY, text);
    let run = reassign(&project, &["--task", "doi-thoai", "--lead", "vp-ubnd", "--effective", "2023-10-01", "-y"]);
    assert_eq!(run.status, 1);
    assert_eq!(history(&project), text);
}

#[test]
fn an_issued_amendment_is_not_changed_in_silence() {
    let project = Project::good();
    done(&project, "issue", &["--number", "45", "--date", "2023-08-15"]);
    done(&project, "reassign", &["--task", "doi-thoai", "--lead", "vp-ubnd", "--effective", "2023-10-01", "-y"]);
    done(&project, "issue", &["--document", "amend-2023-10-01", "--number", "52", "--date", "2023-09-28"]);
    let kept = files(&project.join("issued"));
    let run =
        done(&project, "reassign", &["--task", "I.1.1", "--lead", "tai-chinh", "--effective", "2023-10-01", "-y"]);
    assert_snapshot!(shown(&project, &run.stderr));
    assert_eq!(files(&project.join("issued")), kept);
    let check = done(&project, "check", &[]);
    assert!(check.stderr.contains("issued-differs"), "{}", check.stderr);
}

/// Commands at once wait for each other, and each finds what the one before has done.
#[test]
fn commands_at_once_lose_nothing() {
    let project = real();
    let tasks = ["III.2.1", "III.2.2", "VI.3.1", "VI.3.2", "VI.3.3", "VI.3.4"];
    let children: Vec<_> = tasks
        .iter()
        .map(|task| {
            let mut command = vanthu(["reassign", "--task", task, "--deadline", "2024-01-31"]);
            command.args(["--effective", "2023-10-01", "--yes"]).arg(project.path());
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let history = history(&project);
    for number in 1..=tasks.len() {
        assert!(history.contains(&format!("- id: pc-2023-10-01-{number}\n")), "{number} is lost:\n{history}");
    }
    assert_eq!(history.matches("- id: ").count(), tasks.len());
    assert_eq!(project.run("check", &[]).status, 0);
}

#[test]
fn a_kill_leaves_the_project_old_or_new() {
    let fresh = || {
        let project = Project::good();
        project.write(HISTORY, include_str!("history/reassignments.yaml"));
        project
    };
    let asked = ["reassign", "--task", "I.1.1", "--lead", "tai-chinh", "--effective", "2023-12-01", "--yes"];
    killed_at_any_moment(fresh, &asked);
}

/// Whoever holds a task at the end of the period is asked about it.
#[test]
fn progress_forms_follow_the_history() {
    let project = Project::good();
    project.write("them.yaml", "changes: [{ add: { id: moi, name: Việc mới, target: Đạt, deadline: continuous, lead: vp-ubnd }, after: I.1.2 }]\n");
    let path = project.join("them.yaml");
    done(&project, "reassign", &["--file", path.to_str().unwrap(), "--effective", "2023-10-01", "--yes"]);
    let asked = ["--from", "tai-chinh", "--to", "vp-ubnd", "--effective", "2023-10-01", "--yes"];
    done(&project, "reassign", &asked);
    let forms = |period: &str| {
        let run = crate::program::run(vanthu(["progress", "form", "--period", period]).arg(project.path()));
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout.lines().map(|line| line.rsplit('/').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let both = ["bieu-tien-do-2023-q3-vp-ubnd.xlsx (2 nhiệm vụ)", "bieu-tien-do-2023-q3-tai-chinh.xlsx (1 nhiệm vụ)"];
    assert_eq!(forms("2023-Q3"), both);
    assert_eq!(forms("2023-Q4"), ["bieu-tien-do-2023-q4-vp-ubnd.xlsx (4 nhiệm vụ)"]);
    // An added task has a log as any other.
    project.write("moi.csv", "task,day,percent\nmoi,2023-10-05,40\n");
    let run = crate::program::run(vanthu(["progress", "import"]).arg(project.join("moi.csv")).arg(project.path()));
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(done(&project, "check", &[]).stderr, "");
}

/// What the README shows is what can be typed.
#[test]
fn the_lines_of_the_readme_work() {
    let readme = fs::read_to_string("README.md").unwrap();
    let lines = readme.split("The reassignment of a post:\n\n```sh\n").nth(1).unwrap().split("```").next().unwrap();
    assert_eq!(lines.lines().count(), 5);
    let project = real();
    for line in lines.lines() {
        let words: Vec<&str> = line.split('#').next().unwrap().split_whitespace().collect();
        let ["vanthu", command, ".", options @ ..] = &words[..] else { panic!("{line}") };
        // Here is nobody to be asked.
        let yes = if *command == "reassign" { &["--yes"][..] } else { &[] };
        done(&project, command, &[options, yes].concat());
    }
    assert!(project.join("out/phu-luc-thay-doi.docx").is_file());
    assert_eq!(names(&project.join("issued")), ["amend-2023-12-01-71.json", "plan-45.json"]);
}

#[test]
fn help_is_there_in_both_languages() {
    let help = |command: &str, language: &str| {
        crate::program::run(vanthu([command, "--help"]).env("VANTHU_LANG", language)).stdout
    };
    let all =
        ["reassign", "undo-reassign"].map(|command| ["vi", "en"].map(|language| help(command, language)).concat());
    assert_snapshot!(all.concat());
}
