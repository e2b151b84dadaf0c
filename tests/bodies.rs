//! The bodies of the project's plans, from the file through view, template and Markdown to blocks, as readable text.

use vanthu::document::{Block, Inline, Item, Table, plain_text};
use vanthu::markdown::{Scope, parse};
use vanthu::template::Templates;
use vanthu::view::PlanView;
use vanthu::{base::Diagnostic, input};

/// Blocks as indented lines: what they are, their number or mark, then their words.
pub fn shown(blocks: &[Block], depth: usize) -> String {
    let pad = "  ".repeat(depth);
    let line = |block: &Block| match block {
        Block::Paragraph(text) => format!("{pad}{}\n", words(text)),
        Block::Basis(text) => format!("{pad}basis: {}\n", words(text)),
        Block::Note(text) => format!("{pad}note: {}\n", words(text)),
        Block::Heading(heading) => format!("{:?} {} {}\n", heading.level, heading.number, words(&heading.text)),
        Block::List(list) => list.items.iter().map(|item| shown_item(item, depth)).collect(),
        Block::Chart(chart) => chart.summary.clone(),
        Block::Table(table) => shown_table(table),
    };
    blocks.iter().map(line).collect()
}

fn shown_item(item: &Item, depth: usize) -> String {
    let inner = shown(&item.blocks, depth + 1);
    format!("{}{} {}", "  ".repeat(depth), item.mark, inner.trim_start())
}

fn shown_table(table: &Table) -> String {
    let cells =
        |row: &vanthu::document::Row| row.cells.iter().map(|c| plain_text(&c.text)).collect::<Vec<_>>().join(" | ");
    table.head.iter().chain(&table.rows).map(|row| format!("{:?}: {}\n", row.kind, cells(row))).collect()
}

fn words(text: &[Inline]) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Text(words) => words.clone(),
        Inline::Strong(inner) => format!("[strong: {}]", words(inner)),
        Inline::Emphasis(inner) => format!("[emphasis: {}]", words(inner)),
        Inline::Break => "⏎".to_owned(),
        Inline::Blank(blank) => format!("[{blank:?}]"),
        Inline::Inserted(inner) => format!("[inserted: {}]", words(inner)),
        Inline::Deleted(inner) => format!("[deleted: {}]", words(inner)),
    };
    text.iter().map(one).collect()
}

fn body_of(plan: &str) -> String {
    let source = input::source_from_bytes(plan, std::fs::read(plan).unwrap()).unwrap();
    let (plan, _) = input::read_plan(source);
    let templates = Templates::new([]).map_err(|all| all.into_sorted()).unwrap();
    let made = templates.render("plan.md", &PlanView::new(&plan.unwrap())).unwrap();
    shown(&parse(&made.text, Scope::Body).unwrap(), 0)
}

#[test]
fn the_real_plan() {
    insta::assert_snapshot!(body_of("plans/diem-thuy-2023/plan.yaml"));
}

#[test]
fn a_plan_that_uses_what_the_real_one_does_not() {
    insta::assert_snapshot!(body_of("tests/projects/portrait/plan.yaml"));
}

/// What a template may see of the real plan: names that offices' own templates rely on.
#[test]
fn the_view_of_the_real_plan() {
    let path = "plans/diem-thuy-2023/plan.yaml";
    let source = input::source_from_bytes(path, std::fs::read(path).unwrap()).unwrap();
    let mut view = PlanView::new(&input::read_plan(source).0.unwrap());
    view.sections.truncate(1);
    view.sections[0].sections.truncate(1);
    insta::assert_snapshot!(serde_json::to_string_pretty(&view).unwrap());
}

/// Where a template asks for what is not there, the finding points into the template.
#[test]
fn an_unknown_variable_in_a_template() {
    let file = vanthu::base::Source::new("plans/x/templates/plan.md", "{{ preamble }}\n\n# {{ document.titel }}\n");
    let templates = Templates::new([("plan.md".to_owned(), file)]).map_err(|all| all.into_sorted()).unwrap();
    let path = "plans/diem-thuy-2023/plan.yaml";
    let source = input::source_from_bytes(path, std::fs::read(path).unwrap()).unwrap();
    let view = PlanView::new(&input::read_plan(source).0.unwrap());
    let found: Vec<Diagnostic> = templates.render("plan.md", &view).unwrap_err();
    assert_eq!(found.len(), 1);
    let place = found[0].place.as_ref().unwrap();
    assert_eq!(
        (place.source.name.as_str(), place.source.line_column(place.span.start)),
        ("plans/x/templates/plan.md", (3, 15))
    );
    assert_eq!(found[0].message.vi, "mẫu dùng biến không có: `titel`");
    assert_eq!(found[0].message.en, "the template uses an unknown variable: `titel`");
    assert_eq!(found[0].hint.as_ref().unwrap().vi, "ý bạn là `title`?");
}
