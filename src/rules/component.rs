//! The components of a document (thành phần thể thức) and the type each is set in (Phụ lục I, Phần I, Mục II to V).

use super::choices::TypeSize;

/// A component of an administrative document, or a part of one that has type of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Quốc hiệu (ô 1).
    NationalName,
    /// Tiêu ngữ (ô 1).
    Motto,
    /// Tên cơ quan chủ quản trực tiếp (ô 2).
    ParentAgency,
    /// Tên cơ quan ban hành (ô 2).
    Agency,
    /// Số, ký hiệu (ô 3).
    Number,
    /// Địa danh và thời gian ban hành (ô 4).
    PlaceDate,
    /// Tên loại (ô 5a).
    Kind,
    /// Trích yếu nội dung (ô 5a).
    Title,
    /// Kính gửi (ô 9a).
    Addressee,
    /// Căn cứ ban hành (ô 6).
    Basis,
    /// Nội dung: a paragraph of the body (ô 6).
    Body,
    /// Mục: number and title, `I. MỤC ĐÍCH` (ô 6).
    Section,
    /// Khoản with a title, a line of its own (ô 6).
    TitledClause,
    /// Khoản without a title: the number in the line (ô 6).
    Clause,
    /// Điểm: `a)` (ô 6).
    Point,
    /// Gạch đầu dòng: practice below or beside the decree's levels (ô 6).
    Dash,
    /// Quyền hạn, chức vụ của người ký (ô 7a).
    Position,
    /// Họ tên của người ký (ô 7b).
    Signer,
    /// "Nơi nhận:" (ô 9b).
    RecipientsLabel,
    /// The list of recipients (ô 9b).
    Recipient,
    /// Dấu chỉ độ mật (ô 10a).
    Secrecy,
    /// Dấu chỉ mức độ khẩn (ô 10b).
    Urgency,
    /// Chỉ dẫn về phạm vi lưu hành (ô 11).
    Circulation,
    /// Ký hiệu người soạn thảo và số lượng bản phát hành (ô 12).
    Drafter,
    /// Địa chỉ cơ quan, thư điện tử, điện thoại (ô 13).
    Contact,
    /// "DỰ THẢO": practice, not of the decree.
    DraftMark,
    /// Từ "Phụ lục" và số thứ tự.
    AnnexLabel,
    /// Tiêu đề của phụ lục.
    AnnexTitle,
    /// "(Kèm theo …)".
    AnnexReference,
    /// Số trang.
    PageNumber,
    /// Head of a table; the decree says nothing of tables.
    TableHead,
    /// A field or group row of a table.
    TableGroup,
    /// Text in a table's cell.
    TableText,
    /// Numbers and short words centred in a table's cell.
    TableCentred,
    /// A note under a table or an annex's heading.
    Note,
    /// A drawn rule (đường kẻ), or the least paragraph that the format asks for: no text.
    Line,
}

/// Where lines stand between the margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Flush left.
    Left,
    /// Centred.
    Centre,
    /// Flush right.
    Right,
    /// Flush on both sides, the last line left.
    Justify,
}

/// Type sizes in points that the decree allows, and the one taken for each of the two body sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// The smallest.
    pub min: u8,
    /// The largest.
    pub max: u8,
    /// With a body of 14 pt.
    pub with_14: u8,
    /// With a body of 13 pt.
    pub with_13: u8,
}

impl Allowed {
    /// Bounds and the two choices; a choice outside the bounds does not compile.
    pub const fn range(min: u8, max: u8, with_14: u8, with_13: u8) -> Self {
        assert!(min <= with_14 && with_14 <= max, "the choice for 14 pt lies outside the allowed range");
        assert!(min <= with_13 && with_13 <= max, "the choice for 13 pt lies outside the allowed range");
        Self { min, max, with_14, with_13 }
    }

    /// The size for a body size.
    pub const fn for_body(&self, size: TypeSize) -> u8 {
        match size {
            TypeSize::Fourteen => self.with_14,
            TypeSize::Thirteen => self.with_13,
        }
    }
}

