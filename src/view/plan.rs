//! What the template of a plan may see.

use std::collections::HashMap;

use serde::Serialize;

use super::{BLANK, GoalView, Markdown, in_line};
use crate::base::text::{date_in_words, document_number, grouped, roman};
use crate::base::{PartialDate, Placed};
use crate::plan::{Annex, DocumentInfo, Field, Issuer, Item, Office, OfficeId, Plan, Section};

/// Kế hoạch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlanView {
    /// Số, ký hiệu, ngày, tên loại, trích yếu.
    pub document: DocumentView,
    /// Cơ quan ban hành.
    pub issuer: IssuerView,
    /// Nơi nhận, without dashes and end marks.
    pub recipients: Vec<String>,
    /// Mục tiêu.
    pub goals: Vec<GoalView>,
    /// The text before section I; empty where there is none.
    pub preamble: Markdown,
    /// Mục I, II, III.
    pub sections: Vec<SectionView>,
    /// The closing sentence; empty where there is none.
    pub closing: Markdown,
    /// Phụ lục, if the plan has one.
    pub annex: Option<AnnexView>,
    /// Posts and offices that are given tasks.
    pub offices: Vec<OfficeView>,
    /// How much of everything.
    pub counts: Counts,
}

/// The document as running text speaks of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentView {
    /// "Kế hoạch".
    pub kind: String,
    /// "05"; dots until issued.
    pub number: String,
    /// "KH-UBND".
    pub symbol: String,
    /// "Điềm Thụy".
    pub place: String,
    /// "ngày 15 tháng 8 năm 2023"; dots for what is not yet known.
    pub date: String,
    /// "2023"; empty where not known.
    pub year: String,
    /// The title on one line.
    pub title: String,
    /// "Kế hoạch số 45/KH-UBND ngày 15 tháng 8 năm 2023": how other documents cite it.
    pub citation: String,
}

/// Cơ quan ban hành.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IssuerView {
    /// Cơ quan chủ quản; empty where the document names none.
    pub parent: String,
    /// "ỦY BAN NHÂN DÂN XÃ ĐIỀM THỤY".
    pub name: String,
    /// "UBND xã Điềm Thụy".
    pub short: String,
}

/// Mục, or a titled khoản in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SectionView {
    /// The title, without its number, which is made when it is printed.
    pub heading: String,
    /// The text under it; empty where there is none.
    pub body: Markdown,
    /// Titled khoản.
    pub sections: Vec<SectionView>,
}

/// Phụ lục.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnnexView {
    /// "Phụ lục"; empty where the office leaves it out.
    pub label: String,
    /// The title on one line.
    pub title: String,
    /// Lĩnh vực.
    pub fields: Vec<FieldView>,
}

/// Lĩnh vực.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldView {
    /// "III".
    pub number: String,
    /// The title.
    pub title: String,
    /// How many tasks it has.
    pub tasks: String,
}

/// A post or office and how much it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfficeView {
    /// As printed.
    pub name: String,
    /// How many tasks it leads.
    pub leads: String,
    /// How many it supports.
    pub supports: String,
}

/// Numbers in Vietnamese form: 1.234.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Mục.
    pub sections: String,
    /// Lĩnh vực of the annex.
    pub fields: String,
    /// Groups of tasks.
    pub groups: String,
    /// Nhiệm vụ.
    pub tasks: String,
}

impl PlanView {
    /// Everything that a template of this plan may print.
    pub fn new(plan: &Plan) -> Self {
        Self {
            document: DocumentView::new(&plan.document),
            issuer: IssuerView::new(&plan.issuer),
            recipients: plan.recipients.iter().map(|to| in_line(to)).collect(),
            goals: plan.goals.iter().map(GoalView::new).collect(),
            preamble: markdown(plan.preamble.as_ref()),
            sections: plan.sections.iter().map(SectionView::new).collect(),
            closing: markdown(plan.closing.as_ref()),
            annex: plan.annex.as_ref().map(AnnexView::new),
            offices: offices(plan),
            counts: Counts::new(plan),
        }
    }
}

impl DocumentView {
    /// The head of a document in running text.
    pub fn new(info: &DocumentInfo) -> Self {
        let kind = info.kind.name_in_text();
        let number = info.number.as_ref().map_or(BLANK.to_owned(), |number| document_number(number.value));
        let day = info.date.as_ref().map(|date| date.value);
        let date = date_in_words(day, BLANK);
        Self {
            citation: format!("{kind} số {number}/{} {date}", info.symbol.value),
            kind: kind.to_owned(),
            number,
            symbol: info.symbol.value.clone(),
            place: in_line(&info.place),
            date,
            year: day.map(PartialDate::year).map(|year| year.to_string()).unwrap_or_default(),
            title: in_line(&info.title),
        }
    }
}

impl IssuerView {
    /// The issuing office, each name on one line.
    pub fn new(issuer: &Issuer) -> Self {
        let joined = |lines: &[Placed<String>]| lines.iter().map(|line| in_line(line)).collect::<Vec<_>>().join(" ");
        Self { parent: joined(&issuer.parent), name: joined(&issuer.name), short: in_line(&issuer.short) }
    }
}

impl SectionView {
    fn new(section: &Section) -> Self {
        Self {
            heading: section.heading.value.trim().to_owned(),
            body: markdown(section.body.as_ref()),
            sections: section.sections.iter().map(Self::new).collect(),
        }
    }
}

impl AnnexView {
    fn new(annex: &Annex) -> Self {
        let field = |(at, field): (usize, &Field)| FieldView {
            number: roman(at + 1),
            title: in_line(&field.title),
            tasks: figure(field.items.iter().flat_map(Item::tasks).count()),
        };
        Self {
            label: annex.label.as_ref().map(|label| in_line(label)).unwrap_or_default(),
            title: in_line(&annex.title),
            fields: annex.fields.iter().enumerate().map(field).collect(),
        }
    }
}

/// Every office with how often it leads and supports: the tasks are gone through once, however many offices there are.
fn offices(plan: &Plan) -> Vec<OfficeView> {
    let mut given: HashMap<&OfficeId, (usize, usize)> = HashMap::new();
    for task in plan.annex.iter().flat_map(|annex| &annex.fields).flat_map(|field| &field.items).flat_map(Item::tasks) {
        task.lead.iter().for_each(|office| given.entry(&office.value).or_default().0 += 1);
        task.support.iter().for_each(|office| given.entry(&office.value).or_default().1 += 1);
    }
    let view = |office: &Office| {
        let (leads, supports) = given.get(&office.id.value).copied().unwrap_or_default();
        OfficeView { name: in_line(&office.name), leads: figure(leads), supports: figure(supports) }
    };
    plan.offices.iter().map(view).collect()
}

impl Counts {
    fn new(plan: &Plan) -> Self {
        let fields = plan.annex.as_ref().map_or(&[][..], |annex| &annex.fields);
        let items = || fields.iter().flat_map(|field| &field.items);
        Self {
            sections: figure(plan.sections.len()),
            fields: figure(fields.len()),
            groups: figure(items().filter(|item| matches!(item, Item::Group(_))).count()),
            tasks: figure(items().flat_map(Item::tasks).count()),
        }
    }
}

pub(super) fn figure(count: usize) -> String {
    grouped(count as u64)
}

pub(super) fn markdown(text: Option<&Placed<String>>) -> Markdown {
    text.map(|text| Markdown::new(text)).unwrap_or_default()
}
