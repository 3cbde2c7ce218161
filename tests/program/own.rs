//! A plan of the user's own with the goals of a built-in one, in two editions.

use toml::{Table, Value};

/// The first edition.
pub fn first_edition() -> String {
    table().to_string()
}

/// The second: a goal of 30 days left out, one with other words, one new.
pub fn second_edition() -> String {
    let mut plan = table();
    plan.insert("edition".to_owned(), Value::Integer(2));
    let goals = plan["goal"].as_array_mut().unwrap();
    let mut new = goals.remove(1);
    set(&mut goals[0], "title", "Learn whom the product serves");
    set(&mut new, "slug", "a-new-goal");
    set(&mut new, "title", "Write down what surprised you");
    goals.insert(3, new);
    plan.to_string()
}

fn table() -> Table {
    let built_in = include_str!("../trial/trial-scientist.toml");
    let mut plan: Table = built_in.parse().unwrap();
    let slug = Value::String("own-scientist".to_owned());
    plan.insert("slug".to_owned(), slug);
    // A context names the goal that the second edition leaves out.
    plan.remove("context");
    plan
}

fn set(goal: &mut Value, key: &str, text: &str) {
    goal[key] = Value::String(text.to_owned());
}
