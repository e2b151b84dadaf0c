//! A small galley made by hand, with one of everything that a galley can hold. Its lines are left out: DOCX needs none.

use crate::base::{PartialDate, Twip};
use crate::document::{Blank, Meta, RowKind};
use crate::galley::{
    Cell, CellMargins, Flow, Galley, Merge, OutlineLevel, PageFrame, Para, ParaId, ParaStyle, Row, Rule, RuleSides,
    Run, RunKind, Section, StyleSheet, Table, TableKind, Tag, VerticalAlign,
};
use crate::rules::{ROLES, Role, TypeSize};

/// Styles near to the real ones; the real ones are the galley's business.
pub(super) fn styles() -> StyleSheet {
    StyleSheet(
        ROLES
            .iter()
            .map(|component| {
                let points = component.size.for_body(TypeSize::Fourteen);
                let body = matches!(component.role, Role::Body | Role::Section | Role::Clause);
                ParaStyle {
                    half_points: u16::from(points) * 2,
                    line: if points == 1 { Twip(20) } else { Twip(i32::from(points) * 25) },
                    before: Twip::ZERO,
                    after: if body { Twip(120) } else { Twip::ZERO },
                    first_line: if body { Twip(720) } else { Twip::ZERO },
                    left: Twip::ZERO,
                    right: Twip::ZERO,
                    align: component.align,
                    keep_next: component.role == Role::Section,
                    keep_lines: component.role == Role::Section,
                    bold: component.bold,
                    italic: component.italic,
                }
            })
            .collect(),
    )
}

/// A paragraph of a role; `**` switches bold, `__` slant.
pub(super) fn para(role: Role, marked: &str) -> Para {
    let style = *styles().of(role);
    let (mut bold, mut italic) = (style.bold, style.italic);
    let (mut text, mut runs) = (String::new(), Vec::new());
    let mut rest = marked;
    while !rest.is_empty() {
        let (words, switch) = ["**", "__"].iter().filter_map(|s| rest.find(s)).min().map_or((rest, ""), |at| {
            let (words, more) = rest.split_at(at);
            (words, &more[..2])
        });
        text.push_str(words);
        runs.push(Run { end: text.len() as u32, bold, italic, kind: RunKind::Text });
        bold ^= switch == "**";
        italic ^= switch == "__";
        rest = &rest[words.len() + switch.len()..];
    }
    Para {
        id: ParaId(0),
        role,
        style,
        text,
        runs,
        rule: None,
        measure: Twip::ZERO,
        lines: vec![],
        tag: Tag::Paragraph,
        outline: None,
        fields: vec![],
        drawing: None,
        pictures: Vec::new(),
    }
}

/// A rule of the given indents under the least paragraph.
fn rule(left: i32, right: i32, sides: RuleSides) -> Para {
    let mut para = para(Role::Line, "");
    para.style.left = Twip(left);
    para.style.right = Twip(right);
    para.rule = Some(Rule { eighths: 6, sides });
    para
}

fn number() -> Para {
    let mut number = para(Role::Number, "Số: ");
    number.text.push_str("\u{a0}\u{a0}\u{a0}\u{a0}/KH-UBND");
    let face = Run { end: 0, bold: false, italic: false, kind: RunKind::Text };
    let blank = "Số: ".len() as u32 + 8;
    number.runs.push(Run { end: blank, kind: RunKind::Blank(Blank::Number), ..face });
    number.runs.push(Run { end: number.text.len() as u32, ..face });
    number
}

/// A cell of one row.
pub(super) fn cell(column: usize, span: usize, paras: Vec<Para>) -> Cell {
    Cell { column, span, merge: Merge::None, vertical: VerticalAlign::Centre, paras }
}

fn row(kind: RowKind, cells: Vec<Cell>) -> Row {
    Row { kind, cells, height: Twip(330), min_height: None, keep_next: false }
}

fn table(kind: TableKind, grid: &[i32], border: Option<u16>, rows: Vec<Row>) -> Table {
    let margin = if border.is_some() { Twip(108) } else { Twip::ZERO };
    Table {
        kind,
        grid: grid.iter().copied().map(Twip).collect(),
        indent: Twip(if border.is_some() { 0 } else { -300 }),
        edges: vec![],
        border,
        margins: CellMargins { left: margin, right: margin, ..CellMargins::default() },
        head_rows: rows.iter().filter(|row| row.kind == RowKind::Head).count(),
        rows,
    }
}

