//! gimp
