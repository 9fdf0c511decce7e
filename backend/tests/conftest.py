from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient
from rest_framework_simplejwt.tokens import RefreshToken

from chat.models import Message, Participation, Room
from users.models import User

PASSWORD = "a long password"
NOON = datetime(2024, 1, 28, 12, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_throttle_history():
    cache.clear()


@pytest.fixture
def make_user(db):
    def make(username: str, **fields) -> User:
        return User.objects.create_user(username, password=PASSWORD, **fields)

    return make


@pytest.fixture
def ann(make_user) -> User:
    return make_user("ann", display_name="Ann Alvarez")


@pytest.fixture
def ben(make_user) -> User:
    return make_user("ben", display_name="Ben Brook", is_staff=True)


@pytest.fixture
def make_room(db):
    def make(name: str, *people: User) -> Room:
        room = Room.objects.create(name=name)
        Participation.objects.bulk_create(Participation(room=room, user=user) for user in people)
        return room

    return make


@pytest.fixture
def room(make_room, ann, ben) -> Room:
    return make_room("General", ann, ben)


@pytest.fixture
def say(db):
    def send(room: Room, sender: User, *texts: str) -> list[Message]:
        return [Message.objects.create(room=room, sender=sender, content=text) for text in texts]

    return send


@pytest.fixture
def client_of():
    """A client that is signed in with a real token."""

    def client(user: User) -> APIClient:
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {RefreshToken.for_user(user).access_token}")
        return client

    return client


@pytest.fixture
def api(client_of, ann) -> APIClient:
    """Ann's client."""
    return client_of(ann)