/// One row of the decree's table of type (Mục V).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Component {
    /// Which component.
    pub role: Role,
    /// Its Vietnamese name: the name of the paragraph style in Word.
    pub name: &'static str,
    /// The style's identifier in the DOCX: the name without marks and spaces.
    pub id: &'static str,
    /// Type size in points.
    pub size: Allowed,
    /// Đậm.
    pub bold: bool,
    /// Nghiêng.
    pub italic: bool,
    /// In hoa: the text is printed in capitals.
    pub capitals: bool,
    /// Where its lines stand.
    pub align: Align,
    /// The clause, or why there is none.
    pub clause: &'static str,
}

/// Every role once, in the order of the enumeration (a test holds the two against each other).
pub const ROLES: [Component; 36] = [
    Component {
        role: Role::NationalName,
        name: "Quốc hiệu",
        id: "QuocHieu",
        size: Allowed::range(12, 13, 13, 12),
        bold: true,
        italic: false,
        capitals: true,
        align: Align::Centre,
        clause: "Mục II.1.a; Mục V.1",
    },
    Component {
        role: Role::Motto,
        name: "Tiêu ngữ",
        id: "TieuNgu",
        size: Allowed::range(13, 14, 14, 13),
        bold: true,
        italic: false,
        capitals: false,
        align: Align::Centre,
        clause: "Mục II.1.b; Mục V.1",
    },
    Component {
        role: Role::ParentAgency,
        name: "Cơ quan chủ quản",
        id: "CoQuanChuQuan",
        size: Allowed::range(12, 13, 13, 12),
        bold: false,
        italic: false,
        capitals: true,
        align: Align::Centre,
        clause: "Mục II.2.b; Mục V.2",
    },
    Component {
        role: Role::Agency,
        name: "Cơ quan ban hành",
        id: "CoQuanBanHanh",
        size: Allowed::range(12, 13, 13, 12),
        bold: true,
        italic: false,
        capitals: true,
        align: Align::Centre,
        clause: "Mục II.2.b; Mục V.2",
    },
    Component {
        role: Role::Number,
        name: "Số ký hiệu",
        id: "SoKyHieu",
        size: Allowed::range(13, 13, 13, 13),
        bold: false,
        italic: false,
        capitals: false,
        align: Align::Centre,
        clause: "Mục II.3.c; Mục V.3",
    },
    Component {
        role: Role::PlaceDate,
        name: "Địa danh ngày tháng",
        id: "DiaDanhNgayThang",
        size: Allowed::range(13, 14, 14, 13),
        bold: false,
        italic: true,
        capitals: false,
        align: Align::Centre,
        clause: "Mục II.4.c; Mục V.4",
    },
    Component {
        role: Role::Kind,
        name: "Tên loại",
        id: "TenLoai",
        size: Allowed::range(13, 14, 14, 13),
        bold: true,
        italic: false,
        capitals: true,
        align: Align::Centre,
        clause: "Mục II.5.b; Mục V.5.a",
    },
    Component {
        role: Role::Title,
        name: "Trích yếu",
        id: "TrichYeu",
        size: Allowed::range(13, 14, 14, 13),
        bold: true,
        italic: false,
        capitals: false,
        align: Align::Centre,
        clause: "Mục II.5.b; Mục V.5.a",
    },
    Component {
        role: Role::Addressee,
        name: "Kính gửi",
        id: "KinhGui",
        size: Allowed::range(13, 14, 14, 13),
        bold: false,
        italic: false,
        capitals: false,
        align: Align::Left,
        clause: "Mục II.9.d; Mục V.8.a",
    },
    Component {
        role: Role::Basis,
        name: "Căn cứ",
        id: "CanCu",
        size: Allowed::range(13, 14, 14, 13),
        bold: false,
        italic: true,
        capitals: false,
        align: Align::Justify,
        clause: "Mục II.6.a",
    },
    Component {
        role: Role::Body,
        name: "Nội dung",
        id: "NoiDung",
        size: Allowed::range(13, 14, 14, 13),
        bold: false,
        italic: false,
        capitals: false,
        align: Align::Justify,
        clause: "Mục II.6.e; Mục V.6",
    },
    Component {
        role: Role::Section,
        name: "Mục",
        id: "Muc",
        size: Allowed::range(13, 14, 14, 13),
        bold: true,
        italic: false,
        capitals: true,
        align: Align::Left,
        clause: "Mục II.6.c; Mục V.6.b",
    },
    Component {
        role: Role::TitledClause,
        name: "Khoản có tiêu đề",
        id: "KhoanCoTieuDe",
        size: Allowed::range(13, 14, 14, 13),
        bold: true,
        italic: false,
        capitals: false,
        align: Align::Left,
        clause: "Mục II.6.đ; Mục V.6.b",
    },
    Component {
        role: Role::Clause,
        name: "Khoản",
        id: "Khoan",
        size: Allowed::range(13, 14, 14, 13),
        bold: false,
        italic: false,
        capitals: false,
        align: Align::Justify,
        clause: "Mục II.6.đ; Mục V.6.b",
    },
    Component {
        role: Role::Point,
        name: "Điểm",
        id: "Diem",
        size: Allowed::range(13, 14, 14, 13),
        bold: false,
        italic: false,
        capitals: false,
        align: Align::Justify,
        clause: "Mục II.6.đ; Mục V.6.b",
    },
    Component {
        role: Role::Dash,
        name: "Gạch đầu dòng",
        id: "GachDauDong",
        size: Allowed::range(13, 14, 14, 13),
        bold: false,
        italic: false,
        capitals: false,
        align: Align::Justify,
        clause: "practice; type as the body, Mục V.6",
    },
    Component {
        role: Role::Position,
        name: "Chức vụ",
        id: "ChucVu",
        size: Allowed::range(13, 14, 14, 13),
        bold: true,
        italic: false,
        capitals: true,
        align: Align::Centre,
        clause: "Mục II.7.đ; Mục V.7",
    },
    Component {
        role: Role::Signer,
        name: "Họ tên",
        id: "HoTen",
        size: Allowed::range(13, 14, 14, 13),
        bold: true,
        italic: false,
        capitals: false,
        align: Align::Centre,
        clause: "Mục II.7.đ; Mục V.7",
    },
    Component {
        role: Role::RecipientsLabel,
        name: "Nơi nhận",
        id: "NoiNhan",
        size: Allowed::range(12, 12, 12, 12),
        bold: true,
        italic: true,
        capitals: false,
        align: Align::Left,
        clause: "Mục II.9.d; Mục V.8.b",
    },
    Component {
        role: Role::Recipient,
        name: "Danh sách nơi nhận",
        id: "DanhSachNoiNhan",
        size: Allowed::range(11, 11, 11, 11),
        bold: false,
        italic: false,
        capitals: false,
        align: Align::Left,
        clause: "Mục II.9.d; Mục V.8.b",
    },
    Component {
        role: Role::Secrecy,
        name: "Dấu chỉ độ mật",
        id: "DauChiDoMat",
        size: Allowed::range(13, 14, 13, 13),
        bold: true,
        italic: false,
        capitals: true,
        align: Align::Centre,
        clause: "Mục III.2.a; law on state secrets",
    },
    Component {
        role: Role::Urgency,
        name: "Dấu chỉ mức độ khẩn",
        id: "DauChiMucDoKhan",
        size: Allowed::range(13, 14, 13, 13),
        bold: true,
        italic: false,
        capitals: true,
        align: Align::Centre,
        clause: "Mục III.2.b; Mục V.10",
    },
    Component {
        role: Role::Circulation,
        name: "Phạm vi lưu hành",
        id: "PhamViLuuHanh",
        size: Allowed::range(13, 14, 13, 13),
        bold: true,
        italic: false,
        capitals: true,
        align: Align::Centre,
        clause: "Mục III.2.c; Mục V.13",
    },
    Component {
        role: Role::Drafter,
        name: "Ký hiệu người soạn thảo",
        id: "KyHieuNguoiSoanThao",
        size: Allowed::range(11, 11, 11, 11),
        bold: false,
        italic: false,
        capitals: false,
        align: Align::Right,
        clause: "Mục III.3; Mục V.11",
    },
    Component {
        role: Role::Contact,
        name: "Địa chỉ liên hệ",
        id: "DiaChiLienHe",
        size: Allowed::range(11, 12, 11, 11),
        bold: false,
        italic: false,
        capitals: false,
        align: Align::Centre,
        clause: "Mục III.4; Mục V.12",
    },
    Component {
        role: Role::DraftMark,
        name: "Dự thảo",
        id: "DuThao",
        size: Allowed::range(13, 14, 13, 13),
        bold: true,
        italic: false,
        capitals: true,
        align: Align::Centre,
        clause: "practice; not in the decree",
    },
    Component {
        role: Role::AnnexLabel,
        name: "Phụ lục",
        id: "PhuLuc",
        size: Allowed::range(14, 14, 14, 14),
        bold: true,
        italic: false,
        capitals: false,
        align: Align::Centre,
        clause: "Mục III.1.b; Mục V.9",
    },
    Component {
        role: Role::AnnexTitle,
        name: "Tiêu đề phụ lục",
        id: "TieuDePhuLuc",
        size: Allowed::range(13, 14, 14, 13),
        bold: true,
        italic: false,
        capitals: true,
        align: Align::Centre,
        clause: "Mục III.1.b; Mục V.9",
    },
    Component {
        role: Role::AnnexReference,
        name: "Kèm theo",
        id: "KemTheo",
        size: Allowed::range(13, 14, 14, 13),
        bold: false,
        italic: true,
        capitals: false,
        align: Align::Centre,
        clause: "Mục III.1.c; Phụ lục III, mẫu 2.1",
    },
    Component {
        role: Role::PageNumber,
        name: "Số trang",
        id: "SoTrang",
        size: Allowed::range(13, 14, 14, 13),
        bold: false,
        italic: false,
        capitals: false,
        align: Align::Centre,
        clause: "Mục I.7; Mục V.14",
    },
    Component {
        role: Role::TableHead,
        name: "Đầu bảng",
        id: "DauBang",
        size: Allowed::range(10, 14, 12, 12),
        bold: true,
        italic: false,
        capitals: false,
        align: Align::Centre,
        clause: "tables: not in the decree",
    },
    Component {
        role: Role::TableGroup,
        name: "Nhóm trong bảng",
        id: "NhomTrongBang",
        size: Allowed::range(10, 14, 12, 12),
        bold: true,
        italic: false,
        capitals: false,
        align: Align::Left,
        clause: "tables: not in the decree",
    },
    Component {
        role: Role::TableText,
        name: "Ô bảng",
        id: "OBang",
        size: Allowed::range(10, 14, 12, 12),
        bold: false,
        italic: false,
        capitals: false,
        align: Align::Left,
        clause: "tables: not in the decree",
    },
    Component {
        role: Role::TableCentred,
        name: "Ô bảng giữa",
        id: "OBangGiua",
        size: Allowed::range(10, 14, 12, 12),
        bold: false,
        italic: false,
        capitals: false,
        align: Align::Centre,
        clause: "tables: not in the decree",
    },
    Component {
        role: Role::Note,
        name: "Ghi chú",
        id: "GhiChu",
        size: Allowed::range(11, 14, 13, 12),
        bold: false,
        italic: true,
        capitals: false,
        align: Align::Left,
        clause: "notes: not in the decree",
    },
    Component {
        role: Role::Line,
        name: "Đường kẻ",
        id: "DuongKe",
        size: Allowed::range(1, 1, 1, 1),
        bold: false,
        italic: false,
        capitals: false,
        align: Align::Left,
        clause: "drawn rules, unbroken: Mục II.1.b, II.2.b, II.5.b; weight not given",
    },
];

/// The row of a role.
pub const fn rule(role: Role) -> &'static Component {
    &ROLES[role as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_stands_at_its_own_row_and_has_its_own_style() {
        for (index, component) in ROLES.iter().enumerate() {
            assert_eq!(component.role as usize, index, "{:?}", component.role);
            assert_eq!(ROLES.iter().filter(|c| c.id == component.id || c.name == component.name).count(), 1);
        }
        assert_eq!(ROLES.len(), Role::Line as usize + 1);
    }
}
