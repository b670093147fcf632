//! What a signal leaves behind: files that are whole, a word on standard error, and nothing else.

use std::io;

/// From now on, a process that is told to end takes its drafts away and says so. It still ends by the signal, so that a
/// shell that runs it in a loop sees it and stops, too.
///
/// # Errors
/// A system that gives no thread to listen.
#[cfg(unix)]
pub fn clean_up_when_interrupted() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let ignored = ignored();
    // To listen to what is ignored would undo that: `nohup` has SIGHUP ignored, a script SIGINT of what runs behind it.
    let heard = [(SIGINT, true), (SIGTERM, true), (SIGHUP, false)].into_iter();
    let heard =
        heard.filter(|(signal, if_unknown)| ignored.map_or(*if_unknown, |mask| !is_in(mask, *signal)));
    let mut signals = Signals::new(heard.map(|(signal, _)| signal))?;
    let listen = move || {
        for signal in signals.forever() {
            let _none_begins = crate::draft::abandon();
            tell(signal);
            let _ = signal_hook::low_level::emulate_default_handler(signal);
        }
    };
    std::thread::Builder::new().name("signals".to_owned()).spawn(listen).map(drop)
}

/// Says why the process ends, unless standard error is held up: that must not hold up the end.
#[cfg(unix)]
fn tell(signal: i32) {
    use std::io::IsTerminal;
    use std::sync::mpsc;
    use std::time::Duration;

    const PATIENCE: Duration = Duration::from_millis(200);
    // A progress bar is a line without an end.
    let bar = if io::stderr().is_terminal() { "\r\u{1b}[K" } else { "" };
    let name = signal_hook::low_level::signal_name(signal).unwrap_or("a signal");
    let words = format!("{bar}error: stopped by {name}: files are whole, or as they were\n");
    let (said, heard) = mpsc::channel();
    let say = move || {
        let _ = io::Write::write_all(&mut io::stderr(), words.as_bytes());
        let _ = said.send(());
    };
    if std::thread::Builder::new().spawn(say).is_ok() {
        let _ = heard.recv_timeout(PATIENCE);
    }
}

/// The signals that this process was started to ignore, a bit each; only Linux tells.
#[cfg(unix)]
fn ignored() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
    u64::from_str_radix(mask.trim(), 16).ok()
}

#[cfg(unix)]
fn is_in(mask: u64, signal: i32) -> bool {
    mask >> (signal - 1) & 1 == 1
}

/// Elsewhere a process ends without being asked.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn clean_up_when_interrupted() -> io::Result<()> {
    Ok(())
}
