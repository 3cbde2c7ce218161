//! Hires in classes, none so small that one of them could be told apart. Words nothing.

/// Returns under which words each of several classes is told, in their order. A class of fewer than `fewest`
/// is told together with a neighbor; one of none lies in no other.
pub(super) fn pooled(classes: &[(&str, usize)], fewest: usize) -> Vec<String> {
    let mut pools: Vec<(Vec<usize>, usize)> = Vec::new();
    for ((_, size), place) in classes.iter().zip(0..) {
        if *size > 0 {
            pools.push((vec![place], *size));
        }
    }
    while let Some(small) = smallest(&pools).filter(|_| pools.len() > 1)
        && pools.get(small).is_some_and(|(_, size)| *size < fewest)
    {
        let size = |place: usize| pools.get(place).map(|(_, size)| *size);
        let before = small.checked_sub(1);
        // The smaller neighbor, so that large classes stay as they are.
        let first = match (before.and_then(size), size(small + 1)) {
            (Some(before), Some(after)) if before <= after => small - 1,
            (Some(_), None) => small - 1,
            _ => small,
        };
        let (places, size) = pools.remove(first + 1);
        if let Some((own, all)) = pools.get_mut(first) {
            own.extend(places);
            *all += size;
        }
    }
    let words = |place: usize| {
        let pool = pools.iter().find(|(places, _)| places.contains(&place));
        let places = pool.map_or(&[][..], |(places, _)| places);
        let names = places.iter().filter_map(|place| classes.get(*place));
        let names: Vec<&str> = names.map(|(name, _)| *name).collect();
        names.join(" or ")
    };
    (0..classes.len()).map(words).collect()
}

fn smallest(pools: &[(Vec<usize>, usize)]) -> Option<usize> {
    let places = 0..pools.len();
    places.min_by_key(|place| pools.get(*place).map(|(_, size)| *size))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_small_class_is_told_with_its_smaller_neighbor() {
        let told =
            |sizes: [usize; 3]| pooled(&[("a", sizes[0]), ("b", sizes[1]), ("c", sizes[2])], 5);
        assert_eq!(told([4, 5, 15]), ["a or b", "a or b", "c"]);
        assert_eq!(told([9, 3, 7]), ["a", "b or c", "b or c"]);
        assert_eq!(told([5, 0, 15]), ["a", "", "c"]);
        assert_eq!(told([9, 0, 1]), ["a or c", "", "a or c"]);
        assert_eq!(
            told([2, 2, 2]),
            ["a or b or c", "a or b or c", "a or b or c"]
        );
    }

    proptest! {
        #[test]
        fn no_class_is_told_that_holds_fewer(sizes in prop::collection::vec(0_usize..9, 1..7)) {
            let names = ["a", "b", "c", "d", "e", "f", "g"];
            let classes: Vec<(&str, usize)> = names.into_iter().zip(sizes.iter().copied()).collect();
            let told = pooled(&classes, 5);
            let all: usize = sizes.iter().sum();
            for (words, (_, size)) in told.iter().zip(&classes) {
                let same = told.iter().zip(&classes).filter(|(other, _)| *other == words);
                let held: usize = same.map(|(_, (_, size))| size).sum();
                prop_assert!(*size == 0 || held >= all.min(5), "{told:?} of {sizes:?}");
            }
        }
    }
}
