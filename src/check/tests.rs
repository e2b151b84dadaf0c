//! Every check against a plan that carries its expected findings: `# ^^^^ code` under the spot of the line above.

use super::check;
use crate::base::Source;
use crate::font::Faces;
use crate::input::read_plan;

/// Line, first column, column after the last, code.
type Spot = (usize, usize, usize, String);

/// Takes the annotations out, so that what is left is the file that the office would have.
fn split(fixture: &str) -> (String, Vec<Spot>) {
    let (mut file, mut spots) = (String::new(), Vec::new());
    let mut number = 0;
    for line in fixture.lines() {
        let annotation = line.trim_start().strip_prefix('#').map(str::trim_start).filter(|rest| rest.starts_with('^'));
        let Some(annotation) = annotation else {
            number += 1;
            file += line;
            file.push('\n');
            continue;
        };
        let carets = annotation.chars().take_while(|c| *c == '^').count();
        let column = line.chars().position(|c| c == '^').map_or(0, |at| at + 1);
        spots.push((number, column, column + carets, annotation[carets..].trim().to_owned()));
    }
    (file, spots)
}

fn run(fixture: &str) {
    let (file, mut expected) = split(fixture);
    let (plan, found) = read_plan(Source::new("plan.yaml", file));
    assert_eq!(found.into_sorted(), [], "the fixture itself must be readable");
    let plan = plan.expect("a plan");
    let mut spots: Vec<Spot> = check(&plan, &Faces::embedded())
        .iter()
        .map(|finding| {
            let place = finding.place.as_ref().expect("every finding here has a place");
            let (line, start) = place.source.line_column(place.span.start);
            let (_, end) = place.source.line_column(place.span.end);
            (line, start, end, finding.code.to_owned())
        })
        .collect();
    spots.sort();
    expected.sort();
    assert_eq!(spots, expected);
}

#[test]
fn the_place_name_is_spelt_one_way() {
    run(include_str!("fixtures/place_name.yaml"));
}

#[test]
fn deadlines_lie_after_the_document() {
    run(include_str!("fixtures/deadlines.yaml"));
}

#[test]
fn a_document_has_one_date() {
    run(include_str!("fixtures/citations.yaml"));
}

#[test]
fn the_text_names_the_issuer_who_signs() {
    run(include_str!("fixtures/issuer.yaml"));
    run(include_str!("fixtures/issuer_head.yaml"));
}

#[test]
fn the_records_keep_a_copy() {
    run(include_str!("fixtures/records_copy.yaml"));
}

#[test]
fn recipients_begin_and_end_as_they_should() {
    run(include_str!("fixtures/recipients.yaml"));
}

#[test]
fn the_signer_has_a_plain_name_and_a_deputy_signs_for_the_head() {
    run(include_str!("fixtures/signer.yaml"));
}

#[test]
fn no_number_is_typed_before_a_title() {
    run(include_str!("fixtures/numbering.yaml"));
}

#[test]
fn the_text_mentions_its_annex() {
    run(include_str!("fixtures/annex_mention.yaml"));
}

#[test]
fn somebody_reports_every_task() {
    run(include_str!("fixtures/reporting.yaml"));
}

#[test]
fn every_character_has_a_glyph_and_markup_can_be_printed() {
    run(include_str!("fixtures/unprintable.yaml"));
}

#[test]
fn the_real_plan_gets_the_warnings_it_deserves() {
    let source = Source::new("plan.yaml", include_str!("../../plans/diem-thuy-2023/plan.yaml"));
    let (plan, _) = read_plan(source);
    let found = check(&plan.expect("a plan"), &Faces::embedded());
    let messages: Vec<&str> = found.iter().map(|finding| finding.message.vi.as_str()).collect();
    insta::assert_snapshot!(messages.join("\n"));
}
