//! Two states of the annex in one table: what is gone struck out, what has come underlined, as revisions that Word and
//! LibreOffice can accept or reject. Accepted, it is the new annex; rejected, the old one.

use std::collections::HashMap;

use super::annex::{AnnexOf, columns, head, reference_of};
use super::cells::{cell, offices};
use super::frame::lines as words;
use super::rows::{self, Heading, Line};
use crate::document::{self, Block, Cell, CellAlign, Inline, Row, RowKind, Stamp, Table};
use crate::plan::{Annex, ColumnKey, Plan};

/// A state of the annex.
#[derive(Clone, Copy, Debug)]
pub struct State<'a> {
    /// The plan of that day.
    pub plan: &'a Plan,
    /// What its annex goes with.
    pub of: AnnexOf<'a>,
}

/// The annex of the new state with its changes since the old one; none where nothing differs. `timeline` holds the rows of
/// both in the order in which they stand.
pub(super) fn annex(old: &State<'_>, new: &State<'_>, timeline: &Annex, stamps: Vec<Stamp>) -> Option<document::Annex> {
    let (Some(before), Some(after)) = (&old.plan.annex, &new.plan.annex) else { return None };
    let all = |_: &_| true;
    let (before, lines_after) = (rows::lines(before, &all), rows::lines(after, &all));
    let union = union(&rows::lines(timeline, &all), &before, &lines_after);
    let table = table(old.plan, new.plan, after, &union);
    let changed = |row: &Row| row.cells.iter().flat_map(|cell| &cell.text).any(is_revision);
    table.rows.iter().any(changed).then(|| document::Annex {
        label: after.label.as_ref().map(|label| label.value.clone()),
        title: words(&after.title.value),
        reference: replaced(&reference_of(&old.of, after), &reference_of(&new.of, after)),
        orientation: after.orientation,
        stamps,
        body: vec![Block::Table(table)],
    })
}

/// A row of either state or of both.
struct Pair<'a> {
    old: Option<&'a Line<'a>>,
    new: Option<&'a Line<'a>>,
    /// The headings of its field and its group in both states.
    field: Titles<'a>,
    group: Option<Titles<'a>>,
    /// Its field and its group in the order of all rows, to tell them apart.
    list: (String, Option<String>),
}

/// A heading in both states.
#[derive(Clone)]
struct Titles<'a> {
    old: Option<Heading<'a>>,
    new: Option<Heading<'a>>,
}

fn union<'a>(all: &[Line<'a>], old: &'a [Line<'a>], new: &'a [Line<'a>]) -> Vec<Pair<'a>> {
    let by_id = |lines: &'a [Line<'a>]| -> HashMap<&'a str, &'a Line<'a>> {
        lines.iter().map(|line| (line.task.id.value.as_str(), line)).collect()
    };
    let (old, new) = (by_id(old), by_id(new));
    let at = |line: &Line<'_>| (line.field.number.clone(), line.group.as_ref().map(|group| group.number.clone()));
    let mut fields: HashMap<String, Titles<'a>> = HashMap::new();
    let mut groups: HashMap<(String, Option<String>), Titles<'a>> = HashMap::new();
    let none = || Titles { old: None, new: None };
    for line in all {
        let id = line.task.id.value.as_str();
        let (was, is) = (old.get(id).copied(), new.get(id).copied());
        let field = fields.entry(line.field.number.clone()).or_insert_with(none);
        field.old = field.old.take().or_else(|| was.map(|was| was.field.clone()));
        field.new = field.new.take().or_else(|| is.map(|is| is.field.clone()));
        let group = groups.entry(at(line)).or_insert_with(none);
        group.old = group.old.take().or_else(|| was.and_then(|was| was.group.clone()));
        group.new = group.new.take().or_else(|| is.and_then(|is| is.group.clone()));
    }
    let pair = |line: &Line<'a>| {
        let id = line.task.id.value.as_str();
        let (was, is) = (old.get(id).copied(), new.get(id).copied());
        if was.is_none() && is.is_none() {
            return None;
        }
        let list = at(line);
        let field = fields.get(&list.0).cloned()?;
        let group = list.1.as_ref().and_then(|_| groups.get(&list).cloned());
        Some(Pair { old: was, new: is, field, group, list })
    };
    all.iter().filter_map(pair).collect()
}

