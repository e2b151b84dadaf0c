//! What a document cannot print, by name: every piece of Markdown is either printed or refused with one of these.

use std::ops::Range;

use crate::base::{Diagnostic, Place};

/// A piece of Markdown that cannot be printed, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its bytes in the Markdown that was read.
    pub range: Range<usize>,
    /// What it is.
    pub what: Construct,
}

impl Refused {
    /// The finding that a user reads; `place` is where the range stands in the user's own file.
    pub fn diagnostic(&self, place: &Place) -> Diagnostic {
        let words = self.what.words();
        Diagnostic::error("markdown-refused", words.problem.0, words.problem.1)
            .at(place)
            .hint(words.cure.0, words.cure.1)
    }
}

/// Vietnamese and English.
type Pair = (&'static str, &'static str);

/// How a construct is spoken of.
struct Words {
    problem: Pair,
    cure: Pair,
}

/// One line per construct, so that none can be without its words in both languages.
macro_rules! constructs {
    ($($(#[$doc:meta])* $name:ident: $problem:expr, $cure:expr;)+) => {
        /// What is refused, by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Construct {
            $($(#[$doc])* $name,)+
        }

        impl Construct {
            /// All of them, for the manual.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            fn words(self) -> Words {
                match self {
                    $(Self::$name => Words { problem: $problem, cure: $cure },)+
                }
            }
        }
    };
}

constructs! {
    /// `![…](…)`
    Image:
        ("không in được ảnh", "an image cannot be printed"),
        ("bỏ ảnh; nội dung chỉ gồm chữ, danh sách và bảng", "remove it; a body holds words, lists and tables");
    /// `<b>`, `<!-- … -->`
    Html:
        ("không in được thẻ HTML", "HTML cannot be printed"),
        (r"dùng **đậm**, *nghiêng*; muốn in dấu < thì viết \<", r"use **bold**, *italic*; to print a < write \<");
    /// A block between lines of three backticks or tildes.
    FencedCode:
        ("không in được khối mã", "a code block cannot be printed"),
        ("bỏ các dòng ``` hoặc ~~~", "remove the lines ``` or ~~~");
    /// Lines that begin with four spaces.
    IndentedCode:
        ("dòng thụt từ bốn dấu cách trở lên thành khối mã, không in được",
            "a line that begins with four spaces or more becomes a code block, which cannot be printed"),
        ("bỏ dấu cách ở đầu dòng", "remove the spaces at its beginning");
    /// Words between backticks.
    Code:
        ("không in được đoạn mã giữa hai dấu `", "code between backticks cannot be printed"),
        (r"bỏ hai dấu `; muốn in dấu ` thì viết \`", r"remove the backticks; to print one write \`");
    /// `[…](…)`, `<https://…>`
    Link:
        ("không in được liên kết", "a link cannot be printed"),
        ("viết địa chỉ thành chữ, không có dấu [ ] ( ) < >", "write the address as words, without [ ] ( ) < >");
    /// `[…]: https://…`
    LinkDefinition:
        ("không in được dòng khai địa chỉ của liên kết", "the definition of a link cannot be printed"),
        (r"bỏ dòng này; muốn in dấu [ thì viết \[", r"remove the line; to print a [ write \[");
    /// `> …`
    Quote:
        ("không in được khối trích dẫn", "a block quote cannot be printed"),
        (r"bỏ dấu > ở đầu dòng; muốn in dấu > thì viết \>", r"remove the > at its beginning; to print one write \>");
    /// `---`, `***`
    Rule:
        ("không in được đường kẻ ngang", "a horizontal rule cannot be printed"),
        (r"bỏ dòng này; muốn in gạch thì viết \---", r"remove the line; to print dashes write \---");
    /// `[^1]` and its text.
    Footnote:
        ("không in được chú thích cuối trang", "a footnote cannot be printed"),
        ("viết nội dung chú thích vào trong câu, giữa hai dấu ngoặc đơn", "write its words in the sentence, in brackets");
    /// `~~…~~`
    Strikethrough:
        ("không in được chữ gạch ngang", "struck-out words cannot be printed"),
        (r"bỏ các dấu ~; muốn in dấu ~ thì viết \~", r"remove the ~ signs; to print one write \~");
    /// A heading where none may stand.
    Heading:
        ("tiêu đề không đặt trong nội dung", "a heading has no place in a body"),
        (r"khai tiêu đề bằng heading trong sections; muốn in dấu # thì viết \#",
            r"give it as heading under sections; to print a # write \#");
    /// A line of `---` or `===` under words, which makes them a heading.
    UnderlinedHeading:
        ("dòng gạch --- hoặc === biến dòng trên thành tiêu đề", "a line of --- or === makes the line above a heading"),
        ("bỏ dòng gạch; tiêu đề khai bằng heading trong sections", "remove it; headings are given under sections");
    /// `###` and deeper.
    DeepHeading:
        ("tiêu đề chỉ có hai cấp: # là mục, ## là khoản", "headings have two levels: # and ##"),
        ("dùng danh sách có số cho cấp dưới", "use a numbered list below them");
    /// `#` without words.
    EmptyHeading:
        ("tiêu đề không có chữ", "a heading without words"),
        ("viết tiêu đề hoặc bỏ dấu #", "write its words or remove the #");
    /// A heading within a list.
    HeadingInList:
        ("tiêu đề không đặt trong danh sách", "a heading has no place in a list"),
        (r"bỏ dấu #; muốn in dấu # thì viết \#", r"remove the #; to print one write \#");
    /// A list item that does not begin with words.
    EmptyItem:
        ("mục danh sách không có chữ ở đầu", "a list item does not begin with words"),
        (r"viết nội dung ngay sau dấu; muốn in riêng dấu thì viết \- hoặc 1\.",
            r"write its words after the mark; to print the mark alone write \- or 1\.");
    /// A numbered list within a point or a dash.
    NumberedTooDeep:
        ("dưới điểm a), b) và dưới gạch đầu dòng không còn cấp đánh số",
            "nothing is numbered below a point or a dash"),
        ("dùng gạch đầu dòng -", "use dashes -");
    /// A table within a list.
    TableInList:
        ("bảng không đặt trong danh sách", "a table has no place in a list"),
        ("đặt bảng sau danh sách, không thụt dòng", "put it after the list, without indentation");
    /// Lines of a table that do not make one.
    BrokenTable:
        ("các dòng có dấu | này chưa thành bảng", "these lines with | do not make a table"),
        (r"dòng thứ hai của bảng gồm --- cho từng cột: |---|---|; muốn in dấu | thì viết \|",
            r"its second line has --- for every column: |---|---|; to print a | write \|");
    /// A cell beyond the columns of the table's head.
    ExtraCell:
        ("dòng này nhiều ô hơn dòng đầu bảng", "this row has more cells than the table's head"),
        (r"thêm cột ở đầu bảng; dấu | trong ô thì viết \|", r"add a column to the head; a | within a cell is written \|");
    /// More columns than a page can hold.
    TooManyColumns:
        ("bảng quá nhiều cột để in vừa trang", "the table has more columns than a page can hold"),
        ("chia thành nhiều bảng, mỗi bảng không quá 20 cột", "split it into tables of at most 20 columns");
    /// A line that reads as an item of its own but would be set on in the line above.
    JoinedItem:
        ("dòng này mở đầu như một ý riêng nhưng sẽ in nối vào dòng trên",
            "this line begins like an item of its own but would run on from the line above"),
        ("để trống một dòng phía trên, hoặc dùng danh sách: - cho gạch đầu dòng, 1. cho khoản, 1. thụt vào cho điểm a)",
            "leave an empty line above it, or use a list: - for dashes, 1. for clauses, an indented 1. for points a)");
    /// A list where one line of words is wanted.
    List:
        ("ở đây chỉ viết một dòng, không có danh sách", "one line of words stands here, not a list"),
        (r"bỏ dấu đầu dòng; muốn in dấu thì viết \- hoặc 1\.", r"remove the mark; to print it write \- or 1\.");
    /// A table where one line of words is wanted.
    Table:
        ("ở đây chỉ viết một dòng, không có bảng", "one line of words stands here, not a table"),
        ("chuyển bảng sang nội dung của một mục", "move it to the body of a section");
    /// A second paragraph where one line of words is wanted.
    SecondParagraph:
        ("ở đây chỉ viết một đoạn", "one paragraph stands here"),
        ("nối vào đoạn trên, hoặc tách thành giá trị riêng", "join it to the one above, or make it a value of its own");
    /// Lists or emphasis within each other beyond reason.
    TooDeep:
        ("lồng quá nhiều cấp", "nested too deeply"),
        ("bớt cấp lồng nhau", "use fewer levels");
    /// More text than an official document holds.
    TooLong:
        ("nội dung quá dài (trên 8 MB)", "the text is too long (over 8 MB)"),
        ("chia thành nhiều văn bản", "split it into several documents");
}
