from django.db import connection
from django.test.utils import CaptureQueriesContext

ROOMS = "/api/chat/rooms/"


def unread(client) -> dict[str, int]:
    return {room["name"]: room["unread_count"] for room in client.get(ROOMS).json()}


def test_a_room_is_shown_with_its_people_and_its_newest_message(api, ann, ben, room, say):
    message = say(room, ben, "first", "second")[-1]
    people = [
        {"id": ann.id, "username": "ann", "display_name": "Ann Alvarez", "is_staff": False},
        {"id": ben.id, "username": "ben", "display_name": "Ben Brook", "is_staff": True},
    ]
    assert api.get(ROOMS).json() == [
        {
            "id": room.id,
            "name": "General",
            "participants": people,
            "last_message": {
                "id": message.id,
                "room": room.id,
                "sender": people[1],
                "content": "second",
                "timestamp": message.timestamp.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            },
            "unread_count": 2,
        }
    ]


def test_only_the_callers_rooms_come_newest_activity_first(api, ann, ben, make_room, say):
    old, quiet, busy = make_room("Old", ann, ben), make_room("Quiet", ann), make_room("Busy", ann)
    make_room("Private", ben)
    say(old, ben, "early")
    say(busy, ann, "later")
    assert [room["name"] for room in api.get(ROOMS).json()] == ["Busy", "Old", "Quiet"]
    say(old, ben, "latest")
    assert [room["name"] for room in api.get(ROOMS).json()] == ["Old", "Busy", "Quiet"]
    assert api.get(ROOMS).json()[2]["last_message"] is None
    assert quiet.name == "Quiet"


def test_what_others_wrote_is_unread_until_it_is_fetched(ann, ben, room, say, client_of):
    say(room, ben, "one", "two")
    say(room, ann, "my own")
    assert unread(client_of(ann)) == {"General": 2}
    assert unread(client_of(ben)) == {"General": 1}
    client_of(ann).get(f"{ROOMS}{room.id}/messages/")
    assert unread(client_of(ann)) == {"General": 0}
    assert unread(client_of(ben)) == {"General": 1}
    say(room, ben, "three")
    assert unread(client_of(ann)) == {"General": 1}


def test_reading_back_does_not_make_read_messages_unread_again(api, ann, ben, room, say):
    messages = say(room, ben, *"abcdef")
    api.get(f"{ROOMS}{room.id}/messages/")
    api.get(f"{ROOMS}{room.id}/messages/", {"before": messages[3].id})
    assert unread(api) == {"General": 0}


def test_a_deleted_message_leaves_what_was_read_before_it_read(api, ben, room, say):
    messages = say(room, ben, "one", "two")
    api.get(f"{ROOMS}{room.id}/messages/")
    messages[-1].delete()
    assert unread(api) == {"General": 0}


def test_the_number_of_queries_does_not_grow_with_the_rooms(api, ann, ben, make_room, make_user, say):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            api.get(ROOMS)
        return len(captured)

    say(make_room("first", ann, ben), ben, "hello")
    few = queries()
    for number in range(12):
        say(make_room(f"room {number}", ann, ben, make_user(f"user{number}")), ben, "one", "two")
    assert queries() == few == 4


def test_unchanged_rooms_are_not_sent_again(api, ben, room, say):
    tag = api.get(ROOMS)["ETag"]
    assert api.get(ROOMS, headers={"If-None-Match": tag}).status_code == 304
    say(room, ben, "news")
    assert api.get(ROOMS, headers={"If-None-Match": tag}).status_code == 200
