import pytest

from chat.models import Message


@pytest.fixture
def url(room) -> str:
    return f"/api/chat/rooms/{room.id}/messages/"


def ids(reply) -> list[int]:
    assert reply.status_code == 200
    return [message["id"] for message in reply.json()]


@pytest.fixture
def many(room, ben, say) -> list[int]:
    return [message.id for message in say(room, ben, *(f"message {number}" for number in range(120)))]


def test_the_newest_fifty_come_first_read_ascending(api, url, many):
    assert ids(api.get(url)) == many[-50:]


def test_after_gives_everything_newer_ascending(api, url, many):
    assert ids(api.get(url, {"after": many[9]})) == many[10:]
    assert ids(api.get(url, {"after": many[-1]})) == []
    assert ids(api.get(url, {"after": 0})) == many


def test_before_gives_the_fifty_older_ones_ascending(api, url, many):
    assert ids(api.get(url, {"before": many[70]})) == many[20:70]
    assert ids(api.get(url, {"before": many[20]})) == many[:20]
    assert ids(api.get(url, {"before": many[0]})) == []


def test_messages_of_other_rooms_stay_there(api, ann, url, room, make_room, say):
    say(make_room("Other", ann), ann, "elsewhere")
    here = say(room, ann, "here")
    assert ids(api.get(url)) == [here[0].id]


@pytest.mark.parametrize(
    "window", [{"after": "x"}, {"after": -1}, {"after": 2**70}, {"before": ""}, {"after": 1, "before": 2}]
)
def test_a_window_that_makes_no_sense_is_refused(api, url, window):
    assert api.get(url, window).status_code == 400


def test_a_sent_message_comes_back_whole_and_is_there_for_others(api, ann, ben, url, room, client_of):
    reply = api.post(url, {"content": "Good morning"})
    assert reply.status_code == 201
    sent = reply.json()
    assert sent == {
        "id": Message.objects.get().id,
        "room": room.id,
        "sender": {"id": ann.id, "username": "ann", "display_name": "Ann Alvarez", "is_staff": False},
        "content": "Good morning",
        "timestamp": Message.objects.get().timestamp.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    }
    assert client_of(ben).get(url).json() == [sent]


@pytest.mark.parametrize(
    "content",
    [
        "x" * 5_000,
        "ö" * 10_000,
        "<script>alert(1)</script> <b>&amp;</b> {{ x }} '; DROP TABLE chat_message; --",
        "  two spaces before,\n\nan empty line between\t",
        "\u202eright to left\u202c שלום مرحبا 👩🏽‍🚀",
    ],
    ids=["5,000 without a space", "10,000", "markup", "white space", "scripts and emoji"],
)
def test_text_is_kept_as_it_was_written(api, url, content):
    assert api.post(url, {"content": content}).status_code == 201
    assert [message["content"] for message in api.get(url).json()] == [content]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"content": None},
        {"content": ""},
        {"content": " \n\t\u00a0 "},
        {"content": "x" * 10_001},
        {"content": "nul \x00"},
        {"content": ["a list"]},
    ],
    ids=["missing", "null", "empty", "white space", "too long", "nul", "not text"],
)
def test_what_is_no_message_is_refused_with_a_reason(api, url, body):
    reply = api.post(url, body)
    assert reply.status_code == 400
    assert list(reply.json()) == ["content"]
    assert all(isinstance(reason, str) and reason for reason in reply.json()["content"])
    assert not Message.objects.exists()


def test_half_a_character_is_refused(api, url):
    reply = api.post(url, data=rb'{"content": "\ud800"}', content_type="application/json")
    assert reply.status_code == 400


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_room_of_others_is_forbidden_and_no_room_is_not_found(api, ben, make_room, method):
    def status(room_id: int) -> int:
        path = f"/api/chat/rooms/{room_id}/messages/"
        return (api.get(path) if method == "get" else api.post(path, {"content": "hello"})).status_code

    assert status(make_room("Private", ben).id) == 403
    assert status(987_654) == 404
    assert status(2**70) == 404
    assert not Message.objects.exists()


def test_opening_a_room_costs_the_same_however_much_is_in_it(api, url, many, django_assert_num_queries):
    with django_assert_num_queries(4):
        api.get(url)
