//! Text typed for fonts before Unicode: TCVN3 (ABC) and VNI, and UTF-8 that was read as something else.
//!
//! A word speaks for an encoding where it is no Vietnamese syllable as it stands and is one when converted. Some words
//! can be nothing else and decide alone; others could be foreign names, and are weighed together, first within a text,
//! then over the whole file.

use std::collections::HashSet;
use std::ops::Range;

use super::encodings::{misread_letter, tcvn3, vni};
use super::syllable::{is_syllable, is_syllable_but_for_its_tone};

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

/// Words so frequent in offices' texts that one of them, typed as no other language types it, is enough.
const FREQUENT: [&str; 30] = [
    "xã",
    "là",
    "và",
    "cả",
    "đã",
    "để",
    "đó",
    "độ",
    "của",
    "các",
    "với",
    "năm",
    "huyện",
    "tỉnh",
    "thực",
    "hiện",
    "nhân",
    "dân",
    "chức",
    "việc",
    "trên",
    "trong",
    "những",
    "được",
    "phường",
    "đảng",
    "đồng",
    "công",
    "ủy",
    "uỷ",
];

/// Abbreviations with Đ of their own: hội đồng nhân dân, quyết định, nghị định, đồng.
const ABBREVIATIONS: [&str; 4] = ["HĐND", "QĐ", "NĐ", "VNĐ"];

/// Enough to call a text legacy: one word that can be nothing else, or two that could each be foreign.
const ENOUGH_IN_A_TEXT: usize = 2;
/// Over a whole file more foreign names come together.
const ENOUGH_IN_A_FILE: usize = 3;
/// Different words kept of a kind: more say nothing more.
const KEPT: usize = 8;

/// What speaks for one encoding, and what against it.
#[derive(Clone, Debug, Default)]
struct Evidence {
    /// A word that can be nothing else.
    decided: bool,
    /// Different words that may be in it.
    speaking: Vec<String>,
    /// Different words with odd letters that make no sense in it: somebody's own language.
    against: Vec<String>,
}

impl Evidence {
    fn is_enough(&self, enough: usize) -> bool {
        self.decided || self.speaking.len() >= enough + self.against.len()
    }

    fn add(&mut self, other: &Self) {
        self.decided |= other.decided;
        other.speaking.iter().for_each(|word| keep(&mut self.speaking, word));
        other.against.iter().for_each(|word| keep(&mut self.against, word));
    }
}

fn keep(words: &mut Vec<String>, word: &str) {
    if words.len() < KEPT && !words.iter().any(|kept| kept == word) {
        words.push(word.to_owned());
    }
}

/// What a text says of one encoding.
#[derive(Clone, Debug)]
struct Reading {
    encoding: Encoding,
    evidence: Evidence,
    first: Option<Legacy>,
}

/// What became of a text.
#[derive(Debug)]
pub enum Verdict {
    /// Nothing speaks for an old encoding.
    Clean,
    /// It is in one for certain.
    Legacy(Legacy),
    /// It may be in one of them: the rest of the file tells.
    Open(Vec<Legacy>),
}

/// The evidence of all texts of one file.
#[derive(Debug, Default)]
pub struct File {
    tcvn3: Evidence,
    vni: Evidence,
    /// Words that were found to be right, as written: a long log says the same words again and again.
    known: HashSet<String>,
}

impl File {
    /// Looks through one text of the file.
    pub fn read(&mut self, text: &str) -> Verdict {
        if text.is_ascii() {
            return Verdict::Clean;
        }
        let suspects = self.suspects(text);
        let readings = match suspects.is_empty() {
            true => Vec::new(),
            false => vec![reading(&suspects, Encoding::Tcvn3), reading(&suspects, Encoding::Vni)],
        };
        for reading in &readings {
            match reading.encoding {
                Encoding::Tcvn3 => self.tcvn3.add(&reading.evidence),
                Encoding::Vni => self.vni.add(&reading.evidence),
                Encoding::MisreadUtf8 => {}
            }
        }
        let convicted = readings
            .iter()
            .filter(|reading| reading.evidence.is_enough(ENOUGH_IN_A_TEXT))
            .max_by_key(|reading| (reading.evidence.decided, reading.evidence.speaking.len()))
            .and_then(|reading| reading.first.clone());
        if let Some(legacy) = convicted.or_else(|| misread(text)) {
            return Verdict::Legacy(legacy);
        }
        let open: Vec<Legacy> = readings.into_iter().filter_map(|reading| reading.first).collect();
        if open.is_empty() { Verdict::Clean } else { Verdict::Open(open) }
    }

