//! Stored tensors to compare with.

use std::fs;
use std::path::{Path, PathBuf};

use safetensors::{Dtype, SafeTensors};

/// The repository's root.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A safetensors file of this repository.
pub struct Reference(Vec<u8>);

impl Reference {
    /// Reads a file by its path from the repository's root.
    pub fn read(path: &str) -> Self {
        Self(fs::read(repository().join(path)).unwrap_or_else(|e| panic!("{path}: {e}")))
    }

    /// Shape and values of a float32 tensor.
    pub fn tensor(&self, name: &str) -> (Vec<usize>, Vec<f32>) {
        let file = SafeTensors::deserialize(&self.0).unwrap();
        let tensor = file.tensor(name).unwrap();
        assert_eq!(tensor.dtype(), Dtype::F32, "{name}");
        let (values, _) = tensor.data().as_chunks::<4>();
        (tensor.shape().to_vec(), values.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
    }
}

/// Largest absolute difference between two lists of the same length.
pub fn largest_difference(ours: &[f32], theirs: &[f32]) -> f32 {
    assert_eq!(ours.len(), theirs.len());
    ours.iter().zip(theirs).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}
