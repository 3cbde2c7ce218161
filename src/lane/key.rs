//! The key of a device, the seals that it makes and its file. Knows no lane, and not whose key is
//! trusted.
//!
//! Everything is in OpenSSH's formats, so that `ssh-keygen` can make a key and audit a seal: what is
//! signed is the structure of PROTOCOL.sshsig over the message, with SHA-256.

use std::io::{Read as _, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};
use ssh_key::private::{Ed25519Keypair, Ed25519PrivateKey};
use ssh_key::public::{Ed25519PublicKey, KeyData};
use ssh_key::rand_core::{OsRng, RngCore as _};
use ssh_key::{Algorithm, HashAlg, LineEnding, PrivateKey, SshSig};

use super::error::KeyError;

/// What seals are made for; a signature that was made for something else is none.
const NAMESPACE: &str = "onramp-lane";

/// More bytes than a key file has.
const FILE_MAX: u64 = 64 * 1024;

/// An Ed25519 key of a device.
pub struct DeviceKey(Ed25519Keypair);

impl std::fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DeviceKey({})", self.public())
    }
}

impl DeviceKey {
    /// Returns a new key, from the system's randomness.
    pub fn new() -> Result<Self, KeyError> {
        let mut seed = [0; Ed25519PrivateKey::BYTE_SIZE];
        let filled = OsRng.try_fill_bytes(&mut seed);
        filled.map_err(|error| KeyError::NoRandomness(error.to_string()))?;
        Ok(Self(Ed25519Keypair::from_seed(&seed)))
    }

    /// Returns the key of a file, or `None` if there is no file.
    ///
    /// Refuses a file that is no Ed25519 key in OpenSSH's format, and one that others can read.
    pub fn read(path: &Path) -> Result<Option<Self>, KeyError> {
        let failed = |error: std::io::Error| KeyError::CannotRead(path.into(), error.to_string());
        // A pipe would be waited for if it were opened.
        match std::fs::metadata(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(error)),
            Ok(found) if !found.is_file() => return Err(KeyError::NotAKey(path.into())),
            Ok(_) => {}
        }
        let file = std::fs::File::open(path).map_err(failed)?;
        refuse_exposed(path, &file.metadata().map_err(failed)?)?;
        let mut bytes = Vec::new();
        file.take(FILE_MAX)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
        let key = PrivateKey::from_openssh(&bytes).map_err(|_| KeyError::NotAKey(path.into()))?;
        if key.is_encrypted() {
            return Err(KeyError::HasPassphrase { path: path.into() });
        }
        match key.key_data().ed25519() {
            Some(pair) => Ok(Some(Self(pair.clone()))),
            None => Err(KeyError::NotAKey(path.into())),
        }
    }

    /// Writes the key to a new file that only its owner can read; never replaces a file.
    pub fn keep(&self, path: &Path) -> Result<(), KeyError> {
        let failed =
            |error: &dyn std::fmt::Display| KeyError::CannotWrite(path.into(), error.to_string());
        let text = PrivateKey::from(self.0.clone())
            .to_openssh(LineEnding::LF)
            .map_err(|error| failed(&error))?;
        let parent = path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        let folder = parent.unwrap_or(Path::new("."));
        // Of mode 0600 from the beginning.
        let aside = tempfile::Builder::new().prefix(".key").tempfile_in(folder);
        let mut aside = aside.map_err(|error| failed(&error))?;
        let written = aside.write_all(text.as_bytes());
        let written = written.and_then(|()| aside.as_file().sync_all());
        written.map_err(|error| failed(&error))?;
        match aside.persist_noclobber(path) {
            Err(refused) if refused.error.kind() == std::io::ErrorKind::AlreadyExists => {
                Err(KeyError::AlreadyThere(path.into()))
            }
            Err(refused) => Err(failed(&refused.error)),
            Ok(_) => sync_folder(folder).map_err(|error| failed(&error)),
        }
    }

    /// Returns the key that others know the device by.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.public)
    }

    /// Returns the seal of a message.
    pub fn sign(&self, message: &[u8]) -> Result<Signature, KeyError> {
        let failed = |error: &dyn std::fmt::Display| KeyError::CannotSign(error.to_string());
        let signed = PrivateKey::from(self.0.clone()).sign(NAMESPACE, HashAlg::Sha256, message);
        let signed = signed.map_err(|error| failed(&error))?;
        let bytes = signed.signature_bytes().try_into();
        bytes.map(Signature).map_err(|error| failed(&error))
    }
}

