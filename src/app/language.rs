//! The language of messages: the flag, then `VANTHU_LANG`, then the locale, then Vietnamese.

use std::ffi::OsString;

use clap::ValueEnum;

use crate::base::Phrase;

/// Vietnamese or English.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Tiếng Việt
    #[default]
    Vi,
    /// English
    En,
}

impl Language {
    /// What the surroundings ask for; the arguments are looked through by hand, since help is worded before they are read.
    pub(super) fn from_surroundings(arguments: &[OsString]) -> Self {
        Self::from_arguments(arguments)
            .or_else(|| Self::from_tag(&std::env::var("VANTHU_LANG").ok()?))
            .or_else(|| Self::from_tag(&sys_locale::get_locale()?))
            .unwrap_or_default()
    }

    fn from_arguments(arguments: &[OsString]) -> Option<Self> {
        let mut arguments = arguments.iter().filter_map(|argument| argument.to_str());
        while let Some(argument) = arguments.next() {
            if argument == "--" {
                return None;
            }
            if argument == "--lang" {
                return Self::from_tag(arguments.next()?);
            }
            if let Some(tag) = argument.strip_prefix("--lang=") {
                return Self::from_tag(tag);
            }
        }
        None
    }

    /// `en`, `en-US`, `en_GB.UTF-8`; `vi`, `vi_VN`; anything else says nothing.
    fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_', '.', '@']).next()?;
        match language.to_ascii_lowercase().as_str() {
            "vi" => Some(Self::Vi),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The phrase in this language.
    pub fn of(self, phrase: &Phrase) -> &str {
        self.pick(&phrase.vi, &phrase.en)
    }

    /// One of two texts.
    pub fn pick<'a>(self, vi: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_by_their_language() {
        assert_eq!(Language::from_tag("en_US.UTF-8"), Some(Language::En));
        assert_eq!(Language::from_tag("vi-VN"), Some(Language::Vi));
        assert_eq!(Language::from_tag("C.UTF-8"), None);
        assert_eq!(Language::from_tag("fr"), None);
    }
}
