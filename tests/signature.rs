//! Pictures of signature and seal: what is refused, where they stand on paper, and that nothing moves for them.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use insta::assert_snapshot;
use vanthu::base::{Length, Source};
use vanthu::font::Faces;
use vanthu::galley::{self, Galley};
use vanthu::page::{self, Mark, Page};
use vanthu::picture::{self, Kind, Picture, Wanted};
use vanthu::plan::Plan;
use vanthu::template::Templates;
use vanthu::{compose, input};

use crate::drawings::{self, BLUE, Drawing, RED, decoded, encoded, seal, signature};
use crate::program::{GOOD, Project, Run, run, vanthu};

const JUDGED: &str = "tests/projects/signed";
pub const SIGNING: &str = "signing:\n  signature: { image: chu-ky.png }\n  seal: { image: con-dau.png, width: 36mm }\n";

/// The good plan with pictures; their bytes.
pub fn project(signing: &str, signature: &[u8], seal: &[u8]) -> Project {
    let project = Project::new(&format!("{GOOD}{signing}"));
    project.write("chu-ky.png", signature);
    project.write("con-dau.png", seal);
    project
}

fn good() -> Project {
    project(SIGNING, &signature(BLUE).png(None), &seal(RED).png(None))
}

/// A run from within the project, so that messages name no folder of this machine.
fn from_within(project: &Project, arguments: &[&str]) -> Run {
    run(vanthu(arguments).current_dir(project.path()))
}

/// What is printed when a picture is refused, in both languages; nothing was written.
fn refused(project: &Project) -> String {
    let [vi, en] =
        [["plan", "--with-signature", "--lang", "vi"], ["build", "--with-signature", "--lang", "en"]].map(|run| {
            let run = from_within(project, &run);
            assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{}", run.stderr);
            assert!(!project.join("out").exists());
            run.stderr
        });
    format!("{vi}----\n{en}")
}

fn refused_signature(bytes: &[u8]) -> String {
    refused(&project(SIGNING, bytes, &seal(RED).png(None)))
}

/// What is found in a picture of a signature, by code, and in English.
fn found(bytes: &[u8]) -> (&'static str, String) {
    let wanted = Wanted { kind: Kind::Signature, width: None, name: "a.png", place: None };
    let [found] = &picture::read(bytes, &wanted).unwrap_err()[..] else { panic!("one finding was expected") };
    (found.code, found.message.en.clone())
}

#[test]
fn pictures_are_looked_at_by_check_and_left_alone_without_the_flag() {
    let project = project(SIGNING, b"\xff\xd8\xff", &seal(RED).png(None));
    let checked = from_within(&project, &["check"]);
    assert!(checked.status == 1 && checked.stderr.contains("lỗi[picture-format]"), "{}", checked.stderr);
    assert_eq!(from_within(&project, &["plan"]).status, 0);
}

#[test]
fn a_picture_that_is_not_there() {
    let project = good();
    fs::remove_file(project.join("chu-ky.png")).unwrap();
    fs::create_dir(project.join("chu-ky.png")).unwrap();
    fs::remove_file(project.join("con-dau.png")).unwrap();
    assert_snapshot!(refused(&project));
}

#[test]
fn a_jpeg() {
    assert_snapshot!(refused_signature(b"\xff\xd8\xff\xe0\0\x10JFIF\0 and so on"));
}

#[test]
fn a_file_of_no_known_kind() {
    assert_snapshot!(refused_signature(b"<html>404</html>"));
    for (bytes, name) in [(&b"GIF89a"[..], "GIF"), (b"BM\0\0", "BMP"), (b"%PDF-1.7", "PDF"), (b"II*\0", "TIFF")] {
        assert_eq!(found(bytes), ("picture-format", format!("`a.png` is a {name} file, not a PNG")));
    }
    assert_eq!(found(b"").0, "picture-format");
}

#[test]
fn a_broken_png() {
    let whole = signature(BLUE).png(None);
    assert_snapshot!(refused_signature(&whole[..whole.len() / 2]));
    let mut flipped = whole.clone();
    let middle = whole.len() / 2;
    flipped[middle] ^= 0x40;
    for bytes in [&whole[..9], &whole[..40], &whole[..whole.len() - 1], &flipped] {
        assert_eq!(found(bytes).0, "picture-broken");
    }
}

#[test]
fn a_picture_without_transparency() {
    let white =
        |pixel: [u8; 4]| if pixel[3] < 128 { [255, 255, 255, 255] } else { [pixel[0], pixel[1], pixel[2], 255] };
    assert_snapshot!(refused_signature(&signature(BLUE).map(white).png(None)));
}

