import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from config import checks, env
from config.secret_key import secret_key


def test_a_key_is_made_once_and_kept_for_its_owner_only(tmp_path):
    file = tmp_path / "key"
    first = secret_key(None, file)
    assert len(first) >= 50
    assert secret_key(None, file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]
    assert secret_key(None, tmp_path / "another") != first


def test_workers_that_start_at_once_get_the_same_key(tmp_path):
    with ThreadPoolExecutor(8) as workers:
        keys = set(workers.map(lambda _: secret_key(None, tmp_path / "key"), range(8)))
    assert len(keys) == 1


def test_a_given_key_is_used_and_nothing_is_written(tmp_path):
    assert secret_key("k" * 32, tmp_path / "key") == "k" * 32
    assert not list(tmp_path.iterdir())


def test_a_short_key_and_a_place_that_cannot_keep_one_stop_the_start(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="too short"):
        secret_key("k" * 31, tmp_path / "key")
    with pytest.raises(ImproperlyConfigured, match="Set SECRET_KEY"):
        secret_key(None, tmp_path / "missing" / "key")


@pytest.mark.parametrize("from_file, debug, warnings", [(True, False, 1), (True, True, 0), (False, False, 0)])
def test_a_deployment_is_told_if_its_key_is_a_local_file(settings, from_file, debug, warnings):
    settings.SECRET_KEY_IS_FROM_FILE, settings.DEBUG = from_file, debug
    assert len(checks.secret_key_is_given(None)) == warnings


@pytest.mark.parametrize(
    "read, value",
    [
        (lambda: env.flag("X"), "perhaps"),
        (lambda: env.whole_number("X", 5), "0"),
        (lambda: env.whole_number("X", 5), "five"),
        (lambda: env.rate("X", "30/min"), "30 a minute"),
    ],
)
def test_a_wrong_value_names_its_variable(monkeypatch, read, value):
    monkeypatch.setenv("X", value)
    with pytest.raises(ImproperlyConfigured, match="X="):
        read()


def test_values_are_read_and_defaults_stand_in(monkeypatch):
    monkeypatch.setenv("X", "7")
    assert env.whole_number("X", 5) == 7
    monkeypatch.setenv("X", "")
    assert (env.whole_number("X", 5), env.words("X"), env.rate("X", "1/s"), env.flag("X")) == (5, [], "1/s", False)
    monkeypatch.setenv("X", " a, b ,")
    assert env.words("X") == ["a", "b"]
    monkeypatch.setenv("X", "1")
    assert env.flag("X")


def test_debug_is_off_and_cookies_are_secure_unless_asked():
    """In a process of its own: the test runner itself turns DEBUG off."""
    names = ("DEBUG", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "ALLOWED_HOSTS")
    code = f"from config import settings as s; print({', '.join(f's.{name}' for name in names)})"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=django_settings.BASE_DIR,
        env={"SECRET_KEY": "k" * 32},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "False True True ['localhost', '127.0.0.1', '[::1]']"


def test_migrations_match_the_models(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
