//! Text typed for fonts before Unicode: TCVN3 (ABC) and VNI, and UTF-8 that was read as something else.
//!
//! A word counts as legacy where it is no Vietnamese syllable as it stands and is one when converted.

use std::ops::Range;

use super::syllable::is_syllable;

/// An encoding that a text turned out to be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// TCVN3 (ABC), fonts .VnTime.
    Tcvn3,
    /// VNI, fonts VNI-Times.
    Vni,
    /// UTF-8 read as windows-1252.
    MisreadUtf8,
}

/// The first word that gives the encoding away.
#[derive(Clone, Debug)]
pub struct Legacy {
    /// The encoding.
    pub encoding: Encoding,
    /// Where in the text.
    pub range: Range<usize>,
    /// As it stands.
    pub written: String,
    /// As it was meant.
    pub meant: String,
}

/// Looks through a text; one odd word alone does not make it legacy, two do, or one that cannot be anything else.
pub fn find(text: &str) -> Option<Legacy> {
    if text.is_ascii() {
        return None;
    }
    let suspects: Vec<(Range<usize>, &str)> = words(text).filter(|(_, word)| is_suspect(word)).collect();
    let convicted = [(Encoding::Tcvn3, tcvn3 as fn(&str) -> Option<String>), (Encoding::Vni, vni)]
        .into_iter()
        .filter_map(|(encoding, convert)| judge(&suspects, encoding, convert))
        .max_by_key(|(weight, _)| *weight)
        .map(|(_, legacy)| legacy);
    convicted.or_else(|| misread(text))
}

/// The first legacy word and the weight of all different ones.
fn judge(
    suspects: &[(Range<usize>, &str)],
    encoding: Encoding,
    convert: fn(&str) -> Option<String>,
) -> Option<(usize, Legacy)> {
    let mut first = None;
    let mut seen: Vec<&str> = Vec::new();
    let mut total = 0;
    for (range, word) in suspects {
        let Some(meant) = convert(word).filter(|meant| is_syllable(meant)) else { continue };
        if seen.len() < 8 && !seen.contains(word) {
            seen.push(word);
            total += weight(word);
        }
        first.get_or_insert_with(|| Legacy {
            encoding,
            range: range.clone(),
            written: (*word).to_owned(),
            meant: as_cased(word, &meant),
        });
    }
    first.filter(|_| total >= 2).map(|first| (total, first))
}

/// Words between blanks and marks, with their place.
fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let parts = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '\u{2000}'..='\u{206F}');
    text.split(parts).filter(|word| !word.is_empty()).map(move |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        (start..start + word.len(), word)
    })
}

/// Letters of Latin-1, some beyond ASCII, and no syllable as it stands; units and products (`µm`, `m×n`) are not meant.
fn is_suspect(word: &str) -> bool {
    let mut letters = word.chars();
    let product = word.chars().count() == 3 && matches!(letters.nth(1), Some('×' | '·'));
    !word.is_ascii()
        && !product
        && word != "µm"
        && word.contains(|c: char| c.is_ascii_alphabetic())
        && word.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '\u{A1}'..='\u{FF}'))
        && (mixes_cases(word) || !is_syllable(&word.to_lowercase()))
}

/// A capital after a small letter: `ChÝnh`.
fn mixes_cases(word: &str) -> bool {
    let mut small = false;
    word.chars().any(|c| {
        let mixed = small && c.is_uppercase();
        small |= c.is_lowercase();
        mixed
    })
}

/// Foreign names bear such letters too, and short words such marks (`µm`): they need a second word beside them.
fn weight(word: &str) -> usize {
    let plain = |c: char| c.is_ascii() || c.is_lowercase() && "àáâãèéêìíòóôõùúý".contains(c);
    let odd = !word.chars().all(plain);
    if odd && word.chars().count() > 3 { 2 } else { 1 }
}

/// The meant word with capitals where the written one has them.
fn as_cased(written: &str, meant: &str) -> String {
    let first_capital = written.chars().next().is_some_and(|c| c.is_uppercase() || matches!(c, '§' | '¡'..='¦'));
    let mut letters = meant.chars();
    match letters.next() {
        Some(first) if first_capital => first.to_uppercase().chain(letters).collect(),
        Some(_) | None => meant.to_owned(),
    }
}

/// TCVN3 from 0xA1: capitals without tone, then small letters (reference "vietnamese-text" §3); `.` is not used.
const TCVN3: &str = "ăâêôơưđăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ.";

fn tcvn3(word: &str) -> Option<String> {
    let table: Vec<char> = TCVN3.chars().collect();
    let letter = |c: char| match u32::from(c) {
        code @ 0xA1..=0xFF => table.get(code as usize - 0xA1).copied().filter(|letter| *letter != '.'),
        _ => Some(c),
    };
    // Only ASCII letters lose their case here: À to Þ are small letters of the table, not capitals of à to þ.
    word.to_ascii_lowercase().chars().map(letter).collect()
}

/// VNI: base letters, each with its marks and what the two make by turns; last the letters that stand alone.
const VNI_PAIRS: [(&str, &str); 8] = [
    ("a", "ùáøàûảõãïạââáấàầåẩãẫäậêăéắèằúẳüẵëặ"),
    ("e", "ùéøèûẻõẽïẹâêáếàềåểãễäệ"),
    ("o", "ùóøòûỏõõïọâôáốàồåổãỗäộ"),
    ("ô", "ùớøờûởõỡïợ"),
    ("u", "ùúøùûủõũïụ"),
    ("ö", "ùứøừûửõữïự"),
    ("y", "ùýøỳûỷõỹ"),
    ("", "ôơöưæỉóĩòịîỵñđííìì"),
];

