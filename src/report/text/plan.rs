//! A plan as lines: what a role is about and what it asks for.

use super::page::{Line, Page, Tone};
use crate::domain::plan::role::{Asks, Plan, PlanGoal};

/// Returns a plan as people read it.
pub fn plan(plan: &Plan, width: usize) -> Vec<Line> {
    let role = &plan.role;
    let mut page = Page::new(width);
    page.add(Tone::Heading, "", &role.title);
    page.add(Tone::Plain, "", &role.summary);
    page.heading("Mission");
    page.block(Tone::Plain, 2, &role.mission);
    page.heading("Success");
    page.block(Tone::Plain, 2, &role.success);
    page.heading("High performance");
    for line in &role.high_performance {
        page.add(Tone::Plain, "  - ", line);
    }
    let goals = crate::domain::record::journey::number(plan.goals.iter().cloned());
    for milestone in role.milestones.iter() {
        let mut of = goals
            .iter()
            .filter(|goal| goal.number.milestone == milestone)
            .peekable();
        if of.peek().is_none() {
            continue;
        }
        let theme = role.themes.get(&milestone).map(String::as_str);
        page.heading(&format!("{milestone} · {}", theme.unwrap_or_default()));
        for goal in of {
            goal_lines(&mut page, &goal.number.to_string(), &goal.plan);
        }
    }
    page.heading("Source");
    page.add(
        Tone::Plain,
        "  ",
        &format!("{}; edition {}", role.source, role.edition),
    );
    page.lines()
}

fn goal_lines(page: &mut Page, number: &str, goal: &PlanGoal) {
    page.blank();
    page.add(Tone::Heading, &format!("  {number:<8} "), &goal.title);
    page.add(Tone::Quiet, "           ", goal.slug.as_str());
    page.add(Tone::Plain, "           why    ", &goal.why);
    let lead = match goal.asks {
        Asks::All => "           part   ",
        Asks::Any => "           or     ",
    };
    for criterion in &goal.criteria {
        page.add(Tone::Plain, lead, &criterion.text);
    }
    page.add(Tone::Plain, "           shows  ", &goal.evidence);
    if let Some(pitfall) = &goal.pitfall {
        page.add(Tone::Plain, "           watch  ", pitfall);
    }
}
