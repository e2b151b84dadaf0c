//! What holds for every report.

use std::collections::HashMap;

use super::document::{check_symbol, list_items};
use super::signatory;
use crate::base::{Diagnostics, Placed};
use crate::input::fields::{Fields, error};
use crate::plan::{CutOff, DocumentKind, Due, ReportPeriod, Reports, Submission};

pub fn read(all: &Fields<'_>, found: &mut Diagnostics) -> Reports {
    let fields = all.fields("reports");
    let symbol = fields.text("symbol");
    symbol.iter().for_each(|symbol| check_symbol(symbol, DocumentKind::Report, found));
    let reports = Reports {
        addressees: list_items(&fields, "addressees"),
        recipients: list_items(&fields, "recipients"),
        signatory: fields.node("signatory").map(|_| signatory::read(&fields.fields("signatory"), found)),
        symbol,
        title: fields.text("title"),
        cut_off: fields.word("cut_off", CutOff::parse).map(|rule| rule.value).unwrap_or_default(),
        submissions: fields
            .items("submissions")
            .iter()
            .filter_map(|node| submission(&Fields::of(all.source, node)))
            .collect(),
        charts: fields.flag("charts").unwrap_or(true),
        periods: fields.words("periods", ReportPeriod::parse),
    };
    once(&reports.periods, found);
    reports
}

fn submission(fields: &Fields<'_>) -> Option<Submission> {
    let day = || fields.whole("day").map(|day| day.map(Due::DayOfMonth));
    let due = fields.whole("working_days").map(|days| days.map(Due::WorkingDays)).or_else(day)?;
    Some(Submission { to: fields.must_text("to"), due })
}

/// Each period once: its report has one name.
fn once(periods: &[Placed<ReportPeriod>], found: &mut Diagnostics) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for period in periods {
        let name = period.value.to_string();
        let line = period.place.source.line_column(period.place.span.start).0;
        match seen.get(&name) {
            Some(first) => error(
                found,
                &period.place,
                "period-twice",
                format!("kỳ `{name}` đã có ở dòng {first}"),
                format!("the period `{name}` already stands on line {first}"),
                ("bỏ một trong hai", "remove one of the two"),
            ),
            None => drop(seen.insert(name, line)),
        }
    }
}
