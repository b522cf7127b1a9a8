//! Putting an installation's files into an editor's folder, and taking them out again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::places::{Editor, Place};

/// Marks a folder as ours; its text says what made it.
const MARK: &str = "installed-by-chromadot";
/// What an installation consists of. Krita's part is the plug-in that runs inside Krita.
const PARTS: [&str; 7] =
    ["chromadot", "libchromadot_engine.so", "torch", "models", "LICENSE", "LICENSE-MIT", "LICENSE-APACHE"];
/// Of these it cannot do without.
const NEEDED: [&str; 4] = ["chromadot", "libchromadot_engine.so", "torch", "models"];
/// The part for Krita: `chromadot.desktop`, the folder `chromadot` and `actions/chromadot.action`.
const KRITA: &str = "krita";

/// Why an editor got no plug-in, as one sentence.
#[derive(Debug, thiserror::Error)]
pub enum InstallError {
    /// This program does not lie among all that belongs to it.
    #[error(
        "this copy of Chromadot is not whole, it has no {0}; install from the bundle, or run `make install`"
    )]
    NotWhole(PathBuf),
    /// Something is there that is not ours.
    #[error("{0} exists and is not ours; move it away, then install again")]
    NotOurs(PathBuf),
    /// The files cannot be written or removed.
    #[error("{0} cannot be changed ({1}); see to the rights and the room there, then try again")]
    Io(PathBuf, io::Error),
}

/// Puts the installation in `from` into an editor's folder, in the place of an older one; nothing but
/// our own folder and, in Krita, our own two files beside it, is touched.
///
/// Files are linked where that is possible: libtorch alone is half a gigabyte.
///
/// # Errors
/// [`InstallError`]; an older installation is then still there.
pub fn install(from: &Path, place: &Place) -> Result<(), InstallError> {
    let missing = |parts: &[&str]| parts.iter().map(|part| from.join(part)).find(|part| !part.exists());
    if let Some(missing) = missing(&NEEDED) {
        return Err(InstallError::NotWhole(missing));
    }
    if place.editor == Editor::Krita
        && let Some(missing) = missing(&[KRITA])
    {
        return Err(InstallError::NotWhole(missing));
    }
    let plug_in = place.plug_in();
    check_ours(&plug_in)?;
    let failed = |error| InstallError::Io(place.folder.clone(), error);
    fs::create_dir_all(&place.folder).map_err(failed)?;
    // Outside of the folder where plug-ins are looked for, so that an editor never meets half of one.
    let beside = place.folder.parent().unwrap_or(&place.folder).join(".chromadot.partial");
    let put = || -> io::Result<()> {
        remove(&beside)?;
        fs::create_dir(&beside)?;
        fs::write(beside.join(MARK), concat!("Chromadot ", env!("CHROMADOT_VERSION"), "\n"))?;
        let program = match place.editor {
            Editor::Gimp => beside.clone(),
            Editor::Krita => {
                link_tree(&from.join(KRITA).join("chromadot"), &beside)?;
                beside.join("bin")
            }
        };
        fs::create_dir_all(&program)?;
        let krita = (place.editor == Editor::Gimp).then_some(KRITA);
        for part in PARTS.into_iter().chain(krita).filter(|part| from.join(part).exists()) {
            link_tree(&from.join(part), &program.join(part))?;
        }
        remove(&plug_in)?;
        fs::rename(&beside, &plug_in)?;
        for (name, target) in beside_krita(place) {
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::copy(from.join(KRITA).join(name), target)?;
        }
        Ok(())
    };
    put().map_err(|error| {
        let _ = remove(&beside);
        failed(error)
    })
}

/// Takes the plug-in out of an editor's folder; whether there was one.
///
/// # Errors
/// [`InstallError`].
pub fn uninstall(place: &Place) -> Result<bool, InstallError> {
    let plug_in = place.plug_in();
    if !plug_in.exists() {
        return Ok(false);
    }
    check_ours(&plug_in)?;
    let ours = [plug_in.clone()].into_iter().chain(beside_krita(place).map(|(_, target)| target));
    for path in ours {
        remove(&path).map_err(|error| InstallError::Io(path, error))?;
    }
    Ok(true)
}

/// Whether our plug-in is there.
pub fn is_installed(place: &Place) -> bool {
    place.plug_in().exists() && check_ours(&place.plug_in()).is_ok()
}

/// The version of our plug-in that is there, as far as it says so.
pub fn installed_version(place: &Place) -> Option<String> {
    let mark = fs::read_to_string(place.plug_in().join(MARK)).ok()?;
    Some(mark.trim().strip_prefix("Chromadot ")?.to_owned())
}

