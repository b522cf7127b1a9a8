//! Ending a process that has libtorch loaded.

use std::ffi::{c_int, c_void};
use std::io::{self, Write};
use std::ptr;

/// Ends the process with `status`, its standard output written, and everything else left to the
/// system: taking libtorch's tables of operators apart piece by piece would cost a tenth of a second.
///
/// Values on the stack are not dropped; call it when there are none left that matter.
pub fn leave(status: u8) -> ! {
    // Nobody is left to be told when standard output is closed.
    let _ = io::stdout().flush();
    // SAFETY: ends the process; nothing of ours runs afterwards that could see anything half done.
    unsafe { libc::_exit(i32::from(status)) }
}

/// Sees to it that whoever ends this process ends it at once. A host does: libgimp calls `exit` when GIMP
/// stops a plug-in, also while the network works or libtorch is being taken apart already, and then two
/// would wait for each other for ever.
///
/// Handlers run from the last to the first, and libtorch sets up more of them whenever it does something for
/// the first time. So this is wanted again just before the end, where that is known.
pub fn leave_at_exit() {
    unsafe extern "C" {
        /// glibc's `atexit` for handlers that are told the status.
        fn on_exit(handler: extern "C" fn(c_int, *mut c_void), argument: *mut c_void) -> c_int;
    }
    extern "C" fn at_once(status: c_int, _: *mut c_void) {
        // SAFETY: as in `leave`.
        unsafe { libc::_exit(status) }
    }
    // SAFETY: the handler is a function of this program, which is never unloaded, and takes no argument.
    // Without memory for the list of handlers the process ends as it would have.
    unsafe { on_exit(at_once, ptr::null_mut()) };
}
