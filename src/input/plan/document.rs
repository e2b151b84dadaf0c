//! What the document is and who issues it.

use crate::base::{Diagnostic, Diagnostics, Placed};
use crate::input::fields::{Fields, error};
use crate::plan::{DocumentInfo, DocumentKind, Drafter, Issuer, Urgency};

/// Where the decree says how a symbol is made.
const SYMBOL_CLAUSE: &str = "NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.3; Phụ lục III";

pub fn read(fields: &Fields<'_>, found: &mut Diagnostics) -> DocumentInfo {
    let kind = fields.word("kind", kind).map_or(DocumentKind::Plan, |kind| kind.value);
    let symbol = fields.must_text("symbol");
    check_symbol(&symbol, kind, found);
    DocumentInfo {
        kind,
        number: fields.whole("number"),
        symbol,
        place: fields.must_text("place"),
        date: fields.date("date"),
        title: fields.must_text("title"),
        secrecy: fields.text("secrecy"),
        urgency: fields.word("urgency", urgency).map(|urgency| urgency.value),
        circulation: fields.text("circulation"),
        drafter: fields.node("drafter").map(|_| drafter(&fields.fields("drafter"))),
        draft: fields.is_true("draft"),
    }
}

/// The words of the key `kind`.
fn kind(word: &str) -> Option<DocumentKind> {
    match word {
        "plan" => Some(DocumentKind::Plan),
        "report" => Some(DocumentKind::Report),
        "notice" => Some(DocumentKind::Notice),
        "decision" => Some(DocumentKind::Decision),
        "programme" => Some(DocumentKind::Programme),
        "scheme" => Some(DocumentKind::Scheme),
        _ => None,
    }
}

fn urgency(word: &str) -> Option<Urgency> {
    match word {
        "HỎA TỐC" => Some(Urgency::Express),
        "THƯỢNG KHẨN" => Some(Urgency::VeryUrgent),
        "KHẨN" => Some(Urgency::Urgent),
        _ => None,
    }
}

fn drafter(fields: &Fields<'_>) -> Drafter {
    Drafter { initials: fields.must_text("initials"), copies: fields.whole("copies").map(|copies| copies.value) }
}

pub fn issuer(fields: &Fields<'_>) -> Issuer {
    Issuer { parent: fields.texts("parent"), name: fields.texts("name"), short: fields.must_text("short") }
}

/// Items of a printed list: a dash before and a mark after them are made, so typed ones are taken off.
pub fn list_items(fields: &Fields<'_>, key: &str) -> Vec<Placed<String>> {
    let bare = |item: Placed<String>| {
        item.map(|text| {
            let text = text.strip_prefix("- ").or_else(|| text.strip_prefix("– ")).unwrap_or(&text);
            text.trim_end_matches([';', '.', ' ']).trim_start().to_owned()
        })
    };
    fields.texts(key).into_iter().map(bare).collect()
}

/// `KH-UBND`: groups of letters and digits with hyphens between, the first the kind's abbreviation.
pub fn check_symbol(symbol: &Placed<String>, kind: DocumentKind, found: &mut Diagnostics) {
    if symbol.is_empty() {
        return;
    }
    let abbreviation = kind.abbreviation();
    let example = format!("{abbreviation}-UBND");
    let written = symbol.value.as_str();
    let groups: Vec<&str> = written.split('-').collect();
    let plain = |group: &&str| !group.is_empty() && group.chars().all(|c| c.is_alphanumeric() || c == '&');
    if written.starts_with(|c: char| c.is_ascii_digit()) || written.contains('/') {
        error(
            found,
            &symbol.place,
            "bad-symbol",
            format!("ký hiệu `{written}` có cả số của văn bản"),
            format!("the symbol `{written}` contains the document's number"),
            (
                "số viết ở khóa `number`, ký hiệu chỉ là phần sau dấu `/`",
                "the number goes to `number`; the symbol is what follows the `/`",
            ),
        );
    } else if groups.len() < 2 || !groups.iter().all(plain) {
        let diagnostic = Diagnostic::error(
            "bad-symbol",
            format!("ký hiệu `{written}` không đúng dạng"),
            format!("the symbol `{written}` is not well formed"),
        )
        .hint(
            format!("viết chữ viết tắt tên loại và cơ quan, nối bằng dấu `-`, không có dấu cách: `{example}`"),
            format!("write the abbreviations of kind and office with `-` between and no spaces: `{example}`"),
        );
        found.push(diagnostic.at(&symbol.place).clause(SYMBOL_CLAUSE));
    } else if groups.first() != Some(&abbreviation) {
        let name = kind.name_in_text().to_lowercase();
        let diagnostic = Diagnostic::warning(
            "symbol-kind",
            format!("ký hiệu `{written}` không bắt đầu bằng `{abbreviation}`, chữ viết tắt của {name}"),
            format!("the symbol `{written}` does not begin with `{abbreviation}`, the abbreviation of this kind"),
        )
        .hint(format!("ví dụ: `{example}`"), format!("for instance `{example}`"));
        found.push(diagnostic.at(&symbol.place).clause(SYMBOL_CLAUSE));
    }
}
