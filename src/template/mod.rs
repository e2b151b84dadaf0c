//! View → Markdown, by templates: the embedded set, with an office's own of the same name in their place.
//!
//! Values can never become markup. Every plain value is escaped as it is printed, in every template, and nothing in a
//! template can turn that off; what an office wrote in Markdown is told apart by its type (`view::Markdown`).
//!
//! What a template can cost is bounded: it reads no file, clock or network (the engine has no function for them), loops
//! only over what the view holds (`range` is off), components call each other at most 20 deep, and what it writes is at
//! most 16 MiB. Memory that a template piles up in its own variables is not bounded.

mod context;
mod escape;
mod fault;
mod unknown;
mod wording;

pub use escape::escape;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use tera::{Kwargs, State, Tera, Value};

use crate::base::{Diagnostic, Diagnostics, Source};

/// The templates in the program, by the name under which an office replaces them.
const EMBEDDED: [(&str, &str); 3] = [
    ("amend.md", include_str!("../../templates/amend.md")),
    ("plan.md", include_str!("../../templates/plan.md")),
    ("report.md", include_str!("../../templates/report.md")),
];

/// More than any document needs; a bound for what a wrong template can cost.
const MAX_OUTPUT: usize = 16 << 20;

/// A checked set of templates.
pub struct Templates {
    sources: BTreeMap<String, Arc<Source>>,
    /// Read when a template is first asked for: an annex alone needs none.
    engine: OnceLock<Result<Tera, tera::Error>>,
}

impl Templates {
    /// The embedded set with an office's own templates on top: name (`plan.md`) and the file that was read.
    ///
    /// Where several files have one name the last is used. All faults of all files come out at once.
    pub fn new(own: impl IntoIterator<Item = (String, Arc<Source>)>) -> Result<Self, Diagnostics> {
        let own = BTreeMap::from_iter(own);
        // The embedded ones alone are known to be sound.
        let all_embedded = own.is_empty();
        let templates = Self { sources: embedded().into_iter().chain(own).collect(), engine: OnceLock::new() };
        let fault = if all_embedded { None } else { templates.engine().err() };
        let Some(faults) = fault.map(|error| templates.faults_of_each(error)) else { return Ok(templates) };
        let mut all = Diagnostics::default();
        all.extend(faults);
        Err(all)
    }

    /// Own files that nothing uses: as a rule a misspelt name.
    pub fn unused(&self) -> Vec<Diagnostic> {
        let named = |name: &str| EMBEDDED.iter().any(|(known, _)| *known == name);
        let called = |name: &str| self.sources.values().any(|source| source.text.contains(&format!("\"{name}\"")));
        let own = self.sources.iter().filter(|(name, _)| !named(name) && !called(name));
        own.map(|(name, source)| fault::unused(name, source, &EMBEDDED.map(|(known, _)| known))).collect()
    }

    /// The Markdown that a template makes of a view, as a source of its own: what is wrong with it can be shown in it.
    pub fn render(&self, name: &str, view: &impl Serialize) -> Result<Arc<Source>, Vec<Diagnostic>> {
        let variables = context::of(view).map_err(|error| self.faults(&error))?;
        let unknown = self.unknown_variables(name, &variables);
        if !unknown.is_empty() {
            return Err(unknown);
        }
        let mut output = Bounded(Vec::new());
        let engine = self.engine().map_err(|error| self.faults(error))?;
        engine.render_to(name, &variables.context, &mut output).map_err(|error| self.faults(&error))?;
        let text = String::from_utf8(output.0).map_err(|_| vec![fault::not_text(name)])?;
        let file = self.sources.get(name).map_or(name, |source| source.name.as_str());
        Ok(Source::new(format!("{file} (kết quả)"), text))
    }

    fn engine(&self) -> Result<&Tera, &tera::Error> {
        let all = || self.sources.iter().map(|(name, source)| (name.as_str(), text_of(source)));
        let read = || {
            let mut tera = engine();
            tera.add_raw_templates(all().collect::<Vec<_>>()).map(|()| tera)
        };
        self.engine.get_or_init(read).as_ref()
    }

    /// The engine stops at the first fault: each file that cannot be read tells its own. Where all can, it is about names
    /// and calls between them, which with a file missing would be reported as unknown.
    fn faults_of_each(&self, of_all: &tera::Error) -> Vec<Diagnostic> {
        let broken = |(name, source): (&String, &Arc<Source>)| {
            tera::Tera::default().add_raw_template(name, text_of(source)).err().filter(fault::is_syntax)
        };
        let broken: Vec<tera::Error> = self.sources.iter().filter_map(broken).collect();
        if broken.is_empty() {
            self.faults(of_all)
        } else {
            broken.iter().flat_map(|error| self.faults(error)).collect()
        }
    }

    fn faults(&self, error: &tera::Error) -> Vec<Diagnostic> {
        fault::of(error, &self.sources)
    }
}

fn embedded() -> BTreeMap<String, Arc<Source>> {
    let source = |(name, text): (&str, &str)| (name.to_owned(), Source::new(format!("{name} (mẫu có sẵn)"), text));
    EMBEDDED.map(source).into()
}

/// Editors on Windows put a mark before the first letter, which no template means.
fn text_of(source: &Source) -> &str {
    source.text.strip_prefix(fault::BOM).unwrap_or(&source.text)
}

/// An engine that escapes in every template, whatever its name, and whose escaping cannot be turned off.
fn engine() -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on([""]);
    tera.set_escape_fn(escape::write);
    tera.register_filter("safe", |_: Value, _: Kwargs, _: &State| refuse(fault::SAFE));
    tera.register_function("range", |_: Kwargs, _: &State| refuse(fault::RANGE));
    tera
}

fn refuse(message: &str) -> tera::TeraResult<Value> {
    Err(tera::Error::message(message))
}

/// Takes what a template writes, up to a bound.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MAX_OUTPUT {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
