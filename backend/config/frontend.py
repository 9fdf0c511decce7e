"""The built front end's page, for every address that the app routes by itself."""

from pathlib import Path, PurePosixPath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from .frontend_files import PAGE_HEADERS

MISSING = """\
The front end has not been built, so there is no page to show.

Build it with scripts/build and start this server again, or run scripts/run,
which serves the front end by itself. The API answers under /api/ all the same.

Looked for: {index}
"""

# What the build writes beside the page, smallest first.
COMPRESSED = {"br": ".br", "gzip": ".gz"}


def compressed(index: Path, request: HttpRequest) -> tuple[Path, str | None]:
    """The copy of the page to send, and how it is compressed; no copy of a page that was changed after the build."""
    accepted = {word.split(";")[0].strip() for word in request.headers.get("Accept-Encoding", "").split(",")}
    for coding, suffix in COMPRESSED.items():
        copy = index.with_name(index.name + suffix)
        if coding in accepted and copy.is_file() and copy.stat().st_mtime >= index.stat().st_mtime:
            return copy, coding
    return index, None


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    # After a deployment, an old page may ask for files that are gone. A page in place of a script
    # would be reported as a broken script; 404 says what is the matter.
    if PurePosixPath(request.path).suffix in {".js", ".css", ".wasm", ".map"}:
        raise Http404
    index = settings.FRONTEND_DIST / "index.html"
    copy, coding = compressed(index, request)
    try:
        content = copy.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return HttpResponse(
            MISSING.format(index=index if settings.DEBUG else "index.html in FRONTEND_DIST"),
            status=503,
            content_type="text/plain; charset=utf-8",
            headers={"Cache-Control": "no-store"},
        )
    reply = HttpResponse(content, headers=PAGE_HEADERS)
    if coding:
        reply["Content-Encoding"] = coding
    patch_vary_headers(reply, ["Accept-Encoding"])
    return reply
