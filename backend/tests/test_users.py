import pytest
from rest_framework.test import APIClient

ANN = {"username": "ann", "display_name": "Ann Alvarez", "is_staff": False}
BEN = {"username": "ben", "display_name": "Ben Brook", "is_staff": True}


@pytest.mark.parametrize(
    "method, path",
    [
        ("get", "/api/users/me/"),
        ("get", "/api/users/"),
        ("post", "/api/chat/heartbeat/"),
        ("get", "/api/chat/online-users/"),
        ("get", "/api/chat/rooms/online_users/"),
        ("get", "/api/chat/rooms/"),
        ("get", "/api/chat/rooms/1/messages/"),
        ("post", "/api/chat/rooms/1/messages/"),
    ],
)
def test_nothing_is_told_to_a_stranger(db, method, path):
    reply = getattr(APIClient(), method)(path, {} if method == "post" else None)
    assert reply.status_code == 401
    assert list(reply.json()) == ["detail"]
    assert reply["WWW-Authenticate"].startswith("Bearer")


def test_me_is_the_caller(ann, ben, client_of):
    assert client_of(ann).get("/api/users/me/").json() == {"id": ann.id, **ANN}
    assert client_of(ben).get("/api/users/me/").json() == {"id": ben.id, **BEN}


def test_a_person_without_a_display_name_is_shown_by_their_name_or_username(make_user, client_of):
    named = make_user("cleo", first_name="Cleo", last_name="Diaz")
    bare = make_user("dora")
    shown = [client_of(user).get("/api/users/me/").json()["display_name"] for user in (named, bare)]
    assert shown == ["Cleo Diaz", "dora"]


def test_the_directory_lists_everyone_who_can_sign_in(api, ann, ben, make_user):
    make_user("gone", is_active=False)
    assert api.get("/api/users/").json() == [{"id": ann.id, **ANN}, {"id": ben.id, **BEN}]
