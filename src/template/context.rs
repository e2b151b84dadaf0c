//! A view as the engine's values.

use serde::Serialize;
use tera::value::Key;
use tera::{Context, TeraResult, Value};

/// The variables of a template.
pub struct Variables {
    /// For the engine.
    pub context: Context,
    /// Their names, in the view's order: for advice.
    pub names: Vec<String>,
}

/// The view's fields as variables; what is Markdown by its type is marked as such.
pub fn of(view: &impl Serialize) -> TeraResult<Variables> {
    let Some(fields) = Value::try_from_serializable(view)?.into_map() else {
        return Err(tera::Error::message("a view must have fields"));
    };
    let mut variables = Variables { context: Context::new(), names: Vec::new() };
    for (name, value) in fields {
        let name = name.as_str().unwrap_or_default().to_owned();
        variables.names.push(name.clone());
        variables.context.insert_value(name, marked(value));
    }
    Ok(variables)
}

/// The view with its Markdown, the one kind of value that is not escaped, as the engine knows it.
fn marked(value: Value) -> Value {
    if let Some(text) = markdown(&value) {
        return Value::safe_string(text);
    }
    if let Some(items) = value.as_array() {
        return Value::from(items.iter().cloned().map(marked).collect::<Vec<_>>());
    }
    match value.as_map() {
        Some(fields) => fields
            .iter()
            .map(|(name, value)| (name.clone(), marked(value.clone())))
            .collect::<tera::value::Map>()
            .into(),
        None => value,
    }
}

/// An object whose only field is `markdown` is Markdown (`view::Markdown`).
fn markdown(value: &Value) -> Option<&str> {
    let fields = value.as_map().filter(|fields| fields.len() == 1)?;
    fields.get(&Key::Str("markdown"))?.as_str()
}
