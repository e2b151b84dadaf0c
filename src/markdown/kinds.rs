//! What an event or a line is: printed in a line, printed as a block, refused by which name.

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::construct::Construct;

/// `a)`, `2.`, `–`, `•`: what office writers number and mark by hand.
pub(super) fn begins_like_an_item(line: &str) -> bool {
    let Some(first) = line.split_whitespace().next() else { return false };
    let letter = |mark: &str| mark.chars().count() == 1 && mark.chars().all(char::is_alphabetic);
    let figure = |mark: &str| mark.len() <= 2 && !mark.is_empty() && mark.bytes().all(|b| b.is_ascii_digit());
    match first {
        "–" | "—" | "•" | "·" | "●" | "○" | "▪" | "■" | "-" | "+" => line.len() > first.len(),
        _ => {
            first.strip_suffix(')').is_some_and(|mark| letter(mark) || figure(mark))
                || first.strip_suffix('.').is_some_and(figure)
        }
    }
}

pub(super) fn is_inline(event: &Event) -> bool {
    match event {
        Event::Start(tag) => is_inline_tag(tag),
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_)
        | Event::InlineHtml(_)
        | Event::FootnoteReference(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::TaskListMarker(_) => true,
        Event::End(_) | Event::Html(_) | Event::Rule => false,
    }
}

fn is_inline_tag(tag: &Tag) -> bool {
    match tag {
        Tag::Emphasis
        | Tag::Strong
        | Tag::Strikethrough
        | Tag::Superscript
        | Tag::Subscript
        | Tag::Link { .. }
        | Tag::Image { .. } => true,
        Tag::Paragraph
        | Tag::Heading { .. }
        | Tag::BlockQuote(_)
        | Tag::CodeBlock(_)
        | Tag::HtmlBlock
        | Tag::List(_)
        | Tag::Item
        | Tag::FootnoteDefinition(_)
        | Tag::DefinitionList
        | Tag::DefinitionListTitle
        | Tag::DefinitionListDefinition
        | Tag::Table(_)
        | Tag::TableHead
        | Tag::TableRow
        | Tag::TableCell
        | Tag::MetadataBlock(_) => false,
    }
}

pub(super) fn inline_construct(tag: &Tag) -> Construct {
    if let Tag::Image { .. } = tag {
        Construct::Image
    } else if let Tag::Link { .. } = tag {
        Construct::Link
    } else {
        Construct::Strikethrough
    }
}

/// Blocks that are refused; tables and headings come here only within lists.
pub(super) fn block_construct(tag: &Tag) -> Construct {
    match tag {
        Tag::BlockQuote(_) => Construct::Quote,
        Tag::CodeBlock(CodeBlockKind::Fenced(_)) => Construct::FencedCode,
        Tag::CodeBlock(CodeBlockKind::Indented) => Construct::IndentedCode,
        Tag::FootnoteDefinition(_) => Construct::Footnote,
        Tag::Heading { .. } => Construct::HeadingInList,
        Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell => Construct::TableInList,
        Tag::HtmlBlock | Tag::MetadataBlock(_) => Construct::Html,
        Tag::List(_) | Tag::Item | Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
            Construct::List
        }
        Tag::Paragraph => Construct::SecondParagraph,
        Tag::Emphasis
        | Tag::Strong
        | Tag::Strikethrough
        | Tag::Superscript
        | Tag::Subscript
        | Tag::Link { .. }
        | Tag::Image { .. } => inline_construct(tag),
    }
}