/// Krita's two files outside of the plug-in's folder.
fn beside_krita(place: &Place) -> impl Iterator<Item = (&'static str, PathBuf)> + use<> {
    let resources = place.folder.parent().unwrap_or(&place.folder).to_owned();
    let files = [
        ("chromadot.desktop", place.folder.join("chromadot.desktop")),
        ("actions/chromadot.action", resources.join("actions/chromadot.action")),
    ];
    files.into_iter().filter(|_| place.editor == Editor::Krita).collect::<Vec<_>>().into_iter()
}

fn check_ours(plug_in: &Path) -> Result<(), InstallError> {
    // The engine marks what the first version installed.
    let ours = [MARK, "libchromadot_engine.so"].iter().any(|mark| plug_in.join(mark).exists());
    if ours || plug_in.symlink_metadata().is_err() {
        Ok(())
    } else {
        Err(InstallError::NotOurs(plug_in.to_owned()))
    }
}

/// Removes a file or a whole folder; what is not there is no error.
fn remove(path: &Path) -> io::Result<()> {
    let removed = match path.symlink_metadata() {
        Ok(what) if what.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

fn link_tree(from: &Path, to: &Path) -> io::Result<()> {
    if from.is_dir() {
        fs::create_dir_all(to)?;
        for entry in fs::read_dir(from)? {
            let name = entry?.file_name();
            // Python's own leavings belong to the copy that made them.
            if name != "__pycache__" {
                link_tree(&from.join(&name), &to.join(&name))?;
            }
        }
        return Ok(());
    }
    let from = from.canonicalize()?;
    // Another file system, or one without links.
    fs::hard_link(&from, to).or_else(|_| fs::copy(&from, to).map(drop))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn write(path: PathBuf, text: &str) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn bundle(folder: &Path) -> PathBuf {
        let bundle = folder.join("bundle");
        for name in [
            "chromadot",
            "libchromadot_engine.so",
            "torch/lib/libtorch_cpu.so",
            "models/registry.toml",
            "krita/chromadot.desktop",
            "krita/chromadot/__init__.py",
            "krita/actions/chromadot.action",
        ] {
            write(bundle.join(name), name);
        }
        bundle
    }

    fn place(editor: Editor, folder: PathBuf) -> Place {
        Place { editor, name: "an editor".to_owned(), folder }
    }

    #[test]
    fn what_is_installed_is_whole_and_goes_without_a_trace() {
        let home = TempDir::new().unwrap();
        let bundle = bundle(home.path());
        let gimp = place(Editor::Gimp, home.path().join("profile/plug-ins"));
        let krita = place(Editor::Krita, home.path().join("krita/pykrita"));
        write(home.path().join("krita/actions/other.action"), "not ours");
        for _ in 0..2 {
            install(&bundle, &gimp).unwrap();
            install(&bundle, &krita).unwrap();
        }
        for file in [
            "profile/plug-ins/chromadot/chromadot",
            "profile/plug-ins/chromadot/torch/lib/libtorch_cpu.so",
            "krita/pykrita/chromadot.desktop",
            "krita/pykrita/chromadot/__init__.py",
            "krita/pykrita/chromadot/bin/chromadot",
            "krita/pykrita/chromadot/bin/models/registry.toml",
            "krita/actions/chromadot.action",
        ] {
            assert!(home.path().join(file).is_file(), "{file}");
        }
        // From an installation in GIMP another editor can be served.
        uninstall(&krita).unwrap();
        install(&gimp.plug_in(), &krita).unwrap();
        assert!(uninstall(&gimp).unwrap() && uninstall(&krita).unwrap());
        assert!(!uninstall(&gimp).unwrap());
        let left = |folder: &str| fs::read_dir(home.path().join(folder)).unwrap().count();
        assert_eq!(
            [left("profile/plug-ins"), left("profile"), left("krita/pykrita"), left("krita/actions")],
            [0, 1, 0, 1]
        );
    }

    #[test]
    fn what_is_not_ours_stays() {
        let home = TempDir::new().unwrap();
        let bundle = bundle(home.path());
        let gimp = place(Editor::Gimp, home.path().join("plug-ins"));
        write(gimp.plug_in().join("their.py"), "theirs");
        for outcome in [install(&bundle, &gimp), uninstall(&gimp).map(drop)] {
            assert!(matches!(outcome, Err(InstallError::NotOurs(_))));
        }
        assert!(gimp.plug_in().join("their.py").is_file());
    }

    #[test]
    fn a_copy_that_is_not_whole_installs_nothing() {
        let home = TempDir::new().unwrap();
        let bundle = bundle(home.path());
        fs::remove_dir_all(bundle.join("torch")).unwrap();
        let gimp = place(Editor::Gimp, home.path().join("plug-ins"));
        let refused = install(&bundle, &gimp).unwrap_err().to_string();
        assert!(
            refused.contains("it has no") && refused.contains("torch; install from the bundle"),
            "{refused}"
        );
        assert!(!gimp.folder.exists());
    }
}
