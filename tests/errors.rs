//! Every mistake that an office makes in plan.yaml, tried one by one, with the full text that it gets to read.

use insta::assert_snapshot;
use vanthu::app::{Language, report};
use vanthu::base::Diagnostic;
use vanthu::check;
use vanthu::font::Faces;
use vanthu::input::{read_plan, source_from_bytes};

/// A plan without a fault, which each test spoils in one place.
const GOOD: &str = include_str!("errors/plan.yaml");

/// Everything that is found in a file, from its bytes to the linter.
fn findings(bytes: &[u8]) -> Vec<Diagnostic> {
    let source = match source_from_bytes("plan.yaml", bytes.to_vec()) {
        Ok(source) => source,
        Err(finding) => return vec![finding],
    };
    let (plan, mut found) = read_plan(source);
    if let Some(plan) = plan {
        found.extend(check::check(&plan, &Faces::embedded()));
    }
    found.into_sorted()
}

fn printed(text: &str) -> String {
    report::human(&findings(text.as_bytes()), Language::Vi, false)
}

/// The good plan with one passage replaced; the passage must be there.
fn spoilt(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "the good plan has no `{from}`");
    GOOD.replacen(from, to, 1)
}

#[test]
fn the_good_plan_has_no_finding() {
    assert_eq!(findings(GOOD.as_bytes()), []);
}

/// One test a mistake: what is replaced by what in the good plan.
macro_rules! mistakes {
    ($($name:ident: $from:expr => $to:expr;)+) => {$(
        #[test]
        fn $name() {
            assert_snapshot!(stringify!($name), printed(&spoilt($from, $to)));
        }
    )+};
}

