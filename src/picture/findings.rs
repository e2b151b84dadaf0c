//! What is said of a picture that cannot stand in a document.

use super::colour::{self, Colour, Measured};
use super::decode::{Fault, MOST_PIXELS};
use super::size::TooHigh;
use super::{Kind, MOST_BYTES, Wanted};
use crate::base::{Diagnostic, Length};
use crate::rules::{SEAL_CLAUSE, SIGNATURE_CLAUSE};

/// The fewest pixels across: fewer print as steps.
pub const LEAST_WIDTH: u32 = 300;

/// What a kind is called.
fn kind(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Signature => ("chữ ký", "signature"),
        Kind::Seal => ("con dấu", "seal"),
    }
}

fn clause(kind: Kind) -> &'static str {
    match kind {
        Kind::Signature => SIGNATURE_CLAUSE,
        Kind::Seal => SEAL_CLAUSE,
    }
}

fn finding(code: &'static str, vi: String, en: String, wanted: &Wanted<'_>) -> Diagnostic {
    let finding = Diagnostic::error(code, vi, en);
    match wanted.place {
        Some(place) => finding.at(place),
        None => finding,
    }
}

/// How to come by a picture that fits.
fn scan_again(diagnostic: Diagnostic, wanted: &Wanted<'_>) -> Diagnostic {
    match wanted.kind {
        Kind::Signature => diagnostic.hint(
            "quét chữ ký bằng mực xanh trên giấy trắng ở 600 dpi, xóa nền trắng, lưu thành .png nền trong suốt",
            "scan a signature in blue ink on white paper at 600 dpi, remove the white background, save it as .png with a transparent background",
        ),
        Kind::Seal => diagnostic.hint(
            "quét hình dấu màu đỏ trên giấy trắng ở 600 dpi, xóa nền trắng, lưu thành .png nền trong suốt",
            "scan the red imprint of the seal on white paper at 600 dpi, remove the white background, save it as .png with a transparent background",
        ),
    }
}

/// No pixels came out of the file.
pub fn unreadable(fault: &Fault, wanted: &Wanted<'_>) -> Diagnostic {
    let name = wanted.name;
    match fault {
        Fault::NoPng(Some(other)) => {
            let (vi, en) =
                (format!("`{name}` là tệp {other}, không phải PNG"), format!("`{name}` is a {other} file, not a PNG"));
            scan_again(finding("picture-format", vi, en, wanted).clause(clause(wanted.kind)), wanted)
        }
        Fault::NoPng(None) => {
            let (vi, en) = (format!("`{name}` không phải là tệp PNG"), format!("`{name}` is not a PNG file"));
            scan_again(finding("picture-format", vi, en, wanted).clause(clause(wanted.kind)), wanted)
        }
        Fault::Broken => finding(
            "picture-broken",
            format!("tệp PNG `{name}` bị hỏng hoặc thiếu phần cuối"),
            format!("the PNG file `{name}` is damaged or cut off"),
            wanted,
        )
        .hint(
            "mở tệp bằng trình xem ảnh rồi lưu lại, hoặc chép lại tệp gốc",
            "open it in a picture viewer and save it again, or copy the original once more",
        ),
        Fault::TooLarge(extent) => {
            let most = MOST_BYTES / (1024 * 1024);
            let (vi, en) = match extent {
                Some((width, height)) => (
                    format!("ảnh `{name}` quá lớn: {width} × {height} điểm ảnh; mỗi chiều tối đa {MOST_PIXELS}"),
                    format!(
                        "the picture `{name}` is too large: {width} × {height} pixels; {MOST_PIXELS} each way at most"
                    ),
                ),
                None => (
                    format!("ảnh `{name}` quá lớn: tối đa {most} MB"),
                    format!("the picture `{name}` is too large: {most} MB at most"),
                ),
            };
            finding("picture-large", vi, en, wanted).hint(
                "cắt bỏ phần trống quanh nét mực, hoặc quét ở 600 dpi",
                "cut off what is empty around the ink, or scan at 600 dpi",
            )
        }
    }
}

/// Too few pixels to be printed well.
pub fn too_narrow(width: u32, wanted: &Wanted<'_>) -> Diagnostic {
    let name = wanted.name;
    let diagnostic = finding(
        "picture-small",
        format!("ảnh `{name}` chỉ rộng {width} điểm ảnh, in ra sẽ vỡ nét; cần ít nhất {LEAST_WIDTH}"),
        format!(
            "the picture `{name}` is only {width} pixels wide and would print in steps; at least {LEAST_WIDTH} are needed"
        ),
        wanted,
    );
    diagnostic.hint(
        "quét lại ở độ phân giải cao hơn (600 dpi); phóng to ảnh cũ không thêm được nét",
        "scan it again at a higher resolution (600 dpi); enlarging the old picture adds nothing",
    )
}

