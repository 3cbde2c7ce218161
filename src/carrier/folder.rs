//! A shared folder: a network drive, or a folder that Syncthing or a cloud service keeps in sync. Each
//! journey has a folder in it, named by its id.

use std::fs::Metadata;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::name::{check, check_journey, is_uuid, shown};
use super::shared_file::{holds, mark, none_if_gone, open_plain, replace, settle};
use super::{
    Carrier, CarrierError, FILTERED, Fetched, HEADER, Limits, Marks, Parcel, Skipped, is_ours,
};

/// A shared folder.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    limits: Limits,
}

/// What a look at a file found.
enum Found {
    /// The file is gone, or is not a plain file.
    Nothing,
    /// The file is not ours or has not changed.
    Old(String),
    /// The file is ours, and new or changed.
    New(String, Vec<u8>),
    /// The file is not read, for this reason.
    Skipped(String),
}

impl Folder {
    /// Returns the carrier for a folder, which need not exist yet.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            limits: Limits::default(),
        }
    }

    /// Checks that the share exists. It is never created: if the drive is not mounted, files would
    /// land in a local folder that is not shared.
    fn check_share(&self) -> Result<(), CarrierError> {
        match none_if_gone(self.path.metadata()).map_err(CarrierError::read(&self.path))? {
            Some(found) if found.is_dir() => Ok(()),
            _ => Err(CarrierError::NoFolder(self.path.clone())),
        }
    }

    /// Returns the paths in a folder, sorted, and whether there are more than the limit.
    fn names(&self, folder: &Path) -> io::Result<(Vec<PathBuf>, bool)> {
        let mut paths = Vec::new();
        for entry in folder.read_dir()?.take(self.limits.entries + 1) {
            paths.push(entry?.path());
        }
        let is_crowded = paths.len() > self.limits.entries;
        paths.truncate(self.limits.entries);
        paths.sort();
        Ok((paths, is_crowded))
    }

    /// Creates the folder of a journey, and returns whether it is new.
    fn make(&self, folder: &Path) -> Result<bool, CarrierError> {
        match std::fs::create_dir(folder) {
            Ok(()) => Ok(true),
            Err(_) if is_folder(folder) => Ok(false),
            Err(error) => Err(CarrierError::write(folder)(error)),
        }
    }

    /// Writes the files that are not there as they should be; returns whether there were any.
    fn write(&self, folder: &Path, files: &[Parcel]) -> Result<bool, CarrierError> {
        let mut is_written = false;
        for file in files {
            let path = folder.join(&file.name);
            if holds(&path, &file.bytes).map_err(CarrierError::read(&path))? {
                continue;
            }
            replace(&path, &file.bytes).map_err(CarrierError::write(&path))?;
            is_written = true;
        }
        if is_written {
            settle(folder).map_err(CarrierError::write(folder))?;
        }
        Ok(is_written)
    }

    /// Looks at one file, after `read` bytes of others.
    fn look(&self, path: &Path, name: &str, known: Option<&String>, read: u64) -> Found {
        match self.try_look(path, name, known, read) {
            Ok(found) => found,
            Err(error) => Found::Skipped(format!("cannot be read: {error}")),
        }
    }

    fn try_look(
        &self,
        path: &Path,
        name: &str,
        known: Option<&String>,
        read: u64,
    ) -> io::Result<Found> {
        let is_known = |found: &Metadata| known.is_some_and(|known| *known == mark(found));
        // Most files have not changed, and opening one on a network drive is slow.
        match none_if_gone(path.symlink_metadata())? {
            Some(found) if found.is_file() && is_known(&found) => {
                return Ok(Found::Old(mark(&found)));
            }
            Some(_) => {}
            None => return Ok(Found::Nothing),
        }
        let Some((mut file, found)) = open_plain(path)? else {
            return Ok(Found::Nothing);
        };
        let mut bytes = Vec::new();
        Read::by_ref(&mut file)
            .take(HEADER.len() as u64)
            .read_to_end(&mut bytes)?;
        if !is_ours(name, &bytes) {
            return Ok(Found::Old(mark(&found)));
        }
        if let Some(reason) = self.limits.objection(found.len(), read) {
            return Ok(Found::Skipped(reason));
        }
        // The file may have grown since. Its mark is older, so the next fetch reads it again.
        let rest = found.len().saturating_sub(bytes.len() as u64);
        file.take(rest).read_to_end(&mut bytes)?;
        Ok(Found::New(mark(&found), bytes))
    }
}

