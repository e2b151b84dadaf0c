//! The output intent's colour profile: sRGB (IEC 61966-2-1) as an ICC profile of version 4 (ICC.1:2010), made here from its
//! published colorimetry, so that no file of unknown origin goes into an archive.

/// Chromaticities of sRGB's red, green and blue, adapted to the profile connection space's white (D50).
const PRIMARIES: [(&[u8; 4], [f64; 3]); 3] = [
    (b"rXYZ", [0.436_07, 0.222_49, 0.013_92]),
    (b"gXYZ", [0.385_15, 0.716_87, 0.097_08]),
    (b"bXYZ", [0.143_07, 0.060_61, 0.714_10]),
];

/// D50, the white of the profile connection space (ICC.1:2010, 7.2.16).
const WHITE: [f64; 3] = [0.9642, 1.0, 0.8249];

/// From D65, sRGB's own white, to D50 (Bradford).
const ADAPTATION: [f64; 9] =
    [1.047_88, 0.022_92, -0.050_20, 0.029_59, 0.990_48, -0.017_07, -0.009_25, 0.015_08, 0.751_68];

/// The transfer curve: (a·x + b)^g from d on, c·x below.
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];

const HEADER: usize = 128;
const TABLE_ENTRY: usize = 12;

/// The profile's bytes.
pub fn srgb() -> Vec<u8> {
    let mut tags: Vec<(&[u8; 4], Vec<u8>)> = vec![
        (b"desc", text("sRGB")),
        (b"cprt", text("No copyright")),
        (b"wtpt", numbers(b"XYZ ", &WHITE)),
        (b"chad", numbers(b"sf32", &ADAPTATION)),
    ];
    tags.extend(PRIMARIES.iter().map(|(name, place)| (*name, numbers(b"XYZ ", place))));
    let curve = curve();
    tags.extend([b"rTRC", b"gTRC", b"bTRC"].map(|name| (name, curve.clone())));
    let mut at = HEADER + 4 + tags.len() * TABLE_ENTRY;
    let (mut table, mut data): (Vec<u8>, Vec<u8>) = (long(tags.len()).to_vec(), Vec::new());
    for (name, content) in tags {
        table.extend_from_slice(name);
        table.extend_from_slice(&long(at));
        table.extend_from_slice(&long(content.len()));
        at += content.len();
        data.extend_from_slice(&content);
    }
    let mut profile = header(at);
    profile.extend_from_slice(&table);
    profile.extend_from_slice(&data);
    profile
}

/// The header (7.2): a display's profile, RGB to XYZ.
fn header(size: usize) -> Vec<u8> {
    let mut header = vec![0; HEADER];
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &long(size));
    put(8, &[4, 0x20, 0, 0]);
    put(12, b"mntrRGB XYZ ");
    // The day of the standard's edition stands for the day of making.
    for (n, part) in [2010_u16, 12, 1].into_iter().enumerate() {
        put(24 + 2 * n, &part.to_be_bytes());
    }
    put(36, b"acsp");
    for (n, part) in WHITE.into_iter().enumerate() {
        put(68 + 4 * n, &fixed(part));
    }
    header
}

/// A text in one language (10.13), filled up to four bytes.
fn text(words: &str) -> Vec<u8> {
    let letters: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut content = b"mluc\0\0\0\0".to_vec();
    content.extend([1, 12].iter().flat_map(|number| long(*number)));
    content.extend_from_slice(b"enUS");
    content.extend([letters.len(), 28].iter().flat_map(|number| long(*number)));
    content.extend_from_slice(&letters);
    content.resize(content.len().next_multiple_of(4), 0);
    content
}

fn numbers(kind: &[u8; 4], numbers: &[f64]) -> Vec<u8> {
    let mut content = [&kind[..], &[0; 4]].concat();
    content.extend(numbers.iter().flat_map(|number| fixed(*number)));
    content
}

/// A parametric curve of the fourth kind (10.16).
fn curve() -> Vec<u8> {
    let mut content = b"para\0\0\0\0\0\x03\0\0".to_vec();
    content.extend(CURVE.iter().flat_map(|number| fixed(*number)));
    content
}

/// A number with 16 bits after the point (s15Fixed16Number).
fn fixed(number: f64) -> [u8; 4] {
    ((number * 65536.0).round() as i32).to_be_bytes()
}

fn long(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or_default().to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_leads_to_what_it_names() {
        let profile = srgb();
        let number = |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().expect("four bytes")) as usize;
        assert_eq!(number(0), profile.len());
        for n in 0..number(HEADER) {
            let entry = HEADER + 4 + n * TABLE_ENTRY;
            let (at, length) = (number(entry + 4), number(entry + 8));
            assert!(at % 4 == 0 && at + length <= profile.len());
        }
        // White is what red, green and blue make together.
        for n in 0..3 {
            let sum: f64 = PRIMARIES.iter().map(|(_, place)| place[n]).sum();
            assert!((sum - WHITE[n]).abs() < 0.0003, "{sum}");
        }
    }
}
