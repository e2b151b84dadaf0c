//! The pictures that digital signatures show: where they come from, how large and where they stand, what is refused.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use insta::assert_snapshot;
use vanthu::base::Length;
use vanthu::picture::Kind;

use crate::drawings::{BLUE, RED, seal, signature};
use crate::program::{GOOD, Project, Run, run, vanthu};
use crate::sign_attacks::{object, object_with};
use crate::sign_command::{built, ready};
use crate::signature::{Box, SIGNING, printed, profile, project, read};

const NARROW: &str =
    "signing:\n  signature: { image: chu-ky.png, width: 45mm }\n  seal: { image: con-dau.png, width: 33mm }\n";

/// A project with pictures, built and ready to be signed.
fn office(signing: &str) -> Project {
    ready(project(signing, &signature(BLUE).png(Some(&profile(b"RGB ", 2))), &seal(RED).png(None)))
}

/// Signs a file from within a folder of a project.
fn sign(folder: &Path, file: &str, person: bool, more: &[&str]) -> Run {
    let (capacity, key) = if person { ("person", "new.p12") } else { ("agency", "agency.p12") };
    let home = folder.ancestors().find(|folder| folder.join("plan.yaml").exists()).unwrap();
    let mut command = vanthu(["sign", file, "--as", capacity, "--p12"]);
    command.arg(home.join(key)).arg("--pin-file").arg(home.join("pin")).args(more).current_dir(folder);
    if !person {
        command.args(["--number", "45", "--date", "2023-08-15"]);
    }
    run(&mut command)
}

/// The newest object that holds a text; the bytes of its stream are those of the file.
fn value(bytes: &[u8], what: &str) -> String {
    object_with(bytes, what).1
}

/// The numbers that follow a key in an object.
fn numbers(value: &str, key: &str) -> Vec<f64> {
    let rest = value.split(key).nth(1).unwrap_or_else(|| panic!("{key} in {value}"));
    let end = rest.find(|c: char| !" [.-".contains(c) && !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].split([' ', '[']).filter_map(|word| word.parse().ok()).collect()
}

/// The object that a key of another one refers to.
fn referred(bytes: &[u8], value: &str, key: &str) -> String {
    object(bytes, numbers(value, key)[0] as u32)
}

/// What a field shows: a form, if it is a picture.
fn form(bytes: &[u8], field: &str) -> String {
    referred(bytes, &value(bytes, &format!("({field})")), "/N")
}

/// Where a field shows its picture, in millimetres from the paper's top left corner.
fn shown(bytes: &[u8], field: &str) -> Box {
    let (rect, form) = (numbers(&value(bytes, &format!("({field})")), "/Rect"), form(bytes, field));
    let place = form.lines().find(|line| line.ends_with(" cm")).unwrap_or_else(|| panic!("no picture: {form}"));
    let place: Vec<f64> = place.split(' ').map_while(|word| word.parse().ok()).collect();
    let [width, _, _, height, x, y] = place[..] else { panic!("{form}") };
    let mm = |points: f64| points * 25.4 / 72.0;
    let middle = 297.0 - mm(rect[1] + y + height / 2.0);
    Box { left: mm(rect[0] + x), middle, width: mm(width), height: mm(height) }
}

/// The inflated data of a stream.
fn inflated(value: &str) -> Vec<u8> {
    let data = value.split("stream\n").nth(1).unwrap().strip_suffix("\nendstream").unwrap();
    let bytes: Vec<u8> = data.chars().map(|c| c as u8).collect();
    let mut out = Vec::new();
    flate2::read::ZlibDecoder::new(&bytes[..]).read_to_end(&mut out).unwrap();
    out
}

#[test]
fn a_signature_shows_the_project_s_pictures_where_they_would_be_printed() {
    for (signing, widths) in [(SIGNING, (None, 36)), (NARROW, (Some(45), 33))] {
        let project = office(signing);
        let person = sign(project.path(), "out/ke-hoach.pdf", true, &[]);
        assert_eq!((person.status, person.stderr.as_str()), (0, ""));
        // Also from within the folder itself.
        let agency = sign(&project.join("out"), "ke-hoach.pdf", false, &[]);
        assert_eq!((agency.status, agency.stderr.as_str()), (0, ""));
        let bytes = fs::read(project.join("out/ke-hoach.pdf")).unwrap();
        let blue = read(&signature(BLUE).png(None), Kind::Signature, widths.0.map(Length::mm));
        let red = read(&seal(RED).png(None), Kind::Seal, Some(Length::mm(widths.1)));
        let printed = printed(GOOD, &[Arc::new(blue), Arc::new(red)]);
        for (field, printed) in ["ChuKyCaNhan", "ChuKyCoQuan"].into_iter().zip(printed) {
            let shown = shown(&bytes, field);
            let pairs = [
                (shown.left, printed.left),
                (shown.middle, printed.middle),
                (shown.width, printed.width),
                (shown.height, printed.height),
            ];
            assert!(pairs.iter().all(|(a, b)| (a - b).abs() < 0.03), "{field}: {shown:?} {printed:?}");
        }
    }
}

