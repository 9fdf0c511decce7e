"""Settings of the reference backend. Everything a deployer may change is an environment variable: see README.md."""

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
from corsheaders.defaults import default_headers
from csp.constants import NONE, SELF

from . import env, frontend_files
from .secret_key import secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env.flag("DEBUG")
SECRET_KEY = secret_key(os.environ.get("SECRET_KEY"), BASE_DIR / ".secret-key")
SECRET_KEY_IS_FROM_FILE = not os.environ.get("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # WhiteNoise serves static files under `runserver` too: what is tried at home is what runs elsewhere.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "corsheaders",
    "rest_framework",
    "rest_framework_simplejwt",
    "rest_framework_simplejwt.token_blacklist",
    "config.apps.ProjectConfig",
    "users",
    "chat",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Outside the next one: a 304 is a new response, and with the strict policy it would replace the page's own in the browser's cache.
    "django.middleware.http.ConditionalGetMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# Data

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{BASE_DIR / 'db.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Readers don't wait for a writer, writers take turns, and no transaction fails half-way for want of a lock.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"

# People

AUTH_USER_MODEL = "users.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Presence and chat

ONLINE_THRESHOLD_SECONDS = env.whole_number("ONLINE_THRESHOLD_SECONDS", 300)
# Page size of lists; 0 sends plain lists. Clients must read both.
API_PAGINATION = env.whole_number("API_PAGINATION", 0, minimum=0)

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework_simplejwt.authentication.JWTAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "config.api.OptionalPagination",
    "DEFAULT_THROTTLE_RATES": {
        "heartbeat": env.rate("HEARTBEAT_RATE", "30/min"),
        "sign-in": env.rate("SIGN_IN_RATE", "30/min"),
    },
    "NUM_PROXIES": 1 if env.flag("BEHIND_PROXY") else 0,
    # Python leaves out microseconds that are zero; clients see one format.
    "DATETIME_FORMAT": "%Y-%m-%dT%H:%M:%S.%fZ",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=env.whole_number("ACCESS_TOKEN_MINUTES", 5)),
    "REFRESH_TOKEN_LIFETIME": timedelta(days=env.whole_number("REFRESH_TOKEN_DAYS", 14)),
    "ROTATE_REFRESH_TOKENS": True,
    "BLACKLIST_AFTER_ROTATION": True,
    # A new password ends the sessions that the old one opened.
    "CHECK_REVOKE_TOKEN": True,
    "TOKEN_REFRESH_SERIALIZER": "users.tokens.RefreshSerializer",
}
# For how long a refresh token that was rotated is taken again; 0: never.
REFRESH_GRACE_SECONDS = env.whole_number("REFRESH_GRACE_SECONDS", 60, minimum=0)

# Who may call, and how

CORS_URLS_REGEX = r"^/api/"
CORS_ALLOWED_ORIGINS = env.words("CORS_ALLOWED_ORIGINS", "http://localhost:8080,http://127.0.0.1:8080" if DEBUG else "")
CORS_ALLOW_HEADERS = [*default_headers, "if-none-match"]
# Without these a page of another origin can't save transfers, tell the server's time or wait as long as it is asked to.
CORS_EXPOSE_HEADERS = ["ETag", "Date", "Retry-After"]

HTTPS_ONLY = env.flag("HTTPS_ONLY")
SECURE_SSL_REDIRECT = HTTPS_ONLY
SECURE_HSTS_SECONDS = 30 * 24 * 3600 if HTTPS_ONLY else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
if env.flag("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Files

FRONTEND_DIST = Path(os.environ.get("FRONTEND_DIST") or BASE_DIR.parent / "dist").resolve()
STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("STATIC_ROOT") or None
# The admin's files come straight from Django: nobody has to remember `collectstatic`.
WHITENOISE_USE_FINDERS = True
# Without DEBUG the folder is read once, at the start; if it is missing then, config.frontend says so to whoever comes.
WHITENOISE_ROOT = FRONTEND_DIST if DEBUG or FRONTEND_DIST.is_dir() else None
WHITENOISE_IMMUTABLE_FILE_TEST = frontend_files.HASHED_NAME
WHITENOISE_ADD_HEADERS_FUNCTION = frontend_files.add_headers
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Logs: to standard error, for whatever runs the process to keep.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("LOG_LEVEL", "INFO")},
    # Django's own handlers would write every line a second time.
    "loggers": {"django": {"handlers": []}},
}