mistakes! {
    misspelt_key: "deadline: {" => "deadlne: {";
    unknown_key_without_a_neighbour: "  font_size: 14" => "  colour: red";
    missing_lead: "              lead: vp-ubnd\n" => "";
    blank_required_key: "short: UBND xã Điềm Thụy" => "short:";
    duplicate_key: "  place: Điềm Thụy\n" => "  place: Điềm Thụy\n  place: Diềm Thụy\n";
    duplicate_task_id: "id: doi-thoai" => "id: dung-han-xa";
    duplicate_office_id: "  tai-chinh: {" => "  VP-UBND: {";
    unknown_office: "lead: vp-ubnd" => "lead: vp-ubdn";
    no_offices: "offices:\n  vp-ubnd: { name: VP UBND xã, kind: office }\n  tai-chinh: { name: Kế toán TC xã, kind: post }\n  cb-cc: { name: \"CB, CC xã\", kind: everyone, reports_through: vp-ubnd }\n" => "";
    office_by_its_name: "lead: tai-chinh" => "lead: Kế toán TC xã";
    unknown_reports_through: "reports_through: vp-ubnd" => "reports_through: van-phong";
    reports_in_a_circle: "kind: office }" => "kind: office, reports_through: cb-cc }";
    lead_supports_itself: "support: [cb-cc]" => "support: [vp-ubnd]";
    office_named_twice: "support: [cb-cc]" => "support: [cb-cc, cb-cc]";
    empty_target: "target: Tối thiểu 2 cuộc" => "target: \"\"";
    blank_target: "target: Tối thiểu 2 cuộc" => "target:";
    both_targets: "              target_of: dung-han-huyen" => "              target_of: dung-han-huyen\n              target: 100%";
    target_of_another_row: "target_of: dung-han-huyen" => "target_of: doi-thoai";
    target_of_the_first_row: "target: Tối thiểu 2 cuộc" => "target_of: dung-han-xa";
    day_that_the_calendar_lacks: "by: 2023-12-30" => "by: 2023-02-30";
    month_that_the_calendar_lacks: "date: 2023-08" => "date: 2023-13";
    date_in_the_office_s_way: "date: 2023-08" => "date: 15/8/2023";
    deadline_by_a_month: "by: 2023-12-30" => "by: 2023-12";
    deadline_as_a_text: "deadline: continuous" => "deadline: thường xuyên";
    deadline_with_two_meanings: "{ within: 2023 }" => "{ within: 2023, continuous: true }";
    number_nought: "  symbol: KH-UBND" => "  number: 0\n  symbol: KH-UBND";
    symbol_with_the_number: "symbol: KH-UBND" => "symbol: 45/KH-UBND";
    symbol_with_a_space: "symbol: KH-UBND" => "symbol: KH UBND";
    symbol_of_another_kind: "symbol: KH-UBND" => "symbol: BC-UBND";
    kind_in_vietnamese: "kind: plan" => "kind: kế hoạch";
    urgency_of_the_office_s_own: "  place: Điềm" => "  urgency: GẤP\n  place: Điềm";
    secrecy_misspelt: "  place: Điềm" => "  secrecy: TỐI MẶT\n  place: Điềm";
    circulation_in_small_letters: "  place: Điềm" => "  circulation: lưu hành nội bộ\n  place: Điềm";
    draft_yes: "  place: Điềm" => "  draft: có\n  place: Điềm";
    tm_without_body: "  body: ỦY BAN NHÂN DÂN\n" => "";
    kt_without_head: "form: TM" => "form: KT";
    kt_for_oneself: "form: TM" => "form: KT\n  head: CHỦ TỊCH";
    body_without_tm: "  form: TM\n" => "";
    tm_typed_twice: "body: ỦY BAN" => "body: TM. ỦY BAN";
    kt_typed_before_the_title: "title: CHỦ TỊCH" => "title: KT. CHỦ TỊCH";
    deputy_without_kt: "title: CHỦ TỊCH" => "title: PHÓ CHỦ TỊCH";
    degree_before_the_name: "name: Dương" => "name: TS. Dương";
    as_above_without_addressees: "  - TT Đảng ủy xã" => "  - Như trên";
    number_typed_in_a_heading: "heading: MỤC ĐÍCH" => "heading: I. MỤC ĐÍCH";
    annex_not_mentioned: "nhiệm vụ tại Phụ lục" => "nhiệm vụ";
    body_with_tl: "form: TM" => "form: TL\n  head: CHỦ TỊCH\n  deputy_for: TRƯỞNG PHÒNG";
    deputy_without_tl: "  body: ỦY" => "  deputy_for: TRƯỞNG PHÒNG\n  body: ỦY";
    margin_outside_the_decree: "left: 30mm" => "left: 25mm";
    margin_without_unit: "left: 30mm" => "left: 30";
    font_size_outside_the_decree: "font_size: 14" => "font_size: 12";
    line_spacing_outside_the_decree: "  font_size: 14" => "  line_spacing: 2";
    indent_outside_the_decree: "  font_size: 14" => "  indent: 15mm";
    paragraph_gap_outside_the_decree: "  font_size: 14" => "  paragraph_gap: 3pt";
    column_narrower_than_its_word: "width: 60mm }" => "width: 8mm }";
    place_too_long_for_its_half: "place: Điềm Thụy" => "place: Thành phố Hồ Chí Minh";
    columns_too_wide: "width: 60mm }" => "width: 200mm }\n    name: { width: 60mm }";
    id_like_a_printed_number: "id: doi-thoai" => "id: III.2.1";
    id_with_marks: "id: doi-thoai" => "id: đối thoại";
    number_that_is_none: "at_least: 90" => "at_least: chín mươi";
    number_below_nought: "at_least: 90" => "at_least: -1";
    number_with_a_unit: "at_least: 90" => "at_least: 90%";
    number_with_two_marks: "at_least: 90" => "at_least: 1.234.567";
    number_that_reads_two_ways: "at_least: 90" => "at_least: 1.234";
    comma_in_braces: "at_least: \"99,9\"" => "at_least: 99,9";
    list_where_a_text_belongs: "heading: MỤC ĐÍCH" => "heading: [MỤC ĐÍCH]";
    text_where_keys_belong: "layout:\n  font_size: 14\n  margins: { left: 30mm }" => "layout: 14";
    text_where_a_list_belongs: "goals:\n  - {" => "goals:\n  {";
    empty_list: "  - heading: MỤC ĐÍCH\n    body: |\n      Nâng cao Chỉ số cải cách hành chính\n      của xã Điềm Thụy.\n" => "  []\n";
    unclosed_quote_before_another: "\"Lưu: VT, VP\"" => "\"Lưu: VT, VP";
    unclosed_brace: "kind: office }" => "kind: office";
    bracket_that_was_never_opened: "name: Dương Ngọc Thơm" => "name: [Dương] Thơm]";
    text_that_begins_with_a_dash: "unit: điểm" => "unit: - điểm";
    control_character_in_quotes: "VT, VP" => "VT,\\x07 VP";
    blank_list_item: "  - TT Đảng ủy xã" => "  - ";
    list_item_of_a_comment_only: "  - TT Đảng ủy xã" => "  - # TT Đảng ủy - xã";
    section_without_text: "    body: |\n      Nâng cao Chỉ số cải cách hành chính\n      của xã Điềm Thụy.\n" => "";
    merge_key: "deadline: { within: 2023 }" => "deadline: { <<: { within: 2023 } }";
    tab_for_indentation: "  place: Điềm" => "\tplace: Điềm";
    tab_after_spaces: "              support: [cb-cc]" => "      \t        support: [cb-cc]";
    unclosed_quote: "unit: \"%\"" => "unit: \"%";
    unclosed_single_quote: "title: PHÂN CÔNG THỰC HIỆN" => "title: 'PHÂN CÔNG THỰC HIỆN";
    quote_inside_quotes: "title: PHÂN CÔNG THỰC HIỆN" => "title: \"PHÂN CÔNG \"THỰC HIỆN\"\"";
    unclosed_bracket: "support: [cb-cc]" => "support: [cb-cc";
    colon_in_a_text: "name: Dương Ngọc Thơm" => "name: Ông: Dương Ngọc Thơm";
    no_colon_after_a_key: "  place: Điềm Thụy" => "  place Điềm Thụy";
    key_indented_wrongly: "  place: Điềm Thụy" => "   place: Điềm Thụy";
    text_that_begins_with_a_percent_sign: "unit: \"%\"" => "unit: %";
    text_that_begins_with_an_asterisk: "unit: điểm" => "unit: *điểm";
    text_that_begins_with_an_exclamation_mark: "unit: điểm" => "unit: !điểm";
    second_document: "annex:\n" => "---\nannex:\n";
    tcvn3: "của xã Điềm Thụy." => "cña x· §iÒm Thôy.";
    vni: "title: Duy trì Chỉ số" => "title: Duy trì Chæ soá caûi caùch";
    utf8_read_as_something_else: "title: Duy trì Chỉ số" => "title: Duy trÃ¬ Chá»‰ sá»‘";
    control_character: "của xã Điềm Thụy." => "của xã\u{8} Điềm Thụy.";
    letter_without_a_glyph: "của xã Điềm Thụy." => "của xã Điềm Thụy ☃.";
    raw_html: "của xã Điềm Thụy." => "của xã <b>Điềm Thụy.";
    place_spelt_two_ways: "của xã Điềm Thụy." => "của xã Diềm Thụy.";
    deadline_over: "by: 2023-12-30" => "by: 2023-06-30";
    document_cited_with_two_dates: "của xã Điềm Thụy." => "theo Kế hoạch số 106/KH-UBND ngày 20/8/2023.";
    issuer_other_than_who_signs: "của UBND huyện." => "của UBND huyện. Chủ tịch UBND xã ban hành Kế hoạch.";
    records_copy_without_vt: "Lưu: VT, VP" => "Lưu: VPUB";
}

