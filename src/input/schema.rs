//! The JSON Schemas of the files that the office writes, made from the description of its keys, so that editors check while one types.

use serde_json::{Value, json};

use super::conform::how;
use super::keys::{HISTORY, PLAN, PROGRESS, REGISTER, REPORT};
use super::shape::{Keys, Shape, Tie, Words};

/// Days that every year may have: what a pattern can say of the calendar.
const MONTH_AND_DAY: &str =
    "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))";

/// A file that the office writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// plan.yaml.
    Plan,
    /// progress.yaml, and every file of `progress/`.
    Progress,
    /// A file of `reports/`.
    Report,
    /// reassignments.yaml.
    History,
    /// register.yaml.
    Register,
}

/// The schema (draft 2020-12) as pretty JSON, its descriptions in Vietnamese or in English.
pub fn json_schema(of: Written, english: bool) -> String {
    let (keys, title) = match of {
        Written::Plan => (&PLAN, "plan.yaml"),
        Written::Progress => (&PROGRESS, "progress.yaml"),
        Written::Report => (&REPORT, "reports/*.yaml"),
        Written::History => (&HISTORY, "reassignments.yaml"),
        Written::Register => (&REGISTER, "register.yaml"),
    };
    let mut schema = Writer { english }.keys(keys);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(title);
    format!("{schema:#}\n")
}

struct Writer {
    english: bool,
}

impl Writer {
    fn pick(&self, words: Words) -> &'static str {
        if self.english { words.en } else { words.vi }
    }

    fn keys(&self, keys: &Keys) -> Value {
        let mut properties = serde_json::Map::new();
        for key in keys.keys {
            let mut schema = self.shape(&key.shape, key.required);
            let tied = keys.ties.iter().any(|tie| tie.names().contains(&key.name));
            if !key.required && !tied {
                schema = nullable(schema);
            }
            schema["description"] = json!(self.description(key.about, &key.shape));
            properties.insert(key.name.to_owned(), schema);
        }
        let required: Vec<&str> = keys.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
        let mut schema = json!({
            "type": "object",
            "description": self.pick(keys.about),
            "properties": properties,
            "additionalProperties": false,
        });
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        if !keys.ties.is_empty() {
            schema["allOf"] = keys.ties.iter().map(tie).collect();
        }
        schema
    }

    /// What the key means, and how to write it where that is not plain.
    fn description(&self, about: Words, shape: &Shape) -> String {
        let about = self.pick(about);
        match shape {
            Shape::Word(_)
            | Shape::Decimal
            | Shape::Percent
            | Shape::Length(_)
            | Shape::Id
            | Shape::Task
            | Shape::Entry
            | Shape::ReportPeriod
            | Shape::CutOff
            | Shape::Day => {
                let how = how(shape);
                format!("{about} ({})", if self.english { how.en } else { how.vi })
            }
            Shape::Text
            | Shape::Markdown
            | Shape::Reference
            | Shape::Flag
            | Shape::True
            | Shape::Whole(..)
            | Shape::Date
            | Shape::Period
            | Shape::LineSpacing
            | Shape::List(_)
            | Shape::OneOrMore(_)
            | Shape::Map(_)
            | Shape::Named(_)
            | Shape::Table(_)
            | Shape::TextOr(_)
            | Shape::WordOr(..)
            | Shape::Either(..) => about.to_owned(),
        }
    }

    /// A required list holds something; one that may be absent may also be empty.
    fn shape(&self, shape: &Shape, required: bool) -> Value {
        match shape {
            Shape::Text | Shape::Markdown => json!({ "type": "string", "pattern": "\\S" }),
            Shape::Id | Shape::Reference => json!({ "type": "string", "pattern": ID }),
            Shape::Task => json!({ "type": "string", "pattern": format!("{ID}|^[IVXLCDM]+([.][0-9]+)+$") }),
            Shape::Entry => json!({ "type": "string", "pattern": format!("{ID}|^[0-9]{{4}}-{MONTH_AND_DAY}$") }),
            Shape::Word(words) => json!({ "enum": words.iter().map(|word| word.name).collect::<Vec<_>>() }),
            Shape::Flag => json!({ "type": "boolean" }),
            Shape::True => json!({ "const": true }),
            Shape::Whole(min, max, _) => json!({ "type": "integer", "minimum": min, "maximum": max }),
            Shape::Decimal => either("number", 0.into(), None, "^[0-9]{1,12}([.,][0-9]{1,6})?$"),
            Shape::Percent => {
                either("number", 0.into(), Some(100.into()), "^(100([.,]0+)?|[0-9]{1,2}([.,][0-9]{1,6})?) ?%?$")
            }
            Shape::Date => year_or(&format!("^[0-9]{{4}}(-(0[1-9]|1[0-2])|-{MONTH_AND_DAY})?$")),
            Shape::Day => json!({ "type": "string", "pattern": format!("^[0-9]{{4}}-{MONTH_AND_DAY}$") }),
            Shape::Period => year_or("^[0-9]{4}(-([Hh][12]|[Qq][1-4]|0[1-9]|1[0-2]))?$"),
            Shape::ReportPeriod => year_or(
                "^([0-9]{4}(-([Hh][12]|[Qq][1-4]|9[Mm]|0[1-9]|1[0-2]))?|[Qq][Uu][YyÝý][- ]?([1-4]|[Ii]{1,3}|[Ii][Vv])/[0-9]{4})$",
            ),
            Shape::CutOff => json!({ "type": "string", "pattern": "^(decree-09|calendar|[0-9]{1,2}-[0-9]{1,2})$" }),
            Shape::Length(_) => json!({ "type": "string", "pattern": "^[0-9]+([.,][0-9]+)? ?(mm|cm|pt)$" }),
            Shape::LineSpacing => either("number", 1.into(), Some(1.5.into()), "^1([.,]([0-4][0-9]?|50?))?$"),
            Shape::List(item) => self.list(item, required),
            Shape::OneOrMore(item) => json!({ "anyOf": [self.shape(item, true), self.list(item, required)] }),
            Shape::Map(keys) => self.keys(keys),
            Shape::Named(keys) => json!({
                "type": "object",
                "propertyNames": { "pattern": ID },
                "additionalProperties": self.keys(keys),
            }),
            Shape::Table(item) => json!({
                "type": "object",
                "propertyNames": { "pattern": ID },
                "additionalProperties": nullable(self.shape(item, true)),
            }),
            Shape::TextOr(keys) => json!({ "anyOf": [self.shape(&Shape::Text, true), self.keys(keys)] }),
            Shape::WordOr(words, keys) => json!({ "anyOf": [self.shape(&Shape::Word(words), true), self.keys(keys)] }),
            Shape::Either(mark, with, without) => json!({
                "if": { "type": "object", "required": [mark] },
                "then": self.keys(with),
                "else": self.keys(without),
            }),
        }
    }

    fn list(&self, item: &Shape, required: bool) -> Value {
        let least = usize::from(required);
        json!({ "type": "array", "items": self.shape(item, true), "minItems": least })
    }
}