#[cfg(unix)]
fn refuse_exposed(path: &Path, file: &std::fs::Metadata) -> Result<(), KeyError> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = file.permissions().mode() & 0o7777;
    if mode & 0o077 == 0 {
        return Ok(());
    }
    let path = path.into();
    Err(KeyError::Exposed { path, mode })
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "modes exist elsewhere")]
fn refuse_exposed(_path: &Path, _file: &std::fs::Metadata) -> Result<(), KeyError> {
    Ok(())
}

/// Makes sure that a new name in a folder outlives a power failure.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "folders can be synced elsewhere")]
fn sync_folder(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}

/// The key that others know a device by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PublicKey(Ed25519PublicKey);

impl PublicKey {
    /// Returns whether a signature is this key's seal of a message.
    pub fn verifies(&self, message: &[u8], signature: &Signature) -> bool {
        let key = ssh_key::PublicKey::from(KeyData::Ed25519(self.0));
        let sealed = signature.wrapped(self);
        sealed.is_ok_and(|sealed| key.verify(NAMESPACE, message, &sealed).is_ok())
    }
}

impl std::fmt::Display for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let key = ssh_key::PublicKey::from(KeyData::Ed25519(self.0));
        f.write_str(&key.to_openssh().map_err(|_| std::fmt::Error)?)
    }
}

impl std::str::FromStr for PublicKey {
    type Err = KeyError;

    /// Reads a line of a `.pub` file; drops the comment at its end.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let key = ssh_key::PublicKey::from_openssh(text).ok();
        let key = key.as_ref().and_then(|key| key.key_data().ed25519());
        key.map(|key| Self(*key)).ok_or(KeyError::NotPublic)
    }
}

impl TryFrom<String> for PublicKey {
    type Error = KeyError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PublicKey> for String {
    fn from(key: PublicKey) -> Self {
        key.to_string()
    }
}

/// A seal: an Ed25519 signature for one namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature([u8; 64]);

impl Signature {
    /// Returns the signature of its bytes.
    pub fn from_bytes(bytes: [u8; 64]) -> Self {
        Self(bytes)
    }

    /// Returns the bytes.
    pub fn as_bytes(&self) -> &[u8; 64] {
        &self.0
    }

    /// Returns the text that `ssh-keygen -Y verify -n onramp-lane` takes.
    pub fn armored(&self, key: &PublicKey) -> String {
        let text = self
            .wrapped(key)
            .and_then(|signed| signed.to_pem(LineEnding::LF));
        // Never fails for a key and a signature of these lengths; and an empty text is no seal.
        text.unwrap_or_default()
    }

    /// Returns the signature of a text, or `None` if it is damaged, of another key, for another
    /// namespace or over another hash.
    pub fn from_armored(text: &str, key: &PublicKey) -> Option<Self> {
        let signed = SshSig::from_pem(text).ok()?;
        let is_ours = signed.version() == SshSig::VERSION
            && *signed.public_key() == KeyData::Ed25519(key.0)
            && signed.namespace() == NAMESPACE
            && signed.reserved().is_empty()
            && signed.hash_alg() == HashAlg::Sha256
            && signed.algorithm() == Algorithm::Ed25519;
        let bytes = signed.signature_bytes().try_into().ok()?;
        is_ours.then_some(Self(bytes))
    }

    fn wrapped(&self, key: &PublicKey) -> ssh_key::Result<SshSig> {
        let signature = ssh_key::Signature::new(Algorithm::Ed25519, self.0)?;
        SshSig::new(
            KeyData::Ed25519(key.0),
            NAMESPACE,
            HashAlg::Sha256,
            signature,
        )
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;
    use std::path::PathBuf;
    use std::process::{Command, Stdio};
    use std::sync::LazyLock;

    /// Returns a key that is always the same one.
    pub(in crate::lane) fn key(seed: u8) -> DeviceKey {
        DeviceKey(Ed25519Keypair::from_seed(&[seed; 32]))
    }

    /// Its public half, calculated once.
    pub(in crate::lane) static PUBLIC: LazyLock<PublicKey> = LazyLock::new(|| key(1).public());

    fn place() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        (folder, path)
    }

    fn has_keygen() -> bool {
        // On Windows it refuses keys in a temporary folder for their access lists.
        let found = cfg!(unix) && Command::new("ssh-keygen").arg("-?").output().is_ok();
        if !found {
            eprintln!("SKIPPED: no usable ssh-keygen here, so nothing audits the keys and seals");
        }
        found
    }

