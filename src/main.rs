//! The program: the screens.
use onramp::{config::*, store::Store, tui};
fn main() {
    let clock = Clock::new(std::env::var("ONRAMP_TODAY").ok().as_deref()).unwrap();
    let store = Store::open(std::path::Path::new(&std::env::var("ONRAMP_DB").unwrap())).unwrap();
    let j = store.journeys().unwrap();
    let open = j.first().map(|j| store.load(j.id).unwrap());
    tui::run(tui::Session {
        store,
        open,
        acting: onramp::domain::people::Party::Hire,
        calendar: Default::default(),
        clock,
        color: true,
    })
    .unwrap();
}
