//! The writer on a galley made by hand.

mod shop;

use std::fmt::Write;
use std::io::Read;

use self::shop::{Copy, Shop, pages, paper, table};
use super::draw::{Artist, Drawn};
use super::refs::Refs;
use super::structure::{self, Element, Kid};
use super::{Error, write};
use crate::document::RowKind;
use crate::galley::{Cell, Flow, Galley, Merge, ParaId, RunKind, Section, TableKind, Tag};
use crate::page::Pages;
use crate::rules::Align;

const WIDTH: i32 = 11906 - 2880;
const WIDE: i32 = 16838 - 2880;
const PROSE: &str = "Nâng cao nhận thức, trách nhiệm của *cán bộ, công chức* trong việc thực hiện nhiệm vụ cải cách \
hành chính; gắn trách nhiệm của _người đứng đầu_ với *_kết quả_* thực hiện Kế hoạch số 106/KH-UBND ngày 30/12/2022, đạt \
từ 90\u{A0}% trở lên.";

fn heading(shop: &mut Shop, text: &str, level: u8) -> Flow {
    Flow::Para(shop.para(Copy::new(text, WIDTH).tag(Tag::Heading(level)).outline(level)))
}

fn item(shop: &mut Shop, text: &str, depth: u8, mark: u32, first: bool) -> Flow {
    let tag = Tag::Item { depth, mark, first };
    Flow::Para(shop.para(Copy::new(text, WIDTH).align(Align::Justify).tag(tag)))
}

fn letterhead(shop: &mut Shop) -> Flow {
    let copy = |text| Copy::new(text, WIDTH / 2).align(Align::Centre);
    let cells = vec![
        shop.cell(0, 1, Merge::None, copy("*ỦY BAN NHÂN DÂN\nXÃ ĐIỀM THỤY*")),
        shop.cell(1, 1, Merge::None, copy("*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*")),
    ];
    Flow::Table(table(TableKind::Layout, 2, WIDTH, 0, vec![(RowKind::Item, cells)]))
}

fn body(shop: &mut Shop) -> Section {
    let mut flow = vec![letterhead(shop), heading(shop, "*KẾ HOẠCH*\n*Duy trì, cải thiện chỉ số*", 1)];
    flow.push(heading(shop, "*I. MỤC ĐÍCH, YÊU CẦU*", 2));
    for _ in 0..7 {
        flow.push(Flow::Para(shop.para(Copy::new(&[PROSE, PROSE].join(" "), WIDTH).align(Align::Justify))));
    }
    flow.push(heading(shop, "*II. NHIỆM VỤ*", 2));
    flow.push(item(shop, &format!("1. {PROSE}"), 1, 3, true));
    flow.push(item(shop, "a) Thực hiện:", 2, 3, true));
    flow.push(Flow::Para(shop.para(Copy::new("Thêm một đoạn.", WIDTH).tag(Tag::ItemBody { depth: 2 }))));
    flow.push(item(shop, "b) Theo dõi.", 2, 3, false));
    flow.push(item(shop, "2. Báo cáo.", 1, 3, false));
    flow.push(Flow::Para(shop.para(Copy::new("", WIDTH).tag(Tag::Artifact))));
    let page_number = shop.page_number(WIDTH);
    Section { page: paper(false), first_header: Vec::new(), first_footer: Vec::new(), page_number, flow }
}

/// A table of 6 columns whose rows are numbered; every third row's target is merged with the next one's.
fn annex(shop: &mut Shop, tasks: usize) -> Section {
    fn copy(text: &str) -> Copy<'_> {
        Copy::new(text, WIDE / 6 - 216).size(24)
    }
    let head = ["STT", "Nhiệm vụ", "Yêu cầu năm 2023", "Thời hạn", "Chủ trì", "Phối hợp"];
    let mut rows = vec![(RowKind::Head, row(shop, head.map(copy)))];
    let title = "*XÂY DỰNG VÀ TỔ CHỨC THỰC HIỆN VĂN BẢN QPPL*";
    let field = vec![shop.cell(0, 1, Merge::None, copy("*I*")), shop.cell(1, 5, Merge::None, copy(title).outline(2))];
    rows.push((RowKind::Field, field));
    for task in 1..=tasks {
        let number = format!("I.{task}");
        let words = [
            &number,
            "Ban hành kế hoạch cải cách hành chính năm 2023 của xã",
            "Đạt 100 % số văn bản",
            "Trước ngày 31/12/2023",
            "Văn phòng UBND xã",
            "Các ngành, đoàn thể",
        ];
        let mut cells = row(shop, words.map(copy));
        match task % 3 {
            1 if task < tasks => cells[2].merge = Merge::Start(2),
            2 => {
                cells[2].merge = Merge::Continue;
                cells[2].paras = vec![shop.para(copy(""))];
            }
            _ => {}
        }
        rows.push((RowKind::Item, cells));
    }
    let summary = "Phân công nhiệm vụ năm 2023".to_string();
    let title = shop.para(Copy::new("*Phụ lục*", WIDE).tag(Tag::Heading(1)).outline(1));
    let table = table(TableKind::Data { summary }, 6, WIDE, 1, rows);
    let page_number = shop.page_number(WIDE);
    let flow = vec![Flow::Para(title), Flow::Table(table)];
    Section { page: paper(true), first_header: Vec::new(), first_footer: Vec::new(), page_number, flow }
}