fn letterhead() -> Table {
    let left = vec![para(Role::Agency, "XÃ ĐIỀM THỤY"), rule(1400, 1400, RuleSides::Below), number()];
    let right = vec![
        para(Role::NationalName, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        para(Role::Motto, "Độc lập - Tự do - Hạnh phúc"),
        rule(1200, 1200, RuleSides::Below),
        para(Role::PlaceDate, "Điềm Thụy, ngày 15 tháng 8 năm 2023"),
    ];
    let mut cells = vec![cell(0, 1, left), cell(1, 1, right)];
    cells.iter_mut().for_each(|cell| cell.vertical = VerticalAlign::Top);
    table(TableKind::Layout, &[4000, 5900], None, vec![row(RowKind::Item, cells)])
}

/// A head of two rows, a field row, and two tasks with a merged target.
pub(super) fn annex_table(tasks: usize) -> Table {
    let head = |column, words| cell(column, 1, vec![para(Role::TableHead, words)]);
    let mut first = head(0, "STT");
    first.merge = Merge::Start(2);
    let above = row(RowKind::Head, vec![first, cell(1, 2, vec![para(Role::TableHead, "Nhiệm vụ")])]);
    let mut under = head(0, "");
    under.merge = Merge::Continue;
    let below = row(RowKind::Head, vec![under, head(1, "Tên"), head(2, "Chỉ tiêu")]);
    let mut field = para(Role::TableGroup, "CẢI CÁCH <TTHC> & KHÁC");
    field.style.keep_next = true;
    field.outline = Some(OutlineLevel(2));
    let mut field = row(RowKind::Field, vec![head(0, "I"), cell(1, 2, vec![field])]);
    field.keep_next = true;
    let mut rows = vec![above, below, field];
    rows.extend((0..tasks).map(task));
    table(TableKind::Data { summary: "Nhiệm vụ và \"chỉ tiêu\"".to_owned() }, &[700, 5000, 4000], Some(4), rows)
}

fn task(index: usize) -> Row {
    let mut target = cell(2, 1, vec![para(Role::TableText, "Giải quyết **đúng hạn** từ 99,9% trở lên\nmỗi quý")]);
    target.merge = if index.is_multiple_of(2) { Merge::Start(2) } else { Merge::Continue };
    if target.merge == Merge::Continue {
        target.paras = vec![para(Role::TableText, "")];
    }
    let name = para(Role::TableText, "Tỷ lệ hồ sơ thủ tục hành chính được giải quyết trước hạn và đúng hạn");
    let number = para(Role::TableCentred, &(index + 1).to_string());
    row(RowKind::Item, vec![cell(0, 1, vec![number]), cell(1, 1, vec![name]), target])
}

fn page_number() -> Para {
    let mut page = para(Role::PageNumber, "1");
    page.runs[0].kind = RunKind::PageNumber;
    page
}

fn page(width: i32, height: i32) -> PageFrame {
    PageFrame {
        width: Twip(width),
        height: Twip(height),
        landscape: width > height,
        top: Twip(1134),
        bottom: Twip(1134),
        left: Twip(1701),
        right: Twip(850),
        header: Twip(567),
        footer: Twip(567),
    }
}

/// The main text with everything that stands in margins.
fn main_section() -> Section {
    let mut stamp = para(Role::Urgency, "KHẨN");
    stamp.style.right = Twip(7655);
    stamp.rule = Some(Rule { eighths: 6, sides: RuleSides::Frame { space_points: 2 } });
    let mut indented = para(Role::Clause, "1. Hai dòng\nvà một chỗ ngắt.");
    indented.style.first_line = Twip(-360);
    indented.style.left = Twip(720);
    let mut contact = para(Role::Contact, "Số 1, đường A, xã B; điện thoại: (0208) 000 000");
    contact.rule = Some(Rule { eighths: 4, sides: RuleSides::Above { space_points: 2 } });
    let mut kind = para(Role::Kind, "KẾ HOẠCH");
    kind.outline = Some(OutlineLevel(1));
    let mut heading = para(Role::Section, "I. MỤC ĐÍCH, YÊU CẦU");
    heading.outline = Some(OutlineLevel(2));
    let flow = vec![
        Flow::Table(letterhead()),
        Flow::Para(stamp),
        Flow::Para(kind),
        Flow::Para(heading),
        Flow::Para(para(
            Role::Body,
            "Theo **Chỉ thị số 20-CT/TU** và __Quyết định__ **__số 45__** về * _x_ | <b> & \"y\".",
        )),
        Flow::Para(indented),
    ];
    Section {
        page: PageFrame { footer: Twip(1134), ..page(11906, 16838) },
        first_header: vec![para(Role::Circulation, "LƯU HÀNH NỘI BỘ")],
        first_footer: vec![contact],
        page_number: page_number(),
        flow,
    }
}

/// A galley whose annex has so many tasks.
pub(super) fn galley(tasks: usize) -> Galley {
    let mut label = para(Role::AnnexLabel, "Phụ lục");
    label.outline = Some(OutlineLevel(1));
    let annex = Section {
        page: page(16838, 11906),
        first_header: vec![],
        first_footer: vec![],
        page_number: page_number(),
        flow: vec![Flow::Para(label), Flow::Table(annex_table(tasks)), Flow::Para(para(Role::Line, ""))],
    };
    let meta = Meta {
        title: "Kế hoạch <thử>".to_owned(),
        author: "UBND xã Điềm Thụy".to_owned(),
        subject: "Cải cách hành chính & khác".to_owned(),
        date: PartialDate::parse("2023-08-15"),
    };
    Galley { meta, styles: styles(), sections: vec![main_section(), annex], paragraphs: 0, signing: None }
}
