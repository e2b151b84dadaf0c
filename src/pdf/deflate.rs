//! Streams, compressed one after the other with one compressor: setting one up costs more than most streams do.

use flate2::{Compress, Compression, FlushCompress, Status};
use pdf_writer::{Chunk, Filter, Finish, Ref, Stream};

/// Below this many bytes compressing saves less than it costs.
const SMALL: usize = 128;

/// The real plan's PDF: level 6 makes 110.1 kB, 2 makes 112.5 kB with 6 % fewer instructions of the whole run, 1 makes
/// 123.0 kB with 14 % fewer. A clerk waits for the run, and nobody for 10 kB.
const LEVEL: u32 = 1;

/// A byte that the reader of any stream written here passes over: white space to a content stream or a character map, bytes
/// behind the last table to a font, behind the last row to an image.
const PASSED_OVER: u8 = b'\n';

/// The compressor of a file, and the bytes it made last.
#[derive(Debug)]
pub struct Deflate {
    compress: Compress,
    packed: Vec<u8>,
}

impl Deflate {
    /// Made once for a file.
    pub fn new() -> Self {
        Self { compress: Compress::new(Compression::new(LEVEL), true), packed: Vec::new() }
    }

    /// Writes a stream object; further entries of its dictionary are the caller's.
    pub fn stream<'a>(&'a mut self, chunk: &'a mut Chunk, id: Ref, data: &'a mut Vec<u8>) -> Stream<'a> {
        if data.len() < SMALL || !self.pack(data) {
            avoid_cr(data);
            return chunk.stream(id, data);
        }
        if self.packed.last() == Some(&b'\r') {
            // Validators take a CR and the line feed before `endstream` for one end of line, and find the length wrong.
            // A zlib stream ends in the sum of its bytes, so one more byte changes it.
            data.push(PASSED_OVER);
            self.pack(data);
        }
        let mut stream = chunk.stream(id, &self.packed);
        stream.filter(Filter::FlateDecode);
        stream
    }

    /// Compresses; whether it came out shorter.
    fn pack(&mut self, data: &[u8]) -> bool {
        self.compress.reset();
        self.packed.clear();
        // Zlib's own bound, so that one call does it.
        self.packed.reserve(data.len() + (data.len() >> 10) + 64);
        let done = self.compress.compress_vec(data, &mut self.packed, FlushCompress::Finish);
        matches!(done, Ok(Status::StreamEnd)) && self.packed.len() < data.len()
    }

    /// Writes a stream object with nothing more in its dictionary.
    pub fn plain_stream(&mut self, chunk: &mut Chunk, id: Ref, data: &mut Vec<u8>) {
        self.stream(chunk, id, data).finish();
    }
}

fn avoid_cr(data: &mut Vec<u8>) {
    if data.last() == Some(&b'\r') {
        data.push(PASSED_OVER);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn no_stream_ends_in_a_carriage_return() {
        let mut deflate = Deflate::new();
        let mut met = 0;
        for seed in 0..2000_u32 {
            let words: String = (0..60).map(|n| format!("{} ", seed * 31 + n * 7)).collect();
            let mut data = words.clone().into_bytes();
            deflate.pack(&data);
            met += u32::from(deflate.packed.last() == Some(&b'\r'));
            let mut chunk = Chunk::new();
            deflate.plain_stream(&mut chunk, Ref::new(1), &mut data);
            assert_ne!(deflate.packed.last(), Some(&b'\r'));
            let mut back = String::new();
            flate2::read::ZlibDecoder::new(&deflate.packed[..]).read_to_string(&mut back).expect("zlib");
            assert_eq!(back.trim_end(), words.trim_end());
        }
        assert!(met > 0, "the case was met");
    }
}
