//! Variables that a view does not have. The engine finds those it prints; in a condition it takes them for "no", and a
//! misspelt `{% if preambel %}` would leave text out in silence.
//!
//! A misspelt field in a condition, `{% if document.numbr %}`, is still taken for "no": the engine does not tell.

use super::context::Variables;
use super::{Templates, fault, text_of};
use crate::base::{Diagnostic, Place};

/// The engine's own variable, which prints all others: for who writes a template.
const DUMP: &str = "__tera_context";

impl Templates {
    /// Top-level names of a template, and of those it calls, that the view lacks.
    pub(super) fn unknown_variables(&self, name: &str, variables: &Variables) -> Vec<Diagnostic> {
        let Ok(Ok(used)) = self.engine().map(|tera| tera.get_template_variables(name)) else { return Vec::new() };
        let mut unknown: Vec<&str> =
            used.into_iter().filter(|used| *used != DUMP && !variables.context.contains_key(used)).collect();
        unknown.sort_unstable();
        let known: Vec<&str> = variables.names.iter().map(String::as_str).collect();
        unknown.into_iter().map(|used| fault::unknown_variable(used, &known, self.find(name, used))).collect()
    }

    /// Where a variable is first used: in the template itself or else in one that it calls.
    fn find(&self, template: &str, variable: &str) -> Option<Place> {
        let others = self.sources.keys().map(String::as_str).filter(|name| *name != template);
        std::iter::once(template).chain(others).find_map(|name| {
            let at = first_use(text_of(self.sources.get(name)?), variable)?;
            fault::place(&self.sources, name, at..at + variable.len())
        })
    }
}

/// The first time that a name stands between `{{ }}` or `{% %}`, neither in quotes nor as the field of something.
fn first_use(template: &str, name: &str) -> Option<usize> {
    let mut closing: Option<&str> = None;
    let mut quote: Option<char> = None;
    let mut before = ' ';
    for (at, c) in template.char_indices() {
        let rest = &template[at..];
        match (closing, quote) {
            (None, _) => {
                closing = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")].iter().find(|t| rest.starts_with(t.0)).map(|t| t.1)
            }
            (Some(end), None) if rest.starts_with(end) => closing = None,
            (Some("#}"), _) => {}
            (Some(_), Some(open)) if c == open => quote = None,
            (Some(_), Some(_)) => {}
            (Some(_), None) if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            (Some(_), None) if rest.starts_with(name) && !in_name(before) && before != '.' => {
                if !rest[name.len()..].starts_with(in_name) {
                    return Some(at);
                }
            }
            (Some(_), None) => {}
        }
        before = c;
    }
    None
}

fn in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::first_use;

    #[test]
    fn a_name_is_found_where_it_is_used() {
        let text = "issuer {# {{ issuer }} #}{% if \"issuer\" == a.issuer or xissuer %}{{ issuer.short }}";
        let at = first_use(text, "issuer").unwrap_or_default();
        assert_eq!(&text[at..], "issuer.short }}");
        assert_eq!(first_use("{{ a }} b", "b"), None);
    }
}
