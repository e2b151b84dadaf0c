//! `recipients-order`: "Như trên" has something above it, and "Lưu" is the last line.
//!
//! The decree begins the list with "Như trên" where the document is addressed to someone ("Kính gửi"), and ends it with
//! "Lưu: VT, …".

use crate::base::{Diagnostic, Placed, text};
use crate::plan::Plan;

const CLAUSE: &str = "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.9.d";

/// Looks at every recipient of the plan, and of the reports where they have recipients of their own.
pub fn check(plan: &Plan) -> Vec<Diagnostic> {
    let mut found = of_list(&plan.recipients, &plan.addressees);
    found.extend(of_list(&plan.reports.recipients, &plan.reports.addressees));
    found
}

fn of_list(recipients: &[Placed<String>], addressees: &[Placed<String>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let last = recipients.len().saturating_sub(1);
    for (at, line) in recipients.iter().enumerate() {
        let key = text::comparison_key(line.value.trim_start_matches(['-', ' ']));
        if key.starts_with("như trên") && addressees.is_empty() {
            found.push(
                Diagnostic::warning(
                    "recipients-order",
                    "nơi nhận ghi `Như trên` nhưng văn bản không có `Kính gửi`",
                    "the recipients say `Như trên` (as above), but there is no `Kính gửi`",
                )
                .at(&line.place)
                .hint("bỏ dòng này, hoặc thêm khóa `addressees`", "remove this line, or add the key `addressees`")
                .clause(CLAUSE),
            );
        }
        if key.starts_with("lưu") && at < last {
            found.push(
                Diagnostic::warning(
                    "recipients-order",
                    "dòng `Lưu` phải là dòng cuối của nơi nhận",
                    "the line `Lưu` must be the last of the recipients",
                )
                .at(&line.place)
                .hint("chuyển dòng này xuống cuối", "move this line to the end")
                .clause(CLAUSE),
            );
        }
    }
    found
}
