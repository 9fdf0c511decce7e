from django.urls import path

from . import views

urlpatterns = [
    path("reset/", views.reset),
    path("advance/", views.advance),
    path("activity/", views.activity),
    path("requests/", views.requests),
    path("requests/clear/", views.clear_requests),
    path("disable/", views.disable),
    path("message/", views.message),
    path("person/", views.person),
    path("room/", views.room),
    path("revoke/", views.revoke),
]
