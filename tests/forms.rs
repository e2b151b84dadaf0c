//! Progress forms: out as workbooks, filled in from outside, taken over into the log whole or not at all.

mod workbook;

use std::fs;
use std::process::Stdio;
use std::sync::Arc;

use insta::assert_snapshot;
use vanthu::app::{Language, report};
use vanthu::base::{Diagnostic, Source};
use vanthu::form::{self, forms};
use vanthu::input::form::{Import, read_forms};
use vanthu::input::{read_plan, read_progress};
use vanthu::plan::{OfficeId, Plan, ReportPeriod};

use crate::program::{GOOD, Project, files, killed_at_any_moment, names, run, vanthu};
use crate::road;
use workbook::{Put, changed, filled, listed};

const LOG: &str = include_str!("errors/progress.yaml");
const PERIOD: &str = "2023-Q3";

/// The good plan with a counted measure beside another, so that a form has rows for both.
fn plan_text() -> String {
    GOOD.replace(
        "          deadline: continuous",
        "          measures: [{ id: so-cuoc, name: Số cuộc, at_least: 2, unit: cuộc }, { id: y-kien, name: Ý kiến được trả lời, at_least: 90, unit: \"%\" }]\n          deadline: continuous",
    )
}

fn plan(text: &str) -> Plan {
    read_plan(Source::new("plan.yaml", text)).0.unwrap()
}

fn log() -> Vec<Arc<Source>> {
    vec![Source::new("progress.yaml", LOG)]
}

/// The form of an office of the good plan.
fn form_of(office: &str) -> Vec<u8> {
    form_of_plan(&plan_text(), LOG, office, PERIOD)
}

fn form_of_plan(text: &str, log: &str, office: &str, period: &str) -> Vec<u8> {
    let plan = plan(text);
    let (progress, _) = read_progress(&plan, &[Source::new("progress.yaml", log)]);
    let office = OfficeId(office.to_owned());
    let forms = forms(&plan, &progress, ReportPeriod::parse(period).unwrap(), Some(&office));
    form::write(&forms[0]).unwrap()
}

fn read(files: &[(&str, &[u8])]) -> (Import, Vec<Diagnostic>) {
    let plan = plan(&plan_text());
    let files = files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
    let (import, found) = read_forms(&plan, &log(), files, None);
    (import, found.into_sorted())
}

fn printed(files: &[(&str, &[u8])]) -> String {
    report::human(&read(files).1, Language::Vi, false)
}

