use super::*;
use crate::base::{PartialDate, Place, Placed, Source, Span};
use crate::plan::{Bound, Comparison, Decimal, DocumentInfo, DocumentKind, Goal};

fn placed<T>(value: T) -> Placed<T> {
    Placed { value, place: Place { source: Source::new("plan.yaml", ""), span: Span::default() } }
}

fn words(text: &str) -> Placed<String> {
    placed(text.to_owned())
}

fn decimal(written: &str) -> Decimal {
    Decimal::parse(written).expect("a number")
}

#[test]
fn bounds_are_words_of_running_text() {
    assert_eq!(bound_in_words(Bound::AtLeast(decimal("90")), Some("điểm")), "từ 90 điểm trở lên");
    assert_eq!(bound_in_words(Bound::AtLeast(decimal("99.9")), Some("%")), "từ 99,9% trở lên");
    assert_eq!(bound_in_words(Bound::AtLeast(decimal("100")), Some("%")), "100%");
    assert_eq!(bound_in_words(Bound::AtMost(decimal("1500")), Some("hồ sơ")), "không quá 1.500 hồ sơ");
    assert_eq!(bound_in_words(Bound::Exactly(decimal("2")), None), "đúng 2");
}

#[test]
fn goals_say_what_is_to_be_beaten() {
    let earlier = Comparison { year: 2022, value: Some(placed(decimal("85,3"))), rank: Some(4) };
    let mut goal = Goal {
        id: words("par"),
        name: words("Chỉ số\ncải cách"),
        bound: None,
        unit: Some(words("điểm")),
        better_than: Some(earlier),
    };
    let view = GoalView::new(&goal);
    assert_eq!((view.name.as_str(), view.bound.as_str()), ("Chỉ số cải cách", ""));
    assert_eq!(view.comparison, "tăng so với năm 2022 (85,3 điểm, xếp thứ 4)");
    goal.better_than = Some(Comparison { year: 2022, value: None, rank: None });
    assert_eq!(GoalView::new(&goal).comparison, "tăng so với năm 2022");
}

#[test]
fn documents_are_cited_with_dots_for_what_is_open() {
    let mut info = DocumentInfo {
        kind: DocumentKind::Plan,
        number: None,
        symbol: words("KH-UBND"),
        place: words("Điềm Thụy"),
        date: PartialDate::parse("2023-08").map(placed),
        title: words("Duy trì,\n cải thiện"),
        secrecy: None,
        urgency: None,
        circulation: None,
        drafter: None,
        draft: false,
    };
    assert_eq!(DocumentView::new(&info).citation, "Kế hoạch số ……/KH-UBND ngày …… tháng 8 năm 2023");
    info.number = Some(placed(5));
    info.date = PartialDate::parse("2023-08-15").map(placed);
    let view = DocumentView::new(&info);
    assert_eq!(view.citation, "Kế hoạch số 05/KH-UBND ngày 15 tháng 8 năm 2023");
    assert_eq!((view.title.as_str(), view.year.as_str()), ("Duy trì, cải thiện", "2023"));
}

#[test]
fn markdown_is_told_by_its_shape() {
    let json = serde_json::to_string(&Markdown::new("\n\n  một\n\nhai  \n")).expect("JSON");
    assert_eq!(json, r#"{"markdown":"  một\n\nhai"}"#);
}
