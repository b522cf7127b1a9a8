//! Reading Python's pickles as data: dictionaries, numbers, texts and descriptions of tensors. Nothing
//! in a pickle is ever run; a pickle that asks for anything else is refused.
//!
//! Opcodes as in CPython's `pickletools`, as far as `torch.save` of a state dict uses them.

use std::collections::HashMap;
use std::io::{self, Read};
use std::mem;
use std::rc::Rc;

/// Bytes of one pickle at most; a state dict's has some 15 kB, for the numbers are elsewhere.
const SIZE_LIMIT: u64 = 4 << 20;
/// Sides of a tensor at most; a convolution's weight has four.
const SIDES_LIMIT: usize = 8;
/// Characters of a foreign name that an error shows.
const SHOWN: usize = 80;

/// Why a pickle is not read.
#[derive(Debug)]
pub(super) enum PickleError {
    /// It cannot be read.
    Io(io::Error),
    /// No pickle is written so.
    Damaged(String),
    /// It asks for what weights have no need of.
    Foreign(String),
}

impl From<io::Error> for PickleError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// A value's place in a [`Pickle`]. Values refer to each other by number, so that a pickle with loops
/// or a million levels does no harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Id(usize);

#[derive(Clone, Debug)]
pub(super) enum Value {
    None,
    Bool(bool),
    Int(i128),
    Float,
    /// Counted, as a hostile pickle can mention one long text a million times.
    Text(Rc<str>),
    Tuple(Vec<Id>),
    List(Vec<Id>),
    Dict(Vec<(Id, Id)>),
    Global(Global),
    Storage(Storage),
    Tensor(Tensor),
}

/// The few Python names that weights are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Global {
    OrderedDict,
    RebuildTensor,
    RebuildParameter,
    Storage(ElementType),
}

/// What a storage consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ElementType {
    Float,
    Half,
    BFloat16,
    Double,
    /// Whole numbers of so many bytes, truth values included.
    Whole(usize),
}

impl ElementType {
    /// Bytes of one element.
    pub(super) fn size(self) -> usize {
        match self {
            Self::Half | Self::BFloat16 => 2,
            Self::Float => 4,
            Self::Double => 8,
            Self::Whole(size) => size,
        }
    }
}

/// Numbers that lie outside of the pickle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Storage {
    /// Its name in the file.
    pub(super) key: Rc<str>,
    pub(super) element: ElementType,
    /// Number of elements.
    pub(super) count: u64,
}

/// A view of a storage.
#[derive(Clone, Debug)]
pub(super) struct Tensor {
    pub(super) storage: Storage,
    /// Number of the first element in the storage.
    pub(super) offset: u64,
    pub(super) shape: Vec<u64>,
    /// Steps in elements.
    pub(super) strides: Vec<u64>,
}

/// A pickle that has been read.
pub(super) struct Pickle {
    values: Vec<Value>,
    root: Id,
}

impl Pickle {
    /// The outermost value.
    pub(super) fn root(&self) -> &Value {
        self.get(self.root)
    }

    pub(super) fn get(&self, id: Id) -> &Value {
        &self.values[id.0]
    }