    /// Runs `ssh-keygen` and returns whether it is content.
    fn keygen(arguments: &[&str], input: &[u8]) -> bool {
        let mut child = Command::new("ssh-keygen")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // It may be done before it has read all of it.
        let _ = child.stdin.take().unwrap().write_all(input);
        child.wait_with_output().unwrap().status.success()
    }

    /// Returns whether `ssh-keygen` takes a seal of a message.
    fn audits(key: &PublicKey, message: &[u8], armored: &str) -> bool {
        let (folder, seal) = place();
        let allowed = folder.path().join("allowed");
        std::fs::write(&seal, armored).unwrap();
        std::fs::write(&allowed, format!("grace {key}\n")).unwrap();
        let (allowed, seal) = (allowed.to_str().unwrap(), seal.to_str().unwrap());
        let arguments = [
            "-Y", "verify", "-n", NAMESPACE, "-I", "grace", "-f", allowed, "-s", seal,
        ];
        keygen(&arguments, message)
    }

    #[test]
    fn a_seal_holds_for_its_message_and_its_key_alone() {
        let seal = key(1).sign(b"message").unwrap();
        assert!(key(1).public().verifies(b"message", &seal));
        assert!(!key(1).public().verifies(b"messagf", &seal));
        assert!(!key(2).public().verifies(b"message", &seal));
        let mut altered = *seal.as_bytes();
        altered[40] ^= 1;
        assert!(
            !key(1)
                .public()
                .verifies(b"message", &Signature::from_bytes(altered))
        );
    }

    #[test]
    fn ssh_keygen_takes_a_seal_and_refuses_an_altered_message() {
        if !has_keygen() {
            return;
        }
        let key = DeviceKey::new().unwrap();
        let armored = key.sign(b"a line\n").unwrap().armored(&key.public());
        assert!(audits(&key.public(), b"a line\n", &armored));
        assert!(!audits(&key.public(), b"another line\n", &armored));
    }

    #[test]
    fn a_seal_of_ssh_keygen_is_taken() {
        if !has_keygen() {
            return;
        }
        let (folder, path) = place();
        key(1).keep(&path).unwrap();
        let message = folder.path().join("message");
        std::fs::write(&message, "a line\n").unwrap();
        let seal = |namespace: &str, hash: &str| {
            let path = path.to_str().unwrap();
            let hash = format!("hashalg={hash}");
            let to = folder.path().join("message.sig");
            let _ = std::fs::remove_file(&to);
            let message = message.to_str().unwrap();
            let arguments = [
                "-Y", "sign", "-n", namespace, "-O", &hash, "-f", path, message,
            ];
            assert!(keygen(&arguments, b""));
            let text = std::fs::read_to_string(to).unwrap();
            Signature::from_armored(&text, &key(1).public())
        };
        let taken = seal(NAMESPACE, "sha256").unwrap();
        assert!(key(1).public().verifies(b"a line\n", &taken));
        assert_eq!(seal("file", "sha256"), None);
        assert_eq!(seal(NAMESPACE, "sha512"), None);
    }

    #[test]
    fn ssh_keygen_reads_a_kept_key_and_its_keys_are_read() {
        if !has_keygen() {
            return;
        }
        let (folder, path) = place();
        key(1).keep(&path).unwrap();
        assert!(keygen(&["-y", "-P", "", "-f", path.to_str().unwrap()], b""));
        let made = |kind: &str, passphrase: &str| {
            let path = folder.path().join(format!("{kind}{passphrase}"));
            let file = path.to_str().unwrap();
            let arguments = [
                "-q", "-t", kind, "-C", "Grace's", "-N", passphrase, "-f", file,
            ];
            assert!(keygen(&arguments, b""));
            let public = std::fs::read_to_string(format!("{file}.pub")).unwrap();
            (DeviceKey::read(&path), public.parse::<PublicKey>())
        };
        let (read, public) = made("ed25519", "");
        assert_eq!(read.unwrap().unwrap().public(), public.unwrap());
        let (read, public) = made("ecdsa", "");
        assert!(matches!(read, Err(KeyError::NotAKey(_))));
        assert_eq!(public, Err(KeyError::NotPublic));
        let (read, _) = made("ed25519", "secret");
        assert!(matches!(read, Err(KeyError::HasPassphrase { .. })));
    }

