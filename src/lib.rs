//! `onramp`: an onboarding-milestone tracker for the terminal.
//!
//! The modules and the one direction in which they know each other:
//! `domain ← plans, lane ← store, report, app ← ui ← tui, cli ← main`; `exchange` stands on `store` and `carrier`.

pub mod app;
pub mod carrier;
pub mod cli;
pub mod config;
pub mod domain;
pub mod editor;
pub mod exchange;
pub mod lane;
pub mod plans;
pub mod report;
pub mod store;
pub mod tui;
pub mod ui;
