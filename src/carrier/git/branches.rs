//! The branches of a journey, one for each device, as git lists them. Pure.

use std::collections::{BTreeMap, BTreeSet};

use super::super::name::{is_name, is_uuid};

/// The prefix of our branches, in the cache and on the remote.
pub(super) const HEADS: &str = "refs/heads/onramp/";
/// The prefix in the cache of the remote's branches.
pub(super) const THERE: &str = "refs/remotes/onramp/";
/// The format in which `for-each-ref` lists branches.
pub(super) const FORMAT: &str =
    "--format=%(refname)%00%(objectname)%00%(tree)%00%(contents:subject)";

/// The tip of a branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tip {
    /// The commit's id.
    pub(super) commit: String,
    /// The id of the tree with its files.
    pub(super) tree: String,
    /// The first line of the commit message.
    pub(super) subject: String,
}

/// The branches of a journey, by device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Branches {
    /// The branches written on this machine.
    pub(super) own: BTreeMap<String, Tip>,
    /// The branches on the remote, when it was last fetched.
    pub(super) there: BTreeMap<String, Tip>,
}

impl Branches {
    /// Returns the branches of a journey from the output of `for-each-ref`.
    pub(super) fn read(journey: &str, printed: &[u8]) -> Self {
        let mut branches = Self::default();
        for line in String::from_utf8_lossy(printed).lines() {
            let mut parts = line.splitn(4, '\0').map(str::to_owned);
            let (Some(name), Some(commit), Some(tree), Some(subject)) =
                (parts.next(), parts.next(), parts.next(), parts.next())
            else {
                continue;
            };
            let place = |root| device(&name, root, journey);
            let (devices, device) = match (place(HEADS), place(THERE)) {
                (Some(device), _) => (&mut branches.own, device),
                (None, Some(device)) => (&mut branches.there, device),
                (None, None) => continue,
            };
            // Only a commit has a tree.
            if !tree.is_empty() {
                let tip = Tip {
                    commit,
                    tree,
                    subject,
                };
                devices.insert(device.to_owned(), tip);
            }
        }
        branches
    }
}

/// Returns the device in the name of a journey's branch.
fn device<'a>(reference: &'a str, root: &str, journey: &str) -> Option<&'a str> {
    let rest = reference.strip_prefix(root)?;
    let device = rest.strip_prefix(journey)?.strip_prefix('/')?;
    is_name(device).then_some(device)
}

/// Returns the journeys from the output of `ls-remote`, sorted.
pub(super) fn journeys(printed: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(printed);
    let names = text.lines().filter_map(|line| line.split('\t').nth(1));
    let journeys = names.filter_map(|name| {
        let (journey, device) = name.strip_prefix(HEADS)?.split_once('/')?;
        (is_uuid(journey) && is_name(device)).then(|| journey.to_owned())
    });
    let journeys: BTreeSet<String> = journeys.collect();
    journeys.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const JOURNEY: &str = "0196a1b2-0000-7000-8000-000000000001";

    #[test]
    fn branches_are_told_apart_by_where_they_are() {
        let printed = format!(
            "{HEADS}{JOURNEY}/ada\x001\x002\x00onramp x\n\
             {THERE}{JOURNEY}/ada\x003\x004\x00\n\
             {THERE}{JOURNEY}/blob\x005\x00\x00\n\
             {THERE}{JOURNEY}/a/b\x005\x006\x00\n\
             {HEADS}other/ada\x005\x006\x00\nnonsense\n"
        );
        let branches = Branches::read(JOURNEY, printed.as_bytes());
        assert_eq!(branches.own.len(), 1);
        assert_eq!(branches.own["ada"].subject, "onramp x");
        assert_eq!(branches.there.len(), 1);
        assert_eq!(branches.there["ada"].tree, "4");
    }

    #[test]
    fn journeys_are_listed_once() {
        let printed = format!(
            "1\t{HEADS}{JOURNEY}/ada\n1\t{HEADS}{JOURNEY}/grace\n1\t{HEADS}notes/x\n1\trefs/heads/main\n"
        );
        assert_eq!(journeys(printed.as_bytes()), [JOURNEY]);
        assert_eq!(journeys(b""), Vec::<String>::new());
    }
}
