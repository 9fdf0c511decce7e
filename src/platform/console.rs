//! The browser's console, which developers read. Elsewhere nothing is written.

use std::fmt::Arguments;

use web_sys::console;

/// Writes a line about what goes as it should.
pub fn info(line: Arguments<'_>) {
    if cfg!(target_arch = "wasm32") {
        console::info_1(&line.to_string().into());
    }
}

/// Writes a line about what doesn't.
pub fn warn(line: Arguments<'_>) {
    if cfg!(target_arch = "wasm32") {
        console::warn_1(&line.to_string().into());
    }
}
