//! Words within a paragraph: text that Markdown delivers in shreds is joined, made NFC, and cut at meant line breaks.

use crate::base::text::nfc;
use crate::document::Inline;

/// Gathers the inlines of one paragraph or of one emphasis.
#[derive(Default)]
pub struct Words {
    done: Vec<Inline>,
    /// Text not yet closed off. Kept whole across escapes and entities: a letter and its tone mark may come apart there.
    open: String,
}

impl Words {
    /// More text.
    pub fn text(&mut self, text: &str) {
        self.open.push_str(text);
    }

    /// Anything but text.
    pub fn push(&mut self, inline: Inline) {
        self.close();
        self.done.push(inline);
    }

    /// All of them.
    pub fn finish(mut self) -> Vec<Inline> {
        self.close();
        self.done
    }

    /// A newline can only come from `&#10;`, which stands for one that was typed in a value.
    fn close(&mut self) {
        let text = std::mem::take(&mut self.open).replace("\r\n", "\n").replace('\t', " ");
        for (at, line) in text.split(['\n', '\r']).enumerate() {
            if at > 0 {
                self.done.push(Inline::Break);
            }
            let line = nfc(line);
            if !line.is_empty() {
                self.done.push(Inline::Text(line));
            }
        }
    }
}
