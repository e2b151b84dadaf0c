//! Where the bytes of a change go in.

use super::draft::{Lists, entry_lines, flow_entry, item_lines};
use super::scalar::{self, Within};
use super::{Change, Draft, Step};
use crate::base::{Source, Span};
use crate::input::tree::{Entry, Node, Style, Value};

/// Bytes in the place of others.
pub(super) type Splice = (Span, String);

/// The text with splices made; they are in order and do not overlap.
pub(super) fn apply(text: &str, splices: &[Splice]) -> String {
    let mut edited = String::with_capacity(text.len() + splices.iter().map(|(_, new)| new.len()).sum::<usize>());
    let mut at = 0;
    for (span, new) in splices {
        edited += text.get(at..span.start).unwrap_or_default();
        edited += new;
        at = span.end;
    }
    edited + text.get(at..).unwrap_or_default()
}

/// Ways to make a change, the one that reads best first; each is still to be read again.
pub(super) fn candidates(source: &Source, root: Option<&Node>, path: &[Step<'_>], change: &Change) -> Vec<Vec<Splice>> {
    let file = File { text: &source.text };
    let mut spot = Spot { node: root, key: None, flow: false };
    for (at, step) in path.iter().enumerate() {
        let Some(node) = spot.node.filter(|node| !node.is_blank()) else {
            return file.make(&spot, path.get(at..).unwrap_or_default(), change);
        };
        let flow = spot.flow || file.is_flow(node);
        spot = match (&node.value, step) {
            (Value::Map(entries), Step::Key(key)) => match entries.iter().find(|entry| entry.key == *key) {
                Some(entry) => Spot { node: Some(&entry.value), key: Some(entry), flow },
                None => {
                    let Some((key, value)) = missing(path.get(at..).unwrap_or_default(), change) else {
                        return Vec::new();
                    };
                    return file.add_key(node, entries, key, &value, flow);
                }
            },
            (Value::Seq(nodes), Step::Item(at)) => match nodes.get(*at) {
                Some(node) => Spot { node: Some(node), key: None, flow },
                None => return Vec::new(),
            },
            (Value::Scalar(_) | Value::Seq(_) | Value::Map(_), Step::Key(_) | Step::Item(_)) => return Vec::new(),
        };
    }
    match (spot.node, change) {
        (Some(node), Change::Append(items)) if !node.is_blank() => file.append(node, items, &spot),
        (Some(node), Change::Set(draft)) if !node.is_blank() => file.replace(node, draft, spot.flow),
        (Some(_) | None, Change::Append(_) | Change::Set(_)) => file.make(&spot, &[], change),
    }
}

/// Where a path has led to.
struct Spot<'a> {
    /// The value there; none for a file that says nothing.
    node: Option<&'a Node>,
    /// The key it stands at.
    key: Option<&'a Entry>,
    /// Whether it stands within brackets.
    flow: bool,
}

/// The keys of a path that do not exist yet, made into one key with its value.
fn missing<'a>(path: &[Step<'a>], change: &Change) -> Option<(&'a str, Draft)> {
    let (Step::Key(first), rest) = path.split_first()? else { return None };
    let value = match (rest, change) {
        ([], Change::Append(items)) => Draft::List(items.clone()),
        ([], Change::Set(draft)) => draft.clone(),
        (rest, _) => {
            let (key, value) = missing(rest, change)?;
            Draft::Map(vec![(key.to_owned(), value)])
        }
    };
    Some((first, value))
}

/// The file's text as lines and columns.
struct File<'a> {
    text: &'a str,
}

