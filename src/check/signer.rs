//! `signer-name`, `deputy-signs`: the signer's name stands without degrees and honours, and a deputy signs for the head.
//!
//! Before the name the decree wants no academic rank, degree or honour, but for the bodies whose sector rules otherwise
//! (army, schools, hospitals, science); a deputy's title stands under "KT." and the head's.

use crate::base::{Diagnostic, text};
use crate::plan::{Plan, Signatory};

const CLAUSE: &str = "NĐ 30/2020/NĐ-CP, Điều 13; Phụ lục I, Phần I, Mục II.7";

/// Ranks, degrees and honours as they are typed before names, without marks of case and stop.
const HONOURS: [&str; 17] = [
    "gs",
    "pgs",
    "ts",
    "ths",
    "cn",
    "ks",
    "kts",
    "bs",
    "ds",
    "ls",
    "ngưt",
    "ngnd",
    "nsưt",
    "nsnd",
    "ông",
    "bà",
    "đồng chí",
];

/// Looks at name and title of whoever signs the plan, and of whoever signs the reports in their place.
pub fn check(plan: &Plan) -> Vec<Diagnostic> {
    [&plan.signatory].into_iter().chain(&plan.reports.signatory).flat_map(signs).collect()
}

fn signs(signatory: &Signatory) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if let Some(name) = &signatory.name
        && let Some((honour, rest)) = honour(&name.value)
    {
        found.push(
            Diagnostic::warning(
                "signer-name",
                format!("trước họ tên người ký không ghi `{honour}`"),
                format!("`{honour}` does not stand before the signer's name"),
            )
            .at(&name.place)
            .hint(format!("viết `{rest}`"), format!("write `{rest}`"))
            .clause(CLAUSE),
        );
    }
    let is_deputy = text::comparison_key(&signatory.title.value).starts_with("phó ");
    let for_someone =
        signatory.lines().iter().any(|line| ["KT.", "TL.", "TUQ."].iter().any(|sign| line.starts_with(sign)));
    if is_deputy && !for_someone {
        let head: String = signatory.title.value.chars().skip("PHÓ ".chars().count()).collect();
        found.push(
            Diagnostic::warning(
                "deputy-signs",
                format!("`{}` ký nhưng không có KT. người đứng đầu", signatory.title.value),
                format!("`{}` signs, but not for the head (KT.)", signatory.title.value),
            )
            .at(&signatory.title.place)
            .hint(
                format!("thêm `form: KT` và `head: {head}`; giữ `body` nếu ký thay mặt tập thể"),
                format!("add `form: KT` and `head: {head}`; keep `body` where it is signed for a collective"),
            )
            .clause(CLAUSE),
        );
    }
    found
}

/// The honours before a name as typed, and the name after them.
fn honour(name: &str) -> Option<(&str, &str)> {
    let mut rest = name;
    loop {
        let after = strip(rest)?;
        if after.is_empty() {
            return None;
        }
        match strip(after) {
            Some(_) => rest = after,
            None => {
                let honours = name[..name.len() - after.len()].trim_end();
                return Some((honours, after));
            }
        }
    }
}

/// What follows an honour, its stop and its comma.
fn strip(name: &str) -> Option<&str> {
    let end = |honour: &str| {
        let typed: String = name.chars().take(honour.chars().count()).collect();
        (text::comparison_key(&typed) == honour).then_some(typed.len())
    };
    HONOURS.iter().find_map(|honour| {
        let rest = &name[end(honour)?..];
        let after = rest.trim_start_matches(['.', ',', ' ']);
        (after.len() < rest.len()).then_some(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn honours_are_told_from_names() {
        assert_eq!(honour("ThS. Nguyễn Văn An"), Some(("ThS.", "Nguyễn Văn An")));
        assert_eq!(honour("PGS.TS. Trần Bình"), Some(("PGS.TS.", "Trần Bình")));
        assert_eq!(honour("Ông Lê Bá"), Some(("Ông", "Lê Bá")));
        for name in ["Tsan Văn An", "Bàn Thị Hoa", "Dương Ngọc Thơm", "Cn"] {
            assert_eq!(honour(name), None, "{name}");
        }
    }
}
