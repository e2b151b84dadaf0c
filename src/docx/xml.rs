//! A thin XML writer: markup goes in as it stands, everything that came from outside is escaped.
//!
//! The writer's call sites hold the markup as it will stand in the file, so that they can be read beside the standard;
//! one growing string, nothing allocated per element.

use super::Error;
use super::units::Value;

/// One part of the file while it is written.
#[derive(Debug, Default)]
pub(super) struct Xml {
    out: String,
    illegal: Option<char>,
}

impl Xml {
    /// A part that begins with the XML declaration.
    pub(super) fn part() -> Self {
        let mut xml = Self::default();
        xml.markup("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        xml
    }

    /// Markup, exactly so.
    pub(super) fn markup(&mut self, markup: &str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// ` name="digits"`.
    pub(super) fn value(&mut self, name: &str, value: Value) -> &mut Self {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        value.push(&mut self.out);
        self.out.push('"');
        self
    }

    /// Digits between tags.
    pub(super) fn number(&mut self, value: Value) -> &mut Self {
        value.push(&mut self.out);
        self
    }

    /// ` name="words"`, escaped.
    pub(super) fn attribute(&mut self, name: &str, words: &str) -> &mut Self {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.text(words);
        self.out.push('"');
        self
    }

    /// Words, escaped for text and for attributes alike.
    pub(super) fn text(&mut self, words: &str) -> &mut Self {
        let mut start = 0;
        for (at, byte) in words.bytes().enumerate() {
            let escape = match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                0..=0x1f | 0xef => {
                    self.note_illegal(&words[at..]);
                    continue;
                }
                _ => continue,
            };
            self.out.push_str(&words[start..at]);
            self.out.push_str(escape);
            start = at + 1;
        }
        self.out.push_str(&words[start..]);
        self
    }

    /// XML has no way to write control characters and the two non-characters; `input` refuses them, so one here is our
    /// own mistake and no file is made of it.
    fn note_illegal(&mut self, rest: &str) {
        let illegal = rest.chars().next().filter(|c| matches!(c, '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'));
        self.illegal = self.illegal.or(illegal);
    }

    /// The part, if it holds nothing that XML cannot.
    pub(super) fn finish(self) -> Result<String, Error> {
        match self.illegal {
            None => Ok(self.out),
            Some(character) => Err(Error::Character(character)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(words: &str) -> Result<String, Error> {
        let mut xml = Xml::default();
        xml.text(words);
        xml.finish()
    }

    #[test]
    fn user_words_never_become_markup() -> Result<(), Error> {
        assert_eq!(written("số 20-CT/TU * <b> & \"x\"")?, "số 20-CT/TU * &lt;b&gt; &amp; &quot;x&quot;");
        assert_eq!(written("90\u{a0}% ﬁ \u{fffd}")?, "90\u{a0}% ﬁ \u{fffd}");
        Ok(())
    }

    #[test]
    fn what_xml_cannot_hold_makes_no_file() {
        for wrong in ["\u{0}", "a\u{b}b", "\u{fffe}", "x\u{ffff}", "\r"] {
            assert!(matches!(written(wrong), Err(Error::Character(_))), "{wrong:?}");
        }
    }
}
