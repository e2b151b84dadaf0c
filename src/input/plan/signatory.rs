//! Who signs: the form and what it needs or excludes (Điều 13; Phụ lục I, Phần I, Mục II.7.b).

use crate::base::{Diagnostic, Diagnostics, Place};
use crate::input::fields::Fields;
use crate::plan::{Signatory, SignatureForm};

const CLAUSE: &str = "NĐ 30/2020/NĐ-CP, Điều 13; Phụ lục I, Phần I, Mục II.7.b";

pub fn read(fields: &Fields<'_>, found: &mut Diagnostics) -> Signatory {
    let form = fields.word("form", form).map_or(SignatureForm::Head, |form| form.value);
    let signatory = Signatory {
        form,
        body: fields.text("body"),
        head: fields.text("head"),
        title: fields.must_text("title"),
        deputy_for: fields.text("deputy_for"),
        name: fields.text("name"),
        place: fields.place(),
    };
    let place =
        |key: &str| fields.entry(key).map_or_else(|| fields.key_place("form"), |entry| fields.at(entry.value.span));
    let mut report = |key: &str, message: (String, String), hint: (&str, &str)| {
        found.push(finding(&place(key), message, hint));
    };
    check_signs(&signatory, &mut report);
    check_body(&signatory, &mut report);
    check_head(&signatory, &mut report);
    check_deputy(&signatory, &mut report);
    signatory
}

type Report<'a> = dyn FnMut(&str, (String, String), (&str, &str)) + 'a;

/// The words of the key `form`.
fn form(word: &str) -> Option<SignatureForm> {
    match word {
        "TM" => Some(SignatureForm::OnBehalf),
        "KT" => Some(SignatureForm::ForHead),
        "TL" => Some(SignatureForm::ByOrder),
        "TUQ" => Some(SignatureForm::ByAuthority),
        "Q" => Some(SignatureForm::Acting),
        "none" => Some(SignatureForm::Head),
        _ => None,
    }
}

/// The signs that stand before a title, as `form` names them.
const SIGNS: [&str; 5] = ["TM", "KT", "TL", "TUQ", "Q"];

fn sign(form: SignatureForm) -> &'static str {
    match form {
        SignatureForm::Head => "none",
        SignatureForm::OnBehalf => "TM",
        SignatureForm::Acting => "Q",
        SignatureForm::ForHead => "KT",
        SignatureForm::ByOrder => "TL",
        SignatureForm::ByAuthority => "TUQ",
    }
}

fn finding(place: &Place, message: (String, String), hint: (&str, &str)) -> Diagnostic {
    Diagnostic::error("signatory", message.0, message.1).hint(hint.0, hint.1).at(place).clause(CLAUSE)
}

/// TM., KT. and the like are made from `form`: typed before a title they would stand twice.
fn check_signs(signatory: &Signatory, report: &mut Report<'_>) {
    let titles = [
        ("body", signatory.body.as_ref()),
        ("head", signatory.head.as_ref()),
        ("title", Some(&signatory.title)),
        ("deputy_for", signatory.deputy_for.as_ref()),
    ];
    for (key, title) in titles {
        let Some((sign, rest)) = title.and_then(|title| title.value.split_once('.')) else { continue };
        let Some(known) = SIGNS.iter().find(|known| known.eq_ignore_ascii_case(sign.trim())) else { continue };
        let rest = rest.trim();
        report(
            key,
            (
                format!("`{known}.` được ghi tự động theo `form`, ở đây bị ghi hai lần"),
                format!("`{known}.` is made from `form`; typed here it would stand twice"),
            ),
            (&format!("ghi `{key}: {rest}` và `form: {known}`"), &format!("write `{key}: {rest}` and `form: {known}`")),
        );
    }
}

