//! Single values held against their shapes: words, numbers, days, lengths.

use super::super::keys::BODY_CLAUSE;
use super::super::shape::{Bounds, Shape};
use super::super::tree::{Node, Scalar, Style};
use super::super::value;
use super::{Checker, wording};
use crate::base::{Diagnostic, Length, PartialDate, Span};
use crate::plan::{CutOff, Decimal, ReportPeriod};

impl Checker<'_> {
    pub fn scalar(&mut self, node: &Node, scalar: &Scalar, shape: &'static Shape) {
        let written = scalar.text.trim();
        if written.is_empty() {
            let diagnostic = Diagnostic::error("empty-value", "giá trị này trống", "this value is empty");
            let hint = (
                "viết giá trị vào đây, hoặc bỏ cả khóa nếu không bắt buộc",
                "write the value, or remove the key if it is not required",
            );
            return self.push(node.span, diagnostic.hint(hint.0, hint.1));
        }
        match shape {
            Shape::Text | Shape::Markdown | Shape::Reference | Shape::Task | Shape::Entry => {
                self.found.extend(self.texts.read(self.source, node, scalar));
            }
            Shape::Id => self.id(written, node.span),
            Shape::Word(words) => {
                if !words.iter().any(|word| word.name == written) {
                    let all = wording::listed_words(words);
                    let hint =
                        (format!("các từ dùng được: {}", all.vi), format!("the words that can stand here: {}", all.en));
                    self.push(node.span, wording::unknown_word(written, words).hint(hint.0, hint.1));
                }
            }
            Shape::Flag => {
                let wrong = scalar.style != Style::Plain || !matches!(written, "true" | "false");
                self.unread(wrong, node, written, shape);
            }
            Shape::True => self.unread(written != "true" || scalar.style != Style::Plain, node, written, shape),
            Shape::Whole(min, max, clause) => self.whole(node, written, (*min, *max), *clause, shape),
            Shape::Decimal => self.decimal(node, written, shape),
            Shape::Percent => self.percent(node, written, shape),
            Shape::Date => self.date(node, written, PartialDate::parse(written).is_some(), shape),
            Shape::Day => self.date(node, written, value::day(written).is_some(), shape),
            Shape::Period => self.date(node, written, value::period(written).is_some(), shape),
            Shape::ReportPeriod => self.unread(ReportPeriod::parse(written).is_none(), node, written, shape),
            Shape::CutOff => self.unread(CutOff::parse(written).is_none(), node, written, shape),
            Shape::Length(bounds) => self.length(node, written, *bounds, shape),
            Shape::LineSpacing => self.line_spacing(node, written, shape),
            Shape::List(_)
            | Shape::OneOrMore(_)
            | Shape::Map(_)
            | Shape::Named(_)
            | Shape::Table(_)
            | Shape::TextOr(_)
            | Shape::WordOr(..)
            | Shape::Either(..) => {}
        }
    }

    /// A finding where a value is not what its shape wants.
    fn unread(&mut self, wrong: bool, node: &Node, written: &str, shape: &Shape) {
        if wrong {
            let (wanted, hint) = (wording::wanted(shape), wording::how(shape));
            let diagnostic = Diagnostic::error(
                "bad-value",
                format!("`{written}` không phải là {}", wanted.vi),
                format!("`{written}` is not {}", wanted.en),
            );
            self.push(node.span, diagnostic.hint(hint.vi, hint.en));
        }
    }

    pub fn id(&mut self, written: &str, span: Span) {
        if let Some(diagnostic) = wording::bad_id(written) {
            self.push(span, diagnostic);
        }
    }

    fn whole(
        &mut self,
        node: &Node,
        written: &str,
        (min, max): (u32, u32),
        clause: Option<&'static str>,
        shape: &Shape,
    ) {
        match value::whole(written) {
            Some(number) if (min..=max).contains(&number) => {}
            Some(_) => {
                let diagnostic = Diagnostic::error(
                    "out-of-range",
                    format!("{written} nằm ngoài khoảng cho phép"),
                    format!("{written} is out of range"),
                );
                self.out_of_range(node, diagnostic, &format!("{min}"), &format!("{max}"), clause);
            }
            None => self.unread(true, node, written, shape),
        }
    }

    fn out_of_range(
        &mut self,
        node: &Node,
        diagnostic: Diagnostic,
        min: &str,
        max: &str,
        clause: Option<&'static str>,
    ) {
        let mut diagnostic =
            diagnostic.hint(format!("dùng số từ {min} đến {max}"), format!("use a number from {min} to {max}"));
        diagnostic.clause = clause;
        self.push(node.span, diagnostic);
    }

    fn decimal(&mut self, node: &Node, written: &str, shape: &Shape) {
        match Decimal::parse(written) {
            None => self.unread(true, node, written, shape),
            Some(number) if number.is_negative() => {
                let diagnostic = Diagnostic::error(
                    "out-of-range",
                    format!("{written} nhỏ hơn 0"),
                    format!("{written} is below nought"),
                );
                self.push(node.span, diagnostic.hint("viết số từ 0 trở lên", "write a number from 0 up"));
            }
            Some(number) => {
                if wording::reads_as_thousands(written) {
                    let plain = written.replace('.', "");
                    let diagnostic = Diagnostic::warning(
                        "ambiguous-number",
                        format!("`{written}` được đọc là {number}: dấu chấm ở đây là dấu thập phân"),
                        format!("`{written}` is read as {number}: the point is the decimal mark here"),
                    )
                    .hint(
                        format!("nếu muốn viết {plain}, hãy bỏ dấu chấm; nếu đúng là số lẻ, hãy viết dấu phẩy"),
                        format!("for {plain} leave the point out; for the fraction write a comma"),
                    );
                    self.push(node.span, diagnostic);
                }
            }
        }
    }

    /// A percent may be typed with its sign.
    fn percent(&mut self, node: &Node, written: &str, shape: &Shape) {
        match value::percent(written) {
            None => self.unread(true, node, written, shape),
            Some(number) if number.is_negative() || number > Decimal::whole(100) => {
                let diagnostic = Diagnostic::error(
                    "out-of-range",
                    format!("{written} nằm ngoài khoảng 0 đến 100"),
                    format!("{written} is not between 0 and 100"),
                );
                let hint = (
                    "`percent` là phần việc đã làm, từ 0 đến 100; kết quả vượt chỉ tiêu thì ghi ở `values`",
                    "`percent` is how much of the task is done, 0 to 100; a result beyond its target goes to `values`",
                );
                self.push(node.span, diagnostic.hint(hint.0, hint.1));
            }
            Some(_) => {}
        }
    }

    fn date(&mut self, node: &Node, written: &str, read: bool, shape: &Shape) {
        if !read {
            let (message, hint) = value::date_trouble(written, &wording::how(shape));
            self.push(node.span, Diagnostic::error("bad-date", message.vi, message.en).hint(hint.vi, hint.en));
        }
    }

    fn length(&mut self, node: &Node, written: &str, bounds: Bounds, shape: &Shape) {
        let Some(length) = value::length(written) else { return self.unread(true, node, written, shape) };
        let (allowed, clause) = match bounds {
            Bounds::Within(range) => (range.allows(length), Some(range.clause)),
            Bounds::OneOf(values, clause) => (values.contains(&length), Some(clause)),
            Bounds::AtLeast(least, clause) => (length >= least && length <= Length::pt(72), Some(clause)),
            Bounds::Between(least, most) => ((least..=most).contains(&length), None),
        };
        if !allowed {
            let mut diagnostic = Diagnostic::error(
                "out-of-range",
                format!("{written} nằm ngoài khoảng cho phép"),
                format!("{written} is out of range"),
            );
            let hint = wording::bounds(bounds);
            diagnostic.clause = clause;
            self.push(node.span, diagnostic.hint(hint.vi, hint.en));
        }
    }

    fn line_spacing(&mut self, node: &Node, written: &str, shape: &Shape) {
        let (min, max) = crate::rules::LINE_SPACING;
        match value::line_spacing(written) {
            Some(spacing) if (min..=max).contains(&spacing) => {}
            Some(_) => {
                let diagnostic = Diagnostic::error(
                    "out-of-range",
                    format!("giãn dòng {written} nằm ngoài khoảng cho phép"),
                    format!("a line spacing of {written} is out of range"),
                );
                self.out_of_range(node, diagnostic, "1", "1.5", Some(BODY_CLAUSE));
            }
            None => self.unread(true, node, written, shape),
        }
    }
}
