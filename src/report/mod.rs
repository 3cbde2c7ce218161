//! A journey told to a reader: pages of blocks and their writers, tables, a calendar, documents for
//! programs, lines for a terminal. Pure; knows the domain only.

pub mod blocks;
pub mod csv;
pub mod ics;
pub mod json;
pub mod meeting;
mod moved;
pub mod note;
pub mod pages;
pub mod readership;
pub mod remind;
pub mod review;
pub mod text;
pub mod write;
