//! Numbers of objects, given out one after the other, so that the file's table of them has no gap.

use pdf_writer::Ref;

/// The next free number.
#[derive(Debug)]
pub struct Refs(i32);

impl Refs {
    /// From 1 on.
    pub fn new() -> Self {
        Self(0)
    }

    /// From a number on that is free in a file which exists already.
    pub fn from(first: i32) -> Self {
        Self(first - 1)
    }

    /// A new number.
    pub fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }

    /// So many new numbers.
    pub fn take(&mut self, count: usize) -> Vec<Ref> {
        (0..count).map(|_| self.next()).collect()
    }
}
