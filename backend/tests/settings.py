"""The normal settings, untouched by the machine that runs the tests and leaving nothing on it; passwords hash fast."""

import os
import tempfile

for name in ("DEBUG", "API_PAGINATION", "CORS_ALLOWED_ORIGINS", "HEARTBEAT_RATE", "HTTPS_ONLY", "ALLOWED_HOSTS"):
    os.environ.pop(name, None)
os.environ["SECRET_KEY"] = "tests only: long enough for HMAC-SHA256"
os.environ["FRONTEND_DIST"] = tempfile.gettempdir() + "/no-front-end-here"

from config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
