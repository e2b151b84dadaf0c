//! Nouns → what a template may see: values ready to print in Vietnamese form, in serialisable structs.
//!
//! A template sees nothing else: neither the model nor a file, a clock or the network.

mod amend;
mod goal;
mod plan;
pub mod report;
mod status;

pub use amend::{AmendRow, AmendView, BeforeAfter};
pub use goal::{GoalView, bound_in_words};
pub use plan::{AnnexView, Counts, DocumentView, FieldView, IssuerView, OfficeView, PlanView, SectionView};
pub use status::{Only, StatusRow, StatusView};

use serde::Serialize;

/// Text that its author wrote in Markdown.
///
/// It is told apart from plain values by its type, not by the template: `{{ section.body }}` prints with its lists and
/// emphasis, `{{ document.title }}` prints its letters, and no template can take one for the other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Markdown {
    /// The only field, and named so: `template` knows Markdown by it.
    markdown: String,
}

impl Markdown {
    /// Without the blank lines around it, which a YAML block leaves.
    pub fn new(text: &str) -> Self {
        Self { markdown: text.trim_start_matches(['\n', '\r']).trim_end().to_owned() }
    }

    /// The text; empty where the author wrote none.
    pub fn as_str(&self) -> &str {
        &self.markdown
    }
}

/// What stands for something not yet known, in running text.
const BLANK: &str = "……";

/// A value as it stands in running text: a line break typed in a title is a space there.
fn in_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
