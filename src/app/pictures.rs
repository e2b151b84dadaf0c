//! Pictures of signature and seal: read where they are to be placed or checked, left alone otherwise, since they may lie
//! on another medium than the plan.

use std::sync::Arc;

use super::Failure;
use super::files::ProjectFiles;
use crate::base::{Diagnostic, Diagnostics};
use crate::picture::{self, Kind, Picture, Wanted};
use crate::plan::{PictureFile, Plan};

/// What a run does with the pictures that a plan names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pictures {
    /// Nothing.
    Ignored,
    /// They are looked at.
    Checked,
    /// They are put into the document.
    Placed,
}

/// Reads the pictures, with everything that is wrong with them.
pub(super) fn read(
    files: &ProjectFiles,
    plan: &Plan,
    what: Pictures,
    found: &mut Diagnostics,
) -> Result<Vec<Arc<Picture>>, Failure> {
    match what {
        Pictures::Ignored => return Ok(Vec::new()),
        Pictures::Checked => {}
        Pictures::Placed => found.extend(nothing_to_place(plan)),
    }
    let mut pictures = Vec::new();
    for (kind, file) in named_files(plan) {
        let Some(bytes) = files.read_picture(&file.image)? else {
            found.push(missing(file));
            continue;
        };
        let (name, place) = (file.image.value.as_str(), Some(&file.image.place));
        let width = file.width.as_ref().map(|width| width.value);
        match picture::read(&bytes, &Wanted { kind, width, name, place }) {
            Ok(picture) => pictures.push(Arc::new(picture)),
            Err(faults) => found.extend(faults),
        }
    }
    if let (Pictures::Placed, Some(signature), false) = (what, &plan.signing.signature, found.has_errors()) {
        found.push(no_original(signature));
    }
    Ok(pictures)
}

/// The pictures' files in the order in which they are placed.
fn named_files(plan: &Plan) -> impl Iterator<Item = (Kind, &PictureFile)> {
    let named = [(Kind::Signature, &plan.signing.signature), (Kind::Seal, &plan.signing.seal)];
    named.into_iter().filter_map(|(kind, file)| Some((kind, file.as_ref()?)))
}

fn missing(file: &PictureFile) -> Diagnostic {
    let name = &file.image.value;
    Diagnostic::error(
        "picture-missing",
        format!("không tìm thấy tệp ảnh `{name}`"),
        format!("the picture `{name}` is not there"),
    )
    .at(&file.image.place)
    .hint(
        "ghi đường dẫn tính từ thư mục chứa plan.yaml, đúng từng chữ hoa, chữ thường",
        "write its path from the folder that holds plan.yaml, with capitals as they are",
    )
}

/// Pictures were asked for, and there is none to place, or none that may stand alone.
fn nothing_to_place(plan: &Plan) -> Option<Diagnostic> {
    match (&plan.signing.signature, &plan.signing.seal) {
        (Some(_), Some(_) | None) => None,
        (None, None) => Some(
            Diagnostic::error(
                "no-pictures",
                "có `--with-signature` nhưng plan.yaml không nêu hình ảnh chữ ký nào",
                "there is `--with-signature`, but plan.yaml names no picture of a signature",
            )
            .hint(
                "thêm vào plan.yaml: `signing: { signature: { image: chu-ky.png }, seal: { image: con-dau.png, width: 36mm } }`",
                "add to plan.yaml: `signing: { signature: { image: signature.png }, seal: { image: seal.png, width: 36mm } }`",
            ),
        ),
        (None, Some(seal)) => Some(
            Diagnostic::error(
                "seal-without-signature",
                "có hình ảnh dấu nhưng không có hình ảnh chữ ký: chỉ đóng dấu vào văn bản đã có chữ ký",
                "there is a seal but no signature: only a signed document is sealed",
            )
            .at(&seal.image.place)
            .clause("NĐ 30/2020/NĐ-CP, Điều 32 khoản 2")
            .hint("thêm `signature: { image: chu-ky.png }`", "add `signature: { image: signature.png }`"),
        ),
    }
}

/// What pictures do not bring about.
fn no_original(signature: &PictureFile) -> Diagnostic {
    Diagnostic::warning(
        "pictures-only",
        "hình ảnh chữ ký, con dấu không làm cho tệp này thành bản gốc: bản gốc điện tử phải có chữ ký số của người có thẩm quyền và của cơ quan",
        "pictures of signature and seal do not make this file an original: that takes the digital signatures of the signer and of the agency",
    )
    .at(&signature.image.place)
    .clause("NĐ 30/2020/NĐ-CP, Điều 5")
    .hint(
        "cần bản gốc điện tử thì tạo lại không kèm `--with-signature`, rồi ký số tệp PDF",
        "for an electronic original build again without `--with-signature` and sign the PDF digitally",
    )
}
