use crate::base::Diagnostic;
pub fn check(_plan: &crate::plan::Plan, _faces: &crate::font::Faces) -> Vec<Diagnostic> {
    Vec::new()
}
