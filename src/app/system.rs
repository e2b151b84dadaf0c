//! Why the disk or the system failed, in the user's language.

use std::io::{self, ErrorKind};

use crate::base::Phrase;

/// The system's reason; the kinds that an office meets in Vietnamese too, with the system's own words behind them, which
/// whoever is asked for help will want to see.
pub(super) fn reason(error: &io::Error) -> Phrase {
    let said = error.to_string();
    match in_vietnamese(error.kind()) {
        Some(vi) => Phrase::new(format!("{vi} ({said})"), said),
        None => Phrase::new(said.clone(), said),
    }
}

fn in_vietnamese(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "không có tệp hay thư mục này",
        ErrorKind::PermissionDenied => "không có quyền, hoặc tệp đang bị chương trình khác giữ",
        ErrorKind::AlreadyExists => "đã có tệp hay thư mục cùng tên",
        ErrorKind::NotADirectory => "một phần của đường dẫn không phải thư mục",
        ErrorKind::IsADirectory => "đây là thư mục, không phải tệp",
        ErrorKind::DirectoryNotEmpty => "thư mục không rỗng",
        ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "ổ đĩa đã đầy",
        ErrorKind::FileTooLarge => "tệp quá lớn đối với ổ đĩa này",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "tệp đang được chương trình khác dùng",
        ErrorKind::InvalidFilename => "tên tệp không dùng được trên ổ đĩa này",
        ErrorKind::TimedOut => "quá lâu không thấy trả lời",
        ErrorKind::ConnectionRefused | ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => {
            "máy chủ không nhận kết nối"
        }
        ErrorKind::NetworkUnreachable | ErrorKind::HostUnreachable | ErrorKind::NetworkDown => {
            "không có đường mạng tới đó"
        }
        ErrorKind::Unsupported => "hệ điều hành hay ổ đĩa này không làm được việc đó",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_office_meets_is_said_in_its_language() {
        let full = reason(&io::Error::from(ErrorKind::StorageFull));
        assert_eq!(full.vi, format!("ổ đĩa đã đầy ({})", full.en));
        let odd = reason(&io::Error::other("odd"));
        assert_eq!((odd.vi.as_str(), odd.en.as_str()), ("odd", "odd"));
    }
}
