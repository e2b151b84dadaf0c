//! Where pictures of signature and seal stand: over the room between title and name, which is there without them too, so
//! that no line moves (Phụ lục I, Phần I, Mục II.7.d and II.8.a).

use std::sync::Arc;

use super::{Para, PicturePlace};
use crate::base::Twip;
use crate::document::Frame;
use crate::picture::{Kind, Picture};
use crate::rules::{SEAL_OVER_SIGNATURE, SIGNATURE_WIDTH};

/// The pictures below the last line of the signer's title, in whose column of this left edge and width they stand: the
/// signature centred between title and name, the seal over its left third.
pub(super) fn below(mut title: Para, frame: &Frame, room: Twip, (left, column): (Twip, Twip)) -> Para {
    let centre = (Twip(column.0 / 2), title.height() + Twip(room.0 / 2));
    let place = |picture: &Arc<Picture>, x: Twip, (width, height): (Twip, Twip)| PicturePlace {
        picture: Arc::clone(picture),
        alt: alt(picture.kind, frame),
        x,
        y: centre.1 - Twip(height.0 / 2),
        width,
        height,
        column: left,
    };
    let of_kind = |kind: Kind| frame.signature.pictures.iter().find(move |picture| picture.kind == kind);
    let mut width = SIGNATURE_WIDTH.twips();
    if let Some(signature) = of_kind(Kind::Signature) {
        let size = on_paper(signature);
        width = size.0;
        title.pictures.push(place(signature, centre.0 - Twip(width.0 / 2), size));
    }
    if let Some(seal) = of_kind(Kind::Seal) {
        let size = on_paper(seal);
        let right = centre.0 - Twip(width.0 / 2) + Twip(width.0 / SEAL_OVER_SIGNATURE);
        title.pictures.push(place(seal, right - size.0, size));
    }
    title
}

fn on_paper(picture: &Picture) -> (Twip, Twip) {
    // A line of ink has some width on paper however thin it is.
    let twips = |length: crate::base::Length| length.twips().max(Twip(1));
    (twips(picture.size.0), twips(picture.size.1))
}

fn alt(kind: Kind, frame: &Frame) -> String {
    match kind {
        Kind::Signature => {
            let signature = &frame.signature;
            let signer = signature.name.as_ref().or(signature.lines.last()).map_or("người ký", String::as_str);
            format!("Chữ ký của {signer}")
        }
        Kind::Seal => format!("Con dấu của {}", frame.agency.join(" ")),
    }
}
