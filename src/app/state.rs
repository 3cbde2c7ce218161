//! Everything the program knows while it runs: what all screens share, and what each keeps.

use std::ops::{Deref, DerefMut};

use chrono::NaiveDate;

use super::burnup::BurnUpView;
use super::gate::GateView;
use super::hires::HiresView;
use super::place::{Place, Screen};
use super::screens::screens;
use super::shared::{Overlay, Shared};
use super::start::StartView;
use super::summary::SummaryView;
use super::trend::TrendView;
use super::view::View;
use crate::domain::acts::find;
use crate::domain::plan::calendar::Calendar;
use crate::domain::plan::people::Party;
use crate::domain::record::goal::Goal;
use crate::domain::record::journey::Journey;
use crate::domain::telling::hires::{self, Row};

macro_rules! state {
    ($($(#[$_:meta])* $screen:ident: $($__:literal)*, $file:ident $view:ident $field:ident;)*) => {
        /// Everything the program knows while it runs; what all screens share can be named as its
        /// own.
        #[derive(Clone, Debug)]
        pub struct State {
            /// What all screens share.
            pub shared: Shared,
            $(
                /// What the screen of that name shows.
                pub $field: super::$file::$view,
            )*
            /// The gate review, where one is shown in place of the screen.
            pub gate: Option<GateView>,
            /// The gate review to which the way back leads from what was opened in it, with the screen
            /// below it.
            pub(super) gate_left: Option<(Screen, GateView)>,
            /// The summary, where it is shown in place of both.
            pub summary: Option<SummaryView>,
            /// The burn-up, where it is shown in place of all of them.
            pub burn_up: Option<BurnUpView>,
            /// The conversation over time, where it is shown in place of a screen.
            pub trend: Option<TrendView>,
            /// What the Hires screen shows.
            pub hires: HiresView,
            /// What the guided start shows.
            pub start: StartView,
        }

        impl State {
            /// Returns the state in which the program opens.
            pub fn new(
                today: NaiveDate,
                calendar: Calendar,
                journey: Option<Journey>,
                acting: Party,
            ) -> Self {
                let mut state = Self {
                    shared: Shared::new(today, calendar, journey, acting),
                    $($field: Default::default(),)*
                    gate: None,
                    gate_left: None,
                    summary: None,
                    burn_up: None,
                    trend: None,
                    hires: HiresView::default(),
                    start: StartView::default(),
                };
                state.begin();
                state
            }

            /// Returns what is shown under whatever lies over the screen.
            pub(super) fn shown(&self) -> &dyn View {
                let over: [Option<&dyn View>; 4] = [
                    self.trend.as_ref().map(|trend| trend as _),
                    self.burn_up.as_ref().map(|burn_up| burn_up as _),
                    self.summary.as_ref().map(|summary| summary as _),
                    self.gate.as_ref().map(|gate| gate as _),
                ];
                match (over.into_iter().flatten().next(), self.screen) {
                    _ if self.is_starting() => &self.start,
                    (Some(view), _) => view,
                    $((None, Screen::$screen) => &self.$field,)*
                    (None, Screen::Hires) => &self.hires,
                }
            }

            /// Returns the same, to be changed, and what it shares with the others.
            pub(super) fn parts(&mut self) -> (&mut dyn View, &mut Shared) {
                let over: [Option<&mut dyn View>; 4] = [
                    self.trend.as_mut().map(|trend| trend as _),
                    self.burn_up.as_mut().map(|burn_up| burn_up as _),
                    self.summary.as_mut().map(|summary| summary as _),
                    self.gate.as_mut().map(|gate| gate as _),
                ];
                let over = over.into_iter().flatten().next();
                let shown: &mut dyn View = match (over, self.shared.screen) {
                    _ if self.shared.is_starting() => &mut self.start,
                    (Some(view), _) => view,
                    $((None, Screen::$screen) => &mut self.$field,)*
                    (None, Screen::Hires) => &mut self.hires,
                };
                (shown, &mut self.shared)
            }

            /// Has every screen of a journey begin anew.
            fn begin(&mut self) {
                self.gate = None;
                self.summary = None;
                self.burn_up = None;
                self.trend = None;
                $(
                    self.$field = Default::default();
                    self.$field.begin(&self.shared);
                )*
            }

            /// Keeps every selection on something that is there.
            pub(super) fn clamp(&mut self) {
                $(self.$field.clamp(&self.shared);)*
                self.hires.clamp(&self.shared);
                if let Some(gate) = &mut self.gate {
                    gate.clamp(&self.shared);
                }
                if let Some(summary) = &mut self.summary {
                    summary.clamp(&self.shared);
                }
                if let Some(trend) = &mut self.trend {
                    trend.clamp(&self.shared);
                }
            }
        }
    };
}

screens!(state);

impl Deref for State {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.shared
    }
}

impl DerefMut for State {
    fn deref_mut(&mut self) -> &mut Shared {
        &mut self.shared
    }
}

impl State {
    /// Returns where a key is pressed now.
    pub fn place(&self) -> Place {
        match &self.overlay {
            Some(Overlay::Help { .. }) => Place::Help,
            Some(Overlay::Form(form)) if form.is_in_text() => Place::FormText,
            Some(Overlay::Form(_)) => Place::Form,
            Some(Overlay::Pick(_)) => Place::Pick,
            Some(Overlay::Edition { .. }) => Place::Edition,
            Some(Overlay::Contexts(_)) => Place::Contexts,
            Some(Overlay::Change { .. }) => Place::Change,
            Some(Overlay::Conflict { .. }) => Place::Conflict,
            Some(Overlay::Join(join)) => join.place(),
            Some(Overlay::Parts { .. }) => Place::Parts,
            None => self.shown().place(),
        }
    }

    /// Returns the goal that the screen has selected.
    pub fn selected(&self) -> Option<&Goal> {
        self.shown().selected(&self.shared)
    }

    /// Shows the list of journeys, before any is opened.
    pub fn list(&mut self, rows: Vec<Row>, wants: Option<String>) {
        self.screen = Screen::Hires;
        let named = wants.as_deref().and_then(|wanted| {
            let mut people = rows.iter().map(|row| &row.people);
            people.find_map(|people| find::person(people, wanted).ok())
        });
        self.acting = named.map_or(self.acting, |author| author.party);
        self.wants = wants;
        self.take_rows(rows);
    }

    /// Takes the journeys as they stand now.
    pub(super) fn take_rows(&mut self, mut rows: Vec<Row>) {
        hires::sort(&mut rows, self.acting);
        self.hires.offer(rows);
        self.journeys = self.hires.live();
    }

    /// Shows a journey from its beginning: Today, as whoever somebody wants to act.
    pub(super) fn enter_journey(&mut self, journey: Journey) {
        self.shared.enter_journey(journey);
        self.begin();
    }
}
