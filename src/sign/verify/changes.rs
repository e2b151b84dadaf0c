//! What a revision changed in the file before it, held against what may change in a signed document: an empty field may be
//! filled or signed. Whatever is not known to be harmless is an alteration.

use std::collections::BTreeSet;

use super::super::fields::{self, Field, Kind};
use super::super::file::{Entry, File, Kind as TableKind};
use super::super::object::{Dictionary, Id, Object, decode_text};
use super::super::syntax::{Fault, Parser, is_space};
use super::chain::plain;
use super::locks::Locks;
use crate::base::Diagnostic;

/// A change that a signed document allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A text field was filled.
    Filled {
        /// Its name.
        field: String,
        /// What it says now.
        value: String,
    },
    /// A signature was put into its field.
    Signed {
        /// Its name.
        field: String,
    },
    /// Data about the file (Info, XMP) was written anew.
    Metadata,
    /// Material for checking signatures later was added (DSS).
    Evidence,
}

/// What a revision did.
#[derive(Clone, Debug, Default)]
pub(super) struct Outcome {
    pub(super) allowed: Vec<Change>,
    /// What is an alteration.
    pub(super) altered: Vec<Diagnostic>,
}

impl Outcome {
    /// Whether material for checking signatures was added, and nothing else happened but that data about the file followed.
    pub(super) fn is_only_evidence(&self) -> bool {
        let others = self.allowed.iter().filter(|change| !matches!(change, Change::Evidence | Change::Metadata));
        self.altered.is_empty() && self.allowed.contains(&Change::Evidence) && others.count() == 0
    }

    /// Notes a change once.
    fn allow(&mut self, change: Change) {
        if !self.allowed.contains(&change) {
            self.allowed.push(change);
        }
    }
}

/// Compares a revision with the one before it.
pub(super) fn compare(file: &File<'_>, revision: usize, locks: &Locks) -> Result<Outcome, Fault> {
    let before = revision - 1;
    let (root, catalog) = file.catalog(before)?;
    let mut comparison = Comparison {
        file,
        revision,
        before,
        fields: fields::read(file, before)?,
        root,
        catalog,
        locks,
        new: BTreeSet::new(),
        granted: Vec::new(),
        outcome: Outcome::default(),
    };
    comparison.trailer()?;
    comparison.layout()?;
    comparison.objects()?;
    comparison.new_objects()?;
    let mut outcome = comparison.outcome;
    if locks.everything && !outcome.allowed.is_empty() {
        outcome.altered.push(altered(
            revision,
            "người ký trước không cho phép thay đổi gì thêm",
            "an earlier signature allows no change at all",
        ));
    }
    Ok(outcome)
}

struct Comparison<'a> {
    file: &'a File<'a>,
    revision: usize,
    before: usize,
    fields: Vec<Field>,
    root: Id,
    catalog: Dictionary,
    locks: &'a Locks,
    /// Numbers of objects that did not exist before.
    new: BTreeSet<u32>,
    /// Values that may refer to new objects.
    granted: Vec<Object>,
    outcome: Outcome,
}

