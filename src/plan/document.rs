//! The document as an office speaks of it: who issues it, who signs, to whom it goes, what it says.

use serde::{Deserialize, Serialize};

use super::{Annex, Goal, Office, OfficeId, OfficeKind, Reports};
use crate::base::{Length, PartialDate, Place, Placed, text};
use crate::rules::Choices;

/// Kế hoạch: everything that one `plan.yaml` says.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What kind of document, its number, place, day and title.
    pub document: DocumentInfo,
    /// Who issues it (cơ quan ban hành).
    pub issuer: Issuer,
    /// Who signs it (người ký).
    pub signatory: Signatory,
    /// Kính gửi (ô 9a): empty for a plan as a rule.
    pub addressees: Vec<Placed<String>>,
    /// Nơi nhận (ô 9b), as typed, without dash and semicolon.
    pub recipients: Vec<Placed<String>>,
    /// Địa chỉ, thư điện tử, điện thoại (ô 13).
    pub contact: Option<Contact>,
    /// Posts and offices that can lead or support a task, in the file's order.
    pub offices: Vec<Office>,
    /// What the whole plan is measured by.
    pub goals: Vec<Goal>,
    /// Căn cứ ban hành, one line each, printed as typed.
    pub bases: Vec<Placed<String>>,
    /// The text before section I, Markdown.
    pub preamble: Option<Placed<String>>,
    /// Sections I, II, III, ….
    pub sections: Vec<Section>,
    /// The closing sentence, Markdown.
    pub closing: Option<Placed<String>>,
    /// The annex with the assignments.
    pub annex: Option<Annex>,
    /// How progress is followed and reported.
    pub reporting: Reporting,
    /// What holds for every periodic report.
    pub reports: Reports,
    /// How the finished files are made ready to be signed.
    pub signing: Signing,
    /// Layout within the decree's bounds.
    pub choices: Choices,
}

/// Ký số: how the finished files are made ready for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signing {
    /// Whether the PDF has empty fields for signatures, and for number and day while they are open.
    pub fields: bool,
    /// Hình ảnh chữ ký của người ký.
    pub signature: Option<PictureFile>,
    /// Hình ảnh dấu của cơ quan.
    pub seal: Option<PictureFile>,
}

/// A picture by its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFile {
    /// Its path, from the project's folder.
    pub image: Placed<String>,
    /// How wide its ink is on paper; always known of a seal.
    pub width: Option<Placed<Length>>,
}

/// How progress is followed and reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reporting {
    /// A task that is not done is at risk when its last day is no more than so many days ahead.
    pub at_risk_days: u32,
}

impl Default for Reporting {
    fn default() -> Self {
        Self { at_risk_days: 30 }
    }
}

impl Plan {
    /// The office of an id; `input` has made sure that every id used exists.
    pub fn office(&self, id: &OfficeId) -> Option<&Office> {
        self.offices.iter().find(|office| office.id.value == *id)
    }

    /// The office that fills in the progress of another one: itself, or the one it reports through. None where that is
    /// everyone, and so nobody.
    pub fn reporter(&self, id: &OfficeId) -> Option<&Office> {
        self.reports_end(id).filter(|office| match office.kind {
            OfficeKind::Office | OfficeKind::Post => true,
            OfficeKind::Everyone => false,
        })
    }

    /// Where the reports of an office end; none where they go in a circle or to an office that is not there.
    pub fn reports_end(&self, id: &OfficeId) -> Option<&Office> {
        let mut office = self.office(id)?;
        for _ in 0..self.offices.len() {
            match &office.reports_through {
                Some(through) => office = self.office(&through.value)?,
                None => return Some(office),
            }
        }
        None
    }
}

/// Số, ký hiệu, địa danh, thời gian, tên loại, trích yếu.
#[derive(Clone, Debug)]
pub struct DocumentInfo {
    /// Tên loại văn bản.
    pub kind: DocumentKind,
    /// Số: none until the document is issued.
    pub number: Option<Placed<u32>>,
    /// Ký hiệu: `KH-UBND`.
    pub symbol: Placed<String>,
    /// Địa danh.
    pub place: Placed<String>,
    /// Thời gian ban hành, as far as it is known.
    pub date: Option<Placed<PartialDate>>,
    /// Trích yếu nội dung; a line break typed in it is kept.
    pub title: Placed<String>,
    /// Dấu chỉ độ mật (ô 10a): MẬT, TỐI MẬT, TUYỆT MẬT.
    pub secrecy: Option<Placed<String>>,
    /// Dấu chỉ mức độ khẩn (ô 10b).
    pub urgency: Option<Urgency>,
    /// Chỉ dẫn về phạm vi lưu hành (ô 11): XEM XONG TRẢ LẠI, LƯU HÀNH NỘI BỘ.
    pub circulation: Option<Placed<String>>,
    /// Ký hiệu người soạn thảo và số lượng bản phát hành (ô 12).
    pub drafter: Option<Drafter>,
    /// Whether to print "DỰ THẢO".
    pub draft: bool,
}

/// Tên loại văn bản with its abbreviation (Phụ lục III).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// Kế hoạch (KH).
    Plan,
    /// Báo cáo (BC).
    Report,
    /// Thông báo (TB).
    Notice,
    /// Quyết định (QĐ).
    Decision,
    /// Chương trình (CTr).
    Programme,
    /// Phương án (PA).
    Scheme,
}

