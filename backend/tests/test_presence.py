import logging
from datetime import timedelta

import pytest
import time_machine

from chat import presence

from .conftest import NOON

HEARTBEAT = "/api/chat/heartbeat/"
ONLINE_USERS = ["/api/chat/online-users/", "/api/chat/rooms/online_users/"]


def test_a_heartbeat_replies_with_the_servers_time_to_the_microsecond(ann, client_of):
    with time_machine.travel(NOON, tick=False):
        reply = client_of(ann).post(HEARTBEAT, {"timestamp": "1999-01-01T00:00:00Z"})
    assert reply.status_code == 200
    assert reply.json() == {"success": True, "last_activity": "2024-01-28T12:00:00.123456Z"}
    ann.refresh_from_db()
    assert ann.last_activity == NOON


def test_the_time_keeps_its_six_digits_when_they_are_zero(ann, client_of):
    with time_machine.travel(NOON.replace(microsecond=0), tick=False):
        reply = client_of(ann).post(HEARTBEAT, {})
    assert reply.json()["last_activity"] == "2024-01-28T12:00:00.000000Z"


def test_a_heartbeat_changes_nothing_but_the_time_and_nobody_else(ann, ben, client_of):
    client = client_of(ann)
    # As if an administrator renamed her while the request is under way.
    type(ann).objects.filter(pk=ann.pk).update(display_name="Ann Renamed")
    client.post(HEARTBEAT, {})
    ann.refresh_from_db()
    ben.refresh_from_db()
    assert ann.display_name == "Ann Renamed"
    assert ben.last_activity is None


@pytest.mark.parametrize("body", [{}, {"timestamp": None}, {"timestamp": "yesterday"}, []])
def test_a_heartbeat_counts_whatever_the_clients_clock_says(api, body):
    assert api.post(HEARTBEAT, body).status_code == 200


def test_a_heartbeat_is_logged_by_id_alone(api, ann, caplog):
    with caplog.at_level(logging.INFO, logger="chat"):
        api.post(HEARTBEAT, {"timestamp": "2024-01-28T12:00:00Z"})
    assert caplog.messages == [f"Heartbeat received from user {ann.id}"]


@pytest.mark.parametrize("path", ONLINE_USERS)
@pytest.mark.parametrize(
    "silence, online",
    [
        (timedelta(0), True),
        (timedelta(minutes=4, seconds=59), True),
        (timedelta(minutes=5), True),
        (timedelta(minutes=5, microseconds=1), False),
        (timedelta(minutes=5, seconds=1), False),
        (timedelta(days=400), False),
        (timedelta(days=-1), True),
    ],
)
def test_a_person_is_online_until_five_minutes_of_silence_are_over(ann, ben, client_of, path, silence, online):
    with time_machine.travel(NOON, tick=False):
        ben.last_activity = NOON - silence
        ben.save()
        assert client_of(ann).get(path).json() == {"online_users": [ben.id] if online else []}
        assert presence.is_online(ben) is online


def test_the_timeline_of_the_documentation(ann, ben, client_of):
    """Last heartbeat at 06:00; still online at 11:00, offline at 11:01."""
    with time_machine.travel(NOON, tick=False) as clock:
        client_of(ben).post(HEARTBEAT, {})
        clock.shift(timedelta(minutes=5))
        assert client_of(ann).get(ONLINE_USERS[0]).json() == {"online_users": [ben.id]}
        clock.shift(timedelta(seconds=1))
        assert client_of(ann).get(ONLINE_USERS[0]).json() == {"online_users": []}


def test_the_threshold_is_a_setting(ann, ben, client_of, settings):
    settings.ONLINE_THRESHOLD_SECONDS = 180
    with time_machine.travel(NOON, tick=False):
        ben.last_activity = NOON - timedelta(seconds=181)
        ben.save()
        assert client_of(ann).get(ONLINE_USERS[0]).json() == {"online_users": []}


def test_ids_ascend_and_those_never_seen_or_closed_are_not_among_them(api, ann, ben, make_user):
    people = [make_user(name) for name in ("cleo", "dora", "emil")]
    for user in [people[1], ben, people[0], ann]:
        presence.record_heartbeat(user)
    type(ann).objects.filter(pk=people[0].pk).update(is_active=False)
    replies = [api.get(path).json() for path in ONLINE_USERS]
    assert replies == [{"online_users": [ann.id, ben.id, people[1].id]}] * 2


def test_an_unchanged_list_is_not_sent_again(api, ann, ben):
    presence.record_heartbeat(ann)
    first = api.get(ONLINE_USERS[0])
    assert first["Cache-Control"] == "private, no-cache"
    same = api.get(ONLINE_USERS[0], headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    presence.record_heartbeat(ben)
    changed = api.get(ONLINE_USERS[0], headers={"If-None-Match": first["ETag"]})
    assert changed.json() == {"online_users": [ann.id, ben.id]}


def test_the_list_costs_two_queries_however_many_are_online(api, make_user, django_assert_num_queries):
    for number in range(20):
        presence.record_heartbeat(make_user(f"user{number}"))
    with django_assert_num_queries(2):
        api.get(ONLINE_USERS[0])


def test_too_many_heartbeats_are_refused_for_a_while_and_for_that_person_only(ann, ben, client_of):
    with time_machine.travel(NOON, tick=False) as clock:
        client = client_of(ann)
        assert {client.post(HEARTBEAT, {}).status_code for _ in range(30)} == {200}
        refused = client.post(HEARTBEAT, {})
        assert refused.status_code == 429
        assert refused["Retry-After"] == "60"
        assert client_of(ben).post(HEARTBEAT, {}).status_code == 200
        assert client.get(ONLINE_USERS[0]).status_code == 200
        clock.shift(timedelta(seconds=60))
        assert client.post(HEARTBEAT, {}).status_code == 200


@pytest.mark.parametrize("path", [HEARTBEAT, *ONLINE_USERS])
def test_the_wrong_method_is_refused(api, path):
    method = api.get if path == HEARTBEAT else api.post
    assert method(path).status_code == 405
