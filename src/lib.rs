//! `vanthu`: a document compiler for Vietnamese public offices.
//!
//! One YAML plan goes in; the official plan and its annex come out as DOCX and PDF, laid out by Decree 30/2020/NĐ-CP.
//! The road through the rooms and the rules that keep them apart are told in `ARCHITECTURE.md`.

pub mod app;
pub mod base;
pub mod check;
pub mod compose;
pub mod document;
pub mod docx;
pub mod edit;
pub mod font;
pub mod form;
pub mod galley;
pub mod input;
pub mod markdown;
pub mod page;
pub mod pdf;
pub mod picture;
pub mod plan;
pub mod rules;
pub mod sign;
pub mod template;
pub mod view;
