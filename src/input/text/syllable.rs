//! Whether letters make a Vietnamese syllable: an onset, a rime, one tone, in the spelling that joins them.

/// Onsets (âm đầu), longest first where one begins another.
const ONSETS: [&str; 28] = [
    "ngh", "ng", "nh", "n", "ch", "c", "gh", "gi", "g", "kh", "k", "ph", "p", "qu", "th", "tr", "t", "b", "d", "đ",
    "h", "l", "m", "r", "s", "v", "x", "",
];

/// Rimes (vần) without tones, sorted by their bytes.
const RIMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec", "em", "en", "eng", "eo",
    "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên", "iêng", "iêp", "iêt",
    "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe",
    "oem", "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot", "oăc", "oăm", "oăn", "oăng", "oăp",
    "oăt", "u", "ua", "uc", "ui", "um", "un", "ung", "uo", "up", "ut", "uy", "uya", "uych", "uynh", "uyp", "uyt",
    "uyu", "uyên", "uyêt", "uân", "uâng", "uât", "uây", "uê", "uêch", "uên", "uênh", "uêu", "uôc", "uôi", "uôm", "uôn",
    "uông", "uôt", "uơ", "y", "ych", "ynh", "yp", "yt", "yu", "yêm", "yên", "yêng", "yêt", "yêu", "âc", "âm", "ân",
    "âng", "âp", "ât", "âu", "ây", "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu", "ô", "ôc", "ôi", "ôm", "ôn", "ông",
    "ôp", "ôt", "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "ư", "ưa", "ưc", "ưi", "ưm",
    "ưn", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu",
];

/// Whether a word in lower case and NFC can be a syllable.
pub fn is_syllable(word: &str) -> bool {
    without_tone(word).is_some_and(|(bare, tone)| can_be_said(&bare, |rime| fits(rime, tone)))
}

/// Whether it could be one with another tone: `môt`, a slip of the hand, not another encoding.
pub fn is_syllable_but_for_its_tone(word: &str) -> bool {
    without_tone(word).is_some_and(|(bare, _)| can_be_said(&bare, |_| true))
}

fn can_be_said(bare: &str, fits: impl Fn(&str) -> bool) -> bool {
    ONSETS.iter().any(|onset| {
        bare.strip_prefix(onset).is_some_and(|rime| {
            // "gì", "gìn", "giếng": the i of gi is that of the rime.
            let shared = *onset == "gi" && is_rime(&format!("i{rime}"));
            (is_rime(rime) || shared) && joins(onset, rime) && fits(rime)
        })
    })
}

fn is_rime(rime: &str) -> bool {
    RIMES.binary_search(&rime).is_ok()
}

/// The tone a syllable bears.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tone {
    Level,
    /// Sắc or nặng, the two that a stopped rime can bear.
    Stopped,
    Other,
}

/// The letters without their tone; none where two tones stand.
fn without_tone(word: &str) -> Option<(String, Tone)> {
    use unicode_normalization::char::{compose, decompose_canonical};
    let (mut tone, mut twice) = (Tone::Level, false);
    let mut bare = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii() {
            bare.push(c);
            continue;
        }
        let mut letter = None;
        decompose_canonical(c, |part| {
            let mark = match part {
                '\u{301}' | '\u{323}' => Tone::Stopped,
                '\u{300}' | '\u{309}' | '\u{303}' => Tone::Other,
                // A letter, or the circumflex, breve or horn that makes it another one.
                part => {
                    letter = letter.map_or(Some(part), |letter| compose(letter, part));
                    return;
                }
            };
            twice |= tone != Tone::Level;
            tone = mark;
        });
        bare.extend(letter);
    }
    (!twice).then_some((bare, tone))
}

/// c, g, ng before a o u; k, gh, ngh before e ê i y.
fn joins(onset: &str, rime: &str) -> bool {
    let front = rime.starts_with(['e', 'ê', 'i', 'y']);
    match onset {
        "c" | "ng" => !front,
        "g" => !rime.starts_with(['e', 'ê', 'y']),
        "k" | "gh" | "ngh" => front,
        _ => true,
    }
}

/// A rime that ends in a stop bears sắc or nặng.
fn fits(rime: &str, tone: Tone) -> bool {
    !rime.ends_with(['c', 'p', 't']) && !rime.ends_with("ch") || tone == Tone::Stopped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rimes_can_be_looked_up() {
        assert!(RIMES.is_sorted(), "{:?}", RIMES.windows(2).find(|pair| pair[0] > pair[1]));
    }

    #[test]
    fn real_syllables_are_known_and_broken_ones_are_not() {
        let real = "cộng hòa hoà xã hội chủ nghĩa việt nam độc lập tự do hạnh phúc ủy ban nhân dân điềm thụy quốc quyết \
                    giếng gì giữa khuya nguyễn yến ước nghiêng quý thuở xoong hoặc trường đường người";
        for word in real.split_whitespace() {
            assert!(is_syllable(word), "{word}");
        }
        assert!(is_syllable_but_for_its_tone("môt") && !is_syllable_but_for_its_tone("céng"));
        for word in ["céng", "néi", "kông", "nhaân", "viet", "vòêt", "ngé", "thôy", "xyz", "bổt", "strong"] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
