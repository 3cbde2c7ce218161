//! What words are about, for whoever has colors. The words say the same.

/// What something is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Ordinary text.
    #[default]
    Plain,
    /// A heading.
    Heading,
    /// Something is confirmed or well.
    Good,
    /// Something waits on somebody.
    Waiting,
    /// Something is late or off track.
    Late,
    /// Something that matters less.
    Quiet,
}
