//! The frame: what every document must have (thể thức), as fields, so that no template can forget one.
//! Capitals are the decree's matter: what it prints in capitals may stand here in any case.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Block, Inline};
use crate::base::{PartialDate, text};
use crate::picture::Picture;
use crate::plan::{Orientation, Urgency};

/// A document: the main text or annexes or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What the file says of itself.
    pub meta: Meta,
    /// The document proper; none where an annex is printed alone.
    pub main: Option<Main>,
    /// Phụ lục, each in a section of its own.
    pub annexes: Vec<Annex>,
    /// What whoever signs the file needs to know of it; none leaves the file without fields for it.
    pub signing: Option<SigningFacts>,
}

impl Document {
    /// The document with pictures of signature and seal; an annex alone has no place for them.
    pub fn with_pictures(mut self, pictures: &[Arc<Picture>]) -> Self {
        if let Some(main) = &mut self.main {
            main.frame.signature.pictures = pictures.to_vec();
            if let Some(signing) = &mut self.signing {
                signing.pictures = !pictures.is_empty();
            }
        }
        self
    }
}

/// What is printed of number and day, so that whoever fills in the rest contradicts nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SigningFacts {
    /// Số, ký hiệu.
    pub number: NumberLine,
    /// Ngày, tháng, năm ban hành, as far as known.
    pub date: Option<PartialDate>,
    /// Whether the file is an annex without the document that it belongs to.
    pub alone: bool,
    /// Whether pictures of signature or seal stand in it already: then nobody is to sign it, or they would stand twice.
    pub pictures: bool,
}

/// The file's own description.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// Title for readers and archives.
    pub title: String,
    /// The issuing office.
    pub author: String,
    /// What it is about, in a line.
    pub subject: String,
    /// The document's own day, as far as known: the only date that goes into the files.
    pub date: Option<PartialDate>,
}

/// The document proper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Main {
    /// Letterhead, title, signature block, recipients.
    pub frame: Frame,
    /// Everything between title and signature.
    pub body: Vec<Block>,
}

/// Ô 1 to 5a and 7 to 13 of the layout diagram (Phụ lục I, Phần I, Mục IV).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Cơ quan chủ quản (ô 2).
    pub parent: Vec<String>,
    /// Cơ quan ban hành, a line each (ô 2).
    pub agency: Vec<String>,
    /// Số, ký hiệu (ô 3).
    pub number: NumberLine,
    /// Địa danh (ô 4).
    pub place: String,
    /// Thời gian ban hành (ô 4).
    pub date: Option<PartialDate>,
    /// Tên loại (ô 5a).
    pub kind: String,
    /// Trích yếu (ô 5a).
    pub title: Vec<Inline>,
    /// Kính gửi (ô 9a).
    pub addressees: Vec<String>,
    /// Quyền hạn, chức vụ, họ tên (ô 7).
    pub signature: Signature,
    /// Nơi nhận, without dashes and end marks (ô 9b).
    pub recipients: Vec<String>,
    /// Ký hiệu người soạn thảo: `PL.(300)` (ô 12).
    pub drafter: Option<String>,
    /// Stamps (ô 10a, 10b) and "DỰ THẢO", top to bottom.
    pub stamps: Vec<Stamp>,
    /// Phạm vi lưu hành (ô 11).
    pub circulation: Option<String>,
    /// Contact lines (ô 13).
    pub contact: Vec<String>,
}

/// Số và ký hiệu: `Số: 05/KH-UBND`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberLine {
    /// The number; a blank to write in until issued.
    pub number: Option<u32>,
    /// Ký hiệu.
    pub symbol: String,
}

/// Ô 7a and 7b.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Lines of authority and title.
    pub lines: Vec<String>,
    /// Họ và tên.
    pub name: Option<String>,
    /// Hình ảnh chữ ký and hình ảnh dấu (ô 7c, 8), one of a kind; none as a rule.
    /// They are put in when a file is made and are no part of what is kept.
    #[serde(skip)]
    pub pictures: Vec<Arc<Picture>>,
}

/// A framed word on the first page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// What it is, which settles its size.
    pub kind: StampKind,
    /// Its word.
    pub text: String,
}

/// The stamps of ô 10 and the draft mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StampKind {
    /// Dấu chỉ độ mật (ô 10a).
    Secrecy,
    /// Dấu chỉ mức độ khẩn (ô 10b).
    Urgency(Urgency),
    /// Dự thảo.
    Draft,
}

/// What is left open to be written in by hand or filled in at signing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Blank {
    /// Số.
    Number,
    /// Ngày.
    Day,
    /// Tháng.
    Month,
    /// Năm.
    Year,
}

/// Phụ lục.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annex {
    /// "Phụ lục", "Phụ lục II"; none where the office leaves it out.
    pub label: Option<String>,
    /// Tiêu đề.
    pub title: Vec<Inline>,
    /// "(Kèm theo …)".
    pub reference: Vec<Inline>,
    /// Portrait or landscape.
    pub orientation: Orientation,
    /// "DỰ THẢO" where the annex stands alone.
    pub stamps: Vec<Stamp>,
    /// Notes and the table.
    pub body: Vec<Block>,
}

/// "ngày … tháng 8 năm 2023", with blanks for what is open.
pub fn date_line(date: Option<PartialDate>) -> Vec<Inline> {
    let [day, month, year] = text::date_parts(date);
    let part = |known: Option<String>, blank| known.map_or(Inline::Blank(blank), Inline::Text);
    vec![
        Inline::Text("ngày ".to_owned()),
        part(day, Blank::Day),
        Inline::Text(" tháng ".to_owned()),
        part(month, Blank::Month),
        Inline::Text(" năm ".to_owned()),
        part(year, Blank::Year),
    ]
}
