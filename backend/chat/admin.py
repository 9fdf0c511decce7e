from django.contrib import admin
from django.db.models import Count, Max, QuerySet
from django.utils.text import Truncator

from .models import Message, Participation, Room


class ParticipationInline(admin.TabularInline):
    model = Participation
    extra = 0
    autocomplete_fields = ["user"]
    readonly_fields = ["last_read_id"]


@admin.register(Room)
class RoomAdmin(admin.ModelAdmin):
    list_display = ["name", "number_of_participants", "number_of_messages", "last_message_at", "created_at"]
    search_fields = ["name"]
    inlines = [ParticipationInline]

    def get_queryset(self, request) -> QuerySet[Room]:
        return (
            super()
            .get_queryset(request)
            .annotate(
                people=Count("participations", distinct=True),
                message_number=Count("messages", distinct=True),
                newest=Max("messages__timestamp"),
            )
        )

    @admin.display(description="participants", ordering="people")
    def number_of_participants(self, room: Room) -> int:
        return room.people

    @admin.display(description="messages", ordering="message_number")
    def number_of_messages(self, room: Room) -> int:
        return room.message_number

    @admin.display(description="last message", ordering="newest", empty_value="none yet")
    def last_message_at(self, room: Room):
        return room.newest


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin):
    list_display = ["id", "room", "sender", "beginning", "timestamp"]
    list_select_related = ["room", "sender"]
    list_filter = ["room"]
    date_hierarchy = "timestamp"
    search_fields = ["content", "sender__username", "sender__display_name"]
    autocomplete_fields = ["room", "sender"]

    @admin.display(description="content")
    def beginning(self, message: Message) -> str:
        return Truncator(message.content).chars(80)
