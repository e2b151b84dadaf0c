//! All tests from the outside, in one binary so that they link once.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs, reason = "a test that cannot go on has failed")]

mod amend;
mod any_bytes;
mod atomic;
mod bodies;
mod chart;
mod command;
mod drawings;
mod errors;
mod escaping;
mod fields;
mod forms;
mod history;
mod issue;
mod ledger;
mod pki;
mod program;
mod reassign;
mod refusals;
mod report;
mod revisions;
mod road;
mod same_bytes;
mod seed;
mod sign;
mod sign_attacks;
mod sign_command;
mod sign_evidence;
mod sign_pictures;
mod sign_stamps;
mod sign_tokens;
mod signature;
mod status;
mod tidy;
