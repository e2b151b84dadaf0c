//! Pictures of signature and seal: read where they are to be placed or checked, left alone otherwise, since they may lie
//! on another medium than the plan.

use std::path::Path;
use std::sync::Arc;

use super::Failure;
use super::cli::Sign;
use super::files::{self, ProjectFiles};
use crate::base::{Diagnostic, Diagnostics, Length};
use crate::input;
use crate::picture::{self, Kind, Picture, Wanted};
use crate::plan::{PictureFile, Plan};
use crate::rules::SEAL_CLAUSE;

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
        pictures.extend(read_named(files, kind, file, found)?.map(Arc::new));
    }
    if let (Pictures::Placed, Some(signature), false) = (what, &plan.signing.signature, found.has_errors()) {
        found.push(no_original(signature));
    }
    Ok(pictures)
}

/// A picture that a plan names; none where anything is wrong with it.
fn read_named(
    files: &ProjectFiles,
    kind: Kind,
    file: &PictureFile,
    found: &mut Diagnostics,
) -> Result<Option<Picture>, Failure> {
    let Some(bytes) = files.read_picture(&file.image)? else {
        found.push(missing(file));
        return Ok(None);
    };
    let (name, place) = (file.image.value.as_str(), Some(&file.image.place));
    let width = file.width.as_ref().map(|width| width.value);
    let read = picture::read(&bytes, &Wanted { kind, width, name, place });
    Ok(read.map_err(|faults| found.extend(faults)).ok())
}

/// The picture that a digital signature shows: the file that the command line names, else the one that the project names,
/// which is the project of the command line or the one in whose folder `out` the document lies.
pub(super) fn to_sign_with(asked: &Sign, kind: Kind) -> Result<Option<Picture>, Failure> {
    if let Some(image) = &asked.image {
        return given(image, asked.image_width, kind).map(Some);
    }
    let Some(project) = asked.pictures_of.clone().or_else(|| ProjectFiles::of_output(&asked.file)) else {
        return Ok(None);
    };
    let files = ProjectFiles::find(&project)?;
    let (plan, mut found) = input::read_plan(files.read_plan()?);
    let mut picture = None;
    if let (Some(plan), false) = (&plan, found.has_errors())
        && let Some((_, file)) = named_files(plan).find(|(named, _)| *named == kind)
    {
        picture = read_named(&files, kind, file, &mut found)?;
    }
    // A signature cannot be taken back: nothing is signed without its picture because of a mistake in the project.
    if found.has_errors() { Err(Failure::Input(found.into_sorted())) } else { Ok(picture) }
}

/// A picture that the command line names, at the width that it gives.
fn given(image: &Path, width: Option<Length>, kind: Kind) -> Result<Picture, Failure> {
    let bytes = files::read_picture(image)?;
    let (least, most) = picture::widths(kind);
    match (kind, width) {
        (Kind::Seal, None) => return Err(Failure::Input(vec![no_seal_width()])),
        (Kind::Signature, None) => {}
        (Kind::Signature | Kind::Seal, Some(width)) if (least..=most).contains(&width) => {}
        (Kind::Signature | Kind::Seal, Some(width)) => {
            return Err(Failure::Input(vec![image_width(kind, width, (least, most))]));
        }
    }
    let name = &files::shown(image);
    picture::read(&bytes, &Wanted { kind, width, name, place: None }).map_err(Failure::Input)
}

/// A seal is shown in its real size, which only the office can tell.
fn no_seal_width() -> Diagnostic {
    Diagnostic::error(
        "image-width",
        "hình con dấu phải đúng kích thước thật: `--image` cần kèm `--image-width`",
        "a seal is shown in its real size: `--image` needs `--image-width`",
    )
    .clause(SEAL_CLAUSE)
    .hint(
        "đo bề ngang hình dấu trên giấy rồi ghi, ví dụ `--image-width 36mm`",
        "measure the imprint's width on paper and give it, `--image-width 36mm` say",
    )
}

fn image_width(kind: Kind, width: Length, (least, most): (Length, Length)) -> Diagnostic {
    let (width, least, most) = (width.as_mm(), least.as_mm(), most.as_mm());
    let width_vi = width.to_string().replace('.', ",");
    let (vi, en) = match kind {
        Kind::Signature => ("chữ ký", "a signature"),
        Kind::Seal => ("con dấu", "a seal"),
    };
    Diagnostic::error(
        "image-width",
        format!("hình {vi} không thể rộng {width_vi} mm: phải từ {least} mm đến {most} mm"),
        format!("the picture of {en} cannot be {width} mm wide: {least} mm to {most} mm"),
    )
    .hint(
        "ghi bề ngang nét mực đo trên giấy ở `--image-width`",
        "give the width of the ink as measured on paper as `--image-width`",
    )
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
