//! The room as a whole: the real plan is read without a finding, and every key that is described is read.

use std::collections::BTreeSet;

use super::keys::{HISTORY, PLAN, PROGRESS, REGISTER, REPORT};
use super::shape::{Keys, Shape};
use super::tree::{self, Node, Value};
use super::{read_history, read_plan, read_progress, read_register, read_reports, source_from_bytes};
use crate::base::{Diagnostic, Diagnostics, Length, Source};
use crate::plan::{
    AsOf, Bound, CutOff, DeadlineKind, Decimal, DocumentId, DocumentKind, Entry, Evidence, GoalEntry, Item,
    Orientation, Plan, Registered, Report, ReportPeriod, SignatureForm, Status, Target, Urgency, What,
};
use crate::rules::TypeSize;

const REAL: &[u8] = include_bytes!("../../plans/diem-thuy-2023/plan.yaml");
const FULL: &str = include_str!("full.yaml");
const FULL_HISTORY: &str = include_str!("full-reassignments.yaml");
const FULL_REPORT: &str = include_str!("full-report.yaml");
const FULL_REGISTER: &str = include_str!("full-register.yaml");
const FULL_PROGRESS: &str = include_str!("full-progress.yaml");

fn codes(text: &str) -> Vec<(&'static str, usize)> {
    let (_, found) = read_plan(Source::new("plan.yaml", text));
    let line = |d: &Diagnostic| d.place.as_ref().map_or(0, |p| p.source.line_column(p.span.start).0);
    found.into_sorted().iter().map(|d| (d.code, line(d))).collect()
}

fn full() -> Plan {
    let (plan, found) = read_plan(Source::new("full.yaml", FULL));
    let messages: Vec<_> = found.into_sorted().into_iter().map(|d| d.message.en).collect();
    assert_eq!(messages, [""; 0]);
    plan.expect("a plan")
}

#[test]
fn the_real_plan_is_read_whole() {
    let source = source_from_bytes("plan.yaml", REAL.to_vec()).expect("UTF-8");
    let (plan, found) = read_plan(source);
    assert_eq!(found.into_sorted(), []);
    let plan = plan.expect("a plan");
    let annex = plan.annex.as_ref().expect("an annex");
    let tasks = annex.tasks();
    assert_eq!((annex.fields.len(), tasks.len()), (7, 42));
    let groups = annex.fields.iter().flat_map(|f| &f.items).filter(|i| matches!(i, Item::Group(_))).count();
    assert_eq!(groups, 10);
    let merged: Vec<_> = tasks.iter().filter(|n| matches!(n.task.target, Target::SameAs(_))).map(|n| &n.full).collect();
    assert_eq!(merged, ["III.2.2"]);
}

#[test]
fn every_described_key_stands_in_the_full_files() {
    let own = [(FULL_PROGRESS, &PROGRESS), (FULL_REPORT, &REPORT), (FULL_HISTORY, &HISTORY)];
    for (text, keys) in own.into_iter().chain([(FULL, &PLAN), (FULL_REGISTER, &REGISTER)]) {
        let root = tree::parse(&Source::new("full.yaml", text), &mut Diagnostics::default()).expect("a tree");
        let mut written = BTreeSet::new();
        keys_in(&root, &mut written);
        let mut described = BTreeSet::new();
        keys_of(keys, &mut described);
        let missing: Vec<_> = described.iter().filter(|key| !written.contains(**key)).collect();
        assert!(missing.is_empty(), "described and not written: {missing:?}");
    }
}

#[test]
fn the_log_is_read_key_by_key() {
    let plan = full();
    let (progress, found) = read_progress(&plan, &[Source::new("progress.yaml", FULL_PROGRESS)]);
    let messages: Vec<_> = found.into_sorted().into_iter().map(|d| d.message.en).collect();
    assert_eq!(messages, [""; 0]);
    let [first, second]: &[Entry; 2] = progress.entries().try_into().expect("two entries");
    assert_eq!(first.id.as_ref().map(|id| id.value.as_str()), Some("lan-1"));
    assert_eq!((first.day.value.to_string().as_str(), first.task.value.as_str()), ("2023-09-10", "a"));
    assert_eq!(first.status.as_ref().map(|status| status.value), Some(Status::InProgress));
    assert_eq!(first.percent.as_ref().map(|percent| percent.value.to_string()).as_deref(), Some("40,5"));
    let values: Vec<_> = first.values.iter().map(|(id, value)| (id.value.as_str(), value.value.to_string())).collect();
    assert_eq!(values, [("z", "1,5".to_owned())]);
    let texts =
        [&first.done, &first.difficulty, &first.cause].map(|text| text.as_ref().map(|text| text.value.as_str()));
    assert_eq!(texts, [Some("Đã làm"), Some("Khó"), Some("Vì")]);
    let shown: Vec<_> = first.evidence.iter().map(evidence).collect();
    assert_eq!(shown, ["Báo cáo 41/BC-UBND 2023-09-09", "Ảnh chụp"]);
    assert_eq!(second.replaces.as_ref().map(|wrong| wrong.value), Some(0));
    assert_eq!((second.task.value.as_str(), second.said()), ("a", Some(Status::Done)));
    assert_eq!(plan.reporting.at_risk_days, 45);
}