impl DocumentKind {
    /// The name in capitals, as ô 5a prints it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plan => "KẾ HOẠCH",
            Self::Report => "BÁO CÁO",
            Self::Notice => "THÔNG BÁO",
            Self::Decision => "QUYẾT ĐỊNH",
            Self::Programme => "CHƯƠNG TRÌNH",
            Self::Scheme => "PHƯƠNG ÁN",
        }
    }

    /// The abbreviation that begins the symbol (Phụ lục III).
    pub const fn abbreviation(self) -> &'static str {
        match self {
            Self::Plan => "KH",
            Self::Report => "BC",
            Self::Notice => "TB",
            Self::Decision => "QĐ",
            Self::Programme => "CTr",
            Self::Scheme => "PA",
        }
    }

    /// The kind whose abbreviation begins a symbol: of `TB-UBND`, a notice.
    pub fn of_symbol(symbol: &str) -> Option<Self> {
        let kinds = [Self::Plan, Self::Report, Self::Notice, Self::Decision, Self::Programme, Self::Scheme];
        let first = symbol.split('-').next().unwrap_or_default();
        kinds.into_iter().find(|kind| kind.abbreviation() == first)
    }

    /// The name in running text, first letter a capital: "Kế hoạch".
    pub const fn name_in_text(self) -> &'static str {
        match self {
            Self::Plan => "Kế hoạch",
            Self::Report => "Báo cáo",
            Self::Notice => "Thông báo",
            Self::Decision => "Quyết định",
            Self::Programme => "Chương trình",
            Self::Scheme => "Phương án",
        }
    }
}

/// Dấu chỉ mức độ khẩn (Phụ lục I, Phần I, Mục III.2.b).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Urgency {
    /// HỎA TỐC.
    Express,
    /// THƯỢNG KHẨN.
    VeryUrgent,
    /// KHẨN.
    Urgent,
}

/// Ký hiệu người soạn thảo và số lượng bản phát hành: `PL.(300)`.
#[derive(Clone, Debug)]
pub struct Drafter {
    /// Initials of who drafted it, capitals.
    pub initials: Placed<String>,
    /// How many copies go out.
    pub copies: Option<u32>,
}

/// Cơ quan, tổ chức ban hành văn bản.
#[derive(Clone, Debug)]
pub struct Issuer {
    /// Cơ quan chủ quản trực tiếp, where the document names one.
    pub parent: Vec<Placed<String>>,
    /// Tên cơ quan ban hành, a line each.
    pub name: Vec<Placed<String>>,
    /// The name in running text: "UBND xã Điềm Thụy".
    pub short: Placed<String>,
}

/// Địa chỉ cơ quan; thư điện tử; trang thông tin điện tử; số điện thoại; số Fax (ô 13).
#[derive(Clone, Debug, Default)]
pub struct Contact {
    /// Địa chỉ.
    pub address: Option<Placed<String>>,
    /// Điện thoại.
    pub phone: Option<Placed<String>>,
    /// Fax.
    pub fax: Option<Placed<String>>,
    /// Thư điện tử.
    pub email: Option<Placed<String>>,
    /// Trang thông tin điện tử.
    pub website: Option<Placed<String>>,
}

/// Quyền hạn của người ký (Điều 13; Phụ lục I, Mục II.7.b).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureForm {
    /// The head in their own right: the title alone.
    Head,
    /// TM., thay mặt: for a collective body.
    OnBehalf,
    /// Q., quyền: acting head.
    Acting,
    /// KT., ký thay: a deputy for the head.
    ForHead,
    /// TL., thừa lệnh: by the head's order.
    ByOrder,
    /// TUQ., thừa ủy quyền: by the head's authorisation.
    ByAuthority,
}

/// Người ký: chức vụ, quyền hạn, họ tên.
#[derive(Clone, Debug)]
pub struct Signatory {
    /// In what right they sign.
    pub form: SignatureForm,
    /// The collective or agency named after TM.: "ỦY BAN NHÂN DÂN".
    pub body: Option<Placed<String>>,
    /// The head's title, named after KT., TL., TUQ., Q.: "CHỦ TỊCH".
    pub head: Option<Placed<String>>,
    /// The signer's own title: "PHÓ CHỦ TỊCH".
    pub title: Placed<String>,
    /// For TL. passed on to a deputy: the title that the deputy signs for (KT. TRƯỞNG PHÒNG).
    pub deputy_for: Option<Placed<String>>,
    /// Họ và tên, without degrees and honours.
    pub name: Option<Placed<String>>,
    /// Where the whole entry stands.
    pub place: Place,
}

impl Signatory {
    /// The lines of ô 7a in printed order.
    ///
    /// `TM. ỦY BAN NHÂN DÂN` / `KT. CHỦ TỊCH` / `PHÓ CHỦ TỊCH`: a deputy of a collective signs under both.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(body) = &self.body {
            lines.push(format!("TM. {}", body.value));
        }
        let head = self.head.as_ref().map_or("", |head| head.value.as_str());
        let of_head = |sign: &str| format!("{sign}. {head}");
        match self.form {
            SignatureForm::Head | SignatureForm::OnBehalf => {
                if !head.is_empty() && text::comparison_key(head) != text::comparison_key(&self.title.value) {
                    lines.push(of_head("KT"));
                }
            }
            SignatureForm::Acting => {
                lines.push(format!("Q. {}", self.title.value));
                return lines;
            }
            SignatureForm::ForHead => lines.push(of_head("KT")),
            SignatureForm::ByOrder => lines.push(of_head("TL")),
            SignatureForm::ByAuthority => lines.push(of_head("TUQ")),
        }
        if let Some(deputy_for) = &self.deputy_for {
            lines.push(format!("KT. {}", deputy_for.value));
        }
        lines.push(self.title.value.clone());
        lines
    }
}

/// Mục, or a titled khoản under it; numbers are made, never typed.
#[derive(Clone, Debug)]
pub struct Section {
    /// The title without number.
    pub heading: Placed<String>,
    /// The text under it, Markdown.
    pub body: Option<Placed<String>>,
    /// Titled khoản under it; one level only.
    pub sections: Vec<Section>,
}
