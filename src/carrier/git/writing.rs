//! Commits the files of a device to its branch, and pushes it.

use std::collections::BTreeSet;

use super::super::digest::digest;
use super::super::{CarrierError, Parcel};
use super::Git;
use super::branches::{Branches, HEADS, Tip};

impl Git {
    /// Commits files to the branch of a device, and returns whether it had to be pushed.
    pub(super) fn try_publish(
        &mut self,
        journey: &str,
        device: &str,
        files: &[Parcel],
    ) -> Result<bool, CarrierError> {
        let branches = match self.seen.get(journey) {
            Some(branches) => branches,
            None => self.look(journey)?,
        };
        let own = branches.own.get(device).cloned();
        let there = branches.there.get(device).cloned();
        if files.is_empty() && own.is_none() && there.is_none() {
            return Ok(false);
        }
        let subject = subject(files);
        let branch = format!("{HEADS}{journey}/{device}");
        let tip = match own {
            Some(own) if own.subject == subject => own,
            own => self.commit(&branch, subject, files, own.as_ref().or(there.as_ref()))?,
        };
        let is_there = there.is_some_and(|there| there.commit == tip.commit);
        self.note(journey, |branches| {
            branches.own.insert(device.to_owned(), tip.clone());
        });
        if !is_there {
            self.push(&tip, &branch)?;
            self.note(journey, |branches| {
                branches.there.insert(device.to_owned(), tip);
            });
        }
        Ok(!is_there)
    }

    /// Updates what is known of the branches of a journey.
    fn note(&mut self, journey: &str, change: impl FnOnce(&mut Branches)) {
        if let Some(branches) = self.seen.get_mut(journey) {
            change(branches);
        }
    }

    /// Commits files to a branch, and returns its tip. The tip stays the same if it already has these
    /// files.
    fn commit(
        &self,
        branch: &str,
        subject: String,
        files: &[Parcel],
        before: Option<&Tip>,
    ) -> Result<Tip, CarrierError> {
        let tree = self.write_tree(files)?;
        let tip = match before.filter(|before| before.tree == tree) {
            Some(before) => before.clone(),
            None => {
                let mut args = vec!["commit-tree", &tree, "-m", &subject];
                args.extend(before.iter().flat_map(|before| ["-p", &before.commit]));
                let commit = self.id(&args, Vec::new())?;
                Tip {
                    commit,
                    tree,
                    subject,
                }
            }
        };
        let args = ["update-ref", branch, &tip.commit];
        self.repository.local(&args, Vec::new())?;
        Ok(tip)
    }

    /// Writes files into the repository, and returns the id of their tree.
    fn write_tree(&self, files: &[Parcel]) -> Result<String, CarrierError> {
        let mut tree = String::new();
        for file in files {
            let args = ["hash-object", "-w", "--stdin"];
            let blob = self.id(&args, file.bytes.clone())?;
            tree.push_str(&format!("100644 blob {blob}\t{}\n", file.name));
        }
        self.id(&["mktree"], tree.into_bytes())
    }

    /// Returns the id that a command prints.
    fn id(&self, args: &[&str], input: Vec<u8>) -> Result<String, CarrierError> {
        let printed = self.repository.local(args, input)?;
        Ok(String::from_utf8_lossy(&printed).trim().to_owned())
    }

    /// Pushes a branch. It has only one writer, so it may overwrite what the remote has.
    fn push(&mut self, tip: &Tip, branch: &str) -> Result<(), CarrierError> {
        let refspec = format!("+{}:{branch}", tip.commit);
        let mut args = vec!["push", "--quiet", "--no-verify", "--no-follow-tags"];
        args.extend([
            "--recurse-submodules=no",
            "--",
            self.address.url(),
            &refspec,
        ]);
        self.repository.remote(&self.address, &args)?;
        self.repository.tidy();
        Ok(())
    }
}

/// Returns the commit message for files. It holds a hash of them, so that unchanged files are known
/// without asking git.
fn subject(files: &[Parcel]) -> String {
    let files: BTreeSet<(&str, &[u8])> = (files.iter())
        .map(|file| (file.name.as_str(), file.bytes.as_slice()))
        .collect();
    let parts = (files.iter()).flat_map(|(name, bytes)| [name.as_bytes(), bytes]);
    format!("onramp {}", digest(parts))
}
