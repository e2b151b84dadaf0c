//! Findings about text.

use std::sync::Arc;

use super::tree::{Node, Scalar};
use crate::base::{Diagnostic, Source};

/// What is wrong with a text, whatever key it stands at.
pub fn findings(_source: &Arc<Source>, _node: &Node, _scalar: &Scalar) -> Vec<Diagnostic> {
    Vec::new()
}