    /// Words between blanks and marks that an old encoding may have made: letters of Latin-1, some beyond ASCII, and no
    /// syllable as it stands. One pass over the letters, since a long log is mostly words that are none.
    fn suspects<'a>(&mut self, text: &'a str) -> Vec<(Range<usize>, &'a str)> {
        let mut found = Vec::new();
        let (mut start, mut ascii, mut latin) = (0, true, true);
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            if !parts(c) {
                ascii &= c.is_ascii();
                latin &= c.is_ascii_alphabetic() || matches!(c, '\u{A1}'..='\u{FF}');
                continue;
            }
            if !ascii && latin {
                found.extend(text.get(start..at).filter(|word| self.is_odd(word)).map(|word| (start..at, word)));
            }
            (start, ascii, latin) = (at + c.len_utf8(), true, true);
        }
        found
    }

    /// Whether a word is a suspect; each is weighed once.
    fn is_odd(&mut self, word: &str) -> bool {
        if self.known.contains(word) {
            return false;
        }
        let suspect = is_suspect(word);
        if !suspect {
            self.known.insert(word.to_owned());
        }
        suspect
    }

    /// Of what an open text may be, what the whole file says it is; asked when all texts are read.
    pub fn decide(&self, open: Vec<Legacy>) -> Option<Legacy> {
        open.into_iter().find(|legacy| match legacy.encoding {
            Encoding::Tcvn3 => self.tcvn3.is_enough(ENOUGH_IN_A_FILE),
            Encoding::Vni => self.vni.is_enough(ENOUGH_IN_A_FILE),
            Encoding::MisreadUtf8 => false,
        })
    }
}

/// All suspects held against one encoding.
fn reading(suspects: &[(Range<usize>, &str)], encoding: Encoding) -> Reading {
    let mut reading = Reading { encoding, evidence: Evidence::default(), first: None };
    for (range, word) in suspects {
        let Some(meant) = meant(word, encoding) else {
            keep(&mut reading.evidence.against, word);
            continue;
        };
        match weight(word, &meant, encoding) {
            Weight::Decides => {
                reading.evidence.decided = true;
                keep(&mut reading.evidence.speaking, word);
            }
            Weight::Speaks => keep(&mut reading.evidence.speaking, word),
            Weight::Silent => {}
        }
        let written = (*word).to_owned();
        reading.first.get_or_insert(Legacy { encoding, range: range.clone(), written, meant });
    }
    reading
}

/// A word as it was meant in an encoding; none where it is no Vietnamese word then.
fn meant(word: &str, encoding: Encoding) -> Option<String> {
    if let Some(short) = abbreviation(word, encoding) {
        return Some(short);
    }
    let syllable = match encoding {
        Encoding::Tcvn3 => tcvn3(word),
        // Capitals have capital marks there.
        Encoding::Vni if mixes_cases(word) => None,
        Encoding::Vni => vni(word),
        Encoding::MisreadUtf8 => None,
    };
    syllable.filter(|meant| is_syllable(meant)).map(|meant| as_cased(word, &meant))
}

/// An abbreviation in capitals with the encoding's own Đ in it: `H§ND`, `HÑND`.
fn abbreviation(word: &str, encoding: Encoding) -> Option<String> {
    let d = match encoding {
        Encoding::Tcvn3 => '§',
        Encoding::Vni => 'Ñ',
        Encoding::MisreadUtf8 => return None,
    };
    let capitals = word.chars().filter(char::is_ascii_uppercase).count();
    let whole = word.chars().all(|c| c.is_ascii_uppercase() || c == d);
    // Spanish words in capitals have vowels; a section sign before a number or a letter stands before, not within.
    let consonants = encoding == Encoding::Tcvn3 || !word.contains(['A', 'E', 'I', 'O', 'U', 'Y']);
    (whole && capitals > 0 && !word.starts_with('§') && consonants && word.contains(d)).then(|| word.replace(d, "Đ"))
}

