//! PyTorch's files of weights, in both of its containers, read without Python.
//!
//! * Since 1.6 `torch.save` writes a zip archive: `*/data.pkl` and for each storage `*/data/KEY`.
//! * Before, it wrote one after the other: four pickles (a magic number, the protocol's version, the
//!   writer's system, the object), a pickled list of the storages' keys, and for each of them its
//!   number of elements (64 bits) and the elements.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use zip::ZipArchive;
use zip::result::ZipError;

use super::pickle::{ElementType, Pickle, PickleError, Storage, Tensor, Value, shown};

/// First pickle of the old container.
const MAGIC: i128 = 0x1950_a86a_20f9_469c_fc6c;
const VERSION: i128 = 1001;
/// What training scripts put the weights under.
const WRAPPERS: [&str; 2] = ["state_dict", "model"];
/// What PyTorch's `DataParallel` puts before each name.
const PARALLEL: &str = "module.";

/// Why a file of weights is not read.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// The system does not hand it over.
    #[error("{path} cannot be read: {reason}; check its name and its rights", path = path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// It is something else.
    #[error(
        "{path} is no PyTorch checkpoint; give the .pth file that torch.save(model.state_dict(), …) wrote",
        path = path.display()
    )]
    SomethingElse {
        /// The file.
        path: PathBuf,
    },
    /// It was cut off or changed.
    #[error("{path} is damaged: {reason}; fetch it again", path = path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What does not fit.
        reason: String,
    },
    /// It holds more than weights, perhaps a program.
    #[error(
        "{path} is refused, and nothing in it was run: it asks for {what}, of which weights have no need; \
         save them in PyTorch with torch.save(model.state_dict(), …)",
        path = path.display()
    )]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it asks for.
        what: String,
    },
}

/// Without the path, which only the outermost function knows.
enum Fault {
    Io(io::Error),
    SomethingElse,
    Damaged(String),
    Foreign(String),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => damaged("it ends too early"),
            // The archive's reader tells so of a wrong checksum.
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::Other => {
                Self::Damaged(error.to_string())
            }
            _ => Self::Io(error),
        }
    }
}

impl From<PickleError> for Fault {
    fn from(error: PickleError) -> Self {
        match error {
            PickleError::Io(error) => error.into(),
            PickleError::Damaged(reason) => Self::Damaged(reason),
            PickleError::Foreign(what) => Self::Foreign(what),
        }
    }
}

impl From<ZipError> for Fault {
    fn from(error: ZipError) -> Self {
        match error {
            ZipError::Io(error) => error.into(),
            ZipError::UnsupportedArchive(what) => {
                Self::Foreign(format!("an archive with another form ({what})"))
            }
            other => Self::Damaged(other.to_string()),
        }
    }
}

fn damaged(reason: &str) -> Fault {
    Fault::Damaged(reason.to_owned())
}

/// An open checkpoint whose tensors have not been read.
pub struct Checkpoint {
    path: PathBuf,
    container: Container,
    tensors: BTreeMap<String, Tensor>,
    /// Size of the file in bytes.
    size: u64,
}

enum Container {
    Archive {
        archive: ZipArchive<BufReader<File>>,
        /// The folder in the archive, with its slash.
        folder: String,
    },
    Sequence {
        file: BufReader<File>,
        /// Where each storage's elements begin.
        starts: HashMap<String, u64>,
    },
}

impl Checkpoint {
    /// Opens a file and reads the names and shapes of its tensors, `module.` taken away.
    ///
    /// # Errors
    /// [`CheckpointError`], also where the file holds anything but tensors by name.
    pub fn open(path: &Path) -> Result<Self, CheckpointError> {
        Self::try_open(path).map_err(|fault| fault.at(path))
    }

