//! Posts and offices that can lead or support a task. Posts, not people.

use std::fmt;

use chrono::NaiveDate;

use crate::base::Placed;

/// The stable name of an office within the plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfficeId(pub String);

impl fmt::Display for OfficeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Đơn vị, chức danh được giao nhiệm vụ.
#[derive(Clone, Debug)]
pub struct Office {
    /// Its stable name.
    pub id: Placed<OfficeId>,
    /// As printed.
    pub name: Placed<String>,
    /// What it is.
    pub kind: OfficeKind,
    /// Who fills in the progress form for it.
    pub reports_through: Option<Placed<OfficeId>>,
    /// The last day on which it exists (giải thể, sáp nhập); none where no end is known.
    pub until: Option<Placed<NaiveDate>>,
}

/// What can be given a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeKind {
    /// Cơ quan, đơn vị, bộ phận.
    Office,
    /// Chức danh.
    Post,
    /// Toàn thể cán bộ, công chức.
    Everyone,
}
