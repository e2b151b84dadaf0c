//! Revocations: which earlier entry each `revokes` means.

use std::collections::HashMap;

use super::Written;
use crate::base::{Diagnostic, Diagnostics, Placed};
use crate::input::progress::seen_from;
use crate::input::progress::suggestions::Suggestions;
use crate::plan::Change;

/// Changes whose revocations are positions in the list. A revocation means one entry above it, and no entry is revoked
/// twice: whoever revokes a revocation names that.
pub fn resolve(written: Vec<Written>, found: &mut Diagnostics) -> Vec<Change> {
    let (mut changes, names): (Vec<Change>, Vec<Option<Placed<String>>>) =
        written.into_iter().map(|written| (written.change, written.revokes)).unzip();
    // The first of two entries with one name; the second has been reported.
    let mut by_id: HashMap<String, usize> = HashMap::new();
    for (at, change) in changes.iter().enumerate() {
        by_id.entry(change.id.value.to_ascii_lowercase()).or_insert(at);
    }
    let mut suggestions = Suggestions::new();
    let mut first: HashMap<usize, usize> = HashMap::new();
    let mut meant: Vec<Option<Placed<usize>>> = vec![None; changes.len()];
    for (at, name) in names.iter().enumerate() {
        let Some(name) = name else { continue };
        match by_id.get(&name.value.to_ascii_lowercase()) {
            None => {
                let close = suggestions.closest(&name.value, by_id.keys().map(String::as_str)).map(ToOwned::to_owned);
                found.push(unknown(name, close.as_deref()));
            }
            Some(target) if *target >= at => found.push(not_above(name)),
            Some(target) => match first.get(target).and_then(|first| changes.get(*first)) {
                Some(first) => found.push(twice(name, first)),
                None => {
                    first.insert(*target, at);
                    if let Some(meant) = meant.get_mut(at) {
                        *meant = Some(Placed { value: *target, place: name.place.clone() });
                    }
                }
            },
        }
    }
    for (change, meant) in changes.iter_mut().zip(meant) {
        change.revokes = meant;
    }
    changes
}

fn unknown(name: &Placed<String>, close: Option<&str>) -> Diagnostic {
    let written = &name.value;
    let (mut vi, mut en) =
        (format!("không có lần thay đổi nào tên `{written}`"), format!("no change is named `{written}`"));
    if let Some(close) = close {
        vi += &format!("; ý bạn là `{close}`?");
        en += &format!("; did you mean `{close}`?");
    }
    Diagnostic::error("revokes-nothing", vi, en).at(&name.place).hint(
        "ghi `id` của lần thay đổi cần hủy; xem bằng `vanthu log`",
        "name the `id` of the change to revoke; `vanthu log` lists them",
    )
}

fn not_above(name: &Placed<String>) -> Diagnostic {
    Diagnostic::error(
        "revokes-no-earlier-entry",
        format!("`{}` không đứng trước mục này trong tệp", name.value),
        format!("`{}` does not stand above this entry in the file", name.value),
    )
    .at(&name.place)
    .hint(
        "chỉ hủy được lần thay đổi đã ghi trước; ghi lần hủy ở cuối tệp",
        "only an earlier entry can be revoked; put the revocation at the end of the file",
    )
}

fn twice(name: &Placed<String>, first: &Change) -> Diagnostic {
    let (vi, en) = seen_from(&first.place, &name.place);
    let id = &first.id.value;
    Diagnostic::error(
        "revoked-twice",
        format!("lần thay đổi `{}` đã bị hủy ở {vi} (`{id}`)", name.value),
        format!("the change `{}` is already revoked on {en} (`{id}`)", name.value),
    )
    .at(&name.place)
    .hint(
        format!("bỏ mục này; để khôi phục `{}`, hủy chính lần hủy ấy: `revokes: {id}`", name.value),
        format!("remove this entry; to bring `{}` back, revoke that revocation: `revokes: {id}`", name.value),
    )
}
