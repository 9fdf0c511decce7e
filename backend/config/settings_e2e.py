"""The backend of the end-to-end tests: the normal one with a remote control that anybody may use.

Never for people's data.
"""

import os

from django.core.exceptions import ImproperlyConfigured

if not os.environ.get("DATABASE_URL"):
    raise ImproperlyConfigured(
        "config.settings_e2e empties its database at every reset, so it takes none by default: "
        "set DATABASE_URL, for example sqlite:////tmp/e2e.sqlite3"
    )

# Whole hours pass in these tests, and one person may be signed in by many of them within a minute.
os.environ.setdefault("HEARTBEAT_RATE", "10000/min")
os.environ.setdefault("SIGN_IN_RATE", "10000/min")

from .settings import *  # noqa: E402, F403

# The control has no password: it answers only to names that mean this machine.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
INSTALLED_APPS = [*INSTALLED_APPS, "e2e_control"]  # noqa: F405
MIDDLEWARE = [
    "e2e_control.middleware.RequestLogMiddleware",
    *MIDDLEWARE,  # noqa: F405
    "e2e_control.middleware.DisabledEndpointsMiddleware",
]
ROOT_URLCONF = "e2e_control.root_urls"
# Passwords here are public; a reset before each test must not take a second for them.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
