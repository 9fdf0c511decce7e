"""Settings from environment variables. A wrong value stops the start and names its variable."""

import os
import re

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in TRUE:
        return True
    if value.lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={value!r}: give 1 or 0")


def whole_number(name: str, default: int, minimum: int = 1) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    try:
        number = int(value)
    except ValueError:
        number = None
    if number is None or number < minimum:
        raise ImproperlyConfigured(f"{name}={value!r}: give a whole number, {minimum} or more")
    return number


def rate(name: str, default: str) -> str:
    """How often, as Django REST framework writes it: 30/min."""
    value = os.environ.get(name) or default
    if not re.fullmatch(r"[1-9]\d*/(s|sec|second|m|min|minute|h|hour|d|day)", value):
        raise ImproperlyConfigured(f"{name}={value!r}: give a rate such as 30/min")
    return value


def words(name: str, default: str = "") -> list[str]:
    """A list, its items separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]