fn table(old: &Plan, new: &Plan, annex: &Annex, pairs: &[Pair<'_>]) -> Table {
    let mut rows = Vec::with_capacity(pairs.len());
    let mut covered = 0_usize;
    for (at, pair) in pairs.iter().enumerate() {
        let above = at.checked_sub(1).and_then(|above| pairs.get(above));
        if above.is_none_or(|above| above.list.0 != pair.list.0) {
            rows.push(title_row(RowKind::Field, &pair.field));
        }
        if let Some(group) = &pair.group
            && above.is_none_or(|above| above.list != pair.list)
        {
            rows.push(title_row(RowKind::Group, group));
        }
        let merged = if covered > 0 { None } else { Some(sharing(pairs, at)) };
        covered = merged.unwrap_or(covered) - 1;
        rows.push(task_row(old, new, pair, merged));
    }
    let summary = "Bảng phân công nhiệm vụ có đánh dấu thay đổi: phần bỏ gạch ngang, phần thêm gạch chân.".to_owned();
    Table { columns: columns(annex), head: head(annex), rows, summary }
}

/// How many rows from this one on have its target's cell in both states: a cell that is merged in one and not in the other
/// is merged in neither, since a revision cannot say so.
fn sharing(pairs: &[Pair<'_>], at: usize) -> usize {
    let mut reached = (false, false);
    let mut count = 0;
    for pair in &pairs[at..] {
        if count > 0 {
            let joins = |line: Option<&Line<'_>>, reached: bool| line.is_none_or(|line| line.shares && reached);
            if pair.list != pairs[at].list || !joins(pair.old, reached.0) || !joins(pair.new, reached.1) {
                break;
            }
        }
        reached = (reached.0 || pair.old.is_some(), reached.1 || pair.new.is_some());
        count += 1;
    }
    count
}

fn title_row(kind: RowKind, titles: &Titles<'_>) -> Row {
    let text = |pick: fn(&Heading<'_>) -> String| {
        let of = |heading: &Option<Heading<'_>>| heading.as_ref().map(pick).unwrap_or_default();
        changed(&of(&titles.old), &of(&titles.new))
    };
    let number = Cell { text: text(|heading| heading.number.clone()), ..cell("", CellAlign::Centre) };
    let title = Cell {
        text: text(|heading| heading.title.to_owned()),
        columns: ColumnKey::ALL.len() - 1,
        ..cell("", CellAlign::Left)
    };
    Row { kind, cells: vec![number, title] }
}

fn task_row(old: &Plan, new: &Plan, pair: &Pair<'_>, merged: Option<usize>) -> Row {
    let text = |pick: &dyn Fn(&Plan, &Line<'_>) -> String| {
        let of = |plan: &Plan, line: Option<&Line<'_>>| line.map(|line| pick(plan, line)).unwrap_or_default();
        changed(&of(old, pair.old), &of(new, pair.new))
    };
    let put = |text: Vec<Inline>, align| Cell { text, ..cell("", align) };
    let mut cells = vec![
        put(text(&|_, line| line.number.clone()), CellAlign::Centre),
        put(text(&|_, line| line.task.name.value.clone()), CellAlign::Left),
    ];
    if let Some(rows) = merged {
        // A row whose cell is another's in one state has nothing of its own to show there.
        let own = |_: &Plan, line: &Line<'_>| if line.shares { String::new() } else { line.target.to_owned() };
        cells.push(Cell { rows, ..put(text(&own), CellAlign::Left) });
    }
    cells.push(put(text(&|_, line| line.task.deadline.printed()), CellAlign::Centre));
    cells.push(put(text(&|plan, line| offices(plan, &line.task.lead)), CellAlign::Centre));
    cells.push(put(text(&|plan, line| offices(plan, &line.task.support)), CellAlign::Centre));
    Row { kind: RowKind::Item, cells }
}

/// The words as they are where they did not change; else the old ones struck out, and the new ones.
fn changed(old: &str, new: &str) -> Vec<Inline> {
    if old == new { words(new) } else { replaced(&words(old), &words(new)) }
}

fn replaced(old: &[Inline], new: &[Inline]) -> Vec<Inline> {
    if old == new {
        return new.to_vec();
    }
    // What both begin with stays.
    let same = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (kept, old) = old.split_at(same);
    let (mut inlines, mut old, mut new) = (kept.to_vec(), old.to_vec(), new[same..].to_vec());
    // A space stays with the blank beside it, as none between words does: it differs with what follows.
    let before_blank = [&old, &new].iter().any(|inlines| matches!(inlines.first(), Some(Inline::Blank(_))));
    if let Some(Inline::Text(words)) = inlines.last_mut()
        && before_blank
        && words.ends_with(' ')
    {
        words.pop();
        for inlines in [&mut old, &mut new] {
            inlines.insert(0, Inline::Text(" ".to_owned()));
        }
    }
    if !old.is_empty() {
        inlines.push(Inline::Deleted(old));
    }
    if !new.is_empty() {
        inlines.push(Inline::Inserted(new));
    }
    inlines
}

fn is_revision(inline: &Inline) -> bool {
    match inline {
        Inline::Inserted(_) | Inline::Deleted(_) => true,
        Inline::Text(_) | Inline::Strong(_) | Inline::Emphasis(_) | Inline::Break | Inline::Blank(_) => false,
    }
}
