//! A part of a record that is long and seldom looked at: one that lies in a database is made when somebody
//! looks.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value that may not be made yet.
#[derive(Clone)]
pub struct Later<T>(Arc<Shelved<T>>);

struct Shelved<T> {
    make: Box<dyn Fn() -> T + Send + Sync>,
    value: OnceLock<T>,
}

impl<T> Later<T> {
    /// Returns a value by what makes it. That has an answer in every case: when it is looked at it is too
    /// late to refuse one.
    pub fn by(make: impl Fn() -> T + Send + Sync + 'static) -> Self {
        Self(Arc::new(Shelved {
            make: Box::new(make),
            value: OnceLock::new(),
        }))
    }
}

impl<T: Default + 'static> From<T> for Later<T> {
    fn from(value: T) -> Self {
        Self(Arc::new(Shelved {
            make: Box::new(T::default),
            value: value.into(),
        }))
    }
}

impl<T> Deref for Later<T> {
    type Target = T;

    fn deref(&self) -> &T {
        let shelved = &self.0;
        shelved.value.get_or_init(&shelved.make)
    }
}

impl<T: PartialEq> PartialEq for Later<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || **self == **other
    }
}

impl<T: Eq> Eq for Later<T> {}

impl<T: fmt::Debug> fmt::Debug for Later<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(formatter)
    }
}

impl<T: Serialize> Serialize for Later<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de, T: Default + Deserialize<'de> + 'static> Deserialize<'de> for Later<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_made_when_it_is_looked_at() {
        let later = Later::by(|| 7);
        assert!(later.0.value.get().is_none());
        assert_eq!(later, Later::from(7));
        assert_eq!(*later, 7);
    }
}
