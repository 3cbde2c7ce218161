//! A JSON value that keeps the order of its fields, so that written again it is the same to the byte,
//! whatever a program that read it did to blanks and escapes.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap as _, SerializeSeq as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Number;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ordered {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Ordered>),
    Fields(Vec<(String, Ordered)>),
}

impl Ordered {
    /// Returns the value of a JSON text, or the text itself as a string if that would not give it back.
    pub(super) fn of(json: &str) -> Self {
        let value: Option<Self> = serde_json::from_str(json).ok();
        let same = value.filter(|value| {
            matches!(value, Self::Fields(_))
                && serde_json::to_string(value).ok().as_deref() == Some(json)
        });
        same.unwrap_or_else(|| Self::Text(json.to_owned()))
    }

    /// Returns the text that this is the value of.
    pub(super) fn into_json(self) -> serde_json::Result<String> {
        match self {
            Self::Text(json) => Ok(json),
            value => serde_json::to_string(&value),
        }
    }
}

impl Serialize for Ordered {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(value) => value.serialize(serializer),
            Self::Text(value) => serializer.serialize_str(value),
            Self::List(values) => {
                let mut list = serializer.serialize_seq(Some(values.len()))?;
                for value in values {
                    list.serialize_element(value)?;
                }
                list.end()
            }
            Self::Fields(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, value) in fields {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

/// Takes whatever comes.
struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Ordered;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Ordered, E> {
        Ok(Ordered::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Ordered, E> {
        Ok(Ordered::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Ordered, E> {
        Ok(Ordered::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Ordered, E> {
        Ok(Ordered::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Ordered, E> {
        Ok(Number::from_f64(value).map_or(Ordered::Null, Ordered::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Ordered, E> {
        Ok(Ordered::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Ordered, E> {
        Ok(Ordered::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Ordered, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Ordered::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Ordered::Fields(fields))
    }
}

impl JsonSchema for Ordered {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Ordered".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": ["object", "string"]})
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_would_not_come_back_the_same_is_kept_as_text() {
        for json in [
            "{\"a\": 1}",
            "[1]",
            "7",
            "{\"a\":1",
            "{\"a\":1e400}",
            "{\"a\":\"\\u0041\"}",
        ] {
            assert_eq!(Ordered::of(json), Ordered::Text(json.to_owned()));
        }
        let json = r#"{"b":[1,-2,null,true],"a":{"z":"\n é 👩‍💻","y":{}}}"#;
        assert!(matches!(Ordered::of(json), Ordered::Fields(_)));
    }

    proptest! {
        #[test]
        fn it_comes_back_whatever_is_done_to_blanks_and_escapes(text in ".{0,40}", number: i64) {
            let json = serde_json::to_string(&Ordered::Fields(vec![
                ("b".to_owned(), Ordered::Text(text.clone())),
                (text, Ordered::List(vec![Ordered::Number(number.into())])),
            ]))
            .unwrap();
            let pretty = serde_json::to_string_pretty(&Ordered::of(&json)).unwrap();
            let escaped: String = pretty
                .chars()
                .map(|c| match c.is_ascii() {
                    true => c.to_string(),
                    false => {
                        let units = c.encode_utf16(&mut [0; 2]).to_vec();
                        units.iter().map(|unit| format!("\\u{unit:04x}")).collect()
                    }
                })
                .collect();
            let back: Ordered = serde_json::from_str(&escaped).unwrap();
            prop_assert_eq!(back.into_json().unwrap(), json);
        }
    }
}
