//! engine-stub
