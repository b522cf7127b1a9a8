//! Files that are whole at every moment: written beside their place, then renamed into it.

use std::fs;
use std::io::{self, Cursor, Write};
use std::path::Path;

use image::{ImageBuffer, ImageFormat, Pixel, PixelWithColorType};
use tempfile::{Builder, NamedTempFile};

/// A new file in the folder of `path`, with the rights of any other file there; gone when dropped, and
/// put in place by [`NamedTempFile::persist`].
///
/// # Errors
/// The system's, about the folder and without the new file's random name, which says nothing to a user.
pub fn file_beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(fs::metadata(folder).err().unwrap_or_else(|| io::ErrorKind::NotADirectory.into()));
    }
    let mut builder = Builder::new();
    builder.prefix(".chromadot-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder).map_err(|error| error.kind().into())
}

/// Writes `bytes` to `path`.
///
/// # Errors
/// The system's; what was there before is there still.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = file_beside(path)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// Writes a picture of 8 bits as a PNG.
///
/// # Errors
/// As [`write_whole`].
pub fn write_png<P>(picture: &ImageBuffer<P, Vec<u8>>, path: &Path) -> io::Result<()>
where
    P: Pixel<Subpixel = u8> + PixelWithColorType,
{
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).map_err(io::Error::other)?;
    write_whole(path, png.get_ref())
}