impl Carrier for Folder {
    fn journeys(&mut self) -> Result<Vec<String>, CarrierError> {
        self.check_share()?;
        let (paths, _) = self
            .names(&self.path)
            .map_err(CarrierError::read(&self.path))?;
        let folders = paths.iter().filter(|path| is_folder(path));
        let names = folders.filter_map(|path| path.file_name()?.to_str());
        Ok(names
            .filter(|name| is_uuid(name))
            .map(str::to_owned)
            .collect())
    }

    fn fetch(&mut self, journey: &str, known: &Marks) -> Result<Fetched, CarrierError> {
        check_journey(journey)?;
        self.check_share()?;
        let mut fetched = Fetched::default();
        let folder = self.path.join(journey);
        if !is_folder(&folder) {
            return Ok(fetched);
        }
        let (paths, is_crowded) = self.names(&folder).map_err(CarrierError::read(&folder))?;
        if is_crowded {
            fetched.skipped.push(self.limits.crowded(journey));
        }
        let mut read = 0;
        for path in paths {
            let name = path.file_name().map(|name| shown(&name.to_string_lossy()));
            let Some(name) = name.filter(|name| !name.starts_with('.')) else {
                continue;
            };
            match self.look(&path, &name, known.get(&name), read) {
                Found::Nothing => {}
                Found::Old(mark) => {
                    fetched.marks.insert(name, mark);
                }
                Found::New(mark, bytes) => {
                    read += bytes.len() as u64;
                    fetched.marks.insert(name.clone(), mark);
                    fetched.parcels.push(Parcel { name, bytes });
                }
                Found::Skipped(reason) => fetched.skipped.push(Skipped { name, reason }),
            }
        }
        Ok(fetched)
    }

    fn publish(
        &mut self,
        journey: &str,
        device: &str,
        files: &[Parcel],
    ) -> Result<bool, CarrierError> {
        check(journey, device, files)?;
        self.check_share()?;
        let folder = self.path.join(journey);
        let is_new = !files.is_empty() && self.make(&folder)?;
        let written = self.write(&folder, files).and_then(|is_written| {
            Ok(
                remove_old(&folder, device, files).map_err(CarrierError::write(&folder))?
                    || is_written,
            )
        });
        if is_new && written.is_err() {
            // Half a journey would look like one to whoever joins. What is others' keeps the folder.
            for file in files {
                let _ = std::fs::remove_file(folder.join(&file.name));
            }
            let _ = std::fs::remove_dir(&folder);
        } else if is_new {
            settle(&self.path).map_err(CarrierError::write(&self.path))?;
        }
        written
    }
}

/// Removes what a device put there once and does not any more, such as an invitation that was used. Lanes
/// stay, and so does what a sync service named anew. Returns whether there was anything.
fn remove_old(folder: &Path, device: &str, files: &[Parcel]) -> io::Result<bool> {
    let mut is_removed = false;
    let Some(entries) = none_if_gone(folder.read_dir())? else {
        return Ok(false);
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else {
            continue;
        };
        let own = name
            .strip_prefix(device)
            .and_then(|rest| rest.strip_prefix('.'));
        let is_letter = |own: &str| {
            let what = own.strip_suffix(FILTERED).unwrap_or(own);
            !what.is_empty() && what.bytes().all(|byte| byte.is_ascii_lowercase())
        };
        let is_current = files.iter().any(|file| file.name == name);
        if own.is_some_and(is_letter) && !is_current {
            is_removed |= none_if_gone(std::fs::remove_file(entry.path()))?.is_some();
        }
    }
    Ok(is_removed)
}

