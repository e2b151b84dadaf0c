//! Setting one paragraph: words into runs, runs into lines.

use super::lines::{break_lines, text_width};
use super::{Flow, Para, ParaId, ParaStyle, Revision, Rule, RuleSides, Run, RunKind, StyleSheet, Tag};
use crate::base::{Twip, text};
use crate::document::{Blank, Inline};
use crate::font::Faces;
use crate::rules::{Align, RULE_SHARE, Role, rule};

/// Weight of drawn rules and frames: 0.75 pt. The decree gives none.
const RULE_EIGHTHS: u16 = 6;
/// A no-break space: blanks are made of it, so that they are never broken nor squeezed.
const NO_BREAK_SPACE: char = '\u{A0}';

/// Words of one paragraph with their faces.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    text: String,
    runs: Vec<Run>,
    /// Whether a blank was added last.
    after_blank: bool,
}

impl Words {
    /// Words in the face of a role.
    pub(super) fn plain(role: Role, words: &str) -> Self {
        let mut set = Self::default();
        set.push(role, words);
        set
    }

    /// Inlines in the face of a role, emphasis added.
    pub(super) fn inlines(role: Role, inlines: &[Inline]) -> Self {
        let mut set = Self::default();
        set.push_inlines(role, inlines);
        set
    }

    /// Adds words in the role's face.
    pub(super) fn push(&mut self, role: Role, words: &str) {
        let component = rule(role);
        self.add(role, words, component.bold, component.italic, RunKind::Text);
    }

    /// Adds inlines.
    pub(super) fn push_inlines(&mut self, role: Role, inlines: &[Inline]) {
        let component = rule(role);
        self.walk(role, inlines, component.bold, component.italic, RunKind::Text);
    }

    /// Adds a blank to write in.
    pub(super) fn push_blank(&mut self, role: Role, blank: Blank) {
        let component = rule(role);
        self.add_blank(role, blank, component.bold, component.italic, RunKind::Text);
    }

    /// Adds the page's number: a digit holds its place.
    pub(super) fn push_page_number(&mut self, role: Role) {
        let component = rule(role);
        self.add(role, "0", component.bold, component.italic, RunKind::PageNumber);
    }

    /// How many bytes of text there are so far.
    pub(super) fn len(&self) -> u32 {
        self.text.len() as u32
    }

    /// `kind` is that of words: plain, or all come or gone.
    fn walk(&mut self, role: Role, inlines: &[Inline], bold: bool, italic: bool, kind: RunKind) {
        for inline in inlines {
            match inline {
                Inline::Text(words) => self.add(role, words, bold, italic, kind),
                Inline::Strong(inner) => self.walk(role, inner, true, italic, kind),
                Inline::Emphasis(inner) => self.walk(role, inner, bold, true, kind),
                Inline::Break => self.add(role, "\n", bold, italic, kind),
                Inline::Blank(blank) => self.add_blank(role, *blank, bold, italic, kind),
                Inline::Inserted(inner) => {
                    self.walk(role, inner, bold, italic, RunKind::Revised(Revision::Inserted));
                }
                Inline::Deleted(inner) => self.walk(role, inner, bold, italic, RunKind::Revised(Revision::Deleted)),
            }
        }
    }

    /// A blank stays with the words on both its sides: no line ends or begins with one, where it would be lost to the eye
    /// and programs disagree whether it counts.
    fn add_blank(&mut self, role: Role, blank: Blank, bold: bool, italic: bool, kind: RunKind) {
        if self.text.ends_with(' ')
            && let Some(last) = self.runs.last_mut()
        {
            self.text.pop();
            self.text.push(NO_BREAK_SPACE);
            last.end = self.text.len() as u32;
        }
        // Wide enough to write in by hand: some 16 mm for a number, 11 mm for a day.
        let spaces = match blank {
            Blank::Number => 14,
            Blank::Day | Blank::Month => 9,
            Blank::Year => 12,
        };
        let words: String = std::iter::repeat_n(NO_BREAK_SPACE, spaces).collect();
        // One that has come or gone is not for writing in.
        let kind = if kind.revision().is_some() { kind } else { RunKind::Blank(blank) };
        self.add(role, &words, bold, italic, kind);
        self.after_blank = true;
    }

    fn add(&mut self, role: Role, words: &str, bold: bool, italic: bool, kind: RunKind) {
        if words.is_empty() {
            return;
        }
        let after_blank = std::mem::take(&mut self.after_blank);
        let tied = words.strip_prefix(' ').filter(|_| after_blank).map(|words| format!("{NO_BREAK_SPACE}{words}"));
        let words = tied.as_deref().unwrap_or(words);
        if rule(role).capitals {
            self.text.push_str(&text::upper(words));
        } else {
            self.text.push_str(words);
        }
        let end = self.text.len() as u32;
        match self.runs.last_mut() {
            Some(last) if joins(kind) && (last.kind, last.bold, last.italic) == (kind, bold, italic) => {
                last.end = end;
            }
            Some(_) | None => self.runs.push(Run { end, bold, italic, kind }),
        }
    }
}

/// Whether words of this kind go on in one run; every blank and page number is a run of its own.
fn joins(kind: RunKind) -> bool {
    match kind {
        RunKind::Text | RunKind::Revised(_) => true,
        RunKind::Blank(_) | RunKind::PageNumber => false,
    }
}

/// Sets paragraphs one after the other and numbers them.
pub(super) struct Setter<'a> {
    /// The faces that settle every width.
    pub(super) faces: &'a Faces,
    /// The roles' styles.
    pub(super) styles: StyleSheet,
    next: u32,
}

