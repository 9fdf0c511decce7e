# Shared by the scripts beside it: where things are, which versions, how to speak. Sourced, never run.
# shellcheck shell=bash
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# wasm-bindgen's command and library must be the same version (Cargo.lock has the library's).
wasm_bindgen_version=0.2.130
# 0.22 needs a newer rustc than the project's minimum.
trunk_version=0.21.14

# Outside the checkout, so that a second clone needs no second quarter of an hour;
# outside ~/.cargo/bin, so that nobody's own Trunk is replaced.
tools=${LEPTOS_PRESENCE_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/leptos-presence}
venv=$root/backend/.venv
export PATH="$tools/bin:$root/tests/e2e/node_modules/.bin:$HOME/.cargo/bin:$PATH"

# By convention any value means no colour; Trunk takes nothing but "true" and "false".
if [ -n "${NO_COLOR:-}" ]; then export NO_COLOR=true; else unset NO_COLOR; fi

say() { printf '\033[1m==> %s\033[0m\n' "$*"; }
fail() { printf '\033[31merror:\033[0m %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# npm_packages <folder> <what>: what the folder's package-lock.json names, where it is not there yet.
npm_packages() {
  cmp -s "$1/package-lock.json" "$1/node_modules/.installed-lock" 2>/dev/null && return
  say "installing $2 from npm"
  (cd "$1" && npm ci --no-fund --no-audit --loglevel=error)
  cp "$1/package-lock.json" "$1/node_modules/.installed-lock"
}

# A free TCP port, the wanted one if possible; a busy one is named on standard error.
free_port() {
  python3 - "$1" "$2" <<'PY'
import socket, sys
wanted, what = int(sys.argv[1]), sys.argv[2]
for port in range(wanted, wanted + 100):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            continue
    if port != wanted:
        print(f"port {wanted} is busy; the {what} takes {port}", file=sys.stderr)
    print(port)
    break
else:
    sys.exit(f"no free port between {wanted} and {wanted + 99} for the {what}")
PY
}

# For a release. Without panic messages, source locations and Debug texts it is a sixth smaller: std is built again for that,
# where its source is there. RUSTC_BOOTSTRAP opens the needed switches on a stable compiler.
compact() {
  # Names that say which crate each function is of, for scripts/wasm_crates.mjs; one type for all views (docs/decisions/0016-stack.md).
  export RUSTFLAGS="${RUSTFLAGS:-} -Csymbol-mangling-version=v0 --cfg erase_components"
  [ -d "$(rustc --print sysroot)/lib/rustlib/src/rust/library/std" ] || {
    say "the source of Rust's standard library is not there (rustup component add rust-src): the build will be larger"
    return
  }
  export RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
  export RUSTFLAGS="$RUSTFLAGS -Cpanic=immediate-abort --cfg immediate_abort -Zunstable-options -Zlocation-detail=none -Zfmt-debug=none"
}
