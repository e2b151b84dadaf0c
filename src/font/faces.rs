//! The four faces together, embedded or brought by the office.

use std::sync::Arc;

use super::face::{Face, FaceData, nature};
use crate::base::{Diagnostic, Diagnostics};

const REGULAR: &[u8] = include_bytes!("../../fonts/Tinos-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../fonts/Tinos-Bold.ttf");
const ITALIC: &[u8] = include_bytes!("../../fonts/Tinos-Italic.ttf");
const BOLD_ITALIC: &[u8] = include_bytes!("../../fonts/Tinos-BoldItalic.ttf");

/// Families with the widths of Times New Roman. The decree asks for Times New Roman (Phụ lục I, Phần I, Mục I.4), and
/// another width would part the PDF from the DOCX.
const FAMILIES: [&str; 3] = ["Times New Roman", "Tinos", "Liberation Serif"];

/// What the four faces are called in messages, Vietnamese and English, in the order of [`slot`].
const NAMES: [(&str, &str); 4] =
    [("chữ đứng", "regular"), ("chữ đậm", "bold"), ("chữ nghiêng", "italic"), ("chữ đậm nghiêng", "bold italic")];

/// A font file as the application read it.
#[derive(Clone, Debug)]
pub struct FontFile {
    /// The name that people know it by.
    pub name: String,
    /// The whole file.
    pub bytes: Vec<u8>,
}

/// The four faces (bộ chữ) of the one family that documents are set in.
#[derive(Debug)]
pub struct Faces([Face; 4]);

impl Faces {
    /// The faces that are part of the program.
    pub fn embedded() -> Self {
        Self(std::array::from_fn(embedded_face))
    }

    /// Faces from the office's own files, told apart by what the fonts say of themselves, not by their names.
    ///
    /// A face that no file brings is the embedded one, with a warning; so is a family that is not Times New Roman. A
    /// file that is no font is an error.
    pub fn from_files(files: Vec<FontFile>) -> Result<(Self, Diagnostics), Diagnostics> {
        let mut findings = Diagnostics::default();
        let mut found: [Option<Face>; 4] = [const { None }; 4];
        for file in files {
            take(file, &mut found, &mut findings);
        }
        if findings.has_errors() {
            return Err(findings);
        }
        for ((vi, en), _) in NAMES.iter().zip(&found).filter(|(_, face)| face.is_none()) {
            findings.push(Diagnostic::warning(
                "font-face-embedded",
                format!("thư mục phông không có Times New Roman {vi}; dùng phông Tinos có sẵn"),
                format!("the font folder has no {en} Times New Roman; the built-in Tinos is used"),
            ));
        }
        let mut slots = found.into_iter().enumerate();
        let faces = std::array::from_fn(|index| {
            slots.next().and_then(|(_, face)| face).unwrap_or_else(|| embedded_face(index))
        });
        Ok((Self(faces), findings))
    }

    /// One of the four.
    #[inline]
    pub fn face(&self, bold: bool, italic: bool) -> &Face {
        &self.0[slot(bold, italic)]
    }

    /// The file of one of the four, for embedding.
    pub fn data(&self, bold: bool, italic: bool) -> &FaceData {
        self.face(bold, italic).data()
    }

    /// The first character that cannot be printed in every face: one without a glyph, or a control character other than
    /// the line break.
    pub fn missing(&self, text: &str) -> Option<char> {
        text.chars().find(|c| !self.has(*c))
    }

    fn has(&self, c: char) -> bool {
        if c.is_control() {
            return c == '\n';
        }
        self.0.iter().all(|face| face.glyph(c).is_some())
    }
}

/// Regular, bold, italic, bold italic.
const fn slot(bold: bool, italic: bool) -> usize {
    bold as usize + 2 * italic as usize
}

/// An embedded face: known bytes, so that reading them cannot fail (a test reads all four).
#[allow(clippy::expect_used)]
fn embedded_face(index: usize) -> Face {
    let bytes = [REGULAR, BOLD, ITALIC, BOLD_ITALIC][index];
    Face::read(FaceData::Embedded(bytes)).expect("the embedded faces are fonts")
}