    fn try_open(path: &Path) -> Result<Self, Fault> {
        let mut file = BufReader::new(File::open(path)?);
        let size = file.seek(SeekFrom::End(0))?;
        file.rewind()?;
        let mut start = [0; 2];
        file.read_exact(&mut start).map_err(|_| Fault::SomethingElse)?;
        file.rewind()?;
        let (container, pickle) = match &start {
            b"PK" => open_archive(file)?,
            // Every pickle since protocol 2 starts so.
            [0x80, _] => open_sequence(file, size)?,
            _ => return Err(Fault::SomethingElse),
        };
        let tensors = tensors_of(&pickle)?;
        Ok(Self { path: path.to_owned(), container, tensors, size })
    }

    /// Names and shapes, by name.
    pub fn shapes(&self) -> impl Iterator<Item = (&str, Vec<usize>)> {
        let side = |&side: &u64| usize::try_from(side).unwrap_or(usize::MAX);
        self.tensors
            .iter()
            .map(move |(name, tensor)| (name.as_str(), tensor.shape.iter().map(side).collect()))
    }

    /// The numbers of all tensors that are `wanted`, by name, in C order and as 32-bit floating point.
    ///
    /// # Errors
    /// [`CheckpointError::Damaged`] where numbers are missing, are not floating point or not finite.
    pub fn read(
        mut self,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<BTreeMap<String, Vec<f32>>, CheckpointError> {
        self.tensors.retain(|name, _| wanted(name));
        let path = self.path.clone();
        self.try_read().map_err(|fault| fault.at(&path))
    }

    fn try_read(mut self) -> Result<BTreeMap<String, Vec<f32>>, Fault> {
        // Before memory is asked for: whatever a file claims, it holds less than one number a byte.
        let claimed = self.tensors.values().try_fold(0, |sum: u64, tensor| sum.checked_add(tensor.numel()?));
        if claimed.is_none_or(|claimed| claimed > self.size) {
            return Err(damaged("it claims to hold more numbers than it has bytes"));
        }
        // Tensors may share a storage, which then is read once.
        let mut by_storage: BTreeMap<Rc<str>, Vec<(&String, &Tensor)>> = BTreeMap::new();
        for (name, tensor) in &self.tensors {
            by_storage.entry(tensor.storage.key.clone()).or_default().push((name, tensor));
        }
        let mut numbers = BTreeMap::new();
        for tensors in by_storage.values() {
            let storage = &tensors[0].1.storage;
            let bytes = self.container.storage(storage, self.size)?;
            for (name, tensor) in tensors {
                if tensor.storage != *storage {
                    return Err(Fault::Damaged(format!("tensor {} has a storage of two kinds", shown(name))));
                }
                let values = tensor
                    .values(&bytes)
                    .map_err(|reason| Fault::Damaged(format!("tensor {} {reason}", shown(name))))?;
                numbers.insert((*name).clone(), values);
            }
        }
        Ok(numbers)
    }
}

impl Fault {
    fn at(self, path: &Path) -> CheckpointError {
        let path = path.to_owned();
        match self {
            Self::Io(error) => CheckpointError::Unreadable { path, reason: error.to_string() },
            Self::SomethingElse => CheckpointError::SomethingElse { path },
            Self::Damaged(reason) => CheckpointError::Damaged { path, reason },
            Self::Foreign(what) => CheckpointError::Foreign { path, what },
        }
    }
}

fn open_archive(file: BufReader<File>) -> Result<(Container, Pickle), Fault> {
    let mut archive = ZipArchive::new(file)?;
    let table = "data.pkl";
    let is_table = |name: &String| name.split_once('/').is_some_and(|(_, rest)| rest == table);
    let mut names = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned()));
    let found = names.find(is_table);
    drop(names);
    let Some(name) = found else { return Err(Fault::SomethingElse) };
    let folder = name[..name.len() - table.len()].to_owned();
    if let Some(index) = archive.index_for_name(&format!("{folder}byteorder")) {
        let mut order = String::new();
        archive.by_index(index)?.take(16).read_to_string(&mut order)?;
        refuse_big_endian(order != "little")?;
    }
    let pickle = Pickle::read(&mut archive.by_name(&name)?)?;
    Ok((Container::Archive { archive, folder }, pickle))
}