impl File<'_> {
    fn from(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    fn is_flow(&self, node: &Node) -> bool {
        self.from(node.span.start).starts_with(['[', '{'])
    }

    fn line_start(&self, at: usize) -> usize {
        self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
    }

    /// The end of a line, before its ending.
    fn line_end(&self, at: usize) -> usize {
        let line = self.from(at).split('\n').next().unwrap_or_default();
        at + line.trim_end_matches('\r').len()
    }

    /// The start of the next line.
    fn next_line(&self, at: usize) -> Option<usize> {
        self.from(at).find('\n').map(|newline| at + newline + 1)
    }

    /// Columns from 0, in characters; a byte order mark has none.
    fn column(&self, at: usize) -> usize {
        let line = self.text.get(self.line_start(at)..at).unwrap_or_default();
        line.trim_start_matches('\u{FEFF}').chars().count()
    }

    /// What ends the file's lines.
    fn newline(&self) -> &'static str {
        match self.text.find('\n') {
            Some(at) if self.text.get(..at).is_some_and(|before| before.ends_with('\r')) => "\r\n",
            Some(_) | None => "\n",
        }
    }

    /// Where the last byte of a value is written; none where nothing is.
    fn end_of(&self, node: &Node) -> Option<usize> {
        if self.is_flow(node) {
            return Some(node.span.end);
        }
        match &node.value {
            Value::Scalar(_) => (node.span.start < node.span.end).then_some(node.span.end),
            // An item that says nothing stands, to the parser, behind its dash.
            Value::Seq(nodes) => nodes.last().map(|node| self.end_of(node).unwrap_or(node.span.start)),
            Value::Map(entries) => entries.last().map(|entry| self.end_of_entry(entry)),
        }
    }

    /// An alias is a value that stands elsewhere: then the key is the last that is known.
    fn end_of_entry(&self, entry: &Entry) -> usize {
        let end = self.end_of(&entry.value).unwrap_or_default();
        if end > entry.key_span.end { end } else { entry.key_span.end }
    }

    /// Gives a key that says nothing its value, or an empty file its first key.
    fn make(&self, spot: &Spot<'_>, rest: &[Step<'_>], change: &Change) -> Vec<Vec<Splice>> {
        let value = if rest.is_empty() {
            match change {
                Change::Append(items) => Draft::List(items.clone()),
                Change::Set(draft) => draft.clone(),
            }
        } else {
            let Some((key, value)) = missing(rest, change) else { return Vec::new() };
            match spot.key {
                Some(_) => Draft::Map(vec![(key.to_owned(), value)]),
                None => {
                    let mut lines = Vec::new();
                    entry_lines(key, &value, 0, Lists::Block, &mut lines);
                    return vec![self.at_end(&lines)];
                }
            }
        };
        match spot.key {
            Some(entry) => self.give(entry, &value, spot.flow),
            None => Vec::new(),
        }
    }

    /// The value of a key that has none, or an empty list.
    fn give(&self, entry: &Entry, value: &Draft, flow: bool) -> Vec<Vec<Splice>> {
        let rest = self.from(entry.key_span.end);
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if !rest.trim_start_matches([' ', '\t']).starts_with(':') {
            return Vec::new();
        }
        let colon = entry.key_span.end + blanks + 1;
        // `~`, `null` and `[]` give way, with the blank before them.
        let span = entry.value.span;
        let written = span.start >= colon && self.text.get(span.start..span.end).is_some_and(|old| !old.is_empty());
        let inline = match value {
            Draft::Text(_) | Draft::Word(_) => true,
            Draft::List(_) | Draft::Map(_) => flow,
        };
        if inline {
            let within = if flow { Within::Brackets } else { Within::Line };
            let new = match value {
                Draft::Text(text) => scalar::written(text, within),
                Draft::Word(_) | Draft::List(_) | Draft::Map(_) => value.flow(),
            };
            return vec![vec![if written { (span, new) } else { (Span::new(colon, colon), format!(" {new}")) }]];
        }
        let mut lines = Vec::new();
        let column = self.column(entry.key_span.start);
        entry_lines("", value, column, Lists::Block, &mut lines);
        lines.remove(0);
        let removed = written.then(|| {
            let before = self.text.get(colon..span.start).unwrap_or_default();
            let blank = before.len() - before.trim_end_matches(' ').len();
            (Span::new(span.start - blank.min(1), span.end), String::new())
        });
        let end = if written { span.end } else { colon };
        let places = self.places_after(end, column);
        places
            .into_iter()
            .map(|place| removed.clone().into_iter().chain([self.after(place, &lines)]).collect())
            .collect()
    }

    /// A scalar in the place of another, in its kind of quotes.
    fn replace(&self, node: &Node, draft: &Draft, flow: bool) -> Vec<Vec<Splice>> {
        let within = if flow { Within::Brackets } else { Within::Line };
        match (&node.value, draft) {
            (Value::Scalar(old), Draft::Text(_) | Draft::Word(_)) => {
                let start = match old.style {
                    Style::Plain | Style::Quoted => node.span.start,
                    // The mark of a block stands before its bytes, on the line of the key.
                    Style::Block => {
                        self.text.get(..node.span.start).and_then(|before| before.rfind(['|', '>'])).unwrap_or(0)
                    }
                };
                let span = Span::new(start, node.span.end);
                let old = self.text.get(start..span.end).unwrap_or_default();
                let new = match draft {
                    Draft::Text(text) => scalar::written_like(text, old, within),
                    Draft::Word(_) | Draft::List(_) | Draft::Map(_) => draft.flow(),
                };
                vec![vec![(span, new)]]
            }
            (Value::Scalar(_) | Value::Seq(_) | Value::Map(_), _) => Vec::new(),
        }
    }

    /// Items at the end of a list.
    fn append(&self, list: &Node, items: &[Draft], spot: &Spot<'_>) -> Vec<Vec<Splice>> {
        let Value::Seq(nodes) = &list.value else { return Vec::new() };
        if self.is_flow(list) {
            let flow: Vec<String> = items.iter().map(Draft::flow).collect();
            let mut ways = Vec::new();
            if let (true, false, Some(entry), "[]") = (
                nodes.is_empty(),
                spot.flow,
                spot.key,
                self.text.get(list.span.start..list.span.end).unwrap_or_default(),
            ) {
                ways = self.give(entry, &Draft::List(items.to_vec()), false);
            }
            let last = nodes.last().map(|node| (node.span.start, node.span.end));
            ways.extend(self.in_brackets(list, last, &flow));
            return ways;
        }
        let column = self.column(list.span.start);
        let end = self.end_of(list).unwrap_or(list.span.start);
        // Items that stand apart go on standing apart, where a blank line belongs to nobody's text.
        let gaps = if self.stand_apart(nodes) { &[true, false][..] } else { &[false] };
        let ways = gaps.iter().flat_map(|gap| {
            let mut lines = Vec::new();
            for item in items {
                lines.extend(gap.then(String::new));
                item_lines(item, column, &mut lines);
            }
            self.in_lines(end, column, &lines)
        });
        ways.collect()
    }

    /// Whether a blank line stands before the last item.
    fn stand_apart(&self, nodes: &[Node]) -> bool {
        let [.., before, last] = nodes else { return false };
        let Some(end) = self.end_of(before).filter(|end| *end <= last.span.start) else { return false };
        let between = self.text.get(end..last.span.start).unwrap_or_default();
        let lines = between.split('\n').skip(1);
        lines.clone().zip(lines.skip(1)).any(|(line, _)| line.trim().is_empty())
    }

    /// A key at the end of a map.
    fn add_key(&self, map: &Node, entries: &[Entry], key: &str, value: &Draft, flow: bool) -> Vec<Vec<Splice>> {
        if flow {
            let last = entries.last().map(|entry| (entry.key_span.start, self.end_of_entry(entry)));
            return self.in_brackets(map, last, &[flow_entry(key, value)]).into_iter().collect();
        }
        let Some(first) = entries.first() else { return Vec::new() };
        let column = self.column(first.key_span.start);
        let mut lines = Vec::new();
        entry_lines(key, value, column, Lists::Block, &mut lines);
        let end = self.end_of(map).unwrap_or(map.span.end);
        self.in_lines(end, column, &lines)
    }

    /// Parts of a bracketed collection after its last part, in its own way of breaking lines and setting commas.
    fn in_brackets(&self, node: &Node, last: Option<(usize, usize)>, parts: &[String]) -> Option<Vec<Splice>> {
        let close = node.span.end.checked_sub(1).filter(|at| self.from(*at).starts_with([']', '}']))?;
        let insert = |at: usize, new: String| (Span::new(at, at), new);
        let Some((start, end)) = last else {
            let at = node.span.start + 1;
            return Some(vec![insert(at, parts.join(", "))]);
        };
        let comma = self.comma(end, close)?;
        let own_line =
            self.line_start(start) > node.span.start && self.text.get(self.line_start(start)..start)?.trim().is_empty();
        if !own_line {
            return Some(vec![match comma {
                Some(comma) => insert(comma + 1, format!(" {}", parts.join(", "))),
                None => insert(end, format!(", {}", parts.join(", "))),
            }]);
        }
        let line = format!("{}{:column$}", self.newline(), "", column = self.column(start));
        let after = |at: usize| Some(self.line_end(at)).filter(|line_end| *line_end <= close).unwrap_or(at);
        Some(match comma {
            Some(comma) => {
                vec![insert(after(comma + 1), parts.iter().map(|part| format!("{line}{part},")).collect())]
            }
            None => {
                let lines = line.clone() + &parts.join(&format!(",{line}"));
                vec![insert(end, ",".to_owned()), insert(after(end), lines)]
            }
        })
    }

    /// The comma between a last part and its bracket, if there is one; none at all where something else stands there.
    fn comma(&self, end: usize, close: usize) -> Option<Option<usize>> {
        let mut comma = None;
        let mut at = end;
        while at < close {
            let c = self.from(at).chars().next()?;
            match c {
                ',' if comma.is_none() => comma = Some(at),
                '#' => at = self.line_end(at).max(at + 1) - 1,
                // After a key without a value.
                ':' if comma.is_none() => {}
                c if c.is_whitespace() => {}
                _ => return None,
            }
            at += c.len_utf8();
        }
        Some(comma)
    }

    /// Lines after a byte, at several places.
    fn in_lines(&self, end: usize, column: usize, lines: &[String]) -> Vec<Vec<Splice>> {
        let mut ways: Vec<Vec<Splice>> =
            self.places_after(end, column).into_iter().map(|place| vec![self.after(place, lines)]).collect();
        ways.push(self.at_end(lines));
        ways
    }

    /// Ends of lines: after the comments that belong to what stands at a byte, right after its line, and after blank lines
    /// that may belong to it too.
    fn places_after(&self, end: usize, column: usize) -> Vec<usize> {
        let first = self.line_end(end);
        let (mut after_comments, mut after_blanks) = (first, first);
        let mut at = first;
        while let Some(next) = self.next_line(at) {
            let line_end = self.line_end(next);
            let line = self.text.get(next..line_end).unwrap_or_default();
            let indent = line.len() - line.trim_start_matches(' ').len();
            if line.trim_start().starts_with('#') && indent > column && after_blanks == after_comments {
                (after_comments, after_blanks) = (line_end, line_end);
            } else if line.trim().is_empty() && next < self.text.len() {
                after_blanks = line_end;
            } else {
                break;
            }
            at = line_end;
        }
        let mut places = vec![after_comments];
        places.extend([first, after_blanks].into_iter().filter(|place| *place != after_comments));
        places
    }

    fn after(&self, place: usize, lines: &[String]) -> Splice {
        let newline = self.newline();
        (Span::new(place, place), lines.iter().map(|line| format!("{newline}{line}")).collect())
    }

    /// Lines at the end of the file; one that ended without a line ending still does.
    fn at_end(&self, lines: &[String]) -> Vec<Splice> {
        let end = self.text.len();
        let newline = self.newline();
        let lines = lines.join(newline);
        let bare = self.text.is_empty() || self.text == "\u{FEFF}";
        let new = if bare || self.text.ends_with('\n') { lines + newline } else { newline.to_owned() + &lines };
        vec![(Span::new(end, end), new)]
    }
}
