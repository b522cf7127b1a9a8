//! Collections of photographs: folders, tar files, or single pictures, for training and evaluation.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom};
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

/// A photograph of a collection that has yet to be read.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its path below the folder or within the tar file.
    pub name: String,
    /// The file itself or the tar file.
    file: PathBuf,
    /// Where it lies in the tar file, and how long it is.
    within: Option<(u64, u64)>,
}

impl Entry {
    /// Reads it.
    ///
    /// # Errors
    /// [`CollectionError`] when the file is gone or damaged.
    pub fn read(&self) -> Result<Encoded, CollectionError> {
        let read = || -> io::Result<Vec<u8>> {
            let Some((from, length)) = self.within else { return fs::read(&self.file) };
            let mut file = fs::File::open(&self.file)?;
            file.seek(SeekFrom::Start(from))?;
            let mut bytes = Vec::new();
            file.take(length).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        let bytes = read().map_err(|reason| unreadable(&self.file, &reason))?;
        Ok(Encoded { name: self.name.clone(), bytes })
    }
}

/// Every photograph of `places`, in an order that does not depend on the system: the places as given,
/// folders by name, tar files as they are.
///
/// # Errors
/// [`CollectionError`] for a place that cannot be read.
pub fn list_collections(places: &[PathBuf]) -> Result<Vec<Entry>, CollectionError> {
    let mut entries = Vec::new();
    for place in places {
        let listed = if place.is_dir() {
            list_folder(place, place, &mut entries)
        } else if ending(place).is_some_and(|ending| ending == "tar") {
            list_tar(place, &mut entries)
        } else {
            let name = place.file_name().unwrap_or(place.as_os_str()).to_string_lossy().into_owned();
            fs::metadata(place).map(|_| entries.push(Entry { name, file: place.clone(), within: None }))
        };
        listed.map_err(|reason| unreadable(place, &reason))?;
    }
    Ok(entries)
}

fn unreadable(path: &Path, reason: &io::Error) -> CollectionError {
    CollectionError { path: path.to_owned(), reason: reason.to_string() }
}

fn list_folder(folder: &Path, root: &Path, entries: &mut Vec<Entry>) -> io::Result<()> {
    let paths: io::Result<Vec<_>> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect();
    let mut paths = paths?;
    paths.sort();
    for file in paths {
        if file.is_dir() {
            list_folder(&file, root, entries)?;
        } else if is_picture(&file) {
            let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().into_owned();
            entries.push(Entry { name, file, within: None });
        }
    }
    Ok(())
}

fn list_tar(path: &Path, entries: &mut Vec<Entry>) -> io::Result<()> {
    let mut archive = tar::Archive::new(io::BufReader::new(fs::File::open(path)?));
    for entry in archive.entries_with_seek()? {
        let entry = entry?;
        let name = entry.path()?.into_owned();
        if entry.header().entry_type().is_file() && is_picture(&name) {
            let within = Some((entry.raw_file_position(), entry.size()));
            let name = name.to_string_lossy().into_owned();
            entries.push(Entry { name, file: path.to_owned(), within });
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
        list_collections(places).unwrap().into_iter().map(|entry| entry.name).collect()
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
            let bytes: &[u8] = if name == "1.png" { b"one" } else { b"abc" };
            archive.append_data(&mut header, name, bytes).unwrap();
        }
        archive.into_inner().unwrap();
        assert_eq!(names(std::slice::from_ref(&path)), ["2.webp", "1.png"]);
        let second = &list_collections(&[path]).unwrap()[1];
        assert_eq!(second.read().unwrap().bytes, b"one");
    }

    #[test]
    fn a_place_that_is_not_there_is_named_with_the_next_step() {
        let error = list_collections(&[PathBuf::from("/nowhere/photos.tar")]).unwrap_err();
        assert!(error.to_string().starts_with("/nowhere/photos.tar cannot be read"), "{error}");
    }
}
