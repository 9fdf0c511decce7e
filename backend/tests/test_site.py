"""What surrounds the API: the front end's files, the admin, headers, CORS."""

import gzip
import os

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from chat import presence

PAGE = "<!doctype html><title>leptos-presence</title>"
SCRIPT = "app-0123456789abcdef.js"
WASM = "app-0123456789abcdef_bg.wasm"


@pytest.fixture
def dist(tmp_path, settings, db):
    """A built front end; WhiteNoise looks at it when a client is made."""
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / SCRIPT).write_text("export default 1" * 100)
    (tmp_path / f"{SCRIPT}.gz").write_bytes(gzip.compress(b"export default 1" * 100))
    (tmp_path / WASM).write_bytes(b"\0asm\1\0\0\0")
    (tmp_path / "robots.txt").write_text("User-agent: *")
    settings.FRONTEND_DIST = settings.WHITENOISE_ROOT = tmp_path
    return tmp_path


def fetch(path: str, **headers: str) -> HttpResponseBase:
    """A reply whose file is read and closed."""
    reply = Client().get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    if reply.streaming:
        reply.body = b"".join(reply.streaming_content)
        reply.close()
    return reply


@pytest.mark.parametrize("path", ["/", "/login", "/dashboard/messages/7", "/admin", "/admin/messages/", "/apiary"])
def test_every_address_of_the_app_gets_its_page(dist, path):
    reply = Client().get(path)
    assert reply.status_code == 200
    assert reply.content.decode() == PAGE
    assert reply["Content-Type"] == "text/html; charset=utf-8"
    assert reply["Cache-Control"] == "no-cache"
    assert "'wasm-unsafe-eval'" in reply["Content-Security-Policy"]
    assert Client().get(path, headers={"If-None-Match": reply["ETag"]}).status_code == 304


def test_the_page_under_its_own_name_is_served_alike(dist):
    reply = fetch("/index.html")
    assert reply["Cache-Control"] == "no-cache"
    assert "'wasm-unsafe-eval'" in reply["Content-Security-Policy"]


def test_hashed_files_are_kept_for_ever_and_others_are_not(dist):
    for name, kind in [(SCRIPT, "text/javascript"), (WASM, "application/wasm")]:
        reply = fetch(f"/{name}")
        assert reply["Content-Type"].split(";")[0] == kind
        assert "immutable" in reply["Cache-Control"]
        assert reply["X-Content-Type-Options"] == "nosniff"
    assert "immutable" not in fetch("/robots.txt")["Cache-Control"]


def test_a_compressed_copy_is_sent_to_those_who_take_it(dist):
    reply = fetch(f"/{SCRIPT}", Accept_Encoding="gzip")
    assert reply["Content-Encoding"] == "gzip"
    assert reply["Vary"] == "Accept-Encoding"
    assert gzip.decompress(reply.body) == b"export default 1" * 100
    assert "Content-Encoding" not in fetch(f"/{SCRIPT}", Accept_Encoding="identity")