/// How much a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    /// It can be nothing else.
    Decides,
    /// It could be a foreign name or a unit.
    Speaks,
    /// It is more likely a foreign name, or a slip of the hand.
    Silent,
}

fn weight(word: &str, meant: &str, encoding: Encoding) -> Weight {
    let len = word.chars().count();
    if let Some(short) = abbreviation(word, encoding) {
        let within = encoding == Encoding::Tcvn3 && !word.ends_with('§');
        let sure = within || len > 3 || ABBREVIATIONS.contains(&short.as_str());
        return if sure { Weight::Decides } else { Weight::Speaks };
    }
    let frequent = FREQUENT.contains(&meant.to_lowercase().as_str());
    match encoding {
        Encoding::Tcvn3 => weight_in_tcvn3(word, len, frequent),
        Encoding::Vni => weight_in_vni(word, frequent),
        Encoding::MisreadUtf8 => Weight::Silent,
    }
}

/// Signs and capitals within a small word betray TCVN3: no language spells so.
fn weight_in_tcvn3(word: &str, len: usize, frequent: bool) -> Weight {
    let lower = word.to_lowercase();
    if word.chars().skip(1).any(|c| c.is_ascii_uppercase()) || word.starts_with('§') && len == 2 {
        // `KH¹`: an abbreviation and a footnote's mark; `§a`: a section's.
        return Weight::Silent;
    }
    if has_sign(word) || mixes_cases(word) && !is_syllable(&lower) {
        return if len > 2 || frequent { Weight::Decides } else { Weight::Speaks };
    }
    if is_syllable_but_for_its_tone(&lower) || word.contains(['ü', 'å', 'û']) {
        return Weight::Silent;
    }
    if frequent { Weight::Decides } else { Weight::Speaks }
}

/// Marks stand after their letters in VNI: two of them, or one in a frequent word, decide.
fn weight_in_vni(word: &str, frequent: bool) -> Weight {
    let lower = word.to_lowercase();
    let marks = lower.chars().filter(|c| !c.is_ascii()).count();
    if marks > 1 || frequent {
        return Weight::Decides;
    }
    // Loïc, Thaï, Seán, où, Lön: one mark of theirs alone.
    let foreign = ["aï", "oï", "eá", "où", "eù", "ö"].iter().any(|mark| lower.contains(mark));
    if foreign || is_syllable_but_for_its_tone(&lower) { Weight::Silent } else { Weight::Speaks }
}

/// A sign between letters or behind them, quotes and bullets at the word's own border left out.
fn has_sign(word: &str) -> bool {
    let core = word.trim_start_matches(['«', '·', '£', '¥', '¢', '¤', '¡', '¼', '½', '¾', 'µ']).trim_end_matches('»');
    core.contains(|c: char| matches!(c, '\u{A1}'..='\u{BF}' | '×' | '÷'))
}

/// Blanks and marks, told without a look into the tables of Unicode where Vietnamese letters are.
fn parts(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_whitespace() || c.is_ascii_punctuation(),
        '\u{A1}'..='\u{24F}' | '\u{1EA0}'..='\u{1EF9}' => false,
        c => c.is_whitespace() || matches!(c, '\u{2000}'..='\u{206F}'),
    }
}

