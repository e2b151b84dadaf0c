//! Form fields of finished PDFs, read from the bytes: objects are written plain, only streams are compressed.

use std::fs;

use crate::program::{GOOD, Project};

/// The names of the fields in a file, in its order.
fn fields(project: &Project, file: &str) -> Vec<String> {
    let bytes = fs::read(project.join(file)).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let names = text.match_indices("/FT/").map(|(at, _)| {
        let object = &text[text[..at].rfind(" obj").unwrap()..at + 60.min(text.len() - at)];
        let name = object.split("/T(").nth(1).unwrap();
        name[..name.find(')').unwrap()].to_owned()
    });
    names.collect()
}

#[test]
fn a_plan_is_ready_to_be_signed() {
    let year = GOOD.replace("date: 2023-08", "date: 2023");
    let issued = GOOD.replace("date: 2023-08", "number: 45\n  date: 2023-08-15");
    for (plan, expected) in [
        (GOOD, &["So", "Ngay", "ChuKyCaNhan", "ChuKyCoQuan"][..]),
        (&year, &["So", "Ngay", "Thang", "ChuKyCaNhan", "ChuKyCoQuan"]),
        (&issued, &["ChuKyCaNhan", "ChuKyCoQuan"]),
    ] {
        let project = Project::new(plan);
        let run = project.run("build", &[]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert_eq!(fields(&project, "out/ke-hoach.pdf"), expected);
        assert_eq!(fields(&project, "out/phu-luc.pdf"), ["ChuKyCoQuan"]);
    }
}

#[test]
fn an_office_can_leave_the_fields_out() {
    let project = Project::new(&format!("{GOOD}\nsigning: {{ fields: false }}\n"));
    assert_eq!(project.run("build", &[]).status, 0);
    let bytes = fs::read(project.join("out/ke-hoach.pdf")).unwrap();
    let has = |what: &[u8]| bytes.windows(what.len()).any(|window| window == what);
    assert!(fields(&project, "out/ke-hoach.pdf").is_empty() && !has(b"/AcroForm") && !has(b"/PieceInfo"));
}
