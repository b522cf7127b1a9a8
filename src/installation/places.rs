//! Where image editors look for plug-ins: the folders of their own packages, of Flatpak's and of snap's.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// An image editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Editor {
    /// GIMP of any version that we know.
    Gimp,
    /// Krita.
    Krita,
}

/// A folder in which one installed editor looks for plug-ins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which editor.
    pub editor: Editor,
    /// Its name with version and package, for people.
    pub name: String,
    /// `plug-ins` of GIMP's profile, `pykrita` of Krita's resources; need not exist yet.
    pub folder: PathBuf,
}

impl Place {
    /// The plug-in's own folder there.
    pub fn plug_in(&self) -> PathBuf {
        self.folder.join("chromadot")
    }
}

/// A user's folders, from which places are found.
#[derive(Clone, Debug)]
pub struct Home {
    /// The home folder.
    pub home: PathBuf,
    /// Where configurations are.
    pub config: PathBuf,
    /// Where data are.
    pub data: PathBuf,
    /// Where programs are looked for.
    pub path: Vec<PathBuf>,
    /// Profiles that GIMP was told to use, with the version they are for.
    pub profiles: Vec<(&'static str, PathBuf)>,
}

impl Home {
    /// The user's own, as the environment has it; `None` where there is no home.
    pub fn of_user() -> Option<Self> {
        let named =
            |variable: &str| env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
        let home = named("HOME")?;
        let profile = |variable, version| named(variable).map(|folder| (version, folder));
        Some(Self {
            config: named("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config")),
            data: named("XDG_DATA_HOME").unwrap_or_else(|| home.join(".local/share")),
            path: env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default(),
            profiles: [profile("GIMP2_DIRECTORY", "2.10"), profile("GIMP3_DIRECTORY", "3.0")]
                .into_iter()
                .flatten()
                .collect(),
            home,
        })
    }

    /// All places in which an editor that is there, or was started before, looks for plug-ins.
    pub fn places(&self) -> Vec<Place> {
        let mut places = self.gimp();
        places.extend(self.krita());
        places
    }

    /// The editors' programs, with the names of these for people: every version of GIMP, and Krita.
    pub fn programs(&self) -> Vec<(String, PathBuf)> {
        let gimp =
            self.gimp_programs().into_iter().map(|(version, program)| (format!("GIMP {version}"), program));
        gimp.chain(self.program("krita").map(|program| ("Krita".to_owned(), program))).collect()
    }

    fn program(&self, name: &str) -> Option<PathBuf> {
        self.path.iter().map(|folder| folder.join(name)).find(|program| program.is_file())
    }

    /// The versions of GIMP that have a program and that we know how to serve, each with the first program
    /// found.
    fn gimp_programs(&self) -> BTreeMap<String, PathBuf> {
        let mut found = BTreeMap::new();
        for entry in self.path.iter().flat_map(|folder| fs::read_dir(folder).into_iter().flatten().flatten())
        {
            let name = entry.file_name();
            let version = name.to_str().and_then(|name| name.strip_prefix("gimp-"));
            let version = version.map(|rest| rest.strip_prefix("console-").unwrap_or(rest));
            if let Some(version) = version.filter(|version| is_served(version)) {
                found.entry(version.to_owned()).or_insert_with(|| entry.path());
            }
        }
        found
    }

    fn gimp(&self) -> Vec<Place> {
        let mut places = Vec::new();
        let mut add = |version: &str, package: &str, profile: &Path| {
            let folder = profile.join("plug-ins");
            let name = format!("GIMP {version}{package}");
            if !places.iter().any(|place: &Place| place.folder == folder) {
                places.push(Place { editor: Editor::Gimp, name, folder });
            }
        };
        let named = |version: &str| self.profiles.iter().find(|(of, _)| *of == version);
        let own = self.config.join("GIMP");
        for (version, profile) in &self.profiles {
            add(version, "", profile);
        }
        for version in self.gimp_programs().keys().filter(|version| named(version).is_none()) {
            add(version, "", &own.join(version));
        }
        let packages = [
            (own, ""),
            (self.home.join(".var/app/org.gimp.GIMP/config/GIMP"), " (Flatpak)"),
            (self.home.join("snap/gimp/current/.config/GIMP"), " (snap)"),
        ];
        for (profiles, package) in packages {
            for version in versions_in(&profiles) {
                if package.is_empty() && named(&version).is_some() {
                    continue;
                }
                add(&version, package, &profiles.join(&version));
            }
        }
        places
    }

