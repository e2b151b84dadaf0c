//! Biểu 06: its rows, their sums, and what came over from the period before.

use crate::base::{Diagnostic, Diagnostics, Place, Placed, text};
use crate::input::fields::Fields;
use crate::plan::{ProcedureCounts, ProcedureRow, Procedures, Report};

pub fn read(fields: &Fields<'_>, found: &mut Diagnostics) -> Procedures {
    let or = |key: &str, default: &str| {
        fields.text(key).unwrap_or_else(|| Placed { value: default.to_owned(), place: fields.place() })
    };
    let rows = fields.items("rows").iter().map(|node| row(&Fields::of(fields.source, node), found)).collect();
    let procedures = Procedures {
        code: or("code", "Biểu số II.06a/VPCP/KSTT"),
        title: or("title", "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"),
        basis: fields.text("basis"),
        unit: or("unit", "Số hồ sơ TTHC"),
        rows,
    };
    super::super::plan::once(procedures.rows.iter().map(|row| &row.field), found);
    procedures
}

fn row(fields: &Fields<'_>, found: &mut Diagnostics) -> ProcedureRow {
    let count = |key: &str| fields.whole(key).map_or(0, |count| u64::from(count.value));
    let counts = ProcedureCounts {
        online: count("online"),
        direct: count("direct"),
        carried: count("carried"),
        early: count("early"),
        on_time: count("on_time"),
        late: count("late"),
        pending: count("pending"),
        pending_late: count("pending_late"),
    };
    let place = fields.node("field").map_or_else(|| fields.place(), |node| fields.at(node.span));
    let row = ProcedureRow { field: fields.must_text("field"), counts, place };
    // A count that cannot be read has been reported; sums without it say nothing.
    if fields
        .entries()
        .iter()
        .any(|entry| entry.key != "field" && fields.node(&entry.key).is_some() && fields.whole(&entry.key).is_none())
    {
        return row;
    }
    check_sums(fields, &row, found);
    row
}

/// 3 = 4 + 5 + 6, 7 = 8 + 9 + 10, 11 = 12 + 13, as far as the totals are written, and 3 = 7 + 11.
fn check_sums(fields: &Fields<'_>, row: &ProcedureRow, found: &mut Diagnostics) {
    let counts = &row.counts;
    let sums = [
        ("received", "3 = 4 + 5 + 6", counts.received()),
        ("settled", "7 = 8 + 9 + 10", counts.settled()),
        ("open", "11 = 12 + 13", counts.open()),
    ];
    for (key, columns, sum) in sums {
        if let Some(written) = fields.whole(key).filter(|written| u64::from(written.value) != sum) {
            found.push(wrong_sum(&written.place, key, columns, u64::from(written.value), sum));
        }
    }
    if counts.received() != counts.settled() + counts.open() {
        found.push(unbalanced(&row.place, counts));
    }
}

fn wrong_sum(place: &Place, key: &str, columns: &str, written: u64, sum: u64) -> Diagnostic {
    let [written, sum] = [written, sum].map(text::grouped);
    Diagnostic::error(
        "form-sum",
        format!("`{key}` là {written}, nhưng cộng lại được {sum} (cột {columns})"),
        format!("`{key}` is {written}, but the parts add up to {sum} (column {columns})"),
    )
    .at(place)
    .hint(
        "sửa số thành phần, hoặc bỏ tổng này: chương trình tự cộng",
        "correct the parts, or leave the total out: it is computed",
    )
}

fn unbalanced(place: &Place, counts: &ProcedureCounts) -> Diagnostic {
    let [received, settled, open, both] =
        [counts.received(), counts.settled(), counts.open(), counts.settled() + counts.open()].map(text::grouped);
    Diagnostic::error(
        "form-sum",
        format!("nhận giải quyết {received} hồ sơ, nhưng đã giải quyết {settled} và đang giải quyết {open}, cộng lại là {both} (cột 3 = 7 + 11)"),
        format!("{received} dossiers were received, but {settled} settled and {open} open make {both} (column 3 = 7 + 11)"),
    )
    .at(place)
    .hint("mỗi hồ sơ đã nhận thì hoặc đã giải quyết, hoặc đang giải quyết", "every dossier received is settled or open")
}

/// What was open at the end of a period came over to the next one (column 6 = column 11 of the period before).
pub fn check_carried(reports: &[Report], found: &mut Diagnostics) {
    for report in reports {
        let before = reports.iter().find(|other| other.period == report.period.previous());
        let (Some(form), Some(before)) = (&report.procedures, before) else { continue };
        let Some(form_before) = &before.procedures else { continue };
        for row in &form.rows {
            let key = text::comparison_key(&row.field);
            let open = form_before.rows.iter().find(|other| text::comparison_key(&other.field) == key);
            let open = open.map_or(0, |other| other.counts.open());
            if open != row.counts.carried {
                found.push(wrong_carried(row, open, before));
            }
        }
        for lost in form_before.rows.iter().filter(|lost| lost.counts.open() > 0) {
            let key = text::comparison_key(&lost.field);
            if !form.rows.iter().any(|row| text::comparison_key(&row.field) == key) {
                found.push(lost_field(&form.code.place, lost, before));
            }
        }
    }
}

fn wrong_carried(row: &ProcedureRow, open: u64, before: &Report) -> Diagnostic {
    let [carried, open] = [row.counts.carried, open].map(text::grouped);
    let period = before.period.in_words();
    Diagnostic::error(
        "form-carried",
        format!(
            "`{}` ghi từ kỳ trước chuyển sang {carried} hồ sơ, nhưng cuối {period} còn {open} hồ sơ",
            row.field.value
        ),
        format!(
            "`{}` has {carried} dossiers carried over, but {open} were open at the end of {}",
            row.field.value, before.period
        ),
    )
    .at(&row.place)
    .hint(
        "cột 6 của kỳ này bằng cột 11 của kỳ trước: sửa một trong hai",
        "column 6 is column 11 of the period before: correct one of the two",
    )
}

fn lost_field(place: &Place, lost: &ProcedureRow, before: &Report) -> Diagnostic {
    let open = text::grouped(lost.counts.open());
    let period = before.period.in_words();
    Diagnostic::error(
        "form-carried",
        format!(
            "cuối {period}, `{}` còn {open} hồ sơ đang giải quyết, nhưng biểu này không có dòng ấy",
            lost.field.value
        ),
        format!(
            "`{}` had {open} open dossiers at the end of {}, but this form has no such row",
            lost.field.value, before.period
        ),
    )
    .at(place)
    .hint("thêm dòng ấy, với `carried` là số hồ sơ chuyển sang", "add the row, with what came over as `carried`")
}
