//! Floor 4: the galley cut into pages. Only cuts: breaks, repeated table heads, page numbers.

mod marks;

pub use marks::{Mark, Page, Pages, Reading};