fn refuse_big_endian(big: bool) -> Result<(), Fault> {
    if big { Err(Fault::Foreign("big-endian numbers".to_owned())) } else { Ok(()) }
}

fn open_sequence(mut file: BufReader<File>, size: u64) -> Result<(Container, Pickle), Fault> {
    let mut read = || Pickle::read(&mut file);
    let is = |pickle: &Pickle, number: i128| matches!(pickle.root(), Value::Int(found) if *found == number);
    if !is(&read()?, MAGIC) {
        return Err(Fault::SomethingElse);
    }
    if !is(&read()?, VERSION) {
        return Err(Fault::Foreign("an unknown version of the format".to_owned()));
    }
    let system = read()?;
    let little = match system.root() {
        Value::Dict(entries) => entries.iter().find(|(key, _)| system.text(*key) == Some("little_endian")),
        _ => None,
    };
    let little = little.map(|(_, little)| system.get(*little));
    refuse_big_endian(matches!(little, Some(Value::Bool(false))))?;
    let pickle = read()?;
    let keys = read()?;
    let Value::List(keys_in_order) = keys.root() else {
        return Err(damaged("the list of storages is missing"));
    };
    let sizes = element_sizes(&pickle);
    let mut starts = HashMap::new();
    let mut start = file.stream_position()?;
    for key in keys_in_order {
        let key = keys.text(*key).ok_or_else(|| damaged("a storage has no key"))?;
        file.seek(SeekFrom::Start(start))?;
        let mut count = [0; 8];
        file.read_exact(&mut count)?;
        let Some(&(element, expected)) = sizes.get(key) else {
            return Err(damaged("a storage belongs to no tensor"));
        };
        let end =
            u64::from_le_bytes(count).checked_mul(element).and_then(|bytes| bytes.checked_add(start + 8));
        let end = end.filter(|end| *end <= size).ok_or_else(|| damaged("it ends too early"))?;
        if u64::from_le_bytes(count) != expected {
            return Err(damaged("a storage has another size than its table says"));
        }
        starts.insert(key.to_owned(), start + 8);
        start = end;
    }
    Ok((Container::Sequence { file, starts }, pickle))
}

/// Bytes of an element and number of elements for each storage, by key.
fn element_sizes(pickle: &Pickle) -> HashMap<&str, (u64, u64)> {
    pickle.storages().map(|storage| (&*storage.key, (storage.element.size() as u64, storage.count))).collect()
}

/// The state dict, whatever it is wrapped in.
fn tensors_of(pickle: &Pickle) -> Result<BTreeMap<String, Tensor>, Fault> {
    let mut value = pickle.root();
    // A training state may hold the weights two levels down; deeper ones have not been seen.
    for _ in 0..2 {
        let Value::Dict(entries) = value else { break };
        let inner = WRAPPERS.iter().find_map(|wrapper| {
            let (_, inner) = entries.iter().find(|(key, _)| pickle.text(*key) == Some(wrapper))?;
            Some(pickle.get(*inner)).filter(|inner| matches!(inner, Value::Dict(_)))
        });
        value = inner.unwrap_or(value);
    }
    let Value::Dict(entries) = value else {
        return Err(Fault::Foreign("something else than tensors by name".to_owned()));
    };
    let mut tensors = BTreeMap::new();
    for (key, value) in entries {
        let name = pickle.text(*key).ok_or_else(|| damaged("a tensor's name is no text"))?;
        let Value::Tensor(tensor) = pickle.get(*value) else {
            return Err(Fault::Foreign(format!("'{}', which is no tensor", shown(name))));
        };
        let name = name.strip_prefix(PARALLEL).unwrap_or(name);
        if tensors.insert(name.to_owned(), tensor.clone()).is_some() {
            return Err(Fault::Damaged(format!("tensor {} is there twice", shown(name))));
        }
    }
    Ok(tensors)
}

