//! The engine speaks English only: its commonest messages in Vietnamese.

/// How messages begin, and what they mean; `{}` stands for what is written at the place.
const KNOWN: [(&str, &str); 12] = [
    ("Unexpected end", "mẫu hết mà chưa xong: thiếu dấu đóng }} hoặc %}, hoặc thiếu {% endif %}, {% endfor %}"),
    ("Unknown tag", "không có lệnh `{}`, hoặc lệnh đóng không khớp lệnh mở"),
    ("Unexpected character", "ký tự không dùng được trong {{ }} và {% %}"),
    ("String opened", "chuỗi ký tự thiếu dấu đóng"),
    ("Closing comment tag", "chú thích thiếu dấu đóng #}"),
    ("Math operations", "chỉ tính toán được trên số, không tính được `{}`"),
    ("`+` requires", "chỉ cộng được số; muốn nối chữ thì dùng ~ thay cho +"),
    ("Cannot divide by 0", "chia cho số 0"),
    ("Cannot compare", "không so sánh được hai giá trị khác loại: `{}`"),
    ("Iteration not possible", "không lặp được trên `{}`: đó không phải danh sách"),
    ("Invalid type for the value", "giá trị `{}` không đúng loại mà bộ lọc cần"),
    ("Missing keyword argument", "thiếu đối số của `{}`"),
];

/// A message in Vietnamese; `written` is what the template has at the place.
pub(super) fn vietnamese(message: &str, written: &str) -> String {
    let known = KNOWN.iter().find(|(start, _)| message.starts_with(start));
    if let Some((_, words)) = known {
        return words.replace("`{}`", &format!("`{written}`"));
    }
    match message.strip_prefix("Found ").and_then(|rest| rest.split_once(" but expected ")) {
        Some((found, expected)) => {
            let found = if written.is_empty() { found.trim_matches('`') } else { written };
            format!("gặp `{found}` ở chỗ cần {}", wanted(expected.trim_end_matches('.')))
        }
        None => message.to_owned(),
    }
}

/// What the engine expected.
fn wanted(expected: &str) -> String {
    match expected {
        "identifier" => "một tên".to_owned(),
        list if list.starts_with("one of") => "một giá trị hoặc tên biến".to_owned(),
        sign => format!("`{}`", sign.trim_matches('`')),
    }
}

#[cfg(test)]
mod tests {
    use super::vietnamese;

    #[test]
    fn common_messages_are_vietnamese() {
        assert_eq!(vietnamese("Found identifier but expected }}.", "b"), "gặp `b` ở chỗ cần `}}`");
        assert_eq!(vietnamese("Found `}}` but expected identifier.", ""), "gặp `}}` ở chỗ cần một tên");
        assert_eq!(
            vietnamese("Found `}}` but expected one of: integer, float", "}}"),
            "gặp `}}` ở chỗ cần một giá trị hoặc tên biến"
        );
        assert_eq!(vietnamese("Unknown tag", "iff"), "không có lệnh `iff`, hoặc lệnh đóng không khớp lệnh mở");
        assert_eq!(vietnamese("Something else", ""), "Something else");
    }
}