impl<'a> Setter<'a> {
    pub(super) fn new(faces: &'a Faces, styles: StyleSheet) -> Self {
        Self { faces, styles, next: 0 }
    }

    /// How many paragraphs were set.
    pub(super) fn count(&self) -> u32 {
        self.next
    }

    /// Sets words in a role's style in a column so wide.
    pub(super) fn para(&mut self, role: Role, words: Words, column: Twip) -> Para {
        let style = *self.styles.of(role);
        self.para_with(role, style, words, column)
    }

    /// Sets words in a style of the paragraph's own.
    pub(super) fn para_with(&mut self, role: Role, style: ParaStyle, words: Words, column: Twip) -> Para {
        let id = ParaId(self.next);
        self.next += 1;
        let lines = break_lines(&words.text, &words.runs, &style, column, self.faces);
        let measure = column - style.left - style.right;
        Para {
            id,
            role,
            style,
            text: words.text,
            runs: words.runs,
            rule: None,
            measure,
            lines,
            tag: Tag::Paragraph,
            outline: None,
            fields: Vec::new(),
            pictures: Vec::new(),
            drawing: None,
        }
    }

    /// Sets centred words so that their lines are about equally long, as a typist breaks a title: the narrowest measure
    /// that needs no further line.
    pub(super) fn balanced(&mut self, role: Role, words: Words, column: Twip) -> Para {
        let mut style = *self.styles.of(role);
        let lines_at = |style: &ParaStyle| break_lines(&words.text, &words.runs, style, column, self.faces).len();
        let fewest = lines_at(&style);
        if fewest > 1 {
            let (mut fits, mut fails) = (0, column.0 / 4);
            while fails - fits > 20 {
                let inset = (fits + fails) / 2;
                let narrower = ParaStyle { left: Twip(inset), right: Twip(inset), ..style };
                if lines_at(&narrower) == fewest { fits = inset } else { fails = inset }
            }
            (style.left, style.right) = (Twip(fits), Twip(fits));
        }
        self.para_with(role, style, words, column)
    }

    /// A drawn rule so long, centred in its column, with so much room above it.
    pub(super) fn rule(&mut self, length: Twip, room_above: Twip, after: Twip, column: Twip) -> Para {
        let left = Twip((column.0 - length.0) / 2);
        let style =
            ParaStyle { line: room_above, after, left, right: column - length - left, ..*self.styles.of(Role::Line) };
        let mut para = self.para_with(Role::Line, style, Words::default(), column);
        para.rule = Some(Rule { eighths: RULE_EIGHTHS, sides: RuleSides::Below });
        para.tag = Tag::Artifact;
        para
    }

    /// The least paragraph: the format asks for one after a table that ends a section or stands before another.
    pub(super) fn least(&mut self, column: Twip) -> Para {
        let mut para = self.para(Role::Line, Words::default(), column);
        para.tag = Tag::Artifact;
        para
    }

    /// A word in a frame so wide that starts at `left`; so high that its line and `space_points` above and below make it.
    pub(super) fn framed(&mut self, role: Role, words: &str, width: Twip, left: Twip, column: Twip) -> Para {
        let style = ParaStyle { left, right: column - width - left, align: Align::Centre, ..*self.styles.of(role) };
        let mut para = self.para_with(role, style, Words::plain(role, words), column);
        para.rule = Some(Rule { eighths: RULE_EIGHTHS, sides: RuleSides::Frame { space_points: 3 } });
        para
    }

    /// Width of words in a role's type.
    pub(super) fn width(&self, role: Role, words: &str) -> Twip {
        let style = self.styles.of(role);
        let component = rule(role);
        let printed = if component.capitals { text::upper(words) } else { words.to_owned() };
        text_width(&printed, component.bold, component.italic, style.half_points, self.faces)
    }
}

/// Length of the short rule under lines of text: a third to a half of them (Mục II.2.b, II.5.b), of every line as far as
/// their lengths allow it.
pub(super) fn short_rule(lines: &[Twip]) -> Twip {
    let widest = lines.iter().copied().max().unwrap_or_default();
    let last = lines.last().copied().unwrap_or_default();
    let third_of_widest = Twip(widest.0 / 3 + 1);
    Twip(last.0 * RULE_SHARE / 100).max(third_of_widest).min(Twip(last.0 / 2))
}

/// The widths of a paragraph's lines.
pub(super) fn line_widths(para: &Para) -> Vec<Twip> {
    para.lines.iter().map(|line| line.width).collect()
}

/// Ties a paragraph to what follows.
pub(super) fn keep_with_next(mut para: Para) -> Para {
    para.style.keep_next = true;
    para
}

/// Paragraphs as flow.
pub(super) fn flows(paras: impl IntoIterator<Item = Para>) -> impl Iterator<Item = Flow> {
    paras.into_iter().map(Flow::Para)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::date_line;

    #[test]
    fn no_line_ends_or_begins_with_a_blank() {
        let mut inlines = date_line(None);
        inlines.push(Inline::Text(" của Ủy ban".to_owned()));
        let words = Words::inlines(Role::PlaceDate, &inlines);
        let between: Vec<&str> = words.text.split(' ').collect();
        assert_eq!(between.len(), 3, "only the office's own spaces are left: {between:?}");
        let mut start = 0;
        for run in &words.runs {
            let told = &words.text[start as usize..run.end as usize];
            let blank = matches!(run.kind, RunKind::Blank(_));
            assert_eq!(blank, told.chars().all(|c| c == NO_BREAK_SPACE), "{told:?}");
            start = run.end;
        }
    }
}
