//! What was issued, kept as it was: the documents as they were composed, so that a later template, plan or log cannot change
//! them.

use serde::{Deserialize, Serialize};

use super::Document;
use crate::rules::Choices;

/// The form in which this version keeps documents; what a later version keeps in another form, this one must not misread.
const FORM: u32 = 1;

/// Văn bản đã ban hành: everything that typesetting needs of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    form: u32,
    /// The office's choices of layout at that time.
    pub choices: Choices,
    /// The files of the document by their names without extension, each with what it holds.
    pub documents: Vec<(String, Document)>,
}

impl Issued {
    /// What is issued now.
    pub fn new(choices: Choices, documents: Vec<(String, Document)>) -> Self {
        Self { form: FORM, choices, documents }
    }

    /// The document of a file name without extension.
    pub fn document(&self, stem: &str) -> Option<&Document> {
        self.documents.iter().find(|(name, _)| name == stem).map(|(_, document)| document)
    }

    /// As JSON: the same bytes for the same documents.
    ///
    /// # Errors
    /// None that a document can bring about.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self).map(|json| json + "\n")
    }

    /// Reads what [`Issued::to_json`] wrote.
    ///
    /// # Errors
    /// What is not such a file, or one of a later version of the program, each with the line and column.
    pub fn from_json(json: &str) -> Result<Self, serde_json::Error> {
        let issued: Self = serde_json::from_str(json)?;
        if issued.form > FORM {
            let later = format!("form {} is of a later version", issued.form);
            return Err(serde::de::Error::custom(later));
        }
        Ok(issued)
    }
}