impl Comparison<'_> {
    fn fault(&mut self, vi: impl AsRef<str>, en: impl AsRef<str>) {
        self.outcome.altered.push(altered(self.revision, vi.as_ref(), en.as_ref()));
    }

    fn trailer(&mut self) -> Result<(), Fault> {
        let (old, new) = (self.file.trailer(self.before), self.file.trailer(self.revision));
        let part =
            |trailer: &Dictionary| trailer.get("ID").and_then(Object::as_array).and_then(|id| id.first().cloned());
        let same_id = match (part(old), part(new)) {
            (Some(old), Some(new)) => old.same(&new),
            (None, _) => true,
            (Some(_), None) => false,
        };
        if self.file.catalog(self.revision)?.0 != self.root || !same_id {
            self.fault("gốc của tệp đã bị đổi", "the root of the file was changed");
        }
        if let Some(info) = new.get("Info") {
            self.granted.push(info.clone());
        }
        Ok(())
    }

    /// Objects follow each other without anything between them that no table names.
    fn layout(&mut self) -> Result<(), Fault> {
        let own = &self.file.revisions[self.revision];
        let mut places: Vec<usize> = own
            .entries
            .values()
            .filter_map(|entry| if let Entry::At { offset, .. } = entry { Some(*offset) } else { None })
            .filter(|offset| *offset != own.table)
            .collect();
        places.sort_unstable();
        places.push(own.table);
        let mut end = own.range.start;
        for place in places {
            let between = self.file.bytes.get(end..place);
            if !between.is_some_and(|bytes| bytes.iter().all(|b| is_space(*b))) {
                self.fault("có byte không thuộc đối tượng nào", "it holds bytes that belong to no object");
                return Ok(());
            }
            if place != own.table {
                let length = |id: Id| match self.file.object(id, self.revision) {
                    Ok(Object::Integer(long)) => usize::try_from(long).ok(),
                    _ => None,
                };
                end = Parser::new(self.file.bytes, place).indirect(&length)?.end;
            }
        }
        Ok(())
    }

    fn objects(&mut self) -> Result<(), Fault> {
        let own = &self.file.revisions[self.revision];
        for (number, entry) in own.entries.clone() {
            let old_entry = self.file.entry(number, self.before);
            let existed = matches!(old_entry, Some(Entry::At { .. } | Entry::Packed { .. }));
            let generation = match entry {
                Entry::Free => {
                    if existed {
                        self.fault(format!("đối tượng {number} bị xóa"), format!("object {number} was deleted"));
                    }
                    continue;
                }
                Entry::At { generation, .. } => generation,
                Entry::Packed { .. } => 0,
            };
            let is_table = own.kind == TableKind::Stream(number);
            let is_holder =
                own.entries.values().any(|e| matches!(e, Entry::Packed { stream, .. } if *stream == number));
            if !existed {
                if !is_table && !is_holder {
                    self.new.insert(number);
                }
                continue;
            }
            let old_generation = if let Some(Entry::At { generation, .. }) = old_entry { generation } else { 0 };
            let id = Id { number, generation };
            let old = self.file.object(Id { number, generation: old_generation }, self.before)?;
            let new = self.file.object(id, self.revision)?;
            if generation != old_generation || is_table || is_holder {
                self.fault(format!("đối tượng {number} bị thay"), format!("object {number} was replaced"));
            } else if !self.same(&old, &new) {
                self.object(id, &old, &new)?;
            }
        }
        Ok(())
    }

    fn same(&self, old: &Object, new: &Object) -> bool {
        match (old, new) {
            (Object::Stream(a), Object::Stream(b)) => {
                let (a, b) = (self.raw(&a.data), self.raw(&b.data));
                let (Some(old), Some(new)) = (old.as_dictionary(), new.as_dictionary()) else { return false };
                a == b && old.differing_keys(new).is_empty()
            }
            _ => old.same(new),
        }
    }

    fn raw(&self, data: &super::super::object::Data) -> &[u8] {
        match data {
            super::super::object::Data::At(range) => self.file.bytes.get(range.clone()).unwrap_or_default(),
            super::super::object::Data::New(_) => &[],
        }
    }

    /// An object that existed and is another now.
    fn object(&mut self, id: Id, old: &Object, new: &Object) -> Result<(), Fault> {
        let is = |key: &str, of: &Dictionary| of.get(key).and_then(Object::as_reference) == Some(id);
        let field = self.fields.iter().find(|field| field.id == id || field.widgets.contains(&id)).cloned();
        if let (Some(field), Object::Dictionary(old), Object::Dictionary(new)) = (field, old, new) {
            return self.field(&field, id, old, new);
        }
        if let (true, Object::Dictionary(old), Object::Dictionary(new)) = (id == self.root, old, new) {
            return self.catalog(old, new);
        }
        if let (true, Object::Dictionary(old), Object::Dictionary(new)) = (is("AcroForm", &self.catalog), old, new) {
            self.form(old, new);
            return Ok(());
        }
        if is("Info", self.file.trailer(self.before)) || is("Metadata", &self.catalog) {
            self.outcome.allow(Change::Metadata);
        } else if is("DSS", &self.catalog) {
            self.outcome.allow(Change::Evidence);
            self.granted.push(new.clone());
        } else {
            self.fault(
                format!("đối tượng {} (nội dung hoặc cấu trúc tài liệu) bị thay", id.number),
                format!("object {} (the document's content or structure) was replaced", id.number),
            );
        }
        Ok(())
    }

    fn field(&mut self, field: &Field, id: Id, old: &Dictionary, new: &Dictionary) -> Result<(), Fault> {
        let name = &field.name;
        if field.kind == Kind::Signature && field.value().is_some() {
            self.fault(
                format!("ô `{name}` đã ký mà bị thay đổi"),
                format!("the field `{name}` was changed after it was signed"),
            );
            return Ok(());
        }
        if self.locks.forbid(name) {
            self.fault(
                format!("ô `{name}` đã bị khóa bởi chữ ký trước mà vẫn bị thay đổi"),
                format!("the field `{name}` was changed, though an earlier signature had locked it"),
            );
            return Ok(());
        }
        for key in old.differing_keys(new) {
            let allowed = match key {
                b"V" => field.id == id,
                b"AP" | b"AS" | b"Type" => true,
                b"DA" => field.kind == Kind::Text,
                b"F" => only_locked(old, new),
                _ => false,
            };
            if !allowed {
                let key = String::from_utf8_lossy(key).into_owned();
                self.fault(
                    format!("mục `{key}` của ô `{name}` bị thay đổi"),
                    format!("the entry `{key}` of the field `{name}` was changed"),
                );
            }
        }
        self.granted.extend(["V", "AP"].iter().filter_map(|key| new.get(key)).cloned());
        if field.id != id {
            if !self.file.revisions[self.revision].entries.contains_key(&field.id.number) {
                self.fault(
                    format!("hình của ô `{name}` bị thay mà ô không được điền hay ký"),
                    format!("the field `{name}` shows something else, but was neither filled nor signed"),
                );
            }
            return Ok(());
        }
        if new.get("V").is_none() && !old.differing_keys(new).is_empty() {
            self.fault(
                format!("hình của ô `{name}` bị thay mà ô không được điền hay ký"),
                format!("the field `{name}` shows something else, but was neither filled nor signed"),
            );
            return Ok(());
        }
        let value = self.file.get(new, "V", self.revision)?;
        match (field.kind, new.get("V")) {
            (Kind::Signature, Some(Object::Reference(signature))) if self.is_new(*signature) => {
                self.outcome.allow(Change::Signed { field: name.clone() });
            }
            (Kind::Text, _) => {
                let value = plain(&value.as_string().map(decode_text).unwrap_or_default());
                self.outcome.allow(Change::Filled { field: name.clone(), value });
            }
            (Kind::Signature | Kind::Other, _) => {
                self.fault(format!("giá trị của ô `{name}` không đúng"), format!("the value of `{name}` is wrong"));
            }
        }
        Ok(())
    }

    fn is_new(&self, id: Id) -> bool {
        let own = &self.file.revisions[self.revision].entries;
        own.contains_key(&id.number) && self.file.entry(id.number, self.before).is_none()
    }

    fn catalog(&mut self, old: &Dictionary, new: &Dictionary) -> Result<(), Fault> {
        for key in old.differing_keys(new) {
            match key {
                b"Perms" if old.get("Perms").is_none() => {}
                b"Extensions" | b"Version" => {}
                b"Metadata" => self.outcome.allow(Change::Metadata),
                b"DSS" => self.outcome.allow(Change::Evidence),
                b"AcroForm" => {
                    let form =
                        (self.file.get(old, "AcroForm", self.before)?, self.file.get(new, "AcroForm", self.revision)?);
                    if let (Object::Dictionary(old), Object::Dictionary(new)) = form {
                        self.form(&old, &new);
                    } else {
                        self.fault("biểu mẫu của tệp bị thay", "the file's form was replaced");
                    }
                }
                _ => {
                    let key = String::from_utf8_lossy(key).into_owned();
                    self.fault(
                        format!("mục `{key}` của tài liệu bị thay đổi"),
                        format!("the entry `{key}` of the document was changed"),
                    );
                }
            }
        }
        let may_refer = ["Perms", "Metadata", "DSS", "Extensions"];
        self.granted.extend(may_refer.iter().filter_map(|key| new.get(key)).cloned());
        Ok(())
    }

    fn form(&mut self, old: &Dictionary, new: &Dictionary) {
        for key in old.differing_keys(new) {
            if key != b"SigFlags" {
                let key = String::from_utf8_lossy(key).into_owned();
                self.fault(
                    format!("mục `{key}` của biểu mẫu bị thay đổi"),
                    format!("the entry `{key}` of the form was changed"),
                );
            }
        }
    }

    /// New objects belong to what was filled or signed, and nothing waited for them.
    fn new_objects(&mut self) -> Result<(), Fault> {
        if self.new.is_empty() {
            return Ok(());
        }
        let mut reached = BTreeSet::new();
        let mut waiting: Vec<Object> = std::mem::take(&mut self.granted);
        while let Some(value) = waiting.pop() {
            let mut ids = Vec::new();
            value.each_reference(&mut |id| ids.push(id));
            for id in ids {
                if self.new.contains(&id.number) && reached.insert(id.number) {
                    waiting.push(self.file.object(id, self.revision)?);
                }
            }
        }
        let orphans: Vec<u32> = self.new.difference(&reached).copied().collect();
        if let Some(orphan) = orphans.first() {
            self.fault(
                format!("đối tượng mới {orphan} không thuộc ô nào được điền hay ký"),
                format!("the new object {orphan} belongs to no field that was filled or signed"),
            );
        }
        let awaited = self.awaited()?;
        if let Some(shadow) = self.new.iter().find(|number| awaited.contains(number)).copied() {
            self.fault(
                format!(
                    "đối tượng {shadow} đã được tham chiếu từ trước nhưng đến lần ghi này mới có (nội dung giấu sẵn)"
                ),
                format!("object {shadow} was referred to before, but is only defined now (content prepared to appear)"),
            );
        }
        Ok(())
    }

    /// Numbers that the file before refers to without defining them.
    fn awaited(&self) -> Result<BTreeSet<u32>, Fault> {
        let known: BTreeSet<u32> =
            self.file.revisions[..=self.before].iter().flat_map(|r| r.entries.keys().copied()).collect();
        let mut awaited = BTreeSet::new();
        for number in known {
            let generation = match self.file.entry(number, self.before) {
                Some(Entry::At { generation, .. }) => generation,
                Some(Entry::Packed { .. }) => 0,
                Some(Entry::Free) | None => continue,
            };
            self.file.object(Id { number, generation }, self.before)?.each_reference(&mut |id| {
                if matches!(self.file.entry(id.number, self.before), Some(Entry::Free) | None) {
                    awaited.insert(id.number);
                }
            });
        }
        Ok(awaited)
    }
}

/// Only the flag changed that keeps a field where it is (12.5.3, Locked).
fn only_locked(old: &Dictionary, new: &Dictionary) -> bool {
    let flags = |of: &Dictionary| of.get("F").and_then(Object::as_integer).unwrap_or(0);
    (flags(old) ^ flags(new)) & !128 == 0
}

fn altered(revision: usize, vi: &str, en: &str) -> Diagnostic {
    let (vi, en) = (plain(vi), plain(en));
    Diagnostic::error(
        "altered-after-signing",
        format!("tệp bị sửa sau khi ký, ở lần ghi thứ {}: {vi}", revision + 1),
        format!("the file was altered after signing, in revision {}: {en}", revision + 1),
    )
}
