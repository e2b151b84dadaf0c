//! Every text of a plan that gets printed, and words in it.

use std::ops::Range;

use crate::base::Placed;
use crate::plan::{Annex, Evidence, Item, Plan, Progress, Report, Section, Target, Task};

/// All printed texts, in the order of the document.
pub fn all(plan: &Plan) -> Vec<&Placed<String>> {
    let mut texts = Vec::new();
    let document = &plan.document;
    texts.extend([&document.symbol, &document.place, &document.title]);
    texts.extend(document.drafter.iter().map(|drafter| &drafter.initials));
    texts.extend(plan.issuer.parent.iter().chain(&plan.issuer.name));
    texts.push(&plan.issuer.short);
    let signatory = &plan.signatory;
    texts.extend([&signatory.body, &signatory.head, &signatory.deputy_for, &signatory.name].into_iter().flatten());
    texts.push(&signatory.title);
    texts.extend(plan.addressees.iter().chain(&plan.recipients));
    if let Some(contact) = &plan.contact {
        let lines = [&contact.address, &contact.phone, &contact.fax, &contact.email, &contact.website];
        texts.extend(lines.into_iter().flatten());
    }
    texts.extend(plan.offices.iter().map(|office| &office.name));
    for goal in &plan.goals {
        texts.push(&goal.name);
        texts.extend(&goal.unit);
    }
    texts.extend(plan.bases.iter().chain(&plan.preamble));
    plan.sections.iter().for_each(|section| of_section(section, &mut texts));
    texts.extend(&plan.closing);
    let reports = &plan.reports;
    texts.extend(reports.addressees.iter().chain(&reports.recipients).chain(&reports.symbol).chain(&reports.title));
    if let Some(signatory) = &reports.signatory {
        texts.extend([&signatory.body, &signatory.head, &signatory.deputy_for, &signatory.name].into_iter().flatten());
        texts.push(&signatory.title);
    }
    plan.annex.iter().for_each(|annex| of_annex(annex, &mut texts));
    texts
}

/// What reports print of the log.
pub fn of_progress(progress: &Progress) -> Vec<&Placed<String>> {
    let mut texts = Vec::new();
    for entry in progress.entries() {
        texts.extend([&entry.done, &entry.difficulty, &entry.cause].into_iter().flatten());
        for evidence in &entry.evidence {
            match evidence {
                Evidence::Document { document, number, .. } => texts.extend(std::iter::once(document).chain(number)),
                Evidence::Text(text) => texts.push(text),
            }
        }
    }
    texts
}

/// What people wrote for reports.
pub fn of_reports(reports: &[Report]) -> Vec<&Placed<String>> {
    let mut texts = Vec::new();
    for report in reports {
        texts.push(&report.document.title);
        texts.extend(report.words.all());
        if let Some(form) = &report.procedures {
            texts.extend([&form.code, &form.title, &form.unit]);
            texts.extend(form.basis.iter().chain(form.rows.iter().map(|row| &row.field)));
        }
    }
    texts
}

fn of_section<'a>(section: &'a Section, texts: &mut Vec<&'a Placed<String>>) {
    texts.push(&section.heading);
    texts.extend(&section.body);
    section.sections.iter().for_each(|clause| of_section(clause, texts));
}

fn of_annex<'a>(annex: &'a Annex, texts: &mut Vec<&'a Placed<String>>) {
    texts.extend(&annex.label);
    texts.extend([&annex.title, &annex.issued_by]);
    texts.extend(annex.columns.columns.iter().filter_map(|column| column.title.as_ref()));
    texts.extend(&annex.columns.assignment);
    for field in &annex.fields {
        texts.push(&field.title);
        for item in &field.items {
            match item {
                Item::Task(task) => of_task(task, texts),
                Item::Group(group) => {
                    texts.push(&group.title);
                    group.tasks.iter().for_each(|task| of_task(task, texts));
                }
            }
        }
    }
}

fn of_task<'a>(task: &'a Task, texts: &mut Vec<&'a Placed<String>>) {
    texts.push(&task.name);
    match &task.target {
        Target::Text(text) => texts.push(text),
        Target::SameAs(_) => {}
    }
    for measure in &task.measures {
        texts.extend(measure.name.iter().chain(&measure.unit));
    }
    texts.extend(&task.deadline.wording);
}

/// A word of a text: letters and digits without a break.
#[derive(Clone, Debug)]
pub struct Word<'a> {
    /// As written.
    pub text: &'a str,
    /// Where in the text.
    pub range: Range<usize>,
    /// Whether only blanks part it from the word before.
    pub follows: bool,
}

/// The words of a text.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut last = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if !in_word(c) {
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some((at, c)) = rest.next_if(|(_, c)| in_word(*c)) {
            end = at + c.len_utf8();
        }
        let follows = !words.is_empty() && text.get(last..start).is_some_and(|gap| gap.trim().is_empty());
        words.push(Word { text: text.get(start..end).unwrap_or_default(), range: start..end, follows });
        last = end;
    }
    words
}

/// Letters and digits; Vietnamese ones are told without a look into the tables of Unicode, which a long plan would feel.
fn in_word(c: char) -> bool {
    match c {
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ạ'..='ỹ' => true,
        c => c.is_alphanumeric(),
    }
}
