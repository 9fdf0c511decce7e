"""The fixed people and rooms that every end-to-end test starts from."""

from datetime import timedelta

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

from chat.models import Message, Participation, Room
from users.models import User

from . import state

PASSWORD = "correct horse"

PEOPLE = {
    "ann": "Ann Alvarez",
    "ben": "Ben Brook",
    "cleo": "Cleo Diaz",
    "sam": "Sam Stone",
    "dora": "Dora Dunn",
}
STAFF = {"sam"}

ROOMS = {
    "General": ["ann", "ben", "cleo", "sam"],
    "Ann & Ben": ["ann", "ben"],
    "Empty room": ["ann", "ben"],
    "Staff only": ["sam", "cleo"],
    "Archive": ["ann", "ben"],
}

# Room, sender, age in minutes, text.
MESSAGES = [
    *(("Archive", "ann" if n % 2 else "ben", 20_000 - 60 * n, f"Archive entry {n}") for n in range(1, 121)),
    ("General", "ann", 2_700, "Good morning, everyone."),
    ("General", "ben", 2_690, "Morning Ann."),
    ("General", "cleo", 1_500, "Is the Thursday meeting still on?"),
    ("General", "ann", 1_480, "Yes, seven o'clock, at the hall."),
    ("Staff only", "cleo", 600, "The keys are back in the office."),
    ("Ann & Ben", "ben", 90, "Can you give me a lift on Thursday?"),
    ("General", "ben", 45, "I'll bring the coffee."),
    ("General", "cleo", 40, "Then I'll bring the cake."),
]


def add_person(username: str, display_name: str, is_staff: bool = False) -> User:
    return User.objects.create(
        username=username, display_name=display_name, is_staff=is_staff, password=make_password(PASSWORD)
    )


def add_room(name: str, people: list[User], age: timedelta = timedelta()) -> Room:
    room = Room.objects.create(name=name, created_at=timezone.now() - age)
    Participation.objects.bulk_create(Participation(room=room, user=user) for user in people)
    return room


def reset() -> dict:
    state.clock.reset()
    state.disabled.clear()
    # Counts of the throttles, which may lie in a future that is undone.
    cache.clear()
    with transaction.atomic():
        _empty_database()
        users = {name: add_person(name, shown, name in STAFF) for name, shown in PEOPLE.items()}
        rooms = {
            name: add_room(name, [users[person] for person in people], timedelta(days=30))
            for name, people in ROOMS.items()
        }
        now = timezone.now()
        Message.objects.bulk_create(
            Message(room=rooms[room], sender=users[sender], timestamp=now - timedelta(minutes=minutes), content=text)
            for room, sender, minutes, text in MESSAGES
        )
    state.request_log.clear()
    return {
        "users": {name: user.pk for name, user in users.items()},
        "rooms": {name: room.pk for name, room in rooms.items()},
    }


def _empty_database() -> None:
    """All rows but what migrations make; ids begin at 1 again."""
    kept = {ContentType, Permission}
    tables = sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True) if model not in kept})
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), tables, reset_sequences=True, allow_cascade=True):
            cursor.execute(statement)
