import logging

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from config.api import private

from . import presence
from .serializers import HeartbeatReplySerializer

logger = logging.getLogger(__name__)


@private
class HeartbeatView(APIView):
    """Notes that the caller is there.

    The time that counts is this server's. The client's `timestamp` is accepted and not read: clocks differ, and
    whoever could choose the time could stay online for ever.
    """

    throttle_classes = [ScopedRateThrottle]
    throttle_scope = "heartbeat"

    def post(self, request: Request) -> Response:
        logger.info("Heartbeat received from user %s", request.user.pk)
        reply = {"success": True, "last_activity": presence.record_heartbeat(request.user)}
        return Response(HeartbeatReplySerializer(reply).data)


@private
class OnlineUsersView(APIView):
    """The ids of everyone who is online, ascending, so that the same people give the same ETag."""

    def get(self, request: Request) -> Response:
        ids = presence.online_users().order_by("id").values_list("id", flat=True)
        return Response({"online_users": list(ids)})
