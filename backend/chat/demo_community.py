"""The demo community: its people, rooms and conversations from demo/community.json, put into the database."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from users.models import User

from .models import Message, Participation, Room

PASSWORD = "presence-demo"
# Marks the accounts that are ours to overwrite. `.invalid` is a domain that nobody can ever own.
EMAIL_DOMAIN = "presence-demo.invalid"
DATA = Path(__file__).with_name("demo") / "community.json"


class NameIsTaken(Exception):
    pass


def seed() -> list[User]:
    """Puts the community back to how it was; times are relative to now. Replies with its people."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    now = timezone.now()
    with transaction.atomic():
        users = _people(data["people"])
        messages = _rooms_and_messages(data["rooms"], users, now)
        _read_markers(messages)
        _last_activities(data["people"], users, messages, now)
    return list(users.values())


def _people(people: list[dict]) -> dict[str, User]:
    names = [person["username"] for person in people]
    strangers = User.objects.filter(username__in=names).exclude(email__endswith=f"@{EMAIL_DOMAIN}")
    if taken := [user.username for user in strangers]:
        raise NameIsTaken(f"These accounts are not of the demo, and it would overwrite them: {', '.join(taken)}")
    password = _hashed_password(names)
    return {
        person["username"]: User.objects.update_or_create(
            username=person["username"],
            defaults={
                "display_name": person["display_name"],
                "email": f"{person['username']}@{EMAIL_DOMAIN}",
                "password": password,
                "is_active": True,
                "is_staff": person["role"] != "veteran",
                # Their password is public: outside development nobody gets the keys to the admin with it.
                "is_superuser": settings.DEBUG and person["role"] == "administrator",
            },
        )[0]
        for person in people
    }


def _hashed_password(names: list[str]) -> str:
    """One for all, since hashing is slow; the present one if there is one, since a new hash ends all sessions."""
    present = set(User.objects.filter(username__in=names).values_list("password", flat=True))
    return next((known for known in present if check_password(PASSWORD, known)), None) or make_password(PASSWORD)


def _room(name: str, people: list[User], now: datetime) -> Room:
    """The demo's room of this name, empty. A real one may have the same name: it has other people in it."""
    others = User.objects.exclude(email__endswith=f"@{EMAIL_DOMAIN}")
    own = Room.objects.filter(name=name).exclude(participants__in=others).exclude(messages__sender__in=others)
    room = own.first() or Room.objects.create(name=name, created_at=now - timedelta(days=90))
    room.messages.all().delete()
    room.participations.all().delete()
    Participation.objects.bulk_create(Participation(room=room, user=user) for user in people)
    return room


def _rooms_and_messages(rooms: list[dict], users: dict[str, User], now: datetime) -> list[Message]:
    """Messages of all rooms in the order of their times, so that ids ascend as they would have."""
    messages = []
    for data in rooms:
        room = _room(data["name"], [users[username] for username in data["participants"]], now)
        for thread in data["threads"]:
            at = now - timedelta(hours=thread["hours_ago"])
            for username, minutes_later, text in thread["lines"]:
                at += timedelta(minutes=minutes_later)
                messages.append(Message(room=room, sender=users[username], timestamp=at, content=text))
    messages.sort(key=lambda message: message.timestamp)
    return Message.objects.bulk_create(messages)


def _read_markers(messages: list[Message]) -> None:
    """Everyone has read up to what they wrote last; some have kept up since, others have not."""
    participations = list(
        Participation.objects.filter(room__in={message.room for message in messages}).select_related("room", "user")
    )
    for participation in participations:
        said = [message for message in messages if message.room_id == participation.room_id]
        own = [message.id for message in said if message.sender_id == participation.user_id]
        # Seeded by the names: the same community each time.
        behind = Random(f"{participation.room.name}/{participation.user.username}").choice([0, 0, 1, 2, 3, 5, 9])
        participation.last_read_id = max([said[-1 - behind].id, *own])
    Participation.objects.bulk_update(participations, ["last_read_id"])


def _last_activities(people: list[dict], users: dict[str, User], messages: list[Message], now: datetime) -> None:
    wrote = {message.sender_id: message.timestamp for message in messages}
    for person in people:
        user = users[person["username"]]
        match person.get("presence"):
            case "online":
                # A day ahead: nobody sends heartbeats for them, and a demo should outlast five minutes.
                user.last_activity = now + timedelta(days=1)
            case "never":
                user.last_activity = None
            case _:
                user.last_activity = wrote[user.id]
    User.objects.bulk_update(users.values(), ["last_activity"])
