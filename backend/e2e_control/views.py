from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework_simplejwt.token_blacklist.models import BlacklistedToken, OutstandingToken

from chat.models import Message, Participation
from chat.serializers import MessageSerializer as ApiMessageSerializer

from . import cast, serializers, state


def control(method: str = "POST"):
    def decorate(view):
        return api_view([method])(authentication_classes([])(permission_classes([AllowAny])(view)))

    return decorate


def _given(serializer: type[Serializer], request: Request) -> dict:
    given = serializer(data=request.data)
    given.is_valid(raise_exception=True)
    return given.validated_data


@control()
def reset(request: Request) -> Response:
    return Response(cast.reset())


@control()
def advance(request: Request) -> Response:
    state.clock.advance(_given(serializers.AdvanceSerializer, request)["seconds"])
    return Response({"now": timezone.now().isoformat()})


@control()
def activity(request: Request) -> Response:
    given = _given(serializers.ActivitySerializer, request)
    user, ago = given["username"], given["seconds_ago"]
    user.last_activity = None if ago is None else timezone.now() - timedelta(seconds=ago)
    user.save(update_fields=["last_activity"])
    return Response({"last_activity": user.last_activity})


@control("GET")
def requests(request: Request) -> Response:
    return Response({"requests": state.request_log.entries()})


@control()
def clear_requests(request: Request) -> Response:
    state.request_log.clear()
    return Response({})


@control()
def disable(request: Request) -> Response:
    """The whole set: what is not named works again."""
    given = _given(serializers.DisableSerializer, request)
    state.disabled.clear()
    state.disabled.update(dict.fromkeys(given["endpoints"], given["status"]))
    return Response({"disabled": state.disabled})


@control()
def message(request: Request) -> Response:
    given = _given(serializers.MessageSerializer, request)
    sent = Message.objects.create(
        room=given["room"],
        sender=given["username"],
        content=given["content"],
        timestamp=timezone.now() - timedelta(minutes=given["minutes_ago"]),
    )
    return Response(ApiMessageSerializer(sent).data, status=201)


@control()
def person(request: Request) -> Response:
    given = _given(serializers.PersonSerializer, request)
    user = cast.add_person(given["username"], given["display_name"], given["is_staff"])
    Participation.objects.bulk_create(Participation(room=room, user=user) for room in given["rooms"])
    return Response({"id": user.pk}, status=201)


@control()
def room(request: Request) -> Response:
    given = _given(serializers.RoomSerializer, request)
    return Response({"id": cast.add_room(given["name"], given["usernames"]).pk}, status=201)


@control()
def revoke(request: Request) -> Response:
    user = _given(serializers.RevokeSerializer, request)["username"]
    for token in OutstandingToken.objects.filter(user=user):
        BlacklistedToken.objects.get_or_create(token=token)
    # Access tokens are bound to the stored password (CHECK_REVOKE_TOKEN): a new salt ends them, the password stays.
    user.password = make_password(cast.PASSWORD)
    user.save(update_fields=["password"])
    return Response({})
