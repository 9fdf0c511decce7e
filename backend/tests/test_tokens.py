from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import RefreshToken

from users.models import Rotation

from .conftest import NOON, PASSWORD

SIGN_IN = "/api/token/"
REFRESH = "/api/token/refresh/"
ME = "/api/users/me/"


@pytest.fixture
def anyone() -> APIClient:
    return APIClient()


@pytest.fixture
def tokens(anyone, ann) -> dict:
    return anyone.post(SIGN_IN, {"username": "ann", "password": PASSWORD}).json()


def me_with(access: str):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {access}")
    return client.get(ME)


def test_signing_in_gives_two_tokens_and_the_access_token_opens_the_api(tokens):
    assert set(tokens) == {"access", "refresh"}
    assert me_with(tokens["access"]).status_code == 200


@pytest.mark.parametrize("username, password", [("ann", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_name_or_password_is_refused_with_the_same_words(anyone, ann, username, password):
    reply = anyone.post(SIGN_IN, {"username": username, "password": password})
    assert reply.status_code == 401
    assert reply.json() == {"detail": "No active account found with the given credentials"}


def test_a_refresh_gives_a_working_access_token_and_a_new_refresh_token(anyone, tokens):
    renewed = anyone.post(REFRESH, {"refresh": tokens["refresh"]})
    assert renewed.status_code == 200
    assert renewed.json()["refresh"] != tokens["refresh"]
    assert me_with(renewed.json()["access"]).status_code == 200
    again = anyone.post(REFRESH, {"refresh": renewed.json()["refresh"]})
    assert again.status_code == 200


def test_a_used_refresh_token_is_taken_again_for_a_minute_in_case_the_reply_was_lost(anyone, ann):
    with time_machine.travel(NOON, tick=False) as clock:
        refresh = anyone.post(SIGN_IN, {"username": "ann", "password": PASSWORD}).json()["refresh"]
        first = anyone.post(REFRESH, {"refresh": refresh}).json()
        clock.shift(timedelta(seconds=59))
        again = anyone.post(REFRESH, {"refresh": refresh})
        assert again.status_code == 200
        assert again.json()["refresh"] not in (refresh, first["refresh"])
        assert me_with(again.json()["access"]).status_code == 200
        # The second time doesn't begin another minute.
        clock.shift(timedelta(seconds=1))
        assert anyone.post(REFRESH, {"refresh": refresh}).status_code == 401
        # Either reply may be the one that came through.
        for successor in (first, again.json()):
            assert anyone.post(REFRESH, {"refresh": successor["refresh"]}).status_code == 200


def test_without_a_grace_a_used_refresh_token_is_refused_at_once(anyone, tokens, settings):
    settings.REFRESH_GRACE_SECONDS = 0
    assert anyone.post(REFRESH, {"refresh": tokens["refresh"]}).status_code == 200
    assert anyone.post(REFRESH, {"refresh": tokens["refresh"]}).status_code == 401


def test_a_revoked_refresh_token_has_no_grace(anyone, tokens):
    RefreshToken(tokens["refresh"]).blacklist()
    assert anyone.post(REFRESH, {"refresh": tokens["refresh"]}).status_code == 401


def test_an_account_that_is_closed_after_a_rotation_has_no_grace(anyone, ann, tokens):
    anyone.post(REFRESH, {"refresh": tokens["refresh"]})
    ann.is_active = False
    ann.save()
    assert anyone.post(REFRESH, {"refresh": tokens["refresh"]}).status_code == 401


def test_what_says_that_a_token_was_rotated_goes_when_the_token_ends(anyone, ann):
    with time_machine.travel(NOON, tick=False) as clock:
        refresh = anyone.post(SIGN_IN, {"username": "ann", "password": PASSWORD}).json()["refresh"]
        anyone.post(REFRESH, {"refresh": refresh})
        assert Rotation.objects.count() == 1
        clock.shift(timedelta(days=15))
        call_command("flushexpiredtokens")
        assert Rotation.objects.count() == 0


@pytest.mark.parametrize("refresh", ["nonsense", "a.b.c"])
def test_a_made_up_refresh_token_is_refused(anyone, db, refresh):
    assert anyone.post(REFRESH, {"refresh": refresh}).status_code == 401


def test_an_access_token_is_no_refresh_token(anyone, tokens):
    assert anyone.post(REFRESH, {"refresh": tokens["access"]}).status_code == 401


def test_access_ends_after_five_minutes_and_renewal_after_fourteen_days(anyone, ann):
    with time_machine.travel(NOON, tick=False) as clock:
        tokens = anyone.post(SIGN_IN, {"username": "ann", "password": PASSWORD}).json()
        clock.shift(timedelta(minutes=4, seconds=59))
        assert me_with(tokens["access"]).status_code == 200
        clock.shift(timedelta(seconds=2))
        assert me_with(tokens["access"]).status_code == 401
        clock.shift(timedelta(days=14))
        assert anyone.post(REFRESH, {"refresh": tokens["refresh"]}).status_code == 401


def test_a_new_password_ends_every_session(anyone, ann, tokens):
    ann.set_password("another password")
    ann.save()
    assert me_with(tokens["access"]).status_code == 401
    assert anyone.post(REFRESH, {"refresh": tokens["refresh"]}).status_code == 401


def test_an_account_that_is_gone_or_closed_is_refused(anyone, ann, ben, tokens):
    ann.delete()
    assert me_with(tokens["access"]).status_code == 401
    assert anyone.post(REFRESH, {"refresh": tokens["refresh"]}).status_code == 401

    tokens = anyone.post(SIGN_IN, {"username": "ben", "password": PASSWORD}).json()
    ben.is_active = False
    ben.save()
    assert me_with(tokens["access"]).status_code == 401
    assert anyone.post(REFRESH, {"refresh": tokens["refresh"]}).status_code == 401


def test_guessing_a_password_is_slowed_down_for_that_account_only(anyone, ann, ben):
    for _ in range(30):
        anyone.post(SIGN_IN, {"username": "ann", "password": "guess"})
    refused = anyone.post(SIGN_IN, {"username": "ann", "password": PASSWORD})
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 60
    assert anyone.post(SIGN_IN, {"username": "ben", "password": PASSWORD}).status_code == 200
