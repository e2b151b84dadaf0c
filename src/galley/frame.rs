//! The head of the first page: letterhead, title, addressees (ô 1 to 5a, 9a, 10, 11, 13).

use super::heights::{row_heights, table_edges};
use super::setter::{Setter, Words, flows, keep_with_next, line_widths, short_rule};
use super::{
    Cell, CellMargins, Flow, Merge, Para, ParaStyle, Row, Rule, RuleSides, Table, TableKind, Tag, VerticalAlign, fields,
};
use crate::base::{Length, Twip};
use crate::document::{Blank, Frame, Inline, NumberLine, RowKind, Stamp, StampKind, date_line};
use crate::plan::Urgency;
use crate::rules::{Align, Role, URGENCY_STAMPS};

/// Least width of the right half: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" stands on one line, with a little air.
const RIGHT_HALF: Length = Length::mm(100);
/// Least width of the left half, into which the agency's name may wrap.
pub(crate) const LEFT_HALF: Length = Length::mm(64);
/// What a long place name leaves of it; only a name that wants still more wraps.
const LEAST_LEFT_HALF: Length = Length::mm(45);
/// How far the letterhead may hang out of the text area on each side, as issued documents do.
const OVERHANG: Length = Length::mm(5);
/// Air between the widest line and the edge of its half.
const AIR: Length = Length::mm(2);
/// A column in which nothing wraps, and in which sixths of a twip can still be counted.
const ENDLESS: Twip = Twip(i32::MAX / 16);
/// Between a line and the rule drawn under it.
const ROOM_ABOVE_RULE: Twip = Twip(60);

/// The letterhead: agency and number on the left, Quốc hiệu, Tiêu ngữ, place and date on the right; stamps below.
pub(super) fn letterhead(setter: &mut Setter<'_>, frame: &Frame, text_width: Twip, ready: bool) -> Table {
    let most = text_width + OVERHANG.twips() * 2;
    let right = right_half(setter, frame).min(most - LEAST_LEFT_HALF.twips());
    // Number and symbol stand on one line, whatever the agency's name does.
    let number_line = number(setter, &frame.number, ENDLESS).lines[0].width + AIR.twips();
    let total = (LEFT_HALF.twips().max(number_line) + right).max(text_width).min(most);
    let left = total - right;
    let (faces, date) = (setter.faces, place_and_date(setter, frame, right));
    let fillable = |para| if ready { fields::at_blanks(para, faces) } else { para };
    let mut rows = vec![
        layout_row([agency(setter, frame, left), nation(setter, right)]),
        layout_row([vec![fillable(number(setter, &frame.number, left))], vec![fillable(date)]]),
    ];
    if !frame.stamps.is_empty() {
        let stamps = stamps(setter, &frame.stamps, left, true);
        rows.push(layout_row([stamps, vec![setter.least(right)]]));
    }
    layout_table(vec![left, right], Twip((text_width.0 - total.0) / 2), rows)
}

/// What the right half needs for nothing in it to wrap.
fn right_half(setter: &mut Setter<'_>, frame: &Frame) -> Twip {
    let widest = [
        setter.width(Role::NationalName, NATIONAL_NAME),
        setter.width(Role::Motto, MOTTO),
        place_and_date(setter, frame, ENDLESS).lines[0].width,
    ];
    widest.into_iter().fold(RIGHT_HALF.twips(), |most, width| most.max(width + AIR.twips()))
}

const NATIONAL_NAME: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

fn nation(setter: &mut Setter<'_>, column: Twip) -> Vec<Para> {
    let name = setter.para(Role::NationalName, Words::plain(Role::NationalName, NATIONAL_NAME), column);
    let motto = setter.para(Role::Motto, Words::plain(Role::Motto, MOTTO), column);
    let length = motto.lines[0].width;
    let rule = setter.rule(length, ROOM_ABOVE_RULE, Twip::ZERO, column);
    vec![name, motto, rule]
}

fn agency(setter: &mut Setter<'_>, frame: &Frame, column: Twip) -> Vec<Para> {
    let mut lines = |role, names: &[String]| -> Vec<Para> {
        names.iter().map(|name| setter.balanced(role, Words::plain(role, name), column)).collect()
    };
    let mut paras = lines(Role::ParentAgency, &frame.parent);
    let names = lines(Role::Agency, &frame.agency);
    let widths: Vec<Twip> = names.iter().flat_map(line_widths).collect();
    paras.extend(names);
    paras.push(setter.rule(short_rule(&widths), ROOM_ABOVE_RULE, Twip::ZERO, column));
    paras
}

/// `Số: 05/KH-UBND`: no space around `/` and `-`; below 10 with a leading zero (Mục II.3).
fn number(setter: &mut Setter<'_>, line: &NumberLine, column: Twip) -> Para {
    let mut words = Words::plain(Role::Number, "Số: ");
    match line.number {
        Some(number) => words.push(Role::Number, &crate::base::text::document_number(number)),
        None => words.push_blank(Role::Number, Blank::Number),
    }
    words.push(Role::Number, &format!("/{}", line.symbol));
    setter.para(Role::Number, words, column)
}

fn place_and_date(setter: &mut Setter<'_>, frame: &Frame, column: Twip) -> Para {
    let mut inlines = vec![Inline::Text(format!("{}, ", frame.place))];
    inlines.extend(date_line(frame.date));
    setter.para(Role::PlaceDate, Words::inlines(Role::PlaceDate, &inlines), column)
}

