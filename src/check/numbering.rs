//! `typed-number`: numbers of sections, fields and groups are made, so one typed before a title would stand twice.

use crate::base::{Diagnostic, Placed};
use crate::plan::{Item, Plan, Section};

/// Looks at every title that gets a number.
pub fn check(plan: &Plan) -> Vec<Diagnostic> {
    let mut titles = Vec::new();
    plan.sections.iter().for_each(|section| of_section(section, &mut titles));
    for field in plan.annex.iter().flat_map(|annex| &annex.fields) {
        titles.push(&field.title);
        titles.extend(field.items.iter().filter_map(|item| match item {
            Item::Group(group) => Some(&group.title),
            Item::Task(_) => None,
        }));
    }
    titles.into_iter().filter_map(finding).collect()
}

fn of_section<'a>(section: &'a Section, titles: &mut Vec<&'a Placed<String>>) {
    titles.push(&section.heading);
    section.sections.iter().for_each(|clause| of_section(clause, titles));
}

fn finding(title: &Placed<String>) -> Option<Diagnostic> {
    let (number, rest) = typed(&title.value)?;
    Some(
        Diagnostic::warning(
            "typed-number",
            format!("`{number}` đứng trước tên: số được đánh tự động, in ra sẽ có hai số"),
            format!("`{number}` stands before the title: numbers are made, so two would be printed"),
        )
        .at(&title.place)
        .hint(format!("viết `{rest}`"), format!("write `{rest}`")),
    )
}

/// A Roman or Arabic number with its stop or bracket, or a letter with its bracket, and what follows.
fn typed(title: &str) -> Option<(&str, &str)> {
    let (number, rest) = title.split_once(' ')?;
    let mark = number.strip_suffix(['.', ')', '/'])?;
    let roman = !mark.is_empty() && mark.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let arabic = mark.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
    let letter = number.ends_with(')') && mark.chars().count() == 1;
    (roman || arabic || letter).then_some((number, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_words() {
        for (title, rest) in
            [("I. MỤC ĐÍCH", "MỤC ĐÍCH"), ("2.1. Kết quả", "Kết quả"), ("3) Nhóm", "Nhóm"), ("đ) Nhóm", "Nhóm")]
        {
            assert_eq!(typed(title).map(|(_, rest)| rest), Some(rest), "{title}");
        }
        for title in ["MỤC ĐÍCH", "Nghị quyết 01", "6 tháng đầu năm", "Q.1 và Q.3", "I"] {
            assert_eq!(typed(title), None, "{title}");
        }
    }
}