#[test]
fn a_picture_keeps_ink_transparency_and_colour_profile() {
    let project = office(SIGNING);
    for person in [true, false] {
        assert_eq!(sign(project.path(), "out/ke-hoach.pdf", person, &[]).status, 0);
    }
    let bytes = fs::read(project.join("out/ke-hoach.pdf")).unwrap();
    let own = profile(b"RGB ", 2);
    let drawn = [(Kind::Signature, signature(BLUE).png(Some(&own)), None), (Kind::Seal, seal(RED).png(None), Some(36))];
    for (field, (kind, png, width)) in ["ChuKyCaNhan", "ChuKyCoQuan"].into_iter().zip(drawn) {
        let picture = read(&png, kind, width.map(Length::mm));
        let image = referred(&bytes, &form(&bytes, field), "/Im0");
        assert_eq!(numbers(&image, "/Width "), [f64::from(picture.width)]);
        assert!(inflated(&image).starts_with(&picture.rgb));
        assert!(inflated(&referred(&bytes, &image, "/SMask")).starts_with(&picture.alpha));
        let icc = inflated(&referred(&bytes, &image, "/ICCBased"));
        match picture.profile {
            Some(profile) => assert_eq!(icc, profile),
            None => assert!(icc.windows(4).any(|four| four == b"acsp"), "sRGB"),
        }
    }
}

#[test]
fn another_project_or_picture_can_be_named() {
    let (named, bare) = (office(SIGNING), built());
    let nothing = sign(bare.path(), "out/ke-hoach.pdf", true, &[]);
    assert_eq!(nothing.status, 0);
    assert_snapshot!("without_picture", nothing.stderr);
    let bare = built();
    fs::rename(bare.join("out"), bare.join("ra")).unwrap();
    let from = named.path().to_str().unwrap();
    assert_eq!(sign(bare.path(), "ra/ke-hoach.pdf", true, &["--project", from]).status, 0);
    // The picture named wins, in its own width, and the project is not even looked at.
    bare.write("dau.png", seal(RED).png(None));
    let image = ["--project", "nowhere", "--image", "dau.png", "--image-width", "30mm"];
    assert_eq!(sign(bare.path(), "ra/ke-hoach.pdf", false, &image).status, 0);
    let bytes = fs::read(bare.join("ra/ke-hoach.pdf")).unwrap();
    let (signature, seal) = (shown(&bytes, "ChuKyCaNhan"), shown(&bytes, "ChuKyCoQuan"));
    assert!((signature.width - 50.0).abs() < 0.01 && (seal.width - 30.0).abs() < 0.01, "{signature:?} {seal:?}");
    assert!((seal.left + seal.width - signature.left - signature.width / 3.0).abs() < 0.03);
    let nowhere = sign(built().path(), "out/ke-hoach.pdf", true, &["--project", "nowhere"]);
    assert!(nowhere.status == 1 && nowhere.stderr.contains("project-missing"), "{}", nowhere.stderr);
}

#[test]
fn nothing_is_signed_with_a_picture_that_is_none() {
    let project = office(SIGNING);
    let before = fs::read(project.join("out/ke-hoach.pdf")).unwrap();
    let black = signature([20, 20, 24]).png(None);
    project.write("den.png", &black);
    project.write("cao.png", seal(BLUE).png(None));
    let mut told = String::new();
    let mut refuse = |person: bool, more: &[&str]| {
        let run = sign(project.path(), "out/ke-hoach.pdf", person, more);
        assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{}", run.stderr);
        told += &format!("{}\n{}\n", more.join(" "), run.stderr);
    };
    refuse(true, &["--image", "plan.yaml"]);
    refuse(true, &["--image", "den.png"]);
    refuse(true, &["--image", "chu-ky.png", "--image-width", "70mm"]);
    refuse(true, &["--image", "cao.png", "--image-width", "40mm"]);
    refuse(false, &["--image", "con-dau.png"]);
    refuse(false, &["--image", "con-dau.png", "--image-width", "45,5mm"]);
    project.write("chu-ky.png", &black);
    refuse(true, &[]);
    fs::remove_file(project.join("chu-ky.png")).unwrap();
    refuse(true, &[]);
    project.write("plan.yaml", format!("{GOOD}{SIGNING}signin: 1\n"));
    refuse(true, &[]);
    assert_snapshot!(told);
    let absent = sign(project.path(), "out/ke-hoach.pdf", true, &["--image", "none.png"]);
    assert_eq!(absent.status, 3, "{}", absent.stderr);
    assert_eq!(fs::read(project.join("out/ke-hoach.pdf")).unwrap(), before);
}

#[test]
fn pictures_do_not_stand_twice() {
    let project = office(SIGNING);
    assert_eq!(project.run("plan", &["--with-signature"]).status, 0);
    let run = sign(project.path(), "out/ke-hoach.pdf", true, &[]);
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    assert_snapshot!(run.stderr);
}

#[test]
fn an_annex_of_its_own_shows_no_picture() {
    let project = office(SIGNING);
    let named = sign(project.path(), "out/phu-luc.pdf", false, &["--image", "con-dau.png", "--image-width", "36mm"]);
    assert!(named.status == 1 && named.stderr.contains("sign-annex-without-picture"), "{}", named.stderr);
    let run = sign(project.path(), "out/phu-luc.pdf", false, &[]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(!form(&fs::read(project.join("out/phu-luc.pdf")).unwrap(), "ChuKyCoQuan").contains("/XObject <<"));
}
