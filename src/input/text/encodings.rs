//! The tables of encodings before Unicode: words and letters as they were meant.

/// TCVN3 from 0xA1: capitals without tone, then small letters (reference "vietnamese-text" §3); `.` is not used.
const TCVN3: &str = "ăâêôơưđăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ.";

/// A word of TCVN3 in small letters of Unicode; none where a byte of it is not used.
pub fn tcvn3(word: &str) -> Option<String> {
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

/// A word of VNI in small letters of Unicode; none where a mark stands after no letter of its own.
pub fn vni(word: &str) -> Option<String> {
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

/// The Vietnamese letter whose UTF-8 was read as windows-1252 at the start of a text, and the bytes that it takes here.
pub fn misread_letter(text: &str) -> Option<(usize, char)> {
    let bytes: Vec<u8> = text.chars().take(3).map_while(windows_1252).collect();
    let wanted = match (bytes.first()?, bytes.get(1)?) {
        (0xE1, 0xBA | 0xBB) => 3,
        (0xC4, 0x91 | 0x90 | 0x83 | 0xA9) | (0xC6, 0xA0 | 0xA1 | 0xAF | 0xB0) => 2,
        // The small letters of Latin-1, but for à: its second byte is a no-break space, which may follow a capital Ã.
        (0xC3, 0xA1..=0xA3 | 0xA8..=0xAA | 0xAC | 0xAD | 0xB2..=0xB5 | 0xB9 | 0xBA | 0xBD) => 2,
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
