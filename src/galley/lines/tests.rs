//! The breaker against what LibreOffice 7.4 was seen to do.

use super::*;

const PLAIN: ParaStyle = ParaStyle {
    half_points: 28,
    line: Twip(360),
    before: Twip::ZERO,
    after: Twip::ZERO,
    first_line: Twip::ZERO,
    left: Twip::ZERO,
    right: Twip::ZERO,
    align: Align::Left,
    keep_next: false,
    keep_lines: false,
    bold: false,
    italic: false,
};

fn run(end: usize, bold: bool, italic: bool) -> Run {
    Run { end: end as u32, bold, italic, kind: RunKind::Text }
}

/// Lines of plain text in a column as wide as `ruler` set in one line, plus so many twips. (A width rounds to the nearest
/// twip, so that a line of exactly that width may be half a twip too narrow.)
fn broken<'t>(text: &'t str, ruler: &str, more: i32) -> Vec<&'t str> {
    let faces = Faces::embedded();
    let column = text_width(ruler, false, false, 28, &faces) + Twip(more);
    let lines = break_lines(text, &[run(text.len(), false, false)], &PLAIN, column, &faces);
    lines.iter().map(|line| &text[line.start as usize..line.end as usize]).collect()
}

#[test]
fn a_line_takes_what_fits_to_the_twip_and_spaces_hang() {
    assert_eq!(broken("kế hoạch năm", "kế hoạch", 1), ["kế hoạch", "năm"]);
    assert_eq!(broken("kế hoạch năm", "kế hoạch", -1), ["kế", "hoạch", "năm"]);
    assert_eq!(broken("kế hoạch   năm  ", "kế hoạch", 1), ["kế hoạch", "năm"]);
    assert_eq!(broken("", "x", 1), [""]);
}

#[test]
fn a_meant_break_ends_a_line() {
    assert_eq!(broken("kế\nhoạch", "kế hoạch", 1), ["kế", "hoạch"]);
    assert_eq!(broken("kế \n\n", "kế hoạch", 1), ["kế", "", ""]);
}

#[test]
fn hyphens_and_dashes_are_opportunities() {
    assert_eq!(broken("106/KH-UBND", "106/KH-UBN", 1), ["106/KH-", "UBND"]);
    assert_eq!(broken("2021-2030", "2021-203", 1), ["2021-", "2030"]);
    assert_eq!(broken("2021–2030", "2021–203", 1), ["2021–", "2030"]);
    assert_eq!(broken("a—b", "a—", 1), ["a—", "b"]);
    assert_eq!(broken("a—b", "a", 1), ["a", "—", "b"]);
    assert_eq!(broken("vân…vân", "vân…", 1), ["vân…", "vân"]);
    assert_eq!(broken("2021 - 2030", "2021 - 203", 1), ["2021 -", "2030"]);
}

#[test]
fn a_slash_gives_way_to_the_space_before_the_path() {
    assert_eq!(broken("ngày 31/12/2023", "ngày 31/12/202", 1), ["ngày", "31/12/2023"]);
    assert_eq!(broken("năm và/hoặc", "năm và/ho", 1), ["năm", "và/hoặc"]);
    assert_eq!(broken("số TTHC-ĐKKD/abc", "số TTHC-ĐKKD/", 1), ["số TTHC-", "ĐKKD/abc"]);
    assert_eq!(broken("số TTHC-ĐKKD/abc", "số TTHC-ĐKKD/ab", 1), ["số", "TTHC-ĐKKD/abc"]);
}

#[test]
fn closing_marks_stay_with_what_they_close() {
    assert_eq!(broken("một hai )", "một hai ", 1), ["một", "hai )"]);
    assert_eq!(
        broken("một hai )", "một hai", 1),
        ["một hai", ")"],
        "a line may always end on a space that does not fit"
    );
    assert_eq!(broken("một ( hai", "một ( ", 1), ["một", "( hai"]);
    assert_eq!(broken("kế năm\u{A0}2023", "kế năm\u{A0}202", 1), ["kế", "năm\u{A0}2023"]);
    assert_eq!(broken("đạt 90 %", "đạt 90", 1), ["đạt 90", "%"]);
}

#[test]
fn a_word_longer_than_the_line_is_cut_and_no_width_stops_the_work() {
    assert_eq!(broken("nghiêng", "nghi", 1), ["nghi", "êng"]);
    assert_eq!(broken("a b\n", "", 1), ["a", "", "b", "", ""]);
    assert_eq!(broken("ab", "", -5000), ["a", "b"]);
}

