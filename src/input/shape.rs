//! What may stand at a key: the shapes from which the tree is checked and the JSON Schema is made.

use crate::base::Length;
use crate::rules::Range;

/// The same words in Vietnamese and in English, known at compile time.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// Vietnamese.
    pub vi: &'static str,
    /// English.
    pub en: &'static str,
}

/// A collection of named keys.
#[derive(Debug)]
pub struct Keys {
    /// What it is, for the schema's reader.
    pub about: Words,
    /// Its keys in the order in which the office writes them.
    pub keys: &'static [Key],
    /// What holds between its keys.
    pub ties: &'static [Tie],
}

/// One key.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Whether it must stand and say something.
    pub required: bool,
    /// What may stand at it.
    pub shape: Shape,
    /// What it means.
    pub about: Words,
}

/// What holds between the keys of one collection.
#[derive(Clone, Copy, Debug)]
pub enum Tie {
    /// Exactly one of them.
    OneOf(&'static [&'static str]),
    /// Not two of them.
    AtMostOne(&'static [&'static str]),
    /// One of them or more.
    SomeOf(&'static [&'static str]),
}

/// What may stand at a key.
#[derive(Debug)]
pub enum Shape {
    /// Text of one line or more.
    Text,
    /// Text in Markdown.
    Markdown,
    /// The stable name of a task, an office, a goal.
    Id,
    /// The name of an entry elsewhere in the file.
    Reference,
    /// A task of the plan: its id, or its printed number.
    Task,
    /// An entry of the progress log: its id, or the day of the same task's entry.
    Entry,
    /// One word of a closed list.
    Word(&'static [Word]),
    /// `true` or `false`.
    Flag,
    /// `true` only: the key itself is the statement.
    True,
    /// A whole number within bounds; the clause where the decree sets them.
    Whole(u32, u32, Option<&'static str>),
    /// A decimal number, with `,` or `.`.
    Decimal,
    /// A decimal number from 0 to 100.
    Percent,
    /// A year, a month or a day.
    Date,
    /// A whole day.
    Day,
    /// A year, a half, a quarter or a month.
    Period,
    /// A reporting period.
    ReportPeriod,
    /// A rule for the days that reports count.
    CutOff,
    /// A length with its unit.
    Length(Bounds),
    /// Line spacing, in lines.
    LineSpacing,
    /// A list that holds something.
    List(&'static Shape),
    /// A list, or its only item without the list; either may be empty where the key is not required.
    OneOrMore(&'static Shape),
    /// Named keys.
    Map(&'static Keys),
    /// Names that the office chooses, each with the same keys.
    Named(&'static Keys),
    /// Names of things elsewhere, each with a value of the same shape.
    Table(&'static Shape),
    /// Text, or named keys.
    TextOr(&'static Keys),
    /// A short word, or named keys.
    WordOr(&'static [Word], &'static Keys),
    /// Named keys of two kinds, told apart by a key that only the first has.
    Either(&'static str, &'static Keys, &'static Keys),
}

/// A word of a closed list.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// As typed.
    pub name: &'static str,
    /// What it means.
    pub about: Words,
}

/// Bounds of a length.
#[derive(Clone, Copy, Debug)]
pub enum Bounds {
    /// Within a range of the decree.
    Within(&'static Range),
    /// One of the decree's values, with the clause.
    OneOf(&'static [Length], &'static str),
    /// From a least value of the decree, with the clause.
    AtLeast(Length, &'static str),
    /// Of the program's own making: from the first to the second.
    Between(Length, Length),
}

impl Keys {
    /// The key of a name.
    pub fn find(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

impl Tie {
    /// The keys it ties.
    pub fn names(&self) -> &'static [&'static str] {
        match self {
            Self::OneOf(names) | Self::AtMostOne(names) | Self::SomeOf(names) => names,
        }
    }
}
