//! Zip files that a library wrote, made the same on every system.

/// Where an entry of the directory begins, and the directory's own end (APPNOTE.TXT 4.3.12, 4.3.16).
const ENTRY: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";

/// The zip file without the name of the system that made it, which stands in every entry of its directory (4.4.2): as if
/// made on MS-DOS, which is what office programs write. Bytes that are no zip file stay as they are.
pub fn of_no_system(mut zip: Vec<u8>) -> Vec<u8> {
    let end = zip.windows(END.len()).rposition(|window| window == END);
    let mut at = end.and_then(|end| number(&zip, end + 16, 4)).unwrap_or(zip.len());
    while zip.get(at..).is_some_and(|rest| rest.starts_with(ENTRY)) {
        let varying: Option<usize> = [28, 30, 32].into_iter().map(|length| number(&zip, at + length, 2)).sum();
        if let Some(system) = zip.get_mut(at + 5) {
            *system = 0;
        }
        at += 46 + varying.unwrap_or_default();
    }
    zip
}

/// A number of so many bytes, the lowest first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let digits = bytes.get(at..at + length)?;
    Some(digits.iter().rev().fold(0, |number, byte| (number << 8) | usize::from(*byte)))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read, Write};

    use zip::write::SimpleFileOptions;
    use zip::{System, ZipArchive, ZipWriter};

    use super::*;

    fn made_on(system: System) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["a.xml", "folder/b.xml"] {
            zip.start_file(name, SimpleFileOptions::default().system(system)).expect("a name");
            zip.write_all(name.as_bytes()).expect("memory");
        }
        zip.finish().expect("memory").into_inner()
    }

    #[test]
    fn the_system_is_forgotten_and_nothing_else() {
        let (unix, dos) = (made_on(System::Unix), made_on(System::Dos));
        assert_ne!(unix, dos);
        assert_eq!(of_no_system(unix), dos);
        let mut read = ZipArchive::new(Cursor::new(of_no_system(dos))).expect("a zip file");
        let mut text = String::new();
        read.by_name("folder/b.xml").expect("the entry").read_to_string(&mut text).expect("text");
        assert_eq!(text, "folder/b.xml");
    }

    #[test]
    fn what_is_no_zip_file_stays() {
        for bytes in
            [&b""[..], b"PK", b"PK\x05\x06", b"PK\x05\x06................\xff\xff\xff\xff", b"PK\x01\x02PK\x05\x06"]
        {
            assert_eq!(of_no_system(bytes.to_vec()), bytes);
        }
    }
}
