//! The road in memory, as the conductor walks it: a plan's text → documents → galleys; for tests that read what came of it.

use vanthu::base::Source;
use vanthu::document::Document;
use vanthu::font::Faces;
use vanthu::galley::{self, Galley};
use vanthu::page::{Mark, Page, Reading};
use vanthu::plan::Plan;
use vanthu::template::Templates;
use vanthu::{compose, input};

/// The plan with its annex, and the annex alone.
pub struct Set {
    /// `ke-hoach`.
    pub plan: Galley,
    /// `phu-luc`.
    pub annex: Option<Galley>,
}

/// The text of a plan of this repository.
pub fn text_of(project: &str) -> String {
    std::fs::read_to_string(format!("{project}/plan.yaml")).unwrap()
}

/// A plan without an error, set in type.
pub fn set(text: &str) -> Set {
    let (plan, found) = input::read_plan(Source::new("plan.yaml", text));
    let errors: Vec<String> = found.into_sorted().iter().map(|d| format!("{}: {}", d.code, d.message.en)).collect();
    let plan = plan.filter(|_| errors.is_empty());
    let plan = plan.unwrap_or_else(|| panic!("{}", errors.join("\n")));
    let templates = Templates::new([]).map_err(|all| all.into_sorted()).unwrap();
    let document = compose::plan(&plan, &templates).unwrap();
    Set { plan: galley(&document, &plan), annex: compose::annex(&plan).map(|document| galley(&document, &plan)) }
}

fn galley(document: &Document, plan: &Plan) -> Galley {
    galley::set(document, &plan.choices, &Faces::embedded())
}

/// What is read on pages: each paragraph in the order in which it begins, its lines joined over page breaks.
pub fn read_pages(pages: &[Page<'_>]) -> Vec<String> {
    let mut read: Vec<(u32, String)> = Vec::new();
    for mark in pages.iter().flat_map(|page| &page.marks) {
        let Mark::Text { para, lines, reading: Reading::Content, .. } = mark else { continue };
        let words: String = lines
            .clone()
            .map(|line| {
                let next = para.lines.get(line + 1).map_or(para.text.len(), |next| next.start as usize);
                let line = para.lines[line];
                // Only white space may be lost between two lines.
                let lost = &para.text[line.end as usize..next];
                assert!(lost.trim().is_empty(), "{lost:?} is not printed");
                para.text[line.start as usize..line.end as usize].to_owned() + if lost.is_empty() { "" } else { " " }
            })
            .collect();
        match read.iter_mut().find(|(id, _)| *id == para.id.0) {
            Some((_, text)) => text.push_str(&words),
            None => read.push((para.id.0, words)),
        }
    }
    read.into_iter().map(|(_, text)| text).collect()
}
