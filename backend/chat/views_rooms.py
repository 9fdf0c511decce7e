from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.functional import cached_property
from rest_framework import generics
from rest_framework.exceptions import NotFound, PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from config.api import OptionalPagination, private

from . import rooms
from .models import Message, Participation, Room
from .serializers import MessageSerializer, MessageWindowSerializer, RoomSerializer

NEWEST = 50
# A client that comes back after long asks again from the last one it got, as it does at every poll.
AFTER_LIMIT = 1_000


@private
class RoomsView(generics.ListAPIView):
    """The rooms that the caller takes part in, newest activity first."""

    serializer_class = RoomSerializer

    def get_queryset(self) -> QuerySet[Room]:
        return rooms.rooms_of(self.request.user)

    def list(self, request: Request) -> Response:
        queryset = self.get_queryset()
        page = self.paginate_queryset(queryset)
        listed = list(queryset) if page is None else page
        rooms.attach_last_messages(listed)
        data = self.get_serializer(listed, many=True).data
        return Response(data) if page is None else self.get_paginated_response(data)


class MessagePagination(OptionalPagination):
    """If lists come in pages, one page holds all of the newest messages: a client may read only the first."""

    def get_page_size(self, request: Request) -> int | None:
        size = super().get_page_size(request)
        return size and max(size, NEWEST)


@private
class MessagesView(generics.GenericAPIView):
    """A room's messages, ascending by id.

    - without parameters: the newest 50;
    - `?after={id}`: those that came after that one, oldest first, at most 1,000 at once;
    - `?before={id}`: the 50 before that one, for reading back.

    What is delivered counts as read. A POST adds a message.
    """

    serializer_class = MessageSerializer
    pagination_class = MessagePagination

    @cached_property
    def participation(self) -> Participation:
        found = Participation.objects.filter(room=self.kwargs["room_id"], user=self.request.user).first()
        if found:
            return found
        if Room.objects.filter(pk=self.kwargs["room_id"]).exists():
            raise PermissionDenied("You are not in this room.")
        raise NotFound("There is no such room.")

    def get(self, request: Request, room_id: str) -> Response:
        participation = self.participation
        window = MessageWindowSerializer(data=request.query_params.dict())
        window.is_valid(raise_exception=True)
        messages = list(self.messages(**window.validated_data))
        page = self.paginate_queryset(messages)
        delivered = messages if page is None else page
        if delivered:
            participation.mark_read(delivered[-1].id)
        data = self.get_serializer(delivered, many=True).data
        return Response(data) if page is None else self.get_paginated_response(data)

    def messages(self, after: int | None = None, before: int | None = None) -> Iterable[Message]:
        messages = Message.objects.filter(room=self.participation.room_id).select_related("sender")
        if after is not None:
            return messages.filter(id__gt=after).order_by("id")[:AFTER_LIMIT]
        if before is not None:
            messages = messages.filter(id__lt=before)
        return reversed(messages.order_by("-id")[:NEWEST])

    def post(self, request: Request, room_id: str) -> Response:
        room_id = self.participation.room_id
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        serializer.save(room_id=room_id, sender=request.user)
        return Response(serializer.data, status=201)
