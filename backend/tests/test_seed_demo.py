from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone
from rest_framework.test import APIClient

from chat import presence
from chat.demo_community import PASSWORD
from chat.models import Message, Participation, Room
from users.models import User


@pytest.fixture(autouse=True)
def development(settings, db):
    settings.DEBUG = True


def seed(*arguments: str) -> str:
    out = StringIO()
    call_command("seed_demo", *arguments, stdout=out)
    return out.getvalue()


def community() -> dict:
    """All that a person would notice, without ids and absolute times."""
    return {
        "people": list(User.objects.order_by("username").values_list("username", "display_name", "is_staff")),
        "online": list(presence.online_users().order_by("username").values_list("username", flat=True)),
        "rooms": {
            room.name: sorted(room.participants.values_list("username", flat=True)) for room in Room.objects.all()
        },
        "messages": list(Message.objects.order_by("id").values_list("room__name", "sender__username", "content")),
        "unread": {
            (part.room.name, part.user.username): part.room.messages.filter(id__gt=part.last_read_id)
            .exclude(sender=part.user)
            .count()
            for part in Participation.objects.select_related("room", "user")
        },
    }


def people_and_rooms() -> list[tuple]:
    return [
        *User.objects.order_by("id").values_list("id", "username"),
        *Room.objects.order_by("id").values_list("id", "name"),
    ]


def test_seeding_twice_gives_the_same_community():
    seed()
    first = community()
    ids = people_and_rooms()
    visitor = User.objects.get(username="marcus")
    Message.objects.create(room=Room.objects.get(name="Workshop"), sender=visitor, content="tried out")
    User.objects.filter(username="grace").update(display_name="Renamed")
    seed()
    assert community() == first
    assert people_and_rooms() == ids


def test_the_community_is_as_large_as_promised():
    seed()
    found = community()
    assert len(found["people"]) == 24
    assert sum(is_staff for _, _, is_staff in found["people"]) == 3
    assert len(found["online"]) == 7
    assert len(found["rooms"]) == 8
    assert sum(len(people) == 2 for people in found["rooms"].values()) == 2
    assert len(found["messages"]) > 200
    assert len(set(found["messages"])) == len(found["messages"])
    assert any(found["unread"].values()) and not all(found["unread"].values())


def test_times_are_past_and_ascend_and_people_write_only_in_their_rooms():
    seed()
    times = list(Message.objects.order_by("id").values_list("timestamp", flat=True))
    assert times == sorted(times)
    assert timezone.now() - timedelta(days=7) < times[0] and times[-1] < timezone.now()
    for message in Message.objects.select_related("room"):
        assert message.room.participants.filter(pk=message.sender_id).exists(), message


def test_who_is_offline_was_seen_when_they_last_wrote_or_never():
    seed()
    offline = User.objects.exclude(pk__in=presence.online_users())
    assert offline.filter(last_activity=None).count() == 2
    assert all(user.last_activity < timezone.now() for user in offline.exclude(last_activity=None))


def test_those_online_are_still_online_tomorrow_without_a_heartbeat():
    seed()
    with time_machine.travel(timezone.now() + timedelta(hours=23)):
        assert presence.online_users().count() == 7


def test_the_printed_people_can_sign_in():
    printed = seed()
    assert PASSWORD in printed
    for username in ("grace", "tom", "priya", "marcus"):
        assert username in printed
        reply = APIClient().post("/api/token/", {"username": username, "password": PASSWORD})
        assert reply.status_code == 200


def test_who_is_signed_in_stays_so_and_a_changed_password_is_put_back(client_of):
    seed()
    marcus, walter = User.objects.get(username="marcus"), User.objects.get(username="walter")
    client = client_of(marcus)
    walter.set_password("something else")
    walter.save()
    seed()
    assert client.get("/api/users/me/").status_code == 200
    assert APIClient().post("/api/token/", {"username": "walter", "password": PASSWORD}).status_code == 200


def test_it_refuses_to_run_outside_development_unless_forced_and_makes_no_administrator_then(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="--force"):
        seed()
    assert not User.objects.exists()
    seed("--force")
    assert User.objects.count() == 24
    assert not User.objects.filter(is_superuser=True).exists()


def test_accounts_and_rooms_that_are_not_of_the_demo_are_left_alone(make_user, make_room, say):
    real = make_user("real.person")
    room = make_room("Workshop", real)
    say(room, real, "mine")
    seed()
    seed()
    assert [message.content for message in room.messages.all()] == ["mine"]
    assert Room.objects.filter(name="Workshop").count() == 2

    User.objects.filter(username="walter").update(email="walter@example.org")
    with pytest.raises(CommandError, match="walter"):
        seed()
