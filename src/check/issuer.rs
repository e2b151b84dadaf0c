//! `issuer-in-text`: the text names another issuer than the one who signs.
//!
//! Who signs "TM. ỦY BAN NHÂN DÂN" signs for the committee, and the committee issues the document; a head who signs in
//! their own right issues it themselves. "Chủ tịch UBND xã ban hành" over "TM. ỦY BAN NHÂN DÂN" says both at once.
//! Looked for: the head's title with the issuer's short name (or its beginning, "UBND xã") and "ban hành", and the
//! issuer that `annex.issued_by` names. What is cited as another's ("của Chủ tịch UBND tỉnh ban hành") is left alone.

use std::ops::Range;

use super::texts::{Word, words};
use crate::base::{Diagnostic, Placed, text};
use crate::input::locate_range;
use crate::plan::{Plan, SignatureForm};

const CLAUSE: &str = "NĐ 30/2020/NĐ-CP, Điều 13; Phụ lục I, Phần I, Mục II.7";

/// Looks for the issuer in all texts and in the annex's reference line.
pub fn check(plan: &Plan, texts: &[&Placed<String>]) -> Vec<Diagnostic> {
    let names = Names::of(plan);
    let mut found = Vec::new();
    for text in texts.iter().filter(|text| text.value.contains("ban hành")) {
        found.extend(names.in_text(text).into_iter().map(|range| names.finding(text, range)));
    }
    if let Some(annex) = plan.annex.as_ref().filter(|annex| names.contradicts(&annex.issued_by.value)) {
        found.push(names.finding(&annex.issued_by, 0..annex.issued_by.value.len()));
    }
    found
}

/// What the issuer and its head are called, as comparison keys of their words.
struct Names {
    /// "chủ tịch".
    head: Vec<String>,
    /// "ubnd xã điềm thụy".
    office: Vec<String>,
    /// Whether the document is the office's, not the head's.
    by_office: bool,
    /// Who issues it, for the message.
    signs: String,
}

impl Names {
    fn of(plan: &Plan) -> Self {
        let signatory = &plan.signatory;
        let by_office = match signatory.form {
            SignatureForm::OnBehalf => true,
            SignatureForm::Head
            | SignatureForm::Acting
            | SignatureForm::ForHead
            | SignatureForm::ByOrder
            | SignatureForm::ByAuthority => signatory.body.is_some(),
        };
        let head = signatory.head.as_ref().unwrap_or(&signatory.title);
        let keys = |name: &str| words(name).iter().map(|word| text::comparison_key(word.text)).collect();
        let signs = signatory.lines().into_iter().next().unwrap_or_default();
        Self { head: keys(&head.value), office: keys(&plan.issuer.short.value), by_office, signs }
    }

    /// Where a text says that the wrong one of the two issues the document.
    fn in_text(&self, text: &Placed<String>) -> Vec<Range<usize>> {
        let words = words(&text.value);
        let mut found = Vec::new();
        for end in (0..words.len()).filter(|end| issues(&words, *end)) {
            // Right before it stand a word that may cite, the head's title and the office's name.
            let from = end.saturating_sub(self.head.len() + self.office.len() + 1);
            let before = words.get(from..end).unwrap_or_default();
            let keys: Vec<String> = before.iter().map(|word| text::comparison_key(word.text)).collect();
            let named = (0..keys.len()).find(|at| self.office_at(&keys, *at) == Some(keys.len()));
            let Some(at) = named else { continue };
            let headed = at.checked_sub(self.head.len()).filter(|start| keys.get(*start..at) == Some(&self.head[..]));
            let start = headed.unwrap_or(at);
            let cited = start.checked_sub(1).and_then(|before| keys.get(before)).is_some_and(|word| word == "của");
            if headed.is_some() == self.by_office && !cited {
                found.push(range(before, start, keys.len()));
            }
        }
        found
    }

    /// The end of the issuer's name from here: at least its first two words, as far as they go on.
    fn office_at(&self, keys: &[String], at: usize) -> Option<usize> {
        let rest = keys.get(at..)?;
        let same = rest.iter().zip(&self.office).take_while(|(one, other)| one == other).count();
        (same >= 2.min(self.office.len()) && same > 0).then_some(at + same)
    }

    /// Whether the annex's line names the head where the office issues, or the office where the head does.
    fn contradicts(&self, issued_by: &str) -> bool {
        let keys: Vec<String> = words(issued_by).iter().map(|word| text::comparison_key(word.text)).collect();
        let headed = keys.starts_with(&self.head) && !self.head.is_empty();
        let named = self.office_at(&keys, if headed { self.head.len() } else { 0 }).is_some();
        named && headed == self.by_office
    }

    fn finding(&self, text: &Placed<String>, range: Range<usize>) -> Diagnostic {
        let written = text.value.get(range.clone()).unwrap_or_default();
        Diagnostic::warning(
            "issuer-in-text",
            format!("ở đây ghi `{written}`, nhưng văn bản ký `{}`", self.signs),
            format!("this says `{written}`, but the document is signed `{}`", self.signs),
        )
        .at(&locate_range(text, range))
        .hint(
            "thống nhất người ban hành trong câu văn với quyền hạn ký ở `signatory`",
            "let the text name the issuer that `signatory` signs for",
        )
        .clause(CLAUSE)
    }
}

/// Whether "… ban hành" stands from here, behind something.
fn issues(words: &[Word<'_>], at: usize) -> bool {
    let is = |n: usize, wanted: &str| {
        let word = words.get(at + n).filter(|word| word.follows && word.text.len() == wanted.len());
        word.is_some_and(|word| word.text.to_lowercase() == wanted)
    };
    is(0, "ban") && is(1, "hành")
}

fn range(words: &[Word<'_>], start: usize, end: usize) -> Range<usize> {
    let first = words.get(start).map_or(0, |word| word.range.start);
    first..end.checked_sub(1).and_then(|last| words.get(last)).map_or(first, |word| word.range.end)
}