fn row(shop: &mut Shop, cells: [Copy<'_>; 6]) -> Vec<Cell> {
    cells.into_iter().enumerate().map(|(column, copy)| shop.cell(column, 1, Merge::None, copy)).collect()
}

fn whole(shop: &mut Shop, tasks: usize) -> Galley {
    let sections = vec![body(shop), annex(shop, tasks)];
    shop.galley(sections)
}

fn structure_of(shop: &Shop, pages: &Pages<'_>) -> Result<String, Error> {
    let mut refs = Refs::new();
    let mut artist = Artist::new(&shop.faces, pages.galley.paragraphs);
    for (index, page) in pages.pages.iter().enumerate() {
        artist.page(index, page, &mut refs);
    }
    let Drawn { mut contents, .. } = artist.finish()?;
    let mut text = String::new();
    brief(&structure::tree(pages.galley, &mut contents)?, 0, &mut text);
    Ok(text)
}

/// A tree, a line an element: its attributes after it, then its pieces as page:number.
fn brief(element: &Element, depth: usize, text: &mut String) {
    let _ = write!(text, "\n{:1$}{2:?}", "", 2 * depth, element.kind);
    for kid in &element.kids {
        match kid {
            Kid::Element(element) => brief(element, depth + 1, text),
            Kid::Field(field) => drop(write!(text, " field {field}")),
            Kid::Piece(piece) => drop(write!(text, " {}:{}", piece.page, piece.number)),
        }
    }
}

/// The file's content streams, one a page.
fn streams(bytes: &[u8]) -> Vec<String> {
    let find = |from: usize, what: &[u8]| bytes[from..].windows(what.len()).position(|w| w == what).map(|at| from + at);
    let mut texts = Vec::new();
    let mut at = 0;
    while let Some(start) = find(at, b"stream\n") {
        let start = start + 7;
        let Some(end) = find(start, b"endstream") else { break };
        let mut text = Vec::new();
        let inflated = flate2::read::ZlibDecoder::new(&bytes[start..end]).read_to_end(&mut text);
        let text = String::from_utf8_lossy(&text).into_owned();
        if inflated.is_ok() && text.contains("BDC") {
            texts.push(text);
        }
        at = end + 9;
    }
    texts
}

#[test]
fn the_structure_follows_the_galley() {
    let mut shop = Shop::new();
    let galley = whole(&mut shop, 11);
    insta::assert_snapshot!(structure_of(&shop, &pages(&galley)).expect("a tree"));
}

#[test]
fn same_pages_same_bytes() {
    let mut shop = Shop::new();
    let galley = whole(&mut shop, 40);
    let pages = pages(&galley);
    let bytes = write(&pages, &shop.faces).expect("a PDF");
    assert!(bytes.starts_with(b"%PDF-1.7") && bytes.ends_with(b"%%EOF\n"));
    assert_eq!(bytes, write(&pages, &shop.faces).expect("a PDF"));
}

#[test]
fn a_paragraph_is_one_text_object() {
    let mut shop = Shop::new();
    let text = "một hai ba bốn năm sáu bảy tám chín mười ".repeat(8);
    let flow = vec![Flow::Para(shop.para(Copy::new(text.trim_end(), WIDTH).align(Align::Justify)))];
    let page_number = shop.page_number(WIDTH);
    let section = Section { page: paper(false), first_header: vec![], first_footer: vec![], page_number, flow };
    let galley = shop.galley(vec![section]);
    let bytes = write(&pages(&galley), &shop.faces).expect("a PDF");
    let streams = streams(&bytes);
    assert_eq!(streams.len(), 1);
    let page = &streams[0];
    assert_eq!(page.matches("BT").count(), 1);
    let moves = page.split(" Td\n").filter_map(|before| before.rsplit(['\n', ' ']).nth(1)?.parse::<f32>().ok());
    let moves: Vec<f32> = moves.collect();
    assert_eq!(moves, [72.0, 0.0, 0.0, 0.0, 0.0], "every line starts at the left margin: {page}");
}

#[test]
fn page_numbers_take_the_room_they_need() {
    let mut shop = Shop::new();
    let para = shop.page_number(WIDTH);
    let (text, runs, line) = super::number::numbered(&para, 123, &shop.faces).expect("a number");
    assert_eq!((text.as_str(), runs[0].end, line.end), ("123", 3, 3));
    assert_eq!(runs[0].kind, RunKind::PageNumber);
    assert_eq!(line.width, shop.width("123", &runs, 0..3, 28));
    assert_eq!(line.x.0 * 2 + line.width.0, para.lines[0].x.0 * 2 + para.lines[0].width.0);
}

#[test]
fn what_should_have_been_refused_before_is_an_error() {
    let mut shop = Shop::new();
    let flow = vec![Flow::Para(shop.para(Copy::new("tốt 中", WIDTH)))];
    let page_number = shop.page_number(WIDTH);
    let section = Section { page: paper(false), first_header: vec![], first_footer: vec![], page_number, flow };
    let galley = shop.galley(vec![section]);
    assert_eq!(write(&pages(&galley), &shop.faces), Err(Error::MissingGlyph('中')));
}

#[test]
fn a_paragraph_outside_the_galley_is_an_error() {
    let mut shop = Shop::new();
    let stray = whole(&mut shop, 3);
    let galley = Galley { sections: Vec::new(), ..stray.clone() };
    let pages = Pages { galley: &galley, pages: pages(&stray).pages };
    assert_eq!(write(&pages, &shop.faces), Err(Error::Untied(ParaId(0))));
}
