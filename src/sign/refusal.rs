//! Why a file is not signed, and what to do instead.

use super::fields::{Capacity, NUMBER, english, vietnamese};
use crate::base::Diagnostic;
use crate::rules::{SEAL_CLAUSE, SIGNATURE_CLAUSE};

type Refusal = Box<Diagnostic>;

fn refusal(code: &'static str, vi: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, vi, en)
}

pub(super) fn word() -> Refusal {
    Box::new(
        refusal("sign-word", "tệp Word không ký số được", "a Word file is not signed digitally")
            .hint(
                "ký bản PDF cùng tên trong thư mục out; tệp .docx chỉ để sửa và in",
                "sign the PDF of the same name in the folder out; the .docx is for editing and printing",
            )
            .clause("Điều 5 NĐ 30/2020/NĐ-CP"),
    )
}

pub(super) fn not_pdf() -> Refusal {
    Box::new(refusal("not-pdf", "tệp không phải PDF", "the file is no PDF"))
}

pub(super) fn not_ours() -> Refusal {
    Box::new(
        refusal(
            "sign-without-fields",
            "tệp PDF này không có ô chữ ký mà vanthu tạo sẵn",
            "this PDF has no signature fields made by vanthu",
        )
        .hint(
            "tạo lại PDF bằng `vanthu tao` (không đặt `signing.fields: false`), rồi ký tệp mới",
            "build the PDF again with `vanthu build` (without `signing.fields: false`), then sign the new file",
        ),
    )
}

pub(super) fn no_person_in_annex() -> Refusal {
    Box::new(
        refusal(
            "sign-annex-by-agency",
            "phụ lục ban hành thành tệp riêng chỉ có chữ ký số của cơ quan",
            "an annex issued as its own file bears the agency's signature only",
        )
        .hint("ký bằng `--as agency`", "sign it with `--as agency`")
        .clause("Phụ lục I, Phần I, Mục III NĐ 30/2020/NĐ-CP"),
    )
}

pub(super) fn no_picture_in_annex() -> Refusal {
    Box::new(
        refusal(
            "sign-annex-without-picture",
            "chữ ký số của cơ quan trên phụ lục ban hành thành tệp riêng không có hình con dấu",
            "the agency's signature on an annex issued as its own file shows no picture of the seal",
        )
        .hint("bỏ `--image`", "leave `--image` out")
        .clause("Phụ lục I, Phần I, Mục III NĐ 30/2020/NĐ-CP"),
    )
}

/// Not a refusal: the signature holds, but readers of the paper see nothing of it.
pub(super) fn without_picture(capacity: Capacity) -> Diagnostic {
    Diagnostic::warning(
        "sign-without-picture",
        "chữ ký có giá trị nhưng không có hình trên văn bản",
        "the signature holds, but nothing of it is seen in the document",
    )
    .hint(
        "muốn có hình thì tạo lại PDF rồi ký lại: nêu ảnh ở `signing` trong plan.yaml và ký tệp trong thư mục out của dự án (hoặc thêm `--project`), hay thêm `--image ANH.png`",
        "to have one, build the PDF again and sign it again: name the pictures under `signing` in plan.yaml and sign the file in the project's folder out (or add `--project`), or add `--image PICTURE.png`",
    )
    .clause(match capacity {
        Capacity::Agency => SEAL_CLAUSE,
        Capacity::Person | Capacity::Other => SIGNATURE_CLAUSE,
    })
}

/// Not a refusal: the signature holds, but the way to the root is not in the file.
pub(super) fn without_chain(issuer: &str) -> Diagnostic {
    Diagnostic::warning(
        "sign-without-chain",
        format!("tệp đã ký không kèm chứng thư của “{issuer}”: người chỉ có chứng thư gốc có thể không kiểm tra được"),
        format!(
            "the signed file lacks the certificate of “{issuer}”: whoever has only the root may not find the way to it"
        ),
    )
    .hint(
        "tải chứng thư của tổ chức cấp chứng thư, tạo lại PDF rồi ký lại với `--chain ca.pem`",
        "get the certification authority's certificates, build the PDF again and sign it with `--chain ca.pem`",
    )
}

pub(super) fn pictures_already() -> Refusal {
    Box::new(
        refusal(
            "sign-pictures-printed",
            "PDF này đã in sẵn ảnh chữ ký và con dấu; ký số thêm thì ảnh xuất hiện hai lần",
            "this PDF shows the pictures of signature and seal already; signing would show them twice",
        )
        .hint(
            "tạo lại PDF không có `--with-signature`, rồi ký tệp mới",
            "build the PDF again without `--with-signature`, then sign the new file",
        ),
    )
}

