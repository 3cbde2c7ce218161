//! A git remote, by way of a bare repository in the cache. Each device pushes to its own branch, so
//! pushes never race.

mod address;
mod branches;
mod complaint;
mod environment;
mod objects;
mod reading;
mod repository;
mod writing;

use std::collections::BTreeMap;
use std::path::Path;

use super::deadline::Deadline;
use super::digest::sha256;
use super::name::{check, check_journey};
use super::{Carrier, CarrierError, Fetched, Limits, Marks, Parcel};
use address::Address;
use branches::{Branches, FORMAT, HEADS, THERE, journeys};
use environment::{Variables, environment};
use repository::Repository;

/// A git remote.
pub struct Git {
    address: Address,
    repository: Repository,
    /// The branches of each journey, as last fetched.
    seen: BTreeMap<String, Branches>,
    limits: Limits,
}

impl Git {
    /// Returns the carrier for a remote, with its own repository in a cache folder.
    ///
    /// Only an interactive carrier may ask the user for a
    /// password or a host key. Fails if the address is not safe to pass to git.
    pub fn new(
        url: &str,
        cache_folder: &Path,
        deadline: impl Into<Deadline>,
        interactive: bool,
    ) -> Result<Self, CarrierError> {
        let inherited = std::env::vars_os().collect();
        let deadline = deadline.into();
        Self::in_environment(inherited, url, cache_folder, deadline, interactive)
    }

    fn in_environment(
        inherited: Variables,
        url: &str,
        cache_folder: &Path,
        deadline: Deadline,
        is_interactive: bool,
    ) -> Result<Self, CarrierError> {
        let address = Address::new(url)?;
        let hash = sha256(url);
        let name = format!("{}.git", hash.get(..16).unwrap_or_default());
        let cache_folder =
            std::path::absolute(cache_folder).map_err(CarrierError::read(cache_folder))?;
        let repository = Repository {
            folder: cache_folder.join(name),
            variables: environment(inherited, is_interactive),
            deadline,
            is_interactive,
            is_ssh_settled: false,
        };
        Ok(Self {
            address,
            repository,
            seen: BTreeMap::new(),
            limits: Limits::default(),
        })
    }

    /// Does something in the repository. If the repository is damaged, tries once more in a new one.
    fn repairing<T>(
        &mut self,
        deed: impl Fn(&mut Self) -> Result<T, CarrierError>,
    ) -> Result<T, CarrierError> {
        match self.repository.ensure().and_then(|()| deed(self)) {
            Err(CarrierError::Cache { .. }) => {
                self.seen.clear();
                self.repository.remove()?;
                self.repository.ensure()?;
                deed(self)
            }
            result => result,
        }
    }

    /// Fetches the branches of a journey, and returns them.
    ///
    /// Prunes branches that the remote has lost; otherwise it would go unnoticed that ours is missing
    /// there.
    fn look(&mut self, journey: &str) -> Result<&Branches, CarrierError> {
        self.seen.remove(journey);
        let (heads, there) = (format!("{HEADS}{journey}/"), format!("{THERE}{journey}/"));
        let refspec = format!("+{heads}*:{there}*");
        let mut args = vec!["fetch", "--quiet", "--force", "--prune", "--no-tags"];
        args.extend(["--no-write-fetch-head", "--no-recurse-submodules"]);
        args.extend(["--", self.address.url(), &refspec]);
        self.repository.remote(&self.address, &args)?;
        let args = ["for-each-ref", FORMAT, &heads, &there];
        let printed = self.repository.local(&args, Vec::new())?;
        let branches = Branches::read(journey, &printed);
        Ok(self.seen.entry(journey.to_owned()).or_insert(branches))
    }
}

impl Carrier for Git {
    fn journeys(&mut self) -> Result<Vec<String>, CarrierError> {
        self.repairing(|git| {
            let pattern = format!("{HEADS}*");
            let mut args = vec!["ls-remote", "--quiet", "--refs", "--heads"];
            args.extend(["--", git.address.url(), &pattern]);
            let printed = git.repository.remote(&git.address, &args)?;
            Ok(journeys(&printed))
        })
    }

    fn fetch(&mut self, journey: &str, known: &Marks) -> Result<Fetched, CarrierError> {
        check_journey(journey)?;
        self.repairing(|git| git.try_fetch(journey, known))
    }

    /// Relies on the last fetch of the journey to know what the remote has, so fetch before each
    /// publish. Without an earlier fetch, this connects once more.
    fn publish(
        &mut self,
        journey: &str,
        device: &str,
        files: &[Parcel],
    ) -> Result<bool, CarrierError> {
        check(journey, device, files)?;
        self.repairing(|git| git.try_publish(journey, device, files))
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