#[test]
fn goals_are_read_with_the_log_and_corrected_values_stop_counting() {
    let (progress, _) = read_progress(&full(), &[Source::new("progress.yaml", FULL_PROGRESS)]);
    let [first, second]: &[GoalEntry; 2] = progress.goals().try_into().expect("two values");
    let day = |text: &str| text.parse().expect("a day");
    let value = |at: &str| progress.goal(&first.goal.value, day(at)).map(|entry| entry.value.value.to_string());
    assert_eq!((value("2023-09-09"), value("2023-09-10").as_deref()), (None, Some("90")));
    assert_eq!((value("2023-09-30").as_deref(), second.rank), (Some("91,5"), Some(3)));
}

#[test]
fn a_report_is_read_key_by_key() {
    let plan = full();
    let reports = &plan.reports;
    assert_eq!((reports.addressees.len(), reports.recipients.len(), reports.charts), (1, 1, false));
    assert_eq!((reports.cut_off, reports.submissions.len()), (CutOff::FromDay(16), 2));
    assert_eq!(plan.report_signatory().lines(), ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]);
    let periods: Vec<String> = reports.periods.iter().map(|period| period.value.to_string()).collect();
    assert_eq!(periods, ["2023-9M", "2023-Q4"]);
    let (read, found) = read_reports(&plan, &[Source::new("reports/2023-q3.yaml", FULL_REPORT)]);
    assert_eq!(found.into_sorted(), []);
    let [report]: [Report; 1] = read.try_into().expect("one report");
    assert_eq!(report.period.to_string(), "2023-Q3");
    assert_eq!(report.document.number.map(|number| number.value), Some(51));
    assert_eq!((report.document.draft, report.document.title.value.as_str()), (true, "Kết quả quý III"));
    assert_eq!(report.as_of.as_ref().map(|day| day.value.to_string()).as_deref(), Some("2023-09-07"));
    let words: Vec<_> = report.words.all().map(|text| text.value.as_str()).collect();
    assert_eq!(words, ["Chỉ đạo", "Tồn tại", "Nguyên nhân", "Nhiệm vụ", "Kiến nghị"]);
    let form = report.procedures.as_ref().expect("a form");
    assert_eq!(form.rows[0].counts.columns(), [6, 1, 2, 3, 3, 1, 1, 1, 3, 2, 1]);
}

