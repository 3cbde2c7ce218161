//! A part of a record that is long and seldom looked at: one that comes out of a database is made out of its
//! text when somebody looks.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value that may still be a text.
#[derive(Clone)]
pub struct Later<T>(Arc<Shelved<T>>);

struct Shelved<T> {
    text: String,
    read: fn(&str) -> Option<T>,
    value: OnceLock<T>,
}

impl<T> Later<T> {
    /// Returns the value of a text, by what reads it. Where that cannot be done the value is the default
    /// one, and differs from what the log says.
    pub fn of(text: String, read: fn(&str) -> Option<T>) -> Self {
        Self(Arc::new(Shelved {
            text,
            read,
            value: OnceLock::new(),
        }))
    }
}

impl<T> From<T> for Later<T> {
    fn from(value: T) -> Self {
        Self(Arc::new(Shelved {
            text: String::new(),
            read: |_| None,
            value: value.into(),
        }))
    }
}

impl<T: Default> Deref for Later<T> {
    type Target = T;

    fn deref(&self) -> &T {
        let shelved = &self.0;
        let read = || (shelved.read)(&shelved.text).unwrap_or_default();
        shelved.value.get_or_init(read)
    }
}

impl<T: Default + PartialEq> PartialEq for Later<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || **self == **other
    }
}

impl<T: Default + Eq> Eq for Later<T> {}

impl<T: Default + fmt::Debug> fmt::Debug for Later<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

impl<T: Default + Serialize> Serialize for Later<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Later<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_when_it_is_looked_at() {
        let counted = |text: &str| text.parse::<u32>().ok();
        let later = Later::of("7".to_owned(), counted);
        assert!(later.0.value.get().is_none());
        assert_eq!(later, Later::from(7));
        assert_eq!(*later, 7);
        assert_eq!(*Later::of("seven".to_owned(), counted), 0);
    }
}
