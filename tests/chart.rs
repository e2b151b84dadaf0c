//! Charts in both files: what the numbers say, in Word's own chart, in the workbook behind it, and as bars on our page.

use std::io::{Cursor, Read};

use vanthu::document::{Annex, Block, Chart, Document, Inline, Meta, Series};
use vanthu::plan::Orientation;
use vanthu::rules::Choices;
use vanthu::{docx, font, galley, page, pdf};

fn chart(categories: usize) -> Chart {
    let names =
        ["Hoàn thành đúng hạn", "Hoàn thành quá hạn", "Đang thực hiện", "Quá hạn", "Chưa thực hiện", "Thường xuyên"];
    let category = |at: usize| format!("{}. Lĩnh vực cải cách thủ tục hành chính thứ {} & <b>", at + 1, at + 1);
    let values = |series: usize| (0..categories).map(|at| ((at * 7 + series * 3) % 5) as u32).collect();
    Chart {
        categories: (0..categories).map(category).collect(),
        series: (0..6).map(|at| Series { name: names[at].to_owned(), values: values(at) }).collect(),
        summary: "Số nhiệm vụ theo tình trạng của từng lĩnh vực.".to_owned(),
    }
}

fn document(categories: usize) -> Document {
    let meta =
        Meta {
            title: "Biểu đồ".to_owned(), author: "UBND xã".to_owned(), subject: "Thử".to_owned(), date: None
        };
    let caption = Block::Note(vec![Inline::Text("Biểu đồ: Tình trạng nhiệm vụ theo lĩnh vực".to_owned())]);
    let after = Block::Paragraph(vec![Inline::Text("Sau biểu đồ.".to_owned())]);
    let annex = Annex {
        label: Some("Phụ lục".to_owned()),
        title: vec![Inline::Text("Biểu đồ".to_owned())],
        reference: Vec::new(),
        orientation: Orientation::Portrait,
        stamps: Vec::new(),
        body: vec![caption, Block::Chart(chart(categories)), after],
    };
    Document { meta, main: None, annexes: vec![annex], signing: None }
}

fn files(document: &Document) -> (Vec<u8>, Vec<u8>) {
    let faces = font::Faces::embedded();
    let galley = galley::set(document, &Choices::default(), &faces);
    let pages = page::cut(&galley);
    (docx::write(&galley).unwrap(), pdf::write(&pages, &faces).unwrap())
}

fn part(archive: &[u8], name: &str) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut bytes = Vec::new();
    zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

#[test]
fn the_workbook_holds_what_the_chart_shows() {
    let chart = chart(7);
    let (docx, pdf) = files(&document(7));
    assert_eq!((docx.clone(), pdf), files(&document(7)), "same chart, same bytes");
    let xml = String::from_utf8(part(&docx, "word/charts/chart1.xml")).unwrap();
    let workbook = part(&docx, "word/embeddings/chart1.xlsx");
    let sheet = String::from_utf8(part(&workbook, "xl/worksheets/sheet1.xml")).unwrap();
    for (column, series) in ('B'..).zip(&chart.series) {
        let cache = xml.split("<c:ser>").nth(1 + (column as usize - 'B' as usize)).unwrap();
        let cache = cache.split("<c:val>").nth(1).unwrap();
        for (row, value) in series.values.iter().enumerate() {
            assert!(cache.contains(&format!("<c:pt idx=\"{row}\"><c:v>{value}</c:v>")), "{column}{row}");
            assert!(
                sheet.contains(&format!("<c r=\"{column}{}\"><v>{value}</v></c>", row + 2)),
                "{column}{row}: {sheet}"
            );
        }
    }
}

#[test]
fn a_chart_with_many_bars_is_parted() {
    let (docx, _) = files(&document(40));
    let names: Vec<String> =
        zip::ZipArchive::new(Cursor::new(docx)).unwrap().file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names.iter().filter(|name| name.starts_with("word/charts/chart")).count(), 3, "{names:?}");
    files(&document(0));
}