/// Whether a word of Latin-1, not all ASCII, is no syllable as it stands; units and products (`µm`, `m×n`) are not meant.
fn is_suspect(word: &str) -> bool {
    let product = word.chars().count() == 3 && matches!(word.chars().nth(1), Some('×' | '·'));
    let lettered = |c: char| c.is_ascii_alphabetic() || word.len() > 2 && c == '®';
    !product && word != "µm" && word.contains(lettered) && (mixes_cases(word) || !is_syllable(&word.to_lowercase()))
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

/// The meant word with capitals where the written one has them.
fn as_cased(written: &str, meant: &str) -> String {
    let first_capital = written.chars().next().is_some_and(|c| c.is_uppercase() || matches!(c, '§' | '¡'..='¦'));
    let mut letters = meant.chars();
    match letters.next() {
        Some(first) if first_capital => first.to_uppercase().chain(letters).collect(),
        Some(_) | None => meant.to_owned(),
    }
}

/// The first Vietnamese letter whose UTF-8 was read as windows-1252: `á»‰`, `Ä‘`, `Ã£`.
fn misread(text: &str) -> Option<Legacy> {
    let (start, len, meant) = text.match_indices(['á', 'Ä', 'Æ', 'Ã']).find_map(|(at, _)| {
        let (len, meant) = misread_letter(&text[at..])?;
        let around = text[..at].chars().next_back().into_iter().chain(text[at + len..].chars().next());
        // A capital Ã before a quote or a footnote's mark ends a word in capitals: a small letter must be beside it.
        let within = !text[at..].starts_with('Ã') || around.clone().any(char::is_lowercase);
        let capitals = text[..at].chars().next_back().is_some_and(char::is_uppercase);
        (within && !(capitals && text[at..].starts_with('Ã'))).then_some((at, len, meant))
    })?;
    let written = text.get(start..start + len)?.to_owned();
    Some(Legacy { encoding: Encoding::MisreadUtf8, range: start..start + len, written, meant: meant.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(text: &str) -> Option<(Encoding, String)> {
        match File::default().read(text) {
            Verdict::Legacy(legacy) => Some((legacy.encoding, legacy.meant)),
            Verdict::Clean | Verdict::Open(_) => None,
        }
    }

    #[test]
    fn legacy_text_is_recognised() {
        let tcvn3 = |word: &str| Some((Encoding::Tcvn3, word.to_owned()));
        assert_eq!(meant("Céng hoµ x· héi chñ nghÜa ViÖt Nam"), tcvn3("Cộng"));
        assert_eq!(meant("Hµ Néi"), tcvn3("Hà"));
        assert_eq!(meant("§iÒm Thôy"), tcvn3("Điềm"));
        assert_eq!(meant("KÕ ho¹ch c¶i c¸ch hµnh chÝnh"), tcvn3("Kế"));
        assert_eq!(meant("H§ND x·"), tcvn3("HĐND"));
        assert_eq!(meant("UBND x·"), tcvn3("xã"));
        assert_eq!(meant("số 15/Q§-UBND"), tcvn3("QĐ"));
        assert_eq!(meant("®Ó b¸o c¸o"), tcvn3("để"));
        assert_eq!(meant("cña"), tcvn3("của"));
        assert_eq!(meant("Tæ chøc"), tcvn3("Tổ"));
        assert_eq!(meant("t\u{AD}\u{AC}ng \u{AD}íc"), tcvn3("tương"));
        let vni = |word: &str| Some((Encoding::Vni, word.to_owned()));
        assert_eq!(meant("Uyû ban nhaân daân"), vni("Uỷ"));
        assert_eq!(meant("COÄNG HOØA XAÕ HOÄI"), vni("Cộng"));
        assert_eq!(meant("Ñoäc laäp - Töï do"), vni("Độc"));
        assert_eq!(meant("UBND huyeän"), vni("huyện"));
        assert_eq!(meant("HÑND"), vni("HĐND"));
        assert_eq!(meant("UBND xÃ£"), Some((Encoding::MisreadUtf8, "ã".to_owned())));
        assert_eq!(meant("xÃ£ Ä‘iá»\u{81}m"), Some((Encoding::MisreadUtf8, "ã".to_owned())));
        assert_eq!(meant("Cá»™ng hÃ²a"), Some((Encoding::MisreadUtf8, "ộ".to_owned())));
    }

    #[test]
    fn vietnamese_and_foreign_text_is_left_alone() {
        for text in RIGHT {
            assert_eq!(meant(text), None, "{text}");
        }
    }

    /// All of it in one file: the odd words of many languages together still are no old encoding.
    #[test]
    fn a_whole_file_of_right_text_is_left_alone() {
        let mut file = File::default();
        let open: Vec<Vec<Legacy>> = RIGHT
            .iter()
            .filter_map(|text| match file.read(text) {
                Verdict::Open(open) => Some(open),
                Verdict::Clean => None,
                Verdict::Legacy(legacy) => unreachable!("{text}: {legacy:?}"),
            })
            .collect();
        assert!(!open.is_empty());
        for open in open {
            assert!(file.decide(open.clone()).is_none(), "{open:?}");
        }
    }

    #[test]
    fn the_real_plan_holds_no_word_that_could_be_in_another_encoding() {
        let mut file = File::default();
        for line in include_str!("../../../tests/seed-corrected.txt").lines() {
            assert!(matches!(file.read(line), Verdict::Clean), "{line}");
        }
    }

    #[test]
    fn a_word_that_could_be_foreign_is_judged_by_the_file() {
        let mut file = File::default();
        let Verdict::Open(short) = file.read("Tæ") else { unreachable!() };
        assert!(file.decide(short.clone()).is_none());
        assert!(matches!(file.read("cÊp huyÖn"), Verdict::Legacy(_)));
        assert_eq!(file.decide(short).map(|legacy| legacy.meant).as_deref(), Some("Tổ"));
        // No text of it says enough, all of them do.
        let mut file = File::default();
        let open: Vec<_> = ["Tæ", "phñ", "lîi"].into_iter().map(|text| file.read(text)).collect();
        for verdict in open {
            let Verdict::Open(open) = verdict else { unreachable!() };
            assert!(file.decide(open).is_some());
        }
    }

    const RIGHT: &[&str] = &[
        "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "và xã là hà thái kế toán qúy hoà",
        "Điều 1: « mô hình » 25 µm, 10 N·m, ma trận m×n, 30 m², ½ số, 20 °C, § 5, Nº 7",
        "René, Zürich, Müller, Malmö, São Paulo, Åse, Nuñez, naïve, Citroën, Word®, ©2023, Noël",
        "“ỦY BAN XÔ ‘XÃ’ XÃ” Ä",
        "CB, CC xã; UBND; TTHC",
        "Đắk Lắk, Krông Pắc, H'Mông",
        "Giá £5m, US¢, ¥1.000; 100 m², 25 m³, ¼ số, ½m, ¾ ha, 3 ± 0,5 %, 5 µg, 7 µl, § 5, §a, §I, §IV, 36°C, 10°",
        "Ghi chú KH¹, PGS², NH¹, xã¹, dân¹, XÃ¹, XÃ², «XÃ», “XÃ”, «mô hình», «ba», L×W×H, kW·h, x·y, a×b",
        "· Xây dựng; ·An toàn; B· Mục; A·",
        "nghành, môt, tôt, hôc, quôc, thùc, thíêt, tính, gía, cuả, tòan, qúi, quÝ III, kÝ, lÝ, tÔi, thÔi, chÍnh, đÃ",
        "UBNDXÃ, TTHÀNH, Krông Bông, Chư Prông, Plông, Brâu, Xtiêng, Xơ Đăng",
        "Loïc, Thaï, Caïn, Saïd, Naïm, Anaïs, Zoé, Chloé, Maël, Hélène, François, Benoît, Jérôme",
        "Où est le rôle du maïs ? L'État a dû être prêt dès août ; ça coûte déjà très cher, café, pâté, élan, bête",
        "Für die Größe, schön, Köln, Göring, Bär, Tür, Böhm, Jürg, über Öl, Stockholms län på Öland för år, Tromsø, Bø",
        "El niño, España, SEÑOR, AÑO, NIÑO, León, José Núñez, país, río, tío, Mª, ¡Ay!, ¿qué?, não, ação, João, Seán",
        "Lü, Nü, Gül, Şen, Łódź, Dvořák, Gödel–Escher, façade, naïve, coöperate, résumé, Ångström, Ø 20",
    ];
}
