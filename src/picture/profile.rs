//! Colour profiles (ICC.1:2010): which ones may go into an archival file.

const HEADER: usize = 128;

/// Whether a profile is whole and of a kind that PDF/A-2 takes for pixels of red, green and blue (ISO 19005-2, 6.2.4.2):
/// version 2 to 4; a device's or a colour space's own. Any other is passed over, and the pixels are taken for sRGB.
pub fn is_rgb(profile: &[u8]) -> bool {
    let part = |at: usize, length: usize| profile.get(at..at + length);
    let announced = part(0, 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes);
    profile.len() > HEADER
        && announced.and_then(|length| usize::try_from(length).ok()) == Some(profile.len())
        && matches!(part(8, 1), Some([2 | 4]))
        && matches!(part(12, 4), Some(b"mntr" | b"scnr" | b"prtr" | b"spac"))
        && part(16, 4) == Some(b"RGB ")
        && part(36, 4) == Some(b"acsp")
}
