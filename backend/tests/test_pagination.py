"""Lists come as pages if API_PAGINATION says so: clients must read both."""

import pytest

from chat.presence import record_heartbeat


@pytest.fixture(autouse=True)
def pages_of_two(settings):
    settings.API_PAGINATION = 2


def test_people_come_in_pages(api, ann, ben, make_user):
    third = make_user("cleo")
    first = api.get("/api/users/").json()
    assert (first["count"], first["previous"]) == (3, None)
    assert [user["id"] for user in first["results"]] == [ann.id, ben.id]
    second = api.get(first["next"]).json()
    assert [user["id"] for user in second["results"]] == [third.id]
    assert second["next"] is None


def test_rooms_come_in_pages_with_their_newest_messages(api, ann, make_room, say):
    for name in "abc":
        say(make_room(name, ann), ann, f"in {name}")
    page = api.get("/api/chat/rooms/").json()
    assert page["count"] == 3
    assert [room["last_message"]["content"] for room in page["results"]] == ["in c", "in b"]


def test_all_of_the_newest_messages_are_on_the_first_page(api, ben, room, say):
    sent = [message.id for message in say(room, ben, *map(str, range(60)))]
    page = api.get(f"/api/chat/rooms/{room.id}/messages/").json()
    assert (page["count"], page["next"]) == (50, None)
    assert [message["id"] for message in page["results"]] == sent[-50:]


def test_what_lies_on_a_page_not_yet_fetched_stays_unread(api, ben, room, say):
    first = say(room, ben, *map(str, range(60)))[0]
    page = api.get(f"/api/chat/rooms/{room.id}/messages/", {"after": first.id}).json()
    assert (page["count"], len(page["results"])) == (59, 50)
    assert api.get("/api/chat/rooms/").json()["results"][0]["unread_count"] == 9
    api.get(page["next"])
    assert api.get("/api/chat/rooms/").json()["results"][0]["unread_count"] == 0


def test_online_users_are_never_paged(api, ann, ben, make_user):
    people = [ann, ben, make_user("cleo")]
    for user in people:
        record_heartbeat(user)
    assert api.get("/api/chat/online-users/").json() == {"online_users": [user.id for user in people]}
