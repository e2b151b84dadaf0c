//! All tests from the outside, in one binary so that they link once.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs, reason = "a test that cannot go on has failed")]

mod any_bytes;
mod bodies;
mod errors;
mod escaping;
mod ledger;
mod road;
mod seed;
mod status;
mod tidy;