/// Returns whether a path is a folder and not a link to one.
fn is_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|found| found.is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    const JOURNEY: &str = "0196a1b2-0000-7000-8000-000000000001";

    struct Share {
        folder: tempfile::TempDir,
    }

    impl Share {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            Self { folder }
        }

        fn carrier(&self) -> Folder {
            Folder::new(self.folder.path())
        }

        fn path(&self, name: &str) -> PathBuf {
            self.folder.path().join(JOURNEY).join(name)
        }

        fn fetch(&self, known: &Marks) -> Fetched {
            self.carrier().fetch(JOURNEY, known).unwrap()
        }

        fn publish(&self, device: &str, files: &[Parcel]) -> bool {
            self.carrier().publish(JOURNEY, device, files).unwrap()
        }
    }

    fn lane(name: &str, text: &str) -> Parcel {
        Parcel {
            name: name.to_owned(),
            bytes: format!("{{\"onramp\":\"lane/1\"}}{text}").into_bytes(),
        }
    }

    #[test]
    fn two_machines_exchange_files() {
        let share = Share::new();
        let (ada, grace) = (lane("ada.jsonl", "1"), lane("grace.jsonl", "2"));
        assert!(share.publish("ada", std::slice::from_ref(&ada)));
        assert!(share.publish("grace", std::slice::from_ref(&grace)));
        let fetched = share.fetch(&Marks::new());
        assert_eq!(fetched.parcels, [ada, grace]);
        assert_eq!(fetched.marks.len(), 2);
        assert_eq!(fetched.skipped, []);
        assert_eq!(share.carrier().journeys().unwrap(), [JOURNEY]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_journey_that_cannot_be_written_leaves_no_half_of_it() {
        let root = tempfile::tempdir().unwrap();
        // So deep that a file of a long name does not fit behind it.
        let mut path = root.path().to_owned();
        while path.as_os_str().len() < 3950 {
            let room = 3990 - path.as_os_str().len();
            path.push("d".repeat(room.min(200)));
        }
        std::fs::create_dir_all(&path).unwrap();
        let files = [lane("a.jsonl", "1"), lane(&"b".repeat(120), "2")];
        let mut carrier = Folder::new(&path);
        let error = carrier.publish(JOURNEY, "ada", &files).unwrap_err();
        assert!(matches!(
            error,
            CarrierError::Read { .. } | CarrierError::Write { .. }
        ));
        assert_eq!(path.read_dir().unwrap().count(), 0);
    }

    #[test]
    fn what_has_not_changed_is_neither_written_nor_read_again() {
        let share = Share::new();
        let lanes = [lane("a.jsonl", "1"), lane("b.jsonl", "1")];
        assert!(share.publish("ada", &lanes));
        let first = share.fetch(&Marks::new());
        assert!(!share.publish("ada", &lanes));
        let again = share.fetch(&first.marks);
        assert_eq!(again.parcels, []);
        assert_eq!(again.marks, first.marks);
        let longer = [lanes[0].clone(), lane("b.jsonl", "12")];
        assert!(share.publish("ada", &longer));
        assert_eq!(share.fetch(&first.marks).parcels, longer[1..]);
    }

    #[test]
    fn a_conflicted_copy_is_read_too() {
        let share = Share::new();
        let copy = lane("a (Ada's conflicted copy 2026-05-04).jsonl", "1");
        share.publish("ada", &[lane("a.jsonl", "12")]);
        std::fs::write(share.path(&copy.name), &copy.bytes).unwrap();
        let parcels = share.fetch(&Marks::new()).parcels;
        assert_eq!(parcels, [copy, lane("a.jsonl", "12")]);
    }

    #[test]
    fn a_missing_share_is_told_and_not_made() {
        let share = Share::new();
        let path = share.folder.path().join("unmounted");
        let mut carrier = Folder::new(&path);
        let expected = format!(
            "there is no folder at {}; check that the drive is mounted, then sync again",
            path.display()
        );
        let publish = carrier.publish(JOURNEY, "ada", &[lane("a", "")]);
        assert_eq!(publish.unwrap_err().to_string(), expected);
        let fetch = carrier.fetch(JOURNEY, &Marks::new());
        assert_eq!(fetch.unwrap_err().to_string(), expected);
        assert_eq!(carrier.journeys().unwrap_err().to_string(), expected);
        assert!(!path.exists());
    }

    #[test]
    fn a_journey_without_files_is_empty() {
        let share = Share::new();
        assert_eq!(share.fetch(&Marks::new()), Fetched::default());
        assert!(!share.publish("ada", &[]));
        assert_eq!(share.carrier().journeys().unwrap(), Vec::<String>::new());
    }

    #[test]
    fn only_folders_named_by_a_uuid_are_journeys() {
        let share = Share::new();
        let root = share.folder.path();
        std::fs::create_dir(root.join("Holidays")).unwrap();
        std::fs::write(root.join("0196a1b2-0000-7000-8000-000000000002"), "").unwrap();
        assert_eq!(share.carrier().journeys().unwrap(), Vec::<String>::new());
    }

    #[cfg(unix)]
    #[test]
    fn pipes_links_folders_and_hidden_files_are_left_alone() {
        let share = Share::new();
        let ours = lane("a.jsonl", "1");
        share.publish("ada", std::slice::from_ref(&ours));
        let pipe = share.path("pipe.x");
        assert!(
            std::process::Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        std::os::unix::fs::symlink(share.path("a.jsonl"), share.path("link.jsonl")).unwrap();
        std::os::unix::fs::symlink("/dev/zero", share.path("zero.x")).unwrap();
        std::os::unix::fs::symlink("nowhere", share.path("broken.x")).unwrap();
        std::fs::create_dir(share.path("folder.x")).unwrap();
        std::fs::write(share.path(".onramp-aside"), &ours.bytes).unwrap();
        let fetched = share.fetch(&Marks::new());
        assert_eq!(fetched.parcels, [ours]);
        assert_eq!(fetched.marks.len(), 1);
        assert_eq!(fetched.skipped, []);
    }

    #[cfg(unix)]
    #[test]
    fn a_journey_that_is_a_link_is_not_followed() {
        let (share, other) = (Share::new(), Share::new());
        other.publish("ada", &[lane("a.jsonl", "1")]);
        let link = share.folder.path().join(JOURNEY);
        std::os::unix::fs::symlink(other.folder.path().join(JOURNEY), link).unwrap();
        assert_eq!(share.fetch(&Marks::new()), Fetched::default());
        assert_eq!(share.carrier().journeys().unwrap(), Vec::<String>::new());
        let publish = share
            .carrier()
            .publish(JOURNEY, "ada", &[lane("b.jsonl", "1")]);
        assert!(matches!(publish, Err(CarrierError::Write { .. })));
    }

    #[test]
    fn a_thousand_strange_files_are_passed_over_without_a_word() {
        let share = Share::new();
        let ours = lane("ours.jsonl", "1");
        let secret = Parcel {
            name: "ours.jsonl.x".to_owned(),
            bytes: b"secret".to_vec(),
        };
        share.publish("ada", &[ours.clone(), secret.clone()]);
        for number in 0..1000 {
            std::fs::write(share.path(&format!("photo {number}")), "not ours").unwrap();
        }
        let fetched = share.fetch(&Marks::new());
        assert_eq!(fetched.parcels, [ours, secret]);
        assert_eq!(fetched.marks.len(), 1002);
        assert_eq!(fetched.skipped, []);
        assert_eq!(share.fetch(&fetched.marks).parcels, []);
    }

    #[test]
    fn a_file_that_is_too_large_is_named_each_time() {
        let share = Share::new();
        let ours = lane("a.jsonl", "1");
        share.publish("ada", std::slice::from_ref(&ours));
        let large = std::fs::File::create(share.path("large.x")).unwrap();
        large.set_len(super::super::FILE_MAX + 1).unwrap();
        let fetched = share.fetch(&Marks::new());
        let expected = Skipped {
            name: "large.x".to_owned(),
            reason: "larger than 64 MiB".to_owned(),
        };
        assert_eq!(fetched.skipped, std::slice::from_ref(&expected));
        assert_eq!(fetched.parcels, [ours]);
        assert_eq!(share.fetch(&fetched.marks).skipped, [expected]);
    }

    #[test]
    fn what_is_too_much_for_once_comes_the_next_time() {
        let share = Share::new();
        let lanes = ["a", "b", "c"].map(|name| lane(name, "1"));
        share.publish("ada", &lanes);
        let mut carrier = share.carrier();
        carrier.limits.total = 2 * lanes[0].bytes.len() as u64;
        let first = carrier.fetch(JOURNEY, &Marks::new()).unwrap();
        assert_eq!(first.parcels, lanes[..2]);
        assert_eq!(first.skipped.len(), 1);
        let second = carrier.fetch(JOURNEY, &first.marks).unwrap();
        assert_eq!(second.parcels, lanes[2..]);
        assert_eq!(second.marks.len(), 3);
    }

    #[test]
    fn a_crowded_folder_is_told() {
        let share = Share::new();
        share.publish("ada", &["a", "b", "c"].map(|name| lane(name, "1")));
        let mut carrier = share.carrier();
        carrier.limits.entries = 2;
        let fetched = carrier.fetch(JOURNEY, &Marks::new()).unwrap();
        assert_eq!(fetched.parcels.len(), 2);
        assert_eq!(
            fetched.skipped[0].reason,
            "has more than 2 entries; the rest were not read"
        );
    }

    #[test]
    fn a_name_found_there_cannot_move_the_cursor() {
        let share = Share::new();
        share.publish("ada", &[lane("a", "1")]);
        if cfg!(unix) {
            std::fs::rename(share.path("a"), share.path("a\u{1b}[2J")).unwrap();
            assert_eq!(share.fetch(&Marks::new()).parcels, [lane("a[2J", "1")]);
        }
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_not_published() {
        let share = Share::new();
        let publish = share.carrier().publish(JOURNEY, "ada", &[lane("../a", "")]);
        assert!(matches!(publish, Err(CarrierError::Name(_))));
        let fetch = share.carrier().fetch("..", &Marks::new());
        assert!(matches!(fetch, Err(CarrierError::Name(_))));
    }
}