    #[test]
    fn an_armored_seal_reads_back_for_its_key_alone() {
        let seal = key(1).sign(b"message").unwrap();
        let armored = seal.armored(&key(1).public());
        assert!(armored.starts_with("-----BEGIN SSH SIGNATURE-----\n"));
        assert_eq!(
            Signature::from_armored(&armored, &key(1).public()),
            Some(seal)
        );
        assert_eq!(Signature::from_armored(&armored, &key(2).public()), None);
        let relabeled = seal.armored(&key(2).public());
        assert_eq!(Signature::from_armored(&relabeled, &key(1).public()), None);
    }

    #[test]
    fn a_kept_key_reads_back_and_is_never_replaced() {
        let (folder, path) = place();
        assert!(DeviceKey::read(&path).unwrap().is_none());
        key(1).keep(&path).unwrap();
        let read = DeviceKey::read(&path).unwrap().unwrap();
        assert_eq!(read.public(), key(1).public());
        assert!(
            read.public()
                .verifies(b"message", &read.sign(b"message").unwrap())
        );
        assert_eq!(
            key(2).keep(&path),
            Err(KeyError::AlreadyThere(path.clone()))
        );
        let read = DeviceKey::read(&path).unwrap().unwrap();
        assert_eq!(read.public(), key(1).public());
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_key_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let (_folder, path) = place();
        key(1).keep(&path).unwrap();
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o7777, 0o600);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        let told = DeviceKey::read(&path).unwrap_err().to_string();
        let path = path.display();
        assert_eq!(
            told,
            format!(
                "others can use the key {path} (mode 0640); to change that: chmod 600 '{path}'"
            )
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_is_not_replaced() {
        let (folder, path) = place();
        std::os::unix::fs::symlink(folder.path().join("elsewhere"), &path).unwrap();
        assert_eq!(key(1).keep(&path), Err(KeyError::AlreadyThere(path)));
        assert!(!folder.path().join("elsewhere").exists());
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let (folder, path) = place();
        let is_refused = |path: &Path| matches!(DeviceKey::read(path), Err(KeyError::NotAKey(_)));
        assert!(is_refused(folder.path()));
        for bytes in [b"".as_slice(), b"ssh-ed25519 AAAA", &[0xff; 100_000]] {
            let mut file = tempfile::NamedTempFile::new_in(&folder).unwrap();
            file.write_all(bytes).unwrap();
            assert!(is_refused(file.path()));
        }
        let no_folder = folder.path().join("none").join("key");
        assert!(matches!(
            key(1).keep(&no_folder),
            Err(KeyError::CannotWrite(..))
        ));
        assert!(DeviceKey::read(&path).unwrap().is_none());
    }

    #[test]
    fn debug_shows_the_public_key_alone() {
        let public = key(1).public();
        assert_eq!(format!("{:?}", key(1)), format!("DeviceKey({public})"));
    }

    #[test]
    fn new_keys_differ() {
        let keys = [DeviceKey::new().unwrap(), DeviceKey::new().unwrap()];
        assert_ne!(keys[0].public(), keys[1].public());
    }

    #[rstest]
    #[case::empty("")]
    #[case::name("ssh-ed25519")]
    #[case::short("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5")]
    #[case::other("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAQC7")]
    #[case::two_lines("ssh-ed25519\nAAAA")]
    fn what_is_no_public_key_is_refused(#[case] text: &str) {
        assert_eq!(text.parse::<PublicKey>(), Err(KeyError::NotPublic));
    }

    #[test]
    fn a_public_key_reads_back() {
        let public = key(1).public();
        assert!(public.to_string().starts_with("ssh-ed25519 AAAA"));
        assert_eq!(public.to_string().parse(), Ok(public));
        assert_eq!(format!("{public} grace@laptop\n").parse(), Ok(public));
        let json = serde_json::to_string(&public).unwrap();
        assert_eq!(json, format!("\"{public}\""));
        assert_eq!(serde_json::from_str::<PublicKey>(&json).unwrap(), public);
    }

    proptest! {
        #[test]
        fn no_text_makes_the_readers_panic(text in ".*", place in 0..400_usize, letter: char) {
            let public = *PUBLIC;
            let mut armored = Signature::from_bytes([7; 64]).armored(&public);
            for text in [&text, &format!("ssh-ed25519 {text}")] {
                prop_assert!(text.parse::<PublicKey>().is_err());
            }
            prop_assert_eq!(Signature::from_armored(&text, &public), None);
            let place = place.min(armored.len() - 1);
            armored.replace_range(place..=place, &letter.to_string());
            if let Some(seal) = Signature::from_armored(&armored, &public) {
                let _ = public.verifies(b"message", &seal);
            }
        }
    }
}