#[test]
fn a_picture_of_few_pixels() {
    let mut small = Drawing::new(299, 120);
    small.pixels[4000..30_000].fill([BLUE[0], BLUE[1], BLUE[2], 255]);
    assert_snapshot!(refused_signature(&small.png(None)));
    let mut enough = Drawing::new(300, 120);
    enough.pixels[4000..30_000].fill([BLUE[0], BLUE[1], BLUE[2], 255]);
    assert_eq!(read(&enough.png(None), Kind::Signature, None).width, 300);
}

#[test]
fn a_picture_without_ink() {
    assert_snapshot!(refused_signature(&Drawing::new(400, 200).png(None)));
}

#[test]
fn a_black_signature() {
    assert_snapshot!(refused_signature(&signature([20, 20, 24]).png(None)));
}

#[test]
fn a_blue_seal() {
    assert_snapshot!(refused(&project(SIGNING, &signature(BLUE).png(None), &seal(BLUE).png(None))));
}

#[test]
fn all_that_is_wrong_with_both_at_once() {
    let mut black = Drawing::new(100, 50);
    black.pixels.fill([0, 0, 0, 255]);
    assert_snapshot!(refused(&project(SIGNING, &black.png(None), b"\xff\xd8\xff")));
}

#[test]
fn too_many_pixels_or_bytes() {
    let mut info = png::Info::with_size(4001, 1);
    info.color_type = png::ColorType::GrayscaleAlpha;
    info.bit_depth = png::BitDepth::Eight;
    assert_snapshot!(refused_signature(&encoded(info, &[0; 8002])));
    // A header that promises more than any memory holds.
    let mut promise = signature(BLUE).png(None);
    promise[16..24].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
    assert!(matches!(found(&promise).0, "picture-large" | "picture-broken"));
    let mut heavy = signature(BLUE).png(None);
    heavy.resize(21 * 1024 * 1024, 0);
    assert_eq!(found(&heavy), ("picture-large", "the picture `a.png` is too large: 20 MB at most".to_owned()));
}

#[test]
fn a_width_at_which_it_is_too_high() {
    let mut tall = Drawing::new(400, 400);
    tall.pixels[400..159_600].fill([BLUE[0], BLUE[1], BLUE[2], 255]);
    let signing = SIGNING.replace("chu-ky.png }", "chu-ky.png, width: 45mm }");
    assert_snapshot!(refused(&project(&signing, &tall.png(None), &seal(RED).png(None))));
}

#[test]
fn a_flag_without_pictures() {
    let project = Project::good();
    let run = from_within(&project, &["plan", "--with-signature"]);
    assert_eq!(run.status, 1);
    assert_snapshot!("no_pictures", run.stderr);
    let seal_alone = "signing:\n  seal: { image: con-dau.png, width: 36mm }\n";
    let project = self::project(seal_alone, b"", &seal(RED).png(None));
    let run = from_within(&project, &["plan", "--with-signature"]);
    assert_eq!(run.status, 1);
    assert_snapshot!("seal_alone", run.stderr);
    assert_eq!(from_within(&project, &["check"]).status, 0, "a seal alone serves `sign`");
}

#[test]
fn pictures_do_not_make_an_original() {
    let run = from_within(&good(), &["plan", "--with-signature"]);
    assert_eq!(run.status, 0);
    assert_snapshot!(run.stderr);
    let annex = from_within(&good(), &["annex", "--with-signature"]);
    assert_eq!(annex.status, 2, "an annex alone has no place for them");
}

#[test]
fn keys_of_pictures_are_checked() {
    let signing = "signing: { signature: { image: a.png, width: 15mm }, seal: { image: b.png, color: red } }\n";
    let run = from_within(&Project::new(&format!("{GOOD}{signing}")), &["check"]);
    assert_eq!(run.status, 1);
    assert_snapshot!(run.stderr);
}

/// Reads a picture that must be good.
pub fn read(drawing: &[u8], kind: Kind, width: Option<Length>) -> Picture {
    let wanted = Wanted { kind, width, name: "a.png", place: None };
    picture::read(drawing, &wanted).unwrap_or_else(|found| panic!("{:?}", found[0].message.en))
}