/// Puts a file where it belongs, or says why it cannot be used.
fn take(file: FontFile, found: &mut [Option<Face>; 4], findings: &mut Diagnostics) {
    let FontFile { name, bytes } = file;
    let described = nature(&bytes);
    let face = Face::read(FaceData::Read(Arc::new(bytes)));
    let (Some(nature), Some(face)) = (described, face) else {
        findings.push(
            Diagnostic::error(
                "font-unreadable",
                format!("{name}: không phải phông chữ TrueType hay OpenType đọc được"),
                format!("{name}: not a readable TrueType or OpenType font"),
            )
            .hint(
                "chép times.ttf, timesbd.ttf, timesi.ttf, timesbi.ttf vào thư mục phông",
                "put times.ttf, timesbd.ttf, timesi.ttf and timesbi.ttf into the font folder",
            ),
        );
        return;
    };
    let place = &mut found[slot(nature.bold, nature.italic)];
    if !FAMILIES.contains(&nature.family.as_str()) {
        findings.push(Diagnostic::warning(
            "font-family-ignored",
            format!("{name}: phông {} không phải Times New Roman nên không dùng", nature.family),
            format!("{name}: {} is not Times New Roman and is not used", nature.family),
        ));
    } else if place.is_some() {
        let (vi, en) = NAMES[slot(nature.bold, nature.italic)];
        findings.push(Diagnostic::warning(
            "font-face-twice",
            format!("{name}: đã có phông {vi} khác, tệp này không dùng"),
            format!("{name}: another file already brings the {en} face; this one is not used"),
        ));
    } else {
        *place = Some(face);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, bytes: &[u8]) -> FontFile {
        FontFile { name: name.into(), bytes: bytes.into() }
    }

    #[test]
    fn every_vietnamese_letter_has_a_glyph_in_every_face() {
        let faces = Faces::embedded();
        let vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";
        let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
        for letter in vowels.chars() {
            for tone in tones {
                assert_eq!(faces.missing(&crate::base::text::nfc(&format!("{letter}{tone}"))), None, "{letter}{tone}");
            }
        }
        assert_eq!(faces.missing("đĐ – — … “” ‘’ ₫ m² % ≥ ≤\u{A0}"), None);
    }

    #[test]
    fn what_cannot_be_printed_is_named() {
        let faces = Faces::embedded();
        assert_eq!(faces.missing("một\nhai"), None);
        assert_eq!(faces.missing("một\thai"), Some('\t'));
        assert_eq!(faces.missing("tốt 中 kém"), Some('中'));
        assert_eq!(faces.missing("\u{7}"), Some('\u{7}'));
    }

    #[test]
    fn advances_round_to_the_sixth_of_a_twip() {
        let regular = Faces::embedded();
        let face = regular.face(false, false);
        assert_eq!((face.units_per_em(), face.advance('c')), (2048, 909));
        assert_eq!(face.advance_sixth('c', 28), 746);
        assert_eq!(face.advance_sixth(' ', 28), 420);
        assert_eq!(face.advance('\u{AD}'), 0);
        assert!(face.glyph('≥').is_some() && face.advance('≥') > 0);
    }

    #[test]
    fn files_are_told_apart_by_what_they_say_of_themselves() {
        let files =
            vec![file("d.ttf", BOLD_ITALIC), file("b.ttf", BOLD), file("c.ttf", ITALIC), file("a.ttf", REGULAR)];
        let (faces, findings) = Faces::from_files(files).expect("four fonts");
        assert_eq!(findings.into_sorted(), []);
        for (index, bytes) in [REGULAR, BOLD, ITALIC, BOLD_ITALIC].into_iter().enumerate() {
            assert_eq!(faces.data(index % 2 == 1, index >= 2).as_ref(), bytes);
        }
    }

    #[test]
    fn a_missing_face_falls_back_and_rubbish_is_refused() {
        let (faces, findings) = Faces::from_files(vec![file("b.ttf", BOLD), file("b2.ttf", BOLD)]).expect("fonts");
        assert!(matches!(faces.data(true, false), FaceData::Read(_)));
        assert!(matches!(faces.data(false, false), FaceData::Embedded(_)));
        let codes: Vec<_> = findings.into_sorted().iter().map(|d| d.code).collect();
        assert_eq!(codes, ["font-face-twice", "font-face-embedded", "font-face-embedded", "font-face-embedded"]);
        for rubbish in [&b"not a font"[..], &[], &REGULAR[..3000], &REGULAR[..REGULAR.len() / 2]] {
            let findings = Faces::from_files(vec![file("x.ttf", rubbish)]).expect_err("no font");
            assert!(findings.has_errors());
        }
    }
}
