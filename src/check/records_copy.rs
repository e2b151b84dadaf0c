//! `records-copy`: the last recipient is the records: "Lưu: VT, …".
//!
//! The decree ends every list of recipients with "Lưu:", then VT (the records office, văn thư), then the unit that
//! drafted the document and the number of copies kept where that is needed.

use crate::base::{Diagnostic, Placed, text};
use crate::plan::Plan;

const CLAUSE: &str = "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.9.d";

/// Looks at the last recipient of the plan, and of the reports where they have recipients of their own.
pub fn check(plan: &Plan) -> Vec<Diagnostic> {
    [&plan.recipients, &plan.reports.recipients].into_iter().filter_map(|recipients| last_of(recipients)).collect()
}

fn last_of(recipients: &[Placed<String>]) -> Option<Diagnostic> {
    let last = recipients.last()?;
    let kept = recipients.iter().find_map(kept);
    match kept {
        Some((_, what)) if starts_with_records(what) => None,
        Some((line, what)) => Some(
            Diagnostic::warning(
                "records-copy",
                format!("`{}`: nghị định ghi VT (văn thư) trước đơn vị soạn thảo", line.value),
                format!("`{}`: the decree puts VT (the records office) before the drafting unit", line.value),
            )
            .at(&line.place)
            .hint(format!("viết `Lưu: VT, {what}`"), format!("write `Lưu: VT, {what}`"))
            .clause(CLAUSE),
        ),
        None => Some(
            Diagnostic::warning(
                "records-copy",
                "nơi nhận chưa có dòng `Lưu: VT, …`",
                "the recipients lack the line `Lưu: VT, …`",
            )
            .at(&last.place)
            .hint("thêm dòng cuối `Lưu: VT` và đơn vị soạn thảo", "add a last line `Lưu: VT` with the drafting unit")
            .clause(CLAUSE),
        ),
    }
}

/// What is kept, of a line that begins with "Lưu".
fn kept(line: &Placed<String>) -> Option<(&Placed<String>, &str)> {
    let what = line.value.strip_prefix("Lưu").or_else(|| line.value.strip_prefix("lưu"))?;
    Some((line, what.trim_start_matches([':', ' ']).trim_end()))
}

fn starts_with_records(what: &str) -> bool {
    let first = what.split([',', ';', ' ', '-']).next().unwrap_or_default();
    ["vt", "văn"].contains(&text::comparison_key(first).as_str())
}
