//! A quarter of four hires as their mentor sees it, a Wednesday a week, before the 1:1s of the day: who
//! needs the mentor most, and what is to be talked about.

use super::team::Team;

#[test]
fn a_quarter_of_four_hires_puts_who_needs_the_mentor_first() {
    let mut team = Team::begin();
    insta::assert_snapshot!(team.week(1), @r#"
    week 1, Wed 4 Mar
      Lena · on track · no 1:1 yet; the first week ends Fri 6 Mar
      Bruno · on track · 1:1 today
      Hana · on track · 1:1 today
      Simon · on track · 1:1 today
    Lena (first, 1:1)
      Signals, for you alone: no 1:1 yet; the first week ends Fri 6 Mar
      Added: Where will the model run? · Lena
    Bruno (1:1)
      nothing
    Hana (1:1)
      nothing
    Simon (1:1)
      nothing
    "#);
    insta::assert_snapshot!(team.week(2), @r#"
    week 2, Wed 11 Mar
      Bruno · on track · 1 to confirm · 1:1 today
      Hana · on track · 1 to confirm · 1:1 today
      Simon · on track · 1 to confirm · 1:1 today
      Lena · on track · 1:1 today
    Bruno (first, 1:1)
      To confirm: 30.1 Meet the team · claimed Tue 10 Mar, 1 working day
    Hana (1:1)
      To confirm: 30.1 Meet the team · claimed Tue 10 Mar, 1 working day
    Simon (1:1)
      To confirm: 30.1 Meet the team · claimed Tue 10 Mar, 1 working day
    Lena (1:1)
      Not moved since the last 1:1: 30.1 Meet the team · last moved Mon 2 Mar
      Open actions: Write up the round of introductions · Lena, due Fri 13 Mar
      From last time: Where will the model run? · Lena (left over once)
    "#);
    insta::assert_snapshot!(team.week(3), @r#"
    week 3, Wed 18 Mar
      Hana · on track · 1 to confirm · 1:1 today
      Simon · on track · 1 to confirm · 1:1 today
      Bruno · on track · blocked 2 working days
      Lena · on track · 1:1 today
    Hana (first, 1:1)
      To confirm: 30.2 Get access to the data · claimed Tue 17 Mar, 1 working day
    Lena (1:1)
      Not moved since the last 1:1: 30.1 Meet the team · last moved Mon 2 Mar
      Open actions: Write up the round of introductions · Lena, was due Fri 13 Mar, 3 working days late
      From last time: Where will the model run? · Lena (left over twice)
    "#);
    insta::assert_snapshot!(team.week(4), @r#"
    week 4, Wed 25 Mar
      Lena · off track · promised by Lena, 8 working days late: Write up the round of introductions · left over 3 times: Where will the model run? (drop it, or give it its own time) · 1:1 today · gate review due Tue 31 Mar
      Bruno · at risk · 30.2 has waited on Data Platform for 7 working days, and nobody has promised to act on it · 1 to confirm · blocked 7 working days · 1:1 today · gate review due Tue 31 Mar
      Simon · at risk · 1:1 of Wed 18 Mar not held · gate review due Tue 31 Mar
      Hana · on track · 1 to confirm · 1:1 today · gate review due Tue 31 Mar
    Lena (first, 1:1)
      Signals, for you alone: promised by Lena, 8 working days late: Write up the round of introductions
      Signals, for you alone: left over 3 times: Where will the model run? (drop it, or give it its own time)
      Due before the next 1:1: 30.1 Meet the team · due Tue 31 Mar
      Due before the next 1:1: 30.2 Get access to the data · due Tue 31 Mar
      Due before the next 1:1: 30.3 Fix a first bug · due Tue 31 Mar
      Open actions: Write up the round of introductions · Lena, was due Fri 13 Mar, 8 working days late
      From last time: Where will the model run? · Lena (left over 3 times)
      Gate review: Gate review at 30 days · due Tue 31 Mar
    Bruno (1:1)
      Signals, for you alone: 30.2 has waited on Data Platform for 7 working days, and nobody has promised to act on it
      To confirm: 30.3 Fix a first bug · claimed Tue 24 Mar, 1 working day
      Waiting: 30.2 Get access to the data · Data Platform for log access, 7 working days
      Gate review: Gate review at 30 days · due Tue 31 Mar
      How often you meet: longest gap 10 working days
    Hana (1:1)
      To confirm: 30.3 Fix a first bug · claimed Tue 24 Mar, 1 working day
      Gate review: Gate review at 30 days · due Tue 31 Mar
    "#);
    insta::assert_snapshot!(team.week(5), @r#"
    week 5, Wed 1 Apr
      Bruno · off track · 30.2 has waited on Data Platform for 12 working days, and nobody has promised to act on it · blocked 12 working days · gate review was due Tue 31 Mar
      Lena · off track · promised by Lena, 13 working days late: Write up the round of introductions · gate review was due Tue 31 Mar
      Simon · at risk · nothing entered by Simon for 11 working days · 1:1 of Wed 18 Mar not held · gate review was due Tue 31 Mar
      Hana · on track · 1:1 today
    Bruno (first)
      Signals, for you alone: 30.2 has waited on Data Platform for 12 working days, and nobody has promised to act on it
      Slipped: 30.2 Get access to the data · was due Tue 31 Mar, 1 working day late; waits on Data Platform, 12 working days
      Gate review: Gate review at 30 days · was due Tue 31 Mar
      How often you meet: longest gap 10 working days
    Hana (1:1)
      nothing
    "#);
    insta::assert_snapshot!(team.week(6), @r#"
    week 6, Wed 8 Apr
      Simon · off track · nothing entered by Simon for 16 working days · 1:1 of Wed 18 Mar not held · gate review was due Tue 31 Mar
      Bruno · off track · 30.2 has waited on Data Platform for 17 working days, and nobody has promised to act on it · blocked 17 working days · 1:1 today · gate review was due Tue 31 Mar
      Lena · off track · 1 to confirm · no 1:1 for 10 working days · gate review was due Tue 31 Mar
      Hana · on track · 1 to confirm · 1:1 today
    Simon (first)
      Signals, for you alone: nothing entered by Simon for 16 working days
      Slipped: 30.3 Fix a first bug · was due Tue 31 Mar, 6 working days late
      Gate review: Gate review at 30 days · was due Tue 31 Mar
      How often you meet: 2 held by day 38 where 3 keep the pace to 9 by day 90; longest gap 20 working days
    Bruno (1:1)
      Signals, for you alone: 30.2 has waited on Data Platform for 17 working days, and nobody has promised to act on it
      Slipped: 30.2 Get access to the data · was due Tue 31 Mar, 6 working days late; waits on Data Platform, 17 working days
      Gate review: Gate review at 30 days · was due Tue 31 Mar
      How often you meet: longest gap 10 working days
    Lena (1:1)
      To confirm: 30.1 Meet the team · claimed Tue 7 Apr, 1 working day
      Slipped: 30.2 Get access to the data · was due Tue 31 Mar, 6 working days late
      Slipped: 30.3 Fix a first bug · was due Tue 31 Mar, 6 working days late
      Gate review: Gate review at 30 days · was due Tue 31 Mar
      How often you meet: longest gap 10 working days
    Hana (1:1)
      To confirm: 60.1 Build a baseline · claimed Tue 7 Apr, 1 working day
    "#);
    insta::assert_snapshot!(team.week(7), @r#"
    week 7, Wed 15 Apr
      Simon · off track · nothing entered by Simon for 21 working days · 1:1 of Wed 18 Mar not held · gate review was due Tue 31 Mar
      Bruno · off track · confidence 4 → 3 → 2 in 4 weeks: ‘Three weeks without data’ · confidence: Bruno says 2, you say 4 · blocked 22 working days
      Lena · off track · 1 to confirm · gate review was due Tue 31 Mar
      Hana · on track · 1:1 today
    Simon (first)
      Signals, for you alone: nothing entered by Simon for 21 working days
      Slipped: 30.3 Fix a first bug · was due Tue 31 Mar, 11 working days late
      Gate review: Gate review at 30 days · was due Tue 31 Mar
      How often you meet: 2 held by day 45 where 4 keep the pace to 9 by day 90; longest gap 25 working days
    Hana (1:1)
      nothing
    "#);
    insta::assert_snapshot!(team.week(8), @r#"
    week 8, Wed 22 Apr
      Simon · off track · nothing entered by Simon for 26 working days · 1:1 of Wed 18 Mar not held · gate review was due Tue 31 Mar
      Bruno · off track · confidence 4 → 3 → 2 in 4 weeks: ‘Three weeks without data’ · 30.2 has waited on Data Platform for 27 working days, and nobody has promised to act on it · confidence: Bruno says 2, you say 4 · 1 to confirm · blocked 27 working days · 1:1 today
      Lena · off track · promised by Grace, 5 working days late: Find a reviewer for Lena · 1 to confirm · no 1:1 for 10 working days · gate review was due Tue 31 Mar
      Hana · on track · 1 to confirm · 1:1 today
    Simon (first)
      Signals, for you alone: nothing entered by Simon for 26 working days
      Slipped: 30.3 Fix a first bug · was due Tue 31 Mar, 16 working days late
      Gate review: Gate review at 30 days · was due Tue 31 Mar
      How often you meet: 2 held by day 52 where 5 keep the pace to 9 by day 90; longest gap 30 working days
    Bruno (1:1)
      Signals, for you alone: confidence 4 → 3 → 2 in 4 weeks: ‘Three weeks without data’
      Signals, for you alone: 30.2 has waited on Data Platform for 27 working days, and nobody has promised to act on it
      Signals, for you alone: confidence: Bruno says 2, you say 4
      To confirm: 60.2 Give a talk · claimed Tue 21 Apr, 1 working day
      Waiting: 30.2 Get access to the data · Data Platform for log access, 27 working days
      How often you meet: 4 held by day 52 where 5 keep the pace to 9 by day 90; longest gap 10 working days
    Lena (1:1)
      Signals, for you alone: promised by Grace, 5 working days late: Find a reviewer for Lena
      To confirm: 30.2 Get access to the data · claimed Tue 14 Apr, 6 working days
      Slipped: 30.3 Fix a first bug · was due Tue 31 Mar, 16 working days late
      Open actions: Find a reviewer for Lena · Grace, was due Wed 15 Apr, 5 working days late
      Gate review: Gate review at 30 days · was due Tue 31 Mar
      How often you meet: longest gap 10 working days
    Hana (1:1)
      To confirm: 60.2 Give a talk · claimed Tue 21 Apr, 1 working day
    "#);
    insta::assert_snapshot!(team.week(9), @r#"
    week 9, Wed 29 Apr
      Simon · off track · 1:1 of Wed 18 Mar not held · gate review was due Tue 31 Mar
      Lena · at risk · 1 to confirm · gate review was due Tue 31 Mar
      Bruno · at risk · gate review due Thu 30 Apr
      Hana · on track · 1:1 today · gate review due Thu 30 Apr
    Simon (first, 1:1)
      Slipped: 30.3 Fix a first bug · was due Tue 31 Mar, 21 working days late
      Due before the next 1:1: 60.1 Build a baseline · due Thu 30 Apr
      Due before the next 1:1: 60.2 Give a talk · due Thu 30 Apr
      Questions: Back from the migration. What matters most now? · Simon
      Gate review: Gate review at 30 days · was due Tue 31 Mar
      Gate review: Gate review at 60 days · due Thu 30 Apr
      How often you meet: 2 held by day 59 where 5 keep the pace to 9 by day 90; longest gap 35 working days
    Hana (1:1)
      Gate review: Gate review at 60 days · due Thu 30 Apr
    "#);
    insta::assert_snapshot!(team.week(10), @r#"
    week 10, Wed 6 May
      Lena · off track · 1 to confirm · 1:1 today · gate review was due Tue 31 Mar
      Simon · off track · 1 to confirm · 1:1 today · gate review was due Thu 30 Apr
      Bruno · at risk · 1 to confirm · 1:1 today · gate review was due Thu 30 Apr
      Hana · on track · 1:1 today
    Lena (first, 1:1)
      To confirm: 30.3 Fix a first bug · claimed Tue 28 Apr, 6 working days
      Slipped: 60.1 Build a baseline · was due Thu 30 Apr, 4 working days late
      Slipped: 60.2 Give a talk · was due Thu 30 Apr, 4 working days late
      Gate review: Gate review at 30 days · was due Tue 31 Mar
      Gate review: Gate review at 60 days · was due Thu 30 Apr
      How often you meet: longest gap 10 working days
    Simon (1:1)
      To confirm: 30.3 Fix a first bug · claimed Tue 5 May, 1 working day
      Slipped: 60.1 Build a baseline · was due Thu 30 Apr, 4 working days late
      Slipped: 60.2 Give a talk · was due Thu 30 Apr, 4 working days late
      Gate review: Gate review at 60 days · was due Thu 30 Apr
      How often you meet: 3 held by day 66 where 6 keep the pace to 9 by day 90; longest gap 35 working days
    Bruno (1:1)
      To confirm: 30.2 Get access to the data · claimed Tue 5 May, 1 working day
      Slipped: 60.1 Build a baseline · was due Thu 30 Apr, 4 working days late
      Gate review: Gate review at 30 days · was due Thu 30 Apr
      Gate review: Gate review at 60 days · was due Thu 30 Apr
      How often you meet: 5 held by day 66 where 6 keep the pace to 9 by day 90; longest gap 10 working days
    Hana (1:1)
      nothing
    "#);
    insta::assert_snapshot!(team.week(11), @r#"
    week 11, Wed 13 May
      Lena · off track · 1 to confirm · gate review was due Thu 30 Apr
      Simon · at risk · 1 to confirm · 1:1 today
      Bruno · at risk · 4 done where 5.6 are expected
      Hana · on track · 1 to confirm · 1:1 today
    Lena (first)
      To confirm: 60.1 Build a baseline · claimed Mon 11 May, 2 working days
      Slipped: 60.2 Give a talk · was due Thu 30 Apr, 9 working days late
      Gate review: Gate review at 60 days · was due Thu 30 Apr
      How often you meet: longest gap 10 working days
    Simon (1:1)
      To confirm: 60.1 Build a baseline · claimed Tue 12 May, 1 working day
      How often you meet: 4 held by day 73 where 7 keep the pace to 9 by day 90; longest gap 35 working days
    Hana (1:1)
      To confirm: 90.1 Ship a model · claimed Tue 12 May, 1 working day
    "#);
    insta::assert_snapshot!(team.week(12), @r#"
    week 12, Wed 20 May
      Lena · off track · 1 to confirm · 1:1 today · gate review was due Thu 30 Apr
      Bruno · at risk · 1 to confirm · 1:1 today
      Simon · at risk · 1 to confirm · 1:1 today
      Hana · on track · 1:1 today
    Lena (first, 1:1)
      To confirm: 60.1 Build a baseline · claimed Mon 11 May, 7 working days
      Slipped: 60.2 Give a talk · was due Thu 30 Apr, 14 working days late
      Gate review: Gate review at 60 days · was due Thu 30 Apr
      How often you meet: 7 held by day 80 where 8 keep the pace to 9 by day 90; longest gap 10 working days
    Bruno (1:1)
      To confirm: 60.1 Build a baseline · claimed Tue 19 May, 1 working day
      How often you meet: 6 held by day 80 where 8 keep the pace to 9 by day 90; longest gap 10 working days
    Simon (1:1)
      To confirm: 60.2 Give a talk · claimed Tue 19 May, 1 working day
      How often you meet: 5 held by day 80 where 8 keep the pace to 9 by day 90; longest gap 35 working days
    Hana (1:1)
      nothing
    "#);
    insta::assert_snapshot!(team.week(13), @r#"
    week 13, Wed 27 May
      Lena · at risk · 1 to confirm · 1:1 today · gate review due Fri 29 May
      Simon · at risk · 1 to confirm · 1:1 today · gate review due Fri 29 May
      Bruno · at risk · gate review due Fri 29 May
      Hana · on track · 1 to confirm · 1:1 today · gate review due Fri 29 May
    Lena (first, 1:1)
      To confirm: 90.1 Ship a model · claimed Tue 26 May, 1 working day
      Due before the next 1:1: 60.2 Give a talk · due Fri 29 May
      Due before the next 1:1: 90.2 Write the runbook · due Fri 29 May
      Gate review: Gate review at 90 days · due Fri 29 May
      How often you meet: longest gap 10 working days
    Simon (1:1)
      To confirm: 90.1 Ship a model · claimed Tue 26 May, 1 working day
      Due before the next 1:1: 90.2 Write the runbook · due Fri 29 May
      Gate review: Gate review at 90 days · due Fri 29 May
      How often you meet: 6 held by day 87 where 8 keep the pace to 9 by day 90; longest gap 35 working days
    Hana (1:1)
      To confirm: 90.2 Write the runbook · claimed Tue 26 May, 1 working day
      Gate review: Gate review at 90 days · due Fri 29 May
    "#);
    team.ends_sound();
}
