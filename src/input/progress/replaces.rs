//! Corrections: which entry each `replaces` means.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::suggestions::Suggestions;
use super::{Written, seen_from};
use crate::base::{Diagnostic, Diagnostics, Place, Placed, text};
use crate::input::value;
use crate::plan::Entry;

/// Entries whose corrections are positions in the log. Names come once, a correction means one entry other than itself,
/// and no entry is corrected twice: whoever corrects a correction names that.
pub fn resolve(written: Vec<Written>, found: &mut Diagnostics) -> Vec<Entry> {
    let (mut entries, names): (Vec<Entry>, Vec<Option<Placed<String>>>) =
        written.into_iter().map(|written| (written.entry, written.replaces)).unzip();
    let ids = ids(&entries, found);
    if names.iter().all(Option::is_none) {
        return entries;
    }
    let meant = Meant { by_day: by_day(&entries), ids, entries: &entries };
    let mut suggestions = Suggestions::new();
    let mut corrections: Vec<Option<usize>> = vec![None; entries.len()];
    let mut wrong: Vec<Option<Placed<usize>>> = vec![None; entries.len()];
    for (at, name) in names.iter().enumerate() {
        let Some(name) = name else { continue };
        match meant.find(at, name, &mut suggestions) {
            Ok(target) => match corrections.get_mut(target) {
                Some(Some(first)) => found.push(twice(name, entries.get(*first).map(|entry| &entry.place))),
                Some(free) => {
                    *free = Some(at);
                    if let Some(wrong) = wrong.get_mut(at) {
                        *wrong = Some(Placed { value: target, place: name.place.clone() });
                    }
                }
                None => {}
            },
            Err(finding) => found.push(*finding),
        }
    }
    refuse_circles(&mut wrong, found);
    for (entry, wrong) in entries.iter_mut().zip(wrong) {
        entry.replaces = wrong;
    }
    entries
}

/// Every name once.
fn ids(entries: &[Entry], found: &mut Diagnostics) -> HashMap<String, usize> {
    let mut ids: HashMap<String, usize> = HashMap::new();
    for (at, id) in entries.iter().enumerate().filter_map(|(at, entry)| Some((at, entry.id.as_ref()?))) {
        let key = id.value.to_ascii_lowercase();
        match ids.get(&key).and_then(|first| entries.get(*first)) {
            Some(first) => {
                let (vi, en) = seen_from(&first.place, &id.place);
                found.push(
                    Diagnostic::error(
                        "duplicate-id",
                        format!("tên `{}` đã dùng ở {vi}", id.value),
                        format!("the name `{}` is already used on {en}", id.value),
                    )
                    .at(&id.place)
                    .hint(
                        "mỗi lần ghi một tên riêng, hoặc bỏ `id`",
                        "give each entry a name of its own, or leave `id` out",
                    ),
                );
            }
            None => drop(ids.insert(key, at)),
        }
    }
    ids
}

fn by_day(entries: &[Entry]) -> HashMap<(&str, NaiveDate), Vec<usize>> {
    let mut by_day: HashMap<(&str, NaiveDate), Vec<usize>> = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        by_day.entry((entry.task.value.as_str(), entry.day.value)).or_default().push(at);
    }
    by_day
}

/// What a correction can mean.
struct Meant<'a> {
    entries: &'a [Entry],
    ids: HashMap<String, usize>,
    by_day: HashMap<(&'a str, NaiveDate), Vec<usize>>,
}