    pub(super) fn text(&self, id: Id) -> Option<&str> {
        match self.get(id) {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// All storages that the pickle mentions.
    pub(super) fn storages(&self) -> impl Iterator<Item = &Storage> {
        self.values.iter().filter_map(|value| match value {
            Value::Storage(storage) => Some(storage),
            _ => None,
        })
    }

    /// Reads one pickle and leaves `reader` behind its end.
    pub(super) fn read(reader: &mut impl Read) -> Result<Self, PickleError> {
        let mut machine = Machine {
            reader: reader.take(SIZE_LIMIT),
            values: vec![],
            stack: vec![],
            marks: vec![],
            memo: HashMap::new(),
        };
        let root = machine.run()?;
        Ok(Self { values: machine.values, root })
    }
}

struct Machine<'a, R> {
    reader: io::Take<&'a mut R>,
    values: Vec<Value>,
    stack: Vec<Id>,
    /// Heights of the stack where a `MARK` stands.
    marks: Vec<usize>,
    memo: HashMap<u32, Id>,
}

fn damaged(what: &str) -> PickleError {
    PickleError::Damaged(what.to_owned())
}

impl<R: Read> Machine<'_, R> {
    fn run(&mut self) -> Result<Id, PickleError> {
        loop {
            let [opcode] = self.bytes()?;
            match opcode {
                b'.' => return self.pop(),
                0x80 => {
                    let [version] = self.bytes()?;
                    if version > 5 {
                        return Err(PickleError::Foreign(format!("pickle protocol {version}")));
                    }
                }
                // FRAME only tells how much follows.
                0x95 => drop(self.bytes::<8>()?),
                b'(' => self.marks.push(self.stack.len()),
                b'N' => self.push(Value::None),
                0x88 => self.push(Value::Bool(true)),
                0x89 => self.push(Value::Bool(false)),
                b'J' => {
                    let number = i32::from_le_bytes(self.bytes()?);
                    self.push(Value::Int(number.into()));
                }
                b'K' => {
                    let [number] = self.bytes()?;
                    self.push(Value::Int(number.into()));
                }
                b'M' => {
                    let number = u16::from_le_bytes(self.bytes()?);
                    self.push(Value::Int(number.into()));
                }
                0x8a => self.long()?,
                b'G' => {
                    self.bytes::<8>()?;
                    self.push(Value::Float);
                }
                // The short form's length is one byte; U and T are Python 2's texts.
                0x8c | b'U' => {
                    let [length] = self.bytes()?;
                    self.text(length.into())?;
                }
                b'X' | b'T' => {
                    let length = u32::from_le_bytes(self.bytes()?);
                    self.text(length.into())?;
                }
                b')' => self.push(Value::Tuple(vec![])),
                b't' => {
                    let items = self.since_mark()?;
                    self.push(Value::Tuple(items));
                }
                0x85..=0x87 => self.short_tuple(usize::from(opcode - 0x84))?,
                b']' => self.push(Value::List(vec![])),
                b'a' => {
                    let item = self.pop()?;
                    self.append(vec![item])?;
                }
                b'e' => {
                    let items = self.since_mark()?;
                    self.append(items)?;
                }
                b'}' => self.push(Value::Dict(vec![])),
                b's' => {
                    let (value, key) = (self.pop()?, self.pop()?);
                    self.set_items(&[key, value])?;
                }
                b'u' => {
                    let items = self.since_mark()?;
                    self.set_items(&items)?;
                }
                b'c' => {
                    let (module, name) = (self.line()?, self.line()?);
                    let global = global(&module, &name)?;
                    self.push(Value::Global(global));
                }
                0x93 => {
                    let (name, module) = (self.pop()?, self.pop()?);
                    let (Value::Text(module), Value::Text(name)) = (self.get(module), self.get(name)) else {
                        return Err(damaged("a Python name is no text"));
                    };
                    let global = global(module, name)?;
                    self.push(Value::Global(global));
                }
                b'R' => self.reduce()?,
                b'b' => self.build()?,
                b'Q' => {
                    let description = self.pop()?;
                    let storage = self.storage(description)?;
                    self.push(Value::Storage(storage));
                }
                b'q' => {
                    let [place] = self.bytes()?;
                    self.remember(place.into())?;
                }
                b'r' => {
                    let place = u32::from_le_bytes(self.bytes()?);
                    self.remember(place)?;
                }
                0x94 => self.remember(self.memo.len() as u32)?,
                b'h' => {
                    let [place] = self.bytes()?;
                    self.recall(place.into())?;
                }
                b'j' => {
                    let place = u32::from_le_bytes(self.bytes()?);
                    self.recall(place)?;
                }
                other => return Err(PickleError::Foreign(format!("pickle opcode 0x{other:02x}"))),
            }
        }
    }

    fn bytes<const COUNT: usize>(&mut self) -> Result<[u8; COUNT], PickleError> {
        let mut bytes = [0; COUNT];
        match self.reader.read_exact(&mut bytes) {
            Ok(()) => Ok(bytes),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Err(self.ended()),
            Err(error) => Err(error.into()),
        }
    }

    fn ended(&self) -> PickleError {
        damaged(if self.reader.limit() == 0 { "its table is too long" } else { "it ends too early" })
    }

    /// `length` bytes; the memory grows with what is there, not with what the file claims.
    fn sized(&mut self, length: u64) -> Result<Vec<u8>, PickleError> {
        let mut bytes = vec![];
        (&mut self.reader).take(length).read_to_end(&mut bytes)?;
        if bytes.len() as u64 == length { Ok(bytes) } else { Err(self.ended()) }
    }

    fn line(&mut self) -> Result<String, PickleError> {
        let mut line = vec![];
        loop {
            match self.bytes()? {
                [b'\n'] => return as_text(line),
                [byte] => line.push(byte),
            }
        }
    }

    fn text(&mut self, length: u64) -> Result<(), PickleError> {
        let bytes = self.sized(length)?;
        let text = as_text(bytes)?;
        self.push(Value::Text(text.into()));
        Ok(())
    }

