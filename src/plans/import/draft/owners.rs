//! Who owns a task, as people write it beside it: `(owner: Grace)`, `@grace`.

/// Returns a text without the names of its owners, and those.
pub(super) fn without_owners(text: &str) -> (String, Vec<String>) {
    let mut owners = Vec::new();
    let mut rest = text.to_owned();
    while let Some((before, name, after)) = owner(&rest) {
        owners.extend((!name.is_empty()).then(|| name.to_owned()));
        rest = format!("{} {}", before.trim_end(), after.trim_start());
    }
    let mut kept: Vec<&str> = Vec::new();
    for word in rest.split_whitespace() {
        let name = word
            .strip_prefix('@')
            .map(|name| name.trim_end_matches([',', '.', ';', ':', ')']));
        match name.filter(|name| name.chars().next().is_some_and(char::is_alphabetic)) {
            Some(name) => owners.push(name.to_owned()),
            None => kept.push(word),
        }
    }
    (kept.join(" "), owners)
}

/// Returns what stands before, in and after the first `(owner: …)`.
fn owner(text: &str) -> Option<(&str, &str, &str)> {
    let opens = text.match_indices('(').find_map(|(at, _)| {
        let inside = text.get(at + 1..)?;
        let (label, _) = inside.split_once(':')?;
        let label = label.trim();
        (label.eq_ignore_ascii_case("owner") || label.eq_ignore_ascii_case("owners")).then_some(at)
    })?;
    let (before, inside) = (text.get(..opens)?, text.get(opens + 1..)?);
    let (_, inside) = inside.split_once(':')?;
    let (name, after) = inside.split_once(')')?;
    Some((before, name.trim(), after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_stand_beside_a_task() {
        let told = |text| {
            let (rest, owners) = without_owners(text);
            (rest, owners.join("+"))
        };
        let is = |rest: &str, owners: &str| (rest.to_owned(), owners.to_owned());
        assert_eq!(
            told("Get a laptop (owner: IT desk)"),
            is("Get a laptop", "IT desk")
        );
        assert_eq!(told("Ask @grace, then go"), is("Ask then go", "grace"));
        assert_eq!(told("Mail ada@example.org"), is("Mail ada@example.org", ""));
        assert_eq!(told("(Owner: A) Do (owner: B) it"), is("Do it", "A+B"));
        assert_eq!(told("@grace"), is("", "grace"));
        assert_eq!(told("(owner: open"), is("(owner: open", ""));
        assert_eq!(told("Pay 5 @ 3"), is("Pay 5 @ 3", ""));
    }
}