    fn krita(&self) -> Vec<Place> {
        let packages = [
            (self.data.join("krita"), "", self.program("krita").is_some()),
            (self.home.join(".var/app/org.kde.krita/data/krita"), " (Flatpak)", false),
            (self.home.join("snap/krita/current/.local/share/krita"), " (snap)", false),
        ];
        let place = |(resources, package, has_program): (PathBuf, &str, bool)| {
            (has_program || resources.is_dir()).then(|| Place {
                editor: Editor::Krita,
                name: format!("Krita{package}"),
                folder: resources.join("pykrita"),
            })
        };
        packages.into_iter().filter_map(place).collect()
    }
}

/// Versions of GIMP that have a profile here and that we know how to serve, in order.
fn versions_in(profiles: &Path) -> Vec<String> {
    let entries = fs::read_dir(profiles).into_iter().flatten().flatten();
    let names =
        entries.filter(|entry| entry.path().is_dir()).filter_map(|e| e.file_name().into_string().ok());
    let mut versions: Vec<String> = names.filter(|name| is_served(name)).collect();
    versions.sort();
    versions
}

/// 2.10, and 3.0 and whatever follows it with the same interface.
fn is_served(version: &str) -> bool {
    let minor = version.strip_prefix("3.").and_then(|minor| minor.parse::<u32>().ok());
    version == "2.10" || minor.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn home(folder: &TempDir) -> Home {
        let home = folder.path().to_owned();
        Home {
            config: home.join(".config"),
            data: home.join("data"),
            path: vec![home.join("bin")],
            profiles: vec![],
            home,
        }
    }

    fn with(folders: &[&str], programs: &[&str]) -> Vec<String> {
        let folder = TempDir::new().unwrap();
        folders.iter().for_each(|name| fs::create_dir_all(folder.path().join(name)).unwrap());
        fs::create_dir_all(folder.path().join("bin")).unwrap();
        programs.iter().for_each(|name| fs::write(folder.path().join("bin").join(name), "").unwrap());
        let relative = |place: Place| {
            let folder = place.folder.strip_prefix(folder.path()).unwrap().display().to_string();
            format!("{}: {folder}", place.name)
        };
        home(&folder).places().into_iter().map(relative).collect()
    }

    #[test]
    fn every_editor_that_was_started_before_is_found_whatever_its_package() {
        let found = with(
            &[
                ".config/GIMP/2.10",
                ".config/GIMP/2.99",
                ".config/GIMP/3.0",
                ".config/GIMP/3.2",
                "data/krita",
                ".var/app/org.gimp.GIMP/config/GIMP/3.0",
                "snap/krita/current/.local/share/krita",
            ],
            &[],
        );
        assert_eq!(
            found,
            [
                "GIMP 2.10: .config/GIMP/2.10/plug-ins",
                "GIMP 3.0: .config/GIMP/3.0/plug-ins",
                "GIMP 3.2: .config/GIMP/3.2/plug-ins",
                "GIMP 3.0 (Flatpak): .var/app/org.gimp.GIMP/config/GIMP/3.0/plug-ins",
                "Krita: data/krita/pykrita",
                "Krita (snap): snap/krita/current/.local/share/krita/pykrita",
            ],
        );
    }

    #[test]
    fn an_editor_that_was_never_started_is_found_by_its_program() {
        assert_eq!(
            with(&[], &["gimp-3.0", "gimp-console-3.2", "gimp-2.8", "gimp-3", "krita"]),
            [
                "GIMP 3.0: .config/GIMP/3.0/plug-ins",
                "GIMP 3.2: .config/GIMP/3.2/plug-ins",
                "Krita: data/krita/pykrita"
            ]
        );
        assert_eq!(with(&[], &[]), Vec::<String>::new());
    }

    #[test]
    fn a_profile_that_gimp_is_told_to_use_stands_for_the_usual_one() {
        let folder = TempDir::new().unwrap();
        fs::create_dir_all(folder.path().join(".config/GIMP/2.10")).unwrap();
        let mut home = home(&folder);
        home.profiles = vec![("2.10", PathBuf::from("/elsewhere/profile"))];
        let places: Vec<PathBuf> = home.places().into_iter().map(|place| place.folder).collect();
        assert_eq!(places, [PathBuf::from("/elsewhere/profile/plug-ins")]);
    }
}
