//! Posts and offices, and the names that refer to them.

use std::collections::HashMap;

use super::measure::once;
use crate::base::{Diagnostic, Diagnostics, Placed};
use crate::input::conform::{closest, listed};
use crate::input::fields::{Fields, error};
use crate::plan::{Office, OfficeId, OfficeKind};

pub fn read(all: &Fields<'_>, found: &mut Diagnostics) -> Vec<Office> {
    let map = all.fields("offices");
    let offices: Vec<Office> = map
        .entries()
        .iter()
        .map(|entry| {
            let fields = Fields::of(all.source, &entry.value);
            Office {
                id: Placed { value: OfficeId(entry.key.clone()), place: map.at(entry.key_span) },
                name: fields.must_text("name"),
                kind: fields.word("kind", kind).map_or(OfficeKind::Office, |kind| kind.value),
                reports_through: fields.text("reports_through").map(|id| id.map(OfficeId)),
                until: fields.day("until"),
            }
        })
        .collect();
    let ids: Vec<Placed<String>> = offices.iter().map(|office| office.id.clone().map(|id| id.0)).collect();
    once(ids.iter(), found);
    let known = Known::new(&offices);
    for office in &offices {
        check_reports(office, &offices, &known, found);
    }
    offices
}

fn kind(word: &str) -> Option<OfficeKind> {
    match word {
        "office" => Some(OfficeKind::Office),
        "post" => Some(OfficeKind::Post),
        "everyone" => Some(OfficeKind::Everyone),
        _ => None,
    }
}

/// Most offices that a hint lists.
const LISTED: usize = 12;

/// The names of all offices.
pub struct Known<'a> {
    by_id: HashMap<&'a str, &'a Office>,
}

impl<'a> Known<'a> {
    pub fn new(offices: &'a [Office]) -> Self {
        Self { by_id: offices.iter().map(|office| (office.id.0.as_str(), office)).collect() }
    }

    /// Reports an id that no office has, with the one that may be meant.
    pub fn check(&self, id: &Placed<OfficeId>, found: &mut Diagnostics) {
        let written = id.0.as_str();
        if self.by_id.contains_key(written) {
            return;
        }
        let mut ids: Vec<&str> = self.by_id.keys().copied().collect();
        ids.sort_unstable();
        let by_name =
            self.by_id.values().find(|office| office.name.value == written).map(|office| office.id.0.as_str());
        let diagnostic = match by_name.or_else(|| closest(written, ids.iter().copied())) {
            Some(meant) => Diagnostic::error(
                "unknown-office",
                format!("không có đơn vị `{written}` trong `offices`; ý bạn là `{meant}`?"),
                format!("there is no office `{written}` in `offices`; did you mean `{meant}`?"),
            ),
            None => Diagnostic::error(
                "unknown-office",
                format!("không có đơn vị `{written}` trong `offices`"),
                format!("there is no office `{written}` in `offices`"),
            ),
        };
        let diagnostic = diagnostic.at(&id.place);
        found.push(if ids.is_empty() {
            diagnostic.hint(
                "tệp chưa khai đơn vị nào; hãy khai ở `offices`",
                "the file has no offices; declare them at `offices`",
            )
        } else {
            let more = if ids.len() > LISTED { ", …" } else { "" };
            let all = listed(ids.get(..LISTED).unwrap_or(&ids));
            diagnostic.hint(
                format!("các đơn vị đã khai: {all}{more}; đơn vị mới thì khai thêm vào `offices`"),
                format!("the known offices: {all}{more}; a new one goes into `offices`"),
            )
        });
    }
}

/// Reports go to a known office, and in the end to one that fills in its own form.
fn check_reports(office: &Office, offices: &[Office], known: &Known<'_>, found: &mut Diagnostics) {
    let Some(through) = &office.reports_through else { return };
    known.check(through, found);
    let mut next = Some(through);
    for _ in 0..offices.len() {
        match next {
            Some(id) if id.value == office.id.value => {
                return error(
                    found,
                    &through.place,
                    "reports-in-a-circle",
                    format!("`{}` báo cáo qua `{}` rồi lại quay về chính nó", office.id.value, through.value),
                    format!("`{}` reports through `{}` and so through itself", office.id.value, through.value),
                    ("chọn một đơn vị tự báo cáo", "name an office that reports for itself"),
                );
            }
            Some(id) => next = known.by_id.get(id.0.as_str()).and_then(|office| office.reports_through.as_ref()),
            None => return,
        }
    }
}
