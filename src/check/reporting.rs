//! `nobody-reports`: a post that leads tasks and that nobody reports for.
//!
//! Everyone is nobody: a post of `kind: everyone` fills in no progress form of its own. Its tasks go into the form of the
//! office that it `reports_through`; where that is missing, they would go into none.

use crate::base::{Diagnostic, Placed};
use crate::plan::{OfficeId, Plan};

/// Looks at every office that leads a task.
pub fn check(plan: &Plan) -> Vec<Diagnostic> {
    let tasks = plan.annex.as_ref().map(|annex| annex.tasks()).unwrap_or_default();
    let mut found = Vec::new();
    // Reports that go in a circle or nowhere have been reported where the file was read.
    let nobody = |id: &OfficeId| plan.reports_end(id).is_some() && plan.reporter(id).is_none();
    for office in plan.offices.iter().filter(|office| nobody(&office.id.value)) {
        let led = |lead: &[Placed<OfficeId>]| {
            lead.iter().any(|lead| lead.value == office.id.value) && lead.iter().all(|lead| nobody(&lead.value))
        };
        let count = tasks.iter().filter(|numbered| led(&numbered.task.lead)).count();
        if count > 0 {
            let id = &office.id.value;
            found.push(
                Diagnostic::warning(
                    "nobody-reports",
                    format!("`{id}` chủ trì {count} nhiệm vụ nhưng không có ai báo cáo tiến độ"),
                    format!("`{id}` leads {count} tasks, and nobody reports their progress"),
                )
                .at(&office.id.place)
                .hint(
                    "thêm `reports_through` với tên của đơn vị báo cáo thay",
                    "add `reports_through` with the name of the office that reports for it",
                ),
            );
        }
    }
    found
}
