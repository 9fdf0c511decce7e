from django.urls import path, re_path

from .views_presence import HeartbeatView, OnlineUsersView
from .views_rooms import MessagesView, RoomsView

urlpatterns = [
    path("heartbeat/", HeartbeatView.as_view(), name="heartbeat"),
    path("online-users/", OnlineUsersView.as_view(), name="online-users"),
    path("rooms/online_users/", OnlineUsersView.as_view(), name="rooms-online-users"),
    path("rooms/", RoomsView.as_view(), name="rooms"),
    # Eighteen digits: a larger number is no id in any database, and some of them fail over it.
    re_path(r"^rooms/(?P<room_id>[0-9]{1,18})/messages/$", MessagesView.as_view(), name="messages"),
]
