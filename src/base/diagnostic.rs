//! Findings as data: worded where they are found, shown in one place (`app`).

use super::Place;

/// The same sentence in Vietnamese and in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Vietnamese: what clerks read.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Phrase {
    /// Both languages at once, so that neither can be forgotten.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { vi: vi.into(), en: en.into() }
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Advice: the work goes on.
    Warning,
    /// The input cannot be used: nothing is written.
    Error,
}

/// One finding about the input: what, where, how to mend it, by which clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable name in kebab case, for programs and for the manual.
    pub code: &'static str,
    /// Whether the work can go on.
    pub severity: Severity,
    /// Where, if it stands in a file.
    pub place: Option<Place>,
    /// What is wrong.
    pub message: Phrase,
    /// How to mend it.
    pub hint: Option<Phrase>,
    /// The clause of the law it rests on, in citation form.
    pub clause: Option<&'static str>,
}

impl Diagnostic {
    /// An error without a place yet.
    pub fn error(code: &'static str, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, Phrase::new(vi, en))
    }

    /// A warning without a place yet.
    pub fn warning(code: &'static str, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, Phrase::new(vi, en))
    }

    fn new(severity: Severity, code: &'static str, message: Phrase) -> Self {
        Self { code, severity, place: None, message, hint: None, clause: None }
    }

    /// Says where.
    pub fn at(mut self, place: &Place) -> Self {
        self.place = Some(place.clone());
        self
    }

    /// Says how to mend it.
    pub fn hint(mut self, vi: impl Into<String>, en: impl Into<String>) -> Self {
        self.hint = Some(Phrase::new(vi, en));
        self
    }

    /// Cites the law.
    pub fn clause(mut self, clause: &'static str) -> Self {
        self.clause = Some(clause);
        self
    }
}

/// All findings of one run, in the order of the file where it matters to a reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds many.
    pub fn extend(&mut self, more: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(more);
    }

    /// Whether any of them stops the work.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    /// Sorted by file and place, placeless ones last; the same finding once.
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut all = self.0;
        all.sort_by_key(|d| match &d.place {
            Some(p) => (0, p.source.name.clone(), p.span.start),
            None => (1, String::new(), 0),
        });
        all.dedup();
        all
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