impl Container {
    /// All bytes of a storage, of which there are not more than the file has.
    fn storage(&mut self, storage: &Storage, file_size: u64) -> Result<Vec<u8>, Fault> {
        let length = storage.count.checked_mul(storage.element.size() as u64);
        let length = length.filter(|length| *length <= file_size);
        let length = length.ok_or_else(|| damaged("a storage is larger than the file"))?;
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
        match self {
            Self::Archive { archive, folder } => {
                let entry = archive.by_name(&format!("{folder}data/{}", storage.key));
                let entry = entry.map_err(|error| match error {
                    ZipError::FileNotFound => damaged("a tensor's numbers are missing"),
                    other => other.into(),
                })?;
                // To the end, or the archive's reader does not compare the checksum.
                entry.take(file_size).read_to_end(&mut bytes)?;
            }
            Self::Sequence { file, starts } => {
                let start = starts.get(&*storage.key);
                let start = start.ok_or_else(|| damaged("a tensor's numbers are missing"))?;
                file.seek(SeekFrom::Start(*start))?;
                file.take(length).read_to_end(&mut bytes)?;
            }
        }
        if bytes.len() as u64 == length {
            Ok(bytes)
        } else {
            Err(damaged("a storage has another size than its table says"))
        }
    }
}

impl Tensor {
    /// Number of elements; none where no computer could hold them.
    fn numel(&self) -> Option<u64> {
        self.shape.iter().try_fold(1, |product: u64, &side| product.checked_mul(side))
    }

    /// The elements out of the storage's bytes.
    fn values(&self, bytes: &[u8]) -> Result<Vec<f32>, &'static str> {
        let element = self.storage.element;
        let number: fn(&[u8]) -> Option<f32> = match element {
            ElementType::Float => |bytes| Some(f32::from_le_bytes(bytes.try_into().ok()?)),
            ElementType::Half => |bytes| Some(half::f16::from_le_bytes(bytes.try_into().ok()?).to_f32()),
            ElementType::BFloat16 => |bytes| Some(half::bf16::from_le_bytes(bytes.try_into().ok()?).to_f32()),
            ElementType::Double => |bytes| Some(f64::from_le_bytes(bytes.try_into().ok()?) as f32),
            ElementType::Whole(_) => return Err("holds whole numbers"),
        };
        let numel = self.numel().filter(|numel| *numel <= self.storage.count);
        let numel =
            numel.and_then(|numel| usize::try_from(numel).ok()).ok_or("is larger than its storage")?;
        if numel == 0 {
            return Ok(vec![]);
        }
        let steps = self.shape.iter().zip(&self.strides);
        let last = steps
            .clone()
            .try_fold(self.offset, |last, (side, stride)| last.checked_add((side - 1).checked_mul(*stride)?));
        if last.is_none_or(|last| last >= self.storage.count) {
            return Err("reaches beyond its storage");
        }
        // Everything from here on lies between the offset and `last`.
        let mut values = Vec::with_capacity(numel);
        let mut place = vec![0; self.shape.len()];
        let mut index = self.offset;
        loop {
            let start = index as usize * element.size();
            let value = number(&bytes[start..start + element.size()]).filter(|value| value.is_finite());
            values.push(value.ok_or("holds a number that is not finite")?);
            let mut side = self.shape.len();
            loop {
                let Some(inner) = side.checked_sub(1) else { return Ok(values) };
                side = inner;
                place[side] += 1;
                // What wraps here is a stride that is never gone, as its side is 1, and comes back below.
                index = index.wrapping_add(self.strides[side]);
                if place[side] < self.shape[side] {
                    break;
                }
                index = index.wrapping_sub(self.strides[side].wrapping_mul(self.shape[side]));
                place[side] = 0;
            }
        }
    }
}