/// TM. names a collective; a head in their own right, TL. and TUQ. name none.
fn check_body(signatory: &Signatory, report: &mut Report<'_>) {
    match (signatory.form, signatory.body.is_some()) {
        (SignatureForm::OnBehalf, false) => report(
            "body",
            ("ký TM. nhưng thiếu khóa `body`".into(), "the form is TM but the key `body` is missing".into()),
            (
                "thêm tên tập thể ghi sau TM.: `body: ỦY BAN NHÂN DÂN`",
                "add the collective named after TM.: `body: ỦY BAN NHÂN DÂN`",
            ),
        ),
        (SignatureForm::Head, true) => report(
            "body",
            ("có `body` nhưng không ký TM.".into(), "there is a `body`, but the form is not TM".into()),
            ("thêm `form: TM`, hoặc bỏ `body`", "add `form: TM`, or remove `body`"),
        ),
        (SignatureForm::ByOrder | SignatureForm::ByAuthority, true) => report(
            "body",
            (
                format!("ký {}. thì không ghi TM. và tên tập thể", sign(signatory.form)),
                format!("with {}. no collective is named", sign(signatory.form)),
            ),
            ("bỏ `body`", "remove `body`"),
        ),
        (SignatureForm::OnBehalf | SignatureForm::Acting | SignatureForm::ForHead, true)
        | (
            SignatureForm::Head
            | SignatureForm::Acting
            | SignatureForm::ForHead
            | SignatureForm::ByOrder
            | SignatureForm::ByAuthority,
            false,
        ) => {}
    }
}

/// KT., TL. and TUQ. stand before the head's title, and the signer is someone else; Q. and none are the head.
fn check_head(signatory: &Signatory, report: &mut Report<'_>) {
    let form = signatory.form;
    let same = signatory.head.as_ref().map(|head| head.value == signatory.title.value);
    match (form, same) {
        (SignatureForm::ForHead | SignatureForm::ByOrder | SignatureForm::ByAuthority, None) => report(
            "head",
            (
                format!("ký {}. nhưng thiếu khóa `head`", sign(form)),
                format!("the form is {} but the key `head` is missing", sign(form)),
            ),
            ("thêm chức vụ của người đứng đầu: `head: CHỦ TỊCH`", "add the title of the head: `head: CHỦ TỊCH`"),
        ),
        (SignatureForm::ForHead | SignatureForm::ByOrder | SignatureForm::ByAuthority, Some(true)) => report(
            "title",
            (
                format!("ký {}. nhưng `title` lại chính là chức vụ người đứng đầu", sign(form)),
                format!("the form is {}, but `title` is the head's own title", sign(form)),
            ),
            (
                "`title` là chức vụ của người ký, ví dụ `title: PHÓ CHỦ TỊCH`",
                "`title` is the signer's own title, for instance `title: PHÓ CHỦ TỊCH`",
            ),
        ),
        (SignatureForm::Head | SignatureForm::Acting, Some(false)) => report(
            "head",
            (
                "`head` khác `title`, nhưng không ký KT., TL. hay TUQ.".into(),
                "`head` differs from `title`, but the form is not KT, TL or TUQ".into(),
            ),
            ("bỏ `head`, hoặc ghi `form: KT`", "remove `head`, or write `form: KT`"),
        ),
        (SignatureForm::Head | SignatureForm::Acting, None | Some(true))
        | (SignatureForm::OnBehalf, None | Some(_))
        | (SignatureForm::ForHead | SignatureForm::ByOrder | SignatureForm::ByAuthority, Some(false)) => {}
    }
}

/// Only what is signed by order may be passed on to a deputy (Điều 13 khoản 4).
fn check_deputy(signatory: &Signatory, report: &mut Report<'_>) {
    let Some(deputy_for) = &signatory.deputy_for else { return };
    if signatory.form != SignatureForm::ByOrder {
        report(
            "deputy_for",
            ("`deputy_for` chỉ dùng khi ký TL.".into(), "`deputy_for` goes with the form TL only".into()),
            (
                "cấp phó ký thay người đứng đầu thì dùng `form: KT` và `head`",
                "a deputy who signs for the head uses `form: KT` and `head`",
            ),
        );
    } else if deputy_for.value == signatory.title.value {
        report(
            "deputy_for",
            ("`deputy_for` trùng với `title`".into(), "`deputy_for` is the same as `title`".into()),
            (
                "`deputy_for` là người được thừa lệnh (TRƯỞNG PHÒNG), `title` là cấp phó ký thay (PHÓ TRƯỞNG PHÒNG)",
                "`deputy_for` is who signs by order (TRƯỞNG PHÒNG), `title` the deputy (PHÓ TRƯỞNG PHÒNG)",
            ),
        );
    }
}
