"""Who is online: everyone whose last heartbeat is no older than the threshold, by this server's clock."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from users.models import User


def _oldest_online() -> datetime:
    return timezone.now() - timedelta(seconds=settings.ONLINE_THRESHOLD_SECONDS)


def online_users() -> QuerySet[User]:
    return User.objects.filter(is_active=True, last_activity__gte=_oldest_online())


def is_online(user: User) -> bool:
    return user.is_active and user.last_activity is not None and user.last_activity >= _oldest_online()


def record_heartbeat(user: User) -> datetime:
    """Writes this one column, so that a heartbeat never undoes a change made elsewhere at the same time."""
    now = timezone.now()
    User.objects.filter(pk=user.pk).update(last_activity=now)
    return now
