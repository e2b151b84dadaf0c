//! Where a line may end: the opportunities of UAX #14 as LibreOffice 7.4 sees them.
//!
//! Its rules are an early edition of the annex: `-` before a digit is an opportunity, `/` hardly ever one. Each pair below
//! was held against its output; what the annex says today does not matter here.

/// Line break classes, as far as these documents need them; the names are the annex's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// A meant line break.
    Bk,
    /// Space.
    Sp,
    /// Zero width space.
    Zw,
    /// Word joiner.
    Wj,
    /// No-break space and its like.
    Gl,
    /// Closing bracket.
    Cl,
    /// `!` and `?`.
    Ex,
    /// `,` `.` `:` `;`
    Is,
    /// `/` and `\`.
    Sy,
    /// Opening bracket.
    Op,
    /// Quotation marks.
    Qu,
    /// En dash, soft hyphen, `|`: a break after.
    Ba,
    /// Hyphen.
    Hy,
    /// Em dash: a break on either side.
    B2,
    /// `…`
    In,
    /// Digit.
    Nu,
    /// Before a number: `+`, currencies.
    Pr,
    /// After a number: `%`.
    Po,
    /// A mark upon the letter before it.
    Cm,
    /// Letters and all else.
    Al,
}

/// How far back LibreOffice looks for a space when a break would follow a `/`, in UTF-16 units.
const SLASH_REACH: usize = 66;

/// The last opportunity in the line that starts at `start`, if the character at `cut` no longer fits: `start` itself where
/// the line has no other, `None` where not even its start is one (it was cut out of a word).
pub(super) fn last_opportunity(text: &str, start: usize, cut: usize) -> Option<usize> {
    let found = if is_opportunity(text, cut) && !text[..cut].ends_with('/') {
        cut
    } else {
        before_slash(text, previous_opportunity(text, start, cut)?)
    };
    Some(found).filter(|at| *at >= start)
}

/// The last opportunity from `start` on and before `cut`; the text's own start is one.
fn previous_opportunity(text: &str, start: usize, cut: usize) -> Option<usize> {
    let places = text[start..cut].char_indices().rev().map(|(at, _)| start + at);
    places.into_iter().find(|at| *at == 0 || is_opportunity(text, *at))
}

/// An opportunity after `/` gives way to the space before the whole path, so that `và/hoặc` stays together.
fn before_slash(text: &str, at: usize) -> usize {
    if !text[..at].ends_with('/') {
        return at;
    }
    let mut passed = 1;
    for (space, c) in text[..at - 1].char_indices().rev() {
        passed += c.len_utf16();
        if c.is_whitespace() && class(c) != Class::Gl {
            return space + c.len_utf8();
        }
        if passed >= SLASH_REACH {
            break;
        }
    }
    at
}

/// Whether a line may end right before the byte `at`.
fn is_opportunity(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text[..at].chars().next_back(), text[at..].chars().next()) else {
        return at > 0;
    };
    let after = class(after);
    match class(before) {
        Class::Sp => after_spaces(&text[..at], after),
        Class::Cm => between(base_class(&text[..at]), after, text, at),
        before => between(before, after, text, at),
    }
}

/// Between a space and what follows it.
fn after_spaces(before: &str, after: Class) -> bool {
    match after {
        Class::Sp | Class::Bk | Class::Zw | Class::Wj | Class::Cl | Class::Ex | Class::Is | Class::Sy => false,
        Class::B2 => !matches!(base_class(before.trim_end_matches(' ')), Class::B2 | Class::Op),
        Class::Gl
        | Class::Op
        | Class::Qu
        | Class::Ba
        | Class::Hy
        | Class::In
        | Class::Nu
        | Class::Pr
        | Class::Po
        | Class::Cm
        | Class::Al => base_class(before.trim_end_matches(' ')) != Class::Op,
    }
}

/// Between two characters that touch at the byte `at`.
fn between(before: Class, after: Class, text: &str, at: usize) -> bool {
    use Class::{Al, B2, Ba, Bk, Cl, Cm, Ex, Gl, Hy, In, Is, Nu, Op, Po, Pr, Qu, Sp, Sy, Wj, Zw};
    match (before, after) {
        (Bk, _) => true,
        (_, Sp | Bk | Zw | Wj | Cm) | (Wj, _) => false,
        (Zw, _) => true,
        (Gl | Op | Qu, _) | (_, Gl | Qu | Cl | Ex | Is | Sy | Ba | Hy) | (B2, B2) => false,
        (Al | Nu | In, In) | (Al, Al | Nu | Pr | Op) | (Nu, Al | Nu | Pr | Po | Op) => false,
        (Pr | Po, Al | Nu) | (Is, Al | Nu) | (Cl, Al | Nu) => false,
        (Pr | Po, Op) => !text[at..].chars().nth(1).is_some_and(|c| class(c) == Nu),
        (Sy, Nu) => !in_number(&text[..at]),
        (Cl | Is | Sy, Pr | Po) => {
            let number = &text[..at];
            !in_number(number.strip_suffix(|c| class(c) == Cl).unwrap_or(number))
        }
        (Hy | Ba | B2 | Ex | Sy | Cl | Is | In | Po | Pr | Al | Nu, _) => true,
        (Sp | Cm, _) => false,
    }
}

/// Whether `text` ends within a number: a digit, then only digits, `,` `.` `:` `;` `/`.
fn in_number(text: &str) -> bool {
    text.chars().rev().find(|c| !matches!(class(*c), Class::Is | Class::Sy)).is_some_and(|c| class(c) == Class::Nu)
}

/// The class of the last character, marks upon it left out.
fn base_class(text: &str) -> Class {
    let base = text.chars().rev().map(class).find(|class| *class != Class::Cm);
    base.filter(|class| !matches!(class, Class::Sp | Class::Bk | Class::Zw)).unwrap_or(Class::Al)
}

fn class(c: char) -> Class {
    match c {
        '\n' => Class::Bk,
        ' ' => Class::Sp,
        'a'..='z' | 'A'..='Z' => Class::Al,
        '0'..='9' => Class::Nu,
        '\u{200B}' => Class::Zw,
        '\u{2060}' | '\u{FEFF}' => Class::Wj,
        '\u{A0}' | '\u{202F}' | '\u{2007}' | '\u{2011}' => Class::Gl,
        ')' | ']' | '}' => Class::Cl,
        '!' | '?' => Class::Ex,
        ',' | '.' | ':' | ';' => Class::Is,
        '/' | '\\' => Class::Sy,
        '(' | '[' | '{' | '¡' | '¿' | '‚' | '„' => Class::Op,
        '"' | '\'' | '‘' | '’' | '“' | '”' | '«' | '»' | '‹' | '›' => Class::Qu,
        '\t' | '|' | '\u{AD}' | '\u{2010}' | '\u{2012}' | '–' => Class::Ba,
        '-' => Class::Hy,
        '—' => Class::B2,
        '…' | '‥' => Class::In,
        '+' | '$' | '£' | '¤' | '¥' | '±' | '−' | '№' | '\u{20A0}'..='\u{20CF}' => Class::Pr,
        '%' | '¢' | '‰' | '′' | '″' => Class::Po,
        '\u{300}'..='\u{36F}' => Class::Cm,
        _ => Class::Al,
    }
}