pub(super) fn already_signed(field: &str) -> Refusal {
    Box::new(
        refusal(
            "sign-twice",
            format!("ô `{field}` đã có chữ ký"),
            format!("the field `{field}` bears a signature already"),
        )
        .hint("kiểm tra bằng `vanthu xac-minh`", "look at it with `vanthu verify`"),
    )
}

pub(super) fn agency_was_first() -> Refusal {
    Box::new(refusal(
        "sign-after-agency",
        "cơ quan đã ký; chữ ký của cá nhân phải có trước và không thêm được nữa",
        "the agency has signed; a person's signature comes before that and cannot be added any more",
    ))
}

pub(super) fn person_first() -> Refusal {
    Box::new(
        refusal(
            "sign-person-first",
            "người có thẩm quyền chưa ký; cơ quan ký sau",
            "the person has not signed yet; the agency signs after that",
        )
        .hint("ký bằng `--as person` trước", "sign with `--as person` first")
        .clause("Điều 5 NĐ 30/2020/NĐ-CP"),
    )
}

pub(super) fn number_is_the_agency_s() -> Refusal {
    Box::new(
        refusal(
            "sign-number-by-agency",
            "số và ngày văn bản được ghi khi cơ quan ký, không phải khi cá nhân ký",
            "number and day are filled in when the agency signs, not when a person does",
        )
        .hint("bỏ `--number` và `--date`", "leave `--number` and `--date` out")
        .clause("Điều 14, Điều 15 NĐ 30/2020/NĐ-CP"),
    )
}

pub(super) fn number_missing(fields: &[&str]) -> Refusal {
    let names = |pick: fn(&str) -> &'static str| fields.iter().map(|field| pick(field)).collect::<Vec<_>>().join(", ");
    let number = fields.contains(&NUMBER);
    let day = fields.iter().any(|field| *field != NUMBER);
    let options = match (number, day) {
        (true, true) => "--number 45 --date 2023-08-15",
        (true, false) => "--number 45",
        (false, _) => "--date 2023-08-15",
    };
    Box::new(
        refusal(
            "sign-number-missing",
            format!("văn bản còn để trống {}; cơ quan không ký văn bản chưa có số và ngày", names(vietnamese)),
            format!(
                "the document's {} is still open; an agency signs no document without number and day",
                names(english)
            ),
        )
        .hint(format!("thêm `{options}`"), format!("add `{options}`"))
        .clause("Điều 14, Điều 15 NĐ 30/2020/NĐ-CP"),
    )
}

pub(super) fn contradicts(field: &str, printed: &str, given: &str) -> Refusal {
    let (vi, en) = (vietnamese(field), english(field));
    Box::new(
        refusal(
            "sign-contradiction",
            format!("văn bản đã ghi {vi} {printed}, nhưng lệnh ghi {given}"),
            format!("the document says {en} {printed}, but {given} was given"),
        )
        .hint("ghi đúng số và ngày của văn bản", "give the document's number and day as they are"),
    )
}

pub(super) fn picture_too_big() -> Refusal {
    Box::new(
        refusal(
            "sign-picture-too-big",
            "ảnh lớn hơn chỗ dành cho nó trên văn bản",
            "the picture is bigger than the room for it in the document",
        )
        .hint(
            "ghi đúng bề ngang thật của dấu, hoặc thu nhỏ ảnh chữ ký: `width` trong plan.yaml, `--image-width` trên dòng lệnh",
            "give the seal's real width, or make the signature smaller: `width` in plan.yaml, `--image-width` on the command line",
        ),
    )
}

pub(super) fn no_room() -> Refusal {
    Box::new(refusal(
        "sign-no-room",
        "chữ ký kèm chứng thư dài hơn chỗ dành cho nó trong tệp",
        "the signature with its certificates is longer than the room kept for it",
    ))
}

/// The file bears a signature that does not hold.
pub(super) fn broken(finding: &Diagnostic) -> Refusal {
    let (vi, en) = (&finding.message.vi, &finding.message.en);
    Box::new(
        refusal(
            "sign-on-broken",
            format!("không ký thêm vào tệp đã hỏng: {vi}"),
            format!("nothing is signed on top of what does not hold: {en}"),
        )
        .hint("xem chi tiết bằng `vanthu xac-minh`", "see the details with `vanthu verify`"),
    )
}

/// The file as it would be is not one that a reader would believe.
pub(super) fn would_not_hold(finding: &Diagnostic) -> Refusal {
    let (vi, en) = (&finding.message.vi, &finding.message.en);
    Box::new(refusal(
        "sign-would-not-hold",
        format!("chữ ký sẽ không có giá trị: {vi}"),
        format!("the signature would not hold: {en}"),
    ))
}
