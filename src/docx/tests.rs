//! Parts as text, and what must hold of every file.

use std::io::{Cursor, Read};

use super::sample;
use super::{Error, parts, write};
use crate::base::PartialDate;
use crate::galley::{Flow, Galley};
use crate::rules::Role;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// One part with a line for every element, so that a difference shows where it is; words and their marks on one line.
fn pretty(galley: &Galley, name: &str) -> Result<String, Error> {
    let parts = parts(galley, 0, 0)?;
    let part = parts.iter().find(|part| part.0 == name).map(|part| part.1.as_str()).unwrap_or_default();
    let (mut out, mut depth) = (String::new(), 0usize);
    for element in part.replace("><", ">\n<").lines() {
        let closes = element.starts_with("</");
        depth -= usize::from(closes);
        out.push_str(&format!("{:1$}{element}\n", "", depth * 2));
        let opens = !closes && !element.starts_with("<?") && !element.ends_with("/>") && !element.contains("</");
        depth += usize::from(opens);
    }
    Ok(out)
}

#[test]
fn the_document() -> Outcome {
    insta::assert_snapshot!(pretty(&sample::galley(2), "word/document.xml")?);
    Ok(())
}

#[test]
fn the_styles() -> Outcome {
    insta::assert_snapshot!(pretty(&sample::galley(2), "word/styles.xml")?);
    Ok(())
}

#[test]
fn the_parts_around_the_document() -> Outcome {
    let galley = sample::galley(2);
    let names = parts(&galley, 0, 0)?.into_iter().map(|part| part.0);
    let mut all = String::new();
    for name in names.filter(|name| name != "word/document.xml" && name != "word/styles.xml" && !name.contains("theme"))
    {
        all.push_str(&format!("==== {name}\n{}\n", pretty(&galley, &name)?));
    }
    insta::assert_snapshot!(all);
    Ok(())
}

#[test]
fn the_same_galley_gives_the_same_bytes_and_a_readable_zip() -> Outcome {
    let bytes = write(&sample::galley(3))?;
    assert_eq!(bytes, write(&sample::galley(3))?);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut text = String::new();
    archive.by_name("word/document.xml")?.read_to_string(&mut text)?;
    assert!(text.contains("CẢI CÁCH &lt;TTHC&gt; &amp; KHÁC"));
    Ok(())
}

#[test]
fn a_day_not_yet_known_is_left_out_of_the_properties() -> Outcome {
    let mut galley = sample::galley(0);
    galley.meta.date = PartialDate::parse("2023-08");
    assert!(!pretty(&galley, "docProps/core.xml")?.contains("dcterms:created"));
    Ok(())
}

#[test]
fn nothing_ends_in_a_table_and_no_two_tables_touch() -> Outcome {
    let mut galley = sample::galley(1);
    let annex = &mut galley.sections[1];
    annex.flow = vec![Flow::Table(sample::annex_table(1)), Flow::Table(sample::annex_table(1))];
    galley.sections.rotate_right(1);
    let document = &parts(&galley, 0, 0)?[5].1;
    let least = "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"DuongKe\"/>";
    assert_eq!(document.matches("</w:tbl>").count(), 3);
    assert_eq!(document.matches(least).count(), 2);
    assert_eq!(document.matches(&format!("{least}<w:sectPr>")).count(), 1);
    Ok(())
}

#[test]
fn a_cell_or_section_without_text_still_holds_a_paragraph() -> Outcome {
    let mut galley = sample::galley(0);
    galley.sections[1].flow.clear();
    galley.sections[0].flow = vec![Flow::Table({
        let mut table = sample::annex_table(0);
        table.rows[2].cells = vec![sample::cell(0, 3, vec![])];
        table
    })];
    let document = &parts(&galley, 0, 0)?[5].1;
    assert!(!document.contains("</w:tcPr></w:tc>"));
    assert!(document.contains("</w:pPr></w:p><w:sectPr>"));
    Ok(())
}

#[test]
fn what_a_style_says_can_be_taken_back() -> Outcome {
    let mut galley = sample::galley(0);
    let mut heading = sample::para(Role::Section, "I. **THƯỜNG**");
    heading.style.keep_next = false;
    heading.style.keep_lines = false;
    heading.style.first_line = crate::base::Twip::ZERO;
    galley.sections[1].flow = vec![Flow::Para(heading)];
    let document = &parts(&galley, 0, 0)?[5].1;
    for own in [
        "<w:keepNext w:val=\"0\"/><w:keepLines w:val=\"0\"/><w:ind w:firstLine=\"0\"/><w:outlineLvl w:val=\"9\"/>",
        "<w:rPr><w:b w:val=\"0\"/></w:rPr><w:t>THƯỜNG</w:t>",
    ] {
        assert!(document.contains(own), "{own}");
    }
    Ok(())
}

#[test]
fn a_control_character_makes_no_file() {
    let mut galley = sample::galley(0);
    galley.meta.title.push('\u{1}');
    assert!(matches!(write(&galley), Err(Error::Character('\u{1}'))));
}
