//! What is appended to a file: new objects, new versions of old ones, and a table of them (ISO 32000-1, 7.5.6).

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::file::File;
use super::object::{Data, Id, Object, Stream};
use super::syntax::{Fault, Indirect, Parser};

/// Objects to append.
pub(super) struct Increment<'a> {
    file: &'a File<'a>,
    objects: BTreeMap<u32, (Id, Object)>,
    next: u32,
}

/// A file with something appended, and where each appended object begins.
pub(super) struct Appended {
    pub(super) bytes: Vec<u8>,
    pub(super) places: BTreeMap<u32, usize>,
}

impl<'a> Increment<'a> {
    pub(super) fn new(file: &'a File<'a>) -> Self {
        let highest = file.revisions.iter().filter_map(|revision| revision.entries.keys().next_back()).max();
        let size = file.trailer(file.newest()).get("Size").and_then(Object::as_integer);
        let size = size.and_then(|size| u32::try_from(size).ok()).unwrap_or_default();
        let next = highest.map_or(1, |highest| highest.saturating_add(1)).max(size);
        Self { file, objects: BTreeMap::new(), next }
    }

    /// A number for an object that is put later.
    pub(super) fn reserve(&mut self) -> Id {
        let id = Id { number: self.next, generation: 0 };
        self.next = self.next.saturating_add(1);
        id
    }

    pub(super) fn put(&mut self, id: Id, object: Object) {
        self.objects.insert(id.number, (id, object));
    }

    pub(super) fn add(&mut self, object: Object) -> Id {
        let id = self.reserve();
        self.put(id, object);
        id
    }

    /// The next free number.
    pub(super) fn next(&self) -> u32 {
        self.next
    }

    /// Takes in objects that were written one after the other, numbered from the next free number on.
    pub(super) fn adopt(&mut self, objects: &[u8]) -> Result<(), Fault> {
        let mut parser = Parser::new(objects, 0);
        parser.skip_space();
        while parser.at < objects.len() {
            let Indirect { id, mut object, .. } = parser.indirect(&|_| None)?;
            if let Object::Stream(Stream { data, .. }) = &mut object
                && let Data::At(range) = data
            {
                *data = Data::New(objects.get(range.clone()).unwrap_or_default().to_vec());
            }
            self.next = self.next.max(id.number.saturating_add(1));
            self.put(id, object);
            parser.skip_space();
        }
        Ok(())
    }

    /// The file, what was put, and the table.
    pub(super) fn append(&self) -> Appended {
        let mut bytes = self.file.bytes.to_vec();
        if bytes.last() != Some(&b'\n') {
            bytes.push(b'\n');
        }
        let mut places = BTreeMap::new();
        for (number, (id, object)) in &self.objects {
            places.insert(*number, bytes.len());
            bytes.extend(format!("{number} {} obj\n", id.generation).bytes());
            object.write(self.file.bytes, &mut bytes);
            bytes.extend(b"\nendobj\n");
        }
        let table = bytes.len();
        self.write_table(&places, &mut bytes);
        self.write_trailer(table, &mut bytes);
        Appended { bytes, places }
    }

    fn write_table(&self, places: &BTreeMap<u32, usize>, bytes: &mut Vec<u8>) {
        bytes.extend(b"xref\n");
        let mut rows: Vec<(u32, Vec<String>)> = Vec::new();
        for (number, place) in places {
            let generation = self.objects.get(number).map_or(0, |(id, _)| id.generation);
            let row = format!("{place:010} {generation:05} n \n");
            match rows.last_mut() {
                Some((first, section)) if *first + section.len() as u32 == *number => section.push(row),
                _ => rows.push((*number, vec![row])),
            }
        }
        for (first, section) in rows {
            bytes.extend(format!("{first} {}\n", section.len()).bytes());
            section.iter().for_each(|row| bytes.extend(row.bytes()));
        }
    }

    fn write_trailer(&self, table: usize, bytes: &mut Vec<u8>) {
        let newest = self.file.newest();
        let mut trailer = self.file.trailer(newest).clone();
        trailer.set("Size", Object::Integer(i64::from(self.next)));
        trailer.set("Prev", Object::Integer(self.file.revisions[newest].table as i64));
        let first = trailer.get("ID").and_then(Object::as_array).and_then(|id| id.first().cloned());
        if let Some(first) = first {
            // The second half names this version of the file (14.4).
            let digest = Sha256::digest(bytes.as_slice());
            let own = digest.get(..16).unwrap_or_default().to_vec();
            trailer.set("ID", Object::Array(vec![first, Object::String(own)]));
        }
        bytes.extend(b"trailer\n");
        trailer.write(self.file.bytes, bytes);
        bytes.extend(format!("\nstartxref\n{table}\n%%EOF\n").bytes());
    }
}