#[test]
fn a_picture_is_cut_to_its_ink_and_keeps_its_colours() {
    let drawn = signature(BLUE);
    let read = read(&drawn.png(None), Kind::Signature, Some(Length::mm(45)));
    assert!((630..650).contains(&read.width) && (200..260).contains(&read.height), "{read:?}");
    assert_eq!(read.size.0, Length::mm(45));
    let ratio = read.size.1.as_mm() / 45.0;
    assert!((ratio - f64::from(read.height) / f64::from(read.width)).abs() < 1e-4);
    let (again, profile) = decoded(&read.png().unwrap());
    assert_eq!((again.width, again.height, profile), (read.width, read.height, None));
    let opaque = |pixels: &[[u8; 4]]| pixels.iter().filter(|pixel| pixel[3] >= 16).copied().collect::<Vec<_>>();
    assert_eq!(opaque(&again.pixels), opaque(&drawn.pixels), "not a pixel of ink is lost");
    assert!(again.pixels.iter().all(|pixel| pixel[..3] == BLUE), "no other colour hides under what is transparent");
}

#[test]
fn other_kinds_of_png_are_read_too() {
    let drawn = signature(BLUE);
    let rgba = read(&drawn.png(None), Kind::Signature, None);
    // Two colours in a palette, the first transparent.
    let indices: Vec<u8> = drawn.pixels.iter().map(|pixel| u8::from(pixel[3] >= 16)).collect();
    let mut info = png::Info::with_size(drawn.width, drawn.height);
    info.color_type = png::ColorType::Indexed;
    info.bit_depth = png::BitDepth::Eight;
    info.palette = Some([&[255, 255, 255][..], &BLUE].concat().into());
    info.trns = Some(vec![0].into());
    let indexed = read(&encoded(info, &indices), Kind::Signature, None);
    assert_eq!((indexed.width, indexed.height, indexed.size), (rgba.width, rgba.height, rgba.size));
    // Sixteen bits a channel.
    let deep: Vec<u8> = drawn.pixels.iter().flatten().flat_map(|byte| [*byte, *byte]).collect();
    let mut info = png::Info::with_size(drawn.width, drawn.height);
    info.color_type = png::ColorType::Rgba;
    info.bit_depth = png::BitDepth::Sixteen;
    assert_eq!(read(&encoded(info, &deep), Kind::Signature, None), rgba);
}

/// A profile with a header that is all that is looked at.
pub fn profile(space: &[u8; 4], version: u8) -> Vec<u8> {
    let mut bytes = vec![0; 200];
    bytes[..4].copy_from_slice(&200_u32.to_be_bytes());
    bytes[8] = version;
    bytes[12..16].copy_from_slice(b"mntr");
    bytes[16..20].copy_from_slice(space);
    bytes[36..40].copy_from_slice(b"acsp");
    bytes
}

#[test]
fn a_colour_profile_is_kept_where_an_archive_takes_it() {
    let own = profile(b"RGB ", 4);
    let kept = read(&signature(BLUE).png(Some(&own)), Kind::Signature, None);
    assert_eq!(kept.profile.as_deref(), Some(&own[..]));
    assert_eq!(decoded(&kept.png().unwrap()).1.as_deref(), Some(&own[..]));
    let short = &own[..150];
    for other in [&profile(b"CMYK", 4)[..], &profile(b"RGB ", 5), short, b"junk"] {
        assert_eq!(read(&signature(BLUE).png(Some(other)), Kind::Signature, None).profile, None);
    }
}

#[test]
fn a_signature_of_which_no_width_is_said_fills_its_room() {
    let wide = read(&signature(BLUE).png(None), Kind::Signature, None);
    assert_eq!(wide.size.0, Length::mm(50));
    let mut tall = Drawing::new(400, 400);
    tall.pixels[400..159_600].fill([BLUE[0], BLUE[1], BLUE[2], 255]);
    let tall = read(&tall.png(None), Kind::Signature, None);
    assert!((tall.size.1.as_mm() - 28.589).abs() < 0.01 && tall.size.0 > tall.size.1, "{tall:?}");
}

#[test]
fn every_cut_or_changed_png_is_read_or_refused() {
    let whole = seal(RED).png(Some(&profile(b"RGB ", 2)));
    let wanted = Wanted { kind: Kind::Seal, width: Some(Length::mm(36)), name: "a.png", place: None };
    for at in (0..whole.len()).step_by(whole.len() / 60) {
        assert!(picture::read(&whole[..at], &wanted).is_err());
        let mut changed = whole.clone();
        changed[at] ^= 0x81;
        let _ = picture::read(&changed, &wanted);
    }
}

/// A plan of this repository, set in type with pictures.
fn set(text: &str, pictures: &[Arc<Picture>]) -> (Plan, Galley) {
    let plan = input::read_plan(Source::new("plan.yaml", text)).0.unwrap();
    let templates = Templates::new([]).map_err(|all| all.into_sorted()).unwrap();
    let document = compose::plan(&plan, &templates).unwrap().with_pictures(pictures);
    let galley = galley::set(&document, &plan.choices, &Faces::embedded());
    (plan, galley)
}

