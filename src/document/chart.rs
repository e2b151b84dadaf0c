//! Charts of counts.

use serde::{Deserialize, Serialize};

/// Biểu đồ thanh chồng: for every category a bar, made of one part for each series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// What the bars stand for, top to bottom.
    pub categories: Vec<String>,
    /// What their parts stand for, left to right.
    pub series: Vec<Series>,
    /// What the chart shows, in words: read aloud to who cannot see it.
    pub summary: String,
}

/// One kind of part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// Its name, in the legend.
    pub name: String,
    /// How many of it each category has.
    pub values: Vec<u32>,
}

impl Chart {
    /// How long a category's whole bar is.
    pub fn total(&self, category: usize) -> u32 {
        self.series.iter().filter_map(|series| series.values.get(category)).sum()
    }
}
