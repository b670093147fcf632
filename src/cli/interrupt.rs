//! What Ctrl-C leaves behind: files that are whole, and nothing else.

use std::io;

/// From now on, a process that is told to end takes its drafts away first. It still ends by the signal, so that a shell
/// that runs it in a loop sees it and stops, too.
///
/// # Errors
/// A system that gives no thread to listen.
#[cfg(unix)]
pub fn clean_up_when_interrupted() -> io::Result<()> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    // Not SIGHUP: `nohup` has it ignored, and to listen would undo that.
    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    let listen = move || {
        for signal in signals.forever() {
            let _none_begins = crate::draft::abandon();
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    };
    std::thread::Builder::new().name("signals".to_owned()).spawn(listen).map(drop)
}

/// Elsewhere a process ends without being asked.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn clean_up_when_interrupted() -> io::Result<()> {
    Ok(())
}