/// Stamps one below the other, in frames of the decree's size where it gives one; centred or flush left.
pub(super) fn stamps(setter: &mut Setter<'_>, stamps: &[Stamp], column: Twip, centred: bool) -> Vec<Para> {
    let mut paras = Vec::new();
    for stamp in stamps {
        let role = match stamp.kind {
            StampKind::Secrecy => Role::Secrecy,
            StampKind::Urgency(_) => Role::Urgency,
            StampKind::Draft => Role::DraftMark,
        };
        let width = frame_width(setter, role, stamp).min(column);
        let left = if centred { Twip((column.0 - width.0) / 2) } else { Twip::ZERO };
        // Frames that touch would run into one: a least paragraph parts them.
        let mut gap = setter.least(column);
        gap.style.before = Twip::pt(5);
        paras.push(gap);
        paras.push(setter.framed(role, &stamp.text, width, left, column));
    }
    paras
}

fn frame_width(setter: &Setter<'_>, role: Role, stamp: &Stamp) -> Twip {
    match stamp.kind {
        StampKind::Urgency(urgency) => {
            let index = match urgency {
                Urgency::Express => 0,
                Urgency::VeryUrgent => 1,
                Urgency::Urgent => 2,
            };
            URGENCY_STAMPS[index].1.twips()
        }
        StampKind::Secrecy | StampKind::Draft => setter.width(role, &stamp.text) + Length::mm(8).twips(),
    }
}

/// Tên loại, trích yếu with its rule, Kính gửi.
pub(super) fn title(setter: &mut Setter<'_>, frame: &Frame, text_width: Twip) -> Vec<Flow> {
    let mut kind = keep_with_next(setter.para(Role::Kind, Words::plain(Role::Kind, &frame.kind), text_width));
    kind.tag = Tag::Heading(1);
    kind.outline = Some(super::OutlineLevel(1));
    let title = setter.balanced(Role::Title, Words::inlines(Role::Title, &frame.title), text_width);
    let title = keep_with_next(title);
    let rule = setter.rule(short_rule(&line_widths(&title)), Twip(80), Twip::pt(12), text_width);
    let mut flow: Vec<Flow> = flows([kind, title, rule]).collect();
    flow.extend(flows(addressees(setter, &frame.addressees, text_width)));
    flow
}

/// `Kính gửi: X` on one line; several on lines of their own, their dashes under the colon (Mục II.9.d).
fn addressees(setter: &mut Setter<'_>, addressees: &[String], text_width: Twip) -> Vec<Para> {
    const LABEL: &str = "Kính gửi:";
    match addressees {
        [] => Vec::new(),
        [one] => {
            let style = ParaStyle { align: Align::Centre, ..*setter.styles.of(Role::Addressee) };
            let words = Words::plain(Role::Addressee, &format!("{LABEL} {one}"));
            vec![setter.para_with(Role::Addressee, style, words, text_width)]
        }
        several => {
            let left = Twip(text_width.0 / 5);
            let under_colon = left + setter.width(Role::Addressee, "Kính gửi");
            let base = *setter.styles.of(Role::Addressee);
            let label = ParaStyle { left, after: Twip::ZERO, keep_next: true, ..base };
            let item = ParaStyle { left: under_colon, ..base };
            let mut paras =
                vec![setter.para_with(Role::Addressee, label, Words::plain(Role::Addressee, LABEL), text_width)];
            for (i, name) in several.iter().enumerate() {
                let last = i + 1 == several.len();
                let words = Words::plain(Role::Addressee, &format!("- {name}{}", if last { '.' } else { ';' }));
                let style = if last { item } else { ParaStyle { after: Twip::ZERO, ..item } };
                paras.push(setter.para_with(Role::Addressee, style, words, text_width));
            }
            paras
        }
    }
}

/// Chỉ dẫn về phạm vi lưu hành, framed in the top margin over the right half (ô 11).
pub(super) fn circulation(setter: &mut Setter<'_>, words: &str, text_width: Twip) -> Para {
    let width = setter.width(Role::Circulation, words) + Length::mm(8).twips();
    let left = text_width - width - Length::mm(20).twips();
    setter.framed(Role::Circulation, words, width, left, text_width)
}

/// Contact lines under a rule across the whole text (ô 13).
pub(super) fn contact(setter: &mut Setter<'_>, lines: &[String], text_width: Twip) -> Para {
    let mut para = setter.para(Role::Contact, Words::plain(Role::Contact, &lines.join("\n")), text_width);
    para.rule = Some(Rule { eighths: 6, sides: RuleSides::Above { space_points: 2 } });
    para
}

/// A row that only sets things side by side.
pub(super) fn layout_row<const N: usize>(cells: [Vec<Para>; N]) -> Row {
    let cells = cells.into_iter().enumerate().map(|(column, paras)| Cell {
        column,
        span: 1,
        merge: Merge::None,
        vertical: VerticalAlign::Top,
        paras,
    });
    Row { kind: RowKind::Item, cells: cells.collect(), height: Twip::ZERO, min_height: None, keep_next: false }
}

/// A table without borders and cell margins.
pub(super) fn layout_table(grid: Vec<Twip>, indent: Twip, rows: Vec<Row>) -> Table {
    let edges = table_edges(&grid, indent);
    let mut table = Table {
        kind: TableKind::Layout,
        grid,
        indent,
        edges,
        border: None,
        margins: CellMargins::default(),
        head_rows: 0,
        rows,
    };
    row_heights(&mut table);
    table
}