impl Meant<'_> {
    /// The entry of a name, or of a day: then the same task's, other than the correction itself.
    fn find(&self, at: usize, name: &Placed<String>, suggestions: &mut Suggestions) -> Result<usize, Box<Diagnostic>> {
        if let Some(day) = value::day(&name.value) {
            return self.of_day(at, day, name);
        }
        match self.ids.get(&name.value.to_ascii_lowercase()) {
            Some(target) if *target == at => {
                Err(Box::new(nothing(name, "lần ghi này tự thay thế chính nó", "this entry replaces itself")))
            }
            Some(target) => Ok(*target),
            None => {
                let written = &name.value;
                let meant = suggestions.closest(written, self.ids.keys().map(String::as_str));
                let (mut vi, mut en) =
                    (format!("không có lần ghi nào tên `{written}`"), format!("no entry is named `{written}`"));
                if let Some(meant) = meant {
                    vi += &format!("; ý bạn là `{meant}`?");
                    en += &format!("; did you mean `{meant}`?");
                }
                Err(Box::new(nothing(name, &vi, &en)))
            }
        }
    }

    fn of_day(&self, at: usize, day: NaiveDate, name: &Placed<String>) -> Result<usize, Box<Diagnostic>> {
        let task = self.entries.get(at).map(|entry| entry.task.value.as_str()).unwrap_or_default();
        let all = self.by_day.get(&(task, day)).map(Vec::as_slice).unwrap_or_default();
        let mut others = all.iter().copied().filter(|other| *other != at);
        let figures = text::day_in_figures(day);
        match (others.next(), others.next()) {
            (Some(target), None) => Ok(target),
            (None, _) => Err(Box::new(nothing(
                name,
                &format!("nhiệm vụ `{task}` không có lần ghi nào khác ngày {figures}"),
                &format!("task `{task}` has no other entry of {figures}"),
            ))),
            (Some(_), Some(_)) => Err(Box::new(
                Diagnostic::error(
                    "replaces-several",
                    format!("nhiệm vụ `{task}` có nhiều lần ghi ngày {figures}"),
                    format!("task `{task}` has several entries of {figures}"),
                )
                .at(&name.place)
                .hint(
                    "đặt `id` cho lần ghi cần thay thế rồi ghi tên ấy ở `replaces`",
                    "give the entry to replace an `id`, and name that in `replaces`",
                ),
            )),
        }
    }
}

fn nothing(name: &Placed<String>, vi: &str, en: &str) -> Diagnostic {
    Diagnostic::error("replaces-nothing", vi, en).at(&name.place).hint(
        "ghi `id` của lần ghi sai, hoặc ngày của lần ghi ấy nếu cùng nhiệm vụ: `2023-09-12`",
        "name the `id` of the wrong entry, or its day where the task is the same: `2023-09-12`",
    )
}

fn twice(name: &Placed<String>, first: Option<&Place>) -> Diagnostic {
    let (vi, en) = first.map_or_else(Default::default, |first| seen_from(first, &name.place));
    Diagnostic::error(
        "replaced-twice",
        format!("lần ghi này đã được thay thế ở {vi}"),
        format!("this entry is already replaced on {en}"),
    )
    .at(&name.place)
    .hint("thay thế chính lần ghi sửa ấy: ghi `id` của nó", "replace that correction: name its `id`")
}

/// Corrections that lead back to themselves leave nothing standing.
fn refuse_circles(wrong: &mut [Option<Placed<usize>>], found: &mut Diagnostics) {
    let mut seen: Vec<usize> = vec![0; wrong.len()];
    for start in 0..wrong.len() {
        let mut at = start;
        // Walks are numbered from 1; one that meets itself has gone round.
        while let Some(0) = seen.get(at).copied() {
            if let Some(mark) = seen.get_mut(at) {
                *mark = start + 1;
            }
            match wrong.get(at).and_then(Option::as_ref) {
                Some(next) => at = next.value,
                None => break,
            }
        }
        let round = seen.get(at) == Some(&(start + 1));
        if let Some(link) = wrong.get_mut(at).filter(|link| round && link.is_some()).and_then(Option::take) {
            found.push(
                Diagnostic::error(
                    "replaces-in-a-circle",
                    "các lần ghi thay thế lẫn nhau, không lần nào còn giá trị",
                    "these entries replace each other, and none of them stands",
                )
                .at(&link.place)
                .hint("bỏ `replaces` ở lần ghi đúng", "remove `replaces` from the one that is right"),
            );
        }
    }
}
