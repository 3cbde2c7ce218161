//! What reads bytes from outside, each given any bytes at all. None may panic, and what was read must
//! hold what its reader promises. `tests/hostile.rs` and the fuzz targets in `fuzz/` call the same.

use std::io::Write as _;
use std::path::Path;

use chrono::{Datelike as _, Days, NaiveDate};
use onramp::config::Settings;
use onramp::domain::acts::decide;
use onramp::domain::acts::decide::Working;
use onramp::domain::words::text::is_clean;
use onramp::domain::words::when::{self, Context, Lean, parse, parse_begin, parse_end};
use onramp::exchange::{Answer, Invitation};
use onramp::lane::key::{DeviceKey, PublicKey, Signature};
use onramp::lane::text::{read, sealed, write};
use onramp::plans;
use uuid::Uuid;

/// Reads a plan file; one without a mistake can be followed.
pub fn plan(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    match plans::read("plan.toml", text) {
        Err(problems) => assert!(!problems.to_string().is_empty()),
        Ok(file) => {
            let start = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
            let seed = decide::seed(
                file.plan,
                "Ada",
                "Grace",
                "",
                start,
                Working::default(),
                Uuid::from_u128(7),
            );
            seed.unwrap();
        }
    }
}

/// Reads a date as people say it. The first two bytes choose today and which way it leans.
pub fn date(data: &[u8]) {
    let [day, lean, text @ ..] = data else {
        return;
    };
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    let first = NaiveDate::from_ymd_opt(2023, 12, 25).unwrap();
    let today = first + Days::new(u64::from(*day) * 7);
    let start = (lean & 4 == 0).then_some(today);
    let lean = match lean & 3 {
        0 => Lean::Past,
        1 => Lean::Future,
        _ => Lean::Nearest,
    };
    let context = Context::new(today, start, lean);
    for read in [
        parse(text, &context),
        parse_end(text, today, &context),
        parse_begin(text, &context),
    ] {
        match read {
            Ok(date) => {
                assert!((1970..=2100).contains(&date.year()), "{date}");
                assert!(is_clean(&when::spoken(date, today)));
            }
            Err(error) => assert!(is_clean(&error.to_string()), "{error}"),
        }
    }
}

/// Reads a settings file.
pub fn settings(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    match Settings::read(Path::new("config.toml"), text) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(settings) => drop(settings.working()),
    }
}

/// Reads the text of lanes; what was taken can be written and read again, and is the same.
pub fn lane(data: &[u8]) {
    let Ok(lanes) = read(data) else {
        return;
    };
    for mut lane in lanes {
        if let Some(key) = lane.header.key {
            assert!(sealed(&lane, &key) <= lane.last());
        }
        lane.trouble = None;
        let mut text = String::new();
        if write(&mut text, &lane).is_err() {
            continue;
        }
        let again = read(text.as_bytes()).unwrap();
        assert_eq!(again.len(), 1, "{text}");
        assert_eq!(again[0].links, lane.links, "{text}");
        assert_eq!(again[0].plans, lane.plans, "{text}");
    }
}

/// Reads an invitation and an answer; one that is taken can be passed on and is the same.
pub fn invitation(data: &[u8]) {
    if let Some(invitation) = Invitation::read(data) {
        assert!(is_clean(invitation.hire()) && is_clean(invitation.host()));
        let again = Invitation::read(invitation.text().as_bytes());
        assert_eq!(again, Some(invitation));
    }
    if let Some(answer) = Answer::read(data) {
        assert_eq!(Answer::read(answer.text().as_bytes()), Some(answer));
    }
}

/// The key whose seals are read.
const KEY: &str =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPuyy6sU/IprDXHLDL0DvoZ8ziR70GOBUexg/eC3oT9h";

/// Reads a key file, a public key and an armored signature.
pub fn key(data: &[u8]) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(data).unwrap();
    file.flush().unwrap();
    if let Ok(Some(key)) = DeviceKey::read(file.path()) {
        let seal = key.sign(data).unwrap();
        assert!(key.public().verifies(data, &seal));
    }
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    if let Ok(key) = text.parse::<PublicKey>() {
        assert_eq!(key.to_string().parse(), Ok(key));
    }
    let key: PublicKey = KEY.parse().unwrap();
    if let Some(seal) = Signature::from_armored(text, &key) {
        let again = Signature::from_armored(&seal.armored(&key), &key);
        assert_eq!(again, Some(seal));
    }
}
