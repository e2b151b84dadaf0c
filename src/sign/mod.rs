//! Ký số: a signature appended to finished PDF bytes (PAdES), and every signature of a file judged.
//!
//! Nothing before the end of the file is ever rewritten: what was signed stays byte for byte, and what is appended is just
//! what a signature needs. The file is read by a reader of our own, because a signature is only as good as the certainty
//! that everyone reads the same file: a reader that repairs what is broken cannot judge what was altered.

mod appearance;
mod asn1;
mod digest;
mod facts;
mod fields;
mod file;
mod increment;
mod key_file;
mod message;
mod moment;
mod object;
mod p12;
mod refusal;
mod seal;
mod signer;
mod stamping;
mod stream;
mod syntax;
mod verify;
mod xref;

pub use digest::Hash;
pub use facts::states_otherwise;
pub use fields::Capacity;
pub use key_file::KeyFile;
pub use message::Stamping;
pub use moment::Moment;
pub use seal::{Request, Sealed, check, seal, shows_picture};
pub use signer::{Identity, KeyKind, Signer};
pub use stamping::{timestamp_answer, timestamp_question};
pub use verify::{
    Change, Covers, Later, Report, Revocation, Signature, Time, Trust, Trusted, Who, is_signed, read_certificates,
    verify,
};