def test_the_page_is_sent_compressed_to_those_who_take_it(dist):
    assert "Content-Encoding" not in fetch("/dashboard", Accept_Encoding="gzip, br")
    (dist / "index.html.br").write_bytes(b"brotli")
    (dist / "index.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    reply = fetch("/dashboard", Accept_Encoding="gzip;q=0.8, deflate, br")
    assert (reply["Content-Encoding"], reply.content) == ("br", b"brotli")
    assert reply["Content-Type"] == "text/html; charset=utf-8"
    assert "Accept-Encoding" in reply["Vary"]
    reply = fetch("/dashboard", Accept_Encoding="gzip")
    assert gzip.decompress(reply.content).decode() == PAGE
    plain = fetch("/dashboard", Accept_Encoding="identity")
    assert plain.content.decode() == PAGE
    assert plain["ETag"] != reply["ETag"]


def test_a_page_that_was_changed_after_the_build_is_sent_as_it_is_now(dist):
    copy = dist / "index.html.gz"
    copy.write_bytes(gzip.compress(b"as it was built"))
    built = copy.stat().st_mtime
    os.utime(dist / "index.html", (built + 1, built + 1))
    assert fetch("/dashboard", Accept_Encoding="gzip").content.decode() == PAGE


@pytest.mark.parametrize("path", ["/app-ffffffffffffffff.js", "/old_bg.wasm", "/static/nothing.css", "/e2e/requests/"])
def test_a_file_that_is_gone_is_not_found_and_not_the_page(dist, path):
    assert Client().get(path).status_code == 404


def test_the_page_is_only_for_reading(dist):
    assert Client().head("/login").status_code == 200
    assert Client().post("/login").status_code == 405


def test_without_a_built_front_end_a_person_is_told_what_to_do(client, db):
    reply = client.get("/dashboard")
    assert reply.status_code == 503
    assert reply["Content-Type"].startswith("text/plain")
    assert "scripts/build" in reply.content.decode()


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/nothing", "/api/chat/rooms/1/nothing/", "/api/x.js"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_address_of_the_api_is_not_found_in_json(dist, path, method):
    reply = getattr(Client(), method)(path)
    assert reply.status_code == 404
    assert list(reply.json()) == ["detail"]


def test_a_failure_of_the_api_is_json_and_tells_nothing(api, monkeypatch):
    def fail():
        raise RuntimeError("a secret detail")

    monkeypatch.setattr(presence, "online_users", fail)
    api.raise_request_exception = False
    reply = api.get("/api/chat/online-users/")
    assert reply.status_code == 500
    assert list(reply.json()) == ["detail"]
    assert b"secret" not in reply.content


def test_the_api_and_the_admin_get_the_strict_policy(client, db):
    for path in ["/api/users/me/", "/django-admin/login/"]:
        policy = client.get(path)["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy


ORIGIN = "https://chat.example.org"


def test_a_page_of_an_allowed_origin_may_read_replies_and_their_headers(settings, api, ann):
    settings.CORS_ALLOWED_ORIGINS = [ORIGIN]
    presence.record_heartbeat(ann)
    reply = api.get("/api/chat/online-users/", headers={"Origin": ORIGIN})
    assert reply["Access-Control-Allow-Origin"] == ORIGIN
    assert set(reply["Access-Control-Expose-Headers"].split(", ")) == {"ETag", "Date", "Retry-After"}

    asked = api.options(
        "/api/chat/heartbeat/",
        headers={
            "Origin": ORIGIN,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization, content-type, if-none-match",
        },
    )
    allowed = asked["Access-Control-Allow-Headers"].split(", ")
    assert asked.status_code == 200
    assert {"authorization", "content-type", "if-none-match"} <= set(allowed)


def test_a_refusal_can_be_read_across_origins_too(settings, client, db):
    settings.CORS_ALLOWED_ORIGINS = [ORIGIN]
    reply = client.get("/api/users/me/", headers={"Origin": ORIGIN})
    assert (reply.status_code, reply["Access-Control-Allow-Origin"]) == (401, ORIGIN)


def test_by_default_no_other_origin_may_read_anything(api):
    reply = api.get("/api/chat/online-users/", headers={"Origin": ORIGIN})
    assert "Access-Control-Allow-Origin" not in reply


@pytest.mark.parametrize("model", ["users_user", "chat_room", "chat_message"])
def test_the_admin_lists_people_rooms_and_messages(admin_client, ann, ben, room, say, model):
    presence.record_heartbeat(ann)
    say(room, ben, "Hello from the list")
    page = admin_client.get(reverse(f"admin:{model}_changelist")).content.decode()
    assert {"users_user": "icon-yes", "chat_room": "General", "chat_message": "Hello from the list"}[model] in page
    assert "icon-no" in page or model != "users_user"


def test_the_admin_wants_its_csrf_token(db):
    reply = Client(enforce_csrf_checks=True).post("/django-admin/login/", {"username": "x", "password": "y"})
    assert reply.status_code == 403
