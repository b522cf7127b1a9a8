//! chromadot
