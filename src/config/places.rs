//! Where the database and the settings are. Makes nothing and opens nothing.

use std::path::{Path, PathBuf};

use directories::{BaseDirs, ProjectDirs};

use super::ConfigError;

/// Where the program keeps what it knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// The database file.
    pub database: PathBuf,
    /// The folder that records which devices write, outside of every database.
    pub devices: Option<PathBuf>,
    /// The folder for copies of databases.
    pub backups: Option<PathBuf>,
    /// The folder for what can be fetched again.
    pub cache: Option<PathBuf>,
    /// The settings file, which need not be there.
    pub settings: Option<PathBuf>,
    /// The folder of the user's own plans, which need not be there: `plans` beside the settings.
    pub plans: Option<PathBuf>,
    /// The home directory.
    pub home: Option<PathBuf>,
}

impl Places {
    /// Returns the places that were named, or else those that the system has for programs.
    ///
    /// # Errors
    /// [`ConfigError::NoHome`] where no database is named and there is no home directory.
    pub fn new(database: Option<PathBuf>, settings: Option<PathBuf>) -> Result<Self, ConfigError> {
        let system = ProjectDirs::from("", "", "onramp");
        let database = match (database, &system) {
            (Some(named), _) => named,
            (None, Some(system)) => system.data_local_dir().join("onramp.db"),
            (None, None) => return Err(ConfigError::NoHome),
        };
        let settings = settings.or_else(|| Some(system.as_ref()?.config_dir().join("config.toml")));
        let plans = settings
            .as_ref()
            .and_then(|settings| Some(settings.parent()?.join("plans")));
        let state = system.as_ref().map(|system| {
            let state = system.state_dir();
            state.unwrap_or_else(|| system.config_dir())
        });
        let devices = state.map(|state| state.join("devices"));
        let backups = state.map(|state| state.join("backups"));
        let cache = system.as_ref().map(|system| system.cache_dir().to_owned());
        Ok(Self {
            database,
            devices,
            backups,
            cache,
            settings,
            plans,
            home: BaseDirs::new().map(|system| system.home_dir().to_owned()),
        })
    }
}

/// Folders that a program keeps the same on several machines, each by how its name begins.
const SYNCED: [&str; 11] = [
    "Dropbox",
    "OneDrive",
    "Google Drive",
    "GoogleDrive",
    "iCloud",
    "Mobile Documents",
    "Nextcloud",
    "ownCloud",
    "pCloud",
    "Seafile",
    "MEGA",
];

/// Returns the folder around a file that looks like one that is synced, where a database would be torn apart.
pub fn synced_folder(file: &Path) -> Option<&Path> {
    let is_synced = |folder: &&Path| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        SYNCED.iter().any(|start| name.starts_with(start)) || folder.join(".stfolder").exists()
    };
    file.ancestors().skip(1).find(is_synced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_wins() {
        let places = Places::new(Some("a.db".into()), Some("b.toml".into())).unwrap();
        assert_eq!(places.database, PathBuf::from("a.db"));
        assert_eq!(places.settings, Some(PathBuf::from("b.toml")));
        assert_eq!(places.plans, Some(PathBuf::from("plans")));
    }
}
