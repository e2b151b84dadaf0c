//! The form fields of a file (ISO 32000-1, 12.7), and what those are for that `pdf` writes.

use std::collections::HashSet;

use super::file::File;
use super::object::{Dictionary, Id, Object, decode_text};
use super::syntax::{Fault, Why};

/// The names of the fields that a document of ours has.
pub(super) const PERSON: &str = "ChuKyCaNhan";
pub(super) const AGENCY: &str = "ChuKyCoQuan";
pub(super) const NUMBER: &str = "So";
pub(super) const DAY: &str = "Ngay";
pub(super) const MONTH: &str = "Thang";
pub(super) const YEAR: &str = "Nam";

/// What a field of number or day is called.
pub(super) fn vietnamese(field: &str) -> &'static str {
    match field {
        NUMBER => "số",
        DAY => "ngày",
        MONTH => "tháng",
        YEAR => "năm",
        _ => "ô",
    }
}

/// The same in English.
pub(super) fn english(field: &str) -> &'static str {
    match field {
        NUMBER => "number",
        DAY => "day",
        MONTH => "month",
        YEAR => "year",
        _ => "field",
    }
}

/// More fields than any document of an office has, and deeper than any tree of them is.
const MOST_FIELDS: usize = 10_000;
const DEEPEST: usize = 16;

/// In what capacity someone signs (Điều 5, Nghị định 30/2020/NĐ-CP: an original bears both).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capacity {
    /// Người có thẩm quyền.
    Person,
    /// Cơ quan, tổ chức.
    Agency,
    /// A field that is none of ours.
    Other,
}

impl Capacity {
    fn of(field: &str) -> Self {
        match field {
            PERSON => Self::Person,
            AGENCY => Self::Agency,
            _ => Self::Other,
        }
    }
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Signature,
    Text,
    Other,
}

/// A field with its value, if it has one.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// Its name, with those of the fields above it.
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) id: Id,
    pub(super) dictionary: Dictionary,
    /// Where it is shown, if that is an object of its own.
    pub(super) widgets: Vec<Id>,
}

impl Field {
    pub(super) fn capacity(&self) -> Capacity {
        Capacity::of(&self.name)
    }

    /// Its value; none where it is empty.
    pub(super) fn value(&self) -> Option<&Object> {
        self.dictionary.get("V").filter(|value| match value {
            Object::Null => false,
            Object::String(text) => !text.is_empty(),
            Object::Boolean(_)
            | Object::Integer(_)
            | Object::Real(_)
            | Object::Name(_)
            | Object::Array(_)
            | Object::Dictionary(_)
            | Object::Stream(_)
            | Object::Reference(_) => true,
        })
    }

    /// Left, bottom, right, top.
    pub(super) fn rectangle(&self) -> Option<[f64; 4]> {
        let items = self.dictionary.get("Rect")?.as_array()?;
        let numbers: Vec<f64> = items.iter().filter_map(Object::as_number).collect();
        let [a, b, c, d] = <[f64; 4]>::try_from(numbers).ok()?;
        Some([a.min(c), b.min(d), a.max(c), b.max(d)])
    }
}

/// Every field of the file as of a revision, in the form's order.
pub(super) fn read(file: &File<'_>, as_of: usize) -> Result<Vec<Field>, Fault> {
    let (_, catalog) = file.catalog(as_of)?;
    let form = file.get(&catalog, "AcroForm", as_of)?;
    let Some(form) = form.as_dictionary() else { return Ok(Vec::new()) };
    let roots = file.get(form, "Fields", as_of)?;
    let mut walk = Walk { file, as_of, found: Vec::new(), seen: HashSet::new() };
    walk.kids(&roots, "", None, 0)?;
    Ok(walk.found)
}

struct Walk<'a> {
    file: &'a File<'a>,
    as_of: usize,
    found: Vec<Field>,
    seen: HashSet<Id>,
}

impl Walk<'_> {
    fn kids(&mut self, kids: &Object, above: &str, inherited: Option<Kind>, depth: usize) -> Result<(), Fault> {
        for id in kids.as_array().unwrap_or_default().iter().filter_map(Object::as_reference) {
            if depth > DEEPEST || self.seen.len() >= MOST_FIELDS || !self.seen.insert(id) {
                let at = self.file.revisions[self.as_of].table;
                return Err(Fault {
                    at, why: Why("cây các ô biểu mẫu bị rối", "the tree of form fields is tangled")
                });
            }
            let object = self.file.object(id, self.as_of)?;
            if let Object::Dictionary(dictionary) = object {
                self.field(id, dictionary, above, inherited, depth)?;
            }
        }
        Ok(())
    }

    fn field(
        &mut self,
        id: Id,
        dictionary: Dictionary,
        above: &str,
        inherited: Option<Kind>,
        depth: usize,
    ) -> Result<(), Fault> {
        let own = dictionary.get("T").and_then(Object::as_string).map(decode_text).unwrap_or_default();
        let name = if above.is_empty() { own } else { format!("{above}.{own}") };
        let kind = match dictionary.get("FT").and_then(Object::as_name) {
            Some(b"Sig") => Some(Kind::Signature),
            Some(b"Tx") => Some(Kind::Text),
            Some(_) => Some(Kind::Other),
            None => inherited,
        };
        let kids = self.file.get(&dictionary, "Kids", self.as_of)?;
        let mut widgets = Vec::new();
        for kid in kids.as_array().unwrap_or_default().iter().filter_map(Object::as_reference) {
            let kid_object = self.file.object(kid, self.as_of)?;
            if kid_object.as_dictionary().is_some_and(|kid| kid.get("T").is_none()) {
                widgets.push(kid);
            }
        }
        if kids.as_array().is_some_and(|kids| !kids.is_empty()) && widgets.is_empty() {
            return self.kids(&kids, &name, kind, depth + 1);
        }
        self.found.push(Field { name, kind: kind.unwrap_or(Kind::Other), id, dictionary, widgets });
        Ok(())
    }
}
