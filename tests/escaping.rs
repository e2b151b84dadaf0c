//! A value that a template prints reads back from Markdown as exactly its letters, wherever in the template it stands.

use proptest::prelude::*;
use vanthu::base::text::nfc;
use vanthu::document::{Block, Inline};
use vanthu::markdown::{Scope, parse};
use vanthu::template::escape;

/// Text as a block prints it, breaks as newlines.
fn printed(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Basis(text) | Block::Note(text) => letters(text, &mut out),
            Block::Heading(heading) => letters(&heading.text, &mut out),
            Block::List(list) => list.items.iter().for_each(|item| out.push_str(&printed(&item.blocks))),
            Block::Chart(chart) => out.push_str(&chart.summary),
            Block::Table(table) => {
                for cell in table.head.iter().chain(&table.rows).flat_map(|row| &row.cells) {
                    letters(&cell.text, &mut out);
                    out.push('¦');
                }
            }
        }
    }
    out
}

fn letters(text: &[Inline], out: &mut String) {
    for inline in text {
        match inline {
            Inline::Text(words) => out.push_str(words),
            Inline::Strong(_) | Inline::Emphasis(_) | Inline::Blank(_) | Inline::Inserted(_) | Inline::Deleted(_) => {
                out.push_str("⟨markup⟩")
            }
            Inline::Break => out.push('\n'),
        }
    }
}

/// The value as it must be printed: NFC line by line, one kind of line break, tabs as spaces.
fn meant(value: &str) -> String {
    let lines = value.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    lines.split('\n').map(nfc).collect::<Vec<_>>().join("\n")
}

/// Where a template may put a value, with what is printed around it.
const PLACES: [(&str, &str, &str, &str); 11] = [
    ("", "", "", ""),
    ("Số ", " của", "Số ", " của"),
    ("Số\n", "\ncủa", "Số ", " của"),
    ("(", ")", "(", ")"),
    ("- ", "", "", ""),
    ("1. ", "\n2. b", "", "b"),
    ("# ", "\n", "", ""),
    ("# ", " ##\n", "", ""),
    ("| a | b |\n|---|---|\n| ", " | c |\n", "a¦b¦", "¦c¦"),
    ("|a|b|\n|---|---|\n|", "|c|\n", "a¦b¦", "¦c¦"),
    ("|", "|b|\n|---|---|\n|c|d|\n", "", "¦b¦c¦d¦"),
];

fn comes_back(value: &str) -> Result<(), TestCaseError> {
    // A value of nothing visible leaves nothing to print around; NUL has no place in text (CommonMark 2.3).
    if nfc(value).is_empty() || value.contains('\0') {
        return Ok(());
    }
    for (before, after, printed_before, printed_after) in PLACES {
        let markdown = format!("{before}{}{after}", escape(value));
        let blocks = parse(&markdown, Scope::Body)
            .map_err(|refused| TestCaseError::fail(format!("{markdown:?} {refused:?}")))?;
        prop_assert_eq!(
            printed(&blocks),
            format!("{}{}{}", printed_before, meant(value), printed_after),
            "{:?}",
            markdown
        );
    }
    Ok(())
}

/// Text with far more of what Markdown cares about than chance would give.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[!-/:-@\\[-`{-~]{1,3}",
        "[ \t\n\r\u{b}\u{c}\u{85}\u{a0}\u{2003}\u{2028}\u{3000}]{1,4}",
        "[0-9a-zđưộ]{1,3}",
        prop::sample::select(vec![
            "&amp;",
            "&#10;",
            "\\|",
            "|---|",
            "---",
            "===",
            "- ",
            "1. ",
            "```",
            "http://a.vn",
            "<b>",
            "\u{301}",
            "\u{200b}"
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_value_comes_back(value in any::<String>()) {
        comes_back(&value)?;
    }

    #[test]
    fn hostile_values_come_back(value in hostile()) {
        comes_back(&value)?;
    }
}

#[test]
fn the_example_of_the_manual_prints_as_it_stands() {
    for value in [
        "Chỉ thị số 20-CT/TU * _x_ | <b>",
        "một\nhai | ba\n\n- bốn",
        "\\",
        "|",
        "\\|",
        " ",
        "\n",
        "#",
        "5.",
        "+",
        "a\\",
    ] {
        comes_back(value).expect(value);
    }
}
