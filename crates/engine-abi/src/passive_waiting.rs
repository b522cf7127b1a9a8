//! Telling OpenMP not to burn the processor while its threads wait for each other.

/// Makes idle compute threads sleep instead of spin, unless the user has set `OMP_WAIT_POLICY`.
///
/// Beside busy neighbours spinning costs a factor of five to fifteen (libtorch with two threads).
/// OpenMP reads the variable when its library is loaded, so this comes first in `main`. Returns
/// false, having changed nothing, once the process has other threads: they might be reading the
/// environment.
pub fn wait_passively() -> bool {
    if std::env::var_os("OMP_WAIT_POLICY").is_some() {
        return true;
    }
    let threads = std::fs::read_dir("/proc/self/task").map_or(usize::MAX, Iterator::count);
    if threads != 1 {
        return false;
    }
    // SAFETY: this is the only thread of the process (counted above), so none reads or writes the
    // environment meanwhile.
    unsafe { std::env::set_var("OMP_WAIT_POLICY", "passive") };
    true
}
