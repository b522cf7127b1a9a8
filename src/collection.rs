//! Collections of photographs: folders, tar files, or single pictures, for training and evaluation.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// An encoded photograph of a collection.
#[derive(Clone, Debug)]
pub struct Encoded {
    /// Its path below the folder or within the tar file.
    pub name: String,
    /// The file's bytes.
    pub bytes: Vec<u8>,
}

/// Why a collection cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{path} cannot be read as a collection of photographs: {reason}; name a folder, a tar file or a picture", path = path.display())]
pub struct CollectionError {
    /// The folder or file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub reason: String,
}

/// Endings of the files that are pictures; others in a collection are passed over.
const ENDINGS: [&str; 9] = ["bmp", "jpeg", "jpg", "png", "ppm", "tga", "tif", "tiff", "webp"];

/// Hands every photograph of `places` to `take`, in an order that does not depend on the system: the
/// places as given, folders by name, tar files as they are.
///
/// # Errors
/// [`CollectionError`] for a place that cannot be read.
pub fn read_collections(places: &[PathBuf], mut take: impl FnMut(Encoded)) -> Result<(), CollectionError> {
    for place in places {
        let read = if place.is_dir() {
            read_folder(place, place, &mut take)
        } else if ending(place).is_some_and(|ending| ending == "tar") {
            read_tar(place, &mut take)
        } else {
            let name = place.file_name().unwrap_or(place.as_os_str()).to_string_lossy().into_owned();
            fs::read(place).map(|bytes| take(Encoded { name, bytes }))
        };
        read.map_err(|e| CollectionError { path: place.clone(), reason: e.to_string() })?;
    }
    Ok(())
}

fn read_folder(folder: &Path, root: &Path, take: &mut impl FnMut(Encoded)) -> io::Result<()> {
    let entries: io::Result<Vec<_>> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect();
    let mut paths = entries?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read_folder(&path, root, take)?;
        } else if is_picture(&path) {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
            take(Encoded { name, bytes: fs::read(&path)? });
        }
    }
    Ok(())
}

fn read_tar(path: &Path, take: &mut impl FnMut(Encoded)) -> io::Result<()> {
    let mut archive = tar::Archive::new(io::BufReader::new(fs::File::open(path)?));
    for entry in archive.entries()? {
        let mut entry = entry?;
        let name = entry.path()?.into_owned();
        if entry.header().entry_type().is_file() && is_picture(&name) {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes)?;
            take(Encoded { name: name.to_string_lossy().into_owned(), bytes });
        }
    }
    Ok(())
}

fn is_picture(path: &Path) -> bool {
    ending(path).is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

fn ending(path: &Path) -> Option<String> {
    path.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(places: &[PathBuf]) -> Vec<String> {
        let mut names = Vec::new();
        read_collections(places, |photo| names.push(photo.name)).unwrap();
        names
    }

    #[test]
    fn a_folder_gives_its_pictures_by_name_and_passes_over_other_files() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        for file in ["z.PNG", "a.webp", "notes.txt", "b/c.jpg"] {
            fs::write(folder.path().join(file), file).unwrap();
        }
        assert_eq!(names(&[folder.path().to_owned()]), ["a.webp", "b/c.jpg", "z.PNG"]);
    }

    #[test]
    fn a_tar_file_gives_its_pictures_in_its_own_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("photos.tar");
        let mut archive = tar::Builder::new(fs::File::create(&path).unwrap());
        for name in ["2.webp", "SOURCES.tsv", "1.png"] {
            let mut header = tar::Header::new_ustar();
            header.set_size(3);
            archive.append_data(&mut header, name, &b"abc"[..]).unwrap();
        }
        archive.into_inner().unwrap();
        assert_eq!(names(&[path]), ["2.webp", "1.png"]);
    }

    #[test]
    fn a_place_that_is_not_there_is_named_with_the_next_step() {
        let error = read_collections(&[PathBuf::from("/nowhere/photos.tar")], |_| ()).unwrap_err();
        assert!(error.to_string().starts_with("/nowhere/photos.tar cannot be read"), "{error}");
    }
}