#[test]
fn several_errors_come_out_in_one_run() {
    let text = spoilt("deadline: {", "deadlne: {")
        .replace("lead: tai-chinh", "lead: taichinh")
        .replace("date: 2023-08", "date: 2023-02-30")
        .replace("recipients:", "recipient:");
    assert_snapshot!("several_errors", printed(&text));
}

/// "Tæ" could be a foreign name; beside text that can be nothing else it is not.
#[test]
fn old_encodings_are_judged_by_the_whole_file() {
    let short = spoilt("TT Đảng ủy xã", "TT H§ND x·");
    assert_snapshot!("tcvn3_in_short_texts", printed(&short.replace("name: Kế toán TC xã", "name: Tæ")));
    assert_eq!(findings(spoilt("name: Kế toán TC xã", "name: Tæ").as_bytes()), []);
    assert_snapshot!("vni_in_one_short_text", printed(&spoilt("TT Đảng ủy xã", "UBND huyeän")));
}

#[test]
fn an_empty_file() {
    assert_snapshot!("empty_file", printed(""));
    assert_snapshot!("only_a_comment", printed("# kế hoạch\n"));
}

#[test]
fn an_alias_bomb() {
    let mut text = String::from("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for (name, of) in ["b", "c", "d", "e", "f", "g", "h"].into_iter().zip(["a", "b", "c", "d", "e", "f", "g"]) {
        text += &format!("{name}: &{name} [{}]\n", vec![format!("*{of}"); 10].join(", "));
    }
    assert_snapshot!("alias_bomb", printed(&text));
}

#[test]
fn nesting_without_measure() {
    assert_snapshot!("too_deep", printed(&format!("document: {}", "[".repeat(10_000))));
}

#[test]
fn a_file_that_is_not_utf8() {
    let at = GOOD.find("Nâng cao").unwrap();
    let mut bytes = GOOD.as_bytes().to_vec();
    bytes[at + 1] = 0xB5;
    assert_snapshot!("not_utf8", report::human(&findings(&bytes), Language::Vi, false));
    let utf16: Vec<u8> =
        [0xFEFF_u16].into_iter().chain("document:\n".encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_snapshot!("utf16", report::human(&findings(&utf16), Language::Vi, false));
}

#[test]
fn in_english_and_as_json() {
    let found = findings(spoilt("left: 30mm", "left: 25mm").replace("deadline: {", "deadlne: {").as_bytes());
    assert_snapshot!("in_english", report::human(&found, Language::En, false));
    assert_snapshot!("in_json", report::json_lines(&found, Language::Vi));
    assert_snapshot!(
        "in_colour",
        report::human(&found, Language::Vi, true).escape_debug().to_string().replace("\\n", "\n")
    );
}
