//! Writes JSON with one line for each field down to a depth, and one for all that lies deeper: a file
//! that `diff` and people can read, and that does not grow with blanks.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::Error as _;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

/// How deep fields and items have lines of their own: the changes of a lane do, what is in them does not.
const DEPTH: usize = 4;

/// Returns a value as such lines.
///
/// # Errors
/// [`serde_json::Error`] if it cannot be written as JSON.
pub(super) fn written(value: &impl Serialize) -> serde_json::Result<String> {
    let mut bytes = Vec::new();
    let lines = Lines {
        pretty: PrettyFormatter::new(),
        depth: 0,
    };
    value.serialize(&mut Serializer::with_formatter(&mut bytes, lines))?;
    String::from_utf8(bytes).map_err(serde_json::Error::custom)
}

struct Lines {
    pretty: PrettyFormatter<'static>,
    depth: usize,
}

impl Lines {
    /// Goes into a list or an object; returns whether its parts have lines of their own.
    fn enter(&mut self) -> bool {
        self.depth += 1;
        self.depth <= DEPTH
    }

    fn leave(&mut self) -> bool {
        self.depth -= 1;
        self.depth < DEPTH
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        match self.enter() {
            true => self.pretty.begin_array(writer),
            false => writer.write_all(b"["),
        }
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        match self.leave() {
            true => self.pretty.end_array(writer),
            false => writer.write_all(b"]"),
        }
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        match self.depth <= DEPTH {
            true => self.pretty.begin_array_value(writer, first),
            false => comma(writer, first),
        }
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        match self.depth <= DEPTH {
            true => self.pretty.end_array_value(writer),
            false => Ok(()),
        }
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        match self.enter() {
            true => self.pretty.begin_object(writer),
            false => writer.write_all(b"{"),
        }
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        match self.leave() {
            true => self.pretty.end_object(writer),
            false => writer.write_all(b"}"),
        }
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        match self.depth <= DEPTH {
            true => self.pretty.begin_object_key(writer, first),
            false => comma(writer, first),
        }
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        match self.depth <= DEPTH {
            true => self.pretty.begin_object_value(writer),
            false => writer.write_all(b":"),
        }
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        match self.depth <= DEPTH {
            true => self.pretty.end_object_value(writer),
            false => Ok(()),
        }
    }
}

fn comma<W: ?Sized + Write>(writer: &mut W, first: bool) -> io::Result<()> {
    match first {
        true => Ok(()),
        false => writer.write_all(b","),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_lies_deep_stands_on_one_line() {
        let value = json!({"a": [{"b": [{"c": {"d": [1, 2]}}, {}]}], "e": []});
        let text = written(&value).unwrap();
        insta::assert_snapshot!(text, @r#"
    {
      "a": [
        {
          "b": [
            {"c":{"d":[1,2]}},
            {}
          ]
        }
      ],
      "e": []
    }
    "#);
        let back: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(back, value);
    }
}
