//! The kinds of records: each with its key, its value, who may read it, and its words.

pub mod course;
pub mod goal;
pub mod meeting;
pub mod review;
pub mod writing;

use std::collections::BTreeMap;

/// Sets or removes an entry.
fn put<K: Ord + Clone, V>(map: &mut BTreeMap<K, V>, key: &K, value: Option<V>) {
    match value {
        Some(value) => {
            map.insert(key.clone(), value);
        }
        None => {
            map.remove(key);
        }
    }
}
