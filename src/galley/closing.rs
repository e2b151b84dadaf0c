//! The end of the document: signature block and recipients side by side (ô 7, 9b, 12), never parted.

use super::frame::{layout_row, layout_table};
use super::setter::{Setter, Words, keep_with_next};
use super::{Flow, Para, Table, fields, pictures};
use crate::base::Twip;
use crate::document::Frame;
use crate::rules::Role;

/// Share of the text's width that the recipients take, in hundredths; the signature has the rest, the right half.
const RECIPIENTS_SHARE: i32 = 46;
/// Between the text and the block.
const ROOM_ABOVE: Twip = Twip(60);

/// Recipients on the left, authority, title and name on the right.
pub(super) fn signature_block(setter: &mut Setter<'_>, frame: &Frame, text_width: Twip, ready: bool) -> Table {
    let left = Twip(text_width.0 * RECIPIENTS_SHARE / 100);
    let right = text_width - left;
    let row = layout_row([recipients(setter, frame, left), signature(setter, frame, (left, right), ready)]);
    layout_table(vec![left, right], Twip::ZERO, vec![row])
}

fn recipients(setter: &mut Setter<'_>, frame: &Frame, column: Twip) -> Vec<Para> {
    let mut paras = Vec::new();
    if !frame.recipients.is_empty() {
        let mut label = setter.para(Role::RecipientsLabel, Words::plain(Role::RecipientsLabel, "Nơi nhận:"), column);
        // Level with the first line of ô 7a: the baseline stands at four fifths of each line.
        let title_line = setter.styles.of(Role::Position).line;
        label.style.before = ROOM_ABOVE + Twip((title_line.0 - label.style.line.0) * 4 / 5);
        paras.push(label);
    }
    for (i, name) in frame.recipients.iter().enumerate() {
        let end = if i + 1 == frame.recipients.len() { '.' } else { ';' };
        paras.push(setter.para(Role::Recipient, Words::plain(Role::Recipient, &format!("- {name}{end}")), column));
    }
    if let Some(drafter) = &frame.drafter {
        let mut style = *setter.styles.of(Role::Drafter);
        style.right = Twip(column.0 / 4);
        paras.push(setter.para_with(Role::Drafter, style, Words::plain(Role::Drafter, drafter), column));
    }
    if paras.is_empty() {
        paras.push(setter.least(column));
    }
    paras
}

fn signature(setter: &mut Setter<'_>, frame: &Frame, (left, column): (Twip, Twip), ready: bool) -> Vec<Para> {
    let mut paras = Vec::new();
    for (i, line) in frame.signature.lines.iter().enumerate() {
        let mut para = setter.para(Role::Position, Words::plain(Role::Position, line), column);
        if i == 0 {
            para.style.before = ROOM_ABOVE;
        }
        paras.push(para);
    }
    let room = setter.styles.of(Role::Signer).before;
    let title = paras.pop().map(|title| pictures::below(title, frame, room, (left, column)));
    paras.extend(title);
    let name = frame.signature.name.as_deref().unwrap_or_default();
    let name = setter.para(Role::Signer, Words::plain(Role::Signer, name), column);
    paras.push(if ready { fields::above_name(name, column) } else { name });
    paras
}

/// At least two lines of the text stand on the block's page: the last paragraphs are tied to it until that is so, as long
/// as all of it fits on one page. Word keeps only the last lines of what is tied, LibreOffice and our pages the whole.
pub(super) fn tie_to_block(flow: &mut [Flow], block: &Table, page_height: Twip) {
    let mut needed: Twip = block.rows.iter().map(|row| row.height).sum();
    let mut lines = 0;
    for item in flow.iter_mut().rev() {
        let Flow::Para(para) = item else { return };
        needed += para.height() + para.style.after.max(para.style.before);
        if needed > page_height {
            return;
        }
        *para = keep_with_next(para.clone());
        lines += para.lines.len();
        if lines >= 2 {
            return;
        }
    }
}
