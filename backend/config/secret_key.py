"""The key that signs sessions and tokens: from the environment, or made once and kept in a file that git ignores.

There is no key in the source, so no installation can run on a key that others know.
"""

import os
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

# HMAC-SHA256, which signs the tokens, wants at least as many bytes as its hash has (RFC 7518, section 3.2).
MINIMUM_BYTES = 32


def secret_key(given: str | None, file: Path) -> str:
    if given:
        if len(given.encode()) < MINIMUM_BYTES:
            raise ImproperlyConfigured(f"SECRET_KEY is too short: give at least {MINIMUM_BYTES} random characters")
        return given
    try:
        if not file.exists():
            _create(file)
        return file.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"SECRET_KEY is not set, and {file} can't be used to keep one ({error.strerror}). Set SECRET_KEY."
        ) from error


def _create(file: Path) -> None:
    # Several workers may start at once: a hard link appears with its whole content, and only the first one is made.
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    try:
        with os.fdopen(handle, "w") as draft:
            draft.write(get_random_secret_key())
        os.link(name, file)
    except FileExistsError:
        pass
    finally:
        os.unlink(name)
