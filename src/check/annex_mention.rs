//! `annex-mention`: the text points to its annex (Phụ lục I, Phần I, Mục III.1.a).

use crate::base::{Diagnostic, text};
use crate::plan::{Plan, Section};

const CLAUSE: &str = "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III.1.a";

/// Words that point to an annex, in small letters.
const POINTERS: [&str; 4] = ["phụ lục", "kèm theo", "biểu phân công", "bảng phân công"];

/// Looks for them in the whole text.
pub fn check(plan: &Plan) -> Option<Diagnostic> {
    let annex = plan.annex.as_ref()?;
    let mut texts: Vec<&str> = plan.preamble.iter().chain(&plan.closing).map(|text| text.value.as_str()).collect();
    plan.sections.iter().for_each(|section| of_section(section, &mut texts));
    let points = |words: &str| {
        let key = text::comparison_key(words);
        POINTERS.iter().any(|pointer| key.contains(pointer))
    };
    if texts.into_iter().any(points) {
        return None;
    }
    Some(
        Diagnostic::warning(
            "annex-mention",
            "nội dung kế hoạch chưa nhắc đến phụ lục",
            "the text does not mention its annex",
        )
        .at(&annex.title.place)
        .hint(
            "thêm vào nội dung một câu như `(chi tiết tại Phụ lục kèm theo)`",
            "add a sentence to the text such as `(chi tiết tại Phụ lục kèm theo)`",
        )
        .clause(CLAUSE),
    )
}

fn of_section<'a>(section: &'a Section, texts: &mut Vec<&'a str>) {
    texts.push(&section.heading.value);
    texts.extend(section.body.iter().map(|body| body.value.as_str()));
    section.sections.iter().for_each(|clause| of_section(clause, texts));
}
