//! What signatures forbid to happen after them: MDP transforms (ISO 32000-1, 12.8.2) and the lock of their field.

use super::super::fields::Field;
use super::super::file::File;
use super::super::object::{Dictionary, Object, decode_text};
use super::super::syntax::Fault;

/// All that the signatures so far forbid.
#[derive(Clone, Debug, Default)]
pub(super) struct Locks {
    rules: Vec<Rule>,
    /// Nothing at all may change (DocMDP, P 1).
    pub(super) everything: bool,
}

#[derive(Clone, Debug)]
enum Rule {
    All,
    Only(Vec<String>),
    AllBut(Vec<String>),
}

impl Locks {
    /// Adds what a signature in a field forbids.
    pub(super) fn add(
        &mut self,
        file: &File<'_>,
        field: &Field,
        signature: &Dictionary,
        as_of: usize,
    ) -> Result<(), Fault> {
        if let Object::Dictionary(lock) = file.get(&field.dictionary, "Lock", as_of)? {
            self.rules.extend(rule(file, &lock, as_of)?);
            self.everything |= lock.get("P").and_then(Object::as_integer) == Some(1);
        }
        let references = file.get(signature, "Reference", as_of)?;
        for reference in references.as_array().unwrap_or_default() {
            let reference = file.resolve(reference, as_of)?;
            let Some(reference) = reference.as_dictionary() else { continue };
            let how = file.get(reference, "TransformParams", as_of)?;
            let Some(how) = how.as_dictionary() else { continue };
            match reference.get("TransformMethod").and_then(Object::as_name) {
                Some(b"FieldMDP") => self.rules.extend(rule(file, how, as_of)?),
                Some(b"DocMDP") => self.everything |= how.get("P").and_then(Object::as_integer) == Some(1),
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether a field may no longer change.
    pub(super) fn forbid(&self, name: &str) -> bool {
        let named = |names: &[String]| names.iter().any(|n| n == name);
        self.everything
            || self.rules.iter().any(|rule| match rule {
                Rule::All => true,
                Rule::Only(names) => named(names),
                Rule::AllBut(names) => !named(names),
            })
    }
}

fn rule(file: &File<'_>, dictionary: &Dictionary, as_of: usize) -> Result<Option<Rule>, Fault> {
    let names = file.get(dictionary, "Fields", as_of)?;
    let names = names.as_array().unwrap_or_default();
    let names = names.iter().filter_map(Object::as_string).map(decode_text).collect();
    Ok(match dictionary.get("Action").and_then(Object::as_name) {
        Some(b"All") => Some(Rule::All),
        Some(b"Include") => Some(Rule::Only(names)),
        Some(b"Exclude") => Some(Rule::AllBut(names)),
        _ => None,
    })
}
