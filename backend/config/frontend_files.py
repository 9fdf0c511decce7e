"""How the built front end's files are served: which may be cached for ever, and what the page may load."""

from wsgiref.headers import Headers

# Trunk puts a hash of the content into names: leptos-presence-1f2e3d4c5b6a7980_bg.wasm
HASHED_NAME = r"-[0-9a-f]{8,16}(_bg)?\.[a-z0-9]+$"

# 'wasm-unsafe-eval': without it a browser compiles no WebAssembly.
# 'unsafe-inline' for scripts: Trunk starts the app from an inline module script whose text changes with every build,
# and the theme is set by another before the first paint. For styles: components set their elements' style attribute.
PAGE_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

PAGE_HEADERS = {"Cache-Control": "no-cache", "Content-Security-Policy": PAGE_POLICY}


def add_headers(headers: Headers, path: str, url: str) -> None:
    if url == "/index.html":
        for name, value in PAGE_HEADERS.items():
            headers[name] = value
