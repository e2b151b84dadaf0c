//! The files of `reports/`: what only people can write of each period, and Biểu 06.

mod procedures;

use std::sync::Arc;

use super::conform;
use super::fields::{Fields, error};
use super::keys::REPORT;
use super::text::Texts;
use super::tree;
use crate::base::{Diagnostic, Diagnostics, Placed, Source, text};
use crate::plan::{DocumentInfo, Plan, Report, ReportPeriod, ReportWords};

/// Reads all files; the reports in the order of their periods' days.
pub fn read(plan: &Plan, sources: &[Arc<Source>], found: &mut Diagnostics) -> Vec<Report> {
    let mut reports: Vec<Report> = Vec::new();
    for source in sources {
        let Some(root) = tree::parse(source, found) else { continue };
        conform::check(source, &root, &REPORT, Texts::default(), found);
        let fields = Fields::of(source, &root);
        let Some(period) = fields.word("period", ReportPeriod::parse) else { continue };
        match reports.iter().find(|report| report.period == period.value) {
            Some(first) => found.push(twice(&period, first)),
            None => reports.push(report(plan, period.value, &fields, found)),
        }
    }
    reports.sort_by_key(|report| {
        let days = report.period.days(plan.reports.cut_off);
        (days.last, days.first)
    });
    procedures::check_carried(&reports, found);
    reports
}

fn report(plan: &Plan, period: ReportPeriod, fields: &Fields<'_>, found: &mut Diagnostics) -> Report {
    let bare = Report::bare(plan, period);
    let document = DocumentInfo {
        number: fields.whole("number"),
        date: fields.date("date"),
        title: fields.text("title").unwrap_or(bare.document.title),
        draft: fields.is_true("draft"),
        ..bare.document
    };
    let report = Report {
        period,
        document,
        as_of: fields.day("as_of"),
        words: ReportWords {
            leadership: fields.markdown("leadership"),
            shortcomings: fields.markdown("shortcomings"),
            causes: fields.markdown("causes"),
            next_tasks: fields.markdown("next_tasks"),
            proposals: fields.markdown("proposals"),
        },
        procedures: fields.node("procedures").map(|_| procedures::read(&fields.fields("procedures"), found)),
        place: Some(fields.place()),
    };
    check_days(plan, &report, found);
    report
}

/// A report counts no day outside its period, and none that comes after its own.
fn check_days(plan: &Plan, report: &Report, found: &mut Diagnostics) {
    let days = report.period.days(plan.reports.cut_off);
    if let Some(as_of) = report.as_of.as_ref().filter(|as_of| !days.contains(as_of.value)) {
        let (vi, en) = outside(report.period, plan, as_of.value);
        let hint = ("ghi một ngày trong kỳ, hoặc bỏ `as_of`", "write a day of the period, or remove `as_of`");
        return error(found, &as_of.place, "as-of-outside-period", vi, en, hint);
    }
    let counted = report.as_of.as_ref().map_or(days.last, |as_of| as_of.value);
    if let Some(date) = report.document.date.as_ref().filter(|date| date.value.last_day() < counted) {
        let (day, last) = (text::day_in_figures(date.value.last_day()), text::day_in_figures(counted));
        found.push(
            Diagnostic::warning(
                "report-before-cut-off",
                format!("báo cáo đề ngày {day}, nhưng số liệu tính đến hết ngày {last}"),
                format!("the report is dated {day}, but counts up to {last}"),
            )
            .at(&date.place)
            .hint(
                "báo cáo sớm thì ghi `as_of` là ngày cuối cùng có số liệu",
                "for an early report write the last day that has figures as `as_of`",
            ),
        );
    }
}

/// Why a day cannot be counted to.
pub fn outside(period: ReportPeriod, plan: &Plan, day: chrono::NaiveDate) -> (String, String) {
    let days = period.days(plan.reports.cut_off);
    let [first, last, day] = [days.first, days.last, day].map(text::day_in_figures);
    (
        format!("ngày {day} nằm ngoài kỳ {} (từ {first} đến {last})", period.in_words()),
        format!("{day} is outside the period {period} ({first} to {last})"),
    )
}

fn twice(period: &Placed<ReportPeriod>, first: &Report) -> Diagnostic {
    let name = first.place.as_ref().map(|place| place.source.name.as_str()).unwrap_or_default();
    Diagnostic::error(
        "report-twice",
        format!("kỳ `{}` đã có báo cáo ở `{name}`", period.value),
        format!("the period `{}` already has a report in `{name}`", period.value),
    )
    .at(&period.place)
    .hint("mỗi kỳ một tệp: gộp hai tệp làm một", "one file a period: make one of the two")
}
