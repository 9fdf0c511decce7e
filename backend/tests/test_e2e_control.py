"""The remote control of the end-to-end tests, in the process and by the commands that those tests use."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client


@dataclass
class Reply:
    status: int
    body: dict | list


class Backend:
    def __init__(self, address: str) -> None:
        self.address = address

    def call(self, method: str, path: str, body: dict | None = None, access: str | None = None) -> Reply:
        headers = {"Content-Type": "application/json"}
        if access:
            headers["Authorization"] = f"Bearer {access}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as reply:
                return Reply(reply.status, json.load(reply))
        except urllib.error.HTTPError as refusal:
            with refusal:
                return Reply(refusal.code, json.load(refusal))

    def control(self, control: str, **body) -> dict:
        reply = self.call("POST", f"/e2e/{control}/", body)
        assert reply.status in (200, 201), reply
        return reply.body

    def get(self, path: str, access: str | None = None) -> Reply:
        return self.call("GET", path, access=access)

    def sign_in(self, username: str) -> dict:
        reply = self.call("POST", "/api/token/", {"username": username, "password": "correct horse"})
        assert reply.status == 200, reply
        return reply.body

    def requests(self) -> list[dict]:
        return self.get("/e2e/requests/").body["requests"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    folder = tmp_path_factory.mktemp("e2e")
    environment = {
        **{name: value for name, value in os.environ.items() if name not in {"HEARTBEAT_RATE", "SIGN_IN_RATE"}},
        "DJANGO_SETTINGS_MODULE": "config.settings_e2e",
        "DATABASE_URL": f"sqlite:///{folder}/e2e.sqlite3",
    }
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    subprocess.run([*manage, "migrate", "--verbosity=0"], env=environment, check=True)
    port = free_port()
    with open(folder / "log", "w") as log:
        server = subprocess.Popen(
            [*manage, "runserver", f"127.0.0.1:{port}", "--noreload"], env=environment, stdout=log, stderr=log
        )
    try:
        deadline = time.monotonic() + 30
        while True:
            assert server.poll() is None and time.monotonic() < deadline, (folder / "log").read_text()
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield Backend(f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture
def backend(running) -> Backend:
    running.control("reset")
    return running


def test_a_reset_brings_back_the_cast_with_nobody_seen_yet(backend):
    backend.control("person", username="extra", display_name="Extra", rooms=["General"])
    backend.control("message", username="ann", room="General", content="forgotten")
    cast = backend.control("reset")
    assert list(cast["users"]) == ["ann", "ben", "cleo", "sam", "dora"]
    assert cast["users"]["ann"] == 1
    assert cast["rooms"] == {"General": 1, "Ann & Ben": 2, "Empty room": 3, "Staff only": 4, "Archive": 5}

    ann = backend.sign_in("ann")["access"]
    rooms = backend.get("/api/chat/rooms/", ann).body
    assert [room["name"] for room in rooms] == ["General", "Ann & Ben", "Archive", "Empty room"]
    counts = {
        room["name"]: len(backend.get(f"/api/chat/rooms/{room['id']}/messages/?after=0", ann).body) for room in rooms
    }
    assert counts == {"General": 6, "Ann & Ben": 1, "Archive": 120, "Empty room": 0}
    assert backend.get("/api/chat/online-users/", ann).body == {"online_users": []}
    assert backend.get("/api/chat/rooms/", backend.sign_in("dora")["access"]).body == []
    assert backend.get("/api/users/me/", backend.sign_in("sam")["access"]).body["is_staff"] is True


def test_the_clock_moves_on_for_presence_and_for_tokens_and_comes_back(backend):
    ann = backend.sign_in("ann")["access"]
    backend.control("activity", username="ben", seconds_ago=0)
    backend.control("advance", seconds=290)
    assert backend.get("/api/chat/online-users/", ann).body == {"online_users": [2]}
    backend.control("advance", seconds=11)
    assert backend.get("/api/chat/online-users/", ann).status == 401
    ann = backend.sign_in("ann")["access"]
    assert backend.get("/api/chat/online-users/", ann).body == {"online_users": []}

    moved = backend.control("advance", seconds=0)["now"]
    backend.control("reset")
    assert backend.control("advance", seconds=0)["now"] < moved


def test_activity_is_set_relative_to_the_moved_clock(backend):
    backend.control("advance", seconds=7200)
    ann = backend.sign_in("ann")["access"]
    backend.control("activity", username="ben", seconds_ago=200)
    backend.control("activity", username="cleo", seconds_ago=301)
    backend.control("activity", username="sam", seconds_ago=-3600)
    assert backend.get("/api/chat/online-users/", ann).body == {"online_users": [2, 4]}
    backend.control("activity", username="ben", seconds_ago=None)
    assert backend.get("/api/chat/online-users/", ann).body == {"online_users": [4]}


def test_api_calls_are_written_down_with_who_asked(backend):
    ann = backend.sign_in("ann")["access"]
    backend.get("/api/chat/rooms/1/messages/?after=3", ann)
    backend.get("/api/users/me/")
    entries = [[entry[key] for key in ("method", "path", "query", "user", "status")] for entry in backend.requests()]
    assert entries == [
        ["POST", "/api/token/", "", None, 200],
        ["GET", "/api/chat/rooms/1/messages/", "after=3", 1, 200],
        ["GET", "/api/users/me/", "", None, 401],
    ]
    assert all(entry["at"].endswith("+00:00") for entry in backend.requests())
    backend.control("requests/clear")
    assert backend.requests() == []


ENDPOINTS = {
    "heartbeat": ("POST", "/api/chat/heartbeat/"),
    "online-users": ("GET", "/api/chat/online-users/"),
    "rooms-online-users": ("GET", "/api/chat/rooms/online_users/"),
    "users": ("GET", "/api/users/"),
    "rooms": ("GET", "/api/chat/rooms/"),
    "messages": ("GET", "/api/chat/rooms/1/messages/"),
    "me": ("GET", "/api/users/me/"),
}


@pytest.mark.parametrize("name", ENDPOINTS)
def test_one_endpoint_is_switched_off_and_on_again(backend, name):
    ann = backend.sign_in("ann")["access"]

    def statuses() -> dict[str, int]:
        return {
            each: backend.call(method, path, {} if method == "POST" else None, ann).status
            for each, (method, path) in ENDPOINTS.items()
        }

    backend.control("disable", endpoints=[name])
    assert statuses() == {each: 404 if each == name else 200 for each in ENDPOINTS}
    assert backend.requests()[-1]["user"] == 1
    backend.control("disable", endpoints=[name], status=503)
    method, path = ENDPOINTS[name]
    refused = backend.call(method, path, {} if method == "POST" else None, ann)
    assert refused.status == 503
    assert list(refused.body) == ["detail"]
    backend.control("disable", endpoints=[])
    assert set(statuses().values()) == {200}


def test_a_misspelt_name_is_an_error_and_not_a_test_that_passes(backend):
    assert backend.call("POST", "/e2e/disable/", {"endpoints": ["heart-beat"]}).status == 400
    assert backend.call("POST", "/e2e/activity/", {"username": "anne", "seconds_ago": 1}).status == 400


def test_a_message_arrives_as_if_it_had_been_sent(backend):
    sent = backend.control("message", username="ben", room="Empty room", content="<b>hi</b>", minutes_ago=30)
    ann = backend.sign_in("ann")["access"]
    assert backend.get("/api/chat/rooms/3/messages/", ann).body == [sent]
    assert sent["sender"]["username"] == "ben"


def test_people_and_rooms_can_be_added(backend):
    eve = backend.control("person", username="eve", display_name="Eve", is_staff=True, rooms=["General"])["id"]
    room = backend.control("room", name="Two", usernames=["eve", "ann"])["id"]
    access = backend.sign_in("eve")["access"]
    assert backend.get("/api/users/me/", access).body == {
        "id": eve,
        "username": "eve",
        "display_name": "Eve",
        "is_staff": True,
    }
    rooms = backend.get("/api/chat/rooms/", access).body
    assert [each["id"] for each in rooms] == [room, 1]
    assert [user["id"] for user in rooms[0]["participants"]] == [1, eve]


def test_revoking_ends_one_persons_sessions_and_they_can_sign_in_again(backend):
    ann, ben = backend.sign_in("ann"), backend.sign_in("ben")
    backend.control("revoke", username="ann")
    assert backend.get("/api/users/me/", ann["access"]).status == 401
    assert backend.call("POST", "/api/token/refresh/", {"refresh": ann["refresh"]}).status == 401
    assert backend.get("/api/users/me/", ben["access"]).status == 200
    assert backend.get("/api/users/me/", backend.sign_in("ann")["access"]).status == 200


def test_the_control_is_not_part_of_the_normal_backend(db):
    assert "e2e_control" not in settings.INSTALLED_APPS
    for path in ("reset", "advance", "requests", "disable", "revoke"):
        assert Client().post(f"/e2e/{path}/", {}).status_code == 404
        assert Client().get(f"/e2e/{path}/").status_code == 404


def test_the_control_refuses_to_empty_a_database_that_nobody_named():
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    run = subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", "check"],
        env={**environment, "DJANGO_SETTINGS_MODULE": "config.settings_e2e"},
        capture_output=True,
        text=True,
    )
    assert run.returncode != 0
    assert "set DATABASE_URL" in run.stderr