/// A picture with a background.
pub fn no_transparency(wanted: &Wanted<'_>) -> Diagnostic {
    let name = wanted.name;
    let diagnostic = finding(
        "picture-opaque",
        format!("ảnh `{name}` không có điểm ảnh trong suốt nào: nền của nó sẽ che chữ"),
        format!("the picture `{name}` has no transparent pixel: its background would cover the text"),
        wanted,
    );
    diagnostic.clause(clause(wanted.kind)).hint(
        "xóa nền trắng bằng phần mềm sửa ảnh rồi lưu thành .png nền trong suốt",
        "remove the white background in a picture editor and save it as .png with a transparent background",
    )
}

/// A picture of nothing.
pub fn no_ink(wanted: &Wanted<'_>) -> Diagnostic {
    let name = wanted.name;
    let diagnostic = finding(
        "picture-empty",
        format!("ảnh `{name}` không có nét mực nào: mọi điểm ảnh đều trong suốt"),
        format!("the picture `{name}` has no ink: every pixel is transparent"),
        wanted,
    );
    scan_again(diagnostic, wanted)
}

/// Ink of another colour.
pub fn wrong_colour(measured: &Measured, wanted: &Wanted<'_>) -> Diagnostic {
    let (name, percent, enough) = (wanted.name, measured.percent, colour::ENOUGH);
    let (what, colour) = (kind(wanted.kind), name_of(colour::wanted(wanted.kind)));
    let hues = match wanted.kind {
        Kind::Signature => "200–260°",
        Kind::Seal => "340–20°",
    };
    let other = measured.other.map(name_of);
    let other_vi = other.map(|other| format!("; phần còn lại chủ yếu màu {}", other.0)).unwrap_or_default();
    let other_en = other.map(|other| format!("; the rest is mostly {}", other.1)).unwrap_or_default();
    let diagnostic = finding(
        "picture-colour",
        format!(
            "hình {} `{name}` phải màu {}: {percent}% điểm ảnh không trong suốt có màu ấy (góc màu {hues}), cần từ {enough}%{other_vi}",
            what.0, colour.0
        ),
        format!(
            "the picture of the {} `{name}` must be {}: {percent}% of its opaque pixels are (hue {hues}), {enough}% are needed{other_en}",
            what.1, colour.1
        ),
        wanted,
    );
    scan_again(diagnostic.clause(clause(wanted.kind)), wanted)
}

fn name_of(colour: Colour) -> (&'static str, &'static str) {
    match colour {
        Colour::Black => ("đen", "black"),
        Colour::Grey => ("xám", "grey"),
        Colour::White => ("trắng", "white"),
        Colour::Red => ("đỏ", "red"),
        Colour::Yellow => ("vàng hoặc cam", "yellow or orange"),
        Colour::Green => ("xanh lá", "green"),
        Colour::Cyan => ("xanh lơ", "cyan"),
        Colour::Blue => ("xanh", "blue"),
        Colour::Purple => ("tím", "purple"),
    }
}

/// Ink that is higher than its room at the width that the office wants.
pub fn too_high(too_high: &TooHigh, wanted: &Wanted<'_>) -> Diagnostic {
    let (name, mm) = (wanted.name, |length: Length| format!("{:.1}", length.as_mm()).replace('.', ","));
    let TooHigh { width, height, most, most_width } = *too_high;
    let diagnostic = finding(
        "picture-size",
        format!(
            "hình {} `{name}` rộng {} mm thì cao {} mm; chỗ dành cho nó cao {} mm",
            kind(wanted.kind).0,
            mm(width),
            mm(height),
            mm(most)
        ),
        format!(
            "the picture of the {} `{name}`, {:.1} mm wide, is {:.1} mm high; its room is {:.1} mm high",
            kind(wanted.kind).1,
            width.as_mm(),
            height.as_mm(),
            most.as_mm()
        ),
        wanted,
    );
    // Rounded down: what is advised must fit.
    let fits = (most_width.as_mm() * 10.0).floor() / 10.0;
    match wanted.kind {
        Kind::Signature => {
            let (key, value) = match wanted.place {
                Some(_) => ("width", format!("width: {fits}mm")),
                None => ("--image-width", format!("--image-width {fits}mm")),
            };
            diagnostic.hint(
                format!("ghi `{value}` trở xuống, hoặc bỏ `{key}`"),
                format!("write `{value}` or less, or leave `{key}` out"),
            )
        }
        Kind::Seal => diagnostic.clause(SEAL_CLAUSE).hint(
            "cắt ảnh vừa sát hình dấu; `width` là bề ngang thật của dấu, đo trên giấy",
            "cut the picture to the imprint; `width` is the seal's real width, measured on paper",
        ),
    }
}
