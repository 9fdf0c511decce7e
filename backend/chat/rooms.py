"""Rooms as one person sees them, in a number of queries that doesn't grow with the rooms."""

from django.db.models import Count, F, IntegerField, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from users.models import User

from .models import Message, Room


def rooms_of(user: User) -> QuerySet[Room]:
    """Newest activity first; each with `last_message_id` and `unread_count`."""
    newest = Message.objects.filter(room=OuterRef("pk")).order_by("-id")
    unread = (
        Message.objects.filter(room=OuterRef("pk"), id__gt=OuterRef("participations__last_read_id"))
        .exclude(sender=user)
        .order_by()
        .values("room")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        Room.objects.filter(participations__user=user)
        .annotate(
            last_message_id=Subquery(newest.values("id")[:1]),
            active_at=Coalesce(Subquery(newest.values("timestamp")[:1]), F("created_at")),
            unread_count=Coalesce(Subquery(unread, output_field=IntegerField()), 0),
        )
        .prefetch_related(Prefetch("participants", User.objects.order_by("id")))
        .order_by("-active_at", "-id")
    )


def attach_last_messages(rooms: list[Room]) -> None:
    ids = [room.last_message_id for room in rooms if room.last_message_id]
    messages = Message.objects.select_related("sender").in_bulk(ids)
    for room in rooms:
        room.last_message = messages.get(room.last_message_id)
