from django.contrib.auth.models import AbstractUser
from django.db import models
from rest_framework_simplejwt.token_blacklist.models import BlacklistedToken


class User(AbstractUser):
    display_name = models.CharField(max_length=150, blank=True)
    # Null until the first heartbeat. Who is online follows from it: chat/presence.py.
    last_activity = models.DateTimeField(null=True, blank=True, db_index=True)

    @property
    def shown_name(self) -> str:
        return self.display_name or self.get_full_name() or self.username

    def __str__(self) -> str:
        return self.shown_name


class Rotation(models.Model):
    """Says that a refresh token is on the blacklist because its successor was given out, and for no other reason."""

    token = models.OneToOneField(BlacklistedToken, models.CASCADE, primary_key=True, related_name="rotation")

    def __str__(self) -> str:
        return f"rotation of {self.token}"
