//! The verdict on a journey. What leads to it is in `attention.rs`.

/// How a journey is doing, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Health {
    /// The hire is on leave, and nothing is asked for.
    OnLeave,
    /// No rule speaks against it.
    OnTrack,
    /// Something wants attention.
    AtRisk,
    /// Something wants attention now.
    OffTrack,
}

impl Health {
    /// Returns the words that people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::OnLeave => "on leave",
            Self::OnTrack => "on track",
            Self::AtRisk => "at risk",
            Self::OffTrack => "off track",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixture::*;
    use crate::domain::judgment::standing::Standing;
    use crate::domain::plan::people::Party;
    use rstest::rstest;

    fn told(run: &Run, today: &str) -> Vec<(Health, String)> {
        let standing = Standing::of(&run.journey, day(today));
        let worst = standing.reasons.iter().map(|reason| reason.health).max();
        assert_eq!(standing.health, worst.unwrap_or(Health::OnTrack));
        (standing.reasons.iter())
            .map(|reason| (reason.health, reason.what.to_string()))
            .collect()
    }

    /// Leaves out what the test is not about: every goal of the first 60 days but those named.
    fn only(goals: &[&str]) -> Run {
        let mut run = Run::new();
        for goal in ["team", "baseline", "access", "fix", "talk"] {
            if !goals.contains(&goal) {
                run.hire(&waive(goal));
            }
        }
        run
    }

    /// The verdict where the two meet as they should.
    fn told_while_they_meet(run: &Run, today: &str) -> Vec<(Health, String)> {
        let mut told = told(run, today);
        told.retain(|(_, words)| !words.starts_with("no 1:1"));
        told
    }

    #[rstest]
    #[case::nine_days("2026-03-13", None)]
    #[case::ten_days("2026-03-16", Some("no 1:1 in 10 working days"))]
    #[case::one_was_held("2026-03-27", None)]
    #[case::ten_days_ago("2026-03-30", Some("no 1:1 for 10 working days"))]
    #[case::after_month_12("2027-03-03", None)]
    fn the_two_have_not_met(#[case] today: &str, #[case] expected: Option<&str>) {
        let mut run = only(&[]);
        for goal in ["ship", "own", "lead"] {
            run.hire(&waive(goal));
        }
        if day(today) > day("2026-03-16") {
            run = run.on("2026-03-16");
            run.mentor(&meet());
            run.mentor(&close());
        }
        let told = told(&run, today);
        let words: Vec<&str> = told.iter().map(|(_, words)| words.as_str()).collect();
        assert_eq!(words, Vec::from_iter(expected));
    }

    #[rstest]
    #[case::on_the_due_date("2026-03-31", None)]
    #[case::one_day_late("2026-04-01", Some(Health::AtRisk))]
    #[case::five_days_late("2026-04-07", Some(Health::AtRisk))]
    #[case::six_days_late("2026-04-08", Some(Health::OffTrack))]
    fn a_late_goal(#[case] today: &str, #[case] health: Option<Health>) {
        let told = told_while_they_meet(&only(&["team"]), today);
        assert_eq!(told.first().map(|(health, _)| *health), health);
    }

    #[rstest]
    #[case::four_days("2026-03-06", None)]
    #[case::five_days("2026-03-09", Some(Health::AtRisk))]
    #[case::nine_days("2026-03-13", Some(Health::AtRisk))]
    #[case::ten_days("2026-03-16", Some(Health::OffTrack))]
    fn a_blocked_goal(#[case] today: &str, #[case] health: Option<Health>) {
        let mut run = only(&["team"]);
        run.hire(&block("team", None));
        let told = told(&run, today);
        assert_eq!(told.first().map(|(health, _)| *health), health);
    }

    #[rstest]
    #[case::six_days("2026-03-10", None)]
    #[case::seven_days("2026-03-11", Some(Health::AtRisk))]
    #[case::ever_so_long("2026-04-01", Some(Health::AtRisk))]
    fn an_unconfirmed_claim(#[case] today: &str, #[case] health: Option<Health>) {
        let mut run = only(&["team"]);
        run.hire(&claim("team"));
        let told = told(&run, today);
        assert_eq!(told.first().map(|(health, _)| *health), health);
    }

    #[test]
    fn reasons_come_worst_first_and_say_what_is_wrong() {
        let mut run = Run::new();
        run.hire(&claim("team"));
        run.hire(&block("access", None));
        let mut run = run.on("2026-04-01");
        run.hire(&block("fix", None));
        run.hire(&begin("baseline"));
        let told: String = (told(&run, "2026-04-08").into_iter())
            .map(|(health, words)| format!("{}: {words}\n", health.word()))
            .collect();
        insta::assert_snapshot!(told, @r"
        off track: 30.3 has waited on IT for 27 working days
        off track: 30.2 is 6 working days late
        off track: 30.3 is 6 working days late
        off track: 1 done where 3.5 are expected
        at risk: 30.1 has waited for Bo to confirm for 27 working days
        at risk: no 1:1 in 27 working days
        at risk: 60.1 has waited on IT for 5 working days
        ");
    }

    #[rstest]
    #[case::four_days_after_the_start("2026-03-06", false)]
    #[case::five_days_after("2026-03-09", true)]
    #[case::ever_so_long("2026-03-30", true)]
    #[case::after_month_12("2027-03-03", false)]
    fn without_a_mentor_that_is_the_reason_and_not_the_missing_1_1(
        #[case] today: &str,
        #[case] is_told: bool,
    ) {
        let mut run = only(&[]);
        for goal in ["ship", "own", "lead"] {
            run.hire(&waive(goal));
        }
        run.hire(&name(Party::Mentor, ""));
        let unnamed = (Health::AtRisk, "no mentor is named".to_owned());
        assert_eq!(
            told(&run, today),
            Vec::from_iter(is_told.then_some(unnamed))
        );
    }

    #[test]
    fn words_for_one_day_no_day_and_no_mentor() {
        let mut run = only(&["team", "access"]);
        run.hire(&claim("access"));
        run.hire(&name(Party::Mentor, ""));
        run.hire(&defer("team", "2026-04-03"));
        let words = |today| -> Vec<String> {
            told(&run, today)
                .into_iter()
                .map(|(_, words)| words)
                .collect()
        };
        assert!(words("2026-04-04").contains(&"30.1 was due on the last working day".to_owned()));
        assert!(words("2026-04-06").contains(&"30.1 is 1 working day late".to_owned()));
        let unnamed =
            "30.3 has been claimed for 24 working days with no mentor named to confirm it";
        assert!(words("2026-04-03").contains(&unnamed.to_owned()));
    }
}