    /// A whole number of up to 16 bytes, two's complement.
    fn long(&mut self) -> Result<(), PickleError> {
        let [length] = self.bytes()?;
        let bytes = self.sized(length.into())?;
        let negative = bytes.last().is_some_and(|last| last & 0x80 != 0);
        let mut number = [if negative { 0xff } else { 0 }; 16];
        number
            .get_mut(..bytes.len())
            .ok_or_else(|| damaged("a number is too large"))?
            .copy_from_slice(&bytes);
        self.push(Value::Int(i128::from_le_bytes(number)));
        Ok(())
    }

    fn get(&self, id: Id) -> &Value {
        &self.values[id.0]
    }

    fn push(&mut self, value: Value) {
        self.stack.push(Id(self.values.len()));
        self.values.push(value);
    }

    fn floor(&self) -> usize {
        self.marks.last().copied().unwrap_or(0)
    }

    fn pop(&mut self) -> Result<Id, PickleError> {
        if self.stack.len() <= self.floor() {
            return Err(damaged("a value is missing"));
        }
        self.stack.pop().ok_or_else(|| damaged("a value is missing"))
    }

    fn top(&self) -> Result<Id, PickleError> {
        self.stack[self.floor()..].last().copied().ok_or_else(|| damaged("a value is missing"))
    }

    fn since_mark(&mut self) -> Result<Vec<Id>, PickleError> {
        let mark = self.marks.pop().ok_or_else(|| damaged("a mark is missing"))?;
        Ok(self.stack.split_off(mark))
    }

    fn short_tuple(&mut self, length: usize) -> Result<(), PickleError> {
        let start = self.stack.len().checked_sub(length).filter(|&start| start >= self.floor());
        let items = self.stack.split_off(start.ok_or_else(|| damaged("a value is missing"))?);
        self.push(Value::Tuple(items));
        Ok(())
    }

    fn append(&mut self, new: Vec<Id>) -> Result<(), PickleError> {
        let list = self.top()?;
        match &mut self.values[list.0] {
            Value::List(items) => items.extend(new),
            _ => return Err(damaged("items are added to what is no list")),
        }
        Ok(())
    }

    fn set_items(&mut self, items: &[Id]) -> Result<(), PickleError> {
        let dict = self.top()?;
        match (&mut self.values[dict.0], items.as_chunks()) {
            (Value::Dict(entries), (pairs, [])) => {
                entries.extend(pairs.iter().map(|&[key, value]| (key, value)));
                Ok(())
            }
            _ => Err(damaged("entries are put into what is no dictionary")),
        }
    }

    fn remember(&mut self, place: u32) -> Result<(), PickleError> {
        let top = self.top()?;
        self.memo.insert(place, top);
        Ok(())
    }

    fn recall(&mut self, place: u32) -> Result<(), PickleError> {
        let id = self.memo.get(&place).ok_or_else(|| damaged("a value is missing"))?;
        self.stack.push(*id);
        Ok(())
    }

    /// The call of a Python function, as far as we know what it would give.
    fn reduce(&mut self) -> Result<(), PickleError> {
        let (arguments, function) = (self.pop()?, self.pop()?);
        let (Value::Global(function), Value::Tuple(arguments)) = (self.get(function), self.get(arguments))
        else {
            return Err(damaged("a call has no name or no arguments"));
        };
        let value = match (function, arguments.as_slice()) {
            (Global::OrderedDict, []) => Value::Dict(vec![]),
            // Python 2 hands over all entries at once.
            (Global::OrderedDict, &[entries]) => Value::Dict(self.take_pairs(entries)?),
            (Global::RebuildTensor, [storage, offset, shape, strides, ..]) => {
                Value::Tensor(self.tensor([*storage, *offset, *shape, *strides])?)
            }
            (Global::RebuildParameter, [tensor, ..]) => match self.get(*tensor) {
                Value::Tensor(tensor) => Value::Tensor(tensor.clone()),
                _ => return Err(damaged("a parameter is no tensor")),
            },
            _ => return Err(damaged("a call has the wrong arguments")),
        };
        self.push(value);
        Ok(())
    }

    /// Sets a dictionary's attributes, of which weights have only `_metadata`: versions of layers.
    fn build(&mut self) -> Result<(), PickleError> {
        self.pop()?;
        match self.get(self.top()?) {
            Value::Dict(_) => Ok(()),
            _ => Err(PickleError::Foreign("attributes of what is no dictionary".to_owned())),
        }
    }