#[test]
fn the_history_is_read_key_by_key() {
    let plan = full();
    let source = Source::new("reassignments.yaml", FULL_HISTORY);
    let (history, found) = read_history(&plan, Some(&source));
    let messages: Vec<_> = found.into_sorted().into_iter().map(|d| d.message.en).collect();
    assert_eq!(messages, [""; 0]);
    let first = &history.changes()[0];
    assert_eq!((first.id.value.as_str(), first.effective.value.to_string().as_str()), ("m-1", "2023-09-01"));
    assert_eq!(first.tasks.iter().map(|task| task.value.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    let texts = [&first.basis, &first.reason].map(|text| text.as_ref().map(|text| text.value.as_str()));
    assert_eq!(texts, [Some("Thông báo số 1"), Some("Vì")]);
    let new = match &first.what {
        What::Reassign(new) => Some(new),
        _ => None,
    }
    .expect("a reassignment");
    assert_eq!(new.lead.as_ref().map(|lead| lead[0].value.0.as_str()), Some("tc"));
    assert_eq!(new.support.as_ref().map(Vec::len), Some(0));
    assert!(matches!(new.deadline.as_ref().map(|deadline| deadline.kind.value), Some(DeadlineKind::By(_))));
    assert_eq!(history.changes()[5].revokes.as_ref().map(|revoked| revoked.value), Some(1));
    let on = |day: &str| {
        let day = day.parse().expect("a day");
        let annex = history.plan_on(&plan, AsOf::Day(day)).annex.expect("an annex");
        annex.tasks().iter().map(|n| format!("{} {}", n.full, n.task.id.value)).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(on("2023-09-30"), "I.1.1 a, I.1.2 b, I.2 c, I.3 d, I.4 e, I.5 f");
    assert_eq!(on("2023-10-01"), "I.1.1 a, I.1.2 moi, I.1.3 b, I.2 d, I.3 e, I.4 f");
    let all = "I.1.1 a, I.1.2 moi, I.1.3 moi-2, I.1.4 b, I.2 moi-3, I.3 c, I.4 d, I.5 e, I.6 f";
    assert_eq!((on("2023-10-03").as_str(), on("2099-01-01").as_str()), (all, all));
    let until = plan.offices[2].until.as_ref().map(|day| day.value.to_string());
    assert_eq!(until.as_deref(), Some("2024-06-30"));
}

#[test]
fn the_register_is_read_key_by_key() {
    let plan = full();
    let (register, found) = read_register(&plan, Some(&Source::new("register.yaml", FULL_REGISTER)));
    let messages: Vec<_> = found.into_sorted().into_iter().map(|d| d.message.en).collect();
    assert_eq!(messages, [""; 0]);
    let quarter = DocumentId::parse("report-2023-Q3").expect("a name");
    let numbers: Vec<_> = register.entries.iter().map(|entry| entry.number.value).collect();
    assert_eq!(numbers, [45, 51, 52]);
    let [_, first, second]: &[Registered; 3] = register.entries.as_slice().try_into().expect("three entries");
    assert_eq!((first.document.value, first.symbol.value.as_str()), (quarter, "BC-UBND"));
    assert_eq!(first.date.value.to_string(), "2023-09-18");
    assert_eq!(first.files[0].name.value, "bao-cao-2023-q3.pdf");
    assert_eq!(first.stored.as_ref().map(|path| path.value.as_str()), Some("issued/report-2023-Q3-51.json"));
    assert_eq!(second.replaces.as_ref().map(|number| number.value), Some(51));
    assert_eq!(register.standing(quarter).map(|entry| entry.number.value), Some(52));
    assert_eq!(register.all_standing().count(), 2);
    let next = ReportPeriod::parse("2023-Q4").expect("a period");
    assert_eq!(register.previous_counted_to(next).map(|day| day.to_string()).as_deref(), Some("2023-09-10"));
    assert_eq!(register.previous_counted_to(next.previous()), None);
    let issued = register.applied_to(plan);
    assert_eq!(issued.document.number.map(|number| number.value), Some(45));
}

fn keys_in(node: &Node, written: &mut BTreeSet<String>) {
    match &node.value {
        Value::Scalar(_) => {}
        Value::Seq(nodes) => nodes.iter().for_each(|node| keys_in(node, written)),
        Value::Map(entries) => entries.iter().for_each(|entry| {
            written.insert(entry.key.clone());
            keys_in(&entry.value, written);
        }),
    }
}

fn keys_of(keys: &Keys, described: &mut BTreeSet<&'static str>) {
    for key in keys.keys {
        described.insert(key.name);
        below(&key.shape, described);
    }
}

fn below(shape: &Shape, described: &mut BTreeSet<&'static str>) {
    match shape {
        Shape::List(item) | Shape::OneOrMore(item) | Shape::Table(item) => below(item, described),
        Shape::Map(keys) | Shape::Named(keys) | Shape::TextOr(keys) | Shape::WordOr(_, keys) => {
            keys_of(keys, described)
        }
        Shape::Either(_, one, other) => {
            keys_of(one, described);
            keys_of(other, described);
        }
        Shape::Text
        | Shape::Markdown
        | Shape::Id
        | Shape::Reference
        | Shape::Task
        | Shape::Entry
        | Shape::Word(_)
        | Shape::Flag
        | Shape::True
        | Shape::Whole(..)
        | Shape::Decimal
        | Shape::Percent
        | Shape::Date
        | Shape::Day
        | Shape::Period
        | Shape::ReportPeriod
        | Shape::CutOff
        | Shape::Length(_)
        | Shape::LineSpacing => {}
    }
}

fn evidence(evidence: &Evidence) -> String {
    match evidence {
        Evidence::Document { document, number, date } => {
            let (number, date) = (number.as_ref().expect("a number"), date.as_ref().expect("a date"));
            format!("{} {} {}", document.value, number.value, date.value)
        }
        Evidence::Text(text) => text.value.clone(),
    }
}

#[test]
fn the_frame_is_read_key_by_key() {
    let plan = full();
    let document = &plan.document;
    assert_eq!((document.kind, document.draft), (DocumentKind::Report, true));
    assert_eq!(document.number.as_ref().map(|n| n.value), Some(45));
    assert_eq!(document.title.value, "Báo cáo\nhai dòng");
    assert_eq!(document.date.as_ref().and_then(|d| d.value.day()), Some(15));
    assert_eq!(document.secrecy.as_ref().map(|s| s.value.as_str()), Some("MẬT"));
    assert_eq!((document.urgency, document.circulation.is_some()), (Some(Urgency::Express), true));
    assert_eq!(document.drafter.as_ref().and_then(|d| d.copies), Some(300));
    assert_eq!((plan.issuer.parent.len(), plan.issuer.name.len()), (1, 2));
    assert_eq!(plan.signatory.form, SignatureForm::ByOrder);
    assert_eq!(plan.signatory.lines(), ["TL. CHỦ TỊCH", "KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"]);
    let recipients: Vec<_> = plan.recipients.iter().map(|r| r.value.as_str()).collect();
    assert_eq!((plan.addressees.len(), recipients), (1, vec!["Như trên", "Lưu: VT"]));
    let contact = plan.contact.as_ref().expect("a contact");
    assert!(
        [&contact.address, &contact.phone, &contact.fax, &contact.email, &contact.website].iter().all(|c| c.is_some())
    );
    assert_eq!(plan.preamble.as_ref().map(|p| p.value.as_str()), Some("  Thụt đầu dòng\nvà tiếp."));
    assert_eq!((plan.bases.len(), plan.sections[0].sections.len(), plan.closing.is_some()), (2, 1, true));
    let choices = plan.choices;
    assert_eq!((choices.size, choices.table_size, choices.line_spacing), (TypeSize::Thirteen, 11, 150));
    assert_eq!((choices.margins.bottom, choices.margins.left), (Length::mm(22), Length::mm(35)));
    assert_eq!((choices.indent, choices.paragraph_gap), (Length::mm(10), Length::pt(8)));
}

#[test]
fn goals_and_annex_are_read_key_by_key() {
    let plan = full();
    let bounds: Vec<_> = plan.goals.iter().filter_map(|goal| goal.bound.as_ref().map(|b| b.value)).collect();
    let whole = Decimal::whole;
    assert_eq!(bounds, [Bound::AtLeast(whole(90)), Bound::AtMost(whole(5)), Bound::Exactly(whole(1))]);
    let earlier = plan.goals[0].better_than.as_ref().expect("a comparison");
    assert_eq!((earlier.year, earlier.rank), (2022, Some(3)));
    assert_eq!(earlier.value.as_ref().map(|v| v.value.to_string()).as_deref(), Some("88,5"));
    let annex = plan.annex.as_ref().expect("an annex");
    assert_eq!((annex.orientation, annex.columns.assignment.is_some()), (Orientation::Portrait, true));
    let widths: Vec<_> = annex.columns.columns.iter().filter_map(|c| c.width.as_ref().map(|w| w.value)).collect();
    assert_eq!(widths, [Length::mm(10), Length::mm(45), Length::pt(60)]);
    let tasks = annex.tasks();
    let (first, second) = (tasks[0].task, tasks[1].task);
    assert_eq!((first.name.value.as_str(), first.measures.len()), ("Việc a", 3));
    assert_eq!((first.lead.len(), first.support.len()), (2, 1));
    assert_eq!(first.deadline.printed(), "Trước 31/12/2023");
    assert_eq!(first.last_day(), second.last_day());
    assert!(matches!(&second.target, Target::SameAs(id) if id.value == "a"));
    let kinds: Vec<_> = tasks[3..].iter().map(|n| n.task.deadline.kind.value).collect();
    assert_eq!(kinds, [DeadlineKind::Continuous, DeadlineKind::AsScheduled, DeadlineKind::AsScheduled]);
}

#[test]
fn a_plan_with_errors_is_read_as_far_as_it_goes() {
    let text = FULL
        .replace("kind: report", "kind: rapport")
        .replace("lead: [vp, tc]", "leed: vp")
        .replace("2023-Q3", "2023-Q5");
    let found: Vec<_> = codes(&text).into_iter().map(|(code, _)| code).collect();
    assert_eq!(found, ["unknown-word", "symbol-kind", "unknown-key", "bad-date"]);
    let (plan, _) = read_plan(Source::new("full.yaml", text));
    let tasks = plan.and_then(|plan| plan.annex).map(|annex| annex.tasks().len());
    assert_eq!(tasks, Some(6));
}

#[test]
fn aliases_are_followed_and_byte_order_marks_tolerated() {
    let text =
        FULL.replace("support: cb\n", "support: &who cb\n").replace("addressees: UBND huyện", "addressees: [&x a, *x]");
    assert_eq!(codes(&format!("\u{FEFF}{text}")), []);
}

#[test]
fn an_annex_without_the_key_label_still_bears_the_decrees_line() {
    let label = |text: &str| {
        let (plan, _) = read_plan(Source::new("plan.yaml", text));
        plan.and_then(|plan| plan.annex).and_then(|annex| annex.label).map(|label| label.value)
    };
    assert_eq!(label(&FULL.replace("  label: Phụ lục I\n", "")).as_deref(), Some("Phụ lục"));
    assert_eq!(label(&FULL.replace("label: Phụ lục I", "label:")), None);
}