fn vni(word: &str) -> Option<String> {
    let mut out = String::new();
    let word = word.to_lowercase();
    let mut letters = word.chars().peekable();
    while let Some(c) = letters.next() {
        if let Some(marked) = letters.peek().and_then(|mark| vni_pair(c, *mark)) {
            out.push(marked);
            letters.next();
        } else if c.is_ascii() {
            out.push(c);
        } else {
            out.push(in_pairs(VNI_PAIRS.iter().find(|(base, _)| base.is_empty())?.1, c)?);
        }
    }
    Some(out)
}

fn vni_pair(base: char, mark: char) -> Option<char> {
    let (_, pairs) = VNI_PAIRS.iter().find(|(letter, _)| letter.chars().eq([base]))?;
    in_pairs(pairs, mark)
}

/// The letter that follows a mark in a list of mark and letter by turns.
fn in_pairs(pairs: &str, mark: char) -> Option<char> {
    let letters: Vec<char> = pairs.chars().collect();
    letters.chunks_exact(2).find(|pair| pair.first() == Some(&mark)).and_then(|pair| pair.get(1).copied())
}

/// UTF-8 read as windows-1252: three bytes of a Vietnamese letter, of which the first two read `áº` or `á»`.
fn misread(text: &str) -> Option<Legacy> {
    let (start, _) = text.match_indices(['á', 'Ä', 'Æ']).find(|(at, _)| misread_letter(&text[*at..]).is_some())?;
    let (len, meant) = misread_letter(&text[start..])?;
    let written = text.get(start..start + len)?.to_owned();
    Some(Legacy { encoding: Encoding::MisreadUtf8, range: start..start + len, written, meant: meant.to_string() })
}

fn misread_letter(text: &str) -> Option<(usize, char)> {
    let bytes: Vec<u8> = text.chars().take(3).map_while(windows_1252).collect();
    let wanted = match (bytes.first()?, bytes.get(1)?) {
        (0xE1, 0xBA | 0xBB) => 3,
        (0xC4, 0x91 | 0x90 | 0x83 | 0xA9) | (0xC6, 0xA0 | 0xA1 | 0xAF | 0xB0) => 2,
        _ => return None,
    };
    let letter = std::str::from_utf8(bytes.get(..wanted)?).ok()?.chars().next()?;
    Some((text.chars().take(wanted).map(char::len_utf8).sum(), letter))
}

/// The byte of a character in windows-1252; the unassigned five stand for themselves.
fn windows_1252(c: char) -> Option<u8> {
    const UPPER: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";
    match u8::try_from(u32::from(c)) {
        Ok(byte @ (0..=0x7F | 0xA0..=0xFF)) => Some(byte),
        _ => UPPER.chars().position(|upper| upper == c).and_then(|at| u8::try_from(0x80 + at).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(text: &str) -> Option<(Encoding, String)> {
        find(text).map(|legacy| (legacy.encoding, legacy.meant))
    }

    #[test]
    fn legacy_text_is_recognised() {
        let tcvn3 = |word: &str| Some((Encoding::Tcvn3, word.to_owned()));
        assert_eq!(meant("Céng hoµ x· héi chñ nghÜa ViÖt Nam"), tcvn3("Cộng"));
        assert_eq!(meant("Hµ Néi"), tcvn3("Hà"));
        assert_eq!(meant("§iÒm Thôy"), tcvn3("Điềm"));
        assert_eq!(meant("KÕ ho¹ch c¶i c¸ch hµnh chÝnh"), tcvn3("Kế"));
        assert_eq!(meant("t\u{AD}\u{AC}ng \u{AD}íc"), tcvn3("tương"));
        let vni = |word: &str| Some((Encoding::Vni, word.to_owned()));
        assert_eq!(meant("Uyû ban nhaân daân"), vni("Uỷ"));
        assert_eq!(meant("COÄNG HOØA XAÕ HOÄI"), vni("Cộng"));
        assert_eq!(meant("Ñoäc laäp - Töï do"), vni("Độc"));
        assert_eq!(meant("xÃ£ Ä‘iá»\u{81}m"), Some((Encoding::MisreadUtf8, "đ".to_owned())));
        assert_eq!(meant("Cá»™ng hÃ²a"), Some((Encoding::MisreadUtf8, "ộ".to_owned())));
    }

    #[test]
    fn vietnamese_and_foreign_text_is_left_alone() {
        for text in [
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
            "và xã là hà thái kế toán qúy hoà",
            "Điều 1: « mô hình » 25 µm, 10 N·m, ma trận m×n, 30 m², ½ số, 20 °C, § 5, Nº 7",
            "René, Zürich, Müller, Malmö, São Paulo, Åse, Nuñez, naïve, Citroën, Word®, ©2023, Noël",
            "“ỦY BAN XÔ ‘XÃ’ XÃ” Ä",
            "CB, CC xã; UBND; TTHC",
            "Đắk Lắk, Krông Pắc, H'Mông",
        ] {
            assert_eq!(meant(text), None, "{text}");
        }
    }
}