/// Everything on pages but pictures and fields.
fn text_and_rules(pages: &[Page<'_>]) -> Vec<String> {
    let marks = pages.iter().enumerate().flat_map(|(page, content)| content.marks.iter().map(move |mark| (page, mark)));
    let shown = marks.filter_map(|(page, mark)| match mark {
        Mark::Text { para, lines, x, y, .. } => Some(format!("{page} {x} {y} {lines:?} {}", para.text)),
        Mark::Rule { x, y, width, height } => Some(format!("{page} {x} {y} {width} {height}")),
        Mark::Drawing { x, y, .. } => Some(format!("{page} {x} {y}")),
        Mark::Picture { .. } | Mark::Field { .. } => None,
    });
    shown.collect()
}

#[test]
fn no_line_moves_for_pictures_and_they_stand_where_the_decree_says() {
    let real = fs::read_to_string("plans/diem-thuy-2023/plan.yaml").unwrap();
    for (text, sizes) in [(real, &[(50, 36)][..]), (GOOD.to_owned(), &[(20, 42), (60, 20)])] {
        for (width, seal_width) in sizes.iter().copied() {
            let signature = read(&signature(BLUE).png(None), Kind::Signature, Some(Length::mm(width)));
            let seal = read(&seal(RED).png(None), Kind::Seal, Some(Length::mm(seal_width)));
            let pictures = [Arc::new(seal), Arc::new(signature)];
            let (plan, without) = set(&text, &[]);
            let (_, with) = set(&text, &pictures);
            let (without, with) = (page::cut(&without).pages, page::cut(&with).pages);
            assert_eq!(text_and_rules(&without), text_and_rules(&with));
            let [s, d] = both_placed(&with);
            let near = |a: f64, b: f64| (a - b).abs() < 0.05;
            assert!(near(s.width, width as f64) && near(d.width, seal_width as f64), "real size: {s:?} {d:?}");
            assert!(near(d.left + d.width, s.left + s.width / 3.0), "over a third on its left: {s:?} {d:?}");
            assert!(near(s.middle, d.middle), "on one height: {s:?} {d:?}");
            let (title, name) = (plan.signatory.lines().pop().unwrap(), plan.signatory.name.unwrap().value);
            let (above, below) = (line(&with, &title), line(&with, &name));
            assert!(s.middle - s.height / 2.0 >= above.bottom && s.middle + s.height / 2.0 <= below.top);
            assert!(near(s.middle, f64::midpoint(above.bottom, below.top)), "{s:?} {above:?} {below:?}");
            assert!(near(s.left + s.width / 2.0, below.centre), "centred over the name: {s:?} {below:?}");
        }
    }
}

/// Where signature and seal are printed in a document of the plan with these pictures.
pub fn printed(text: &str, pictures: &[Arc<Picture>]) -> [Box; 2] {
    both_placed(&page::cut(&set(text, pictures).1).pages)
}

fn both_placed(pages: &[Page<'_>]) -> [Box; 2] {
    let placed: Vec<_> = pages.iter().flat_map(|page| &page.marks).filter_map(placed).collect();
    let [(Kind::Signature, signature), (Kind::Seal, seal)] = placed[..] else { panic!("{placed:?}") };
    [signature, seal]
}

/// Millimetres from the paper's top left corner.
#[derive(Clone, Copy, Debug)]
pub struct Box {
    pub left: f64,
    pub middle: f64,
    pub width: f64,
    pub height: f64,
}

fn placed(mark: &Mark<'_>) -> Option<(Kind, Box)> {
    let Mark::Picture { place, x, y, .. } = mark else { return None };
    let (width, height) = (place.width.as_mm(), place.height.as_mm());
    Some((place.picture.kind, Box { left: x.as_mm(), middle: y.as_mm() + height / 2.0, width, height }))
}

#[derive(Clone, Copy, Debug)]
struct LineBox {
    top: f64,
    bottom: f64,
    centre: f64,
}

/// The last line on pages that reads so.
fn line(pages: &[Page<'_>], words: &str) -> LineBox {
    let mut found = pages.iter().flat_map(|page| &page.marks).filter_map(|mark| match mark {
        Mark::Text { para, x, y, .. } if para.text == words => {
            let line = para.lines.last()?;
            let centre = (*x + line.x).as_mm() + line.width.as_mm() / 2.0;
            Some(LineBox { top: y.as_mm(), bottom: (*y + para.height()).as_mm(), centre })
        }
        _ => None,
    });
    found.next_back().unwrap_or_else(|| panic!("no line {words}"))
}

/// The judged project as it lies in the repository; its pictures are those that are drawn here.
#[test]
fn the_judged_project_holds_these_drawings() {
    for (name, drawing) in [("chữ ký", signature(BLUE)), ("con dấu", seal(RED))] {
        let path = format!("{JUDGED}/hình ảnh/{name}.png");
        if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
            fs::create_dir_all(format!("{JUDGED}/hình ảnh")).unwrap();
            fs::write(&path, drawing.png(None)).unwrap();
        }
        let kept = drawings::decoded(&fs::read(&path).unwrap()).0;
        assert!(kept.pixels == drawing.pixels, "{path} is not what is drawn; bless it with INSTA_UPDATE=always");
    }
}

/// Builds the judged project somewhere else.
fn judged(more: &[&str]) -> (Vec<u8>, Vec<u8>) {
    let out = tempfile::tempdir().unwrap();
    let run = run(vanthu(["build", JUDGED, "-o"]).arg(out.path()).args(more));
    assert_eq!(run.status, 0, "{}", run.stderr);
    let read = |name: &str| fs::read(Path::new(out.path()).join(name)).unwrap();
    (read("ke-hoach.docx"), read("ke-hoach.pdf"))
}

#[test]
fn the_pdf_holds_both_pictures_and_is_not_to_be_signed() {
    let (first, again) = (judged(&["--with-signature"]), judged(&["--with-signature"]));
    assert!(first == again, "the same bytes");
    let text = String::from_utf8_lossy(&first.1).into_owned();
    let count = |what: &str| text.matches(what).count();
    assert_eq!((count("/Subtype/Image"), count("/SMask"), count("/S/Figure")), (4, 2, 2));
    assert_eq!((count("/Pictures true"), count("/AcroForm"), count("/FT/Sig")), (1, 0, 0));
    let plain = String::from_utf8_lossy(&judged(&[]).1).into_owned();
    let count = |what: &str| plain.matches(what).count();
    assert_eq!((count("/Subtype/Image"), count("/Pictures"), count("/FT/Sig")), (0, 0, 2));
}

#[test]
fn reports_and_amending_documents_show_them_too() {
    let project = good();
    project.write("reassignments.yaml", include_str!("history/reassignments.yaml"));
    for (command, asked, file) in [
        ("report", ["--period", "2023-Q3"], "bao-cao-2023-q3"),
        ("amend", ["--effective", "2023-10-01"], "dieu-chinh-2023-10-01"),
    ] {
        let run = project.run(command, &[&asked[..], &["--with-signature"]].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert!(run.stderr.contains("pictures-only"), "{}", run.stderr);
        let pdf = fs::read(project.path().join("out").join(format!("{file}.pdf"))).unwrap();
        assert!(String::from_utf8_lossy(&pdf).contains("/Pictures true"));
        let docx = fs::read(project.path().join("out").join(format!("{file}.docx"))).unwrap();
        let archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
        for picture in ["image1", "image2"] {
            assert!(archive.index_for_name(&format!("word/media/{picture}.png")).is_some(), "{command}: {picture}");
        }
        assert_eq!(project.run(command, &asked).status, 0);
        let plain = fs::read(project.path().join("out").join(format!("{file}.pdf"))).unwrap();
        assert!(!String::from_utf8_lossy(&plain).contains("/Pictures"));
    }
}

#[test]
fn the_docx_holds_both_pictures_over_the_text() {
    let mut archive = zip::ZipArchive::new(Cursor::new(judged(&["--with-signature"]).0)).unwrap();
    let mut part = |name: &str| {
        let mut bytes = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    for (number, kind, drawn) in [(1, Kind::Signature, signature(BLUE)), (2, Kind::Seal, seal(RED))] {
        let expected = read(&drawn.png(None), kind, None);
        let (kept, _) = decoded(&part(&format!("word/media/image{number}.png")));
        assert_eq!((kept.width, kept.height), (expected.width, expected.height));
    }
    let types = String::from_utf8(part("[Content_Types].xml")).unwrap();
    assert!(types.contains("<Default Extension=\"png\" ContentType=\"image/png\"/>"));
    let document = String::from_utf8(part("word/document.xml")).unwrap();
    let count = |what: &str| document.matches(what).count();
    assert_eq!((count("<wp:anchor"), count("<wp:wrapNone/>")), (2, 2));
    assert_eq!(count("descr=\"Chữ ký của Hà Thị Hương Liễu\""), 1);
    assert_eq!(count("descr=\"Con dấu của ỦY BAN NHÂN DÂN XÃ ĐIỀM THỤY\""), 1);
    assert!(document.contains("cx=\"1296035\""), "36 mm to the twip");
}