    /// The pairs of a list, which is empty after that: nothing else mentions it, and a hostile pickle
    /// cannot have it copied again and again.
    fn take_pairs(&mut self, list: Id) -> Result<Vec<(Id, Id)>, PickleError> {
        let Value::List(items) = &mut self.values[list.0] else { return Err(damaged("entries are no list")) };
        let items = mem::take(items);
        let pair = |item: &Id| match self.get(*item) {
            Value::Tuple(pair) | Value::List(pair) if pair.len() == 2 => Ok((pair[0], pair[1])),
            _ => Err(damaged("an entry is no pair")),
        };
        items.iter().map(pair).collect()
    }

    fn tensor(&self, [storage, offset, shape, strides]: [Id; 4]) -> Result<Tensor, PickleError> {
        let Value::Storage(storage) = self.get(storage) else {
            return Err(damaged("a tensor has no storage"));
        };
        let tensor = Tensor {
            storage: storage.clone(),
            offset: self.number(offset)?,
            shape: self.numbers(shape)?,
            strides: self.numbers(strides)?,
        };
        if tensor.shape.len() == tensor.strides.len() {
            Ok(tensor)
        } else {
            Err(damaged("a tensor has more sides than strides, or fewer"))
        }
    }

    /// A storage as `torch.save` names it: `("storage", type, key, device, count)`, in the old
    /// container with `None` behind it, or what the storage is a part of.
    fn storage(&self, description: Id) -> Result<Storage, PickleError> {
        let Value::Tuple(parts) = self.get(description) else { return Err(damaged("a storage has no key")) };
        let parts: Vec<&Value> = parts.iter().map(|part| self.get(*part)).collect();
        let [Value::Text(kind), rest @ ..] = parts.as_slice() else {
            return Err(damaged("a storage has no key"));
        };
        if &**kind != "storage" {
            return Err(PickleError::Foreign(format!("a '{}'", shown(kind))));
        }
        match rest {
            [Value::Global(Global::Storage(element)), Value::Text(key), _, Value::Int(count)]
            | [
                Value::Global(Global::Storage(element)),
                Value::Text(key),
                _,
                Value::Int(count),
                Value::None,
            ] => {
                let count = u64::try_from(*count).map_err(|_| damaged("a storage has a wrong size"))?;
                Ok(Storage { key: key.clone(), element: *element, count })
            }
            [_, _, _, _, Value::Tuple(_)] => Err(PickleError::Foreign("a storage within another".to_owned())),
            _ => Err(damaged("a storage is not described as it should")),
        }
    }

    fn number(&self, id: Id) -> Result<u64, PickleError> {
        let number = match self.get(id) {
            Value::Int(number) => u64::try_from(*number).ok(),
            _ => None,
        };
        number.ok_or_else(|| damaged("a tensor has an impossible size"))
    }

    fn numbers(&self, id: Id) -> Result<Vec<u64>, PickleError> {
        match self.get(id) {
            Value::Tuple(items) if items.len() <= SIDES_LIMIT => {
                items.iter().map(|item| self.number(*item)).collect()
            }
            _ => Err(damaged("a tensor has an impossible size")),
        }
    }
}

/// A text out of a file as an error can show it: short, and without characters that steer a terminal.
pub(super) fn shown(text: &str) -> String {
    text.escape_debug().take(SHOWN).collect()
}

fn as_text(bytes: Vec<u8>) -> Result<String, PickleError> {
    String::from_utf8(bytes).map_err(|_| damaged("a text is not UTF-8"))
}

fn global(module: &str, name: &str) -> Result<Global, PickleError> {
    let storage = |element: ElementType| Ok(Global::Storage(element));
    match (module, name) {
        ("collections", "OrderedDict") => Ok(Global::OrderedDict),
        ("torch._utils", "_rebuild_tensor_v2") => Ok(Global::RebuildTensor),
        ("torch._utils", "_rebuild_parameter") => Ok(Global::RebuildParameter),
        ("torch", "FloatStorage") => storage(ElementType::Float),
        ("torch", "HalfStorage") => storage(ElementType::Half),
        ("torch", "BFloat16Storage") => storage(ElementType::BFloat16),
        ("torch", "DoubleStorage") => storage(ElementType::Double),
        ("torch", "LongStorage") => storage(ElementType::Whole(8)),
        ("torch", "IntStorage") => storage(ElementType::Whole(4)),
        ("torch", "ShortStorage") => storage(ElementType::Whole(2)),
        ("torch", "CharStorage" | "ByteStorage" | "BoolStorage") => storage(ElementType::Whole(1)),
        _ => Err(PickleError::Foreign(shown(&format!("{module}.{name}")))),
    }
}