#[test]
fn alignment_and_indents_place_each_line() {
    let faces = Faces::embedded();
    let text = "một hai ba bốn";
    let runs = [run(text.len(), false, false)];
    let set = |align, first_line| {
        let style = ParaStyle { align, first_line, left: Twip(100), right: Twip(40), ..PLAIN };
        break_lines(text, &runs, &style, Twip(1600), &faces)
    };
    let left = set(Align::Left, Twip(300));
    assert_eq!((left[0].x, left[1].x, left[0].gaps, left[0].stretch), (Twip(400), Twip(100), 1, Twip::ZERO));
    let right = set(Align::Right, Twip::ZERO);
    assert_eq!(right[0].x + right[0].width, Twip(1560));
    let centred = set(Align::Centre, Twip::ZERO);
    assert_eq!(centred[0].x, Twip(100 + (1460 - centred[0].width.0) / 2));
    let both = set(Align::Justify, Twip::ZERO);
    assert_eq!(both[0].x + both[0].width + both[0].stretch, Twip(1560));
    assert_eq!(both[both.len() - 1].stretch, Twip::ZERO);
}

#[test]
fn a_justified_line_before_a_meant_break_is_left_as_it_is() {
    let faces = Faces::embedded();
    let text = "một hai\nba";
    let style = ParaStyle { align: Align::Justify, ..PLAIN };
    let lines = break_lines(text, &[run(text.len(), false, false)], &style, Twip(5000), &faces);
    assert_eq!(lines[0].stretch, Twip::ZERO);
}

/// Were the cost of a line to grow with its paragraph, this test would run for minutes.
#[test]
fn a_book_without_a_paragraph_break_is_broken_at_once() {
    let faces = Faces::embedded();
    let text = "kế hoạch ".repeat(100_000);
    let lines = break_lines(&text, &[run(text.len(), false, false)], &PLAIN, Twip(9000), &faces);
    assert!(lines.len() > 5_000, "{}", lines.len());
}

#[test]
fn portions_are_rounded_one_by_one() {
    let faces = Faces::embedded();
    let text = "ccc";
    let apart = [run(1, false, false), run(2, true, false), run(3, false, false)];
    let line = break_lines(text, &apart, &PLAIN, Twip(9000), &faces)[0];
    let widths = [false, true, false].map(|bold| text_width("c", bold, false, 28, &faces));
    assert_eq!(line.width, widths.into_iter().sum());
    // 746 sixths each: 124 twips apart, 373 together.
    assert_eq!(text_width("ccc", false, false, 28, &faces), Twip(373));
    assert_eq!(widths[0], Twip(124));
}

/// Paragraphs of the real plan (and a few hard ones) as LibreOffice 7.4.7 broke them, face changes marked `⇧` (bold) and `⇗`
/// (italic), meant breaks `⏎`, line starts `¦`; before the tab column, indents, alignment and size.
#[test]
fn real_text_breaks_where_libreoffice_breaks_it() {
    let faces = Faces::embedded();
    let mut lines = 0;
    for case in include_str!("libreoffice-7.4.txt").lines() {
        let (header, marked) = case.split_once('\t').expect("a header and a text");
        let (text, runs, starts) = unmark(marked);
        let found: Vec<_> = break_case(header, &text, &runs, &faces).iter().map(|line| line.start).collect();
        assert_eq!(found, starts, "{case}");
        lines += starts.len();
    }
    assert!(lines > 500, "{lines}");
}

fn break_case(header: &str, text: &str, runs: &[Run], faces: &Faces) -> Vec<Line> {
    let fields: Vec<&str> = header.split(' ').collect();
    let twips = |index: usize| Twip(fields[index].parse().expect("twips"));
    let align = match fields[4] {
        "left" => Align::Left,
        "center" => Align::Centre,
        "right" => Align::Right,
        _ => Align::Justify,
    };
    let half_points = fields[5].parse().expect("half points");
    let (first_line, left, right) = (twips(1), twips(2), twips(3));
    break_lines(text, runs, &ParaStyle { half_points, align, first_line, left, right, ..PLAIN }, twips(0), faces)
}

/// Text, runs and line starts of a marked case.
fn unmark(marked: &str) -> (String, Vec<Run>, Vec<u32>) {
    let (mut text, mut runs, mut starts) = (String::new(), Vec::new(), vec![0]);
    let (mut bold, mut italic) = (false, false);
    for c in marked.chars() {
        match c {
            '¦' => starts.push(text.len() as u32),
            '⇧' | '⇗' => {
                if runs.last().map_or(0, |run: &Run| run.end) < text.len() as u32 {
                    runs.push(run(text.len(), bold, italic));
                }
                (bold, italic) = if c == '⇧' { (!bold, italic) } else { (bold, !italic) };
            }
            '⏎' => text.push('\n'),
            _ => text.push(c),
        }
    }
    runs.push(run(text.len(), bold, italic));
    (text, runs, starts)
}
