//! A terminal that is drawn into, of a size that can be: whatever it says of itself.

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

/// The largest area that is drawn, in columns and rows. A terminal may say 65,535 of each, for which the
/// two buffers of a frame would take more memory than there is.
const LARGEST: Size = Size::new(1000, 500);

/// What is drawn if the terminal does not know its size, as on a serial line.
const USUAL: Size = Size::new(80, 24);

/// A backend that says no size beyond what can be drawn.
#[derive(Debug)]
pub struct Bounded<B>(pub B);

fn bounded(size: Size) -> Size {
    match size {
        Size { width: 0, .. } | Size { height: 0, .. } => USUAL,
        size => Size::new(
            size.width.min(LARGEST.width),
            size.height.min(LARGEST.height),
        ),
    }
}

impl<B: Backend> Backend for Bounded<B> {
    type Error = B::Error;

    fn size(&self) -> Result<Size, B::Error> {
        self.0.size().map(bounded)
    }

    fn window_size(&mut self) -> Result<WindowSize, B::Error> {
        let size = self.0.window_size()?;
        Ok(WindowSize {
            columns_rows: bounded(size.columns_rows),
            ..size
        })
    }

    fn draw<'a, I>(&mut self, content: I) -> Result<(), B::Error>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.0.draw(content)
    }

    fn append_lines(&mut self, n: u16) -> Result<(), B::Error> {
        self.0.append_lines(n)
    }

    fn hide_cursor(&mut self) -> Result<(), B::Error> {
        self.0.hide_cursor()
    }

    fn show_cursor(&mut self) -> Result<(), B::Error> {
        self.0.show_cursor()
    }

    fn get_cursor_position(&mut self) -> Result<Position, B::Error> {
        self.0.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> Result<(), B::Error> {
        self.0.set_cursor_position(position)
    }

    fn clear(&mut self) -> Result<(), B::Error> {
        self.0.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> Result<(), B::Error> {
        self.0.clear_region(region)
    }

    fn flush(&mut self) -> Result<(), B::Error> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::backend::TestBackend;
    use rstest::rstest;

    #[rstest]
    #[case((80, 24), (80, 24))]
    #[case((65_535, 65_535), (1000, 500))]
    #[case((65_535, 3), (1000, 3))]
    #[case((0, 0), (80, 24))]
    #[case((120, 0), (80, 24))]
    fn no_size_is_beyond_what_can_be_drawn(#[case] said: (u16, u16), #[case] drawn: (u16, u16)) {
        assert_eq!(bounded(said.into()), drawn.into());
    }

    #[test]
    fn a_frame_is_of_the_bounded_size() {
        let backend = Bounded(TestBackend::new(1001, 2));
        let mut terminal = ratatui::Terminal::new(backend).unwrap();
        let frame = terminal.draw(|_| {}).unwrap();
        assert_eq!(frame.area.as_size(), Size::new(1000, 2));
    }
}
