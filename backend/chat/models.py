from django.conf import settings
from django.db import models
from django.utils import timezone


class Room(models.Model):
    name = models.CharField(max_length=120)
    participants = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Participation", related_name="rooms")
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


class Participation(models.Model):
    """A person in a room, and how far they have read."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="participations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="participations")
    # The id alone, not a reference: if that message is deleted, what was read before it stays read.
    last_read_id = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "room"], name="one_participation_per_room")]

    def __str__(self) -> str:
        return f"{self.user} in {self.room}"

    def mark_read(self, message_id: int) -> None:
        """Only ever forwards: two tabs may report in either order."""
        Participation.objects.filter(pk=self.pk, last_read_id__lt=message_id).update(last_read_id=message_id)


class Message(models.Model):
    MAX_LENGTH = 10_000

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="messages", db_index=False)
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages")
    content = models.TextField()
    timestamp = models.DateTimeField(default=timezone.now)

    class Meta:
        # A room's messages, newest or next: the one way in which they are read.
        indexes = [models.Index(fields=["room", "id"], name="message_room_id")]

    def __str__(self) -> str:
        return f"{self.sender} in {self.room}, {self.timestamp:%Y-%m-%d %H:%M}"