/// The form of VP UBND, its common day set, with some cells put in.
fn office_form(cells: &[(&str, Put<'_>)]) -> Vec<u8> {
    let day = [("I6", Put::Day(2023, 9, 13))];
    filled(&form_of("vp-ubnd"), &[&day[..], cells].concat())
}

#[test]
fn a_form_asks_of_every_task_that_its_office_reports() {
    assert_snapshot!("vp_ubnd", listed(&form_of("vp-ubnd")));
    assert_snapshot!("tai_chinh", listed(&form_of("tai-chinh")));
    let text = road::text_of("plans/diem-thuy-2023");
    let log = fs::read_to_string("plans/diem-thuy-2023/progress.yaml").unwrap();
    assert_snapshot!("real_plan", listed(&form_of_plan(&text, &log, "mot-cua", "2023-Q4")));
    let plan = plan(&text);
    let (progress, _) = read_progress(&plan, &[]);
    let all = forms(&plan, &progress, ReportPeriod::parse(PERIOD).unwrap(), None);
    let tasks = plan.annex.as_ref().unwrap().tasks().len();
    assert_eq!(all.iter().map(|form| form.rows.len()).sum::<usize>(), tasks, "each task is in one form");
}

#[test]
fn the_same_form_has_the_same_bytes() {
    assert_eq!(form_of("vp-ubnd"), form_of("vp-ubnd"));
}

#[test]
fn an_untouched_form_says_nothing() {
    let (office, money) = (form_of("vp-ubnd"), form_of("tai-chinh"));
    let set: [(&str, &[u8]); 2] = [("bieu.xlsx", &office), ("khac.xlsx", &money)];
    let (import, _) = read(&set);
    assert_eq!((printed(&set).as_str(), import.entries.len(), import.recorded), ("", 0, 0));
}

/// What the file of the log says that a set of forms makes.
fn entries_of(files: &[(&str, &[u8])]) -> String {
    let (import, found) = read(files);
    assert_eq!(report::human(&found, Language::Vi, false), "");
    form::log(&plan(&plan_text()), &import)
}

#[test]
fn what_is_filled_in_becomes_entries() {
    let office = office_form(&[
        // Beyond its target, by formula with a value and with all that can be told.
        ("J11", Put::Text("Đang thực hiện")),
        ("K11", Put::Number(0.57)),
        ("M11", Put::Number(0.9995)),
        ("I11", Put::Day(2023, 9, 14)),
        (
            "N11",
            Put::Text(
                " Trả 1.234 hồ sơ: \"đúng hẹn\" \\ 99,95%\nThêm một ngày thứ bảy # tuần \u{111}a\u{323}\u{302}u ",
            ),
        ),
        ("O11", Put::Text("- Báo cáo kết quả số 41/BC-UBND ngày 09/9/2023;\nẢnh chụp")),
        ("P11", Put::Text("Thiếu máy quét")),
        ("Q11", Put::Text("Hỏng từ tháng 8")),
    ]);
    let money = filled(
        &form_of("tai-chinh"),
        &[
            ("I6", Put::Day(2023, 9, 13)),
            ("M10", Put::Number(1.0)),
            ("M11", Put::Number(1.0)),
            ("N10", Put::Text("Cuộc thứ nhất")),
        ],
    );
    assert_snapshot!(entries_of(&[("a.xlsx", &office), ("b.xlsx", &money)]));
}

#[test]
fn what_is_new_outweighs_what_stood_there() {
    // The row of dung-han-huyen comes with "Đang thực hiện" and 60%.
    let done = office_form(&[("J10", Put::Text("Hoàn thành"))]);
    let back = office_form(&[("J10", Put::Text("chưa  thực hiện")), ("K10", Put::Nothing)]);
    let more = office_form(&[("K10", Put::Number(0.8))]);
    let only_words = office_form(&[("N10", Put::Text("Vẫn làm"))]);
    let only_day = office_form(&[("I10", Put::Text("13.9.2023"))]);
    let whole = office_form(&[("K10", Put::Number(1.0))]);
    let all = [done, back, more, only_words, only_day, whole].map(|form| entries_of(&[("a.xlsx", &form)]));
    assert_snapshot!(all.map(|text| text.split("entries:\n").nth(1).unwrap().to_owned()).join("---\n"));
}

#[test]
fn tables_of_any_program_are_read() {
    let csv = "task;day;status;percent;measure;value;done;evidence\r\n\
        dung-han-xa;13/09/2023;Đang thực hiện;57,5%;;99,95%;\"Trả; đủ\";\r\n\
        I.2;2023-09-13;done;;so-cuoc;2;;Ảnh chụp\r\n\
        I.2;;;;y-kien;90;;\r\n\r\n";
    let expected = entries_of(&[("a.csv", csv.as_bytes())]);
    assert_snapshot!(expected);
    let marked = format!("\u{FEFF}{csv}");
    let tabs = csv.replace("\"Trả; đủ\"", "\u{1}").replace(';', "\t").replace('\u{1}', "Trả; đủ");
    let commas = csv.replace("57,5%", "\"57,5%\"").replace("99,95%", "\"99,95%\"");
    let commas = commas.replace("\"Trả; đủ\"", "\u{1}").replace(';', ",").replace('\u{1}', "Trả; đủ");
    let said = format!("sep=;\r\n{csv}");
    let wide: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, bytes) in [
        ("marked", marked.as_bytes()),
        ("tabs", tabs.as_bytes()),
        ("commas", commas.as_bytes()),
        ("said", said.as_bytes()),
        ("wide", &wide),
    ] {
        assert_eq!(entries_of(&[("a.csv", bytes)]), expected, "{name}");
    }
}

/// One test a mistake in the form of VP UBND.
macro_rules! mistakes {
    ($($name:ident: $($cell:literal = $put:expr),+;)+) => {$(
        #[test]
        fn $name() {
            let form = office_form(&[$(($cell, $put)),+]);
            assert_snapshot!(stringify!($name), printed(&[("bieu.xlsx", &form)]));
        }
    )+};
}

mistakes! {
    unknown_task: "A10" = Put::Text("dung-han-huyenn"), "K10" = Put::Number(0.7);
    percent_over_a_hundred: "K10" = Put::Number(1.4);
    percent_below_nought: "K10" = Put::Number(-0.1);
    percent_in_words: "K10" = Put::Text("một nửa");
    day_after_the_period: "I10" = Put::Day(2023, 9, 15);
    day_before_the_period: "I10" = Put::Day(2023, 6, 14);
    common_day_after_the_period: "I6" = Put::Day(2023, 12, 9), "K10" = Put::Number(0.7);
    day_that_the_calendar_lacks: "I10" = Put::Text("31/9/2023");
    day_as_a_number: "I10" = Put::Text("45181");
    measure_turned_into_a_number: "M11" = Put::Number(0.5), "B11" = Put::Number(9.1);
    id_turned_into_a_number: "A10" = Put::Number(1.1);
    formula_without_a_value: "K10" = Put::Formula("SUM(K11:K12)");
    fault_of_the_spreadsheet: "N10" = Put::Fault("#REF!");
    status_of_the_office_s_own: "J10" = Put::Text("Đang làm");
    percent_below_what_stands_there: "K11" = Put::Number(0.7);
    status_against_percent: "J10" = Put::Text("Chưa thực hiện"), "K10" = Put::Number(0.7);
    no_day: "I6" = Put::Nothing, "K10" = Put::Number(0.7), "N11" = Put::Text("Xong");
    row_without_a_task: "A11" = Put::Nothing, "N11" = Put::Text("Xong");
    value_below_nought: "M10" = Put::Number(-1.0);
    value_in_words: "M10" = Put::Text("nhiều");
    value_with_a_thousands_mark: "M10" = Put::Text("1.234");
    value_over_all: "M10" = Put::Number(1.04);
    unknown_measure: "B10" = Put::Text("ti-le"), "M10" = Put::Number(0.5);
    two_entries_with_the_log: "I10" = Put::Day(2023, 9, 10), "K10" = Put::Number(0.7);
    contradiction_with_the_log: "J11" = Put::Text("Chưa thực hiện");
    tcvn3: "N10" = Put::Text("Hoµn thµnh kÕ ho¹ch n¨m");
    control_character: "N10" = Put::Text("a\u{AD}b");
    several_faults: "K10" = Put::Number(1.4), "J10" = Put::Text("xong"), "J11" = Put::Text("Xong rồi"), "I11" = Put::Text("mai");
    heading_misspelt: "N8" = Put::Text("Kết quả thục hiện");
    column_twice: "N8" = Put::Text("Tình trạng");
}

#[test]
fn what_says_nothing_of_the_task_is_refused() {
    let fraction = filled(&form_of("tai-chinh"), &[("I6", Put::Day(2023, 9, 13)), ("M10", Put::Number(1.5))]);
    let whose = filled(
        &form_of("tai-chinh"),
        &[("I6", Put::Day(2023, 9, 13)), ("B10", Put::Nothing), ("M10", Put::Number(1.0))],
    );
    let trouble = filled(&form_of("tai-chinh"), &[("I6", Put::Day(2023, 9, 13)), ("P10", Put::Text("Thiếu người"))]);
    assert_snapshot!(printed(&[("a.xlsx", &fraction), ("b.xlsx", &whose), ("c.xlsx", &trouble)]));
}

#[test]
fn an_id_turned_into_a_day_is_refused() {
    // A cell of the column of days has their format.
    let form = changed(&office_form(&[("K10", Put::Number(0.7))]), "xl/worksheets/sheet1.xml", |sheet| {
        let day = sheet.find("<c r=\"I10\"").unwrap();
        let style = sheet[day..].split("s=\"").nth(1).unwrap().split('"').next().unwrap();
        let start = sheet.find("<c r=\"A10\"").unwrap();
        let end = start + sheet[start..].find("</c>").unwrap() + 4;
        format!("{}<c r=\"A10\" s=\"{style}\"><v>45181</v></c>{}", &sheet[..start], &sheet[end..])
    });
    assert_snapshot!(printed(&[("bieu.xlsx", &form)]));
}

#[test]
fn two_entries_of_one_day_are_refused_and_one_said_twice_is_taken_once() {
    let (a, b) = (office_form(&[("K10", Put::Number(0.7))]), office_form(&[("K10", Put::Number(0.8))]));
    assert_snapshot!(printed(&[("a.xlsx", &a), ("b.xlsx", &b)]));
    let twice = "task,day,percent\ndung-han-xa,2023-09-13,50\ndung-han-xa,2023-09-13,60\n";
    assert_snapshot!("two_lines_of_one_day", printed(&[("a.csv", twice.as_bytes())]));
    let set: [(&str, &[u8]); 2] = [("a.xlsx", &a), ("copy.xlsx", &a)];
    assert_eq!((printed(&set).as_str(), read(&set).0.entries.len()), ("", 1));
}

#[test]
fn forms_of_others_are_refused() {
    let other_plan = plan_text().replace("năm 2023", "năm 2024");
    let other_office = plan_text().replace("tai-chinh", "ke-toan");
    let set = [
        ("a.xlsx", office_form(&[("K10", Put::Number(0.7))])),
        ("b.xlsx", form_of_plan(&other_plan, "", "vp-ubnd", PERIOD)),
        ("c.xlsx", form_of_plan(&plan_text(), "", "vp-ubnd", "2023-Q4")),
        ("d.xlsx", form_of_plan(&other_office, "", "ke-toan", PERIOD)),
    ];
    let set: Vec<(&str, &[u8])> = set.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    assert_snapshot!(printed(&set));
    assert_snapshot!("forms_of_others_in_english", report::human(&read(&set).1, Language::En, false));
    assert_snapshot!("forms_of_others_as_json", report::json_lines(&read(&set).1, Language::En));
}

#[test]
fn files_that_are_no_forms_are_refused() {
    let whole = form_of("vp-ubnd");
    let bomb = changed(&whole, "xl/sharedStrings.xml", |text| text + &" ".repeat(200 << 20));
    let set: [(&str, &[u8]); 7] = [
        ("anh.png", b"\x89PNG\r\n\x1a\n"),
        ("bom.xlsx", &bomb),
        ("cut.xlsx", &whole[..whole.len() / 2]),
        ("khac.xlsx", &changed(&whole, "xl/worksheets/sheet1.xml", |_| "<worksheet".to_owned())),
        ("old.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        ("rong.csv", b""),
        ("thieu.csv", "Nhiệm vụ,Ngày\na,b\n".as_bytes()),
    ];
    assert_snapshot!(printed(&set));
}

/// One test a mistake in a CSV file.
macro_rules! lines {
    ($($name:ident: $text:expr;)+) => {$(
        #[test]
        fn $name() {
            let text: &[u8] = $text.as_ref();
            assert_snapshot!(stringify!($name), printed(&[("tien-do.csv", text)]));
        }
    )+};
}

lines! {
    csv_unknown_column: "task,day,persent\ndung-han-xa,2023-09-13,50\n";
    csv_column_twice: "task,day,percent,percent\ndung-han-xa,2023-09-13,50,60\n";
    csv_unclosed_quote: "task,day,done\ndung-han-xa,2023-09-13,\"Xong\nI.2,2023-09-13,Xong\n";
    csv_unknown_task: "task,day,percent\ndung-han-xá,2023-09-13,50\n1.1,2023-09-13,50\n";
    csv_percent_over_a_hundred: "Mã nhiệm vụ;Ngày;% hoàn thành\ndung-han-xa;13/9/2023;140%\n";
    csv_day_by_month: "task,day,percent\ndung-han-xa,2023-09,50\n";
    csv_number_with_a_unit: "task,day,measure,value\nI.2,2023-09-13,so-cuoc,2 cuộc\n";
    csv_comma_without_quotes: "task,day,done\ndung-han-xa,2023-09-13,Xong, đúng hạn\n";
    csv_row_without_a_task: "task,day,percent\n,2023-09-13,50\n";
    csv_no_day: "task,percent\ndung-han-xa,50\n";
    csv_status: "task,day,status\ndung-han-xa,2023-09-13,hoàn tất\n";
    csv_lost_letters: b"task,day,done\ndung-han-xa,2023-09-13,Ho\xE0n th\xE0nh k? ho?ch\n";
    csv_in_windows_1258: b"task,day,done\ndung-han-xa,2023-09-13,Ho\xE0n th\xE0nh k\xEA\xEC hoa\xF2ch\n";
}

#[test]
fn a_table_of_a_period_knows_no_later_day() {
    let plan = plan(&plan_text());
    let csv = "task,day,percent\ndung-han-xa,2023-09-15,50\n";
    let period = ReportPeriod::parse(PERIOD);
    let (_, found) = read_forms(&plan, &log(), vec![("a.csv".to_owned(), csv.into())], period);
    assert_snapshot!(report::human(&found.into_sorted(), Language::Vi, false));
}

#[test]
fn no_bytes_bring_the_reader_down() {
    let whole = form_of("vp-ubnd");
    let sheet = changed(&whole, "xl/worksheets/sheet1.xml", |sheet| sheet);
    let csv = "task;day;status\r\ndung-han-xa;\"13/09/2023\";Đang thực hiện\r\n".as_bytes();
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for round in 0..160 {
        // Bytes of the package, letters of the sheet, bytes of a table.
        let bytes = match round % 4 {
            0 => {
                let mut bytes = whole.clone();
                (0..8).for_each(|_| bytes[next(whole.len())] = next(256) as u8);
                bytes
            }
            1 | 2 => changed(&sheet, "xl/worksheets/sheet1.xml", |text| {
                let mut bytes = text.into_bytes();
                (0..3).for_each(|_| {
                    let at = next(bytes.len());
                    bytes[at] = b"0129AXZ<>\"/ =sr&;"[next(17)];
                });
                String::from_utf8_lossy(&bytes).into_owned()
            }),
            _ => {
                let mut bytes = csv.to_vec();
                (0..4).for_each(|_| bytes[next(csv.len())] = next(256) as u8);
                bytes
            }
        };
        report::human(&read(&[("a.xlsx", &bytes)]).1, Language::Vi, true);
    }
}

#[test]
fn a_cell_far_out_costs_nothing() {
    let far = changed(&office_form(&[("K10", Put::Number(0.7))]), "xl/worksheets/sheet1.xml", |sheet| {
        sheet.replace("</sheetData>", "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>")
    });
    let set: [(&str, &[u8]); 1] = [("a.xlsx", &far)];
    assert_eq!((printed(&set).as_str(), read(&set).0.entries.len()), ("", 1));
}

/// A project with the good plan and log.
fn recorded() -> Project {
    let project = Project::new(&plan_text());
    project.write("progress.yaml", LOG);
    project
}

/// The same with the forms of its period in `out`.
fn project() -> Project {
    let project = recorded();
    let run = project.run("progress", &[]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert_eq!(form(&project, &["--period", PERIOD]).status, 0);
    project
}

fn form(project: &Project, more: &[&str]) -> crate::program::Run {
    run(vanthu(["progress", "form"]).arg(project.path()).args(more))
}

fn import(project: &Project, files: &[&str]) -> crate::program::Run {
    let files = files.iter().map(|file| project.join(file));
    run(vanthu(["tien-do", "nhap"]).args(files).arg(project.path()))
}

fn shown(project: &Project, text: &str) -> String {
    text.replace(project.path().to_str().unwrap(), "DU-AN")
}

#[test]
fn from_form_to_status_nothing_is_lost() {
    let project = project();
    assert_eq!(
        names(&project.join("out")),
        ["bieu-tien-do-2023-q3-tai-chinh.xlsx", "bieu-tien-do-2023-q3-vp-ubnd.xlsx"]
    );
    let office = office_form(&[
        ("J11", Put::Text("Hoàn thành")),
        ("M11", Put::Number(0.9995)),
        ("N11", Put::Text("Trả đúng hạn")),
        ("O11", Put::Text("Báo cáo số 41/BC-UBND ngày 09/9/2023")),
        ("P11", Put::Text("Thiếu máy")),
        ("Q11", Put::Text("Hỏng")),
    ]);
    project.write("out/bieu-tien-do-2023-q3-vp-ubnd.xlsx", &office);
    let both = ["out/bieu-tien-do-2023-q3-vp-ubnd.xlsx", "out/bieu-tien-do-2023-q3-tai-chinh.xlsx"];
    let first = import(&project, &both);
    assert_eq!((first.status, first.stderr.as_str()), (0, ""));
    assert_snapshot!("import", shown(&project, &first.stdout));
    let [file] = names(&project.join("progress")).try_into().unwrap();
    assert_snapshot!("imported_file", fs::read_to_string(project.join("progress").join(&file)).unwrap());
    // Whatever was recorded stays as it was, and the same file changes nothing.
    assert_eq!(fs::read_to_string(project.join("progress.yaml")).unwrap(), LOG);
    let before = files(&project.join("progress"));
    let again = import(&project, &both);
    assert_snapshot!("import_again", shown(&project, &again.stdout));
    assert_eq!(files(&project.join("progress")), before);
    let status = project.run("status", &["--as-of", "2023-09-14", "--format", "json"]);
    let tasks: serde_json::Value = serde_json::from_str(&status.stdout).unwrap();
    let task = tasks["tasks"].as_array().unwrap().iter().find(|task| task["id"] == "dung-han-xa").unwrap();
    assert_eq!(task["state"], "done-on-time");
    assert_eq!(task["measures"][0]["value"], 99.95);
    assert_eq!(task["last_entry"]["result"], "Trả đúng hạn");
    assert_eq!(
        (&task["last_entry"]["difficulty"], &task["last_entry"]["cause"]),
        (&"Thiếu máy".into(), &"Hỏng".into())
    );
    // The next form begins where this one ended.
    assert_eq!(form(&project, &["--period", "quy-4/2023", "--office", "vp-ubnd", "--lang", "en"]).status, 0);
    let next = fs::read(project.join("out/bieu-tien-do-2023-q4-vp-ubnd.xlsx")).unwrap();
    assert!(listed(&next).contains("C11 s:done v:99.95\n"), "{}", listed(&next));
}

#[test]
fn one_wrong_cell_refuses_the_whole_set() {
    let project = project();
    project.write("out/tot.xlsx", office_form(&[("K10", Put::Number(0.7))]));
    project.write("out/sai.csv", "task,day,percent\ndung-han-xa,2023-09-13,140\n");
    let run = import(&project, &["out/tot.xlsx", "out/sai.csv", "out/thieu.xlsx"]);
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    assert_snapshot!(shown(&project, &run.stderr));
    assert!(!project.join("progress").exists());
}

#[test]
fn a_file_of_the_log_that_was_changed_is_not_replaced() {
    let project = project();
    project.write("a.xlsx", office_form(&[("K10", Put::Number(0.7))]));
    assert_eq!(import(&project, &["a.xlsx"]).status, 0);
    let [file] = names(&project.join("progress")).try_into().unwrap();
    project.write(&format!("progress/{file}"), "entries:\n");
    let run = import(&project, &["a.xlsx"]);
    assert_eq!(run.status, 1);
    assert_snapshot!(shown(&project, &run.stderr));
    assert_eq!(fs::read_to_string(project.join("progress").join(file)).unwrap(), "entries:\n");
}

#[test]
fn forms_that_cannot_be_made_are_findings() {
    let project = project();
    for (name, office) in [("office_without_tasks", "cb-cc"), ("unknown_office", "vp-unbd")] {
        let run = form(&project, &["--period", PERIOD, "--office", office]);
        assert_eq!(run.status, 1);
        assert_snapshot!(name, shown(&project, &run.stderr));
    }
    let bare = Project::new(GOOD.split("annex:").next().unwrap());
    assert_snapshot!("plan_without_tasks", shown(&bare, &form(&bare, &["--period", PERIOD]).stderr));
    let nobody = Project::new(&GOOD.replace(", reports_through: vp-ubnd", ""));
    let run = form(&nobody, &["--period", PERIOD]);
    assert_eq!(run.status, 0);
    assert_snapshot!("nobody_reports", shown(&nobody, &run.stderr));
    let usage = form(&project, &["--period", "quý 5"]);
    assert_eq!(usage.status, 2);
    assert_snapshot!("no_period", usage.stderr);
    let help = run_help();
    assert_snapshot!("help", help);
}

fn run_help() -> String {
    let of = |command: &[&str]| run(vanthu(["tien-do"]).args(command).arg("--help")).stdout;
    [of(&[]), of(&["bieu"]), of(&["nhap"])].join("\n")
}

#[test]
fn a_kill_imports_all_or_nothing() {
    let forms = tempfile::tempdir().unwrap();
    let form = forms.path().join("a.xlsx");
    fs::write(&form, office_form(&[("K10", Put::Number(0.7)), ("N11", Put::Text("Xong"))])).unwrap();
    killed_at_any_moment(recorded, &["progress", "import", form.to_str().unwrap()]);
}

/// Imports at once wait for each other: every form is taken over, and what is in two of them is recorded once.
#[test]
fn imports_at_once_lose_nothing() {
    let project = recorded();
    let import = |form: usize| {
        let (name, step) = (format!("{form}.csv"), form / 2);
        project.write(&name, format!("task,day,percent\ndung-han-huyen,2023-09-{},{}\n", 11 + step, 61 + step));
        let mut command = vanthu(["progress", "import"]);
        command.arg(project.join(&name)).arg(project.path()).stdout(Stdio::piped()).spawn().unwrap()
    };
    let all: Vec<_> = (0..8).map(import).collect();
    let all: Vec<_> = all.into_iter().map(|import| import.wait_with_output().unwrap()).collect();
    let told: Vec<_> = all.iter().map(|run| String::from_utf8_lossy(&run.stdout)).collect();
    assert!(all.iter().all(|run| run.status.success()), "{told:?}");
    assert_eq!(told.iter().filter(|told| told.starts_with("Không có gì mới")).count(), 4, "{told:?}");
    assert_eq!(names(&project.join("progress")).len(), 4);
    assert_eq!(project.run("check", &[]).status, 0);
}