/// Names: letters a–z, digits, hyphens. A number typed without quotes (`2.20`) is no string and caught by the type.
const ID: &str = "^[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?$";

/// A year may be typed without quotes, and is a number then.
fn year_or(pattern: &str) -> Value {
    either("integer", 1000.into(), Some(9999.into()), pattern)
}

/// A number within bounds, or a text of a pattern: each keyword looks at its own type only.
fn either(number: &str, least: Value, most: Option<Value>, pattern: &str) -> Value {
    let mut schema = json!({ "type": [number, "string"], "minimum": least, "pattern": pattern });
    if let Some(most) = most {
        schema["maximum"] = most;
    }
    schema
}

/// A key that is not required may be left blank.
fn nullable(schema: Value) -> Value {
    let mut schema = schema;
    if let Some(words) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        words.push(Value::Null);
    } else if let Some(choices) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
        choices.push(json!({ "type": "null" }));
    } else if let Some(types) = schema.get_mut("type") {
        match types.as_array_mut() {
            Some(types) => types.push(json!("null")),
            None => *types = json!([types, "null"]),
        }
    }
    schema
}

fn tie(tie: &Tie) -> Value {
    let each = |names: &[&str]| names.iter().map(|name| json!({ "required": [name] })).collect::<Vec<_>>();
    match tie {
        Tie::OneOf(names) => json!({ "oneOf": each(names) }),
        Tie::SomeOf(names) => json!({ "anyOf": each(names) }),
        Tie::AtMostOne(names) => {
            let pairs = names
                .iter()
                .enumerate()
                .flat_map(|(at, one)| names.iter().skip(at + 1).map(move |other| json!({ "required": [one, other] })));
            json!({ "not": { "anyOf": pairs.collect::<Vec<_>>() } })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_schemas_are_current() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/");
        let all = [Written::Plan, Written::Progress, Written::Report, Written::History, Written::Register];
        for (of, name) in all.into_iter().zip(["plan", "progress", "report", "reassignments", "register"]) {
            let path = format!("{folder}{name}.schema.json");
            if std::env::var_os("BLESS").is_some() {
                std::fs::write(&path, json_schema(of, false)).expect("the schema can be written");
            }
            let committed = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
            assert!(committed == json_schema(of, false), "{path} is old: run the tests once with BLESS=1");
        }
    }

    #[test]
    fn every_object_is_closed_and_every_key_is_told_in_both_languages() {
        for of in [Written::Plan, Written::Progress, Written::Report, Written::History, Written::Register] {
            for english in [false, true] {
                let schema: Value = serde_json::from_str(&json_schema(of, english)).expect("JSON");
                walk(&schema);
            }
            assert_ne!(json_schema(of, true), json_schema(of, false));
        }
    }

    fn walk(schema: &Value) {
        if schema.get("properties").is_some() {
            assert_eq!(schema["additionalProperties"], json!(false));
            for (name, property) in schema["properties"].as_object().expect("an object") {
                assert!(property["description"].as_str().is_some_and(|text| text.len() > 2), "{name}");
            }
        }
        match schema {
            Value::Object(map) => map.values().for_each(walk),
            Value::Array(items) => items.iter().for_each(walk),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}
